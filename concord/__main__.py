"""`python -m concord` is the command `concord`."""

from __future__ import annotations

from concord.cli.main import main

if __name__ == "__main__":
    main()

"""Opens the first page of the dashboard once, in a process of its own and without a browser.

In: the path of the app as the only argument, and CONCORD_KB. Out: exit status 0, or 1 and on standard error what the
page said when it broke. Called by concord.serving as `python -m concord.first_page`.
"""

from __future__ import annotations

import sys

PATIENCE = 60.0  # seconds until the page must stand


def trouble(app: str) -> str:
    """What is wrong with the first page of a Streamlit app; "" when it shows a title and no exception."""
    from streamlit.testing.v1 import AppTest

    shown = AppTest.from_file(app, default_timeout=PATIENCE).run()
    if shown.exception:
        return str(shown.exception[0].value)
    return "" if shown.title else "it shows no title"


if __name__ == "__main__":
    if said := trouble(sys.argv[1]):
        print(said, file=sys.stderr)
        sys.exit(1)

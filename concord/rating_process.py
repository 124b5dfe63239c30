"""The program of a worker process that reckons the agreement of ratings somebody uploaded.

In: frames on standard input, each the name, the categories and the bytes of one file. Out: frames on standard output,
each the record in JSON, or the reason why there is none. Started by concord.rating_worker.
"""

from __future__ import annotations

import json

from concord.processes import parse_process
from concord.processes.parse_process import Header
from corpus.errors import BadInput

REFUSED = "refused"


def answer(header: Header, data: bytes) -> tuple[Header, bytes]:
    """What the ratings of a file give."""
    from concord.parts.comparing import of_bytes  # here, so that the parent, which imports the frames, need not load it

    try:
        found = of_bytes(str(header["name"]), data, categories=header["categories"])
        return {}, json.dumps(found).encode()
    except BadInput as error:
        return {"no": REFUSED, "says": str(error)}, b""


def main(memory: int, most: int) -> None:
    """Answers files."""

    def prepare() -> None:
        import concord.files.rating_files
        import concord.tables.reliability  # noqa: F401
        import synthesis.reliability  # noqa: F401  (now, so that a limit that is too low shows)

    parse_process.run(memory, most, prepare, answer)

"""The program of a worker process that reads what people made elsewhere.

In: frames on standard input, each the name and the bytes of one file. Out: frames on standard output, each a Project or
a Bibliography in canonical JSON, or the reason why there is none. Started by concord.importing.reading.
"""

from __future__ import annotations

from concord.importing.values import Bibliography
from concord.processes import parse_process
from concord.processes.parse_process import UNKNOWN, UNREADABLE, Header
from concord.store import codec
from corpus.errors import BadInput, UnknownFormat, UnreadableDocument

REFUSED = "refused"


def answer(header: Header, data: bytes) -> tuple[Header, bytes]:
    """What reading a file gives."""
    from concord.importing.parse import parse  # here, so that the parent, which imports the frames, need not load it

    try:
        found = parse(header["name"], data)
        return {"kind": "bibliography" if isinstance(found, Bibliography) else "project"}, codec.dumps(found)
    except UnreadableDocument as error:
        return {"no": UNREADABLE, "reason": error.reason, "advice": error.advice, "line": error.line}, b""
    except UnknownFormat as error:
        return {"no": UNKNOWN, "says": str(error)}, b""
    except BadInput as error:
        return {"no": REFUSED, "says": str(error)}, b""


def main(memory: int, most: int) -> None:
    """Reads files."""

    def prepare() -> None:
        import concord.importing.parse  # noqa: F401  (now, so that a limit that is too low shows)

    parse_process.run(memory, most, prepare, answer)

"""A citation matrix made elsewhere, from a CSV file: first column the primary study, one column a review.

In: bytes of a file. Out: a CitationMatrix, or sample sizes. Called by KnowledgeBase.overlap_of and the command line. No
knowledge base is needed. A cell is 1, 0 or NA; what spreadsheets write for these is read as such, with a warning, and
everything else is refused with its row and column.
"""

from __future__ import annotations

import math
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from concord.files.csv_files import rows_of, text_of
from corpus.errors import BadInput

if TYPE_CHECKING:
    from synthesis.export.records import Record
    from synthesis.overlap import CitationMatrix

HELD, ABSENT, MISSING = 1, 0, 2
_CODE = {"1": HELD, "0": ABSENT, "NA": MISSING}
_OTHER = {"": ABSENT} | dict.fromkeys(("1.0", "1,0", "x", "✓", "✔", "yes", "y", "true"), HELD)
_OTHER |= dict.fromkeys(("0.0", "0,0", "no", "n", "false"), ABSENT) | dict.fromkeys(("na", "n/a", "nan"), MISSING)
_SAID = {HELD: "1", ABSENT: "0", MISSING: "NA"}


def matrix_overlap(path: str | Path, sizes: str | Path | None = None) -> Record:
    """The figures of the matrix in a file, as concord.tables.matrix has them; "-" is standard input.

    sizes: a file of sample sizes. Raises BadInput: a file cannot be read, or is not what it should be.
    """
    from concord.tables.matrix import matrix_record

    citations = read_matrix(str(path), _bytes(path))
    known = None if sizes is None else read_sizes(str(sizes), _bytes(sizes), citations.works)
    return matrix_record(citations, known)


def _bytes(path: str | Path) -> bytes:
    try:
        return sys.stdin.buffer.read() if str(path) == "-" else Path(path).read_bytes()
    except OSError as error:
        raise BadInput(f"{path}: cannot be read ({error.strerror}).") from None


def read_matrix(name: str, data: bytes) -> CitationMatrix:
    """The matrix of a file. name: of the file, for messages. Commas, semicolons or tabs part the cells.

    A blank cell is 0. Rows without any cell, and columns without name and cells, are passed over.

    Raises:
        BadInput: not such a file; says row and column, the first line being row 1.
    """
    import numpy as np

    from synthesis.overlap import CitationMatrix

    try:
        rows = rows_of(text_of(data))
        header, _ = next(rows, ([], 0))
        reviews = _reviews(header)
        works, codes, read_as = _body(rows, reviews)
    except BadInput as error:
        raise BadInput(f"{name}: {error}") from None
    cells = np.frombuffer(b"".join(codes), dtype=np.uint8).reshape(len(works), len(reviews))
    warnings = tuple(
        f"{count} {'cell reads' if count == 1 else 'cells read'} {cell!r}, taken for {_SAID[_OTHER[cell.casefold()]]}"
        if cell
        else f"{count} {'cell is' if count == 1 else 'cells are'} blank, taken for 0"
        for cell, count in sorted(read_as.items())
    )
    return CitationMatrix(tuple(works), tuple(reviews), cells == HELD, cells == MISSING, warnings)


def read_sizes(name: str, data: bytes, works: Sequence[str]) -> dict[str, float]:
    """The sample sizes of primary studies: first column the study as the matrix names it, second a number above 0.

    Raises BadInput: not such a file, a study that the matrix does not have, no number.
    """
    known, found = set(works), dict[str, float]()
    try:
        rows = rows_of(text_of(data))
        next(rows, None)
        for cells, line in rows:
            work, size = " ".join(cells[0].split()), (cells[1].strip() if len(cells) > 1 else "")
            if not work and not size:
                continue
            if work not in known:
                raise BadInput(f"row {line}: {work!r} is no primary study of the matrix; write it as the matrix does.")
            if work in found:
                raise BadInput(f"row {line}: {work!r} has a size already; take one of them out.")
            if not _positive(size):
                raise BadInput(f"row {line}: {size!r} is no sample size; write a number above 0.")
            found[work] = float(size)
    except BadInput as error:
        raise BadInput(f"{name}: {error}") from None
    return found


def _positive(size: str) -> bool:
    try:
        return math.isfinite(float(size)) and float(size) > 0
    except ValueError:
        return False


def _reviews(header: Sequence[str]) -> list[str]:
    """The names of the reviews; columns at the end without a name hold nothing, which _body checks."""
    names = [" ".join(cell.split()) for cell in header[1:]]
    while names and not names[-1]:
        names.pop()
    if not names:
        raise BadInput("has no column of a review; the first row names the primary study, then one review a column.")
    for place, review in enumerate(names, 2):
        if not review:
            raise BadInput(f"column {place}: has no name; the first row names the reviews.")
        if names.index(review) != place - 2:
            first = names.index(review) + 2
            raise BadInput(f"columns {first} and {place} are both called {review!r}; give each review a name.")
    return names


def _body(rows: Iterator[tuple[list[str], int]], reviews: Sequence[str]) -> tuple[list[str], list[bytes], Counter[str]]:
    """The primary studies, the codes of their cells, and how often a cell was read for another sign than it has."""
    works: dict[str, int] = {}
    codes: list[bytes] = []
    read_as: Counter[str] = Counter()
    number = len(reviews)
    for cells, line in rows:
        work = " ".join(cells[0].split())
        if not work:
            raise BadInput(f"row {line}: names no primary study in its first column.")
        if work in works:
            raise BadInput(f"rows {works[work]} and {line} are both of {work!r}; make one row of them.")
        works[work] = line
        if len(cells) < number + 1:
            raise BadInput(f"row {line}: has {len(cells) - 1} of {number} cells; each review needs one: 1, 0 or NA.")
        if any(map(str.strip, cells[number + 1 :])):
            raise BadInput(f"row {line}: has more cells than the {number} that the first row names.")
        try:
            codes.append(bytes(map(_CODE.__getitem__, cells[1 : number + 1])))
        except KeyError:
            codes.append(
                bytes(_code(cell, line, review, read_as) for cell, review in zip(cells[1:], reviews, strict=False))
            )
    return list(works), codes, read_as


def _code(cell: str, line: int, review: str, read_as: Counter[str]) -> int:
    sign = cell.strip()
    if sign in _CODE:
        return _CODE[sign]
    if sign.casefold() not in _OTHER:
        raise BadInput(f"row {line}, column {review!r}: {sign[:40]!r} is none of 1, 0 and NA.")
    read_as[sign] += 1
    return _OTHER[sign.casefold()]

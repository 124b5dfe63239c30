"""Which works the cells of tables name.

In: a document. Out: keys of its references. Called by synthesis.mapping.placing. A cell names works by the citations in
it; in a column whose head speaks of studies also by lone numbers of the bibliography ("43", "12, 15-18"), by ids of the
paper's own ("S1, S4-S6") and by names with years. What may mean several works names none.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from corpus.citations import id_form
from corpus.named_rows import candidates, named
from corpus.study import Cell, Document

_NUMBERS = re.compile(r"[\[(]?\s?\d{1,3}(?:\s?[,;–—-]\s?\d{1,3})*\s?[\])]?\.?")
_RUN = re.compile(r"(\d{1,3})(?:\s?[–—-]\s?(\d{1,3}))?")
_ID = re.compile(
    r"\b(?P<letters>[A-Z]{1,2})[-.]?(?P<first>\d{1,3})\b(?:\s?[–—-]\s?(?P=letters)?[-.]?(?P<last>\d{1,3})\b)?"
)
_IDS = re.compile(r"[\s,;\[\]()&–—.-]|and|[A-Z]{1,2}[-.]?\d{1,3}|\d{1,3}")
_LONGEST_RUN = 200  # works of "S1-S80"; what is longer is no run


class Pointing:
    """The pointers of one document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._citations = sorted(document.citations, key=lambda c: (c.start, c.end))
        self._starts = [citation.start for citation in self._citations]
        self._by_number = {r.number: r.key for r in document.references if r.number}
        self._by_id = {id_form(r.number): r.key for r in document.references if id_form(r.number)}

    def learn(self, ids: dict[str, str]) -> None:
        """Takes over the ids that a table gives works in its rows ("S3"); ids of the bibliography stand."""
        self._by_id = ids | self._by_id

    def cited(self, cell: Cell) -> tuple[str, ...]:
        """The works that the citations in a cell point at, each once."""
        return tuple(dict.fromkeys(key for c in self._inside(cell) for key in c[2]))

    def uncited(self, cell: Cell) -> str:
        """The words of a cell without its citations."""
        text, at, kept = self.document.text, cell.start, []
        for start, end, targets in self._inside(cell):
            if targets:
                kept.append(text[at:start])
                at = max(at, end)
        return " ".join((" ".join(kept) + " " + text[at : cell.end]).split())

    def named(self, cell: Cell) -> tuple[str, ...]:
        """The works that a cell of a column of studies names, also without a citation."""
        if found := self.cited(cell):
            return found
        words = " ".join(self.document.text[cell.start : cell.end].split())
        if _NUMBERS.fullmatch(words):
            numbers = list(_numbers(words))
            return tuple(dict.fromkeys(self._by_number[n] for n in numbers if n in self._by_number))
        if _ID.search(words) and not _IDS.sub("", words):
            return tuple(dict.fromkeys(self._by_id.get(id, id) for id in _ids(words)))
        row = named(words)
        meant = candidates(row, self.document.references) if row is not None and row.telling else ()
        return meant if len(meant) == 1 else ()

    def _inside(self, cell: Cell) -> list[tuple[int, int, tuple[str, ...]]]:
        inside = self._citations[bisect_left(self._starts, cell.start) : bisect_left(self._starts, cell.end)]
        return [(c.start, c.end, c.targets) for c in inside if c.end <= cell.end]


def _numbers(words: str) -> Iterator[str]:
    """The numbers of "3, 5-7"."""
    for first, last in _RUN.findall(words):
        yield from map(str, range(int(first), _last(first, last) + 1))


def _ids(words: str) -> Iterator[str]:
    """The ids of "S1, S4-S6", in one form."""
    for match in _ID.finditer(words):
        for number in range(int(match["first"]), _last(match["first"], match["last"]) + 1):
            yield f"{match['letters']}{number}"


def _last(first: str, last: str | None) -> int:
    low, high = int(first), int(last or first)
    return high if low <= high <= low + _LONGEST_RUN else low

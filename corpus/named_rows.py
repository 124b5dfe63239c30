"""Rows that name works: what the words of a table's row say of a work, and which entry of the bibliography is meant.

In: the words of rows, also of rows that a page tore, and the references. Out: keys. Called by corpus.tabled. A row is
evidence (names, the end of a name, an initial, "et al.", a year); an entry is a candidate when nothing in the row
speaks against it. Each row stands for a work of its own, so a row that two works could fill is settled when other rows
take one of them, and several rows are settled together when only as many works can fill them. The rest stays open.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus.citations import family_names, letter_of, plain
from corpus.study import Reference

_YEAR = re.compile(r"[\s,.;(\[–—-]*(?P<year>(?:19|20)\d\d)(?P<letter>[a-z])?[\s)\].;,]*$")
_ET_AL = re.compile(r"[\s,]*\bet\.?\s?al\b[.,\s]*$|^et\s?al\b[.,\s]*", re.IGNORECASE)
_NAME = re.compile(r"(?:[^\W\d_][\w'’.\-]*\s?){1,5}")
_INITIALS = re.compile(r"^(?:[^\W\d_]\.[\s-]?){1,3}(?=[^\W\d_]{2})")
_TRAILING_INITIALS = re.compile(r"(?:,?\s[^\W\d_a-z]\.?(?:[\s-]?[^\W\d_a-z]\.)*)+$")
_PARTS = re.compile(r"\s*,\s*(?:(?:&|and\b|und\b|y\b|et\b)\s*)?|\s*(?:&|;|\band\b|\bund\b)\s*")
_PARTICLE = re.compile(r"(?:van|von|de|der|den|da|di|du|del|la|le|el|al|ter|ten|dos|das|zu)\b", re.IGNORECASE)
_VALUE = r"(?:\d{1,3}(?:[.,]\d{1,2})?%?|[✓✔✗✘×xX•●○◦◐+–—-]|[Yy]es|[Nn]o|[YNP]|n/?a|N/?A|[Pp]art(?:ly|ial))"
_VALUES = re.compile(rf"(?:^|\s+){_VALUE}(?:\s+{_VALUE})*$")
_UNFINISHED = re.compile(r"(?:&|\band|\bet|[^\W\d_]{2},)$")
_GOES_ON = re.compile(r"(?:&|and\s|et al\b|al\.)")
_MOST = 60  # open rows that are settled together; a table that lost more of its names tells too little


@dataclass(frozen=True, slots=True)
class Named:
    """What a row says of a work. names: as written, in order. others: whether it says "et al."; letter: of "2020a"."""

    names: tuple[str, ...]
    initial: str = ""
    others: bool = False
    year: int | None = None
    letter: str = ""

    @property
    def telling(self) -> bool:
        """Whether it says enough to be a row of a table of works, and not some other words."""
        return self.year is not None or bool(self.names and (self.others or len(self.names) > 1))


def named(words: str) -> Named | None:
    """The words of a row as evidence; None when they are no names with or without a year."""
    text = words.strip()
    if len(text) > 160 or not text:
        return None
    dated = _YEAR.search(text)
    rest = text[: dated.start()] if dated else text.rstrip(" ,.&;")
    et_al = _ET_AL.search(rest)
    if et_al is not None:
        rest = rest[: et_al.start()] or rest[et_al.end() :]
    rest = rest.strip(" ,.&;(")
    initials = _INITIALS.match(rest)
    pieces = [_TRAILING_INITIALS.sub("", piece) for piece in _PARTS.split(rest[initials.end() if initials else 0 :])]
    names = tuple(piece for piece in pieces if piece and not re.fullmatch(r"(?:[^\W\d_]\.[\s-]?){1,3}", piece))
    if len(names) > 12 or not all(_NAME.fullmatch(name) for name in names):
        return None
    found = Named(
        names,
        initials.group()[0] if initials else "",
        et_al is not None,
        int(dated.group("year")) if dated else None,
        (dated.group("letter") or "") if dated else "",
    )
    return found if names or found.others else None


def rows_of_lines(lines: Sequence[str], meant: Callable[[str], Sequence[str]]) -> Iterator[str]:
    """The rows that name works on the loose lines of a table; a row may go over lines, values follow the names.

    meant: the works that a row may mean. A line that looks unfinished is a row of its own when it means a work and,
    joined to the next line, would mean none: the page lost its end.
    """
    pending = ""
    for index, line in enumerate(lines):
        text = line.strip()
        values = _VALUES.search(text)
        words = text[: values.start()] if values else text
        following = lines[index + 1].strip() if index + 1 < len(lines) else ""
        whole = f"{pending} {words}".strip()
        if pending and meant(pending) and not meant(whole):
            yield pending
            whole = words
        open_end = not values and not _YEAR.search(words) and _opens(words, following)
        pending = whole if open_end and len(whole) < 160 else ""
        if not pending and whole:
            found = named(whole)
            if found is not None and (found.telling or _UNFINISHED.search(whole)):
                yield whole


def _opens(words: str, following: str) -> bool:
    """Whether a line is a row that goes on in the next."""
    return bool(words) and bool(_UNFINISHED.search(words) or _GOES_ON.match(following) or _VALUES.fullmatch(following))


def candidates(row: Named, references: Sequence[Reference]) -> tuple[str, ...]:
    """Keys of the entries that nothing in a row speaks against; those of just as many authors where there are any."""
    fitting = [r for r in references if _fits(row, r)]
    if not row.others and row.names:
        fitting = [r for r in fitting if len(r.authors) == len(row.names)] or fitting
    if len(fitting) > 1 and row.initial:
        fitting = [r for r in fitting if r.authors and r.authors[0][:1] == row.initial] or fitting
    if len(fitting) > 1 and row.letter:
        fitting = letter_of(fitting, row.letter)
    return tuple(r.key for r in fitting)


def _fits(row: Named, reference: Reference) -> bool:
    if row.year is not None and reference.year != row.year:
        return False
    families = family_names(reference)
    if row.others and reference.authors and len(families) < max(2, len(row.names) + 1):
        return False
    if not row.names:
        return bool(reference.authors)
    if reference.authors and len(families) < len(row.names):
        return False
    return all(_same_name(name, family) for name, family in zip(row.names, families, strict=False)) and bool(families)


def _same_name(written: str, family: str) -> bool:
    """Whether a surname is meant; one that opens in lower case, and not with a particle, may be its end only."""
    form = plain(written)
    torn = written[:1].islower() and not _PARTICLE.match(written)
    return form == family or (torn and family.endswith(form))


def settled(rows: Sequence[Sequence[str]], taken: frozenset[str] = frozenset()) -> dict[str, bool]:
    """Keys that are surely meant by rows of candidates, each with whether that took looking at the other rows.

    taken: works that other rows are known to mean. Sorted by key.
    """
    certain = {row[0]: False for row in rows if len(row) == 1}
    open_rows = [set(row) for row in rows if len(row) > 1]
    used = set(taken) | set(certain)
    while True:
        open_rows = [row - used for row in open_rows]
        lone = sorted({next(iter(row)) for row in open_rows if len(row) == 1})
        if not lone:
            break
        certain |= dict.fromkeys(lone, True)
        used |= set(lone)
    rest = {n: sorted(row) for n, row in enumerate(row for row in open_rows if len(row) > 1)}
    if len(rest) <= _MOST and len(_paired(rest)) == len(rest):
        keys = sorted({key for row in rest.values() for key in row})
        certain |= {key: True for key in keys if len(_paired(rest, without=key)) < len(rest)}
    return dict(sorted(certain.items()))


def _paired(rows: Mapping[int, Sequence[str]], without: str = "") -> dict[str, int]:
    """As many rows as can be, each with a key of its own (augmenting paths)."""
    holder: dict[str, int] = {}

    def place(row: int, seen: set[str]) -> bool:
        for key in rows[row]:
            if key != without and key not in seen:
                seen.add(key)
                if key not in holder or place(holder[key], seen):
                    holder[key] = row
                    return True
        return False

    for row in sorted(rows):
        place(row, set())
    return holder

"""Tables of included studies: which works the rows of a table list, and how sure it is that the review includes them.

In: the canonical text, its tables and the loose lines of torn ones, citations and references. Out: Tabled values.
Called by corpus.included. Any column may hold the works: by pointers, lone numbers, ids, names and years (also in two
columns), or titles. Whether they are included works, the head of the column and the caption say; a table that compares
the review with others, or lists what was excluded, is none.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from corpus.citations import id_form
from corpus.named_rows import candidates, named, rows_of_lines, settled
from corpus.study import Block, BlockKind, Cell, Citation, Reference, Section, Table

_KIND = r"(?:primary |included |selected |reviewed |analy[sz]ed |eligible |relevant )"
_TAIL = (
    r"(?: ?(?:\(?ids?\)?|no\.?|nr\.?|#|numbers?|refs?\.?|references?|titles?|names?|citations?|\(?years?\)?|and year"
    r"|,? ?year|\(year\)|/ ?year|, date))?"
)
STUDIES = re.compile(
    rf"(?:the )?(?:{_KIND}{{0,2}}(?:stud(?:y|ies)|papers?|articles?|publications?|reviews?|works?){_TAIL}"
    rf"|(?:first |lead )?authors? ?(?:\(s\)|s)?(?: ?(?:\(?years?\)?|\(year\)|and year|, ?year|& ?year|/ ?year|, date))?"
    rf"|(?:s|p)?ids?|{_KIND}(?:references?|sources?))\s*[.:]?",
    re.IGNORECASE,
)
SOURCES = re.compile(
    rf"(?:the )?(?:references?|refs?\.?|sources?|citations?|cited (?:in|by)){_TAIL}(?: ?\(s\))?\s*[.:]?", re.IGNORECASE
)
_YEARS = re.compile(r"(?:publication )?(?:year|date)s?(?: of publication)?|published", re.IGNORECASE)
_TITLES = re.compile(
    rf"(?:(?:paper|article|study|publication|work)(?:'s)? )?titles?|{_KIND}?(?:papers?|articles?|stud(?:y|ies))", re.I
)
_SAYS_SO = re.compile(
    r"\b(?:includ|select|primary|review|analy[sz]|synthesi[sz]|eligib|apprais|characteristics of|overview of|summary of"
    r"|list of|quality (?:assess|apprais|criteria|scor|of))",
    re.IGNORECASE,
)
DENIES = re.compile(
    r"\bexclu|\b(?:related|previous|prior|earlier|existing|similar|other|past)\s(?:[\w-]+\s){0,3}?"
    r"(?:reviews?|surveys?|works?|mappings?|overviews?|meta-analyses)\b|\bcompar\w+ (?:with|to|of) (?:[\w-]+ ){0,3}"
    r"(?:reviews|surveys|related)|\bsearch(?:es|ed)? |\bdefinitions? of\b",
    re.IGNORECASE,
)
_LONE = re.compile(r"\[?(\d{1,3})\]?\.?")
_LEAST = 4  # rows, without the head; what is shorter is an example and no list
_SHARE = 0.6  # of the rows have to name works
_TITLE = 92.0  # least partial ratio of a title in a cell inside an entry
_COMPARED = 100_000  # titles of cells times entries; more would take minutes
_LETTERS = 20  # a shorter title says too little


@dataclass(frozen=True, slots=True)
class Tabled:
    """A work that a table lists. confidence: 0 to 1, that the review includes it. id: its id in the table ("S3").

    open: a row names it as one of several works, and nothing says which of them is meant; the confidences of all of
    them, which have one `why`, come to the number of such rows.
    """

    key: str
    why: str
    confidence: float
    id: str = ""
    open: bool = False


def tabled(
    text: str,
    blocks: Sequence[Block],
    sections: Sequence[Section],
    tables: Sequence[Table],
    citations: Sequence[Citation],
    references: Sequence[Reference],
) -> Iterator[Tabled]:
    """The works that tables of included studies list. citations: sorted by start."""
    if not references:
        return
    page = _Page(text, tuple(citations), [c.start for c in citations], tuple(references))
    for table in tables:
        caption = text[slice(*table.caption)] if table.caption else ""
        title = _title(sections, blocks[table.block].section)
        if not DENIES.search(f"{caption} {title}"):
            yield from _of_table(page, table, caption)
    for index, block in enumerate(blocks):
        above = blocks[index - 1] if index else block
        if block.kind is BlockKind.OTHER and above.kind is BlockKind.CAPTION:
            yield from _of_lines(page, block, text[above.start : above.end])


def _title(sections: Sequence[Section], index: int | None) -> str:
    return sections[index].title if index is not None else ""


@dataclass(frozen=True, slots=True)
class _Page:
    """What rows are read against. starts: of the citations, sorted."""

    text: str
    citations: tuple[Citation, ...]
    starts: Sequence[int]
    references: tuple[Reference, ...]

    def words(self, cell: Cell | None) -> str:
        return " ".join(self.text[cell.start : cell.end].split()) if cell is not None else ""

    def cited(self, start: int, end: int) -> list[str]:
        """The works that pointers inside a span name."""
        inside = self.citations[bisect_left(self.starts, start) : bisect_left(self.starts, end)]
        return list(dict.fromkeys(key for c in inside if c.end <= end for key in c.targets))

    def named(self, words: str) -> tuple[str, ...]:
        """The works that names, with or without a year, may mean."""
        row = named(words)
        return candidates(row, self.references) if row is not None else ()

    def meant(self, words: str, year: str, by_title: bool) -> tuple[str, ...]:
        """The works that a cell's words may mean: by number, by names and year, or by title."""
        lone = _LONE.fullmatch(words)
        if lone:
            return tuple(r.key for r in self.references if r.number == lone.group(1))
        if id_form(words):
            return tuple(r.key for r in self.references if id_form(r.number) == id_form(words))
        row = named(f"{words}, {year}" if year else words)
        found = candidates(row, self.references) if row is not None and (row.telling or year) else ()
        if found or not by_title or sum(map(str.isalpha, words)) < _LETTERS:
            return found
        title = words.casefold()
        return tuple(r.key for r in self.references if fuzz.partial_ratio(title, r.raw.casefold()) >= _TITLE)


def _of_table(page: _Page, table: Table, caption: str) -> Iterator[Tabled]:
    """The works of the column that names most of them, out of those whose head says that they name works."""
    grid: dict[int, dict[int, Cell]] = {}
    for cell in table.cells:
        grid.setdefault(cell.row, {})[cell.column] = cell
    for head in sorted(grid)[:2]:
        rows = [grid[row] for row in sorted(grid) if row > head]
        heads = {column: page.words(cell) for column, cell in sorted(grid[head].items())}
        year = next((c for c, words in heads.items() if _YEARS.fullmatch(words)), None)
        read = [
            (sure, _column(page, rows, column, year, words), words)
            for column, words in heads.items()
            if (sure := _confidence(words, column, caption, len(rows)))
        ]
        best = max(read, key=lambda entry: (len(entry[1]), entry[0]), default=None)
        if best is not None and best[1]:
            ids = _ids(page, rows)
            for key, (row, certain) in best[1].items():
                why = f"listed in {table.label or 'a table'}, column {best[2]!r}"
                yield Tabled(key, why, best[0] if certain else 0.9 * best[0], ids.get(row, ""))
            return


def _confidence(head: str, column: int, caption: str, rows: int) -> float:
    """How sure it is that a column lists included works, 0 when that is not to be believed."""
    said = bool(_SAYS_SO.search(caption))
    if STUDIES.fullmatch(head):
        return (0.95 if said else 0.9) if column == 0 else (0.9 if said else 0.8)
    if SOURCES.fullmatch(head):
        return (0.9 if said else 0.75) if column == 0 else (0.7 if said and rows >= _LEAST else 0.0)
    return 0.0


def _column(
    page: _Page, rows: Sequence[dict[int, Cell]], column: int, year: int | None, head: str
) -> dict[str, tuple[int, bool]]:
    """The works of a column: key to the row and whether the row alone says so; {} when too few rows name one."""
    filled = [(n, row[column]) for n, row in enumerate(rows) if column in row and page.words(row[column])]
    if len(filled) < min(_LEAST - 1, 3):
        return {}
    by_title = _TITLES.fullmatch(head) is not None and len(filled) * len(page.references) <= _COMPARED
    found: dict[str, tuple[int, bool]] = {}
    open_rows: list[tuple[str, ...]] = []
    hits = 0
    for n, cell in filled:
        dated = page.words(rows[n].get(year)) if year is not None else ""
        keys = page.cited(cell.start, cell.end)
        meant = () if keys else page.meant(page.words(cell), dated, by_title)
        hits += bool(keys or meant)
        for key in keys or meant if len(keys or meant) == 1 or keys else ():
            found.setdefault(key, (n, True))
        if len(meant) > 1:
            open_rows.append(meant)
    if hits < _SHARE * len(filled) or len(found) < 2:
        return {}
    for key in settled(open_rows, frozenset(found)):
        found.setdefault(key, (-1, False))
    return found


def _ids(page: _Page, rows: Sequence[dict[int, Cell]]) -> dict[int, str]:
    """The ids of rows ("S3"), where a column holds one for most of them."""
    for column in range(max((max(row, default=0) for row in rows), default=-1) + 1):
        ids = {n: id_form(page.words(row.get(column))) for n, row in enumerate(rows)}
        given = {n: id for n, id in ids.items() if id}
        if len(given) >= _SHARE * len(rows) and len(set(given.values())) == len(given):
            return given
    return {}


def _of_lines(page: _Page, block: Block, caption: str) -> Iterator[Tabled]:
    """The works on the lines of a table that was not recovered, also on those that a page tore."""
    lines = page.text[block.start : block.end].split("\n")
    if DENIES.search(caption) or not any(_heads(line.strip()) for line in lines[:4]):
        return
    cited = page.cited(block.start, block.end)
    rows = [(words, works) for words in rows_of_lines(lines, page.named) if (works := page.named(words))]
    meant = [works for _, works in rows]
    sure = dict.fromkeys(settled([m for m in meant if len(m) == 1]), False)
    taken = frozenset((*cited, *sure))
    if len(taken) < _LEAST:
        return
    label = caption.split(":")[0][:20]
    by_others = settled([m for m in meant if len(m) > 1 and not taken.issuperset(m)], taken)
    for key in cited:
        yield Tabled(key, f"listed in {label}", 0.9)
    for key in sure:
        yield Tabled(key, f"listed in {label}, on a torn line", 0.85)
    for key in by_others:
        yield Tabled(
            key, f"listed in {label}, on a torn line that only it can fill when each other line has its own", 0.75
        )
    yield from _open(rows, taken | set(by_others), label)


def _open(rows: Sequence[tuple[str, Sequence[str]]], taken: frozenset[str], label: str) -> Iterator[Tabled]:
    """The works that rows name without telling which of them is meant. rows: the words and the works of each."""
    left = {words: frozenset(works) - taken for words, works in rows if taken.isdisjoint(works) or len(works) > 1}
    for works in sorted({works for works in left.values() if len(works) > 1}, key=sorted):
        words = [words for words, _ in rows if left.get(words) == works]
        if len(words) < len(works) and not any(works & other for other in left.values() if other != works):
            said = " and ".join(f'"{word}"' for word in words)
            why = f"names in {label} as {said} only, one of {len(works)}"
            yield from (Tabled(key, why, len(words) / len(works), open=True) for key in sorted(works))


def _heads(line: str) -> bool:
    return STUDIES.fullmatch(line) is not None or SOURCES.fullmatch(line) is not None

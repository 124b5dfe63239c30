"""Themes from tables: the cells under a column that names a facet, several items in a cell told apart.

In: a Scope. Out: candidates. Called by extract.pipeline. A column speaks of the facet that its header names; when no
header does, the first column speaks of the facet that the caption names. Tables of the protocol are passed over.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from corpus.study import Cell, Table
from extract import labels
from extract.candidate import Candidate, Container, set_aside
from extract.codebook import Facet, ItemShape
from extract.language import lemma
from extract.scope import Cue, Part, Scope
from extract.sources.categories import table_categories
from extract.sources.scales import titled_names
from extract.theme import Evidence

_ITEM = re.compile(r"(?:^|\n|(?<=\s)|(?<=;))\s*(?:\(?\d{1,2}[.)]|[•●▪◦·*–-])\s+(?=\S)")
_CITES = re.compile(r"\s*[\[(](?:\d+(?:\s*[,;–-]\s*\d+)*)[\])]")
_TOO_SHORT = re.compile(r"^[A-Z]{1,3}(?:,\s*[A-Z]{1,3})*$|^[\W\d]*$|^(?:yes|no|none|n/?a|x|✓|✗|-)$", re.IGNORECASE)

OF_METHOD = "in a table that tells how the study was made, as its caption says"
_PROTOCOL_WORDS = frozenset(
    "inclusion exclusion search metadata demographic participant respondent interviewee database".split()
)
_CITES_WORKS = frozenset("reference study source citation paper article year author".split())


def from_tables(scope: Scope) -> Iterator[Candidate]:
    """Candidates of every table outside protocol and back matter, in reading order."""
    for table in scope.reading.document.tables:
        if scope.part(table.block) is not Part.BACK:
            yield from set_aside(_of_table(scope, table), OF_METHOD if _of_protocol(scope, table) else "")


def _of_protocol(scope: Scope, table: Table) -> bool:
    """Whether a table tells how the study was made, as its caption says."""
    words = _caption(scope, table)
    return scope.speaks_of_research(words) or any(word in _PROTOCOL_WORDS for word in words)


def _with_words(text: str, table: Table, column: int) -> int:
    """The column itself, or the next one where it only numbers the rows ("Level | Name")."""
    body = [text[c.start : c.end] for c in table.cells if c.column == column and not c.header]
    return column + 1 if body and all(_is_number(words) for words in body) else column


def _caption(scope: Scope, table: Table) -> list[str]:
    if table.caption is None:
        return []
    text = scope.reading.document.text[table.caption[0] : table.caption[1]]
    words = scope.reading.language.tagged([text.capitalize() if text.isupper() else text])[0]
    return [lemma(t) for t in words if not t.is_punct]


def _of_table(scope: Scope, table: Table) -> Iterator[Candidate]:
    text = scope.reading.document.text
    context = _scale_facet(scope, table) or scope.facet(table.block)
    columns: dict[int, str] = {}
    for cell in table.cells:
        if cell.header and cell.start < cell.end:
            words = list(scope.reading.language.lemmas(text[cell.start : cell.end]))
            cues = scope.cues(words, context)
            if cues and len(words) <= 6 and cues[0].facet not in columns.values():
                columns.setdefault(_with_words(text, table, cell.column), cues[0].facet)
    if not columns:
        cues = [cue for cue in scope.cues(_caption(scope, table), context) if _is_counted(scope, table, cue)]
        first = min(
            (c.column for c in table.cells if not c.header and not _is_number(text[c.start : c.end])), default=None
        )
        if not cues or first is None or not any(c.header for c in table.cells):
            return
        columns[first] = cues[0].facet
    yield from table_categories(scope, table, columns)
    explaining = _explaining(scope, table, columns, context)
    rows: dict[int, dict[int, Cell]] = defaultdict(dict)
    for cell in table.cells:
        if not cell.header and cell.start < cell.end:
            rows[cell.row][cell.column] = cell
    why = f"{table.label or 'table'}: column for {{}}"
    for column, name in sorted(columns.items()):
        facet = scope.codebook.facet_of[name]
        container = Container(f"column {column} of the table at {table.block}")
        order = 0
        opens = [text[rows[r][column].start] for r in rows if column in rows[r]]
        capitals = sum(c.isupper() for c in opens) > len(opens) / 2
        for row in sorted(rows):
            body = rows[row].get(column)
            if body is None or (capitals and text[body.start].islower()):
                continue  # a line that only goes on with the cell above
            scale, begin, stop = _scale_of_row(scope, table, rows[row], facet) if facet.containers else ("", 0, 0)
            if scale:
                named = (f"{table.label or 'table'}: levels of a scale",)
                place = (begin, stop)
                yield Candidate(name, scale, *place, place, Evidence.TABLE_CELL, 0.7, table.block, named)
            for start, end, parent in cell_items(text, body, facet):
                label = _label(scope, text[start:end], facet)
                if not label:
                    continue
                quote = (body.start, body.end) if body.end - body.start <= 240 else (start, end)
                yield Candidate(
                    name,
                    label,
                    start,
                    end,
                    quote,
                    Evidence.TABLE_CELL,
                    0.7,
                    table.block,
                    (why.format(facet.plural.lower()),),
                    _beside(text, rows[row], body) if column + 1 in explaining else "",
                    container,
                    parent or scale,
                    order,
                )
                order += 1


def _scale_facet(scope: Scope, table: Table) -> str | None:
    """The facet of the scale that a caption names ("Levels of the River Maturity Model")."""
    start, end = table.caption or (0, 0)
    caption = scope.reading.document.text[start:end]
    return next((f.name for f in scope.codebook.facets if any(titled_names(f, caption))), None)


def _scale_of_row(scope: Scope, table: Table, row: dict[int, Cell], facet: Facet) -> tuple[str, int, int]:
    """The scale whose levels a row holds, with its place: named in the row itself, else in the caption; "" for none."""
    text = scope.reading.document.text
    spans = [(cell.start, cell.end) for _, cell in sorted(row.items())] + ([table.caption] if table.caption else [])
    for begin, stop in spans:
        for start, end, label in titled_names(facet, text[begin:stop]):
            return label, begin + start, begin + end
    return "", 0, 0


def cell_items(text: str, cell: Cell, facet: Facet) -> Iterator[tuple[int, int, str]]:
    """(start, end, parent label) of each item of a cell: its lines, numbered or listed ones, or the whole."""
    body = text[cell.start : cell.end]
    lines = [line for line in body.split("\n") if line.strip()]
    if len(lines) > 1 and all(len(line.split()) <= 12 and not line.rstrip().endswith(".") for line in lines):
        yield from _lines(text, cell, lines)
        return
    marks = list(_ITEM.finditer(body))
    if len(marks) >= 2 or (marks and "\n" in body):
        head = body[: marks[0].start()].strip()
        parent = ""
        if head:
            at = cell.start + body.index(head)
            parent = labels.sentence_case(labels.clean(head))
            yield at, at + len(head), ""
        for mark, following in zip(marks, [*marks[1:], None], strict=True):
            end = following.start() if following else len(body)
            yield from _stretch(cell.start + mark.end(), text, cell.start + end, parent)
        return
    parts = re.split(r";\s+|\n{2,}", body) if ";" in body else [body]
    listed = re.split(r",\s+(?:and\s+)?|\s+and\s+", body)
    if facet.item is not ItemShape.CLAUSE and body.count(",") > 1 and all(len(p.split()) <= 4 for p in listed):
        parts = [part for part in listed if part]
    at = cell.start
    for part in parts:
        at = text.index(part, at)
        yield from _stretch(at, text, at + len(part), "")
        at += len(part)


def _lines(text: str, cell: Cell, lines: list[str]) -> Iterator[tuple[int, int, str]]:
    """Short lines are items, and the first one is their title when it alone stands before the numbers."""
    marks = [_ITEM.match(line) for line in lines]
    title = lines[0] if marks[0] is None and any(marks) else ""
    parent = labels.sentence_case(labels.clean(title)) if title else ""
    at = cell.start
    for i, (line, mark) in enumerate(zip(lines, marks, strict=True)):
        at = text.index(line, at)
        yield from _stretch(at + (mark.end() if mark else 0), text, at + len(line), parent if i else "")
        at += len(line)


def _stretch(start: int, text: str, end: int, parent: str) -> Iterator[tuple[int, int, str]]:
    body = text[start:end]
    start += len(body) - len(body.lstrip())
    end = start + len(body.strip())
    if start < end:
        yield start, end, parent


def _label(scope: Scope, words: str, facet: Facet) -> str:
    words = re.sub(r"\s+", " ", _CITES.sub("", words)).strip()
    parts = words.split()
    if _TOO_SHORT.match(words) or len(words) < 3 or sum(any(c.isdigit() for c in p) for p in parts) > len(parts) / 3:
        return ""
    head = re.split(r":\s|\s[–—-]\s", words, maxsplit=1)[0]
    if facet.item is ItemShape.NAME:
        head = _leading_name(head)
    label = labels.clause(head) if facet.item is ItemShape.CLAUSE or len(head.split()) > 8 else labels.clean(head)
    if facet.singular:
        label = labels.singular(list(scope.reading.language.tagged([label])[0]), label)
    return labels.sentence_case(label) if any(c.isalpha() for c in label) else ""


def _leading_name(words: str) -> str:
    """The name that a cell opens with ("HydroX (2019) predicts floods"), or the whole of a short cell."""
    words = labels.clean(words)
    if len(words.split()) <= 4:
        return words
    found = re.match(r"([A-Z][\w.+-]*(?:\s[A-Z0-9][\w.+-]*)*)(\s?\(|\s|,|$)", words)
    if found and (found[2].strip() == "(" or re.search(r"[a-z][A-Z]|\d|\s", found[1])):
        return found[1]
    return ""


def _is_counted(scope: Scope, table: Table, cue: Cue) -> bool:
    """Whether a caption names a facet in the plural, as a caption over its items does ("Barriers found")."""
    start, end = table.caption or (0, 0)
    words = re.findall(r"[A-Za-z-]+", scope.reading.document.text[start:end].lower())
    last = cue.words.split()[-1]
    return any(w != last and w.startswith(last[:-1]) and w.endswith("s") for w in words)


def _explaining(scope: Scope, table: Table, columns: dict[int, str], context: str | None) -> set[int]:
    """The columns that may explain the items left of them: not those of other items, of remedies or of references."""
    text = scope.reading.document.text
    found = set()
    for cell in table.cells:
        if cell.header and cell.column not in columns:
            words = list(scope.reading.language.lemmas(text[cell.start : cell.end]))
            own = {columns.get(cell.column - 1)}
            if not _CITES_WORKS & set(words) and {cue.facet for cue in scope.cues(words, context)} <= own:
                found.add(cell.column)
    return found


def _beside(text: str, row: dict[int, Cell], cell: Cell) -> str:
    """The words of the next cell of the row, which most often explain the item."""
    beside = row.get(cell.column + 1)
    words = re.sub(r"\s+", " ", text[beside.start : beside.end]) if beside else ""
    return words if len(words.split()) > 3 else ""


def _is_number(words: str) -> bool:
    return not any(c.isalpha() for c in words)

"""The items of one table cell: lines, numbered or listed ones, or the whole, and the label of each.

In: a cell with the text of its document. Out: places of items and labels. Called by extract.sources.tables and columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from corpus.study import Cell
from extract import labels
from extract.facet import Facet, ItemShape
from extract.scope import Scope

_ITEM = re.compile(r"(?:^|\n|(?<=\s)|(?<=;))\s*(?:\(?\d{1,2}[.)]|[•●▪◦·*–-])\s+(?=\S)")
_CITES = re.compile(r"\s*[\[(](?:n\s*=\s*)?\d+(?:\s*[,;–-]\s*\d+)*(?:\s*%)?[\])]|\s+n\s*=\s*\d+$")
_NOTHING = re.compile(
    r"^[\W\d]*$|^(?:yes|no|none|nil|partly|partial|n/?a|x|✓|✗|-|ditto|various|unclear|not \w+)$", re.IGNORECASE
)
_CODES = re.compile(r"^[A-Z]{1,3}(?:,\s*[A-Z]{1,3})*$", re.IGNORECASE)
_NAMED = re.compile(r"^[A-Z0-9][\w.+/-]*(?:\s[\w.+/()-]+){0,3}$")
_SEAM = re.compile(r"(?<=[a-z)])\s+(?=[A-Z][a-z])")
_SLASHED = re.compile(r"\s/\s|(?<=[a-z])/(?=[A-Z][a-z])")


def cell_items(text: str, cell: Cell, facet: Facet, counts: int = 0) -> Iterator[tuple[int, int, str]]:
    """(start, end, parent label) of each item of a cell.

    counts: how many numbers stand beside it in the row; as many items are told apart where the line breaks are lost.
    """
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
    at = cell.start
    for part in _parts(body, facet, counts):
        at = text.index(part, at)
        yield from _stretch(at, text, at + len(part), "")
        at += len(part)


def _parts(body: str, facet: Facet, counts: int) -> list[str]:
    """The pieces of a cell without marks: cut at semicolons, at commas between names, or by the counts beside it."""
    if ";" in body:
        return re.split(r";\s+|\n{2,}", body)
    listed = [part for part in re.split(r",\s+(?:and\s+)?|\s+and\s+", body) if part]
    if facet.item is not ItemShape.CLAUSE and body.count(",") > 1 and all(len(p.split()) <= 4 for p in listed):
        return listed
    if facet.item is ItemShape.NAME:
        pieces = [part for part in re.split(rf",\s+(?:and\s+)?|{_SLASHED.pattern}", body) if part.strip()]
        if len(pieces) > 1 and all(_NAMED.match(_CITES.sub("", piece).strip()) for piece in pieces):
            return pieces
    torn = _SEAM.split(body)
    return torn if counts == len(torn) > 1 else [body]


def counts_beside(text: str, row: Iterable[Cell]) -> int:
    """How many numbers the fullest cell of a row that holds numbers alone has."""
    found = (text[cell.start : cell.end].split() for cell in row)
    return max((len(words) for words in found if all(word.strip("()%n=,").isdigit() for word in words)), default=0)


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


def cell_label(scope: Scope, words: str, facet: Facet) -> str:
    """The label of one item of a cell, "" for counts, codes and words that say that there is none."""
    words = re.sub(r"\s+", " ", _CITES.sub("", words)).strip()
    named = facet.item is ItemShape.NAME
    coded = _CODES.match(words) and not (named and words.isupper())
    if _NOTHING.match(words) or len(words) < (2 if named else 3) or coded:
        return ""
    parts = words.split()
    if sum(map(_is_figure, parts)) > len(parts) / 3:
        return ""
    head = re.split(r":\s|\s[–—-]\s", words, maxsplit=1)[0]
    if named:
        head = _leading_name(head)
    label = labels.clause(head) if facet.item is ItemShape.CLAUSE or len(head.split()) > 8 else labels.clean(head)
    if facet.singular:
        label = labels.singular(list(scope.reading.language.tagged([label])[0]), label)
    return labels.sentence_case(label) if any(c.isalpha() for c in label) else ""


def _is_figure(word: str) -> bool:
    """Whether a word has more digits than letters, as counts and years have and names of products do not."""
    digits = sum(map(str.isdigit, word))
    return digits > 0 and digits > sum(map(str.isalpha, word))


def _leading_name(words: str) -> str:
    """The name that a cell opens with ("HydroX (2019) predicts floods"), or the whole of a short cell."""
    words = labels.clean(words)
    if len(words.split()) <= 4:
        return words
    found = re.match(r"([A-Z][\w.+-]*(?:\s[A-Z0-9][\w.+-]*)*)(\s?\(|\s|,|$)", words)
    if found and (found[2].strip() == "(" or re.search(r"[a-z][A-Z]|\d|\s", found[1])):
        return found[1]
    return ""

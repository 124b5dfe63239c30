"""Made-up papers printed and dumped: what PDF extractors leave of a page, with the kind of each line known.

In: tests.corpus.papers.structure.Paper and a house's style. Out: a dump as (words, kind) pieces in the order of the
file, kind "" for white space. Called by benchmarks.dumps and by the tests of the plain-text reader. Pages are set in
one or two columns with heads, feet, notes, floats, hyphens; an extractor then takes them down in its own manner.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from tests.corpus.papers.structure import Content, Figure, Formula, Grid, Items, Paper, Paragraph, Part, flat, said

Piece = tuple[str, str]  # words of one line (or of one column of it), and their kind


@dataclass(frozen=True, slots=True)
class House:
    """How a publisher sets pages. width: characters of a column. height: lines of one.

    heads: left and right running head ("" for none), "{page}" for the number. foot: below. rights: lines of the
    note on the first page. first: the number of the first page. shout: outermost titles in capitals. marks: the signs
    before the items of lists without numbers, by depth ("" for none). floats: tables and figures go to the next column.
    """

    name: str
    width: int
    height: int
    columns: int
    numbering: str
    heads: tuple[str, str] = ("", "")
    foot: str = ""
    rights: tuple[str, ...] = ()
    first: int = 1
    shout: bool = False
    marks: tuple[str, str, str] = ("•", "–", "•")
    floats: bool = True


_LONGER = (
    "the Seasons of the Harbour Towns",
    "the Rules of the Northern Councils",
    "the Tools of the Older Neighbours",
    "the Maps of All Dry Valleys",
    "the Prices of Glass and Rope",
    "the Schools of the Coastal Roads",
)
_FEES = (
    "Permission to make digital or hard copies of all or part of",
    "this work for personal use is granted without fee provided",
    "that copies are not made for profit and bear this notice.",
    "Towns 2019, May 4-9, 2019, Northport, Farland.",
    "Copyright 2019 ACM 978-1-0000-0000-0/19/05...$15.00.",
)
HOUSES = (
    House("letters", 50, 46, 2, "decimal", foot="{page}", rights=("© 2021 The Letters on Weather.",), first=211),
    House(
        "chapel", 48, 50, 2, "none", ("Towns 2019 Proceedings", "May 4-9, 2019, Northport"), "{page}", _FEES, 1, True
    ),
    House(
        "roman", 52, 48, 2, "roman", ("ANNALS OF UPKEEP, VOL. 7, NO. 2, MAY 2020 {page}",) * 2, marks=("•", "-", "*")
    ),
    House("single", 84, 40, 1, "decimal", ("{page} A. Keeper et al.", "Kilns and Ferries of the Coast {page}")),
    House("plain", 72, 44, 1, "decimal", ("", ""), "- {page} -", marks=("-", "•", "-"), floats=False),
    House("bare", 66, 42, 1, "none", ("Small Towns Review", "Small Towns Review"), "Page {page} of 12", shout=True),
)


def printed(paper: Paper, house: House, random: Random) -> list[tuple[list[Piece], list[list[Piece]], list[Piece]]]:
    """The pages of a paper: head, columns and foot of each, as lines."""
    flow = list(_flow(paper, house, random))
    room = house.height * house.columns
    pages = []
    at, page = 0, house.first
    while at < len(flow):
        notes = [(line, "furniture") for line in house.rights] if page == house.first else []
        lines = flow[at : at + room - len(notes) * (house.columns > 0)]
        at += len(lines)
        height = house.height if page > house.first else (len(lines) + len(notes) + house.columns - 1) // house.columns
        columns = (
            [lines[:height]] if house.columns == 1 else [lines[: height - len(notes)], lines[height - len(notes) :]]
        )
        columns[0] += notes
        side = house.heads[page % 2]
        head = [(side.format(page=page), "furniture")] if side and page > house.first else []
        head = list(_front(paper, house, random)) if page == house.first else head
        foot = [(house.foot.format(page=page), "furniture")] if house.foot else []
        pages.append((head, columns, foot))
        page += 1
    return pages


def _front(paper: Paper, house: House, random: Random) -> Iterator[Piece]:
    """What stands above the columns of the first page."""
    yield from _wrapped(paper.title, "title", house.width, random, hyphens=False)
    yield ", ".join(f"{given} {surname}" for given, surname in paper.authors), "authors"
    yield "Department of Upkeep, University of Northport, Farland", "front"


def _flow(paper: Paper, house: House, random: Random) -> Iterator[Piece]:
    """All lines of a paper in reading order, as they stand in columns."""
    yield ("ABSTRACT" if house.shout else "Abstract"), "heading"
    yield from _wrapped(paper.abstract, "abstract", house.width, random)
    yield from _wrapped("Keywords: " + ", ".join(paper.keywords), "keywords", house.width, random, hyphens=False)
    held: list[Piece] = []
    for part in paper.parts:
        yield from _section(paper, part, house, random, held)
    yield from held
    yield ("REFERENCES" if house.shout or house.numbering == "roman" else "References"), "heading"
    for place, work in enumerate(paper.works, 1):
        number = f"[{place}] " if paper.numeric else ""
        yield from _wrapped(number + paper.raw(work), "reference", house.width, random)


def _section(paper: Paper, part: Part, house: House, random: Random, held: list[Piece]) -> Iterator[Piece]:
    number = part.number + "." if house.numbering == "roman" and part.number else part.number
    title = part.title.upper() if house.shout and part.level == 1 else part.title
    if random.random() < 0.15 and part.level > 1:
        title += f" and what {random.choice(_LONGER)} mean for it"
    if house.numbering == "none" and part.level > 1:
        title = title.title()
    yield from _wrapped(f"{number} {title}".strip(), "heading", house.width, random, hyphens=False)
    for content in part.content:
        yield from _content(paper, content, house, random, held)
    for inner in part.parts:
        yield from _section(paper, inner, house, random, held)


def _content(paper: Paper, content: Content, house: House, random: Random, held: list[Piece]) -> Iterator[Piece]:
    if isinstance(content, Paragraph):
        lines = list(_wrapped(said(paper, content.words), "paragraph", house.width, random))
        middle = random.randint(1, len(lines)) if len(lines) > 3 else len(lines)
        yield from lines[:middle]
        if house.floats:
            yield from held
            held.clear()
        yield from lines[middle:]
    elif isinstance(content, Items):
        for item, depth, marker in flat(content):
            sign = house.marks[depth] if marker == "•" else marker
            yield from _wrapped(f"{sign} {said(paper, item.words)}", "list_item", house.width - 3 * depth - 3, random)
    elif isinstance(content, Grid):
        held += _wrapped(content.label, "caption", house.width, random, hyphens=False)
        for row in (content.header, *content.rows):
            whole = " ".join(row)
            held += [(cell, "table") for cell in ((whole,) if len(whole) <= house.width else row)]
    elif isinstance(content, Figure):
        held += [(str(tick), "table") for tick in range(0, 100, 20)]
        held += _wrapped(content.label, "caption", house.width, random, hyphens=False)
    elif isinstance(content, Formula):
        yield content.text, "formula"
    if not house.floats:
        yield from held
        held.clear()


def _wrapped(text: str, kind: str, width: int, random: Random, hyphens: bool = True) -> Iterator[Piece]:
    """Lines of at most width characters; a long word at the end of one is sometimes cut by a hyphen."""
    line = ""
    for word in text.split():
        room = width - len(line) - 2
        if len(line) + 1 + len(word) <= width or not line:
            line = f"{line} {word}".strip()
            continue
        if hyphens and word.isalpha() and len(word) > 6 and 3 <= room <= len(word) - 3 and random.random() < 0.7:
            line, word = f"{line} {word[:room]}-", word[room:]
        yield line, kind
        line = word
    yield line, kind


EXTRACTORS = ("pymupdf", "pdftotext", "layout", "pdfminer", "pypdf", "pdfium", "tika", "borb")


def dumped(paper: Paper, house: House, extractor: str, seed: int) -> list[Piece]:
    """The dump of a printed paper in the manner of an extractor; joined, the words of all pieces are the file."""
    random = Random(seed)  # noqa: S311 - a seed is wanted
    pieces: list[Piece] = []
    for number, (head, columns, foot) in enumerate(printed(paper, house, random)):
        if extractor == "layout":
            pieces += _side_by_side(head, columns, foot, house)
        else:
            pieces += _after_each_other(extractor, [*head, *(line for column in columns for line in column), *foot])
        if extractor in ("pdftotext", "layout", "pdfminer"):
            pieces.append(("\f", ""))
        elif extractor == "tika":
            pieces.append(("\n\n", ""))
        elif number == 0:
            pieces.append(("", ""))
    return _glyphs(extractor, pieces)


def _side_by_side(head: list[Piece], columns: list[list[Piece]], foot: list[Piece], house: House) -> Iterator[Piece]:
    """Lines of all columns on one line, kept apart by spaces; items are indented."""
    for words, kind in head:
        yield from ((" " * (house.width // 2), ""), (words, kind), ("\n\n", ""))
    for row in range(max(map(len, columns))):
        for place, column in enumerate(columns):
            words, kind = column[row] if row < len(column) else ("", "")
            indent = 3 if kind == "list_item" else 0
            last = place == len(columns) - 1
            yield from ((" " * indent, ""), (words, kind))
            yield ("\n" if last else " " * (house.width + 4 - len(words) - indent)), ""
    for words, kind in foot:
        yield from (("\n" + " " * house.width, ""), (words, kind), ("\n", ""))


def _after_each_other(extractor: str, lines: list[Piece]) -> Iterator[Piece]:
    """One line after the other; some extractors part blocks by blank lines."""
    spaced = extractor in ("pdftotext", "pdfminer", "tika")
    for place, (words, kind) in enumerate(lines):
        above = lines[place - 1] if place else ("", "")
        if spaced and place and (above[1] != kind or _opens(words, above[0], kind)):
            yield "\n", ""
        number = re.match(r"(\d(?:\.\d)*) (?=\S)", words) if extractor == "pdfminer" and kind == "heading" else None
        if number:
            yield from ((number.group(1), kind), ("\n\n", ""), (words[number.end() :], kind), ("\n", ""))
        elif extractor == "pypdf" and words.endswith("-") and place + 1 < len(lines) and lines[place + 1][1] == kind:
            yield from ((words[:-1], kind), (lines[place + 1][0].split(" ", 1)[0], kind), ("\n ", ""))
        elif extractor == "pypdf" and above[0].endswith("-") and above[1] == kind:
            yield from ((words.partition(" ")[2], kind), ("\n", ""))
        elif extractor == "pdfium" and words.endswith("-") and place + 1 < len(lines) and lines[place + 1][1] == kind:
            yield words[:-1] + "\ufffe", kind
        else:
            yield from ((words, kind), ("\n", ""))


def _opens(words: str, above: str, kind: str) -> bool:
    if kind == "heading":
        return re.match(r"\d|[IVX]+\.|[A-G]\.", words) is not None or above.isupper()
    return above.endswith(".") and words[:1] in "•–-*TMIWF[" and kind in ("paragraph", "list_item", "reference")


_GLYPHS = {
    "pdfminer": (("•", "(cid:127)"), ("fi", "ﬁ")),
    "borb": (("fi", " "), ("•", "\uf0b7")),
    "pymupdf": (("ff", "ﬀ"), ("•", "\uf0b7")),
    "tika": (("•", "\ufffd"),),
}


def _glyphs(extractor: str, pieces: list[Piece]) -> list[Piece]:
    """Signs as the fonts of the file made them."""
    for sign, written in _GLYPHS.get(extractor, ()):
        pieces = [(words.replace(sign, written), kind) for words, kind in pieces]
    return pieces

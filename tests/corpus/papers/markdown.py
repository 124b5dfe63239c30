"""A made-up paper as Markdown of the dialects that converters write.

In: a structure.Paper and the name of a dialect. Out: the bytes of a file. Each dialect has its own depth of headings,
form of tables, of references and of page marks:

pandoc   true depth with identifiers, YAML front, wrapped at 72, simple tables, `::: {#refs}`, `[^1]` notes
docling  every heading "##", HTML entities and `\\_`, "<!-- image -->" (also amid a paragraph), "- [1]" references
marker   bold headings at random depth, page anchors and links, page breaks "{3}----" amid a paragraph, "<br>"
nougat   "#" for the title, deeper and wrong depth below, LaTeX tables, `\\(..\\)` and `\\[..\\]`, "* [1]" references
mineru   every heading "#", HTML tables on one line, two spaces at line ends, page numbers and images amid paragraphs
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import escape
from random import Random
from textwrap import fill

from tests.corpus.papers.structure import (
    Cite,
    Figure,
    Formula,
    Grid,
    Items,
    Paper,
    Paragraph,
    Part,
    Words,
    flat,
    said,
)

Text = Callable[[str], str]


@dataclass
class _Sheet:
    """A file in the making. notes: footnotes not yet written; page: the one that is open."""

    paper: Paper
    random: Random
    lines: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    page: int = 0

    def add(self, *lines: str) -> None:
        """A block, a blank line below it."""
        self.lines += [*lines, ""]

    def torn(self, text: str, *between: str) -> None:
        """A paragraph; now and then a page broke it in the middle of a sentence, and what lies there is between."""
        gaps = [m.start() for m in re.finditer(r"(?<=[a-z]{3}) (?=[a-z]{3})", text) if 60 < m.start() < len(text) - 60]
        gaps = [gap for gap in gaps if text.rfind("[", 0, gap) <= text.rfind("](", 0, gap)]  # not amid a link
        if gaps and self.random.random() < 0.2:
            gap = self.random.choice(gaps)
            self.add(text[:gap])
            for mark in between:
                self.add(mark)
            text = text[gap + 1 :]
        self.add(text)

    def data(self) -> bytes:
        return ("\n".join(self.lines).rstrip("\n") + "\n").encode()


def written(paper: Paper, dialect: str) -> bytes:
    """The file in one of DIALECTS."""
    random = Random(paper.title)  # noqa: S311 - a made-up paper, no secret
    return DIALECTS[dialect](_Sheet(paper, random)).data()


def _numbered(part: Part) -> str:
    stop = "." if part.number and not part.number[-1].isdigit() else ""
    return f"{part.number}{stop} {part.title}".strip()


def _entries(paper: Paper) -> Iterator[tuple[str, str]]:
    """Number as cited ("" by author and year) and words of each work."""
    for place, work in enumerate(paper.works, 1):
        yield (str(place) if paper.numeric else ""), paper.raw(work)


def _pipes(grid: Grid, text: Text, *, padded: bool = False) -> list[str]:
    rows = [[text(cell) for cell in row] for row in (grid.header, *grid.rows)]
    widths = [max(len(row[i]) for row in rows) if padded else 3 for i in range(len(grid.header))]
    shown = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |" for row in rows
    ]
    return [shown[0], "|" + "|".join("-" * (width + 2) for width in widths) + "|", *shown[1:]]


def _bullets(sheet: _Sheet, items: Items, words: Callable[[Words], str], sign: str = "-", indent: int = 2) -> list[str]:
    return [
        " " * indent * depth + (sign if marker == "•" else marker) + " " + words(item.words)
        for item, depth, marker in flat(items)
    ]


def _pandoc(sheet: _Sheet) -> _Sheet:
    paper = sheet.paper

    def text(piece: str) -> str:
        return re.sub(r"([\[\]*_$\\])", r"\\\1", piece)

    def wrapped(piece: str, indent: str = "") -> str:
        return fill(piece, 72, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)

    people = [f"- {given} {surname}" for given, surname in paper.authors]
    sheet.add("---", "abstract: |", f"  {paper.abstract}", "author:", *people, f'title: "{paper.title}"', "---")
    sheet.add(f"Keywords: {', '.join(paper.keywords)}")
    for part, _ in paper.all_parts():
        name = re.sub(r"\W+", "-", part.title.lower())
        sheet.add(f"{'#' * part.level} {_numbered(part)} {{#{name}{'' if part.number else ' .unnumbered'}}}")
        for content in part.content:
            if isinstance(content, Paragraph):
                mark = ""
                if content.note:
                    sheet.notes.append(content.note)
                    mark = f"[^{len(sheet.notes)}]"
                sheet.add(wrapped(said(paper, content.words, text) + mark))
            elif isinstance(content, Items):
                for item, depth, marker in flat(content):
                    lead = "    " * depth + (marker if marker != "•" else "-").ljust(4)
                    sheet.add(wrapped(lead + said(paper, item.words, text), " " * len(lead)))
            elif isinstance(content, Grid):
                _simple_table(sheet, content, text)
            elif isinstance(content, Figure):
                sheet.add(f"![{text(content.label)}](media/image{content.number}.png)")
            elif isinstance(content, Formula):
                sheet.add(f"$${content.text}$$")
    sheet.add("# References {#references .unnumbered}")
    sheet.add('::: {#refs .references .csl-bib-body entry-spacing="0"}')
    for number, raw in _entries(paper):
        sheet.add(
            f"::: {{#ref-b{number or raw[:4]} .csl-entry}}",
            wrapped((f"\\[{number}\\] " if number else "") + text(raw)),
            ":::",
        )
    sheet.add(":::")
    for place, note in enumerate(sheet.notes, 1):
        sheet.add(wrapped(f"[^{place}]: {text(note)}", "    "))
    return sheet


def _simple_table(sheet: _Sheet, grid: Grid, text: Text) -> None:
    rows = [[text(cell) for cell in row] for row in (grid.header, *grid.rows)]
    widths = [max(len(row[i]) for row in rows) + 2 for i in range(len(grid.header))]
    shown = [
        "  " + " ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    ]
    sheet.add(shown[0], "  " + " ".join("-" * width for width in widths), *shown[1:])
    sheet.add(f"  : {text(grid.label)}")


def _docling(sheet: _Sheet) -> _Sheet:
    paper = sheet.paper

    def text(piece: str) -> str:
        return escape(piece, quote=False).replace("_", "\\_")

    def words(pieces: Words) -> str:
        return said(paper, pieces, text)

    sheet.add(f"## {text(paper.title)}")
    sheet.add(", ".join(f"{given} {surname}" for given, surname in paper.authors))
    sheet.add("## Abstract")
    sheet.add(text(paper.abstract))
    sheet.add(f"Keywords: {', '.join(paper.keywords)}")
    for part, _ in paper.all_parts():
        sheet.add(f"## {text(_numbered(part))}")
        for content in part.content:
            if isinstance(content, Paragraph):
                sheet.torn(
                    words(content.words) + (f" {len(sheet.notes) + 1}" if content.note else ""), "<!-- image -->"
                )
                if content.note:
                    sheet.notes.append(content.note)
                    sheet.add(f"{len(sheet.notes)} {text(content.note)}")
            elif isinstance(content, Items):
                sheet.add(*_bullets(sheet, content, words, indent=4))
            elif isinstance(content, Grid):
                sheet.add(text(content.label))
                sheet.add(*_pipes(content, text, padded=True))
            elif isinstance(content, Figure):
                sheet.add(text(content.label))
                sheet.add("<!-- image -->")
            elif isinstance(content, Formula):
                sheet.add(f"$$ {content.text} $$")
    sheet.add("## References")
    sheet.add(*(f"- [{number}] {text(raw)}" if number else f"- {text(raw)}" for number, raw in _entries(paper)))
    return sheet


def _marker(sheet: _Sheet) -> _Sheet:
    paper = sheet.paper

    def linked(cite: Cite) -> str:
        return " ".join(
            f"[{piece.replace('[', chr(92) + '[').replace(']', chr(92) + ']')}](#page-9-{work})"
            for piece, work in paper.cited(cite)
        )

    def words(pieces: Words) -> str:
        return said(paper, pieces, str, linked)

    def turn() -> None:
        if sheet.random.random() < 0.12:
            sheet.page += 1
            sheet.add(f"{{{sheet.page}}}{'-' * 48}")

    sheet.add(f"# {paper.title}")
    sheet.add(", ".join(f"{given} {surname}<sup>1</sup>" for given, surname in paper.authors))
    sheet.add("# **Abstract**")
    sheet.add(paper.abstract)
    sheet.add(f"**Keywords:** {', '.join(paper.keywords)}")
    for part, _ in paper.all_parts():
        anchor = f'<span id="page-{sheet.page}-{sheet.random.randint(0, 9)}"></span>' if part.level == 1 else ""
        sheet.add(f"{'#' * sheet.random.choice((1, 2, 3, 4))} {anchor}**{_numbered(part)}**")
        for content in part.content:
            turn()
            if isinstance(content, Paragraph):
                mark = f"<sup>{len(sheet.notes) + 1}</sup>" if content.note else ""
                picture = f"![](_page_{sheet.page}_Picture_1.jpeg)"
                sheet.torn(words(content.words) + mark, f"{{{sheet.page}}}{'-' * 48}", picture)
                if content.note:
                    sheet.notes.append(content.note)
                    sheet.add(f"<sup>{len(sheet.notes)}</sup> {content.note}")
            elif isinstance(content, Items):
                sheet.add(*_bullets(sheet, content, words))
            elif isinstance(content, Grid):
                sheet.add(f'<span id="page-{sheet.page}-t"></span>{content.label}')
                sheet.add(*_pipes(content, lambda cell: cell.replace(" of ", "<br>of ")))
            elif isinstance(content, Figure):
                sheet.add(f"![](_page_{sheet.page}_Figure_{content.number}.jpeg)")
                sheet.add(f'<span id="page-{sheet.page}-f"></span>{content.label}')
            elif isinstance(content, Formula):
                sheet.add("$$", content.text, "$$")
    sheet.add("#### **References**")
    entries = [
        f'- <span id="page-9-{place}"></span>' + (f"[{number}] {raw}" if number else raw)
        for place, (number, raw) in enumerate(_entries(paper))
    ]
    sheet.add(*entries)
    return sheet


def _nougat(sheet: _Sheet) -> _Sheet:
    paper = sheet.paper

    def words(pieces: Words) -> str:
        return said(paper, pieces)

    sheet.add(f"# {paper.title}")
    sheet.add(*(f"{given} {surname}" for given, surname in paper.authors))
    sheet.add("###### Abstract")
    sheet.add(paper.abstract)
    sheet.add(f"_Keywords:_ {', '.join(paper.keywords)}")
    for part, _ in paper.all_parts():
        depth = sheet.random.choice((2, 3)) if part.level == 1 else sheet.random.choice((3, 4, 5))
        sheet.add(f"{'#' * depth} {_numbered(part)}")
        for content in part.content:
            if isinstance(content, Paragraph):
                mark = f"[^{len(sheet.notes) + 1}]" if content.note else ""
                sheet.add(words(content.words) + (f"{mark}" if mark else ""))
                if content.note:
                    sheet.notes.append(content.note)
                    sheet.add(f"[^{len(sheet.notes)}]: {content.note}")
            elif isinstance(content, Items):
                sheet.add(*_bullets(sheet, content, words, sign="*"))
            elif isinstance(content, Grid):
                rows = [" & ".join(row) + r" \\" for row in (content.header, *content.rows)]
                columns = "l " * len(content.header)
                sheet.lines += [r"\begin{table}", rf"\begin{{tabular}}{{{columns.strip()}}} \hline"]
                sheet.lines += [rows[0] + r" \hline", *rows[1:-1], rows[-1] + r" \hline", r"\end{tabular}"]
                sheet.add(rf"\caption{{{content.label}}}", r"\end{table}")
            elif isinstance(content, Figure):
                sheet.add(content.label)
            elif isinstance(content, Formula):
                sheet.add(rf"\[{content.text}\]")
    sheet.add("## References")
    sheet.add(*(f"* [{number}] {raw}" if number else f"* {raw}" for number, raw in _entries(paper)))
    return sheet


def _mineru(sheet: _Sheet) -> _Sheet:
    paper = sheet.paper

    def words(pieces: Words) -> str:
        return said(paper, pieces)

    sheet.add(f"# {paper.title}")
    sheet.add(", ".join(f"{given} {surname}" for given, surname in paper.authors) + "  ")
    sheet.add("# Abstract")
    sheet.add(paper.abstract + "  ")
    sheet.add(f"Keywords: {', '.join(paper.keywords)}")
    for part, _ in paper.all_parts():
        sheet.add(f"# {_numbered(part)}")
        for content in part.content:
            if isinstance(content, Paragraph):
                mark = f"$^{{{len(sheet.notes) + 1}}}$" if content.note else ""
                sheet.torn(
                    words(content.words) + mark + "  ", "![](images/0a1b.jpg)  ", str(sheet.random.randint(2, 30))
                )
                if content.note:
                    sheet.notes.append(content.note)
                    sheet.add(f"$^{{{len(sheet.notes)}}}$ {content.note}")
            elif isinstance(content, Items):
                sheet.add(*(f"{marker} {words(item.words)}  " for item, _, marker in flat(content)))
            elif isinstance(content, Grid):
                rows = (content.header, *content.rows)
                cells = "".join(f"<tr>{''.join(f'<td>{escape(c)}</td>' for c in row)}</tr>" for row in rows)
                sheet.add(content.label + "  ")
                sheet.add(f"<html><body><table>{cells}</table></body></html>")
            elif isinstance(content, Figure):
                sheet.add(f"![](images/{sheet.random.getrandbits(64):016x}.jpg)  ", content.label + "  ")
            elif isinstance(content, Formula):
                sheet.add("$$", content.text, "$$")
    sheet.add("# References")
    sheet.add(*(f"[{number}] {raw}  " if number else f"{raw}  " for number, raw in _entries(paper)))
    return sheet


DIALECTS: dict[str, Callable[[_Sheet], _Sheet]] = {
    "pandoc": _pandoc,
    "docling": _docling,
    "marker": _marker,
    "nougat": _nougat,
    "mineru": _mineru,
}

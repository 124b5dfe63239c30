"""A made-up paper as a PDF: columns, running heads, page numbers, footnotes, hyphens, references that hang.

In: a structure.Paper and how it is to be set. Out: the bytes of a PDF, by reportlab, the same each time.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import BaseDocTemplate, Frame, FrameBreak, NextPageTemplate, PageTemplate, Paragraph, Table

from tests.corpus.papers import structure
from tests.corpus.papers.structure import Cite, Figure, Formula, Grid, Items, Paper, Part, flat, said

_MARGIN, _GUTTER, _NOTES, _TITLE = 60, 20, 70, 250  # points
_LONG = re.compile(r"[a-z]{8,}")


def written(
    paper: Paper,
    *,
    columns: int = 1,
    heads: bool = True,
    styled: bool = True,
    justified: bool = True,
    indented: bool = True,
    hyphens: bool = True,
    raised: bool = False,
    hanging: bool = True,
    font: str = "Times",
) -> bytes:
    """The file.

    columns: 1 to 3, below a title and an abstract of full width. heads: running heads and page numbers. styled:
    headings are larger and bold, not only numbered. indented: first lines of paragraphs are, else blank space parts
    them. raised: works are cited by raised numbers where the paper cites by number. hanging: entries of the references
    hang.
    """
    setting = _Setting(paper, columns, heads, styled, justified, indented, hyphens, raised, hanging, font)
    return setting.written()


class _Setting:
    """One way to set one paper."""

    def __init__(
        self,
        paper: Paper,
        columns: int,
        heads: bool,
        styled: bool,
        justified: bool,
        indented: bool,
        hyphens: bool,
        raised: bool,
        hanging: bool,
        font: str,
    ) -> None:
        self.paper, self.columns, self.heads = paper, columns, heads
        self.hyphens, self.raised = hyphens, raised and paper.numeric
        self.notes = 0
        self.waiting: list[str] = []
        bold, size = f"{font}-Bold", 10.0
        plain = "Times-Roman" if font == "Times" else font
        self.plain = plain
        body = ParagraphStyle("body", fontName=plain, fontSize=size, leading=12, splitLongWords=0)
        self.body = ParagraphStyle(
            "p",
            body,
            alignment=TA_JUSTIFY if justified else TA_LEFT,
            firstLineIndent=12 if indented else 0,
            spaceAfter=0 if indented else 7,
        )
        self.abstract = ParagraphStyle("a", body, alignment=TA_JUSTIFY if justified else TA_LEFT, spaceAfter=6)
        self.small = ParagraphStyle("n", body, fontSize=7.5, leading=9)
        self.caption = ParagraphStyle("c", body, fontSize=8.5, leading=10.5, spaceBefore=5, spaceAfter=5)
        self.cell = ParagraphStyle("g", body, fontSize=8.5, leading=10)
        self.width = (A4[0] - 2 * _MARGIN - _GUTTER * (columns - 1)) / columns
        self.formula = ParagraphStyle("f", body, alignment=TA_CENTER, spaceBefore=6, spaceAfter=6)
        self.title = ParagraphStyle("t", body, fontName=bold, fontSize=17, leading=21, alignment=TA_CENTER)
        self.people = ParagraphStyle("w", body, alignment=TA_CENTER, spaceBefore=8, spaceAfter=12)
        self.entry = ParagraphStyle(
            "r", body, fontSize=9, leading=11, leftIndent=16 if hanging else 0, firstLineIndent=-16 if hanging else 0,
            spaceAfter=0 if hanging else 5,
        )  # fmt: skip
        sizes = (13.0, 11.5, 10.5, 10.0) if styled else (size,) * 4
        self.headings = [
            ParagraphStyle(f"h{n}", body, fontName=bold if styled else plain, fontSize=s, leading=1.25 * s,
                           spaceBefore=12, spaceAfter=5, keepWithNext=1)
            for n, s in enumerate(sizes, 1)
        ]  # fmt: skip

    def written(self) -> bytes:
        out = io.BytesIO()
        document = BaseDocTemplate(
            out, pagesize=A4, invariant=1, title=self.paper.title, leftMargin=_MARGIN, rightMargin=_MARGIN
        )
        document.afterFlowable = self._collect
        width, height = A4[0] - 2 * _MARGIN, A4[1] - 2 * _MARGIN - _NOTES
        top = Frame(_MARGIN, A4[1] - _MARGIN - _TITLE, width, _TITLE, 0, 0, 0, 0)
        first = [top, *self._frames(height - _TITLE)]
        document.addPageTemplates(
            [
                PageTemplate("first", first, onPageEnd=self._around),
                PageTemplate("later", self._frames(height), onPageEnd=self._around),
            ]
        )
        document.build([NextPageTemplate("later"), *self._story()])
        return out.getvalue()

    def _frames(self, height: float) -> list[Frame]:
        lefts = [_MARGIN + number * (self.width + _GUTTER) for number in range(self.columns)]
        return [Frame(left, _MARGIN + _NOTES, self.width, height, 0, 0, 0, 0) for left in lefts]

    def _collect(self, flowable: Any) -> None:
        self.waiting += getattr(flowable, "notes", [])

    def _around(self, canvas: Any, document: Any) -> None:
        """Notes at the foot of the page, its head and its number."""
        place = _MARGIN + _NOTES - 12
        for note in self.waiting:
            drawn = Paragraph(note, self.small)
            _, height = drawn.wrap(A4[0] - 2 * _MARGIN, _NOTES)
            place -= height
            drawn.drawOn(canvas, _MARGIN, place)
        self.waiting = []
        if not self.heads:
            return
        canvas.setFont(self.plain, 9)
        page = document.page
        if page > 1:
            head = f"{self.paper.authors[0][1]} et al." if page % 2 else self.paper.title[:60]
            canvas.drawString(_MARGIN, A4[1] - 40, head)
        canvas.drawCentredString(A4[0] / 2, 30, str(page))

    def _story(self) -> Iterator[Any]:
        paper = self.paper
        yield Paragraph(paper.title, self.title)
        yield Paragraph(", ".join(f"{given} {surname}" for given, surname in paper.authors), self.people)
        yield Paragraph("Abstract", self.headings[0])
        yield Paragraph(self._text(paper.abstract), self.abstract)
        yield Paragraph(f"<b>Keywords:</b> {', '.join(paper.keywords)}", self.abstract)
        yield FrameBreak()
        for part, _ in paper.all_parts():
            yield self._heading(part)
            for content in part.content:
                yield from self._content(content)
        yield Paragraph("References", self.headings[0])
        for place, work in enumerate(paper.works, 1):
            yield Paragraph((f"[{place}] " if paper.numeric else "") + paper.raw(work), self.entry)

    def _heading(self, part: Part) -> Paragraph:
        stop = "." if part.number and not part.number[-1].isdigit() else ""
        return Paragraph(f"{part.number}{stop} {part.title}".strip(), self.headings[min(part.level, 4) - 1])

    def _content(self, content: structure.Content) -> Iterator[Any]:
        if isinstance(content, structure.Paragraph):
            yield self._paragraph(content)
        elif isinstance(content, Items):
            for item, depth, marker in flat(content):
                style = ParagraphStyle("i", self.body, leftIndent=26 + 16 * depth, bulletIndent=12 + 16 * depth,
                                       firstLineIndent=0, spaceAfter=2)  # fmt: skip
                yield Paragraph(self._said(item.words), style, bulletText=marker)
        elif isinstance(content, Grid):
            yield Paragraph(content.label, self.caption)
            cells = [[Paragraph(cell, self.cell) for cell in row] for row in (content.header, *content.rows)]
            each = self.width / len(content.header)
            yield Table(cells, colWidths=[each] * len(content.header), spaceAfter=8)
        elif isinstance(content, Figure):
            yield Paragraph(content.label, self.caption)
        elif isinstance(content, Formula):
            yield Paragraph(content.text, self.formula)

    def _paragraph(self, content: structure.Paragraph) -> Paragraph:
        text, notes = self._said(content.words), []
        if content.note:
            self.notes += 1
            text += f"<super>{self.notes}</super>"
            notes.append(f"<super>{self.notes}</super> {content.note}")
        made = Paragraph(text, self.body)
        made.notes = notes
        return made

    def _said(self, words: structure.Words) -> str:
        return said(self.paper, words, self._text, self._raise if self.raised else None)

    def _raise(self, cite: Cite) -> str:
        return f"<super>{','.join(str(place + 1) for place in cite.works)}</super>"

    def _text(self, text: str) -> str:
        return _LONG.sub(lambda m: f"{m.group()[:4]}\u00ad{m.group()[4:]}", text) if self.hyphens else text

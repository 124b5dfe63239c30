"""Tables as a Word document: A4 landscape, numbered captions, heading rows that repeat on each page."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from synthesis.export.clean import clean, stable_zip
from synthesis.export.tables import Cell, Table

_PAGE = (29.7, 21.0)  # centimetres
_MARGIN = 1.8
_STYLE = "Table Grid"


def to_docx(tables: Sequence[Table], title: str = "Synthesis tables") -> bytes:
    """A document whose bytes depend on the tables and the title alone."""
    import docx

    document = docx.Document()
    _set_up(document)
    document.add_heading(clean(title), level=0)
    for number, table in enumerate(tables, start=1):
        _caption(document, f"Table {number}. {table.title}")
        _table(document, table)
        if table.note:
            note = document.add_paragraph(clean(table.note), style="Table note")
            note.paragraph_format.keep_together = True
    out = io.BytesIO()
    document.save(out)
    return stable_zip(out.getvalue())


def _set_up(document: Any) -> None:
    """Page, styles and properties; the template's own date would be today's."""
    from docx.enum.section import WD_ORIENT
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Cm, Pt, RGBColor

    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(_PAGE[0]), Cm(_PAGE[1])
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(_MARGIN)
    properties = document.core_properties
    properties.author = properties.last_modified_by = "Concord"
    properties.title, properties.comments = "Synthesis tables", ""
    properties.created = properties.modified = datetime(2000, 1, 1, tzinfo=UTC)
    for name, size in (("Table text", 8), ("Table note", 8)):
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Normal"]
        style.font.size = Pt(size)
        style.paragraph_format.space_after = Pt(0)
        style.paragraph_format.space_before = Pt(0)
    document.styles["Table note"].paragraph_format.space_before = Pt(4)
    caption = document.styles["Caption"]
    caption.font.size, caption.font.color.rgb = Pt(10), RGBColor(0x1F, 0x2A, 0x37)
    caption.paragraph_format.space_before, caption.paragraph_format.space_after = Pt(14), Pt(4)
    caption.paragraph_format.keep_with_next = True


def _caption(document: Any, text: str) -> None:
    document.add_paragraph(clean(text), style="Caption")


def _table(document: Any, table: Table) -> None:
    from docx.oxml import OxmlElement
    from docx.shared import Cm

    grid = document.add_table(rows=len(table.rows) + 1, cols=len(table.columns), style=_STYLE)
    grid.autofit = False
    total = sum(column.width for column in table.columns)
    widths = [Cm((_PAGE[0] - 2 * _MARGIN) * column.width / total) for column in table.columns]
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = width
    lines = [[column.name for column in table.columns], *table.rows]
    for number, (row, values) in enumerate(zip(grid.rows, lines, strict=True)):
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if number == 0:
            properties.append(OxmlElement("w:tblHeader"))
        for cell, value, width in zip(row.cells, values, widths, strict=True):
            cell.width = width
            _fill(cell, value, heading=number == 0)


def _fill(cell: Any, value: Cell, *, heading: bool) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    paragraph = cell.paragraphs[0]
    paragraph.style = "Table text"
    run = paragraph.add_run("" if value is None else clean(str(value)))
    if isinstance(value, int | float):
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    if heading:
        run.bold = True
        shade = OxmlElement("w:shd")
        shade.set(qn("w:val"), "clear")
        shade.set(qn("w:fill"), "E8EDF3")
        cell._tc.get_or_add_tcPr().append(shade)

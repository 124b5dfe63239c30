"""Tables as a Word document: A4 landscape, numbered captions, heading rows that repeat on each page."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from synthesis.export.clean import clean, stable_zip
from synthesis.export.values import Cell, Table

_PAGE = (29.7, 21.0)  # centimetres
_MARGIN = 1.8
_FONT = "Arial"
_WIDEST = 21.0  # widths of columns, all told, that a page holds readably
_PART = 14.0  # the same for each part of a table that is wider
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TEXT = "ConcordText"  # style ids, which cells name directly: python-docx looks each name up anew, which is slow
_GRID = "ConcordTable"
_TABLE_STYLE = f"""
<w:style xmlns:w="{_W}" w:type="table" w:customStyle="1" w:styleId="{_GRID}">
  <w:name w:val="Concord Table"/><w:basedOn w:val="TableNormal"/>
  <w:tblPr>
    <w:tblBorders>
      <w:top w:val="single" w:sz="8" w:color="1F2A37"/><w:bottom w:val="single" w:sz="8" w:color="1F2A37"/>
      <w:insideH w:val="single" w:sz="4" w:color="D5DAE1"/>
    </w:tblBorders>
    <w:tblCellMar>
      <w:top w:w="40" w:type="dxa"/><w:left w:w="70" w:type="dxa"/>
      <w:bottom w:w="40" w:type="dxa"/><w:right w:w="70" w:type="dxa"/>
    </w:tblCellMar>
  </w:tblPr>
  <w:tblStylePr w:type="firstRow">
    <w:rPr><w:b/></w:rPr>
    <w:tcPr>
      <w:tcBorders><w:bottom w:val="single" w:sz="6" w:color="1F2A37"/></w:tcBorders>
      <w:shd w:val="clear" w:color="auto" w:fill="EEF1F5"/><w:vAlign w:val="bottom"/>
    </w:tcPr>
  </w:tblStylePr>
</w:style>"""


def to_docx(tables: Sequence[Table], title: str = "Synthesis tables") -> bytes:
    """A document whose bytes depend on the tables and the title alone."""
    import docx

    document = docx.Document()
    _set_up(document, clean(title))
    document.add_heading(clean(title), level=0)
    for number, table in enumerate(tables, start=1):
        for part in _parts(table):
            more = ", continued" if part.columns[1:2] != table.columns[1:2] else ""
            document.add_paragraph(clean(f"Table {number}{more}. {table.title}"), style="Caption")
            _table(document, part)
        if table.note:
            document.add_paragraph(clean(table.note), style="Concord Note")
    out = io.BytesIO()
    document.save(out)
    return stable_zip(out.getvalue())


def _parts(table: Table) -> list[Table]:
    """The table, cut between columns where a page cannot hold it; each part begins with the first column."""
    if sum(column.width for column in table.columns) <= _WIDEST:
        return [table]
    first, *rest = range(len(table.columns))
    parts, width = [[first]], table.columns[first].width
    for place in rest:
        wide = table.columns[place].width
        if width + wide > _PART and len(parts[-1]) > 1:
            parts.append([first])
            width = table.columns[first].width
        parts[-1].append(place)
        width += wide
    return [
        replace(
            table,
            columns=tuple(table.columns[place] for place in part),
            rows=tuple(tuple(row[place] for place in part) for row in table.rows),
        )
        for part in parts
    ]


def _set_up(document: Any, title: str) -> None:
    """Page, styles and properties; the template's own date would be today's."""
    from docx.enum.section import WD_ORIENT
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml import parse_xml
    from docx.shared import Cm, Pt

    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(_PAGE[0]), Cm(_PAGE[1])
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(_MARGIN)
    properties = document.core_properties
    properties.author = properties.last_modified_by = "Concord"
    properties.title, properties.comments = title, ""
    properties.created = properties.modified = datetime(2000, 1, 1, tzinfo=UTC)
    for name, id, above in (("Concord Text", _TEXT, 0), ("Concord Note", "ConcordNote", 4)):
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Normal"]
        style.element.set(f"{{{_W}}}styleId", id)
        style.font.size = Pt(8)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(above), Pt(0)
    document.styles.element.append(parse_xml(_TABLE_STYLE))
    _fonts(document.styles)


def _fonts(styles: Any) -> None:
    """One sans-serif font in dark ink; the template's headings are serif and blue."""
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    for name, size in (("Normal", 10), ("Title", 20), ("Caption", 10)):
        style = styles[name]
        style.font.name, style.font.size = _FONT, Pt(size)
        style.font.color.rgb = RGBColor(0x1F, 0x2A, 0x37)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for key in [key for key in fonts.attrib if key.endswith("Theme")]:
            del fonts.attrib[key]
        fonts.set(qn("w:eastAsia"), _FONT)
    caption = styles["Caption"].paragraph_format
    caption.space_before, caption.space_after, caption.keep_with_next = Pt(16), Pt(4), True


def _table(document: Any, table: Table) -> None:
    from docx.oxml import OxmlElement
    from docx.shared import Cm

    grid = document.add_table(rows=len(table.rows) + 1, cols=len(table.columns))
    grid.autofit = False
    grid._tbl.tblPr.get_or_add_tblStyle().val = _GRID
    total = sum(column.width for column in table.columns)
    widths = [Cm((_PAGE[0] - 2 * _MARGIN) * column.width / total) for column in table.columns]
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = width
    lines: list[Sequence[Cell]] = [[column.name for column in table.columns], *table.rows]
    numeric = [_is_numeric(cells) for cells in zip(*table.rows, strict=True)] or [False] * len(table.columns)
    for number, (row, values) in enumerate(zip(grid._tbl.tr_lst, lines, strict=True)):
        properties = row.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if number == 0:
            properties.append(OxmlElement("w:tblHeader"))
        for cell, value, width, right in zip(row.tc_lst, values, widths, numeric, strict=True):
            cell.width = width
            _fill(cell.p_lst[0], value, right=right)


def _is_numeric(cells: Sequence[Cell]) -> bool:
    given = [cell for cell in cells if cell is not None]
    return bool(given) and not any(isinstance(cell, str) for cell in given)


def _fill(paragraph: Any, value: Cell, *, right: bool) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    properties = paragraph.get_or_add_pPr()
    properties.get_or_add_pStyle().val = _TEXT
    if right:
        properties.jc_val = WD_ALIGN_PARAGRAPH.RIGHT
    paragraph.add_r().text = "" if value is None else clean(str(value))

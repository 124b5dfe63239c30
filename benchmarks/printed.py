"""How a paper reads after it was printed: the Markdown papers of the sample corpus, set by LibreOffice, read as PDF.

In: Markdown papers, by default those of the sample corpus. Out: for each, in one and two columns, the share of its
headings that the PDF gives with number, title and level, and the share of its running words that come in the same
paragraphs and in the same order. Needs `soffice`. Run: python -m benchmarks.printed [FILE...]
"""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import tempfile
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from corpus.read import read
from corpus.study import Block, BlockKind, Document
from tests.corpus.papers.truth import bare

SAMPLE = Path(__file__).parents[1] / "data" / "sample_corpus" / "documents"
_RUNNING = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)


def as_docx(document: Document, columns: int) -> bytes:
    """A document of corpus/ as a Word file with a running head, page numbers and columns."""
    import docx
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt

    made: Any = docx.Document()
    made.styles["Normal"].font.name, made.styles["Normal"].font.size = "Liberation Serif", Pt(10)
    made.add_heading(document.metadata.title, 0)
    made.add_paragraph(", ".join(document.metadata.authors))
    section = made.sections[0]
    section.header.paragraphs[0].text = document.metadata.title[:50]
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    section.footer.paragraphs[0]._p.append(field)
    if columns > 1:
        section = made.add_section(0)
        shape = section._sectPr.xpath("./w:cols")[0]
        shape.set(qn("w:num"), str(columns))
        shape.set(qn("w:space"), "400")
    for block in document.blocks:
        _add(made, document, block)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _add(made: Any, document: Document, block: Block) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt

    text = document.text[block.start : block.end]
    if block.kind is BlockKind.HEADING:
        section = document.sections[block.section or 0]
        made.add_heading(f"{block.marker} {text}".strip(), min(section.level, 4))
    elif block.kind is BlockKind.LIST_ITEM:
        style = "List Bullet" if not block.marker[:1].isalnum() else "List Number"
        made.add_paragraph(text, style=style)
    elif block.kind is BlockKind.TABLE:
        table = next(t for t in document.tables if document.blocks[t.block] is block)
        rows, width = max(c.row for c in table.cells) + 1, max(c.column for c in table.cells) + 1
        grid = made.add_table(rows, width)
        page = made.sections[-1]
        across = page.page_width - page.left_margin - page.right_margin
        count = int(page._sectPr.xpath("./w:cols")[0].get(qn("w:num")) or 1)
        for cell in table.cells:
            grid.cell(cell.row, cell.column).text = document.text[cell.start : cell.end]
        for column in grid.columns:
            column.width = int(0.93 * across / count / width)
    elif block.kind is BlockKind.REFERENCE:
        entry = made.add_paragraph(text)
        entry.paragraph_format.left_indent, entry.paragraph_format.first_line_indent = Pt(18), Pt(-18)
    elif block.kind not in (BlockKind.TITLE, BlockKind.AUTHORS, BlockKind.OTHER):
        made.add_paragraph(f"{block.marker} {text}".strip() if block.kind is BlockKind.KEYWORDS else text)


def as_pdf(word: bytes, folder: Path) -> bytes:
    """A Word file printed by LibreOffice."""
    (folder / "paper.docx").write_bytes(word)
    soffice = shutil.which("soffice") or "soffice"
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), "paper.docx"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=180)
    return (folder / "paper.pdf").read_bytes()


def headings_kept(source: Document, printed: Document) -> float:
    """Share of the source's headings that the print has, in order, with number, title and level."""
    wanted, got = (
        [(s.number, bare(s.title), s.level) for s in d.sections if not s.inferred] for d in (source, printed)
    )
    return _in_order(wanted, got, [1] * len(wanted))


def words_kept(source: Document, printed: Document) -> float:
    """Share of the letters of running text that stand in the same block, in the same order."""
    wanted, got = ([bare(d.text[b.start : b.end]) for b in d.blocks if b.kind in _RUNNING] for d in (source, printed))
    return _in_order(wanted, got, [len(text) for text in wanted])


def _in_order(wanted: list[Any], got: list[Any], weights: list[int]) -> float:
    matches = SequenceMatcher(None, wanted, got, autojunk=False).get_matching_blocks()
    kept = sum(sum(weights[m.a : m.a + m.size]) for m in matches)
    return kept / max(1, sum(weights))


def main() -> None:
    paths = [Path(given) for given in sys.argv[1:]] or sorted(SAMPLE.glob("*/*.md"))
    print(f"{'paper':32} columns  headings  words  coverage")
    for path in paths:
        source = read(path.name, path.read_bytes())
        for columns in (1, 2):
            with tempfile.TemporaryDirectory() as folder:
                printed = read("printed.pdf", as_pdf(as_docx(source, columns), Path(folder)))
            kept = headings_kept(source, printed), words_kept(source, printed)
            print(f"{path.name:32} {columns:7}  {kept[0]:8.3f}  {kept[1]:5.3f}  {printed.coverage:8.4f}", flush=True)


if __name__ == "__main__":
    main()

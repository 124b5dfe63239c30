"""Markdown of any dialect to a Reading.

In: the decoded text of one file. Out: parts with mark-up taken out, and what was emphasised. Called by
corpus.read.registry. Dialects differ in what they call a heading, so headings without "#" are found too; what the
numbers of headings mean, which lists are one and which paragraphs were torn is settled afterwards by corpus.mend.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence

from corpus.headings import numbered
from corpus.part import CellPart, Part, Reading
from corpus.read.grids import Bold, html_cells, is_rule, pipe_cells, tab_cells
from corpus.read.inline import clean
from corpus.read.underlines import RULE, underline_at
from corpus.strand import BREAK, EMPTY, Strand, join, strand_of
from corpus.study import BlockKind

BULLETS = "•●○◦▪■□‣⁃∙·–—*+-"
ITEM = re.compile(
    rf"(?P<indent>[ \t]*)(?P<marker>[{BULLETS}]|\d{{1,3}}[.)]|\(?[a-zA-Z][.)]|\(\d{{1,2}}\)|\(?[ivx]{{1,4}}[.)])"
    r"[ \t]+(?=\S)"
)
CAPTION = re.compile(
    r"(?P<label>(?:fig(?:ure|\.)?|table|tab\.|algorithm|listing|chart|box|scheme|exhibit)"
    r"\s*(?:[A-Z]\.?)?(?:\d{1,3}(?:\.\d{1,2})?|[IVX]{1,5}|[A-Z])(?![\w]))"
    r"\s*(?:[.:–—|-]\s*|\s+(?=(?-i:[A-Z(\"“])))",
    re.IGNORECASE,
)
_ATX = re.compile(r"[ ]{0,3}(#{1,6})[ \t]+")
_MARKS = re.compile(
    r"</?[A-Za-z][A-Za-z0-9]{0,15}(?:\s[^<>]{0,500})?/?>|(?:!\[[^\[\]]{0,500})?\]\([^()\s]{0,500}\)"
    r"|^[ ]{0,3}(?:```|~~~)\w*$",
    re.MULTILINE,
)
_FENCE = re.compile(r"[ ]{0,3}(```|~~~)")
_INNER = re.compile(r"(?:\d{1,3}[.)]|\(?[a-z]\))\s+(?=\S)")
_EMPTY_SIGNS = re.compile(r"[\s\\_*\-=|:#>.&]*|(?:&nbsp;|\s)+")
_IMAGE = re.compile(r"!\[[^\[\]]{0,500}\]\([^()\s]{0,500}\)|\[image[^\[\]]{0,200}\]", re.IGNORECASE)


def read_markdown(source: str) -> Reading:
    """The parts of a Markdown file in the order of the file."""
    bold: Bold = []
    parts = tuple(_parts(_visible_lines(source), bold))
    return Reading(source, parts, bold=tuple(sorted(bold)), measured=without_marks(source))


def without_marks(source: str) -> str:
    """The source without what is mark-up and not words: comments, tags, addresses of links, entities."""
    pieces, at = [], 0
    while (start := source.find("<!--", at)) >= 0 and (end := source.find("-->", start)) >= 0:
        pieces.append(source[at:start])
        at = end + 3
    return html.unescape(_MARKS.sub(" ", "".join([*pieces, source[at:]])))


def _visible_lines(source: str) -> list[Strand]:
    """The lines without comments and without images that stand alone."""
    whole, spans, at = strand_of(source), [], 0
    while (start := source.find("<!--", at)) >= 0:
        end = source.find("-->", start)
        at = end + 3 if end >= 0 else start + 4
        spans.append((start, at))
    lines = []
    for line in whole.cut(spans).lines():
        lines.append(EMPTY if _IMAGE.fullmatch(line.text.strip()) else line)
    return lines


def _parts(lines: Sequence[Strand], bold: Bold) -> Iterator[Part]:
    index = 0
    if lines and lines[0].text.strip() == "---":
        closing = next((i for i, line in enumerate(lines[1:40], 1) if line.text.strip() == "---"), None)
        if closing is not None:
            yield from (_plain(BlockKind.OTHER, line, bold) for line in lines[1:closing] if line.text.strip())
            index = closing + 1
    texts = [line.text for line in lines]
    while index < len(lines):
        if not texts[index].strip():
            index += 1
            continue
        under = underline_at(texts, index)
        if under is not None:
            yield _heading(join(lines[index:under]), 1 if "=" in texts[under] else 2, bold)
            index = under + 1
            continue
        end = _block_end(lines, index, texts)
        block = lines[index:end]
        yield from _block(block, bold)
        index = end


def _block_end(lines: Sequence[Strand], start: int, texts: Sequence[str]) -> int:
    """Where the block that opens at a line ends: fences and HTML tables at their closing, others at a blank line."""
    text = lines[start].text
    if _FENCE.match(text):
        sign = text.strip()[:3]
        return next((i + 1 for i in range(start + 1, len(lines)) if lines[i].text.strip().startswith(sign)), len(lines))
    if "<table" in text.lower():
        return next((i + 1 for i in range(start, len(lines)) if "</table" in lines[i].text.lower()), len(lines))
    if _ATX.match(text):
        return start + 1
    kind = _line_kind(lines, start)
    end = start + 1
    while end < len(lines) and lines[end].text.strip() and _line_kind(lines, end) == kind:
        if kind == "item" or (kind == "text" and (_opens_alone(texts[end]) or _ends_above(texts, end))):
            break
        end += 1
    while kind == "item" and end < len(lines) and _line_kind(lines, end) == "text":
        if _opens_alone(texts[end]) or _ends_above(texts, end):
            break
        end += 1
    return end


def _ends_above(texts: Sequence[str], index: int) -> bool:
    """Whether a sentence ends above a line that is underlined, so that the line is a title and does not go on."""
    return texts[index - 1].rstrip().endswith((".", "!", "?")) and underline_at(texts, index) is not None


def _opens_alone(text: str) -> bool:
    """Whether a line opens a block of its own even right under another one."""
    return _ATX.match(text) is not None or _FENCE.match(text) is not None or "<table" in text.lower()


def _line_kind(lines: Sequence[Strand], index: int) -> str:
    text = lines[index].text
    if not text.strip():
        return "blank"
    if (
        text.lstrip().startswith("|")
        or (text.count("|") > 1 and _beside_rule(lines, index))
        or (is_rule(text) and "|" in text)
    ):
        return "pipes"
    if "\t" in text.strip("\n ") and text.strip("\t "):
        return "tabs"
    if ITEM.match(text) and not is_rule(text):
        return "item"
    return "text"


def _beside_rule(lines: Sequence[Strand], index: int) -> bool:
    return any(
        "|" in lines[i].text and is_rule(lines[i].text) for i in range(max(0, index - 1), min(len(lines), index + 2))
    )


def _block(block: Sequence[Strand], bold: Bold) -> Iterator[Part]:
    first = block[0].text
    heading = _ATX.match(first)
    if heading:
        yield _heading(block[0][heading.end() :], len(heading.group(1)), bold)
    elif _FENCE.match(first):
        inner = block[1:-1] if _FENCE.match(block[-1].text) and len(block) > 1 else block[1:]
        yield from (Part(BlockKind.OTHER, code) for code in [join(inner, BREAK)] if code.text.strip())
    elif "<table" in first.lower():
        yield from _html_table(block, bold)
    elif (kind := _line_kind(block, 0)) == "pipes":
        yield from _grid(pipe_cells(block), block, bold)
    elif kind == "tabs":
        yield from _grid(tab_cells(block), block, bold)
    else:
        block = [line for line in block if not RULE.fullmatch(line.text)]
        if block:
            yield from (_item if kind == "item" else _paragraph)(block, bold)


def _plain(kind: BlockKind, strand: Strand, bold: Bold) -> Part:
    words, spans = clean(strand)
    bold += spans
    return Part(kind, words.fold())


def _heading(strand: Strand, depth: int, bold: Bold, confidence: float = 1.0) -> Part:
    words, spans = clean(strand.strip())
    bold += spans
    words = words.fold()
    while words.text.endswith("#"):
        words = words[:-1].strip()
    found = numbered(words.text)
    if found is None:
        return Part(BlockKind.HEADING, words, level=depth, confidence=confidence)
    marker = words[: found.title_at].strip()
    title = words[found.title_at :]
    return Part(BlockKind.HEADING, title, marker=marker, level=depth, number=found.number, confidence=confidence)


def _html_table(block: Sequence[Strand], bold: Bold) -> Iterator[Part]:
    whole = join(block, between=BREAK)
    low = whole.text.lower()
    start, end = low.find("<table"), low.rfind("</table")
    end = low.find(">", end) + 1 if end >= 0 else len(low)
    for kind, piece in (("before", whole[:start]), ("table", whole[start:end]), ("after", whole[end:])):
        if kind == "table":
            yield from _grid(html_cells(piece), [piece], bold)
        elif piece.text.strip():
            yield from _paragraph([piece], bold)


def _grid(found: tuple[tuple[CellPart, ...], Bold], block: Sequence[Strand], bold: Bold) -> Iterator[Part]:
    """A table, or lines of text when only tabs made it look like one."""
    cells, spans = found
    filled = [cell for cell in cells if cell.strand]
    if filled and "\t" in block[0].text and len({cell.row for cell in filled}) == len(filled):
        yield from _paragraph([line.strip() for line in block], bold)
    elif filled:
        bold += spans
        yield Part(BlockKind.TABLE, join([cell.strand for cell in filled]), cells=cells)


def _item(block: Sequence[Strand], bold: Bold) -> Iterator[Part]:
    match = ITEM.match(block[0].text)
    assert match is not None  # noqa: S101 - _line_kind has matched the same pattern
    indent = len(match.group("indent").expandtabs(4))
    marker = block[0][match.start("marker") : match.end("marker")]
    words, spans = clean(join([block[0][match.end() :], *block[1:]]))
    bold += spans
    words = words.fold()
    inner = _INNER.match(words.text)
    if inner and marker.text in BULLETS:
        marker, words = words[: inner.end()].strip(), words[inner.end() :]
    if words:
        yield Part(BlockKind.LIST_ITEM, words, marker=marker, level=indent)


def _paragraph(block: Sequence[Strand], bold: Bold) -> Iterator[Part]:
    words, spans = clean(join(block, between=BREAK))
    bold += spans
    words = words.strip()
    if not words or _EMPTY_SIGNS.fullmatch(words.text[:200]):
        return
    caption = CAPTION.match(words.text)
    if caption and len(words) < 600:
        yield Part(BlockKind.CAPTION, words.fold(), label=caption.group("label"))
    else:
        yield Part(BlockKind.PARAGRAPH, words)

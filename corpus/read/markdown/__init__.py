"""Markdown of any dialect to a Reading.

In: the decoded text of one file. Out: parts with mark-up taken out, and what was emphasised. Called by
corpus.read.registry. Dialects differ in what they call a heading, so headings without "#" are found too; what the
numbers of headings mean, which lists are one and which paragraphs were torn is settled afterwards by corpus.mend.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from corpus.headings import numbered
from corpus.part import CellPart, Part, Reading
from corpus.read.grids import Bold, html_caption, html_cells, html_rest, pipe_cells, tab_cells
from corpus.read.inline import clean
from corpus.read.markdown.blocks import ATX, BULLETS, DEFINITION, FENCE, HTML_HEAD, IMAGE, ITEM, NOTE, Block, blocks
from corpus.read.markdown.latex_tables import latex_rest, latex_table
from corpus.read.markdown.lines import front_fields, front_lines, read_lines, without_marks
from corpus.read.markdown.ruled import ruled_cells
from corpus.read.markdown.shapes import CAPTION, TABLE_LABEL, goes_on, joined, settle_shapes
from corpus.read.math import block_formula
from corpus.read.underlines import RULE
from corpus.repair.wraps import Vocabulary
from corpus.strand import BREAK, EMPTY, SPACE, Strand, join
from corpus.study import BlockKind

__all__ = ["BULLETS", "CAPTION", "ITEM", "read_markdown"]

_HTML_ITEM = re.compile(r"<(?P<close>/?)(?P<name>ul|ol|li)(?:\s[^<>]{0,300})?>", re.IGNORECASE)
_ATTRIBUTES = re.compile(r"\s*\{[#.][^{}]{1,200}\}\s*$")
_INNER = re.compile(r"(?:\d{1,3}[.)]|\(?[a-z]\))\s+(?=\S)")
_CHECK = re.compile(r"\[[ xX]\]\s+")
_COLON = re.compile(r"[ ]{0,3}(?:Table)?:\s+(?=\S)")
_PLACEHOLDER = re.compile(r"image: \S{1,200}?(?:\.(?:png|pdf|jpe?g|svg|eps|gif)|/\S{1,100})", re.IGNORECASE)
_LETTERED = re.compile(r"[a-z][.)]\s+(?=[A-Z])")
_LEADS = re.compile(r"\b(?:the following|as follows|are|include|includes|including|such as)\s?:$")
_PICTURED = re.compile(
    r"[\s*_-]*Start of picture text[\s*_-]*(?P<words>.*?)(?:[\s*_-]*End of picture text[\s*_-]*)?", re.S
)
_EMPTY_SIGNS = re.compile(r"[\s\\_*\-=|:#>.&]*|(?:&nbsp;|\s)+")
_FIELDS = {name: place for place, name in enumerate(("title", "author", "authors", "date", "abstract", "keywords"))}
_COMMA = Strand(", ", SPACE.runs)
_LONGEST_TITLE = 200  # characters of a heading; a longer one that ends like a sentence is a paragraph
_LONGEST_CAPTION = 600  # characters
_LONGEST_SIGNED = 2500  # characters of a caption whose label ends in a sign ("Figure 4:")


def read_markdown(source: str) -> Reading:
    """The parts of a Markdown file in the order of the file."""
    reader = _Reader(source)
    parts = settle_shapes(reader.parts(), reader.bold, Vocabulary(source))
    return Reading(source, tuple(parts), bold=tuple(sorted(reader.bold)), measured=without_marks(source))


class _Reader:
    """Walks the blocks of one file; each kind of block has a method. bold: emphasised spans, gathered on the way."""

    def __init__(self, source: str) -> None:
        self.lines, self.entries = read_lines(source)
        self.bold: Bold = []

    def parts(self) -> list[Part]:
        """The parts in the order of the file."""
        front = front_lines(self.lines)
        out = [*self._yaml(self.lines[1 : front - 1])] if front else []
        indent: int | None = None  # of the last item, when nothing but what belongs to it came since
        for block in blocks([line.text for line in self.lines], front):
            lines = self.lines[block.start : block.end]
            if block.kind == "text" and indent is not None and _indent(lines[0]) >= indent + 2:
                words = self._words(join(lines, SPACE)).fold()
                whole = replace(out[-1], strand=join((out[-1].strand, words), SPACE))
                out[-1] = whole.mended("item joined", "a paragraph of the item stood below a blank line")
                continue
            found = [*self._block(block, lines)]
            if block.kind == "text" and found and out and goes_on(out[-1], found[0], lines[0].text.lstrip()):
                out[-1] = joined(out[-1], found.pop(0))
            item = found[-1] if found and found[-1].kind is BlockKind.LIST_ITEM else None
            indent = item.level if item is not None else None
            out += found
        return out

    def _block(self, block: Block, lines: Sequence[Strand]) -> Iterator[Part]:
        if block.kind in ("text", "item") and block.start in self.entries:
            return iter([self._plain(BlockKind.REFERENCE, join(lines, SPACE))])
        make: Callable[[Sequence[Strand]], Iterator[Part]] = getattr(self, f"_{block.kind}")
        return make(lines)

    def _words(self, strand: Strand) -> Strand:
        words, spans = clean(strand)
        self.bold += spans
        return words

    def _plain(self, kind: BlockKind, strand: Strand) -> Part:
        return Part(kind, self._words(strand).fold())

    def _yaml(self, lines: Sequence[Strand]) -> Iterator[Part]:
        """The fields of a YAML front: what a paper says of itself, and the rest as it stands."""
        fields = [*front_fields(lines)]
        for key, values in sorted(fields, key=lambda field: _FIELDS.get(field[0].text[:-1].lower(), len(_FIELDS))):
            name = key.text[:-1].lower()
            if name == "title" and values:
                yield replace(self._plain(BlockKind.HEADING, join(values, SPACE)), level=1)
            elif name in ("author", "authors", "date"):
                yield from (self._plain(BlockKind.PARAGRAPH, value) for value in values)
            elif name in ("abstract", "keywords") and values:
                words = join(values, SPACE if name == "abstract" else _COMMA)
                yield self._plain(BlockKind.PARAGRAPH, join((key, words), SPACE))
            else:
                yield self._plain(BlockKind.OTHER, join((key, *values), SPACE))

    def _fence(self, lines: Sequence[Strand]) -> Iterator[Part]:
        inner = lines[1:-1] if len(lines) > 1 and FENCE.match(lines[-1].text) else lines[1:]
        code = join(inner, BREAK)
        kind = BlockKind.FORMULA if lines[0].text.strip().lower().endswith("math") else BlockKind.OTHER
        if code.text.strip():
            yield Part(kind, code)

    def _heading(self, lines: Sequence[Strand]) -> Iterator[Part]:
        match = ATX.match(lines[0].text)
        yield from self._title(lines[0][match.end() :], len(match.group("signs"))) if match else ()

    def _underlined(self, lines: Sequence[Strand]) -> Iterator[Part]:
        yield from self._title(join(lines[:-1]), 1 if "=" in lines[-1].text else 2)

    def _html_heading(self, lines: Sequence[Strand]) -> Iterator[Part]:
        match = HTML_HEAD.match(lines[0].text)
        yield from self._title(lines[0], int(match.group("depth"))) if match else ()

    def _title(self, strand: Strand, depth: int) -> Iterator[Part]:
        """A heading; what only a converter set as one stays what it is: a caption, a sentence."""
        attributes = _ATTRIBUTES.search(strand.text) if strand.text.rstrip().endswith("}") else None
        words = self._words(strand[: attributes.start()] if attributes else strand).fold()
        while words.text.endswith("#"):
            words = words[: len(words) - 1].strip()
        if not words:
            return
        caption = CAPTION.match(words.text)
        if caption and words.text[caption.end() - 1 : caption.end()] in " .:|–—":
            made = Part(BlockKind.CAPTION, words, label=caption.group("label"))
            yield made.mended("caption made a heading", "a converter had set it as a heading")
        elif (lettered := _LETTERED.match(words.text)) and words.text.endswith((":", ".", ";")):
            item = Part(BlockKind.LIST_ITEM, words[lettered.end() :], marker=words[: lettered.end()].strip())
            yield item.mended("item made a heading", "a converter had set it as a heading")
        elif _LEADS.search(words.text) and len(words.text.split()) > 5:
            yield Part(BlockKind.PARAGRAPH, words).mended("sentence made a heading", "it leads over to a list")
        elif len(words) > _LONGEST_TITLE and words.text.endswith("."):
            yield Part(BlockKind.PARAGRAPH, words).mended("sentence made a heading", "it is too long for a title")
        else:
            yield heading(words, depth)

    def _html_list(self, lines: Sequence[Strand]) -> Iterator[Part]:
        whole = join(lines, BREAK)
        depth, start = 0, 0
        for tag in [*_HTML_ITEM.finditer(whole.text)]:
            name, closing = tag.group("name").lower(), bool(tag.group("close"))
            words = self._words(whole[start : tag.start()]).fold()
            if words:
                yield Part(BlockKind.LIST_ITEM, words, level=max(0, depth - 1) * 2)
            start = tag.end()
            depth += (-1 if closing else 1) if name != "li" else 0
        yield from self._text([whole[start:]]) if whole[start:].text.strip() else ()

    def _html_table(self, lines: Sequence[Strand]) -> Iterator[Part]:
        """What stands before, in and after the tables of a block."""
        whole = join(lines, BREAK)
        low = whole.text.lower()
        at = 0
        while (start := low.find("<table", at)) >= 0:
            end = low.find("</table", start)
            end = (low.find(">", end) + 1 or len(low)) if end >= 0 else len(low)
            yield from self._text([whole[at:start]])
            table = whole[start:end]
            yield from self._text([html_caption(table)])
            yield from self._grid(html_cells(table))
            yield from self._rest(html_rest(table))
            at = end
        yield from self._text([whole[at:]])

    def _latex(self, lines: Sequence[Strand]) -> Iterator[Part]:
        whole = join(lines, BREAK)
        caption, cells, bold = latex_table(whole)
        yield from self._text([caption])
        yield from self._grid((cells, bold))
        yield from self._rest(latex_rest(whole))

    def _rest(self, strand: Strand) -> Iterator[Part]:
        """Words that stand in a table and in none of its cells."""
        part = self._plain(BlockKind.OTHER, strand)
        if any(sign.isalnum() for sign in part.text):
            yield part.mended("words beside cells", "they stood in a table and in none of its cells")

    def _ruled(self, lines: Sequence[Strand]) -> Iterator[Part]:
        return self._grid(ruled_cells(lines))

    def _pipes(self, lines: Sequence[Strand]) -> Iterator[Part]:
        return self._grid(pipe_cells(lines))

    def _tabs(self, lines: Sequence[Strand]) -> Iterator[Part]:
        """A table, or lines of text when only tabs made it look like one."""
        cells, bold = tab_cells(lines)
        filled = [cell for cell in cells if cell.strand]
        if "\t" in lines[0].text and len({cell.row for cell in filled}) == len(filled):
            return self._text([line.strip() for line in lines])
        return self._grid((cells, bold))

    def _grid(self, found: tuple[tuple[CellPart, ...], Bold]) -> Iterator[Part]:
        cells, spans = found
        filled = [cell.strand for cell in cells if cell.strand]
        if len(filled) == 1 and len(filled[0]) < _LONGEST_TITLE:
            yield Part(BlockKind.PARAGRAPH, filled[0])
        elif filled:
            self.bold += spans
            yield from _captioned(cells)

    def _formula(self, lines: Sequence[Strand]) -> Iterator[Part]:
        whole = join(lines, BREAK)
        found = block_formula(whole.text)
        if found is not None:
            start, end, number = found
            marker = whole[slice(*number)] if number else EMPTY
            yield Part(BlockKind.FORMULA, whole[start:end].fold(), marker=marker)

    def _image(self, lines: Sequence[Strand]) -> Iterator[Part]:
        """The words under a picture when they read like a caption; what only names or describes it is no text."""
        line = lines[0].strip()
        match = IMAGE.fullmatch(line.text)
        if match and match.group("alt"):
            words = self._words(line[slice(*match.span("alt"))]).fold()
            caption = CAPTION.match(words.text)
            if caption:
                yield Part(BlockKind.CAPTION, words, label=caption.group("label"))

    def _note(self, lines: Sequence[Strand]) -> Iterator[Part]:
        match = NOTE.match(lines[0].text)
        if match:
            words = self._words(join((lines[0][match.end() :], *lines[1:]), SPACE)).fold()
            yield Part(BlockKind.NOTE, words, marker=lines[0][slice(*match.span("id"))])

    def _definitions(self, lines: Sequence[Strand]) -> Iterator[Part]:
        """A term and what explains it are one item."""
        pieces = [line[match.end() :] if (match := DEFINITION.match(line.text)) else line for line in lines]
        term = pieces[0].strip()
        words = self._words(join(pieces, SPACE)).fold()
        if term and words:
            self.bold.append((term.start, term.end))
            yield Part(BlockKind.LIST_ITEM, words)

    def _item(self, lines: Sequence[Strand]) -> Iterator[Part]:
        lines = [line for line in lines if not RULE.fullmatch(line.text)]
        match = ITEM.match(lines[0].text)
        if match is None:
            return
        indent = len(match.group("indent").expandtabs(4))
        marker = lines[0][match.start("marker") : match.end("marker")]
        rest = lines[0][match.end() :]
        check = _CHECK.match(rest.text)
        words = self._words(join((rest[check.end() :] if check else rest, *lines[1:]))).fold()
        inner = _INNER.match(words.text)
        if inner and marker.text in BULLETS:
            marker, words = words[: inner.end()].strip(), words[inner.end() :]
        if words:
            yield Part(BlockKind.LIST_ITEM, words, marker=marker, level=indent)

    def _text(self, lines: Sequence[Strand]) -> Iterator[Part]:
        kept = [line for line in lines if not RULE.fullmatch(line.text)]
        whole = join(kept, BREAK)
        colon = _COLON.match(whole.text) if ":" in whole.text[:10] else None
        words = self._words(whole[colon.end() :] if colon else whole).strip()
        if not words or _EMPTY_SIGNS.fullmatch(words.text[:200]):
            return
        if "picture text" in words.text[:60] and (pictured := _PICTURED.fullmatch(words.text)):
            yield from _of_picture(words[slice(*pictured.span("words"))])
            return
        caption = CAPTION.match(words.text)
        signed = caption is not None and caption.group().rstrip()[-1] in ".:|–—"
        if _PLACEHOLDER.fullmatch(words.text):
            yield Part(BlockKind.OTHER, words)
        elif len(words) < (_LONGEST_SIGNED if signed else _LONGEST_CAPTION) and (caption or colon):
            yield Part(BlockKind.CAPTION, words.fold(), label=caption.group("label") if caption else "")
        else:
            yield Part(BlockKind.PARAGRAPH, words)


def _of_picture(words: Strand) -> Iterator[Part]:
    """What a converter read in a picture; a table's label on the first line makes the second line its caption."""
    lines = [line.strip() for line in words.lines() if line.text.strip()]
    label = TABLE_LABEL.fullmatch(lines[0].text) if len(lines) > 2 else None
    if label:
        yield Part(BlockKind.CAPTION, join(lines[:2], SPACE), label=lines[0].text.rstrip(".:"))
        cells = Part(BlockKind.OTHER, join(lines[2:], BREAK), label=lines[0].text.rstrip(".:"))
        yield cells.mended("table not recovered", "kept as lines of text")
    elif lines:
        yield Part(BlockKind.OTHER, join(lines, BREAK)).mended("chart set aside", "the words of a figure")


def heading(words: Strand, depth: int, confidence: float = 1.0) -> Part:
    """A heading with its number apart from its title."""
    found = numbered(words.text)
    if found is None:
        return Part(BlockKind.HEADING, words, level=depth, confidence=confidence)
    marker = words[: found.title_at].strip()
    title = words[found.title_at :]
    return Part(BlockKind.HEADING, title, marker=marker, level=depth, number=found.number, confidence=confidence)


def _captioned(cells: tuple[CellPart, ...]) -> Iterator[Part]:
    """A table; when its first row is one cell over all columns and reads like a caption, that caption before it."""
    titles = [cell.strand for cell in cells if cell.row == 0 and cell.strand]
    label = CAPTION.match(titles[0].text) if len({title.text for title in titles}) == 1 else None
    rest = tuple(replace(cell, row=cell.row - 1, header=cell.row == 1) for cell in cells if cell.row)
    if label and any(cell.strand for cell in rest):
        caption = Part(BlockKind.CAPTION, titles[0], label=label.group("label"))
        yield caption.mended("caption in a table", "it stood in the first row")
        if len(titles) > 1:
            yield Part(BlockKind.OTHER, join(titles[1:])).mended("caption in a table", "repeated for each column")
        cells = rest
    yield Part(BlockKind.TABLE, join(cell.strand for cell in cells), cells=cells)


def _indent(line: Strand) -> int:
    return len(line.text) - len(line.text.lstrip())

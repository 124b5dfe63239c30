"""Plain text, as PDF extractors dump it, to a Reading.

In: the decoded text of one file. Out: parts. Called by corpus.read.registry. A dump has no mark-up and often no blank
lines: paragraphs are told by line width and punctuation, headings by their numbers, furniture by its coming back. What
only whole parts can tell is mended afterwards by corpus.mend.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.headings import REFERENCES, is_capitals, is_top_title, numbered
from corpus.part import Part, Reading
from corpus.read.decode import CONTROL
from corpus.read.grids import tab_cells
from corpus.read.markdown import CAPTION, ITEM
from corpus.repair.furniture import folded, is_page_number, is_rights, running_heads, typical_width
from corpus.repair.reference_lines import first_reference, reference_blocks
from corpus.repair.wraps import join_lines, vocabulary
from corpus.strand import Strand, join, strand_of
from corpus.study import BlockKind

OPENERS = frozenset(
    "the this these those in to for however therefore moreover furthermore additionally finally then thus after before "
    "while although when if we our it its they their there as from based by on at with according regarding hence such "
    "another some one each all both many most several during initially next first second third since because despite he she".split()
)
_LABELLED = re.compile(r"(?P<marker>(?:RQ|SQ|Q|H|IC|EC|QC|R|C)\s?\d{1,2})\s*[:.–—-]\s+(?=\S)")
_NUMBERS = re.compile(r"(?<!\S)[\d.,%]+(?!\S)")
_ABSTRACT = re.compile(r"(?:abstract|summary|keywords|index terms|key words)\b", re.IGNORECASE)


def read_text(source: str) -> Reading:
    """The parts of a text dump in reading order; furniture comes after the paragraph that it interrupted."""
    whole = strand_of(source)
    whole = whole.cut(m.span() for m in CONTROL.finditer(source))
    lines = [line.strip() for line in whole.lines()]
    return Reading(source, tuple(_Dump(lines).parts()))


class _Dump:
    """The lines of a dump and what is known of all of them."""

    def __init__(self, lines: Sequence[Strand]) -> None:
        self.lines = lines
        texts = [line.text for line in lines]
        self.heads = running_heads(texts)
        self.words = vocabulary(texts)
        self.width = typical_width(texts)
        self.blank = sum(not text for text in texts) > len(texts) / 12
        self.references = first_reference(texts, self._is_furniture)

    def _is_furniture(self, text: str) -> bool:
        return is_page_number(text) or folded(text) in self.heads

    def parts(self) -> Iterator[Part]:
        body_at = self._body_start()
        for line in self.lines[:body_at]:
            if line:
                kind = BlockKind.OTHER if is_page_number(line.text) else BlockKind.PARAGRAPH
                yield Part(kind, line.fold())
        yield from self._body(body_at, self.references)
        if self.references < len(self.lines):
            yield from self._bibliography()

    def _body_start(self) -> int:
        """The first line after the front matter, whose lines stay apart: at the abstract, else at the first long text."""
        for index, line in enumerate(self.lines[:120]):
            if _ABSTRACT.match(line.text) or REFERENCES.fullmatch(line.text):
                return index
        for index in range(min(120, len(self.lines))):
            run = [line.text for line in self.lines[index : index + 4]]
            if len(run) == 4 and all(len(text) > 0.8 * max(self.width, 60) for text in run):
                return index
        return 0

    def _body(self, start: int, end: int) -> Iterator[Part]:
        index = start
        held: list[Strand] = []
        aside: list[Part] = []
        while index < end:
            line = self.lines[index]
            text = line.text
            if self._is_furniture(text):
                aside.append(Part(BlockKind.OTHER, line).mended("furniture set aside", "a page's head, foot or number"))
                index += 1
                continue
            special, after = self._special(index, end, held)
            closes = not text and self._blank_closes(held, index) or special is not None
            if closes or (held and self._new_paragraph(held[-1].text, text)):
                yield from self._close(held, aside, special)
            if special is not None:
                yield from special
                index = after
                continue
            if text:
                held.append(line)
            index += 1
        yield from self._close(held, aside, None)

    def _close(self, held: list[Strand], aside: list[Part], special: Sequence[Part] | None) -> Iterator[Part]:
        del special
        if held:
            words, mends = join_lines(held, self.words)
            kind, marker = BlockKind.PARAGRAPH, None
            match = ITEM.match(words.text) or _LABELLED.match(words.text)
            if match and match.end() < len(words):
                kind, marker = BlockKind.LIST_ITEM, words[match.start("marker") : match.end("marker")]
                words = words[match.end() :]
            part = Part(kind, words, mends=mends)
            yield part if marker is None else Part(kind, words, marker=marker, mends=mends)
            held.clear()
        yield from aside
        aside.clear()

    def _blank_closes(self, held: Sequence[Strand], index: int) -> bool:
        """A blank line ends a paragraph, unless every line of the file is followed by one."""
        if not held:
            return True
        following = next((line.text for line in self.lines[index : index + 3] if line), "")
        return not (_is_open(held[-1].text) and following[:1].islower())

    def _new_paragraph(self, above: str, below: str) -> bool:
        """Whether a line opens a paragraph under the line above it, by width, punctuation and capitals."""
        if not below or not above:
            return False
        if ITEM.match(below) and not above.endswith((",", "and", "-")) or _LABELLED.match(below):
            return not _is_open(above) or below[0] in "•●○◦▪■□‣⁃"
        if not (below[0].isupper() or below[0].isdigit() or below[0] in "“\"‘'"):
            return False
        if above.endswith((".", "!", "?", ":", ".”", '."')):
            return len(above) < 0.85 * self.width
        opener = below.split()[0].strip(",").lower() in OPENERS and below[0].isupper()
        return opener and above[-1].isalpha() and len(above) > 0.3 * self.width

    def _special(self, index: int, end: int, held: Sequence[Strand]) -> tuple[list[Part] | None, int]:
        """A heading, caption, rights block or table that opens at a line, and where it ends."""
        text = self.lines[index].text
        if not text:
            return None, index
        heading = self._heading(index, end, held)
        if heading is not None:
            return heading
        caption = CAPTION.match(text)
        if caption and (not held or not _is_open(held[-1].text) or ":" in caption.group() or "." in caption.group()):
            return self._caption(index, end, caption.group("label"))
        if is_rights(text) and len(text) < 200 and not text[0].islower():
            return self._rights(index, end, held)
        if "\t" in text and index + 1 < end and "\t" in self.lines[index + 1].text:
            stop = next((i for i in range(index, end) if "\t" not in self.lines[i].text), end)
            cells, _ = tab_cells(self.lines[index:stop])
            return [Part(BlockKind.TABLE, join([cell.strand for cell in cells]), cells=cells)], stop
        return None, index

    def _heading(self, index: int, end: int, held: Sequence[Strand]) -> tuple[list[Part], int] | None:
        text = self.lines[index].text
        known = is_top_title(text) or REFERENCES.fullmatch(text) is not None
        found = numbered(text)
        if not known and (found is None or not self._heading_like(text, found.title_at, found.style, held, index)):
            if not (is_capitals(text) and len(text.split()) <= 8 and 4 < len(text) < 0.9 * max(self.width, 60)):
                return None
            if held and _is_open(held[-1].text) or not text[0].isalpha() or self._is_furniture(text):
                return None
        stop = index + 1
        taken = [self.lines[index]]
        while (
            found and not known and stop < min(end, index + 5) and self._goes_on(taken[-1].text, self.lines[stop].text)
        ):
            taken.append(self.lines[stop])
            stop += 1
        words, mends = join_lines(taken, self.words)
        number, marker = "", words[:0]
        if found:
            number, marker, words = found.number, words[: found.title_at].strip(), words[found.title_at :]
        part = Part(BlockKind.HEADING, words, marker=marker, number=number, confidence=0.9, mends=mends)
        if len(taken) > 1:
            part = part.mended("heading joined", f"a heading over {len(taken)} lines")
        return [part], stop

    def _heading_like(self, text: str, at: int, style: str, held: Sequence[Strand], index: int) -> bool:
        title = text[at:]
        if (
            style in ("question", "named")
            or len(text) > 1.1 * max(self.width, 70)
            or text.endswith((".", ",", ";", ":"))
        ):
            return False
        if held and _is_open(held[-1].text) and style != "decimal":
            return False
        words = title.split()
        if not words or not words[0][0].isupper() or len(words) > 14 or len(_NUMBERS.findall(title)) > 2:
            return False
        if held and _is_open(held[-1].text) and "." not in text[:at].strip(" ."):
            return False
        return _title_case(title) or len(words) <= 6 or style == "decimal" and text[:at].count(".") >= 1

    def _goes_on(self, above: str, below: str) -> bool:
        """Whether a line continues the heading above it: a long line above, and title case below."""
        if not below or numbered(below) or len(above) < 0.5 * self.width or above.endswith((".", "?", "!")):
            return False
        return len(below) < 0.95 * self.width and _title_case(below) and not CAPTION.match(below)

    def _caption(self, index: int, end: int, label: str) -> tuple[list[Part], int]:
        lines, stop = [self.lines[index]], index + 1
        is_table = label.lower().startswith("tab")
        while stop < end and not lines[-1].text.endswith(".") and 0 < len(self.lines[stop]) and stop < index + 4:
            text = self.lines[stop].text
            if is_table or not text[0].islower() or self._is_furniture(text):
                break
            lines.append(self.lines[stop])
            stop += 1
        words, mends = join_lines(lines, self.words)
        parts = [Part(BlockKind.CAPTION, words, label=label, mends=mends)]
        if not is_table:
            return parts, stop
        first = stop
        while stop < end and not self._prose_at(stop, end):
            stop += 1
        loose = [line for line in self.lines[first:stop] if line and not self._is_furniture(line.text)]
        if loose:
            cells = join(loose, strand_of("\n"))
            parts.append(
                Part(BlockKind.OTHER, cells, label=label).mended("table not recovered", "kept as lines of text")
            )
        return parts, stop

    def _prose_at(self, index: int, end: int) -> bool:
        """Whether running text or a heading starts at a line: two full lines of words, not of numbers."""
        text = self.lines[index].text
        if text and (self._heading(index, end, ()) is not None or CAPTION.match(text)):
            return len(_NUMBERS.findall(text)) < 3
        pair = [self.lines[i].text for i in range(index, min(index + 2, end))]
        return len(pair) < 2 or all(len(t) >= 0.85 * self.width and len(_NUMBERS.findall(t)) < 3 for t in pair)

    def _rights(self, index: int, end: int, held: Sequence[Strand]) -> tuple[list[Part], int]:
        del held
        stop = index + 1
        while stop < end and self.lines[stop] and is_rights(self.lines[stop].text):
            stop += 1
        return [Part(BlockKind.OTHER, line) for line in self.lines[index:stop]], stop

    def _bibliography(self) -> Iterator[Part]:
        before = next((line.text for line in reversed(self.lines[: self.references]) if line), "")
        if REFERENCES.fullmatch(before) is None and REFERENCES.fullmatch(self.lines[self.references].text) is None:
            yield Part(BlockKind.HEADING, strand_of("", 0, 0), title="References", level=1, confidence=0.9).mended(
                "heading inferred", "the list of references has no heading"
            )
        for block, aside in reference_blocks(self.lines[self.references :], self._is_furniture):
            words, mends = join_lines(block, self.words)
            yield Part(BlockKind.REFERENCE, words, mends=mends)
            yield from (Part(BlockKind.OTHER, line) for line in aside)


def _is_open(text: str) -> bool:
    """Whether a line stops in the middle of a sentence."""
    return bool(text) and not text.endswith((".", "!", "?", ":", ";", ".”", '."', ".)"))


def _title_case(text: str) -> bool:
    """Whether most of the longer words of a line are capitalised."""
    words = [word for word in re.findall(r"[^\W\d_]+", text) if len(word) > 3]
    return bool(words) and sum(word[0].isupper() for word in words) >= 0.7 * len(words)

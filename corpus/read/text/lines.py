"""The lines of a text dump in reading order, as a reader of the page would see them.

In: the text of one file. Out: Lines: strands without blanks at their ends, where pages open, what was set aside and
what was mended on the way. Called by corpus.read.text. Everything here looks at lines alone: columns kept side by side
are parted, a layer of text that stands twice is set aside, glyphs are read as the bullets and capitals that they are,
a bullet or a number that stands alone goes back before its words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from corpus.decode import CONTROL
from corpus.headings import is_capitals, is_top_title, roman_value
from corpus.part import Mend
from corpus.repair.columns import pages, split_columns
from corpus.repair.glyphs import PARTED_INITIAL, bullets_of, small_capitals, spaced_letters, unread_glyphs, with_bullet
from corpus.repair.page_marks import mark_lines
from corpus.repair.wraps import Vocabulary
from corpus.strand import EMPTY, SPACE, Strand, join, strand_of

DOUBLED = "a layer of text that stands in the file twice"
_CUT = re.compile(r"(?<![^\W\d_])(?P<head>[^\W\d_]+)\ufffe(?P<tail>[^\W\d_]+)")
_CONTROLS = re.compile(r"[\x80-\x9f]")
_MARKER = re.compile(r"[•●▪■◦‣]|[–-]|\(?\d{1,2}[.)]|\([a-z]\)")
_NUMBER = re.compile(r"(?P<top>\d{1,2})(?P<deep>(?:\.\d{1,2}){0,3})\.?|(?P<roman>[IVX]{1,5})\.?")
_GLUED_HEAD = re.compile(r"(?<=[a-z0-9)\]][.)\]])(?:REFERENCES|References|BIBLIOGRAPHY|Bibliography)$")
_HEAD_AND_ENTRY = re.compile(r"\s*(?:REFERENCES|References|BIBLIOGRAPHY|Bibliography)\s+(?=\[\w)")
_LOWER = re.compile(r"\b[a-z]{2,}\b")
_GLUED = re.compile(r"[^\W\d_]{26,}|[a-z]{3}[.,;][A-Za-z][a-z]{11,}")
_MOST_GLUED = 0.02  # share of lines with words run together from which the report speaks of it


@dataclass
class Lines:
    """The lines of a dump. lines: in reading order, empty ones kept. tops: indices that open a page.

    aside: indices of lines that are no words of the paper, with what they are. mends: what was mended, by line.
    reading: what holds for the whole file.
    """

    lines: list[Strand]
    tops: set[int] = field(default_factory=set)
    aside: dict[int, str] = field(default_factory=dict)
    mends: dict[int, tuple[Mend, ...]] = field(default_factory=dict)
    reading: list[Mend] = field(default_factory=list)

    def mend(self, index: int, line: Strand, name: str, note: str) -> None:
        """Put a line in the place of another, and say why."""
        self.lines[index] = line
        self.mends[index] = (*self.mends.get(index, ()), Mend(name, note))


def dump_lines(source: str) -> Lines:
    """The lines of a dump, mended where one line or its neighbours are enough to know."""
    whole = _hyphens(strand_of(source), source)
    control = sum(1 for _ in _CONTROLS.finditer(source)) + sum(1 for m in CONTROL.finditer(source) if m.group() < " ")
    whole = whole.cut(m.span() for m in CONTROL.finditer(whole.text))
    found = _in_columns(list(whole.lines()))
    found.aside.update(mark_lines([line.text for line in found.lines]))
    _set_doubles_aside(found)
    _mend_glyphs(found)
    _join_markers(found)
    _join_numbers(found)
    if control:
        found.reading.append(Mend("control characters", f"{control} characters of the file stand for no sign"))
    _report(found)
    return found


def _hyphens(whole: Strand, source: str) -> Strand:
    """Words that an extractor joined over a line end with a sign that stands for the hyphen, as whole words."""
    if "\ufffe" not in source:
        return whole
    words = Vocabulary(source)
    edits = []
    for match in _CUT.finditer(source):
        head, tail = match.group("head").casefold(), match.group("tail").casefold()
        compound = words.get(f"{head}-{tail}", 0) > words.get(head + tail, 0)
        edits.append((match.end("head"), match.end("head") + 1, "-" if compound else ""))
    return whole.swap(edits)


def _in_columns(raw: list[Strand]) -> Lines:
    found = Lines([])
    for page in pages(raw):
        if found.lines or "\f" in page[0].text:
            found.tops.add(len(found.lines))
        lines, split = split_columns(page)
        if split:
            found.reading.append(Mend("columns parted", f"{split} lines of a page held two columns"))
        for line in lines:
            opening = _HEAD_AND_ENTRY.match(line.text)
            if opening:
                found.lines.append(line[: opening.end()].strip())
                found.mends[len(found.lines)] = (Mend("heading parted", "an entry stood beside it"),)
                line = line[opening.end() :]
            glued = _GLUED_HEAD.search(line.text)
            if glued:
                found.lines.append(line[: glued.start()].strip())
                found.mends[len(found.lines)] = (Mend("heading parted", "it was glued to the end of a line"),)
                line = line[glued.start() :]
            found.lines.append(line.strip())
    return found


def _set_doubles_aside(found: Lines) -> None:
    """A text that an extractor took down twice: each line twice, or all lines once more at the end."""
    filled = [i for i, line in enumerate(found.lines) if len(line.text) > 20]
    texts = [found.lines[i].text for i in filled]
    again = [i for i, above, here in zip(filled[1:], texts, texts[1:], strict=False) if above == here]
    half = len(texts) // 2
    if len(filled) >= 20 and len(again) > 0.4 * len(filled):
        found.aside.update(dict.fromkeys(again, DOUBLED))
    elif len(filled) >= 40 and texts[:half] == texts[len(texts) - half :]:
        found.aside.update({i: DOUBLED for i in range(filled[len(texts) - half], len(found.lines)) if found.lines[i]})


def _mend_glyphs(found: Lines) -> None:
    texts = [line.text for line in found.lines]
    signs = bullets_of(texts)
    small: Mapping[str, int] | None = None
    for index, text in enumerate(texts):
        if not text:
            continue
        bulleted = with_bullet(found.lines[index], signs)
        if bulleted is not None:
            found.mend(index, bulleted, "bullet restored", "a sign of the font stood for a bullet")
        elif text[1:2] == " " and (letters := spaced_letters(found.lines[index])) is not None:
            found.mend(index, letters, "spaced letters joined", "each letter stood apart")
        elif len(text) <= 120 and PARTED_INITIAL.search(text) and is_capitals(text):
            small = small if small is not None else Counter(w for t in texts for w in _LOWER.findall(t))
            words = small_capitals(found.lines[index], small)
            if words is not None:
                found.mend(index, words, "small capitals joined", "initials stood apart from their words")


def _join_markers(found: Lines) -> None:
    """A bullet or number that stands alone goes before the words below; several in a row before as many items."""
    index = 0
    while index < len(found.lines):
        alone = []
        while index < len(found.lines) and (not found.lines[index] or _MARKER.fullmatch(found.lines[index].text)):
            if found.lines[index]:
                alone.append(index)
            index += 1
        below = _items_below(found, index, len(alone)) if alone and _are_markers(found, alone) else []
        for at, item in zip(alone, below, strict=False):
            line = join((found.lines[at], found.lines[item]), SPACE)
            found.lines[at] = EMPTY
            found.mend(item, line, "marker joined", "it stood alone on a line")
        index += 1


def _are_markers(found: Lines, alone: list[int]) -> bool:
    """Whether signs alone on their lines mark items: bullets, and dashes or numbers only where they are several."""
    texts = [found.lines[at].text for at in alone]
    return all(text in "•●▪■◦‣" or (text.endswith((".", ")")) and len(texts) == 1) for text in texts)


def _items_below(found: Lines, first: int, count: int) -> list[int]:
    """The lines that open as many items as there are markers, [] when fewer are to be seen."""
    items: list[int] = []
    above = ""
    for index in range(first, min(len(found.lines), first + 12 * count)):
        text = found.lines[index].text
        opens = bool(text) and (text[0].isupper() or text[0].isdigit() or count == 1)
        if text and (not items or (opens and above.endswith((".", ";", "?", "!", ",")))):
            items.append(index)
        if len(items) == count:
            return items
        above = text or above
    return []


def _join_numbers(found: Lines) -> None:
    """A section's number that stands alone above its title goes before it.

    "2.1" is believed by itself; a whole number only when it counts on from the last one and, unless it is a roman one,
    its title is a known one or in capitals.
    """
    top = last = 0  # the last whole number that opened a line, and the last one that was joined
    for index, line in enumerate(found.lines):
        match = _NUMBER.fullmatch(line.text) if len(line.text) < 12 else None
        if match is None:
            opening = re.match(r"(\d{1,2})\.? [A-Z]", line.text)
            top = int(opening.group(1)) if opening and int(opening.group(1)) == top + 1 else top
            continue
        title = next((at for at in range(index + 1, min(index + 3, len(found.lines))) if found.lines[at]), None)
        if title is None or any(at in found.tops for at in range(index + 1, title + 1)):
            continue
        text = found.lines[title].text
        if len(text.split()) > 16 or text.endswith((".", ",", ";", ":")) or not _opens_title(text, match):
            continue
        sure = is_top_title(text) or is_capitals(text)
        value = _value(match)
        if (value in (top + 1, last + 1) and (sure or match.group("roman"))) or (sure and value == last + 2):
            top = last = value
        elif not match.group("deep"):
            continue
        joined = join((line, found.lines[title]), SPACE)
        found.lines[index] = EMPTY
        found.mend(title, joined, "heading number joined", "it stood alone on a line")


def _opens_title(text: str, number: re.Match[str]) -> bool:
    return text[0].isupper() or (bool(number.group("deep")) and text[0].isalpha() and not text.split()[0].islower())


def _value(number: re.Match[str]) -> int:
    """A whole number, also a roman one (to XXXIX); 0 for "2.1"."""
    if number.group("roman"):
        return roman_value(number.group("roman"))
    return 0 if number.group("deep") else int(number.group("top"))


def _report(found: Lines) -> None:
    """What cannot be mended without guessing is said."""
    texts = [line.text for line in found.lines if line]
    glued = sum(1 for text in texts if "http" not in text and "www." not in text and _GLUED.search(text))
    if glued > max(3, _MOST_GLUED * len(texts)):
        note = f"{glued} lines hold words without the spaces between them; none was put in"
        found.reading.append(Mend("words run together", note))
    unread = sum(unread_glyphs(text) for text in texts)
    if unread:
        found.reading.append(Mend("glyphs unread", f"{unread} signs of the font stand for no known character"))

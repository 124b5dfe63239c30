"""Shapes that only the whole file shows: footnotes by their numbers, bold lines that are headings, running heads.

In: the parts of a Markdown file in order, and its emphasised spans. Out: the parts, mended. Called by
corpus.read.markdown, before the repairs that all forms share.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.headings import is_top_title, numbered
from corpus.part import Part
from corpus.repair.furniture import folded, is_venue
from corpus.repair.wraps import join_lines
from corpus.strand import SPACE, join
from corpus.study import BlockKind

CAPTION = re.compile(
    r"(?P<label>(?:supplementary\s)?(?:fig(?:ure|\.)?|table|tab\.|algorithm|listing|chart|box|scheme|exhibit)"
    r"\s*(?:(?-i:[A-Z])\.?)?(?:\d{1,3}(?:[.-]\d{1,2})?|(?-i:[IVX]{1,5}|[A-Z]))(?![\w]))"
    r"\s*(?:[.:–—|-]\s*|\s+(?=(?-i:[A-Z(\"“])))",
    re.IGNORECASE,
)
LABELLED = re.compile(
    r"(?P<marker>(?P<name>RQ|SQ|Q|H|IC|EC|QC)\s?(?P<number>\d{1,2})(?:\.\d{1,2})?)\s*[:.–—-]\s+(?=\S)"
)
_LINE_LABELLED = re.compile(rf"(?m)^{LABELLED.pattern}")
TABLE_LABEL = re.compile(r"(?:table|tab\.)\s(?:[A-Z]\.?)?(?:\d{1,3}|[IVX]{1,5})[.:]?", re.IGNORECASE)
_RAISED = re.compile(r"(?P<number>[⁰¹²³⁴-⁹]{1,3})\s?(?=\S)")
_PLAIN = re.compile(r"(?P<number>\d{1,2})\s+(?=[^\W\d_a-z]|https?://|www\.|[“\"(])")
_COUNTED = re.compile(
    r"\b(?:table|fig(?:ure)?s?|sections?|equations?|eqs?|phases?|stages?|steps?|rq|chapters?|appendix|days?|weeks?|groups?|types?"
    r"|levels?|parts?|cases?|stud(?:y|ies)|experiments?|models?|versions?|class|question|theme|no|nr|vol|pp?)\.?\s*$",
    re.IGNORECASE,
)
_CITING = re.compile(r"\[[^\[\]]{1,300}\](?:[.,;:)]|\s+[^\W\d_A-Z])")
_BARE_NUMBER = re.compile(r"(?:\d{1,2}(?:\.\d{1,2}){0,4}|[IVX]{1,5})\.?")
_RAISED_DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_HALF = re.compile(r"[^\W\d_]-$")
_LOWERED = str.maketrans(_RAISED_DIGITS, "0123456789")
_REACH = 10  # parts above a footnote in which its mark may stand
_LOOK_BACK = 20  # characters before a number that may count something
_LONGEST_NOTE = 700  # characters
_LONGEST_TITLE = 100  # characters of a bold line that is a heading
_LONGEST_HEAD = 200  # characters of a running head
_RUNNING = 3  # times that a heading without a number comes back before it is taken for a running head


def goes_on(above: Part, below: Part, written: str) -> bool:
    """Whether a paragraph goes on with the one above: it opens with a citation, a formula or a sign, unlike a sentence.

    written: the line as it stands in the file. Entries of a bibliography and marks of footnotes open with signs, too.
    """
    if not above.kind is below.kind is BlockKind.PARAGRAPH or not above.text[-1:].islower():
        return False
    if written[:1] in ".,;)":
        return len(written) == 1 or written[1].isspace()
    if written[:1] == "[":
        return _CITING.match(written) is not None
    return written[:1] == "$" and written[1:2] not in ("$", "^", " ")


def joined(above: Part, below: Part) -> Part:
    """Two paragraphs as one."""
    whole = replace(above, strand=join((above.strand, below.strand), SPACE), mends=above.mends + below.mends)
    return whole.mended("paragraph joined", "two halves that a citation or a formula had parted")


def settle_shapes(parts: Sequence[Part], bold: Sequence[tuple[int, int]], words: Mapping[str, int]) -> list[Part]:
    """Parts with footnotes, bold headings and running heads known, and items whole.

    bold: emphasised spans of the source, in any order. words: see corpus.repair.wraps.Vocabulary.
    """
    parts = _labelled_items(parts)
    out = _bare_captions(_without_running_heads(_whole_headings(parts)))
    out = _bold_headings(out, frozenset(bold))
    return _whole_items(_notes(out), words)


def _whole_headings(parts: Sequence[Part]) -> list[Part]:
    """A heading that is a number alone is the number of the heading right below it."""
    out: list[Part] = []
    for part in parts:
        above = out[-1] if out else None
        if (
            above is not None
            and above.kind is part.kind is BlockKind.HEADING
            and not above.number
            and not part.number
            and _BARE_NUMBER.fullmatch(above.text)
        ):
            number = above.text.rstrip(".")
            out[-1] = replace(part, marker=above.strand, number=number).mended(
                "heading joined", f"{number} stood above it"
            )
        else:
            out.append(part)
    return out


def _labelled_items(parts: Sequence[Part]) -> list[Part]:
    """Paragraphs, or lines of one, that open with labels which count on ("RQ1:", "RQ2:"): the items of a list."""
    lines = [line for part in parts for line in _by_labels(part)]
    labels = [LABELLED.match(line.text) if line.kind is BlockKind.PARAGRAPH else None for line in lines]
    keys = [(m["name"], int(m["number"])) if m else ("", 0) for m in labels]
    out: list[Part] = []
    for index, (line, match) in enumerate(zip(lines, labels, strict=True)):
        name, number = keys[index]
        beside = (*keys[max(0, index - 1) : index], *keys[index + 1 : index + 2])
        if match and ((name, number + 1) in beside or (name, number - 1) in beside):
            marker, words = line.strand[: match.end("marker")], line.strand[match.end() :].fold()
            line = replace(line, kind=BlockKind.LIST_ITEM, strand=words, marker=marker)
        out.append(line)
    return out


def _by_labels(part: Part) -> list[Part]:
    """A paragraph cut before each of its lines that opens with a label, when two do."""
    if part.kind is not BlockKind.PARAGRAPH or "\n" not in part.text:
        return [part]
    starts = [m.start() for m in _LINE_LABELLED.finditer(part.text)]
    if len(starts) < 2:
        return [part]
    cuts = [*([0] if starts[0] else []), *starts, len(part.text)]
    return [replace(part, strand=part.strand[a:b].strip()) for a, b in pairwise(cuts)]


def _bare_captions(parts: Sequence[Part]) -> list[Part]:
    """A label alone in its paragraph, a line, and a table below them: the line is the caption of the table."""
    out: list[Part] = []
    index = 0
    while index < len(parts):
        run = parts[index : index + 3]
        kinds = [part.kind for part in run]
        found = kinds == [BlockKind.PARAGRAPH, BlockKind.PARAGRAPH, BlockKind.TABLE]
        if found and TABLE_LABEL.fullmatch(run[0].text) and len(run[1].text) < 300:
            whole = join((run[0].strand, run[1].strand), SPACE)
            caption = Part(BlockKind.CAPTION, whole, label=run[0].text.rstrip(".:"))
            out.append(caption.mended("caption joined", "its label stood in a paragraph of its own"))
            index += 2
            continue
        out.append(parts[index])
        index += 1
    return out


def _without_running_heads(parts: Sequence[Part]) -> list[Part]:
    """Headings without a number that come back page after page are furniture, but for the first.

    The first, too, where it names a venue, or stands right below such a one. What a converter left a paragraph counts.
    """
    heads = {folded(p.text) for p in parts if p.kind is BlockKind.HEADING and not p.number and len(p.text) > 8}
    counts = Counter(folded(p.text) for p in parts if _may_run(p))
    running = {key for key in heads if counts[key] >= _RUNNING and not is_top_title(key)}
    if not running:
        return list(parts)
    out: list[Part] = []
    seen: set[str] = set()
    for part in parts:
        key = folded(part.text) if _may_run(part) else ""
        above = folded(out[-1].text) if out and out[-1].kind is BlockKind.OTHER else ""
        if key in running and (is_venue(part.text) or above in running):
            seen.add(key)
        if key in running and key in seen:
            part = replace(part, kind=BlockKind.OTHER, level=0).mended("furniture set aside", "a running head")
        seen.add(key)
        out.append(part)
    return out


def _may_run(part: Part) -> bool:
    """Whether a part can be a running head by its kind and length; a heading with a number is none."""
    return part.kind in (BlockKind.HEADING, BlockKind.PARAGRAPH) and not part.number and len(part.text) <= _LONGEST_HEAD


def _bold_headings(parts: Sequence[Part], bold: frozenset[tuple[int, int]]) -> list[Part]:
    """Lines that are bold throughout, stand alone and read like a title are headings, one level below the last."""
    out: list[Part] = []
    depth, heads = 0, 0
    for index, part in enumerate(parts):
        if part.kind is BlockKind.HEADING:
            depth, heads = part.level, heads + 1
        elif part.kind is BlockKind.PARAGRAPH and _is_bold_title(part, bold, heads):
            below = parts[index + 1].kind if index + 1 < len(parts) else BlockKind.OTHER
            beside = [
                p for p in parts[max(0, index - 1) : index + 2] if p is not part and p.kind is BlockKind.PARAGRAPH
            ]
            alone = not any((p.strand.start, p.strand.end) in bold for p in beside)
            if below not in (BlockKind.HEADING, BlockKind.OTHER) and alone:
                part = _as_heading(part, depth + 1)
        out.append(part)
    return out


def _is_bold_title(part: Part, bold: frozenset[tuple[int, int]], heads: int) -> bool:
    text = part.text
    if not 3 < len(text) <= _LONGEST_TITLE or "\n" in text or (part.strand.start, part.strand.end) not in bold:
        return False
    if heads < 2 and not is_top_title(text) and numbered(text) is None:
        return False
    return (text[0].isupper() or text[0].isdigit()) and not text.endswith((".", ",", ";")) and "@" not in text


def _as_heading(part: Part, depth: int) -> Part:
    found = numbered(part.text)
    strand = part.strand
    if found is not None:
        made = Part(
            BlockKind.HEADING, strand[found.title_at :], marker=strand[: found.title_at].strip(), number=found.number
        )
    else:
        made = Part(BlockKind.HEADING, strand)
    sure = 0.95 if is_top_title(made.text) else 0.7
    return replace(made, level=depth, confidence=sure).mended("bold heading", "a bold line that stands alone")


def _notes(parts: Sequence[Part]) -> list[Part]:
    """Paragraphs that open with the number of a footnote, to which a mark above them points."""
    out: list[Part] = []
    heads = 0
    for index, part in enumerate(parts):
        heads += part.kind is BlockKind.HEADING
        if part.kind is BlockKind.PARAGRAPH and heads > 1 and len(part.text) < _LONGEST_NOTE:
            part = _as_note(part, parts[max(0, index - _REACH) : index])
        out.append(part)
    return out


def _as_note(part: Part, above: Sequence[Part]) -> Part:
    raised, plain = _RAISED.match(part.text), _PLAIN.match(part.text)
    match = raised or plain
    if match is None or "\n" in part.text:
        return part
    number = match.group("number")
    if raised is None:
        ends = part.text.endswith((".", "!", "?", ")")) or "://" in part.text
        mark = re.compile(rf"(?P<before>[^\W\d]|[.,;:)”\"'’])\s?(?:{number}|{_superscript(number)})(?=\s|$|[.,;)])")
        marked = any(
            not _COUNTED.search(p.text[max(0, m.end("before") - _LOOK_BACK) : m.end("before")])
            for p in above
            for m in mark.finditer(p.text)
        )
        if not (ends and marked):
            return part
    note = replace(
        part, kind=BlockKind.NOTE, marker=part.strand[: match.end()].strip(), strand=part.strand[match.end() :]
    )
    return note.mended("footnote set apart", f"note {number.translate(_LOWERED)} stood among the paragraphs")


def _superscript(number: str) -> str:
    return "".join(_RAISED_DIGITS[int(digit)] for digit in number)


def _whole_items(parts: Sequence[Part], words: Mapping[str, int]) -> list[Part]:
    """An item that is the second half of a word goes back: a page broke the word, and its number is the converter's."""
    out: list[Part] = []
    for part in parts:
        above = out[-1] if out else None
        halves = (
            above is not None
            and above.kind is part.kind is BlockKind.LIST_ITEM
            and part.text[:1].islower()
            and _HALF.search(above.text, max(0, len(above.text) - 3)) is not None
        )
        if above is not None and halves:
            whole, mends = join_lines([above.strand, part.strand], words)
            joined_item = replace(above, strand=whole, mends=(*above.mends, *part.mends, *mends))
            out[-1] = joined_item.mended("item joined", "a page had broken one of its words")
        else:
            out.append(part)
    return out

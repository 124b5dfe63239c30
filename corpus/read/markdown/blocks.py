"""Blocks of a Markdown file: which lines belong together, and what they are by their looks.

In: lines (corpus.read.markdown.lines). Out: blocks with a kind and the lines they take. Called by corpus.read.markdown,
which makes parts of them. A block ends at a blank line; fences, formulas and tables end where they are closed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from operator import itemgetter
from typing import NamedTuple

from corpus.headings import is_top_title, numbered
from corpus.read.grids import is_rule, one_line_table
from corpus.read.markdown.latex_tables import latex_end
from corpus.read.markdown.ruled import ruled_end
from corpus.read.math import block_formula
from corpus.read.underlines import underline_at

BULLETS = "•●○◦▪■□‣⁃∙·–—*+-"
ITEM = re.compile(
    rf"(?P<indent>[ \t]*)(?P<marker>[{BULLETS}]|\d{{1,3}}[.)]|\(?[a-zA-Z][.)]|\(\d{{1,2}}\)|\(?[ivx]{{1,4}}[.)])"
    r"[ \t]+(?=\S)"
)
ATX = re.compile(r"[ ]{0,3}(?P<signs>#{1,6})(?:[ \t]+|(?<=##)(?=[^\s#]))")
_NAMES = re.compile(  # "H. Ayr, B. Oe": initials of people, no letters of a list
    r"\s{0,3}[A-Z]\.\s?(?:[A-Z]\.\s?){0,3}[A-Z][\w’'-]{1,30}[^\w\s]{0,3}(?:[,;&]|\sand\b)\s*(?:and\s|&\s)?[A-Z]\.[\s-]?[A-Z]"
)
BOLD_LINE = re.compile(r"\s{0,3}(?P<sign>\*\*|__)(?P<words>[^\s*_][^*_]{0,200})(?P=sign)\s*")  # nothing but bold words
FENCE = re.compile(r"[ ]{0,3}(```|~~~)")
NOTE = re.compile(r"[ ]{0,3}\[\^(?P<id>[\w-]{1,30})\]:[ \t]*")
IMAGE = re.compile(
    r"(?:!\[(?P<alt>[^\[\]]{0,2000})\]\([^()\s]{0,500}(?:\s\"[^\"]{0,200}\")?\)(?:\{[^{}\n]{1,120}\})?"
    r"|<img(?:\s[^<>]{0,600})?/?>|\[image[^\[\]]{0,200}\])[\s\\]*",
    re.IGNORECASE,
)
DEFINITION = re.compile(r"[ ]{0,3}[:~][ \t]+(?=\S)")
HTML_HEAD = re.compile(r"\s{0,8}<h(?P<depth>[1-6])(?:\s[^<>]{0,300})?>", re.IGNORECASE)
_HTML_LIST = re.compile(r"\s{0,8}<(?P<name>ul|ol)(?:\s[^<>]{0,300})?>", re.IGNORECASE)
_FORMULA = re.compile(r"\s{0,8}(?:\$\$|\\\[|\\begin\{(?:equation|align|gather|multline|eqnarray)\*?\})")
_TOP = 6  # lines at the top of a file, among them the paper's title
_LEAST_RUNS = 10  # runs of plain lines, from which the way of writing can be told
_LEAST_PAIRS = 5  # lines of text with another right below, from which the way of writing can be told
_NEVER_WRAPPED = 160  # characters; no line is wrapped that late
_LONGEST_FORMULA = 60  # lines
_LONGEST_LIST = 120  # lines of a list in HTML
_WIDEST = 2000  # cells of one row; a line with more signs of cells is no row
_LONGEST_TERM = 100  # characters of a term that a list of definitions explains


class Block(NamedTuple):
    """Lines from start to before end. kind: the name of a method of corpus.read.markdown's reader, without "_"."""

    kind: str
    start: int
    end: int


def blocks(texts: Sequence[str], start: int) -> Iterator[Block]:
    """The blocks from a line on, in order."""
    index = start
    alone = _lines_are_paragraphs(texts)
    while index < len(texts):
        if not texts[index].strip():
            index += 1
            continue
        block = _opening(texts, index)
        if alone and block.kind in ("text", "item"):
            block = block._replace(end=index + 1)
        yield block
        index = block.end


def _lines_are_paragraphs(texts: Sequence[str]) -> bool:
    """Whether a converter wrote each paragraph on a line, and blank ones between some of them at most.

    Told by the lines with text right below: many of them are far too long for a line that was wrapped, and few lines
    have a blank one below, as paragraphs of one sentence a line have. Or by the runs of plain lines: most of them are
    one line, and far too long for one that was wrapped.
    """
    if _runs_are_lines(texts):
        return True
    above = [
        len(here)
        for here, below in pairwise(texts)
        if here[:1].isalnum() and below[:1].isalnum() and "|" not in here and "\t" not in here
    ]
    parted = sum(here[:1].isalnum() and not below.strip() for here, below in pairwise(texts))
    long = sum(length > _NEVER_WRAPPED for length in above)
    return len(above) >= max(_LEAST_PAIRS, 3 * parted) and long >= 0.3 * len(above)


def _runs_are_lines(texts: Sequence[str]) -> bool:
    plain = [text[:1].isalpha() and "|" not in text and "\t" not in text for text in texts]
    runs = [
        [text for _, text in group] for kind, group in groupby(zip(plain, texts, strict=True), itemgetter(0)) if kind
    ]
    lines = [run[0] for run in runs if len(run) == 1]
    return len(lines) >= _LEAST_RUNS and len(lines) >= 0.9 * len(runs) and _middle(map(len, lines)) > _NEVER_WRAPPED


def _middle(numbers: Iterable[int]) -> int:
    ordered = sorted(numbers)
    return ordered[len(ordered) // 2]


def _opening(texts: Sequence[str], index: int) -> Block:
    """The block that opens at a line which is not blank."""
    text = texts[index]
    if FENCE.match(text):
        sign = text.strip()[:3]
        close = next((i + 1 for i in range(index + 1, len(texts)) if texts[i].strip().startswith(sign)), len(texts))
        return Block("fence", index, close)
    if "<" in text and (block := _html(texts, index)):
        return block
    if (stop := ruled_end(texts, index)) is not None:
        return Block("ruled", index, stop)
    if (under := underline_at(texts, index)) is not None:
        return Block("underlined", index, under + 1)
    if ATX.match(text):
        return Block("heading", index, index + 1)
    if (stop := latex_end(texts, index)) is not None:
        return Block("latex", index, stop)
    if _FORMULA.match(text) and (stop := _formula_end(texts, index)) is not None:
        return Block("formula", index, stop)
    if is_image(text):
        return Block("image", index, index + 1)
    if NOTE.match(text):
        return Block("note", index, _note_end(texts, index))
    if (stop := _definitions_end(texts, index)) is not None:
        return Block("definitions", index, stop)
    return Block(line_kind(texts, index), index, _end(texts, index))


def _html(texts: Sequence[str], index: int) -> Block | None:
    low = texts[index].lower()
    if "<table" in low:
        depth = 0
        for at in range(index, len(texts)):
            low = texts[at].lower()
            depth += low.count("<table") - low.count("</table")
            if depth <= 0:
                return Block("html_table", index, at + 1)
        blank = next((at for at in range(index, len(texts)) if not texts[at].strip()), len(texts))
        return Block("html_table", index, blank)
    if HTML_HEAD.match(low):
        return Block("html_heading", index, index + 1)
    window = "\n".join(texts[index : index + _LONGEST_LIST]).lower() if _HTML_LIST.match(low) else ""
    if "</ul" in window or "</ol" in window:
        depth = 0
        for at in range(index, min(len(texts), index + _LONGEST_LIST)):
            low = texts[at].lower()
            depth += low.count("<ul") + low.count("<ol") - low.count("</ul") - low.count("</ol")
            if depth <= 0:
                return Block("html_list", index, at + 1)
    return None


def _formula_end(texts: Sequence[str], index: int) -> int | None:
    """Where the formula that opens at a line is closed for the first time, when it holds nothing else."""
    opening = texts[index].lstrip()
    closing = "$$" if opening.startswith("$$") else "\\]" if opening.startswith("\\[") else "\\end{"
    last = min(len(texts), index + _LONGEST_FORMULA)
    same = closing in opening[2:]
    end = index + 1 if same else next((i + 1 for i in range(index + 1, last) if closing in texts[i]), None)
    return end if end is not None and block_formula("\n".join(texts[index:end])) is not None else None


def _note_end(texts: Sequence[str], index: int) -> int:
    """A footnote goes on over lines below it, and over indented ones after a blank line."""
    end = index + 1
    while end < len(texts):
        indented = texts[end].startswith(("    ", "\t"))
        if texts[end].strip() and (indented or texts[end - 1].strip()) and not NOTE.match(texts[end]):
            end += 1
        elif not texts[end].strip() and end + 1 < len(texts) and texts[end + 1].startswith(("    ", "\t")):
            end += 2
        else:
            break
    return end


def _definitions_end(texts: Sequence[str], index: int) -> int | None:
    """Where a term with its definitions (": ..." below it, a blank line between or not) ends."""
    below = index + 1 if index + 1 < len(texts) and texts[index + 1].strip() else index + 2
    if below >= len(texts) or not DEFINITION.match(texts[below]) or DEFINITION.match(texts[index]):
        return None
    term = texts[index].strip()
    if len(term) > _LONGEST_TERM or term.endswith((".", ":")) or ITEM.match(texts[index]) or "|" in term:
        return None
    end = below + 1
    while end < len(texts) and texts[end].strip() and (DEFINITION.match(texts[end]) or texts[end][:2].isspace()):
        end += 1
    return end


def _end(texts: Sequence[str], start: int) -> int:
    """Where a run of lines of one kind ends."""
    kind = line_kind(texts, start)
    end = start + 1
    if kind == "text" and _is_bold_title(texts, start):
        return end
    while end < len(texts) and texts[end].strip():
        below = line_kind(texts, end)
        if kind == "pipes" and below == "text" and _lacks_cells(texts, end):
            below = kind
        if below != kind and not (kind == "item" and below == "text"):
            break
        if kind == "item" and below == "item":
            break
        if kind in ("text", "item") and (opens_alone(texts, end) or _ends_above(texts, end)):
            break
        end += 1
    return end


def _lacks_cells(texts: Sequence[str], index: int) -> bool:
    """Whether the row of a pipe table above a line has no end, and the line brings it."""
    return texts[index].rstrip().endswith("|") and not texts[index - 1].rstrip().endswith("|")


def _ends_above(texts: Sequence[str], index: int) -> bool:
    """Whether a sentence ends above a line that is underlined, so that the line is a title and does not go on."""
    return texts[index - 1].rstrip().endswith((".", "!", "?")) and underline_at(texts, index) is not None


def opens_alone(texts: Sequence[str], index: int) -> bool:
    """Whether a line opens a block of its own even right under another one."""
    text = texts[index]
    first = text.lstrip()[:1]
    if first in ("*", "_") and _is_bold_title(texts, index):
        return True
    if first not in ("#", "`", "~", "<", "!", "[", "$", "\\") and "<table" not in text.lower():
        return False
    return (
        any(pattern.match(text) for pattern in (ATX, FENCE, HTML_HEAD, _HTML_LIST, NOTE))
        or "<table" in text.lower()
        or is_image(text)
        or (_FORMULA.match(text) is not None and _formula_end(texts, index) is not None)
        or latex_end(texts, index) is not None
    )


def _is_bold_title(texts: Sequence[str], index: int) -> bool:
    """Whether a line is all bold and reads like a section's title, or stands at the top, where the paper's own is."""
    match = BOLD_LINE.fullmatch(texts[index])
    if match is None:
        return False
    words = match.group("words").strip()
    return index < _TOP or is_top_title(words) or numbered(words) is not None


def is_image(text: str) -> bool:
    """Whether a line is a picture and nothing else."""
    return text.lstrip()[:1] in ("!", "<", "[") and IMAGE.fullmatch(text.strip()) is not None


def line_kind(texts: Sequence[str], index: int) -> str:
    """What a line is by itself: "pipes", "tabs", "item" or "text"."""
    text = texts[index]
    if (
        "|" in text
        and text.count("|") <= _WIDEST
        and (
            text.lstrip().startswith("|")
            or (text.count("|") > 1 and _beside_rule(texts, index))
            or is_rule(text)
            or one_line_table(text)
        )
    ):
        return "pipes"
    if "\t" in text and "\t" in text.strip("\n ") and text.strip("\t ") and text.count("\t") <= _WIDEST:
        return "tabs"
    return "item" if ITEM.match(text) and not is_rule(text) and not _NAMES.match(text) else "text"


def _beside_rule(texts: Sequence[str], index: int) -> bool:
    return any("|" in texts[i] and is_rule(texts[i]) for i in range(max(0, index - 1), min(len(texts), index + 2)))

"""The lines of a Markdown file without what is no text: comments, page marks, wrappers, addresses of links.

In: the decoded source. Out: strands, one a line, a blank one where a mark stood alone; which lines are entries of a
bibliography that the file marks as such (pandoc's `::: {#ref-x .csl-entry}`); and what coverage is measured against.
Called by corpus.read.markdown.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from corpus.headings import is_top_title, numbered
from corpus.repair.page_marks import MARK, is_page_mark
from corpus.strand import EMPTY, Strand, strand_of

_WRAPPERS = "div|section|article|center|html|body|page|header|footer|figure|details|main|p|blockquote"
_ALONE = re.compile(
    r"(?:\{\d{1,4}\}-{16,}|\[MISSING_PAGE\w{0,20}(?::\d{1,4})?\]|\+\+\+(?:\s*==.{0,80}==)?"
    r"|\\(?:newpage|pagebreak|clearpage|maketitle)|==WARNING.{0,80}==|(?:\*\s?){3,}|(?:_\s?){3,}"
    rf"|(?:</?(?:{_WRAPPERS})(?:\s[^<>]{{0,300}})?/?>\s*)+)\s*",
    re.IGNORECASE,
)
_DIV = re.compile(r"\s{0,3}:{3,}\s*(?P<attributes>\{[^{}]{0,200}\}|[\w-]{0,60})\s*:*\s*")
_DEFINED = re.compile(
    r"[ ]{0,3}\[(?P<id>[^\[\]^@]{1,60})\]:\s+<?(?:https?://|mailto:|www\.|#|/|\./|images?/|media/|_page_)\S{0,500}"
    r"(?:\s+[\"'(].{0,200})?\s*",
    re.IGNORECASE,
)
_TO_DEFINED = re.compile(r"\[(?P<label>[^\[\]]{1,200})\]\[(?P<id>[^\[\]]{0,60})\]")
_QUOTED = re.compile(r"(?:[ ]{0,3}>[ \t]?){1,6}(?:\[!\w{1,12}\]\s*$)?")
_SIGNS = re.compile(r"(#{1,6})\s")
_LINE = 50  # characters; most lines of a column are longer, most titles are not
_LEAST_LINES = 20  # headings of one depth, from which a text can be told that was set as headings
_GROUNDED = re.compile(r"<\|ref\|>[a-z_]{1,30}<\|/ref\|>(?:<\|det\|>[\d\s,\[\]]{1,400}<\|/det\|>)?")
_MARKS = re.compile(
    r"</?[A-Za-z][A-Za-z0-9_]{0,15}(?:\s[^<>]{0,500})?/?>|(?:!\[[^\[\]]{0,2000})?\]\([^()\s]{0,500}(?:\s\"[^\"]{0,200}\")?\)"
    rf"|^{MARK}$"
    r"|-{3,8} (?:Start|End) of picture text -{3,8}"
    r"|\{[#.][^{}\n]{1,200}\}|^[ ]{0,3}(?:```|~~~)\w*$|^\s{0,3}:{3,}.{0,200}$|^\{\d{1,4}\}-{16,}\s*$"
    r"|\\(?:begin|end)\{\w{1,20}\*?\}(?:\{[^{}\n]{0,80}\})?|\\[A-Za-z]{1,20}|\[\^[\w-]{1,30}\]",
    re.MULTILINE,
)


class Sheet(NamedTuple):
    """lines: what is left of each line of the file. entries: indices of lines that the file marks as references."""

    lines: list[Strand]
    entries: frozenset[int]


def read_lines(source: str) -> Sheet:
    """The lines of a file."""
    lines = _without_body_signs(_without_fence([*strand_of(source).cut(_comments(source)).lines()]))
    entries: set[int] = set()
    inside = False
    defined = (
        {m.group("id").casefold() for line in lines if (m := _DEFINED.fullmatch(line.text))}
        if "]:" in source
        else set()
    )
    for index, line in enumerate(lines):
        text = line.text
        div = _DIV.fullmatch(text) if ":::" in text else None
        if div is not None:
            inside = "#ref-" in div.group("attributes")
            lines[index] = EMPTY
        elif text and (_is_mark(text.strip()) or (defined and _DEFINED.fullmatch(text))):
            lines[index] = EMPTY
        elif text:
            lines[index] = _unquoted(_undefined(line, defined))
            if inside:
                entries.add(index)
    return Sheet(lines, frozenset(entries))


def _is_mark(text: str) -> bool:
    return (text[:1] in "{[+\\=*_<" and _ALONE.fullmatch(text) is not None) or is_page_mark(text)


def without_marks(source: str) -> str:
    """The source without what is mark-up and not words: comments, tags, addresses of links, names of macros."""
    pieces, at = [], 0
    for start, end in _comments(source):
        pieces.append(source[at:start])
        at = end
    return html.unescape(_MARKS.sub(" ", "".join([*pieces, source[at:]])))


def _comments(source: str) -> Iterator[tuple[int, int]]:
    """Spans of comments (of one that is never closed, its opening alone), or of the places that a model wrote down."""
    if "<|ref|>" in source:
        yield from (match.span() for match in _GROUNDED.finditer(source))
        return
    at, closed = 0, True
    while (start := source.find("<!--", at)) >= 0:
        end = source.find("-->", start) if closed else -1
        closed = end >= 0
        at = end + 3 if closed else start + 4
        yield start, at


def _without_body_signs(lines: list[Strand]) -> list[Strand]:
    """Lines without the signs of a heading where a converter set every line of the text as one, of the same depth.

    The signs stay where a section's number or a known title follows them.
    """
    found: dict[int, list[int]] = {}
    for index, line in enumerate(lines):
        if line.text.startswith("#") and (match := _SIGNS.match(line.text)):
            found.setdefault(len(match.group(1)), []).append(index)
    most = max(found.values(), key=len, default=[])
    texts = [lines[index].text.lstrip("# ").rstrip() for index in most]
    long = sum(len(text) >= _LINE for text in texts)
    open_lines = sum(text[-1:].isalnum() or text.endswith((",", "-")) for text in texts)
    filled = sum(1 for line in lines if line.text.strip())
    if len(most) < _LEAST_LINES or len(most) < 0.4 * filled or min(long, open_lines) < 0.5 * len(most):
        return lines
    for index, text in zip(most, texts, strict=True):
        title = numbered(text)
        kept = title is not None and text[title.title_at :][:1].isupper() and title.style != "question"
        if not (kept and text[-1:].isalnum()) and not is_top_title(text):
            lines[index] = lines[index][len(lines[index].text) - len(lines[index].text.lstrip("# ")) :]
    return lines


def _without_fence(lines: list[Strand]) -> list[Strand]:
    """Lines without the fence that some models put around the whole file."""
    filled = [index for index, line in enumerate(lines) if line.text.strip()]
    fences = [index for index in filled if lines[index].text.lstrip().startswith("```")]
    if (
        len(filled) > 2
        and fences == [filled[0], filled[-1]]
        and lines[filled[0]].text.strip() in ("```markdown", "```md", "```")
    ):
        lines[filled[0]] = lines[filled[-1]] = EMPTY
    return lines


def _undefined(line: Strand, defined: set[str]) -> Strand:
    """A line whose links by name ("[words][id]") are their words."""
    if not defined or "][" not in line.text:
        return line
    edits: list[tuple[int, int, str]] = []
    for match in _TO_DEFINED.finditer(line.text):
        if (match.group("id") or match.group("label")).casefold() in defined:
            low, high = match.span("label")
            edits += [(match.start(), low, ""), (high, match.end(), "")]
    return line.swap(edits)


def _unquoted(line: Strand) -> Strand:
    """A line without the signs of a block quote, and without the sign of a hard break at its end."""
    text = line.text
    if text.endswith("\\") and not text.endswith("\\\\"):
        line = line[: len(text) - 1]
    if ">" not in text[:4]:
        return line
    quoted = _QUOTED.match(line.text)
    return line[quoted.end() :] if quoted else line


def front_lines(lines: Sequence[Strand]) -> int:
    """How many lines the YAML front takes with both of its rules; 0 when there is none."""
    if not lines or lines[0].text.strip() != "---":
        return 0
    closing = next((i for i, line in enumerate(lines[1:200], 1) if line.text.strip() in ("---", "...")), 0)
    keyed = sum(re.match(r"[A-Za-z][\w-]{0,40}:(?:\s|$)", line.text) is not None for line in lines[1:closing])
    return closing + 1 if keyed else 0


def front_fields(lines: Sequence[Strand]) -> Iterator[tuple[Strand, list[Strand]]]:
    """The fields of a YAML front: the key with its colon, and the values, without quotes and list signs.

    What a file nests below a list ("- name: X") is a value of its own.
    """
    key, values = EMPTY, list[Strand]()
    for line in lines:
        match = re.match(r"(?P<key>[A-Za-z][\w-]{0,40}:)(?=\s|$)", line.text)
        if match:
            if key or values:
                yield key, values
            key, values, line = line[: match.end()], [], line[match.end() :]
        values += _values(line.strip())
    if key or values:
        yield key, values


def _values(line: Strand) -> Iterator[Strand]:
    sign = re.match(r"-\s+(?:[\w-]{1,20}:\s+)?|[|>][+-]?$|\[(?=.*\]$)", line.text)
    if sign:
        line = line[sign.end() : len(line) - line.text.endswith("]") * sign.group().startswith("[")]
    for piece in (line,):
        piece = piece.strip()
        if len(piece) > 1 and piece.text[0] == piece.text[-1] and piece.text[0] in "\"'":
            piece = piece[1:-1]
        if piece:
            yield piece

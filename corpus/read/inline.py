"""Inline mark-up of Markdown: from a strand as written to a strand of clean words, and what was emphasised.

In: the strand of one paragraph, cell or heading. Out: the strand without mark-up signs, and the spans of the source
that were bold or italic. Called by corpus.read.markdown and corpus.read.grids. All patterns are bounded, so that time
is linear in the length whatever the input.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from corpus.strand import Strand

_HTML = (
    "a abbr b big blockquote br caption center cite code col colgroup dd del details div dl dt em figcaption figure"
    " font h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark math ol p pre q s section small span strike strong sub summary"
    " sup table tbody td tfoot th thead tr tt u ul var"
).split()
_TOKEN = re.compile(
    r"(?P<escape>\\[!-/:-@\[-`{-~])"
    r"|(?P<entity>&(?:[A-Za-z]{2,24}|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});)"
    r"|(?P<image>!\[(?P<alt>[^\[\]]{0,500})\]\([^()\s]{0,500}\))"
    r"|(?P<link>\[(?P<label>(?:[^\[\]\\]|\\.){1,300})\]\([^()\s]{1,500}(?:\([^()\s]{0,100}\)[^()\s]{0,100})?\))"
    r"|(?P<auto><(?:https?://|mailto:)[^<>\s]{1,500}>)"
    rf"|(?P<tag></?(?:{'|'.join(_HTML)})(?:\s[^<>]{{0,500}})?/?>)"
    r"|(?P<raised>[\^_]\{(?P<inside>[^{}]{0,60})\})"
    r"|(?P<stars>\*{1,3})"
    r"|(?P<unders>_{1,3})"
    r"|(?P<ticks>`{1,3})",
    re.IGNORECASE,
)
_DOLLARS = re.compile(r"(?<!\\)\$\$?")
_BREAKING = frozenset(("br", "li", "p", "tr", "dd", "dt", "hr"))


def clean(strand: Strand) -> tuple[Strand, list[tuple[int, int]]]:
    """The strand without mark-up signs, and the spans of the source that were emphasised."""
    edits: list[tuple[int, int, str]] = []
    bold: list[tuple[int, int]] = []
    runs: list[tuple[str, int, int]] = []
    for match in _TOKEN.finditer(strand.text):
        kind, start, end = match.lastgroup or "", match.start(), match.end()
        kind = next(name for name in _KINDS if match.group(name) is not None)
        if kind == "escape":
            edits.append((start, start + 1, ""))
        elif kind == "entity":
            edits += _entity(match.group(), start, end)
        elif kind == "image":
            edits += _around(start, end, match.span("alt"))
        elif kind == "link":
            edits += _around(start, end, match.span("label"))
        elif kind == "raised":
            edits += _around(start, end, match.span("inside"))
        elif kind == "auto":
            edits += [(start, start + 1, ""), (end - 1, end, "")]
        elif kind == "tag":
            name = match.group().strip("</>").split()[0].lower().rstrip("/")
            edits.append((start, end, "\n" if name in _BREAKING else ""))
        elif _flanks(strand.text, start, end, kind):
            runs.append((match.group(), start, end))
    edits += _math(strand.text, edits)
    for (_, start, end), (_, closing, last) in _pairs(strand.text, runs):
        edits += [(start, end, ""), (closing, last, "")]
        if strand.text[start] != "`" and closing > end:
            bold.append((strand.offset(end), strand.offset(closing - 1) + 1))
    return strand.swap(_in_order(edits)), sorted(bold)


_KINDS = ("escape", "entity", "image", "link", "auto", "tag", "raised", "stars", "unders", "ticks")


def _around(start: int, end: int, inner: tuple[int, int]) -> list[tuple[int, int, str]]:
    """Edits that keep only the inner span."""
    return [(start, inner[0], ""), (inner[1], end, "")]


def _entity(written: str, start: int, end: int) -> list[tuple[int, int, str]]:
    character = html.unescape(written)
    if character == written:
        return []
    if character == "&":
        return [(start + 1, end, "")]
    return [(start, end, " " if character.isspace() else character)]


def _flanks(text: str, start: int, end: int, kind: str) -> bool:
    """Whether a run of signs can open or close emphasis here: not between spaces, and no underscore inside a word."""
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    if before.isspace() and after.isspace():
        return False
    return kind != "unders" or not (before.isalnum() and after.isalnum())


Run = tuple[str, int, int]


def _pairs(text: str, runs: list[Run]) -> Iterator[tuple[Run, Run]]:
    """Opening and closing runs of the same signs; what finds no partner is left as it is."""
    waiting: list[Run] = []
    for run in runs:
        _, start, end = run
        closes = start > 0 and not text[start - 1].isspace()
        opens = end < len(text) and not text[end].isspace()
        partner = next(
            (i for i in range(len(waiting) - 1, max(-1, len(waiting) - 6), -1) if waiting[i][0] == run[0]), None
        )
        if closes and partner is not None:
            yield waiting[partner], run
            del waiting[partner:]
        elif opens:
            waiting.append(run)


def _math(text: str, taken: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Dollar signs around a formula; a price keeps its sign."""
    escaped = {end for _, end, _ in taken}
    signs = [m for m in _DOLLARS.finditer(text) if m.start() not in escaped]
    edits: list[tuple[int, int, str]] = []
    index = 0
    while index + 1 < len(signs):
        first, second = signs[index], signs[index + 1]
        inside = text[first.end() : second.start()]
        if first.group() == second.group() and len(inside) < 2000 and re.search(r"[\\^_={}]|^\S{1,3}$", inside):
            edits += [(*first.span(), ""), (*second.span(), "")]
            index += 2
        else:
            index += 1
    return edits


def _in_order(edits: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Sorted, and without those that overlap an earlier one."""
    kept: list[tuple[int, int, str]] = []
    for edit in sorted(edits):
        if edit[1] > edit[0] and (not kept or edit[0] >= kept[-1][1]):
            kept.append(edit)
    return kept

"""Inline mark-up of Markdown: from a strand as written to a strand of clean words, and what was emphasised.

In: the strand of one paragraph, cell or heading. Out: the strand without mark-up signs, and the spans of the source
that were bold or italic. Called by corpus.read.markdown and corpus.read.grids. Digits that were raised (a footnote, a
power, an affiliation) become raised digits, so that "10^7" stays no 107. All patterns are bounded, so that time is
linear in the length whatever the input.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterator

from corpus.read.math import Formula, edits_of, formulas
from corpus.strand import Strand

_HTML = (
    "a abbr b big blockquote body br caption center cite code col colgroup dd del details div dl dt em figcaption"
    " figure font footer h1 h2 h3 h4 h5 h6 header hr html i img ins kbd li mark math ol p page page_number pre q s"
    " section small span strike strong sub summary sup table tbody td tfoot th thead tr tt u ul var watermark"
).split()
_DIGITS = r"\s?(?:\d{1,3}|[*†‡§¶])(?:\s?[,;–-]\s?(?:\d{1,3}|[*†‡§¶])){0,12}\s?"
_TOKEN = re.compile(
    r"(?P<escape>\\[!-/:-@\[-`{-~])"
    r"|(?P<entity>&(?:[A-Za-z]{2,24}|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});)"
    rf"|(?P<up><sup>(?P<up1>{_DIGITS})</sup>|\^\{{(?P<up2>{_DIGITS})\}}|\$\s?\^\s?\{{?(?P<up3>{_DIGITS})\}}?\s?\$"
    r"|\[\^(?P<up4>[\w-]{1,30})\])"
    r"|(?P<image>!\[(?P<alt>[^\[\]]{0,2000})\]\([^()\s]{0,500}(?:\s\"[^\"]{0,200}\")?\)(?:\{[^{}\n]{1,120}\})?)"
    r"|(?P<link>\[(?P<label>(?:[^\[\]\\]|\\.|\[[^\[\]]{0,100}\]){1,300})\]"
    r"(?:\([^()\s]{1,500}(?:\([^()\s]{0,100}\)[^()\s]{0,100})?(?:\s\"[^\"]{0,200}\")?\)|\{[.#][^{}\n]{1,120}\}))"
    r"|(?P<auto><(?:https?://|mailto:)[^<>\s]{1,500}>)"
    rf"|(?P<tag></?(?:{'|'.join(_HTML)})(?:\s[^<>]{{0,500}})?/?>)"
    r"|(?P<raised>[\^_]\{(?P<inside>[^{}]{0,60})\})"
    r"|(?P<stars>\*{1,3})"
    r"|(?P<unders>(?<!_)_{1,3}(?!_))"
    r"|(?P<ticks>`{1,3})",
    re.IGNORECASE,
)
_SIGN = re.compile(r"[\\&<$^!\[*_`]")
_BREAKING = frozenset(("br", "li", "p", "tr", "dd", "dt", "hr"))
_UP = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_DEEPEST = 3  # links within links

Edit = tuple[int, int, str]
Run = tuple[str, int, int]


def clean(strand: Strand) -> tuple[Strand, list[tuple[int, int]]]:
    """The strand without mark-up signs, and the spans of the source that were emphasised."""
    if _SIGN.search(strand.text) is None:
        return strand, []
    found = _Found(strand.text)
    found.look(0, len(strand.text))
    edits = found.edits
    for formula in found.formulas:
        edits += [] if formula.start in found.dropped else edits_of(strand.text, formula)
    bold: list[tuple[int, int]] = []
    for (_, start, end), (_, closing, last) in _pairs(strand.text, found.runs):
        edits += [(start, end, ""), (closing, last, "")]
        if strand.text[start] != "`" and closing > end:
            bold.append((strand.offset(end), strand.offset(closing - 1) + 1))
    return _raised(strand, found.raised).swap(_in_order(edits)), sorted(bold)


class _Found:
    """The mark-up of one text: edits that take it out, runs that may emphasise, spans of raised digits, formulas."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.edits: list[Edit] = []
        self.runs: list[Run] = []
        self.raised: list[tuple[int, int]] = []
        self.formulas = formulas(text) if "$" in text or "\\" in text else []
        self.dropped: set[int] = set()  # starts of formulas that are nothing but raised digits
        self._starts = [formula.start for formula in self.formulas]

    def look(self, low: int, high: int, depth: int = 0) -> None:
        """Gather the mark-up between two places."""
        for match in _TOKEN.finditer(self.text, low, high):
            kind = match.lastgroup or ""  # the outermost group, since it closes last
            start, end = match.span()
            if kind != "up" and kind != "entity" and self._in_formula(start) is not None:
                continue
            if kind == "escape":
                self.edits.append((start, start + 1, ""))
            elif kind == "entity":
                self.edits += _entity(match.group(), start, end)
            elif kind == "up":
                self._up(match)
            elif kind == "image":
                self.edits += _around(start, end, match.span("alt"))
            elif kind == "link":
                self.edits += _around(start, end, match.span("label"))
                if depth < _DEEPEST:
                    self.look(*match.span("label"), depth + 1)
            elif kind == "raised":
                self.edits += _around(start, end, match.span("inside"))
            elif kind == "auto":
                self.edits += [(start, start + 1, ""), (end - 1, end, "")]
            elif kind == "tag":
                name = match.group().strip("</>").split()[0].lower().rstrip("/")
                self.edits.append((start, end, "\n" if name in _BREAKING else ""))
            elif _flanks(self.text, start, end, kind):
                self.runs.append((match.group(), start, end))

    def _up(self, match: re.Match[str]) -> None:
        """Raised digits; a formula that is nothing else is taken for them."""
        inner = next(match.span(name) for name in ("up1", "up2", "up3", "up4") if match.group(name) is not None)
        formula = self._in_formula(match.start())
        if formula is not None and match.group("up3") is None:
            return
        if formula is not None:
            self.dropped.add(formula.start)
        if match.group("up4") and not match.group("up4").isdigit():
            self.edits.append((*match.span(), ""))
            return
        self.edits += _around(match.start(), match.end(), inner)
        self.raised.append(inner)

    def _in_formula(self, at: int) -> Formula | None:
        place = bisect_right(self._starts, at) - 1
        return self.formulas[place] if place >= 0 and at < self.formulas[place].end else None


def _raised(strand: Strand, spans: list[tuple[int, int]]) -> Strand:
    """A strand with the digits of some spans raised; each stays at its place."""
    if not spans:
        return strand
    pieces, done = [], 0
    for start, end in sorted(spans):
        pieces += [strand.text[done:start], strand.text[start:end].translate(_UP)]
        done = end
    return Strand("".join([*pieces, strand.text[done:]]), strand.runs)


def _around(start: int, end: int, inner: tuple[int, int]) -> list[Edit]:
    """Edits that keep only the inner span."""
    return [(start, inner[0], ""), (inner[1], end, "")]


def _entity(written: str, start: int, end: int) -> list[Edit]:
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


def _in_order(edits: list[Edit]) -> list[Edit]:
    """Sorted, and without those that overlap an earlier one."""
    kept: list[Edit] = []
    for edit in sorted(edits):
        if edit[1] > edit[0] and (not kept or edit[0] >= kept[-1][1]):
            kept.append(edit)
    return kept

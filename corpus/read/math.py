"""LaTeX in running text: where formulas stand, and what of them is mark-up.

In: the text of one paragraph. Out: spans of formulas and edits (start, end, new text) that take their mark-up out.
Called by corpus.read.inline and corpus.read.markdown. Letters that only LaTeX names become the sign that a reader sees
("\\alpha", "\\leq"); what has no such sign stays as written. Digits that a converter
set apart ("0 . 0 5") are joined.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

Edit = tuple[int, int, str]


class Formula(NamedTuple):
    """A formula: from its first delimiter to the end of its last, and the words between them."""

    start: int
    inner: int
    inner_end: int
    end: int


_DOLLARS = re.compile(r"(?<!\\)\$\$?")
_OPENING = re.compile(r"\\[(\[]")
_LOOKS = re.compile(r"[\\^_={}<>+]|&[lg]t;")
_WORD = re.compile(r"[^\s$]{1,30}|\s\S{1,3}\s")  # a formula without any sign of one: "$41.0$", "$O(n)$"
_CITED = re.compile(r"[\s\d,;–-]*|[^\\^_={}]*")
_BLOCK = re.compile(
    r"\s*(?:\$\$(?P<dollars>(?:(?!\$\$).)*)\$\$|\\\[(?P<square>(?:(?!\\\]).)*)\\\]|\\begin\{(?P<kind>equation|align|gather|multline|eqnarray)\*?\}"
    r"(?P<body>.*?)\\end\{(?P=kind)\*?\})\s*(?P<number>\(\d{1,3}[a-z]?\))?\s*[.,]?\s*",
    re.DOTALL,
)
_SIGNS = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε", "zeta": "ζ", "eta": "η",
    "theta": "θ", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π", "rho": "ρ", "sigma": "σ",
    "tau": "τ", "phi": "φ", "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ",
    "Theta": "Θ", "Lambda": "Λ", "Pi": "Π", "Sigma": "Σ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω", "pm": "±", "times": "×",
    "leq": "≤", "le": "≤", "geq": "≥", "ge": "≥", "neq": "≠", "ne": "≠", "approx": "≈", "sim": "~", "cdot": "·",
    "ldots": "…", "dots": "…", "cdots": "…", "infty": "∞", "to": "→", "rightarrow": "→", "leftarrow": "←", "in": "∈",
    "circ": "°", "bullet": "•", "checkmark": "✓", "dagger": "†", "ddagger": "‡", "ast": "∗", "star": "⋆", "cup": "∪",
    "cap": "∩", "subset": "⊂", "partial": "∂", "nabla": "∇", "sum": "∑", "prod": "∏", "equiv": "≡", "propto": "∝",
    "textregistered": "®", "copyright": "©", "S": "§", "div": "÷", "mid": "|", "prime": "′", "ell": "ℓ",
}  # fmt: skip
_MACRO = re.compile(
    r"\\(?P<wrap>mathrm|mathbf|mathit|mathsf|mathtt|mathcal|mathbb|boldsymbol|operatorname|text|textrm|textbf|textit|texttt"
    r"|textsf|textsc|mbox|bm|emph|rm|bf|it)\s*\{(?P<inside>[^{}]{0,300})\}"
    r"|\\(?P<size>left|right|big|Big|bigl|bigr|displaystyle|limits|quad|qquad)(?![A-Za-z])"
    r"|\\(?P<name>[A-Za-z]{1,20})(?![A-Za-z])"
    r"|\\(?P<plain>[%&_#{}$])"
    r"|\\(?P<space>[,;:! ]|\\)"
    r"|(?P<script>[\^_])\s?\{\s?(?P<scripted>[^{}\\]{0,60}?)\s?\}"
    r"|(?P<tilde>~)"
)
_APART = re.compile(r"(?<=\d) (?=[\d.%]|\\%)|(?<=\d \.) (?=\d)|(?<=\d\.) (?=\d)")
_ESCAPED = re.compile(r"\\(?=[%&_#$])")
_LETTERS = re.compile(r"(?:\w ){1,40}\w")
_LONGEST = 1500  # characters of a formula in running text


def formulas(text: str) -> list[Formula]:
    """The formulas of a paragraph in order; a price keeps its dollar sign, a reference in brackets is none."""
    found = [*_between_dollars(text)] if "$" in text else []
    if "\\(" in text or "\\[" in text:
        starts = [formula.start for formula in found]
        found += [f for f in _between_brackets(text) if not _overlaps(f, found, starts)]
    return sorted(found)


def _overlaps(formula: Formula, others: list[Formula], starts: list[int]) -> bool:
    place = bisect_left(starts, formula.end) - 1
    return place >= 0 and others[place].end > formula.start


def _between_brackets(text: str) -> Iterator[Formula]:
    """Formulas in "\\(...\\)" and "\\[...\\]"; the square ones may be a citation whose brackets are escaped."""
    at = 0
    ends = {"\\(": text.find("\\)"), "\\[": text.find("\\]")}
    while (opening := _OPENING.search(text, at)) is not None:
        sign, inner = opening.group(), opening.end()
        if -1 < ends[sign] < inner:
            ends[sign] = text.find("\\)" if sign == "\\(" else "\\]", inner)
        end, at = ends[sign], inner
        if end < inner or end - inner > _LONGEST:
            continue
        inside = text[inner:end]
        if sign == "\\(" or (_LOOKS.search(inside) and not _CITED.fullmatch(inside)):
            yield Formula(opening.start(), inner, end, end + 2)
            at = end + 2


def block_formula(text: str) -> tuple[int, int, tuple[int, int] | None] | None:
    """Where the words of a formula that stands by itself start and end, and its number; None for other text."""
    match = _BLOCK.fullmatch(text)
    if match is None:
        return None
    kind = next(name for name in ("dollars", "square", "body") if match.group(name) is not None)
    inside = match.group(kind)
    if not inside.strip() or (kind == "square" and _CITED.fullmatch(inside) and not re.search(r"[=+<>]", inside)):
        return None
    return (*match.span(kind), match.span("number") if match.group("number") else None)


def _between_dollars(text: str) -> Iterator[Formula]:
    signs = list(_DOLLARS.finditer(text))
    index = 0
    while index + 1 < len(signs):
        first, second = signs[index], signs[index + 1]
        inside = text[first.end() : second.start()] if second.start() - first.end() < _LONGEST else ""
        closes = not text[second.end() : second.end() + 1].isdigit()
        if (
            first.group() == second.group()
            and inside
            and (_LOOKS.search(inside) or (closes and _WORD.fullmatch(inside)))
        ):
            yield Formula(first.start(), first.end(), second.start(), second.end())
            index += 2
        else:
            index += 1


def edits_of(text: str, formula: Formula) -> list[Edit]:
    """What to change so that a formula reads as on paper: its delimiters, its macros, digits that were set apart."""
    edits: list[Edit] = [(formula.start, formula.inner, ""), (formula.inner_end, formula.end, "")]
    start, end = formula.inner, formula.inner_end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    edits += [(formula.inner, start, ""), (end, formula.inner_end, "")]
    for match in _MACRO.finditer(text, start, end):
        edits += _macro(match, opens=match.start() == start)
    inside = text[start:end]
    if " " in inside:
        edits += [(start + m.start(), start + m.end(), "") for m in _APART.finditer(inside)]
    return edits


def _macro(match: re.Match[str], opens: bool) -> list[Edit]:
    """What becomes of one macro or sign. opens: it opens its formula, so that it raises nothing in it."""
    start, end = match.span()
    if match.group("wrap"):
        return _unwrapped(match)
    if match.group("size"):
        return [(start, end, "")]
    if match.group("plain"):
        return [(start, start + 1, "")]
    if match.group("space"):
        return [(start, end, " " if match.group("space") in ("\\", " ") else "")]
    if match.group("tilde"):
        return [(start, end, " ")]
    if match.group("script"):
        low, high = match.span("scripted")
        return [(start + (not opens), low, ""), (high, end, "")]
    sign = _SIGNS.get(match.group("name"))
    return [(start, end, sign)] if sign else []


def _unwrapped(match: re.Match[str]) -> list[Edit]:
    """The words of "\\mathrm{...}" alone, letters that were set apart joined."""
    low = match.start("inside")
    written = match.group("inside")
    first, last = low + len(written) - len(written.lstrip()), low + len(written.rstrip())
    edits: list[Edit] = [(match.start(), max(low, first), ""), (max(first, last), match.end(), "")]
    if _LETTERS.fullmatch(written.strip()):
        edits += [(at, at + 1, "") for at in range(first, last) if written[at - low] == " "]
    return edits + [(low + m.start(), low + m.start() + 1, "") for m in _ESCAPED.finditer(written)]

"""The words and signs of the dashboard: escapes, names of facets and relations, rules in plain words.

In: plain values. Out: strings. Called by frames, charts.widgets and the pages; knows nothing of Streamlit but the
Markdown that it takes. Text of a document reaches st.markdown through md_escape or marked, and in no other way.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from synthesis.concept import RULES

SUPPORTS, HEDGES, DENIES, REFUTES, SILENT, OUT = (
    "supports",
    "hedges",
    "denies",
    "refutes",
    "silent",
    "out of scope",
)
READ = "PDF, TEI, JATS, Markdown or plain text"
SIGNS = {SUPPORTS: "+", HEDGES: "~", DENIES: "−", REFUTES: "×", SILENT: "·", OUT: ""}
STANCE_RULES = {
    SUPPORTS: "the study reports the concept",
    HEDGES: "only with reservation",
    DENIES: "only to deny it",
    REFUTES: "a reviewer drew that it is opposed",
    SILENT: "addresses the facet, not the concept",
    OUT: "does not address the facet at all, which is no disagreement",
}
STANCE_OF_CELL = {
    "asserts": SUPPORTS,
    "hedges": HEDGES,
    "denies": DENIES,
    "refutes": REFUTES,
    "silent": SILENT,
    "not in scope": OUT,
}
VERDICT_RULES = {str(verdict): rule for verdict, rule in RULES.items()}
RELATIONS = {
    "exactMatch": "same as",
    "closeMatch": "close to",
    "broadMatch": "narrower than",
    "narrowMatch": "broader than",
    "relatedMatch": "related to",
    "refutes": "refutes",
}
JOINS = {  # how a study joins its own themes, read from the source and from the target
    "addresses": ("addresses", "is addressed by"),
    "responsible for": ("is responsible for", "is done by"),
    "used in": ("is used in", "is done with"),
}
TABLES = {
    "concepts": "Concepts and their support",
    "themes": "Themes by study",
    "evidence": "The words that each concept rests on",
    "agreement": "Which study reports what",
    "studies": "Studies",
    "overlap": "Overlap of primary studies",
    "citations": "Primary studies by reviews",
    "dependence": "Ties between studies",
    "translations": "Translations between themes",
    "refutations": "Where studies contradict one another, or themselves",
    "methods": "Methods of the studies",
    "profile": "Evidence profiles of the findings",
}
FORMATS = {
    "csv": "Text table (.csv)",
    "xlsx": "Excel workbook (.xlsx)",
    "docx": "Word document (.docx)",
    "md": "Markdown (.md)",
    "json": "Everything (.json)",
    "graphml": "The graph (.graphml)",
}
MEDIA = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "md": "text/markdown",
    "json": "application/json",
    "graphml": "application/xml",
}
WHOLE = ("json", "graphml")  # formats that hold everything and take no choice of tables

_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~$:&\"'/@=])")


def md_escape(text: str) -> str:
    """Text that st.markdown shows as it is: no link, picture, formula, icon or colour comes out of it.

    >>> print(md_escape("![x](http://e.org) :red[b]"))
    \\!\\[x\\]\\(http\\:\\/\\/e\\.org\\) \\:red\\[b\\]
    """
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def marked(text: str, marks: Iterable[Sequence[int]], *, around: int = 320) -> str:
    """Markdown of a text with spans of it on a coloured ground, line by line.

    Args:
        marks: [start, end) in text; those that overlap are joined.
        around: characters that are shown before the first and after the last mark; what is cut off becomes "…".
    """
    spans = _joined(marks, len(text))
    low, high = (spans[0][0], spans[-1][1]) if spans else (0, 0)
    first, last = min(_word_start(text, low - around), low), max(_word_end(text, high + around), high)
    pieces, at = ["… " if first else ""], first
    for start, end in spans:
        pieces += [_lines(text[at:start]), _lines(text[start:end], ground=True)]
        at = end
    pieces += [_lines(text[at:last]), " …" if last < len(text) else ""]
    return "".join(pieces).strip()


def named(word: str) -> str:
    """A facet or another name of the machine as a reader's word.

    >>> named("maturity_level")
    'Maturity level'
    """
    words = word.replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def clipped(text: str, most: int) -> str:
    """A text of at most so many characters, on one line.

    >>> clipped("Cost of calibration", 12)
    'Cost of cal…'
    """
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def count(number: int, thing: str, plural: str = "") -> str:
    """A number with its thing.

    >>> count(1, "study", "studies"), count(1200, "theme")
    ('1 study', '1,200 themes')
    """
    return f"{number:,} {thing if number == 1 else plural or thing + 's'}"


def of(support: dict[str, object]) -> str:
    """ "3 of 4": the supporting studies among those in scope."""
    return f"{support['studies']} of {support['eligible']}"


def between(pair: Sequence[float], digits: int = 2) -> str:
    """An interval; one number when both ends are the same.

    >>> between([0.3006, 0.9544]), between([2.0, 2.0], 1)
    ('0.30 to 0.95', '2.0')
    """
    low, high = (f"{value:.{digits}f}" for value in pair)
    return low if low == high else f"{low} to {high}"


def with_names(sentence: str, names: Mapping[str, str]) -> str:
    """A sentence of the machine with the short names of studies for their ids.

    >>> with_names("moss2019 is older", {"moss2019": "Moss 2019"})
    'Moss 2019 is older'
    """
    return re.sub(r"\w+", lambda word: names.get(word[0], word[0]), sentence)


def _joined(marks: Iterable[Sequence[int]], length: int) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for start, end in sorted((max(0, mark[0]), min(length, mark[1])) for mark in marks):
        if start >= end:
            continue
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans


def _word_start(text: str, at: int) -> int:
    if at <= 0:
        return 0
    space = text.find(" ", at)
    return at if space < 0 or space - at > 30 else space + 1


def _word_end(text: str, at: int) -> int:
    if at >= len(text):
        return len(text)
    space = text.rfind(" ", 0, at)
    return at if space < 0 or at - space > 30 else space


def _lines(text: str, *, ground: bool = False) -> str:
    """Escaped lines, kept apart by hard breaks; spaces stay outside the colour, where Markdown would drop them."""
    out = []
    for line in text.split("\n"):
        inner = md_escape(line.strip().replace("\t", " · ") if ground else line.replace("\t", " · "))
        before, after = " " * line[:1].isspace(), " " * (line[-1:].isspace() and bool(inner))
        out.append(f"{before}:blue-background[{inner}]{after}" if ground and inner else f"{before}{inner}{after}")
    return "  \n".join(out)

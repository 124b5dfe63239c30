"""Back matter: a declaration whose name stands in its own paragraph ("Funding: none.") becomes a section of its own.

In: parts. Out: parts. Called by corpus.mend. Without it, what the authors declare of money, interests and tools would
stand in the conclusion, as if they had found it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.part import Part
from corpus.study import BlockKind

_DECLARED = re.compile(
    r"(?P<title>declarations?(?: (?:of|on)(?: [\w-]+){1,5})?|acknowledge?ments?|funding(?: statement| information)?"
    r"|data availability(?: statement)?|(?:credit )?author(?:s['’]|['’]s)? contributions?(?: statement)?"
    r"|conflicts? of interests?|competing interests|ethics (?:statement|approval))"
    r"(?:\s*:|(?<=ment)\.|(?<=ments)\.)\s+(?=(?-i:[A-Z]))",
    re.IGNORECASE,
)


def open_back_matter(parts: Sequence[Part], whole: bool = False) -> list[Part]:
    """Parts with run-in names of declarations as headings; above the second heading a paper is still in its front.

    whole: the colon stays with the words of the heading, for files in which no character is to be lost.
    """
    out: list[Part] = []
    heads = 0
    for part in parts:
        heads += part.kind is BlockKind.HEADING
        match = _DECLARED.match(part.text) if part.kind is BlockKind.PARAGRAPH and heads > 1 else None
        if match is None or not part.text[0].isupper():
            out.append(part)
            continue
        words = part.strand[: match.end() if whole else match.end("title")].strip()
        head = Part(BlockKind.HEADING, words, title=match["title"], confidence=0.8)
        out += [
            head.mended("run-in heading", "it opened its paragraph"),
            replace(part, strand=part.strand[match.end() :]),
        ]
    return out

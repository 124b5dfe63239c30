"""Whether a name in running text is that of a cited author.

In: a name in a passage. Out: yes or no. Called by extract.sources.products, where persons are no tools.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from corpus.study import Citation
from extract.language import Passage
from extract.scope import Scope
from extract.sources.proper import Name, Shape

_PREFIXED = re.compile(r"(?:Mc|Mac|De|Di|La|Le|Van|Von|Du|El|Al|O['’])[A-Z-]")
_COLLEAGUES = re.compile(r"(?:['’]s?)?\s+(?:et\s+al\b|and\s+(?:colleagues|co-?workers)\b)")
_SECOND_AUTHOR = re.compile(r"\s+(?:and|&)\s+[A-Z][\w’'-]+(\s*\[[A-Z]?\d|\s*\((?:19|20)\d\d)?")
_FIRST_AUTHOR = re.compile(r"(?:[A-Z][\w’'-]+\s+(?:and|&)|\b(?:according to|[Ii]n|[Bb]y|of))\s+$")


def is_cited_person(scope: Scope, passage: Passage, name: Name) -> bool:
    """Whether a name is that of a cited author: "X et al.", "X and Y [7]", "according to X [7]"."""
    after = passage.text[name.end : name.end + 40]
    if _COLLEAGUES.match(after):
        return True
    if name.shape is Shape.HUMPED and not _PREFIXED.match(name.text):
        return False
    citations, end = scope.reading.document.citations, passage.offset + name.end
    other = _SECOND_AUTHOR.match(after)
    if other and (other[1] or _cited_at(citations, end + other.end())):
        return True
    first = _FIRST_AUTHOR.search(passage.text[max(0, name.start - 40) : name.start])
    return bool(first) and " " not in name.text and _cited_at(citations, end)


def _cited_at(citations: Iterable[Citation], place: int) -> bool:
    return any(place <= c.start <= place + 3 or c.start <= place < c.end for c in citations)

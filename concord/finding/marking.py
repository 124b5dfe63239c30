"""Where the words of a query stand in a text.

In: a text and a query. Out: spans. Called by concord.search.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from concord.query import Phrase, Query, Word
from concord.stems import STOP, WORD, fold, stem, words

Marks = tuple[tuple[int, int], ...]


def stems_of(texts: Iterable[str]) -> list[str]:
    """The stems that free words are ranked by: without stop words, unless there are no others."""
    said = " ".join(texts)
    return [s for s, _, _ in words(said) if s not in STOP] or [stem(word) for word in said.split()]


def marks(text: str, stems: Iterable[str]) -> Marks:
    """Where words stand in a text, in any of their forms."""
    wanted = set(stems)
    return tuple((start, end) for s, start, end in words(text) if s in wanted)


def marks_of(text: str, query: Query) -> Marks:
    """Where the free words and the phrases of a query stand in a text, sorted; a phrase is marked as a whole."""
    free = [term.text for term in query.terms if isinstance(term, Word) and not term.excluded]
    found = list(marks(text, stems_of(free))) if free else []
    phrases = [term.text for term in query.terms if isinstance(term, Phrase) and not term.excluded]
    if phrases:
        spans = [match.span() for match in WORD.finditer(text)]
        forms = [fold(text[start:end]) for start, end in spans]
        for phrase in phrases:
            found += _side_by_side([fold(word) for word in WORD.findall(phrase)], forms, spans)
    return tuple(sorted(set(found)))


def _side_by_side(
    wanted: Sequence[str], forms: Sequence[str], spans: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    many = len(wanted)
    starts = [at for at in range(len(forms) - many + 1) if many and forms[at : at + many] == wanted]
    return [(spans[at][0], spans[at + many - 1][1]) for at in starts]

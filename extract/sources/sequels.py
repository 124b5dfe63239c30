"""Themes of the sentences behind an announcement: "They include A and B", "The second is B".

In: a sentence with its scope, which knows what was announced before it. Out: candidates. Called by
extract.sources.phrases.
"""

from __future__ import annotations

from collections.abc import Iterator

from extract.candidate import Candidate
from extract.codebook import ItemShape
from extract.language import lemma
from extract.sources.announcements import LISTING, ORDER, one_item
from extract.sources.spans import verb_group
from extract.sources.telling import Told, listed, of_members
from extract.theme import Evidence


def sequels(told: Told) -> Iterator[Candidate]:
    """Items of a sentence that goes on with what an earlier one announced."""
    if not told.asks:
        yield from _taken_up(told)
        yield from _numbered_off(told)


def _taken_up(told: Told) -> Iterator[Candidate]:
    """ "They include A, B and C", where "they" are what the sentence before named."""
    first = told.words[0] if told.words else None
    if told.before is None or first is None or first.lower_ not in ("these", "they", "those") or len(told.words) < 4:
        return
    _, main, passive = verb_group(told.words, 1)
    if any(t.text == "(" and told.passage.doc[t.i + 1].text in ("1", "i", "a") for t in told.sentence[:-1]):
        return  # numbers count them
    if passive or lemma(main) not in LISTING or main.i > told.words[3].i:
        return
    facet = told.scope.codebook.facet_of[told.before]
    parts = listed(told.passage.doc[main.i + 1 : told.sentence.end], facet)
    if len(parts) > 1:
        why = f"“{first.text} {main.text}” takes up the {facet.plural.lower()} of the sentence before"
        yield from of_members(told, parts, facet, why, Evidence.ENUMERATION, 0.6)


def _numbered_off(told: Told) -> Iterator[Candidate]:
    """ "The second is B", where the section has said how many there are."""
    words = told.words[:6]
    if told.counted is None or len(words) < 4 or (told.cues[:1] and told.cues[0].position < 3):
        return
    start = 1 if words[0].lower_ == "the" else 0
    verb = next((w for w in words[start + 1 : start + 3] if w.lemma_ in ("be", "concern", "lie", "relate")), None)
    if words[start].lower_ not in ORDER or verb is None:
        return
    facet = told.scope.codebook.facet_of[told.counted]
    if facet.item is not ItemShape.CLAUSE:
        return
    rest = told.passage.doc[verb.i + 1 : told.sentence.end]
    if len(rest) and rest[0].lower_ in ("in", "to"):
        rest = rest[1:]
    if len(rest) > 1:
        yield from one_item(
            told, rest, facet, f"“{words[start].text}” of the {facet.plural.lower()} that are counted before"
        )

"""Themes from examples: "tools such as A and B", and from what is used: "teams rely on A and B".

In: a sentence with its scope. Out: candidates. Called by extract.sources.phrases.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from extract import labels
from extract.candidate import Candidate
from extract.codebook import Facet, ItemShape
from extract.language import lemma
from extract.scope import Part
from extract.sources.coordination import opener
from extract.sources.telling import OPENERS, Told, listed, of_members, of_the_method
from extract.theme import Evidence

if TYPE_CHECKING:
    from spacy.tokens import Token

    from extract.language import Tokens


def examples(told: Told) -> Iterator[Candidate]:
    """ "FACET-NOUN such as A, B, and C": the noun right before the opener decides."""
    if not OPENERS & told.known:
        return
    tokens = list(told.sentence)
    for i in range(1, len(tokens)):
        size = opener(tokens, i)
        if not size:
            continue
        facet, noun = _named_before(told, tokens, i)
        if (
            facet is None
            or noun is None
            or of_the_method(noun)
            or (told.part is not Part.FINDING and not told.sums_up and facet.item is ItemShape.CLAUSE)
        ):
            continue
        why = f"“{' '.join(t.text for t in tokens[max(0, i - 4) : i + size])}” opens a list of {facet.plural.lower()}"
        yield from of_members(told, listed(tokens[i + size :]), facet, why, Evidence.SUCH_AS, 0.7)


def _named_before(told: Told, tokens: Tokens, i: int) -> tuple[Facet | None, Token | None]:
    """The facet whose cue is the noun before an opener, and that noun; a comma, a bracket and "of ..." are passed."""
    end = i
    while end > 0 and tokens[end - 1].text in (",", "("):
        end -= 1
    before = tokens[max(0, end - 10) : end]
    words = [lemma(t) for t in before]
    found = told.scope.cues(words, told.context)
    for k, cue in reversed(list(enumerate(found))):
        last = cue.position + len(cue.words.split()) - 1
        facet = told.scope.codebook.facet_of[cue.facet]
        plural = before[last].tag_ in ("NNS", "NNPS") or facet.item is ItemShape.NAME
        if plural and (last == len(words) - 1 or words[last + 1] in ("of", "in", "for")):
            if k and words[cue.position - 1] in ("and", "or") and labels.is_name(tokens[i + opener(tokens, i) :][:2]):
                beside = told.scope.codebook.facet_of[found[k - 1].facet]
                facet = beside if beside.item is ItemShape.NAME else facet  # "platforms and frameworks such as HiveOS"
            return facet, before[last]
    return None, None


def used(told: Told) -> Iterator[Candidate]:
    """What is used in a section whose title names a facet: objects of the codebook's verbs, subjects of their passives.

    Where items are clauses, the sentence must say what can or should be done ("they can appoint a warden").
    """
    for name in told.scope.facets_of(told.passage.index):
        facet = told.scope.codebook.facet_of[name]
        if not told.known.isdisjoint(facet.verbs):
            yield from _objects(told, facet)


def _objects(told: Told, facet: Facet) -> Iterator[Candidate]:
    for verb in told.words:
        if verb.lemma_.lower() not in facet.verbs or verb.pos_ != "VERB":
            continue
        if facet.item is ItemShape.CLAUSE and not any(c.tag_ == "MD" for c in verb.children):
            continue
        nouns = [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")]
        for preposition in (c for c in verb.children if c.dep_ == "prep" and c.lower_ in ("on", "with", "upon")):
            nouns += [c for c in preposition.children if c.dep_ == "pobj"]
        for noun in nouns:
            span = told.passage.doc[noun.left_edge.i : noun.right_edge.i + 1]
            yield from of_members(told, listed(span), facet, f"“{verb.text}”", Evidence.PHRASE, 0.65)

"""Themes that an opening of the codebook tells: "lack of X", "difficulty in doing X".

In: a sentence with its scope. Out: candidates of every facet whose codebook gives openings. Called by
extract.sources.phrases; difficulties shares what is asked of such words here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from corpus.study import BlockKind
from extract import labels
from extract.candidate import Candidate
from extract.codebook import Facet
from extract.language import lemma
from extract.sources.items import Item
from extract.sources.spans import phrase, subject
from extract.sources.telling import Told, propose

if TYPE_CHECKING:
    from spacy.tokens import Token

    from extract.language import Tokens
    from extract.scope import Scope

GAP = frozenset("evidence research study literature trial publication consensus".split())
OWN = frozenset(("we", "i", "our", "us", "my"))


def opened(told: Told) -> Iterator[Candidate]:
    """An opening of the codebook and what follows: "lack of X" belongs to the item, "difficulty in X" does not."""
    text = told.sentence.text.lower()
    if not _any_opening(told.scope).search(text):
        return
    for facet in told.scope.codebook.facets:
        for cue in (*facet.phrase_cues, *facet.topic_cues):
            if cue in text:
                yield from _after(told, facet, tuple(cue.split()), kept=cue in facet.phrase_cues)


@lru_cache(maxsize=4)
def _any_opening(scope: Scope) -> re.Pattern[str]:
    cues = sorted({cue for facet in scope.codebook.facets for cue in (*facet.phrase_cues, *facet.topic_cues)})
    return re.compile("|".join(map(re.escape, cues)) or r"(?!)")


def _after(told: Told, facet: Facet, cue: tuple[str, ...], *, kept: bool) -> Iterator[Candidate]:
    tokens = told.sentence
    lowered = [t.lower_ for t in tokens]
    for i in range(len(tokens) - len(cue)):
        if tuple(lowered[i : i + len(cue)]) != cue:
            continue
        begin = i + len(cue)
        rest = _without_half_list(phrase(tokens[begin:]), tokens)
        if not 1 <= len(rest) <= 11 or (tokens[begin].text[:1].isupper() and not kept):
            continue
        if kept and cue[-1] not in ("of", "to", "in", "with") and rest[0].pos_ not in ("NOUN", "ADJ", "PROPN", "VERB"):
            continue  # "insufficient in most wards"
        if (not kept and rest[0].tag_ != "VBG") or (kept and any(lemma(t) in GAP for t in rest[:4])):
            continue
        if own(tokens[i]) or _weighed(tokens, i) or (not kept and facet.name != told.context):
            continue
        span = tokens[i : begin + len(rest)] if kept else rest
        in_text = told.passage.block.kind is BlockKind.PARAGRAPH
        confidence = sure(told, facet, 0.6, 0.5 if in_text else 0.4)
        yield from whole(told, facet, span, f"“{' '.join(cue)}” opens a {facet.title.lower()}", confidence)


def _without_half_list(rest: Tokens, tokens: Tokens) -> Tokens:
    """Without a last "among A" whose list goes on behind the cut ("among A, B and C")."""
    if not len(rest) or tokens.doc[rest[len(rest) - 1].i + 1 : rest[len(rest) - 1].i + 2].text != ",":  # type: ignore[union-attr]
        return rest
    cut = next((i for i in range(1, len(rest)) if rest[i].lower_ in ("among", "between", "across", "amongst")), None)
    return rest[:cut] if cut else rest


def _weighed(tokens: Tokens, i: int) -> bool:
    """Whether the words before take the opening back: "a remedy for poor soil", "not a lack of space"."""
    before = [t.lower_ for t in tokens[max(0, i - 4) : i]]
    return any(
        word in ("not", "than", "instead", "answer", "remedy", "confused", "against", "never", "no") for word in before
    )


def own(token: Token) -> bool:
    """Whether the authors tell what they met themselves, or speak of their own text."""
    if any(t.lower_ in OWN for t in token.subtree):
        return True
    verb = next((a for a in token.ancestors if a.pos_ in ("VERB", "AUX")), None)
    if verb is None or lemma(verb) not in ("meet", "face", "encounter", "have", "experience"):
        return False
    who = subject(verb)
    return who is not None and who.lower_ in ("we", "i")


def whole(told: Told, facet: Facet, span: Tokens, why: str, confidence: float) -> Iterator[Candidate]:
    """A run of words as one item, its opening kept; none for a single word or for words about the study itself."""
    if not len(span) or len(span) > 14 or any(t.lower_ in OWN for t in span):
        return
    start, end = told.passage.place(span)
    label = labels.sentence_case(
        labels.clause(told.passage.text[start - told.passage.offset : end - told.passage.offset])
    )
    if len(label.split()) < 2:
        return
    yield propose(told, facet, Item(label, start, end), why, confidence)


def sure(told: Told, facet: Facet, inside: float, outside: float) -> float:
    """Confidence inside a section or paragraph on the facet, outside of one, and in a section on another facet."""
    if facet.name in (told.context, told.opening):
        return inside
    return outside if told.context is None else min(outside, 0.4)

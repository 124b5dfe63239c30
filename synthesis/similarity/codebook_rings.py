"""The known concepts of a codebook as rings: what a reviewer of the field calls one thing.

In: a codebook. Out: Ring values, for Thesaurus.extended. Called by concord.codebooks for the aligner. The terms of
lexicons that have other spellings are rings too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from extract.facet import Codebook, Facet, KnownConcept
from extract.known_concepts import LONGEST, name_words
from extract.theme import fold_label
from synthesis.similarity.rings import Ring


def rings_of(book: Codebook) -> tuple[Ring, ...]:
    """A ring for each known concept of each facet, in the order of the codebook; names over 5 words are left out.

    A ring is named by facet and label ("stage_sample_transport"), and a broader one and those apart by their rings.
    """
    return tuple(ring for facet in book.facets for ring in _of_facet(facet))


def _of_facet(facet: Facet) -> list[Ring]:
    concepts = _with_lexicon(facet)
    names = _names(facet.name, concepts)
    named = {fold_label(name): names[fold_label(c.label)] for c in reversed(concepts) for name in c.phrases} | names
    rings = []
    for concept in concepts:
        phrases = dict.fromkeys(name_words(phrase) for phrase in concept.phrases)
        fitting = tuple(phrase for phrase in phrases if 1 <= len(phrase) <= LONGEST)
        if fitting:
            rings.append(
                Ring(
                    names[fold_label(concept.label)],
                    facet.name,
                    fitting,
                    broader=named.get(fold_label(concept.broader), ""),
                    known=True,
                    apart=tuple(named[other] for label in concept.apart if (other := fold_label(label)) in named),
                )
            )
    return rings


def _with_lexicon(facet: Facet) -> tuple[KnownConcept, ...]:
    """The concepts of a facet and, as further ones, the terms of its lexicon with other spellings.

    Spellings that a concept has already are left to it, and a term of the same label adds its spellings to the concept.
    """
    found = {fold_label(concept.label): concept for concept in facet.concepts}
    owner = {fold_label(phrase): key for key, concept in found.items() for phrase in concept.phrases}
    for entry in facet.lexicon:
        key = owner.get(fold_label(entry.label), fold_label(entry.label))
        forms = tuple(form for form in entry.forms if owner.setdefault(fold_label(form), key) == key)
        if forms:
            known = found.get(key, KnownConcept(entry.label))
            found[key] = KnownConcept(known.label, (*known.alt, *forms), known.broader, known.apart)
    return tuple(found.values())


def _names(facet: str, concepts: Iterable[KnownConcept]) -> dict[str, str]:
    """By folded label: a name for the ring of a concept, each once."""
    taken: dict[str, str] = {}
    for concept in concepts:
        plain = name = _slug(f"{facet} {concept.label}")
        number = 1
        while name in taken.values():
            number += 1
            name = f"{plain}_{number}"
        taken.setdefault(fold_label(concept.label), name)
    return taken


def _slug(text: str) -> str:
    """Small letters and digits with _ between words, accents dropped; the facet alone for other alphabets."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    return "_".join(re.findall("[a-z0-9]+", plain))

"""Which bundled codebook a study is read with where nobody has named one: the one whose own words it speaks.

In: a study, or words. Out: a codebook with its texts. Called by concord.deriving.extracted and where words are aligned
alone. A module of its own, because its code is a part of the program that a knowledge base is held at
(concord.deriving.programs).
"""

from __future__ import annotations

import re
from functools import cache

from concord import resources
from concord.codebooks import GENERIC, Chosen, of_texts, parsed, texts_of
from corpus.study import Study

SPOKEN = 4  # terms of a codebook's own lexicon that a study must use before the codebook is taken for it


def chosen_for(study: Study) -> Chosen:
    """The bundled codebook that says most of its own words in the study; the generic one when none says enough.

    Depends on this study alone, so that no other study changes how it is read.
    """
    return spoken_in("\n".join(document.text for document in study.documents))


def spoken_in(words: str) -> Chosen:
    """The bundled codebook that says most of its own words in a text; the generic one when none says enough."""
    counted = [
        (_spoken(vocabulary, words), name) for name, field, vocabulary in _vocabularies() if _is_of(field, words)
    ]
    count, name = max(counted, key=lambda pair: (pair[0], pair[1]), default=(0, GENERIC))
    return of_texts(texts_of(name if count >= SPOKEN else GENERIC))


@cache
def _vocabularies() -> tuple[tuple[str, tuple[str, ...], tuple[tuple[str, ...], ...]], ...]:
    """Of each bundled codebook that builds on another: its field and the unmistakable terms that it adds, all forms."""
    found = []
    for name in resources.bundled_codebooks():
        texts = texts_of(name)
        if len(texts) < 2:
            continue
        base = {entry.label for facet in parsed(texts[:-1]).facets for entry in facet.lexicon}
        entries = [e for f in parsed(texts).facets for e in f.lexicon if e.label not in base and not e.ambiguous]
        found.append((name, parsed(texts).field, tuple((e.label, *e.forms) for e in entries)))
    return tuple(found)


def _is_of(field: tuple[str, ...], words: str) -> bool:
    """Whether a text uses a phrase of a field, in any case; any text is of a field without phrases."""
    lowered = words.lower()
    return not field or any(phrase.lower() in lowered for phrase in field)


def _spoken(vocabulary: tuple[tuple[str, ...], ...], words: str) -> int:
    """How many terms of a vocabulary stand in a text, in any form, as whole words."""
    return sum(
        any(form in words and re.search(rf"(?<!\w){re.escape(form)}(?!\w)", words) for form in forms)
        for forms in vocabulary
    )

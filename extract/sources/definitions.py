"""What a study says that its subject is, and what it says of the items that other sources found.

In: a Scope. Out: candidates under the facets whose items are definitions, for the terms that the study is about; and
the explanations of other candidates ("X, a library for ...", "X is responsible for ..."). Called by extract.pipeline.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from corpus.study import BlockKind
from extract import labels
from extract.candidate import EXPLAINS, Candidate
from extract.codebook import ItemShape
from extract.scope import Scope
from extract.sources.defining import JOINTS, asides, definitions
from extract.theme import Evidence, fold_label


def from_definitions(scope: Scope) -> Iterator[Candidate]:
    """Candidates under the facets whose items are definitions, of the terms that the study is about."""
    facets = [facet for facet in scope.codebook.facets if facet.item is ItemShape.DEFINITION]
    for facet in facets:
        for found in definitions(scope):
            in_place = scope.facet(found.block) == facet.name
            if (
                (_is_subject(scope, found.term) and (found.explicit or found.genus))
                or found.own
                or (in_place and found.explicit)
            ):
                yield Candidate(
                    facet.name,
                    f"{found.term}: {_short(found.text)}",
                    found.start,
                    found.end,
                    found.quote,
                    Evidence.DEFINITION,
                    0.7 if found.explicit or in_place else 0.6,
                    found.block,
                    (f"the sentence says what “{found.term}” is",),
                    found.text,
                )


def explanations(scope: Scope, found: Iterable[Candidate]) -> Iterator[Candidate]:
    """For each item that a sentence of the document explains, one more mention of it, with the explanation."""
    explained = {fold_label(one.term): one for one in reversed((*definitions(scope), *asides(scope)))}
    if not explained:
        return
    seen: set[tuple[str, str]] = set()
    for candidate in found:
        key = (candidate.facet, fold_label(candidate.label))
        told = explained.get(key[1])
        if told is None or key in seen or candidate.definition or candidate.rejected:
            continue
        seen.add(key)
        yield replace(
            candidate,
            start=told.start,
            end=told.end,
            quote=told.quote,
            evidence=Evidence.DEFINITION,
            block=told.block,
            reasons=(EXPLAINS,),
            definition=told.text,
            container=None,
            order=0,
        )


def _short(text: str) -> str:
    """The telling part of a definition: without its article, cut before asides, at most a dozen words."""
    return labels.clause(re.sub(r"^(?:a|an|the|one of the)\s+", "", text))


@lru_cache(maxsize=4)
def _subject_words(scope: Scope) -> frozenset[str]:
    """The folded words of the title and keywords of a document."""
    document = scope.reading.document
    texts = [document.metadata.title, *document.metadata.keywords]
    texts += [
        document.text[b.start : b.end] for b in document.blocks if b.kind in (BlockKind.TITLE, BlockKind.KEYWORDS)
    ]
    return frozenset(word for text in texts for word in fold_label(text).split())


def _is_subject(scope: Scope, term: str) -> bool:
    """Whether the title or keywords hold all words of a term, or its bracketed short form."""
    known = _subject_words(scope)
    whole, _, short = term.partition("(")
    forms: Sequence[str] = (whole, short.rstrip(")"))
    return any(
        words and all(w in known or w in JOINTS for w in words) for f in forms if (words := fold_label(f).split())
    )

"""The map of a corpus: which primary studies the themes of a concept rest on, so that papers without tables have one.

In: concepts, their themes, the works that studies hold. Out: ConceptWorks. Called by concord. A theme rests on the
works that its sentence, list item or table row cites; a mention that denies rests on nothing. One work that several
reviews include is one primary study.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from corpus.study import Anchor, StudyId
from extract.theme import Polarity, Status, Theme, ThemeId
from synthesis.concept import Concept, ConceptId
from synthesis.weighing.cited_works import CitedWorks


@dataclass(frozen=True, slots=True)
class CitedAt:
    """A primary study under a concept, by its label among the works, and the words of a study that say so."""

    work: str
    study: StudyId
    theme: ThemeId
    anchor: Anchor
    quote: str


@dataclass(frozen=True, slots=True)
class ConceptWorks:
    """One concept. works: labels, sorted. cited: by work, then study and place; each place once."""

    concept: ConceptId
    works: tuple[str, ...]
    cited: tuple[CitedAt, ...]


def concept_works(
    concepts: Iterable[Concept], themes: Mapping[ThemeId, Theme], cited: CitedWorks
) -> tuple[ConceptWorks, ...]:
    """The concepts that rest on at least one primary study, in their order."""
    found = []
    for concept in concepts:
        places = {place: None for id in concept.themes for place in _of_theme(themes[id], cited)}
        if places:
            rows = sorted(places, key=lambda p: (p.work, p.study, p.anchor.document, p.anchor.start, p.theme))
            found.append(ConceptWorks(concept.id, tuple(dict.fromkeys(row.work for row in rows)), tuple(rows)))
    return tuple(found)


def _of_theme(theme: Theme, cited: CitedWorks) -> Iterable[CitedAt]:
    if theme.status is Status.REJECTED:
        return
    for mention in theme.mentions:
        if mention.polarity is not Polarity.DENIES and (mention.cites or mention.attributed_to):
            for work in sorted(cited.of(theme.study, (mention,))[0]):
                yield CitedAt(work, theme.study, theme.id, mention.anchor, mention.quote)

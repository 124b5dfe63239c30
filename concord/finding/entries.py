"""Everything that can be found, as entries: concepts, themes and studies, and the passages of the running text.

In: studies and a synthesis. Out: entries in a fixed order. Called by concord.search, which makes an index of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from corpus.study import BlockKind, Study
from extract.theme import Theme
from synthesis.concept import Concept, Synthesis

_PASSAGES = (BlockKind.ABSTRACT, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.CAPTION, BlockKind.NOTE)


@dataclass(frozen=True, slots=True)
class Entry:
    """What can be found. text: what is shown; also: further lines that it is found by; start: of text in document.

    section: where a theme or passage stands. theme: of a theme. concept: the concept, or the one that holds the theme.
    """

    kind: str
    id: str
    label: str
    facet: str
    study: str
    text: str
    document: str = ""
    start: int = 0
    also: str = ""
    status: str = ""
    section: str = ""
    theme: Theme | None = None
    concept: Concept | None = None

    @property
    def searched(self) -> tuple[str, ...]:
        """The texts that it is found by."""
        return (*self.also.split("\n"), self.text)


def things_of(studies: Iterable[Study], synthesis: Synthesis, short: Mapping[str, str]) -> tuple[Entry, ...]:
    """Concepts, themes and studies, each in the order of its list; what was rejected too. short: names of studies."""
    concepts = [
        Entry("concept", c.id, c.label, c.facet, "", c.definition or c.label, also=c.label, status=c.status, concept=c)
        for c in synthesis.concepts
    ]
    holds = {id: concept for concept in synthesis.concepts for id in concept.themes}
    themes = [_theme(theme, holds.get(theme.id)) for theme in synthesis.themes]
    works = [
        Entry("study", study.id, study.title, "", study.id, _signed(study), also=short.get(study.id, ""))
        for study in studies
    ]
    return (*concepts, *themes, *works)


def passages_of(study: Study) -> tuple[Entry, ...]:
    """The running text of a study's best rendition, in reading order."""
    return tuple(
        Entry(
            "passage",
            study.id,
            study.title,
            "",
            study.id,
            document.text[block.start : block.end],
            document.id,
            block.start,
            section="" if block.section is None else document.sections[block.section].title,
        )
        for document in study.documents[:1]
        for block in document.blocks
        if block.kind in _PASSAGES
    )


def _theme(theme: Theme, concept: Concept | None) -> Entry:
    best = theme.mentions[0]
    return Entry(
        "theme",
        theme.id,
        theme.label,
        theme.facet,
        theme.study,
        best.quote,
        best.anchor.document,
        best.anchor.start,
        "\n".join((theme.label, *theme.surfaces)),
        theme.status,
        best.section,
        theme,
        concept,
    )


def _signed(study: Study) -> str:
    """The title with authors and year, as a list of literature begins."""
    by = ", ".join((*study.authors, *([str(study.year)] if study.year is not None else [])))
    return f"{study.title} ({by})" if by else study.title

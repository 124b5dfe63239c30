"""A study to its themes.

In: a Study, a Codebook and the language pipeline. Out: an Extraction. Called by concord. All sources propose,
consolidation decides; every rendition of the study is read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from corpus.study import BlockKind, Study
from extract.abbreviations import glossary
from extract.attribution import Voices
from extract.candidate import Candidate
from extract.codebook import Codebook
from extract.confidence import Weights
from extract.consolidate import Consolidated, consolidate
from extract.grouping import Found
from extract.language import Language, Passage
from extract.relations import related
from extract.scope import Part, Scope
from extract.sources.categories import from_run_in_categories
from extract.sources.definitions import explanations, from_definitions
from extract.sources.enumerations import from_enumerations
from extract.sources.headings import from_headings
from extract.sources.items import head_words
from extract.sources.levels import from_levels
from extract.sources.lists import from_lists
from extract.sources.names import from_names
from extract.sources.phrases import from_phrases
from extract.sources.run_ins import from_run_ins
from extract.sources.tables import from_tables
from extract.sources.telling import OPENERS
from extract.theme import Extraction, Theme

Source = Callable[[Scope], Iterator[Candidate]]
SOURCES: tuple[Source, ...] = (
    from_lists,
    from_run_ins,
    from_enumerations,
    from_tables,
    from_run_in_categories,
    from_levels,
    from_headings,
    from_phrases,
    from_names,
    from_definitions,
)


def extract(study: Study, codebook: Codebook, language: Language, weights: Weights | None = None) -> Extraction:
    """The themes of a study under every facet of the codebook, and the facets that it addresses.

    weights: how sure the machine must be, and of what; None takes what the sources say.
    """
    with language.study():
        scopes = scopes_of(study, codebook, language)
        made, shown = themes_of(study, codebook, scopes, weights)
        themes, relations = related(made.themes, scopes, codebook)
        return Extraction(study.id, themes, _scope(themes, shown, codebook), relations, made.rejected)


def scopes_of(study: Study, codebook: Codebook, language: Language) -> tuple[Scope, ...]:
    """The documents of a study as they are read, the best rendition first."""
    scopes = tuple(Scope(language.read(document), codebook) for document in study.documents)
    language.parse(passage for scope in scopes for passage in _looked_into(scope))
    return scopes


def _looked_into(scope: Scope) -> Iterator[Passage]:
    """The passages that sources will ask to have parsed: of those on the method, the ones that may tell something."""
    yield from scope.speaking()
    signs = OPENERS.union(*(head_words(facet) for facet in scope.codebook.facets))
    for passage in scope.reading.of_kind(BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.NOTE):
        if scope.part(passage) is Part.PROTOCOL and passage.may_hold(signs):
            yield passage


def themes_of(
    study: Study,
    codebook: Codebook,
    scopes: Iterable[Scope],
    weights: Weights | None = None,
    sources: Iterable[Source] = SOURCES,
) -> tuple[Consolidated, dict[str, str]]:
    """The themes with the features of their confidences, and the facets that the study names with the words for it.

    sources: what proposes; benchmarks leave one out in turn.
    """
    sources = tuple(sources)
    found: list[Found] = []
    shown: dict[str, str] = {}
    for scope in scopes:
        voices = Voices(scope)
        mine = [candidate for source in sources for candidate in source(scope)]
        mine += explanations(scope, mine)
        found += [Found(scope.reading, scope.section_title(c.block), c, voices) for c in mine]
        shown = {**scope.addressed(), **shown}
    short_forms = glossary(d.text[b.start : b.end] for d in study.documents for b in d.blocks)
    return consolidate(study.id, found, codebook, short_forms, frozenset(shown), weights), shown


def _scope(themes: tuple[Theme, ...], shown: dict[str, str], codebook: Codebook) -> tuple[tuple[str, str], ...]:
    for theme in themes:
        shown.setdefault(theme.facet, f"theme “{theme.label}”")
    return tuple((facet.name, shown[facet.name]) for facet in codebook.facets if facet.name in shown)

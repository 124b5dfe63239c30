"""Two studies side by side, or one against all others: what the one has that the other has not, and in whose words.

In: a synthesis, which studies address which facet, the works that studies hold. Out: Comparison, Shared. Called by
concord. That a study does not speak of a concept is told apart: it addresses the facet and is silent, it does not
address the facet at all, it denies the concept, or it refutes it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from corpus.study import StudyId
from extract.theme import Status, Theme, ThemeId
from synthesis.concept import Concept, ConceptId, Dependence, Relation, Synthesis, Translation
from synthesis.refutation import stances
from synthesis.translation.columns import sequence_of


class Stands(StrEnum):
    """What a study, or any of several, does with a concept, what says most of it first."""

    ASSERTS = "asserts"
    HEDGES = "hedges"
    REFUTES = "refutes"
    DENIES = "denies"
    SILENT = "silent"
    OUT = "not in scope"


HAS = (Stands.ASSERTS, Stands.HEDGES)
WHY_NOT = {
    Stands.SILENT: "not reported, though in scope",
    Stands.OUT: "out of scope",
    Stands.DENIES: "denied",
    Stands.REFUTES: "refuted",
}
TRANSLATES = (Relation.EXACT, Relation.CLOSE, Relation.BROAD, Relation.NARROW)
_ORDER = (*TRANSLATES, Relation.RELATED, Relation.REFUTES)


@dataclass(frozen=True, slots=True)
class Standpoint:
    """What one side does with a concept. themes: its own, in the order of the concept."""

    stands: Stands
    themes: tuple[ThemeId, ...]

    @property
    def has(self) -> bool:
        return self.stands in HAS


@dataclass(frozen=True, slots=True)
class Compared:
    """A concept of which at least one side speaks."""

    concept: ConceptId
    one: Standpoint
    other: Standpoint


@dataclass(frozen=True, slots=True)
class Carried:
    """How one theme goes over into the words of the other side.

    edge: the closest translation, without reasons (KnowledgeBase.edges has them), None where there is none.
    concept: the concept that holds it and a theme of the other side, None when none does. carried: an exact, close,
    broad or narrow translation, or one concept; a merely related theme, and one that refutes it, do not carry.
    """

    theme: ThemeId
    edge: Translation | None
    concept: ConceptId | None

    @property
    def carried(self) -> bool:
        return self.concept is not None or (self.edge is not None and self.edge.relation in TRANSLATES)

    @property
    def how(self) -> str:
        """The relation of the edge, "same concept" where only the concept joins them, "none"."""
        if self.edge is not None and (self.edge.relation in TRANSLATES or self.concept is None):
            return str(self.edge.relation)
        return "same concept" if self.concept is not None else "none"


@dataclass(frozen=True, slots=True)
class Comparison:
    """one, other: the studies of each side, sorted. concepts: in the order of the synthesis. there, back: the themes of
    the one side in terms of the other, and the other way round. ties: between studies of the two sides."""

    one: tuple[StudyId, ...]
    other: tuple[StudyId, ...]
    concepts: tuple[Compared, ...]
    there: tuple[Carried, ...]
    back: tuple[Carried, ...]
    ties: tuple[Dependence, ...]


@dataclass(frozen=True, slots=True)
class Shared:
    """The primary studies of both sides. one, other: how many each lists, None where no list is known; works: labels.

    corrected: CCA of the two as reviews, None where undefined. verdict, why: whether they are independent witnesses.
    """

    one: int | None
    other: int | None
    works: tuple[str, ...]
    corrected: float | None
    verdict: str
    why: str


def compare(
    synthesis: Synthesis, scope: Mapping[str, Collection[StudyId]], one: Collection[StudyId], other: Collection[StudyId]
) -> Comparison:
    """The comparison of two sides that share no study. scope: the studies that address each facet."""
    left, right = frozenset(one), frozenset(other)
    themes = {t.id: t for t in synthesis.themes if t.status is not Status.REJECTED and t.study in left | right}
    home: dict[ThemeId, Concept] = {}
    concepts: list[Compared] = []
    for concept in synthesis.concepts:
        members = [themes[id] for id in concept.themes if id in themes]
        home.update((theme.id, concept) for theme in members)
        if members or concept.refuted_by:
            sides = [_standpoint(concept, members, side, scope.get(concept.facet, ())) for side in (left, right)]
            if any(side.stands not in (Stands.SILENT, Stands.OUT) for side in sides):
                concepts.append(Compared(concept.id, *sides))
    ties = [t for t in synthesis.dependence if {t.source, t.target} & left and {t.source, t.target} & right]
    edges = _edges(synthesis, themes, left, right)
    return Comparison(
        tuple(sorted(left)),
        tuple(sorted(right)),
        tuple(concepts),
        tuple(_carried(themes, left, right, home, edges)),
        tuple(_carried(themes, right, left, home, edges)),
        tuple(ties),
    )


def _standpoint(
    concept: Concept, members: Sequence[Theme], side: Collection[StudyId], scope: Collection[StudyId]
) -> Standpoint:
    """What the study of a side that says most of a concept does with it."""
    mine = [theme for theme in members if theme.study in side]
    said = {study: Stands(str(polarity)) for study, polarity in stances(mine).items()}
    refuting = {id for id in concept.refuted_by if id in side and id not in concept.denied_by}
    said |= dict.fromkeys(refuting, Stands.REFUTES)
    silent = Stands.SILENT if any(id in scope for id in side) else Stands.OUT
    stands = min(said.values(), key=list(Stands).index, default=silent)
    return Standpoint(stands, tuple(theme.id for theme in mine))


def _edges(
    synthesis: Synthesis, themes: Mapping[ThemeId, Theme], one: Collection[StudyId], other: Collection[StudyId]
) -> dict[ThemeId, list[Translation]]:
    """The translations between the two sides, by source: those of the smaller side, and each turned for the other."""
    few = min((one, other), key=len)
    mine = [id for id, theme in themes.items() if theme.study in few]
    found: dict[ThemeId, list[Translation]] = {}
    for edge in sequence_of(synthesis.translations).bare_of(mine):
        if edge.target in themes and themes[edge.target].study not in few:
            found.setdefault(edge.source, []).append(edge)
            found.setdefault(edge.target, []).append(_turned(edge))
    return found


_TURNED = {Relation.BROAD: Relation.NARROW, Relation.NARROW: Relation.BROAD}


def _turned(edge: Translation) -> Translation:
    """The same translation seen from its target."""
    relation = _TURNED.get(edge.relation, edge.relation)
    return Translation(
        edge.target, edge.source, relation, edge.score, edge.reasons, (edge.quotes[1], edge.quotes[0]), edge.decided_by
    )


def _carried(
    themes: Mapping[ThemeId, Theme],
    mine: Collection[StudyId],
    theirs: Collection[StudyId],
    home: Mapping[ThemeId, Concept],
    edges: Mapping[ThemeId, Sequence[Translation]],
) -> Iterator[Carried]:
    """Each theme of a side with its closest translation into the other; in the order of the synthesis."""
    held = {home[id].id for id, theme in themes.items() if theme.study in theirs and id in home}
    for id, theme in themes.items():
        if theme.study in mine:
            edge = min(edges.get(id, ()), key=lambda e: (_ORDER.index(e.relation), -e.score, e.target), default=None)
            concept = home[id].id if id in home and home[id].id in held else None
            yield Carried(id, edge, concept)


def shared(
    one: frozenset[str] | None,
    other: frozenset[str] | None,
    ties: Iterable[Dependence],
    corrected: float | None,
) -> Shared:
    """What two sides share, and whether they are two witnesses. one, other: labels of works, None for no known list."""
    both = tuple(sorted((one or frozenset()) & (other or frozenset())))
    strong = next((tie for tie in ties if tie.strength == "strong" and not tie.unused), None)
    sizes = (len(one) if one is not None else None, len(other) if other is not None else None)
    if strong is not None:
        verdict, why = "not independent", f"{strong.source} {_TIES[strong.kind]} {strong.target}"
    elif one is None or other is None:
        verdict, why = "not known", "a list of primary studies is not known"
    elif both:
        verdict, why = "partly independent", f"{len(both)} primary studies are of both, of {len(one)} and {len(other)}"
    else:
        verdict, why = "independent", f"no primary study is of both, of {len(one)} and {len(other)}"
    return Shared(*sizes, both, corrected, verdict, why)


_TIES = {"includes": "includes", "version": "is a version of"}

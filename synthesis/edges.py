"""The edges of concepts, themes and studies by their ends: one step from any of them costs no look at the rest.

In: a Synthesis. Out: a Web that knows each node and gives its edges. Called by synthesis.neighbourhood and
KnowledgeBase. What follows from a theme or concept itself (its study, its concept, its parent) is looked up when asked.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from extract.theme import Status, Theme
from synthesis.concept import Concept, Synthesis, Translation
from synthesis.concept import Relation as Translated
from synthesis.disagreement import Disagreement, Standing
from synthesis.graph import BROADER, JOINS, MEMBER, PART
from synthesis.translation.columns import MACHINE, sequence_of

_JUDGED = frozenset(relation.value for relation in Translated)
Kind = Literal["concept", "theme", "study"]
KINDS: tuple[Kind, ...] = ("concept", "theme", "study")
REPORTED = "reportedBy"  # theme to the study that reports it
TIES = ("includes", "version", "cites")  # study to study
STRUCTURE = (MEMBER, REPORTED, BROADER, PART)
RELATIONS = (
    Translated.REFUTES.value,
    *STRUCTURE,
    *(relation.value for relation in (Translated.EXACT, Translated.CLOSE, Translated.BROAD, Translated.RELATED)),
    *JOINS.values(),
    *TIES,
)  # in the order in which they are kept where not all can be


@dataclass(frozen=True, slots=True)
class Edge:
    """From source to target. score: 0 to 1, 1 for what is no judgement. quotes: the words of (source, target).

    An edge that holds both ways is there once, from the smaller id; of broader and narrower, the one to the broader.
    """

    source: str
    target: str
    relation: str
    score: float = 1.0
    reasons: tuple[str, ...] = ()
    quotes: tuple[str, str] = ("", "")
    decided_by: str = "machine"

    @property
    def id(self) -> str:
        return f"{self.source}-{self.target}-{self.relation}"

    def other(self, end: str) -> str:
        """The end that is not this one."""
        return self.target if end == self.source else self.source

    @property
    def order(self) -> tuple[int, float, str, str]:
        """What is kept first where not all can be: structure and refutations, then the stronger."""
        return RELATIONS.index(self.relation), -self.score, self.source, self.target


class Web:
    """Every concept, theme and study that was not rejected, and the edges of each."""

    def __init__(self, synthesis: Synthesis, studies: Iterable[str]) -> None:
        self.themes: dict[str, Theme] = {t.id: t for t in synthesis.themes if t.status is not Status.REJECTED}
        self.concepts: dict[str, Concept] = {
            c.id: c for c in synthesis.concepts if c.status is not Status.REJECTED
        }  # by facet, the most supported first
        self.concept_of: dict[str, Concept] = {t: c for c in self.concepts.values() for t in c.themes}
        self.of_study: dict[str, list[str]] = {study: [] for study in studies}
        self._inside: dict[str, list[str]] = defaultdict(list)
        for theme in self.themes.values():
            self.of_study.setdefault(theme.study, []).append(theme.id)
            if theme.parent in self.themes:
                self._inside[str(theme.parent)].append(theme.id)
        self._holding: dict[str, list[str]] = defaultdict(list)
        for concept in self.concepts.values():
            for wider in concept.broader:
                self._holding[wider].append(concept.id)
        self._translations = sequence_of(synthesis.translations)
        self._drawn: dict[str, list[Edge]] = defaultdict(list)
        for edge in _told(synthesis, self._translations.drawn):
            if self.kind(edge.source) and self.kind(edge.target):
                self._drawn[edge.source].append(edge)
                self._drawn[edge.target].append(edge)

    def kind(self, id: str) -> Kind | None:
        """None: there is no such node."""
        if id in self.themes:
            return "theme"
        if id in self.concepts:
            return "concept"
        return "study" if id in self.of_study else None

    def named(self, words: str, names: Mapping[str, str], most: int) -> list[str]:
        """Ids of concepts, then studies, then themes in whose label each word begins one; the shorter labels first.

        names: of studies, by id. most: of each kind.
        """
        asked = words.casefold().split()
        labels: tuple[Iterable[tuple[str, str]], ...] = (
            ((id, concept.label) for id, concept in self.concepts.items()),
            ((id, names.get(id, id)) for id in self.of_study),
            ((id, theme.label) for id, theme in self.themes.items()),
        )
        found: list[str] = []
        for kind in labels if asked else ():
            hits = [(len(label), label, id) for id, label in kind if _holds(label, asked)]
            found += [id for _, _, id in sorted(hits)[:most]]
        return found

    def edges(self, id: str) -> list[Edge]:
        """All edges of a node, in the order in which they are kept; none for what is no node."""
        return sorted({edge.id: edge for edge in self._of(id)}.values(), key=lambda edge: edge.order)

    def degree(self, id: str) -> int:
        """How many edges it has, counted without making them."""
        if id in self.themes:
            theme = self.themes[id]
            up = 1 + (id in self.concept_of) + (theme.parent in self.themes)
            return up + len(self._inside.get(id, ())) + len(self._drawn.get(id, ())) + self._translations.count_of(id)
        if id in self.concepts:
            concept = self.concepts[id]
            wider = sum(other in self.concepts for other in concept.broader)
            return len(concept.themes) + wider + len(self._holding.get(id, ()))
        return len(self.of_study.get(id, ())) + len(self._drawn.get(id, ()))

    def near(self, id: str, relations: Collection[str]) -> Iterator[str]:
        """The other ends of its edges, those of structure first, then of the stronger translations.

        relations: of the translations that are walked; what is no translation always is.
        """
        yield from dict.fromkeys(edge.other(id) for edge in sorted(self._fixed(id), key=lambda edge: edge.order))
        for other in self._translations.targets_of(id, _words_of(relations)):
            if other in self.themes:
                yield other

    def between(self, found: Collection[str], relations: Collection[str], most: int) -> tuple[list[Edge], Counter[str]]:
        """The edges by some relations between nodes, in the order in which they are kept; translations without words.

        Returns:
            The first, `most` of them; and how many there are at each node in all.
        """
        fixed = {
            edge.id: edge
            for id in found
            for edge in self._fixed(id)
            if edge.relation in relations and edge.other(id) in found
        }
        counts = Counter(end for edge in fixed.values() for end in (edge.source, edge.target))
        themes = [id for id in found if id in self.themes]
        translations, of_each = self._translations.pairs_inside(themes, _words_of(relations), most)
        edges = [*fixed.values(), *_one_way(translations)]
        return sorted(edges, key=lambda edge: edge.order)[:most], counts + Counter(of_each)

    def with_words(self, edges: Sequence[Edge]) -> list[Edge]:
        """Edges with the reasons and quotes of the machine's translations, which are made for those that are shown."""
        wordless = [e for e in edges if e.relation in _JUDGED and e.decided_by == MACHINE and not e.reasons]
        said = dict(zip((edge.id for edge in wordless), self._translations.said(wordless), strict=True))
        return [replace(e, reasons=said[e.id][0], quotes=said[e.id][1]) if e.id in said else e for e in edges]

    def _of(self, id: str) -> Iterator[Edge]:
        yield from self._fixed(id)
        for edge in _one_way(self._translations.machine_of([id])):
            if edge.source in self.themes and edge.target in self.themes:
                yield edge

    def _fixed(self, id: str) -> Iterator[Edge]:
        """All but the machine's translations."""
        if id in self.themes:
            theme = self.themes[id]
            yield Edge(id, theme.study, REPORTED)
            if id in self.concept_of:
                yield Edge(id, self.concept_of[id].id, MEMBER)
            if theme.parent in self.themes:
                yield Edge(id, str(theme.parent), PART)
            yield from (Edge(part, id, PART) for part in self._inside.get(id, ()))
        elif id in self.concepts:
            concept = self.concepts[id]
            yield from (Edge(theme, id, MEMBER) for theme in concept.themes if theme in self.themes)
            yield from (Edge(id, wider, BROADER) for wider in concept.broader if wider in self.concepts)
            yield from (Edge(inner, id, BROADER) for inner in self._holding.get(id, ()))
        else:
            yield from (Edge(theme, id, REPORTED) for theme in self.of_study.get(id, ()))
        yield from self._drawn.get(id, ())


def _words_of(relations: Collection[str]) -> list[Translated]:
    """The relations of translations among some words; who wants the broader wants the narrower."""
    wanted = [relation for relation in Translated if relation.value in relations]
    return [*wanted, Translated.NARROW] if Translated.BROAD in wanted else wanted


def _holds(label: str, asked: Iterable[str]) -> bool:
    folded = f" {label.casefold().replace('-', ' ').replace('(', ' ')}"
    return all(f" {word}" in folded for word in asked)


def _told(synthesis: Synthesis, drawn: Iterable[Translation]) -> Iterator[Edge]:
    """The edges that somebody judged, relations, refutations and the ties of studies: each once."""
    yield from _one_way(drawn)
    for relation in synthesis.relations:
        if relation.kind in JOINS:
            words = (relation.quote, relation.quote)
            yield Edge(relation.source, relation.target, JOINS[relation.kind], 1.0, relation.reasons, words)
    for found in synthesis.disagreements:
        yield from _refutations(found)
    for tie in synthesis.dependence:
        if tie.kind in TIES and not tie.unused:
            yield Edge(tie.source, tie.target, tie.kind, 1.0, (tie.evidence,))


def _one_way(translations: Iterable[Translation]) -> Iterator[Edge]:
    """Of each translation and its mirror image one."""
    seen: set[tuple[str, str, str]] = set()
    for found in translations:
        source, target, relation, quotes = found.source, found.target, found.relation, found.quotes
        turned = relation is Translated.NARROW or (
            relation not in (Translated.BROAD, Translated.REFUTES) and source > target
        )
        if turned:
            source, target, quotes = target, source, (quotes[1], quotes[0])
        named = (Translated.BROAD if relation is Translated.NARROW else relation).value
        if (source, target, named) not in seen:
            seen.add((source, target, named))
            yield Edge(source, target, named, round(found.score, 4), found.reasons, quotes, found.decided_by)


def _refutations(found: Disagreement) -> Iterator[Edge]:
    """From each theme of the second side to each of the first; none when people have dismissed it."""
    if found.standing is Standing.DISMISSED:
        return
    for one in (side for side in found.sides if side.against):
        for other in (side for side in found.sides if not side.against):
            if one.theme and other.theme and one.theme != other.theme:
                words = (one.quote, other.quote)
                score = round(found.confidence, 4)
                yield Edge(
                    one.theme, other.theme, Translated.REFUTES.value, score, found.reasons, words, found.decided_by
                )

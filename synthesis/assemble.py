"""Studies, themes and decisions to one Synthesis.

In: studies, their extractions, the log of decisions, an Embedding. Out: a Synthesis. This is the door of the room; it
calls everything else here and is called by the shell. The order of studies and extractions changes nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from corpus.study import Study
from extract.facts.values import Fact
from extract.theme import Extraction, Relation, Status, Theme, ThemeId, fold_label
from synthesis.concept import Concept, ConceptId, Synthesis, Translation, concept_id
from synthesis.concept import Relation as RelationOf
from synthesis.conclusions import conclusions
from synthesis.decisions import Decision, Replay, judged, replay
from synthesis.dependence import Bibliography, dependences
from synthesis.disagreement import Disagreement
from synthesis.refutation import Claim, Corpus, disagreements, found_between, refuters
from synthesis.similarity.term import Embedding, Term
from synthesis.similarity.thesaurus import EMPTY, Thesaurus
from synthesis.translation import Aligner, Hierarchy, Link, align, hierarchy
from synthesis.translation.columns import Translations
from synthesis.weighing import Weigher, pivotal, primary_studies, scope_of, why


def synthesise(
    studies: Iterable[Study],
    extractions: Iterable[Extraction],
    decisions: Iterable[Decision],
    *,
    embedding: Embedding,
    thesaurus: Thesaurus = EMPTY,
    within: Iterable[Disagreement] = (),
    claims: Iterable[Claim] | None = None,
    aligner: Aligner | None = None,
    facts: Iterable[Fact] = (),
) -> Synthesis:
    """The whole synthesis.

    Args:
        studies, extractions: an extraction of a study that is not among the studies is used all the same, without ties.
        decisions: the log, in any order; what is not in force is passed over.
        thesaurus: which words and phrases name one thing, in any field and in the codebook in force.
        within: what refutation.found_within says of each study; the shell keeps it, so that it is found once.
        claims: what refutation.claims_of says of each study, kept likewise; read off the studies where it is not given.
        aligner: one that has seen most of it before does only what is new; the result is the same.
        facts: what the studies tell of their method: who searched alike, and who is no review.
    """
    ordered = sorted(studies, key=lambda study: study.id)
    extracted = sorted(extractions, key=lambda extraction: extraction.study)
    log = tuple(decisions)
    state = replay(extracted, log, ordered)
    live = [theme for theme in state.themes if theme.status is not Status.REJECTED]
    alignment = (aligner or align)(
        map(Term.of, live),
        embedding=embedding,
        must_link=state.must_link,
        cannot_link=state.cannot_link,
        thesaurus=thesaurus,
    )
    told = tuple(facts)
    works = Bibliography(ordered, judged(log, ordered))
    ties = dependences(ordered, told, works)
    primary = primary_studies(told)
    weigher = Weigher(ordered, ties, scope_of(extracted, live), primary=primary, bibliography=works)
    build = _Concepts(live, alignment.translations, state, weigher, facet_order(extracted), thesaurus)
    concepts, circles = build.concepts(alignment.concepts)
    opposed = found_between(Corpus(ordered, live, concepts, state.relations, ties, claims))
    adjudicated = disagreements((*opposed, *sorted(within, key=lambda d: d.studies)), log, ordered)
    return Synthesis(
        themes=state.themes,
        concepts=concepts,
        translations=_edges(state.relations, alignment.translations),
        dependence=ties,
        questions=alignment.questions,
        relations=_relations(extracted, {theme.id for theme in state.themes}),
        circles=circles,
        disagreements=adjudicated,
        conclusions=conclusions(state.drawn, concepts, {t.id: t for t in state.themes}, adjudicated, ordered),
    )


def _relations(extractions: Iterable[Extraction], known: Collection[ThemeId]) -> tuple[Relation, ...]:
    """The relations that the studies draw between themes that are still there, rejected ones included."""
    drawn = (relation for extraction in extractions for relation in extraction.relations)
    return tuple(relation for relation in drawn if relation.source in known and relation.target in known)


def facet_order(extractions: Iterable[Extraction]) -> dict[str, int]:
    """The place of each facet: that of the codebooks, as the scopes of the extractions show it.

    Codebooks that disagree, and facets that no scope holds in a row, fall back to the alphabet.
    """
    follows: dict[str, set[str]] = defaultdict(set)
    for extraction in extractions:
        facets = [facet for facet, _ in extraction.scope]
        for i, facet in enumerate(facets):
            follows[facet] |= set(facets[:i])
    order: list[str] = []
    while len(order) < len(follows):
        left = sorted(follows.keys() - set(order))
        ready = [facet for facet in left if follows[facet] <= set(order)]
        order.append((ready or left)[0])
    return {facet: place for place, facet in enumerate(order)}


class _Concepts:
    """Builds the concepts of one synthesis; holds what all of them need."""

    def __init__(
        self,
        live: Sequence[Theme],
        translations: Translations,
        state: Replay,
        weigher: Weigher,
        order: Mapping[str, int],
        thesaurus: Thesaurus,
    ) -> None:
        self.of = {theme.id: theme for theme in live}
        self.state, self.weigher, self.order = state, weigher, order
        self.translations, self.thesaurus = translations, thesaurus
        self.near: dict[str, float] = {}  # of each theme the scores of its translations within its concept, together

    def concepts(self, clusters: Sequence[Sequence[str]]) -> tuple[tuple[Concept, ...], tuple[Link, ...]]:
        """By facet in the order of the codebook, then most supported first, then label; and the circles among them."""
        groups = [sorted((self.of[ThemeId(id)] for id in ids), key=lambda t: (t.study, t.id)) for ids in clusters]
        self.near = self.translations.within({id: number for number, ids in enumerate(clusters) for id in ids})
        labels = [self._label(group) for group in groups]
        ids = self._ids(groups, labels)
        broad = self.translations.bare(RelationOf.BROAD)
        tree = hierarchy(dict(zip(ids, groups, strict=True)), broad, self.thesaurus)
        made = [self._concept(id, label, group, tree) for id, label, group in zip(ids, labels, groups, strict=True)]
        last = len(self.order)
        return tuple(
            sorted(
                made,
                key=lambda c: (self.order.get(c.facet, last), c.facet, -len(c.studies), fold_label(c.label), c.id),
            )
        ), tree.circles

    def _concept(self, id: ConceptId, label: str, group: Sequence[Theme], tree: Hierarchy) -> Concept:
        facet = group[0].facet
        evidence = self.weigher.evidence(group, refuters(group, self.state.relations, self.of))
        return Concept(
            id=id,
            facet=facet,
            label=label,
            definition=self._definition(group),
            themes=tuple(theme.id for theme in group),
            studies=evidence.supporters,
            support=evidence.support(),
            verdict=evidence.verdict(),
            why=why(evidence),
            pivotal=pivotal(evidence),
            refuted_by=evidence.refuted_by,
            hedged_by=evidence.hedged_by,
            denied_by=evidence.denied_by,
            broader=tree.broader.get(id, ()),
            narrower=tree.narrower.get(id, ()),
            status=self._status(group),
        )

    def _label(self, group: Sequence[Theme]) -> str:
        """A reviewer's name for most of the members, else the label that is nearest to all, common and short."""
        members = {theme.id for theme in group}
        for named, label in reversed(self.state.renames):
            if 2 * len(named & members) > len(named):
                return label
        count = Counter(fold_label(theme.label) for theme in group)

        def rank(theme: Theme) -> tuple[float, int, int, str, str]:
            return (
                -round(self.near.get(theme.id, 0.0), 4),
                -count[fold_label(theme.label)],
                len(theme.label),
                theme.label,
                theme.id,
            )

        return min(group, key=rank).label

    def _definition(self, group: Sequence[Theme]) -> str:
        """The members' own words, those of the surest theme first to be taken; "" when none defines it."""
        told = [theme for theme in group if theme.definition]
        return min(told, key=lambda t: (-t.confidence, len(t.definition), t.id)).definition if told else ""

    def _status(self, group: Sequence[Theme]) -> Status:
        members = {theme.id for theme in group}
        for named, status in reversed(self.state.statuses):
            if 2 * len(named & members) > len(named):
                return status
        return Status.ACCEPTED if all(theme.status is Status.ACCEPTED for theme in group) else Status.PROPOSED

    def _ids(self, groups: Sequence[Sequence[Theme]], labels: Sequence[str]) -> list[ConceptId]:
        """One id a concept: of facet and label, then also of the parent's label, then also of the first member."""
        names = list(labels)
        for more in (self._parent_label, lambda group: group[0].id):
            keys = [concept_id(group[0].facet, name) for group, name in zip(groups, names, strict=True)]
            twice = {key for key, times in Counter(keys).items() if times > 1}
            names = [
                f"{name} {more(group)}" if key in twice else name
                for key, name, group in zip(keys, names, groups, strict=True)
            ]
        return [concept_id(group[0].facet, name) for group, name in zip(groups, names, strict=True)]

    def _parent_label(self, group: Sequence[Theme]) -> str:
        return min((parent.label for theme in group if (parent := self._parent(theme))), default="")

    def _parent(self, theme: Theme) -> Theme | None:
        return self.of.get(theme.parent) if theme.parent else None


def _edges(drawn: Sequence[Translation], judged: Translations) -> Translations:
    """Reviewers' edges first, then the machine's; each by falling score."""
    reviewers = sorted(drawn, key=lambda edge: (edge.source, edge.target, edge.relation, edge.decided_by))
    return judged.with_drawn(dict.fromkeys(reviewers))

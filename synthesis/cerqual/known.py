"""What a finding is known by, and the statements that its evidence profile is made of.

In: a synthesis, studies, facts of their methods, a Weigher. Out: Known, and a Finding for each concept; Statement and
Words values. Called by synthesis.cerqual and by the four modules of its components.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from corpus.study import Anchor, Study, StudyId
from extract.facts.values import Fact
from extract.theme import Extraction, Mention, Theme, ThemeId, fold_label
from synthesis.concept import Concept, Dependence, Synthesis, Translation
from synthesis.decisions import find_quote
from synthesis.disagreement import Disagreement, Scope, Side
from synthesis.translation.columns import sequence_of
from synthesis.weighing import Evidence, Weigher

NAMED = 3  # studies that a sentence names; more of them are counted in it, and listed under it
_NAMED = re.compile(r"(?P<what>\w+) “(?P<words>.+)”$", re.DOTALL)  # how an extraction tells what shows a scope


@dataclass(frozen=True, slots=True)
class Words:
    """A quote that a statement rests on. of: the id of the theme, fact or disagreement that it belongs to, or ""."""

    study: StudyId
    anchor: Anchor
    quote: str
    of: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that is known of a component.

    text: a sentence, with its numbers. brief: the same without what it tells of each study, which `each` has; "" and ()
    where the sentence is short. studies: those that it speaks of, sorted. words: the quotes under it, in the order of
    the studies. items: what it counts, by name, where that is no quote (primary studies, ties). gap: it says that
    something was not found, which is no proof that it was not done.
    """

    text: str
    studies: tuple[StudyId, ...] = ()
    words: tuple[Words, ...] = ()
    items: tuple[str, ...] = ()
    gap: bool = False
    brief: str = ""
    each: tuple[str, ...] = ()


class Known:
    """All that profiles of one synthesis are made from, looked up once."""

    def __init__(
        self,
        synthesis: Synthesis,
        studies: Iterable[Study],
        extractions: Iterable[Extraction],
        facts: Iterable[Fact],
        weigher: Weigher,
        names: Mapping[StudyId, str],
    ) -> None:
        """names: how texts name a study; one without a name goes by its id."""
        self.synthesis, self.weigher, self._names = synthesis, weigher, names
        self.studies = {study.id: study for study in studies}
        self.themes = {theme.id: theme for theme in synthesis.themes}
        self._facts: dict[StudyId, list[Fact]] = defaultdict(list)
        for fact in facts:
            self._facts[fact.study].append(fact)
        self._scope = {
            (extraction.study, facet): words for extraction in extractions for facet, words in extraction.scope
        }
        self._scope_words: dict[tuple[StudyId, str], Words | None] = {}

    def name(self, study: StudyId) -> str:
        """How a text names a study."""
        return self._names.get(study, study)

    def listed(self, studies: Iterable[StudyId]) -> str:
        """ "Ito 2019, Roy 2020 and Sen 2021" """
        names = [self.name(study) for study in sorted(studies)]
        return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""

    def in_names(self, text: str) -> str:
        """A text with the names of studies for their ids."""
        return re.sub(r"[\w-]+", lambda word: self._names.get(StudyId(word[0]), word[0]), text)

    def facts_of(self, study: StudyId) -> Sequence[Fact]:
        return self._facts.get(study, ())

    def disagreements_on(self, concept: Concept) -> Sequence[Disagreement]:
        """Those about the concept, or about one of its themes on that theme's words, in the order of the synthesis."""
        near = {place for key in (concept.id, *concept.themes) for place in self._disagreements.get(key, ())}
        return [self.synthesis.disagreements[place] for place in sorted(near)]

    def within(self, study: StudyId) -> Sequence[Disagreement]:
        """What a study holds against itself."""
        return self._within.get(study, ())

    def translations_of(self, concept: Concept) -> Sequence[Translation]:
        """The translations between themes of a concept, without their words."""
        return sequence_of(self.synthesis.translations).bare_of(concept.themes, inside=True)

    def ties_among(self, studies: Iterable[StudyId]) -> list[Dependence]:
        """The ties that are used between two of these studies."""
        wanted = set(studies)
        return [t for t in self.synthesis.dependence if not t.unused and t.source in wanted and t.target in wanted]

    def scope_words(self, study: StudyId, facet: str) -> Words | None:
        """The words by which a study addresses a facet, where they stand in a document of it."""
        key = (study, facet)
        if key not in self._scope_words:
            self._scope_words[key] = self._looked_up(*key)
        return self._scope_words[key]

    def _looked_up(self, study: StudyId, facet: str) -> Words | None:
        """The title, question or caption that a scope names, or the best quote of its theme."""
        told, held = _NAMED.search(self._scope.get((study, facet), "")), self.studies.get(study)
        if told is None or held is None:
            return None
        if told["what"] == "theme":
            named = (t for t in self.themes.values() if (t.study, t.facet, t.label) == (study, facet, told["words"]))
            theme = next(named, None)
            return words_of(theme.id, study, theme.mentions[0]) if theme else None
        anchor = find_quote(held, told["words"])
        return Words(study, anchor, held.document(anchor.document).quote(anchor)) if anchor else None

    @cached_property
    def _disagreements(self) -> dict[str, set[int]]:
        """Places in the list of all, by concept and by theme."""
        found: dict[str, set[int]] = defaultdict(set)
        for place, one in enumerate(self.synthesis.disagreements):
            named = {
                id
                for side in one.sides
                for id in (self._spoken_of(side, one.topic) if not side.theme else [side.theme])
            }
            for key in {one.concept, *named} - {""}:
                found[key].add(place)
        return found

    def _spoken_of(self, side: Side, topic: str) -> list[ThemeId]:
        """The themes of a side's words that its topic names, where the side itself tells none."""
        about = f" {fold_label(topic)} "
        return [
            theme.id
            for theme in self._themes_of.get(side.study, ())
            if f" {fold_label(theme.label)} " in about and any(_overlap(m.anchor, side.anchor) for m in theme.mentions)
        ]

    @cached_property
    def _themes_of(self) -> dict[StudyId, list[Theme]]:
        found: dict[StudyId, list[Theme]] = defaultdict(list)
        for theme in self.themes.values():
            found[theme.study].append(theme)
        return found

    @cached_property
    def _within(self) -> dict[StudyId, list[Disagreement]]:
        found: dict[StudyId, list[Disagreement]] = defaultdict(list)
        for one in self.synthesis.disagreements:
            if one.scope is Scope.WITHIN:
                found[one.studies[0]].append(one)
        return found


class Finding:
    """One concept with what is known of it."""

    def __init__(self, concept: Concept, known: Known) -> None:
        self.concept, self.known = concept, known
        self.members: tuple[Theme, ...] = tuple(known.themes[id] for id in concept.themes)
        self.contributing = tuple(sorted({*concept.studies, *concept.hedged_by}))

    @cached_property
    def evidence(self) -> Evidence:
        """What the concept's support was reckoned from."""
        return self.known.weigher.evidence(self.members, self.concept.refuted_by)

    @cached_property
    def basis(self) -> dict[StudyId, str]:
        """By study that speaks of it, what its primary studies are known from (see Weight)."""
        return {weight.study: weight.basis for weight in self.concept.support.weights}

    def who(self, studies: Iterable[StudyId]) -> str:
        """The studies by name; more than three by their number."""
        named = set(studies)
        if len(named) <= NAMED:
            return self.known.listed(named)
        return "all of them" if named == set(self.contributing) else f"{len(named)} of them"

    @cached_property
    def mentions(self) -> tuple[tuple[Theme, Mention], ...]:
        """Every mention, in the order of the studies."""
        return tuple((theme, mention) for theme in self.members for mention in theme.mentions)

    def best(self, studies: Iterable[StudyId]) -> tuple[Words, ...]:
        """The best quote of each of these studies that has a theme in the concept."""
        wanted, found = set(studies), dict[StudyId, Words]()
        for theme, mention in self.mentions:
            if theme.study in wanted:
                found.setdefault(theme.study, words_of(theme.id, theme.study, mention))
        return tuple(found[study] for study in sorted(found))


def _overlap(one: Anchor, other: Anchor) -> bool:
    return one.document == other.document and one.start < other.end and other.start < one.end


def words_of(theme: ThemeId, study: StudyId, mention: Mention) -> Words:
    return Words(study, mention.anchor, mention.quote, theme)


def all_words(held: Iterable[tuple[Theme, Mention]]) -> tuple[Words, ...]:
    """The quotes of mentions, in the order given."""
    return tuple(words_of(theme.id, theme.study, mention) for theme, mention in held)


def studies_told(number: int) -> str:
    """ "1 study", "3 studies" """
    return count(number, "study", "studies")


def range_told(interval: tuple[float, float]) -> str:
    """ "2.3", or "1.0 to 2.3" """
    low, high = (f"{value:.1f}" for value in interval)
    return low if low == high else f"{low} to {high}"


def count(number: int, one: str, more: str = "") -> str:
    """ "1 study", "3 studies", "no quote" """
    return f"{number or 'no'} {one if number == 1 else more or one + 's'}"


def sentence(text: str) -> str:
    """With a capital and a full stop; a name in front keeps its own letters."""
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "?", "!")) else ".")

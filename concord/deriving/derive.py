"""From what is kept to what is shown: contradictions, the synthesis, its overlap and weighing, each made once, cached.

In: a store. Out: a Derived, which makes each thing when it is first asked for. Called by KnowledgeBase. Each value is
cached in the store under the hash of all that it is made from (bytes, code, codebook, models, decisions), so one more
file costs the reading of that file and one alignment, and other code never sees an old value.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from dataclasses import asdict, replace
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from concord import codebooks, resources
from concord.deriving.caching import keep, key_of, of_each, read_back
from concord.deriving.extracted import Extracted, quiet
from concord.deriving.readings import Progress, Reader
from concord.store import codec
from concord.store.store import State, Store
from corpus.study import Study
from extract.facts.values import Fact
from synthesis.decisions import Decision
from synthesis.disagreement import Disagreement

if TYPE_CHECKING:
    from concord.processes.extractors import Extractors
    from synthesis.concept import Synthesis
    from synthesis.decisions import Conflict, Replay
    from synthesis.overlap import CorpusOverlap
    from synthesis.refutation import Claim
    from synthesis.similarity.thesaurus import Thesaurus
    from synthesis.translation import Aligner
    from synthesis.weighing import Assumptions, Weigher

T = TypeVar("T")
_WHOLE, _PART = "synthesis", "part of a synthesis"  # kinds of what is cached


class Derived(Extracted):
    """Everything that follows from one state of the store. Safe for several threads."""

    def __init__(
        self,
        store: Store,
        state: State,
        read: Reader,
        extractors: Extractors,
        progress: Progress = quiet,
        before: Derived | None = None,
    ) -> None:
        super().__init__(store, state, read, extractors, progress, before)
        # A copy, which begins at the same alignment: what is only tried must not move the one that is in force.
        self._aligner: Aligner | None = copy(before._aligner) if before else None
        self._weighers: dict[Assumptions, Weigher] = {}

    @property
    def log(self) -> tuple[Decision, ...]:
        """The decisions, the first one first."""
        with self._lock:
            return self._log

    @property
    def synthesis(self) -> Synthesis:
        """Concepts, translations and questions, after all decisions that are in force."""
        with self._lock:
            return self._synthesis

    @property
    def overlap(self) -> CorpusOverlap:
        """The works that the studies hold, under each assumption, after what reviewers said of references."""
        with self._lock:
            return self._overlap

    def weigher(self, assumptions: Assumptions) -> Weigher:
        """What weighs the concepts of the synthesis under some assumptions; each is made once."""
        with self._lock:
            if assumptions not in self._weighers:
                self._weighers[assumptions] = self._weigher(assumptions)
            return self._weighers[assumptions]

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """Decisions that no longer find what they speak of, in order."""
        with self._lock:
            return self._replayed.conflicts

    @property
    def replayed(self) -> Replay:
        """What the decisions came to: what was applied, and what was not."""
        with self._lock:
            return self._replayed

    @cached_property
    def _facts_of_study(self) -> dict[str, list[Fact]]:
        told: dict[str, list[Fact]] = {}
        for fact in self._facts:
            told.setdefault(fact.study, []).append(fact)
        return told

    @cached_property
    def _within(self) -> tuple[Disagreement, ...]:
        """What each study holds against itself, in the order of the studies."""
        from synthesis.refutation import found_within

        rooms = resources.fingerprint("synthesis")
        return self._of_each_study(
            "within",
            tuple[Disagreement, ...],
            lambda study: key_of("within", self._facts_key(study), rooms),
            lambda study: found_within(study, self._facts_of_study.get(study.id, ())),
        )

    @cached_property
    def _claims(self) -> tuple[Claim, ...]:
        """What each study says that another one may hold the opposite of, in the order of the studies."""
        from synthesis.refutation import Claim, claims_of

        rooms = resources.fingerprint("corpus", "extract", "synthesis")

        def key(study: Study) -> str:
            return key_of("claims", study.id, self._readings_of(study), rooms)

        return self._of_each_study("claims", tuple[Claim, ...], key, claims_of)

    def _of_each_study(
        self,
        kind: str,
        form: type[tuple[T, ...]],
        key: Callable[[Study], str],
        make: Callable[[Study], tuple[T, ...]],
    ) -> tuple[T, ...]:
        studies = {str(study.id): study for study in self._studies}
        keys = {id: key(study) for id, study in studies.items()}
        made = of_each(self._store, kind, form, keys, lambda id: make(studies[id]))
        return tuple(value for id in studies for value in made[id])

    @property
    def studies(self) -> tuple[Study, ...]:
        """By id, with what reviewers said of their title, authors, year and DOI."""
        with self._lock:
            return self._described

    @cached_property
    def _described(self) -> tuple[Study, ...]:
        """What is extracted from a study knows nothing of it, so that a corrected year extracts nothing again."""
        from synthesis.decisions import described

        return described(self._studies, self._log)

    @cached_property
    def _synthesis(self) -> Synthesis:
        key = self._synthesis_key()
        found = self._kept_synthesis(_WHOLE, key)
        if found is None:
            with self._store.turn(f"synthesis {key}"):  # others that see this state wait, and find what is made here
                found = self._kept_synthesis(_WHOLE, key) or self._kept_synthesis(_PART, self._part_key(key))
                found = found or self._made_synthesis(key)
        return found

    def _kept_synthesis(self, kind: str, key: str) -> Synthesis | None:
        from synthesis.concept import Synthesis

        found = read_back(Synthesis, self._store.derived(kind, {"all": key})).get("all")
        return self._explained(found) if found else None

    def _explained(self, found: Synthesis) -> Synthesis:
        """With translations that say their reasons again when somebody looks."""
        from synthesis.translation.columns import Translations
        from synthesis.translation.explaining import Explainer

        if not isinstance(found.translations, Translations):
            return found
        explain = Explainer(found.themes, resources.embedding, lambda: self._thesaurus)
        return replace(found, translations=found.translations.explained(explain))

    @property
    def _thesaurus(self) -> Thesaurus:
        return codebooks.thesaurus_of(self._codebook(study).texts for study in self._studies)

    def _part_key(self, key: str) -> str:
        """Of what could be extracted within these limits, without the files that cannot be read at this moment.

        A file that took too long while the machine was busy is there again later, and then the whole is made.
        """
        return key_of(key, *self._extractors.limits, *(unreadable.name for unreadable in self._read[1]))

    def _made_synthesis(self, key: str) -> Synthesis:
        from synthesis import synthesise
        from synthesis.translation import Aligner

        self._progress("translating", 0, 1)
        self._aligner = self._aligner or Aligner()
        made = synthesise(
            self._described,
            self._extractions,
            self._log,
            embedding=resources.embedding(),
            thesaurus=self._thesaurus,
            within=self._within,
            claims=self._claims,
            aligner=self._aligner,
            facts=self._facts,
        )
        if self.given_up or self._read[1]:
            keep(self._store, _PART, "all", self._part_key(key), codec.dumps(made))
        else:
            keep(self._store, _WHOLE, "all", key, codec.dumps(made))
        self._progress("done", 1, 1)
        return made

    def _synthesis_key(self) -> str:
        """Made from the state alone, so that a synthesis that is there already is found without reading documents."""
        book = self.state.codebook
        rooms = ("concord", "corpus", "extract", "synthesis")
        models = (resources.PIPELINE, resources.EMBEDDING, resources.THESAURUS, resources.CONFIDENCE)
        return key_of(
            "synthesis",
            [(row.id, row.name) for row in self.state.documents],
            book.texts if book else (),
            self.state.decisions,
            resources.fingerprint(*rooms, *models, resources.METHODS, "codebooks"),
            asdict(self.program),
        )

    @cached_property
    def _overlap(self) -> CorpusOverlap:
        from extract.facts.summary import search_years
        from synthesis.decisions import judged
        from synthesis.overlap import CorpusOverlap

        searched = search_years(self._facts, self._described)
        return CorpusOverlap(self._described, searched, judged(self._log, self._described))

    def _weigher(self, assumptions: Assumptions) -> Weigher:
        from extract.theme import Status
        from synthesis.weighing import Weigher, primary_studies, scope_of

        live = [theme for theme in self._synthesis.themes if theme.status is not Status.REJECTED]
        return Weigher(
            self._described,
            self._synthesis.dependence,
            scope_of(self._extractions, live),
            assumptions,
            primary=primary_studies(self._facts),
            bibliography=self._overlap.bibliography,
        )

    @cached_property
    def _replayed(self) -> Replay:
        from synthesis.decisions import replay

        return replay(self._extractions, self._log, self._described)

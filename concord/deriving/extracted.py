"""From studies to what is extracted from each: themes under a codebook, facts of the method, each made once and cached.

In: a store. Out: an Extracted, the middle part of what is derived. Called as a base class by concord.deriving.derive.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from concord import codebooks
from concord.deriving import choosing
from concord.deriving.caching import held_key, keep, key_of, of_each, read_back
from concord.deriving.readings import Progress, Reader, Readings
from concord.store import codec
from concord.store.store import State, Store
from corpus.study import Study
from extract.facts.values import Fact
from extract.theme import Extraction

if TYPE_CHECKING:
    from concord.processes.extractors import Extractor, Extractors

T = TypeVar("T")
_THEMES = "extraction"
_FACTS = tuple[Fact, ...]


def quiet(what: str, done: int, total: int) -> None:
    """The progress of somebody who does not look."""


class Extracted(Readings):
    """Studies with their themes and facts. Safe for several threads."""

    def __init__(
        self,
        store: Store,
        state: State,
        read: Reader,
        extractors: Extractors,
        progress: Progress = quiet,
        before: Readings | None = None,
    ) -> None:
        super().__init__(store, state, read, progress, before)
        self._extractors = extractors
        self._given_up: dict[tuple[str, str], str] = {}

    @property
    def extractions(self) -> tuple[Extraction, ...]:
        """One a study, in the order of the studies, before any decision."""
        with self._lock:
            return self._extractions

    @property
    def given_up(self) -> dict[str, str]:
        """For each study whose themes could not be found, the sentence why, by id."""
        with self._lock:
            there = {extraction.study for extraction in self._extractions}
            return {id: why for (kind, id), why in sorted(self._given_up.items()) if kind == _THEMES and id in there}

    @property
    def facts(self) -> tuple[Fact, ...]:
        """What the studies say of their own method, in the order of the studies."""
        with self._lock:
            return self._facts

    def codebook(self, study: Study) -> codebooks.Chosen:
        """The codebook that a study is read with."""
        with self._lock:
            return self._codebook(study)

    @cached_property
    def _extraction_keys(self) -> dict[str, str]:
        return {str(study.id): self._extraction_key(study) for study in self._studies}

    def _extraction_key(self, study: Study) -> str:
        shell = codec.to_plain(study.with_documents(()))
        texts = self._codebook(study).texts
        return held_key(self.program.themes, "extraction", shell, self._readings_of(study), texts)

    def _readings_of(self, study: Study) -> list[tuple[str, str]]:
        """What a study was read from, for a key."""
        return [(d.id, self._document_key(d.name)) for d in study.documents]

    def _codebook(self, study: Study) -> codebooks.Chosen:
        return self._codebooks[study.id]

    @cached_property
    def _codebooks(self) -> dict[str, codebooks.Chosen]:
        """The codebook of each study: the one in force, or the one that its own words chose when it came."""
        if self.state.codebook and self.state.codebook.texts:
            one = codebooks.of_texts(self.state.codebook.texts)
            return {str(study.id): one for study in self._studies}
        studies = {str(study.id): study for study in self._studies}
        label = self.program.choice
        keys = {id: held_key(label, "codebook", self._readings_of(study)) for id, study in studies.items()}
        chosen = of_each(
            self._store, "codebook", codebooks.Texts, keys, lambda id: choosing.chosen_for(studies[id]).texts
        )
        return {id: codebooks.of_texts(texts) for id, texts in chosen.items()}

    @cached_property
    def _extractions(self) -> tuple[Extraction, ...]:
        made = self._each(
            _THEMES,
            Extraction,
            self._extraction_keys,
            lambda extractor, study: extractor.themes(study, self._codebook(study).texts),
        )
        return tuple(made.get(study.id, Extraction(study.id, (), ())) for study in self._studies)

    @cached_property
    def _facts(self) -> tuple[Fact, ...]:
        keys = {str(study.id): self._facts_key(study) for study in self._studies}
        made = self._each("facts", _FACTS, keys, lambda extractor, study: extractor.facts(study))
        return tuple(fact for study in self._studies for fact in made.get(study.id, ()))

    def _each(
        self, kind: str, form: type[T], keys: dict[str, str], extract: Callable[[Extractor, Study], T]
    ) -> dict[str, T]:
        """What is extracted from each study, from the cache where it is there; a study that is given up has nothing.

        That it was given up is cached too, for these limits, so that nobody waits for it again and again.
        """
        from concord.processes.extractors import GivenUp

        made = read_back(form, self._store.derived(kind, keys))
        hopeless = {id: key_of(key, *self._extractors.limits) for id, key in keys.items() if id not in made}
        given_up = {id: data.decode() for id, data in self._store.derived(f"no {kind}", hopeless).items()}
        todo = [study for study in self._studies if study.id not in made and study.id not in given_up]
        for done, (study, result) in enumerate(zip(todo, self._extractors.each(extract, todo), strict=True)):
            self._progress("extracting", len(self._studies) - len(todo) + done, len(self._studies))
            if isinstance(result, GivenUp):
                given_up[str(study.id)] = str(result)
                keep(self._store, f"no {kind}", study.id, hopeless[study.id], str(result).encode())
            else:
                made[str(study.id)] = result
                keep(self._store, kind, study.id, keys[study.id], codec.dumps(result))
        self._progress("done", 1, 1)
        self._given_up |= {(kind, id): why for id, why in given_up.items()}
        return made

    def _facts_key(self, study: Study) -> str:
        return held_key(self.program.facts, "facts", study.id, self._readings_of(study))

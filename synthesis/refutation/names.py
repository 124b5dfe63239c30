"""Whether two phrases of two studies name one thing.

In: a Corpus. Out: Names: the keys of a phrase (two phrases that share one name one thing), and which studies are of
one field. Made by the Corpus once, used by the detectors beside it. A phrase names the same thing where it is the
name of a concept of both, or has the same telling words and the studies are of one field.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from corpus.study import Study, StudyId
from extract.abbreviations import definitions_in, is_short_form
from extract.theme import Theme, ThemeId
from synthesis.concept import Concept, ConceptId, Dependence
from synthesis.refutation.said.phrases import bare, stems

Key = str | frozenset[str]
_GENRE = stems(
    "review reviews systematic literature study studies mapping overview survey scoping integrative umbrella "
    "synthesis meta analysis evidence approach approaches challenge challenges barrier barriers facilitators role "
    "roles tool tools maturity model models stage stages lifecycle practice practices framework frameworks "
    "interview interviews research state art case cases future directions trends new digital comparative mixed "
    "methods tertiary secondary paradigm technology technologies process processes what who how why where their "
    "its and implementing implementation adoption"
)
_SPLIT = re.compile(r"\s(?:of|in|for|on|from|at|among|within|across|between|with|to)\s", re.IGNORECASE)
VAGUE = stems(  # words that name another thing in every paper
    "research field topic area approach method process practice model system tool data solution work technology "
    "problem number use time people cost quality need information way part aspect factor issue concept activity "
    "result first second last infrastructure resource knowledge evidence support staff team company organization "
    "user"
)


class Named(Protocol):
    """What names are of: a Corpus, which holds its Names and so cannot be imported here."""

    @property
    def studies(self) -> Sequence[Study]: ...
    @property
    def themes(self) -> Sequence[Theme]: ...
    @property
    def dependence(self) -> Sequence[Dependence]: ...
    @property
    def concept_of(self) -> Mapping[ThemeId, Concept]: ...


@dataclass(frozen=True, eq=False)
class Names:
    """corpus: what the names are of."""

    corpus: Named

    def keys(self, phrase: str, study: StudyId) -> tuple[Key, ...]:
        """What a phrase of a study may be looked up by: concepts that it names, else its telling words."""
        found: dict[Key, None] = {}
        for form in dict.fromkeys((phrase, bare(phrase))):
            whole = self.words(form, study)
            head = self.words(_SPLIT.split(form)[0], study)
            for words in (whole, head):
                if not words or (words is head and len(words) < 2):
                    continue
                for concept in sorted(self._concepts.get(words, ())):
                    found[concept] = None
                if self._telling(words, study):
                    found[words] = None
        return tuple(found)

    def concepts(self, phrase: str, study: StudyId) -> tuple[ConceptId, ...]:
        """The concepts that go by a phrase, or by its words before "of" or "in", sorted."""
        held = {concept for words in self.forms(phrase, study) for concept in self._concepts.get(words, ())}
        return tuple(sorted(held))

    def forms(self, phrase: str, study: StudyId) -> tuple[frozenset[str], ...]:
        """The telling words of a phrase, of its core, and of what stands before "of" or "in" in it."""
        core = bare(phrase)
        return tuple(dict.fromkeys(self.words(form, study) for form in (phrase, core, _SPLIT.split(core)[0])))

    def words(self, phrase: str, study: StudyId) -> frozenset[str]:
        """Stems of a phrase, its short forms written out as the study, or all studies alike, define them."""
        held: set[str] = set()
        for word in re.findall(r"[\w-]+", phrase):
            known = self._short(study).get(word) or self._shared.get(word) if is_short_form(word) else None
            held |= known if known else stems(word)
        return frozenset(held)

    def kin(self, one: StudyId, other: StudyId) -> bool:
        """Whether two studies are of one field: one rests on the other, or their titles share the words for it."""
        if (one, other) in self._tied or (other, one) in self._tied:
            return True
        shared = self._field(one) & self._field(other)
        return len(shared) > 1 or bool(shared & self._acronyms)

    def is_field(self, words: frozenset[str], study: StudyId) -> bool:
        """Whether words are what the study is about, by its title."""
        return bool(words) and words <= self._field(study) and (len(words) > 1 or bool(words & self._acronyms))

    def _telling(self, words: frozenset[str], study: StudyId) -> bool:
        return bool(words - VAGUE) and (len(words - VAGUE) > 1 or len(words) > 1 or self.is_field(words, study))

    @cached_property
    def _concepts(self) -> dict[frozenset[str], set[ConceptId]]:
        """By telling words of a label or surface: the concepts that go by it."""
        found: dict[frozenset[str], set[ConceptId]] = defaultdict(set)
        for theme in self.corpus.themes:
            concept = self.corpus.concept_of.get(theme.id)
            if concept is not None:
                for name in (theme.label, *theme.surfaces):
                    found[self.words(name, theme.study)].add(concept.id)
        found.pop(frozenset(), None)
        return found

    @cached_property
    def _glossaries(self) -> dict[StudyId, dict[str, frozenset[str]]]:
        return {study.id: _glossary(study) for study in self.corpus.studies}

    def _short(self, study: StudyId) -> dict[str, frozenset[str]]:
        return self._glossaries.get(study, {})

    @cached_property
    def _shared(self) -> dict[str, frozenset[str]]:
        """Short forms that every study which defines them defines alike."""
        told: dict[str, set[frozenset[str]]] = defaultdict(set)
        for glossary in self._glossaries.values():
            for short, words in glossary.items():
                told[short].add(words)
        return {short: next(iter(meanings)) for short, meanings in told.items() if len(meanings) == 1}

    @cached_property
    def _tied(self) -> frozenset[tuple[StudyId, StudyId]]:
        return frozenset(
            (tie.source, tie.target)
            for tie in self.corpus.dependence
            if not tie.unused and not tie.kind.startswith("same ")
        )

    @cached_property
    def _fields(self) -> dict[StudyId, frozenset[str]]:
        return {
            study.id: frozenset(word for text in _headline(study) for word in self.words(text, study.id)) - _GENRE
            for study in self.corpus.studies
        }

    def _field(self, study: StudyId) -> frozenset[str]:
        return self._fields.get(study, frozenset())

    @cached_property
    def _acronyms(self) -> frozenset[str]:
        """Stems of the short forms in titles and keywords that nobody writes out."""
        return frozenset(
            stem
            for study in self.corpus.studies
            for text in _headline(study)
            for word in re.findall(r"[\w-]+", text)
            if is_short_form(word) and sum(c.isupper() for c in word) > 1
            for stem in stems(word)
        )


def _headline(study: Study) -> tuple[str, ...]:
    """The title, and the short forms among the keywords; all keywords where there is no title."""
    keywords = tuple(dict.fromkeys(word for document in study.documents for word in document.metadata.keywords))
    if not study.title or "." in study.title.split()[-1][1:-1]:
        return keywords
    return (study.title, *(word for word in keywords if is_short_form(word)))


def _glossary(study: Study) -> dict[str, frozenset[str]]:
    """By short form, the stems of the words that the study says it stands for."""
    found: dict[str, frozenset[str]] = {}
    for document in study.documents:
        for short, words in definitions_in(document.text):
            found.setdefault(short, stems(" ".join(words)))
    return found

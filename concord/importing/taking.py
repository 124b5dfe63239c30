"""What of a project becomes themes of studies: each coding its study, facet, label and words, or why it has none.

In: a Project, the studies, and where its codes belong. Out: a Plan. Called by concord.importing.imports, which keeps it
or only shows it. Pure: the same project and studies give the same plan.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from concord.importing.mapping import NO_FACET, Place, Placing
from concord.importing.matching import Home, Matcher
from concord.importing.placing import Span, place, place_words
from concord.importing.values import Code, Coding, Lost, Person, Project, Source
from corpus.study import Document, Study
from extract.theme import Theme, fold_label


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a document: document.text[start:] begins with them."""

    document: str
    start: int
    words: str


@dataclass(frozen=True, slots=True)
class Taken:
    """One theme as one person coded it. above: labels of the codes that hold it, nearest first. quotes: by place."""

    who: str
    study: str
    facet: str
    label: str
    above: tuple[str, ...] = ()
    quotes: tuple[Quote, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What is taken of a project.

    themes: by study, what holds others first, then by facet, label and person. homes: by key of a source, the study it
    is, or why it is none. placed: how many codings of each code, by its key, are taken.
    """

    themes: tuple[Taken, ...]
    homes: Mapping[str, Home | str]
    placed: Mapping[str, int]
    lost: tuple[Lost, ...] = ()
    remarks: tuple[Lost, ...] = ()


def plan(
    project: Project,
    studies: Sequence[Study],
    made_from: Mapping[str, str],
    placing: Placing,
    *,
    nobody: str,
    first_only: bool = False,
) -> Plan:
    """What is taken.

    Args:
        made_from: as in matching.Matcher. placing: of the codes.
        nobody: who signs codings of which the file does not say whose they are.
        first_only: look for words in the best document of each study alone.
    """
    return _Taker(project, studies, made_from, placing, nobody, first_only).plan()


def names_of(people: Sequence[Person]) -> dict[str, str]:
    """The name of each person by key; where two have one name, with the beginning of the key."""
    many = Counter(person.name for person in people)
    return {p.key: p.name if many[p.name] == 1 else f"{p.name} ({p.key[:8].lower()})" for p in people}


@dataclass
class _Taker:
    project: Project
    studies: Sequence[Study]
    made_from: Mapping[str, str]
    placing: Placing
    nobody: str
    first_only: bool
    lost: list[Lost] = field(default_factory=list)
    remarks: list[Lost] = field(default_factory=list)

    def plan(self) -> Plan:
        self.names = names_of(self.project.people)
        self.codes: dict[str, Code] = {code.key: code for code in self.project.codes}
        coded = Counter(coding.source for coding in self.project.codings)
        matcher = Matcher(self.studies, self.made_from)
        self.homes = {source.key: matcher.home(source) for source in self.project.sources}
        self.sources: dict[str, Source] = {source.key: source for source in self.project.sources}
        self._lost_codes()
        self._lost_sources(coded)
        groups: dict[tuple[str, str, str, str], list[tuple[Quote, Coding, Place]]] = defaultdict(list)
        placed: Counter[str] = Counter()
        for coding in self.project.codings:
            place, home = self.placing.places.get(coding.code), self.homes.get(coding.source)
            if place is None or not isinstance(home, Home):
                continue  # told once for its code or its source
            if not place.label:
                name = self.codes[coding.code].name
                why = f"{name!r} is the facet itself and no theme of it; give it a label (--map)"
                self._lose(coding, why)
            elif quote := self._quote(coding, home.study):
                who = self.names.get(coding.who, self.nobody)
                groups[home.study.id, place.facet, fold_label(place.label) or place.label, who].append(
                    (quote, coding, place)
                )
                placed[coding.code] += 1
        themes = [self._taken(study, who, held) for (study, _, _, who), held in groups.items()]
        themes.sort(key=lambda t: (t.study, len(t.above), t.facet, t.label, t.who))
        return Plan(tuple(themes), self.homes, placed, tuple(self.lost), tuple(self.remarks))

    def _taken(self, study: str, who: str, held: list[tuple[Quote, Coding, Place]]) -> Taken:
        places = sorted((place for _, _, place in held), key=lambda p: (p.label, -len(p.above), p.above))
        quotes = tuple(sorted({quote for quote, _, _ in held}, key=lambda q: (q.start, q.words, q.document)))
        said = (coding.note for _, coding, _ in sorted(held, key=lambda h: (h[0].start, h[0].words)))
        book = (self.codes[coding.code].note for _, coding, _ in held)
        notes = (*filter(None, said), *(f"code book: {note}" for note in dict.fromkeys(filter(None, book))))
        return Taken(who, study, places[0].facet, places[0].label, places[0].above, quotes, tuple(dict.fromkeys(notes)))

    def _quote(self, coding: Coding, study: Study) -> Quote | None:
        """The words of a coding in the first document of the study that has them, exactly if any has."""
        source = self.sources[coding.source]
        tried: list[tuple[Document, Span | str]] = []
        for document in study.documents[: 1 if self.first_only else None]:
            tried.append((document, _span(source, coding, document)))
            if isinstance(tried[-1][1], Span) and not tried[-1][1].near:
                break
        exact = [(d, s) for d, s in tried if isinstance(s, Span) and not s.near]
        near = [(d, s) for d, s in tried if isinstance(s, Span)]
        if not near:
            self._lose(coding, next(why for _, why in tried if isinstance(why, str)))
            return None
        document, span = (exact or near)[0]
        words = document.text[span.start : span.end]
        if span.near:
            why = f"taken on words that are a little different in the study: {' '.join(words.split())!r}"
            self.remarks.append(Lost("coding", self._where(coding), why, coding.words))
        return Quote(document.id, span.start, words)

    def _lose(self, coding: Coding, why: str) -> None:
        self.lost.append(Lost("coding", self._where(coding), why, coding.words))

    def _where(self, coding: Coding) -> str:
        return f"{self.sources[coding.source].name}, {' > '.join(self.codes[coding.code].path)}"

    def _lost_codes(self) -> None:
        """Codes without a facet, with how many codings go with each."""
        coded = Counter(coding.code for coding in self.project.codings)
        holders = {code.path[:-1] for code in self.project.codes}
        for code in self.project.codes:
            why = self.placing.left.get(code.key)
            if why is None or (not coded[code.key] and code.path in holders):
                continue
            said = code.note if why == NO_FACET else ""
            self.lost.append(Lost("code", " > ".join(code.path), why + _go_with(coded[code.key]), said))

    def _lost_sources(self, coded: Counter[str]) -> None:
        for source in self.project.sources:
            home = self.homes[source.key]
            if isinstance(home, str):
                self.lost.append(Lost("source", source.name, home + _go_with(coded[source.key])))


def _go_with(count: int) -> str:
    """How many codings are lost with something, for the end of a sentence."""
    if not count:
        return ""
    return f"; {count} codings go with it" if count > 1 else "; 1 coding goes with it"


def _span(source: Source, coding: Coding, document: Document) -> Span | str:
    if source.text and coding.start is not None and coding.end is not None:
        return place(source.text, (coding.start, coding.end), document.text)
    return place_words(coding.words, document.text, coding.start, coding.end)


def parents(taken: Sequence[Taken], themes: Sequence[Theme]) -> Iterator[str]:
    """For each theme the label of the nearest code above it that is a theme of its study too, "" where none is.

    themes: those that the knowledge base has.
    """
    known = {(t.study, t.facet, fold_label(t.label)) for t in taken}
    known |= {(str(t.study), t.facet, fold_label(t.label)) for t in themes}
    for theme in taken:
        own = fold_label(theme.label)
        yield next(
            (
                label
                for label in theme.above
                if (theme.study, theme.facet, fold_label(label)) in known and fold_label(label) != own
            ),
            "",
        )

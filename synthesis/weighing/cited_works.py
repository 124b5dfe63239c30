"""Which primary studies the mentions of a theme point at, and what each review lists once reviews in its list are read.

In: studies, the works that they hold, which of them include which. Out: lists of works by study, the works and reviews
that a mention rests on. Called by synthesis.weighing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from corpus.match import title_form
from corpus.study import DocumentId, Reference, Study, StudyId
from extract.theme import Mention
from synthesis.concept import Dependence
from synthesis.dependence import Works


class CitedWorks:
    """The lists of a corpus, in which an entry that is a study of the corpus stands for what that study rests on.

    A review is no primary study: where B includes review A, A_B takes over A's primary studies, and the entry of A
    itself is none of them. includes: the ties that say so.

    lists: labels by study, None for a study without a list.
    """

    def __init__(self, studies: Iterable[Study], works: Works, includes: Iterable[Dependence]) -> None:
        self._studies = {study.id: study for study in studies}
        self._works = works
        self._inner: dict[StudyId, dict[str, StudyId]] = defaultdict(dict)
        for tie in includes:
            for key in tie.keys:
                if label := works.labels.get((tie.source, key)):
                    self._inner[tie.source][label] = tie.target
        self.lists: dict[StudyId, frozenset[str] | None] = {
            study: None if held is None else held - self._inner.get(study, {}).keys()
            for study, held in works.of.items()
        }
        self._keys: dict[tuple[StudyId, DocumentId], dict[str, str]] = {}

    def of(self, study: StudyId, mentions: Sequence[Mention]) -> tuple[frozenset[str], frozenset[StudyId]]:
        """The listed works that some mentions of a study cite or report, and the included studies among them."""
        labels = frozenset(self._labels(study, mentions))
        inner = self._inner.get(study, {})
        return labels - inner.keys(), frozenset(inner[label] for label in labels & inner.keys())

    def inner(self, study: StudyId) -> frozenset[StudyId]:
        """The studies of the corpus that a study includes by its list."""
        return frozenset(self._inner.get(study, {}).values())

    def _labels(self, study: StudyId, mentions: Iterable[Mention]) -> Iterator[str]:
        for mention in mentions:
            for key in (*mention.cites, *mention.attributed_to):
                label = self._works.labels.get((study, self._key(study, mention.anchor.document, key)))
                if label is not None:
                    yield label

    def _key(self, study: StudyId, document: DocumentId, key: str) -> str:
        """The key, in the study's own list, of an entry that one of its documents calls key; "" when it has none."""
        if (study, document) not in self._keys:
            self._keys[study, document] = self._same_entries(study, document)
        return self._keys[study, document].get(key, "")

    def _same_entries(self, study: StudyId, document: DocumentId) -> dict[str, str]:
        known = self._studies.get(study)
        held = next((d.references for d in known.documents if d.id == document), ()) if known else ()
        listed = known.references if known else ()
        if [r.key for r in held] == [r.key for r in listed] and [r.raw for r in held] == [r.raw for r in listed]:
            return {r.key: r.key for r in held}
        names = {name: r.key for r in reversed(listed) for name in _names(r)}
        return {r.key: key for r in held if (key := next((names[n] for n in _names(r) if n in names), None))}


def _names(reference: Reference) -> Iterator[tuple[str, str]]:
    """What an entry is known by in another rendition of its bibliography, the surest first."""
    if reference.doi:
        yield "doi", reference.doi.lower()
    if reference.title:
        yield "title", title_form(reference.title)
    if reference.number:
        yield "number", reference.number

"""What reviewers said of a study's title, authors, year and DOI, and which study a decision means by an id.

In: studies and decisions. Out: studies as they are to be shown and weighed; which of them an id names. Called by the
shell after extraction, so that a corrected year extracts nothing again, and by synthesis.decisions.replay. Ids of
studies never change by it: they are made from what was read.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from corpus.study import Study, StudyId
from synthesis.decisions.decision import Decision
from synthesis.decisions.kind import BETWEEN_AUTHORS, Kind
from synthesis.decisions.standing import in_force


def described(studies: Sequence[Study], decisions: Iterable[Decision]) -> tuple[Study, ...]:
    """The studies in the order given, with the fields that reviewers gave; of several words on a field the last holds.

    A study that has two places in the thread of one work keeps them: versions are told by what was read.
    """
    homes = Homes(studies)
    fields: dict[StudyId, dict[str, str]] = defaultdict(dict)
    for decision in in_force(decisions):
        if decision.kind is Kind.DESCRIBE and (study := homes.of(decision.about, decision.documents)) is not None:
            fields[study.id] |= dict(decision.fields)
    return tuple(_with(study, fields[study.id]) if study.id in fields else study for study in studies)


class Homes:
    """Which study of a corpus is meant by an id that a decision kept."""

    def __init__(self, studies: Iterable[Study]) -> None:
        self._named: dict[str, Study] = {}
        self._holds: dict[str, Study] = {}
        for study in studies:
            self._named |= dict.fromkeys(study.aliases, study)
            self._holds |= dict.fromkeys((document.id for document in study.documents), study)
        self._named |= {study.id: study for study in studies}

    def of(self, id: str, documents: Collection[str] = ()) -> Study | None:
        """The study of that id, or that had it; else the one that holds most of the documents. None when none does."""
        if id in self._named:
            return self._named[id]
        holding = Counter(self._holds[document].id for document in documents if document in self._holds)
        for study, count in holding.items():
            if 2 * count > len(documents):
                return self._named[study]
        return None

    def holding(self, document: str) -> Study | None:
        """The study that a document belongs to."""
        return self._holds.get(document)


def _with(study: Study, told: dict[str, str]) -> Study:
    authors = tuple(name for part in told.get("authors", "").split(BETWEEN_AUTHORS.strip()) if (name := part.strip()))
    return replace(
        study,
        title=told.get("title", study.title),
        authors=authors if "authors" in told else study.authors,
        year=(int(told["year"]) if told["year"] else None) if "year" in told else study.year,
        doi=told.get("doi", study.doi),
    )

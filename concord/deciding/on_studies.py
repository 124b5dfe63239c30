"""From the words of a reviewer on studies and documents to a decision.

In: studies, names of documents and studies, fields. Out: a Decision, not yet kept. Called as a base class by
concord.deciding.desk. Everything is checked here, before the decision is kept.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence

from corpus.errors import BadDecision, NotFound
from corpus.study import Study
from synthesis.decisions import BETWEEN_AUTHORS, DESCRIBED, ONE_STUDY, TWO_STUDIES, Decision, Kind

Field = str | int | Sequence[str] | None  # what is said of a field of a study; None: nothing
_DOI_PREFIX = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)


class StudyDesk:
    """Makes decisions about who is who and what a study is called, in the name of one reviewer."""

    def __init__(self, studies: Iterable[Study], who: str) -> None:
        self._studies: dict[str, Study] = {study.id: study for study in studies}
        self._who = who

    def identify(self, one: str, other: str, verdict: str, reason: str) -> Decision:
        """Two documents, by id or file name, are one study or two."""
        value = {"one": ONE_STUDY, "two": TWO_STUDIES}.get(verdict, verdict)
        both = tuple(sorted({self._document(one), self._document(other)}))
        return Decision(Kind.IDENTIFY, value=value, reason=reason, who=self._who, documents=both)

    def describe(self, study: str, given: Mapping[str, Field], reason: str) -> Decision:
        """Bibliographic fields of a study. given: what is said of each; None says nothing."""
        found = self._study(study)
        fields = tuple((name, _field(name, said)) for name in DESCRIBED if (said := given.get(name)) is not None)
        documents = tuple(sorted(document.id for document in found.documents))
        return Decision(Kind.DESCRIBE, reason=reason, who=self._who, about=found.id, documents=documents, fields=fields)

    def _study(self, study: str) -> Study:
        if study not in self._studies:
            raise NotFound(f"There is no study {study!r}; there are: {', '.join(sorted(self._studies)) or 'none'}.")
        return self._studies[study]

    def _document(self, named: str) -> str:
        """The id of a document that is named by it, or by the name of its file."""
        documents = {document.id: document.name for study in self._studies.values() for document in study.documents}
        if named in documents:
            return named
        found = sorted(
            id for id, name in documents.items() if name == named or (len(named) > 4 and id.startswith(named))
        )
        if len(found) == 1:
            return found[0]
        if found:
            raise BadDecision(
                f"There are {len(found)} documents called {named!r}; name one by its id: {', '.join(found)}."
            )
        near = difflib.get_close_matches(named, documents.values(), n=1, cutoff=0.6)
        hint = f"; did you mean {near[0]}?" if near else "; 'concord studies' lists the files of each study."
        raise NotFound(f"There is no document {named!r}{hint}")


def _field(name: str, said: str | int | Sequence[str]) -> str:
    """A field of a study as a decision keeps it."""
    if isinstance(said, int):
        return str(said)
    if name == "authors":
        names = said.split(BETWEEN_AUTHORS.strip()) if isinstance(said, str) else said
        return BETWEEN_AUTHORS.join(stripped for one in names if (stripped := " ".join(one.split())))
    text = " ".join(said.split()) if isinstance(said, str) else " ".join(said)
    return _DOI_PREFIX.sub("", text) if name == "doi" else text

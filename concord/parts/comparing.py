"""The part of KnowledgeBase that says how far people agree: coders of a file, reviewers of the log.

In: a CSV file, or names of reviewers. Out: plain records. Called as a base class by KnowledgeBase; `of_file` by
`concord reliability` too, which needs no knowledge base.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from concord import log
from concord.parts.keeping import Keeper
from corpus.errors import BadInput

if TYPE_CHECKING:
    from synthesis.export.records import Record


def of_file(file: str | Path, *, categories: Sequence[str] | None = None, positive: str | None = None) -> Record:
    """The coefficients of ratings made elsewhere: a CSV file with the columns unit, coder and category.

    Args:
        file: a path, or "-" for standard input.
        categories: all that there are; None: those that occur. positive: which of two positive agreement is about.

    Returns:
        The record of concord.tables.reliability, with `notes`, sentences on what looks odd, and `silent`, coders that
        the file names and that rated nothing.

    Raises:
        BadInput: not such a file; one sentence, with the row.
    """
    try:
        data = sys.stdin.buffer.read() if str(file) == "-" else Path(file).read_bytes()
    except OSError as error:
        raise BadInput(f"{file}: cannot be read ({error.strerror}).") from None
    return of_bytes(str(file), data, categories=categories, positive=positive)


def of_bytes(name: str, data: bytes, *, categories: Sequence[str] | None = None, positive: str | None = None) -> Record:
    """The same of a file in memory, for the dashboard. name: for messages."""
    from concord.files import rating_files
    from concord.tables.reliability import reliability_record

    sheet = rating_files.read(name, data, categories)
    try:
        found = sheet.reliability(positive=positive)
    except BadInput as error:
        raise BadInput(f"{name}: {error}.") from None
    return {**reliability_record(found), "silent": list(sheet.silent), "notes": list(sheet.notes)}


class Comparisons(Keeper):
    """Reliability of coders and reviewers."""

    @staticmethod
    def reliability(
        file: str | Path, *, categories: Sequence[str] | None = None, positive: str | None = None
    ) -> Record:
        """The coefficients of a CSV file with the columns unit, coder and category; see
        concord.parts.comparing.of_file."""
        return of_file(file, categories=categories, positive=positive)

    def reviewer_agreement(self, one: str, other: str, of: str = "pairs") -> Record:
        """How far two reviewers agree on what either judged, by their decisions in force.

        of: "pairs" of themes (merge, split, relate), "themes" or "concepts" (accept, reject), or "refutations"
            (adjudicate). units: what either judged; units_compared: what both did.

        Returns:
            The record of concord.tables.reliability, with `reviewers` and `of`.

        Raises:
            NotFound: one of them has decided nothing of that sort. BadInput: no such `of`, or the same name twice.
        """
        from concord.tables.reliability import reliability_record
        from synthesis.decisions import in_force
        from synthesis.reliability import judgements

        synthesis = self._now().synthesis
        concept_of = {id: concept.id for id, concept in synthesis.concept_of().items()}
        sheet = judgements(
            in_force(log.entries(self._store)), (one, other), of, themes=synthesis.themes, concept_of=concept_of
        )
        return {**reliability_record(sheet.reliability()), "reviewers": [one, other], "of": of}

    def reviewers(self) -> list[Record]:
        """Who has decided, by name: `who`, and under `decisions` how many of them are in force."""
        from synthesis.decisions import in_force

        names = [decision.who for decision in in_force(log.entries(self._store))]
        return [{"who": who, "decisions": names.count(who)} for who in sorted(set(names))]

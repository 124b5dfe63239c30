"""Why the machine took a theme, and what it did not take, as plain records.

In: values of extract and a synthesis. Out: dicts. Called by concord.views and concord.parts.listing. A rejected
candidate comes with the command by which a reviewer takes it all the same.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Sequence

from corpus.study import Study
from extract.explanation import against, other_forms, support, why_taken
from extract.theme import Extraction, Rejected, Theme, fold_label
from synthesis.concept import Synthesis
from synthesis.export.records import Record


def explanation_record(theme: Theme) -> Record:
    """The sentences of a theme: why it was taken, what supports it, what could speak against it, its other forms."""
    return {
        "taken": why_taken(theme),
        "support": support(theme),
        "against": list(against(theme)),
        "forms": list(other_forms(theme)),
    }


def rejected_records(extractions: Iterable[Extraction], studies: Sequence[Study], synthesis: Synthesis) -> list[Record]:
    """What was proposed and became no theme, by study, in reading order; what reviewers took since is left out."""
    of = {study.id: study for study in studies}
    taken = {(theme.study, theme.facet, fold_label(theme.label)) for theme in synthesis.themes}
    return [
        rejected_record(rejected, of[rejected.study])
        for extraction in extractions
        for rejected in extraction.rejected
        if (rejected.study, rejected.facet, fold_label(rejected.label)) not in taken and rejected.study in of
    ]


def rejected_record(rejected: Rejected, study: Study) -> Record:
    """One rejected candidate. accept: the command line that makes a theme of it."""
    words = ["concord", "review", "add-theme", "--study", rejected.study, "--facet", rejected.facet]
    quote = " ".join(rejected.quote.split())
    return {
        "study": str(rejected.study),
        "facet": rejected.facet,
        "label": rejected.label,
        "reason": rejected.reason,
        "quote": rejected.quote,
        "document": study.document(rejected.anchor.document).name,
        "start": rejected.anchor.start,
        "end": rejected.anchor.end,
        "evidence": str(rejected.evidence),
        "confidence": round(rejected.confidence, 4),
        "accept": shlex.join([*words, "--label", rejected.label, "--quote", quote]),
    }

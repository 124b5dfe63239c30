"""The entries of the queue as plain records, for both skins.

In: an entry and the state that it is of. Out: a dict: what concord.tables.reviewing tells of its kind, with the item,
what is asked, what may be answered and the evidence. Called by concord.queueing.queue.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from concord.queueing.answers import ANSWERS
from concord.queueing.entry import Asks, Entry
from concord.queueing.evidence import evidence, words_of
from concord.queueing.waiting import Waiting
from concord.queueing.worth import FILES_DISAGREE
from concord.tables.reconsidering import clash_record
from concord.tables.reviewing import (
    conflict_record,
    doubt_record,
    identity_record,
    question_record,
    refutation_record,
    stale_record,
    theme_record,
)
from concord.views import context
from corpus.identity import shared_wording
from corpus.references import Doubt
from corpus.study import Clash, StudyId
from extract.theme import Theme, ThemeId
from synthesis.concept import ConceptId, Translation
from synthesis.conclusion import Conclusion
from synthesis.decisions import Conflict, Dispute
from synthesis.disagreement import Disagreement, Scope
from synthesis.export.records import Record
from synthesis.translation import TOGETHER

if TYPE_CHECKING:
    from concord.deriving.derive import Derived


def record(entry: Entry, waiting: Waiting, *, skipped: bool = False, most: int = 1) -> Record:
    """An entry. skipped: by who asks. most: mentions of a theme that are given as evidence."""
    return {
        **_of_kind(entry, waiting),
        "kind": str(entry.asks),
        "item": entry.item,
        "facet": entry.facet,
        "asked": _asked(entry, waiting),
        "worth": entry.worth,
        "actions": _actions(entry, waiting),
        "evidence": evidence(entry, waiting, most),
        "skipped": skipped,
    }


def in_full(entry: Entry, waiting: Waiting, *, skipped: bool = False, candidates: Sequence[Record] = ()) -> Record:
    """An entry with more of its words, each with the paragraph that it stands in as `context`, where it stands in one.

    `overlap`, of files: the share of the shorter one's wording that the other one holds too, 0 to 1. `concepts`: those
    that the words are in, {id, label} by theme. candidates: what a decision that lost its
    object may have meant; their words are those of the other side.
    """
    found = record(entry, waiting, skipped=skipped, most=3)
    near = [ThemeId(row["id"]) for lost in candidates for row in lost["candidates"]]
    found["evidence"] += words_of(list(dict.fromkeys(near)), waiting)
    held = {d.name: d for study in waiting.studies.values() for d in study.documents}
    for words in found["evidence"]:
        study = waiting.studies.get(StudyId(words["study"]))
        named = {document.name: document for document in study.documents} if study else held
        document = named.get(words["document"])
        placed = document is not None and words["start"] < words["end"]
        words["context"] = context(document, words["start"], words["end"]) if document and placed else None
    themes = dict.fromkeys(words["theme"] for words in found["evidence"] if words["theme"])
    homes = {id: waiting.concept_of[id] for id in themes if id in waiting.concept_of}
    if isinstance(entry.what, Clash):
        (one, first), (other, second) = waiting.holding(entry.what.documents)
        found["overlap"] = round(shared_wording(one.document(first), other.document(second)), 4)
    concepts = {id: {"id": home.id, "label": home.label} for id, home in homes.items()}
    return {**found, "concepts": concepts, "candidates": list(candidates)}


def _of_kind(entry: Entry, waiting: Waiting) -> Record:
    match entry.what:
        case Conflict():
            return conflict_record(entry.what)
        case Conclusion():
            return stale_record(entry.rank, entry.what)
        case Clash():
            return identity_record(waiting.holding(entry.what.documents)[0][0], entry.what)
        case Dispute():
            return _dispute_record(entry.rank, entry.what, waiting.now)
        case Translation():
            return question_record(entry.rank, entry.what, waiting.themes)
        case Theme():
            return theme_record(
                entry.rank, entry.what, waiting.concept_of.get(entry.what.id), _weakness(entry, waiting)
            )
        case Disagreement():
            concept = waiting.concepts.get(ConceptId(entry.what.concept))
            return refutation_record(entry.rank, entry.what, concept)
        case Doubt():
            return doubt_record(entry.rank, entry.what, waiting.now.overlap.bibliography.reference)
    raise TypeError(f"no record of {type(entry.what).__name__}")


def _dispute_record(number: int, dispute: Dispute, now: Derived) -> Record:
    """What reviewers disagree on, as `clashes` tells it, with both sides for a list."""
    first, last = dispute.sides[0], dispute.sides[-1]
    return {
        **clash_record(dispute, now),
        "rank": number,
        "source_label": f"'{first.value}' by {', '.join(first.who)}",
        "target_label": f"'{last.value}' by {', '.join(last.who)}",
    }


def _weakness(entry: Entry, waiting: Waiting) -> list[str]:
    """Why a theme is asked about, in sentences."""
    theme = entry.what
    if not isinstance(theme, Theme):
        return []
    sure = f"the machine holds it for a theme with a probability of {theme.confidence:.2f}"
    if theme.id not in waiting.lonely:
        return [sure]
    names = {d.id: d.name for d in waiting.studies[theme.study].documents}
    missing = ", ".join(names[id] for id in waiting.lonely[theme.id])
    files = f"{missing} of the same study does not show it"
    return [files] if 1 - theme.confidence < FILES_DISAGREE else [files, sure]


def _asked(entry: Entry, waiting: Waiting) -> str:
    """What is asked, in one sentence for a person."""
    match entry.what:
        case Conflict():
            return f"Decision {entry.what.decision.sequence} lost what it speaks of. What is to become of it?"
        case Conclusion():
            return "What this conclusion rested on has moved. Does it still stand?"
        case Clash():
            return "The files contradict each other. Are they one study or two?"
        case Dispute():
            first = waiting.themes[entry.what.themes[0]].label if entry.what.themes else ""
            about = f"{entry.what.about} of “{first}”" if first else entry.what.about
            return f"Reviewers contradict each other ({about}). Which decision is to hold?"
        case Translation():
            together = TOGETHER in entry.what.reasons
            return "Do these two rightly stand in one concept?" if together else "Are these two one concept?"
        case Theme():
            facet = entry.facet.replace("_", " ")
            return f"Does the study report “{entry.what.label}” as a {facet}?"
        case Disagreement():
            if entry.what.scope is Scope.BETWEEN:
                return f"Do these studies disagree on “{entry.what.topic}” ({entry.what.kind})?"
            return f"Does this study disagree with itself on “{entry.what.topic}” ({entry.what.kind})?"
        case Doubt():
            return "Are these two references one work?"
    raise TypeError(f"nothing is asked of {type(entry.what).__name__}")


def _actions(entry: Entry, waiting: Waiting) -> list[str]:
    """What may be answered to this entry."""
    actions = list(ANSWERS[entry.asks])
    if isinstance(entry.what, Theme):
        home = waiting.concept_of.get(entry.what.id)
        if home is None or len(home.themes) < 2:
            actions.remove("split")
    if isinstance(entry.what, Conflict) and not entry.what.lost:
        actions.remove("readdress")
    if entry.asks is Asks.STALE and isinstance(entry.what, Conclusion) and not entry.what.concept:
        actions = ["undo"]
    return actions

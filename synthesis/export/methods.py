"""The methods of the studies: one record a fact, and one row a study as papers print "characteristics of the reviews".

In: facts of extract.facts, and studies. Out: records and the Plan of a table. Called by concord.parts.methods,
concord.exporting and the dashboard.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from corpus.study import Anchor, Study
from extract.facts.summary import FLOW, flow
from extract.facts.values import Fact, Kind, Stage
from synthesis.export.citing import short_names
from synthesis.export.records import Record
from synthesis.export.values import Cell, Column, Plan, Row

NAME = "methods"
_LONGEST = 600  # characters of a cell; the records hold everything
_LISTED = (
    ("Questions", 3.0, Kind.RESEARCH_QUESTION),
    ("Guideline", 1.5, Kind.GUIDELINE),
    ("Databases", 1.8, Kind.DATABASE),
    ("Search strings", 2.6, Kind.SEARCH_STRING),
)
_LATER = (
    ("Inclusion criteria", 2.8, Kind.INCLUSION),
    ("Exclusion criteria", 2.8, Kind.EXCLUSION),
)


def fact_record(fact: Fact, study: Study | None) -> Record:
    """One fact with its surest quote and, under `places`, all of them. study: None when it left the corpus."""
    places = [_place(anchor, quote, study) for anchor, quote in zip(fact.anchors, fact.quotes, strict=True)]
    first, last = fact.years or (None, None)
    return {
        "id": fact.id,
        "study": fact.study,
        "kind": str(fact.kind),
        "value": fact.value,
        "label": fact.label,
        "detail": fact.detail,
        "number": fact.number,
        "from": first,
        "to": last,
        **places[0],
        "confidence": fact.confidence,
        "reasons": list(fact.reasons),
        "places": places,
    }


def _place(anchor: Anchor, quote: str, study: Study | None) -> Record:
    document = next((d for d in study.documents if d.id == anchor.document), None) if study else None
    section = ""
    if document and document.blocks:
        block = document.blocks[max(bisect_right(document.blocks, anchor.start, key=lambda b: b.start) - 1, 0)]
        path = document.section_path(block)
        section = path[-1].title if path else ""
    name = document.name if document else str(anchor.document)
    return {"quote": quote, "section": section, "document": name, "start": anchor.start, "end": anchor.end}


def methods_table(facts: Iterable[Fact], studies: Iterable[Study]) -> Plan:
    """One row a study, in the order of ids, with what it says of its own method; an empty cell is not told."""
    kept = sorted(studies, key=lambda study: study.id)
    names = short_names(kept)
    of: dict[str, list[Fact]] = {study.id: [] for study in kept}
    for fact in facts:
        of.setdefault(fact.study, []).append(fact)

    def row(study: Study) -> Row:
        own = of[study.id]
        counts = flow(own)
        return (
            names[study.id],
            study.year,
            _values(own, Kind.REVIEW_TYPE),
            *((_databases(own) if kind is Kind.DATABASE else _values(own, kind)) for _, _, kind in _LISTED),
            _searched(own),
            *(None if counts[stage] is None else int(counts[stage] or 0) for stage in FLOW),
            *(_values(own, kind) for _, _, kind in _LATER),
            _appraised(own),
            _values(own, Kind.REGISTRATION),
            _people(own),
            _values(own, Kind.SAMPLE, labelled=True),
            _values(own, Kind.INCONSISTENCY),
        )

    columns = (
        Column("Study", 1.4),
        Column("Year", 0.8),
        Column("Type", 1.4),
        *(Column(name, width) for name, width, _ in _LISTED),
        Column("Period searched", 1.3),
        *(Column(str(stage).capitalize(), 0.9) for stage in FLOW),
        *(Column(name, width) for name, width, _ in _LATER),
        Column("Quality appraisal", 2.0),
        Column("Registration", 1.3),
        Column("Reviewers", 1.2),
        Column("Sample", 1.2),
        Column("Numbers that disagree", 1.6),
    )
    note = (
        "As each study tells it; an empty cell is not told, or was not found. Each fact has its quote in the records."
    )
    return Plan(NAME, "Methods of the studies", columns, kept, row, note, lambda study: ("study", study.id))


def _values(facts: Sequence[Fact], kind: Kind, *, labelled: bool = False) -> str:
    """The values of a kind, one after the other, with their labels where the kind needs them."""
    told = []
    for fact in facts:
        if fact.kind is kind:
            coded = kind in (Kind.RESEARCH_QUESTION, Kind.INCLUSION, Kind.EXCLUSION) and fact.label
            before = (
                f"{fact.label}: " if coded else f"{fact.detail}: " if kind is Kind.SEARCH_STRING and fact.detail else ""
            )
            told.append(f"{before}{fact.value}{f' {fact.label}' if labelled else ''}")
    text = "; ".join(dict.fromkeys(told))
    return text if len(text) <= _LONGEST else text[:_LONGEST].rsplit(" ", 1)[0] + " …"


def _databases(facts: Sequence[Fact]) -> str:
    """The databases by name, or how many there were where no name is told."""
    counted = [f"{f.value} (not named)" for f in facts if f.kind is Kind.COUNT and f.label == Stage.DATABASES]
    return _values(facts, Kind.DATABASE) or "; ".join(counted)


def _searched(facts: Sequence[Fact]) -> str:
    """The period that the search covers, and when it was made."""
    periods = [f.value for f in facts if f.kind is Kind.SEARCH_PERIOD and f.label == "search"]
    dates = [f"searched {f.value}" for f in facts if f.kind is Kind.SEARCH_DATE]
    return "; ".join(dict.fromkeys((*periods, *dates)))


def _appraised(facts: Sequence[Fact]) -> str:
    """The tools that quality was rated with, and the criteria of a study's own."""
    return "; ".join(filter(None, (_values(facts, Kind.APPRAISAL), _values(facts, Kind.QUALITY))))


def _people(facts: Sequence[Fact]) -> Cell:
    """How many reviewers, and how far they agreed."""
    people = [f"{f.value} ({f.detail})" if f.detail else f.value for f in facts if f.kind is Kind.REVIEWERS]
    agreed = [f"{f.label} {f.value}" for f in facts if f.kind is Kind.AGREEMENT]
    return "; ".join((*people, *agreed))

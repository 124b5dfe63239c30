"""The tables of overlap and dependence, as values that every format writes.

In: a Synthesis, its studies, and their overlap. Out: a Plan each, whose rows are made when they are asked for. Called
by synthesis.export.tables and by concord's export.
"""

from __future__ import annotations

from collections.abc import Sequence

from corpus.study import Study
from synthesis.concept import Dependence, Synthesis
from synthesis.export.citing import short_names
from synthesis.export.values import Column, Plan, Row, columns_of
from synthesis.overlap import CorpusOverlap, PairOverlap, pairwise

CITATIONS, DEPENDENCE = "citations", "dependence"  # names of tables
MOST_PAIRS = 2000  # of more only those that share a primary study are listed, the most first


def overlap_table(synthesis: Synthesis, studies: Sequence[Study], *, found: CorpusOverlap | None = None) -> Plan:
    """Two reviews a row, and all of them together, under each assumption, in the note."""
    names: dict[str, str] = {str(id): name for id, name in short_names(studies).items()}
    found = found or CorpusOverlap(studies)
    pairs = pairwise(found.matrix())
    shown = list(pairs) if len(pairs) <= MOST_PAIRS else [pairs[at] for at in pairs.most_shared(MOST_PAIRS).tolist()]

    def row(pair: PairOverlap) -> Row:
        shares = (_percent(pair.corrected), _percent(pair.unadjusted))
        part = None if pair.coefficient is None else round(pair.coefficient, 2)
        return (names[pair.one], names[pair.other], *pair.sizes, pair.shared, *shares, part)

    columns = columns_of(
        "Review 1.6, Other review 1.6, Its primary studies 1, Those of the other 1, Shared 1, CCA (%) 1, "
        "CCA without missing cells (%) 1, Overlap coefficient 1"
    )
    told = (
        f"{row.assumption}: {_percent(row.overlap.corrected)} % ({row.overlap.band})"
        if row.overlap.corrected is not None
        else f"{row.assumption}: undefined ({row.overlap.undefined})"
        for row in found.assumed()
    )
    note = f"Corrected covered area (CCA) of all reviews, by what is assumed. {'; '.join(told)}."
    if len(shown) < len(pairs):
        note += f" Listed are {len(shown)} of {len(pairs)} pairs, those that share most."
    return Plan(
        "overlap",
        "Overlap of primary studies",
        columns,
        shown,
        row,
        note,
        lambda pair: ("pair", f"{pair.one}~{pair.other}"),
    )


def citations_table(synthesis: Synthesis, studies: Sequence[Study], *, found: CorpusOverlap | None = None) -> Plan:
    """A row a primary study, a column a review, cells 1, 0 or NA: what `concord overlap --matrix` reads."""
    names: dict[str, str] = {str(id): name for id, name in short_names(studies).items()}
    citations = (found or CorpusOverlap(studies)).matrix()
    sign: dict[bool | None, int | str] = {True: 1, False: 0, None: "NA"}

    def row(place: int) -> Row:
        held, missing = citations.held[place].tolist(), citations.missing[place].tolist()
        cells = (None if gone else here for here, gone in zip(held, missing, strict=True))
        return (citations.works[place], *(sign[cell] for cell in cells))

    columns = (Column("Primary study", 4.0), *(Column(names[review]) for review in citations.reviews))
    note = (
        "1: the review includes the primary study; 0: it does not; NA: the study is younger than the review's search. "
        "Only lists of included studies count."
    )
    return Plan(CITATIONS, "Primary studies by reviews", columns, range(len(citations.works)), row, note)


def dependence_table(synthesis: Synthesis, studies: Sequence[Study]) -> Plan:
    """Two studies a row that rest on each other, the words that show it, and the dates of both."""
    names = short_names(studies)

    def row(tie: Dependence) -> Row:
        own, other = names.get(tie.source, tie.source), names.get(tie.target, tie.target)
        return (own, tie.kind, other, tie.strength, *tie.dates, " ".join(tie.evidence.split()), tie.unused)

    columns = columns_of(
        "Study 1.5, Tie 1.2, Other study 1.5, Strength 0.9, Date 0.9, Date of the other 0.9, Evidence 4, Not used 2"
    )
    note = (
        "Strong ties (includes, version) are counted once in every figure; weaker ties only where the assumptions say "
        "so. A tie that dates speak against is told and not used."
    )
    return Plan(
        DEPENDENCE, "Ties between studies", columns, synthesis.dependence, row, note, lambda tie: ("study", tie.source)
    )


def _percent(share: float | None) -> float | None:
    return None if share is None else round(100 * share, 1)

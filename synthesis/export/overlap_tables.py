"""The tables of overlap and dependence, as values that every format writes.

In: a Synthesis, its studies, and their overlap. Out: Table values. Called by synthesis.export.tables and by concord's
export command.
"""

from __future__ import annotations

from collections.abc import Sequence

from corpus.study import Study
from synthesis.concept import Synthesis
from synthesis.export.citing import short_names
from synthesis.export.values import Column, Table, columns_of
from synthesis.overlap import CorpusOverlap, pairwise

CITATIONS, DEPENDENCE = "citations", "dependence"  # names of tables
MOST_PAIRS = 2000  # of more only those that share a primary study are listed, the most first


def overlap_table(synthesis: Synthesis, studies: Sequence[Study], *, found: CorpusOverlap | None = None) -> Table:
    """Two reviews a row, and all of them together, under each assumption, in the note."""
    names: dict[str, str] = {str(id): name for id, name in short_names(studies).items()}
    found = found or CorpusOverlap(studies)
    pairs = pairwise(found.matrix())
    shown = list(pairs) if len(pairs) <= MOST_PAIRS else [pairs[at] for at in pairs.most_shared(MOST_PAIRS).tolist()]
    rows = tuple(
        (
            names[pair.one],
            names[pair.other],
            *pair.sizes,
            pair.shared,
            _percent(pair.corrected),
            _percent(pair.unadjusted),
            None if pair.coefficient is None else round(pair.coefficient, 2),
        )
        for pair in shown
    )
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
    return Table("overlap", "Overlap of primary studies", columns, rows, note)


def citations_table(synthesis: Synthesis, studies: Sequence[Study], *, found: CorpusOverlap | None = None) -> Table:
    """A row a primary study, a column a review, cells 1, 0 or NA: what `concord overlap --matrix` reads."""
    names: dict[str, str] = {str(id): name for id, name in short_names(studies).items()}
    citations = (found or CorpusOverlap(studies)).matrix()
    sign: dict[bool | None, int | str] = {True: 1, False: 0, None: "NA"}
    rows = tuple(
        (work, *(sign[cell] for cell in row)) for work, row in zip(citations.works, citations.cells, strict=True)
    )
    columns = (Column("Primary study", 4.0), *(Column(names[review]) for review in citations.reviews))
    note = (
        "1: the review includes the primary study; 0: it does not; NA: the study is younger than the review's search. "
        "Only lists of included studies count."
    )
    return Table(CITATIONS, "Primary studies by reviews", columns, rows, note)


def dependence_table(synthesis: Synthesis, studies: Sequence[Study]) -> Table:
    """Two studies a row that rest on each other, the words that show it, and the dates of both."""
    names = short_names(studies)
    rows = tuple(
        (
            names.get(tie.source, tie.source),
            tie.kind,
            names.get(tie.target, tie.target),
            tie.strength,
            *tie.dates,
            " ".join(tie.evidence.split()),
            tie.unused,
        )
        for tie in synthesis.dependence
    )
    columns = columns_of(
        "Study 1.5, Tie 1.2, Other study 1.5, Strength 0.9, Date 0.9, Date of the other 0.9, Evidence 4, Not used 2"
    )
    note = (
        "Strong ties (includes, version) are counted once in every figure; weaker ties only where the assumptions say "
        "so. A tie that dates speak against is told and not used."
    )
    return Table(DEPENDENCE, "Ties between studies", columns, rows, note)


def _percent(share: float | None) -> float | None:
    return None if share is None else round(100 * share, 1)

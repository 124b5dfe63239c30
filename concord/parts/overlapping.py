"""The part of KnowledgeBase that tells what studies share: primary studies, and ties that make them one witness.

In: studies, assumptions, a citation matrix made elsewhere. Out: plain records. Called as a base class by KnowledgeBase.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from concord.parts.keeping import Keeper
from corpus.errors import BadInput

if TYPE_CHECKING:
    from synthesis.export.records import Record


class Overlaps(Keeper):
    """Which studies rest on the same, or on each other."""

    def overlap(
        self,
        works: str = "included",
        *,
        missing: bool = True,
        doubtful: bool = False,
        studies: Sequence[str] = (),
        pairs: bool | None = None,
        cells: bool = False,
        rows: bool = True,
    ) -> Record:
        """How far the reviews rest on the same primary studies: covered areas, whole and for each pair.

        works: "included", the works that reviews include, or "all" that they cite. missing: cells of works younger
        than a review's search are not available, else absent. doubtful: references that may be one work are one. The
        record has the figures under all of these besides. studies: these alone; () for all. pairs: True lists all
        pairs, however many there are. cells: with what each cell of the matrix rests on. rows: False leaves out the
        works of the matrix, which for a thousand reviews are tens of thousands.

        Raises BadInput: there are no such works. NotFound: no such study.
        """
        from concord.tables import overlap_record
        from extract.facts.summary import samples, search_facts
        from synthesis.overlap import WORKS, Assumption, sample_sizes, weighted

        if works not in WORKS:
            raise BadInput(f"There are no works {works!r} to overlap; there are: {', '.join(WORKS)}.")
        wanted = [id for id in map(self._study_id, studies) if id]
        now = self._now()
        found = now.overlap.among(wanted) if wanted else now.overlap
        held = now.overlap.bibliography.works(everything=works == "all", doubtful=doubtful)
        sizes = sample_sizes(held, samples(now.facts))
        return overlap_record(
            found,
            Assumption(works, missing, doubtful),
            facts=search_facts(now.facts, now.studies),
            weighted=weighted(found.matrix(works, doubtful=doubtful), sizes),
            all_pairs=pairs,
            cells=cells,
            rows=rows,
        )

    def overlap_of(self, path: str | Path, sizes: str | Path | None = None) -> Record:
        """The same figures for a citation matrix made elsewhere, a CSV file; see concord.tables.matrix.

        sizes: a CSV file of sample sizes by primary study, for the weighted covered area. Raises BadInput.
        """
        from concord.matrix_files import matrix_overlap

        return matrix_overlap(path, sizes)

    def dependence(self, kind: str | None = None, *, merged: Sequence[str] = ()) -> Record:
        """Which studies rest on each other, on what words, what dates speak against, which are one witness.

        kind: only ties of it ("includes", "version", "cites", "same authors", "same search window"). merged: kinds of
        weaker ties that make one witness of two studies. Raises BadInput: there is no such kind.
        """
        from concord.tables import dependence_record
        from synthesis.dependence import KINDS, dependence_graph

        for asked in (*((kind,) if kind is not None else ()), *merged):
            if asked not in KINDS:
                raise BadInput(f"There is no kind of tie {asked!r}; there are: {', '.join(KINDS)}.")
        now = self._now()
        ids = [study.id for study in now.studies]
        works = now.overlap.bibliography.works()
        return dependence_record(dependence_graph(ids, now.synthesis.dependence, works, merged), kind)

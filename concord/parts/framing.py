"""The part of KnowledgeBase that gives its lists as data frames.

In: the name of a list. Out: a pandas data frame, or what its columns are. Called as a base class by KnowledgeBase.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from concord.parts.keeping import Keeper

if TYPE_CHECKING:
    import pandas as pd

    from synthesis.export.records import Record


class Framing(Keeper):
    """Data frames for notebooks."""

    def frame(self, name: str, **options: Any) -> pd.DataFrame:
        """A list as a tidy data frame, one value a cell; docs/frames.md and `frame_columns` tell what each column is.

        name: studies, documents, themes, mentions, methods, concepts, concept_themes, support, weights,
            effect_sizes, agreement, leave_one_out, leave_group_out, primary_studies, shared_support,
            translations, refutations, refutation_sides, overlap, overlap_pairs, citation_matrix,
            citation_cells, reviews, dependence, witnesses, profile, profile_statements, conclusions, influence,
            influence_effects, decisions, changes, change_measures, snapshots, coding_agreement.
        options: what the list is filtered by or made under, by name, as its own method takes it:
        `kb.frame("concepts", facet="challenge")`.

        Raises BadInput: there is no such frame, or it takes no such option.
        """
        from concord.frames import named

        return named(name).of(self, **options)

    def frame_columns(self, name: str) -> list[Record]:
        """The columns of a data frame, in order: name, dtype, unit (or range) and meaning. Raises BadInput."""
        from concord.frames import columns

        return columns(name)

    def frame_names(self) -> list[Record]:
        """The data frames that there are: name, what one row is, the options that it takes."""
        from concord.frames import FRAMES

        return [{"name": frame.name, "row": frame.row, "options": frame.options} for frame in FRAMES.values()]

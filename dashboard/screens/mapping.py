"""Mapping: primary studies by category and year, of all studies by concepts, of one study by its own tables.

In: study, facet, works, concept, year, rows, columns, bubble, view and check of the URL. Out: the page.
"""

from __future__ import annotations

from dashboard.mapping.all_studies import map_of_all
from dashboard.mapping.one_study import map_of_one
from dashboard.shared import frames, glossary, parts, state

parts.head("Mapping", "Which primary studies there are on what, year by year, and whether papers count them rightly.")
parts.stop_when_empty()

names = frames.short_names(state.records("studies"))
study = state.choice(
    "Map of",
    "study",
    sorted(names, key=names.__getitem__),
    names.__getitem__,
    placeholder="All studies, by concepts",
    help=f"One study: by its own tables. All studies: by the primary studies that themes cite. "
    f"{glossary.meaning('primary study')}",
)
if study:
    map_of_one(study)
else:
    map_of_all(names)

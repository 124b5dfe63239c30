"""Mapping: primary studies by category and year, recounted from a paper's own tables and held against what it says.

In: a study, facts of its method; or the concepts of a synthesis and the works that its studies hold. Out: a StudyMap,
or ConceptWorks. Called by concord. docs/mapping.md has the method and its limits.
"""

from synthesis.mapping.concepts import CitedAt, ConceptWorks, concept_works
from synthesis.mapping.crossing import Crossed, crossing
from synthesis.mapping.study_map import study_map
from synthesis.mapping.values import ALL, YEAR, Category, Check, Dimension, Placed, StudyMap, TableRead, Told, Work

__all__ = [
    "ALL",
    "YEAR",
    "Category",
    "Check",
    "CitedAt",
    "ConceptWorks",
    "Crossed",
    "Dimension",
    "Placed",
    "StudyMap",
    "TableRead",
    "Told",
    "Work",
    "concept_works",
    "crossing",
    "study_map",
]

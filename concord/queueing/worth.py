"""What the answer to a question of the queue is expected to change, in statements of the synthesis.

In: themes, concepts, disagreements, questions. Out: numbers, larger for what matters more. Called by
concord.queueing.waiting. A pair of themes that stand in one concept is one statement; how the questions of the aligner
are ranked among themselves stands in synthesis.translation.questions, and that order is kept. docs/reviewing.md says it
all for people.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from corpus.study import DocumentId, Study, StudyId
from extract.theme import Status, Theme, ThemeId
from synthesis.concept import Concept, Translation
from synthesis.disagreement import Disagreement, Scope
from synthesis.translation import TOGETHER

SURE = 0.9  # a theme that is likelier than this to be one is not asked about
FILES_DISAGREE = 0.25  # least doubt about a theme that one file of a study shows, and another one does not
VERDICT = 3.0  # what a changed verdict counts for, beside a pair of themes
DOUBT = 0.35  # what a pair of a doubtful group counts for; the same as in synthesis.translation.questions
ENTRY = 0.25  # what two entries of bibliographies count for: one of many works that two studies share


def doubt(theme: Theme, lonely: bool) -> float:
    """How likely a theme is none, 0 to 1. lonely: only some of the study's files show it."""
    return max(1 - theme.confidence, FILES_DISAGREE if lonely else 0.0)


def worth_of_theme(theme: Theme, lonely: bool, concept: Concept | None, children: int) -> float:
    """Itself, its pairs, the themes under it and the verdict that would fall with it, times the doubt."""
    pairs = len(concept.themes) - 1 if concept else 0
    falls = VERDICT if concept and any(study == theme.study for study, _ in concept.pivotal) else 0.0
    return doubt(theme, lonely) * (1 + pairs + children + falls)


def worth_of_disagreement(found: Disagreement, concept: Concept | None) -> float:
    """The studies whose word it would weigh against, times how likely it is one; within a study, one statement."""
    against = len(concept.studies) if concept and found.scope is Scope.BETWEEN else 0
    return found.confidence * (1 + against)


def worth_of_questions(questions: Sequence[Translation], concept_of: Mapping[ThemeId, Concept]) -> list[float]:
    """Of each question, falling: the aligner's order is kept, and the worths that their sizes give are dealt out in it.

    A yes to "one concept?" joins the pairs between two concepts, at most two for each of the smaller one's themes; a no
    to "rightly one?" parts a theme from the others.
    """

    def size(theme: ThemeId) -> int:
        return len(concept_of[theme].themes) if theme in concept_of else 1

    found = [
        DOUBT * max(size(q.source) - 1, 1) * (1 - q.score)
        if TOGETHER in q.reasons
        else q.score * min(size(q.source) * size(q.target), 2 * min(size(q.source), size(q.target)))
        for q in questions
    ]
    return sorted(found, reverse=True)


def lonely_themes(themes: Iterable[Theme], studies: Iterable[Study]) -> dict[ThemeId, tuple[DocumentId, ...]]:
    """Themes that only some files of their study show, with the files that do not.

    A file is asked only about a facet of which it shows most of what the study has: an abstract alone, or a file
    without its tables, disagrees with nothing.
    """
    several = {study.id: study for study in studies if len(study.documents) > 1}
    by_facet: dict[tuple[StudyId, str], list[Theme]] = defaultdict(list)
    for theme in themes:
        if theme.study in several and theme.status is not Status.REJECTED:
            by_facet[theme.study, theme.facet].append(theme)
    found: dict[ThemeId, tuple[DocumentId, ...]] = {}
    for (study, _), own in by_facet.items():
        shown = {theme.id: {mention.anchor.document for mention in theme.mentions} for theme in own}
        count = Counter(document for places in shown.values() for document in places)
        asked = [d.id for d in several[study].documents if 2 * count[d.id] > len(own)]
        for theme in own:
            if missing := tuple(id for id in asked if id not in shown[theme.id]):
                found[theme.id] = missing
    return found

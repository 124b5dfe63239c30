"""Concepts by studies as a screen or a sheet shows them: some rows and some columns of the whole matrix, in an order.

In: concepts with their support, themes, and what is asked. Out: a plain record. Called by KnowledgeBase.matrix and
.density. The whole matrix of a thousand studies has millions of cells; only what is asked for is made.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from concord.tables.agreement import OUT_OF_SCOPE, SILENT, said_of
from concord.tables.study_order import ORDERS, in_study_order
from corpus.errors import BadInput
from corpus.study import StudyId
from extract.theme import Status, Theme, ThemeId
from synthesis.concept import Concept, ConceptId, Verdict
from synthesis.export.records import Record, rounded, support_record
from synthesis.weighing import sides

SORTS = ("support", "weighted", "contested", "dependent", "facet", "label", "year")
GROUPS = ("", "facet", "verdict", "broader")
ALONE = "No broader or narrower concept"
_UNDATED = 9999
_FIGURES = ("studies", "eligible", "share", "interval", "effective", "weighted", "weighted_interval", "opposing")
Labels = Mapping[ConceptId, Concept]


@dataclass(frozen=True, slots=True)
class Asked:
    """Which concepts and studies, in which order.

    facet, verdict: None for all. words: that a label holds, in any case. studies: () for all. least: how many of these
    studies speak of a concept. sort: of SORTS. group: of GROUPS. columns: of study_order.ORDERS.

    Raises BadInput: there is no such order or group.
    """

    facet: str | None = None
    verdict: str | None = None
    words: str = ""
    studies: tuple[StudyId, ...] = ()
    least: int = 1
    sort: str = "support"
    group: str = ""
    columns: str = "year"

    def __post_init__(self) -> None:
        for name, known in (("sort", SORTS), ("group", GROUPS), ("columns", ORDERS)):
            if (value := getattr(self, name)) not in known:
                raise BadInput(f"The matrix has no {name} {value!r}; there are: {', '.join(filter(None, known))}.")
        if self.verdict is not None and self.verdict not in set(Verdict):
            raise BadInput(f"There is no verdict {self.verdict!r}; there are: {', '.join(Verdict)}.")


@dataclass(frozen=True, slots=True)
class Line:
    """One row: a concept, what each study that speaks does with it, and the year of the first of these."""

    concept: Concept
    said: Mapping[StudyId, str]
    first: int


def lines_of(
    concepts: Iterable[Concept], themes: Mapping[ThemeId, Theme], years: Mapping[StudyId, int | None]
) -> tuple[Line, ...]:
    """A line for each concept that is not rejected, in the order given."""
    found = []
    for concept in concepts:
        if concept.status is not Status.REJECTED:
            said = said_of(concept, themes)
            dated = [year for study in said if (year := years.get(study)) is not None]
            found.append(Line(concept, said, min(dated, default=_UNDATED)))
    return tuple(found)


def matrix_rows(
    lines: Sequence[Line],
    studies: Mapping[StudyId, tuple[str, int | None]],
    asked: Asked,
    rows: slice = slice(None),
    columns: slice = slice(None),
) -> Record:
    """What is asked of the matrix; studies: id to short name and year.

    `concepts`: how many fit. `studies`: how many columns there are. `groups`: {group, concepts} in their order, one
    without a name where nothing is grouped. `rows`: concepts with the figures of their support, `first_year` (None
    where no study that speaks has one), `group`, `cells` by study of `columns`, and `elsewhere`: studies of the matrix
    that speak of it and have no column here. `columns`: {study, speaks}, of how many concepts of these rows.
    """
    wanted = asked.studies or tuple(studies)
    grouped = _grouped(_fitting(lines, asked), asked, {line.concept.id: line.concept for line in lines})
    shown = grouped[rows]
    order = in_study_order([line.said for _, line in _for_order(grouped, shown, asked)], wanted, studies, asked.columns)
    speaks = Counter(study for _, line in shown for study in line.said)
    seen = order[columns]
    return {
        "concepts": len(grouped),
        "studies": len(order),
        "groups": [{"group": name, "concepts": number} for name, number in Counter(g for g, _ in grouped).items()],
        "columns": [{"study": study, "speaks": speaks[study]} for study in seen],
        "rows": [_row(line, group, seen, frozenset(order)) for group, line in shown],
    }


def density_record(
    lines: Sequence[Line],
    studies: Mapping[StudyId, tuple[str, int | None]],
    asked: Asked,
    tall: int,
    wide: int,
) -> Record:
    """The whole matrix in at most `wide` columns of studies and rows of `tall` concepts each.

    `columns`: {first, last, studies}; `rows`: {first, last, group, label} of their first concept, places from 1;
    `cells`: one list a row, the share of the cells in scope in which the study speaks, None where none is in scope.
    """
    wanted = asked.studies or tuple(studies)
    grouped = _grouped(_fitting(lines, asked), asked, {line.concept.id: line.concept for line in lines})
    order = in_study_order([line.said for _, line in grouped], wanted, studies, asked.columns)
    each = max(1, -(-len(order) // wide))
    place = {study: at // each for at, study in enumerate(order)}
    number = -(-len(order) // each)
    scopes: dict[str, tuple[tuple[StudyId, ...], Counter[int]]] = {}  # the concepts of a facet share theirs, but a few
    cells = []
    for start in range(0, len(grouped), tall):
        spoken: Counter[int] = Counter()
        eligible: Counter[int] = Counter()
        for _, line in grouped[start : start + tall]:
            scope = line.concept.support.eligible_studies
            known = scopes.get(line.concept.facet)
            if known is None or known[0] != scope:
                known = scopes[line.concept.facet] = (scope, Counter(place[id] for id in scope if id in place))
            eligible.update(known[1])
            spoken.update(place[study] for study in line.said if study in place)
        cells.append([rounded(spoken[at] / eligible[at]) if eligible[at] else None for at in range(number)])
    return {
        "concepts": len(grouped),
        "studies": len(order),
        "columns": [
            {"first": at * each + 1, "last": min(len(order), (at + 1) * each), "studies": order[at * each :][:each]}
            for at in range(number)
        ],
        "rows": [
            {
                "first": start + 1,
                "last": min(len(grouped), start + tall),
                "group": grouped[start][0],
                "label": grouped[start][1].concept.label,
            }
            for start in range(0, len(grouped), tall)
        ],
        "cells": cells,
    }


def _fitting(lines: Iterable[Line], asked: Asked) -> Iterator[Line]:
    words, among = asked.words.casefold().split(), frozenset(asked.studies)
    for line in lines:
        concept = line.concept
        label = concept.label.casefold()
        if (
            asked.facet in (None, concept.facet)
            and asked.verdict in (None, concept.verdict)
            and all(word in label for word in words)
            and (len(among.intersection(line.said)) if among else len(line.said)) >= asked.least
        ):
            yield line


def _grouped(lines: Iterable[Line], asked: Asked, of: Labels) -> list[tuple[str, Line]]:
    """Lines in their order, each with the name of its group; groups in the order of facets, verdicts or names."""
    ordered = sorted(lines, key=_KEYS[asked.sort])
    name = _NAMES[asked.group]
    named = [(name(line.concept, of), line) for line in ordered]
    verdicts = {str(verdict): place for place, verdict in enumerate(Verdict)}
    named.sort(
        key=lambda pair: (pair[0] == ALONE, verdicts.get(pair[0], 0) if asked.group == "verdict" else 0, pair[0])
    )
    return named


def _for_order(
    grouped: Sequence[tuple[str, Line]], shown: Sequence[tuple[str, Line]], asked: Asked
) -> Sequence[tuple[str, Line]]:
    """Who speaks most is a question of the rows in sight; who says the same, one of the whole."""
    return shown if asked.columns == "speaking" else grouped


def _row(line: Line, group: str, columns: Sequence[StudyId], everyone: frozenset[StudyId]) -> Record:
    concept = line.concept
    support, both = support_record(concept.support), sides(concept.support)
    scope = frozenset(concept.support.eligible_studies)
    shown = frozenset(columns)
    return {
        "id": concept.id,
        "facet": concept.facet,
        "label": concept.label,
        "group": group,
        "verdict": str(concept.verdict),
        "status": str(concept.status),
        **{name: support[name] for name in _FIGURES},
        "contested": rounded(both.weaker),
        "first_year": None if line.first == _UNDATED else line.first,
        "cells": {study: line.said.get(study, SILENT if study in scope else OUT_OF_SCOPE) for study in columns},
        "elsewhere": sum(study in everyone and study not in shown for study in line.said),
    }


def _by_support(line: Line) -> tuple[object, ...]:
    support = line.concept.support
    return (-support.studies, -support.weighted, line.concept.facet, line.concept.label.casefold(), line.concept.id)


def _by_weight(line: Line) -> tuple[object, ...]:
    return (-line.concept.support.weighted, *_by_support(line))


def _by_contest(line: Line) -> tuple[object, ...]:
    both = sides(line.concept.support)
    return (-both.weaker, -both.balance, *_by_support(line))


def _by_dependence(line: Line) -> tuple[object, ...]:
    support = line.concept.support
    return (support.effective[1] / support.studies if support.studies > 1 else 2.0, *_by_support(line))


def _by_facet(line: Line) -> tuple[object, ...]:
    return (line.concept.facet, *_by_support(line))


def _by_label(line: Line) -> tuple[object, ...]:
    return (line.concept.label.casefold(), *_by_support(line))


def _by_year(line: Line) -> tuple[object, ...]:
    return (line.first, *_by_support(line))


def _root(concept: Concept, of: Labels) -> str:
    """The label of the broadest concept above one; its own when it holds others; ALONE when it does neither."""
    passed: set[ConceptId] = set()
    at = concept
    while at.broader and at.id not in passed and at.broader[0] in of:
        passed.add(at.id)
        at = of[at.broader[0]]
    return at.label if passed or at.narrower else ALONE


_KEYS: dict[str, Callable[[Line], tuple[object, ...]]] = dict(
    zip(SORTS, (_by_support, _by_weight, _by_contest, _by_dependence, _by_facet, _by_label, _by_year), strict=True)
)
_NAMES: dict[str, Callable[[Concept, Labels], str]] = {
    "": lambda concept, of: "",
    "facet": lambda concept, of: concept.facet,
    "verdict": lambda concept, of: str(concept.verdict),
    "broader": _root,
}

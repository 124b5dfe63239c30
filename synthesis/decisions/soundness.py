"""What a decision lacks: each kind needs its own things, and a decision that lacks one is never made.

In: a decision. Out: a complaint in words, "" for a sound one. Called by synthesis.decisions.decision when a decision is
made, also when one is read back; so a check that older logs would fail has no place here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from synthesis.concept import Relation
from synthesis.conclusion import Level
from synthesis.decisions.kind import DESCRIBED, ONE_STUDY, ONE_WORK, TWO_STUDIES, TWO_WORKS, Kind
from synthesis.disagreement import VERDICTS

if TYPE_CHECKING:
    from synthesis.decisions.decision import Decision

_NEEDS_REASON = (
    Kind.MERGE,
    Kind.SPLIT,
    Kind.RELATE,
    Kind.ADJUDICATE,
    Kind.ASSESS,
    Kind.LOOKED,
    Kind.IDENTIFY,
    Kind.RESTORE,
)
_NEEDS_VALUE = {
    Kind.RENAME: "a new label",
    Kind.MOVE: "a facet",
    Kind.RELATE: "a relation",
    Kind.ADJUDICATE: "a verdict",
    Kind.MATCH: "a verdict",
    Kind.ASSESS: "a level",
    Kind.IDENTIFY: "a verdict",
    Kind.UNDO: "a number",
    Kind.RESTORE: "a number",
}
_WORDS = {
    Kind.RELATE: ("relations", tuple(Relation)),
    Kind.ADJUDICATE: ("verdicts", tuple(VERDICTS)),
    Kind.MATCH: ("verdicts", (ONE_WORK, TWO_WORKS)),
    Kind.ASSESS: ("levels", tuple(Level)),
    Kind.IDENTIFY: ("verdicts", (ONE_STUDY, TWO_STUDIES)),
}
_YEARS = range(1400, 2200)


def complaint(decision: Decision) -> str:
    """What a decision lacks, in words; "" for a sound one."""
    kind = decision.kind
    if not decision.who.strip():
        return "needs the name of who decides"
    if kind in _NEEDS_REASON and not decision.reason.strip():
        return "needs a reason"
    if kind in _NEEDS_VALUE and not decision.value.strip():
        return f"needs {_NEEDS_VALUE[kind]}"
    if kind in _WORDS and decision.value not in _WORDS[kind][1]:
        what, known = _WORDS[kind]
        return f"knows the {what} {', '.join(known)}, not {decision.value!r}"
    if kind in (Kind.UNDO, Kind.RESTORE) and not (decision.value.isascii() and decision.value.isdigit()):
        return f"needs the number of a decision, not {decision.value!r}"
    if len(dict(decision.concerns)) != len(decision.concerns) or (decision.concerns and kind is not Kind.ASSESS):
        return "takes one concern for each component of an assessment"
    return _of_themes(decision) or _of_words(decision) or _of_studies(decision)


def _of_themes(decision: Decision) -> str:
    kind, count, different = decision.kind, len(decision.themes), len(set(decision.themes))
    if kind in (Kind.MERGE, Kind.SPLIT) and different < 2:
        return f"needs at least two different themes, not {different}"
    if kind is Kind.SPLIT and decision.groups and (len(decision.groups) != count or len(set(decision.groups)) < 2):
        return "needs a group number for each theme, and at least two groups"
    if kind is Kind.RELATE and (count != 2 or different != 2):
        return f"needs two different themes, a source and a target, not {different}"
    if kind in (Kind.ASSESS, Kind.LOOKED) and not (count and decision.concept):
        return "needs a concept"
    if kind in (Kind.ACCEPT, Kind.REJECT, Kind.MOVE, Kind.RENAME) and not count:
        return "needs a theme"
    if kind is Kind.RENAME and count != 1 and not decision.concept:
        return f"takes one theme at a time, not {count}"
    return ""


def _of_words(decision: Decision) -> str:
    kind, themes = decision.kind, decision.themes
    quoted = all(address.quote.strip() for address in themes)
    if kind is Kind.ADJUDICATE and not (
        quoted and len(decision.groups) == len(themes) and {*decision.groups} == {0, 1}
    ):
        return "needs the words of both sides"
    if kind is Kind.MATCH and not (quoted and len(themes) == 2):
        return "needs the words of two references"
    if kind is Kind.ADD:
        if not themes or not quoted or not all(address.label.strip() for address in themes):
            return "needs one theme with a label and the quote that it rests on"
        if len({(address.study, address.facet, address.label) for address in themes}) > 1:
            return "takes quotes of one theme: one study, one facet, one label"
        if decision.starts and len(decision.starts) != len(themes):
            return "needs a place for each quote, or none"
    elif decision.starts or decision.parent:
        return "takes no places and no parent: only 'add' does"
    elif decision.source and kind is not Kind.DESCRIBE:
        return "takes no source: only 'add' and 'describe' do"
    return ""


def _of_studies(decision: Decision) -> str:
    kind, told = decision.kind, dict(decision.fields)
    if kind is Kind.IDENTIFY and (len(decision.documents) != 2 or len(set(decision.documents)) != 2):
        return "needs two different documents"
    if kind is not Kind.DESCRIBE:
        return "speaks of no study's fields: only 'describe' does" if decision.about or decision.fields else ""
    if not decision.about.strip() or not told:
        return "needs a study and at least one of: " + ", ".join(DESCRIBED)
    if unknown := sorted(told.keys() - set(DESCRIBED)):
        return f"knows the fields {', '.join(DESCRIBED)}, not {unknown[0]!r}"
    if len(told) != len(decision.fields):
        return "takes each field once"
    if not told.get("title", "a title").strip():
        return "needs a title that is not empty"
    year = told.get("year", "")
    if year and not (year.isascii() and year.isdigit() and int(year) in _YEARS):
        return f"needs a year such as 2021, not {year!r}"
    return ""

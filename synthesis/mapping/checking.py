"""Numbers that a paper tells, held against the recount of its tables.

In: the recount by category, what tables, text and method tell. Out: Checks. Called by synthesis.mapping.study_map. A
number is equal when it counts the primary studies of its category, or these and the other works named there; a share,
when it is that of the recount in all studies of its dimension or of the review.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from corpus.study import Anchor
from extract.theme import fold_label
from synthesis.mapping.recounting import Counted
from synthesis.mapping.rows import Number
from synthesis.mapping.values import STATED_YEAR, Check, Told, Verdict, Work

_TOLERANCE = 1.0  # percentage points, as papers round
_SELECTION = 0.75  # of the works of the fuller table, below which a table names a selection of them
_ALIKE = 2  # categories that two dimensions share, to be one sorting made twice


def against(counted: Counted, number: Number, anchor: Anchor, source: str, *, also: Sequence[int] = ()) -> Check:
    """One told number against the recount. also: other counts that it may be, such as the sum of all rows."""
    mine, both = len(counted.works), len(counted.works) + len(counted.others)
    told = Told(number.number, number.percent, anchor, source)
    if number.number is not None:
        verdict, why = _of_number(number.number, mine, both, also)
        difference = number.number - mine if verdict is Verdict.DIFFERS else 0
    else:
        verdict, why = _of_share(number.percent or 0.0, mine, both, counted.of)
        difference = None
    if verdict is Verdict.EQUAL and number.number is not None and number.percent is not None:
        verdict, share_why = _of_share(number.percent, mine, both, counted.of)
        why = share_why if verdict is Verdict.DIFFERS else why
    return Check(counted.dimension, counted.label, mine, told, verdict, difference, why, counted.rows)


def _of_number(number: int, mine: int, both: int, also: Sequence[int]) -> tuple[Verdict, str]:
    if number == mine:
        return Verdict.EQUAL, f"{number} told, {mine} counted"
    if number == both:
        return Verdict.EQUAL, f"{number} told, {mine} counted and {both - mine} not known to be primary studies"
    if number in also:
        return Verdict.EQUAL, f"{number} told: studies that stand in several rows are told in each; {mine} are distinct"
    more = f" and {both - mine} not known to be primary studies" if both > mine else ""
    return Verdict.DIFFERS, f"{number} told, {mine} counted{more}"


def _of_share(percent: float, mine: int, both: int, of: Sequence[int]) -> tuple[Verdict, str]:
    shares = [(count, whole, 100 * count / whole) for whole in of if whole for count in (mine, both)]
    fits = next(((c, w) for c, w, share in shares if abs(share - percent) <= _TOLERANCE), None)
    if fits:
        return Verdict.EQUAL, f"{percent:g} % told, {fits[0]} of {fits[1]} counted"
    if not shares:
        return Verdict.UNTOLD, f"{percent:g} % told, of a number of studies that is not known"
    count, whole, share = shares[0]
    return Verdict.DIFFERS, f"{percent:g} % told, {count} of {whole} counted, which is {share:.0f} %"


def between_tables(counted: Sequence[Counted], tables: Mapping[str, str]) -> Iterator[Check]:
    """Categories that two tables name alike, or by initials, and for which they name other works.

    tables: label of the table of each dimension. Held against each other are dimensions that share two categories.
    """
    by_dimension: dict[str, list[Counted]] = {}
    for one in counted:
        by_dimension.setdefault(one.dimension, []).append(one)
    for (first, mine), (second, theirs) in combinations(by_dimension.items(), 2):
        if first.split(".")[0] == second.split(".")[0]:
            continue
        pairs = [(one, other) for one in mine for other in theirs if same_category(one.label, other.label)]
        if len(pairs) >= _ALIKE:
            sizes = [len({key for pair in pairs for key in _named(pair[side])}) for side in (0, 1)]
            part = None if min(sizes) >= _SELECTION * max(sizes) else sizes.index(min(sizes))
            yield from (_sorted_twice(one, other, tables, part) for one, other in pairs)


def _named(counted: Counted) -> set[str]:
    return {*counted.works, *counted.others}


def _sorted_twice(one: Counted, other: Counted, tables: Mapping[str, str], part: int | None) -> Check:
    """part: which of the two tables, 0 or 1, names a selection only, so that works missing there are no difference."""
    mine, theirs = _named(one), _named(other)
    here, there = tables[one.dimension], tables[other.dimension]
    only_here = mine - theirs if part != 1 else set()
    only_there = theirs - mine if part != 0 else set()
    why = f"{len(mine)} in {here}, {len(theirs)} in {there}"
    if part is not None:
        why += f", which names a selection; {_told(only_here or only_there, here if part == 0 else there, 'alone')}"
    elif only_here or only_there:
        why += f": {len(only_here)} only in {here}, {len(only_there)} only in {there}"
    return Check(
        one.dimension,
        one.label,
        len(mine),
        Told(len(theirs), None, other.rows[0], "other table"),
        Verdict.DIFFERS if only_here or only_there else Verdict.EQUAL,
        len(theirs) - len(mine),
        why,
        one.rows,
        only_told=tuple(sorted(only_there)),
        only_counted=tuple(sorted(only_here)),
    )


def _told(works: set[str], table: str, how: str) -> str:
    if not works:
        return "all of its studies stand in the other"
    return f"{len(works)} of its studies {'stands' if len(works) == 1 else 'stand'} in {table} {how}"


def same_category(one: str, other: str) -> bool:
    """Whether two tables name one category: the same words, or the initials of them."""
    return fold_label(one) == fold_label(other) or _initials(one, other) or _initials(other, one)


def _initials(short: str, whole: str) -> bool:
    words = [w for w in fold_label(whole).split() if w not in ("and", "of", "the", "for", "in")]
    return 1 < len(short) == len(words) and short.isupper() and short.casefold() == "".join(w[0] for w in words)


def years_told(works: Sequence[Work]) -> Iterator[Check]:
    """Works whose year a table tells, against that of the bibliography."""
    for work in works:
        if work.stated is None or work.told_at is None or work.year is None:
            continue
        verdict = Verdict.EQUAL if work.stated == work.year else Verdict.DIFFERS
        why = f"{work.stated} in the table, {work.year} in the list of references"
        told = Told(work.stated, None, work.told_at, "table")
        yield Check(STATED_YEAR, work.key, work.year, told, verdict, work.stated - work.year, why, (work.told_at,))

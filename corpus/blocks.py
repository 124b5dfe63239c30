"""Blocks: the pairs of bibliography entries that can be one work, found without a look at all pairs.

In: references. Out: pairs of their places. Called by corpus.references. What corpus.match can call one work without a
doubt shares an identifier, or a year and an author, or a volume and a page, so entries are held together by these; no
sure pair is missed, which the tests hold against a look at all pairs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, product

import numpy as np
from rapidfuzz import fuzz, process

from corpus.citations import surname
from corpus.match import IN_RAW, TITLE, is_wordless, near_start, shortens, surnames_agree, title_form, words_of
from corpus.study import Reference

_ByYear = dict[int, list[int]]
_BLOCK = 1500  # texts that are compared at once


def candidates(references: Sequence[Reference], first: int | None = None) -> list[tuple[int, int]]:
    """The pairs that can be one work without a doubt; sorted. All others need not be looked at.

    first: only pairs of one of the first entries with one of the rest.

    Such a pair shares an identifier; or its years are within one and it agrees in first author or in volume and first
    page; or both entries have no title and their words are alike.
    """
    told = [i for i, r in enumerate(references) if not is_wordless(r)]
    silent = [i for i, r in enumerate(references) if is_wordless(r)]
    pairs = set(same_identifier(references))
    pairs.update(_same_author(references, told))
    pairs.update(_same_place(references, told))
    pairs.update(_told_in_words(references, told, silent))
    pairs.update(_alike_texts(silent, [title_form(references[i].raw) for i in silent], IN_RAW))
    return sorted(pairs if first is None else (pair for pair in pairs if pair[0] < first <= pair[1]))


def _pair(a: int, b: int) -> tuple[int, int]:
    return (a, b) if a < b else (b, a)


def same_identifier(references: Sequence[Reference]) -> Iterator[tuple[int, int]]:
    """Entries that have one DOI or one PubMed number."""
    holders: dict[str, list[int]] = defaultdict(list)
    for index, reference in enumerate(references):
        for id in (reference.doi.lower(), f"pmid {reference.pmid}" if reference.pmid else ""):
            if id:
                holders[id].append(index)
    for same in holders.values():
        yield from combinations(same, 2)


def _same_author(references: Sequence[Reference], told: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Entries with titles whose first authors agree and whose years are within one."""
    forms = {index: title_form(references[index].title) for index in told}
    holders: dict[str, _ByYear] = defaultdict(lambda: defaultdict(list))
    nameless: dict[str, _ByYear] = defaultdict(lambda: defaultdict(list))  # by the start of the entry
    for index in told:
        reference = references[index]
        if reference.year is not None:
            family = surname(reference.authors[0]) if reference.authors else ""
            (holders[family] if family else nameless[near_start(reference)])[reference.year].append(index)
    families = sorted(holders)
    same = ((n, n) for n in range(len(families)))
    for left, right in sorted({*same, *_alike_texts(range(len(families)), families, TITLE), *_ends(families)}):
        yield from _within_a_year(forms, holders[families[left]], holders[families[right]])
    for start in sorted(nameless):
        for family in families:
            if family in start:
                yield from _within_a_year(forms, nameless[start], holders[family])


def _ends(families: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Surnames that are the end of another."""
    place = {family: n for n, family in enumerate(families)}
    for n, family in enumerate(families):
        for cut in range(1, len(family)):
            if family[cut:] in place:
                yield _pair(n, place[family[cut:]])


def _within_a_year(forms: Mapping[int, str], one: _ByYear, other: _ByYear) -> Iterator[tuple[int, int]]:
    """Pairs of two groups by year whose titles are alike. forms: titles as they are compared."""
    for year, left in one.items():
        for near in (year - 1, year, year + 1):
            for a, b in product(left, other.get(near, ())):
                if a != b and (fuzz.ratio(forms[a], forms[b], score_cutoff=TITLE) or shortens(forms[a], forms[b])):
                    yield _pair(a, b)


def _same_place(references: Sequence[Reference], told: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Entries with titles that are alike and stand in a volume and on a page of the same number."""
    places: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index in told:
        reference = references[index]
        if reference.volume and reference.first_page:
            places[reference.volume.casefold(), reference.first_page.casefold()].append(index)
    for same in places.values():
        if len(same) > 1:
            forms = [title_form(references[index].title) for index in same]
            yield from _alike_texts(same, forms, TITLE)
            yield from _shortened(same, forms)


def _shortened(indices: Sequence[int], texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Pairs of entries of which one text is the other without its end."""
    ranked = sorted(zip(texts, indices, strict=True))
    for place, (text, index) in enumerate(ranked):
        for longer, other in ranked[place + 1 :]:
            if not longer.startswith(text):
                break
            if shortens(text, longer):
                yield _pair(index, other)


def _told_in_words(
    references: Sequence[Reference], told: Sequence[int], silent: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """Entries with a title and entries without, whose words name the first author or the volume and the page."""
    by_family: dict[str, list[int]] = defaultdict(list)
    nameless: list[tuple[str, int]] = []
    by_place: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for index in told:
        reference = references[index]
        if reference.authors:
            by_family[surname(reference.authors[0])].append(index)
        else:
            nameless.append((near_start(reference), index))
        if reference.volume and reference.first_page:
            by_place[reference.volume.casefold()][reference.first_page.casefold()].append(index)
    for index in silent:
        reference = references[index]
        start, words = near_start(reference), words_of(reference)
        own = surname(reference.authors[0]) if reference.authors else ""
        for family, held in by_family.items():
            if surnames_agree(family, own) if own else family in start:
                yield from (_pair(index, other) for other in held)
        yield from (_pair(index, other) for opening, other in nameless if own and own in opening)
        for volume in words & by_place.keys():
            for page in words & by_place[volume].keys():
                yield from (_pair(index, other) for other in by_place[volume][page])


def alike(references: Sequence[Reference]) -> Iterator[tuple[int, int]]:
    """Entries whose titles are alike, or whose words are where there is no title."""
    told = [i for i, r in enumerate(references) if not is_wordless(r)]
    silent = [i for i, r in enumerate(references) if is_wordless(r)]
    yield from _alike_texts(told, [title_form(references[i].title) for i in told], IN_RAW)
    yield from _alike_texts(silent, [title_form(references[i].raw) for i in silent], IN_RAW)
    yield from _told_in_words(references, told, silent)


def _alike_texts(indices: Sequence[int], texts: Sequence[str], least: float) -> Iterator[tuple[int, int]]:
    """Pairs of entries whose texts have at least a ratio; each text is compared once, in blocks."""
    holders: dict[str, list[int]] = defaultdict(list)
    for index, text in zip(indices, texts, strict=True):
        holders[text].append(index)
    for same in holders.values():
        yield from combinations(same, 2)
    unique = sorted(holders, key=lambda text: (len(text), text))
    for start in range(0, len(unique), _BLOCK):
        block = unique[start : start + _BLOCK]
        reach = len(block[-1]) * (200 - least) / least  # a longer text cannot have the ratio
        last = next((n for n in range(start, len(unique)) if len(unique[n]) > reach), len(unique))
        scores = process.cdist(block, unique[start:last], scorer=fuzz.ratio, score_cutoff=least, dtype=np.uint8)
        for row, column in zip(*np.nonzero(scores), strict=True):
            if column > row:
                yield from (_pair(a, b) for a, b in product(holders[block[row]], holders[unique[start + column]]))

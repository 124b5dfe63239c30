"""The evidence on pairs of readings, as numbers: one column a feature, one row a pair.

In: a Sheet, what is kept of lists, and pairs of places. Out: features. Called by synthesis.similarity.score. All is
reckoned from the two readings, the lists of their studies and fixed resources; no third study has a part in it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from synthesis.similarity.lists import Lists, StudyList
from synthesis.similarity.meaning import products
from synthesis.similarity.nearness import Nearness
from synthesis.similarity.polarity import opposed_among
from synthesis.similarity.sheet import NONE, Bools, Ints, Sheet, distinct
from synthesis.similarity.thesaurus import Thesaurus
from synthesis.similarity.wording import Compared, Wording, over

BATCH = 4096  # pairs that are reckoned at a time, for the sake of memory; it changes no number
KIN = 0.4  # topics in common below which two labels have a broader topic in common at most

FEATURES = (
    "remainder",  # cosine of what is left when the shared words are taken away, -1 to 1
    "cover_low",  # how far the words of the one are found or have a near one in the other, the lesser way, 0 to 1
    "cover_high",  # the greater way
    "known",  # how far the words of each are, by the thesaurus, words of the other, the lesser way, 0 to 1
    "topics",  # topics in common, 0 to 1
    "other_topics",  # both have topics, and none in common
    "two_heads",  # they share a word, but thesaurus and topics hold their heads for two things, 0 or 1
    "modifier",  # what the one says only modifies the head of the other ("citizens", "citizen analysts"), 0 or 1
    "divided",  # one has all words of the other: log of how many more labels of its list have them than of the other's
    "later",  # one label joins things, and the other is not the first of them, 0 or 1
    "parent",  # likeness of the parents, -0.5 to 0.5; 0 when one has none
    "children",  # likeness of what the two hold, -0.5 to 0.5; 0 when one holds nothing
    "standing_low",  # by how many deviations the one stands out of its list, seen from the other, the lesser way
    "standing_high",  # the greater way
    "other_name",  # unlike proper names, a maker's name in front aside, 0 or 1
    "concept",  # the codebook has both labels among the names of one concept, 0 or 1
    "concept_part",  # else, they are about one concept of the codebook, 0 or 1
    "other_concept",  # the codebook has them among the names of two concepts, 0 or 1
    "concept_apart",  # and says that the one is not the other, 0 or 1
    "initials",  # the one is the initials of the other, 0 or 1
    "apart",  # one of the studies sets the words against each other in which the labels differ, 0 or 1
    "denied",  # only one says that something is wanting, in lists that do not tell of troubles, 0 to 1
    "wanting",  # only one says that something is wanting, in lists of troubles, 0 to 1
    "opposed",  # they hold opposites, 0 or 1
    "numbers",  # unlike numbers, 0 or 1
)

Floats = NDArray[np.float64]
Columns = dict[str, NDArray[np.generic]]


class Evidence:
    """Features of pairs of the readings of one sheet."""

    def __init__(self, sheet: Sheet, known: Mapping[str, StudyList], nearness: Nearness, thesaurus: Thesaurus) -> None:
        self._sheet = sheet
        self._lists = Lists(sheet, known)
        self._wording = Wording(sheet, self._lists, nearness)
        self._named = self._lists.names * 2 >= self._lists.size
        self._told: Bools = np.asarray(sheet.topics.any(axis=1))
        self._opposed, self._has_opposite = _opposed(sheet, thesaurus)
        self._kept_apart = _kept_apart(sheet.concepts, thesaurus)
        self._ring = np.array([name.endswith("*") for name in sheet.vocabulary], dtype=bool)

    def features(self, pairs: Ints) -> NDArray[np.float32]:
        """(pairs, 2) places to (pairs, features).

        Many studies say a thing in the same words: labels are compared once, and then for each pair of lists.
        """
        found = np.zeros((len(pairs), len(FEATURES)), dtype=np.float32)
        said = self._sheet.said[pairs].astype(np.int64)
        first, back = distinct(said[:, 0] << 32 | said[:, 1])
        low, high = self._lists.standings(pairs, first, back)
        width = (self._sheet.single != NONE).sum(axis=1)
        widest = width[pairs[first]].max(axis=1).astype(np.uint8)
        by_width = np.argsort(widest, kind="stable")  # short labels need narrow arrays
        rank = np.empty(len(first), dtype=np.int64)
        rank[by_width] = np.arange(len(first))
        rank = rank[back]
        order = np.argsort(rank)
        for start in range(0, len(first), BATCH):
            i, j = pairs[first[by_width[start : start + BATCH]]].T
            words = self._wording.of(i, j)
            labels = self._of_labels(i, j, words)
            begin, end = np.searchsorted(rank[order], (start, start + BATCH)).tolist()
            for at in range(begin, end, BATCH):
                part = order[at : min(at + BATCH, end)]
                one, other = pairs[part].T
                columns = self._of_lists(one, other, labels, words, rank[part] - start) | {
                    "standing_low": np.minimum(low[part], high[part]),
                    "standing_high": np.maximum(low[part], high[part]),
                }
                found[part] = np.column_stack([columns[name] for name in FEATURES])
        return found

    def _of_labels(self, i: Ints, j: Ints, words: Compared) -> Columns:
        """What two labels tell by themselves, and, under names of no feature, what _of_lists asks for."""
        sheet = self._sheet
        remainder = words.remainder
        two_names = sheet.name[i] & sheet.name[j] & ~words.any_shared  # what vectors say of names is their spelling
        topics = products(sheet.topics[i], sheet.topics[j])
        told = self._told[i] & self._told[j]
        return {
            "remainder": np.where(two_names, np.minimum(remainder, 0.0), remainder),
            "topics": topics,
            "other_topics": told & (topics == 0),
            "two_heads": words.other_head & told & (topics < KIN) & self._known_head(i) & self._known_head(j),
            "modifier": words.other_head & (words.within | words.within_other),
            "later": self._later(i, j) | self._later(j, i),
            "parent": self._around(sheet.parent, i, j),
            "children": self._around(sheet.children, i, j),
            **self._of_concepts(i, j),
            "initials": self._initials(i, j) | self._initials(j, i),
            "opposed": self._opposites(words),
            "numbers": (sheet.numbers[i] != sheet.numbers[j]) & (sheet.numbers[i] > 0) & (sheet.numbers[j] > 0),
            **_differing(words),
            "lack": sheet.lacks[i] != sheet.lacks[j],
            "names": sheet.name[i] | sheet.name[j],
            "unlike": (sheet.stem_set[i] != sheet.stem_set[j]) & ~self._behind_maker(i, j),
        }

    def _known_head(self, i: Ints) -> Bools:
        """Whether the thesaurus has a ring for a head of the label."""
        stems, heads = self._sheet.stems[i], self._sheet.heads[i]
        return np.asarray(over(np.logical_or, heads & (stems != NONE) & self._ring[stems], 1))

    def _of_lists(self, i: Ints, j: Ints, labels: Columns, words: Compared, row: NDArray[np.integer]) -> Columns:
        """The columns of pairs in the lists of their studies. row: of each pair, where its labels are."""
        sheet, lists = self._sheet, self._lists
        of = {name: column[row] for name, column in labels.items()}
        covered = self._wording.covered(i, j, words, row)
        named = of["names"] | (self._named[sheet.study[i]] & self._named[sheet.study[j]])
        troubles = lists.troubles(i, j)
        apart = np.asarray(of["lone"], dtype=bool)
        apart[apart] = lists.sets_apart(i[apart], j[apart], of["one"][apart], of["other"][apart])
        return of | {
            "cover_low": np.minimum(covered.mine, covered.theirs),
            "cover_high": np.maximum(covered.mine, covered.theirs),
            "known": covered.known,
            "divided": self._divided(i, j, words, row),
            "other_name": named & of["unlike"],
            "apart": apart,
            "denied": of["lack"] * (1 - troubles),
            "wanting": of["lack"] * troubles,
        }

    def _divided(self, i: Ints, j: Ints, words: Compared, row: NDArray[np.integer]) -> Floats:
        """How far the study of the longer label divides what the shorter says; 0 where none has all words of both."""
        within, around = words.within[row], words.within_other[row]
        found = np.zeros(len(i))
        for rows, short, long, stems in ((within, i, j, words.stems), (around, j, i, words.stems_other)):
            at = np.flatnonzero(rows)
            found[at] = self._lists.divided(short[at], long[at], stems[row[at]])
        return found

    def _later(self, i: Ints, j: Ints) -> Bools:
        """Whether the first names several things and the second is one of them, but not the first."""
        sheet = self._sheet
        found: Bools = (sheet.joined[i, 0] != NONE) & (sheet.joined[j, 0] == NONE)
        i, j = i[found], j[found]
        joined, single = sheet.joined[i], sheet.stems[j]
        one_of = (joined[:, :, None] == np.where(sheet.heads[j], single, -2)[:, None, :]).any(axis=(1, 2))
        first = joined[:, 0][:, None] == np.where(sheet.core[j] | sheet.heads[j], single, -2)
        found[found] = one_of & ~first.any(axis=1)
        return found

    def _around(self, rows: Ints, i: Ints, j: Ints) -> Floats:
        """The cosine of what stands around two labels, given as rows of vectors, less a half; 0 where one has none."""
        mine, theirs = rows[i], rows[j]
        both = np.flatnonzero((mine > 0) & (theirs > 0))
        mine, theirs = mine[both], theirs[both]
        alike = np.where(mine == theirs, 1.0, products(self._sheet.vectors[mine], self._sheet.vectors[theirs]))
        found = np.zeros(len(i))
        found[both] = alike - 0.5
        return found

    def _of_concepts(self, i: Ints, j: Ints) -> Columns:
        one, other = self._sheet.concept[i], self._sheet.concept[j]
        about = self._sheet.about[i]
        same = (one == other) & (one > 0)
        return {
            "concept": same,
            "concept_part": ~same & (about == self._sheet.about[j]) & (about > 0),
            "other_concept": (one != other) & (one > 0) & (other > 0),
            "concept_apart": self._kept_apart[one, other],
        }

    def _behind_maker(self, i: Ints, j: Ints) -> Bools:
        """Whether the one is the other behind one more word, as the maker's stands before a product."""
        one, other = self._sheet.stem_set[i], self._sheet.stem_set[j]
        return np.asarray(((self._sheet.tail[i] == other) & (other > 0)) | ((self._sheet.tail[j] == one) & (one > 0)))

    def _initials(self, i: Ints, j: Ints) -> Bools:
        short = self._sheet.short[i]
        found: Bools = short != NONE
        found[found] = (self._sheet.initials[j[found]] == short[found][:, None]).any(axis=1)
        return found

    def _opposites(self, words: Compared) -> Bools:
        """Whether a word that only the one has is the opposite of a word that only the other has."""
        one, other, has = words.stems, words.stems_other, self._has_opposite
        mine, theirs = has[one] & words.left, has[other] & words.left_other
        found: Bools = over(np.logical_or, mine, 1) & over(np.logical_or, theirs, 1)
        some = np.flatnonzero(found)
        keys = one[some].astype(np.int64)[:, :, None] * len(has) + other[some][:, None, :]
        at_once = mine[some][:, :, None] & theirs[some][:, None, :]
        found[some] = (np.isin(keys, self._opposed) & at_once).any(axis=(1, 2))
        return found


def _differing(words: Compared) -> Columns:
    """lone: whether labels share a word and differ in one word each. one, other: the numbers of these."""
    lone = (over(np.add, words.left.view(np.int8), 1) == 1) & (over(np.add, words.left_other.view(np.int8), 1) == 1)
    return {
        "lone": words.any_shared & lone,
        "one": over(np.maximum, np.where(words.left, words.stems, NONE), 1),
        "other": over(np.maximum, np.where(words.left_other, words.stems_other, NONE), 1),
    }


def _kept_apart(concepts: Sequence[str], thesaurus: Thesaurus) -> Bools:
    """(concepts, concepts): whether the codebook says that the one is not the other."""
    number = {name: place for place, name in enumerate(concepts)}
    found = np.zeros((len(concepts), len(concepts)), dtype=bool)
    for ring in thesaurus.rings:
        if ring.token in number:
            others = [number[token] for name in ring.apart if (token := f"{name}*") in number]
            found[number[ring.token], others] = found[others, number[ring.token]] = True
    return found


def _opposed(sheet: Sheet, thesaurus: Thesaurus) -> tuple[NDArray[np.int64], Bools]:
    """(keys of two stems that are opposites, both ways round; whether a stem, NONE last, has an opposite)."""
    number = {stem: place for place, stem in enumerate(sheet.vocabulary)}
    rings = [stem for stem in sheet.vocabulary if stem.endswith("*")]
    apart = [(one, other) for one in rings for other in rings if one != other and thesaurus.kept_apart(one, other)]
    ends = [(number[one], number[other]) for one, other in (*opposed_among(sheet.vocabulary), *apart)]
    has = np.zeros(len(number) + 1, dtype=bool)
    has[[one for one, _ in ends]] = True
    return np.array([one * len(has) + other for one, other in ends], dtype=np.int64), has

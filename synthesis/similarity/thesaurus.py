"""Which words and phrases of labels name one thing, and how near two words are otherwise.

In: rings (rings.py: words and phrases that name one thing in labels of a facet, or of all) and a word net
(word_net.py). Out: labels with each known phrase put under one name, and the nearness of two words. Made by
concord.resources from data/thesaurus and given to the aligner; a codebook adds rings of its own with `extended`. Used
by the other files of synthesis.similarity.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from extract.words import FUNCTION_WORDS
from synthesis.similarity.known import KnownConcepts, Words
from synthesis.similarity.phrases import SILENT, Key, PhraseTable, keys_of
from synthesis.similarity.rings import Kinds, Ring
from synthesis.similarity.topics import Topics
from synthesis.similarity.word_net import Weighted, WordNet
from synthesis.similarity.words import stem

__all__ = ["EMPTY", "Ring", "Thesaurus"]

# Words that say of what kind a thing is, and not which thing.
_KIND_STEMS = frozenset(
    map(
        stem,
        "process procedure stage phase step activity task issue problem concern challenge barrier obstacle".split(),
    )
)


@dataclass(frozen=True, eq=False)
class Thesaurus:
    """rings: in order; of two that claim one phrase for one facet the later counts.

    kinds: which kind of facet another name of a facet stands for ("barrier": "challenge"). topics: what labels speak
    of, which is wider than a ring. A thesaurus equals only itself, so that it can be a key.
    """

    rings: tuple[Ring, ...] = ()
    net: WordNet = field(default_factory=lambda: WordNet({}))
    kinds: Kinds = field(default_factory=dict)
    topics: Topics = field(default_factory=Topics)

    def classes(self, words: tuple[str, ...], facet: str = "") -> tuple[str, ...]:
        """The words with each known phrase replaced by the one-token name of its ring; words in no ring stay.

        Phrases have 1 to 5 words, the longest first, from left to right, and are compared by their stems; "of" and
        articles count in no phrase. Rings of the facet come before those of its kind, and these before rings of all
        facets. Give all words of a label, signs of lack and small words included: some are part of a phrase. A phrase
        that says that a thing is wanting becomes the word "lack" and the name of the thing's ring: "understaffed" is
        ("lack", "staff*"), as "lack of staff" is ("lack", "of", "staff*"). Look for signs of lack afterwards. Of a ring
        without a one-word phrase the first phrase is put, and not a name that no other label shares.

        >>> from synthesis.similarity.rings import ring
        >>> small = Thesaurus((ring("deploy", ["deployment", "roll out", "release"], "stage"),))
        >>> small.classes(("rolling", "out", "the", "scale"), "stage")
        ('deploy*', 'the', 'scale')
        """
        return self._of_facet(facet).read(words)

    def concept(self, words: tuple[str, ...], facet: str = "") -> str:
        """The name of the ring of a codebook's concept that a whole label names; "" when it names none, or several.

        Give all words of a label. A name as written comes before one with the same stems in order, and this before one
        that says the same in any order, with other small words or words for kinds ("process", "issue"), or with other
        words that `classes` puts under one name.
        """
        return self._concepts(facet).named(self._compared(words, facet))

    def about(self, words: tuple[str, ...], facet: str = "") -> str:
        """The name of the ring of the concept that a label names, else that it names besides less than it says of it.

        That is the concept with the longest name, of two words or more, which is at least half of what the label says
        ("shortage of trained midwives in rural areas"); "" when there is none, or several with names of that length.
        """
        return self._concepts(facet).about(self._compared(words, facet))

    def label(self, name: str) -> str:
        """What people call the ring of this name: the first of its phrases; the name itself when there is none."""
        return self._labels.get(name, name)

    def near(self, one: str, other: str) -> float:
        """How near two stems or names of rings are: 1 the same or in one ring of all facets, else 0 to 0.99; symmetric.

        A ring is as near to a word as the nearest of its one-word phrases is.
        """
        if one == other:
            return 1.0
        mine, theirs = self._faces(one), self._faces(other)
        if not mine.isdisjoint(theirs) and self._written.isdisjoint((one, other)):
            return 1.0
        return max((self.net.near(a, b) for a in sorted(mine) for b in sorted(theirs) if a != b), default=0.0)

    def opposed(self, one: str, other: str) -> bool:
        """Whether two stems or names of rings are opposites ("increase", "decrease"); symmetric."""
        mine, theirs = self._faces(one), self._faces(other)
        return mine.isdisjoint(theirs) and any(self.net.opposed(a, b) for a in mine for b in theirs)

    def is_wider(self, one: str, other: str) -> bool:
        """Whether the first names a wider thing than the second ("vehicle", "car"), at most two steps up the net.

        Of names of rings that say which ring is the broader one: that ring, and those broader than it.
        """
        if one in self._above(other):
            return True
        mine, theirs = self._faces(one), self._faces(other)
        if not mine.isdisjoint(theirs):
            return False
        above = {up for word in theirs for up in self.net.wider(word)}
        return not mine.isdisjoint(above) or not mine.isdisjoint(up for word in above for up in self.net.wider(word))

    def kept_apart(self, one: str, other: str) -> bool:
        """Whether of two names of rings one says that the other is something else; symmetric."""
        return other in self._others.get(one, ()) or one in self._others.get(other, ())

    def neighbours(self) -> Mapping[str, Weighted]:
        """By stem, in order: the stems near it by the net and how near, 0 to 0.99, in order. Rings are not in it."""
        return self.net.neighbours

    @cached_property
    def one_word(self) -> Mapping[str, tuple[str, ...]]:
        """By name of a ring, of whatever kind: the stems of its one-word phrases, in their order."""
        return {ring.token: tuple(stem(words[0]) for words in ring.phrases if len(words) == 1) for ring in self.rings}

    def extended(self, rings: Iterable[Ring]) -> Thesaurus:
        """This thesaurus and more rings, which count before those that it has."""
        return Thesaurus((*self.rings, *rings), self.net, self.kinds, self.topics)

    @cached_property
    def _tables(self) -> dict[str, PhraseTable]:
        return {}

    def _of_facet(self, facet: str) -> PhraseTable:
        """The rings that count in labels of a facet; names of known concepts are no parts of labels."""
        if facet not in self._tables:
            scopes = dict.fromkeys(("", self.kinds.get(facet, ""), facet))
            rings = [ring for scope in scopes for ring in self.rings if ring.facet == scope and not ring.known]
            self._tables[facet] = PhraseTable(rings, self._key)
        return self._tables[facet]

    def _compared(self, words: tuple[str, ...], facet: str) -> Words:
        """A label or a name; what it says is its words in any order, of kinds only when it says nothing else."""
        written = tuple(word for word in words if word not in SILENT)
        classes = (word for word in self.classes(words, facet) if word not in FUNCTION_WORDS)
        said = frozenset(word if word.endswith("*") else self._key(word) for word in classes)
        return Words(written, tuple(map(self._key, written)), said - _KIND_STEMS or said)

    def _concepts(self, facet: str) -> KnownConcepts:
        """Those of a facet, and of the facet that it is a kind of."""
        if facet not in self._known:
            scopes = (self.kinds.get(facet, facet), facet)
            rings = [ring for ring in self.rings if ring.known and ring.facet in scopes]
            names = [(ring.token, self._compared(phrase, facet)) for ring in rings for phrase in ring.phrases]
            self._known[facet] = KnownConcepts(names)
        return self._known[facet]

    @cached_property
    def _known(self) -> dict[str, KnownConcepts]:
        return {}

    def _key(self, word: str) -> str:
        """What a word is compared by."""
        return f"{word}=" if word in self._as_written else stem(word)

    def _keys(self, ring: Ring) -> list[Key]:
        """The phrases of a ring as they are compared; a phrase of silent words alone is none."""
        return keys_of(ring, self._key)

    @cached_property
    def _as_written(self) -> frozenset[str]:
        return frozenset(word for ring in self.rings if ring.as_written for phrase in ring.phrases for word in phrase)

    def _faces(self, word: str) -> frozenset[str]:
        """Stems of the one-word phrases of a ring's name, or of the ring of all facets with that stem; else itself."""
        return self._members.get(word) or self._fellows.get(word) or frozenset({word})

    def _above(self, token: str) -> tuple[str, ...]:
        """The names of the rings that are broader than a ring, the nearest first."""
        found: list[str] = []
        while (token := self._broader.get(token, "")) and token not in found:
            found.append(token)
        return tuple(found)

    @cached_property
    def _labels(self) -> dict[str, str]:
        return {ring.token: " ".join(ring.phrases[0]) for ring in self.rings}

    @cached_property
    def _broader(self) -> dict[str, str]:
        return {ring.token: f"{ring.broader}*" for ring in self.rings if ring.broader}

    @cached_property
    def _others(self) -> dict[str, tuple[str, ...]]:
        return {ring.token: tuple(f"{name}*" for name in ring.apart) for ring in self.rings if ring.apart}

    @cached_property
    def _written(self) -> frozenset[str]:
        """The names of rings of words that are compared as written: they share a stem with words of another meaning."""
        return frozenset(ring.token for ring in self.rings if ring.as_written)

    @cached_property
    def _members(self) -> dict[str, frozenset[str]]:
        """By name of a ring: the stems of its one-word phrases, whatever their facet."""
        return self._one_word(ring for ring in self.rings if not ring.known)

    @cached_property
    def _fellows(self) -> dict[str, frozenset[str]]:
        """By stem: the one-word phrases of the ring of all facets that it is in."""
        rings = self._one_word(ring for ring in self.rings if not ring.facet and not ring.as_written)
        return {stem: stems for stems in rings.values() for stem in stems}

    def _one_word(self, rings: Iterable[Ring]) -> dict[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        for ring in rings:
            if not ring.wanting:
                words = (phrase for phrase in ring.phrases if len(phrase) == 1)
                found.setdefault(ring.token, set()).update(stem(word) for (word,) in words)
        return {token: frozenset(stems) for token, stems in found.items() if stems}


EMPTY = Thesaurus()

"""What a label speaks of, as topics: softer and wider than the rings of the thesaurus (rings.py).

In: the text of a topics file (data/thesaurus/topics.toml: topics with the words and phrases, cues, that tell them), and
tokens of labels. Out: topics of a label, and how much two labels have in common in them. Loaded by concord.resources,
reached as the field `topics` of a Thesaurus, used by the other files of synthesis.similarity. "Nobody pays for it" and
"financial constraints" share no word and no ring, and one topic. A topic is no concept: two labels of one topic are
near each other, and may well be two things.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product
from math import sqrt

from corpus.errors import BadInput
from synthesis.similarity.cues import Cue, CueTable, atoms_of, is_ordered

_EVERYWHERE = "cues"
_NEVER = "not"
_SETS = "sets"
_CLOSED = "closed"
_BROADER_SHARE = 0.35  # of what a topic says, how much its broader topic says: the likeness of two topics beside it


@dataclass(frozen=True, slots=True)
class Topic:
    """cues: by kind of facet ("cues": of every facet), phrases as written; without: phrases that do not tell it.

    broader: id of the topic that holds it, "" for none. weight: 0 to 1, how much it says that two labels share it.
    """

    id: str
    label: str
    broader: str
    cues: Mapping[str, tuple[str, ...]]
    without: tuple[str, ...] = ()
    weight: float = 1.0


@dataclass(frozen=True, eq=False)
class Topics:
    """topics: in any order, each with an id of its own. kinds: which kind of facet another name of a facet stands for.

    closed: kinds of facet where cues of every facet count only in labels where none of the kind's own does. Equals
    only itself, so that it can be a key.
    """

    topics: tuple[Topic, ...] = ()
    kinds: Mapping[str, str] = field(default_factory=dict)
    closed: tuple[str, ...] = ()

    def of(self, words: tuple[str, ...], facet: str = "") -> tuple[str, ...]:
        """Ids of the topics that a label of a facet speaks of, the most specific first: those of longer cues, then id.

        words: all tokens of the label, in order. The words of a cue may stand in any order (with a preposition among
        them, in theirs) with at most two other words between them; signs of lack ("limited budget"), prepositions and
        the like do not count as such. A cue inside a longer one does not count ("training" in "training data"), nor a
        topic that is broader than another that was found.

        >>> pay = Topic("money", "Money", "", {"cues": ("budget", "financ*"), "challenge": ("nobody pays",)})
        >>> Topics((pay,)).of(("financial", "constraints"))
        ('money',)
        >>> Topics((pay,)).of(("nobody", "will", "pay"), "challenge"), Topics((pay,)).of(("nobody", "will", "pay"))
        (('money',), ())
        """
        length: dict[str, int] = {}
        for cue, found in self._of_facet(self.kinds.get(facet, facet)).found(words):
            length[cue.topic] = max(len(found), length.get(cue.topic, 0))
        wider = {above for topic in length for above in self.broader(topic)}
        return tuple(sorted(length.keys() - wider, key=lambda topic: (-length[topic], topic)))

    def shared(self, one: Sequence[str], other: Sequence[str]) -> float:
        """How much two labels have in common, given their topics (as `of` gives them): 0 to 1, symmetric.

        The geometric mean of how much of one is in the other and of the other in the one. Two topics under one broader
        topic share 0.35, a topic and its broader one 0.59. 0 when a label has no topic.
        """
        mine, theirs = self.vector(one), self.vector(other)
        return min(1.0, sum(share * theirs.get(topic, 0.0) for topic, share in mine.items()))

    def vector(self, topics: Sequence[str]) -> dict[str, float]:
        """Topics and those broader than them with weights whose squares sum to 1; {} for no topic.

        The dot product of two such vectors is what they share, so that many pairs can be had at once.
        """
        parts: dict[str, float] = {}
        for topic in topics:
            left = self._by_id[topic].weight
            for step in (topic, *self.broader(topic)):
                kept = left * (1 - _BROADER_SHARE) if self._by_id[step].broader else left
                parts[step] = parts.get(step, 0.0) + kept
                left -= kept
        total = sum(parts[topic] for topic in sorted(parts))
        return {topic: sqrt(parts[topic] / total) for topic in sorted(parts)} if total else {}

    def label(self, topic: str) -> str:
        """The name of a topic for people."""
        return self._by_id[topic].label

    def broader(self, topic: str) -> tuple[str, ...]:
        """Ids of the topics that hold a topic, the nearest first."""
        found: list[str] = []
        while (topic := self._by_id[topic].broader) and topic not in found:
            found.append(topic)
        return tuple(found)

    @cached_property
    def _by_id(self) -> dict[str, Topic]:
        return {topic.id: topic for topic in self.topics}

    @cached_property
    def _tables(self) -> dict[str, CueTable]:
        return {}

    def _of_facet(self, kind: str) -> CueTable:
        if kind not in self._tables:
            self._tables[kind] = CueTable(_cues(self.topics, kind), closed=kind in self.closed)
        return self._tables[kind]


def parse(name: str, text: str, kinds: Mapping[str, str]) -> Topics:
    """The topics of a file, in its order. Raises BadInput.

    A table is a topic, and a table in it a topic that it holds, "money.funding". It has a `label`, and may have a
    `weight` (0 to 1), `cues` (of labels of all facets), cues of one kind of facet under its name (`challenge = "nobody
    pays, too expensive"`), and `not`: what holds a cue and does not tell the topic, as it stands in labels. Cues are
    set apart by commas. A word that ends in "*" is a beginning of words; a cue that begins with "=" must stand as
    written; "{person}" stands for each phrase of that name in the table [sets]. `closed` names kinds of facet, as in
    Topics.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadInput(f"{name}: is no TOML ({error}).") from None
    sets = data.pop(_SETS, {})
    if not isinstance(sets, dict):
        raise BadInput(f"{name}: [{_SETS}] is no table.")
    reader = _Reader(name, {key: _split(name, key, value) for key, value in sets.items()})
    closed = _split(name, _CLOSED, data.pop(_CLOSED, ""))
    return Topics(tuple(topic for key, table in data.items() for topic in reader.topics(key, "", table)), kinds, closed)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the tables of a file. sets: by name, the phrases that stand for it in cues."""

    name: str
    sets: Mapping[str, tuple[str, ...]]

    def topics(self, key: str, broader: str, table: object) -> Iterator[Topic]:
        """The topic of a table and those of the tables in it."""
        if not isinstance(table, dict) or not isinstance(table.get("label"), str):
            raise BadInput(f"{self.name}: topic '{key}' has no label.")
        below = {inner: value for inner, value in table.items() if isinstance(value, dict)}
        fields = {inner: value for inner, value in table.items() if inner not in below}
        label, weight, without = fields.pop("label"), fields.pop("weight", 1.0), fields.pop(_NEVER, "")
        if not isinstance(weight, int | float) or not 0 < weight <= 1:
            raise BadInput(f"{self.name}: the weight of topic '{key}' is not above 0 and at most 1.")
        cues = {kind: self._cues(key, value) for kind, value in fields.items()}
        yield Topic(key, label, broader, cues, self._cues(key, without), weight)
        for inner, value in below.items():
            yield from self.topics(f"{key}.{inner}", key, value)

    def _cues(self, key: str, value: object) -> tuple[str, ...]:
        """The cues of a text, each once, in order, sets written out."""
        cues = tuple(
            dict.fromkeys(cue for phrase in _split(self.name, key, value) for cue in self._written_out(phrase))
        )
        if empty := [cue for cue in cues if not atoms_of(cue)]:
            raise BadInput(f"{self.name}: the cue '{empty[0]}' of topic '{key}' has no word.")
        return cues

    def _written_out(self, phrase: str) -> Iterator[str]:
        parts = re.split(r"\{(\w+)\}", phrase)  # text, set, text, set, ..., text
        if unknown := [part for part in parts[1::2] if part not in self.sets]:
            raise BadInput(f"{self.name}: the cue '{phrase}' names a set that [{_SETS}] does not have: {unknown[0]}.")
        choices = (self.sets[part] if place % 2 else (part,) for place, part in enumerate(parts))
        return ("".join(chosen) for chosen in product(*choices))


def _split(name: str, key: str, value: object) -> tuple[str, ...]:
    """The phrases of a text that are set apart by commas."""
    if not isinstance(value, str):
        raise BadInput(f"{name}: topic '{key}' has cues that are no text.")
    return tuple(phrase for part in value.split(",") if (phrase := " ".join(part.split())))


def _cues(topics: Iterable[Topic], kind: str) -> Iterator[Cue]:
    for topic in topics:
        for scope in dict.fromkeys((_EVERYWHERE, kind)):
            for phrase in topic.cues.get(scope, ()):
                yield _cue(topic, phrase, denies=False, own=scope != _EVERYWHERE)
        for phrase in topic.without:
            yield _cue(topic, phrase, denies=True, own=False)


def _cue(topic: Topic, phrase: str, *, denies: bool, own: bool) -> Cue:
    atoms, fixed = atoms_of(phrase), denies or phrase.startswith("=")
    return Cue(topic.id, atoms if fixed else tuple(dict.fromkeys(atoms)), fixed, is_ordered(phrase), denies, own)

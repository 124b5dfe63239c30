"""Themes of a study that say the same in other words are joined.

In: groups of candidates under their keys. Out: fewer groups, and where each key went. Called by extract.consolidate.
What one list, column or series sets side by side stays apart, whatever its words: the study itself tells them apart.
The strongest evidence leads. Joined are, in this order: closed and spaced forms; a level named without its scale; the
same concepts in other words; a phrase that only qualifies a stronger label; a phrase that says a stronger label
shorter; a label that another one goes on with ("fear of errors", "fear of errors among novices").
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from extract.codebook import Codebook, Facet, ItemShape
from extract.gist import gist, without_want
from extract.grouping import Found, Groups, Key
from extract.theme import Evidence

RUNNING = (Evidence.PHRASE, Evidence.DEFINITION)  # what a sentence says in passing
_GOES_ON = re.compile(
    r"^(?:among|amongst|across|between|within|in|for|from|by|at|during|with|to|due|because|against|of|on|when|while|"
    r"that|which|who|where)\b"
)


@dataclass
class _Pool:
    """The groups of one facet while they are joined; nothing outside this module sees it change."""

    facet: Facet
    groups: dict[Key, list[Found]]
    lists: dict[Key, set[str]] = field(default_factory=dict)
    home: dict[Key, Key] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for key, members in self.groups.items():
            self.lists[key] = {
                f"{m.reading.document.id} {m.candidate.container.name}" for m in members if m.candidate.container
            }

    def rank(self, key: Key) -> int:
        """0 for the strongest evidence."""
        return min(member.candidate.evidence.rank for member in self.groups[key])

    def running(self, key: Key) -> bool:
        """Whether sentences alone show it."""
        return all(member.candidate.evidence in RUNNING for member in self.groups[key])

    def apart(self, one: Key, other: Key) -> bool:
        """Whether the study lists both side by side."""
        return bool(self.lists[one] & self.lists[other])

    def join(self, key: Key, target: Key) -> bool:
        """Makes two groups one, under the target's key, unless the study sets them side by side."""
        if key == target or self.apart(key, target):
            return False
        self.groups[target] += self.groups.pop(key)
        self.lists[target] |= self.lists.pop(key)
        self.home[key] = target
        return True

    def homes(self) -> dict[Key, Key]:
        """For each key that was joined, the key whose group it is in now."""
        found: dict[Key, Key] = {}
        for key, target in self.home.items():
            while target in self.home:
                target = self.home[target]
            found[key] = target
        return found

    def join_all(self, keys: list[Key]) -> None:
        """Joins to the strongest one all that may be joined to it, then the rest likewise."""
        left = sorted(keys, key=self.rank)
        while len(left) > 1:
            lead, *others = left
            left = [key for key in others if not self.join(key, lead)]


def joined(groups: Groups, codebook: Codebook) -> tuple[Groups, dict[Key, Key]]:
    """The groups in order of their first candidate, and for each key that was joined the key that it went to."""
    place = {key: number for number, key in enumerate(groups)}
    pools: dict[str, dict[Key, list[Found]]] = defaultdict(dict)
    for key, members in groups.items():
        pools[key.facet][key] = list(members)
    home: dict[Key, Key] = {}
    made: Groups = {}
    for name, own in pools.items():
        pool = _Pool(codebook.facet_of[name], own)
        for step in _steps(pool.facet):
            step(pool)
        home |= pool.homes()
        made |= pool.groups
    first = {key: place[key] for key in made}
    for key, target in home.items():
        first[target] = min(first[target], place[key])
    return {key: made[key] for key in sorted(made, key=first.__getitem__)}, home


def _steps(facet: Facet) -> Iterator[Callable[[_Pool], None]]:
    """What may join themes of a facet. Names and roles differ by every word; levels of scales repeat their words."""
    yield _closed_forms
    if facet.containers:
        yield _of_no_scale
        yield _qualified
        return
    if facet.item is ItemShape.NAME:
        yield _qualified
        return
    if not facet.singular:
        yield _same_concepts
    yield _qualified
    if facet.singular:
        yield _short_titles
    else:
        yield _shorter
        yield _going_on
        yield _core


def _closed_forms(pool: _Pool) -> None:
    """ "Data set" and "dataset"."""
    forms: dict[tuple[str, str], list[Key]] = defaultdict(list)
    for key in pool.groups:
        forms[key.words.replace(" ", ""), key.parent].append(key)
    for keys in forms.values():
        pool.join_all(keys)


def _of_no_scale(pool: _Pool) -> None:
    """A level that is named again without its scale is the level of the only scale that has one so named."""
    scaled: dict[str, list[Key]] = defaultdict(list)
    for key in pool.groups:
        if key.parent:
            scaled[key.words].append(key)
    for key in [key for key in pool.groups if not key.parent]:
        if len(scaled[key.words]) == 1:
            pool.join(key, scaled[key.words][0])


def _same_concepts(pool: _Pool) -> None:
    """ "Shortage of skilled personnel" and "staff are not trained"; order and form of words do not count.

    Under a facet of clauses what is wanting need not be said: a heading "Documentation" among barriers.
    """
    told: dict[frozenset[str], list[Key]] = defaultdict(list)
    for key in pool.groups:
        concepts = _gist(pool, key)
        told[without_want(concepts) or concepts].append(key)
    for concepts, keys in told.items():
        if concepts:
            pool.join_all(keys)


def _gist(pool: _Pool, key: Key) -> frozenset[str]:
    single = frozenset(cue for cue in pool.facet.cues if " " not in cue)
    return gist(key.words, single) if pool.facet.item is ItemShape.CLAUSE else gist(key.words)


def _qualified(pool: _Pool) -> None:
    """A phrase that only qualifies another label ("experienced data steward") joins that label's theme."""
    for key in [key for key in pool.groups if _is_phrase(pool, key)]:
        words = key.words.split()
        for cut in range(1, len(words) - 1):
            shorter = Key(key.facet, " ".join(words[cut:]), key.parent)
            if shorter in pool.groups and _only_adjectives(pool.groups[key][0], cut):
                pool.join(key, shorter)
                break


def _is_phrase(pool: _Pool, key: Key) -> bool:
    return all(member.candidate.evidence is Evidence.PHRASE for member in pool.groups[key])


def _only_adjectives(found: Found, count: int) -> bool:
    passage = found.reading.passages.get(found.candidate.block)
    if passage is None:
        return False
    tokens = passage.tokens(found.candidate.start, found.candidate.end)
    return all(token.pos_ in ("ADJ", "ADV", "VERB") for token in tokens[:count])


def _short_titles(pool: _Pool) -> None:
    """A phrase that one stronger label alone ends in, or goes on from ("support worker", "night support worker")."""
    by_edge: dict[str, list[Key]] = defaultdict(list)
    for key in pool.groups:
        words = key.words.split()
        for word in dict.fromkeys((words[0], words[-1]) if words else ()):
            by_edge[word].append(key)
    for key in [key for key in pool.groups if pool.running(key)]:
        beside = by_edge[key.words.rpartition(" ")[2]]
        longer = [k for k in beside if _holds_title(k.words, key.words) and k in pool.groups and not pool.running(k)]
        if len(longer) == 1:
            pool.join(key, longer[0])


def _holds_title(longer: str, shorter: str) -> bool:
    if longer.startswith(f"{shorter} "):
        return _GOES_ON.match(longer[len(shorter) + 1 :]) is not None
    return longer.endswith(f" {shorter}")


def _shorter(pool: _Pool) -> None:
    """A phrase that says a stronger label shorter ("unclear rules" for "unclear rules on liability").

    One concept alone joins only where a single label holds it; two or more also join the only other phrase with them.
    """
    told = {key: without_want(_gist(pool, key)) for key in pool.groups}
    holding: dict[str, list[Key]] = defaultdict(list)
    for key, concepts in told.items():
        for concept in sorted(concepts):
            holding[concept].append(key)
    for key in [key for key in pool.groups if pool.running(key)]:
        concepts = told[key]
        among = min((holding[concept] for concept in sorted(concepts)), key=len, default=[])
        longer = [k for k in among if k in pool.groups and concepts < told[k]]
        strong = [k for k in longer if not pool.running(k)]
        if strong and (len(concepts) > 1 or len(strong) == 1):
            pool.join(key, strong[0])
        elif len(longer) == 1 and len(concepts) > 1:
            pool.join(key, longer[0])


def _core(pool: _Pool) -> None:
    """A phrase whose words before a preposition are another label ("monitoring of the model in production")."""
    known = {concepts: key for key in reversed(list(pool.groups)) if len(concepts := _gist(pool, key)) > 1}
    for key in [key for key in pool.groups if pool.running(key)]:
        words = key.words.split()
        cut = next((i for i in range(2, len(words)) if words[i] != "of" and _GOES_ON.match(words[i])), None)
        target = known.get(gist(" ".join(words[:cut]))) if cut else None
        if target is not None and target in pool.groups:
            pool.join(key, target)


def _going_on(pool: _Pool) -> None:
    """A label that goes on from another one with a preposition or a relative clause, and is the only one that does."""
    opening: dict[str, list[Key]] = defaultdict(list)
    known = {key.words: key for key in pool.groups}
    for key in pool.groups:
        words = key.words.split()
        for cut in range(len(words) - 1, 1, -1):
            shorter = " ".join(words[:cut])
            if shorter in known and _GOES_ON.match(words[cut]) and len(gist(shorter)) > 1:
                opening[shorter].append(key)
                break
    for shorter, longer in opening.items():
        if len(longer) == 1 and shorter in known:
            pool.join_all([key for key in (known[shorter], longer[0]) if key in pool.groups])

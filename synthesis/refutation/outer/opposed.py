"""Opposed claims on one thing: easy and difficult, mature and at an early stage, agreed and open.

In: a Corpus. Out: Disagreements of kind contradiction, or other context or other time where the words of one side
narrow it and those of the other do not. Called by synthesis.refutation.between. Claims are looked up by scale and
thing, so that the work is in proportion to what is found.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from synthesis.disagreement import Disagreement, Kind
from synthesis.refutation.compared import Corpus
from synthesis.refutation.names import Key, Names
from synthesis.refutation.said import Claim
from synthesis.refutation.said.agreed import SCALE as AGREEMENT
from synthesis.refutation.said.phrases import classes
from synthesis.refutation.said.scales import POLES

_EACH = 2  # claims of one study on one side
_SURE, _NARROWED, _NESTED = (
    0.65,
    0.5,
    0.1,
)  # of a plain pair; of one of another context or time; taken off for other words


def opposed(corpus: Corpus) -> Iterator[Disagreement]:
    """One for each thing and scale on which two studies stand at opposite poles, by scale and thing."""
    names = corpus.names
    placed: dict[tuple[str, Key], list[Claim]] = defaultdict(list)
    for claim in corpus.claims:
        if claim.scale in POLES:
            for key in _keys(names, claim):
                placed[claim.scale, key].append(claim)
    seen: set[tuple[str, frozenset[tuple[str, int]]]] = set()
    for (scale, key), claims in placed.items():
        first, second = POLES[scale]
        one = [claim for claim in claims if claim.pole == first]
        other = [claim for claim in claims if claim.pole == second]
        pair = _opposites(names, key, one, other)
        if pair is None:
            continue
        told = frozenset((claim.study, claim.anchor.start) for claim in pair)
        if (scale, told) not in seen:
            seen.add((scale, told))
            # Two studies can share a concept and be of no kin: then the pair itself is all there is to show.
            said, against = _best(names, pair[1], one) or [pair[0]], _best(names, pair[0], other) or [pair[1]]
            yield _made(corpus, pair, said, against)


def _keys(names: Names, claim: Claim) -> tuple[Key, ...]:
    found: dict[Key, None] = {}
    for phrase in claim.subjects:
        found |= dict.fromkeys(names.keys(phrase, claim.study))
        if claim.scale == AGREEMENT:
            spoken_of = classes(phrase)
            found |= dict.fromkeys(f"all {name}s" for name in spoken_of if len(spoken_of) == 1)
    return tuple(found)


def _opposites(names: Names, key: Key, one: Sequence[Claim], other: Sequence[Claim]) -> tuple[Claim, Claim] | None:
    """The plainest two claims of two studies that speak for themselves; None when there are none.

    A study that says both itself says each of them of something else, and opposes nobody.
    """
    first, second = [c for c in one if _stands(c)], [c for c in other if _stands(c)]
    both = {claim.study for claim in first} & {claim.study for claim in second}
    pairs = [
        (a, b)
        for a in first
        for b in second
        if a.study not in both
        and b.study not in both
        and (_is_concept(key) or names.kin(a.study, b.study))
        and not _other_regard(names, a, b)
    ]
    return min(pairs, key=lambda pair: (bool(narrowing(*pair)), pair[0].study, pair[1].study), default=None)


def _other_regard(names: Names, one: Claim, other: Claim) -> bool:
    """Whether each says it of the thing in regard of something else: needed to take off, not needed to land."""
    mine, theirs = names.words(one.other, one.study), names.words(other.other, other.study)
    return bool(mine and theirs) and not (mine <= theirs or theirs <= mine)


def _is_concept(key: Key) -> bool:
    return isinstance(key, str) and not key.startswith("all ")


def _stands(claim: Claim) -> bool:
    return not claim.hedged and not claim.reported


def _best(names: Names, against: Claim, claims: Sequence[Claim]) -> list[Claim]:
    """The plainest claims of each study, two at most, of the studies that are of the field of the other side."""
    found: dict[str, list[Claim]] = defaultdict(list)
    for claim in sorted(claims, key=lambda c: (c.reported, c.hedged, len(c.settings) + len(c.times))):
        if claim.study == against.study or names.kin(claim.study, against.study):
            held = found[claim.study]
            if len(held) < _EACH and claim.anchor not in [known.anchor for known in held]:
                held.append(claim)
    return [claim for study in sorted(found) for claim in found[study]]


def narrowing(one: Claim, other: Claim) -> tuple[Kind, tuple[str, ...]] | None:
    """The kind, and the words, of what narrows one side and not the other."""
    if times := set(one.times) ^ set(other.times):
        return Kind.TIME, tuple(sorted(times))
    settings = set(one.settings) ^ set(other.settings)
    if bool(one.other) is not bool(other.other):
        settings.add(one.other or other.other)
    return (Kind.CONTEXT, tuple(sorted(" ".join(words.split()) for words in settings))) if settings else None


def _made(corpus: Corpus, pair: tuple[Claim, Claim], one: Sequence[Claim], other: Sequence[Claim]) -> Disagreement:
    narrowed = narrowing(*pair)
    first, second = (claim.subjects[0] for claim in pair)
    reasons = [f"one says that {_of(pair[0])} is {pair[0].pole}, the other that {_of(pair[1])} is {pair[1].pole}"]
    if narrowed:
        reasons.append(f"but only one of them speaks of {' and '.join(f'“{words}”' for words in narrowed[1])}")
    sure = (_NARROWED if narrowed else _SURE) - (_NESTED if first.casefold() != second.casefold() else 0.0)
    return Disagreement(
        narrowed[0] if narrowed else Kind.CONTRADICTION,
        f"{_short(first)}: {pair[0].pole} or {pair[1].pole}",
        (*(corpus.side(claim) for claim in one), *(corpus.side(claim, against=True) for claim in other)),
        tuple(reasons),
        round(sure, 4),
    )


def _of(claim: Claim) -> str:
    return f"“{_short(claim.subjects[0])}”"


def _short(phrase: str) -> str:
    words = phrase.split()
    return phrase if len(words) <= 9 else " ".join(words[:9]) + " ..."

"""A made-up world of any size: concepts of the five core facets, studies that report them, each in its own words.

In: how many themes, and a seed. Out: terms, and the concept of each. Used by benchmarks/translation_scale.py and by
tests/synthesis/translation/test_scale.py. The same numbers give the same world.

A study reports each concept at most once, its themes of a facet are one list, and it says them by its own paraphrase:
a near-equal word, another inflection or order of words, an empty modifier, an abbreviation that it defines, a slip of
the pen, a clause. What tells two concepts apart is at least one word. There are so many words that as many concepts of
a facet have near labels as in codebooks of real fields: of 100 pairs of concepts 2 to 5 have a cosine of 0.3 or more,
and 1 to 4 share most of their words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product
from random import Random

from benchmarks.scale_things import THINGS
from benchmarks.scale_words import (
    ACTIONS,
    AGENTS,
    CONTAINERS,
    EMPTY_MODIFIERS,
    LEVELS,
    MODIFIERS,
    SYLLABLES,
    TROUBLES,
)
from synthesis.similarity.term import Term

FACETS = ("challenge", "maturity_level", "role", "stage", "tool")
THEMES_PER_CONCEPT = 20
LIST = 20  # themes of one facet in a study, where the world has enough concepts
SLIPS = 0.03  # share of labels with a slip of the pen
SHORT = 0.04  # share of labels of three words that are abbreviated

Words = tuple[str, ...]  # near-equal words
Say = Callable[[Random], str]


@dataclass(frozen=True)
class World:
    """terms: sorted by id. concept: the name of the concept of each term, by id."""

    terms: tuple[Term, ...]
    concept: dict[str, str]


def world(themes: int, *, seed: int = 5, extra: int = 0) -> World:
    """About so many themes of a twentieth as many concepts, equally many in each facet.

    extra: 0, or how many themes a study has that is added to the studies, with the id "study-extra".
    """
    each = max(themes // THEMES_PER_CONCEPT // len(FACETS), 2 * 5)  # concepts of a facet
    size = max(5, min(LIST, each // 5))  # themes of a facet in a study
    concepts = {facet: concepts_of(facet, each, chance_of(seed, facet)) for facet in FACETS}
    studies = [(f"study-{number:05}", size) for number in range(themes // (size * len(FACETS)))]
    if extra:
        studies.append(("study-extra", extra // len(FACETS)))
    terms, concept = [], {}
    for study, many in studies:
        for term, name in _study(study, many, concepts, chance_of(seed, study)):
            terms.append(term)
            concept[term.id] = name
    return World(tuple(sorted(terms, key=lambda term: term.id)), concept)


def chance_of(seed: int, name: str) -> Random:
    return Random(f"{seed} {name}")  # noqa: S311 - a made-up world, no secret


def _study(
    study: str, many: int, concepts: dict[str, list[tuple[str, Say]]], chance: Random
) -> Iterator[tuple[Term, str]]:
    for facet in FACETS:
        known = concepts[facet]
        first = sorted({int(len(known) * chance.random() ** 1.3) for _ in range(many)})  # some are reported more often
        rest = chance.sample([place for place in range(len(known)) if place not in set(first)], many - len(first))
        for number, place in enumerate(sorted(first + rest)):
            name, say = known[place]
            parent, _, label = say(chance).rpartition(" > ")
            label, quote = as_written(label, facet, chance)
            yield (
                Term(
                    id=f"{study}-{facet}-{number:03}",
                    study=study,
                    facet=facet,
                    label=label,
                    quote=quote,
                    parent=parent,
                    contrast=frozenset({f"{study} {facet} {parent}"}),
                ),
                f"{facet} {name}",
            )


def concepts_of(facet: str, many: int, chance: Random) -> list[tuple[str, Say]]:
    """(name, a function that says it) of so many concepts."""
    if facet == "tool":
        names = ["".join(parts) for parts in product(SYLLABLES, repeat=3)]
        return [(name, _tool(name.capitalize())) for name in chance.sample(names, many)]
    if facet == "role":
        pairs = list(product(THINGS, AGENTS))
        return [(f"{thing[0]} {agent[0]}", _role(thing, agent)) for thing, agent in chance.sample(pairs, many)]
    if facet == "maturity_level":
        scales = chance.sample(list(product(THINGS, ACTIONS)), -(-many // 5))
        made = []
        for thing, action in scales:
            scale = f"{thing[0]} {action[0][0]}"
            levels = chance.sample(LEVELS, 5)
            made += [(f"{scale} {level}", _level(scale, level, rank)) for rank, level in enumerate(levels, start=1)]
        return made[:many]
    modifiers: list[Words] = [("",), *MODIFIERS]
    numbers = chance.sample(range(len(modifiers) * len(THINGS) * len(ACTIONS)), many)
    activities = [_activity(number, modifiers) for number in numbers]
    if facet == "stage":
        return [(_plain(*parts), _stage(*parts)) for parts in activities]
    troubles = [TROUBLES[chance.randrange(len(TROUBLES))] for _ in activities]
    return [
        (f"{trouble[0]} {_plain(*parts)}", _challenge(trouble, *parts))
        for trouble, parts in zip(troubles, activities, strict=True)
    ]


def _activity(number: int, modifiers: list[Words]) -> tuple[Words, Words, tuple[Words, ...]]:
    rest, action = divmod(number, len(ACTIONS))
    modifier, thing = divmod(rest, len(THINGS))
    return modifiers[modifier], THINGS[thing], ACTIONS[action]


def _plain(modifier: Words, thing: Words, action: tuple[Words, ...]) -> str:
    return f"{modifier[0]} {thing[0]} {action[0][0]}".strip()


def _stage(modifier: Words, thing: Words, action: tuple[Words, ...], *, clauses: int = 1) -> Say:
    def say(chance: Random) -> str:
        kind, what = _one(modifier, chance), _one(thing, chance)
        noun, gerund, participle = action[0] if chance.random() < 0.7 else chance.choice(action)
        many = _plural(what)
        form = chance.choices(
            (
                f"{kind} {what} {noun}",
                f"{noun} of {kind} {many}",
                f"{gerund} {kind} {many}",
                f"{gerund} the {kind} {what}",
                f"{kind} {many} are {participle}",
                f"{chance.choice(EMPTY_MODIFIERS)} {kind} {what} {noun}",
                f"{kind} {what} {noun} {chance.choice(CONTAINERS)}",
            ),
            (8, 3, 3, 1, clauses, 1, 2),
        )[0]
        return " ".join(form.split())

    return say


def _challenge(trouble: Words, modifier: Words, thing: Words, action: tuple[Words, ...]) -> Say:
    activity = _stage(modifier, thing, action, clauses=0)
    return lambda chance: f"{_one(trouble, chance)} {activity(chance)}"


def _role(thing: Words, agent: Words) -> Say:
    def say(chance: Random) -> str:
        what, who = _one(thing, chance), _one(agent, chance)
        return chance.choices(
            (f"{what} {who}", f"{what} {_plural(who)}", f"{_plural(who)} of {_plural(what)}", f"the {what} {who}"),
            (6, 3, 1, 1),
        )[0]

    return say


def _tool(name: str) -> Say:
    def say(chance: Random) -> str:
        return chance.choices((name, f"{name} platform", f"the {name} software", name.upper()), (8, 2, 1, 1))[0]

    return say


def _level(scale: str, level: str, rank: int) -> Say:
    def say(chance: Random) -> str:
        label = chance.choices((level, level.capitalize(), f"{level} level", f"level {rank}: {level}"), (5, 2, 1, 1))[0]
        kind = chance.choice(("maturity model", "scale", "maturity scale"))
        return f"{scale} {kind} > {label}"

    return say


def _one(words: Words, chance: Random) -> str:
    """Mostly the first of near-equal words."""
    return words[0] if chance.random() < 0.75 else chance.choice(words)


def _plural(word: str) -> str:
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "ch", "sh")) else "s")


def as_written(label: str, facet: str, chance: Random) -> tuple[str, str]:
    """(label, quote): now and then abbreviated, and defined in the quote, or with a slip of the pen."""
    words = label.split()
    sentence = f"The work covers {label} in some detail."
    if facet == "stage" and len(words) == 3 and "of" not in words and chance.random() < SHORT:
        short = "".join(word[0] for word in words).upper()
        return short, f"The work covers {label} ({short}) in some detail."
    places = [place for place, word in enumerate(words) if len(word) > 6]
    if facet in ("stage", "role", "challenge") and places and chance.random() < SLIPS:
        place = chance.choice(places)
        words[place] = _slip(words[place], chance)
    return " ".join(words), sentence


def _slip(word: str, chance: Random) -> str:
    """Two letters inside the word change places, or one is left out."""
    place = chance.randrange(2, len(word) - 3)
    if chance.random() < 0.5:
        return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    return word[:place] + word[place + 1 :]

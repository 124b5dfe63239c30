"""Made-up reviews as Markdown, and what each of them reports; the same numbers give the same.

In: how many studies and themes, and a seed. Out: for each study a file and its Told themes, whose quotes stand in that
file. Used by benchmarks/big_base.py. The concepts and their paraphrases are those of benchmarks/scale_world.py; few are
reported by many studies and many by one. The reviews share primary studies, and some of them include an earlier one.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from random import Random

from benchmarks.overlap_scale import NAMES, WORDS
from benchmarks.scale_things import THINGS
from benchmarks.scale_world import FACETS, Say, chance_of, concepts_of
from extract.theme import Polarity

GIVEN = "Ada Ben Cleo Dora Edda Finn Gita Hal Ines Jonas Kaja Lena Mats Nora Olaf Pia Quentin Rosa Sten Thea".split()
FIRST, LAST = 2004, 2024  # years of the reviews
CITED, INCLUDED = 30, 18  # entries of a reference list, and how many of them are primary studies
PLURALS = {"challenge": "Challenges", "maturity_level": "Maturity", "role": "Roles", "stage": "Stages", "tool": "Tools"}
SAYS = {
    Polarity.ASSERTS: "{label}: {where}, the reviewed work treats {plain} as part of daily practice.",
    Polarity.HEDGES: "{label}: {where}, {plain} may matter, but the reports are few.",
    Polarity.DENIES: "{label}: {where}, the reviewed work finds no evidence of {plain}.",
}
PLACES = ("In large organisations", "In small teams", "Across sites", "In public bodies", "Early on", "In the long run")
SENTENCES = (
    "Reports on {one} and {two} have grown in number, and their authors seldom cite each other {cites}.",
    "Much of what is known about {one} comes from single sites {cites}.",
    "Where {one} meets {two}, the accounts differ in detail but agree in outline {cites}.",
    "Readers who look for {two} will find more in the cited work than can be told here {cites}.",
    "The link between {one} and {two} has been described before {cites}.",
)


@dataclass(frozen=True, slots=True)
class Told:
    """A theme that a paper reports. quotes: items of its lists as they stand in the file, without the bullet."""

    facet: str
    label: str
    quotes: tuple[str, ...]
    polarity: Polarity
    heading: str


@dataclass(frozen=True, slots=True)
class Paper:
    name: str
    data: bytes
    told: tuple[Told, ...]


def papers(studies: int, themes: int, *, seed: int = 8) -> Iterator[Paper]:
    """So many reviews, which together report about so many themes, equally many of each facet."""
    each = max(4, themes // studies // len(FACETS))
    known = {
        facet: _Known(concepts_of(facet, max(10, round(themes * 0.03)), chance_of(seed, facet))) for facet in FACETS
    }
    titles = [_title(number, chance_of(seed, f"title {number}")) for number in range(studies)]
    for number in range(studies):
        yield _paper(number, titles, each, known, studies, chance_of(seed, f"paper {number}"))


class _Known:
    """The concepts of a facet, and a draw among them in which the first come most often."""

    def __init__(self, concepts: Sequence[tuple[str, Say]]) -> None:
        self.concepts = concepts
        self.sums = list(accumulate(1 / (place + 10) for place in range(len(concepts))))

    def draw(self, many: int, chance: Random) -> list[Say]:
        """So many different ones."""
        places: dict[int, None] = {}
        while len(places) < min(many, len(self.concepts)):
            places[bisect(self.sums, chance.random() * self.sums[-1])] = None
        return [self.concepts[place][1] for place in places]


def _title(number: int, chance: Random) -> str:
    one, two = chance.sample(THINGS, 2)
    return f"{WORDS[number % len(WORDS)].capitalize()} {one[0]} and {two[0]}: a systematic review"


def _year(number: int, studies: int) -> int:
    return FIRST + number * (LAST - FIRST + 1) // studies


def _paper(
    number: int, titles: Sequence[str], each: int, known: dict[str, _Known], studies: int, chance: Random
) -> Paper:
    told = [one for facet in FACETS for one in _told(facet, known[facet].draw(each, chance), chance)]
    entries, included = _references(number, titles, studies, chance)
    text = "\n\n".join(
        (
            f"# {titles[number]}",
            ", ".join(_authors(number, chance)),
            str(_year(number, studies)),
            f"## Abstract\n\n{_filler(2, 0, chance)}",
            f"## 1 Introduction\n\n{_filler(5, len(entries), chance)}\n\n{_filler(5, len(entries), chance)}",
            f"## 2 Method\n\n{_method(_year(number, studies), included, chance)}",
            "## 3 Results",
            *_results(told, chance),
            f"## 4 Discussion\n\n{_filler(6, len(entries), chance)}\n\n{_filler(4, len(entries), chance)}",
            f"## 5 Conclusion\n\n{_filler(2, 0, chance)}",
            "## Included studies\n\n" + "\n\n".join(entries[:included]),
            "## References\n\n" + "\n\n".join(entries[included:]),
        )
    )
    return Paper(f"review-{number:04}.md", (text + "\n").encode(), tuple(told))


def _told(facet: str, sayings: Sequence[Say], chance: Random) -> Iterator[Told]:
    taken: set[str] = set()
    for say in sayings:
        label = " ".join(say(chance).replace(" > ", " ").split())
        if label.lower() in taken:
            continue
        taken.add(label.lower())
        polarity = chance.choices(tuple(SAYS), (92, 5, 3))[0]
        shown = label[0].upper() + label[1:]
        quote = SAYS[polarity].format(label=shown, where=chance.choice(PLACES).lower(), plain=label)
        again = (f"{shown} comes up again where work is handed over.",) if chance.random() < 0.2 else ()
        yield Told(facet, label, (quote, *again), polarity, PLURALS[facet])


def _results(told: Sequence[Told], chance: Random) -> Iterator[str]:
    for place, (facet, plural) in enumerate(PLURALS.items(), 1):
        mine = [one for one in told if one.facet == facet]
        items = "\n".join(f"- {one.quotes[0]}" for one in mine)
        again = " ".join(quote for one in mine for quote in one.quotes[1:])
        yield f"### 3.{place} {plural}\n\n{_filler(1, 0, chance)} The reviewed work tells of these:\n\n{items}"
        if again:
            yield again


def _filler(sentences: int, entries: int, chance: Random) -> str:
    """A paragraph; its sentences cite, where there are entries."""
    told = []
    for _ in range(sentences):
        one, two = chance.sample(THINGS, 2)
        cited = sorted(chance.sample(range(1, entries + 1), 2)) if entries else []
        cites = f"[{', '.join(map(str, cited))}]" if cited else ""
        told.append(chance.choice(SENTENCES).format(one=one[0], two=two[0], cites=cites).replace(" .", "."))
    return " ".join(told)


def _method(year: int, included: int, chance: Random) -> str:
    found = chance.randrange(400, 2400)
    twice = found // chance.randrange(4, 8)
    left = found - twice
    full = left // chance.randrange(6, 12) + included
    return (
        f"We conducted a systematic literature review. We searched Scopus, Web of Science and IEEE Xplore in "
        f"{chance.choice(('March', 'June', 'October'))} {year - 1} for papers published between {year - 12} and "
        f"{year - 1}. The search returned {found} records. After {twice} duplicates were removed, {left} records "
        f"remained and were screened by title and abstract. We assessed {full} full texts. In the end {included} "
        f"studies were included in the review."
    )


def _references(number: int, titles: Sequence[str], studies: int, chance: Random) -> tuple[list[str], int]:
    """Entries in the style "[3] Name, A. (2012). Title. Annals of Things, 4, 10-20.", and how many are included."""
    pool = max(CITED * 2, studies * 8)
    topic = number % max(1, studies // 50)
    works = {int(pool * chance.random() ** 2) // 8 * 8 + topic % 8 for _ in range(CITED)}
    entries = [_entry(work) for work in sorted(works)]
    if number and chance.random() < 0.15:
        other = chance.randrange(number)
        author = _author_names(other)[0]
        entries.insert(
            0,
            f"{author.split()[-1]}, {author[0]}. ({_year(other, studies)}). {titles[other]}. "
            f"Annals of {THINGS[other % len(THINGS)][0].capitalize()}, {other % 40 + 1}, 1-20.",
        )
    included = min(INCLUDED, len(entries) - 2)
    return [f"[{place}] {entry}" for place, entry in enumerate(entries, 1)], included


def _entry(work: int) -> str:
    chance = Random(work)  # noqa: S311 - a made-up work, no secret
    one, two, three = chance.sample(THINGS, 3)
    title = f"{WORDS[work % len(WORDS)].capitalize()} {one[0]} in {two[0]} and {three[0]} {work}"
    name, volume = NAMES[chance.randrange(len(NAMES))], chance.randrange(1, 60)
    return (
        f"{name}, {chr(65 + work % 26)}. ({chance.randrange(1990, FIRST)}). {title}. "
        f"Annals of {two[0].capitalize()}, {volume}, {volume * 3}-{volume * 3 + 9}."
    )


def _author_names(number: int) -> tuple[str, str]:
    one, two = NAMES[number % len(NAMES)], NAMES[(number * 7 + 3) % len(NAMES)]
    return (
        f"{GIVEN[number % len(GIVEN)]} {one}",
        f"{GIVEN[(number // 3 + 5) % len(GIVEN)]} {two}",
    )


def _authors(number: int, chance: Random) -> tuple[str, ...]:
    """The two that references name, and sometimes a third."""
    third = f"{chance.choice(GIVEN)} {chance.choice(NAMES)}"
    return (*_author_names(number), third) if chance.random() < 0.3 else _author_names(number)

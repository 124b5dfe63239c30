"""A made-up paper from a seed: the same seed gives the same paper, and each sentence stands in a paper only once.

In: a seed and a few wishes. Out: structure.Paper. With hypothesis: `st.integers(0, 10**6).map(paper)`, or `papers()`
of this module. Titles are sober and sentences short, so that no writer has to bend them.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from hypothesis import strategies as st

from tests.corpus.papers.structure import (
    Cite,
    Content,
    Figure,
    Formula,
    Grid,
    Item,
    Items,
    Paper,
    Paragraph,
    Part,
    Words,
    Work,
)

_THINGS = (
    "hives roofs gardens trams ferries kites lanterns orchards bakeries archives quarries lighthouses mills ponds"
    " greenhouses bridges looms wells stables kilns"
).split()
_PEOPLE = "keepers neighbours planners drivers teachers visitors owners wardens apprentices pilots".split()
_DOINGS = "inspect repair measure compare sort paint count sketch water guard lend mend watch map".split()
_PLACES = "in small towns/near the harbour/at the northern coast/in dry valleys/along the canal/on steep hills".split(
    "/"
)
_SURNAMES = (
    "Abel Brandt Castro Dahl Ekman Falk Grieg Horak Ibsen Jansen Kovac Lund Moreau Novak Orlov Petit Quist".split()
)
_GIVEN = "Ana Bela Carl Dora Emil Fay Gus Hana Ivo Jana Karl Lea Max Nora Otto Pia".split()
_VENUES = ("Journal of Small Towns", "Annals of Upkeep", "Review of Rural Craft", "Letters on Weather")
_TOPS = ("Introduction", "Background", "Methods", "Results", "Discussion", "Conclusion")
_SUBTITLES = (
    "Search of the records/Choice of the towns/What the keepers told/Signs of wear/Costs and savings/Seasons"
    "/Rules of the councils/Training of newcomers/Tools in use/Damage by wind/Help among neighbours/Open questions"
    "/Quality of the sources/Coding of the answers/Limits of the maps/Trust in the wardens"
).split("/")
_ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII")


class _Author:
    """Writes sentences, none of them twice."""

    def __init__(self, random: Random, works: int) -> None:
        self.random = random
        self.works = works
        self.written: set[str] = set()
        self.tables = self.figures = 0

    def sentence(self) -> str:
        pick = self.random.choice
        for _ in range(1000):
            thing, other, people = pick(_THINGS), pick(_THINGS), pick(_PEOPLE)
            made = pick(
                (
                    f"The {people} {pick(_DOINGS)} the {thing} {pick(_PLACES)} before they {pick(_DOINGS)} the {other}",
                    f"Most {thing} {pick(_PLACES)} were older than the {other} that the {people} {pick(_DOINGS)}",
                    f"In {self.random.randint(3, 97)} of the towns the {people} {pick(_DOINGS)} {thing} and {other}",
                    f"Where the {people} {pick(_DOINGS)} their {thing}, fewer {other} fail {pick(_PLACES)}",
                    f"Few of the {people} said that {thing} cost more than {other} {pick(_PLACES)}",
                )
            )
            if made not in self.written:
                self.written.add(made)
                return made
        raise AssertionError("more sentences than the grammar holds")

    def words(self, sentences: int, cites: float = 0.4) -> Words:
        """Sentences; some end in a citation."""
        out: list[str | Cite] = []
        for place in range(sentences):
            out.append((" " if place else "") + self.sentence())
            if self.works and self.random.random() < cites:
                known = self.random.sample(range(self.works), min(self.works, self.random.choice((1, 1, 2, 3))))
                out += [" ", Cite(tuple(sorted(known)))]
            out.append(".")
        return tuple(out)

    def items(self, depth: int = 0) -> Items:
        points = []
        for _ in range(self.random.randint(2, 5)):
            inner = self.items(depth + 1) if depth < 2 and self.random.random() < 0.2 else None
            points.append(Item(self.words(1, cites=0.15), inner))
        return Items(tuple(points), ordered=self.random.random() < 0.4)

    def grid(self) -> Grid:
        self.tables += 1
        columns = self.random.randint(2, 4)
        names = self.random.sample(_THINGS, columns - 1)
        header = ("Town group", *(f"Number of {name}" for name in names))
        rows = [
            (f"Towns {self.random.choice(_PLACES)} {row}", *(str(self.random.randint(2, 400)) for _ in names))
            for row in range(1, self.random.randint(3, 7))
        ]
        return Grid(self.tables, self.sentence() + ".", header, tuple(rows))

    def content(self) -> Iterator[Content]:
        for _ in range(self.random.randint(1, 3)):
            note = self.sentence() + "." if self.random.random() < 0.08 else ""
            yield Paragraph(self.words(self.random.randint(2, 5)), note)
            chance = self.random.random()
            if chance < 0.25:
                yield Paragraph((*self.words(1, cites=0)[:-1], " as follows:"))
                yield self.items()
            elif chance < 0.4:
                yield self.grid()
            elif chance < 0.5:
                self.figures += 1
                yield Figure(self.figures, self.sentence() + ".")
            elif chance < 0.58:
                yield Formula(f"w = a + {self.random.randint(2, 90)} b")


def paper(seed: int, *, numbering: str = "") -> Paper:
    """The paper of a seed.

    numbering: "decimal" (2.1), "roman" (II, A) or "none"; "" leaves it to the seed, decimal twice as often as roman.
    Papers without numbers have no subsections' depth in forms that are flat, so a seed alone never makes one.
    """
    random = Random(seed)  # noqa: S311 - a made-up paper, no secret
    style = numbering or random.choice(("decimal", "decimal", "roman"))
    numeric = random.random() < 0.6
    works = _works(random, random.randint(5, 14))
    author = _Author(random, len(works))
    thing, other = random.sample(_THINGS, 2)
    title = f"How {random.choice(_PEOPLE)} keep {thing} and {other} alive: a review of small towns"
    names = _people(random, random.randint(1, 4))
    abstract = " ".join(author.sentence() + "." for _ in range(random.randint(4, 7)))
    subtitles = random.sample(_SUBTITLES, len(_SUBTITLES))
    tops = [top for top in _TOPS if top in ("Introduction", "Methods", "Conclusion") or random.random() < 0.7]
    parts = []
    for place, top in enumerate(tops, 1):
        deep = top not in ("Introduction", "Conclusion") and random.random() < 0.7
        number = {"decimal": str(place), "roman": _ROMANS[place - 1]}.get(style, "")
        inner = _inner(random, author, number, style, subtitles) if deep else ()
        content = tuple(author.content()) if not inner or random.random() < 0.6 else ()
        parts.append(Part(number, top.upper() if style == "roman" else top, 1, content, inner))
    if random.random() < 0.5:
        parts.append(Part("", "Acknowledgements", 1, (Paragraph(author.words(1, cites=0)),)))
    keywords = tuple(random.sample(_THINGS, random.randint(3, 5)))
    return Paper(title, names, random.randint(2016, 2025), abstract, keywords, tuple(parts), works, numeric)


def papers(*, numbering: str = "") -> st.SearchStrategy[Paper]:
    """Made-up papers as a strategy of hypothesis."""
    return st.integers(0, 10**6).map(lambda seed: paper(seed, numbering=numbering))


def _inner(random: Random, author: _Author, above: str, style: str, subtitles: list[str]) -> tuple[Part, ...]:
    out = []
    for place in range(1, random.randint(2, 4) + 1):
        if not subtitles:
            break
        number = {"decimal": f"{above}.{place}", "roman": "ABCDEFG"[place - 1]}.get(style, "")
        below = []
        if style == "decimal" and random.random() < 0.2 and len(subtitles) > 4:
            below = [Part(f"{number}.{i}", subtitles.pop(), 3, tuple(author.content())) for i in (1, 2)]
        out.append(Part(number, subtitles.pop(), 2, tuple(author.content()), tuple(below)))
    return tuple(out)


def _people(random: Random, count: int) -> tuple[tuple[str, str], ...]:
    return tuple(zip(random.sample(_GIVEN, count), random.sample(_SURNAMES, count), strict=True))


def _works(random: Random, count: int) -> tuple[Work, ...]:
    """Works in the order of their first author and year; no two share both, so that each citation is plain."""
    works: dict[tuple[str, int], Work] = {}
    while len(works) < count:
        people, year, first = _people(random, random.randint(1, 4)), random.randint(1996, 2022), random.randint(1, 900)
        thing, doing = random.choice(_THINGS), random.choice(_DOINGS)
        title = f"Why {random.choice(_PEOPLE)} {doing} {thing} {random.choice(_PLACES)}"
        where = (random.choice(_VENUES), random.randint(2, 60), (first, first + random.randint(3, 20)))
        doi = f"10.5555/{thing}.{random.randint(1000, 9999)}"
        works.setdefault((people[0][1], year), Work(people, year, title, *where, doi))
    return tuple(works[key] for key in sorted(works))

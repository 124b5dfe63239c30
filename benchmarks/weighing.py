"""How long it takes to weigh the concepts of a large corpus, with every verdict left out one by one, and how it grows.

    python -m benchmarks.weighing                   # 20,000 concepts, 1,000 reviews, 50,000 links, and how it grows
    python -m benchmarks.weighing --concepts 2000 --reviews 200 --links 10000

The corpus is made up, from a seed: reviews draw primary studies from one pool, so that some are in many lists; a tenth
of the reviews includes another one; concepts are held by few reviews and by many, as Zipf has it, and half of the
themes cite some of their review's primary studies. Weighed is as synthesis.synthesise does it: support, verdict, its
reason, and the verdict without each study in scope. References are given as works: finding which are one work is
measured by benchmarks.overlap_scale. Times are of the processor, one core.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.study import Anchor, Document, DocumentId, Reference, Study, StudyId
from extract.theme import Evidence, Mention, Polarity, Theme, ThemeId
from synthesis.concept import Dependence
from synthesis.dependence import Bibliography, Works
from synthesis.weighing import Weigher, pivotal, why

SEED = 7
FACETS = 10
CITING = 0.5  # share of the themes that cite primary studies of their review
AGAINST = 0.03  # share of the mentions that deny


@dataclass(frozen=True)
class World:
    """A made-up corpus: its reviews, their ties and lists, the concepts as themes, who addresses which facet."""

    studies: tuple[Study, ...]
    ties: tuple[Dependence, ...]
    works: Works
    concepts: tuple[tuple[Theme, ...], ...]
    scope: dict[str, frozenset[StudyId]]


class Given(Bibliography):
    """Works that are known beforehand."""

    def __init__(self, works: Works) -> None:
        super().__init__(())
        self.given = works

    def works(self, *, everything: bool = False, doubtful: bool = False) -> Works:
        return self.given


def world(concepts: int, reviews: int, links: int, seed: int = SEED) -> World:
    """A corpus of that size."""
    chance = random.Random(seed)  # noqa: S311
    ids = [StudyId(f"review{n:04}") for n in range(reviews)]
    pool, each = [f"work {n}" for n in range(links // 4)], links // reviews
    held = {id: sorted({pool[int(len(pool) * chance.random() ** 1.5)] for _ in range(each)}) for id in ids}
    ties, labels = [], {(id, str(n)): work for id in ids for n, work in enumerate(held[id])}
    for outer in ids[::10]:
        inner = chance.choice(ids)
        if inner != outer:
            labels[outer, "inner"] = f"review {inner}"
            ties.append(Dependence(outer, inner, "includes", "listed", ("inner",)))
    studies = tuple(_study(id, 2000 + n % 25, _entries(labels, id, each)) for n, id in enumerate(ids))
    of: dict[StudyId, frozenset[str] | None] = {
        id: frozenset(work for _, work in _entries(labels, id, each)) for id in ids
    }
    made = tuple(_concept(n, ids, held, chance) for n in range(concepts))
    scope = {facet(n): frozenset(id for id in ids if chance.random() < 0.8) for n in range(FACETS)}
    for themes in made:
        scope[themes[0].facet] |= {theme.study for theme in themes}
    return World(studies, tuple(ties), Works(of, {}, labels), made, scope)


def facet(number: int) -> str:
    return f"facet {number % FACETS}"


def _entries(labels: dict[tuple[StudyId, str], str], id: StudyId, each: int) -> list[tuple[str, str]]:
    return [(key, labels[id, key]) for key in (*map(str, range(each)), "inner") if (id, key) in labels]


def _study(id: StudyId, year: int, entries: Sequence[tuple[str, str]]) -> Study:
    references = tuple(Reference(key, work, included=True) for key, work in entries)
    document = Document(DocumentId(f"d{id}"), f"{id}.md", "markdown", "x" * 10, references=references)
    return Study(id, id, (), year, "", (document,))


def _concept(
    number: int, ids: Sequence[StudyId], held: dict[StudyId, list[str]], chance: random.Random
) -> tuple[Theme, ...]:
    """A concept of one to a third of the reviews: the share that has n falls with the square of n."""
    size = max(1, min(len(ids) // 3, int(1 / (1 - chance.random()))))
    return tuple(_theme(number, id, len(held[id]), chance) for id in sorted(chance.sample(ids, size)))


def _theme(number: int, id: StudyId, works: int, chance: random.Random) -> Theme:
    cited = chance.sample(range(works), min(works, 3)) if chance.random() < CITING else []
    polarity = Polarity.DENIES if chance.random() < AGAINST else Polarity.ASSERTS
    mention = Mention(
        Anchor(DocumentId(f"d{id}"), 0, 1), "x", "x", Evidence.LIST_ITEM, polarity, cites=tuple(map(str, cited))
    )
    return Theme(ThemeId(f"t{number}{id}"), id, facet(number), f"concept {number}", (mention,))


def weigh(made: World) -> tuple[float, float, int]:
    """Seconds to lay the lists out, seconds to weigh all concepts, and how many verdicts hang on some study."""
    start = time.process_time()
    weigher = Weigher(made.studies, made.ties, made.scope, bibliography=Given(made.works))
    ready = time.process_time()
    hanging = 0
    for themes in made.concepts:
        denying = {theme.study for theme in themes if theme.polarity is Polarity.DENIES}
        evidence = weigher.evidence(themes, denying if len(denying) < len(themes) else ())
        evidence.support()
        why(evidence)
        hanging += bool(pivotal(evidence))
    return ready - start, time.process_time() - ready, hanging


def main() -> None:
    """Prints one line a size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--concepts", type=int, default=20_000)
    parser.add_argument("--reviews", type=int, default=1_000)
    parser.add_argument("--links", type=int, default=50_000)
    asked = parser.parse_args()
    print("concepts  reviews    links  mentions  lists s  weigh s  ms each   hang")
    for part in (8, 4, 2, 1):
        made = world(asked.concepts // part, asked.reviews // part, asked.links // part)
        laid, weighed, hanging = weigh(made)
        links, mentions = sum(len(held or ()) for held in made.works.of.values()), sum(map(len, made.concepts))
        each = 1000 * weighed / len(made.concepts)
        sizes = f"{len(made.concepts):>8} {len(made.studies):>8} {links:>8} {mentions:>9}"
        print(f"{sizes} {laid:>8.2f} {weighed:>8.2f} {each:>8.3f} {hanging:>6}")


if __name__ == "__main__":
    main()

"""A large knowledge base: `python -m benchmarks.big_base big.db [--studies 1000] [--themes 50000]`.

In: a path, how many studies and themes, a seed. Out: a knowledge base that any command and the dashboard open. Called
by hand, by benchmarks/dashboard.py and by tests/concord/test_big_base.py. The papers (benchmarks/big_papers.py) are
read, joined, aligned and weighed by Concord itself; only the themes are not looked for: it is known what each paper
reports, and where. There are two additions, two snapshots, and decisions of three people between them.

`--again` keeps the synthesis that is there for the program as it is now, without making it anew: for who looks at pages
while others work on the code, which would have it made again at each change.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import sqlalchemy as sa

from benchmarks.big_papers import Paper, Told, papers
from concord import KnowledgeBase, log, resources
from concord.codebooks import Texts
from concord.deciding.desk import Desk
from concord.store import tables
from corpus.read import read
from corpus.study import Anchor, Study
from extract.facts.gather import facts_of
from extract.facts.values import Fact
from extract.theme import Evidence, Extraction, Mention, Theme, theme_id
from synthesis.decisions import Decision, Kind
from synthesis.export.records import Record

STUDIES, THEMES = 1_000, 50_000
SMALL = 40, 1_200
LATER = 20  # one study in so many comes with the second addition
FACETS = ("stage", "role", "tool", "challenge", "maturity_level")  # in the order of the generic codebook
PEOPLE = ("ada", "ben", "cleo")


class Planned:
    """In the place of the processes that extract: it knows what each paper tells. limits: see Extractors."""

    limits = (0.0, 0)

    def __init__(self, told: dict[str, tuple[Told, ...]]) -> None:
        """told: by file name."""
        self._told = told
        self._vocabulary = resources.methods_vocabulary()

    def each(self, extract: Callable[[Planned, Study], object], studies: Sequence[Study]) -> Iterator[object]:
        """What `extract` makes of each study."""
        return (extract(self, study) for study in studies)

    def themes(self, study: Study, codebook: Texts) -> Extraction:
        """The themes of a study, on the words of its first document."""
        found: list[Theme] = []
        for told in sorted(self._told[study.documents[0].name], key=lambda told: FACETS.index(told.facet)):
            found.append(_theme(study, told, len(found)))
        unique = {theme.id: theme for theme in found}
        return Extraction(study.id, tuple(unique.values()), tuple((facet, facet) for facet in FACETS))

    def facts(self, study: Study) -> tuple[Fact, ...]:
        """What the study says of its method, found as ever."""
        return facts_of(study, self._vocabulary)


def _theme(study: Study, told: Told, order: int) -> Theme:
    text, document = study.documents[0].text, study.documents[0].id
    places = [(text.index(quote), quote) for quote in told.quotes]
    mentions = tuple(
        Mention(
            Anchor(document, start, start + len(quote)),
            quote,
            told.label,
            Evidence.LIST_ITEM if number == 0 else Evidence.PHRASE,
            told.polarity,
            told.heading,
            reasons=(f"an item of a list under {told.heading!r}",) if number == 0 else ("the label in running text",),
        )
        for number, (start, quote) in enumerate(places)
    )
    return Theme(
        theme_id(study.id, told.facet, told.label),
        study.id,
        told.facet,
        told.label,
        mentions,
        definition=told.quotes[0].partition(": ")[2],
        order=order,
        contrast=frozenset({f"{study.id} {told.facet}"}),
        confidence=round(0.55 + 0.4 * (int(theme_id(study.id, told.facet, told.label)[1:5], 16) / 0xFFFF), 3),
        reasons=("a list item under a heading that names the facet",),
    )


class BigBase(KnowledgeBase):
    """A knowledge base whose papers are read in this process, and whose themes are planned."""

    def __init__(self, path: Path, made: Sequence[Paper]) -> None:
        ticks = iter(range(10**9))
        start = datetime(2026, 1, 5, 9, tzinfo=UTC)
        super().__init__(
            path, codebook="generic", user="ada", clock=lambda: start + timedelta(minutes=next(ticks)), tell=print
        )
        self._reader = read
        self._extractors = Planned({paper.name: paper.told for paper in made})  # type: ignore[assignment]

    def keep_decisions(self, decisions: Sequence[Decision]) -> None:
        """Keeps decisions at once, as one word of all."""
        log.append_all(self._store, decisions, clock=self._clock)

    def keep_again(self) -> None:
        """Takes the synthesis that was made last for what this program would make."""
        now, table = self._now(), tables.derived
        with self._store.writing() as connection:
            where = (table.c.kind == "synthesis", table.c.subject == "all")
            connection.execute(sa.update(table).where(*where).values(key=now._synthesis_key()))


def build(path: Path, studies: int, themes: int, *, seed: int = 8, told: Callable[[str], None] = print) -> None:
    """Makes the knowledge base. The same numbers make the same records."""
    made = list(papers(studies, themes, seed=seed))
    kb = BigBase(path, made)
    later = made[::LATER]
    for step, act in (
        ("first addition", lambda: kb.add_files((p.name, p.data) for p in made if p not in later)),
        ("first snapshot", lambda: kb.snapshot("first round", note="before anybody decided anything")),
        ("decisions", lambda: kb.keep_decisions(decisions_of(kb))),
        ("second addition", lambda: kb.add_files((p.name, p.data) for p in later)),
        ("second snapshot", lambda: kb.snapshot("second round", note="with the later studies")),
    ):
        start = time.perf_counter()
        act()
        told(f"{step:<16} {time.perf_counter() - start:7.1f} s")
    kb.close()


def decisions_of(kb: KnowledgeBase) -> list[Decision]:
    """What three people decide: some of everything, on concepts spread over the whole."""
    concepts = [c for c in kb.concepts() if len(c["themes"]) > 1]
    some = concepts[:: max(1, len(concepts) // 60)][:60]
    desks = [Desk(kb.synthesis, kb.corpus, kb.facets(), who) for who in PEOPLE]
    found: list[Decision] = []
    for number, concept in enumerate(some):
        found += _decided(number, desks[number % len(desks)], concept)
    for number, row in enumerate(kb.refutations()[:12]):
        verdict = "dismissed" if number % 3 else "confirmed"
        found.append(desks[number % 3].adjudicate(row["id"], verdict, "read side by side"))
    return found


def _decided(number: int, desk: Desk, concept: Record) -> list[Decision]:
    id, themes = concept["id"], concept["themes"]
    match number % 6:
        case 0:
            return desk.judge(Kind.REJECT, [themes[-1]], "not about this")
        case 1:
            return [desk.rename(id, f"{concept['label']} (named by hand)", "as the field says it")]
        case 2:
            return [desk.split([themes[0], themes[1]], "two things")]
        case 3:
            return [desk.assess(id, "moderate", "few sites", {})]
        case _:
            return desk.judge(Kind.ACCEPT, [id], "read and agreed")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path)
    parser.add_argument("--studies", type=int, default=STUDIES)
    parser.add_argument("--themes", type=int, default=THEMES)
    parser.add_argument("--seed", type=int, default=8)
    parser.add_argument("--small", action="store_true", help=f"{SMALL[0]} studies and {SMALL[1]:,} themes")
    parser.add_argument("--again", action="store_true", help="keep what is there for the program as it is now")
    given = parser.parse_args()
    if given.again:
        BigBase(given.path, ()).keep_again()
        return
    if given.path.exists():
        parser.error(f"{given.path} is there already")
    studies, themes = SMALL if given.small else (given.studies, given.themes)
    build(given.path, studies, themes, seed=given.seed)
    start = time.perf_counter()
    kb = KnowledgeBase(given.path)
    print(f"opens in {time.perf_counter() - start:.1f} s:", end=" ")
    print(f"{len(kb.studies())} studies, {len(kb.themes())} themes, {len(kb.concepts())} concepts")


if __name__ == "__main__":
    main()

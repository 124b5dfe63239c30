"""Every number leads to its evidence: a walk over all links and rows of all pages, each ending at words of a paper.

In: a small knowledge base with a mapping study, a snapshot, decisions and a refutation. A stop of the walk is a page
and its URL. Links of one page with the same icon, target and words in the URL are of a kind, and the walk takes few of
each. Rows are chosen in process, as the browser would tell it; one test does the same in Chromium.
"""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from streamlit.testing.v1 import AppTest

from concord import KnowledgeBase
from tests.dashboard.conftest import APP, samples
from tests.dashboard.test_mapping import source
from tests.dashboard.test_pages import PAGES, text

Shape = tuple[str, tuple[str, ...]]
FILES = {"": "overview", "import": "importing", "add": "add_study"}  # where a page's address is not its file's name
OF_A_KIND = 2  # links that are followed
STEPS = 3  # from a number to its evidence, at most
VIEWS = {  # beyond those that a link of some page opens
    "agreement": ("density", "dependence"),
    "mapping": ("studies",),
    "review": ("log",),
    "changes": ("hanging", "snapshots"),
}
WORKPLACES = {  # pages that count nothing of the synthesis: they take something in, or ask a person
    "importing": "takes codings and bibliographies",
    "judging": "a round is opened here first",
    "coding": "blind: it must not show what others found",
    "codebook": "words to look for, before any paper",
}
WITHOUT_URL = {  # tables whose rows change no URL
    ("themes", "not_taken"): "fills the boxes of a new theme with the words of the row",
    ("studies", "study_methods"): "the link to a fact shows its row already, where it is the only one",
}
_LINK = re.compile(r"\[((?:[^\[\]\\]|\\.)*)\]\((\w+)(?:\?([^)]*))?\)")  # as linking.linked writes it
_GROUND = "-background["  # of marked words
_ID = re.compile(r"^.*?-[0-9a-f]{32}-")
_COUNTED = re.compile(
    r"\b\d[\d,]* (?:\w+ ){0,2}"
    r"(?:stud(?:y|ies)|themes?|concepts?|quotes?|references|hits|places?|decisions?|candidates)\b"
)


@dataclass(frozen=True)
class Stop:
    """A page and its URL. page: file of screens/; url: (word, value), sorted."""

    page: str
    url: tuple[tuple[str, str], ...] = ()

    @property
    def shape(self) -> Shape:
        """What stops of one kind share."""
        return self.page, tuple(word for word, _ in self.url)


@dataclass
class Seen:
    """What stands at a stop. onward: shapes that its links and rows lead to; counts: numbers that are no link."""

    evidence: bool
    onward: set[Stop] = field(default_factory=set)
    tables: list[str] = field(default_factory=list)
    counts: list[str] = field(default_factory=list)


class Visitor:
    """One session that opens stops and chooses rows; primary: titles in the bibliographies of the studies."""

    def __init__(self, primary: set[str]) -> None:
        self.primary = primary
        self.app = AppTest.from_file(str(APP), default_timeout=60).run()

    def open(self, stop: Stop) -> None:
        """Opens a stop as a browser does: it tells no widget of the page before."""
        self.app.switch_page(f"screens/{stop.page}.py")
        self.app.query_params = dict(stop.url)
        self.app._run(WidgetStates())
        self.fine(str(stop))

    def chosen(self, stop: Stop, key: str) -> Stop | None:
        """Where a row of a table leads: the first one, or the last where the stop shows the first already."""
        ways = (self._choose(stop, key, row) for row in (0, -1))
        return next((to for to in ways if to != stop), None)

    def _choose(self, stop: Stop, key: str, row: int) -> Stop:
        """Ticks a row of a table. AppTest has no word for it, so the state is written as the browser writes it."""
        self.open(stop)
        table = next(table for table in self.app.dataframe if _key(table) == key)
        states = self.app._tree.get_widget_states()
        chosen = {"selection": {"rows": [range(len(table.value))[row]], "columns": [], "cells": []}}
        states.widgets.append(WidgetState(id=table.proto.id, string_value=json.dumps(chosen)))
        self.app._run(states)
        self.fine(f"a row of {key}")
        page = Path(self.app._registered_pages[self.app._finished_page_script_hash]["script_path"]).stem
        return Stop(page, tuple(sorted((word, str(value)) for word, value in self.app.query_params.items())))

    def fine(self, where: str) -> None:
        """Fails on an exception, a page without a head, and a link to what is gone."""
        assert not self.app.exception, f"{where}: {self.app.exception[0].value}"
        assert self.app.title, f"{where} has no head"
        assert not re.search(r"There is no \w+ \S+ any more|no longer there", text(self.app)), where

    def seen(self) -> Seen:
        """What stands here."""
        app = self.app
        said = "\n".join(element.value for element in app.markdown)
        cells = (str(cell) for table in app.dataframe for cell in table.value.to_numpy().ravel())
        words = " ".join(" ".join([text(app), *cells]).split())
        prose = [element.value for element in (*app.markdown, *app.caption) if _GROUND not in element.value]
        return Seen(
            _GROUND in said or any(title in words for title in self.primary),
            tables=[_key(table) for table in app.dataframe if list(table.proto.selection_mode) and len(table.value)],
            counts=[found[0] for part in prose for found in _COUNTED.finditer(_LINK.sub("", part))],
        )

    def links(self) -> Iterator[tuple[str, str, Stop]]:
        """Label, icon and target of each link, also of those in a sentence."""
        for link in (element.proto for element in self.app.get("page_link")):
            if not link.disabled:
                yield link.label, link.icon, _stop(link.page, link.query_string)
        for element in self.app.markdown:
            for label, page, query in _LINK.findall(element.value):
                yield label, "", _stop(page, query)


def _key(table: Any) -> str:
    return _ID.sub("", table.proto.id)


def _stop(page: str, query: str) -> Stop:
    return Stop(FILES.get(page, page), tuple(sorted(parse_qsl(query))))


@pytest.fixture(scope="module")
def walked(small_store: Path, root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small knowledge base with a snapshot, a mapping study, decisions and a refutation."""
    folder = tmp_path_factory.mktemp("walked")
    kb = KnowledgeBase(shutil.copy(small_store, folder / "walked.db"), user="Ada")
    kb.snapshot("round 1", note="four papers")
    file = folder / "rook2023.md"
    file.write_text(source(), encoding="utf-8")
    assert not kb.add([file, *samples(root, "varga", "amsel")]).unreadable
    concept = max(kb.concepts(facet="challenge"), key=lambda row: len(row["studies"]))
    one, *others = (theme for theme in kb.themes(facet="challenge") if theme["id"] in concept["themes"])
    kb.accept(one["id"])
    other = next(theme for theme in others if theme["study"] != one["study"])
    kb.relate(one["id"], other["id"], "refutes", reason="they say the opposite")
    kb.adjudicate(
        next(row["id"] for row in kb.refutations() if row["standing"] == "candidate"), "dismissed", reason="no"
    )
    kb.reject(kb.themes(facet="tool")[-1]["id"], reason="no tool")
    kb.close()
    return folder / "walked.db"


@dataclass
class Walk:
    """All stops that were seen, the stop that each row led to, and the stops that a number leads to."""

    stops: dict[Stop, Seen] = field(default_factory=dict)
    rows: dict[tuple[str, str], Stop | None] = field(default_factory=dict)
    of_numbers: dict[Stop, str] = field(default_factory=dict)

    def steps(self) -> dict[Stop, int]:
        """How many steps each stop is from evidence; stops of a shape are as far as the farthest that was seen."""
        far = {stop: 0 for stop, seen in self.stops.items() if seen.evidence}
        shapes: dict[Shape, list[Stop]] = {}
        for stop in self.stops:
            shapes.setdefault(stop.shape, []).append(stop)
        for step in range(1, STEPS + 1):
            near = set(far)
            for stop in self.stops.keys() - near:
                onward = {
                    *self.stops[stop].onward,
                    *(self.rows.get((stop.page, key)) for key in self.stops[stop].tables),
                }
                targets = ([to] if to in self.stops else shapes.get(to.shape, []) for to in onward - {None} if to)
                if any(group and near.issuperset(group) for group in targets):
                    far[stop] = step
        return far


@pytest.fixture(scope="module")
def walk(walked: Path) -> Walk:
    """Breadth-first from every page and view, over two links of each kind and the first row of each table."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CONCORD_KB", str(walked))
        return _walk(Visitor(_primary(walked)))


def _primary(store: Path) -> set[str]:
    studies = KnowledgeBase(store).corpus
    entries = (entry for study in studies for document in study.documents for entry in document.references)
    return {" ".join(entry.title.split()) for entry in entries if entry.title}


def _walk(visitor: Visitor) -> Walk:
    walk, taken = Walk(), Counter[tuple[str, str, Shape]]()
    waiting = deque(map(Stop, PAGES))
    waiting += [Stop(page, (("view", view),)) for page, views in VIEWS.items() for view in views]
    while waiting:
        stop = waiting.popleft()
        if stop in walk.stops:
            continue
        visitor.open(stop)
        seen = walk.stops[stop] = visitor.seen()
        for label, icon, to in visitor.links():
            if "tour" in dict(to.url):
                continue  # the way of the tour has its own test
            seen.onward.add(to)
            if re.search(r"[1-9]", label):
                walk.of_numbers.setdefault(to, f"{label} on {stop}")
            kind = (stop.page, icon, to.shape)
            if taken[kind] < OF_A_KIND and to not in walk.stops and to not in waiting:
                taken[kind] += 1
                waiting.append(to)
        for key in seen.tables:
            if (stop.page, key) not in walk.rows:
                led = walk.rows[stop.page, key] = visitor.chosen(stop, key)
                if led and led not in walk.stops and led not in waiting:
                    waiting.append(led)
    return walk


def test_every_page_and_view_opens_and_every_row_leads_on(walk: Walk) -> None:
    """The walk fails on an exception or a dead link on its way; a row that is chosen changes what the URL says."""
    assert set(PAGES) <= {stop.page for stop in walk.stops}
    assert {at for at, to in walk.rows.items() if to is None} <= WITHOUT_URL.keys()
    assert len(walk.rows) > len(PAGES)


def test_every_number_that_is_a_link_ends_at_words_or_a_primary_study(walk: Walk) -> None:
    """Within three steps of where it leads: a quote marked in its paragraph, or an entry of a bibliography."""
    far = walk.steps()
    seen = {stop: said for stop, said in walk.of_numbers.items() if stop in walk.stops}

    assert len(seen) > 20
    assert {stop: said for stop, said in seen.items() if stop not in far} == {}


def test_no_page_is_a_dead_end(walk: Walk) -> None:
    """From each stop there is a way to evidence, but where nothing is counted."""
    far = walk.steps()

    ends = [stop for stop in walk.stops if stop not in far and stop.page not in WORKPLACES]
    assert ends == [], "\n".join(map(str, ends))
    assert WORKPLACES.keys() <= set(PAGES)


def test_a_number_in_a_sentence_stands_beside_what_it_counts(walk: Walk) -> None:
    """A count that is no link has rows to choose, doors or the words themselves on the same page."""
    counting = {stop: seen for stop, seen in walk.stops.items() if seen.counts}

    assert len(counting) > 10
    assert [
        (stop, seen.counts)
        for stop, seen in counting.items()
        if not (seen.tables or seen.onward or seen.evidence or stop.page in WORKPLACES)
    ] == []


def test_a_visitor_who_walks_through_the_menu_meets_every_page(walked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What one page leaves in the session breaks no other one, in either order."""
    monkeypatch.setenv("CONCORD_KB", str(walked))
    visitor = Visitor(set())
    for page in reversed(PAGES):
        visitor.open(Stop(page))

"""The page Ask: one box, filters that rewrite it, hits that are doors, and what to ask instead."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from concord import KnowledgeBase
from concord.query import parse
from dashboard.evidence import hits as ask_frames
from tests.dashboard.conftest import Dashboard
from tests.dashboard.test_pages import opened, text

if TYPE_CHECKING:
    from playwright.sync_api import Page

QUERY = "lack of skills"


def doors(app: AppTest) -> list[tuple[str, dict[str, str]]]:
    """The pages that the links on a page lead to, with what their URLs say, in order."""
    links = [link.proto for link in app.get("page_link")]
    return [(link.page, {name: found[0] for name, found in parse_qs(link.query_string).items()}) for link in links]


def leads_to(hit: dict[str, Any]) -> tuple[str, str]:
    """The page and the id that the name of a hit opens."""
    kind = "study" if hit["kind"] == "passage" else hit["kind"]
    return {"concept": "concept", "theme": "themes", "study": "studies"}[kind], hit["id"]


def test_each_hit_is_a_door_and_its_words_are_marked(store: Path) -> None:
    """The hits are those of kb.ask, in its order; what is quoted opens in the paper at its very words."""
    kb = KnowledgeBase(store)
    found = kb.ask(QUERY, limit=20)
    app = opened("ask", q=QUERY)
    leads = [(page, url.get("concept") or url.get("theme") or url.get("study")) for page, url in doors(app)]
    texts = {document.id: document.text for study in kb.corpus for document in study.documents}

    rest = iter(leads)
    assert all(leads_to(hit) in rest for hit in found["hits"])  # in this order, with other doors between
    assert ":blue-background[Lack]" in text(app) and f"1 to 20 of {found['total']} hits, best first" in text(app)
    spans = [texts[url["document"]][int(url["at"]) : int(url["end"])] for _, url in doors(app) if "at" in url]
    quoted = [hit["text"] for hit in found["hits"] if hit["document_id"]]
    assert spans and all(span == span.strip() and any(span in quote for quote in quoted) for span in spans)


def test_a_filter_rewrites_the_query_and_shows_what_it_counted(store: Path) -> None:
    """Choosing in a box, or following a kind, is the same as typing the filter; the number beside it was right."""
    app = opened("ask", q=QUERY)
    option = next(option for option in app.multiselect(key="box facet").options if option.startswith("Challenge"))
    app.multiselect(key="box facet").select("challenge").run()

    assert app.query_params["q"] in (f"{QUERY} facet:challenge", [f"{QUERY} facet:challenge"])
    total = KnowledgeBase(store).ask(f"{QUERY} facet:challenge")["total"]
    assert option == f"Challenge ({total})" and f" of {total} hit" in text(app)
    kinds = [parse(url["q"]).values("kind") for page, url in doors(app) if page == "ask"]
    assert ("concept",) in kinds and ("theme",) in kinds


def test_the_hits_have_pages(store: Path) -> None:
    """Next shows those that follow, with the page in the URL; another query begins at its first page."""
    app = opened("ask", q="twin")
    total = KnowledgeBase(store).ask("twin")["total"]
    next(button for button in app.button if button.label == "Next").click().run()

    assert f"21 to {min(40, total)} of {total} hits" in text(app) and app.query_params["page"] in ("2", ["2"])
    app.text_input(key="q").set_value("model").run()
    assert "1 to " in text(app) and "page" not in app.query_params


def test_what_cannot_be_read_says_what_to_write_and_what_finds_nothing_what_does(store: Path) -> None:
    """In place, with a door that works; and an empty box begins with queries made from what is there."""
    wrong = opened("ask", q="facet:challange skills")
    assert "did you mean facet:challenge?" in wrong.error[0].value.replace("\\", "")
    assert ("ask", {"q": "facet:challenge skills"}) in doors(wrong)
    nothing = opened("ask", q='"skills zebra"')
    assert "Nothing fits all of this" in text(nothing) and ("ask", {"q": "skills zebra"}) in doors(nothing)
    assert [url["q"] for page, url in doors(opened("ask")) if page == "ask"] == [
        row["query"] for row in KnowledgeBase(store).suggestions()
    ]


def test_the_list_of_themes_takes_the_same_language(store: Path) -> None:
    """Its boxes and its words are one query; what it cannot read is one sentence there too."""
    kb = KnowledgeBase(store)
    app = opened("themes", q="support:>=2", facet="role")

    assert app.dataframe[0].value["id"].tolist() == [
        hit["id"] for hit in kb.find("kind:theme support:>=2 facet:role", limit=500)
    ]
    assert "is no number" in opened("themes", q="support:many").error[0].value


@given(st.text("Ab. \n", max_size=900), st.lists(st.integers(0, 890), max_size=6))
def test_a_sentence_is_a_span_of_its_text(said: str, starts: list[int]) -> None:
    """Not longer than what is shown, and with a mark in it where the text has any."""
    marks = [(start, start + 3) for start in sorted(starts) if start + 3 <= len(said) and " " not in said[start:][:3]]
    marks = [mark for mark in marks if said[slice(*mark)].isalpha()]
    start, end = ask_frames.sentence(said, marks)

    assert 0 <= start <= end <= len(said) and end - start <= ask_frames.LONGEST
    assert not marks or ask_frames.inside(marks, start, end)


@pytest.mark.browser
def test_from_a_question_to_a_quote_and_to_a_shared_link(
    tab: Page, settled: Callable[[Page], None], dashboard: Dashboard
) -> None:
    """A question is typed, a kind followed, a hit opened on its quote; Back and the address lead to the same view."""
    tab.goto("/ask")
    settled(tab)
    tab.get_by_role("searchbox", name="Ask").fill(QUERY)
    tab.keyboard.press("Enter")
    settled(tab)
    number = dashboard.kb.ask(f"{QUERY} kind:theme")["total"]
    tab.get_by_role("link", name=f"{number} themes").click()
    settled(tab)
    address, hit = tab.url, dashboard.kb.find(f"{QUERY} kind:theme")[0]
    assert "kind%3Atheme" in address
    assert tab.get_by_role("searchbox", name="Ask").input_value() == f"{QUERY} kind:theme"
    tab.get_by_role("link", name=f"Theme: {hit['label']}").first.click()
    settled(tab)
    assert f"theme={hit['id']}" in tab.url and hit["text"][:20] in tab.locator(".st-key-evidence").inner_text()
    tab.go_back()
    settled(tab)
    assert tab.url == address and tab.get_by_text(f"of {number} hit").is_visible()

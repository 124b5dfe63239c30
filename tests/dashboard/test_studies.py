"""The page Studies: from the list to the paper, and from every number of a study to its words."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from concord import KnowledgeBase
from dashboard.studies import frames as study_frames
from tests.dashboard.conftest import Dashboard
from tests.dashboard.test_pages import opened, press, text
from tests.dashboard.test_shown_as_text import paper

if TYPE_CHECKING:
    from playwright.sync_api import Page


def frame(app: AppTest, *columns: str) -> pd.DataFrame:
    """The table of the page that has these columns."""
    found: pd.DataFrame = next(t.value for t in app.dataframe if set(columns) <= set(t.value.columns))
    return found


def named(kb: KnowledgeBase, begins: str) -> dict[str, Any]:
    """The study whose id begins so."""
    return next(study for study in kb.studies() if study["id"].startswith(begins))


def test_the_list_is_narrowed_by_words_years_and_kind(store: Path) -> None:
    """Each leaves fewer rows, a choice stands in the URL, and what fits nothing says what to do."""
    kb = KnowledgeBase(store)
    app = opened("studies")
    assert frame(app, "study", "themes")["id"].tolist() == [
        s["id"] for s in sorted(kb.studies(), key=lambda study: study["short"])
    ]
    app.selectbox(key="since").select("2023").run()
    assert sorted(frame(app, "study", "themes")["year"]) == [2023, 2023]
    assert app.query_params["since"] == "2023"
    assert frame(opened("studies", q="lindqvist barriers"), "study")["year"].tolist() == [2022]
    assert frame(opened("studies", kind="interview study"), "study")["study"].str.contains("Moreau").all()
    assert frame(opened("studies", sort="themes"), "study")["themes"].is_monotonic_decreasing
    assert "No study fits. Take a filter away" in text(opened("studies", q="no such words"))


def test_a_link_opens_the_paper_at_a_place_and_marks_it(store: Path) -> None:
    """By the address that every page links to; the words are on the ground of marks and say so."""
    kb = KnowledgeBase(store)
    theme = next(theme for theme in kb.themes() if theme["evidence"] == "list item" and theme["start"] > 3000)
    place = {"document": theme["document"], "at": str(theme["start"]), "end": str(theme["end"])}
    app = opened("studies", study=theme["study"], **place)

    assert ":blue-badge[here]" in text(app)
    assert theme["quote"].split()[0] in text(app).split(":blue-background[")[1].split(":blue-badge")[0]


def test_a_chosen_theme_is_marked_alone_and_its_places_are_turned_over(store: Path) -> None:
    """The paper opens at its best place; the others are a press away, and all themes come back with another."""
    kb = KnowledgeBase(store)
    twice = [t for t in kb.themes() if len(t["documents"]) == 1 and len(t["mentions"]) == 2]
    theme = next(t for t in twice if len({(m["start"], m["end"]) for m in t["mentions"]}) == 2)
    app = opened("studies", study=theme["study"], theme=theme["id"])
    places = sorted({(m["start"], m["end"]) for m in theme["mentions"]})
    best = places.index((theme["start"], theme["end"]))
    assert f"place {best + 1} of 2 in this file" in text(app)

    press(app, "Place before" if best else "Next place")
    assert f"place {2 - best} of 2 in this file" in text(app)
    assert app.query_params["at"] == str(places[1 - best][0])
    press(app, "All themes")
    assert "in this file" not in text(app) and "theme" not in app.query_params


def test_every_character_of_a_paper_is_reached_by_going_on(store: Path) -> None:
    """From the first stretch to the last, until there is no more; no block is passed over."""
    kb = KnowledgeBase(store)
    study = named(kb, "okafor")
    app, said = opened("studies", study=study["id"]), ""
    while not app.button(key="turn On above").disabled:
        said += text(app)
        app.button(key="turn On above").click().run()
        assert not app.exception
    said = "".join((said + text(app)).replace("**", "").split())

    words = [block["text"].split() for block in kb.paper(study["id"])["blocks"] if block["kind"] == "paragraph"]
    assert all("".join(part[:2]) in said for part in words)


def test_the_text_of_a_block_stays_text(store: Path) -> None:
    """Script, pictures, colours, formulas and links of a paper are shown as they are written, wherever they stand."""
    kb = KnowledgeBase(store)
    kb.add_bytes("bait.xml", paper())
    study = next(s for s in kb.studies() if s["documents"][0]["name"] == "bait.xml")
    texts = " ".join(block["text"] for block in kb.paper(study["id"])["blocks"])
    app = opened("studies", study=study["id"])
    drawn = "\n".join(element.value for element in (*app.markdown, *app.caption, *app.subheader))

    assert drawn.count("\\<script\\>") >= texts.count("<script>") > 2
    for live in ("<script", "<img", "](http", "](javascript", ":red[", ":smile:", "`code`", "**bold**"):
        assert live in texts and not re.search(rf"(?<!\\){re.escape(live)}", drawn), live


def test_a_reference_leads_to_the_sentence_and_to_who_shares_it(store: Path) -> None:
    """In the list each has its counts; a chosen one quotes what cites it."""
    kb = KnowledgeBase(store)
    study = named(kb, "lindqvist")
    rows = kb.references(study["id"])
    chosen = max(rows, key=lambda row: (len(row["shared_with"]), len(row["cited"])))
    app = opened("studies", study=study["id"], view="references", ref=chosen["key"])

    table = frame(app, "cited", "shared").set_index("id")
    assert table["cited"].to_dict() == {row["key"]: len(row["cited"]) for row in rows}
    assert chosen["cited"][0]["quote"][:30] in text(app).replace(":blue-background[", "")
    assert f"Also referred to by {len(chosen['shared_with'])}" in text(app)
    included = frame(opened("studies", study=study["id"], view="references", which="included"), "cited")
    assert len(included) == study["included"] > 0


def test_ties_are_told_from_both_ends() -> None:
    """What includes is included by the other, and a tie that dates rule out says so."""
    tie = {"source": "a", "kind": "includes", "target": "b", "evidence": "entry 3", "unused": ""}
    ties = [tie, {**tie, "source": "c", "kind": "cites", "unused": "c is older"}]

    assert study_frames.ties_of(ties, "a") == {"Includes": [{"study": "b", "evidence": "entry 3", "unused": ""}]}
    assert list(study_frames.ties_of(ties, "b")) == ["Is included by", "Is cited by"]
    assert study_frames.ties_of(ties, "b")["Is cited by"][0]["unused"] == "c is older"


@pytest.mark.parametrize("view", ["themes", "ties", "methods", "reading"])
def test_each_view_of_a_study_shows_what_its_number_counts(view: str, store: Path) -> None:
    """Or says in a sentence that there is none."""
    kb = KnowledgeBase(store)
    study = named(kb, "ferrante")
    app = opened("studies", study=study["id"], view=view)

    if view == "themes":
        live = [theme for theme in kb.themes(study=study["id"]) if theme["status"] != "rejected"]
        assert len(frame(app, "theme", "polarity")) == len(live)
    elif view == "ties":
        assert "No study here includes or cites this one" in text(app) or app.get("page_link")
    elif view == "methods":
        assert frame(app, "kind", "value")["id"].tolist() == [fact["id"] for fact in kb.methods(study["id"])]
    else:
        repairs = kb.paper(study["id"])["repairs"]
        assert f"Mended ({len(repairs)})" in [head.value for head in app.subheader]


def test_the_files_of_a_study_are_switched(store: Path) -> None:
    """Another rendition is another text; the address names it, and the place in the first file is let go."""
    kb = KnowledgeBase(store)
    study = named(kb, "ferrante")
    first, second = study["documents"]
    app = opened("studies", study=study["id"], at="200", end="220")
    app.selectbox(key="rendition").select(second["id"]).run()

    assert app.query_params["document"] == second["id"] and "at" not in app.query_params
    assert app.selectbox(key="rendition").value == second["id"] != first["id"]


def test_a_former_id_and_a_beginning_find_the_study_and_no_other_word_does(store: Path) -> None:
    """A link from before a better file came still opens; what is gone is said, above the list of all."""
    kb = KnowledgeBase(store)
    assert named(kb, "okafor")["title"] in [
        head.value.replace("\\", "") for head in opened("studies", study="okafor").subheader
    ]

    gone = opened("studies", study="nobody2020")
    assert "There is no study nobody2020 any more" in gone.warning[0].value and len(frame(gone, "study", "themes")) == 4


def test_a_fact_of_method_is_read_where_it_stands(store: Path) -> None:
    """In its paragraph, from the list over all studies, with the words of the search leaving others out."""
    kb = KnowledgeBase(store)
    fact = next(fact for fact in kb.methods() if fact["kind"] == "count")
    app = opened("methods", study=fact["study"], fact=fact["id"])

    assert ":blue-background[" in text(app) and f"Count: {fact['value']}" in text(app)
    found = frame(opened("methods", q="databases"), "kind", "value")
    assert 0 < len(found) < len(kb.methods())


@pytest.mark.browser
def test_a_paper_is_read_and_a_place_of_it_is_shared(
    tab: Page, settled: Callable[[Page], None], dashboard: Dashboard
) -> None:
    """A section is chosen in the outline, a theme beside the text; its link opens the same words elsewhere."""
    from tests.dashboard.test_browser import row

    kb = dashboard.kb
    study = named(kb, "lindqvist")
    number, section = next((n, s) for n, s in enumerate(kb.paper(study["id"])["sections"]) if s["number"] == "3.1")
    tab.goto(f"/studies?study={study['id']}")
    settled(tab)
    tab.locator(".st-key-marked canvas").first.wait_for()  # drawn last; before it, the table of sections still moves
    row(tab, "outline", number)
    tab.wait_for_url(f"**from={section['start']}*")
    settled(tab)
    assert section["title"] in tab.locator(".st-key-paper_text").inner_text()

    tab.locator(".st-key-marked canvas").first.wait_for()
    row(tab, "marked", 0)
    tab.wait_for_url("**theme=*")
    settled(tab)
    theme = tab.locator(".st-key-chosen_theme")
    theme.get_by_role("link").last.wait_for()
    shown = theme.inner_text()
    tab.goto(tab.url)
    settled(tab)
    theme.get_by_role("link").last.wait_for()
    assert theme.inner_text() == shown
    assert tab.locator(".st-key-paper_text").get_by_text("here", exact=True).count() >= 1

"""The logic of the pages, in process and without a browser."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from concord import KnowledgeBase
from corpus.read.registry import FORMATS
from tests.dashboard.conftest import APP

PAGES = (
    "overview",
    "ask",
    "themes",
    "studies",
    "agreement",
    "concept",
    "graph",
    "refutations",
    "mapping",
    "overlap",
    "compare",
    "changes",
    "methods",
    "reading",
    "add_study",
    "importing",
    "review",
    "judging",
    "coding",
    "codebook",
    "export",
    "text",
)


def opened(page: str, **url: str) -> AppTest:
    """A page of the app, run once with these words in its URL."""
    app = AppTest.from_file(str(APP), default_timeout=60).run()
    app.switch_page(f"screens/{page}.py")
    for name, value in url.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception, app.exception[0].value
    return app


def text(app: AppTest) -> str:
    """Everything that the page says in Markdown and captions, without escapes."""
    said = [*app.markdown, *app.caption, *app.header, *app.subheader, *app.text, *app.error, *app.success, *app.info]
    return "\n".join(element.value for element in said).replace("\\", "")


@pytest.mark.parametrize("page", PAGES)
def test_an_empty_knowledge_base_says_what_to_do(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No page breaks on nothing, and each one names the next step."""
    monkeypatch.setenv("CONCORD_KB", str(tmp_path / "empty.db"))

    assert "concord demo" in text(opened(page))


@pytest.mark.parametrize("page", PAGES)
def test_each_page_opens_with_a_title_and_a_line_that_explains_it(page: str, looked_at: Path) -> None:
    """The first thing below the title is what the page is for."""
    app = opened(page)

    assert len(app.title) == 1
    assert app.markdown[0].value.endswith(".")


@pytest.mark.parametrize("page", PAGES)
def test_a_link_to_what_is_no_longer_there_opens_the_page(page: str, looked_at: Path) -> None:
    """An old link, or a mistyped one, is no error."""
    gone = dict.fromkeys(("facet", "study", "studies", "theme", "concept", "node", "edge", "item", "view"), "gone")

    assert opened(page, **gone, least="x", **{"from": "999"}).title


@pytest.mark.parametrize("page", ["overview", "add_study"])
def test_only_formats_that_are_read_are_promised(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each of them, by the name that people know it by."""
    monkeypatch.setenv("CONCORD_KB", str(tmp_path / "empty.db"))

    assert "as PDF, TEI, JATS, Markdown or plain text" in text(opened(page))
    assert {"pdf", "tei", "jats", "markdown", "text"} == {format.name for format in FORMATS}


def test_a_server_that_gets_the_papers_is_named_before_they_are_sent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without one, all files stay here; its password is nobody's business."""
    monkeypatch.setenv("CONCORD_KB", str(tmp_path / "empty.db"))
    alone = text(opened("add_study"))
    monkeypatch.setenv("CONCORD_GROBID_URL", "http://ann:secret@papers.example:8070")
    sent = text(opened("add_study"))

    assert "Files stay on this computer." in alone and "GROBID" not in alone
    assert "PDFs are sent to the GROBID server at http://papers.example:8070;" in sent and "secret" not in sent


@pytest.mark.parametrize("word", ["concept", "id"])
def test_a_concept_that_is_gone_is_said_and_no_other_is_chosen(word: str, store: Path) -> None:
    """A link from before a rename must not show another concept as if it were the one that was meant."""
    app = opened("concept", **{word: "c0000000000"})

    assert "There is no concept c0000000000 any more" in text(app)
    assert app.selectbox(key="concept").value is None and not app.header

    chosen = app.selectbox(key="concept").options[0]
    app.selectbox(key="concept").select(chosen).run()
    assert app.header and "any more" not in text(app)


def test_a_concept_can_be_named_by_id(store: Path) -> None:
    """The words of the command line hold in a link, too."""
    concept = KnowledgeBase(store).concepts()[-1]

    assert opened("concept", id=concept["id"]).header[0].value.replace("\\", "") == concept["label"]


def test_a_place_that_is_no_knowledge_base_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A wrong CONCORD_KB gives a sentence and no traceback."""
    wrong = tmp_path / "notes.db"
    wrong.write_text("this is no database at all, it is a note\n" * 40)
    monkeypatch.setenv("CONCORD_KB", str(wrong))
    app = AppTest.from_file(str(APP), default_timeout=60).run()

    assert not app.exception
    assert "notes.db" in app.text[0].value


def test_filters_of_the_url_are_the_filters_of_the_page(store: Path) -> None:
    """A link with a facet and a study shows only their themes."""
    kb = KnowledgeBase(store)
    study = kb.studies()[0]["id"]
    app = opened("themes", facet="challenge", study=study)

    assert app.selectbox(key="facet").value == "challenge"
    assert len(app.dataframe[0].value) == len(kb.themes(facet="challenge", study=study)) > 0


def test_a_filter_that_is_chosen_stands_in_the_url(store: Path) -> None:
    """Choosing writes the URL, and taking the choice back cleans it."""
    app = opened("themes")
    app.selectbox(key="facet").select("role").run()
    assert app.query_params["facet"] in ("role", ["role"])

    app.selectbox(key="facet").set_value(None).run()
    assert "facet" not in app.query_params


def test_a_search_lists_what_the_knowledge_base_finds(store: Path) -> None:
    """The page has no search of its own: best match first, as kb.find gives them."""
    kb = KnowledgeBase(store)
    found = [hit["id"] for hit in kb.find("lack of skills", limit=300) if hit["kind"] == "theme"]
    app = opened("themes", q="lack of skills")

    assert app.dataframe[0].value["id"].tolist() == found != []


def test_a_theme_opens_on_its_quote_in_its_paragraph(store: Path) -> None:
    """The quote is marked, and file and section stand below it."""
    theme = KnowledgeBase(store).themes()[0]
    said = text(opened("themes", theme=theme["id"]))

    assert f":blue-background[{theme['quote'].split()[0]}" in said
    assert theme["document"] in said and theme["section"] in said


def test_a_concept_shows_each_of_its_studies_in_its_own_words(store: Path) -> None:
    """One card a study, the verdict with its rule, and the counts first."""
    kb = KnowledgeBase(store)
    names = {study["id"]: study["short"] for study in kb.studies()}
    concept = max(kb.concepts(), key=lambda c: len(c["studies"]))
    app = opened("concept", concept=concept["id"])
    said = text(app)

    assert all(f"**{names[study]}**" in said for study in concept["studies"])
    assert concept["verdict"].capitalize() in said
    numbers = [link.proto.label.strip("*") for link in app.get("page_link")]
    assert f"{concept['support']['studies']} of {concept['support']['eligible']}" in numbers


def test_a_cell_of_a_silent_study_says_that_it_is_silent(store: Path) -> None:
    """Silence is shown as silence, not as an empty box."""
    row = next(row for row in KnowledgeBase(store).agreement() if "silent" in row["cells"].values())
    silent = next(study for study, cell in row["cells"].items() if cell == "silent")

    assert "does not speak of the concept" in text(opened("agreement", concept=row["id"], by=silent, least="1"))


def test_an_edge_of_the_graph_shows_the_words_of_both_sides(store: Path) -> None:
    """A link to an edge opens both quotes and the reasons."""
    kb = KnowledgeBase(store)
    edge = next(edge for edge in kb.edges() if edge["relation"] == "exactMatch")
    facet = next(theme["facet"] for theme in kb.themes() if theme["id"] == edge["source"])
    first, second = sorted((edge["source"], edge["target"]))
    apps = [opened("graph", facet=facet, edge=f"{a}-{b}-exactMatch") for a, b in ((first, second), (second, first))]

    assert any(edge["reasons"][0] in text(app) and "decided by" in text(app) for app in apps)


def press(app: AppTest, label: str) -> None:
    """Presses the button of that label."""
    next(button for button in app.button if button.label == label).click().run()


def test_a_decision_is_signed_or_not_taken(store: Path) -> None:
    """Without a name nothing is kept; with one it is in the log under that name."""
    kb = KnowledgeBase(store)
    theme = kb.themes()[0]["id"]
    app = opened("review", view="judge", item=theme)
    press(app, "Reject")
    assert app.error and kb.log() == []

    app.text_input(key="reviewer").input("Rosa")
    app.text_input(key="reason").input("no theme at all")
    press(app, "Reject")
    assert [(d["who"], d["reason"]) for d in kb.log()] == [("Rosa", "no theme at all")]
    assert next(t for t in kb.themes() if t["id"] == theme)["status"] == "rejected"


def test_a_decision_can_be_taken_back(store: Path) -> None:
    """Undo is on the log page, and both decisions stay there."""
    kb = KnowledgeBase(store, user="Ada")
    theme = kb.themes()[0]["id"]
    kb.reject(theme)
    app = opened("review", view="log")
    app.text_input(key="reviewer").input("Rosa")
    press(app, "Take it back")
    assert len(kb.log()) == 1  # of another person's decision one says why
    app.text_input(key="reason").input("it is a tool")
    press(app, "Take it back")

    assert [decision["who"] for decision in kb.log()] == ["Ada", "Rosa"]
    assert next(t for t in kb.themes() if t["id"] == theme)["status"] == "proposed"


def test_looking_loads_no_language_model(store: Path) -> None:
    """All pages answer without spaCy, which takes seconds and memory; only adding needs it."""
    look = (
        "import sys\n"
        "from tests.dashboard.test_pages import PAGES, opened\n"
        "for page in PAGES: opened(page)\n"
        "sys.exit('spacy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", look], cwd=APP.parents[1], capture_output=True, text=True, timeout=120)

    assert done.returncode == 0, done.stderr[-2000:]


@pytest.mark.parametrize("ending", ["csv", "xlsx", "docx", "md", "json", "graphml"])
def test_each_format_can_be_chosen(ending: str, store: Path) -> None:
    """The page names the file and the command that writes the same one."""
    app = opened("export", format=ending)

    assert f".{ending}" in app.code[0].value
    assert f".{ending}" in app.get("download_button")[0].proto.label


def test_a_theme_that_was_missed_is_added_where_themes_are_read(store: Path) -> None:
    """On words of the study; words that stand nowhere are refused in a sentence."""
    kb = KnowledgeBase(store)
    study = kb.studies()[0]["id"]
    words = kb.themes(study=study)[0]["quote"]
    app = opened("themes", study=study)
    app.text_input(key="reviewer").input("Rosa")
    app.selectbox(key="of_study").select(study)
    app.selectbox(key="of_facet").select("challenge")
    app.text_input(key="of_label").input("A barrier by hand")
    app.text_area(key="of_words").input("words that stand nowhere at all")
    press(app, "Add the theme")

    assert "stands in no document" in text(app)
    app.text_area(key="of_words").input(words)
    press(app, "Add the theme")
    assert "Added" in text(app)
    added = next(theme for theme in KnowledgeBase(store).themes(study=study) if theme["label"] == "A barrier by hand")
    assert (added["quote"], added["evidence"]) == (words, "reviewer")


def test_a_theme_is_corrected_where_it_is_read(store: Path) -> None:
    """Rename, move and reject, each signed."""
    theme = KnowledgeBase(store).themes(facet="tool")[0]["id"]
    app = opened("themes", theme=theme)
    press(app, "Reject")
    assert "Give your name first" in text(app)
    app.text_input(key="reviewer").input("Rosa")
    app.text_input(key=f"name {theme}").input("A better name")
    press(app, "Rename")
    app.selectbox(key=f"facet {theme}").select("framework")
    press(app, "Move")
    press(app, "Reject")

    row = next(row for row in KnowledgeBase(store).themes() if row["id"] == theme)
    assert (row["label"], row["facet"], row["status"]) == ("A better name", "framework", "rejected")


def test_a_study_is_coded_place_by_place_and_handed_in(store: Path) -> None:
    """Labels are kept and taken back, and after handing in the page compares with the machine."""
    study = KnowledgeBase(store).studies()[0]["id"]
    facets = KnowledgeBase(store).facets()[:2]
    app = opened("coding", study=study, facets=",".join(facets), unit="3")
    app.text_input(key="reviewer").input("Rosa").run()
    box = f"code {study} 3 {facets[0]}"
    app.text_input(key=box).input("One label; Another")
    press(app, "Save")
    assert [code["label"] for code in KnowledgeBase(store, user="Rosa").my_codes(study)] == ["Another", "One label"]

    app.text_input(key=box).input("Another")
    press(app, "Save, next place")
    assert (app.query_params["unit"], len(KnowledgeBase(store, user="Rosa").my_codes(study))) == ("4", 1)

    app.checkbox[0].check().run()
    press(app, "Hand in")
    assert "You have handed in 1 code" in text(app)
    agreed = opened("coding", view="agreement", study=study)
    assert "How far they agree" in [element.value for element in agreed.subheader]
    assert "still blind" in text(agreed)


def test_a_coder_sees_the_whole_place(store: Path) -> None:
    """A long paragraph is not cut off: what stands at its end is coded too."""
    kb = KnowledgeBase(store)
    study, unit = next(
        (study["id"], unit)
        for study in kb.studies()
        for unit in kb.coding_units(study["id"])
        if unit["kind"] == "paragraph" and len(unit["text"]) > 400
    )
    app = opened("coding", study=study, unit=str(unit["number"]))
    app.text_input(key="reviewer").input("Rosa").run()

    assert unit["text"].split()[-1] in text(app)
    assert not any(element.value.endswith("…") for element in app.markdown)


def test_a_theme_tells_why_it_was_taken_and_the_page_what_was_not(store: Path) -> None:
    """In sentences, and in a table of candidates with their reasons."""
    kb = KnowledgeBase(store)
    theme = next(theme for theme in kb.themes() if theme["evidence"] == "list item")
    app = opened("themes", theme=theme["id"])

    assert "It is an item of a list" in text(app)
    assert kb.rejected()
    assert f"What was proposed and not taken ({len(kb.rejected())})" in [box.label for box in app.expander]

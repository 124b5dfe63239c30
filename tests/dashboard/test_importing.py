"""The page Import: frames and rules, and the page in process."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from concord import KnowledgeBase, Role
from dashboard.additions import import_frames
from dashboard.visitors import access
from tests.dashboard.test_pages import opened, text

RECORD: dict[str, Any] = {
    "codes": [
        {"code": "Barriers", "facet": "", "label": "", "parent": "", "codings": 2, "taken": 0, "note": "n"},
        {"code": "Barriers > Cost", "facet": "challenge", "label": "Cost", "parent": "", "codings": 1, "note": ""},
    ],
    "sources": [{"source": "a.txt", "study": "alder2021", "document": "a.md", "by": "text", "codings": 3}],
    "lost": [{"what": "code", "where": "Barriers", "why": "has no facet", "words": "n"}],
    "remarks": [{"what": "file", "where": "a", "why": "mended", "words": ""}],
    "fields": [
        {"study": "alder2021", "entry": "a", "name": "doi", "before": "", "after": "10.1/x", "taken": True},
        {"study": "alder2021", "entry": "a", "name": "year", "before": "2020", "after": "2021", "taken": False},
    ],
}


def test_a_rule_is_what_a_person_changed() -> None:
    """A facet or a label that is changed, a code that is left out; untouched rows say nothing."""
    before = import_frames.codes_frame(RECORD)
    after = before.copy()
    after.loc[0, "facet"] = "challenge"
    after.loc[1, "label"] = "Money"

    assert import_frames.rules_of(before, before) == []
    assert import_frames.rules_of(before, after) == [
        ("Barriers", "challenge", ""),
        ("Barriers > Cost", "challenge", "Money"),
    ]
    after.loc[1, ["facet", "label"]] = [None, None]
    assert import_frames.rules_of(before, after)[1] == ("Barriers > Cost", "", "")


def test_frames_say_it_in_words() -> None:
    """Studies by their names, what happens to a field, what is lost and what is only told."""
    names = {"alder2021": "Alder 2021"}

    assert import_frames.sources_frame(RECORD, names).values.tolist() == [["a.txt", "Alder 2021", "its words", 3]]
    assert import_frames.fields_frame(RECORD, names)["what happens"].tolist() == ["is filled in", "stays as it is"]
    assert import_frames.losses_frame(RECORD)[""].tolist() == ["lost", "remark"]


def test_an_import_is_listed_and_taken_back_on_the_page(store: Path) -> None:
    """What was imported by the command line stands there; taking it back is signed."""
    kb = KnowledgeBase(store, user="Tester")
    theme = kb.themes()[0]
    table = f'study,code,quote\n{theme["study"]},Something,"{theme["quote"]}"\n'
    record = kb.import_codings(("t.csv", table.encode()), facet=theme["facet"])
    assert record["taken"]["quotes"] == 1, record["lost"]

    page = opened("importing")
    assert page.selectbox[0].options == [f"{record['number']}: t.csv ({record['hash']}), imported by Tester"]
    next(box for box in page.text_input if box.label == "Your name").set_value("Cleo").run()
    next(button for button in page.button if button.label == "Take back").click().run()

    assert "Taken back" in text(page)
    assert kb.imports()[0]["in_force"] == 0
    kb.close()


@pytest.mark.parametrize(("role", "asked"), [(Role.ADMIN, True), (Role.REVIEWER, False)])
def test_only_who_may_code_for_others_is_asked_who_coded(
    role: Role, asked: bool, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A box whose answer would only be refused is not shown to a reviewer."""
    monkeypatch.setattr(access, "visitor", lambda: access.Visitor(role, "Rolf", signed_in=True))
    theme = KnowledgeBase(store).themes()[0]
    app = opened("importing")
    sheet = f'study,code,quote\n{theme["study"]},Something,"{theme["quote"]}"\n'
    app.file_uploader[0].upload("codes.csv", sheet.encode(), "text/csv").run()

    assert not app.exception
    assert ("Who coded, where the file does not say" in [box.label for box in app.text_input]) is asked

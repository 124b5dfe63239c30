"""What all pages share: how they fail, and the link to what they show."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from concord import KnowledgeBase
from dashboard.visitors.sharing import address
from tests.dashboard.conftest import APP
from tests.dashboard.test_pages import text


def broken() -> None:
    """A page with a fault that nobody foresaw, in a word of a document."""
    from dashboard.visitors import failing

    failing.said(KeyError("words of a document"))


def refused() -> None:
    """A page that asked for what cannot be given."""
    from concord import NotFound
    from dashboard.visitors import failing

    failing.said(NotFound("There is no study 'x'."))


def test_a_fault_is_a_calm_sentence_with_a_word_for_the_log(caplog: pytest.LogCaptureFixture) -> None:
    """No traceback and no word of a document; what the visitor can tell is what the log is searched for."""
    with caplog.at_level(logging.ERROR, logger="concord.dashboard"):
        app = AppTest.from_function(broken).run()

    assert not app.exception and app.button(key="again")
    assert "could not be shown" in text(app) and "words of a document" not in text(app)
    (record,) = [record for record in caplog.records if record.name == "concord.dashboard"]
    mark = record.getMessage().split()[1].rstrip(":")
    assert f"fault {mark}" in text(app)


def test_what_was_refused_is_said_as_it_is() -> None:
    """Its sentence was written for people."""
    assert "There is no study 'x'." in text(AppTest.from_function(refused).run())


def test_a_link_holds_what_is_chosen_now_and_not_what_was() -> None:
    """The query that the page was come by with may be older."""
    assert address("http://h/graph?concept=old", {"concept": "c1", "q": "a&b"}) == "http://h/graph?concept=c1&q=a%26b"
    assert address("http://h/graph?concept=old", {}) == "http://h/graph"


def test_a_link_that_says_what_the_page_before_said_is_not_forgotten(store: Path) -> None:
    """The concept of one page is the concept of the next one, where a link names it again."""
    concept = sorted(KnowledgeBase(store).concepts(facet="challenge"), key=lambda c: c["label"])[-1]["id"]
    app = AppTest.from_file(str(APP), default_timeout=60)
    for page in ("concept", "agreement"):
        app.switch_page(f"screens/{page}.py")
        app.query_params.clear()
        app.query_params["facet"] = "challenge"
        app.query_params["concept"] = concept
        app.run()

        assert app.selectbox(key="concept").value == concept, page
        assert app.query_params["concept"] in (concept, [concept])

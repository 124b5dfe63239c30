"""The shelf of records that all visitors share."""

from __future__ import annotations

import threading
import time
from functools import partial

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.shared.shelf import Shelf


def test_what_is_on_the_shelf_is_one_object_for_everybody() -> None:
    """No copy is made, and nothing is made twice."""
    shelf, calls = Shelf(3), []

    def make() -> list[int]:
        calls.append(1)
        return [1, 2]

    assert shelf.get("r1", "a", make) is shelf.get("r1", "a", make)
    assert len(calls) == 1


def test_with_another_revision_the_old_values_are_let_go() -> None:
    """What another program adds is there at once, and the old state takes no memory."""
    shelf = Shelf(9)
    for key in "abc":
        shelf.get("r1", key, object)

    assert shelf.get("r2", "a", lambda: "new") == "new"
    assert len(shelf) == 1


def test_a_full_shelf_lets_go_what_was_asked_for_longest_ago() -> None:
    """What is in use stays."""
    shelf, made = Shelf(2), list[str]()
    for key in ("a", "b", "a", "c", "a", "b"):
        shelf.get("r", key, partial(made.append, key))

    assert made == ["a", "b", "c", "b"]


def test_two_who_ask_at_once_wait_for_one_making_and_others_do_not_wait() -> None:
    """A slow value keeps only those waiting who want it."""
    shelf, made, got = Shelf(9), [], []

    def slow() -> str:
        made.append("slow")
        time.sleep(0.3)
        return "slow"

    threads = [threading.Thread(target=lambda: got.append(shelf.get("r", "slow", slow))) for _ in range(4)]
    for thread in threads:
        thread.start()
    time.sleep(0.05)
    began = time.monotonic()
    assert shelf.get("r", "quick", lambda: "quick") == "quick"
    assert time.monotonic() - began < 0.2
    for thread in threads:
        thread.join()
    assert made == ["slow"] and got == ["slow"] * 4


def test_what_could_not_be_made_is_tried_again() -> None:
    """A fault is not kept, and keeps nobody waiting."""
    shelf = Shelf(2)
    with pytest.raises(ZeroDivisionError):
        shelf.get("r", "a", lambda: 1 // 0)

    assert shelf.get("r", "a", lambda: 7) == 7


def test_all_visitors_get_one_list_of_studies(store: object) -> None:
    """Two sessions of the dashboard share their records."""

    def page() -> None:
        import streamlit as st

        from dashboard.shared import state

        st.session_state["got"] = state.records("studies")

    one, two = AppTest.from_function(page).run(), AppTest.from_function(page).run()
    assert one.session_state["got"] and one.session_state["got"] is two.session_state["got"]

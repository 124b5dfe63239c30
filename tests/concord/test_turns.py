"""What several programs need at once is derived by one of them."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from concord import KnowledgeBase
from concord.store.store import Store

ASK = """
import sys
from pathlib import Path
from concord import KnowledgeBase
made = []
kb = KnowledgeBase(sys.argv[1], user="ann", progress=lambda what, done, total: made.append(what))
kb._store.state()
print("ready", flush=True)
sys.stdin.readline()
kb.synthesis
print(made.count("translating"), flush=True)
"""
HOLD = """
import sys, time
from concord.store.store import Store
with Store(sys.argv[1]).turn("a word"):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_state_is_derived_by_one_of_those_who_ask(kb: KnowledgeBase, filled_place: str) -> None:
    """Four programs ask for the synthesis of a new state at one moment: one translates, three find what it made."""
    kb.accept(kb.themes()[0]["id"])
    kb.close()
    command = [sys.executable, "-c", ASK, filled_place]
    programs = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1) for _ in range(4)
    ]
    for program in programs:
        assert program.stdout is not None and program.stdout.readline() == "ready\n"
    for program in programs:
        assert program.stdin is not None
        program.stdin.write("go\n")
    made = [int(program.communicate(timeout=120)[0]) for program in programs]

    assert sorted(made) == [0, 0, 0, 1]


def test_one_has_the_turn_and_others_of_another_word_do_not_wait(place: str) -> None:
    """Threads of one program are told apart too."""
    store, order = Store(place), []

    def second() -> None:
        with store.turn("a word"):
            order.append("second")

    with store.turn("a word"):
        thread = threading.Thread(target=second)
        thread.start()
        with store.turn("another word"):
            order.append("another")
        time.sleep(0.3)
        order.append("first")
    thread.join(20)

    assert order == ["another", "first", "second"]
    store.close()


@pytest.mark.skipif(sys.platform == "win32", reason="needs kill -9")
def test_the_turn_of_a_killed_program_is_free(place: str) -> None:
    """It ends with the program; nothing has to be cleaned up."""
    store = Store(place)
    program = subprocess.Popen([sys.executable, "-c", HOLD, place], stdout=subprocess.PIPE, text=True)
    assert program.stdout is not None and program.stdout.readline() == "held\n"
    program.kill()
    program.wait()
    began = time.monotonic()
    with store.turn("a word"):
        waited = time.monotonic() - began

    assert waited < 10 and not list(Path(place).parent.glob("*.turn"))
    store.close()

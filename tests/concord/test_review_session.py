"""A session of review: at a real terminal with single keys, and from a pipe with a line an answer."""

from __future__ import annotations

import os
import re
import select
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from concord import KnowledgeBase
from tests.concord.conftest import Run

pty = pytest.importorskip("pty", reason="there are no pseudo-terminals here")


@pytest.fixture(scope="module")
def undecided(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four studies of the sample corpus of which nobody has decided anything; copy it before writing."""
    path = tmp_path_factory.mktemp("session") / "twins.db"
    base = KnowledgeBase(path)
    documents = sorted((root / "data" / "sample_corpus" / "documents" / "water_twins").iterdir())
    base.add([path for path in documents if path.name.startswith(("lindqvist", "moreau", "okafor", "varga"))])
    assert base.queue(kinds=["theme"]) and base.queue(kinds=["question"])
    base.close()
    return path


@pytest.fixture
def store(undecided: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(undecided, tmp_path / "twins.db"))


def first(store: Path, kind: str) -> list[str]:
    return [row["item"] for row in KnowledgeBase(store, user="ann").queue(kinds=[kind])]


class Terminal:
    """`concord` on a terminal of its own, 100 columns wide."""

    def __init__(self, *arguments: str) -> None:
        self.seen = ""
        self.pid, self.end = pty.fork()
        if self.pid == 0:
            clean = {key: value for key, value in os.environ.items() if not key.startswith("CONCORD_")}
            env = {**clean, "CONCORD_USER": "ann", "COLUMNS": "100", "LINES": "60", "TERM": "xterm-256color"}
            os.execve(sys.executable, [sys.executable, "-m", "concord", *arguments], env)  # noqa: S606

    def until(self, words: str, seconds: float = 110) -> str:
        """Reads until these words have come after what was read before; gives what came, without colours."""
        came, deadline = "", time.monotonic() + seconds
        while words not in (plain := re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", came)):
            assert time.monotonic() < deadline, f"{words!r} did not come; this did:\n{plain}"
            if select.select([self.end], [], [], 0.2)[0]:
                try:
                    came += os.read(self.end, 65536).decode(errors="replace")
                except OSError:  # the other end has gone
                    pytest.fail(f"{words!r} did not come before the end; this did:\n{plain}")
        self.seen += plain
        return plain

    def press(self, keys: str) -> None:
        os.write(self.end, keys.encode())

    def left(self) -> int:
        """The exit status."""
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


@pytest.fixture
def terminal(store: Path) -> Iterator[Terminal]:
    opened = Terminal("--kb", str(store), "review", "next", "--kind", "theme")
    yield opened
    os.close(opened.end)


def test_single_keys_of_a_terminal_accept_undo_relabel_and_quit(terminal: Terminal, store: Path) -> None:
    """No Return is needed but after words; each answer is kept, and the place in the list is told."""
    one, other, third = first(store, "theme")[:3]
    assert f"1 of {len(first(store, 'theme'))}" in terminal.until("[q] quit")
    terminal.press("a")
    assert "kept: accept" in terminal.until("[q] quit")
    terminal.press("u")
    assert one in terminal.until("[q] quit")
    terminal.press("r")
    assert other in terminal.until("[q] quit")
    terminal.press("l")
    terminal.until("A new label: ")
    terminal.press("Another name\r")
    assert third in terminal.until("[q] quit")
    terminal.press("s")
    terminal.until("[q] quit")
    terminal.press("q")
    assert "2 of" in terminal.until("wait now.")
    assert terminal.left() == 0

    kb = KnowledgeBase(store, user="ann")
    assert [row["kind"] for row in kb.log()] == ["accept", "undo", "reject", "rename"]
    assert kb.show(one)["status"] == "rejected" and kb.show(other)["label"] == "Another name"
    assert list(kb.skipped()) == [third]


def test_ctrl_c_ends_a_session_and_what_was_answered_is_kept(terminal: Terminal, store: Path) -> None:
    """Also in the middle of a label."""
    item = first(store, "theme")[0]
    terminal.until("[q] quit")
    terminal.press("a")
    terminal.until("[q] quit")
    terminal.press("l")
    terminal.until("A new label: ")
    terminal.press("half a na\x03")
    assert "1 of" in terminal.until("wait now.")
    assert "Traceback" not in terminal.seen

    kb = KnowledgeBase(store)
    assert [row["kind"] for row in kb.log()] == ["accept"] and kb.show(item)["status"] == "accepted"


def test_a_pipe_answers_with_a_line_each_and_ends_with_it(run: Run, store: Path) -> None:
    """A reason follows where one is needed; an empty one drops the answer; what answers nothing is said to."""
    question = first(store, "question")[0]
    lines = "m\n\np\ntwo things\nx\n"
    done = run("review", "next", "--kind", "question", "--kb", store, stdin=lines)

    assert done.returncode == 0, done.stderr
    assert "Dropped; nothing was kept." in done.stdout
    assert "'x' answers nothing here" in done.stdout
    assert "1 of" in done.stdout.splitlines()[-1]
    (kept,) = KnowledgeBase(store).log()
    assert (kept["kind"], kept["reason"]) == ("split", "two things")
    assert question not in first(store, "question")


def test_what_an_answer_needs_is_asked_for_with_what_there_is(run: Run, store: Path) -> None:
    """Facets and relations by their numbers, another theme by words, one side of a pair, a reason for a capital."""
    theme, other = first(store, "theme")[:2]
    lines = "v\n1\nE\ndata steward\n1\n5\nthey meet\ns\nq\n"
    done = run("review", "next", "--kind", "theme", "--kb", store, stdin=lines)
    pair = run("review", "next", "--kind", "question", "--kb", store, stdin="R\n2\nno theme\nq\n")

    assert (done.returncode, pair.returncode) == (0, 0), done.stderr + pair.stderr
    moved, related, rejected = KnowledgeBase(store).log()
    assert (moved["kind"], related["kind"], related["value"]) == ("move", "relate", "relatedMatch")
    assert (rejected["kind"], rejected["reason"]) == ("reject", "no theme")
    assert {theme, other}.isdisjoint(first(store, "theme"))


def test_an_item_is_shown_side_by_side_and_answered_by_its_name(run: Run, store: Path) -> None:
    """Both sides on one line of the page, what was found marked; the queue and progress follow."""
    item = first(store, "question")[0]
    shown = run("review", "show", item, "--kb", store)
    answered = run("review", "answer", item, "different", "--reason", "two things", "--kb", store)
    again = run("review", "answer", item, "different", "--reason", "two things", "--kb", store)
    progress = run("review", "progress", "--kb", store)

    (heading,) = [line for line in shown.stdout.splitlines() if "ONE THEME" in line]
    assert "THE OTHER THEME" in heading and "»" in shown.stdout and "merge: " in shown.stdout
    assert max(map(len, shown.stdout.splitlines()[:12])) <= 100
    assert "Decision 1 kept: split" in answered.stdout
    assert again.returncode == 1 and "may have been answered since" in again.stderr
    assert "ann 1" in progress.stdout


@pytest.mark.parametrize(
    ("arguments", "status", "says"),
    [
        (("queue", "--limit", "0"), 2, "give a whole number from 1 up, not '0'"),
        (("queue", "--kind", "topic"), 1, "The queue has no kind 'topic'; there are: conflict, clash"),
        (("undo", "x"), 2, "give a whole number from 1 up, not 'x'"),
        (("show", "t0000000000"), 1, "Nothing in the queue is called 't0000000000'"),
        (("next", "--facet", "colour"), 1, "There is no facet 'colour'"),
    ],
)
def test_what_cannot_be_asked_is_said_in_one_sentence(
    run: Run, store: Path, arguments: tuple[str, ...], status: int, says: str
) -> None:
    """A number, a kind, an item or a facet that is none."""
    done = run("review", *arguments, "--kb", store)

    assert done.returncode == status and says in " ".join(done.stderr.split())

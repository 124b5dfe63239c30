"""One of the programs that work on a knowledge base at once: a writer or a reader of some sort, for some seconds.

    python -m benchmarks.together_work SORT WHERE SECONDS SAID NAME

In: how it works, where, how long, the file for its lines of JSON, and the name that it signs with. Out: a line for each
call, after the call has returned: how long it took and what was acknowledged or seen; what a user would have been told
where a call failed. Called by benchmarks.together.
"""

from __future__ import annotations

import itertools
import json
import os
import random
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from concord import ConcordError, KnowledgeBase, NotFound

Did = Iterator[dict[str, Any]]  # the first line is that it is ready
READY = {"ready": True}
ADDED_EVERY = 40  # acts of a script, of which one adds a paper
GO = "go"
FROZEN_EVERY = 15  # and one a named state
COMMANDS = (("concepts", "--format", "json"), ("review", "log", "--format", "json"), ("agreement", "--format", "csv"))


def main() -> None:
    sort, where, seconds, said, name = sys.argv[1:]
    with Path(said).open("a", encoding="utf-8") as out:

        def say(line: dict[str, Any]) -> None:
            out.write(json.dumps(line) + "\n")
            out.flush()

        doing = SORTS[sort](where, name)
        say(next(doing))
        while not Path(said).with_name(GO).exists():  # all begin at once, when all have opened the knowledge base
            time.sleep(0.05)
        deadline = time.monotonic() + float(seconds)
        while time.monotonic() < deadline:
            began = time.monotonic()
            try:
                line = next(doing)
            except ConcordError as error:
                line = {"error": f"{type(error).__name__}: {error}"}
                doing = SORTS[sort](where, name)
            except Exception:
                line = {"error": traceback.format_exc()}
                doing = SORTS[sort](where, name)
            say({**line, "seconds": time.monotonic() - began})


def script(where: str, name: str) -> Did:
    """A program with one knowledge base open: decisions, codes, named states, small papers."""
    from benchmarks.durability_work import paper

    kb, chance = KnowledgeBase(where, user=name, tell=lambda sentence: None), random.Random(name)  # noqa: S311
    study = kb.studies()[0]["id"]
    unit, facet = kb.coding_units(study)[3]["text"], kb.facets()[0]
    token = f"{name}{time.time_ns()}"
    yield READY
    for n in itertools.count(1):
        reason = f"{token} {n}"
        if n % ADDED_EVERY == 0:
            added = kb.add_files([paper(token.replace(" ", ""), n, 0)])
            yield {"write": "add", "documents": list(added.documents), "addition": added.number}
        elif n % FROZEN_EVERY == 0:
            yield {"write": "snapshot", "snapshot": kb.snapshot(reason)["hash"]}
        elif n % 7 == 0:
            kb.code(study, facet, reason, unit)
            yield {"write": "code", "coding": reason}
        else:
            yield {"write": "decide", "decisions": _decided(kb, chance, n, reason)}


def _decided(kb: KnowledgeBase, chance: random.Random, n: int, reason: str) -> list[list[Any]]:
    theme = chance.choice(_themes(kb))
    match n % 4:
        case 0:
            rows = kb.accept(theme, reason=reason)
        case 1:
            rows = kb.reject(theme, reason=reason)
        case 2:
            rows = [kb.rename(theme, f"Label {n}", reason=reason)]
        case _:
            rows = kb.accept(theme, reason=reason)
            rows = [*rows, kb.undo(rows[-1]["number"], reason=reason)]
    return [[row["number"], row["kind"], row["reason"]] for row in rows]


def _themes(kb: KnowledgeBase) -> list[str]:
    return sorted(str(theme.id) for theme in kb.synthesis.themes if theme.study in _STUDIES)[:12]


_STUDIES = ("alder2024hive0a", "dogwood2024hive1b", "gorse2024hive2c")  # of benchmarks.durability_rounds.filled


def command_line(where: str, name: str) -> Did:
    """Somebody in a terminal: a process for each decision."""
    base = KnowledgeBase(where, user=name, tell=lambda sentence: None)
    themes, chance, token = _themes(base), random.Random(name), f"{name}{time.time_ns()}"  # noqa: S311
    base.close()
    yield READY
    for n in itertools.count(1):
        reason, verb = f"{token} {n}", ("accept", "reject")[n % 2]
        done = _run("review", verb, chance.choice(themes), "--reason", reason, "--user", name, "--kb", where)
        if done.returncode:
            yield {"error": f"concord review {verb}: {done.stderr.strip()}"}
        else:
            yield {"write": "command line", "decisions": [[0, verb, reason]]}


def dashboard(where: str, name: str) -> Did:
    """Somebody at the dashboard, who signs and presses a button: the page's own way, without the browser."""
    os.environ["CONCORD_KB"] = where
    from streamlit.testing.v1 import AppTest

    base = KnowledgeBase(where, user=name, tell=lambda sentence: None)
    themes, chance, token = _themes(base), random.Random(name), f"{name}{time.time_ns()}"  # noqa: S311
    base.close()
    page = AppTest.from_function(_page, default_timeout=120).run()
    yield READY
    for n in itertools.count(1):
        reason = f"{token} {n}"
        page.text_input(key="reviewer").set_value(name)
        page.text_input(key="reason").set_value(reason)
        page.text_input(key="theme").set_value(chance.choice(themes))
        page.button(key="accept").click().run()
        if page.exception or page.error:
            yield {"error": f"dashboard: {[box.value for box in (*page.exception, *page.error)]}"}
        else:
            yield {"write": "dashboard", "decisions": [[0, "accept", reason]]}


def _page() -> None:
    import streamlit as st

    from dashboard.visitors import signing

    signing.signed()
    st.text_input("Theme", key="theme")
    st.button(
        "Accept",
        key="accept",
        on_click=signing.act,
        args=(lambda mine, reason: mine.accept(st.session_state["theme"], reason=reason), "Kept."),
    )
    signing.told()


def queue(where: str, name: str) -> Did:
    """Somebody who works through the review queue: accepts what can be accepted, puts off the rest."""
    kb, token = KnowledgeBase(where, user=name, tell=lambda sentence: None), f"{name}{time.time_ns()}"
    kb.queue(1)
    yield READY
    for n in itertools.count(1):
        try:
            yield _answered(kb, n, f"{token} {n}")
        except NotFound:  # somebody else was quicker, and that is what the reviewer is told
            yield {"write": "answered by another"}


def _answered(kb: KnowledgeBase, n: int, reason: str) -> dict[str, Any]:
    items = [row for row in kb.queue(20) if "accept" in row["actions"]]
    if items and n % 5:
        row = kb.answer(items[n % len(items)]["item"], "accept", reason=reason)
        rows = row if isinstance(row, list) else [row]
        return {"write": "queue", "decisions": [[one["number"], one["kind"], one["reason"]] for one in rows]}
    if waiting := kb.queue(1):
        kb.skip(waiting[0]["item"])
    return {"write": "skip"}


def reader(where: str, name: str) -> Did:
    """A program with one knowledge base open, which asks for everything and checks that it saw a whole state."""
    kb, log = KnowledgeBase(where, user=name, tell=lambda sentence: None), 0
    kb.concepts()
    yield READY
    for n in itertools.count():
        match n % 6:
            case 0:
                kb.concepts()
            case 1:
                kb.queue(10)
            case 2:
                kb.agreement()
            case 3:
                kb.find("noise complaints")
            case 4:
                rows = kb.log()
                if len(rows) < log or [row["number"] for row in rows] != list(range(1, len(rows) + 1)):
                    yield {"read": "log", "torn": f"{log} decisions before, now {len(rows)}"}
                log = len(rows)
            case _:
                if lost := _misquoted(kb):
                    yield {"read": "themes", "torn": lost}
        yield {"read": ("concepts", "queue", "agreement", "find", "log", "themes")[n % 6]}


def _misquoted(kb: KnowledgeBase) -> str:
    """The first theme whose quote does not stand at its place in its document, in one state; "" for none."""
    now = kb._now()
    texts = {document.id: document.text for document in now.documents}
    for theme in now.synthesis.themes:
        for mention in theme.mentions:
            if texts.get(mention.anchor.document, "")[mention.anchor.start : mention.anchor.end] != mention.quote:
                return f"{theme.id} quotes {mention.quote!r}"
    return ""


def looking(where: str, name: str) -> Did:
    """Somebody in a terminal who only looks."""
    yield READY
    for n in itertools.count():
        command = COMMANDS[n % len(COMMANDS)]
        done = _run(*command, "--kb", where)
        if done.returncode:
            yield {"error": f"concord {' '.join(command)}: {done.stderr.strip()}"}
        else:
            yield {"read": f"concord {command[0]}"}


def _run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "concord", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)


SORTS: dict[str, Callable[[str, str], Did]] = {
    "command line": command_line,
    "dashboard": dashboard,
    "looking": looking,
    "queue": queue,
    "reader": reader,
    "script": script,
}

if __name__ == "__main__":
    main()

"""What is killed: children that work on a knowledge base and say what was acknowledged, as soon as a call has returned.

    python -m benchmarks.durability_work     reads jobs from standard input, a line of JSON each; prints a number each

A job is {"kind", "where", "said", "token", ...}: the child that is forked for it does one kind of work over and over
and appends a line of JSON to the file `said` after each call. Everything is loaded once, before the first fork, so that
a child is at its work within some hundredths of a second; it opens its own connections and starts its own processes.
"""

from __future__ import annotations

import itertools
import json
import os
import signal
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from concord import ConcordError, KnowledgeBase
from concord.log import append_all
from concord.preserving import restore
from concord.store.store import Store
from synthesis.decisions import Address, Decision, Kind

Job = dict[str, Any]
Say = Callable[[dict[str, Any]], None]
PAPER = """# {title}: a review of {word}

{author}

2024

## Abstract

This review looks at {word} and asks who works with it.

## 1 Introduction

Work with {word} has spread over the last years, and many reports tell of it.

## 2 Challenges

These challenges were found:

- Lack of {word} keepers
- Noise complaints
- Cost of {word}

## References

[1] Elm, E. (2018). Hives above the street. Journal of Roofs, 3, 1-9.
"""
_AUTHORS = ("Ada Alder", "Ben Birch", "Cleo Cedar", "Dora Dogwood", "Edda Elm", "Finn Fir", "Gita Gorse", "Hal Hazel")


def paper(token: str, number: int, part: int) -> tuple[str, bytes]:
    """A small paper, another one for each token, number and part: its file name and its bytes."""
    word = f"{token}{number}{'abcdef'[part]}"
    author = _AUTHORS[(2 * number + part) % len(_AUTHORS)]
    return f"{token}-{number}-{part}.md", PAPER.format(title=word.capitalize(), word=word, author=author).encode()


def main() -> None:
    from concord import resources

    resources.embedding()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # children that end are gone, and no zombies
    print("ready", flush=True)
    for line in sys.stdin:
        job = json.loads(line)
        sys.stdout.flush()
        if (pid := os.fork()) == 0:
            _child(job)
        print(pid, flush=True)


def _child(job: Job) -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)
    said = os.open(job["said"], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)

    def say(what: dict[str, Any]) -> None:
        os.write(said, json.dumps(what).encode() + b"\n")

    say({"at": "work"})
    try:
        WORK[job["kind"]](job, say)
        say({"at": "end"})
    except ConcordError as error:
        say({"error": str(error), "kind": type(error).__name__})
    except BaseException:
        say({"fault": traceback.format_exc()})
    finally:
        os._exit(0)


def _opened(job: Job) -> KnowledgeBase:
    return KnowledgeBase(job["where"], user=job["token"], tell=lambda sentence: None)


def review(job: Job, say: Say) -> None:
    """Decisions one by one, some of them two at once, and codes."""
    kb = _opened(job)
    address: dict[str, Address] = {theme.id: Address.of(theme) for theme in kb.synthesis.themes}
    ids = list(address)
    study = kb.studies()[0]["id"]
    unit, facet = kb.coding_units(study)[3], kb.facets()[0]
    say({"at": "ready"})
    for n in itertools.count():
        one, other, reason = ids[n % len(ids)], ids[(n + 1) % len(ids)], f"{job['token']} {n}"
        match n % 6:
            case 0:
                kept = kb.accept(one, reason=reason)
            case 1:
                kept = kb.reject(one, reason=reason)
            case 2:
                kept = [kb.rename(one, f"Label {n}", reason=reason)]
            case 3:
                both = [Decision(Kind.ACCEPT, (address[id],), reason=reason, who=job["token"]) for id in (one, other)]
                say({"decisions": [[d.sequence, d.reason] for d in append_all(kb._store, both)]})
                continue
            case 4:
                kept = [kb.undo(kept[-1]["number"], reason=reason)]
            case _:
                kb.code(study, facet, reason, unit["text"])
                say({"coding": reason})
                continue
        say({"decisions": [[one["number"], one["reason"]] for one in kept]})


def add(job: Job, say: Say) -> None:
    """Additions of two new papers each; `times` of them, or without end."""
    kb = _opened(job)
    say({"at": "ready"})
    for n in range(job.get("times", 10**9)):
        added = kb.add_files([paper(job["token"], n, part) for part in range(2)])
        say({"documents": list(added.documents), "number": added.number, "lost": [*added.unreadable, *added.given_up]})


def snapshot(job: Job, say: Say) -> None:
    """Named states, each after a decision."""
    kb = _opened(job)
    ids = [theme["id"] for theme in kb.themes()]
    say({"at": "ready"})
    for n in itertools.count():
        kept = kb.accept(ids[n % len(ids)], reason=f"{job['token']} {n}")
        say({"decisions": [[one["number"], one["reason"]] for one in kept]})
        say({"snapshot": kb.snapshot(f"{job['token']} {n}")["hash"]})


def export(job: Job, say: Say) -> None:
    """Two exports that take turns under one name."""
    kb = _opened(job)
    say({"at": "ready"})
    for n in itertools.count():
        target = kb.export(job["file"], ("concepts", "themes")[n % 2])
        say({"exported": target.name})


def backup(job: Job, say: Say) -> None:
    """A decision, a backup, under one name."""
    kb = _opened(job)
    ids = [theme["id"] for theme in kb.themes()]
    say({"at": "ready"})
    for n in itertools.count():
        kept = kb.accept(ids[n % len(ids)], reason=f"{job['token']} {n}")
        say({"decisions": [[one["number"], one["reason"]] for one in kept]})
        say({"backup": kb.backup(job["file"])["sha256"]})


def restoring(job: Job, say: Say) -> None:
    """One restore into an empty place."""
    say({"restored": restore(job["file"], job["where"])["rows"]})


def migrate(job: Job, say: Say) -> None:
    """One opening of a knowledge base of an older schema."""
    Store(job["where"]).close()
    say({"migrated": True})


def replay(job: Job, say: Say) -> None:
    """A log of decisions that comes from elsewhere, taken over as a whole."""
    kb = _opened(job)
    say({"at": "ready"})
    kb.replay_log(Path(job["file"]).read_bytes())
    say({"replayed": True})


def adopt(job: Job, say: Say) -> None:
    """One codebook after the other, each adopted with what it changes; never the one that is in force already."""
    kb = _opened(job)
    adopted = len(kb.adoptions())
    say({"at": "ready"})
    for n in itertools.count(adopted):
        told = kb.adopt_codebook(job["codebooks"][n % len(job["codebooks"])], reason=f"{job['token']} {n}")
        say({"adoption": told["number"]})


WORK: dict[str, Callable[[Job, Say], None]] = {
    "add": add,
    "adopt": adopt,
    "backup": backup,
    "export": export,
    "migrate": migrate,
    "replay": replay,
    "restore": restoring,
    "review": review,
    "snapshot": snapshot,
}

if __name__ == "__main__":
    main()

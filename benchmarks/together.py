"""Eight writers and eight readers at once on one knowledge base, on each database: no decision lost, no lock seen.

    python -m benchmarks.together [--seconds N] [--store sqlite|postgresql]    N seconds on each [60]

Writers are people in terminals (a process a decision), scripts (decisions, codes, named states, small papers), somebody
at the dashboard, somebody at the queue; readers ask for concepts, queue, agreement, log and themes and look whether
what they saw is whole. Afterwards every decision that was acknowledged is in the log once, with its own words; numbers
have no gaps, the chain holds; decisions that contradict each other are both there and shown; and what is derived is
what a knowledge base restored from a backup derives.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.durability_rounds import Files, Places, filled
from benchmarks.durability_server import Server, server
from benchmarks.together_work import GO
from concord import KnowledgeBase, log
from synthesis.decisions import Decision, Kind, in_force

KINDS = ("sqlite", "postgresql")
WRITERS = ("command line",) * 3 + ("script",) * 3 + ("dashboard", "queue")
READERS = ("reader",) * 6 + ("looking",) * 2
_BUSY = 1.0  # seconds beyond which a call in a program that is open counts as one that waited


@dataclass
class Tally:
    """What was counted. slowest: seconds, by what was done. waited: calls of open programs that took above a second."""

    writes: Counter[str] = field(default_factory=Counter)
    reads: Counter[str] = field(default_factory=Counter)
    slowest: dict[str, float] = field(default_factory=dict)
    decisions: int = 0
    clashes: int = 0
    waited: int = 0
    troubles: list[str] = field(default_factory=list)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=60.0, help="on each database")
    parser.add_argument("--store", choices=KINDS, action="append")
    given = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that a server of its own ends with it
    wanted = given.store or KINDS
    troubles = 0
    if "sqlite" in wanted:
        troubles += told("SQLite", None, given.seconds)
    if "postgresql" in wanted:
        with server() as found:
            if found is None:
                print("PostgreSQL: not there (pip install '.[test]', or TEST_PG_URL)", file=sys.stderr)
                return 1
            troubles += told("PostgreSQL", found, given.seconds)
    return int(troubles > 0)


def told(name: str, found: Server | None, seconds: float) -> int:
    """Lets them work on one database and prints what was counted; returns the number of troubles."""
    tally = together(found, seconds, WRITERS, READERS)
    print(f"\n{name}: {len(WRITERS)} writers and {len(READERS)} readers for {seconds:.0f} s")
    print(f"  writes: {sum(tally.writes.values())} ({_counted(tally.writes)})")
    print(f"  reads:  {sum(tally.reads.values())} ({_counted(tally.reads)})")
    print(f"  decisions in the log: {tally.decisions}; contradictions shown: {tally.clashes}")
    slow = ", ".join(f"{what} {took:.1f} s" for what, took in sorted(tally.slowest.items()))
    print(f"  slowest: {slow}; calls of open programs above {_BUSY:g} s: {tally.waited}")
    print(f"  troubles: {len(tally.troubles)}")
    for trouble in tally.troubles[:20]:
        print(f"    {trouble}")
    sys.stdout.flush()
    return len(tally.troubles)


def together(found: Server | None, seconds: float, writers: tuple[str, ...], readers: tuple[str, ...]) -> Tally:
    """The programs at work on SQLite (no server) or PostgreSQL, and what they left."""
    with tempfile.TemporaryDirectory(prefix="both") as folder:
        places: Places = found or Files(Path(folder))
        where = filled(places.empty())
        programs = [
            _start(sort, where, seconds, Path(folder) / f"{n}.said", f"{sort.split()[0]} {n}")
            for n, sort in enumerate((*writers, *readers))
        ]
        _wait_for(programs, Path(folder))
        for program in programs:
            program.wait(seconds + 300)
        tally = Tally()
        said = [_lines(Path(folder) / f"{n}.said") for n in range(len(programs))]
        for number, lines in enumerate(said):
            if len(lines) < 2:
                tally.troubles.append(f"program {number} did nothing")
            _hear(tally, lines)
        _look(tally, [line for lines in said for line in lines], where, places, Path(folder))
        return tally


def _wait_for(programs: list[subprocess.Popen[bytes]], folder: Path) -> None:
    """Lets them begin when all are ready, so that opening is not counted as working."""
    while sum(path.stat().st_size > 0 for path in folder.glob("*.said")) < len(programs):
        if any(program.poll() is not None for program in programs):
            break
        time.sleep(0.05)
    (folder / GO).touch()


def _start(sort: str, where: str, seconds: float, said: Path, name: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "benchmarks.together_work", sort, where, str(seconds), str(said), name]
    clean = {key: value for key, value in os.environ.items() if not key.startswith("CONCORD_")}
    return subprocess.Popen(command, env={**clean, "OMP_NUM_THREADS": "1", "CONCORD_WORKERS": "1"})


def _lines(said: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in said.read_text(encoding="utf-8").splitlines()]


def _hear(tally: Tally, lines: list[dict[str, Any]]) -> None:
    """What one program said."""
    for line in lines:
        if "error" in line:
            tally.troubles.append(f"somebody was told: {line['error'][-600:]}")
        if "torn" in line:
            tally.troubles.append(f"a reader saw half a state: {line['torn']}")
        if what := line.get("write", line.get("read")):
            (tally.writes if "write" in line else tally.reads)[what] += 1
            tally.slowest[what] = max(tally.slowest.get(what, 0.0), line["seconds"])
            tally.waited += line["seconds"] > _BUSY and what != "add" and not what.startswith(("con", "com"))


def _look(tally: Tally, said: list[dict[str, Any]], where: str, places: Places, folder: Path) -> None:
    """What must hold when all have ended."""
    kb = KnowledgeBase(where, user="look", tell=lambda sentence: None)
    rows = kb.log()
    tally.decisions = len(rows)
    if [row["number"] for row in rows] != list(range(1, len(rows) + 1)):
        tally.troubles.append("the numbers of the log have gaps")
    logged = Counter((row["kind"], row["reason"]) for row in rows)
    wanted = Counter((kind, reason) for line in said for _, kind, reason in line.get("decisions", ()))
    if lost := wanted - logged:
        tally.troubles.append(f"acknowledged and lost: {sorted(lost)[:5]}")
    if twice := [key for key, number in logged.items() if number > max(1, wanted[key])]:
        tally.troubles.append(f"kept more than once: {sorted(twice)[:5]}")
    names = {row.name for row in kb._store.state().documents}
    tally.troubles += [
        f"acknowledged and lost: {name}" for line in said for name in line.get("documents", ()) if name not in names
    ]
    frozen = {row["hash"] for row in kb.snapshots()}
    if gone := {line["snapshot"] for line in said if "snapshot" in line} - frozen:
        tally.troubles.append(f"acknowledged and lost: {len(gone)} snapshots")
    codes = {code.label for entry in log.codings(kb._store) for code in entry.codes}
    if gone := {line["coding"] for line in said if "coding" in line} - codes:
        tally.troubles.append(f"acknowledged and lost: codes {sorted(gone)[:5]}")
    tally.clashes = len(kb.clashes())
    if _contradict(log.entries(kb._store)) and not tally.clashes:
        tally.troubles.append("decisions that contradict each other are not shown")
    tally.troubles += [row["sentence"] for row in kb.verify(deep=True)]
    _compare_with_rebuild(tally, kb, places, folder)
    kb.close()


def _contradict(decisions: tuple[Decision, ...]) -> bool:
    """Whether one person accepted in the end what another one rejected in the end, by the words of the theme."""
    said: dict[tuple[str, str, str], dict[str, Kind]] = {}
    for decision in in_force(decisions):
        if decision.kind in (Kind.ACCEPT, Kind.REJECT) and not decision.concept:
            for one in decision.themes:
                said.setdefault((one.study, one.facet, one.label), {})[decision.who] = decision.kind
    return any(len(set(by.values())) > 1 for by in said.values())


def _compare_with_rebuild(tally: Tally, kb: KnowledgeBase, places: Places, folder: Path) -> None:
    kb.backup(folder / "after.zip")
    rebuilt = KnowledgeBase.restored(folder / "after.zip", places.empty(), user="look")
    if rebuilt.export_bytes("json") != kb.export_bytes("json"):
        tally.troubles.append("what is derived is not what a rebuild derives")
    rebuilt.close()


def _counted(counts: Counter[str]) -> str:
    return ", ".join(f"{name} {number}" for name, number in sorted(counts.items())) or "nothing"


if __name__ == "__main__":
    began = time.monotonic()
    status = main()
    print(f"\n{time.monotonic() - began:.0f} s in all")
    sys.exit(status)

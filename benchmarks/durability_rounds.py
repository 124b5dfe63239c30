"""Rounds of one database: a child works, is killed at a random moment, and what it left is looked at from all sides.

In: a place for knowledge bases. Out: a Tally. Called by benchmarks.durability and its short form in the tests. The
moment is drawn evenly over the time that such a child takes, which is measured first, so that kills fall into opening,
reading, deriving, writing and between them. What must hold afterwards stands in `_look`.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from benchmarks.durability_server import Server
from concord import KnowledgeBase, log
from concord.access import Role
from concord.preserving import Preserving, verified
from concord.store import dialects, seals
from concord.store.schema import migrate
from concord.store.store import Store
from concord.writing import PART

# of 100 kills, how many fall into which work; the rest of what a session of work is made of is in between
SHARES = {
    "review": 30, "add": 12, "snapshot": 8, "export": 11, "migrate": 12, "backup": 8, "restore": 8, "replay": 5,
    "adopt": 3, "worker": 3,
}  # fmt: skip
ENDLESS = {"review": 2.0, "add": 2.5, "snapshot": 1.5, "export": 0.7, "backup": 1.2, "adopt": 5.0}  # s after "ready"
OLDER = ("0002", "0003", "0004")
_ROUNDS = 8  # that one knowledge base lives through, before the next one begins as a copy
_DEEP = 8  # every so many looks, everything is derived anew and compared
_WAIT = 120.0


class Places(Protocol):
    """Where knowledge bases are made."""

    def empty(self) -> str: ...
    def copy_of(self, address: str) -> str: ...
    def drop(self, address: str) -> None: ...


class Files:
    """SQLite files in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._made = folder, 0

    def empty(self) -> str:
        self._made += 1
        return str(self._folder / f"{self._made}.db")

    def copy_of(self, address: str) -> str:
        return str(shutil.copy(address, self.empty()))

    def drop(self, address: str) -> None:
        for end in ("", "-wal", "-shm"):
            Path(address + end).unlink(missing_ok=True)


@dataclass
class Tally:
    """What was counted. kills: by work. acknowledged: by what. spans: seconds that a child takes, by work.

    unsaid: calls whose decisions were kept and whose child died before it said so. ended: children that were done
    before their moment came; they are not counted as kills.
    """

    kills: Counter[str] = field(default_factory=Counter)
    acknowledged: Counter[str] = field(default_factory=Counter)
    looks: Counter[str] = field(default_factory=Counter)
    spans: dict[str, float] = field(default_factory=dict)
    ended: int = 0
    unsaid: int = 0
    slowest_open: float = 0.0
    troubles: list[str] = field(default_factory=list)


@dataclass
class Base:
    """One knowledge base and what was acknowledged of it, by what."""

    where: str
    rounds: int = 0
    said: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))


class Rounds:
    """The rounds of one database."""

    def __init__(self, places: Places, folder: Path, seed: int, server: Server | None = None) -> None:
        self.places, self.folder, self.server = places, folder, server
        self.tally = Tally()
        self._chance = random.Random(seed)  # noqa: S311
        self._number = 0
        self._nursery = _started()
        self._spans: dict[str, float] = {}
        self._bases: dict[str, Base] = {}
        self._filled = filled(places.empty())
        self._log, self._backup = folder / "log.jsonl", folder / "full.zip"
        _worked(places.copy_of(self._filled), self._log, self._backup)
        self._older = {revision: _downgraded(places.copy_of(self._filled), revision) for revision in OLDER}
        self._exports = _export_hashes(self._filled)

    def run(self, kills: int, spans: Mapping[str, float] | None = None) -> Tally:
        """So many kills, spread over the kinds of work in a random order.

        spans: seconds that a child takes, by work; work that is not among them is left out. None measures all.
        """
        self._spans |= spans or {}
        shares = {kind: share for kind, share in SHARES.items() if spans is None or kind in spans}
        each = kills / sum(shares.values())
        plan = [kind for kind, share in shares.items() for _ in range(max(1, round(share * each)))]
        plan += ["review"] * (kills - len(plan))
        self._chance.shuffle(plan)
        for kind in plan[:kills]:
            while not self._killed(kind):
                self.tally.ended += 1
        return self.tally

    def close(self) -> None:
        assert self._nursery.stdin is not None
        self._nursery.stdin.close()
        self._nursery.wait(10)

    def _killed(self, kind: str) -> bool:
        """One round; False when the child was done before its moment came."""
        if kind not in self._spans:
            self._spans[kind] = self.tally.spans[kind] = self._span(kind)
        self._number += 1
        base, job = self._job(kind)
        said = _Said(self.folder / f"{job['token']}.said")
        pid = self._start(job, said)
        if kind == "worker":
            killed = self._kill_worker(pid, said)
        elif self.server and self.server.own and kind in ("review", "snapshot") and self._chance.random() < 0.3:
            killed = self._kill_server(base, pid, said, self._spans[kind])
        else:
            killed = self._kill(pid, said, self._spans[kind])
        base.rounds += 1
        self._heard(base, said)
        self._look(kind, base, job)
        self.tally.kills[kind] += killed
        return killed

    def _span(self, kind: str) -> float:
        """How long a child of that kind takes, in seconds; of one that never ends, until it has done a few times."""
        self._number += 1
        base, job = self._job(kind)
        said, began = _Said(self.folder / f"{job['token']}.said"), time.monotonic()
        pid = self._start(job, said)
        said.wait(lambda lines: any(line.get("at") in ("ready", "end") or "error" in line for line in lines))
        if kind in ENDLESS:
            time.sleep(ENDLESS[kind])
            _end(pid)
        else:
            said.wait(lambda lines: any(line.get("at") == "end" or "error" in line for line in lines))
        span = time.monotonic() - began
        self._heard(base, said)
        self._look(kind, base, job)
        return span

    def _job(self, kind: str) -> tuple[Base, dict[str, Any]]:
        """A knowledge base for a child of that kind, and what it is to do there."""
        job: dict[str, Any] = {"kind": "add" if kind == "worker" else kind, "token": f"r{self._number}"}
        if kind in ("migrate", "restore", "replay"):
            base = Base(self._place_for(kind))
            job["file"] = str(self._backup if kind == "restore" else self._log)
        else:
            base = self._bases.setdefault(kind, Base(""))
            if not base.where or base.rounds >= _ROUNDS:
                if base.where:
                    self.places.drop(base.where)
                base = self._bases[kind] = Base(self.places.copy_of(self._filled))
        if kind in ("export", "backup"):
            job["file"] = str(self.folder / f"{kind}.{'csv' if kind == 'export' else 'zip'}")
        if kind == "adopt":
            job["codebooks"] = ["mlops", "generic"]
        if kind == "worker":
            job["times"] = 1
        return base, {**job, "where": base.where, "said": str(self.folder / f"{job['token']}.said")}

    def _place_for(self, kind: str) -> str:
        if kind == "restore":
            return self.places.empty()
        return self.places.copy_of(self._older[self._chance.choice(OLDER)] if kind == "migrate" else self._filled)

    def _start(self, job: dict[str, Any], said: _Said) -> int:
        assert self._nursery.stdin is not None and self._nursery.stdout is not None
        self._nursery.stdin.write(json.dumps(job) + "\n")
        self._nursery.stdin.flush()
        pid = int(self._nursery.stdout.readline())
        said.wait(bool)
        return pid

    def _kill(self, pid: int, said: _Said, span: float) -> bool:
        time.sleep(self._chance.uniform(0, span))
        workers = _children(pid)
        ended = any(line.get("at") == "end" for line in said.lines())
        _end(pid)
        if left := _still_there(workers):
            self.tally.troubles.append(f"processes {left} outlived the program that started them")
        return not ended

    def _kill_worker(self, pid: int, said: _Said) -> bool:
        """A process that reads or extracts is killed; the program has to notice and go on."""
        deadline = time.monotonic() + self._chance.uniform(0.2, max(0.4, self._spans["worker"]))
        workers: list[int] = []
        while time.monotonic() < deadline and not said.ended():
            workers = _children(pid) or workers
            time.sleep(0.01)
        alive = [worker for worker in workers if _alive(worker)]
        if alive and not said.ended():
            with suppress(ProcessLookupError):
                os.kill(self._chance.choice(alive), signal.SIGKILL)
        said.wait(lambda lines: any(line.get("at") == "end" or "error" in line or "fault" in line for line in lines))
        lost = [line["lost"] for line in said.lines() if line.get("lost")]
        self.tally.troubles += [f"an add lost {one} because a worker was killed" for one in lost]
        return bool(alive)

    def _kill_server(self, base: Base, pid: int, said: _Said, span: float) -> bool:
        """The server, or one process of it, goes while a program is at work; the program says so and ends."""
        assert self.server is not None
        time.sleep(self._chance.uniform(0, span))
        backends = self.server.backends(base.where)
        whole = not backends or self._chance.random() < 0.4
        self.server.kill(None if whole else self._chance.choice(backends))
        self.tally.looks["server killed whole" if whole else "server process killed"] += 1
        deadline = time.monotonic() + 3
        while time.monotonic() < deadline and not said.ended():
            time.sleep(0.02)
        _end(pid)
        return True

    def _heard(self, base: Base, said: _Said) -> None:
        for line in said.lines():
            if "fault" in line:
                self.tally.troubles.append(f"a child ended with a traceback: {line['fault'][-1500:]}")
            if "error" in line and not (self.server and self.server.own):
                self.tally.troubles.append(f"a child was told: {line['error']}")
            for _, reason in line.get("decisions", ()):
                base.said["decision"].add(reason)
            for name in line.get("documents", ()):
                base.said["document"].add(name)
            for what in ("coding", "snapshot", "adoption", "exported", "backup", "restored", "migrated", "replayed"):
                if what in line:
                    base.said[what].add(str(line[what]))
            self.tally.acknowledged.update(what for what in line if what not in ("at", "number", "lost", "kind"))

    def _look(self, kind: str, base: Base, job: dict[str, Any]) -> None:
        """What must hold after a kill."""
        say = self.tally.troubles.append
        began = time.monotonic()
        if kind == "restore":
            self._look_at_restored(base)
        store = Store(base.where)
        self.tally.slowest_open = max(self.tally.slowest_open, time.monotonic() - began)
        try:
            decisions, codings = log.entries(store), log.codings(store)
            names = {row.name for row in store.state().documents}
        finally:
            store.close()
        reasons = Counter(one.reason for one in decisions)
        codes = {code.label for entry in codings for code in entry.codes}
        for there, what in ((set(reasons), "decision"), (names, "document"), (codes, "coding")):
            if lost := base.said[what] - there:
                say(f"{kind}: acknowledged and lost: {what} {sorted(lost)[:3]}")
        self._look_for_halves(kind, reasons, names, base)
        self._look_at_base(kind, base)
        if kind == "export" and (target := Path(job["file"])).exists():
            if hashlib.sha256(target.read_bytes()).hexdigest() not in self._exports:
                say("export: the file is neither the old one nor the new one")
        if kind == "backup" and Path(job["file"]).exists():
            found = verified(job["file"], progress=_quiet)
            if not found.sound:
                say(f"backup: {found.troubles[0].sentence}")
        left = [path for path in self.folder.iterdir() if path.name.endswith(PART)]
        if len(left) > 2:  # of each of the two files at most the last one
            say(f"{kind}: {len(left)} files were left behind")
        if kind in ("migrate", "restore", "replay"):
            self.places.drop(base.where)

    def _look_for_halves(self, kind: str, reasons: Counter[str], names: set[str], base: Base) -> None:
        """Documents that are added together are there together; so are two decisions of one call."""
        say = self.tally.troubles.append
        halves = Counter(name.rsplit("-", 1)[0] for name in names if name.startswith("r"))
        if half := [name for name, number in halves.items() if number != 2]:
            say(f"{kind}: half an addition: {half}")
        for reason, number in reasons.items():
            place = reason.rsplit(" ", 1)[-1]
            if kind == "review" and place.isdigit() and number != (2 if int(place) % 6 == 3 else 1):
                say(f"{kind}: {number} decisions of the call {reason!r}")
        unsaid = {reason for reason in reasons if reason.startswith("r")} - base.said["decision"]
        self.tally.unsaid += len(unsaid)
        base.said["decision"] |= unsaid

    def _look_at_base(self, kind: str, base: Base) -> None:
        """`verify`; in some rounds everything is derived anew; and every document has its addition in the history."""
        say = self.tally.troubles.append
        self.tally.looks["verify"] += 1
        deep = self.tally.looks["verify"] % _DEEP == 0
        self.tally.looks["derived anew"] += deep
        kb = KnowledgeBase(base.where, user="look", tell=lambda sentence: None)
        try:
            if kind in ("add", "worker"):
                kb.finish()
                told = Counter(name for row in kb.history() for name in row["documents"])
                known = {row.name: 1 for row in kb._store.state().documents}
                if told != Counter(known):
                    say(f"{kind}: the history tells of {sorted((Counter(known) - told) + (told - Counter(known)))}")
            for one in kb.verify(deep=deep):
                say(f"{kind}: {one['sentence']}")
        finally:
            kb.close()

    def _look_at_restored(self, base: Base) -> None:
        """Empty, or whole."""
        store = Store(base.where)
        documents = len(store.state().documents)
        decisions = len(log.entries(store))
        store.close()
        if (documents, decisions) not in ((0, 0), (3, 30)):
            self.tally.troubles.append(f"restore: {documents} documents and {decisions} decisions")
        if base.said["restored"] and not documents:
            self.tally.troubles.append("restore: acknowledged, and nothing there")


class _Said:
    """The file that a child appends to; a line that was cut off is none."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def lines(self) -> list[dict[str, Any]]:
        with suppress(FileNotFoundError):
            return [json.loads(line) for line in self._path.read_text(encoding="utf-8").split("\n")[:-1]]
        return []

    def ended(self) -> bool:
        return any(line.get("at") == "end" or "error" in line or "fault" in line for line in self.lines())

    def wait(self, until: Callable[[list[dict[str, Any]]], bool]) -> None:
        deadline = time.monotonic() + _WAIT
        while not until(lines := self.lines()):
            if any("fault" in line for line in lines) or time.monotonic() > deadline:
                return
            time.sleep(0.002)


def _started() -> subprocess.Popen[str]:
    """The process that children are forked from; it has a line for each."""
    command = [sys.executable, "-m", "benchmarks.durability_work"]
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "CONCORD_WORKERS": "1", "TOKENIZERS_PARALLELISM": "false"}
    nursery = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment)
    assert nursery.stdout is not None
    if nursery.stdout.readline() != "ready\n":
        raise SystemExit("the children of the bench cannot be started")
    return nursery


def filled(where: str) -> str:
    """A knowledge base with three small papers, everything derived."""
    from benchmarks.durability_work import paper

    kb = KnowledgeBase(where, user="ann")
    kb.add_files([(f"base {part}.md", paper("hive", part, part)[1]) for part in range(3)])
    kb.synthesis  # noqa: B018  (asked for, so that it is cached)
    kb.close()
    return where


def _worked(where: str, log_file: Path, backup: Path) -> None:
    """Thirty decisions, as a log and in a backup."""
    kb = KnowledgeBase(where, user="ann")
    ids = [theme["id"] for theme in kb.themes()]
    for n in range(30):
        kb.accept(ids[n % len(ids)], reason=f"ann {n}")
    log_file.write_bytes(kb.export_log())
    kb.backup(backup)
    kb.close()


def _downgraded(where: str, revision: str) -> str:
    db = dialects.engine(dialects.address(where), 30)
    with dialects.writing(db) as connection:
        migrate(connection, revision)
        connection.exec_driver_sql(f"DELETE FROM derived WHERE kind = '{seals.KIND}'")  # noqa: S608  (there were none then)
    db.dispose()
    return where


def _export_hashes(where: str) -> set[str]:
    kb = Preserving(where, role=Role.READER)
    from concord.exporting import export_bytes

    found = {hashlib.sha256(export_bytes("csv", kb._now(), what)).hexdigest() for what in ("concepts", "themes")}
    kb.close()
    return found


def _end(pid: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
    while _alive(pid):
        time.sleep(0.001)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return not Path("/proc/self/stat").exists() or ") Z" not in _stat(pid)  # a process that has just gone has no stat


def _stat(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except OSError:
        return ") Z"


def _children(pid: int) -> list[int]:
    """The processes that a process started, where the system tells."""
    with suppress(OSError):
        return [
            int(child)
            for task in Path(f"/proc/{pid}/task").iterdir()
            for child in (task / "children").read_text(encoding="utf-8").split()
        ]
    return []


def _still_there(pids: list[int]) -> list[int]:
    """Those that have not ended after ten seconds, when the program that started them is gone."""
    deadline = time.monotonic() + 10
    while (left := [pid for pid in pids if _alive(pid)]) and time.monotonic() < deadline:
        time.sleep(0.01)
    return left


def _quiet(what: str, done: int, total: int) -> None:
    """Nobody looks at the progress of a bench."""

"""Mutated files through the same door as `concord add`: nothing may crash, hang, leave its folder or harm the corpus.

    python -m benchmarks.fuzz --files 20000 --seed 1 [--papers FOLDER]... [--largest BYTES] [--keep FOLDER]

In: papers (the sample corpus and the tests' made-up papers; --papers adds folders). Out: counts of files that were
read, refused, or met a limit, and the slowest ones; exit status 1 when a file broke something. --keep writes the files
that did, so that each can become a test. File n of a seed is always the same one.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from benchmarks.mutations import mutate
from concord import ConcordError, KnowledgeBase, UnknownFormat, UnreadableDocument
from concord.files.ingest import Found, files_in, files_of
from concord.processes.workers import Broken, Worker
from concord.resources import sample_corpus
from concord.store import codec
from corpus.report import report

SECONDS = 10.0  # a file that takes longer hangs
MEMORY = 2_000_000_000
LARGEST_PAPER = 150_000  # bytes; larger ones find nothing that smaller ones do not, and take the time of many
MAX_BYTES = 50_000_000
GOLDEN = Path(__file__).resolve().parents[1] / "tests" / "corpus" / "golden"
_TOLD = 1000
_ON_DISK, _ADDED = 20, 200  # one file in so many goes through a folder; one in so many is added to a knowledge base


@dataclass
class Tally:
    """What became of the files. broken: (number of the file, mutations, what happened)."""

    outcomes: Counter[str] = field(default_factory=Counter)
    formats: Counter[str] = field(default_factory=Counter)
    broken: list[tuple[int, str, str]] = field(default_factory=list)
    slow: list[tuple[float, int, str]] = field(default_factory=list)

    def took(self, seconds: float, number: int, what: str) -> None:
        self.slow = sorted([*self.slow, (seconds, number, what)], reverse=True)[:8]


def papers_in(folders: Sequence[Path], largest: int = LARGEST_PAPER) -> list[tuple[str, bytes]]:
    """Name and bytes of the papers to start from, sorted by name; largest: bytes of one."""
    paths = [*sample_corpus(), *GOLDEN.glob("*"), *(p for folder in folders for p in folder.rglob("*") if p.is_file())]
    fit = [path for path in paths if path.suffix != ".json" and 0 < path.stat().st_size <= largest]
    return sorted((path.name, path.read_bytes()) for path in fit)


def mutant(papers: Sequence[tuple[str, bytes]], seed: int, number: int) -> tuple[str, bytes, str]:
    """File `number` of a seed: its name, its bytes, and which paper it was made from and how."""
    chance = Random(seed * 1_000_003 + number)  # noqa: S311  (no secret)
    (name, data), (_, other) = chance.choice(papers), chance.choice(papers)
    data, how = mutate(data, other, chance)
    return f"{number}_{name}", data, f"{name}: {how}"


def run(papers: Sequence[tuple[str, bytes]], files: int, seed: int, folder: Path, keep: Path | None = None) -> Tally:
    """Reads mutated files one after another, and says what became of them. folder: an empty one to work in."""
    tally = Tally()
    worker = Worker(SECONDS, MEMORY)
    kb = KnowledgeBase(folder / "corpus.db", user="fuzz")
    kb.add([*sample_corpus("water_twins")][:4])
    before, listed = fingerprint(kb), everything(folder)
    for number in range(files):
        name, data, how = mutant(papers, seed, number)
        broken_before = len(tally.broken)
        begun = time.perf_counter()
        try:
            for found in _door(name, data, number, folder):
                _one(found, worker, tally, number, how)
        except Exception as error:
            tally.broken.append((number, how, f"the door: {type(error).__name__}: {error}"))
        tally.took(time.perf_counter() - begun, number, how)
        if (number + 1) % _TOLD == 0:
            print(f"  {number + 1:,} of {files:,}, {len(tally.broken)} broken", file=sys.stderr)
        if keep and len(tally.broken) > broken_before:
            (keep / f"{seed}_{number}").write_bytes(data)
    worker.close()
    if fingerprint(kb) != before:
        tally.broken.append((-1, "", "the corpus is not what it was"))
    if strangers := everything(folder) ^ listed:
        tally.broken.append((-1, "", f"files came or went: {sorted(strangers)}"))
    tally.broken += [(-1, "", sentence) for sentence in added_to(kb, papers, files, seed)]
    kb.close()
    return tally


def _door(name: str, data: bytes, number: int, folder: Path) -> list[Found]:
    if number % _ON_DISK:
        return list(files_of(name, data, MAX_BYTES))
    path = folder / "given"
    path.write_bytes(data)
    found = list(files_in([path], MAX_BYTES))
    path.unlink()
    return found


def _one(found: Found, worker: Worker, tally: Tally, number: int, how: str) -> None:
    if found.data is None:
        tally.outcomes["refused at the door"] += 1
        return
    try:
        document = worker.read(found.name, found.data)
    except Broken as error:
        tally.outcomes[error.limit] += 1
        if error.limit != "time" or _hangs(found.name, found.data):
            tally.broken.append((number, how, str(error)))
    except (UnreadableDocument, UnknownFormat) as error:
        tally.outcomes["refused"] += 1
        if "\n" in str(error):
            tally.broken.append((number, how, f"more than a sentence: {error}"))
    else:
        report(document)
        tally.outcomes["read"] += 1
        tally.formats[document.format] += 1


def _hangs(name: str, data: bytes) -> bool:
    """Whether reading takes its time by the clock of the processor too, and not because others use the machine."""
    before = _spent()
    again = Worker(6 * SECONDS, MEMORY)
    with contextlib.suppress(ConcordError):
        again.read(name, data)
    again.close()
    return _spent() - before > SECONDS


def _spent() -> float:
    """Seconds of processor time of all processes that this one started and that have ended."""
    times = os.times()
    return times.children_user + times.children_system


def added_to(kb: KnowledgeBase, papers: Sequence[tuple[str, bytes]], files: int, seed: int) -> list[str]:
    """Adds some of the files to a knowledge base; returns what that did to the documents that were there."""
    held = {document.id: codec.dumps(document) for study in kb.corpus for document in study.documents}
    some = [mutant(papers, seed, number)[:2] for number in range(0, files, _ADDED)]
    try:
        kb.add_files(some)
    except Exception as error:
        return [f"adding files: {type(error).__name__}: {error}"]
    after = {document.id: codec.dumps(document) for study in kb.corpus for document in study.documents}
    return [f"{id} is not what it was" for id in held if held[id] != after.get(id)]


def fingerprint(kb: KnowledgeBase) -> str:
    """A hash of what a knowledge base holds: its documents and the whole synthesis."""
    whole = [codec.dumps(study) for study in kb.corpus] + [kb.export_bytes("json")]
    return hashlib.sha256(b"".join(whole)).hexdigest()


def everything(folder: Path) -> set[str]:
    """The names of all files in a folder and in those beside it, without what a database keeps for the moment."""
    near = {f"../{path.name}" for path in folder.parent.glob("up.md")}
    return near | {
        str(path.relative_to(folder)) for path in folder.rglob("*") if path.suffix not in (".db-wal", ".db-shm")
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--papers", type=Path, action="append", default=[])
    parser.add_argument("--largest", type=int, default=LARGEST_PAPER, help="bytes of a paper to start from")
    parser.add_argument("--keep", type=Path)
    given = parser.parse_args()
    if given.keep:
        given.keep.mkdir(parents=True, exist_ok=True)
    papers, begun = papers_in(given.papers, given.largest), time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        tally = run(papers, given.files, given.seed, Path(folder), given.keep)
    print(f"{given.files:,} files of seed {given.seed} from {len(papers)} papers, {time.perf_counter() - begun:.0f} s")
    print("  " + ", ".join(f"{what} {count:,}" for what, count in tally.outcomes.most_common()))
    print("  read as " + ", ".join(f"{what} {count:,}" for what, count in tally.formats.most_common()))
    print("  slowest: " + "; ".join(f"{s:.2f} s #{number} ({how})" for s, number, how in tally.slow))
    for number, how, what in tally.broken:
        print(f"  BROKEN #{number} ({how}): {what}")
    sys.exit(1 if tally.broken else 0)


if __name__ == "__main__":
    main()

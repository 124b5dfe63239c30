"""Small papers of an invented field, a knowledge base that holds them, and the command line as a real process."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from concord import KnowledgeBase
from dashboard.shared import frames
from tests.concord.figures import Shown
from tests.concord.forking import Forker
from tests.stores import Places, Postgres

ALDER = """# Keeping bees on roofs: a systematic review

Ada Alder, Ben Birch

2021

## Abstract

This review looks at how bees are kept on the roofs of cities and which tools and people that takes.

## 1 Introduction

Bees are kept on roofs. The practice is young.

## 2 Results

### 2.1 Challenges

The main challenges are the following:

- Lack of trained keepers
- Heat stress of the colonies
- Noise complaints

### 2.2 Roles

The roles found in the studies are:

- Hive keeper: inspects the hives every week.
- Roof manager: grants access to the roof.

### 2.3 Tools

Keepers use tools such as HiveTrack, ApiScale and BroodCam.

## References

[1] Elm, E. (2018). Hives above the street. Journal of Roofs, 3, 1-9.

[2] Fir, F. (2019). Colonies and heat. Journal of Roofs, 4, 10-19.
"""

CEDAR = """# Urban apiaries: a scoping review of practice

Cleo Cedar

2023

## Abstract

This scoping review asks what city apiaries struggle with and who works in them.

## 1 Introduction

City apiaries have spread in the last ten years.

## 2 Findings

### 2.1 Challenges of city apiaries

City apiaries face these challenges:

- Lack of skilled keepers
- Noise complaints
- Cost of insurance

### 2.2 Roles in city apiaries

Three roles recur:

- Hive keeper
- Honey taster
- Roof manager

## 3 Conclusion

More trials are needed.

## References

[1] Elm, E. (2018). Hives above the street. Journal of Roofs, 3, 1-9.

[2] Gorse, G. (2020). Insuring hives. Journal of Risk, 7, 2-8.
"""

DOGWOOD = """# Rooftop honey: an interview study

Dora Dogwood

2022

## Abstract

We spoke to people who keep bees on roofs about the tools that they use.

## 1 Method

We spoke to nine keepers.

## 2 Results

### 2.1 Tools

The keepers named these tools:

- HiveTrack
- NectarLog

### 2.2 Challenges

Challenges were named by all:

- Heat stress of the colonies
- Theft of hives

## References

[1] Fir, F. (2019). Colonies and heat. Journal of Roofs, 4, 10-19.
"""

FIR = """# Bees and schools: a narrative review

Finn Fir

2024

## Abstract

Schools keep bees to teach biology, and this review tells how that goes.

## 1 Introduction

More than forty schools have hives in their yards, and teachers write about them in many journals.

## 2 Challenges in schools

Teachers met three challenges:

- Fear of stings
- Holidays without care
- Noise complaints

## References

[1] Gorse, G. (2020). Insuring hives. Journal of Risk, 7, 2-8.
"""

PAPERS = {"alder.md": ALDER, "cedar.md": CEDAR, "dogwood.md": DOGWOOD}

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def write_papers(folder: Path, *names: str) -> list[Path]:
    """Writes the papers of those names (all without any) into a folder; returns their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / name for name in names or PAPERS]
    for path in paths:
        path.write_text(PAPERS[path.name], encoding="utf-8")
    return paths


@pytest.fixture
def papers(tmp_path: Path) -> list[Path]:
    """The three papers as files."""
    return write_papers(tmp_path / "papers")


def fill(address: str, folder: Path) -> None:
    """Makes the knowledge base with the three papers, all of it derived and cached."""
    kb = KnowledgeBase(address, user="ann")
    added = kb.add(write_papers(folder))
    assert added.unreadable == ()
    kb.synthesis  # noqa: B018  (asked for, so that it is cached)
    kb.close()


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A knowledge base file with the three papers, made once; copy it before writing to it."""
    folder = tmp_path_factory.mktemp("filled")
    fill(str(folder / "filled.db"), folder / "papers")
    return folder / "filled.db"


@pytest.fixture(scope="session")
def filled_database(postgres: Postgres, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The same in PostgreSQL: a database that others are copied from."""
    server = postgres.same_server()
    address = server.empty()
    fill(address, tmp_path_factory.mktemp("filled") / "papers")
    yield address
    server.drop()


@pytest.fixture
def filled_place(database: str, places: Places, request: pytest.FixtureRequest) -> str:
    """The address of a knowledge base with the three papers that a test may change, on each database."""
    return places.copy_of(str(request.getfixturevalue("filled" if database == "sqlite" else "filled_database")))


@pytest.fixture
def kb_path(filled: Path, tmp_path: Path) -> Path:
    """A copy of the filled knowledge base as a file, for tests of files and of the command line."""
    return Path(shutil.copy(filled, tmp_path / "review.db"))


@pytest.fixture
def kb(filled_place: str) -> Iterator[KnowledgeBase]:
    """A knowledge base with the three papers, on each database."""
    opened = KnowledgeBase(filled_place, user="ann")
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def forker() -> Iterator[Forker]:
    """A process that has everything imported, from which commands are forked."""
    waits = Forker()
    yield waits
    waits.close()


@pytest.fixture
def run(tmp_path: Path, forker: Forker) -> Run:
    """Runs `concord` as a user would, in a folder of its own; no setting of this machine leaks in."""

    def call(
        *arguments: str | Path,
        env: dict[str, str] | None = None,
        cwd: Path | None = None,
        stdin: str = "",
        fresh: bool = False,
    ) -> object:
        clean = {key: value for key, value in os.environ.items() if not key.startswith("CONCORD_")}
        settings = {**clean, "CONCORD_USER": "ann", **(env or {})}
        return forker.run([str(argument) for argument in arguments], settings, cwd or tmp_path, stdin, fresh)

    return call  # type: ignore[return-value]


@pytest.fixture(scope="session")
def sampled(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A knowledge base of the bundled sample corpus on which people have worked, made once; copy it before writing.

    Two reviewers judged themes, concepts and pairs; one coded a study; a refutation is adjudicated; a state is frozen.
    """
    path = tmp_path_factory.mktemp("sampled") / "sampled.db"
    ann, ben = KnowledgeBase(path, user="ann"), KnowledgeBase(path, user="ben")
    documents = sorted((root / "data" / "sample_corpus" / "documents" / "water_twins").iterdir())
    ann.add(documents[:-1])
    ann.snapshot("before", note="without the last file")
    ann.add(documents[-1])
    concepts = [row for row in ann.concepts() if len(row["themes"]) > 1]
    for kb in (ann, ben):
        kb.accept(concepts[0]["id"])
        kb.accept(concepts[0]["themes"][0])
        kb.merge(*concepts[0]["themes"][:2], reason="one thing")
    one, other = (next(t["id"] for t in ann.themes() if t["study"] == s["id"]) for s in ann.studies()[:2])
    ann.relate(one, other, "relatedMatch", reason="they meet")
    ben.relate(one, other, "refutes", reason="they do not")
    if found := ann.refutations():
        ann.adjudicate(found[0]["id"], "confirmed", reason="read in both")
    study = ann.studies()[0]["id"]
    for unit in ann.coding_units(study)[2:6]:
        ann.code(study, ann.facets()[0], "One thing", unit["text"], start=unit["start"])
    ann.hand_in(study)
    for kb in (ann, ben):
        kb.close()
    return path


@pytest.fixture(scope="session")
def shown(sampled: Path) -> Shown:
    """The sample corpus on which people have worked, seen through every skin."""
    return Shown(KnowledgeBase(sampled, user="ann"))


@pytest.fixture(scope="session")
def names(shown: Shown) -> dict[str, str]:
    """Short names of the studies."""
    return frames.short_names(shown.kb.studies())

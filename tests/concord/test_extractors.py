"""Themes are found in processes of their own; a study that takes too much is given up, and the others land."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from concord import KnowledgeBase, codebooks
from concord.processes.extractors import Extractor, Extractors, GivenUp
from concord.settings import Settings
from concord.store import codec
from corpus.identity import join
from corpus.read import read
from corpus.study import Study
from extract.theme import Extraction
from tests.concord.conftest import ALDER, CEDAR, DOGWOOD, Run, write_papers

TEXTS = codebooks.texts_of("generic")
GB = 1_000_000_000
# Minutes of finding: as many sentences as the barriers of a whole library.
HEAP = "# Heap\n\n## Barriers\n\n" + "\n\n".join(
    f"A lack of pump {n} and poor access to valve {n} hinder the crews, who often report that hose {n} is costly."
    for n in range(12_000)
)
unix = pytest.mark.skipif(sys.platform == "win32", reason="signals are those of Unix")


@pytest.fixture(scope="module")
def studies() -> tuple[Study, ...]:
    papers = (("alder.md", ALDER), ("cedar.md", CEDAR), ("dogwood.md", DOGWOOD))
    return join(read(name, text.encode()) for name, text in papers)


@pytest.fixture(scope="module")
def three() -> Iterator[Extractors]:
    """Three processes, which end with the module."""
    made = Extractors(3, 60.0, 0)
    yield made
    made.close()


def themes(extractor: Extractor, study: Study) -> Extraction:
    return extractor.themes(study, TEXTS)


def test_any_number_of_processes_gives_the_same_bytes(studies: tuple[Study, ...], three: Extractors) -> None:
    """And in the order of the studies, whichever is done first."""
    from concord import resources
    from extract.pipeline import extract

    book, weights = codebooks.parsed(TEXTS), resources.confidence_weights()
    here = [extract(study, book, resources.language(), weights) for study in studies]

    assert [codec.dumps(e) for e in three.each(themes, studies)] == [codec.dumps(e) for e in here]


def test_facts_come_out_as_they_do_without_a_process(studies: tuple[Study, ...], three: Extractors) -> None:
    """Every field survives the way through the pipe."""
    from concord import resources
    from extract.facts.gather import facts_of

    found = list(three.each(lambda one, study: one.facts(study), studies))

    assert found == [facts_of(study, resources.methods_vocabulary()) for study in studies]


def test_a_study_that_takes_too_long_is_given_up_and_the_others_land(studies: tuple[Study, ...]) -> None:
    """Its sentence names its files, the limit and what to do."""
    heap = join([read("heap.md", HEAP.encode())])[0]
    extractors = Extractors(1, 6.0, 0)
    first, given_up, last = extractors.each(themes, [studies[0], heap, studies[1]])
    extractors.close()

    assert isinstance(first, Extraction) and isinstance(last, Extraction)
    assert str(given_up).startswith("heap.md: finding its themes took more than the 6 seconds")
    assert "CONCORD_EXTRACT_SECONDS" in str(given_up)


@unix
def test_a_process_that_is_killed_once_finds_the_themes_in_a_second_one(studies: tuple[Study, ...]) -> None:
    """What killed it may have been the system, short of memory because of others."""
    extractor = Extractor(60.0, 0)
    expected = extractor.themes(studies[0], TEXTS)
    first = extractor.pid
    assert first is not None
    os.kill(first, signal.SIGKILL)
    time.sleep(0.1)

    assert extractor.themes(studies[0], TEXTS) == expected
    assert extractor.pid != first
    extractor.close()


@unix
def test_what_nobody_waits_for_any_more_ends_at_once(studies: tuple[Study, ...]) -> None:
    """Ctrl-C in the middle: the process goes, and no second one is started for the study."""
    heap = join([read("heap.md", HEAP.encode())])[0]
    extractor = Extractor(0, 0)
    extractor.themes(studies[0], TEXTS)
    timer = threading.Timer(0.5, extractor.give_up)
    timer.start()
    begun = time.monotonic()

    with pytest.raises(GivenUp, match=r"heap\.md: .* broke the process that extracts \(signal SIGKILL\)"):
        extractor.themes(heap, TEXTS)

    assert time.monotonic() - begun < 10
    extractor.close()


def test_a_study_that_is_given_up_keeps_its_document_and_is_tried_again_with_other_limits(tmp_path: Path) -> None:
    """Nobody waits for it twice within the same limits; its themes come when they are raised."""
    short = Settings(extract_seconds=0.001, workers=1)
    kb = KnowledgeBase(tmp_path / "a.db", user="ann", settings=short)

    added = kb.add(write_papers(tmp_path / "p", "alder.md"))

    assert added.documents == ("alder.md",) and kb.themes() == []
    assert [s.split(":")[0] for s in added.given_up] == ["alder.md"]
    begun = time.monotonic()
    assert KnowledgeBase(tmp_path / "a.db", settings=short).unreadable == list(added.given_up)
    assert time.monotonic() - begun < 5
    again = KnowledgeBase(tmp_path / "a.db", settings=Settings(workers=1))
    assert again.themes() and again.unreadable == []


def test_the_number_of_workers_is_an_option(run: Run, tmp_path: Path) -> None:
    """Two add what one adds, byte for byte."""
    write_papers(tmp_path / "papers")
    listed = []
    for workers in ("1", "2"):
        done = run("add", "papers", "--kb", f"{workers}.db", "--workers", workers)
        assert done.returncode == 0
        listed.append(run("themes", "--kb", f"{workers}.db", "--format", "json").stdout)

    assert listed[0] == listed[1] != "[]\n"

"""A year in the life of a review: whatever happened to it, documents, codebook and log give the same state again."""

from __future__ import annotations

import random
from pathlib import Path

from concord import KnowledgeBase, snapshots
from concord.store import codec
from synthesis.decisions import Kind
from tests.concord.test_released import FOLDER, load
from tests.concord.year.papers import BIBLIOGRAPHY, FIRST_CODEBOOK, PAPERS, REPORT, SECOND_CODEBOOK
from tests.concord.year.reviewers import Reviewer

DECISIONS = 200
SITTING = 14


def written(path: Path, text: str) -> str:
    path.write_text(text, encoding="utf-8")
    return str(path)


def live(place: str, folder: Path) -> list[Reviewer]:
    """Twelve months on a knowledge base that an older program began: a paper, a sitting and an event in each."""
    people = [Reviewer(who, KnowledgeBase(place, user=who), seed) for seed, who in enumerate(("ann", "ben", "cem"))]
    ann, ben, cem = (person.kb for person in people)
    order = list(PAPERS)
    random.Random(2026).shuffle(order)  # noqa: S311
    for month, paper in enumerate(order, start=1):
        people[month % 3].kb.add_bytes(*paper.file)
        if month == 3:
            ann.adopt_codebook(written(folder / "seeds.toml", FIRST_CODEBOOK), reason="a question of our own")
        if month == 5:
            ben.import_file(("library.bib", BIBLIOGRAPHY), reason="from the library")
            ben.add_bytes(*REPORT.file)
        if month == 6:
            cem.identify("dahlia_report.md", "dahlia.md", "one", reason="the same interviews")
        people[month % 3].sit(SITTING)
        people[(month + 1) % 3].take_back()
        if month == 7:
            ann.adopt_codebook(written(folder / "seeds.toml", SECOND_CODEBOOK), reason="stages matter, tools do not")
        if month == 8:
            ben.restore(len(ben.log()) - 9, reason="decided in a hurry")
        if month == 9:
            kept = cem.restore(20, reason="a trial")
            cem.undo(kept["number"])
        if month == 10:
            for clash in ann.clashes()[:2]:
                ann.settle(clash["holds"], reason="all three have read it again")
    people[0].sit(DECISIONS - len(ann.log()) - 1)
    people[1].take_back()
    return people


def rebuilt(kb: KnowledgeBase, files: list[tuple[str, bytes]], codebook: str, where: Path) -> KnowledgeBase:
    """Another knowledge base of the same documents, codebook and log, all of it at once."""
    other = KnowledgeBase(where, user="zoe", codebook=codebook)
    other.add_files(sorted(files, reverse=True))
    other.replay_log(kb.export_log())
    return other


def contents(kb: KnowledgeBase) -> bytes:
    """All that follows from a knowledge base, as a snapshot holds it."""
    return codec.dumps(snapshots.frozen(kb._now()))


def test_a_year_is_made_again_from_documents_codebook_and_log(place: str, database: str, tmp_path: Path) -> None:
    """Byte for byte, in another order of files, and on either database what SQLite makes of them."""
    load(FOLDER / f"0004.{database}.sql", place)
    people = live(place, tmp_path)
    kb, log = people[0].kb, people[0].kb.log()
    files = [(document.name, kb._store.document_bytes(document.id)) for s in kb.corpus for document in s.documents]
    again = rebuilt(kb, files, str(tmp_path / "seeds.toml"), tmp_path / "again.db")
    now = kb._now()
    done = {one.decision.sequence for one in now.replayed.applied}
    waiting = {conflict.decision.sequence for conflict in now.conflicts}

    assert len(files) == len(PAPERS) + 3  # two papers of the older program, and a report
    assert len(kb.studies()) == len(files) - 1
    assert len(log) == DECISIONS
    assert {entry["who"] for entry in log} > {"ann", "ben", "cem"}
    assert {entry["kind"] for entry in log} == set(Kind)
    assert len(kb.adoptions()) >= 2
    assert kb.verify_log() is None
    assert waiting
    assert done | waiting == {entry["number"] for entry in log if entry["in_force"]}
    assert again.export_log() == kb.export_log()
    assert contents(again) == contents(kb)
    assert again.snapshot("year")["content"] == kb.snapshot("year")["content"]
    for person in people:
        person.kb.close()
    again.close()

"""What the dashboard asks of a KnowledgeBase beside the lists: revision, short names, exports in memory."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime
from pathlib import Path

import pytest

from concord import KnowledgeBase, UnknownFormat

PAPER = b"""# Keeping bees on roofs: a review

Ada Ito, Ben Roy

## Introduction

City roofs are warm, dry and rich in flowers, and so more and more people keep bees there. This review reads eleven
reports of beekeepers in four cities and asks what they found hard, who looked after the hives, and which steps they
took from the first swarm to the first honey.

## Challenges

The studies name these challenges:

- Swarm control: bees leave a hive that is too small.
- Honey theft: wasps rob weak hives.
"""


@pytest.fixture
def kb(place: str) -> KnowledgeBase:
    """A knowledge base with one small paper, added at a known time."""
    kb = KnowledgeBase(place, clock=lambda: datetime(2024, 5, 1, 12, tzinfo=UTC))
    kb.add_bytes("bees.md", PAPER)
    return kb


def test_the_revision_changes_with_each_write_and_only_then(kb: KnowledgeBase, place: str) -> None:
    """A second program sees the same revision, and another one after a decision."""
    before = kb.revision
    other = KnowledgeBase(place, user="Ada")

    assert other.revision == before
    other.accept(other.themes()[0]["id"])
    assert kb.revision == other.revision != before


def test_a_study_has_a_short_name_and_its_file_the_time_it_came(kb: KnowledgeBase) -> None:
    """Tables call a study by author and year; times are told of files, and studies read the same on any day."""
    (study,) = kb.studies()
    (file,) = kb.additions()

    assert study["short"]
    assert (file["study"], file["added"]) == (study["id"], "2024-05-01T12:00:00+00:00")


def test_an_export_in_memory_is_the_export_in_a_file(kb: KnowledgeBase, tmp_path: Path) -> None:
    """A download has the bytes that the command line writes."""
    data = kb.export_bytes("csv", "studies")

    assert kb.export(tmp_path / "studies.csv", "studies").read_bytes() == data
    assert len(list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))) == 1
    with pytest.raises(UnknownFormat):
        kb.export_bytes("exe")


def test_files_in_memory_are_one_addition(place: str) -> None:
    """A bad file among them is one sentence, the others land, and the changes are told once."""
    added = KnowledgeBase(place).add_files([("bees.md", PAPER), ("empty.md", b"")])

    assert (added.documents, len(added.unreadable)) == (("bees.md",), 1)
    assert len(added.changes.new_studies) == 1

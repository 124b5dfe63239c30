"""A reviewer's word outranks every score, survives everything, and can be taken back."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from concord import BadDecision, KnowledgeBase, NotFound
from tests.concord.conftest import FIR


def theme(kb: KnowledgeBase, label: str, study: str = "") -> dict[str, Any]:
    return next(t for t in kb.themes() if t["label"] == label and t["study"].startswith(study))


def concept(kb: KnowledgeBase, label: str) -> dict[str, Any]:
    return next(c for c in kb.concepts() if c["label"] == label)


def test_a_rejected_theme_stays_and_counts_no_more(kb: KnowledgeBase) -> None:
    """It is in the list with its status, and in no concept."""
    id = theme(kb, "Theft of hives")["id"]
    kb.reject(id, reason="said in passing")

    assert [t["id"] for t in kb.themes(status="rejected")] == [id]
    assert "Theft of hives" not in [c["label"] for c in kb.concepts()]


def test_themes_and_concepts_can_be_accepted_at_once(kb: KnowledgeBase) -> None:
    """One decision for the themes, one for each concept."""
    kept = kb.accept(theme(kb, "NectarLog")["id"], concept(kb, "Noise complaints")["id"])

    assert [d["concept"] for d in kept] == [True, False]
    assert theme(kb, "NectarLog")["status"] == "accepted"
    assert concept(kb, "Noise complaints")["status"] == "accepted"


def test_a_merge_makes_one_concept(kb: KnowledgeBase) -> None:
    """Of what the machine kept apart, also across two concepts."""
    ids = [concept(kb, label)["id"] for label in ("Cost of insurance", "Theft of hives")]
    kb.merge(*ids, reason="both are about risk")

    labels = [{t["label"] for t in kb.themes() if t["id"] in c["themes"]} for c in kb.concepts()]
    assert {"Cost of insurance", "Theft of hives"} in labels


def test_a_split_keeps_themes_apart(kb: KnowledgeBase) -> None:
    """The theme that leaves is in a concept of its own; the rest stays together."""
    noise = concept(kb, "Noise complaints")
    kb.split(noise["id"], noise["themes"][0], reason="another kind of noise")

    assert not any(set(noise["themes"]) <= set(c["themes"]) for c in kb.concepts())


def test_two_themes_can_be_split(kb: KnowledgeBase) -> None:
    """Without naming their concept."""
    one, other = concept(kb, "HiveTrack")["themes"]
    kb.split(one, other, reason="two products of one name")

    assert not any({one, other} <= set(c["themes"]) for c in kb.concepts())


def test_names_and_facets_can_be_mended(kb: KnowledgeBase) -> None:
    """A theme, a concept, and a theme under the wrong facet."""
    kb.rename(theme(kb, "Theft of hives")["id"], "Hive theft")
    kb.rename(concept(kb, "Noise complaints")["id"], "Complaints of neighbours")
    kb.move(theme(kb, "Honey taster")["id"], facet="tool")

    assert theme(kb, "Hive theft")["facet"] == "challenge"
    assert len(concept(kb, "Complaints of neighbours")["studies"]) == 2
    assert theme(kb, "Honey taster")["facet"] == "tool"


def test_a_relation_is_an_edge_of_its_reviewer(kb: KnowledgeBase) -> None:
    """With the words of both sides, and a refutation counts against its target."""
    source, target = theme(kb, "Honey taster"), theme(kb, "Roof manager", "alder")
    kb.relate(source["id"], target["id"], "refutes", reason="says the opposite")

    (edge,) = [e for e in kb.edges() if e["decided_by"] == "ann"]
    assert (edge["source"], edge["target"], edge["quotes"]) == (
        source["id"],
        target["id"],
        [source["quote"], target["quote"]],
    )
    assert [r["refuted_by"] for r in kb.refutations()] == [[source["study"]]]


def test_a_study_that_refutes_stands_so_in_the_agreement(kb: KnowledgeBase) -> None:
    """Also one that is otherwise silent, in the list, in its filter and in the exported table."""
    source, target = theme(kb, "Theft of hives"), concept(kb, "Noise complaints")
    kb.relate(source["id"], target["id"], "refutes", reason="says the opposite")
    row = next(r for r in kb.agreement(facet="challenge", study=source["study"]) if r["id"] == target["id"])
    exported = next(x for x in kb.export_bytes("csv", "agreement").decode().splitlines() if "Noise complaints" in x)

    assert row["cells"][source["study"]] == "refutes"
    assert set(row["cells"].values()) == {"asserts", "refutes"}
    assert "refutes" in exported and "silent" not in exported


def test_a_theme_can_be_added_on_its_words(kb: KnowledgeBase) -> None:
    """White space may differ; words may not."""
    kb.add_theme("cedar", "stage", "Spreading", "City apiaries have  spread\nin the last ten years")

    assert theme(kb, "Spreading")["quote"] == "City apiaries have spread in the last ten years"
    with pytest.raises(BadDecision, match="stands in no document"):
        kb.add_theme("cedar", "stage", "Spreading", "City apiaries have vanished")


def test_what_was_decided_can_be_taken_back(kb: KnowledgeBase) -> None:
    """And the taking back too; all of it stays in the log."""
    before = kb.synthesis
    kb.reject(theme(kb, "NectarLog")["id"])
    after = kb.synthesis
    kb.undo(1)
    assert kb.synthesis == before
    kb.undo(2)
    assert kb.synthesis == after

    assert [(d["number"], d["kind"], d["in_force"]) for d in kb.log()] == [
        (1, "reject", True),
        (2, "undo", False),
        (3, "undo", False),
    ]


@pytest.mark.parametrize("number", [0, 2])
def test_only_a_decision_that_is_there_can_be_taken_back(kb: KnowledgeBase, number: int) -> None:
    """The message says how many there are."""
    kb.accept(theme(kb, "NectarLog")["id"])

    with pytest.raises(NotFound, match="the log holds 1"):
        kb.undo(number)


def test_a_decision_is_taken_back_once(kb: KnowledgeBase) -> None:
    """A second undo would do nothing and say it had."""
    kb.accept(theme(kb, "NectarLog")["id"])
    kb.undo(1)

    with pytest.raises(BadDecision, match="taken back already"):
        kb.undo(1)


def test_decisions_survive_a_new_paper_and_a_new_knowledge_base(kb: KnowledgeBase, filled_place: str) -> None:
    """They speak of content: after more papers the same themes are merged, and so they are in another program."""
    ids = [theme(kb, label)["id"] for label in ("Cost of insurance", "Theft of hives")]
    kb.merge(*ids, reason="risk")
    kb.add_bytes("fir.md", FIR.encode())

    again = KnowledgeBase(filled_place)
    assert len(again.studies()) == 4
    assert any(set(ids) <= set(c["themes"]) for c in again.concepts())


def test_a_decision_that_lost_its_object_is_shown(
    kb: KnowledgeBase, filled_place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When a paper can be read no more, what was said of it waits in the queue, with why."""
    kb.accept(theme(kb, "Honey taster")["id"])
    from concord.deriving import readings
    from concord.processes.workers import Worker
    from corpus.errors import UnreadableDocument

    real = Worker.read

    def read(worker: Worker, name: str, data: bytes) -> Any:
        if name == "cedar.md":
            raise UnreadableDocument(name, "it is gone", "find it")
        return real(worker, name, data)

    monkeypatch.setattr(Worker, "read", read)
    monkeypatch.setattr(readings, "reading_key", lambda *_: "new reader")
    first = KnowledgeBase(filled_place).queue()[0]

    assert (first["kind"], first["action"], first["number"]) == ("conflict", "accept", 1)
    assert "Honey taster" in first["why"]


def test_what_cannot_hold_is_refused_before_it_is_kept(kb: KnowledgeBase) -> None:
    """The log stays empty."""
    id = theme(kb, "NectarLog")["id"]
    refused: list[tuple[type[Exception], str, Any]] = [
        (NotFound, "no theme or concept 't0000000000'", lambda: kb.accept("t0000000000")),
        (BadDecision, "needs a reason", lambda: kb.merge(id, theme(kb, "ApiScale")["id"], reason="")),
        (BadDecision, "one facet", lambda: kb.merge(id, theme(kb, "Honey taster")["id"], reason="x")),
        (BadDecision, "at least two", lambda: kb.merge(id, id, reason="x")),
        (BadDecision, "not in the concept", lambda: kb.split(concept(kb, "HiveTrack")["id"], id, reason="x")),
        (BadDecision, "no facet 'colour'", lambda: kb.move(id, facet="colour")),
        (BadDecision, "no relation 'likes'", lambda: kb.relate(id, theme(kb, "ApiScale")["id"], "likes", reason="x")),
        (BadDecision, "new label", lambda: kb.rename(id, "  ")),
        (NotFound, "no study 'elm'", lambda: kb.add_theme("elm", "tool", "X", "x")),
    ]
    for error, words, call in refused:
        with pytest.raises(error, match=words):
            call()
    assert kb.log() == []


def test_the_log_has_the_clock_and_the_name(filled_place: str) -> None:
    """Given from outside, so that a test, and a court, can rely on them."""
    kb = KnowledgeBase(filled_place, user="ben", clock=lambda: datetime(2026, 5, 4, 3, 2, 1, tzinfo=UTC))
    kb.accept(theme(kb, "NectarLog")["id"], reason="looks right")

    (entry,) = kb.log()
    assert (entry["who"], entry["when"], entry["reason"]) == ("ben", "2026-05-04T03:02:01+00:00", "looks right")
    assert kb.verify_log() is None


def test_a_decision_in_between_belongs_to_the_next_state(kb: KnowledgeBase, filled_place: str) -> None:
    """What follows from one state holds no later decision; else a wrong synthesis would be cached under its key."""
    old = kb._now()
    other = KnowledgeBase(filled_place, user="ben")
    kept = other.reject(theme(other, "NectarLog")["id"])

    assert old.log == ()
    assert [decision.sequence for decision in kb._now().log] == [kept[0]["number"]]
    assert {t.status for t in old.synthesis.themes} == {"proposed"}
    assert [t["label"] for t in KnowledgeBase(filled_place).themes(status="rejected")] == ["NectarLog"]

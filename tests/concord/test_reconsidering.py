"""Second thoughts: back to any moment, clashes settled, lost decisions said again, studies joined and described."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from concord import BadDecision, BadInput, KnowledgeBase, NotAllowed, NotFound, Role
from synthesis.decisions import Address, Decision, Kind
from tests.concord.conftest import FIR


def theme(kb: KnowledgeBase, label: str) -> str:
    return str(next(t for t in kb.themes() if t["label"] == label)["id"])


@pytest.fixture
def ben(filled_place: str, kb: KnowledgeBase) -> Iterator[KnowledgeBase]:
    """A second reviewer at the same knowledge base."""
    other = KnowledgeBase(filled_place, user="ben")
    yield other
    other.close()


def test_a_restore_takes_back_all_after_a_decision_and_undo_brings_it_back(kb: KnowledgeBase) -> None:
    """Undos among them; the state is that of the moment, and the looking kept nothing."""
    kb.accept(theme(kb, "NectarLog"))
    first = kb.synthesis
    kb.reject(theme(kb, "Theft of hives"))
    kb.undo(1)
    last = kb.synthesis

    assert kb.at(1) == first
    assert kb.at(3) == last
    kb.restore(1, reason="too fast")
    assert kb.synthesis == first
    kb.undo(4)
    assert kb.synthesis == last
    assert [entry["in_force"] for entry in kb.log()] == [False, True, False, False, False]


def test_a_moment_can_be_a_day_or_a_time(filled_place: str) -> None:
    """A day keeps all that was decided on it."""
    now = [datetime(2026, 3, 1, 9, tzinfo=UTC)]
    kb = KnowledgeBase(filled_place, user="ann", clock=lambda: now[0])
    for label in ("NectarLog", "Theft of hives", "Honey taster"):
        kb.accept(theme(kb, label))
        now[0] += timedelta(hours=12)

    assert kb.restore("2026-03-01", reason="r")["value"] == "2"
    kb.undo(4)
    assert kb.restore("2026-03-01T10:00", reason="r")["value"] == "1"
    with pytest.raises(BadInput, match="'last week' is no moment"):
        kb.restore("last week", reason="r")
    with pytest.raises(NotFound, match="no decision 77"):
        kb.at(77)
    with pytest.raises(BadDecision, match="needs a reason"):
        kb.restore(0, reason=" ")
    with pytest.raises(BadDecision, match="there is nothing to undo"):
        kb.restore(6, reason="r")


def test_what_somebody_else_decided_takes_a_reason_and_an_admin(
    kb: KnowledgeBase, ben: KnowledgeBase, filled_place: str
) -> None:
    """One's own does not."""
    kb.accept(theme(kb, "NectarLog"))
    reviewer = KnowledgeBase(filled_place, user="ben", role=Role.REVIEWER)

    with pytest.raises(NotAllowed, match="take back what others decided"):
        reviewer.undo(1, reason="no")
    with pytest.raises(BadDecision, match="Decision 1 is ann's: to take it back needs a reason"):
        ben.undo(1)
    assert ben.undo(1, reason="a brand, not a tool")["value"] == "1"
    assert ben.undo(2)["value"] == "2"


def test_nobody_decides_in_the_name_of_others_but_an_admin(kb: KnowledgeBase, filled_place: str) -> None:
    """An import signs with the names of the coders."""
    from synthesis.decisions import Address, Decision, Kind

    address = Address.of(kb.synthesis.themes[0])
    said = Decision(Kind.ACCEPT, (address,), who="cem")
    reviewer = KnowledgeBase(filled_place, user="ben", role=Role.REVIEWER)

    with pytest.raises(NotAllowed, match="in the name of others"):
        reviewer.decide(said)
    assert kb.decide_all([said, said])[1]["who"] == "cem"


def test_what_a_decision_did_is_told(kb: KnowledgeBase, ben: KnowledgeBase) -> None:
    """The concepts it made and changed, and whom it contradicts."""
    kb.merge(theme(kb, "Cost of insurance"), theme(kb, "Theft of hives"), reason="risk")
    merged = kb.effects(1)
    kb.accept(theme(kb, "NectarLog"))
    ben.reject(theme(ben, "NectarLog"))
    rejected = ben.effects(3)

    assert any("has taken in themes of" in sentence for sentence in merged["sentences"])
    assert "moved" in merged["concepts"][0]["sorts"]
    assert (merged["conflicts"], merged["clashes"]) == ([], [])
    assert any("'NectarLog' (tool) is gone" in sentence for sentence in rejected["sentences"])
    assert "ben said 'reject' (decision 3)" in rejected["clashes"][0]["why"]
    with pytest.raises(NotFound, match="the log holds 3"):
        kb.effects(4)


def test_a_clash_is_settled_and_the_rest_of_a_decision_stands(kb: KnowledgeBase, ben: KnowledgeBase) -> None:
    """What ann said of the other theme is said again; then nobody contradicts anybody."""
    nectar, theft = theme(kb, "NectarLog"), theme(kb, "Theft of hives")
    kb.reject(nectar, theft, reason="in passing")
    ben.accept(nectar, reason="it is used")
    (clash,) = kb.clashes()

    assert (clash["about"], clash["label"], clash["holds"]) == ("status", "NectarLog", 2)
    assert [(s["value"], s["who"], s["numbers"]) for s in clash["sides"]] == [
        ("reject", ["ann"], [1]),
        ("accept", ["ben"], [2]),
    ]
    kept = ben.settle(2, reason="read again")
    assert [(k["kind"], [t["label"] for t in k["themes"]]) for k in kept] == [
        ("undo", []),
        ("reject", ["Theft of hives"]),
    ]
    assert kb.clashes() == []
    assert {t["label"]: t["status"] for t in kb.themes() if t["id"] in (nectar, theft)} == {
        "NectarLog": "accepted",
        "Theft of hives": "rejected",
    }
    with pytest.raises(BadDecision, match="contradicts no other one"):
        kb.settle(2, reason="r")


def test_a_decision_that_lost_its_theme_is_said_again_of_the_nearest(kb: KnowledgeBase) -> None:
    """The old one is taken back in the same step."""
    from synthesis.decisions import Address, Decision, Kind

    study = next(s["id"] for s in kb.studies() if s["id"].startswith("dogwood"))
    gone = Address(study, "challenge", "Thefts of a hive", "What nobody wrote.")
    kb.decide(Decision(Kind.REJECT, (gone,), who="ann", reason="rare"))
    (lost,) = kb.candidates(1)

    assert lost["candidates"][0]["label"] == "Theft of hives"
    kept = kb.readdress(1, lost["candidates"][0]["id"], reason="the same")
    assert [k["kind"] for k in kept] == ["undo", "reject"]
    assert kept[1]["reason"] == "the same (decision 1 of ann: rare)"
    assert kb._now().conflicts == ()
    assert kb.themes(status="rejected")[0]["label"] == "Theft of hives"
    with pytest.raises(BadDecision, match="finds all that it speaks of"):
        kb.readdress(3, lost["candidates"][0]["id"], reason="r")


def test_two_files_become_one_study_and_part_again_without_losing_a_decision(kb: KnowledgeBase) -> None:
    """What was said of either study is found in the joined one, and again when they part."""
    kb.accept(theme(kb, "NectarLog"))
    kb.reject(theme(kb, "Honey taster"))
    before = kb.synthesis
    kb.identify("dogwood.md", "cedar.md", "one", reason="one report in two files")

    assert len(kb.studies()) == 2
    assert {t["label"]: t["status"] for t in kb.themes() if t["status"] != "proposed"} == {
        "NectarLog": "accepted",
        "Honey taster": "rejected",
    }
    assert kb._now().conflicts == ()
    kb.undo(3)
    assert kb.synthesis == before


def test_contradictory_words_on_files_are_a_conflict(kb: KnowledgeBase) -> None:
    """Two files are one study by way of a third."""
    kb.identify("alder.md", "cedar.md", "one", reason="r")
    kb.identify("cedar.md", "dogwood.md", "one", reason="r")
    kb.identify("alder.md", "dogwood.md", "two", reason="r")

    assert len(kb.studies()) == 1
    assert [(c.decision.sequence, c.why) for c in kb._now().conflicts] == [
        (3, "other decisions make its documents one study; those hold")
    ]


def test_a_corrected_study_is_shown_so_and_extracted_no_more(
    kb: KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its id stays; and a later file does not change what was said of it."""
    extracted: list[str] = []

    def each(_extractors: Any, _extract: Any, studies: list[Any]) -> list[Any]:
        extracted.extend(study.id for study in studies)
        return []

    study = kb.studies()[0]["id"]
    kb.synthesis  # noqa: B018  (asked for, so that it is there)
    with monkeypatch.context() as patch:
        patch.setattr("concord.processes.extractors.Extractors.each", each)
        kb.describe("alder", year=1999, authors="Cy Ash;  Di Oak", doi="https://doi.org/10.5555/x", reason="title page")
        shown = kb.studies()[0]
        assert kb.synthesis.themes
    kb.add_bytes("fir.md", FIR.encode())

    assert extracted == []
    assert (shown["id"], shown["year"], shown["doi"]) == (study, 1999, "10.5555/x")
    assert (kb.studies()[0]["authors"], kb.studies()[0]["year"]) == (["Cy Ash", "Di Oak"], 1999)


def test_what_cannot_be_said_of_studies_is_refused(kb: KnowledgeBase) -> None:
    """In one sentence, and nothing is kept."""
    alder = "alder.md"
    refused: list[tuple[type[Exception], str, Any]] = [
        (NotFound, "'ceder.md'; did you mean cedar.md", lambda: kb.identify("ceder.md", alder, "one", reason="r")),
        (BadDecision, "two different documents", lambda: kb.identify(alder, alder, "one", reason="r")),
        (BadDecision, "not 'three'", lambda: kb.identify("cedar.md", alder, "three", reason="r")),
        (BadDecision, "needs a reason", lambda: kb.identify("cedar.md", alder, "one", reason="")),
        (BadDecision, "a year such as 2021", lambda: kb.describe("alder", year="in May")),
        (BadDecision, "at least one of", lambda: kb.describe("alder")),
        (BadDecision, "not empty", lambda: kb.describe("alder", title=" ")),
        (NotFound, "no study 'elm'", lambda: kb.describe("elm", year=2020)),
        (NotFound, "no theme 'Rain'", lambda: kb.add_theme("cedar", "stage", "X", "City apiaries", parent="Rain")),
    ]
    for error, words, call in refused:
        with pytest.raises(error, match=words):
            call()
    assert kb.log() == []


def test_a_merge_that_is_said_of_a_concept_is_refused_and_not_kept_without_effect(kb: KnowledgeBase) -> None:
    """Made by hand it would be applied to nothing."""
    themes = tuple(Address.of(theme) for theme in kb.synthesis.themes[:2])
    with pytest.raises(BadDecision, match="'merge' speaks of themes"):
        kb.decide(Decision(Kind.MERGE, themes, reason="one thing", who="ann", concept=True))
    assert kb.log() == []


def test_a_log_travels_to_another_knowledge_base(kb: KnowledgeBase, places: Any, papers: list[Any]) -> None:
    """With the documents it gives the same synthesis; the chain, the names and the times are kept."""
    kb.merge(theme(kb, "Cost of insurance"), theme(kb, "Theft of hives"), reason="risk")
    kb.accept(theme(kb, "NectarLog"))
    other = KnowledgeBase(places.empty(), user="zoe")
    other.add(papers)

    assert other.replay_log(kb.export_log()) == {"kept": 2, "decisions": 2, "conflicts": 0}
    assert (other.synthesis, other.log(), other.export_log()) == (kb.synthesis, kb.log(), kb.export_log())
    kb.undo(1)
    assert other.replay_log(kb.export_log())["kept"] == 1
    other.reject(theme(other, "Honey taster"))
    kb.undo(2)
    with pytest.raises(BadInput, match="another knowledge base, or of another time: its decision 4"):
        other.replay_log(kb.export_log())
    assert len(other.log()) == 4


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda lines: [lines[0], lines[2], lines[1], *lines[3:]], "Line 2 of the log holds decision 2"),
        (lambda lines: [lines[0], *lines[2:]], "Line 2 of the log holds decision 2"),
        (lambda lines: lines[:-1], "lines are missing at its end"),
        (lambda lines: [x.replace(b"quick", b"slow") for x in lines], "Decision 1 of the log is not as it was written"),
        (lambda lines: [lines[0], b"{]", *lines[2:]], "Line 2 of the log is no decision"),
        (lambda lines: [lines[0], b'{"kind":"accept","who":"x"}', *lines[2:]], "Line 2 of the log is no decision"),
        (lambda lines: lines[1:], "That is no log of decisions"),
        (lambda lines: [lines[0].replace(b'log":1', b'log":2'), *lines[1:]], "A later Concord wrote that log"),
        (lambda lines: [b"[" * 100_000], "That is no log of decisions"),
        (lambda lines: [b""], "That is no log of decisions"),
    ],
)
def test_a_spoilt_log_is_refused_in_a_sentence(kb: KnowledgeBase, spoil: Any, says: str) -> None:
    """And nothing of it is kept."""
    for label in ("NectarLog", "Honey taster", "Theft of hives"):
        kb.accept(theme(kb, label), reason="quick")
    lines = kb.export_log().splitlines()
    with pytest.raises(BadInput, match=says):
        kb.replay_log(b"\n".join(spoil(lines)))
    assert len(kb.log()) == 3

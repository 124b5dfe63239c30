"""Levels, stale conclusions and evidence profiles of a knowledge base, as people work with them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from concord import BadDecision, KnowledgeBase, NotFound
from tests.concord.conftest import FIR, Run

NOISE = "Noise complaints"  # of two studies; the paper FIR makes it three


def concept(kb: KnowledgeBase, label: str = NOISE) -> dict[str, Any]:
    return next(c for c in kb.concepts() if c["label"] == label)


@pytest.fixture
def fir(tmp_path: Path) -> Path:
    path = tmp_path / "fir.md"
    path.write_text(FIR, encoding="utf-8")
    return path


def test_a_conclusion_is_stale_from_the_study_that_moved_it_until_somebody_looks(
    kb: KnowledgeBase, filled_place: str, fir: Path
) -> None:
    """The whole cycle: conclude, add, be told, look; on a store that another program opens meanwhile."""
    id = concept(kb)["id"]
    kb.assess(id, "low", reason="two lists", adequacy="serious")
    kb.accept(concept(kb, "Heat stress of the colonies")["id"])  # its two studies become two of four in scope
    assert kb.conclusions(stale=True) == []
    kb.add(fir)
    stale, wider = KnowledgeBase(filled_place).conclusions(stale=True)
    waiting, other = [row for row in kb.queue() if row["kind"] == "stale conclusion"]

    assert (stale["number"], stale["kind"], stale["value"]) == (1, "assess", "low")
    assert stale["moved"][0] == "rested on 2 studies, 3 now support it: fir2024bees came"
    assert (wider["moved"], other["number"]) == (["rested on majority, now minority"], 2)
    assert waiting["why"] == "; ".join(stale["moved"])
    assert (waiting["concept"], waiting["source_label"]) == (id, "Low confidence in 'Noise complaints'")
    kb.looked(id, reason="says the same")
    assert [row["number"] for row in kb.conclusions(stale=True)] == [2]
    assert [row["number"] for row in kb.queue() if row["kind"] == "stale conclusion"] == [2]
    kb.undo(3)
    assert [row["number"] for row in kb.conclusions(stale=True)] == [1, 2]
    assert kb.verify_log() is None


def test_a_level_survives_another_codebook_and_a_new_name_of_its_concept(kb: KnowledgeBase, filled_place: str) -> None:
    """It is read again from the log and found by content, on an extraction that another codebook made."""
    kb.assess(concept(kb)["id"], "moderate", reason="two lists")
    kb.rename(concept(kb)["id"], "Complaints of neighbours")
    other = KnowledgeBase(filled_place, user="ben")
    other.adopt_codebook("mlops", reason="of that field")
    (profile,) = other.profile("Complaints of neighbours")

    assert (profile["level"], profile["explanation"], profile["assessed_by"]) == ("moderate", "two lists", "ann")


def test_a_judged_refutation_is_a_conclusion_that_goes_stale_with_its_concept(kb: KnowledgeBase, fir: Path) -> None:
    """What it rested on is that of the concept; a look at the concept is a look at it."""
    themes = {(t["label"], t["study"][:5]): t["id"] for t in kb.themes()}
    kb.relate(themes["Honey taster", "cedar"], themes[NOISE, "alder"], "refutes", reason="opposed")
    (row,) = [r for r in kb.refutations() if r["scope"] == "between"]
    kb.adjudicate(row["id"], "other context", reason="another kind of roof")
    (held,) = [c for c in kb.conclusions() if c["kind"] == "adjudicate"]
    assert (held["refutation"], held["value"], held["stale"]) == (row["id"], "other context", False)
    assert held["rested"]["supporters"] == concept(kb)["studies"]
    kb.add(fir)
    assert [c["refutation"] for c in kb.conclusions(stale=True)] == [row["id"]]
    kb.looked(concept(kb)["id"], reason="the same roof")
    assert kb.conclusions(stale=True) == []


def test_both_sides_of_a_refutation_say_what_they_count_as(kb: KnowledgeBase) -> None:
    """In numbers of independent studies, by the works that they rest on."""
    themes = {(t["label"], t["study"][:5]): t["id"] for t in kb.themes()}
    kb.relate(themes["Honey taster", "cedar"], themes[NOISE, "alder"], "refutes", reason="opposed")
    (row,) = [r for r in kb.refutations() if r["scope"] == "between"]

    assert row["independent"]["refuting"] == [1.0, 1.0]
    assert all(1 <= low <= high <= len(row["asserted_by"]) for low, high in [row["independent"]["asserted"]])


@pytest.mark.parametrize(
    ("call", "complaint"),
    [
        (lambda kb, id: kb.assess(id, "low", reason="  "), "'assess' needs a reason"),
        (lambda kb, id: kb.assess(id, "sure", reason="r"), "no level 'sure'; there are: high, moderate, low, very low"),
        (lambda kb, id: kb.assess(id, "low", reason="r", adequacy="big"), "no concern 'big' about adequacy; there are"),
        (lambda kb, id: kb.looked(id, reason="r"), "Nobody has concluded anything"),
    ],
)
def test_what_lacks_something_is_refused_before_it_is_kept(kb: KnowledgeBase, call: Any, complaint: str) -> None:
    """One sentence that says what to give."""
    with pytest.raises(BadDecision, match=complaint):
        call(kb, concept(kb)["id"])
    assert kb.log() == []


def test_levels_and_concerns_are_understood_as_cerqual_words_them(kb: KnowledgeBase) -> None:
    """Summary tables of reviews say "minor concerns"."""
    id = concept(kb)["id"]
    kb.assess(id, "Very low", reason="r", adequacy="Minor concerns", coherence="no or very minor concerns")

    assert kb.profile(id)[0]["concerns"] == {"adequacy": "minor", "coherence": "no or very minor"}


def test_a_concept_is_named_by_id_or_label_and_a_theme_is_told_its_concept(kb: KnowledgeBase) -> None:
    """A near name is offered."""
    held = concept(kb)
    kb.assess(NOISE.upper(), "very-low", reason="r", methodological="No or very minor")
    (profile,) = kb.profile(held["id"])
    assert (profile["level"], profile["concerns"]) == (
        "very low",
        {"methodological limitations": "no or very minor"},
    )
    with pytest.raises(NotFound, match=f"it stands in {held['id']} \\('{NOISE}'\\)"):
        kb.profile(held["themes"][0])
    with pytest.raises(NotFound, match=f"did you mean '{NOISE}'"):
        kb.profile("Noise complaint by neighbours")
    with pytest.raises(NotFound, match="There is no facet 'weather'"):
        kb.profile(facet="weather")


def test_the_figures_of_a_profile_are_those_of_agreement_and_concepts(kb: KnowledgeBase) -> None:
    """One implementation: no skin reckons by itself."""
    of = {row["id"]: row for row in kb.agreement()}
    profiles = kb.profile()

    assert [p["id"] for p in profiles] == [c["id"] for c in kb.concepts()]
    for profile, row in ((p, of[p["id"]]) for p in profiles):
        support = profile["support"]
        assert (support["studies"], support["eligible"], support["effective"]) == (
            row["studies"],
            row["eligible"],
            row["effective"],
        )
        told = " ".join(statement["text"] for statement in profile["components"]["adequacy"])
        assert f"{row['studies']} of the {row['eligible']} stud" in told


def test_the_profile_is_a_table_of_every_export(kb: KnowledgeBase) -> None:
    """With the level of a person, or that there is none."""
    kb.assess(concept(kb)["id"], "low", reason="two lists", coherence="minor")
    rows = list(csv.DictReader(io.StringIO(kb.export_bytes("csv", "profile").decode("utf-8-sig"))))
    row = next(row for row in rows if row["Finding"] == NOISE)
    whole = json.loads(kb.export_bytes("json"))

    assert row["Confidence"] == "low" and row["Explanation"].startswith("two lists (ann, ")
    assert row["Coherence"].startswith("Minor concerns. 2 mentions in 2 studies")
    assert {r["Confidence"] for r in rows if r["Finding"] != NOISE} == {"not assessed"}
    assert [len(kb.export_bytes(ending, "profile")) > 500 for ending in ("docx", "xlsx", "md")] == [True] * 3
    assert [p["level"] for p in whole["profile"] if p["label"] == NOISE] == ["low"]
    assert [c["kind"] for c in whole["conclusions"]] == ["assess"]


def test_the_command_line_assesses_shows_and_looks(run: Run, kb_path: Path, fir: Path) -> None:
    """From the level to what has moved under it, in words."""
    kept = run("review", "assess", NOISE, "low", "--reason", "two lists", "--kb", kb_path)
    page = run("profile", NOISE, "--kb", kb_path)
    rows = json.loads(run("profile", "--facet", "challenge", "--format", "json", "--kb", kb_path).stdout)
    run("add", fir, "--kb", kb_path)
    stale = run("conclusions", "--stale", "--format", "md", "--kb", kb_path)
    queue = run("review", "queue", "--limit", "1", "--format", "md", "--kb", kb_path)
    looked = run("review", "looked", NOISE, "--reason", "the same", "--kb", kb_path)

    assert kept.stdout.startswith("Decision 1 kept: assess challenge 'Noise complaints' of alder2021keeping")
    assert "Confidence: low, by ann: two lists" in page.stdout and "Adequacy" in page.stdout
    assert [row["level"] for row in rows if row["label"] == NOISE] == ["low"]
    assert "3 now support it: fir2024bees came" in stale.stdout
    assert "Low confidence in 'Noise complaints'" in queue.stdout
    assert looked.returncode == 0
    assert "No conclusion rests on moved evidence." in run("conclusions", "--stale", "--kb", kb_path).stderr


def test_a_level_without_a_reason_is_wrong_usage(run: Run, kb_path: Path) -> None:
    """The command says which option is missing; an empty one is one sentence and status 1."""
    without = run("review", "assess", NOISE, "low", "--kb", kb_path)
    empty = run("review", "assess", NOISE, "low", "--reason", " ", "--kb", kb_path)

    assert (without.returncode, empty.returncode) == (2, 1)
    assert "--reason" in without.stderr
    assert empty.stderr.strip() == "'assess' needs a reason."

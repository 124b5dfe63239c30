"""`concord show THEME` says why, and `concord themes --rejected` says why not, with the command that takes it."""

from __future__ import annotations

import json
import shlex
import subprocess
from collections.abc import Callable
from pathlib import Path

Run = Callable[..., subprocess.CompletedProcess[str]]

PAPER = """# Sowing from the air: a review

Eve Elder

2020

## 1 Introduction

Seeds have been dropped from the air since there were balloons. The wind takes many of them, and what comes down on
rock is lost. Nobody has yet told how much of that could be helped, or by whom.

## 2 Methods

We worked with the following tools:

- GreenSift
- LeafTable

## 3 Results

### 3.1 Barriers

The main barriers are the following:

- Strong winds
- Missing permits
"""


def test_a_rejected_candidate_can_be_taken_with_the_command_that_is_shown(run: Run, tmp_path: Path) -> None:
    """What was listed as rejected becomes a theme, and is listed as rejected no more."""
    (tmp_path / "paper.md").write_text(PAPER, encoding="utf-8")
    kb = ("--kb", tmp_path / "k.db")
    assert run("add", tmp_path / "paper.md", *kb).returncode == 0
    rejected = json.loads(run("themes", "--rejected", *kb, "--format", "json").stdout)
    sift = next(row for row in rejected if row["label"] == "GreenSift")
    assert "“Methods”, which tells how the study was made" in sift["reason"]
    assert sift["accept"] in run("themes", "--rejected", *kb, "--facet", "tool").stdout
    assert "not taken (" in run("show", sift["study"], *kb).stdout

    program, *words = shlex.split(sift["accept"])

    assert program == "concord" and run(*words, *kb).returncode == 0
    themes = json.loads(run("themes", *kb, "--facet", "tool", "--format", "json").stdout)
    assert [(t["label"], t["status"]) for t in themes] == [("GreenSift", "accepted")]
    left = json.loads(run("themes", "--rejected", *kb, "--facet", "tool", "--format", "json").stdout)
    assert [row["label"] for row in left] == ["LeafTable"]


def test_a_theme_is_shown_with_the_reasons_for_and_against(run: Run, tmp_path: Path) -> None:
    """In words: the kind of evidence, the section, the cue, the confidence, and what could be wrong."""
    (tmp_path / "paper.md").write_text(PAPER, encoding="utf-8")
    kb = ("--kb", tmp_path / "k.db")
    run("add", tmp_path / "paper.md", *kb)
    themes = json.loads(run("themes", *kb, "--format", "json").stdout)
    winds = next(t["id"] for t in themes if t["label"] == "Strong winds")

    shown = " ".join(run("show", winds, *kb).stdout.split())

    assert "It is an item of a list in the section “Barriers”" in shown
    assert "introduced by “The main barriers are the following:”" in shown
    assert "Confidence 0." in shown
    assert "what could speak against it One place alone shows it." in shown


def test_relations_are_told_as_sentences(run: Run, tmp_path: Path) -> None:
    """From both sides: a solution "addresses" a challenge, a challenge "is part of" a category."""
    remedies = "\n### 3.2 Solutions\n\nStrong winds can be solved by heavier seeds.\n"
    (tmp_path / "paper.md").write_text(PAPER + remedies, encoding="utf-8")
    kb = ("--kb", tmp_path / "k.db")
    run("add", tmp_path / "paper.md", *kb)
    themes = json.loads(run("themes", *kb, "--format", "json").stdout)
    remedy, relation = next((t["id"], t["relations"][0]) for t in themes if t["relations"])
    assert relation["kind"] == "addresses"

    assert "\n  addresses Strong winds (challenge): " in run("show", remedy, *kb).stdout
    assert " (solution) addresses it: " in run("show", relation["target"], *kb).stdout


def test_what_became_no_theme_has_no_status(run: Run, tmp_path: Path) -> None:
    """--rejected is of the machine, --status of a reviewer: both at once are refused, not half obeyed."""
    done = run("themes", "--rejected", "--status", "rejected", "--kb", tmp_path / "k.db")

    assert (done.returncode, done.stdout) == (2, "")
    assert "leave one out" in " ".join(done.stderr.split())

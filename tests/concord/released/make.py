"""Makes a knowledge base as the program of the schema at hand made it, for the frozen files of this folder.

In: the address of an empty place. Out: that place, filled. Run by hand with the code of then before all else on the
path, once for each released schema and each database; README.md beside this file says how. It calls only what the
program of the first schema had, and of what came later only what the program at hand has.
"""

from __future__ import annotations

import sys
import tempfile
from contextlib import chdir
from datetime import UTC, datetime, timedelta
from pathlib import Path

from concord import KnowledgeBase

CODEBOOK = """name = "roofs"
version = "1"
title = "Bees on roofs"

[facets.challenge]
title = "Challenge"
item = "noun phrase"
cues = ["challenge", "problem"]

[facets.role]
title = "Role"
item = "noun phrase"
cues = ["role"]

[facets.tool]
title = "Tool"
item = "name"
cues = ["tool"]
"""
ALDER = """# Keeping bees on roofs: a systematic review

Ada Alder, Ben Birch

2021

## 1 Introduction

Bees are kept on roofs. The practice is young, and few cities have rules for it.

## 2 Challenges

The main challenges are the following:

- Lack of trained keepers
- Heat stress of the colonies
- Noise complaints

## 3 Roles

The roles found in the studies are:

- Hive keeper: inspects the hives every week.
- Roof manager: grants access to the roof.

## References

[1] Elm, E. (2018). Hives above the street. Journal of Roofs, 3, 1-9.
"""
CEDAR = """# Urban apiaries: a scoping review of practice

Cléo Cedar

2023

## 1 Introduction

City apiaries have spread in the last ten years, and more people ask what they cost.

## 2 Challenges of city apiaries

City apiaries face these challenges:

- Lack of skilled keepers
- Noise complaints
- Cost of insurance

## 3 Roles in city apiaries

Three roles recur:

- Hive keeper
- Honey taster
- Roof manager

## References

[1] Elm, E. (2018). Hives above the street. Journal of Roofs, 3, 1-9.
"""
START = datetime(2026, 3, 1, 9, tzinfo=UTC)


class Clock:
    """Each look at it is a minute after the last one."""

    def __init__(self) -> None:
        self.looks = 0

    def __call__(self) -> datetime:
        self.looks += 1
        return START + timedelta(minutes=self.looks)


def fill(where: str) -> None:
    """Papers, a codebook, every kind of decision, and what else the program at hand can keep."""
    clock = Clock()
    with tempfile.TemporaryDirectory() as folder, chdir(folder):  # the codebook is remembered by the name given
        Path("roofs.toml").write_text(CODEBOOK, encoding="utf-8")
        ann = KnowledgeBase(where, user="ann", codebook="roofs.toml", clock=clock)
    ben = KnowledgeBase(where, user="Béla", clock=clock)
    ann.add_bytes("alder.md", ALDER.encode())
    if hasattr(ann, "snapshot"):
        ann.snapshot("one paper", note="before the second one came")
    assert not ann.add_bytes("cedar.md", CEDAR.encode()).unreadable
    themes = {(t["study"][:5], t["label"].lower()): t["id"] for t in ann.themes()}
    trained, skilled = themes["alder", "lack of trained keepers"], themes["cedar", "lack of skilled keepers"]
    ann.accept(themes["alder", "noise complaints"])
    ben.reject(themes["cedar", "honey taster"])
    ann.merge(trained, skilled, reason="who is trained is skilled")
    ben.relate(trained, skilled, "broadMatch", reason="trained is less than skilled")
    ben.split(themes["alder", "hive keeper"], themes["cedar", "hive keeper"], reason="one of them owns the hives")
    ann.rename(themes["cedar", "cost of insurance"], "Insurance")
    ann.move(themes["alder", "heat stress of the colonies"], facet="role", reason="to see it moved")
    ann.undo(ann.log()[-1]["number"])
    study = next(s["id"] for s in ann.studies() if s["id"].startswith("alder"))
    ann.add_theme(study, "challenge", "Missing rules", "few cities have rules for it")
    if hasattr(ann, "code"):
        ann.code(study, "challenge", "Too few keepers", "Lack of trained keepers")
        ben.code(study, "role", "Keeper", "Hive keeper")
        ben.drop_code(study, "role", "Keeper", "Hive keeper")
        ann.hand_in(study, ["challenge"])
        ben.open_codings(study, reason="the second coder left")
    if hasattr(ann, "assess"):
        concept = next(c["id"] for c in ann.concepts() if c["label"] == "Noise complaints")
        ann.assess(concept, "low", reason="two lists and no numbers")
    if hasattr(ann, "snapshot"):
        ben.snapshot("all")
    for kb in (ann, ben):
        kb.close()


if __name__ == "__main__":
    fill(sys.argv[1])

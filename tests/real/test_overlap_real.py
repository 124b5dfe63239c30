"""Included studies, shared works and dependence on the seeds, against the hand annotation."""

from __future__ import annotations

import json
import re
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from rapidfuzz import fuzz

from corpus.identity import join
from corpus.read import read
from corpus.references import same_work, title_form, works
from corpus.study import Reference, Study, StudyId
from synthesis.dependence import cycles, dependences
from synthesis.overlap import Assumption, CorpusOverlap

pytestmark = pytest.mark.real


@pytest.fixture(scope="module")
def gold(shared: Path) -> dict[str, Any]:
    return dict(json.loads((shared / "gold" / "overlap.json").read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def studies(shared: Path) -> dict[str, Study]:
    """By the name that the annotation gives them."""
    found = join(read(path.name, path.read_bytes()) for path in sorted((shared / "seeds").iterdir()))
    return {f"{study.authors[0].split()[-1].casefold()}{study.year}": study for study in found}


def meant(study: Study, row: dict[str, Any]) -> list[Reference]:
    """The entries of a study that a row of the annotation can mean: by number, by title, or the candidates it names."""
    number = re.fullmatch(r"\[(\d+)\]", row["ref"])
    if number:
        return [r for r in study.references if r.number == number.group(1)]
    if row.get("title"):
        title = title_form(row["title"])
        hits = [r for r in study.references if fuzz.partial_ratio(title, title_form(r.raw)) >= 90]
        return [max(hits, key=lambda r: fuzz.ratio(title, title_form(r.title)))]
    names = [re.split(r"\s(?=\d{4})", name) for name in row["candidates"]]
    return [r for r in study.references if any(r.raw.startswith(who) and str(r.year) == year for who, year in names)]


def test_included_studies_are_told_from_cited_ones(studies: dict[str, Study], gold: dict[str, Any]) -> None:
    """Precision and recall of each study at least 0.95; a row without names counts as found by any it can mean."""
    for name, rows in gold["included_studies"].items():
        included = {r.key for r in studies[name].references if r.included}
        known = [{r.key for r in meant(studies[name], row)} for row in rows]
        found, taken = 0, set[str]()
        for keys in sorted(known, key=len):
            hit = sorted((keys & included) - taken)[:1]
            found += len(hit)
            taken.update(hit)
        assert found >= 0.95 * len(rows), name
        assert len(included - taken) <= 0.05 * len(included), name
        assert all(r.confidence >= 0.7 and r.why for r in studies[name].references if r.included)


def test_works_that_studies_share_are_found(studies: dict[str, Study], gold: dict[str, Any]) -> None:
    """Each of them in one group over all of its studies."""
    groups = {entry: n for n, work in enumerate(works(studies.values())) for entry in work.entries}
    missed = []
    for work in gold["overlapping_works"]:
        listed = [row for row in work["appears_in"] if row["list"] != "in_text_only"]
        entries = []
        for row in listed:
            study = studies[row["study"]]
            entries += [(study.id, r.key) for r in meant(study, {"title": work["title"], **row})]
        assert len(entries) == len(listed)
        if len({groups[entry] for entry in entries}) > 1:
            missed.append(work["id"])

    assert len(gold["overlapping_works"]) == 19
    assert missed == []


def test_works_that_look_alike_stay_apart(studies: dict[str, Study], gold: dict[str, Any]) -> None:
    """Same authors and year, one title the beginning of another, roles of authors swapped."""
    groups = {entry: n for n, work in enumerate(works(studies.values())) for entry in work.entries}

    def group_of(row: dict[str, str]) -> int:
        study = studies[row["study"]]
        named = re.fullmatch(r"(\w+).*\((\d{4})\)", row["ref"])
        hits = (
            [r for r in study.references if r.raw.startswith(named.group(1)) and str(r.year) == named.group(2)]
            if named
            else meant(study, row)
        )
        assert len(hits) == 1, row
        return groups[study.id, hits[0].key]

    assert [row for row in gold["must_not_match"] if group_of(row["a"]) == group_of(row["b"])] == []


def test_dependence_is_found_and_no_other(studies: dict[str, Study], gold: dict[str, Any]) -> None:
    """Who includes whom among the studies of the corpus."""
    name_of = {study.id: name for name, study in studies.items()}
    ties = [tie for tie in dependences(list(studies.values())) if tie.kind in ("includes", "cites")]

    assert sorted((name_of[t.source], t.kind, name_of[t.target]) for t in ties) == sorted(
        (row["from"], row["relation"], row["to"]) for row in gold["dependence"]
    )


def test_ties_have_evidence_and_dates_that_fit(studies: dict[str, Study], gold: dict[str, Any]) -> None:
    """Exactly the inclusions of the annotation, none of them impossible, no circle, each on its entry."""
    name_of = {study.id: name for name, study in studies.items()}
    ties = [tie for tie in dependences(list(studies.values())) if tie.kind == "includes"]
    rows = [row for row in gold["dependence"] if row["relation"] == "includes"]

    assert sorted((name_of[t.source], name_of[t.target]) for t in ties) == sorted((r["from"], r["to"]) for r in rows)
    assert all(tie.dates[0] >= tie.dates[1] and tie.keys and not tie.unused for tie in ties)
    assert cycles(ties) == ()


def test_the_covered_area_of_the_included_studies(studies: dict[str, Study], gold: dict[str, Any]) -> None:
    """N, r, c and the corrected covered area of the annotation, among the assumptions: younger works as absent."""
    told = gold["corrected_covered_area"]
    names = {study.id: name for name, study in studies.items()}
    found = CorpusOverlap(studies.values())
    wanted = Assumption("included", missing=False, doubtful=False)
    (figures,) = [row.overlap for row in found.assumed() if row.assumption == wanted]

    assert {names[StudyId(review)] for review in found.matrix().reviews} == set(told["studies"])
    assert (figures.ones, figures.rows, figures.reviews) == (told["N"], told["r"], told["c"])
    assert figures.corrected is not None and round(figures.corrected, 3) == told["cca"]


def test_no_sure_match_has_two_dois(studies: dict[str, Study]) -> None:
    """Over all pairs of all entries."""
    entries = [r for study in studies.values() for r in study.references if r.doi]

    for one, other in combinations(entries, 2):
        match = same_work(one, other)
        assert one.doi == other.doi or match is None or match.doubtful

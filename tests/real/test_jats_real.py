"""Real JATS files beside the project: what of them is kept, and how they are refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import kept, oracles
from corpus.errors import ConcordError
from corpus.read import read

pytestmark = pytest.mark.real


def real(shared: Path) -> list[Path]:
    oracle = shared / "real" / "oracles" / "inputs"
    return [*sorted((shared / "real" / "jats").iterdir()), *sorted(oracle.glob("*.nxml"))]


def test_nothing_of_real_jats_is_lost(shared: Path) -> None:
    """999 of 1000 characters in every category, every entry, every link; paragraphs as they stand."""
    total = kept.Kept()
    for path in real(shared):
        data = path.read_bytes()
        try:
            total.add(kept.measure(read(path.name, data), data))
        except ConcordError as trouble:
            assert str(trouble).endswith(".")

    assert {name: share for name in total.there if (share := total.share(name)) < 0.999} == {}
    assert total.counts["references"] >= total.counts["entries"] > 1500
    assert total.counts["reached"] == total.counts["pointers"] > 2500
    assert total.counts["verbatim"] >= 0.99 * total.counts["paragraphs"]


def test_what_is_refused_is_no_paper(shared: Path) -> None:
    """Catalogues of other files, and records that hold nothing but a title."""
    refused = set()
    for path in real(shared):
        try:
            assert read(path.name, path.read_bytes()).format == "jats"
        except ConcordError:
            refused.add(path.name.split(".")[0])

    assert {name.split("__")[0] for name in refused} == {"pub2tei-src", "epijats"}
    assert all("catalog" in name or name in ("epijats__article__12", "epijats__article__17") for name in refused)


def test_other_projects_expectations_of_jats_are_met(shared: Path) -> None:
    """Every heading and every table that docling's tests ask for."""
    scores = {check[1:4]: check[4] for check in oracles.run(shared / "real" / "oracles") if check[0] == "docling-jats"}

    assert scores and {check: score for check, score in scores.items() if score is not None and score < 1} == {}

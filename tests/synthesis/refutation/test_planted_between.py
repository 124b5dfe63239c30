"""Two papers on bees with planted disagreements and decoys, through the front door."""

from __future__ import annotations

from pathlib import Path

from concord import KnowledgeBase
from tests.synthesis.refutation.written import ABSTRACT

NORTH = (
    "Winter feeding is indispensable. Hive insulation reduces winter losses. PolliNet is a subset of BeeOps. "
    "However, swarm control is easy. Combs may be reliable. Roof paint is cheap [2].",
    "Pell [2] surveyed 40 keepers on tall roofs. All reviews [1, 2] name wind exposure as a cause of losses.",
)
CITIES = (
    "Winter feeding is superfluous. Hive insulation had no effect on winter losses. PolliNet is a superset of BeeOps. "
    "In contrast, swarm control is often discussed. Combs are unreliable. "
    "According to Moss (2011), roof paint is costly.",
    "Pell [2] asked 48 keepers about wind. Wind exposure was not found to cause losses.",
)
REFERENCES = (
    "[1] Ada Quill. Rooftop bees in cities of glass. Journal of Roofs, 2019.",
    "[2] Bo Pell. Hives and the wind on tall roofs: a field study. Journal of Roofs, 2011.",
)


def written(path: Path, title: str, author: str, year: int, told: tuple[str, ...]) -> Path:
    lines = [f"# {title}", author, f"Published in the Journal of Roofs, {year}.", "## Abstract", ABSTRACT]
    path.write_text("\n\n".join([*lines, "## Results", *told, "## References", *REFERENCES]), encoding="utf-8")
    return path


def test_what_is_planted_between_papers_is_found_in_any_order_and_no_decoy_is(tmp_path: Path) -> None:
    """A misreport, three contradictions and a number told twice; adding the papers in another order changes nothing."""
    north = written(tmp_path / "north.md", "Rooftop bees of the north", "Cy Moor", 2021, NORTH)
    cities = written(tmp_path / "cities.md", "Rooftop bees in cities of glass", "Ada Quill", 2019, CITIES)
    shown = []
    for name, order in (("one.db", (north, cities)), ("other.db", (cities, north))):
        base = KnowledgeBase(tmp_path / name)
        for path in order:
            base.add([path])
            rows = base.refutations()
        shown.append(rows)

    assert shown[0] == shown[1]
    found = sorted((row["kind"], row["label"]) for row in shown[0] if row["scope"] == "between")
    assert found == [
        ("contradiction", "Number of keepers of Pell (2011)"),
        ("contradiction", "PolliNet and BeeOps"),
        ("contradiction", "What Hive insulation does to winter losses"),
        ("contradiction", "Winter feeding: needed or not needed"),
        ("misreport", "wind exposure as a cause of losses"),
    ]

"""Scores against gold: small cases by hand, and the figures of the reference scorer on the seeds."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from concord import BadInput, KnowledgeBase
from concord.evaluate import compare, evaluate, wrong_merges
from concord.gold import EXACT, is_strict, match, normalise, quotes_overlap, similarity, stem


def gold(label: str, **more: Any) -> dict[str, Any]:
    return {"id": label, "facet": "tool", "label": label, **more}


def theme(label: str, quote: str = "", facet: str = "tool") -> dict[str, Any]:
    return {"id": label, "facet": facet, "label": label, "quote": quote, "documents": ["a.md"]}


@pytest.mark.parametrize(
    ("one", "other"), [("The Hives & Bees", "hive and bee"), ("ApiScale™", "apiscaletm"), ("glass", "Glass")]
)
def test_labels_are_folded_before_they_are_compared(one: str, other: str) -> None:
    """Case, signs, articles and plurals are no difference; "glass" is no plural."""
    assert normalise(one) == normalise(other)


def test_a_match_is_exact_relaxed_or_none() -> None:
    """By label or form; by half of the words; by quote and a word; else not at all."""
    quote = "Keepers weigh the hives with a scale that sends its readings home."

    assert similarity(theme("hive scales"), gold("scale", surface=["Hive scale"])) == EXACT
    assert similarity(theme("hive scale"), gold("wooden hive scale")) == pytest.approx(2 / 3)
    assert similarity(theme("one of the scales", quote), gold("hive weighing by scale", quote=quote)) > 0.25
    assert similarity(theme("the roof", quote), gold("hive scale", quote=quote)) == 0.0


def test_each_gold_theme_is_matched_once_and_exactly_first() -> None:
    """A second theme for it is a duplicate, and so a false positive."""
    matches = match([gold("hive scale")], [theme("big hive scale"), theme("hive scale"), theme("hive scales")])

    assert [(m.theme, m.score) for m in matches] == [(1, EXACT)]


def test_a_theme_of_another_facet_is_no_match_unless_the_annotation_allows_it() -> None:
    """also_facets names the facets that are right too."""
    assert match([gold("scale")], [theme("scale", facet="role")]) == []
    assert len(match([gold("scale", also_facets=["role"])], [theme("scale", facet="role")])) == 1


def test_what_is_demanded_strictly() -> None:
    """Findings; no activity, no participant, nothing optional, no background."""
    odd = [{"basis": "background"}, {"kind": "activity"}, {"kind": "participant"}, {"optional": True}]

    assert is_strict(gold("a"))
    assert not any(is_strict(gold("a", **more)) for more in odd)


def test_quotes_overlap_by_half_of_the_shorter_one() -> None:
    """And by 20 characters at least."""
    assert quotes_overlap("x" * 40, "y" + "x" * 20)
    assert not quotes_overlap("x" * 19, "x" * 19)
    assert not quotes_overlap("", "")


def test_clusters_are_compared_by_pairs_and_by_elements() -> None:
    """By hand: gold {a b c} {d}, made {a b} {c d}. One of two pairs right, one of three found; B-cubed 3/4 and 2/3."""
    scores = compare([["a", "b", "c"], ["d"]], [["a", "b"], ["c", "d"]], frozenset())

    assert (scores["pair_precision"], scores["pair_recall"]) == (1 / 2, 1 / 3)
    assert (scores["b3_precision"], scores["b3_recall"]) == (3 / 4, pytest.approx(2 / 3))
    spared = compare([["a", "b", "c"], ["d"]], [["a", "b"], ["c", "d"]], frozenset([frozenset("cd")]))
    assert spared["pair_precision"] == 1.0


@pytest.mark.parametrize("pair", [["a", "b"], {"pair": ["a", "b"]}, {"a": "a", "b": "b"}])
def test_wrong_merges_are_counted(pair: Any) -> None:
    """In whichever form the annotation writes a pair."""
    assert wrong_merges({"must_not_merge": [pair]}, [["a", "b"]]) == [("a", "b")]
    assert wrong_merges({"must_not_merge": [pair]}, [["a"], ["b"]]) == []


def test_a_file_name_is_compared_without_its_endings() -> None:
    """As annotations name files with and without."""
    assert stem("x/varga2021.tei.xml") == stem("varga2021") == stem("varga2021.txt.gz") == "varga2021"


def test_a_folder_without_annotation_is_said(tmp_path: Path) -> None:
    """As is one that is not there, and one that is damaged."""
    with pytest.raises(BadInput, match="no gold folder"):
        evaluate(tmp_path / "no", [], [])
    with pytest.raises(BadInput, match="holds no gold annotation"):
        evaluate(tmp_path, [], [])
    (tmp_path / "bad.json").write_text("{")
    with pytest.raises(BadInput, match=r"bad\.json: cannot be read"):
        evaluate(tmp_path, [], [])


def test_only_findings_are_demanded_unless_all_are(tmp_path: Path) -> None:
    """A background theme that was found is neither right nor wrong; one that was missed is not missed."""
    rows = [gold("scale"), gold("smoker", basis="background"), gold("veil", basis="background")]
    (tmp_path / "a.json").write_text(json.dumps({"study": {"files": ["a.md"]}, "themes": rows}))
    found = [theme("scale"), theme("smoker"), theme("ladder")]

    strict = evaluate(tmp_path, found, [], facets=["tool"])["themes"]
    whole = evaluate(tmp_path, found, [], facets=["tool"], strict=False)["themes"]
    assert (strict["precision"], strict["recall"]) == (1 / 2, 1.0)
    assert (whole["precision"], whole["recall"]) == (2 / 3, 2 / 3)


def test_the_sample_corpus_is_scored_against_its_key(root: Path, tmp_path: Path) -> None:
    """Every study of the key has its rows, and the summary follows from the rows."""
    kb = KnowledgeBase(tmp_path / "sample.db")
    kb.add(root / "data" / "sample_corpus" / "documents")
    scores = kb.evaluate(root / "data" / "sample_corpus" / "key")
    rows = [row for row in scores["rows"] if row["study"] != "all"]
    whole = [row for row in scores["rows"] if row["study"] == "all"]

    assert len({row["study"] for row in rows}) == len(kb.studies())
    for row in whole:
        for name in ("gold", "predicted", "hit", "exact"):
            assert row[name] == sum(r[name] for r in rows if r["facet"] == row["facet"])
    assert scores["themes"]["recall"] == sum(r["hit"] for r in whole) / sum(r["gold"] for r in whole)
    assert scores["themes"]["f1"] > 0.6 and scores["aligner"]["pair_f1"] > 0.6


@pytest.fixture(scope="module")
def added_cold(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, float]:
    """The knowledge base that one command makes of the five real seeds, and the seconds that it took."""
    path = tmp_path_factory.mktemp("seeds") / "seeds.db"
    command = [sys.executable, "-m", "concord", "add", str(shared / "seeds"), "--kb", str(path)]
    began = time.monotonic()
    subprocess.run(command, capture_output=True, check=True)
    return path, time.monotonic() - began


@pytest.fixture(scope="module")
def seeds(added_cold: tuple[Path, float]) -> KnowledgeBase:
    """A knowledge base of the five real seeds."""
    return KnowledgeBase(added_cold[0])


@pytest.mark.real
def test_the_figures_are_those_of_the_reference_scorer(seeds: KnowledgeBase, shared: Path, tmp_path: Path) -> None:
    """Themes, concepts and the aligner alone, to the three digits that it prints."""
    themes, concepts = tmp_path / "t.json", tmp_path / "c.json"
    themes.write_text(json.dumps(seeds.themes()))
    concepts.write_text(json.dumps(seeds.concepts()))

    def said(*arguments: object) -> list[float]:
        command = [sys.executable, str(shared / "tools" / "score.py"), *map(str, arguments)]
        out = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        line = next(x for x in reversed(out.splitlines()) if re.match(r"(themes|concepts|clusters): (micro|items)", x))
        return [float(number) for number in re.findall(r"\d+\.\d+", line)]

    scores = seeds.evaluate(shared / "gold")
    mine = {
        part: [v for v in scores[part].values() if isinstance(v, float)] for part in ("themes", "concepts", "aligner")
    }
    folder = ("--gold", shared / "gold")
    gold_themes = tmp_path / "g.json"
    command = [sys.executable, str(shared / "tools" / "score.py"), "input", *map(str, folder), "--surface"]
    gold_themes.write_text(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    (tmp_path / "a.json").write_text(json.dumps(seeds.align(json.loads(gold_themes.read_text()))))
    alignment = ("--alignment", shared / "gold" / "alignment.json")

    assert mine["themes"] == pytest.approx(said("themes", *folder, "--themes", themes), abs=6e-4)
    ends = said("concepts", *folder, "--themes", themes, "--concepts", concepts)
    assert mine["concepts"] == pytest.approx(ends, abs=6e-4)
    assert mine["aligner"] == pytest.approx(said("clusters", *alignment, "--concepts", tmp_path / "a.json"), abs=6e-4)


@pytest.mark.real
def test_the_seeds_are_four_studies_read_whole(seeds: KnowledgeBase) -> None:
    """One of them from two files; nearly all letters of each file are kept."""
    studies = seeds.studies()

    assert sorted(len(study["documents"]) for study in studies) == [1, 1, 1, 2]
    assert min(study["coverage"] for study in studies) >= 0.98
    assert seeds.unreadable == []


@pytest.mark.real
@pytest.mark.alone
def test_adding_the_seeds_cold_is_quick_and_small(added_cold: tuple[Path, float]) -> None:
    """Five files under 20 s from a cold start on two cores, and under 1.5 GB."""
    import resource

    assert added_cold[1] < 20
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < 1_500_000  # kilobytes on Linux

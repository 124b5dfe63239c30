"""Scores of extraction and alignment against a gold annotation.

In: extracted themes and concepts as records, a gold folder. Out: one record with rows by study and facet and the
summary figures. Called by KnowledgeBase.evaluate. Figures: precision, recall and F1 of themes; pairwise precision,
recall and F1 and B-cubed (Bagga and Baldwin 1998) of concepts; pairs that must not be one concept and are.
"""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from concord.aligning import aligned
from concord.gold import EXACT, GoldStudy, Match, Record, is_strict, load_json, load_studies, match
from concord.gold_marks import marks
from corpus.errors import BadInput

CORE = ("stage", "role", "tool", "challenge", "maturity_level")
Pair = frozenset[str]


def evaluate(
    folder: Path,
    themes: Sequence[Record],
    concepts: Sequence[Record],
    *,
    facets: Sequence[str] | None = None,
    strict: bool = True,
) -> Record:
    """All scores.

    Args:
        folder: with themes/*.json (or *.json) and, for the scores of concepts, alignment.json.
        facets: those to score; None for the five core ones.
        strict: only findings are demanded; what else the annotation holds is neither demanded nor punished.

    Returns:
        {"rows": by study and facet, then "all"; "themes": micro precision, recall, f1, macro_f1, exact_recall;
        "concepts": end to end, over gold themes that were found; "aligner": on the gold themes themselves, as written;
        "marks": parents, basis, polarity, attribution and pairs of matched themes, as concord.gold_marks says.
        Concepts and aligner only where there is an alignment.json.
    """
    if not folder.is_dir():
        raise BadInput(f"There is no gold folder {folder}; give the folder that holds themes/ and alignment.json.")
    wanted = tuple(facets or CORE)
    studies = load_studies(folder)
    found = [(study, mine := study.mine(themes), match(study.themes, mine)) for study in studies]
    scored = [row for study, mine, matches in found for row in _rows(study, mine, matches, wanted, strict)]
    totals = {facet: sum((counts for _, f, counts in scored if f == facet), Counter()) for facet in wanted}
    shown = [row for row in scored if row[2]["gold"] or row[2]["predicted"]]
    report: Record = {
        "rows": [_score(*row) for row in (*shown, *(("all", facet, totals[facet]) for facet in wanted))],
        "themes": _summary(totals),
    }
    report["marks"] = marks(found)
    if (folder / "alignment.json").is_file():
        alignment = load_json(folder / "alignment.json")
        to_gold = {mine[m.theme]["id"]: study.themes[m.gold]["id"] for study, mine, ms in found for m in ms}
        projected = [[to_gold[id] for id in concept["themes"] if id in to_gold] for concept in concepts]
        report["concepts"] = _clusters(alignment, [c for c in projected if c], wanted)
        made = aligned(gold_themes(studies, wanted))
        report["aligner"] = _clusters(alignment, [concept["themes"] for concept in made], wanted)
    return report


def gold_themes(studies: Iterable[GoldStudy], facets: Sequence[str]) -> list[Record]:
    """The gold themes in the form that the aligner takes, each labelled as its study writes it."""
    return [
        {key: theme[key] for key in ("id", "facet", "definition", "quote", "parent") if theme.get(key)}
        | {"study": study.key, "label": (theme.get("surface") or [theme["label"]])[0]}
        for study in studies
        for theme in study.themes
        if theme["facet"] in facets and not theme.get("optional")
    ]


def _rows(
    study: GoldStudy, mine: Sequence[Record], matches: Sequence[Match], facets: Sequence[str], strict: bool
) -> list[tuple[str, str, Counter[str]]]:
    gold_of = {m.theme: m.gold for m in matches}
    score_of = {m.gold: m.score for m in matches}
    rows = []
    for facet in (f for f in facets if study.facets is None or f in study.facets):
        demanded = [i for i, g in enumerate(study.themes) if g["facet"] == facet and (is_strict(g) if strict else True)]
        given = [i for i, theme in enumerate(mine) if theme["facet"] == facet]
        spared = [i for i in given if strict and i in gold_of and not is_strict(study.themes[gold_of[i]])]
        hits = [i for i in demanded if i in score_of]
        counts = Counter(
            gold=len(demanded),
            predicted=len(given) - len(spared),
            hit=len(hits),
            right=sum(i in gold_of and i not in spared for i in given),
            exact=sum(score_of[i] == EXACT for i in hits),
        )
        rows.append((study.key, facet, counts))
    return rows


def _score(study: str, facet: str, counts: Counter[str]) -> Record:
    precision, recall, f1 = prf(counts)
    names = ("gold", "predicted", "hit", "exact")
    return {
        "study": study,
        "facet": facet,
        **{name: counts[name] for name in names},
        "precision": precision,
        "recall": recall,
        "f1": f1,
    }


def prf(counts: Counter[str]) -> tuple[float, float, float]:
    """Precision, recall and F1; 0 where a denominator is 0."""
    precision = counts["right"] / counts["predicted"] if counts["predicted"] else 0.0
    recall = counts["hit"] / counts["gold"] if counts["gold"] else 0.0
    return precision, recall, _harmonic(precision, recall)


def _harmonic(one: float, other: float) -> float:
    return 2 * one * other / (one + other) if one + other else 0.0


def _summary(totals: dict[str, Counter[str]]) -> Record:
    whole = sum(totals.values(), Counter[str]())
    precision, recall, f1 = prf(whole)
    by_facet = [prf(counts)[2] for counts in totals.values() if counts["gold"]]
    return {
        "precision": precision,
        "recall": recall,
        "f1": f1,
        "macro_f1": sum(by_facet) / max(len(by_facet), 1),
        "exact_recall": whole["exact"] / max(whole["gold"], 1),
    }


def _clusters(alignment: Record, predicted: Sequence[Sequence[str]], facets: Sequence[str]) -> Record:
    gold = [members for facet, members in gold_clusters(alignment) if facet in facets]
    return {**compare(gold, predicted, near_pairs(alignment)), "wrong_merges": len(wrong_merges(alignment, predicted))}


def compare(gold: Sequence[Sequence[str]], predicted: Sequence[Sequence[str]], near: frozenset[Pair]) -> Record:
    """Pairwise and B-cubed scores over the themes that both clusterings hold; near pairs are not punished."""
    gold_of = {id: n for n, cluster in enumerate(gold) for id in cluster}
    mine_of = {id: n for n, cluster in enumerate(predicted) for id in cluster}
    items = sorted(gold_of.keys() & mine_of.keys())
    pairs = list(itertools.combinations(items, 2))
    true = {pair for pair in pairs if gold_of[pair[0]] == gold_of[pair[1]]}
    made = {pair for pair in pairs if mine_of[pair[0]] == mine_of[pair[1]] and frozenset(pair) not in near}
    both = len(true & made)
    precision, recall, f1 = prf(Counter(right=both, predicted=len(made), hit=both, gold=len(true)))
    b_precision, b_recall = _b_cubed(items, gold_of, mine_of)
    return {
        "items": len(items),
        "gold_items": len(gold_of),
        "pair_precision": precision,
        "pair_recall": recall,
        "pair_f1": f1,
        "b3_precision": b_precision,
        "b3_recall": b_recall,
        "b3_f1": _harmonic(b_precision, b_recall),
    }


def _b_cubed(items: Sequence[str], gold_of: dict[str, int], mine_of: dict[str, int]) -> tuple[float, float]:
    by_gold, by_mine = defaultdict(set), defaultdict(set)
    for item in items:
        by_gold[gold_of[item]].add(item)
        by_mine[mine_of[item]].add(item)
    precision = recall = 0.0
    for item in items:
        both = len(by_gold[gold_of[item]] & by_mine[mine_of[item]])
        precision += both / len(by_mine[mine_of[item]])
        recall += both / len(by_gold[gold_of[item]])
    return precision / max(len(items), 1), recall / max(len(items), 1)


def gold_clusters(alignment: Record) -> list[tuple[str, list[str]]]:
    """(facet, ids) of each gold concept, from {"clusters": [...]} or {"facets": {facet: [...]}}."""
    groups: list[Record] = alignment.get("clusters") or [
        {**cluster, "facet": facet} for facet, clusters in alignment.get("facets", {}).items() for cluster in clusters
    ]
    return [(c.get("facet", ""), [_name(m) for m in c.get("themes") or c.get("members") or []]) for c in groups]


def wrong_merges(alignment: Record, predicted: Sequence[Sequence[str]]) -> list[tuple[str, str]]:
    """The pairs that the annotation keeps apart and that are in one concept."""
    home = {id: n for n, cluster in enumerate(predicted) for id in cluster}
    found = []
    for pair in alignment.get("must_not_merge") or alignment.get("hard_negatives") or []:
        one, other = map(_name, _ends(pair))
        if one in home and home[one] == home.get(other):
            found.append((one, other))
    return found


def _ends(pair: Any) -> Sequence[Any]:
    """The two themes of a pair, written as a list or as an object with pair, themes, or a and b."""
    if not isinstance(pair, dict):
        return list(pair)
    return list(pair.get("pair") or pair.get("themes") or (pair.get("a"), pair.get("b")))


def near_pairs(alignment: Record) -> frozenset[Pair]:
    """The pairs that may be one concept or two: they count neither for nor against."""
    clusters = [c for cs in alignment.get("facets", {}).values() for c in cs]
    return frozenset(frozenset((m, n)) for c in clusters for m in c.get("members", []) for n in c.get("near", []))


def _name(member: Any) -> str:
    """A theme's id, from a text, a list of its parts, or an object of them."""
    if isinstance(member, str):
        return member
    return "::".join(map(str, member.values() if isinstance(member, dict) else member))

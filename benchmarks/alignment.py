"""What the aligner alone gets right: gold themes in, concepts out.

    python benchmarks/alignment.py          the figures, beside two baselines, and on labels of other fields
    python benchmarks/alignment.py --fit    fits the weights of synthesis/similarity/score.py, leaving studies out

Reads ../shared (gold themes, score.py, labelled groups of labels) and the embedding table in data/models.
"""

from __future__ import annotations

import argparse
import csv
import importlib.util
import json
import subprocess
import sys
from collections import Counter, defaultdict
from itertools import combinations
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extract.theme import fold_label
from synthesis.align import align
from synthesis.similarity.reading import read_terms
from synthesis.similarity.score import BIAS, WEIGHTS, Judgement, Scorer
from synthesis.similarity.term import Embedding, Term, terms_of_records

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
Floats = NDArray[np.float64]
HARD = 6  # how often the pairs that word overlap misleads on are counted in the fit


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fit", action="store_true", help="fit the weights and leave each study out in turn")
    arguments = parser.parse_args()
    embedding = static_embedding()
    scoring = load_scoring()
    gold = {"canonical labels": gold_terms(), "labels as written": gold_terms("--surface")}
    concept = gold_concepts()
    if arguments.fit:
        fit_and_leave_out(gold, concept, embedding)
        return 0
    for name, terms in gold.items():
        print(f"\n{name}: {len(terms)} gold themes of the core facets")
        show(scoring, "each theme alone", [[term.id] for term in terms])
        show(scoring, "equal labels merged", equal_labels(terms))
        show(scoring, "Concord", [list(ids) for ids in align(terms, embedding=embedding).concepts], facets=True)
    for name in ("alignment_groups", "alignment_groups_other_domains"):
        terms, group = grouped_terms(name)
        truth, cosine, score = pair_scores(terms, group, embedding)
        found = align(terms, embedding=embedding).concepts
        print(
            f"\n{name}.csv: average precision of pairs: cosine {ap(truth, cosine):.3f}, Concord {ap(truth, score):.3f}"
        )
        p, r, f = pair_figures(group, [list(ids) for ids in found])
        print(f"  concepts: pair P {p:.3f} R {r:.3f} F1 {f:.3f}")
    return 0


def show(scoring: ModuleType, name: str, concepts: list[list[str]], *, facets: bool = False) -> None:
    """One line: pairwise and B-cubed figures, and pairs that must not be merged; then one line a facet."""
    alignment = json.loads((SHARED / "gold" / "alignment.json").read_text(encoding="utf-8"))
    clusters = scoring.gold_clusters(alignment)
    core = [members for facet, members in clusters if facet in scoring.CORE]
    figures = scoring.compare(core, concepts, scoring.near_pairs(alignment))
    wrong = scoring.violations(alignment, concepts)
    keys = ("pair P", "pair R", "pair F1", "B3 F1")
    print(f"  {name:<22}" + "  ".join(f"{key} {figures[key]:.3f}" for key in keys) + f"  wrong merges {len(wrong)}")
    for facet in scoring.CORE if facets else ():
        figures = scoring.compare([members for own, members in clusters if own == facet], concepts)
        print(f"    {facet:<20}" + "  ".join(f"{key} {figures[key]:.3f}" for key in keys))


def equal_labels(terms: tuple[Term, ...]) -> list[list[str]]:
    """The baseline: themes of one facet whose folded labels are equal are one concept."""
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for term in terms:
        groups[term.facet, fold_label(term.label)].append(term.id)
    return list(groups.values())


def gold_terms(*options: str) -> tuple[Term, ...]:
    """The gold themes as `score.py input` gives them."""
    command = [sys.executable, str(SHARED / "tools" / "score.py"), "input", "--gold", str(SHARED / "gold"), *options]
    return terms_of_records(json.loads(subprocess.run(command, capture_output=True, check=True).stdout))


def gold_concepts() -> dict[str, str]:
    """Gold theme to gold concept."""
    facets = json.loads((SHARED / "gold" / "alignment.json").read_text(encoding="utf-8"))["facets"]
    return {
        member: concept["id"] for concepts in facets.values() for concept in concepts for member in concept["members"]
    }


def grouped_terms(name: str) -> tuple[tuple[Term, ...], dict[str, str]]:
    """Labels of a table of groups; the n-th label of each group is given to the n-th invented study."""
    seen: Counter[str] = Counter()
    terms, group = [], {}
    with (SHARED / "models" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file)):
            key = f"{row['facet']} {row['concept']}"
            terms.append(Term(f"g{number}", f"study {seen[key]}", row["facet"], row["label"]))
            group[f"g{number}"] = key
            seen[key] += 1
    return tuple(terms), group


def judgements(terms: tuple[Term, ...], embedding: Embedding, *, across: bool) -> list[Judgement]:
    """All pairs of each facet; across: only pairs of different studies."""
    readings = read_terms(terms)
    facets: dict[str, list[Term]] = defaultdict(list)
    for term in sorted(terms, key=lambda term: (term.facet, term.id)):
        facets[term.facet].append(term)
    found: list[Judgement] = []
    for own in facets.values():
        pairs = [(i, j) for i, j in combinations(range(len(own)), 2) if not across or own[i].study != own[j].study]
        found += Scorer([readings[term.id] for term in own], embedding).judge(pairs)
    return found


def pair_scores(terms: tuple[Term, ...], group: dict[str, str], embedding: Embedding) -> tuple[Floats, Floats, Floats]:
    """(same group, cosine of the labels, score) of all pairs of a facet."""
    judged = judgements(terms, embedding, across=False)
    label = {term.id: term.label for term in terms}
    order = sorted(label)
    rows = dict(zip(order, embedding([label[id] for id in order]), strict=True))
    truth = np.array([group[j.one] == group[j.other] for j in judged], dtype=np.float64)
    cosine = np.array([float(rows[j.one] @ rows[j.other]) for j in judged])
    return truth, cosine, np.array([j.score for j in judged])


def pair_figures(group: dict[str, str], concepts: list[list[str]]) -> tuple[float, float, float]:
    """Pairwise precision, recall and F1."""
    home = {id: number for number, ids in enumerate(concepts) for id in ids}
    pairs = list(combinations(sorted(group), 2))
    gold = {pair for pair in pairs if group[pair[0]] == group[pair[1]]}
    made = {pair for pair in pairs if home[pair[0]] == home[pair[1]]}
    p, r = len(gold & made) / max(len(made), 1), len(gold & made) / max(len(gold), 1)
    return p, r, 2 * p * r / (p + r) if p + r else 0.0


def fit_and_leave_out(gold: dict[str, tuple[Term, ...]], concept: dict[str, str], embedding: Embedding) -> None:
    """Prints fitted weights, and average precision on each study's pairs with weights fitted without it."""
    names = list(WEIGHTS)
    print("weights in use:", {"bias": BIAS} | WEIGHTS)
    sets = {name: features(judgements(terms, embedding, across=True), concept, names) for name, terms in gold.items()}
    study = {term.id: term.study for terms in gold.values() for term in terms}
    groups, group = grouped_terms("alignment_groups")
    extra = [
        features(judgements(groups, embedding, across=False), group, names),
        *[hard_pairs(embedding, names)] * HARD,
    ]
    other, other_group = grouped_terms("alignment_groups_other_domains")
    unseen = features(judgements(other, embedding, across=False), other_group, names)

    def train(without: str) -> Floats:
        kept = [pick(data, [without not in (study[a], study[b]) for a, b in data[2]]) for data in sets.values()]
        parts = kept + [(data[0], data[1]) for data in extra]
        return fit(np.vstack([x for x, _ in parts]), np.concatenate([y for _, y in parts]))

    for left_out in sorted(set(study.values())):
        weights = train(left_out)
        parts = []
        for name, data in sets.items():
            x, y = pick(data, [left_out in (study[a], study[b]) for a, b in data[2]])
            parts.append(f"{name} {ap(y, predict(weights, x)):.3f}")
        print(f"without {left_out}: average precision on its pairs: {', '.join(parts)}")
    weights = train("")
    print(
        "fitted on all:",
        {"bias": round(float(weights[0]), 2)} | dict(zip(names, np.round(weights[1:], 2).tolist(), strict=True)),
    )
    print(f"other fields, never fitted on: average precision {ap(unseen[1], predict(weights, unseen[0])):.3f}")


def hard_pairs(embedding: Embedding, names: list[str]) -> tuple[Floats, Floats, list[tuple[str, str]]]:
    """The pairs of labels that are marked hard, each judged among all labels of its facet."""
    with (SHARED / "models" / "alignment_pairs.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    labels = {(row["facet"], row[side]) for row in rows for side in ("label_a", "label_b")}
    readings = read_terms(Term(f"{facet}|{label}", "", facet, label) for facet, label in labels)
    judged: list[Judgement] = []
    same: list[float] = []
    for facet in sorted({row["facet"] for row in rows}):
        own = sorted(id for id, reading in readings.items() if reading.term.facet == facet)
        hard = [row for row in rows if row["facet"] == facet and row["set"] == "hard"]
        pairs = [(own.index(f"{facet}|{row['label_a']}"), own.index(f"{facet}|{row['label_b']}")) for row in hard]
        judged += Scorer([readings[id] for id in own], embedding).judge(pairs)
        same += [float(row["same"]) for row in hard]
    x = np.array([[judgement.features[name] for name in names] for judgement in judged])
    return x, np.array(same), [(judgement.one, judgement.other) for judgement in judged]


def features(
    judged: list[Judgement], group: dict[str, str], names: list[str]
) -> tuple[Floats, Floats, list[tuple[str, str]]]:
    """(features, same group, ids) of judgements."""
    x = np.array([[j.features[name] for name in names] for j in judged])
    y = np.array([group[j.one] == group[j.other] for j in judged], dtype=np.float64)
    return x, y, [(j.one, j.other) for j in judged]


def pick(data: tuple[Floats, Floats, Any], chosen: list[bool]) -> tuple[Floats, Floats]:
    return data[0][np.array(chosen)], data[1][np.array(chosen)]


def fit(x: Floats, y: Floats, ridge: float = 1.0) -> Floats:
    """Logistic regression by Newton's method; the first weight is the bias, which has no ridge."""
    x = np.column_stack([np.ones(len(x)), x])
    penalty = ridge * np.diag([0.0] + [1.0] * (x.shape[1] - 1))
    weights = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ weights))
        step = np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + penalty, x.T @ (p - y) + penalty @ weights)
        weights -= step
        if np.abs(step).max() < 1e-8:
            break
    return weights


def predict(weights: Floats, x: Floats) -> Floats:
    return np.asarray(x @ weights[1:] + weights[0])


def ap(truth: Floats, score: Floats) -> float:
    """Average precision."""
    hits = truth[np.argsort(-score, kind="stable")]
    return float((np.cumsum(hits) / np.arange(1, len(hits) + 1))[hits == 1].mean())


def static_embedding() -> Embedding:
    from model2vec import StaticModel

    model = StaticModel.from_pretrained(ROOT / "data" / "models" / "static_minilm")
    return lambda texts: np.asarray(model.encode(list(texts)), dtype=np.float32)


def load_scoring() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", SHARED / "tools" / "score.py")
    if spec is None or spec.loader is None:
        raise SystemExit("no ../shared/tools/score.py beside the project")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    sys.exit(main())

"""Records of the knowledge base to the tables that the pages show.

In: the plain records of KnowledgeBase. Out: pandas frames, one row a thing, with an `id` column where a row can be
chosen, in the order in which they are shown. Called by the pages; tested without Streamlit.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

from dashboard.wording import OUT, REFUTES, RELATIONS, STANCE_OF_CELL, between, clipped, named, of

if TYPE_CHECKING:
    from synthesis.changes import Changes, ConceptChange

Record = dict[str, Any]
SHOWN_VERDICTS = ("consensus", "majority", "minority", "contested", "refuted", "single study", "hedged")


def short_names(studies: Iterable[Record]) -> dict[str, str]:
    """Study id to the short name that tables use."""
    return {study["id"]: study["short"] for study in studies}


def studies_frame(studies: Sequence[Record], themes: Iterable[Record]) -> pd.DataFrame:
    """One row a study, by short name. coverage: 0 to 100, the lowest of its files; repairs: mended places."""
    per_study = Counter(theme["study"] for theme in themes if theme["status"] != "rejected")
    rows = [
        {
            "id": study["id"],
            "study": study["short"],
            "title": study["title"],
            "authors": ", ".join(study["authors"]),
            "year": study["year"],
            "files": ", ".join(document["name"] for document in study["documents"]),
            "coverage": 100 * study["coverage"],
            "repairs": study["repairs"],
            "themes": per_study[study["id"]],
            "references": study["references"],
            "primary studies": study["included"],
        }
        for study in studies
    ]
    frame = pd.DataFrame(rows, columns=_STUDY_COLUMNS).sort_values(["study", "id"], ignore_index=True)
    return frame.astype({"year": "Int64"})


def files_frame(studies: Iterable[Record], themes: Iterable[Record], wanted: Collection[str]) -> pd.DataFrame:
    """One row a file of those names, with the study that it belongs to and how it was read."""
    per_study = Counter(theme["study"] for theme in themes)
    rows = [
        {
            "file": document["name"],
            "study": study["short"],
            "title": study["title"],
            "format": document["format"],
            "coverage": 100 * document["coverage"],
            "repairs": document["repairs"],
            "references": document["references"],
            "themes": per_study[study["id"]],
        }
        for study in studies
        for document in study["documents"]
        if document["name"] in wanted
    ]
    columns = ["file", "study", "title", "format", "coverage", "repairs", "references", "themes"]
    return pd.DataFrame(rows, columns=columns).sort_values("file", ignore_index=True)


def facets_frame(themes: Iterable[Record], concepts: Iterable[Record]) -> pd.DataFrame:
    """One row a facet, the richest first: how much is reported, how much of it in common, how much is contested."""
    of_facet = Counter(theme["facet"] for theme in themes if theme["status"] != "rejected")
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    scope: dict[str, set[str]] = defaultdict(set)
    for concept in concepts:
        if concept["status"] == "rejected":
            continue
        facet, verdict = concept["facet"], concept["verdict"]
        scope[facet].update(concept["support"]["eligible_studies"])
        counts[facet].update(["concepts"] + ["shared"] * (len(concept["studies"]) > 1))
        counts[facet].update(["agreed"] * (verdict in ("consensus", "majority")))
        counts[facet].update(["contested"] * (verdict in ("contested", "refuted")))
    rows = [
        {
            "id": facet,
            "facet": named(facet),
            "studies in scope": len(scope[facet]),
            "themes": number,
            "concepts": counts[facet]["concepts"],
            "in 2 studies or more": counts[facet]["shared"],
            "consensus or majority": counts[facet]["agreed"],
            "contested": counts[facet]["contested"],
        }
        for facet, number in sorted(of_facet.items(), key=lambda item: (-item[1], item[0]))
    ]
    return pd.DataFrame(rows, columns=_FACET_COLUMNS)


def themes_frame(themes: Iterable[Record], names: Mapping[str, str]) -> pd.DataFrame:
    """One row a theme, in the order given."""
    rows = [
        {
            "id": theme["id"],
            "theme": theme["label"],
            "facet": named(theme["facet"]),
            "study": names.get(theme["study"], theme["study"]),
            "evidence": theme["evidence"],
            "polarity": theme["polarity"],
            "confidence": theme["confidence"],
            "section": theme["section"],
            "mentions": len(theme["mentions"]),
            "status": theme["status"],
        }
        for theme in themes
    ]
    return pd.DataFrame(rows, columns=_THEME_COLUMNS)


def found_themes(themes: Sequence[Record], hits: Iterable[Record]) -> list[Record]:
    """The themes that a search found, in the order of the hits; a concept that was found brings none along."""
    by_id = {theme["id"]: theme for theme in themes}
    return [by_id[hit["id"]] for hit in hits if hit["kind"] == "theme" and hit["id"] in by_id]


def agreement_rows(agreement: Iterable[Record], concepts: Iterable[Record], *, least: int = 1) -> list[Record]:
    """Concepts that are not rejected, with the stance of each study in `stances`; the most supported first.

    least: supporting or opposing studies that a concept needs to be shown.
    """
    full = {concept["id"]: concept for concept in concepts}
    rows = []
    for row in agreement:
        concept = full.get(row["id"])
        if concept is None or row["status"] == "rejected":
            continue
        stances = _stances(row["cells"], concept)
        if sum(stance in SPEAKING for stance in stances.values()) >= least:
            rows.append({**row, "stances": stances, "weighted_interval": concept["support"]["weighted_interval"]})
    return sorted(rows, key=lambda row: (-row["studies"], -row["weighted"], row["facet"], row["label"], row["id"]))


def cells_frame(rows: Sequence[Record], names: Mapping[str, str]) -> pd.DataFrame:
    """One row a cell of the heat map. row: the concept's label with its support, unique; studies that are not in
    names are left out."""
    labels = row_labels(rows)
    cells = [
        {
            "concept": row["id"],
            "row": labels[row["id"]],
            "study": study,
            "column": names[study],
            "stance": stance,
            "label": row["label"],
        }
        for row in rows
        for study, stance in row["stances"].items()
        if study in names
    ]
    return pd.DataFrame(cells, columns=["concept", "row", "study", "column", "stance", "label"])


def row_labels(rows: Sequence[Record], most: int = 36) -> dict[str, str]:
    """The heading of each row of the heat map: the label, cut to `most` characters, then "3 of 4"; all different."""
    labels = {row["id"]: f"{clipped(row['label'], most)}\u2003{of(row)}" for row in rows}
    twice = {label for label, number in Counter(labels.values()).items() if number > 1}
    several = {row["id"]: f"{labels[row['id']]} ({named(row['facet']).lower()})" for row in rows}
    labels = {id: several[id] if label in twice else label for id, label in labels.items()}
    again = {label for label, number in Counter(labels.values()).items() if number > 1}
    return {id: f"{label} {id}" if label in again else label for id, label in labels.items()}


def agreement_frame(rows: Iterable[Record]) -> pd.DataFrame:
    """The table below the heat map: counts first, then interval, then what the supporters count as."""
    table = [
        {
            "id": row["id"],
            "concept": row["label"],
            "facet": named(row["facet"]),
            "verdict": row["verdict"],
            "support": of(row),
            "95 % interval": between(row["interval"]),
            "independent studies": between(row["effective"], 1),
            "weighted support": row["weighted"],
        }
        for row in rows
    ]
    return pd.DataFrame(table, columns=_AGREEMENT_COLUMNS)


def translations_frame(edges: Iterable[Record], names: Mapping[str, str], themes: Sequence[Record]) -> pd.DataFrame:
    """One row a pair of themes and a relation, the strongest first; of two mirrored edges the first is kept."""
    by_id = {theme["id"]: theme for theme in themes}
    rows = [
        {
            "id": edge_id(edge),
            "theme": by_id[edge["source"]]["label"],
            "study": names.get(by_id[edge["source"]]["study"], by_id[edge["source"]]["study"]),
            "relation": RELATIONS.get(edge["relation"], edge["relation"]),
            "other theme": by_id[edge["target"]]["label"],
            "other study": names.get(by_id[edge["target"]]["study"], by_id[edge["target"]]["study"]),
            "score": edge["score"],
            "reasons": "; ".join(edge["reasons"]),
            "decided by": edge["decided_by"],
        }
        for edge in one_way(edges)
        if edge["source"] in by_id and edge["target"] in by_id
    ]
    return pd.DataFrame(rows, columns=_TRANSLATION_COLUMNS).sort_values(
        ["score", "id"], ascending=[False, True], ignore_index=True
    )


def edge_id(edge: Record) -> str:
    """A name for an edge that fits into a URL."""
    return f"{edge['source']}-{edge['target']}-{edge['relation']}"


def one_way(edges: Iterable[Record]) -> list[Record]:
    """Of each edge and its mirror image one: of broader and narrower the one that points to the broader theme."""
    kept: dict[tuple[str, ...], Record] = {}
    for edge in edges:
        source, target, relation = edge["source"], edge["target"], edge["relation"]
        if relation == "narrowMatch":
            edge = {
                **edge,
                "source": target,
                "target": source,
                "relation": "broadMatch",
                "quotes": edge["quotes"][::-1],
            }
            source, target, relation = target, source, "broadMatch"
        ends = (source, target) if relation in ("broadMatch", "refutes") else tuple(sorted((source, target)))
        kept.setdefault((*ends, relation, edge["decided_by"]), edge)
    return list(kept.values())


def without_frame(support: Record, names: Mapping[str, str]) -> pd.DataFrame:
    """Support of a concept when one study is left out, in percent; the study that matters most first."""
    share = support["share"]
    rows = [
        {"without": names.get(study, study), "support": 100 * left, "change": 100 * (left - share)}
        for study, left in support["without"].items()
    ]
    frame = pd.DataFrame(rows, columns=["without", "support", "change"])
    return frame.sort_values(["change", "without"], key=_by_size, ignore_index=True)


def overlap_frame(overlap: Record, names: Mapping[str, str]) -> pd.DataFrame:
    """One row a pair of reviews, those that share most first. cca: corrected covered area in percent."""
    rows = [
        {
            "review": names.get(pair["one"], pair["one"]),
            "other review": names.get(pair["other"], pair["other"]),
            "primary studies": pair["works_one"],
            "of the other": pair["works_other"],
            "shared": pair["shared"],
            "cca": None if pair["corrected"] is None else 100 * pair["corrected"],
            "overlap coefficient": pair["coefficient"],
        }
        for pair in overlap["pairs"]
    ]
    frame = pd.DataFrame(rows, columns=_OVERLAP_COLUMNS)
    return frame.sort_values(["shared", "review", "other review"], ascending=[False, True, True], ignore_index=True)


def works_frame(overlap: Record, names: Mapping[str, str]) -> pd.DataFrame:
    """The citation matrix: one row a primary study that two reviews or more include, a ✓ under each review."""
    reviews = [review for review in overlap["reviews"]]
    rows = [
        {"primary study": work["work"]}
        | {names.get(review, review): "✓" if review in work["reviews"] else "" for review in reviews}
        for work in overlap["works"]
        if len(work["reviews"]) > 1
    ]
    return pd.DataFrame(rows, columns=["primary study", *(names.get(review, review) for review in reviews)])


def changes_frame(changes: Changes, names: Mapping[str, str]) -> pd.DataFrame:
    """What an addition did to the concepts: changed, new, gone, and last "scope", those that are only counted among
    more or fewer studies than before."""
    changed = [change for change in changes.changed_concepts if not _only_scope(change)]
    groups = (
        ("changed", changed),
        ("new", changes.new_concepts),
        ("gone", changes.gone_concepts),
        ("scope", [change for change in changes.changed_concepts if _only_scope(change)]),
    )
    rows = [_change_row(kind, change, names) for kind, group in groups for change in group]
    return pd.DataFrame(rows, columns=["id", "change", "concept", "facet", "before", "now", "what changed"])


def queue_frame(queue: Iterable[Record], names: Mapping[str, str]) -> pd.DataFrame:
    """Pairs that the aligner was unsure of, the most useful question first."""
    rows = [
        {
            "id": f"{row['source']}-{row['target']}",
            "theme": row["source_label"],
            "study": names.get(row["source_study"], row["source_study"]),
            "other theme": row["target_label"],
            "other study": names.get(row["target_study"], row["target_study"]),
            "facet": named(row["facet"]),
            "score": row["score"],
            "reasons": "; ".join(row["reasons"]),
        }
        for row in queue
        if row["kind"] == "question"
    ]
    columns = ["id", "theme", "study", "other theme", "other study", "facet", "score", "reasons"]
    return pd.DataFrame(rows, columns=columns)


def log_frame(log: Iterable[Record]) -> pd.DataFrame:
    """The decisions, the newest first. id: what undo takes."""
    rows = [
        {
            "id": row["number"],
            "when": row["when"].replace("T", " ")[:16],
            "who": row["who"],
            "decision": row["kind"],
            "about": "; ".join(f"{theme['label']} ({theme['study']})" for theme in row["themes"]) or row["value"],
            "value": row["value"],
            "reason": row["reason"],
            "holds": "yes" if row["in_force"] else "taken back",
        }
        for row in log
    ]
    frame = pd.DataFrame(rows, columns=["id", "when", "who", "decision", "about", "value", "reason", "holds"])
    return frame.sort_values("id", ascending=False, ignore_index=True)


def used_facets(records: Iterable[Record], order: Sequence[str]) -> list[str]:
    """The facets that occur, in the order of the codebook, others after them by name."""
    used = {record["facet"] for record in records}
    return [facet for facet in order if facet in used] + sorted(used.difference(order))


def _stances(cells: Mapping[str, str], concept: Record) -> dict[str, str]:
    opposed: Collection[str] = set(concept["refuted_by"]).difference(concept["denied_by"])
    return {study: REFUTES if study in opposed else STANCE_OF_CELL.get(cell, OUT) for study, cell in cells.items()}


def _only_scope(change: ConceptChange) -> bool:
    before, after = change.before, change.after
    if before is None or after is None or change.joined or change.gained or change.lost:
        return False
    return all(getattr(before, name) == getattr(after, name) for name in ("label", "verdict", "refuted_by", "status"))


def _change_row(kind: str, change: ConceptChange, names: Mapping[str, str]) -> Record:
    concept = change.after or change.before
    if concept is None:
        raise ValueError("a change has a concept before or after")
    said = change.sentence().removeprefix(f"'{concept.label}' ({concept.facet}) ").rstrip(".")
    for study in sorted((*change.gained, *change.lost, *concept.refuted_by), key=len, reverse=True):
        said = said.replace(study, names.get(study, study))
    return {
        "id": concept.id if change.after else "",
        "change": kind,
        "concept": concept.label,
        "facet": named(concept.facet),
        "before": _standing(change.before),
        "now": _standing(change.after),
        "what changed": said,
    }


def _standing(concept: Any) -> str:
    return f"{concept.support.studies} of {concept.support.eligible}, {concept.verdict}" if concept else ""


def _by_size(column: pd.Series[Any]) -> pd.Series[Any]:
    return -column.abs() if column.name == "change" else column


SPEAKING = ("supports", "hedges", "denies", "refutes")
_STUDY_COLUMNS = [
    "id",
    "study",
    "title",
    "authors",
    "year",
    "files",
    "coverage",
    "repairs",
    "themes",
    "references",
    "primary studies",
]
_FACET_COLUMNS = [
    "id",
    "facet",
    "studies in scope",
    "themes",
    "concepts",
    "in 2 studies or more",
    "consensus or majority",
    "contested",
]
_THEME_COLUMNS = [
    "id",
    "theme",
    "facet",
    "study",
    "evidence",
    "polarity",
    "confidence",
    "section",
    "mentions",
    "status",
]
_AGREEMENT_COLUMNS = [
    "id",
    "concept",
    "facet",
    "verdict",
    "support",
    "95 % interval",
    "independent studies",
    "weighted support",
]
_TRANSLATION_COLUMNS = [
    "id",
    "theme",
    "study",
    "relation",
    "other theme",
    "other study",
    "score",
    "reasons",
    "decided by",
]
_OVERLAP_COLUMNS = [
    "review",
    "other review",
    "primary studies",
    "of the other",
    "shared",
    "cca",
    "overlap coefficient",
]

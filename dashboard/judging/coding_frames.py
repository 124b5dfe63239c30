"""Codings as tables.

In: records of the knowledge base. Out: pandas frames. Called by screens/coding.py.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from dashboard.shared.wording import between, named

if TYPE_CHECKING:
    import pandas as pd

Record = dict[str, Any]
FIGURES = {
    "observed": ("Agree", "Share of places on which both say the same"),
    "positive": ("Positive", "Agreement on presence: 2a / (2a + b + c)"),
    "negative": ("Negative", "Agreement on absence"),
    "prevalence": ("Prevalence", "(a - d) / N: near -1 the facet is rare and kappa misleads"),
    "cohen": ("Kappa", "Cohen's kappa"),
    "krippendorff": ("Alpha", "Krippendorff's alpha, nominal"),
    "gwet": ("AC1", "Gwet's AC1"),
}
INTERVALS = ("cohen", "krippendorff", "gwet")  # figures whose interval stands in the table


def columns() -> dict[str, Any]:
    """How the figures of agreement are shown."""
    from dashboard.shared import parts

    shown = {key: parts.number(title, says, "%.2f", 70) for key, (title, says) in FIGURES.items()}
    return shown | {f"{key} 95 %": parts.text(f"{FIGURES[key][0]}, 95 %", 108) for key in INTERVALS}


def codes_frame(codes: Sequence[Record]) -> pd.DataFrame:
    """One row a code, in the order of the study."""
    import pandas as pd

    ordered = sorted(codes, key=lambda code: (code["start"], code["facet"], code["label"]))
    rows = [{"facet": named(c["facet"]), "label": c["label"], "words": " ".join(c["quote"].split())} for c in ordered]
    return pd.DataFrame(rows, columns=["facet", "label", "words"])


def coders_frame(people: Sequence[Record], names: Mapping[str, str]) -> pd.DataFrame:
    """One row a coder and study. How many codes others have is told only when they may be seen."""
    import pandas as pd

    rows = [
        {
            "study": names.get(row["study"], row["study"]),
            "coder": row["who"],
            "state": ("handed in" if row["finished"] else "at work") + ("" if row["blind"] else ", after opening"),
            "codings": "open" if row["open"] else "blind",
            "codes": row["codes"] if row["open"] else None,
        }
        for row in people
    ]
    return pd.DataFrame(rows, columns=["study", "coder", "state", "codings", "codes"])


def agreement_frame(rows: Sequence[Record], names: Mapping[str, str]) -> pd.DataFrame:
    """One row a pair of coders and facet, all facets first. themes: labels of both, of those of either."""
    import pandas as pd

    table = [
        {
            "study": names.get(row["study"], row["study"]),
            "coders": f"{row['one']} and {row['other']}",
            "facet": named(row["facet"]) if row["facet"] else "All",
            "places": row["units"],
            **_figures(row),
            "themes": f"{row['themes']['both']} of {sum(row['themes'][k] for k in ('both', 'only_one', 'only_other'))}",
            "undefined": "; ".join(
                f"{FIGURES[key][0]}: {why}" for key, why in row["undefined"].items() if key in FIGURES
            ),
        }
        for row in rows
    ]
    return pd.DataFrame(table)


def _figures(row: Record) -> Record:
    """The figures, each followed by its interval where the table has room for one."""
    cells: Record = {}
    for key in FIGURES:
        cells[key] = row[key]
        if key in INTERVALS:
            cells[f"{key} 95 %"] = between(row["intervals"][key]) if row["intervals"][key] else ""
    return cells


def reliability_frame(found: Record) -> pd.DataFrame:
    """One row a coefficient of a file of ratings, or of two reviewers."""
    import pandas as pd

    from concord.tables.reliability import figure_rows

    rows = [
        {
            "figure": row["title"],
            "value": row["value"],
            "95 %": "" if row["low"] is None else between([row["low"], row["high"]]),
            "undefined because": row["undefined"],
        }
        for row in figure_rows(found)
    ]
    columns = ["figure", "value", "95 %", "undefined because"]
    return pd.DataFrame(rows, columns=columns if found["undefined"] else columns[:-1])


def disagreements_frame(rows: Sequence[Record]) -> pd.DataFrame:
    """One row a place and facet, a column a coder."""
    import pandas as pd

    table = [
        {
            "place": row["unit"],
            "facet": named(row["facet"]),
            **{who: "; ".join(labels) or "-" for who, labels in row["labels"].items()},
            "words": " ".join(row["text"].split()),
        }
        for row in rows
    ]
    return pd.DataFrame(table)

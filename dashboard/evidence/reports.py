"""Parse reports to the tables of the page Reading and of the view Reading of a study.

In: the records of KnowledgeBase.reports. Out: pandas frames with an `id` column, in the order in which they are shown.
Called by screens/reading.py and studies.views; tested without Streamlit.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from dashboard.shared.wording import count, named
from synthesis.method_text.sections import FILE_FORMATS

Record = dict[str, Any]
SEVERITIES = ("lost", "doubt", "note")  # the gravest first


def reports_frame(reports: Iterable[Record], names: Mapping[str, str]) -> pd.DataFrame:
    """One row a file: those that lost words first, then by doubts, then by study and name. read: 0 to 100."""
    rows = [
        {
            "id": report["document"],
            "study": names.get(report["study"], report["study"]),
            "file": report["name"],
            "format": FILE_FORMATS.get(report["format"], report["format"]),
            "read": 100 * report["coverage"],
            "lost": report["lost"],
            "doubts": report["doubt"],
            "to look at": "; ".join(_kinds(report)),
            "repairs": sum(repair["count"] for repair in report["repairs"]),
            "uncited": report["uncited"],
        }
        for report in reports
    ]
    rows.sort(key=lambda row: (-row["lost"], -row["doubts"], row["study"], row["file"]))
    columns = ["id", "study", "file", "format", "read", "lost", "doubts", "to look at", "repairs", "uncited"]
    return pd.DataFrame(rows, columns=columns)


def found_reports(reports: Iterable[Record], names: Mapping[str, str], words: str = "", only: str = "") -> list[Record]:
    """The reports of files whose name or study holds all the words. only: "lost" or "doubt", those that have some."""
    asked = words.casefold().split()

    def said(report: Record) -> str:
        return f"{report['name']} {report['study']} {names.get(report['study'], '')}".casefold()

    return [report for report in reports if (not only or report[only]) and all(word in said(report) for word in asked)]


def doubts_frame(doubts: Sequence[Record], severity: str | None) -> pd.DataFrame:
    """One row a doubt, the gravest first, then in the order of the text. id: its place in the report."""
    rows = [
        {
            "id": str(place),
            "severity": doubt["severity"],
            "what": named(doubt["name"]),
            "why": doubt["note"],
            "words": doubt["quote"],
        }
        for place, doubt in enumerate(doubts)
        if severity in (None, doubt["severity"])
    ]
    rows.sort(key=lambda row: SEVERITIES.index(row["severity"]))
    return pd.DataFrame(rows, columns=["id", "severity", "what", "why", "words"])


def summary(report: Record) -> str:
    """What a file holds, in a line."""
    told = [
        f"{FILE_FORMATS.get(report['format'], report['format'])}, {100 * report['coverage']:.2f} % read",
        count(report["sections"], "section"),
        count(report["tables"], "table") + (f" and {report['torn_tables']} torn" if report["torn_tables"] else ""),
        count(report["citations"], "citation"),
        count(report["references"], "reference"),
        f"{count(report['other'], 'block')} set aside",
    ]
    if report["missing"]:
        told.append(f"not found: {', '.join(report['missing'])}")
    return " · ".join(told)


def _kinds(report: Record) -> list[str]:
    kinds = [kind for kind in report["kinds"] if kind["severity"] != "note"]
    return [f"{kind['name']} ({kind['count']})" if kind["count"] > 1 else kind["name"] for kind in kinds]

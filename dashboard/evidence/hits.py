"""What the page Ask shows of hits and of a query: sentences, filters with their counts, the help.

In: records of KnowledgeBase.ask. Out: plain values. Called by dashboard.screens.ask; knows nothing of Streamlit.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from concord.query import FIELDS, Filter, Query, parse
from concord.query.fields import KINDS
from dashboard.shared.wording import count, named
from extract.theme import Status

Record = dict[str, Any]
PLURALS = {"concept": "concepts", "theme": "themes", "study": "studies", "passage": "passages"}
LONGEST = 420  # characters of a sentence that is shown whole
_ENDS = re.compile(r"[.!?][”\"')\]]*\s+(?=[“\"'(\[]?[A-Z0-9])|\n+")


def sentence(text: str, marks: Sequence[Sequence[int]]) -> tuple[int, int]:
    """[start, end) of the sentence that holds most of the marks, the first one of equals; a long one is cut to them.

    >>> sentence("Bees fly. Keepers count bees.", [[0, 4], [10, 17], [24, 28]])
    (10, 29)
    """
    ends = [found.end() for found in _ENDS.finditer(text)]
    spans = [(a, b) for a, b in zip([0, *ends], [*ends, len(text)], strict=True) if text[a:b].strip()] or [(0, 0)]
    start, end = max(spans, key=lambda span: (len(inside(marks, *span)), -span[0]))
    end = start + len(text[start:end].rstrip())
    if end - start > LONGEST:
        first = min((mark[0] for mark in inside(marks, start, end)), default=start)
        start = _word_start(text, max(start, first - LONGEST // 3))
        end = min(end, start + LONGEST)
        end = text.rfind(" ", start, end) if end < len(text) and " " in text[start + 1 : end] else end
    return start, end


def span_of(hit: Record) -> tuple[int, int]:
    """[start, end) of what is shown of a hit's text: a sentence, and all of it for a study."""
    return (0, len(hit["text"])) if hit["kind"] == "study" else sentence(hit["text"], hit["marks"])


def order_of(query: str) -> str:
    """In which order the hits of a query stand, in words."""
    return "best first" if parse(query).words else "by kind, the most supported first"


def inside(marks: Sequence[Sequence[int]], start: int, end: int) -> list[tuple[int, int]]:
    """The marks that lie within a span."""
    return [(mark[0], mark[1]) for mark in marks if start <= mark[0] and mark[1] <= end]


def filtered(query: str, field: str, values: Sequence[str]) -> str:
    """The query with a filter by these values in the place of those that it has by that field.

    >>> filtered("hive facet:role", "facet", ["tool", "stage"])
    'hive facet:tool,stage'
    """
    return str(parse(query).filtered(field, values))


def by_of(query: str) -> str:
    """What a query is to be found by: "words", "meaning", or "" for both."""
    chosen = parse(query).values("by")
    return str(chosen[0]) if len(chosen) == 1 else ""


def of_study(name: str) -> str:
    """The filter by a study.

    >>> of_study("Moss 2019")
    'study:"Moss 2019"'
    """
    return str(Filter("study", (name,)))


def of_themes(query: str, facet: str | None, study: str | None, status: str | None) -> str:
    """The query of the page Themes: themes alone, under its boxes, which outrank what is typed.

    Where nothing is looked for and no status is chosen, what was rejected is listed too.

    >>> of_themes("hive", "role", None, None), of_themes("", None, None, "accepted")
    ('hive kind:theme facet:role', 'kind:theme status:accepted')
    """
    asked = parse(query)
    every = () if asked.words or asked.values("status") else tuple(map(str, Status))
    asked = asked.filtered("kind", ("theme",))
    boxes = {"facet": facet, "study": study, "status": status}
    for field, value in boxes.items():
        asked = asked.filtered(field, (value,)) if value else asked
    return str(asked if status or not every else asked.filtered("status", every))


def of_passages(query: str, study: str | None) -> str:
    """The query for the passages beside the themes; "" where no word is looked for.

    >>> of_passages("hive facet:role", "moss2019"), of_passages("facet:role", None)
    ('hive kind:passage study:moss2019', '')
    """
    asked = parse(query)
    said = Query(tuple(term for term in asked.terms if not isinstance(term, Filter) or term.field in ("study", "year")))
    said = said.filtered("kind", ("passage",))
    return str(said.filtered("study", (study,)) if study else said) if said.words else ""


def themes_frame(hits: Sequence[Record], names: Mapping[str, str]) -> pd.DataFrame:
    """One row a theme that was found, in the order of the hits."""
    columns = ["id", "label", "facet", "study", "evidence", "polarity", "confidence", "section", "mentions", "status"]
    frame = pd.DataFrame([[hit[column] for column in columns] for hit in hits], columns=columns)
    frame["facet"] = frame["facet"].map(named)
    frame["study"] = frame["study"].map(lambda id: names.get(id, id))
    return frame.rename(columns={"label": "theme"})


def options(found: Record, field: str) -> list[str]:
    """The values that a filter offers: those with hits, most first, and those that are chosen."""
    return list(dict.fromkeys((*found["counts"][field], *found["filters"][field])))


def shown_option(found: Record, field: str, value: str, names: Mapping[str, str]) -> str:
    """A value of a filter with its hits: "Role (12)"."""
    return f"{names.get(value) or named(value)} ({found['counts'][field].get(value, 0):,})"


def kinds(found: Record) -> list[tuple[str, str, bool]]:
    """(kind or "" for all, label with its number, whether it is the one that is shown), without kinds of no hits."""
    counts, chosen = found["counts"]["kind"], found["filters"]["kind"]
    rows = [("", f"All {sum(counts.values()):,}", not chosen)] if counts else []
    return rows + [
        (kind, count(counts.get(kind, 0), kind, PLURALS[kind]), [kind] == chosen)
        for kind in KINDS
        if counts.get(kind) or kind in chosen
    ]


def said_of(hit: Record) -> list[str]:
    """What stands below a hit: where in its study it is from, and what is known of it."""
    known = [named(hit["facet"])] if hit["facet"] else []
    known += [hit["section"]] if hit["section"] else []
    if hit["kind"] == "theme":
        known.append(hit["evidence"])
    if hit["polarity"] in ("denies", "hedges"):
        known.append({"denies": "denied there", "hedges": "said with reservation"}[hit["polarity"]])
    if hit["status"] in ("accepted", "rejected"):
        known.append(f"{hit['status']} by a reviewer")
    if hit["by"] == "meaning":
        known.append("found by meaning")
    return known


def help_table() -> str:
    """The language as a Markdown table: what is written, and what it finds."""
    rows = [
        ("`lack of skills`", "Any of the words, in any form, and what means the same; best match first."),
        ('`"data engineer"`', "Words side by side, as they stand."),
        ("`-cloud`", "Without this word. A dash leaves out phrases and filters too: `-facet:tool`."),
        *((f"`{field.example}`", field.meaning) for field in FIELDS.values()),
    ]
    return "\n".join(["| Write | to find |", "| --- | --- |", *(f"| {write} | {finds} |" for write, finds in rows)])


def _word_start(text: str, at: int) -> int:
    space = text.find(" ", at)
    return at if at == 0 or space < 0 or space - at > 30 else space + 1

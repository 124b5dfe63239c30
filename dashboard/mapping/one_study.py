"""The map of one study: its primary studies as its tables sort them, and its own numbers against the recount.

In: a study and the choices in the URL. Out: elements on the page Mapping. Called by screens.mapping.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboard.mapping import frames
from dashboard.mapping.bubbles import bubbles
from dashboard.shared import doors, glossary, parts, state
from dashboard.shared.wording import count, md_escape

Record = dict[str, Any]
VIEWS = {"map": "Map", "told": "Told and recounted", "tables": "Tables"}
FEW = 2  # rows of tables that are shown where they stand; more are a list


def map_of_one(study: str) -> None:
    """What the map rests on, then one of three views."""
    found = state.records("mapping", study)
    _told(found)
    view = state.toggles("View", "view", list(VIEWS), VIEWS.__getitem__)
    {"map": _map, "told": _checks, "tables": _tables}[view](found)


def _told(found: Record) -> None:
    understood = sum(table["shape"] is not None for table in found["tables"])
    verdicts = [check["verdict"] for check in found["checks"]]
    url = {"study": found["study"]}
    boxes = (
        ("Primary studies", str(found["primary"]), "studies", glossary.meaning("primary study"), url),
        (
            "Tables understood",
            f"{understood} of {len(found['tables'])}",
            "mapping",
            "Tables whose rows or cells name studies and sort them.",
            {**url, "view": "tables"},
        ),
        (
            "Told numbers that differ",
            str(verdicts.count("differs")),
            "mapping",
            "Numbers of the paper that differ from the recount of its tables.",
            {**url, "view": "told"},
        ),
        (
            "Told numbers that come out",
            str(verdicts.count("equal")),
            "mapping",
            "Numbers of the paper that are equal to the recount.",
            {**url, "view": "told"},
        ),
    )
    for column, (label, value, page, meaning, words) in zip(st.columns(4), boxes, strict=True):
        with column:
            doors.number(label, value, page, meaning, **words)
    if not found["list_known"]:
        st.caption(
            "The study has no list of included works that could be read: all works that its tables name count as "
            "primary studies."
        )


def _map(found: Record) -> None:
    if not found["dimensions"]:
        parts.nothing(
            "No table of this study says which primary studies are of which category. *Tables* tells why each one was "
            "passed over; without a study chosen, the map of all is drawn from what themes cite."
        )
        if not found["cells"]:
            return
    ids = [*(d["id"] for d in found["dimensions"]), "year"]
    one, two = st.columns(2)
    with one:
        rows = state.choice("Rows", "rows", ids, lambda id: frames.dimension_name(found, id), default=found["rows"])
    with two:
        columns = state.choice("Columns", "columns", ids, lambda id: frames.dimension_name(found, id), default="year")
    crossed = state.records("mapping", found["study"], rows=rows or found["rows"], columns=columns or "year")
    shown = frames.study_bubbles(crossed)
    if not shown:
        parts.nothing("No primary study is of a category of both. Choose other rows or columns.")
        return
    _chart(crossed, shown)
    chosen = state.remembered_id("bubble", [frames.bubble_id(b["row_id"], b["column_id"]) for b in shown])
    _categories(crossed)
    if chosen:
        _bubble(crossed, chosen)
    else:
        _category(crossed)


def _chart(found: Record, shown: list[Record]) -> None:
    data = frames.bubbles_frame(shown)
    name = {b["row_id"]: row for b, row in zip(shown, data["row"], strict=True)}
    head = {b["column_id"]: column for b, column in zip(shown, data["column"], strict=True)}
    rows = _headings(found, "rows", name)
    columns = _headings(found, "columns", head)
    st.caption("A bubble counts the primary studies of its row and column. Click one to see which they are.")
    picked = str(st.query_params.get("bubble", "")).split(frames.BETWEEN)
    bubbles(
        data,
        f"map {found['study']} {found['rows']} {found['columns']}",
        f"Bubble chart of primary studies, {frames.dimension_name(found, found['rows'])} by "
        f"{frames.dimension_name(found, found['columns'])}; the table below says the same",
        rows,
        columns,
        lambda row, column: state.put(bubble=frames.bubble_id(row, column), category=None, place=None),
        (picked[0], picked[1]) if len(picked) == 2 else None,
    )


def _headings(found: Record, side: str, shown: Mapping[str, str]) -> list[str]:
    """The headings of a side in the order of the map; of years also the empty ones between."""
    if found[side] == "year":
        return frames.every_year(list(shown))
    in_order = frames.ordered([cell[side[:-1]] for cell in found["cells"]], found, found[side])
    return [shown[label or frames.UNDATED] for label in in_order if (label or frames.UNDATED) in shown]


def _categories(found: Record) -> None:
    parts.table(
        frames.categories_frame(found, found["rows"]),
        f"categories {found['study']} {found['rows']}",
        f"Categories of {frames.dimension_name(found, found['rows'])}",
        {
            "category": parts.text("Category", 300),
            "primary studies": parts.number("Primary studies", "Distinct ones, as recounted", width=120),
            "not included": parts.number("Not included", "Works named there that are not known to be included"),
            "against what is told": parts.text("Against what is told", 150, "What the paper says, and the recount"),
            "years": parts.text("By year", "large"),
        },
        rows=8,
        on_row=lambda id: state.put(category=id, bubble=None, place=None),
    )


def _bubble(found: Record, chosen: str) -> None:
    row, column = chosen.split(frames.BETWEEN)
    undated = frames.UNDATED
    cell = next(c for c in found["cells"] if (c["row"] or undated, c["column"] or undated) == (row, column))
    _evidence(found, f"{row} · {column}", cell["works"], cell["places"])


def _category(found: Record) -> None:
    """A category that was chosen in the table."""
    mine = {c["category"]: c for c in found["categories"] if c["dimension"] == found["rows"]}
    chosen = state.remembered_id("category", mine)
    if chosen:
        category = mine[chosen]
        _evidence(found, chosen, [*category["works"], *category["others"]], category["places"])


def _evidence(found: Record, title: str, keys: list[str], places: list[Record]) -> None:
    """The works behind a count, and the rows that name them."""
    with st.container(border=True, key="evidence"):
        st.subheader(md_escape(title), anchor=False)
        parts.table(
            frames.works_frame(found, keys),
            f"works {found['study']} {title}",
            f"Primary studies of {title}",
            {
                "no.": parts.text("No.", 70, "As the paper numbers it"),
                "year": parts.number("Year", "By which it is counted: the table's where it gives one", width=60),
                "primary study": parts.text("Primary study", "large", glossary.meaning("primary study")),
                "included": parts.text("Included", 80, "Whether the study is known to include it"),
            },
            rows=8,
        )
        _rows(found, places)


def _rows(found: Record, places: list[Record]) -> None:
    """The rows that name the works: few of them in their table, more of them as a list with one in its table."""
    if len(places) <= FEW:
        for place in places:
            _place(found, place)
        return
    parts.table(
        frames.places_frame(places),
        f"rows {found['study']} {places[0]['start']} {len(places)}",
        "Rows of the paper's tables that name them",
        {"row": parts.text("Rows of the paper's tables", "large")},
        rows=6,
        on_row=lambda id: state.put(place=id),
    )
    chosen = state.remembered_id("place", [str(number) for number in range(len(places))])
    _place(found, places[int(chosen or 0)])


def _place(found: Record, place: Record, *, around: int = 120) -> None:
    """A place of the paper in its words, with the way to it."""
    document, start, end = place["document_id"], place["start"], place["end"]
    parts.quote({"context": state.records("passage", document, start, end)}, around=around)
    doors.study(found["study"], "this place in the paper", document=document, at=start, end=end)


def _checks(found: Record) -> None:
    """Told numbers against the recount, differences first, and the evidence of one of them."""
    every = found["checks"]
    if not every:
        parts.nothing(
            "The study tells no number that could be held against its tables: no count in a table, none in the text "
            "beside a category or a year."
        )
        return
    differing = [check for check in every if check["verdict"] == "differs"]
    which = state.toggles("Which", "which", ["differs", "all"], {"differs": "Differences", "all": "All"}.__getitem__)
    shown = every if which == "all" else differing
    if not shown:
        parts.nothing(f"All {count(len(every), 'told number')} come out. Choose *All* to see them.")
        return
    st.caption("What the paper says, against the recount of its own tables. Choose a row to see both places.")
    parts.table(
        frames.checks_frame(shown),
        f"checks {found['study']} {which}",
        "Told numbers against the recount",
        {
            "verdict": parts.text("Verdict", 90),
            "category": parts.text("Category or study", 200),
            "told": parts.figure("Told", "By the paper", 80),
            "recounted": parts.number("Recounted", "Primary studies in its tables", width=90),
            "told by": parts.text("Told by", 90, "Its table, text or method, or another of its tables"),
            "where": parts.text("Counted in", 170),
            "why": parts.text("Why", "large"),
        },
        on_row=lambda id: state.put(check=id, place=None),
    )
    chosen = state.remembered_id("check", [str(place) for place in range(len(shown))])
    if chosen is not None:
        _check(found, shown[int(chosen)])


def _check(found: Record, check: Record) -> None:
    with st.container(border=True, key="evidence"):
        st.subheader(
            md_escape(f"{check['category']}: {check['why']}" if check["category"] else check["why"]), anchor=False
        )
        told, counted = st.columns(2)
        with told:
            st.markdown(f"**Told** ({md_escape(check['source'])}): {md_escape(check['told'])}")
            _place(found, check["told_at"])
        with counted:
            st.markdown(f"**Recounted**: {check['counted']}")
            _rows(found, check["rows"])
            if not check["rows"]:
                st.caption("Counted in the list of included works.")
        for words, keys in (("told", check["only_told"]), ("recounted", check["only_counted"])):
            if keys:
                parts.table(
                    frames.works_frame(found, keys),
                    f"only {words} {found['study']} {check['category']} {check['where']}",
                    f"Works only where it is {words}",
                    rows=5,
                )


def _tables(found: Record) -> None:
    if not found["tables"]:
        parts.nothing("No table was found in this study. If its paper has some, add the TEI or JATS of it.")
        return
    st.caption("How each table was read, and why one was not. Choose a row to see it in the paper.")
    parts.table(
        frames.tables_frame(found),
        f"tables {found['study']}",
        "Tables of the study",
        {
            "table": parts.text("Table", 90),
            "caption": parts.text("Caption", 300),
            "read as": parts.text("Read as", 140),
            "studies": parts.number("Studies", "Works that it places", width=80),
            "why": parts.text("Why not", "large"),
        },
        on_row=lambda id: state.put(table=id),
    )
    chosen = state.remembered_id("table", [str(place) for place in range(len(found["tables"]))])
    if chosen is not None:
        with st.container(border=True, key="evidence"):
            _place(found, found["tables"][int(chosen)], around=600)

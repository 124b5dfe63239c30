"""Concepts by studies: the map with the evidence beside it, under assumptions that can be switched; and all from afar.

In: short names of studies; what agreement.choices reads of the URL, and concept and by. Out: two parts of the page
Agreement. Called by it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboard.agreement import cell_evidence, frames, matrix_chart, matrix_svg
from dashboard.agreement.choices import ACROSS, COLUMNS, ROWS, assumed, choices, page_of
from dashboard.shared import assuming, downloads, parts, pictures, state
from dashboard.shared.wording import SIGNS, STANCE_RULES, VERDICT_RULES, count
from synthesis.weighing import Assumptions

Record = dict[str, Any]
_TILES = 40  # columns of the map from afar
_MOST_CELLS = 2_000_000  # of a file of the whole matrix
NONE_FITS = "No concept fits. Choose another facet or verdict, fewer words, or lower the number of studies it needs."


def concepts_by_studies(names: Mapping[str, str]) -> None:
    """Filters and switches, the map with the evidence beside it, then its figures as a table."""
    asked = choices(names) | assumed()
    effect_of(asked.get("assumptions", assuming.STANDARD))
    left, right = st.columns([5, 3], gap="medium")
    with left:
        page = _page(asked)
    if not page["rows"]:
        parts.nothing(NONE_FITS)
        return
    with right:
        concept, study = _chosen(page, names)
        cell_evidence.beside(page, concept, study, names)
    with left:
        _legend()
        matrix_chart.heat_map(
            page,
            names,
            (concept, study),
            "Map of concepts by studies; the boxes beside it and the table below offer the same choice",
            lambda concept, study: state.put(concept=concept, by=study),
        )
        _files(page, asked, names)
    _rules()
    _the_table(page)


def density(names: Mapping[str, str]) -> None:
    """All concepts by all studies at a glance; a tile opens its part of the map."""
    asked = choices(names) | assumed()
    found = state.records("density", **asked, tall=ROWS, wide=_TILES)
    if not found["rows"]:
        parts.nothing(NONE_FITS)
        return
    st.caption(
        f"{count(found['concepts'], 'concept')} by {count(found['studies'], 'study', 'studies')}. A tile holds some of "
        "each, and is the darker the more of its cells have a study that speaks, of those in scope. Click one to see "
        "its cells."
    )

    def opened(row: Record, column: Record) -> None:
        first = (column["first"] - 1) // ACROSS * ACROSS + 1
        # Who says most is told of the rows in sight, so that there no place is another one's.
        across = None if asked["columns"] == "speaking" or first == 1 else str(first)
        state.put(view="agreement", across=across, **{"from": str(row["first"]) if row["first"] > 1 else None})

    matrix_chart.from_afar(found, "How often the studies speak; the table below offers the same choice", opened)
    colours = matrix_chart.paint()
    pictures.buttons(lambda: matrix_svg.density_svg(found, colours), "density", "Concepts by studies from afar")
    parts.table(
        frames.density_frame(found),
        "density_rows",
        "Concepts from afar with the share of studies that speak",
        {
            "concepts": parts.text("Concepts", 110),
            "begins with": parts.text("Begins with", 320),
            "share": parts.number("Speak", "Share of the cells in scope in which a study speaks", "percent"),
        },
        on_row=lambda first: state.put(view="agreement", **{"from": first if first != "1" else None}),
    )


def effect_of(chosen: Assumptions) -> None:
    """What the switches change, said where they are not as usual."""
    if chosen != assuming.STANDARD:
        st.caption(assuming.effect(_verdicts(chosen), _verdicts(assuming.STANDARD)))


def records_under(chosen: Assumptions) -> list[Record]:
    """The agreement records under some assumptions."""
    found: list[Record] = (
        state.records("agreement") if chosen == assuming.STANDARD else state.records("agreement", assumptions=chosen)
    )
    return found


def _verdicts(chosen: Assumptions) -> list[Record]:
    """The verdict of each concept under some assumptions, without its cells."""
    usual = {} if chosen == assuming.STANDARD else {"assumptions": chosen}
    rows: list[Record] = state.records("matrix", **usual, least=0, across=(1, 1))["rows"]
    return rows


def _page(asked: Record) -> Record:
    """The part of the matrix that the URL names, with the boxes that turn its pages."""
    whole = state.records("matrix", **asked, rows=(1, 1), across=(1, 1))
    boxes = st.columns([2, 2, 3], vertical_alignment="bottom")
    with boxes[0]:
        rows = page_of("Concepts", "from", whole["concepts"], ROWS)
    with boxes[1]:
        across = page_of("Studies in columns", "across", whole["studies"], ACROSS)
    page: Record = state.records("matrix", **asked, rows=rows, across=across)
    by = COLUMNS[asked["columns"]].lower()
    st.caption(
        f"{count(page['concepts'], 'concept')} by {count(page['studies'], 'study', 'studies')} ({by}). Support: the "
        "studies that report it, of those that address its facet. Weighted: the share of the independent evidence."
    )
    return page


def _chosen(page: Record, names: Mapping[str, str]) -> tuple[str | None, str | None]:
    """Concept and study by boxes, for whoever does not click; a link may bring along others than are in sight."""
    labels = {row["id"]: row["label"] for row in page["rows"]}
    asked = st.query_params.get("concept") or st.session_state.get("concept")
    if asked and asked not in labels and (found := state.shown(asked)) and found["kind"] == "concept":
        labels[asked] = found["label"]
    columns = {column["study"]: names[column["study"]] for column in page["columns"]}
    by = st.query_params.get("by") or st.session_state.get("by")
    if by and by in names:
        columns.setdefault(by, names[by])
    left, right = st.columns(2)
    with left:
        concept = state.choice("Concept", "concept", list(labels), labels.__getitem__, placeholder="Choose a concept")
    with right:
        study = state.choice("Words of", "by", list(columns), columns.__getitem__, placeholder="All studies")
    return concept, study


def _legend() -> None:
    """What the signs are, in sight while the map is."""
    with st.container(key="legend"):
        st.html(matrix_chart.legend())


def _rules() -> None:
    with st.expander("What the signs and the verdicts mean"):
        st.markdown("\n".join(f"- **{SIGNS[s] or 'blank'}** {s}: {rule}" for s, rule in STANCE_RULES.items()))
        st.markdown("\n".join(f"- **{verdict}**: {rule}" for verdict, rule in VERDICT_RULES.items()))


def _files(page: Record, asked: Record, names: Mapping[str, str]) -> None:
    """The matrix as CSV and the picture, made when they are asked for."""
    all_fit = page["concepts"] * page["studies"] <= _MOST_CELLS
    colours = matrix_chart.paint()

    def csv() -> bytes:
        frame = frames.matrix_frame(state.knowledge_base().matrix(**asked) if all_fit else page, names)
        return downloads.csv_of(frame, list(frame.columns))

    with st.container(horizontal=True, horizontal_alignment="right", key="matrix_files"):
        st.download_button(
            "CSV of the matrix" if all_fit else "CSV of this part",
            csv,
            downloads.file_name("concepts by studies", "csv"),
            "text/csv",
            help="A row a concept, a column a study"
            + ("" if all_fit else f"; the whole has more than {_MOST_CELLS:,} cells, so this part alone"),
            on_click="ignore",
            type="tertiary",
            icon=":material/download:",
        )
    pictures.buttons(lambda: matrix_svg.matrix_svg(page, names, colours), "matrix", "Map of concepts by studies")


def _the_table(page: Record) -> None:
    """The concepts of the map with their figures; choosing a row is choosing a concept."""
    st.subheader("The figures", anchor=False)
    st.caption("Of the concepts in the map. Choose a row to read the words of its studies.")
    parts.table(
        frames.agreement_frame(page["rows"]),
        "concepts",
        "Concepts with support, interval and weight",
        {
            "concept": parts.text("Concept", 280),
            "support": parts.figure("Support", "Supporting studies among those that address the facet", 80),
            "95 % interval": parts.figure("95 % interval", "Wilson interval of the share of studies"),
            "weighted support": parts.number(
                "Weighted", "Share of the independent evidence that supports it, 0 to 1", "%.2f"
            ),
            "interval of that": parts.figure("Interval of that", "A heuristic: Wilson over independent studies", 110),
            "independent": parts.figure(
                "Independent", "What the supporters count as, when shared primary studies count once"
            ),
            "against": parts.figure("Against", "What the studies that refute it count as", 75),
        },
        on_row=lambda id: state.put(concept=id, by=None),
    )

"""`concord overlap --matrix`: the figures of a citation matrix made elsewhere.

In: a CSV file and a format. Out: a page or a list on standard output. Called by cli.overlapping.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from concord.cli.options import Format
from concord.cli.overlap_columns import figure
from concord.cli.printing import Column, print_json, print_list, say

Record = dict[str, Any]
SHOWN = 200  # pairs in a table
READABLE = 20_000  # pairs; json of more is on one line

REVIEWS = (
    Column("review", width=40),
    Column("works", number=True),
    Column("u", figure("u"), number=True),
)
MATRIX_PAIRS = (
    Column("a", width=26),
    Column("b", width=26),
    Column("shared", number=True),
    Column("cca", figure("cca"), number=True),
    Column("cca_unadjusted", figure("cca_unadjusted"), number=True),
    Column("overlap_coefficient", figure("overlap_coefficient"), number=True, heading="coefficient"),
)


def overlap_of(matrix: Path, sizes: Path | None, form: Format) -> None:
    """The figures of a matrix made elsewhere."""
    from concord.matrix_files import matrix_overlap

    found = matrix_overlap(matrix, sizes)
    for warning in found["warnings"]:
        print(f"{matrix}: {warning}.", file=sys.stderr)
    if form is Format.JSON:
        print_json(found, compact=len(found["pairs"]) > READABLE)
        return
    if form is Format.TABLE:
        _tell_matrix(found)
        say()
        print_table(found["pairs"], MATRIX_PAIRS, "Pairs need two reviews.")
        return
    print_list(found["pairs"], MATRIX_PAIRS, form, "Pairs need two reviews.")


def print_table(pairs: list[Record], columns: Sequence[Column], nothing: str) -> None:
    """Pairs for people: of more than they read, those that share most."""
    shown = pairs if len(pairs) <= SHOWN else sorted(pairs, key=lambda pair: -pair["shared"])[:SHOWN]
    print_list(shown, columns, Format.TABLE, nothing)
    if len(shown) < len(pairs):
        say(f"The {len(shown)} of {len(pairs)} pairs that share most; --format csv or json has all.")


def _tell_matrix(found: Record) -> None:
    left_out = f" ({counted(found['dropped'], 'row')} without one left out)" if found["dropped"] else ""
    inclusions = counted(found["n"], "inclusion")
    works, reviews = counted(found["rows"], "primary study", "primary studies"), counted(found["columns"], "review")
    say(f"{inclusions} of {works} in {reviews}{left_out}.")
    say(f"Covered area: {_told(found, 'ca')}")
    if found["missing"]:
        gone = counted(found["missing"], "cell")
        say(f"Corrected covered area: {_told(found, 'cca')}{_band(found['band'])}, {gone} missing")
        say(f"  with missing cells as absent: {_told(found, 'cca_unadjusted')}{_band(found['band_unadjusted'])}")
    else:
        say(f"Corrected covered area: {_told(found, 'cca')}{_band(found['band'])}, no cell missing")
    if "wcca" in found:
        say(f"Weighted by sample sizes: {_told(found, 'wcca')}")
    same = "".join(f"; {' and '.join(unit)} hold one list" for unit in found["units"])
    say(f"Independent reviews: {_told(found, 'n_eff', share=False)} of {found['columns']}{same}")
    if found["units"]:
        say(f"  with reviews of one list as one: {found['n_eff_units']:.4f}")
    say()
    rows = [{"review": r, "u": u, "works": found["sizes"][r]} for r, u in found["reviews"].items()]
    print_list(rows, REVIEWS, Format.TABLE, "No review.")


def _told(found: Record, name: str, *, share: bool = True) -> str:
    if found[name] is None:
        return f"undefined ({found['undefined'][name]})"
    return f"{100 * found[name]:.2f} %" if share else f"{found[name]:.4f}"


def counted(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"


def _band(band: str) -> str:
    return f" ({band})" if band else ""

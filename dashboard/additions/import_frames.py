"""Frames of an import: codes with their facets, sources, fields, what was lost; the rules that an edit of codes says.

In: records of KnowledgeBase.import_file. Out: pandas frames, and rules. Called by screens/importing.py. Tested without
Streamlit.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

Record = dict[str, Any]
BY = {"bytes": "its bytes", "text": "its words", "name": "its name", "": ""}
_OPTIONS = re.compile(r" \(--[\w, -]+\)")  # of the command line, in a reason


def codes_frame(record: Record) -> pd.DataFrame:
    """Code, facet, label, codings and note of each code; facet and label may be edited."""
    import pandas as pd

    rows = [[r["code"], r["facet"] or None, r["label"], r["codings"], r["note"]] for r in record["codes"]]
    return pd.DataFrame(rows, columns=["code", "facet", "label", "codings", "note"])


def rules_of(before: pd.DataFrame, after: pd.DataFrame) -> list[tuple[str, str, str]]:
    """(code, facet, label) of each row that a person changed; facet "" leaves a code out."""
    rules = []
    for old, new in zip(before.to_dict("records"), after.to_dict("records"), strict=True):
        facet, label = _cell(new["facet"]), _cell(new["label"])
        if (facet, label) != (_cell(old["facet"]), _cell(old["label"])):
            rules.append((str(new["code"]), facet, label))
    return rules


def _cell(value: object) -> str:
    """What stands in a cell; "" for an empty one, which pandas calls None or nan."""
    return value.strip() if isinstance(value, str) else ""


def sources_frame(record: Record, names: Mapping[str, str]) -> pd.DataFrame:
    """Each source, the study that it is, by what it was known, and how many codings it has."""
    import pandas as pd

    rows = [
        [r["source"], names.get(r["study"], r["study"]) or "no study here", BY[r["by"]], r["codings"]]
        for r in record["sources"]
    ]
    return pd.DataFrame(rows, columns=["source", "study", "known by", "codings"])


def fields_frame(record: Record, names: Mapping[str, str]) -> pd.DataFrame:
    """What a bibliography tells of studies: filled in, in place of another value, or kept out."""
    import pandas as pd

    def fate(row: Record) -> str:
        return "stays as it is" if not row["taken"] else "is replaced" if row["before"] else "is filled in"

    rows = [
        [names.get(r["study"], r["study"]), r["name"], r["before"], r["after"], fate(r), r["entry"]]
        for r in record["fields"]
    ]
    return pd.DataFrame(rows, columns=["study", "field", "in the study", "in the file", "what happens", "entry"])


def losses_frame(record: Record) -> pd.DataFrame:
    """What is lost, and what is taken otherwise than it stands in the file; without the options of the command line."""
    import pandas as pd

    rows = [
        [what, r["what"], r["where"], _OPTIONS.sub("", r["why"]), r["words"]]
        for what, held in (("lost", record["lost"]), ("remark", record["remarks"]))
        for r in held
    ]
    return pd.DataFrame(rows, columns=["", "what", "where", "why", "words"])


def imports_frame(imports: Iterable[Record]) -> pd.DataFrame:
    """What has been imported, the last first."""
    import pandas as pd

    rows = [
        [r["number"], r["source"], r["when"][:16].replace("T", " "), f"{r['in_force']} of {r['decisions']}"]
        for r in imports
    ]
    return pd.DataFrame(rows[::-1], columns=["number", "import", "when (UTC)", "in force"])

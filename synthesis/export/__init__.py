"""export/: values in, bytes out; one short file a format. Heavy libraries load inside the functions."""

from __future__ import annotations

from synthesis.export.tables import TABLES, plan, table
from synthesis.export.to_csv import to_csv
from synthesis.export.to_docx import to_docx
from synthesis.export.to_graphml import to_graphml
from synthesis.export.to_json import to_json
from synthesis.export.to_markdown import to_markdown
from synthesis.export.to_xlsx import to_xlsx
from synthesis.export.values import Column, Plan, Table

__all__ = [
    "TABLES",
    "Column",
    "Plan",
    "Table",
    "plan",
    "table",
    "to_csv",
    "to_docx",
    "to_graphml",
    "to_json",
    "to_markdown",
    "to_xlsx",
]

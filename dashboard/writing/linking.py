"""Sentences whose numbers lead to the lists that they count, as Markdown.

In: the parts of a sentence of KnowledgeBase.method_text. Out: Markdown. Called by the page Method text; knows nothing
of Streamlit. Text of the parts and every value of an address are escaped: names of reviewers and rounds are data.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from dashboard.shared.wording import md_escape

_ADDRESS = {"importing": "import", "add_study": "add"}  # where the address of a page is not the name of its file


def linked(parts: Iterable[dict[str, Any]]) -> str:
    """The sentence, with a link for each part that counts something.

    >>> print(linked([{"text": "2 rounds", "page": "judging", "url": {"round": "a)b"}}, {"text": ".", "page": ""}]))
    [2 rounds](judging?round=a%29b)\\.
    """
    return "".join(_part(part) for part in parts)


def _part(part: dict[str, Any]) -> str:
    shown = md_escape(part["text"].strip())
    if not part["page"]:
        before, after = " " * part["text"][:1].isspace(), " " * part["text"][-1:].isspace()
        return f"{before}{shown}{after}" if shown else " "
    address = _ADDRESS.get(part["page"], part["page"])
    query = f"?{urlencode(part['url'])}" if part["url"] else ""
    return f"[{shown}]({address}{query})"

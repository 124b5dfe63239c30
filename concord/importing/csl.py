"""CSL-JSON, as Zotero and pandoc write it, to entries.

In: the text of a .json file. Out: a Bibliography, with what could not be read. Called by concord.importing.parse.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from concord.importing.bibliography import brief, doi_in, people, year_in
from concord.importing.values import Bibliography, Entry, Lost
from corpus.errors import UnreadableDocument

_LISTS = ("items", "references")  # under which some programs put the list
_NAME = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix")


def read_csl(name: str, text: str) -> Bibliography:
    """All items that can be read, in the order of the file. Raises UnreadableDocument: it is no list of items."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else None
        raise UnreadableDocument(name, "it is not JSON", "export the bibliography again as CSL-JSON", line) from None
    if isinstance(data, dict):
        data = next((data[key] for key in _LISTS if isinstance(data.get(key), list)), [data])
    if not isinstance(data, list):
        raise UnreadableDocument(name, "it is JSON, but no list of items", "export the bibliography as CSL-JSON")
    entries: list[Entry] = []
    lost: list[Lost] = []
    for number, item in enumerate(data, 1):
        if isinstance(item, Mapping) and {"title", "DOI", "author", "type"} & item.keys():
            entries.append(_entry(item, number))
        else:
            lost.append(Lost("entry", f"item {number}", "is no item of a bibliography", brief(json.dumps(item))))
    return Bibliography("CSL-JSON", tuple(entries), tuple(lost))


def _entry(item: Mapping[str, Any], number: int) -> Entry:
    authors = item.get("author")
    return Entry(
        str(item.get("id", number)),
        _text(item.get("title")),
        people((_name(author) for author in authors if author) if isinstance(authors, list) else (), turned=True),
        _year(item.get("issued")),
        doi_in(_text(item.get("DOI"))) or doi_in(_text(item.get("URL"))),
        _text(item.get("container-title")) or _text(item.get("publisher")),
        None,
        brief(json.dumps(item, ensure_ascii=False)),
    )


def _text(value: object) -> str:
    """A text, the first of several as Crossref gives them, without mark-up."""
    first = value[0] if isinstance(value, list) and value else value
    return " ".join(first.replace("<i>", "").replace("</i>", "").split()) if isinstance(first, str) else ""


def _name(author: object) -> str:
    if not isinstance(author, Mapping):
        return str(author)
    parts = (author.get(part) for part in _NAME)
    return _text(author.get("literal")) or " ".join(part for part in parts if isinstance(part, str) and part)


def _year(issued: object) -> int | None:
    if isinstance(issued, Mapping):
        return year_in(json.dumps([issued.get(key) for key in ("date-parts", "raw", "literal")]))
    return year_in(str(issued)) if issued else None

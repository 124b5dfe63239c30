"""What one codebook has that another has not: facets, words of their lists, texts.

In: two codebooks in full, as concord.codebooks.detail gives them. Out: plain records. Called by KnowledgeBase and by
`concord codebook compare`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Record = dict[str, Any]


def changes_record(before: Record, after: Record) -> Record:
    """{from, to, facets: [{facet, what, keys: [{key, added, removed, before, after}]}]}, in the order of `after`.

    what: "new", "gone", "changed", or "moved" where the facet alone stands at another place, which decides who gets a
    word that two facets claim. Facets that are the same in both are left out. Of a list `added` and `removed` are its
    entries in words; of a text or a switch `before` and `after` are what it says.
    """
    old = {facet["name"]: facet for facet in before["facets"]}
    new = {facet["name"]: facet for facet in after["facets"]}
    moved = _moved([name for name in old if name in new], [name for name in new if name in old])
    rows = []
    for name in [*new, *(name for name in old if name not in new)]:
        keys = _keys(old.get(name, {}), new.get(name, {}))
        what = "new" if name not in old else "gone" if name not in new else "changed" if keys else "moved"
        if what != "moved" or name in moved:
            rows.append({"facet": name, "what": what, "keys": keys})
    return {"from": _label(before), "to": _label(after), "facets": rows}


def _label(book: Record) -> str:
    return f"{book['name']} {book['version']}"


def _moved(before: list[str], after: list[str]) -> set[str]:
    """Facets that stand at another place among those that both have."""
    return {one for one, other in zip(after, before, strict=True) if one != other}


def _keys(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Record]:
    rows = []
    for key in dict.fromkeys((*new, *old)):
        one, other = old.get(key), new.get(key)
        if key == "name" or one == other:
            continue
        if isinstance(one or other, list | dict):
            was, now = _entries(one), _entries(other)
            added, removed = [e for e in now if e not in was], [e for e in was if e not in now]
            if added or removed:
                rows.append({"key": key, "added": added, "removed": removed, "before": None, "after": None})
        elif (one or "") != (other or ""):
            rows.append({"key": key, "added": [], "removed": [], "before": one, "after": other})
    return rows


def _entries(value: Any) -> dict[str, None]:
    """The entries of a list in words, each once: of a concept its names, what it is part of, and what it is not."""
    if isinstance(value, dict):
        return {f"{label} ({', '.join(forms)})": None for label, forms in value.items()}
    return {_entry(entry): None for entry in value or ()}


def _entry(entry: Any) -> str:
    if isinstance(entry, str):
        return entry
    alt = f" ({', '.join(entry['alt'])})" if entry["alt"] else ""
    broader = f" < {entry['broader']}" if entry["broader"] else ""
    others = f", not {' or '.join(entry['not'])}" if entry["not"] else ""
    return f"{entry['label']}{alt}{broader}{others}"

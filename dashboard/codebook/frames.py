"""A codebook, what is wrong with one, and what two differ in, as tables.

In: the records of KnowledgeBase.codebook, check_codebook and compare_codebooks. Out: pandas frames in the order of the
file. Called by the page Codebook; tested without Streamlit.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from dashboard.shared.wording import clipped, count, named

Record = dict[str, Any]
LISTS = {  # the lists of words of a facet, in the order of a page, each with what it does
    "cues": "Nouns that name the facet: a heading, the words before a list or a column that has one speaks of it.",
    "heading_cues": "Words that do so in a section title only.",
    "lead_in_cues": "Words after which items stand, in a sentence or before a list.",
    "predicate_cues": "Words before which an item stands, as their subject.",
    "weak_cues": "Nouns that count only where a section or table already speaks of the facet.",
    "beside": "Other facets in whose sections the weak cues count too.",
    "negative_cues": "Words that say that a heading or list does not speak of this facet.",
    "head_words": "Last words of phrases that are items wherever they stand.",
    "phrase_cues": "Openings that belong to the item which they open.",
    "topic_cues": "Openings before the item; a doing must follow.",
    "verbs": "What is done with items: their objects are items.",
    "subject_verbs": "What items do: their subjects are items.",
    "containers": "Nouns that name a scale or model whose levels are the items.",
    "patterns": "Regular expressions whose match is an item.",
    "negative": "Labels that are never items.",
    "include": "Examples to include, for people who code.",
    "exclude": "Examples to leave out, for people who code.",
}


def facets_frame(book: Record) -> pd.DataFrame:
    """One row a facet: what it is, and how many words and concepts tell it."""
    rows = [
        {
            "id": facet["name"],
            "facet": facet["title"] or named(facet["name"]),
            "definition": facet["definition"],
            "words": sum(len(facet[key]) for key in LISTS),
            "terms": len(facet["lexicon"]),
            "concepts": len(facet["concepts"]),
        }
        for facet in book["facets"]
    ]
    return pd.DataFrame(rows, columns=["id", "facet", "definition", "words", "terms", "concepts"])


def terms_frame(facet: Mapping[str, Any], words: str = "") -> pd.DataFrame:
    """The lexicon of a facet: terms, their other forms, and which are ordinary words too. words: all stand in a row."""
    doubtful = set(facet["ambiguous"])
    rows = [
        {
            "term": label,
            "other forms": "; ".join(facet["forms"].get(label, ())),
            "ordinary word too": "yes" if label in doubtful else "",
        }
        for label in facet["lexicon"]
    ]
    return _holding(pd.DataFrame(rows, columns=["term", "other forms", "ordinary word too"]), words)


def concepts_frame(facet: Mapping[str, Any], words: str = "") -> pd.DataFrame:
    """What the aligner knows to be one thing, broader ones before those that they hold. words: all stand in the row."""
    rows = [
        {
            "known concept": concept["label"],
            "other names": "; ".join(concept["alt"]),
            "part of": concept["broader"] or "",
            "is not": "; ".join(concept["not"]),
        }
        for concept in facet["concepts"]
    ]
    return _holding(pd.DataFrame(rows, columns=["known concept", "other names", "part of", "is not"]), words)


def problems_frame(checked: Record) -> pd.DataFrame:
    """What is wrong, then what is doubtful, each by line."""
    rows = [
        {"line": problem["line"], "is": "wrong" if problem["fatal"] else "doubtful", "says": problem["message"]}
        for problem in sorted(checked["problems"], key=lambda p: (not p["fatal"], p["line"] or 0))
    ]
    return pd.DataFrame(rows, columns=["line", "is", "says"]).astype({"line": "Int64"})


def checked_words(checked: Record) -> str:
    """What a check came to, in a sentence."""
    problems = checked["problems"]
    wrong = sum(problem["fatal"] for problem in problems)
    if not checked["usable"]:
        return f"It cannot be used yet: {count(wrong, 'thing is', 'things are')} wrong."
    doubts = len(problems)
    doubtful = f"; {count(doubts, 'thing is', 'things are')} doubtful" if doubts else ""
    holds = ", ".join(
        (
            count(checked["facets"], "facet"),
            count(checked["terms"], "term"),
            count(checked["concepts"], "known concept"),
        )
    )
    return f"{checked['label']} can be used: {holds}{doubtful}."


def compared_frame(changes: Record) -> pd.DataFrame:
    """One row a list or text that differs; a facet that is new, gone or moved has a row of its own."""
    rows: list[Record] = []
    for facet in changes["facets"]:
        name = named(facet["facet"])
        if facet["what"] != "changed":
            rows.append({"facet": name, "what": f"{facet['what']} facet", "added": "", "removed": ""})
        if facet["what"] in ("changed", "new"):
            rows += [_compared(name, key) for key in facet["keys"] if key["key"] not in ("title", "plural", "item")]
    return pd.DataFrame(rows, columns=["facet", "what", "added", "removed"])


def compared_words(changes: Record) -> str:
    """A comparison in numbers."""
    if not changes["facets"]:
        return f"{changes['to']} has the same facets and words as {changes['from']}."
    number = {
        what: sum(row["what"] == what for row in changes["facets"]) for what in ("new", "gone", "changed", "moved")
    }
    added = sum(len(key["added"]) for row in changes["facets"] for key in row["keys"])
    removed = sum(len(key["removed"]) for row in changes["facets"] for key in row["keys"])
    told = ", ".join(f"{number[what]} {what}" for what in number if number[what])
    return (
        f"{changes['to']} beside {changes['from']}: facets {told}; {count(added, 'entry', 'entries')} more, "
        f"{removed:,} fewer."
    )


def _compared(facet: str, key: Record) -> Record:
    if key["before"] is not None or key["after"] is not None:
        return {"facet": facet, "what": named(key["key"]), "added": str(key["after"]), "removed": str(key["before"])}
    return {
        "facet": facet,
        "what": named(key["key"]),
        "added": clipped("; ".join(key["added"]), 2000),
        "removed": clipped("; ".join(key["removed"]), 2000),
    }


def _holding(frame: pd.DataFrame, words: str) -> pd.DataFrame:
    """The rows in which all words stand, in any column."""
    if frame.empty or not words:
        return frame
    text = frame.astype(str).agg(" ".join, axis=1).str.casefold()
    fits = text.map(lambda row: all(word in row for word in words.casefold().split()))
    return frame[fits].reset_index(drop=True)

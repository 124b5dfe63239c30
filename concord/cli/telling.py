"""`concord text`: a methods section of what is in the knowledge base.

In: a knowledge base. Out: text on standard output. Called by cli.app. It is called text as the page of the dashboard
is, because `concord methods` already tells how the studies were made.
"""

from __future__ import annotations

from concord.cli.options import As, Format, Kb, open_kb
from concord.cli.printing import Column, print_json, print_list, say

SENTENCES = (Column("section"), Column("sentence"))


def text(kb: Kb = None, form: As = Format.TABLE) -> None:
    """Write the methods section of a paper: what was read, by which settings, and what people decided.

    Each number is one that a list of Concord counts; what was not done is told as not done. --format md gives Markdown,
    json each sentence in parts with the page that lists what it counts.

    Example: concord text --format md > methods.md
    """
    record = open_kb(kb).method_text()
    if form is Format.JSON:
        print_json(record)
    elif form is Format.CSV:
        rows = [
            {"section": section["title"], "sentence": sentence["text"]}
            for section in record["sections"]
            for sentence in section["sentences"]
        ]
        print_list(rows, SENTENCES, form, "")
    else:
        say(record["markdown" if form is Format.MD else "plain"].rstrip("\n"))

"""What is doubtful in the known concepts of a codebook: phrases that two of them claim, concepts that are not there.

In: a codebook that can be used, the tables of its file and their lines. Out: problems by line, none of them fatal.
Called by extract.codebook_check.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from extract.codebook import Problem
from extract.facet import Codebook, Facet
from extract.known_concepts import LONGEST, line_of, name_words
from extract.theme import fold_label
from extract.toml_places import Places


def concept_doubts(where: Places, tables: Mapping[str, Any], book: Codebook) -> Iterator[Problem]:
    """Doubts about the concepts that the file itself has; it may point at those of its base and take their names."""
    for key, table in tables.items():
        rows = table.get("concepts", ())
        yield from _twice(where, key, rows)
        yield from _too_long(where, key, rows)
        yield from _claimed(where, key, rows)
        yield from _pointers(where, book.facet_of[key], rows)


def _twice(where: Places, facet: str, rows: list[Any]) -> Iterator[Problem]:
    """Labels of two rows, and phrases that stand twice in one."""
    labels: dict[str, str] = {}
    for number, row in enumerate(rows):
        label = row["label"]
        if (folded := fold_label(label)) in labels:
            line = line_of(where, facet, number, "label", label)
            yield _doubt(line, f"{label!r} is a concept of {facet!r} already; put its words together")
        labels.setdefault(folded, label)
        seen = {folded}
        for alt in row.get("alt", ()):
            if fold_label(alt) in seen:
                line = line_of(where, facet, number, "alt", alt, row["alt"].count(alt) - 1)
                yield _doubt(line, f"{alt!r} stands twice among the names of concept {label!r}")
            seen.add(fold_label(alt))


def _too_long(where: Places, facet: str, rows: list[Any]) -> Iterator[Problem]:
    """Other names of more words than the aligner looks for; a label may be longer, it is for people too."""
    for number, row in enumerate(rows):
        for alt in row.get("alt", ()):
            if len(name_words(alt)) > LONGEST:
                line = line_of(where, facet, number, "alt", alt)
                yield _doubt(line, f"{alt!r} has more than {LONGEST} words and is never found as a name")


def _claimed(where: Places, facet: str, rows: list[Any]) -> Iterator[Problem]:
    """Names that two concepts of the file have: the aligner would take the two for one."""
    owners: dict[str, dict[str, str]] = {}
    for row in rows:
        for phrase in (row["label"], *row.get("alt", ())):
            owners.setdefault(fold_label(phrase), {})[fold_label(row["label"])] = row["label"]
    for number, row in enumerate(rows):
        for key, phrases in (("label", [row["label"]]), ("alt", row.get("alt", ()))):
            for phrase in dict.fromkeys(phrases):
                others = [o for folded, o in owners[fold_label(phrase)].items() if folded != fold_label(row["label"])]
                if others:
                    names = " and ".join(repr(name) for name in (row["label"], *others))
                    line = line_of(where, facet, number, key, phrase)
                    yield _doubt(line, f"{phrase!r} is a name of the concepts {names}; it can tell only one")


def _pointers(where: Places, facet: Facet, rows: list[Any]) -> Iterator[Problem]:
    """`broader` and `not` that name no other concept of the facet, and concepts that are broader than themselves."""
    named = {fold_label(name): fold_label(c.label) for c in reversed(facet.concepts) for name in c.phrases}
    above = {fold_label(c.label): named.get(fold_label(c.broader), "") for c in facet.concepts if c.broader}
    for number, row in enumerate(rows):
        label, broader = row["label"], row.get("broader", "")
        mine = named[fold_label(label)]
        for key, texts in (("broader", [broader] if broader else []), ("not", row.get("not", ()))):
            for text in texts:
                if named.get(fold_label(text), mine) == mine:
                    line = line_of(where, facet.name, number, key, text)
                    yield _doubt(line, f"{key!r} of concept {label!r} names {text!r}, which is no other concept here")
        if broader and fold_label(broader) in map(fold_label, row.get("not", ())):
            line = line_of(where, facet.name, number, "not", broader)
            yield _doubt(line, f"{broader!r} is broader than {label!r} and not it; say one of the two")
        if broader and named.get(fold_label(broader), mine) != mine and _in_circle(mine, above):
            line = line_of(where, facet.name, number, "broader", broader)
            yield _doubt(line, f"concept {label!r} is broader than itself by way of {broader!r}")


def _in_circle(label: str, above: Mapping[str, str]) -> bool:
    seen: set[str] = set()
    at = above.get(label)
    while at is not None and at not in seen:
        if at == label:
            return True
        seen.add(at)
        at = above.get(at)
    return False


def _doubt(line: int | None, message: str) -> Problem:
    return Problem(line, message, fatal=False)

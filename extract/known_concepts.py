"""The known concepts of a facet, from the tables of a codebook: what reviews of the field call one thing.

In: the rows of `concepts`, as tomllib reads them, and the lines of the file. Out: frozen values, or what is wrong with
each row at its own key. Called by extract.codebook; extract.codebook_check asks it for places.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from extract.facet import KnownConcept
from extract.theme import fold_label
from extract.toml_places import Places
from extract.words import tokens

LONGEST = 5  # words of a name, "of", "the" and "a" aside: longer ones are never found in a label
_KEYS = ("label", "alt", "broader", "not")
_SILENT = frozenset({"of", "the", "a", "an"})
_LISTS = ("alt", "not")
Note = Callable[[int | None, str], None]


def read_concepts(facet: str, rows: object, places: Places, note: Note) -> tuple[KnownConcept, ...]:
    """The concepts of one facet of one file, in its order; what is wrong with them goes to `note`, with its line."""
    if not isinstance(rows, list):
        line = places.key("facets", facet, "concepts")
        note(line, f"'concepts' takes tables: a line [[facets.{facet}.concepts]] before the keys of each concept")
        return ()
    read = (_concept(facet, number, row, places, note) for number, row in enumerate(rows))
    return joined((), tuple(concept for concept in read if concept))


def joined(base: Sequence[KnownConcept], own: Sequence[KnownConcept]) -> tuple[KnownConcept, ...]:
    """Concepts of the base, then new ones; of a label that both have, lists are added and a broader one replaces."""
    found = {fold_label(concept.label): concept for concept in base}
    for concept in own:
        known = found.get(fold_label(concept.label), concept)
        found[fold_label(concept.label)] = replace(
            known,
            alt=tuple(dict.fromkeys((*known.alt, *concept.alt))),
            broader=concept.broader or known.broader,
            apart=tuple(dict.fromkeys((*known.apart, *concept.apart))),
        )
    return tuple(found.values())


def name_words(phrase: str) -> tuple[str, ...]:
    """The words of a name that count: small letters, without "of" and articles."""
    return tuple(word for word in tokens(phrase) if word not in _SILENT)


def line_of(places: Places, facet: str, number: int, key: str, text: str, nth: int = 0) -> int | None:
    """The line of the nth such text of a concept's key, whether the concept is a table of its own or in a list.

    number: the place of the concept in the file's list, from 0. nth: which of equal texts, from 0.
    """
    path = ("facets", facet, "concepts")
    if places.key(*path, str(number)) is None:
        return places.text(path, text, nth)
    return places.text((*path, str(number), key), text, nth) or places.key(*path, str(number))


def _concept(facet: str, number: int, row: object, places: Places, note: Note) -> KnownConcept | None:
    label = row.get("label") if isinstance(row, Mapping) else None
    if not isinstance(row, Mapping) or not isinstance(label, str) or not label.strip():
        here = places.key("facets", facet, "concepts", str(number)) or places.key("facets", facet, "concepts")
        note(here, f"a concept of {facet!r} needs 'label', a text in quotes; it may have: alt, broader, not")
        return None
    place = line_of(places, facet, number, "label", label)

    def line(key: str) -> int | None:
        return places.key("facets", facet, "concepts", str(number), key) or place

    for key in row.keys() - set(_KEYS):
        note(line(key), f"concept {label!r} has an unknown key {key!r}; there are: {', '.join(_KEYS)}")
    lists: dict[str, tuple[str, ...]] = {}
    for key in _LISTS:
        texts = row.get(key, [])
        sound = isinstance(texts, list) and all(isinstance(text, str) and text.strip() for text in texts)
        if not sound:
            note(line(key), f"{key!r} of concept {label!r} takes a list of texts in quotes")
        lists[key] = tuple(texts) if sound else ()
    broader = row.get("broader", "")
    if not isinstance(broader, str):
        note(line("broader"), f"'broader' of concept {label!r} takes the label of one concept, in quotes")
        broader = ""
    return KnownConcept(label, lists["alt"], broader, lists["not"])

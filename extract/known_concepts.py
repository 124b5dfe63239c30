"""The known concepts of a facet, from the tables of a codebook: what reviews of the field call one thing.

In: the rows of `concepts`, as tomllib reads them, and the lines of the file. Out: frozen values, or what is wrong with
each row at its own key. Called by extract.codebook; extract.codebook_check asks it for places.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from extract.facet import KnownConcept
from extract.theme import fold_label
from extract.toml_places import Places
from extract.words import tokens

LONGEST = 5  # words of a name, "of", "the" and "a" aside: longer ones are never found in a label
_KEYS = ("label", "alt", "broader", "not")
_SILENT = frozenset({"of", "the", "a", "an"})
_LISTS = ("alt", "not")
Note = Callable[[int | None, str], None]
_fold = lru_cache(maxsize=1 << 16)(fold_label)  # each name is compared many times


def read_concepts(facet: str, rows: object, places: Callable[[], Places], note: Note) -> tuple[KnownConcept, ...]:
    """The concepts of one facet of one file, in its order; what is wrong with them goes to `note`, with its line.

    places: gives the lines of the file, which are looked for only when something is wrong.
    """
    if not isinstance(rows, list):
        line = places().key("facets", facet, "concepts")
        note(line, f"'concepts' takes tables: a line [[facets.{facet}.concepts]] before the keys of each concept")
        return ()
    read = (_concept(facet, number, row, places, note) for number, row in enumerate(rows))
    return joined((), tuple(concept for concept in read if concept))


def joined(base: Sequence[KnownConcept], own: Sequence[KnownConcept]) -> tuple[KnownConcept, ...]:
    """Concepts of the base, then new ones; a codebook knows its field better than the one that it extends.

    An own concept takes up those of the base that have its label among their names or their label among its names, each
    of them the one that shares most names with it: names and contrasts are added, a broader concept replaces. Any other
    name that an own concept has is taken from the base's concept that had it.
    """
    mine = _each_once(own)
    owner = {name: key for key in reversed(mine) for name in _folded(mine[key])} | {key: key for key in mine}
    taken_up: dict[str, list[KnownConcept]] = {}
    rest: dict[str, KnownConcept | None] = {}  # by label in the order of the base; None where an own concept stands
    for concept in base:
        names = _folded(concept)
        akin = dict.fromkeys(name for name in (owner.get(names[0], ""), *names) if name in mine)
        key = max(akin, key=lambda key: len({*names} & {*_folded(mine[key])}), default=None)
        if key is None:
            alt = tuple(alt for alt in concept.alt if _fold(alt) not in owner)
            rest[names[0]] = replace(concept, alt=alt)
        else:
            taken_up.setdefault(key, []).append(concept)
            rest.setdefault(key, None)
    whole = {key: _taken_up(concept, taken_up.get(key, ()), key, owner) for key, concept in mine.items()}
    places = dict.fromkeys((*rest, *whole))
    return tuple(known for key in places if (known := whole.get(key) or rest[key]))


def _each_once(concepts: Sequence[KnownConcept]) -> dict[str, KnownConcept]:
    """By folded label; what stands under one label is put together."""
    found: dict[str, KnownConcept] = {}
    for concept in concepts:
        key = _fold(concept.label)
        found[key] = _put_together(found[key], concept) if key in found else concept
    return found


def _taken_up(concept: KnownConcept, bases: Sequence[KnownConcept], key: str, owner: Mapping[str, str]) -> KnownConcept:
    """An own concept with all that the concepts of the base which it takes up have, but names of other own ones."""
    known = concept
    for base in reversed(bases):
        names = tuple(name for name in base.phrases if owner.get(_fold(name), key) == key)
        known = _put_together(KnownConcept(base.label, names, base.broader, base.apart), known)
    if not bases:
        return known
    label = next((base.label for base in bases if _fold(base.label) == key), concept.label)
    seen = {key: label} | {_fold(alt): alt for alt in reversed(known.alt) if _fold(alt) != key}
    alt = tuple(alt for alt in known.alt if seen[_fold(alt)] == alt and _fold(alt) != key)
    return replace(known, label=label, alt=tuple(dict.fromkeys(alt)))


def _put_together(one: KnownConcept, other: KnownConcept) -> KnownConcept:
    return KnownConcept(
        other.label,
        tuple(dict.fromkeys((*one.alt, *other.alt))),
        other.broader or one.broader,
        tuple(dict.fromkeys((*one.apart, *other.apart))),
    )


def _folded(concept: KnownConcept) -> tuple[str, ...]:
    return tuple(map(_fold, concept.phrases))


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


def _concept(facet: str, number: int, row: object, places: Callable[[], Places], note: Note) -> KnownConcept | None:
    label = row.get("label") if isinstance(row, Mapping) else None
    if not isinstance(row, Mapping) or not isinstance(label, str) or not label.strip():
        lines = places()
        here = lines.key("facets", facet, "concepts", str(number)) or lines.key("facets", facet, "concepts")
        note(here, f"a concept of {facet!r} needs 'label', a text in quotes; it may have: alt, broader, not")
        return None

    def line(key: str) -> int | None:
        own = places().key("facets", facet, "concepts", str(number), key)
        return own or line_of(places(), facet, number, "label", label)

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

"""The codebook: the facets of a review as data that a reviewer can edit.

In: the text of a TOML file, and the codebook that it extends. Out: one frozen Codebook, or BadCodebook naming the line.
Called by concord.resources (bundled and users' codebooks) and by tests. The words of a codebook are lemmas in lower
case; a cue of several words is matched as a run of lemmas.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from functools import cached_property
from typing import Any

from corpus.errors import BadCodebook


class ItemShape(StrEnum):
    """What the items of a facet look like, which decides how a label is cut out of a sentence."""

    NAME = "name"  # products, instruments, models: proper names
    NOUN_PHRASE = "noun phrase"  # roles, stages
    CLAUSE = "clause"  # challenges, solutions


@dataclass(frozen=True, slots=True)
class Entry:
    """A term that is known beforehand. forms: other spellings.

    ambiguous: it is an ordinary word too, so the context must agree.
    """

    label: str
    forms: tuple[str, ...] = ()
    ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class Facet:
    """One kind of theme, with everything that tells it.

    cues: nouns that name the facet ("challenge", "barrier"); a heading, lead-in or column that has one speaks of it.
    weak_cues: nouns that do so only where a section or table already speaks of the facet ("level", "profile").
    head_words: last words of phrases that are items wherever they stand ("engineer", "nurse").
    phrase_cues: openings that belong to the item which they open ("lack of trained staff").
    topic_cues: openings before the item ("the difficulty of hiring staff"); what follows must be a doing.
    verbs: what is done with items ("use"); their objects are items in a section that speaks of the facet.
    containers: nouns that name a scale or model whose levels are the items ("maturity model").
    negative: labels that are never items. patterns: regular expressions whose match is an item.
    singular: labels are put in the singular. include, exclude: examples for human coders.
    """

    name: str
    title: str
    plural: str
    definition: str
    item: ItemShape = ItemShape.NOUN_PHRASE
    cues: tuple[str, ...] = ()
    weak_cues: tuple[str, ...] = ()
    head_words: tuple[str, ...] = ()
    phrase_cues: tuple[str, ...] = ()
    topic_cues: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    containers: tuple[str, ...] = ()
    negative: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    lexicon: tuple[Entry, ...] = ()
    singular: bool = False
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Parts:
    """Words of section titles that tell the parts of a paper, as lemmas, and sentence words of the research itself.

    protocol: how the study was made; background: what others knew; back: references, appendices, lists of contents.
    research: words of a sentence that speaks about the making of the study ("search string").
    research_tools: names of databases and programs that serve the research itself and are no findings.
    """

    protocol: tuple[str, ...] = ()
    background: tuple[str, ...] = ()
    finding: tuple[str, ...] = ()
    back: tuple[str, ...] = ()
    research: tuple[str, ...] = ()
    research_tools: tuple[str, ...] = ()


@dataclass(frozen=True)
class Codebook:
    """The facets of a review in a fixed order, and the words that tell the parts of a paper."""

    name: str
    version: str
    title: str
    facets: tuple[Facet, ...]
    parts: Parts

    @cached_property
    def facet_of(self) -> dict[str, Facet]:
        return {facet.name: facet for facet in self.facets}


_FACET_LISTS = tuple(f.name for f in fields(Facet) if f.type == "tuple[str, ...]")
_FACET_TEXTS = ("title", "plural", "definition")
_PART_LISTS = tuple(f.name for f in fields(Parts))
_TOP = {"name", "version", "title", "extends", "facets", "parts"}


def extends(name: str, text: str) -> str | None:
    """The name of the codebook that this one builds on, None when it stands alone. Raises BadCodebook."""
    base = _load(name, text).get("extends")
    if base is not None and not isinstance(base, str):
        raise BadCodebook(name, "'extends' takes the name of one codebook, in quotes", _line(text, "extends"))
    return base


def parse(name: str, text: str, base: Codebook | None = None) -> Codebook:
    """The codebook that a TOML text says. Lists of a facet that the base has too are added to it, texts replace.

    Args:
        name: file name, for messages. text: the TOML. base: the codebook named in `extends`, already parsed.

    Raises:
        BadCodebook: not TOML, an unknown key, a wrong type, a pattern that does not compile; says the line.
    """
    data = _load(name, text)
    for key in sorted(data.keys() - _TOP):
        raise BadCodebook(name, f"unknown key {key!r}; there are: {', '.join(sorted(_TOP))}", _line(text, key))
    for key in ("name", "version", "title"):
        if not isinstance(data.get(key), str) or not data[key].strip():
            raise BadCodebook(name, f"needs {key!r}, a text in quotes", _line(text, key))
    facets = {facet.name: facet for facet in base.facets} if base else {}
    for key, table in data.get("facets", {}).items():
        facets[key] = _facet(name, text, key, table, facets.get(key))
    if not facets:
        raise BadCodebook(name, "has no facet; add a table [facets.NAME] or 'extends = \"generic\"'")
    parts = _parts(name, text, data.get("parts", {}), base.parts if base else Parts())
    return Codebook(data["name"], data["version"], data["title"], tuple(facets.values()), parts)


def _load(name: str, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"line (\d+)", str(error))
        raise BadCodebook(name, f"is not TOML: {error}", int(place[1]) if place else None) from None


def _facet(name: str, text: str, key: str, table: object, base: Facet | None) -> Facet:
    here = _line(text, rf"[facets.{key}]")
    if not isinstance(table, Mapping):
        raise BadCodebook(name, f"facet {key!r} must be a table [facets.{key}]", here)
    if not re.fullmatch(r"[a-z][a-z0-9_]*", key):
        raise BadCodebook(name, f"facet name {key!r} takes small letters, digits and _ only", here)
    known = {*_FACET_LISTS, *_FACET_TEXTS, "item", "singular", "lexicon"}
    for word in sorted(table.keys() - known):
        raise BadCodebook(
            name, f"facet {key!r} has an unknown key {word!r}; there are: {', '.join(sorted(known))}", _line(text, word)
        )
    if base is None and not isinstance(table.get("title"), str):
        raise BadCodebook(name, f"facet {key!r} needs a 'title'", here)
    start = base or Facet(key, str(table["title"]), str(table.get("plural", f"{table['title']}s")), "")
    changes: dict[str, Any] = {}
    for word in _FACET_TEXTS:
        if word in table:
            changes[word] = _text(name, text, word, table[word])
    for word in _FACET_LISTS:
        if word in table:
            changes[word] = tuple(dict.fromkeys((*getattr(start, word), *_texts(name, text, word, table[word]))))
    if "item" in table:
        changes["item"] = _shape(name, text, table["item"])
    if "singular" in table:
        changes["singular"] = bool(table["singular"])
    if "lexicon" in table:
        changes["lexicon"] = (*start.lexicon, *(_entry(name, text, row) for row in table["lexicon"]))
    for pattern in changes.get("patterns", ()):
        try:
            re.compile(pattern)
        except re.error as error:
            raise BadCodebook(name, f"pattern {pattern!r} does not compile: {error}", _line(text, pattern)) from None
    return replace(start, **changes)


def _shape(name: str, text: str, value: object) -> ItemShape:
    try:
        return ItemShape(str(value))
    except ValueError:
        shapes = ", ".join(repr(s.value) for s in ItemShape)
        raise BadCodebook(name, f"item {value!r} is none of {shapes}", _line(text, f'"{value}"')) from None


def _entry(name: str, text: str, row: object) -> Entry:
    if isinstance(row, str):
        return Entry(row)
    if isinstance(row, Mapping) and isinstance(row.get("label"), str) and row.keys() <= {"label", "forms", "ambiguous"}:
        return Entry(row["label"], _texts(name, text, "forms", row.get("forms", [])), bool(row.get("ambiguous", False)))
    raise BadCodebook(
        name,
        f"a lexicon entry is a text or {{label, forms, ambiguous}}, not {row!r}",
        _line(text, "lexicon"),
    )


def _parts(name: str, text: str, table: object, base: Parts) -> Parts:
    if not isinstance(table, Mapping):
        raise BadCodebook(name, "'parts' must be a table", _line(text, "parts"))
    for word in sorted(table.keys() - set(_PART_LISTS)):
        raise BadCodebook(name, f"[parts] has no {word!r}; there are: {', '.join(_PART_LISTS)}", _line(text, word))
    changes = {
        word: tuple(dict.fromkeys((*getattr(base, word), *_texts(name, text, word, table[word]))))
        for word in _PART_LISTS
        if word in table
    }
    return replace(base, **changes)


def _text(name: str, text: str, key: str, value: object) -> str:
    if not isinstance(value, str):
        raise BadCodebook(name, f"{key!r} takes a text in quotes, not {value!r}", _line(text, key))
    return value


def _texts(name: str, text: str, key: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(v, str) and v.strip() for v in value):
        raise BadCodebook(name, f"{key!r} takes a list of texts in quotes", _line(text, key))
    return tuple(value)


def _line(text: str, key: str) -> int | None:
    """The first line that holds a key, 1-based."""
    return next((n for n, line in enumerate(text.splitlines(), 1) if key in line), None)

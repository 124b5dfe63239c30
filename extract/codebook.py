"""A codebook from its TOML text: the facets of a review as data that a reviewer can edit.

In: the text of a TOML file, and the codebook that it extends. Out: one frozen Codebook, or all that is wrong with the
file, each with its line. Called by concord.codebooks, extract.codebook_check and tests. The words of a codebook are
lemmas in lower case; a cue of several words is matched as a run of lemmas.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from difflib import get_close_matches
from functools import cached_property
from typing import Any

from corpus.errors import BadCodebook
from extract.facet import Codebook, Entry, Facet, ItemShape, KnownConcept, Parts
from extract.known_concepts import joined, read_concepts
from extract.toml_places import Places, places

__all__ = ["Codebook", "Entry", "Facet", "ItemShape", "KnownConcept", "Parts", "Problem", "extends", "parse", "read"]


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a codebook, or doubtful. line: 1-based, None for the file as a whole.

    fatal: the codebook cannot be used; else it can, but something in it has no effect or not the one meant.
    """

    line: int | None
    message: str
    fatal: bool = True


_FACET_LISTS = tuple(f.name for f in fields(Facet) if f.type == "tuple[str, ...]")
_FACET_TEXTS = ("title", "plural", "definition")
_FACET_FLAGS = ("singular", "questions")
_FACET_KEYS = {*_FACET_LISTS, *_FACET_TEXTS, "item", "lexicon", "concepts", *_FACET_FLAGS}
_PART_LISTS = tuple(f.name for f in fields(Parts))
_TOP = {"name", "version", "title", "extends", "field", "facets", "parts"}
_HINTS = (
    ("Invalid value", 'a text stands in quotes, as in title = "Rivers"; yes and no are written true and false'),
    ("Unclosed array", "a list that opens with [ needs its ] and a comma between its texts"),
    ("Expected '=' after a key", "a line is   key = value"),
    ("Cannot declare", "this table stands twice; put all keys of a facet under one [facets.NAME]"),
    ("Cannot overwrite a value", "this key stands twice in its table"),
    ("Illegal character", "a text ends with the quotes that it began with, on the same line"),
    ("Unterminated string", "a text ends with the quotes that it began with"),
    ("Unescaped", "in double quotes a backslash is written twice; single quotes leave it as it is"),
)


def extends(name: str, text: str) -> str | None:
    """The name of the codebook that this one builds on, None when it stands alone. Raises BadCodebook."""
    base = _load(name, text).get("extends")
    if base is not None and not isinstance(base, str):
        raise BadCodebook(name, "'extends' takes the name of one codebook, in quotes", places(text).key("extends"))
    return base


def parse(name: str, text: str, base: Codebook | None = None) -> Codebook:
    """The codebook that a TOML text says. Lists of a facet that the base has too are added to it, texts replace.

    Args:
        name: file name, for messages. text: the TOML. base: the codebook named in `extends`, already parsed.

    Raises:
        BadCodebook: not TOML, an unknown key, a wrong type, a pattern that does not compile; says the first line.
    """
    book, problems = read(name, text, base)
    if book is None:
        first, *others = problems
        more = f" (and {len(others)} more; 'concord codebook check' names all)" if others else ""
        raise BadCodebook(name, first.message + more, first.line)
    return book


def read(name: str, text: str, base: Codebook | None = None) -> tuple[Codebook | None, tuple[Problem, ...]]:
    """The codebook of a text, None when it cannot be used, and all that is wrong with it, by line."""
    try:
        data = _load(name, text)
    except BadCodebook as error:
        return None, (Problem(error.line, error.reason),)
    reader = _Reader(text)
    book = reader.codebook(data, base)
    problems = tuple(sorted(reader.problems, key=lambda p: (p.line or 0, p.message)))
    return (None if problems else book), problems


def _load(name: str, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"line (\d+)", str(error))
        line = int(place[1]) if place else None
        hint = next((f"; {hint}" for words, hint in _HINTS if words in str(error)), "")
        if line and re.search("[“”„‘’]", text.split("\n")[line - 1]):
            hint = '; quotes must be straight ("), not curled as word processors make them'
        raise BadCodebook(name, f"is not TOML: {error}{hint}", line) from None


def _meant(word: str, known: Iterable[str]) -> str:
    """What may have been meant by a key that there is not: the one that looks like it, else all that there are."""
    near = get_close_matches(word, sorted(known), 1)
    return f"did you mean {near[0]!r}?" if near else f"there are: {', '.join(sorted(known))}"


@dataclass
class _Reader:
    """Turns tables into facets and notes what is wrong on the way, so that one look names everything."""

    text: str
    problems: list[Problem] = field(default_factory=list)

    @cached_property
    def places(self) -> Places:
        return places(self.text)

    def note(self, line: int | None, message: str) -> None:
        self.problems.append(Problem(line, message))

    def codebook(self, data: Mapping[str, Any], base: Codebook | None) -> Codebook:
        for key in data.keys() - _TOP:
            self.note(self.places.key(key), f"unknown key {key!r}; {_meant(key, _TOP)}")
        for key in ("name", "version", "title"):
            if not isinstance(data.get(key), str) or not data[key].strip():
                self.note(self.places.key(key), f"needs {key!r}, a text in quotes")
        facets = {facet.name: facet for facet in base.facets} if base else {}
        tables = data.get("facets", {})
        if not isinstance(tables, Mapping):
            self.note(self.places.key("facets"), "'facets' takes tables: a line [facets.NAME] before the keys of each")
            tables = {}
        for key, table in tables.items():
            facets[key] = self.facet(key, table, facets.get(key))
        if not facets:
            self.note(None, "has no facet; add a table [facets.NAME] or 'extends = \"generic\"'")
        parts = self.parts(data.get("parts", {}), base.parts if base else Parts())
        name, version, title = (str(data.get(key, "")) for key in ("name", "version", "title"))
        spoken = tuple(self.texts(("field",), data["field"])) if "field" in data else ()
        return Codebook(name, version, title, tuple(facets.values()), parts, spoken)

    def facet(self, key: str, table: object, base: Facet | None) -> Facet:
        here = self.places.key("facets", key)
        start = base or Facet(key, key, key, "")
        if not isinstance(table, Mapping):
            self.note(here, f"facet {key!r} must be a table [facets.{key}]")
            return start
        if not re.fullmatch(r"[a-z][a-z0-9_]*", key):
            self.note(here, f"facet name {key!r} takes small letters, digits and _ only")
        for word in table.keys() - _FACET_KEYS:
            line = self.places.key("facets", key, word)
            self.note(line, f"facet {key!r} has an unknown key {word!r}; {_meant(word, _FACET_KEYS)}")
        if base is None and "title" not in table:
            self.note(here, f"facet {key!r} needs a 'title'")
        changes: dict[str, Any] = {}
        for word in _FACET_TEXTS:
            if word in table:
                changes[word] = self.one_text(("facets", key, word), table[word])
        if base is None and "plural" not in table:
            changes["plural"] = f"{changes.get('title', key)}s"
        for word in _FACET_LISTS:
            if word in table:
                own = self.texts(("facets", key, word), table[word])
                changes[word] = tuple(dict.fromkeys((*getattr(start, word), *own)))
        if "item" in table:
            changes["item"] = self.shape(key, table["item"])
        for word in _FACET_FLAGS:
            if word in table:
                changes[word] = self.flag(("facets", key, word), table[word])
        if "lexicon" in table:
            changes["lexicon"] = (*start.lexicon, *self.lexicon(key, table["lexicon"]))
        if "concepts" in table:
            own_concepts = read_concepts(key, table["concepts"], lambda: self.places, self.note)
            changes["concepts"] = joined(start.concepts, own_concepts)
        for pattern in changes.get("patterns", ())[len(start.patterns) :]:
            self.pattern(("facets", key, "patterns"), pattern)
        return replace(start, **changes)

    def shape(self, key: str, value: object) -> ItemShape:
        try:
            return ItemShape(str(value))
        except ValueError:
            shapes = ", ".join(repr(s.value) for s in ItemShape)
            self.note(self.places.key("facets", key, "item"), f"item {value!r} is none of {shapes}")
            return ItemShape.NOUN_PHRASE

    def pattern(self, path: tuple[str, ...], pattern: str) -> None:
        try:
            if re.compile(pattern).match(""):
                self.note(self.places.text(path, pattern), f"pattern {pattern!r} matches nothing at all, so everywhere")
        except re.error as error:
            self.note(self.places.text(path, pattern), f"pattern {pattern!r} does not compile: {error}")

    def lexicon(self, key: str, rows: object) -> list[Entry]:
        path = ("facets", key, "lexicon")
        if not isinstance(rows, list):
            self.note(self.places.key(*path), "'lexicon' takes a list of terms")
            return []
        return [entry for row in rows if (entry := self.entry(path, row))]

    def entry(self, path: tuple[str, ...], row: object) -> Entry | None:
        if isinstance(row, str) and row.strip():
            return Entry(row)
        label = row.get("label") if isinstance(row, Mapping) else None
        line = self.places.text(path, label) if isinstance(label, str) else self.places.key(*path)
        if not isinstance(row, Mapping) or not label or not isinstance(label, str):
            self.note(line, f"a lexicon entry is a text or {{label, forms, ambiguous}}, not {row!r}")
            return None
        for word in row.keys() - {"label", "forms", "ambiguous"}:
            self.note(line, f"lexicon entry {label!r} has an unknown key {word!r}; there are: label, forms, ambiguous")
        forms = row.get("forms", [])
        if not isinstance(forms, list) or not all(isinstance(form, str) and form.strip() for form in forms):
            self.note(line, f"the 'forms' of lexicon entry {label!r} take a list of texts in quotes")
            forms = []
        ambiguous = row.get("ambiguous", False)
        if not isinstance(ambiguous, bool):
            self.note(line, f"'ambiguous' of lexicon entry {label!r} takes true or false, without quotes")
        return Entry(label, tuple(forms), ambiguous is True)

    def parts(self, table: object, base: Parts) -> Parts:
        if not isinstance(table, Mapping):
            self.note(self.places.key("parts"), "'parts' must be a table [parts]")
            return base
        for word in table.keys() - set(_PART_LISTS):
            self.note(self.places.key("parts", word), f"[parts] has no {word!r}; {_meant(word, _PART_LISTS)}")
        changes = {
            word: tuple(dict.fromkeys((*getattr(base, word), *self.texts(("parts", word), table[word]))))
            for word in _PART_LISTS
            if word in table
        }
        return replace(base, **changes)

    def flag(self, path: tuple[str, ...], value: object) -> bool:
        if not isinstance(value, bool):
            self.note(self.places.key(*path), f"{path[-1]!r} takes true or false, without quotes")
        return value is True

    def one_text(self, path: tuple[str, ...], value: object) -> str:
        if not isinstance(value, str):
            self.note(self.places.key(*path), f"{path[-1]!r} takes a text in quotes, not {value!r}")
        return str(value)

    def texts(self, path: tuple[str, ...], value: object) -> Sequence[str]:
        if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
            self.note(self.places.key(*path), f"{path[-1]!r} takes a list of texts in quotes")
            return ()
        for empty in (v for v in value if not v.strip()):
            self.note(self.places.text(path, empty), f"{path[-1]!r} holds an empty text")
        return value

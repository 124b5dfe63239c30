"""The words in which papers tell their method, as data.

In: the text of a TOML file. Out: a Vocabulary whose names are found in a text by one pass each. Called by
concord.resources, which reads the file, and by tests; used by every kind of fact.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from corpus.errors import BadCodebook

_BE = (
    r"\b(?:were|was|been|being|are|is|be)\s(?:then\s|also\s|further\s|finally\s|thus\s|therefore\s|not\s|again\s)?"
    r"(?:\w+ly\s)?"
)
_LISTS = ("types", "databases", "guidelines", "framings", "appraisals")


@dataclass(frozen=True, slots=True)
class Name:
    """A name with its other spellings.

    ambiguous: the forms are ordinary words or publishers too. general: the name says little (any more special one of
    the same list is better). surname: the forms are authors and stand for the method they wrote of. review: a kind of
    study that reads other studies. platform: it gives access to other databases too ("MEDLINE via Ovid").
    """

    name: str
    forms: tuple[str, ...]
    ambiguous: bool = False
    general: bool = False
    surname: bool = False
    review: bool = False
    platform: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A name in a text. start, end: positions in that text."""

    entry: Name
    start: int
    end: int


@dataclass(frozen=True)
class Names:
    """A list of names that are looked for together; where several begin at one place, the longest form wins."""

    entries: tuple[Name, ...]

    @cached_property
    def _of_form(self) -> dict[str, Name]:
        table: dict[str, Name] = {}
        for entry in self.entries:
            for form in entry.forms:
                table.setdefault(form, entry)
                table.setdefault(_folded(form), entry)
        return table

    @cached_property
    def pattern(self) -> str:
        """A regular expression, without groups, that matches any form as whole words."""
        forms = sorted({form for entry in self.entries for form in entry.forms}, key=lambda f: (-len(f), f))
        return rf"(?<![\w/])(?:{'|'.join(_of_form(form) for form in forms)})(?!\w)"

    @cached_property
    def _matcher(self) -> re.Pattern[str]:
        return re.compile(self.pattern)

    def hits(self, text: str) -> Iterator[Hit]:
        """The names in a text, in order of place, without overlaps."""
        for match in self._matcher.finditer(text):
            if entry := self._of_form.get(match[0]) or self._of_form.get(_folded(match[0])):
                yield Hit(entry, match.start(), match.end())


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that give a number its stage in the selection; stage: the value of a Stage."""

    stage: str
    pattern: re.Pattern[str]


@dataclass(frozen=True)
class Vocabulary:
    """Everything that the kinds of facts know beforehand.

    sections: words of titles by what their section is for. things: what a selection counts. backward, forward, boxes:
    words that give their stage to the number before them, after them, and after them in a box of a flow diagram.
    """

    sections: Mapping[str, tuple[str, ...]]
    types: Names
    databases: Names
    guidelines: Names
    framings: Names
    appraisals: Names
    things: tuple[str, ...]
    backward: tuple[Cue, ...]
    forward: tuple[Cue, ...]
    boxes: tuple[Cue, ...]

    @cached_property
    def thing(self) -> str:
        """A regular expression, without groups, for what a selection counts."""
        return rf"\b(?:{'|'.join(re.escape(word) for word in sorted(self.things, key=lambda w: (-len(w), w)))})\b"


def parse(name: str, text: str) -> Vocabulary:
    """The vocabulary of a TOML text. Raises BadCodebook: no TOML, or a list or a form is missing."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadCodebook(name, f"is not TOML: {error}") from None
    try:
        types, databases, guidelines, framings, appraisals = (Names(tuple(map(_name, data[key]))) for key in _LISTS)
        backward, forward, boxes = (tuple(map(_cue, data["funnel"][key])) for key in ("backward", "forward", "boxes"))
        return Vocabulary(
            sections={str(key): tuple(words) for key, words in data["sections"].items()},
            types=types,
            databases=databases,
            guidelines=guidelines,
            framings=framings,
            appraisals=appraisals,
            things=tuple(data["funnel"]["things"]),
            backward=backward,
            forward=forward,
            boxes=boxes,
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise BadCodebook(name, f"lacks {error}") from None
    except re.error as error:
        raise BadCodebook(name, f"a pattern does not compile: {error}") from None


def _cue(row: Mapping[str, str]) -> Cue:
    return Cue(row["stage"], re.compile(row["pattern"].replace("BE", _BE), re.IGNORECASE))


def _name(row: Mapping[str, Any]) -> Name:
    flags = {key: bool(row.get(key, False)) for key in ("ambiguous", "general", "surname", "review", "platform")}
    return Name(str(row["name"]), tuple(row["forms"]), **flags)


def _of_form(form: str) -> str:
    """The expression of a form: a blank is any gap or hyphen, and case counts only where the form has a capital."""
    words = [re.escape(part) for part in re.split(r"[\s-]+", form)]
    gap = r"(?:[\s\u00a0]*[-\u2010-\u2015][\s\u00a0]*|[\s\u00a0]+)"
    body = gap.join(words)
    return body if form != form.lower() else f"(?i:{body})"


def _folded(text: str) -> str:
    """A form as the table of forms has it: hyphens and runs of blanks are one blank, letters are small."""
    return " ".join(re.split(r"[\s\u00a0\u2010-\u2015-]+", text)).lower()

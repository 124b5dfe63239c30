"""A methods section as values: sections of sentences, whose parts may lead to the list that they count.

In: nothing. Out: Part, Sentence and Section, and a text of them as Markdown or plain. Made by the modules beside this
one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_PLACE = re.compile(r"\{(\d+)\}")
_SPECIAL = re.compile(r"([\\`*_\[\]<>#|])")


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a sentence. page: of the dashboard that lists what it counts, by the name of its file, "" where it
    counts nothing. url: names and values that its address says besides.
    """

    text: str
    page: str = ""
    url: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """Parts that read as one sentence when they are put together as they are."""

    parts: tuple[Part, ...]

    @property
    def text(self) -> str:
        return "".join(part.text for part in self.parts)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its sentences, in order; never without one."""

    title: str
    sentences: tuple[Sentence, ...]


def door(text: str, page: str, **url: str) -> Part:
    """A part that leads to the list that it counts."""
    return Part(text, page, tuple(sorted(url.items())))


def sentence(pattern: str, *parts: Part | str) -> Sentence:
    """A sentence of a pattern with {0}, {1} ... for its parts.

    >>> sentence("There are {0}.", door("2 studies", "studies")).text
    'There are 2 studies.'
    """
    made: list[Part] = []
    for place, piece in enumerate(_PLACE.split(pattern)):
        if place % 2:
            given = parts[int(piece)]
            made.append(Part(given) if isinstance(given, str) else given)
        elif piece:
            made.append(Part(piece))
    return Sentence(tuple(made))


def counted(number: int, thing: str, plural: str = "") -> str:
    """A number with its thing.

    >>> counted(1, "study", "studies"), counted(1200, "theme")
    ('1 study', '1,200 themes')
    """
    return f"{number:,} {thing if number == 1 else plural or thing + 's'}"


def listed(words: Iterable[str]) -> str:
    """Words as a list of a sentence.

    >>> listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"])
    ('a', 'a and b', 'a, b and c')
    """
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last


def plain(found: Iterable[Section]) -> str:
    """Headings and paragraphs without any marks; ends with a line break."""
    return "\n\n".join(f"{one.title}\n\n{_paragraph(one)}" for one in found) + "\n"


def markdown(found: Iterable[Section]) -> str:
    """The same as Markdown under headings of the second level; what Markdown would read as a mark is escaped."""
    return "\n\n".join(f"## {one.title}\n\n{_escaped(_paragraph(one))}" for one in found) + "\n"


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


def _paragraph(one: Section) -> str:
    return " ".join(sentence.text for sentence in one.sentences)

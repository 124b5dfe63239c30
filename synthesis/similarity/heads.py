"""Head and modifiers of a label: in "ward nurse" and "ward manager" the heads differ, "X of Y" is "Y X".

In: tokens of a label. Out: a Phrase. Used by synthesis.similarity.reading. The head of an English noun phrase is its
last noun before a preposition; of a verb phrase ("collecting the samples") the verb, which names the
action as the noun does in "sample collection".
"""

from __future__ import annotations

from dataclasses import dataclass

from extract.words import FUNCTION_WORDS
from synthesis.similarity.words import stem

_PREPOSITIONS = frozenset(
    "of in on for to with at by from as into onto over under between among within across per via".split()
)
_DETERMINERS = frozenset("the a an their its our your his her this that these those".split())


@dataclass(frozen=True, slots=True)
class Phrase:
    """Stems of a label. heads: the head, words coordinated with it, and a leading verb in -ing; empty without words.

    modifiers: the other telling words, in order of place. core: the stems before what a preposition other than "of"
    adds ("review of cases" in "review of cases for the board"). joined: coordinated heads in order ("sampling and
    analysis"), () for one head.
    """

    heads: frozenset[str]
    modifiers: tuple[str, ...]
    core: frozenset[str] = frozenset()
    joined: tuple[str, ...] = ()


def phrase(words: tuple[str, ...], stems: tuple[str, ...] | None = None) -> Phrase:
    """Head and modifiers of the words of a label.

    stems: of each word what it is compared by, its stem when it is not given.

    >>> phrase(("collection", "of", "samples")) == phrase(("sample", "collection"))
    True
    >>> phrase(("collecting", "samples")).heads & phrase(("sample", "collection")).heads == {"collect"}
    True
    """
    folded = dict(zip(words, stems or map(stem, words), strict=True)).__getitem__
    words = tuple(word for word in words if word not in _DETERMINERS)
    telling = _telling(words)
    if not telling:
        return Phrase(frozenset(), ())
    core = _before(words, _PREPOSITIONS)
    heads = frozenset(map(folded, _heads(core) or telling[-1:]))
    rest = tuple(dict.fromkeys(folded(word) for word in telling if folded(word) not in heads))
    inner = _telling(_before(words, _PREPOSITIONS - {"of"})) or telling
    ends = tuple(dict.fromkeys(map(folded, _ends(core))))
    return Phrase(heads, rest, frozenset(map(folded, inner)), ends if len(ends) > 1 else ())


def _telling(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for word in words if word not in FUNCTION_WORDS)


def _before(words: tuple[str, ...], prepositions: frozenset[str]) -> tuple[str, ...]:
    """The words before the first of these prepositions that stands inside."""
    for place, word in enumerate(words):
        if word in prepositions and place > 0:
            return words[:place]
    return words


def _heads(core: tuple[str, ...]) -> tuple[str, ...]:
    """The last telling word of each coordinated part, and a leading verb in -ing that may have them as objects."""
    verb = core[:1] if len(core) > 1 and core[0].endswith("ing") and len(core[0]) > 5 else ()
    return tuple(dict.fromkeys(verb + _ends(core)))


def _ends(core: tuple[str, ...]) -> tuple[str, ...]:
    """The last telling word of each part that "and" or "or" joins."""
    parts: list[tuple[str, ...]] = [()]
    for word in core:
        parts = [*parts, ()] if word in ("and", "or") else [*parts[:-1], (*parts[-1], word)]
    return tuple(_telling(part)[-1] for part in parts if _telling(part))

"""Proper names: a product, a place or a method that is called so has near neighbours in meaning that are other things.

In: a label as written and the quote it stands in. Out: whether it is a name. Used by synthesis.similarity.reading.
"""

from __future__ import annotations

import re

from extract.words import FUNCTION_WORDS

_CLASSES = frozenset("system platform tool software app application framework library package service".split())
_JOINT = re.compile(r"(?:\band\b|\bor\b|&|/)", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:[.\-+#][^\W_]+)*[+#]*")


def is_name(label: str, quote: str = "") -> bool:
    """Whether a label is a proper name.

    It is when each telling word is capitalised and one has a capital or digit inside ("DataHub", "R2"), or when it is
    so capitalised in the middle of a sentence that has lower-case words around it. Two things that "and" joins are no
    name by capitals alone.

    >>> is_name("DataHub"), is_name("Team lead"), is_name("Prague", "The office in Prague grew."), is_name("Testing")
    (True, False, True, False)
    >>> is_name("Plan and Order", "It has the steps Plan and Order, and Deliver, as they call it.")
    False
    """
    words = [word for word in _WORD.findall(label) if word.casefold() not in FUNCTION_WORDS]
    if not words or not all(_begins_like_a_name(word) for word in words):
        return any(_has_inner_sign(word) for word in words) and len(words) == 1
    joined = bool(_JOINT.search(label))
    return any(_has_inner_sign(word) for word in words) or (not joined and _amid_lower_case(label, quote))


def without_class(label: str) -> str:
    """A proper name less the noun that says what kind of thing it is; any other label as it is.

    >>> without_class("GitHub platform"), without_class("Payment platform")
    ('GitHub', 'Payment platform')
    """
    words = label.split()
    if len(words) > 1 and words[-1].casefold().removesuffix("s") in _CLASSES and all(map(_is_named, words[:-1])):
        return " ".join(words[:-1])
    return label


def _is_named(word: str) -> bool:
    return _has_inner_sign(word) or (len(word) > 1 and word.isupper())


def _begins_like_a_name(word: str) -> bool:
    return word[0].isupper() or word[0].isdigit()


def _has_inner_sign(word: str) -> bool:
    """A capital inside the word, a digit after a letter, or a dot: "GitHub", "Web2", "Some.org"."""
    return bool(re.search(r"[a-z][A-Z]|[A-Z]{2,}[a-z]{2,}|[A-Za-z]\d|\w\.\w", word))


def _amid_lower_case(label: str, quote: str) -> bool:
    """The label stands inside the quote, not at its start, and most other words there are in lower case."""
    place = quote.find(label)
    if place <= 0 or quote[:place].rstrip()[-1:] in (".", ":", "!", "?", "•", ""):
        return False
    others = _WORD.findall(quote[:place] + " " + quote[place + len(label) :])
    lower = sum(word[0].islower() for word in others)
    return len(others) >= 3 and lower >= 0.6 * len(others)

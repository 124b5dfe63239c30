"""Words of short texts, folded, and the words that say little.

In: labels and sentences. Out: tuples of words. Used by extract.abbreviations and by synthesis.similarity, which must
see the same words.
"""

from __future__ import annotations

import re
import unicodedata

FUNCTION_WORDS = frozenset(
    "a an the and or of in on for to with at by from as into onto over under between among within across per via "
    "its their our his her your this that these those is are be been being was were has have had it they we "
    "which who whose when while both each all any some such other own etc".split()
)

# Words that name the kind of a thing and not the thing: "the process of X" and "difficult X" say little more than X.
CONTAINERS = frozenset(
    "process procedure stage phase step activity task pipeline issue problem concern challenge challenging difficulty "
    "difficult hard complex complexity barrier obstacle aspect factor".split()
)


def tokens(text: str) -> tuple[str, ...]:
    """Words and numbers in order, casefolded, signs dropped; "&" is "and".

    >>> tokens("CI/CD & Data-Quality")
    ('ci', 'cd', 'and', 'data', 'quality')
    """
    folded = (
        unicodedata.normalize("NFKC", text).casefold().replace("&", " and ").replace("'s ", " ").replace("’s ", " ")
    )
    return tuple(re.sub(r"[^\w]+|_", " ", folded).split())

"""Which concept of the codebook a label names, whatever number, remark in brackets or second name stands with it.

In: a label as written, its words with abbreviations written out, its facet and a Thesaurus. Out: a Named. Called by
synthesis.similarity.reading.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.words import tokens
from synthesis.similarity.thesaurus import Thesaurus

_REMARK = re.compile(r"[(\[][^()\[\]]*[)\]]")
_NUMBER = re.compile(r"^\W*(?:\d+|[ivx]+)[.):]\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Named:
    """Names of rings of concepts, "" for none. exactly: the label is a name of it. about: it is most of the label."""

    exactly: str = ""
    about: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(name for name in (self.exactly, self.about) if name)


NOTHING = Named()


def named(label: str, words: tuple[str, ...], facet: str, thesaurus: Thesaurus) -> Named:
    """What a label names: as a whole, without its number and remarks, by its words, or in all parts between strokes.

    Parts that name different concepts ("cleaning/labelling") name none together.
    """
    bare = _REMARK.sub(" ", _NUMBER.sub("", label))
    texts = dict.fromkeys((tokens(label), tokens(bare), words))
    exactly = next((name for text in texts if (name := thesaurus.concept(text, facet))), "")
    if not exactly and "/" in bare:
        parts = {thesaurus.concept(tokens(part), facet) for part in bare.split("/")}
        exactly = next(iter(parts)) if len(parts) == 1 else ""
    return Named(exactly, exactly or thesaurus.about(words, facet))

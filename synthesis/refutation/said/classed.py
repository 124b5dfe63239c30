"""Which class of things a study puts a named product in: "X is a scheduling tool", "scheduling tools such as X".

In: a sentence. Out: Claims on the scale "class", one a product; `other` is the class as written. Called by gather.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from synthesis.refutation.reading import Reading, Sentence
from synthesis.refutation.said import voice
from synthesis.refutation.said.claim import Claim, claim

SCALE = "class"
_HEAD = (
    r"(?:tool|platform|framework|system|software|librar(?:y|ie)|solution|engine|service|technolog(?:y|ie)|product|"
    r"application|package|environment|server|suite|app)s?"
)
_CLASS = rf"(?P<class>(?:[\w/-]+\s){{1,6}}?{_HEAD})"
_NAME = r"[A-Z][\w.+-]*(?:\s[A-Z][\w.+-]*){0,2}"
_LIST = rf"(?P<names>{_NAME}(?:(?:,\s(?:and\s|or\s)?|\sand\s|\sor\s){_NAME})*)"
_IS = re.compile(rf"\b(?P<names>{_NAME})\s(?:is|was)\s(?:an?|the|one\sof\sthe)\s(?i:{_CLASS})(?=[\s,.;:])")
_AS = r"(?:such\sas|like|including|\(e\.g\.,?|e\.g\.,?)"
_SUCH = re.compile(rf"\b(?i:{_CLASS}),?\s?(?:{_AS}\s{_LIST}|\({_LIST.replace('names', 'held')}\))")
_TEST = re.compile(rf"\b{_HEAD}\b", re.IGNORECASE)
_JOINT = re.compile(r"\b(?:of|for|and|by|with|in|to|or|other|from|on|as|a|an|the|via|through)\s", re.IGNORECASE)
_DOES = re.compile(r"(?:[a-z]{4,}ing|[a-z]{3,}(?:tion|sion|ment|ance|ence|age|ysis))$")
_NO_DOING = frozenset(  # words with such an ending that name no doing of a product
    "learning existing including following emerging leading competing using being information application operation "
    "operations implementation version production organization organisation solution intelligence environment language "
    "storage engineering computing edge".split()
)


def classes(reading: Reading, sentence: Sentence) -> Iterator[Claim]:
    """The claims of one sentence on the class of named products, where the class says what such products do."""
    text = sentence.text
    if not _TEST.search(text) or voice.unasserted(text):
        return
    for pattern in (_IS, _SUCH):
        for found in pattern.finditer(text):
            held = found.groupdict()
            kind = _kind(found["class"])
            for name in re.split(r",\s(?:and\s|or\s)?|\sand\s|\sor\s", held["names"] or held.get("held") or ""):
                if doings(kind):
                    yield claim(reading, sentence, SCALE, "is", (name.strip(" ."),), found.span(), kind)


def _kind(written: str) -> str:
    """The class without what only leads to it: "for use with scheduling tools", "adopting scheduling tools"."""
    words = _JOINT.split(written)[-1].split()
    return " ".join(words[1:] if len(words) > 2 and words[0].casefold().endswith("ing") else words)


def doings(phrase: str) -> frozenset[str]:
    """The words of a class that say what its members do: "scheduling", "deployment"."""
    words = re.findall(r"[a-z]+", phrase.casefold())
    return frozenset(word for word in words[:-1] if _DOES.search(word) and word not in _NO_DOING)

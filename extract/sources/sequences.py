"""Themes from sentences that narrate a process: "it begins with A, followed by B, and ends with C".

In: a sentence with its scope. Out: candidates of the facet that phases belong to. Called by extract.sources.phrases.
The sentence must speak of the process: by its section, by a noun for processes, or by naming two steps or more.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import TYPE_CHECKING

from extract.candidate import Candidate, Container
from extract.codebook import Facet
from extract.language import lemma
from extract.sources.doings import doings, narrates
from extract.sources.items import items
from extract.sources.spans import FINITE, phrase, subject
from extract.sources.telling import Told, facet_named, listed, propose
from extract.theme import Evidence

if TYPE_CHECKING:
    from spacy.tokens import Span

    from extract.language import Tokens

_PASS = frozenset("pass go move proceed run progress travel lead flow advance cycle".split())
_BEGIN = frozenset("begin start commence open".split())
_GO_ON = frozenset("continue proceed move go".split())
_END = frozenset("end conclude finish close culminate terminate".split())
_DIVIDE = frozenset("decompose divide split subdivide break structure organise organize".split())
_NEXT = frozenset("then next finally subsequently".split())
_OF_PROCESS = frozenset(
    "process workflow pathway procedure lifecycle cycle project programme program work journey chain sequence "
    "route approach production delivery implementation method practice pipeline course".split()
)
_RANGE = frozenset("range span extend run stretch reach".split())
_OF_TEXT = frozenset(
    "paper section article chapter study review we i author search screening table figure discussion".split()
)
_VAGUE = frozenset(
    "ask it they this that work team process project stage phase step time point day week month year many one "
    "case need result model study review question problem example start end beginning success".split()
)
_STOPS = frozenset(("before", "after", "until", "which", "that", "where", "while", "when", "so"))


def narrated(told: Told) -> Iterator[Candidate]:
    """The steps of a process that a sentence narrates, in their order."""
    facet = facet_named(told.scope, "phase")
    if facet is None or told.asks:
        return
    known = told.known
    if (
        (known & _PASS and "through" in known)
        or known & (_BEGIN | _END | _GO_ON | _DIVIDE | {"round"})
        or {"follow", "by"} <= known
    ):
        yield from _course(told, facet)
    if "from" in known and "to" in known:
        yield from _range(told, facet)
    if "precede" in known:
        yield from _neighbours(told, facet)
    yield from doings(told, facet)


def _course(told: Told, facet: Facet) -> Iterator[Candidate]:
    """ "passes through A, B and C"; "begins with A, followed by B and C, and ends with D"."""
    tokens = told.sentence
    running = narrates(told)
    marks = list(_marks(tokens, begun=running))
    if not marks:
        return
    head = next((t for t in told.words if t.i < tokens[marks[0][0]].i and t.dep_ in ("nsubj", "nsubjpass")), None)
    if head is not None and (
        lemma(head) in _OF_TEXT or head.i in {told.head(c).i for c in told.cues if c.facet != facet.name}
    ):
        return
    only_followed = all(lemma(tokens[mark]) == "follow" or lemma(tokens[mark]) in _DIVIDE for mark, _ in marks)
    if only_followed and not (running or facet.name == told.context):
        return
    parts: list[Tokens] = []
    for k, (_, start) in enumerate(marks):
        stop = marks[k + 1][0] if k + 1 < len(marks) else len(tokens)
        for part in listed(tokens[start:stop]):
            part = phrase(part)
            if _names_step(part):
                parts.append(part)
    spoken = running or told.speaks_of(facet) or bool(told.known & _OF_PROCESS)
    alone = running or facet.name == told.context
    if told.context not in (None, facet.name) and not running and len(parts) < 3:
        return
    if (len(parts) > 1 and (spoken or len(parts) > 2)) or (len(parts) == 1 and alone):
        yield from _steps(told, facet, parts, "the sentence narrates the course of a process", 0.6)


def _marks(tokens: Span, *, begun: bool) -> Iterator[tuple[int, int]]:
    """(where a mark of the course opens, where what it names begins). begun: an earlier sentence opened the course."""
    for i in range(len(tokens) - 1):
        word, following = lemma(tokens[i]), tokens[i + 1].lower_
        verbal = tokens[i].pos_ in ("VERB", "AUX", "ADJ", "NOUN")
        start = None
        if word in _PASS and following == "through" and verbal:
            start = i + 2
        elif verbal and word in _DIVIDE and following == "into":
            start = i + 2
        elif verbal and word in _BEGIN:
            start = _linked(tokens, i, ("with", "by", "from", "at"))
        elif word == "round" and following == "off":
            start = _linked(tokens, i + 1, ("by", "with"))
        elif verbal and word in _END:
            start = _linked(tokens, i, ("with", "in", "by", "at"))
        elif word == "follow":
            start = _linked(tokens, i, ("by",))
        elif begun and verbal and word in _GO_ON:
            start = _linked(tokens, i, ("with", "to", "through", "into", "on"))
            if start is not None and tokens[start - 1].lower_ == "on" and tokens[start].lower_ in ("with", "to"):
                start += 1
        elif (
            begun
            and word == "and"
            and following in ("with", "by")
            and tokens[i + 2 : i + 3].text not in ("means", "way")
        ):
            start = i + 2
        elif begun and word in _NEXT and tokens[i + 1].pos_ in ("NOUN", "DET", "ADJ", "PROPN", "ADP"):
            start = i + 1 + (following in ("to", "by", "with", "through"))
        if start is not None and start < len(tokens):
            begun = True
            yield i, start


def _linked(tokens: Span, i: int, links: tuple[str, ...]) -> int | None:
    """The place behind the link of a verb, an aside between commas passed over ("ends, as a rule, with X")."""
    j = i + 1
    if tokens[j].text == ",":
        j = next((k + 1 for k in range(j + 1, min(j + 10, len(tokens) - 1)) if tokens[k].text == ","), j)
    return j + 1 if j < len(tokens) and tokens[j].lower_ in links else None


def _names_step(part: Tokens) -> bool:
    """Whether words may name a step: a noun or a doing, neither a pronoun nor a word for steps in general."""
    if not 1 <= len(part) <= 9 or part[0].lower_ == "to":
        return False
    if all(t.pos_ == "PROPN" for t in part) and part[0].text[:1].isupper():
        return False
    if part[0].pos_ not in ("NOUN", "PROPN", "ADJ", "DET", "VERB", "NUM") or part[0].tag_ in ("VB", "VBP"):
        return False
    nouns = [t for t in part if t.pos_ in ("NOUN", "PROPN") or t.tag_ == "VBG"]
    if not nouns or any(t.tag_ in FINITE and t.pos_ in ("VERB", "AUX") and t.tag_ != "VBP" for t in part):
        return False
    return not (len(part) <= 2 and lemma(part[-1]) in _VAGUE) and not any(t.like_num for t in part[:1])


def _range(told: Told, facet: Facet) -> Iterator[Candidate]:
    """ "the stages range from A through B to C"."""
    tokens = told.sentence
    for i, token in enumerate(tokens):
        if token.lower_ != "from" or i + 2 >= len(tokens):
            continue
        end = next(
            (k for k in range(i + 1, len(tokens)) if tokens[k].text in ".;:()" or tokens[k].lower_ in _STOPS),
            len(tokens),
        )
        cuts = [k for k in range(i + 1, end) if tokens[k].lower_ in ("to", "through", "via") and tokens[k].tag_ != "VB"]
        if not cuts:
            continue
        before = {lemma(t) for t in tokens[max(0, i - 3) : i]}
        if not before & _RANGE or facet.name not in {told.context, *(c.facet for c in told.cues)}:
            continue
        edges = [i, *cuts, end]
        parts: list[Tokens] = []
        for a, b in itertools.pairwise(edges):
            piece = tokens[a + 1 : b]
            found = [piece] if b != end else listed(piece)
            parts += [phrase(p) for p in found if len(p)]
        parts = [p for p in parts if _names_step(p)]
        if len(parts) > 1 and (len(parts) > 2 or facet.name == told.context):
            yield from _steps(told, facet, parts, "the sentence spans a process from its first step to its last", 0.55)
            return


def _neighbours(told: Told, facet: Facet) -> Iterator[Candidate]:
    """ "A precedes B", "B is preceded by A", in a section or paragraph on the steps."""
    if facet.name not in (told.context, told.opening):
        return
    for verb in told.words:
        word = lemma(verb)
        if word != "precede" or verb.pos_ != "VERB":
            continue
        first = subject(verb)
        cued = {told.head(c).i for c in told.cues}
        agent = next((c for c in verb.children if c.dep_ in ("agent", "prep") and c.lower_ == "by"), None)
        second = next((c for c in (agent.children if agent else verb.children) if c.dep_ in ("pobj", "dobj")), None)
        if first is None or second is None or lemma(first) in _OF_TEXT | _VAGUE or lemma(second) in _OF_TEXT | _VAGUE:
            continue
        if first.i in cued or second.i in cued:
            continue
        doc = told.passage.doc
        sides = [phrase(doc[n.left_edge.i : n.right_edge.i + 1]) for n in (first, second)]
        if agent is not None:
            sides.reverse()
        parts = [p for side in sides for p in listed(side) if _names_step(p)]
        yield from _steps(told, facet, parts, f"“{verb.text}” orders two steps", 0.55)


def _steps(told: Told, facet: Facet, parts: list[Tokens], why: str, confidence: float) -> Iterator[Candidate]:
    if not parts:
        return
    container = Container(f"course at {told.passage.offset + parts[0][0].idx}")
    for order, part in enumerate(parts):
        for item in items(told.passage, part, facet):
            yield propose(
                told, facet, item, why, confidence, evidence=Evidence.PHRASE, container=container, order=order
            )

"""What was taken in, what was left out, and by what quality was judged: criteria in the study's own words.

In: an Own. Out: Found of kinds INCLUSION, EXCLUSION and QUALITY; label: "IC1" where the paper numbers them so. Called
by gather. Criteria stand as list items under a heading or lead-in that names them, as a series after a colon, or as a
sentence that says what was included or excluded; those of tables are read by criteria_tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from corpus.study import BlockKind
from extract.facts.numbers import numbers
from extract.facts.own import Own, Place, Sentence
from extract.facts.values import Found, Kind

_INCLUSION = (
    r"(?:inclusion|eligibility|selection)\s(?:and\sexclusion\s)?(?:criteri(?:a|on)|conditions)|"
    r"criteria\sfor\s(?:inclusion|eligibility)|\b(?:included|eligible)\s(?:\w+\s){0,3}?if\b|\binclusion\s?:"
)
_EXCLUSION = (
    r"(?:\bexclusion|rejection)\s(?:criteri(?:a|on)|conditions)|criteria\sfor\sexclusion|"
    r"\bexcluded\s(?:\w+\s){0,2}if\b|\bexclusion\s?:"
)
_QUALITY = (
    r"quality\s(?:assessment\s|appraisal\s|evaluation\s)?(?:criteri(?:a|on)|questions?|checklist|assessment|appraisal|items)|"
    r"(?:appraisal|assessment)\s(?:criteria|questions)"
)
_OF = (
    (Kind.EXCLUSION, re.compile(_EXCLUSION, re.IGNORECASE)),
    (Kind.INCLUSION, re.compile(_INCLUSION, re.IGNORECASE)),
    (Kind.QUALITY, re.compile(_QUALITY, re.IGNORECASE)),
)
CODE = {
    "IC": Kind.INCLUSION,
    "EC": Kind.EXCLUSION,
    "QC": Kind.QUALITY,
    "QA": Kind.QUALITY,
    "QQ": Kind.QUALITY,
    "I": Kind.INCLUSION,
    "E": Kind.EXCLUSION,
}
CODED = re.compile(r"^\W{0,3}(?P<code>(?:IC|EC|QC|QA|QQ)\s?[-_.]?\s?\d{1,2}|[IE]\d{1,2})\b\W{0,4}")
_SENTENCES = (
    (
        Kind.EXCLUSION,
        re.compile(
            r"\b(?:were|was|been)\s(?:then\s|also\s|therefore\s|further\s)?(?:excluded|not\sincluded|not\sconsidered|discarded|omitted)\s(?:if|when|where|because\sthey|unless|on\sthe\sbasis)"
            r"|\bwe\s(?:also\s|further\s)?(?:excluded|omitted|did\snot\s(?:include|consider))\s(?!\d|one|two|three|four|five|six|seven|eight|nine|ten\b)"
            r"|\bif\b[^.;]{5,120}\b(?:it|they)\s(?:was|were)\s(?:excluded|discarded|rejected)"
            r"|\b(?:articles|papers|studies|publications|records|reviews|theses|abstracts|editorials)\b[^.;]{0,140}?\b(?:were|was)\s(?:excluded|not\sconsidered|not\sincluded|not\seligible)\b(?!\s(?:at|after|by|during|from|in))",
            re.IGNORECASE,
        ),
    ),
    (
        Kind.INCLUSION,
        re.compile(
            r"\b(?:were|was|been)\s(?:considered\s)?(?:included|eligible)(?:\s(?:for\sinclusion|in\s(?:the|this)\s\w+))?\s(?:if|when|where|provided\sthat|only\sif)\b"
            r"|\bto\sbe\s(?:included|eligible)\b|\bfor\sinclusion,|\b(?:studies|articles|papers|reviews)\s(?:published|written|reporting|that|which|with)\b[^.;]{3,120}\bwere\s(?:included|eligible|considered)\b(?!\s(?:in|at|after|by)\b)|\bwe\s(?:only\s)?(?:included|considered)\s(?:only\s)?(?:\w+[\s-]){0,4}?(?:studies|articles|papers|publications|reviews)\s(?:that|which|published|written|reporting|if|with|in)\b"
            r"|\beligible\s(?:studies|articles|papers|reviews)\s(?:were|had|included)\b|\bonly\b[^.;]{3,80}\b(?:were|was)\s(?:included|considered|eligible)\b",
            re.IGNORECASE,
        ),
    ),
)
_REACH = 4000  # characters of one series of criteria
_LEADS = 20  # places of one block at which a series may begin
_SERIES = re.compile(r"(?:\((?:\d{1,2}|[a-z]|[ivx]{1,4})\)|(?<![\w.])\d{1,2}[.)])\s+(?=\S)")


def criteria(own: Own) -> Iterator[Found]:
    """The criteria of a study, at each place that tells them."""
    yield from _items(own)
    yield from _series(own)
    yield from _sentences(own)
    yield from _inline(own)


def _inline(own: Own) -> Iterator[Found]:
    """ "IC1: ... IC2: ..." in running text."""
    for block in own.document.blocks:
        text = own.document.text[block.start : block.end]
        if block.kind is not BlockKind.PARAGRAPH or own.place(block) in (Place.BACK, Place.BACKGROUND):
            continue
        codes = list(islice(re.finditer(r"\b(?P<code>[IE]C|Q[AC])\s?-?\d{1,2}\)?\s?[:.–-]\s", text), _LEADS))
        for code, after in zip(codes, [*(c.start() for c in codes[1:]), len(text)], strict=False):
            end = min(after, code.end() + _sentence_end(text[code.end() :], 0))
            label = re.sub(r"\W", "", code[0])
            span = (block.start + code.end(), block.start + end)
            yield from found(own, CODE[code["code"]], *span, 0.9, "numbered as a criterion", label)


def named(text: str) -> Kind | None:
    """The last kind of criteria that a text names; of a text that names inclusion and exclusion at once, inclusion."""
    found = [(m.end(), kind) for kind, pattern in _OF for m in pattern.finditer(text)]
    return max(found, key=lambda row: row[0])[1] if found else None


def _items(own: Own) -> Iterator[Found]:
    """List items: by their own code (IC1), the lead-in before the list, or the heading over it."""
    document = own.document
    lead: Kind | None = None
    group: int | None = None
    for index, block in enumerate(document.blocks):
        text = document.text[block.start : block.end]
        if block.kind is not BlockKind.LIST_ITEM:
            if block.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.CAPTION):
                last = text[-220:]
                lead = (
                    named(last)
                    if text.rstrip().endswith(":")
                    or block.kind is not BlockKind.PARAGRAPH
                    or re.search(r"\b(?:following|below)\b", last)
                    else None
                )
            continue
        place = own.place(block)
        if place in (Place.BACK, Place.BACKGROUND):
            continue
        coded = CODED.match(block.marker + " " + text)
        kind = (
            CODE.get(re.sub(r"[^A-Z]", "", coded["code"]))
            if coded
            else lead or (named(own.path(index)) if place is Place.METHOD else None)
        )
        if kind is None or (group != block.group and lead is None and coded is None and not named(own.path(index))):
            continue
        group = block.group
        cut = len(coded[0]) - len(block.marker) - 1 if coded and len(coded[0]) > len(block.marker) + 1 else 0
        label = re.sub(r"[\s_.-]", "", coded["code"]) if coded else ""
        yield from found(
            own, kind, block.start + cut, block.end, 0.93 if coded else 0.88, "an item of a list of criteria", label
        )


def _series(own: Own) -> Iterator[Found]:
    """ "The inclusion criteria were: (1) ...; (2) ..." in one paragraph, cut at its numbers or its semicolons."""
    document = own.document
    for block in document.blocks:
        if block.kind not in (BlockKind.PARAGRAPH, BlockKind.ABSTRACT, BlockKind.LIST_ITEM) or own.place(block) in (
            Place.BACK,
            Place.BACKGROUND,
        ):
            continue
        text = document.text[block.start : block.end]
        leads = [(m.start(), m.end(), kind) for kind, pattern in _OF for m in islice(pattern.finditer(text), _LEADS)]
        for start, end, kind in sorted(leads):
            stop = min((s for s, _, k in leads if s > end and k is not kind), default=len(text))
            stop = min(stop, end + _REACH)
            opening = re.match(
                r"[^.:]{0,90}?(?::|\b(?:were|are|if|included|includes|was)\b:?)\s*(?=\(?(?:\d{1,2}|a|i)[.)])|[^.:]{0,90}?:\s",
                text[end:stop],
            )
            if opening or text[start:end].lower().endswith(" if"):
                first = end + (opening.end() if opening else 0)
                yield from _cut(own, kind, block.start, text, first, stop)


def _cut(own: Own, kind: Kind, offset: int, text: str, start: int, stop: int) -> Iterator[Found]:
    body = text[start:stop]
    numbered = list(_SERIES.finditer(body))
    if len(numbered) > 1 and numbered[0].start() < 12:
        ends = [m.start() for m in numbered[1:]] + [_sentence_end(body, numbered[-1].end())]
        spans = [(m.end(), end) for m, end in zip(numbered, ends, strict=True)]
    else:
        body = body[: _sentence_end(body, 0)]
        parts = [m.span() for m in re.finditer(r"[^;]+", body)]
        spans = parts if len(parts) > 1 else []
    for low, high in spans:
        yield from found(own, kind, offset + start + low, offset + start + high, 0.86, "one of a series of criteria")


def _sentence_end(text: str, start: int) -> int:
    match = re.search(r"\.(?:\s+[A-Z]|\s*$)", text[start:])
    return start + match.start() if match else len(text)


def _sentences(own: Own) -> Iterator[Found]:
    for sentence in own.sentences:
        if (
            sentence.place not in (Place.METHOD, Place.ABSTRACT)
            or own.document.blocks[sentence.block].kind is BlockKind.LIST_ITEM
        ):
            continue
        if len(_SERIES.findall(sentence.text)) > 1:
            continue
        for kind, pattern in _SENTENCES:
            if (
                pattern.search(sentence.text)
                and not re.search(r"\(\s?[nN]\s?=", sentence.text)
                and _about_works(sentence)
            ):
                yield from found(own, kind, sentence.start, sentence.end, 0.75, "a sentence that says what counts")
                break


def _about_works(sentence: Sentence) -> bool:
    """Whether a sentence speaks of works, and of which ones and not of how many."""
    if any(n.start < 12 for n in numbers(sentence.text)):
        return False
    return (
        re.search(
            r"\b(?:stud(?:y|ies)|papers?|articles?|publications?|reviews?|records?|literature|trials?|documents?|reports?|works?|theses|abstracts|presentations|dissertations)\b",
            sentence.text,
            re.IGNORECASE,
        )
        is not None
    )


def found(own: Own, kind: Kind, start: int, end: int, sure: float, reason: str, label: str = "") -> Iterator[Found]:
    """A criterion, trimmed; several lines of one cell are one criterion each."""
    text = own.document.text
    for match in re.finditer(r"[^\n]+", text[start:end]):
        low, high = start + match.start(), start + match.end()
        while low < high and text[low] in " \t•-–*:;,":
            low += 1
        while high > low and text[high - 1] in " \t;,.":
            high -= 1
        value = re.sub(r"[;,]?\s(?:and|or)$", "", " ".join(text[low:high].split()))
        if len(value) > 7:
            yield Found(kind, value, low, high, sure, reason, label)

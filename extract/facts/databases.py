"""Where a study searched: the names of databases, and how many there were.

In: an Own. Out: Found of kind DATABASE, and of kind COUNT with the label "databases". Called by gather.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.facts.numbers import numbers
from extract.facts.own import Own, Place, Sentence
from extract.facts.values import Found, Kind, Stage
from extract.facts.vocabulary import Hit

_CUE = re.compile(
    r"\b(?:search|databas|data\ssources?\b|librar|retriev|index|quer(?:y|ied)|repositor|engine|identified\s(?:through|from|in|via)|catalogue)",
    re.IGNORECASE,
)
_PLACE_OF_SEARCH = re.compile(r"\b(?:search|source|database|identif|retriev)", re.IGNORECASE)
_NOT_SEARCHED = re.compile(
    r"\b(?:not|never|without)\s(?:\w+\s){0,3}(?:search|us|includ|consult|cover)|\b(?:impact\sfactor|ranked|ranking|was\spublished\sin)\b",
    re.IGNORECASE,
)
_HOW_MANY = re.compile(
    r"\s(?:(?!search|and\s|or\s|were)[a-z][\w-]*,?\s(?:and\s)?){0,4}?"
    r"(?:databases|digital\slibraries|search\sengines|electronic\slibraries|data\ssources|bibliographic\ssources)\b"
)
_VIA = re.compile(r"\s?\(?(?:via|through|using|on|in|by)?(?:\sthe)?\s?", re.IGNORECASE)
_NAMED_SO = re.compile(r"\s(?:database|digital\slibrary|library|search\sengine)\b", re.IGNORECASE)
_SURE = {Place.METHOD: 0.95, Place.ABSTRACT: 0.92, Place.TITLE: 0.5}


def databases(own: Own) -> Iterator[Found]:
    """The databases that were searched, at each place that says so, and how many the text counts."""
    for sentence in own.sentences:
        if not _speaks(own, sentence):
            continue
        hits = list(own.vocabulary.databases.hits(sentence.text))
        for before, hit in zip([None, *hits], hits, strict=False):
            if before and hit.entry.platform and _VIA.fullmatch(sentence.text[before.end : hit.start]):
                continue
            if not hit.entry.ambiguous or len(hits) > 1 or _NAMED_SO.match(sentence.text[hit.end :]):
                yield _database(sentence, hit)
        yield from _how_many(sentence)
    yield from _in_tables(own)


def _speaks(own: Own, sentence: Sentence) -> bool:
    """Whether a sentence can say where the study searched."""
    if sentence.place is Place.BACKGROUND or _NOT_SEARCHED.search(sentence.text):
        return False
    if _CUE.search(sentence.text):
        return sentence.told_here or sentence.place in (Place.OTHER, Place.RESULT)
    return sentence.place is Place.METHOD and bool(_PLACE_OF_SEARCH.search(own.path(sentence.block)))


def _database(sentence: Sentence, hit: Hit) -> Found:
    sure = _SURE.get(sentence.place, 0.75 if sentence.own else 0.6)
    start, end = sentence.start + hit.start, sentence.start + hit.end
    reason = f"named as searched ({sentence.place})"
    return Found(Kind.DATABASE, hit.entry.name, start, end, sure - 0.15 * hit.entry.ambiguous, reason)


def _how_many(sentence: Sentence) -> Iterator[Found]:
    if not re.search(r"\b(?:search|sought|quer(?:y|ied)|used|select|retriev)", sentence.text, re.IGNORECASE):
        return
    for number in numbers(sentence.text):
        match = _HOW_MANY.match(sentence.text, number.end)
        before = sentence.text[max(0, number.start - 8) : number.start]
        if match and 0 < number.value < 60 and not re.search(r"\bother\b", before + match[0]):
            yield Found(
                Kind.COUNT,
                str(number.value),
                sentence.start + number.start,
                sentence.start + match.end(),
                0.9 if sentence.told_here else 0.7,
                "counts the databases searched",
                Stage.DATABASES,
                number=number.value,
            )


def _in_tables(own: Own) -> Iterator[Found]:
    """Tables that list databases: at least two in one column or in the row of headers."""
    document = own.document
    for table in document.tables:
        if own.place(document.blocks[table.block]) in (Place.BACK, Place.BACKGROUND):
            continue
        caption = document.text[table.caption[0] : table.caption[1]] if table.caption else ""
        words = caption + " / " + own.path(table.block)
        if not _PLACE_OF_SEARCH.search(words):
            continue
        lines: dict[str, list[tuple[int, Hit]]] = {}
        for cell in table.cells:
            text = document.text[cell.start : cell.end]
            hits = [h for h in own.vocabulary.databases.hits(text) if h.end - h.start >= len(text.strip()) * 0.5]
            for hit in hits[:1]:
                lines.setdefault(f"column {cell.column}", []).append((cell.start, hit))
                if cell.row == 0:
                    lines.setdefault("headers", []).append((cell.start, hit))
        for held in (held for held in lines.values() if len(held) > 1):
            for start, hit in held:
                yield Found(
                    Kind.DATABASE,
                    hit.entry.name,
                    start + hit.start,
                    start + hit.end,
                    0.85,
                    "listed in a table of the search",
                )

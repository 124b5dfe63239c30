"""Included studies: which references a review says it reviewed, and from which words that is known.

In: a document with citations resolved. Out: reference key to Inclusion. Called by corpus.build. Believed are a heading
in the bibliography, a star on the entry that a sentence explains, a sentence that counts what was included and cites as
many works or calls a run of works so (corpus.counted), and a table that lists them (corpus.tabled).
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus.counted import called, counted
from corpus.headings import INCLUDED
from corpus.repair.reference_lines import STARS, signs_of_included
from corpus.study import Block, BlockKind, Citation, Reference, Section, Table
from corpus.tabled import tabled

HEADED, STARRED, COUNTED, CALLED, NUMBERED = (
    0.98,
    0.97,
    0.95,
    0.85,
    0.85,
)  # how sure each sign is by itself; tables: corpus.tabled

_STOP = re.compile(r"[.!?](?P<gap>\s+)(?=[A-Z])")
_SIGNED = re.compile(rf"(?:\[\d{{1,3}}\]|\d{{1,3}}\.?)?\s?[{STARS}†‡]")
_INCLUDING = (
    "includ select retain analys analyz review synthesi examin eligib compris consist cover criteria remain primary"
).split()
_APPENDIX = re.compile(
    r"^(?:appendix|annex|supplement(?:ary)?(?: (?:material|file|information))?)\b\s*(?:[A-Z]|\d{1,2})?\b\s*[.:–—-]*\s*",
    re.I,
)
_COUNT = re.compile(r"\s*[(\[]\s*n\s*=\s*\d{1,4}\s*[)\]]", re.I)
_SPEAKING = frozenset((BlockKind.PARAGRAPH, BlockKind.ABSTRACT, BlockKind.LIST_ITEM, BlockKind.NOTE))


@dataclass(frozen=True, slots=True)
class Inclusion:
    """Why a work is taken for included, and how sure that is (0 to 1). id: of the study in the review's own list.

    open: that the review includes one of several works is known, but not that it is this one.
    """

    why: str
    confidence: float
    id: str = ""
    open: bool = False


def included_works(
    text: str,
    blocks: Sequence[Block],
    sections: Sequence[Section],
    tables: Sequence[Table],
    citations: Sequence[Citation],
    references: Sequence[Reference],
    keys: Sequence[str],
    ids: Mapping[str, str],
) -> dict[str, Inclusion]:
    """Keys of the references that the review includes, each with why. keys: of each block that is a reference.
    ids: from the ids of a list of studies of its own to keys.

    Several signs that say so of one work make it surer: what remains of the doubt of each is multiplied.
    """
    found: dict[str, list[Inclusion]] = {}
    titles = _included_headings(sections)
    for block, key in zip(blocks, keys, strict=True):
        title = titles[block.section] if key and block.section is not None else ""
        if title:
            found.setdefault(key, []).append(Inclusion(f'listed under "{title}"', HEADED))
    for key, why in _starred(text, blocks, references):
        found.setdefault(key, []).append(Inclusion(why, STARRED))
    for key, why, sure in _told(text, blocks, citations):
        found.setdefault(key, []).append(Inclusion(why, sure))
    for id, key in ids.items():
        found.setdefault(key, []).append(Inclusion(f"listed as {id}, apart from the other references", NUMBERED, id))
    open_rows: dict[str, list[Inclusion]] = {}
    for work in tabled(text, blocks, sections, tables, citations, references):
        where = open_rows if work.open else found
        where.setdefault(work.key, []).append(Inclusion(work.why, work.confidence, work.id, work.open))
    told = {key: _together(signs) for key, signs in found.items()}
    return told | _still_open({key: signs[0] for key, signs in open_rows.items()}, told)


def _still_open(rows: Mapping[str, Inclusion], told: Mapping[str, Inclusion]) -> dict[str, Inclusion]:
    """The works of rows that may mean several, less the rows that works explain which are known to be included."""
    found: dict[str, Inclusion] = {}
    for why in sorted({sign.why for sign in rows.values()}):
        keys = [key for key, sign in rows.items() if sign.why == why]
        left = [key for key in keys if key not in told]
        number = round(sum(rows[key].confidence for key in keys)) - (len(keys) - len(left))
        if number > 0:
            found |= {key: Inclusion(why, number / len(left), open=True) for key in left}
    return found


def _together(signs: Sequence[Inclusion]) -> Inclusion:
    """One verdict of several signs: the words of the surest, the doubt of all."""
    by_kind = {sign.why: sign for sign in signs}
    doubt = math.prod(1 - sign.confidence for sign in by_kind.values())
    best = max(signs, key=lambda sign: sign.confidence)
    return Inclusion(best.why, round(1 - doubt, 4), next((sign.id for sign in signs if sign.id), ""))


def names_included(title: str) -> bool:
    """Whether a heading names the included studies, also as "Appendix A. List of primary studies (n = 9)"."""
    return (
        _speaks_of_inclusion(title)
        and INCLUDED.fullmatch(_APPENDIX.sub("", _COUNT.sub("", title)).strip(" .:")) is not None
    )


def _included_headings(sections: Sequence[Section]) -> list[str]:
    """For each section the title around it that names the included studies, "" when none does."""
    found: list[str] = []
    for section in sections:
        around = found[section.parent] if section.parent is not None else ""
        found.append(section.title if names_included(section.title) else around)
    return found


def _starred(text: str, blocks: Sequence[Block], references: Sequence[Reference]) -> Iterator[tuple[str, str]]:
    """Works marked with the sign that a sentence gives to included ones."""
    if not any(_SIGNED.match(reference.raw) for reference in references):
        return
    for block in blocks:
        if block.kind not in _SPEAKING:
            continue
        for start, end in _sentences(text, block.start, block.end):
            sentence = text[start:end]
            signs = signs_of_included(sentence)
            opening = re.compile(rf"(?:\[\d{{1,3}}\]|\d{{1,3}}\.?)?\s?[{re.escape(signs)}]") if signs else None
            marked = [r.key for r in references if opening and opening.match(r.raw)]
            yield from ((key, f'marked as "{" ".join(sentence.split())[:300]}" says') for key in marked)


def _told(text: str, blocks: Sequence[Block], citations: Sequence[Citation]) -> Iterator[tuple[str, str, float]]:
    """Works that a sentence counts as included, or calls so, and cites. citations: sorted by start."""
    starts = [citation.start for citation in citations]
    for block in blocks:
        if block.kind not in _SPEAKING or not _many(citations, starts, block.start, block.end):
            continue
        for start, end in _sentences(text, block.start, block.end):
            inside = _many(citations, starts, start, end)
            sentence = text[start:end]
            if not inside or not _speaks_of_inclusion(sentence):
                continue
            cited = [(c.start - start, c.end - start, c.targets) for c in inside]
            quote = f'"{" ".join(sentence.split())[:300]}"'
            keys = counted(sentence, cited)
            yield from ((key, quote, COUNTED) for key in keys)
            yield from ((key, quote, CALLED) for key in (() if keys else called(sentence, cited)))


def _many(citations: Sequence[Citation], starts: Sequence[int], start: int, end: int) -> Sequence[Citation]:
    """The citations from start to end if they name several works; a sentence that cites one counts or lists none."""
    inside = citations[bisect_left(starts, start) : bisect_left(starts, end)]
    return inside if sum([len(citation.targets) for citation in inside]) > 1 else ()


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The spans of the sentences of text[start:end]."""
    for stop in _STOP.finditer(text, start, end):
        yield start, stop.start("gap")
        start = stop.end()
    yield start, end


def _speaks_of_inclusion(text: str) -> bool:
    words = text.lower()
    for stem in _INCLUDING:  # a loop, since it is asked of most sentences and any() of a generator takes twice as long
        if stem in words:
            return True
    return False

"""Building: a Reading becomes the Document that the rest of the house reads.

In: a reading, mended by corpus.mend and woven by corpus.weave. Out: corpus.study.Document. Called by corpus.read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from corpus.bibliography import filled_up, parse_reference
from corpus.citations import find_citations, find_ids, is_numeric, settle
from corpus.coverage import coverage
from corpus.dating import YEAR_GUESSED, newest, year_of
from corpus.front import settle_front
from corpus.included import Inclusion, included_works
from corpus.mend import mend
from corpus.part import Mend, Part, Reading, of_kind
from corpus.pointers import together
from corpus.strand import Places
from corpus.study import Block, BlockKind, Citation, Document, Metadata, Reference, Repair, document_id
from corpus.study_lists import listed_studies
from corpus.weave import Woven, weave

_UNCITING = frozenset((BlockKind.REFERENCE, BlockKind.AUTHORS, BlockKind.TITLE, BlockKind.KEYWORDS))


def build(name: str, format: str, data: bytes, reading: Reading) -> Document:
    """The document of a reading; its id is taken from the bytes alone."""
    parts = mend(reading)
    parts, metadata = (parts, _stated(reading, parts)) if reading.marked_up else settle_front(parts)
    metadata, guesses = _dated(metadata, parts)
    parts, references = _references(parts, reading)
    parts, references, ids = listed_studies(parts, references)
    woven = weave([_kept(part) for part in parts], reading.source, reading.bold)
    citations = _citations(woven, reading, references)
    included = included_works(
        woven.text, woven.blocks, woven.sections, woven.tables, citations, references, woven.keys, ids
    )
    references = [_marked(r, included.get(r.key)) for r in references]
    citations = _with_ids(citations, woven, {sign.id: key for key, sign in included.items() if sign.id} | ids)
    whole = [Repair(mend.name, 0, len(woven.text), mend.note) for mend in (*reading.mends, *guesses)]
    return Document(
        id=document_id(data),
        name=name,
        format=format,
        text=woven.text,
        metadata=metadata,
        sections=woven.sections,
        blocks=woven.blocks,
        tables=woven.tables,
        citations=citations,
        references=tuple(references),
        repairs=(*whole, *woven.repairs),
        seams=woven.seams,
        coverage=coverage(reading.source, woven.places, reading.measured),
    )


def _with_ids(citations: tuple[Citation, ...], woven: Woven, ids: Mapping[str, str]) -> tuple[Citation, ...]:
    """Citations with those that name included studies by the ids that a list or a table gives them."""
    if not ids:
        return citations
    spans = [(block.start, block.end) for block in woven.blocks if block.kind not in _UNCITING]
    return together(list(citations), [c for start, end in spans for c in find_ids(woven.text, start, end, ids)])


def _marked(reference: Reference, sign: Inclusion | None) -> Reference:
    """The reference as included, when there is a sign that it is; as one that may be, when a sign leaves that open."""
    if sign is None:
        return reference
    return replace(reference, included=not sign.open, why=sign.why, confidence=sign.confidence)


def _kept(part: Part) -> Part:
    """The part with its words on one line; a table's cells and loose lines stay as they are."""
    return part if part.cells or part.kind is BlockKind.OTHER else _folded(part)


def _folded(part: Part) -> Part:
    strand = part.strand.fold()
    return part if strand is part.strand else replace(part, strand=strand)


def _stated(reading: Reading, parts: Sequence[Part]) -> Metadata:
    """Metadata of a file that states them, filled up from its parts."""
    abstract = reading.abstract or "\n\n".join(part.text for part in of_kind(parts, BlockKind.ABSTRACT))
    terms = "\n".join(part.text for part in of_kind(parts, BlockKind.KEYWORDS))
    keywords = reading.keywords or tuple(dict.fromkeys(filter(None, (term.strip() for term in terms.split("\n")))))
    return Metadata(
        title=reading.title,
        authors=reading.authors,
        year=reading.year,
        doi=reading.doi,
        abstract=abstract,
        keywords=keywords,
        language=reading.language,
        date=reading.date,
        made_by=reading.made_by,
    )


def _dated(metadata: Metadata, parts: Sequence[Part]) -> tuple[Metadata, tuple[Mend, ...]]:
    """Metadata with its year, and what to say of it when it is a guess."""
    stated = metadata.year or year_of(parts)
    if stated:
        return replace(metadata, year=stated), ()
    guess = newest(part.text for part in of_kind(parts, BlockKind.REFERENCE))
    mends = (Mend(YEAR_GUESSED, "year guessed from the references"),) if guess else ()
    return replace(metadata, year=guess), mends


def _references(parts: Sequence[Part], reading: Reading) -> tuple[list[Part], list[Reference]]:
    """References, numbered as the text cites them, and the parts with their keys."""
    if reading.references:
        stated: Iterable[Reference] = reading.references
        if _cites_by_number(reading):
            stated = (r if r.number else replace(r, number=str(i)) for i, r in enumerate(stated, 1))
        return list(parts), [filled_up(reference) for reference in stated]
    out: list[Part] = []
    references: list[Reference] = []
    used: set[str] = set()
    for part in parts:
        if part.kind is not BlockKind.REFERENCE:
            out.append(part)
            continue
        marker = part.marker.text.strip("[]() .")
        raw = part.text
        italics = _italics(part, reading.bold)
        found = parse_reference(raw, "", italics)
        number = found.number or (marker if marker.isdigit() else "")
        key = number if number and number not in used else f"r{len(references) + 1}"
        used.add(key)
        references.append(replace(found, key=key, number=number))
        out.append(replace(part, key=key))
    return out, references


def _cites_by_number(reading: Reading) -> bool:
    """Whether the citations that the file marks are written as numbers that count its entries.

    Those it links have to point at the entry of their number; where it links none, the last entry has to be cited, or
    nearly: a list that lost entries, or was parted wrongly, cannot be counted.
    """
    place = {reference.key: str(number) for number, reference in enumerate(reading.references, 1)}
    marked = [(reading.source[start:end].strip(" []().,;"), targets) for start, end, targets in reading.cited]
    linked = [(words, targets) for words, targets in marked if targets]
    written = [words for words, _ in linked or marked]
    counted = [place.get(targets[0]) == words for words, targets in linked if words.isdigit()]
    if sum(is_numeric(words) for words in written) <= len(written) / 2:
        return False
    if linked:
        return sum(counted) >= 0.8 * len(counted)
    last = max(int(number) for words in written if is_numeric(words) for number in re.findall(r"\d{1,3}", words))
    return 0.9 * len(place) <= last <= len(place)


def _italics(part: Part, bold: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Emphasised spans of the source as spans of a part's words."""
    if not part.strand:
        return []
    low, high = part.strand.start, part.strand.end
    places = Places(part.strand)
    inside = (places.span(a, b) for a, b in bold if low <= a and b <= high)
    return [span for span in inside if span is not None]


def _citing(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks that may cite; what is said once more beside an entry of the bibliography does not."""
    listed = False
    for block in blocks:
        listed = block.kind is BlockKind.REFERENCE or (listed and block.kind is BlockKind.OTHER)
        if not listed and block.kind not in _UNCITING:
            yield block


def _citations(woven: Woven, reading: Reading, references: Sequence[Reference]) -> tuple[Citation, ...]:
    """Citations that the file links, and those that the text makes in words."""
    known = {reference.key for reference in references}
    spans = [(block.start, block.end) for block in _citing(woven.blocks)]
    linked: list[Citation] = []
    for start, end, targets in reading.cited:
        span = woven.places.span(start, end)
        if span is not None:
            linked.append(Citation(*span, tuple([t for t in targets if t in known])))
    settled = list(settle(linked, woven.text, references))
    return together(settled, list(find_citations(woven.text, spans, references)))

"""The questions that a study puts to itself.

In: an Own. Out: Found of kind RESEARCH_QUESTION; label: "RQ1" where the paper numbers them. Called by gather.
Questions put to interviewees are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.study import Block, BlockKind
from extract.facts.own import Own, Place, Sentence
from extract.facts.values import Found, Kind

_CODED = re.compile(
    r"^\W{0,4}(?P<code>(?:M|S|G)?RQ\s?\.?\s?[-–]?\s?\d{0,2}(?:\.\d{1,2})?[a-z]?|(?:Research\s)?[Qq]uestion\s\d{1,2})(?:\s?\([^)]{1,40}\))?\s*[:.)–—-]*\s*(?=[\"“*_A-Z¿])"
)
_LEAD = re.compile(
    r"\b(?:research|review|following|guiding|main|key|specific|overarching|two|three|four|five|six|seven|sub-?)\s(?:\w+\s){0,2}?questions?\b|\bquestions?\s(?:was|were|is|are|guid|below|that)\b|\bask(?:s|ed)?\s(?:\w+\s){0,3}questions?\b|\bresearch\squestions?\b",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\b(?:interview|questionnaire|survey\squestion|respondent|participants?\s(?:was|were)\sasked|open-ended|quality\s(?:assess|apprais)|checklist|future\sresearch)",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\b(?:(?:this|the\spresent|our|the)\s(?:[\w-]+\s){0,4}?(?:review|study|paper|overview|article|synthesis|work|thesis|survey|research)|we|and)\s"
    r"(?:therefore\s|also\s|then\s|thus\s|here\s|further\s)?(?:asks?|asked|wanted\sto\sknow|investigates?|sought\sto\sanswer|explores?|examines?)\s"
    r"(?P<what>(?:what|which|who|how|why|whether|when|where|in\swhat|in\swhich|to\swhat|how\sfar)\b[^.?]{8,400})",
    re.IGNORECASE,
)
_IS = re.compile(
    r"\b(?:question|questions)\s(?:of\sthis\s\w+\s|that\s(?:guid\w+|drove|we)\s(?:\w+\s){0,4}?|addressed\s(?:\w+\s){0,4}?)?(?:is|was|were|are)\s?(?:simple\s?)?(?:as\sfollows\s?)?[:,]?\s?[\"“‘']?(?P<what>(?:what|which|who|how|why|whether|when|where|in\swhat|in\swhich|to\swhat|is|are|do|does|can)\b[^.?]{8,400}\??)",
    re.IGNORECASE,
)
_PLACES = (Place.METHOD, Place.ABSTRACT, Place.QUESTION, Place.OTHER, Place.RESULT)


def questions(own: Own) -> Iterator[Found]:
    """The research questions, at each place that tells them."""
    yield from _coded(own)
    yield from _after_lead(own)
    for sentence in own.sentences:
        if sentence.place not in (Place.METHOD, Place.ABSTRACT, Place.QUESTION, Place.OTHER):
            continue
        if own.document.blocks[sentence.block].kind is BlockKind.LIST_ITEM or _OTHERS.search(sentence.text):
            continue
        for pattern, sure in ((_IS, 0.85), (_ASKS, 0.8)):
            match = pattern.search(sentence.text)
            if match and (pattern is _IS or _own_voice(sentence, match)):
                yield _found(
                    own,
                    sentence.start + match.start("what"),
                    sentence.start + match.end("what"),
                    sure,
                    "the study says that it asks this",
                )
                break


def _own_voice(sentence: Sentence, match: re.Match[str]) -> bool:
    """Whether "asks", "explores how" is said of the study itself and not of a finding or of future work."""
    if re.search(
        r"\b(?:future|further\sresearch|should|other|they|studies)\b",
        sentence.text[: match.start("what")],
        re.IGNORECASE,
    ):
        return False
    return sentence.own or sentence.place is Place.ABSTRACT


def _coded(own: Own) -> Iterator[Found]:
    """ "RQ1: What ...?" as a paragraph, item, heading or sentence."""
    document = own.document
    for block in document.blocks:
        if block.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.HEADING, BlockKind.OTHER):
            continue
        if own.place(block) not in _PLACES:
            continue
        text = document.text[block.start : block.end]
        if block.marker.startswith(("RQ", "MRQ")) and "?" in text:
            sure = 0.9 if block.kind is not BlockKind.HEADING else 0.75
            yield _found(
                own,
                block.start,
                block.start + text.rindex("?") + 1,
                sure,
                "numbered as a research question",
                block.marker.rstrip(":. )"),
            )
        elif "RQ" in text or "uestion" in text:
            yield from _coded_in(own, block, text)
    yield from _coded_cells(own)


def _coded_in(own: Own, block: Block, text: str) -> Iterator[Found]:
    for match in re.finditer(
        r"(?:^|(?<=[.?:;,]\s)|(?<=\n)|(?<=\())(?=\W{0,4}(?:[MSG]?RQ|Research\s[Qq]uestion\s\d|Question\s\d))", text
    ):
        rest = text[match.start() :]
        coded = _CODED.match(rest)
        stop = rest.find("?", coded.end()) if coded else -1
        if coded and 8 < stop - coded.end() < 450 and not re.search(r"\.\s[A-Z]", rest[coded.end() : stop]):
            start = block.start + match.start() + coded.end()
            sure = 0.75 if block.kind is BlockKind.HEADING else 0.95
            yield _found(
                own,
                start,
                block.start + match.start() + stop + 1,
                sure,
                "numbered as a research question",
                re.sub(r"[\s.–-]", "", coded["code"]),
            )


def _coded_cells(own: Own) -> Iterator[Found]:
    document = own.document
    for table in document.tables:
        if own.place(document.blocks[table.block]) in (Place.BACK, Place.BACKGROUND):
            continue
        first = {c.row: document.text[c.start : c.end].strip() for c in table.cells if c.column == 0}
        for cell in table.cells:
            text = document.text[cell.start : cell.end].strip()
            if (
                cell.column == 1
                and re.fullmatch(r"[MSG]?RQ\s?\d{0,2}(?:\.\d)?[a-z]?\W?", first.get(cell.row, ""))
                and text.endswith("?")
            ):
                yield _found(
                    own,
                    cell.start,
                    cell.end,
                    0.93,
                    "in a table of research questions",
                    re.sub(r"\W", "", first[cell.row]),
                )


def _after_lead(own: Own) -> Iterator[Found]:
    """Questions in the sentences, items or paragraphs right after words such as "the following research questions"."""
    lead, left = False, 0
    for sentence in own.sentences:
        if sentence.place not in (Place.METHOD, Place.ABSTRACT, Place.QUESTION, Place.OTHER):
            lead = False
            continue
        text, kind = sentence.text.strip(), own.document.blocks[sentence.block].kind
        if lead and text.endswith("?") and left > 0 and kind is not BlockKind.HEADING:
            left -= 1
            marker = own.document.blocks[sentence.block].marker
            if not _CODED.match(text) and not marker.startswith(("RQ", "MRQ")):
                inner = re.match(r"(?:\(?(?:\d{1,2}|[a-z]|[ivx]{1,3})[.)]|[•*-])\s", text)
                yield _found(
                    own,
                    sentence.start + (inner.end() if inner else 0),
                    sentence.end,
                    0.85,
                    "follows words that announce questions",
                )
            continue
        announced = (
            bool(_LEAD.search(text)) and not _OTHERS.search(text) and not _OTHERS.search(own.path(sentence.block))
        )
        if announced and ":" in text and text.endswith("?"):
            at = text.index(":") + 1
            yield _found(own, sentence.start + at, sentence.end, 0.85, "follows words that announce questions")
        lead, left = (True, 12) if announced else (lead and kind is BlockKind.LIST_ITEM and left > 0, left)


def _found(own: Own, start: int, end: int, sure: float, reason: str, label: str = "") -> Found:
    text = own.document.text
    while start < end and text[start] in " \t\n*_:–-“\"‘'":
        start += 1
    if lead := re.match(r"(?:\(?(?:\d{1,2}|[a-z]|[ivx]{1,3})[.)])\s+", text[start:end]):
        start += lead.end()
    while end > start and text[end - 1] in " \t\n*_”\"’',;:":
        end -= 1
    return Found(
        Kind.RESEARCH_QUESTION, " ".join(text[start:end].split()), start, max(end, start + 1), sure, reason, label
    )

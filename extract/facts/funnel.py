"""The counts of the selection: found, duplicates, screened, excluded, read in full, included.

In: an Own. Out: Found of kind COUNT, labelled with a Stage. Called by gather and, through it, by arithmetic. A number
takes its stage from the words that it depends on: a passive ("were excluded") speaks of the number before it, an active
word ("yielded", "leaving") of the one after it, and "(n = 12)" of the words before the bracket, as in a flow diagram.
The words are data (funnel in the vocabulary).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extract.facts.counted import BOX, Counted, counted
from extract.facts.numbers import Number, numbers
from extract.facts.own import Own, Place, Sentence
from extract.facts.values import Found, Kind, Stage
from extract.facts.vocabulary import Vocabulary

_CUT = re.compile(
    r";\s|:\s(?=[a-z])|,?\s(?:of\swhich|of\sthese|of\sthem|from\swhich|while|whereas|after\swhich|leaving|which\sleft|"
    r"and\sthen|but)\s|,\s(?:and\s)?(?=\d|leaving|resulting|reducing|yielding)"
)
_WHY = re.compile(
    r"^\W{0,3}(?:because|as|since|due\sto|for|at|after|during|by|on\sthe\sbasis\sof|based\son|following|not)\s[^.;]{3,90}",
    re.IGNORECASE,
)
_TALK = re.compile(
    r"\b(?:search|record|retriev|identif|screen|exclu|includ|select|duplic|eligib|full[\s-]?text|remain|left|leaving|found|"
    r"return|yield|criteri|narrowed|reduced|bring|charted|review|analy[sz]|synthes|provided|n\s?=)",
    re.IGNORECASE,
)
_TELLS = re.compile(
    r"\b(?:PRISMA|flow\s?(?:chart|diagram)|database\ssearch|our\ssearch|literature\ssearch|screened|duplicates?|full[\s-]texts?|"
    r"met\s(?:\w+\s)*criteria|eligib\w+|search(?:es)?\s(?:\w+\s){0,3}(?:yield|return|identif|retriev|found|result))",
    re.IGNORECASE,
)
_TAKEN = re.compile(
    r"\b(?:stud(?:y|ies)|papers|articles|reviews|publications|references)\s(?:\([^)]*\)\s|\[[^\]]*\](?:[-–]\[[^\]]*\])?\s)?"
    r"(?:were|was)\s(?:\w+\s)?(?:included|selected|excluded)|included\s(?:in|studies\sare)\s(?:the|this)\sreview"
    r"|\b(?:review|overview|synthesis|analysis|sample)\s(?:finally\s)?(?:included|comprised|covers|covered)\b"
)
_PLACES = {Place.METHOD: 0.92, Place.ABSTRACT: 0.9, Place.RESULT: 0.75, Place.OTHER: 0.7, Place.QUESTION: 0.6}
_GOES_ON = "goes on from the number before it"


def counts(own: Own) -> Iterator[Found]:
    """The counts of the study's own selection, in the order of the text."""
    no = r"(?!(?:were|was|of|in|from|that|which|whereas|than|with|by|to|is|are|other|had|have|we)\b)"
    follows = re.compile(
        rf"(?:\s{no}[a-z][\w’'/-]*,?){{0,4}}?"
        rf"\s(?P<thing>{own.vocabulary.thing})",
        re.IGNORECASE,
    )
    last: Stage | None = None
    for sentence in own.sentences:
        if sentence.place not in _PLACES or not _TALK.search(sentence.text):
            continue
        if sentence.place in (Place.RESULT, Place.OTHER, Place.QUESTION) and not _may_count(sentence):
            continue
        told = sorted(_of_sentence(own, sentence, follows), key=lambda f: f.start)
        for found in _joined(sentence, told):
            if found.label == Stage.REMAINING and last is Stage.DUPLICATES:
                found = replace(found, label=Stage.UNIQUE)
            last = Stage(found.label)
            yield found


def _may_count(sentence: Sentence) -> bool:
    """Whether a sentence outside the method can count the selection: it tells of a search, or stands in a diagram."""
    if sentence.place is Place.QUESTION:
        return sentence.own and bool(re.search(r"\b(?:includ|select|identif|retriev)\w*", sentence.text))
    if _TELLS.search(sentence.text) or _TAKEN.search(sentence.text):
        return True
    return sentence.own and bool(re.search(r"\b(?:includ|exclud|select|identified|retrieved|review)\w*", sentence.text))


def _of_sentence(own: Own, sentence: Sentence, follows: re.Pattern[str]) -> Iterator[Found]:
    told = [c for n in numbers(sentence.text) if (c := counted(sentence.text, n, follows))]
    if boxes := _boxes(own, sentence, told):
        yield from boxes
        return
    yield from _staged(own, sentence, sentence.text, [c for c in told if c.in_box or _inside(sentence.text, c)])
    plain = re.sub(r"\([^()]*\d[^()]*\)", lambda m: " " * len(m[0]), sentence.text)
    yield from _staged(own, sentence, plain, [c for c in told if not (c.in_box or _inside(sentence.text, c))])


def _boxes(own: Own, sentence: Sentence, told: list[Counted]) -> list[Found]:
    """The boxes of a flow diagram that a caption tells in a row: "412 records found; 35 full texts read; ..." """
    found = []
    parts = [m for m in re.finditer(r"[^;]+", sentence.text)]
    for part in parts:
        one = next((c for c in told if 0 <= c.number.start - part.start() < 30 and not c.in_box), None)
        label = part[0][one.number.end - part.start() :] if one else ""
        cue = next((cue for cue in own.vocabulary.boxes if cue.pattern.search(label)), None)
        if (
            one
            and cue
            and not re.search(r"[a-z]{3}", part[0][: one.number.start - part.start()].replace(":", ".").split(".")[-1])
        ):
            high = part.end()
            reason = "a box of the flow"
            found.append(_count(own, sentence, sentence.text, one, Stage(cue.stage), reason, high))
    return found if len(found) > 2 else []


def _inside(text: str, one: Counted) -> bool:
    """Whether a number stands in round brackets, beside the sentence that it stands in."""
    return text.rfind("(", 0, one.number.start) > text.rfind(")", 0, one.number.start)


def _staged(own: Own, sentence: Sentence, text: str, told: list[Counted]) -> Iterator[Found]:
    """The numbers of one level of a sentence with their stages; text: with what is beside it blanked out."""
    clauses = [0, *(m.start() + (text[m.start()] in ",;") for m in _CUT.finditer(text)), len(text)]
    thing = re.compile(own.vocabulary.thing, re.IGNORECASE)
    before: Stage | None = None
    for position, one in enumerate(told):
        low = max(c for c in clauses if c <= one.number.start)
        high = min(c for c in clauses if c > one.number.start)
        previous = told[position - 1].end if position else 0
        following = told[position + 1].number.start if position + 1 < len(told) else len(text)
        room = (max(low, previous), min(high, following))
        stage, reason = _stage(own.vocabulary, text, one, room)
        if stage is None and _inside(text, one) and _database(own, text, one.number, one.end, high):
            stage, reason = Stage.FOUND, "told by database"
        goes_on = one.in_box or _continues(text[previous : one.number.start])
        if stage is None and before is not None and goes_on:
            stage, reason = before, _GOES_ON
        if (
            position
            and re.search(r"\b(?:out\sof|of\sthe|(?<!total\s)of)\s$", text[previous : one.number.start])
            and not one.in_box
        ):
            continue  # the whole of "eight out of 30"
        kept = one.thing or one.in_box or position or reason == _GOES_ON or thing.search(text[: one.number.start])
        kept = kept or stage is Stage.DUPLICATES
        before = stage
        if stage is not None and kept:
            yield _count(own, sentence, text, one, stage, reason, high)


def _count(own: Own, sentence: Sentence, text: str, one: Counted, stage: Stage, reason: str, high: int) -> Found:
    number = one.number
    around = text[: number.start] + text[one.end : high]
    if stage is Stage.REMAINING and re.search(r"\b(?:duplic|unique)", around, re.IGNORECASE):
        stage = Stage.UNIQUE
    if stage in (Stage.EXCLUDED, Stage.FOUND, Stage.REMAINING) and re.search(
        r"\bduplicate", text[number.start : one.end + 12], re.IGNORECASE
    ):
        stage = Stage.DUPLICATES
    if stage is Stage.REMAINING and sentence.place is Place.ABSTRACT and re.search(r"selected|retained", reason):
        stage = Stage.INCLUDED  # an abstract tells the end of the selection, not its steps
    detail = ""
    if stage is Stage.EXCLUDED and (why := _WHY.match(text[one.end : high + 60])):
        detail = " ".join(why[0].split()).strip(" ,;.")
    if stage is Stage.FOUND:
        detail = _database(own, text, number, one.end, high)
    sure = _PLACES[sentence.place] - 0.12 * (reason == _GOES_ON) - 0.1 * (not one.thing and not one.in_box)
    start, end = sentence.start + number.start, sentence.start + max(one.end, number.end)
    return Found(Kind.COUNT, str(number.value), start, end, sure, reason, stage, detail, number.value)


def _joined(sentence: Sentence, found: list[Found]) -> Iterator[Found]:
    """ "included three reviews [1] and one survey" is one count of four."""
    held: Found | None = None
    for one in found:
        if held is not None and one.label == held.label == Stage.INCLUDED and one.reason == _GOES_ON:
            between = sentence.text[held.end - sentence.start : one.start - sentence.start]
            if re.fullmatch(r"(?:\s?\[[^\]]*\])?\sand\s", between):
                total = int((held.number or 0) + (one.number or 0))
                held = replace(held, value=str(total), number=total, end=one.end, reason="the sum of what is listed")
                continue
        if held is not None:
            yield held
        held = one
    if held is not None:
        yield held


def _database(own: Own, text: str, number: Number, end: int, high: int) -> str:
    """The one database that a count is told of: right before it or right after it."""
    after = re.match(r"\s?(?:\w+\s){0,3}?(?:from|in|on|at|via|through|by)\s(?:the\s)?|\s?[,)]?\s?\(?", text[end:high])
    reach = after.end() if after else 0
    near = list(own.vocabulary.databases.hits(text[end : end + reach + 40]))
    if near and near[0].start <= reach and not (len(near) > 1 and near[1].start - near[0].end < 8):
        return near[0].entry.name
    left = text[max(0, number.start - 45) : number.start]
    before = list(own.vocabulary.databases.hits(left))
    told = (
        r"(?:\sdatabase|\sdigital library)?\s?(?:\(\s?(?:[nN]\s?=\s?)?|[:,]\s?(?:[nN]\s?=\s?)?|[–-]\s?|"
        r"\s(?:yielded|returned|gave|produced|had)\s(?:a\stotal\sof\s)?)"
    )
    return before[-1].entry.name if before and re.fullmatch(told, left[before[-1].end :]) else ""


def _stage(vocabulary: Vocabulary, text: str, one: Counted, room: tuple[int, int]) -> tuple[Stage | None, str]:
    """The stage of a number and the words that give it; room: up to the numbers beside it, within its clause."""
    if not one.in_box and re.match(r"\s(?:being\s|finally\s)?included\b(?!\sin\s\[)", text[one.end :]):
        return Stage.INCLUDED, "“included” after it"
    if one.thing in ("full texts", "texts"):
        return Stage.FULL_TEXT, "counts full texts"
    if one.in_box:
        opening = text.rfind("(", 0, one.number.start)
        closed = text.rfind(")", 0, opening if opening > 0 else one.number.start) + 1
        label = BOX.sub("", text[max(text.rfind(";", 0, one.number.start) + 1, closed) : one.number.start])
        for cue in vocabulary.boxes:
            if match := cue.pattern.search(label):
                return Stage(cue.stage), f"“{match[0].strip()}” before (n = ...)"
        return None, ""
    after, before = text[one.end : room[1]], text[room[0] : one.number.start]
    within = text[one.number.start : one.end]
    if re.search(r"\bduplicat", within, re.IGNORECASE) or re.match(r"\s(?!after)(?:\w+\s)?duplicat", after):
        return Stage.DUPLICATES, "counts duplicates"
    near: list[tuple[int, str, str]] = []
    for cue in vocabulary.backward:
        match = cue.pattern.search(after)
        if match and not re.search(r"\b(?:we|search(?:es)?|authors)\s*$", after[: match.start()]):
            near.append((match.start(), cue.stage, match[0]))
    for cue in vocabulary.forward:
        matches = list(cue.pattern.finditer(before))
        if matches and len(before) - matches[-1].end() < 60:
            near.append((len(before) - matches[-1].end(), cue.stage, matches[-1][0]))
    if one.thing and re.search(r"\b(?:included|eligible|primary)\s", within):
        near.append((30, Stage.INCLUDED, within))
    if not near and re.search(r"\bthere\s(?:are|were)\s$", text[: one.number.start]):
        clause = text[: one.number.start]
        near = [(0, cue.stage, m[0]) for cue in vocabulary.backward if (m := cue.pattern.search(clause))][:1]
    if not near and re.search(r"\bremaining\s$", before):
        return Stage.REMAINING, "“remaining”"
    if near:
        _, stage, words = min(near, key=lambda row: row[0])
        return Stage(stage), f"“{' '.join(words.split())}”"
    if re.search(
        r"\b(?:Of|Out\sof|From)\s(?:(?:the|these|an?\s(?:\w+\s)?total\sof|an\sinitial(?:\s\w+\sof)?|all)\s)?$", before
    ):
        if one.thing in ("records", "citations", "results", "hits", "articles", "papers", "titles", "sources"):
            return Stage.FOUND, "the whole of which a part is told"
        if one.thing == "studies" and re.search(r"^From\s(?:the\s)?$", before):
            return Stage.INCLUDED, "“From” the studies"
    return None, ""


def _continues(between: str) -> bool:
    """Whether a number goes on with what was said of the one before: "... and 27 after full-text reading"."""
    return len(between) < 110 and re.search(r"(?:,|;|\band|\bplus)\s(?:another\s|\w+\s)?$", between) is not None

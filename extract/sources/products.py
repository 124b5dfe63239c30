"""Named things in running text (products, instruments, scores), by where they stand and what is done with them.

In: a Scope. Out: candidates for the facets whose items are names. Called by extract.sources.names. In a section that
speaks of the facet a name counts wherever it stands; elsewhere the sentence must show use ("modelled in X", "the X
platform", "a program called X"). What is found so is found again in every other sentence of the document.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from corpus.study import BlockKind
from extract.abbreviations import long_form
from extract.candidate import ABOUT_METHOD, Candidate, set_aside
from extract.codebook import Facet, ItemShape
from extract.language import Passage, lemma
from extract.scope import Part, Scope
from extract.sources.cited_persons import is_cited_person
from extract.sources.heads import sections_on
from extract.sources.proper import Capitals, Name, Shape, names
from extract.sources.scales import titled_names
from extract.sources.uses import KINDS, SCORES, in_use, is_measure, small_word_after, tokens_of
from extract.theme import Evidence, fold_label
from extract.words import tokens as words_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_LOCATIVE = frozenset("in at of from near".split())
_MAKERS = frozenset("we us authors author researchers researcher reviewers reviewer coders".split())
_JOIN = re.compile(r"\s*(?:\([^()]*\)\s*)?(?:,|,?\s*(?:and|or|&)|/)\s+(?:the\s+)?")
_SHORT_FORM = re.compile(r"\s\(([A-Z][\w-]*)\)")
_NOUNS = ("NN", "NNS")
_PLAIN = (*_NOUNS, "JJ", "VBN", "VBG")
_LEAST_NAMES, _LEAST_SHARE = 6, 0.044  # distinct names in a section, and by its words, that make it one on names
_CLOSED = frozenset(
    ("IN", "CC", "DT", "RB", "RBR", "RBS", "PRP", "PRP$", "WDT", "WP", "WRB", "UH", "MD", "EX", "TO", "PDT")
)


@dataclass(frozen=True, slots=True)
class _Seen:
    """A name with the passage that holds it, and why it is an item ("" when the place itself does not tell)."""

    passage: Passage
    name: Name
    why: str
    confidence: float
    aside: str = ""
    label: str = ""


def from_products(scope: Scope) -> Iterator[Candidate]:
    """Candidates for every facet whose items are names, in reading order."""
    for facet in scope.codebook.facets:
        if facet.item is ItemShape.NAME:
            yield from _of_facet(scope, facet)


def _of_facet(scope: Scope, facet: Facet) -> Iterator[Candidate]:
    capitals = Capitals(scope)
    named: list[tuple[Passage, list[Name]]] = []
    for passage in scope.reading.of_kind(BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.ABSTRACT):
        if scope.part(passage) not in (Part.PROTOCOL, Part.BACK):
            named.append((passage, _things(scope, passage, capitals)))
    about = sections_on(scope, facet) | _full_of_names(scope, named)
    seen: list[_Seen] = []
    for passage, found in named:
        here = passage.block.section in about and scope.part(passage) is Part.FINDING
        seen += _in_passage(scope, facet, passage, found, here=here)
    longer = _longer_forms(seen)
    seen = [replace(one, label=longer.get(one.name.text, one.name.text)) for one in seen]
    told = {fold_label(one.label) for one in seen if one.why and not one.aside}
    for one in seen:
        if not one.why and one.name.shape is not Shape.KNOWN and fold_label(one.label) in told:
            one = replace(one, why="a name that the study tells of elsewhere", confidence=0.4)
        if one.why:
            yield from set_aside([_candidate(facet, one)], one.aside)


def _longer_forms(seen: Iterable[_Seen]) -> dict[str, str]:
    """Short forms with the forms that hold them: "MAST" of "MAST index", "GRS" of "Grape Rot Score (GRS)"."""
    longer: dict[str, str] = {}
    for one in seen:
        first, _, last = one.name.text.rpartition(" ")
        if one.why and first and (last.lower() in SCORES or last.startswith("(")):
            short = last[1:-1] if last.startswith("(") else first
            longer.setdefault(short, one.name.text)
            longer.setdefault(first, one.name.text)
    return longer


def _full_of_names(scope: Scope, named: Iterable[tuple[Passage, list[Name]]]) -> frozenset[int]:
    """The sections without a facet that speak of names all the time, whatever their titles say."""
    words: Counter[int] = Counter()
    distinct: dict[int, set[str]] = defaultdict(set)
    for passage, found in named:
        section = passage.block.section
        if section is not None and scope.section_facets[section] is None:
            words[section] += passage.text.count(" ")
            distinct[section].update(name.text for name in found if name.shape >= Shape.NEW)
    return frozenset(s for s, held in distinct.items() if len(held) >= max(_LEAST_NAMES, _LEAST_SHARE * words[s]))


def _candidate(facet: Facet, one: _Seen) -> Candidate:
    passage = one.passage
    start, end = passage.offset + one.name.start, passage.offset + one.name.end
    sentence = passage.sentence_at(start)
    quote = (passage.offset + sentence.start_char, passage.offset + sentence.end_char)
    return Candidate(
        facet.name, one.label, start, end, quote, Evidence.PHRASE, one.confidence, passage.index, (one.why,)
    )


def _things(scope: Scope, passage: Passage, capitals: Capitals) -> list[Name]:
    """The names of a passage without those of persons and scales."""
    found = list(names(passage.text, capitals))
    if not found or _is_heading(passage.text):
        return []
    scales = [place[:2] for f in scope.codebook.facets if f.containers for place in titled_names(f, passage.text)]
    return _apart(
        _with_short_form(passage, name)
        for name in found
        if not any(a <= name.start < b for a, b in scales) and not is_cited_person(scope, passage, name)
    )


def _is_heading(text: str) -> bool:
    """Whether a short line without a stop has capitals as titles have them ("Needs of the Organization")."""
    words = text.split()
    capitals = sum(word[:1].isupper() for word in words)
    return 1 < len(words) <= 8 and text.rstrip()[-1:] not in ".;:?!)" and capitals >= len(words) / 2


def _in_passage(scope: Scope, facet: Facet, passage: Passage, found: list[Name], *, here: bool) -> list[_Seen]:
    """The names of a passage with why they are items. here: its section speaks of the facet."""
    title = scope.section_title(passage.index)
    section = scope.codebook.facet_of.get(scope.facet(passage.index) or "")
    graded = section is not None and bool(section.containers)
    seen: list[_Seen] = []
    for name in found:
        why, confidence = in_use(facet, passage, name, graded=graded)
        if not why and here and _stands_for_itself(passage, name, found):
            why, confidence = f"a proper name in the section “{title}”", 0.5 + 0.05 * name.shape
        aside = ABOUT_METHOD if why and _of_research(scope, passage, name, here=here) else ""
        seen.append(_Seen(passage, _with_measure(passage, name), why, confidence, aside))
    return _series(seen)


def _apart(found: Iterable[Name]) -> list[Name]:
    """Names in order of place, without those that lie in the one before."""
    kept: list[Name] = []
    for name in found:
        if not kept or name.start >= kept[-1].end:
            kept.append(name)
    return kept


def _series(seen: list[_Seen]) -> list[_Seen]:
    """With the names that are joined to one that is an item: "Foo2Bar, Bazzel and Quux"."""
    for order in (range(1, len(seen)), range(len(seen) - 2, -1, -1)):
        for i in order:
            one, other = seen[i], seen[i - order.step]
            if one.why or one.name.opens or not other.why or other.name.shape <= Shape.ACRONYM:
                continue
            first, second = sorted((other.name, one.name), key=lambda name: name.start)
            if _JOIN.fullmatch(one.passage.text[first.end : second.start]):
                seen[i] = replace(one, why=f"named beside “{other.name.text}”", confidence=0.5, aside=other.aside)
    return seen


def _of_research(scope: Scope, passage: Passage, name: Name, *, here: bool) -> bool:
    """Whether a sentence tells with what the study itself was made: who made it is its subject, or it says so."""
    sentence = passage.sentence_at(passage.offset + name.start)
    before = passage.doc[sentence.start : tokens_of(passage, name).start]
    if any(t.lower_ in _MAKERS and t.dep_ in ("nsubj", "agent", "pobj") for t in before):
        return True
    if here:
        return False
    known = (t for t in scope.codebook.parts.research_tools if t in sentence.text and not _in_longer(t, name.text))
    words = passage.lemmas[sentence.start : sentence.end]
    return scope.speaks_of_research(words) or any(re.search(rf"\b{re.escape(tool)}\b", sentence.text) for tool in known)


def _in_longer(tool: str, name: str) -> bool:
    """Whether a program's name is a part of a longer one, a version aside ("NoteTaker Cloud", not "NoteTaker 14")."""
    return tool in name and re.sub(r"\s[\d.]+$", "", name) != tool


def _stands_for_itself(passage: Passage, name: Name, found: list[Name]) -> bool:
    """Whether a name in a section on the facet is an item: no mere attribute of an ordinary noun, no ordinary word."""
    after = small_word_after(passage, name)
    if name.opens and " " not in name.text and name.shape in (Shape.KNOWN, Shape.NEW):
        return _named_at_opening(passage, name, after, found)
    if after is not None and lemma(after) in KINDS:
        return True
    attribute = after is not None and after.tag_ in _NOUNS and not _acts(name, after)
    if name.shape is Shape.KNOWN:
        first = tokens_of(passage, name)[0]
        return not attribute and (first.i == 0 or first.nbor(-1).lower_ not in _LOCATIVE)
    return not attribute or name.shape is not Shape.ACRONYM


def _named_at_opening(passage: Passage, name: Name, after: Token | None, found: list[Name]) -> bool:
    """Whether the capitalised first word of a sentence is a name: it does something, or stands beside a surer name."""
    first = tokens_of(passage, name)[0]
    goes_on = after is not None or re.match(r"\s*[,(]", passage.text[name.end : name.end + 2])
    if first.tag_ in _CLOSED or first.tag_.startswith("VB") or not goes_on:
        return False
    acts = after is not None and _acts(name, after)
    if name.shape is Shape.NEW:
        return acts or after is None or after.tag_ not in _NOUNS
    if (
        first.tag_ == "NNS"
        or name.text.endswith("ing")
        or first.tag_.startswith("JJ")
        or (after is not None and not acts and after.tag_ in _PLAIN)
    ):
        return False
    sentence = passage.sentence_at(passage.offset + name.start)
    beside = any(other.shape > Shape.ACRONYM and name.end < other.start < sentence.end_char for other in found)
    return beside or (acts and after is not None and lemma(after) not in ("be", "have"))


def _acts(name: Name, after: Token) -> bool:
    """Whether the word after a name at the head of a sentence is a verb in the third person, also if mistagged."""
    if after.tag_ in ("VBZ", "VBD", "MD"):
        return True
    if not name.opens or after.tag_ != "NNS" or after.i + 1 >= len(after.doc):
        return False
    return after.nbor(1).tag_ in (*_NOUNS, "DT", "JJ", "PRP", "PRP$", "IN")


def _with_short_form(passage: Passage, name: Name) -> Name:
    """A name takes in the short form that stands behind it in brackets."""
    short = _SHORT_FORM.match(passage.text, name.end)
    if short is None or not (long_form(short[1], words_of(name.text)) or _of_initials(short[1], name.text)):
        return name
    return Name(passage.text[name.start : short.end()], name.start, short.end(), max(name.shape, Shape.NEW), name.opens)


def _of_initials(short: str, text: str) -> bool:
    """Whether the letters of a short form stand in order among the initials of a name, which open it."""
    initials = iter("".join(word[0] for word in words_of(text)))
    letters = short.casefold()
    return len(letters) > 1 and text[:1].casefold() == letters[0] and all(c in initials for c in letters)


def _with_measure(passage: Passage, name: Name) -> Name:
    """A score or scale keeps the word for it in its name ("the MAST index")."""
    after = small_word_after(passage, name)
    if after is None or not is_measure(after):
        return name
    end = name.end + 1 + len(after)
    return Name(passage.text[name.start : end], name.start, end, name.shape, name.opens)

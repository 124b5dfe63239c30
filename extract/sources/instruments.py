"""Kinds of things that are used, in small letters ("laser scanners", "a paper chart"), where a section speaks of tools.

In: a Scope. Out: candidates for the facets whose items are names. Called by extract.sources.names. A noun for a thing
that is made for use counts where something is done with it or said of it; the general ones ("system") need a word
before them that says which.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from corpus.study import BlockKind
from extract import labels
from extract.candidate import Candidate
from extract.codebook import Facet, ItemShape
from extract.language import Passage
from extract.scope import Part, Scope
from extract.sources.heads import sections_on
from extract.sources.noun_phrases import split_chunk, without_general
from extract.theme import Evidence

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_THINGS = frozenset(
    "scanner sensor tag camera drone tablet headset watch smartwatch wristwatch phone smartphone telephone chip "
    "beacon chart whiteboard blackboard display monitor app dashboard spreadsheet robot printer kit meter gauge "
    "probe logger tracker wearable laptop computer database repository logbook diary chatbot messenger email e-mail "
    "fax videoconference videoconferencing teleconferencing conferencing simulator exoskeleton helmet goggles pump "
    "syringe pager radio barcode reader detector analyser analyzer thermometer stethoscope ultrasound bracelet "
    "wristband notebook broker warehouse catalog catalogue gateway blockchain checklist questionnaire checker "
    "controller loader excavator tractor glider balloon satellite antenna transponder receiver transmitter "
    "projector microphone recorder microscope centrifuge cutter welder turbine charger lamp bulb trolley cart "
    "wheelchair walker wiki portal website webpage blog podcast spectrometer oscilloscope multimeter clipboard "
    "binder sticker marker keyboard touchscreen screen kiosk terminal modem router switchboard hotline intranet "
    "extranet scoreboard".split()
)
_GENERAL_THINGS = frozenset(
    "system server record registry register log store lake interface equipment machinery toolkit card form station "
    "terminal vehicle truck sheet document index unit".split()
)
_WHERE = frozenset("with on by via using through".split())
_DONE = frozenset(("nsubj", "nsubjpass", "dobj"))
_NAMES_THEM = frozenset("such including named called like e.g. namely".split())
_NOUNS = ("NN", "NNS", "NNP", "NNPS")
_VAGUE = frozenset(
    "such this that these those its their own various common suitable different available used other".split()
)


def from_instruments(scope: Scope) -> Iterator[Candidate]:
    """Candidates of the findings that speak of named things, in reading order."""
    for facet in scope.codebook.facets:
        if facet.item is not ItemShape.NAME:
            continue
        about = sections_on(scope, facet)
        for passage in scope.reading.of_kind(BlockKind.PARAGRAPH):
            if scope.part(passage) is Part.FINDING and passage.block.section in about:
                yield from _in_passage(scope, facet, passage)


def names_thing(words: str) -> bool:
    """Whether a few words without a sentence ("flow meters") end in a noun for a thing that is made for use."""
    parts = words.casefold().split()
    if not 1 <= len(parts) <= 4 or not all(part.replace("-", "").isalpha() for part in parts):
        return False
    last = {parts[-1], parts[-1].removesuffix("s"), parts[-1].removesuffix("es")}
    return not last.isdisjoint(_THINGS) or (len(parts) > 1 and not last.isdisjoint(_GENERAL_THINGS))


def _in_passage(scope: Scope, facet: Facet, passage: Passage) -> Iterator[Candidate]:
    if not passage.may_hold(_THINGS | _GENERAL_THINGS):
        return
    general = {*facet.cues, *facet.negative}
    for chunk in passage.doc.noun_chunks:
        for span in split_chunk(chunk):
            kept = without_general(span)
            if not _is_thing(passage, span, kept, general):
                continue
            sentence = passage.sentence_at(passage.offset + kept.start_char)
            if scope.speaks_of_research(passage.lemmas[sentence.start : sentence.end]):
                continue
            quote = (passage.offset + sentence.start_char, passage.offset + sentence.end_char)
            label = labels.sentence_case(labels.clean(kept.text))
            why = f"a kind of thing in the section “{scope.section_title(passage.index)}”"
            place = passage.place(kept)
            yield Candidate(facet.name, label, *place, quote, Evidence.PHRASE, 0.5, passage.index, (why,))


def _is_thing(passage: Passage, span: Span, kept: Span, general: set[str]) -> bool:
    """Whether a phrase names a kind of thing: its last word does, and it takes part in what the sentence tells."""
    head = kept[-1]
    after = passage.doc[kept.end] if kept.end < len(passage.doc) else head
    if (
        after.lower_ in _NAMES_THEM
        or after.text[:1].isupper()
        or passage.doc[min(kept.end + 1, len(passage.doc) - 1)].lower_ == "such"
    ):
        return False
    noun = passage.lemmas[head.i]
    if head.tag_ not in _NOUNS or len(kept) > 4 or any(c.isupper() for c in head.text[1:]):
        return False
    modified = len(kept) > 1 and kept[0].lower_ not in _VAGUE
    definite = span[0].lower_ in ("the", "this", "these", "that", "those", "its", "their", "no", "such")
    if noun in _THINGS:
        fits = modified or not definite
    elif noun in _GENERAL_THINGS:
        fits = modified and noun not in general and kept[-2].lower_ not in general
    else:
        return False
    return fits and span[0].lower_ != "no" and _takes_part(kept.root)


def _takes_part(noun: Token) -> bool:
    """Whether a noun is what is used or spoken of, and nothing denies that it is there."""
    while noun.dep_ == "conj" and noun.head.i < noun.i:
        noun = noun.head
    verb = noun.head
    if any(child.dep_ == "neg" for child in verb.children):
        return False
    if any(child.dep_ == "appos" for child in noun.children):
        return False
    return noun.dep_ in _DONE or (noun.dep_ == "pobj" and verb.lower_ in _WHERE)

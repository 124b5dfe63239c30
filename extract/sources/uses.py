"""What a sentence does with a name: it calls it a kind of thing, uses it, or tells with what something is done.

In: a name in a passage. Out: the words that show it, and how sure they make it. Called by extract.sources.products.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extract.codebook import Facet
from extract.language import Passage, lemma
from extract.sources.proper import Name, Shape

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

SCORES = frozenset(("score", "scale", "index", "questionnaire"))
KINDS = frozenset(
    "platform software tool library app application package suite program programme server headset device analyser "
    "analyzer camera robot sensor scanner chatbot plugin plug-in add-on extension database simulator toolkit "
    "workbench portal dashboard engine environment system service product machine instrument tracker monitor tablet "
    "reader recorder kit module framework browser editor compiler language repository wearable smartwatch "
    "spreadsheet middleware broker gateway cloud score scale index questionnaire inventory checklist criterion "
    "criteria test assessment survey card form matrix protocol mnemonic algorithm classification".split()
)
_USED = frozenset(
    "use employ adopt utilise utilize apply run install deploy implement operate integrate connect configure "
    "purchase buy license procure try trial pilot test switch abandon replace introduce choose prefer combine "
    "extend customise customize".split()
)
_USING = frozenset("using via employing utilising utilizing".split())
_DONE_WITH = frozenset(
    "log record enter keep store save model draw build make write track manage share host automate process compute "
    "calculate simulate monitor structure guide display visualise visualize document import export upload send "
    "exchange plan schedule submit distribute measure assess rate screen score scan print report edit render "
    "annotate label collect capture develop implement train deploy run perform query analyse analyze orchestrate "
    "create generate support connect link integrate communicate work handle".split()
)
_MEANS = frozenset("with in by via through using on from into".split())
_CALLED = re.compile(r"\b(?:called|named|known as|termed|dubbed|branded|marketed as)\s+[\"'“‘]?$")
_EXAMPLE_OF = re.compile(
    r"\b([A-Za-z-]+)(?:\s*\([^()]*\))?,?\s+\(?(?:such as|like|including|e\.g\.,?|eg,|for example,?)\s+"
    r"(?:the\s+)?$"
)
_EXEMPLIFIED = KINDS | {"model", "llm", "client", "alternative", "competitor", "rival"}
_MEASURE_NAME = re.compile(r"\b(?:Score|Scale|Index|Questionnaire|Inventory|Checklist)\b")
_PAST = ("VBN", "VBD", "VBG")
_SAID = ("VBZ", "VBP", "VBD")


def in_use(facet: Facet, passage: Passage, name: Name, *, graded: bool = False) -> tuple[str, float]:
    """Why the sentence shows that a name is a thing that is used, and how sure that is; ("", 0) when it does not.

    graded: the section speaks of scales of its own, so that a name like one tells nothing.
    """
    called = _CALLED.search(passage.text[max(0, name.start - 20) : name.start])
    if name.shape is Shape.KNOWN and not called:
        return "", 0.0
    tokens = tokens_of(passage, name)
    if called and _kind_before(facet, passage, tokens):
        return "called by this name", 0.6
    if name.shape is Shape.KNOWN:
        return "", 0.0
    after, before = small_word_after(passage, name), passage.doc[max(0, tokens.start - 2) : tokens.start]
    if len(before) == 2 and before[1].lower_ in _MEANS and before[0].tag_ in _PAST and lemma(before[0]) in _DONE_WITH:
        return f"with what it is done: “{before.text}”", 0.5
    long_name = bool(_MEASURE_NAME.search(name.text)) and len(name.text.split()) > 2
    if not graded and (long_name or (after is not None and is_measure(after))):
        return "a score or scale by its name", 0.5
    if name.shape is Shape.ACRONYM:
        return "", 0.0
    example = _EXAMPLE_OF.search(passage.text[max(0, name.start - 70) : name.start])
    if example and not _EXEMPLIFIED.isdisjoint(_singulars(example[1].casefold())):
        return f"an example of “{example[1]}”", 0.5
    if len(before) and before[-1].lower_ in _USING:
        return f"what “{before[-1].text}” speaks of", 0.5
    if after is not None and lemma(after) in KINDS and name.shape is Shape.HUMPED:
        return f"called a {after.lower_}", 0.6
    return _in_clause(tokens, name)


def _singulars(word: str) -> tuple[str, ...]:
    """A word and what it may be the plural of."""
    return word, word.removesuffix("s"), word.removesuffix("es"), re.sub("ies$", "y", word)


def _in_clause(tokens: Span, name: Name) -> tuple[str, float]:
    """What the verb that governs a name says of it, or of the name to which it is joined."""
    root = tokens.root
    while root.dep_ == "conj" and root.head.i < root.i:
        root = root.head
    verb = root.head
    if root.dep_ in ("dobj", "nsubjpass") and lemma(verb) in _USED and verb.pos_ == "VERB":
        return f"what “{verb.text}” speaks of", 0.55
    if root.dep_ == "pobj" and verb.lower_ in _MEANS:
        done = verb.head
        if done.dep_ == "dobj" and (verb.lower_ == "with" or name.shape is Shape.HUMPED):
            done = done.head  # "log yields with X", where the parser takes "with X" to the yields
        if done.pos_ == "VERB" and lemma(done) in _DONE_WITH:
            return f"with what it is done: “{done.text} {verb.text}”", 0.5
    acts = root.dep_ == "nsubj" and verb.tag_ in _SAID and lemma(verb) not in ("be", "have")
    if acts and name.shape is Shape.HUMPED:
        return f"what “{verb.text}” is said of", 0.5
    return "", 0.0


def _kind_before(facet: Facet, passage: Passage, tokens: Span) -> bool:
    """Whether one of the five words before a name says that it is a thing to be used."""
    words = passage.doc[max(0, tokens.start - 5) : tokens.start]
    kinds = {*facet.cues, *facet.weak_cues} | KINDS
    return any(lemma(word) in kinds for word in words)


def is_measure(word: Token) -> bool:
    """Whether a word is the noun for a score or scale, which belongs to the name before it."""
    return lemma(word) in SCORES and word.tag_ in ("NN", "NNS")


def tokens_of(passage: Passage, name: Name) -> Span:
    """The tokens of a name."""
    return passage.tokens(passage.offset + name.start, passage.offset + name.end)


def small_word_after(passage: Passage, name: Name) -> Token | None:
    """The word in small letters that stands right after a name, with nothing but a space between."""
    if not re.match(r"\s[a-z]", passage.text[name.end : name.end + 2]):
        return None
    end = tokens_of(passage, name).end
    return passage.doc[end] if end < len(passage.doc) else None

"""A term read once: its words, head, sign, and the parts that are compared with those of other terms.

In: terms, what abbreviations stand for (a study's own words count first, then what all studies agree on), and a
Thesaurus. Out: Reading values, by term id. Called by synthesis.translation.candidates and synthesis.similarity.score.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from extract import abbreviations
from extract.theme import fold_label
from extract.words import CONTAINERS, FUNCTION_WORDS, tokens
from synthesis.similarity.ellipsis import completed
from synthesis.similarity.heads import Phrase, phrase
from synthesis.similarity.initials import initials, short_form
from synthesis.similarity.names import is_name, without_class
from synthesis.similarity.naming import NOTHING, Named, named
from synthesis.similarity.polarity import is_lack, is_trouble
from synthesis.similarity.term import Term
from synthesis.similarity.thesaurus import EMPTY, Thesaurus
from synthesis.similarity.words import content, stem

Meaning = tuple[str, tuple[str, ...]]  # short form, the words that it stands for
Meanings = frozenset[Meaning]

_KINDS = frozenset(map(stem, CONTAINERS)) - {stem("complexity"), stem("complex")}  # these two tell of the thing
_ROMAN = frozenset("i ii iii iv v vi vii viii ix x".split())


@dataclass(frozen=True, slots=True)
class Reading:
    """What a term says.

    words: telling words of the label, abbreviations written out, signs of lack taken out; those of a phrase that the
    thesaurus knows are one. stems: of each of them its stem or the name of its ring. own: the stems of all words.
    text: the words as one string, the form that is embedded. topics: what the label speaks of, ids of the thesaurus.
    phrase: head, modifiers and core. numbers: digits, and a Roman number at the end. lacks: the label says that
    something is wanting. troubled: it speaks of something bad or wanting. name: it is a proper name. said: all telling
    words of the label, those included that are not compared (containers, signs of lack, a remark in brackets). joined:
    the heads that it coordinates, containers included. folded: the label as it is told from others. written_out: the
    (short form, long form) pairs that were used. short: the label when it is an abbreviation that nothing explains,
    casefolded. initials: the abbreviations that may stand for the label. named: concepts of the codebook.
    parent: reading of the parent, None when it has none. children:
    texts of the themes that it holds, sorted.
    """

    term: Term
    words: tuple[str, ...]
    stems: tuple[str, ...]
    text: str
    own: frozenset[str]
    phrase: Phrase
    numbers: frozenset[str]
    lacks: bool
    troubled: bool
    name: bool
    said: tuple[str, ...]
    joined: tuple[str, ...]
    folded: str
    written_out: tuple[tuple[str, str], ...]
    topics: tuple[str, ...]
    short: str
    initials: tuple[str, ...]
    named: Named = NOTHING
    parent: Reading | None = None
    children: tuple[str, ...] = ()

    @property
    def stem_set(self) -> frozenset[str]:
        return frozenset(self.stems)


def read_terms(terms: Iterable[Term], thesaurus: Thesaurus = EMPTY) -> dict[str, Reading]:
    """The readings of terms of any studies, by id, in the order given."""
    terms = tuple(terms)
    studies: dict[str, list[Term]] = defaultdict(list)
    for term in terms:
        studies[term.study].append(term)
    own = {study: own_meanings(theirs) for study, theirs in studies.items()}
    known = agreed({meaning for said in own.values() for meaning in said})
    read: dict[str, Reading] = {}
    for study, theirs in studies.items():
        read |= read_study(theirs, own[study], known, thesaurus)
    return {term.id: read[term.id] for term in terms}


def own_meanings(terms: Iterable[Term]) -> Meanings:
    """What the labels, definitions and quotes of one study say that abbreviations stand for: (short form, words)."""
    found = abbreviations.meanings(text for term in terms for text in (term.label, term.definition, term.quote))
    return frozenset((short, words) for short, all_of in found.items() for words in all_of)


def agreed(meanings: Collection[Meaning]) -> abbreviations.Glossary:
    """The short forms, each given once with each of its meanings, that have only one."""
    forms = Counter(short for short, _ in meanings)
    return {short: words for short, words in sorted(meanings) if forms[short] == 1}


def read_study(
    terms: Sequence[Term], own: Meanings, known: abbreviations.Glossary, thesaurus: Thesaurus = EMPTY
) -> dict[str, Reading]:
    """The readings of all terms of one study, by id. A parent that is no term of it is read from its label alone.

    own: what the study itself says that abbreviations stand for; it outranks what is known from all.
    """
    known = {**known, **agreed(own)}
    bare = {term.id: _read(term, known, thesaurus) for term in terms}
    parents = sorted({term.parent for term in terms if term.parent} - bare.keys())
    above = bare | {parent: _read(Term(f"parent {parent}", "", "", parent), known, thesaurus) for parent in parents}
    under: dict[str, list[str]] = defaultdict(list)
    for term in terms:
        under[term.parent].append(bare[term.id].text)
    return {
        term.id: replace(bare[term.id], parent=above.get(term.parent), children=tuple(sorted(under.get(term.id, ()))))
        if term.parent or term.id in under
        else bare[term.id]
        for term in terms
    }


def unlike(one: Reading, other: Reading) -> tuple[str, ...]:
    """The telling words of one label that the other has in no inflection, each once."""
    theirs = set(map(stem, other.said))
    return tuple(dict.fromkeys(word for word in one.said if stem(word) not in theirs))


def _read(term: Term, known: abbreviations.Glossary, thesaurus: Thesaurus) -> Reading:
    text = completed(term.label, term.quote)
    label, whole, own = _tokens_of(text)
    used = tuple((word, known[word]) for word in dict.fromkeys((*own, *whole)) if word in known)
    read = _read_label(text, term.facet, used, is_name(label, term.quote), thesaurus)
    if text == term.label:
        return replace(read, term=term)
    written_out = ((term.label, text), *read.written_out)
    return replace(read, term=term, folded=fold_label(term.label) or term.label, written_out=written_out)


@lru_cache(maxsize=65536)
def _tokens_of(label: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """(the label with "and" for each sign that joins, its tokens as written, those that are compared)."""
    joined = re.sub(r"[,;/]\s*(?:and |or )?", " and ", abbreviations.without_short_forms(without_class(label)))
    whole = tokens(abbreviations.without_short_forms(label)) or (label.casefold(),)
    return joined, whole, tokens(_without_remark(joined)) or tokens(joined) or (label.casefold(),)


@lru_cache(maxsize=65536)
def _read_label(label: str, facet: str, abbreviated: tuple[Meaning, ...], name: bool, thesaurus: Thesaurus) -> Reading:
    """The reading of a label, without a theme: many studies say a thing in the same words."""
    known = dict(abbreviated)
    _, whole, own = _tokens_of(label)
    words = abbreviations.expand(own, known)
    pieces = _pieces(words, facet, thesaurus)
    positive = tuple(piece for piece in pieces if not is_lack(piece.stem)) or pieces
    said = _beyond(facet, positive)
    telling = tuple(piece for piece in said if piece.text not in FUNCTION_WORDS) or said
    return Reading(
        term=Term("", "", facet, label),
        words=tuple(piece.text for piece in telling),
        stems=tuple(piece.stem for piece in telling),
        text=" ".join(piece.text for piece in telling),
        own=frozenset(stem(word) for piece in telling for word in piece.text.split()),
        phrase=_phrase(said),
        numbers=frozenset(w for w in tokens(label) if w.isdigit()) | (_ROMAN & set(own[-1:])),
        lacks=any(is_lack(piece.stem) for piece in pieces),
        troubled=any(is_lack(piece.stem) or is_trouble(piece.stem) for piece in pieces),
        name=name,
        said=content(abbreviations.expand(whole, known)),
        joined=_phrase(positive).joined,
        folded=fold_label(label) or label,
        written_out=tuple((_as_written(word, label), " ".join(known[word])) for word in own if word in known),
        topics=thesaurus.topics.of(words, facet),
        short=short_form(label) if words == own else "",
        initials=initials(label, name=name),
        named=named(label, words, facet, thesaurus),
    )


@dataclass(frozen=True, slots=True)
class _Piece:
    """Words that stand for one thing: text as written, and their stem or the name of their ring."""

    text: str
    stem: str


def _pieces(words: tuple[str, ...], facet: str, thesaurus: Thesaurus) -> tuple[_Piece, ...]:
    """Words in order, those of a phrase that the thesaurus knows as one piece, a sign of lack in it as another."""
    left = thesaurus.classes(words, facet)
    if left == words:
        return tuple(_Piece(word, stem(word)) for word in words)
    found: list[_Piece] = []
    place = 0
    while place < len(words):
        for end in range(place + 1, len(words) + 1):
            names, beyond = thesaurus.classes(words[place:end], facet), thesaurus.classes(words[end:], facet)
            if names + beyond == left:
                break
        own = words[place:end]
        text = " ".join(content(own))
        for name in names:
            alone = name in own or (is_lack(name) and len(names) > 1)
            found.append(_Piece(name, stem(name)) if alone else _Piece(text, name))
        place, left = end, beyond
    return tuple(found)


def _phrase(pieces: Sequence[_Piece]) -> Phrase:
    return phrase(tuple(piece.text for piece in pieces), tuple(piece.stem for piece in pieces))


def _as_written(word: str, label: str) -> str:
    """A casefolded word as the label writes it."""
    place = label.casefold().find(word)
    return label[place : place + len(word)] if place >= 0 else word


def _beyond(facet: str, pieces: tuple[_Piece, ...]) -> tuple[_Piece, ...]:
    """Pieces without those that name a kind ("process"; "tool" in the facet "tool"); all if nothing else is told.

    "Processing" is something that is done, and no kind.
    """
    kinds = _KINDS | set(map(stem, tokens(facet)))
    kept = tuple(piece for piece in pieces if piece.stem not in kinds or piece.text == "processing")
    return kept if any(piece.text not in FUNCTION_WORDS for piece in kept) else pieces


def _without_remark(label: str) -> str:
    """A label less what it says in brackets at its end; all of it when nothing else is there."""
    return re.sub(r"\s*[(\[][^()\[\]]*[)\]]\s*$", "", label).strip()

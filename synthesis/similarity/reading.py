"""A term read once: its words, head, sign, and the parts that are compared with those of other terms.

In: terms, and what abbreviations stand for: a study's own words count first, then what all studies agree on. Out:
Reading values, by term id. Called by synthesis.candidates and synthesis.similarity.score.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from extract import abbreviations
from extract.theme import fold_label
from extract.words import CONTAINERS, FUNCTION_WORDS, tokens
from synthesis.similarity.heads import Phrase, phrase
from synthesis.similarity.names import is_name, without_class
from synthesis.similarity.polarity import is_lack
from synthesis.similarity.synonyms import folded
from synthesis.similarity.term import Term
from synthesis.similarity.words import content, stem

Meaning = tuple[str, tuple[str, ...]]  # short form, the words that it stands for
Meanings = frozenset[Meaning]

_KINDS = frozenset(map(stem, CONTAINERS))
_ROMAN = frozenset("i ii iii iv v vi vii viii ix x".split())


@dataclass(frozen=True, slots=True)
class Reading:
    """What a term says.

    words: telling tokens of the label, abbreviations written out, signs of lack taken out. stems: of each of them,
    synonyms under one stem. own: the stems without that. text: the words as one string, the form that is embedded.
    phrase: head, modifiers and core. numbers: digits, and a Roman number at the end. lacks: the label says that
    something is wanting. name: it is a proper name. said: all telling words of the label, those included that are not
    compared (containers, signs of lack, a remark in brackets). joined: the heads that it coordinates, containers
    included. folded: the label as it is told from others. parent: reading of the parent, None when it has none.
    written_out: the (short form, long form) pairs that were used.
    """

    term: Term
    words: tuple[str, ...]
    stems: tuple[str, ...]
    text: str
    own: frozenset[str]
    phrase: Phrase
    numbers: frozenset[str]
    lacks: bool
    name: bool
    said: tuple[str, ...]
    joined: tuple[str, ...]
    folded: str
    written_out: tuple[tuple[str, str], ...]
    parent: Reading | None = None

    @property
    def stem_set(self) -> frozenset[str]:
        return frozenset(self.stems)


def read_terms(terms: Iterable[Term]) -> dict[str, Reading]:
    """The readings of terms of any studies, by id, in the order given."""
    terms = tuple(terms)
    studies: dict[str, list[Term]] = defaultdict(list)
    for term in terms:
        studies[term.study].append(term)
    own = {study: own_meanings(theirs) for study, theirs in studies.items()}
    known = agreed({meaning for said in own.values() for meaning in said})
    read = {id: one for study, theirs in studies.items() for id, one in read_study(theirs, own[study], known).items()}
    return {term.id: read[term.id] for term in terms}


def own_meanings(terms: Iterable[Term]) -> Meanings:
    """What the labels, definitions and quotes of one study say that abbreviations stand for: (short form, words)."""
    found = abbreviations.meanings(text for term in terms for text in (term.label, term.definition, term.quote))
    return frozenset((short, words) for short, all_of in found.items() for words in all_of)


def agreed(meanings: Collection[Meaning]) -> abbreviations.Glossary:
    """The short forms, each given once with each of its meanings, that have only one."""
    forms = Counter(short for short, _ in meanings)
    return {short: words for short, words in sorted(meanings) if forms[short] == 1}


def read_study(terms: Sequence[Term], own: Meanings, known: abbreviations.Glossary) -> dict[str, Reading]:
    """The readings of all terms of one study, by id. A parent that is no term of it is read from its label alone.

    own: what the study itself says that abbreviations stand for; it outranks what is known from all.
    """
    known = {**known, **agreed(own)}
    bare = {term.id: _read(term, known) for term in terms}
    parents = sorted({term.parent for term in terms if term.parent} - bare.keys())
    above = bare | {parent: _read(Term(f"parent {parent}", "", "", parent), known) for parent in parents}
    return {term.id: replace(bare[term.id], parent=above.get(term.parent)) for term in terms}


def unlike(one: Reading, other: Reading) -> tuple[str, ...]:
    """The telling words of one label that the other has in no inflection, each once."""
    theirs = set(map(stem, other.said))
    return tuple(dict.fromkeys(word for word in one.said if stem(word) not in theirs))


def _read(term: Term, known: abbreviations.Glossary) -> Reading:
    label = re.sub(r"[,;/]\s*(?:and |or )?", " and ", abbreviations.without_short_forms(without_class(term.label)))
    whole = tokens(abbreviations.without_short_forms(term.label)) or (term.label.casefold(),)
    own = tokens(_without_remark(label)) or tokens(label) or (term.label.casefold(),)
    used = tuple((_as_written(word, term.label), " ".join(known[word])) for word in own if word in known)
    words = abbreviations.expand(own, known)
    lacks = any(is_lack(word) for word in words)
    positive = tuple(word for word in words if not is_lack(word)) or words
    telling = _beyond(term.facet, content(positive))
    return Reading(
        term=term,
        words=telling,
        stems=tuple(map(folded, telling)),
        text=" ".join(telling),
        own=frozenset(map(stem, telling)),
        phrase=phrase(_beyond(term.facet, positive)),
        numbers=frozenset(w for w in tokens(term.label) if w.isdigit()) | (_ROMAN & set(own[-1:])),
        lacks=lacks,
        name=is_name(label, term.quote),
        said=content(abbreviations.expand(whole, known)),
        joined=phrase(positive).joined,
        folded=fold_label(term.label) or term.label,
        written_out=used,
    )


def _as_written(word: str, label: str) -> str:
    """A casefolded word as the label writes it."""
    place = label.casefold().find(word)
    return label[place : place + len(word)] if place >= 0 else word


def _beyond(facet: str, words: tuple[str, ...]) -> tuple[str, ...]:
    """Words without those that name a kind ("process"; "tool" in the facet "tool"); all if nothing else is told."""
    kinds = _KINDS | set(map(stem, tokens(facet)))
    kept = tuple(word for word in words if stem(word) not in kinds)
    return kept if any(word not in FUNCTION_WORDS for word in kept) else words


def _without_remark(label: str) -> str:
    """A label less what it says in brackets at its end; all of it when nothing else is there."""
    return re.sub(r"\s*[(\[][^()\[\]]*[)\]]\s*$", "", label).strip()

"""Where a phrase ends: the words of an item cut out of its sentence.

In: words of a parsed sentence. Out: the run of words that names the item. The parse decides, and words that open a new
clause cut where the parse runs on. Called by announcements, sequences, difficulties and items.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract import labels
from extract.language import lemma

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from extract.language import Tokens

FINITE = frozenset(("VBZ", "VBP", "VBD", "MD"))
HINDER = frozenset(
    "hamper hinder impede obstruct complicate undermine jeopardise jeopardize thwart inhibit discourage deter "
    "frustrate impair aggravate exacerbate disrupt".split()
)
OPENS_CLAUSE = frozenset(
    "which who whose whom where because while whereas although though but so since when if unless despite due as "
    "thereby thus hence often especially particularly notably mainly mostly including compared according than "
    "rather whether until after before via per namely such what how why".split()
)
_ASKED = frozenset("what who how whether why which where".split())
_RESULTING = frozenset("leading resulting making causing requiring preventing meaning".split())
_ENDS = frozenset('.;:?!—–()[]"“”')
_LOOSE = frozenset(("ADP", "DET", "CCONJ", "SCONJ", "ADV", "PART", "AUX"))
_PLACES = frozenset("in across among throughout within at for by".split())
_ANY = frozenset(
    "many most some several all both these those other various different such our this two three four five six "
    "seven eight nine ten".split()
)
_DASH = frozenset(("-", "–", "—"))
_AUXILIARY = frozenset("be have do can could may might will would shall should must".split())


def phrase(tokens: Tokens, *, clause: bool = False) -> Tokens:
    """The run of words up to a new clause, an aside or a full stop; with `clause`, its own verb belongs to it."""
    for i in range(1, len(tokens)):
        if tokens[i].lower_ in _ASKED and tokens[i - 1].lower_ in ("about", "over", "of", "on"):
            stop = next(
                (k for k in range(i, len(tokens)) if tokens[k].text in _ENDS or tokens[k].text == ","), len(tokens)
            )
            return trimmed(tokens[: min(stop, i + 8)])  # "doubt about who pays"
        if _ends(tokens, i, clause):
            return trimmed(tokens[:i])
    return trimmed(tokens)


def _ends(tokens: Tokens, i: int, clause: bool) -> bool:
    token = tokens[i]
    word = token.lower_
    if token.text in _ENDS or word in OPENS_CLAUSE or (token.text in _DASH and tokens[i - 1].whitespace_):
        return True
    if token.text == ",":
        return not _goes_on(tokens, i) or (i + 1 < len(tokens) and tokens[i + 1].lower_ in _RESULTING)
    if word in ("and", "or"):
        return _opens_sentence(tokens, i)
    if clause:
        return False
    if token.tag_ in FINITE or word == "that" or is_hindering(token):
        return True
    if word == "to" and i + 1 < len(tokens) and tokens[i + 1].tag_ == "VB":
        return tokens[i - 1].pos_ not in ("NOUN", "PROPN", "VERB")  # "failure to train"
    return False


def is_hindering(token: Token) -> bool:
    """A verb of hindering in the present tense, which the tagger takes for a plural noun now and then."""
    return token.lower_.endswith("s") and token.lower_[:-1] in HINDER


def _goes_on(tokens: Tokens, comma: int) -> bool:
    """Whether a comma stands in a list of a few nouns ("lack of time, money and staff")."""
    after = tokens[comma + 1 : comma + 8]
    joins = [k for k, t in enumerate(after) if t.lower_ in ("and", "or")]
    if not joins or any(t.tag_ in FINITE or t.lower_ in OPENS_CLAUSE or t.text in _ENDS for t in after[: joins[0] + 1]):
        return False
    return tokens[comma - 1].pos_ in ("NOUN", "PROPN", "ADJ") and after[0].pos_ in ("NOUN", "PROPN", "ADJ")


def _opens_sentence(tokens: Tokens, join: int) -> bool:
    """Whether "and" opens another statement: a finite verb follows before the next stop."""
    for token in tokens[join + 1 : join + 7]:
        if token.text in _ENDS or token.text == ",":
            return False
        if token.tag_ in FINITE:
            return True
    return False


def trimmed(tokens: Tokens) -> Tokens:
    """Without loose words at the end ("staff in") and without a place that only says where the thing was seen."""
    end = len(tokens)
    for i in range(2, len(tokens) - 1):
        if tokens[i].lower_ in _PLACES and lemma(tokens[i + 1]) in _ANY:
            end = i
            break
    while end > 0 and (
        tokens[end - 1].pos_ in _LOOSE
        or tokens[end - 1].lower_ in ("there", "here", "too")
        or tokens[end - 1].is_punct
        or tokens[end - 1].is_space
    ):
        if end > 1 and tokens[end - 2].text == "-" and not tokens[end - 2].whitespace_:
            break  # "lock-in"
        end -= 1
    return tokens[:end]


def of_noun(noun: Token) -> Tokens:
    """The words of a noun phrase, cut where a clause or an aside opens."""
    doc = noun.doc
    rest = phrase(doc[noun.i : noun.right_edge.i + 1])
    return doc[noun.left_edge.i : noun.i + max(1, len(rest))]


def subject(verb: Token) -> Token | None:
    """The subject of a verb; that of the first verb for one joined to it, the noun itself for a relative "which"."""
    for child in verb.children:
        if child.dep_ in ("nsubj", "nsubjpass", "csubj", "csubjpass"):
            if child.lower_ in ("which", "that", "who") and verb.dep_ == "relcl":
                return verb.head if verb.head.pos_ in ("NOUN", "PROPN") else None
            return child
    if verb.dep_ in ("conj", "xcomp") and verb.head.pos_ in ("VERB", "AUX") and verb.head.i < verb.i:
        return subject(verb.head)
    return None


def subject_words(verb: Token, sentence: Span) -> list[Tokens]:
    """The words of each subject of a verb; where the parse shows none, what stands before it in its clause."""
    noun = subject(verb)
    if noun is not None and noun.i < verb.i and noun.pos_ != "PRON":
        return members_of(noun, verb if noun.head.i == verb.i else noun.head)
    if (noun is not None and noun.dep_ != "nsubj") or verb.dep_ in ("relcl", "acl", "xcomp"):
        return []
    run = _run_before(verb, sentence) if noun is None else sentence[:0]
    return [run] if len(run) else []


def _run_before(verb: Token, sentence: Span) -> Tokens:
    """The words from the start of a clause up to its verb, an adverb before and an aside behind passed over."""
    doc, end = verb.doc, verb.i
    while end > sentence.start and doc[end - 1].pos_ in ("AUX", "ADV", "PART"):
        end -= 1
    start = end
    while start > sentence.start and doc[start - 1].text not in (";", ":", "—", "(", "“"):
        start -= 1
        if doc[start].tag_ in FINITE and doc[start].pos_ in ("VERB", "AUX"):
            return doc[:0]
    if start + 1 < end and doc[start].pos_ in ("ADV", "CCONJ") and doc[start + 1].text == ",":
        start += 2
    elif start < end and doc[start].pos_ in ("ADP", "SCONJ", "CCONJ"):
        comma = next((i for i in range(start, end) if doc[i].text == ","), end)
        start = comma + 1
    if start >= end:
        return doc[:0]
    run = doc[start:end]
    aside = next((i for i, t in enumerate(run) if t.text == ","), len(run))
    run = run[:aside]
    named = 0 < len(run) <= 9 and (run[0].pos_ in ("NOUN", "PROPN", "ADJ", "DET", "ADV") or run[0].tag_ == "VBG")
    return trimmed(run) if named else doc[:0]


def members_of(noun: Token, verb: Token | None = None) -> list[Tokens]:
    """The members of a coordination of nouns, each as its words; one member when nothing is joined.

    `verb` is where the phrase ends at the latest, when it stands before it.
    """
    doc = noun.doc
    start, end = _own_left(noun), noun.right_edge.i + 1
    if verb is not None and start < verb.i:
        end = min(end, verb.i)
    if verb is None and doc[end : end + 1].text in ("about", "over"):
        end = noun.sent.end  # the parse may hang the question on the verb
    if noun.dep_.startswith("csubj") or noun.tag_ == "VBG":
        return [trimmed(doc[start:end])]
    joined = [t for t in noun.conjuncts if start <= t.i < end]
    lost = _lost_list(noun, verb)
    if lost is not None:
        start, joined = lost, [noun]
    if not joined:
        rest = phrase(doc[noun.i : end])
        if len(rest) < 2 and noun.i == start and end - noun.i < 9 and doc[noun.i + 1 : noun.i + 2].text == "that":
            rest = trimmed(doc[noun.i : end])  # "water that rises"
        return [doc[start : noun.i + max(1, len(rest))]]
    span = _before_clause(doc[start:end], joined)
    parts = [trimmed(part) for part in labels.coordinates(span)]
    one = len(parts) == 2 and verb is not None and _is_singular(verb)
    return [trimmed(span)] if one or _share_head(parts) else parts


def _is_singular(verb: Token) -> bool:
    """Whether a verb says that its subject is one thing ("bread and butter is ...")."""
    helper = next((c for c in verb.children if c.dep_ in ("aux", "auxpass") and c.tag_ in FINITE), verb)
    return helper.lower_ in ("is", "was", "has") or (helper.tag_ == "VBZ" and helper.pos_ == "VERB")


def _lost_list(noun: Token, verb: Token | None) -> int | None:
    """Where "A, B and C were ..." opens when the parse joins the verb to A and leaves it C alone as its subject."""
    if verb is None or verb.dep_ != "conj" or verb.head.pos_ not in ("NOUN", "PROPN") or verb.head.i > noun.i:
        return None
    run = noun.doc[verb.head.left_edge.i : noun.left_edge.i]
    whole = len(run) > 1 and run[-1].lower_ in ("and", "or") and not any(t.tag_ in FINITE for t in run)
    return run.start if whole else None


def shared_complement(parts: list[Tokens]) -> Tokens:
    """What the last member says of all: "of records" in "the price, weight and noise of pumps".

    An article opens such a list, and the other members are single nouns.
    """
    if len(parts) < 3 or len(parts[0]) != 2 or parts[0][0].lower_ != "the":
        return ()
    last = parts[-1]
    if any(len(part) != 1 for part in parts[1:-1]) or len(last) < 3 or last[1].lower_ != "of":
        return ()
    end = next((i for i in range(3, len(last)) if last[i].pos_ not in ("NOUN", "PROPN", "ADJ")), len(last))
    return last[1:end]


def _own_left(noun: Token) -> int:
    """Where a subject opens, an adverbial before it passed over ("for this reason, training ...")."""
    start = noun.left_edge.i
    if noun.doc[start].pos_ in ("ADP", "SCONJ", "ADV", "CCONJ"):
        commas = [i for i in range(start, noun.i) if noun.doc[i].text == ","]
        return commas[-1] + 1 if commas else start
    return start + 1 if noun.doc[start].lower_ == "that" and start < noun.i else start


def _share_head(parts: list[Tokens]) -> bool:
    """Whether two joined words only qualify one plural noun ("access and privacy rules")."""
    if len(parts) != 2 or not len(parts[0]) or len(parts[1]) < 2:
        return False
    first, last = parts[0][len(parts[0]) - 1], parts[1][len(parts[1]) - 1]
    if len(parts[0]) == 1 and first.tag_ == parts[1][0].tag_ == "VBG":
        return True  # "spinning and weaving of wool"
    return first.tag_ == "NN" and last.tag_ == "NNS" and all(t.tag_ in ("NN", "NNS", "NNP") for t in parts[1])


def _before_clause(span: Span, joined: list[Token]) -> Span:
    """A coordination without what is said of its last member."""
    last = max(t.i for t in joined)
    for i, token in enumerate(span):
        if token.i > last and (token.lower_ in OPENS_CLAUSE or token.text in _ENDS or token.tag_ in FINITE):
            return span[:i]
    return span


def verb_group(tokens: Tokens, i: int) -> tuple[int, Token, bool]:
    """The verb phrase that opens at i: (index after it, its main verb, whether it is passive)."""
    main, passive, j = tokens[i], False, i + 1
    while j < len(tokens):
        token = tokens[j]
        if token.tag_ in ("VB", "VBN") and lemma(main) in _AUXILIARY:
            passive = token.tag_ == "VBN" and lemma(main) == "be" and token.lower_ != "been"
            main = token
        elif token.lower_ == "to" and j + 1 < len(tokens) and tokens[j + 1].lower_ == "be":
            main, passive, j = tokens[j + 1], False, j + 1
        elif token.pos_ not in ("ADV", "PART") or token.lower_ == "to":
            break
        j += 1
    return j, main, passive

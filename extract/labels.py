"""Short clean labels from the words of a document.

In: stretches of parsed text. Out: pieces of a coordination with their places, and labels. Called by every source.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from extract.theme import fold_label

if TYPE_CHECKING:
    from spacy.tokens import Token

    from extract.language import Tokens

_EDGE = " \t\n\"'“”‘’«»*_`.,;:–—-•·"
_LEADING = re.compile(
    r"^(?:(?:the|a|an|and|or|also|as well as|such|other|various|several|some|many|these|those|their|its|our|following|"
    r"both|e\.g\.|i\.e\.|including|include|includes|namely|finally|first|second|third|lastly)\b,?\s+)+",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    r"(?:,?\s+(?:and|or|etc\.?|i\.e\.?|e\.g\.?|and so on|and others|among others|and more|respectively))+$",
    re.IGNORECASE,
)
_MARKER = re.compile(r"^\s*(?:[•●▪■◦‣∙·*–—-]\s+|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[).]\s+)", re.IGNORECASE)
_ASIDE = re.compile(
    r"(?<=\w),\s+(?:by|with|above all|increasingly|expressed|alone|mostly|mainly|often|usually|either|ideally|meaning|"
    r"once|in (?:which|part|particular|practice))\b",
    re.IGNORECASE,
)
_CITED = re.compile(  # brackets that hold, or held, a citation or a count of studies
    r"\s*[\[(](?:\s*|\d{1,3}(?:\s?[,;–-]\s?\d{1,3})*|n\s?=\s?\d+|\d+\s?%|(?:table|fig(?:ure)?\.?)\s?\d+|\d+\s(?:stud|paper|article|source|case)\w*)[\])]",
    re.IGNORECASE,
)
_CLAUSE_OPENING = re.compile(
    r"^(?:challenges?|problems?|difficult(?:y|ies)|issues?|barriers?|obstacles?|concerns?|aspects?|questions?|risks?)\s+"
    r"(?:that (?:is|are) )?(?:related|relating|associated|connected|linked|pertaining|with regard|due)?\s*"
    r"(?:to|with|of|in|for|about|regarding|concerning)\s+(?=\w)",
    re.IGNORECASE,
)
_NEED = re.compile(
    r"^(?:the\s+)?(?:need|necessity|importance|potential|prospects?|possibility|use|requirement|ability)\s+(?:of|to|for)\s+",
    re.IGNORECASE,
)
_ENSURE = re.compile(r"^(?:ensuring|providing|achieving|guaranteeing)\s+(?:the\s+)?(?=\w)", re.IGNORECASE)
_CUT = re.compile(
    r"(?:,\s*(?:including|which|who|whose|where|such as|e\.g\.|for example|because|so that|as well as the|since|"
    r"leading|making|thus|resulting|especially|"
    r"particularly|in particular)\b|\s+[–—]\s+|\s-\s?|;|\.\s|:\s|\s\((?=[^)]{12,}))",
    re.IGNORECASE,
)


def clean(text: str) -> str:
    """A label without markers, edges, leading determiners and trailing joins; white space folded."""
    label = re.sub(r"\s+", " ", text).strip()
    label = _MARKER.sub("", label)
    label = _CITED.sub("", label)
    previous = None
    while label != previous:
        previous = label
        label = _TRAILING.sub("", label.strip(_EDGE)).strip()
        label = _LEADING.sub("", label)
    return _balance(label)


def _balance(label: str) -> str:
    """Drop a bracket that lost its partner at an edge."""
    if label.count("(") > label.count(")"):
        head, _, tail = label.rpartition("(")
        label = head if len(tail) < len(head) or not head else head + tail
    elif label.count(")") > label.count("("):
        label = (
            label.replace(")", "", 1) if label.startswith(")") else label.rpartition(")")[0] + label.rpartition(")")[2]
        )
    return re.sub(r"\s+", " ", label).strip(" ,;:")


def without_aside(text: str) -> str:
    """The text before a comma that opens an aside ("counting of nests, by boat or on foot")."""
    found = _ASIDE.search(text)
    return text[: found.start()] if found else text


def clause(text: str) -> str:
    """The telling part of a clause: what the challenge is about, cut before explanations and examples."""
    label = without_aside(clean(text))
    for opening in (_CLAUSE_OPENING, _NEED, _ENSURE):
        label = clean(opening.sub("", label, count=1))
    cut = _CUT.search(label)
    if cut and len(label[: cut.start()].split()) >= 2:
        label = label[: cut.start()]
    words = label.split()
    if len(words) > 12:
        label = _shorten(words)
    return clean(label)


def _shorten(words: Sequence[str]) -> str:
    """At most twelve words, cut before the last preposition or conjunction after the fifth word."""
    stops = (
        "in",
        "for",
        "when",
        "to",
        "with",
        "by",
        "on",
        "from",
        "that",
        "through",
        "as",
        "and",
        "during",
        "at",
        "using",
        "while",
    )
    ends = [i for i in range(5, 13) if i < len(words) and words[i].lower().strip(",") in stops]
    return " ".join(words[: ends[-1] if ends else 12])


def sentence_case(label: str) -> str:
    """The first letter large, unless the first word is a name with its own letters (kPa, iOS, scikit-learn)."""
    first = label.split(" ", 1)[0]
    if first.islower() and first.isalpha():
        return label[0].upper() + label[1:]
    return label


_DOUBLED = re.compile(r"^[^aeiou]*[aeiou][bdgklmnprt]$|(?:fer|mit|cur|trol|gin|mut|pel|bel)$")


def gerund(verb: str) -> str:
    """The -ing form of the base form of an English verb, in small letters.

    >>> [gerund(verb) for verb in ("merge", "plan", "agree", "tie", "monitor", "submit")]
    ['merging', 'planning', 'agreeing', 'tying', 'monitoring', 'submitting']
    """
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")) and verb != "be":
        return verb[:-1] + "ing"
    return verb + (verb[-1] if _DOUBLED.search(verb) else "") + "ing"


def unparenthesise(label: str) -> str:
    """The label without a bracketed gloss at its end, unless the gloss is an abbreviation."""
    found = re.match(r"^(.*\S)\s*\(([^()]*)\)$", label)
    if found and not re.fullmatch(r"[A-Z][A-Za-z/&.-]{0,9}", found[2].strip()):
        return found[1]
    return label


def singular(tokens: Tokens, label: str) -> str:
    """The label with its last word, and a word joined to it by "/" or "and", in the singular when it is a plural."""
    label = re.sub(r"(?<=[a-rt-z])s(?=/| and [\w-]+s$)", "", label)
    for token in reversed(tokens):
        if token.is_alpha and label.lower().endswith(token.lower_):
            if token.tag_ in ("NNS", "NNPS") and token.lemma_ and token.lemma_.lower() != token.lower_:
                return label[: len(label) - len(token)] + _as_case(token.lemma_, token.text)
            if (
                token.lower_.endswith("s")
                and token.pos_ in ("PROPN", "NOUN")
                and not token.lower_.endswith(("ss", "us", "is", "ops"))
            ):
                return label[:-1]
            break
    return label


def _as_case(lemma: str, text: str) -> str:
    if text.isupper():
        return lemma.upper()
    return lemma.capitalize() if text[:1].isupper() else lemma.lower()


def coordinates(tokens: Tokens) -> list[Tokens]:
    """The members of a coordination, cut outside brackets.

    Where there are commas or semicolons, "and" cuts in the last member only, and only when no comma stands before it:
    "collection and cleaning, modelling, and use" has three members, "A, B and C" too.
    """
    parts = _cut(tokens, lambda t: t.text in (",", ";"))
    if len(parts) < 2:
        return [member for part in parts for member in _cut_at_join(part)]
    *first, last = parts
    if _joins(last[0]):
        return [*first, last[1:]] if len(last) > 1 else first
    return [*first, *_cut_at_join(last)]


def _cut(tokens: Tokens, here: Callable[[Token], bool]) -> list[Tokens]:
    depth, start, parts = 0, 0, []
    for i, token in enumerate(tokens):
        depth = max(
            0, depth + token.text.count("(") + token.text.count("[") - token.text.count(")") - token.text.count("]")
        )
        if depth == 0 and here(token):
            parts.append(tokens[start:i])
            start = i + 1
    parts.append(tokens[start:])
    return [p for p in parts if len(p)]


def _joins(token: Token) -> bool:
    return token.lower_ in ("and", "or", "&", "plus")


def _cut_at_join(tokens: Tokens) -> list[Tokens]:
    """Cut at the last "and" or "or" outside brackets, when both sides hold words."""
    found = _cut(tokens, _joins)
    if len(found) < 2:
        return [tokens]
    last = found[-1]
    size = len(tokens) - len(last) - 1
    return [tokens[:size], last] if size > 0 else [last]


def split_slash(label: str) -> tuple[str, ...]:
    """ "A x/B y" as two labels, "A/B x" as "A x" and "B x"; "a x/y" (heads share their modifiers) stays one.

    >>> split_slash("risk officers/duty planners")
    ('risk officers', 'duty planners')
    >>> split_slash("HR/PR officers")
    ('HR officers', 'PR officers')
    >>> split_slash("duty planners/officers")
    ('duty planners/officers',)
    """
    left, slash, right = label.partition("/")
    if not slash or "/" in right or not left.strip() or not right.strip():
        return (label,)
    left_words, right_words = left.split(), right.split()
    if len(left_words) >= 2 and len(right_words) >= 2:
        return left.strip(), right.strip()
    if len(left_words) == 1 and len(right_words) >= 2:
        return f"{left_words[0]} {' '.join(right_words[1:])}", right.strip()
    return (label,)


_NAME = re.compile(r"[A-Z]|\w[A-Z]|\d")


def is_name(tokens: Tokens) -> bool:
    """Whether words look like a proper name: capitals, camel case or digits in the first word."""
    words = [t for t in tokens if not t.is_punct and not t.is_space]
    if not words or len(words) > 6 or not _NAME.search(words[0].text):
        return False
    small = [t for t in words[1:] if t.text.islower() and t.lower_ not in ("of", "for", "and", "the")]
    return len(small) <= (1 if len(words) > 2 else 0) or words[0].text[1:] != words[0].text[1:].lower()


def is_negative(label: str, negative: frozenset[str]) -> bool:
    """Whether a label folds to one of the labels that are never items."""
    return fold_label(label) in negative

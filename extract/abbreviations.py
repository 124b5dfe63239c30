"""Abbreviations: which short form stands for which words, as the texts themselves say it.

In: labels, definitions and quotes. Out: a glossary from short form to words. After Schwartz and Hearst (2003), "A
simple algorithm for identifying abbreviation definitions in biomedical text": the letters of the short form lie in
order in the long form, and the first one begins a word. Used by extract.pipeline and synthesis.similarity.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from extract.words import CONTAINERS, FUNCTION_WORDS, tokens

_SHORT = r"[A-Za-z][A-Za-z0-9./&-]{0,8}[A-Za-z0-9]"
_BRACKETED = re.compile(rf"[(\[]\s*({_SHORT})\s*[)\]]")
_ENDS = re.compile(r"[()\[\];:.]")
_LONGEST = 120  # characters before a short form in which its long form is looked for
_SHORT_THEN_LONG = re.compile(rf"\b({_SHORT})\s*[(\[]\s*([^()\[\]]{{6,80}})\s*[)\]]")
_SHORT_DASH_LONG = re.compile(rf"^\s*({_SHORT})\s*(?::\s+|\s[-–—]\s*)(.{{4,80}})$")

Glossary = Mapping[str, tuple[str, ...]]


def definitions_in(text: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The (short form, words) pairs that a text defines, in order of place.

    >>> definitions_in("We follow the quality assurance (QA) team.")
    (('QA', ('quality', 'assurance')),)
    """
    if "(" not in text and "[" not in text and not _SHORT_DASH_LONG.match(text):
        return ()
    found: list[tuple[str, tuple[str, ...]]] = []
    for match in _BRACKETED.finditer(text):
        before = _ENDS.split(text[max(0, match.start() - _LONGEST) : match.start()])[-1]
        if is_short_form(match[1]) and (words := long_form(match[1], tokens(before))):
            found.append((match[1], words))
    for pattern in (_SHORT_THEN_LONG, _SHORT_DASH_LONG):
        for match in pattern.finditer(text):
            words = tokens(match[2])
            if long_form(match[1], words) == words:
                found.append((match[1], words))
    return tuple(found)


def long_form(short: str, before: tuple[str, ...]) -> tuple[str, ...]:
    """The shortest run of words that ends at the last one and that the short form stands for; () when there is none.

    A last word that only names the kind of thing may go without a letter: "quality assurance process (QA)".
    """
    if not is_short_form(short):
        return ()
    letters = _letters(short)
    letters = letters[:-1] if len(letters) > 2 and short.endswith("s") and letters[:-1].isupper() else letters
    ends = [len(before), len(before) - 1] if before and before[-1] in CONTAINERS else [len(before)]
    for end in ends:
        for length in range(1, min(end, len(letters) + 5) + 1):
            run = before[end - length : end]
            if run[0] not in FUNCTION_WORDS and stands_for(letters.casefold(), run):
                return run
    return ()


def is_short_form(word: str) -> bool:
    """Whether a word looks like an abbreviation: two to nine letters, two of them capitals, or up to four and one."""
    letters = _letters(word)
    capitals = sum(letter.isupper() for letter in letters)
    return 2 <= len(letters) <= 9 and (capitals >= 2 or (len(letters) <= 4 and letters[0].isupper()))


def stands_for(letters: str, words: tuple[str, ...]) -> bool:
    """Whether casefolded letters abbreviate words: a beginning of one word, or letters in order out of several.

    >>> stands_for("nlp", ("natural", "language", "processing")), stands_for("dev", ("development",))
    (True, True)
    """
    telling = [word for word in words if word not in FUNCTION_WORDS]
    if len(words) == 1:
        return len(letters) >= 2 and words[0] != letters and words[0].startswith(letters)
    if len(telling) < 2 or len(telling) > len(letters) or words[0][0] != letters[0]:
        return False
    return letters == "".join(word[0] for word in telling) or (len(letters) > 2 and _lies_in(letters, " ".join(words)))


def _lies_in(letters: str, text: str) -> bool:
    place = -1
    for letter in letters:
        place = text.find(letter, place + 1)
        if place < 0:
            return False
    return True


def meanings(texts: Iterable[str]) -> dict[str, frozenset[tuple[str, ...]]]:
    """Casefolded short form to all that texts say it stands for."""
    found: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for text in texts:
        for short, words in definitions_in(text):
            if len(tokens(short)) == 1:
                found[short.casefold()].add(tuple(_bare(word) for word in words))
    return {short: frozenset(words) for short, words in sorted(found.items())}


def glossary(texts: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Casefolded short form to words, over all texts; a form that stands for different things is left out."""
    return {short: min(found) for short, found in meanings(texts).items() if len(found) == 1}


def expand(words: tuple[str, ...], known: Glossary) -> tuple[str, ...]:
    """Words with each known short form written out."""
    return tuple(part for word in words for part in known.get(word, (word,)))


def without_short_forms(label: str) -> str:
    """A label less the abbreviation that stands beside its own words.

    >>> without_short_forms("Quality Assurance (QA)"), without_short_forms("QA - Quality Assurance")
    ('Quality Assurance', 'Quality Assurance')
    """
    if (match := _SHORT_DASH_LONG.match(label)) and _abbreviates_some(_letters(match[1]).casefold(), tokens(match[2])):
        return match[2]
    return re.sub(
        rf"\s*[(\[]\s*({_SHORT})\s*[)\]]",
        lambda match: (
            ""
            if sum(c.isupper() for c in match[1]) >= 2 or long_form(match[1], tokens(label[: match.start()]))
            else match[0]
        ),
        label,
    )


def _abbreviates_some(letters: str, words: tuple[str, ...]) -> bool:
    return stands_for(letters, words) or any(stands_for(letters.removesuffix("s"), (word,)) for word in words)


def _letters(short: str) -> str:
    return re.sub(r"[^A-Za-z0-9]", "", short)


def _bare(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word

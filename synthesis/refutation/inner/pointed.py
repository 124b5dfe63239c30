"""A name beside a number of the bibliography, where that entry is by somebody else.

In: a Reading. Out: Disagreements of kind attribution. Called by synthesis.refutation.within. The name counts as an
author's where another entry of the bibliography is by one of that name; names of products and methods, and names that
are only spelt otherwise, are passed over.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from corpus.citations import family_names, plain
from corpus.study import Citation, Reference
from synthesis.disagreement import Disagreement, Kind
from synthesis.refutation.reading import Reading, Sentence

_NAME = r"[^\W\d_a-z][^\W\d_]+(?:[-’'][^\W\d_]+)?"
_NAMED = re.compile(
    rf"(?P<first>{_NAME})(?:(?:\s(?:and|&)\s|,\s)(?P<second>{_NAME}))?(?P<others>,?\set\sal\.?|\sand\scolleagues)?"
    r"(?:’s|'s)?,?\s?$"
)
_ONE = re.compile(r"\[\s?\d{1,3}\s?\]")
_ALIKE = 0.75  # of two spellings of one name


def pointed(reading: Reading) -> Iterator[Disagreement]:
    """The pointers that lead to another author than the one who is named, in the order of the text."""
    of = reading.document.reference_of
    authors: dict[str, list[Reference]] = {}
    for reference in reading.document.references:
        for name in family_names(reference, 1):
            authors.setdefault(name, []).append(reference)
    citations = iter(sorted(reading.document.citations, key=lambda c: c.start))
    citation = next(citations, None)
    for sentence in reading.sentences:
        while citation is not None and citation.start < sentence.start:
            citation = next(citations, None)
        while citation is not None and citation.start < sentence.end:
            if len(citation.targets) == 1 and citation.targets[0] in of:
                yield from _of(reading, sentence, citation, of[citation.targets[0]], authors)
            citation = next(citations, None)


def _of(
    reading: Reading, sentence: Sentence, citation: Citation, target: Reference, authors: dict[str, list[Reference]]
) -> Iterator[Disagreement]:
    text = reading.document.text
    if not _ONE.fullmatch(text[citation.start : citation.end]):
        return
    named = _NAMED.search(text[max(sentence.start, citation.start - 80) : citation.start])
    entry = reading.entry(target.key)
    if named is None or entry is None:
        return
    names = [word for word in (named["first"], named["second"]) if word]
    author = next((word for word in names if plain(word) in authors), "")
    meant = [reference for reference in authors.get(plain(author), ()) if reference.key != target.key]
    if not meant or any(_by(target, plain(word)) for word in names):
        return
    company = named["others"] or (named["second"] and author == named["first"])
    if not (company or _speaks(text[citation.end : sentence.end])):
        return
    where = meant[0].number or str(meant[0].year or "")
    yield Disagreement(
        Kind.ATTRIBUTION,
        f"Pointer to {author}",
        (
            reading.side((sentence.start, sentence.end), (citation.start - len(named[0]), citation.end), author),
            reading.side(entry, entry, _first_author(target), against=True),
        ),
        (
            f"the words name {author}, and entry {target.number or target.key} is by another author",
            f"an entry by {author} is {where}",
        ),
        0.8,
    )


def _by(reference: Reference, name: str) -> bool:
    """Whether an entry holds a name, or one that is spelt almost so."""
    words = [plain(word) for word in re.findall(r"[^\W\d_][\w’'-]+", reference.raw)]
    return any(
        name == word or (len(word) > 3 and difflib.SequenceMatcher(None, name, word).ratio() >= _ALIKE)
        for word in words
    )


def _speaks(behind: str) -> bool:
    """Whether a verb of telling follows at once, so that the name is a person who says something."""
    return re.match(r"\s(?:also\s|further\s|then\s)?[a-z]+(?:s|ed)\b", behind) is not None


def _first_author(reference: Reference) -> str:
    return reference.authors[0] if reference.authors else ""

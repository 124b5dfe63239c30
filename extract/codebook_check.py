"""What is doubtful in a codebook that can be used: words that never match, words that two facets claim.

In: the text of a codebook, the codebook that it extends, and the lemmas of the language pipeline. Out: problems by
line, those that extract.codebook finds among them. Called by concord.codebooks for `concord codebook check`.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from extract.codebook import Problem, read
from extract.concepts_check import concept_doubts
from extract.facet import Codebook, Facet, ItemShape
from extract.theme import fold_label
from extract.toml_places import Places, places

Lemmas = Callable[[str], tuple[str, ...]]

_LEMMAS = (
    "cues",
    "heading_cues",
    "lead_in_cues",
    "predicate_cues",
    "weak_cues",
    "negative_cues",
    "head_words",
    "verbs",
)
_TELLS = (*_LEMMAS, "phrase_cues", "topic_cues", "containers", "patterns", "lexicon")
_ONE_WORD = ("head_words", "verbs", "subject_verbs")
_FRAMES = ("{}", "the {}", "The {} of it.", "They {} it.", "the main {}", "to {}")  # in which a word may stand


def check(name: str, text: str, base: Codebook | None, lemmas: Lemmas) -> tuple[Problem, ...]:
    """All that is wrong or doubtful, by line. lemmas: of a short text, as extract.language gives them."""
    book, problems = read(name, text, base)
    if book is None:
        return problems
    where, tables = places(text), tomllib.loads(text).get("facets", {})
    found = [*_repeated(where, tables), *_claimed_twice(where, tables, book), *_unmatched(where, tables, lemmas)]
    found += concept_doubts(where, tables, book)
    for key in tables:
        found += _of_facet(where, book.facet_of[key], tables[key], book.facet_of)
    return tuple(sorted(found, key=lambda p: (p.line or 0, p.message)))


def _doubt(line: int | None, message: str) -> Problem:
    return Problem(line, message, fatal=False)


def _repeated(where: Places, tables: Mapping[str, Any]) -> Iterator[Problem]:
    """Entries that stand twice in one list of the file, and forms of a lexicon that stand for two terms."""
    for key, table in tables.items():
        for word, value in table.items():
            if not isinstance(value, list) or word == "concepts":
                continue
            path = ("facets", key, word)
            texts = [label for row in value for label in ([row] if isinstance(row, str) else [row["label"]])]
            for text, count in Counter(texts).items():
                if count > 1:
                    yield _doubt(where.text(path, text, 1), f"{text!r} stands {count} times in {word!r} of {key!r}")
            if word == "lexicon":
                yield from _two_labels(where, path, value)


def _two_labels(where: Places, path: tuple[str, ...], rows: list[Any]) -> Iterator[Problem]:
    labels: dict[str, str] = {}
    for row in rows:
        label, forms = (row, ()) if isinstance(row, str) else (row["label"], row.get("forms", ()))
        for form in (label, *forms):
            known = labels.setdefault(form, label)
            if known != label:
                yield _doubt(where.text(path, form, 1), f"{form!r} is a form of {known!r} and of {label!r}")


def _claimed_twice(where: Places, tables: Mapping[str, Any], book: Codebook) -> Iterator[Problem]:
    """Cues of one kind that two facets have: the first facet of the codebook gets what they tell."""
    for word in ("cues", "heading_cues", "lead_in_cues", "predicate_cues", "head_words"):
        owners: dict[str, list[str]] = {}
        for facet in book.facets:
            for cue in getattr(facet, word):
                owners.setdefault(cue, []).append(facet.name)
        for cue, names in owners.items():
            mine = [name for name in names if cue in tables.get(name, {}).get(word, ())]
            if len(names) > 1 and mine:
                line = where.text(("facets", mine[-1], word), cue)
                facets = " and ".join(repr(name) for name in names)
                yield _doubt(line, f"{cue!r} is one of the {word!r} of {facets}; only {names[0]!r} will get it")


def _unmatched(where: Places, tables: Mapping[str, Any], lemmas: Lemmas) -> Iterator[Problem]:
    """Words that the text of a paper never turns into, because they are no lemmas."""
    for key, table in tables.items():
        for word in _LEMMAS:
            for cue in table.get(word, ()):
                line = where.text(("facets", key, word), cue)
                if word in _ONE_WORD and " " in cue:
                    yield _doubt(line, f"{cue!r} in {word!r} of {key!r} can never match: only single words do")
                elif advice := _better(cue, lemmas):
                    yield _doubt(line, f"{cue!r} in {word!r} of {key!r} can never match; write {advice!r}")


def _better(cue: str, lemmas: Lemmas) -> str:
    """The form of a cue that can match, "" when it is that form: small letters, singular nouns, plain verbs."""
    if " ... " in cue:
        parts = [(part, _better(part, lemmas)) for part in cue.split(" ... ")]
        return " ... ".join(better or part for part, better in parts) if any(better for _, better in parts) else ""
    size = len(lemmas(cue))
    first = ""
    for frame in _FRAMES:
        read = lemmas(frame.format(cue))
        runs = {" ".join(read[i : i + size]) for i in range(len(read) - size + 1)}
        if cue in runs:
            return ""
        first = first or " ".join(read)
    return first


def _of_facet(where: Places, facet: Facet, table: Mapping[str, Any], names: Collection[str]) -> Iterator[Problem]:
    """What a facet lacks, and where it contradicts itself."""
    here = where.key("facets", facet.name)
    if not any(getattr(facet, word) for word in _TELLS) and facet.item is not ItemShape.DEFINITION:
        yield _doubt(
            here, f"facet {facet.name!r} is empty: without cues, head words, lexicon or patterns it finds nothing"
        )
    if not facet.definition:
        yield _doubt(here, f"facet {facet.name!r} has no 'definition'; human coders need one to agree")
    never = {fold_label(label) for label in (*facet.negative, *facet.excluded)}
    for name in table.get("beside", ()):
        if name not in names or name == facet.name:
            line = where.text(("facets", facet.name, "beside"), name)
            yield _doubt(line, f"'beside' of {facet.name!r} names {name!r}, which is no other facet")
    for example in table.get("include", ()):
        if fold_label(example) in never:
            line = where.text(("facets", facet.name, "include"), example)
            yield _doubt(line, f"{example!r} is an example to include, and is left out by 'negative' or 'exclude'")

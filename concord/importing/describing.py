"""Which studies the entries of a bibliography are, and what they tell of them that is not known yet.

In: a Bibliography and the studies. Out: a Description, with the fields to fill in and those that contradict. Called by
concord.importing.imports. Pure. The rule of two entries is corpus.match; an entry that agrees in nothing but a long
title is taken too, where nothing speaks against it and no other study and no other entry has that title.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from concord.importing.folding import letters_of
from concord.importing.values import Bibliography, Entry, Lost
from corpus.citations import surname
from corpus.match import Match, same_work, title_form
from corpus.references import as_reference
from corpus.study import Reference, Study
from synthesis.decisions import BETWEEN_AUTHORS

_SAME_TITLE = 97.0  # least score of titles that are one
_LONG_TITLE = 20  # letters


@dataclass(frozen=True, slots=True)
class Field:
    """What an entry tells of a study. before: what the study has, "" for nothing. taken: it is to be kept."""

    study: str
    entry: str
    name: str
    before: str
    after: str
    taken: bool


@dataclass(frozen=True, slots=True)
class Description:
    """matched: (entry, study, the fields of the match that agreed). fields: by study, in the order of DESCRIBED."""

    matched: tuple[tuple[str, str, tuple[str, ...]], ...]
    fields: tuple[Field, ...]
    lost: tuple[Lost, ...] = ()
    remarks: tuple[Lost, ...] = ()


def describe(bibliography: Bibliography, studies: Sequence[Study], *, override: bool = False) -> Description:
    """What is to be kept. override: the file outranks what the studies have."""
    sure: dict[str, list[tuple[Entry, Match]]] = defaultdict(list)
    lost: list[Lost] = [*bibliography.lost]
    matches = list(_matches(bibliography.entries, studies))
    by_title = Counter(key for entry, found in matches for key in _by_title(entry, found))
    for entry, found in matches:
        certain = [(s, m) for s, m in found if not m.doubtful]
        certain = certain or [(s, m) for s, m in found if _only_title(m) and by_title[title_form(entry.title)] == 1]
        if len(certain) == 1:
            sure[certain[0][0].id].append((entry, certain[0][1]))
        else:
            lost.append(Lost("entry", _where(entry), _why(entry, [s for s, _ in found], bool(certain)), _words(entry)))
    fields: list[Field] = []
    for study in studies:
        held = sure.get(study.id, [])
        fields += _fields(study, held[0][0], override) if held else []
        lost += [
            Lost("entry", _where(entry), f"is {study.id} too, as is {_where(held[0][0])}; the first one counts")
            for entry, _ in held[1:]
        ]
    matched = tuple((held[0][0].key, id, held[0][1].agreed) for id, held in sorted(sure.items()))
    remarks = [Lost("field", f"{f.study}, {f.name}", _contradiction(f), f.after) for f in fields if not f.taken]
    if venues := sum(bool(held[0][0].venue) for held in sure.values()):
        why = f"is named by {venues} of the entries that are studies here; a study keeps none"
        remarks.append(Lost("field", "journal, book or publisher", why))
    return Description(matched, tuple(fields), tuple(lost), (*bibliography.remarks, *remarks))


def _matches(entries: Sequence[Entry], studies: Sequence[Study]) -> Iterator[tuple[Entry, list[tuple[Study, Match]]]]:
    ours = [(study, as_reference(study)) for study in studies]
    for entry in entries:
        theirs = Reference(
            entry.key, _words(entry), title=entry.title, authors=entry.authors, year=entry.year, doi=entry.doi
        )
        found = ((study, same_work(theirs, mine)) for study, mine in ours)
        yield entry, [(study, match) for study, match in found if match is not None]


def _only_title(match: Match) -> bool:
    """Whether two works have one title, and nothing is known that speaks against it."""
    return match.doubtful and not match.against and match.score >= _SAME_TITLE


def _by_title(entry: Entry, found: Sequence[tuple[Study, Match]]) -> Iterator[str]:
    """The title once for each study that an entry agrees with in nothing else; none when it is short."""
    form = title_form(entry.title)
    if sum(map(str.isalpha, form)) >= _LONG_TITLE:
        yield from (form for _, match in found if _only_title(match))


def _fields(study: Study, entry: Entry, override: bool) -> Iterator[Field]:
    unnamed = study.title in ("", *(document.name for document in study.documents))
    title = "" if unnamed else study.title
    told = (
        ("title", title, entry.title, letters_of(title) == letters_of(entry.title)),
        (
            "authors",
            BETWEEN_AUTHORS.join(study.authors),
            BETWEEN_AUTHORS.join(name.replace(BETWEEN_AUTHORS.strip(), ",") for name in entry.authors),
            _surnames(study.authors) == _surnames(entry.authors),
        ),
        ("year", str(study.year or ""), str(entry.year or ""), study.year == entry.year),
        ("doi", study.doi, entry.doi, study.doi.lower() == entry.doi.lower()),
    )
    for name, before, after, same in told:
        if after and not same:
            yield Field(study.id, entry.key, name, before, after, override or not before)


def _surnames(authors: Sequence[str]) -> list[str]:
    return [letters_of(surname(author)) for author in authors]


def _contradiction(field: Field) -> str:
    return f"the study has {field.before!r}, which stays unless the file is to win (--override)"


def _why(entry: Entry, found: Sequence[Study], certain: bool) -> str:
    if certain:
        return f"fits several studies: {', '.join(study.id for study in found)}"
    if len(found) == 1 and entry.doi and found[0].doi and entry.doi.lower() != found[0].doi.lower():
        one = found[0]
        correct = f"'concord review describe {one.id} --doi ...' corrects the study's"
        return f"may be {one.id}, but its DOI is another one than the study's, {one.doi}; {correct}"
    if found:
        told = ", ".join(study.id for study in found[:3])
        return f"may be {told}, but too little agrees to say so; a DOI would settle it"
    return "is no study of the knowledge base"


def _where(entry: Entry) -> str:
    return f"{entry.key}, line {entry.line}" if entry.line else entry.key


def _words(entry: Entry) -> str:
    dated = f" ({entry.year})" if entry.year else ""
    doi = f" {entry.doi}" if entry.doi else ""
    return f"{', '.join(entry.authors)}{dated}. {entry.title}.{doi}".strip(" .")

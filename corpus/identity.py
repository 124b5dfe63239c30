"""Identity: which documents are one work, and what that study is called.

In: documents. Out: studies, sorted by id. Called by the shell. A work that counted twice would make the synthesis
false, and two works merged would, too: so documents are one study when they share a DOI, or when title, authors and
year agree and their words overlap. What contradicts that, and what is a version of another work, corpus.threads says.
What a reviewer said of two documents outranks all of it. The order of the documents changes nothing.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations, product

import numpy as np
from numpy.typing import NDArray

from corpus.dating import YEAR_GUESSED
from corpus.match import title_form
from corpus.references import carried
from corpus.reviewed import NO_WORDS, Said, Words
from corpus.study import BlockKind, Clash, Document, DocumentId, Study, StudyId, Version
from corpus.threads import ALIKE, INVERSE, OTHER, OVERLAP, Pair, clash, compare, kin

SAME_TEXT = 0.6  # least overlap when title or authors are missing on one side
_SAME_WORDS = 0.9  # least overlap of two documents whose titles differ
_SHINGLE = 6  # words
_COMMON = 40  # documents; words that more of them share are of no paper
_WORD = re.compile(r"[^\W_]+")
_PLAIN = frozenset(
    "a an the of on in for and or to with from by at as is are how what why towards toward new do does".split()
)
_Hashes = NDArray[np.uint32]  # sorted, each once
_Overlaps = Mapping[tuple[DocumentId, DocumentId], float]


def join(documents: Iterable[Document], words: Words = NO_WORDS) -> tuple[Study, ...]:
    """The studies that the documents hold, sorted by id; the same documents in any order give the same studies.

    No study holds two DOIs: where words say that two documents are one work and their DOIs say otherwise, they stay
    apart, and both studies tell the conflict. Versions of one work stay studies of their own and name each other.

    Args:
        words: what reviewers said of pairs of documents. It outranks DOIs, titles and wording, and what it settles is
            no conflict any more.
    """
    unique = sorted(
        {d.id: d for d in sorted(documents, key=lambda d: (d.id, d.name), reverse=True)}.values(), key=lambda d: d.id
    )
    overlaps = _overlaps(unique)
    pairs = {
        (a.id, b.id): compare(a.metadata, b.metadata, overlaps.get((a.id, b.id), 0.0))
        for a, b in combinations(unique, 2)
    }
    said = Said(words, (document.id for document in unique))
    groups, refused = _groups(unique, pairs, said)
    studies = _named([_study(group) for group in groups], said)
    open_pairs = {key: pair for key, pair in pairs.items() if not said.settles(*key)}
    return _threaded(_with_clashes(studies, open_pairs, refused), overlaps)


def _groups(
    documents: Sequence[Document], pairs: Mapping[tuple[DocumentId, DocumentId], Pair], said: Said
) -> tuple[list[list[Document]], frozenset[tuple[DocumentId, DocumentId]]]:
    """Documents by study, those that agree most joined first, and the pairs that only a second DOI kept out of one."""
    parent = {document.id: said.group(document.id) for document in documents}
    members: dict[DocumentId, set[DocumentId]] = defaultdict(set)
    dois: dict[DocumentId, set[str]] = defaultdict(set)
    for document in documents:
        members[parent[document.id]].add(document.id)
        dois[parent[document.id]] |= {document.metadata.doi.lower()} - {""}

    def root(id: DocumentId) -> DocumentId:
        while parent[id] != id:
            id = parent[id]
        return id

    refused: set[tuple[DocumentId, DocumentId]] = set()
    alike = [(key, pair) for key, pair in pairs.items() if _one_work(pair)]
    for (a, b), _ in sorted(alike, key=lambda item: (item[1].doi is not True, -item[1].overlap, item[0])):
        low, high = sorted((root(a), root(b)))
        if low == high or said.parts(members[low], members[high]):
            continue
        if dois[low] and dois[high] and not dois[low] & dois[high]:
            refused.add((a, b))
            continue
        parent[high] = low
        dois[low] |= dois[high]
        members[low] |= members[high]
    groups: dict[DocumentId, list[Document]] = defaultdict(list)
    for document in documents:
        groups[root(document.id)].append(document)
    return [groups[key] for key in sorted(groups)], frozenset(refused)


def _one_work(pair: Pair) -> bool:
    """Same DOI and no clearly different title; else title, authors and year agree, and the words overlap."""
    if pair.doi is not None:
        return pair.doi and (pair.titles is None or pair.titles >= OTHER)
    if pair.titles is not None and pair.titles < ALIKE:
        return pair.overlap >= _SAME_WORDS
    if pair.people is False or (pair.years > 1 and pair.overlap < SAME_TEXT):
        return False
    sure = pair.titles is not None and pair.people is not None
    return pair.overlap >= (OVERLAP if sure else SAME_TEXT)


def shared_wording(one: Document, other: Document) -> float:
    """The share of the shorter one's runs of words that the other one holds too, 0 to 1, as `join` compares them."""
    both = sorted((one, other), key=lambda document: document.id)
    return _overlaps(both).get((both[0].id, both[1].id), 0.0)


def _overlaps(documents: Sequence[Document]) -> dict[tuple[DocumentId, DocumentId], float]:
    """The share of the shorter one's shingles that both of two documents hold; pairs that share none are left out."""
    shingles = {document.id: _shingles(document) for document in documents}
    sizes = {id: len(mine) for id, mine in shingles.items()}
    together: Counter[tuple[DocumentId, ...]] = Counter()
    for places in _holders([shingles[document.id] for document in documents]):
        together[tuple(documents[n].id for n in places)] += 1
    shared: Counter[tuple[DocumentId, DocumentId]] = Counter()
    for held, count in together.items():
        for a, b in combinations(held, 2):
            shared[a, b] += count
    return {(a, b): count / max(1, min(sizes[a], sizes[b])) for (a, b), count in shared.items()}


def _holders(sets: Sequence[_Hashes]) -> Iterator[list[int]]:
    """For each number that at least two of the sets hold, and not too many, their places in order."""
    if not any(len(mine) for mine in sets):
        return
    owners = np.repeat(np.arange(len(sets)), [len(mine) for mine in sets])
    numbers = np.concatenate(sets)
    order = np.lexsort((owners, numbers))
    numbers, owners = numbers[order], owners[order]
    starts = np.flatnonzero(np.concatenate(([True], numbers[1:] != numbers[:-1])))
    lengths = np.diff(np.append(starts, len(numbers)))
    wanted = (lengths > 1) & (lengths <= _COMMON)
    for start, length in zip(starts[wanted].tolist(), lengths[wanted].tolist(), strict=True):
        yield owners[start : start + length].tolist()


def _shingles(document: Document) -> _Hashes:
    """Hashes of runs of words of the body; furniture and references, which other papers share, are left out."""
    kinds = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.ABSTRACT)
    words = [
        word
        for block in document.blocks
        if block.kind in kinds
        for word in _WORD.findall(document.text[block.start : block.end].casefold())
    ]
    count = max(0, len(words) - _SHINGLE + 1)
    runs = (zlib.crc32(" ".join(words[i : i + _SHINGLE]).encode()) for i in range(count))
    return np.unique(np.fromiter(runs, dtype=np.uint32, count=count))


def _with_clashes(
    studies: Sequence[Study],
    pairs: Mapping[tuple[DocumentId, DocumentId], Pair],
    refused: frozenset[tuple[DocumentId, DocumentId]],
) -> list[Study]:
    """Studies with what their documents contradict each other in, and other studies' documents."""
    home = {document.id: n for n, study in enumerate(studies) for document in study.documents}
    of = {document.id: document for study in studies for document in study.documents}
    found: dict[int, set[Clash]] = defaultdict(set)
    for (a, b), pair in pairs.items():
        told = clash(of[a], of[b], pair, joined=home[a] == home[b], refused=(a, b) in refused)
        if told is not None:
            found[home[a]].add(told)
            found[home[b]].add(told)
    order = [sorted(found[n], key=lambda c: (c.what, c.documents)) for n in range(len(studies))]
    return [replace(study, conflicts=tuple(clashes)) for study, clashes in zip(studies, order, strict=True)]


def _threaded(studies: Sequence[Study], overlaps: _Overlaps) -> tuple[Study, ...]:
    """Studies with the other versions of their work, by id."""
    versions: dict[StudyId, list[Version]] = defaultdict(list)
    for a, b in combinations(studies, 2):
        shared = [overlaps.get((min(x.id, y.id), max(x.id, y.id)), 0.0) for x, y in product(a.documents, b.documents)]
        found = kin(a, b, max(shared))
        if found is not None:
            relation, why, first = found
            early, late = (a, b) if first else (b, a)
            versions[late.id].append(Version(early.id, relation, why))
            versions[early.id].append(Version(late.id, INVERSE[relation], why))
    return tuple(replace(s, versions=tuple(sorted(versions[s.id], key=lambda v: v.study))) for s in studies)


def _study(group: Sequence[Document]) -> Study:
    """One study of its renditions, the best first; each field from the best rendition that has it."""
    best = sorted(group, key=lambda d: (-_structure(d), d.id))
    dated = [d for d in best if d.metadata.year is not None]
    stating = [d for d in dated if all(repair.name != YEAR_GUESSED for repair in d.repairs)]
    years = [d.metadata.year for d in stating or dated if d.metadata.year is not None]
    return Study(
        id=StudyId(""),
        title=next((d.metadata.title for d in best if d.metadata.title), "") or best[0].name,
        authors=next((d.metadata.authors for d in best if d.metadata.authors), ()),
        year=_agreed_year(years),
        doi=next((d.metadata.doi for d in best if d.metadata.doi), ""),
        documents=tuple(best),
        carried=carried(best),
    )


def _agreed_year(years: Sequence[int]) -> int | None:
    """The year that most of some renditions give, the best rendition's among equals."""
    return max(years, key=lambda year: (years.count(year), -years.index(year)), default=None)


def _structure(document: Document) -> float:
    """How well a rendition is built: what a reader had to infer or could not place counts against it."""
    blocks = document.blocks
    words = sum(
        b.end - b.start for b in blocks if b.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.TABLE)
    )
    loose = sum(b.end - b.start for b in blocks if b.kind is BlockKind.OTHER)
    heads = sum(section.confidence for section in document.sections if not section.inferred)
    torn = len(document.repairs) / max(1, len(blocks))
    stated = 1.0 if document.format in ("tei", "jats") else 0.0
    return (words - loose) / max(1, len(document.text)) + min(heads, 40) / 40 + document.coverage - torn + 0.1 * stated


def _named(studies: Sequence[Study], said: Said) -> tuple[Study, ...]:
    """Studies with their ids; where two would share one, all of them get a letter, by title and first document."""
    by_key: dict[str, list[Study]] = {}
    for study in studies:
        by_key.setdefault(study_key(study), []).append(study)
    named: list[Study] = []
    taken = set(by_key)
    for key in sorted(by_key):
        same = sorted(by_key[key], key=lambda s: (title_form(s.title), s.year or 0, min(d.id for d in s.documents)))
        letters = iter(_letters())
        for study in same:
            name = key
            while len(same) > 1 and name in taken:
                name = key + next(letters)
            taken.add(name)
            named.append(replace(study, id=StudyId(name)))
    return _with_aliases(sorted(named, key=lambda study: study.id), said)


def _with_aliases(studies: Sequence[Study], said: Said) -> tuple[Study, ...]:
    """Studies with the ids that they had with fewer documents, so that what points at one of these still finds them.

    An id that two studies could have had is nobody's.
    """
    former = {study.id: _former(study) | _lettered(study, said) for study in studies}
    claims = Counter(alias for mine in former.values() for alias in mine)
    taken = {study.id for study in studies}
    return tuple(
        replace(study, aliases=tuple(sorted(a for a in former[study.id] if claims[a] == 1 and a not in taken)))
        for study in studies
    )


def _former(study: Study) -> set[StudyId]:
    """The ids that any choice of author, year and title among the documents of a study gives."""
    metadata = [document.metadata for document in study.documents]
    authors = {m.authors[:1] for m in metadata}
    years = {m.year for m in metadata}
    titles = {m.title for m in metadata}
    return {
        StudyId(study_key(replace(study, authors=author, year=year, title=title)))
        for author, year, title in product(sorted(authors), sorted(years, key=lambda y: y or 0), sorted(titles))
        if author or title
    }


def _lettered(study: Study, said: Said) -> set[StudyId]:
    """The ids that the parts of a study had that a reviewer joined: of one key, they were told apart by letters."""
    count = sum(said.joined(document.id) for document in study.documents)
    return {StudyId(study_key(study) + letter) for letter, _ in zip(_letters(), range(count), strict=False)}


def _letters() -> Iterable[str]:
    alphabet = "abcdefghijklmnopqrstuvwxyz"
    yield from alphabet
    yield from (a + b for a in alphabet for b in alphabet)


def study_key(study: Study) -> str:
    """Surname of the first author, year, first telling word of the title, in ASCII: "lima2022mlops"."""
    family = _ascii(study.authors[0].split()[-1]) if study.authors else ""
    words = [_ascii(word) for word in _WORD.findall(study.title)]
    telling = next((word for word in words if len(word) > 1 and word not in _PLAIN), next(iter(words), ""))
    key = f"{family}{study.year or ''}{telling}"
    return key if family or telling else f"study{min(d.id for d in study.documents)[1:7]}"


_SPECIAL = str.maketrans(
    {
        "ß": "ss",
        "ø": "o",
        "Ø": "o",
        "ł": "l",
        "Ł": "l",
        "æ": "ae",
        "Æ": "ae",
        "œ": "oe",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ı": "i",
    }
)


def _ascii(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word.translate(_SPECIAL)).encode("ascii", "ignore").decode()
    return "".join(character for character in plain.lower() if character.isalnum())

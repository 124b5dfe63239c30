"""Which study a source of a project is: by its bytes, by its words, else by what it is called.

In: studies, from which file each document was made, and a source. Out: the study and how it was found, or why none was.
Called by concord.importing.taking. Pure.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath

import numpy as np
from numpy.typing import NDArray

from concord.files.archives import plain
from concord.importing.folding import folded, letters_of, runs
from concord.importing.values import Source
from corpus.study import Document, Study

BYTES, TEXT, NAME = "bytes", "text", "name"
_SHARED = 0.5  # least share of the runs of words of the shorter text
_FEWEST = 8  # runs; a shorter text has to stand in the document as a whole
_SHORTEST_NAME = 5  # letters of a title


@dataclass(frozen=True, slots=True)
class Home:
    """document: of the study, the one that the source is most like. by: BYTES, TEXT or NAME."""

    study: Study
    document: Document
    by: str


class Matcher:
    """The studies of a knowledge base, among which sources are looked for."""

    def __init__(self, studies: Sequence[Study], made_from: Mapping[str, str]) -> None:
        """made_from: by document id, the id of the file that its bytes were made from (a PDF that GROBID read)."""
        self._studies = studies
        self._held = [(study, document) for study in studies for document in study.documents]
        self._by_file: dict[str, tuple[Study, Document]] = {}
        for study, document in self._held:
            for id in filter(None, (made_from.get(document.id, ""), str(document.id))):
                self._by_file[id] = (study, document)

    def home(self, source: Source) -> Home | str:
        """The study that a source is, or in words why it is none of them."""
        for file in source.files:
            if file in self._by_file:
                return Home(*self._by_file[file], BYTES)
        if source.text.strip() and (found := self._by_text(source.text)):
            return found
        return self._by_name(source)

    @cached_property
    def _runs(self) -> tuple[NDArray[np.uint32], NDArray[np.intp], NDArray[np.intp]]:
        """All runs of words, sorted; the document of each, by its place; how many each document has."""
        each = [runs(document.text) for _, document in self._held]
        sizes = np.array([len(mine) for mine in each], dtype=np.intp)
        hashes = np.concatenate(each) if each else np.empty(0, dtype=np.uint32)
        order = np.argsort(hashes, kind="stable")
        return hashes[order], np.repeat(np.arange(len(each)), sizes)[order], sizes

    def _by_text(self, text: str) -> Home | None:
        """The document that shares most runs of words with a text, if it shares enough."""
        mine = runs(text)
        if len(mine) < _FEWEST:
            letters = folded(text).letters
            whole = (held for held in self._held if letters in folded(held[1].text).letters)
            found = next(whole, None) if len(letters) >= _SHORTEST_NAME else None
            return Home(*found, TEXT) if found else None
        hashes, owners, sizes = self._runs
        if not len(sizes):
            return None
        first, last = np.searchsorted(hashes, mine, "left"), np.searchsorted(hashes, mine, "right")
        shared = np.zeros(len(sizes))
        for start, end in zip(first.tolist(), last.tolist(), strict=True):
            shared[owners[start:end]] += 1
        scores = shared / np.maximum(np.minimum(len(mine), sizes), _FEWEST)
        best = int(np.argmax(scores))  # of equals the first by study
        return Home(*self._held[best], TEXT) if scores[best] >= _SHARED else None

    def _by_name(self, source: Source) -> Home | str:
        names = tuple(dict.fromkeys(filter(None, (source.name, *source.names))))
        for fits in (_is_id, _is_file, _is_title, _begins_id):
            found = [(s, d) for s in self._studies for d in _called(s, names, fits)]
            if len({study.id for study, _ in found}) == 1:
                return Home(*found[0], NAME)
            if found:
                told = ", ".join(sorted({study.id for study, _ in found}))
                return f"is called like several studies ({told}), and the file holds no text to tell them by"
        if source.text.strip():
            return (
                "is no study here, neither by its words nor by its name; its text can be added as one (--add-sources)"
            )
        return "is no study here: no study, title or file is called so, and the file holds no text of it"


def _called(study: Study, names: Sequence[str], fits: Callable[[str, Study, Document], bool]) -> list[Document]:
    """The document of a study that one of the names means, at most one."""
    for name in names:
        for document in study.documents:
            if fits(name, study, document):
                return [document]
    return []


def _is_id(name: str, study: Study, document: Document) -> bool:
    return name in (study.id, *study.aliases) or name == document.id


def _is_file(name: str, study: Study, document: Document) -> bool:
    """The file name, with or without its endings: NVivo leaves them out, MAXQDA too."""
    mine, theirs = plain(name).casefold(), document.name.casefold()
    return mine == theirs or (_stem(mine) == _stem(theirs) and len(_stem(mine)) > 1)


def _stem(name: str) -> str:
    stem = PurePosixPath(name).stem
    return stem.removesuffix(".tei").removesuffix(".pdf") if stem else name


def _is_title(name: str, study: Study, document: Document) -> bool:
    letters = letters_of(name)
    return len(letters) >= _SHORTEST_NAME and letters in (letters_of(study.title), letters_of(document.metadata.title))


def _begins_id(name: str, study: Study, document: Document) -> bool:
    return len(name) >= _SHORTEST_NAME and study.id.startswith(name.casefold())

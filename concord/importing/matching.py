"""Which study a source of a project is: by its bytes, by its words, else by what it is called.

In: a source, studies, and from which file each document was made. Out: the study and how it was found, or why none was.
Called by concord.importing.taking. Pure.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from concord.archives import plain
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


def home_of(source: Source, studies: Sequence[Study], made_from: Mapping[str, str]) -> Home | str:
    """The study that a source is, or in words why it is none of them.

    made_from: by document id, the id of the file that its bytes were made from (a PDF that GROBID read).
    """
    for study in studies:
        for document in study.documents:
            if {str(document.id), made_from.get(document.id, "")} & set(filter(None, source.files)):
                return Home(study, document, BYTES)
    if source.text.strip() and (found := _by_text(source.text, studies)):
        return found
    return _by_name(source, studies)


def _by_text(text: str, studies: Sequence[Study]) -> Home | None:
    """The document that shares most runs of words with a text, if it shares enough."""
    mine = runs(text)
    scored = ((_alike(mine, text, document), study, document) for study in studies for document in study.documents)
    found = max(scored, key=lambda s: (s[0], s[1].id, s[2].id), default=None)
    return Home(found[1], found[2], TEXT) if found and found[0] >= _SHARED else None


def _alike(mine: frozenset[int], text: str, document: Document) -> float:
    if len(mine) < _FEWEST:
        letters = folded(text).letters
        return 1.0 if len(letters) >= _SHORTEST_NAME and letters in folded(document.text).letters else 0.0
    theirs = runs(document.text)
    return len(mine & theirs) / max(min(len(mine), len(theirs)), _FEWEST)


def _by_name(source: Source, studies: Sequence[Study]) -> Home | str:
    names = tuple(dict.fromkeys(filter(None, (source.name, *source.names))))
    for fits in (_is_id, _is_file, _is_title, _begins_id):
        found = [(s, d) for s in studies for d in _called(s, names, fits)]
        if len({study.id for study, _ in found}) == 1:
            return Home(*found[0], NAME)
        if found:
            told = ", ".join(sorted({study.id for study, _ in found}))
            return f"is called like several studies ({told}), and the file holds no text to tell them by"
    if source.text.strip():
        return "is no study here, neither by its words nor by its name; its text can be added as one (--add-sources)"
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

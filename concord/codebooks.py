"""Which codebook a study is read with.

In: the name of a bundled codebook, a reviewer's file, or nothing. Out: texts for the store, parsed codebooks, and for a
knowledge base without a chosen one, the bundled codebook whose own words a study speaks. Called by KnowledgeBase,
concord.derive and the command line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from concord import resources
from corpus.errors import BadCodebook, BadInput
from corpus.study import Study
from extract.codebook import Codebook, extends, parse

if TYPE_CHECKING:
    from synthesis.export.records import Record

GENERIC = "generic"
SPOKEN = 4  # terms of a codebook's own lexicon that a study must use before the codebook is taken for it
Texts = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    """A codebook with the texts that it was parsed from, the base first."""

    codebook: Codebook
    texts: Texts


def texts_of(name: str) -> Texts:
    """The TOML texts of a codebook and all that it extends, the base first.

    Args:
        name: a bundled name ("mlops") or the path of a TOML file, which extends a bundled one or a file beside it.

    Raises:
        BadInput: there is no such codebook. BadCodebook: it is no TOML, or extends itself.
    """
    chain: list[tuple[str, str]] = []
    wanted: str | None = name
    folder = Path()
    while wanted is not None:
        path = _find(wanted, folder)
        if any(path.name == seen for seen, _ in chain):
            raise BadCodebook(path.name, "extends itself")
        folder = path.parent
        chain.append((path.name, _read(path)))
        wanted = extends(*chain[-1])
    return tuple(reversed(chain))


@cache
def parsed(texts: Texts) -> Codebook:
    """The codebook of a chain of texts. Raises BadCodebook."""
    base: Codebook | None = None
    for name, text in texts:
        base = parse(name, text, base)
    if base is None:
        raise BadInput("A codebook needs at least one text.")
    return base


def chosen_for(study: Study) -> Chosen:
    """The bundled codebook that says most of its own words in the study; the generic one when none says enough.

    Depends on this study alone, so that no other study changes how it is read.
    """
    words = "\n".join(document.text for document in study.documents)
    counted = [(_spoken(vocabulary, words), name) for name, vocabulary in _vocabularies()]
    count, name = max(counted, key=lambda pair: (pair[0], pair[1]), default=(0, GENERIC))
    return of_texts(texts_of(name if count >= SPOKEN else GENERIC))


def of_texts(texts: Texts) -> Chosen:
    """The codebook of a chain of texts, with the texts."""
    return Chosen(parsed(texts), texts)


@cache
def _vocabularies() -> tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]:
    """Of each bundled codebook that builds on another: the unmistakable terms that it adds, each with its forms."""
    found = []
    for name in resources.bundled_codebooks():
        texts = texts_of(name)
        if len(texts) < 2:
            continue
        base = {entry.label for facet in parsed(texts[:-1]).facets for entry in facet.lexicon}
        entries = [e for f in parsed(texts).facets for e in f.lexicon if e.label not in base and not e.ambiguous]
        found.append((name, tuple((e.label, *e.forms) for e in entries)))
    return tuple(found)


def _spoken(vocabulary: tuple[tuple[str, ...], ...], words: str) -> int:
    """How many terms of a vocabulary stand in a text, in any form, as whole words."""
    return sum(
        any(form in words and re.search(rf"(?<!\w){re.escape(form)}(?!\w)", words) for form in forms)
        for forms in vocabulary
    )


def _find(name: str, folder: Path) -> Path:
    bundled = resources.bundled_codebooks()
    if name in bundled:
        return bundled[name]
    for path in (Path(name).expanduser(), folder / name, folder / f"{name}.toml"):
        if path.is_file():
            return path
    raise BadInput(f"There is no codebook {name!r}; give a TOML file or one of: {', '.join(bundled)}.")


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadCodebook(path.name, f"cannot be read: {error}") from None


def records(in_force: Texts, used: dict[str, list[str]]) -> list[Record]:
    """The codebooks that can be used, bundled ones by name; a reviewer's own last, when it is in force.

    Args:
        in_force: the texts that were chosen, () when each study's own words choose.
        used: by codebook name, the ids of the studies that are read with it.
    """
    rows = []
    for name in resources.bundled_codebooks():
        texts = texts_of(name)
        rows.append(_record(texts, "bundled", texts == in_force, used))
    if in_force and not any(row["in_force"] for row in rows):
        rows.append(_record(in_force, "own", True, used))
    return rows


def _record(texts: Texts, source: str, in_force: bool, used: dict[str, list[str]]) -> Record:
    book = parsed(texts)
    return {
        "name": book.name,
        "version": book.version,
        "title": book.title,
        "source": source,
        "in_force": in_force,
        "extends": [parsed(texts[:n]).name for n in range(1, len(texts))],
        "facets": [facet.name for facet in book.facets],
        "studies": used.get(book.name, []),
    }


def detail(texts: Texts) -> Record:
    """A codebook with its facets in full."""
    book = parsed(texts)
    return {
        "name": book.name,
        "version": book.version,
        "title": book.title,
        "facets": [
            {
                "name": facet.name,
                "title": facet.title,
                "definition": facet.definition,
                "item": facet.item.value,
                "cues": list(facet.cues),
                "lexicon": [entry.label for entry in facet.lexicon],
                "include": list(facet.include),
                "exclude": list(facet.exclude),
            }
            for facet in book.facets
        ],
    }

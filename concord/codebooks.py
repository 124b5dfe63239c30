"""Codebooks by name or file: found, parsed, described.

In: the name of a bundled codebook, or a reviewer's file. Out: texts for the store, parsed codebooks, records. Called by
KnowledgeBase, concord.deriving.extracted and the command line. Which of them a study is read with is told in
concord.deriving.choosing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from concord import resources
from concord.codebook_template import template
from concord.writing import whole_file
from corpus.errors import BadCodebook, BadInput
from extract.codebook import Codebook, Problem, extends, parse
from extract.codebook_check import check
from extract.facet import Facet
from extract.toml_places import places

if TYPE_CHECKING:
    from synthesis.export.records import Record
    from synthesis.similarity.thesaurus import Thesaurus

GENERIC = "generic"
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
        BadInput: there is no such codebook. BadCodebook: it is no TOML, or extends itself or what is not there.
    """
    chain: list[tuple[str, str]] = []
    wanted: str | None = name
    folder = Path()
    while wanted is not None:
        try:
            path = _find(wanted, folder)
        except BadInput as error:
            if not chain:
                raise
            raise BadCodebook(chain[-1][0], str(error).rstrip("."), places(chain[-1][1]).key("extends")) from None
        if any(path.name == seen for seen, _ in chain):
            raise BadCodebook(path.name, "extends itself", places(chain[-1][1]).key("extends"))
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


def name_of(texts: Texts) -> str:
    """What a codebook that was chosen is called: name and version; "auto" for none."""
    return parsed(texts).label if texts else "auto"


def problems_of(name: str) -> tuple[str, tuple[Problem, ...]]:
    """The file name of a codebook and all that is wrong or doubtful in it, by line. Raises as texts_of does."""
    *below, (file, text) = texts_of(name)
    base = parsed(tuple(below)) if below else None
    return file, check(file, text, base, resources.language().lemmas)


def write_new(name: str, title: str, base: str | None, path: Path) -> None:
    """Writes a codebook to fill in. base: the name of the one that it extends, None for one that stands alone.

    Raises BadInput: the name or title cannot be one, the file is there already, or it cannot be written.
    """
    text = new_text(name, title, base, str(path) if str(path).isprintable() else "")
    try:
        with whole_file(path, new=True) as file:
            file.write(text.encode())
    except FileExistsError:
        raise BadInput(f"{path} is there already; name another file.") from None
    except OSError as error:
        raise BadInput(f"{path} cannot be written: {error.strerror}.") from None


def new_text(name: str, title: str, base: str | None, file: str = "") -> str:
    """The TOML of a codebook to fill in. base: as in write_new. file: where it will lie.

    Raises BadInput: the name or title cannot be one.
    """
    if not re.fullmatch(r"[a-z][a-z0-9_-]*", name):
        raise BadInput(f"{name!r} cannot name a codebook: small letters, digits, - and _ only, a letter first.")
    if name in resources.bundled_codebooks():
        raise BadInput(f"Concord has a codebook {name!r} already; choose another name for yours.")
    if not title.strip() or not title.isprintable():
        raise BadInput("A title is one line of words.")
    return template(name, title, parsed(texts_of(base)) if base else None, file)


def of_texts(texts: Texts) -> Chosen:
    """The codebook of a chain of texts, with the texts."""
    return Chosen(parsed(texts), texts)


def thesaurus_of(books: Iterable[Texts]) -> Thesaurus:
    """The general thesaurus with the concepts of codebooks, whose order is no matter, on top of it.

    Args:
        books: of each codebook the texts that it was parsed from. Of two that know one phrase the later in the order of
            names counts, and one that extends the other counts as later.
    """
    return _thesaurus(tuple(sorted(set(books), key=lambda texts: (len(texts), texts[-1][0], texts))))


@cache
def _thesaurus(books: tuple[Texts, ...]) -> Thesaurus:
    from synthesis.similarity.codebook_rings import rings_of

    return resources.thesaurus().extended(ring for texts in books for ring in rings_of(parsed(texts)))


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
        return path.read_text(encoding="utf-8-sig")  # some editors open a file with a mark
    except OSError as error:
        raise BadCodebook(path.name, f"cannot be read ({error.strerror})") from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise BadCodebook(path.name, "is not UTF-8 text; save it with the encoding UTF-8", line) from None


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


def detail(texts: Texts, only: str | None = None) -> Record:
    """A codebook with its facets in full, keys as in the file. only: the name of one facet. Raises BadInput."""
    return detail_of(parsed(texts), [parsed(texts[:n]).name for n in range(1, len(texts))], only)


def detail_of(book: Codebook, below: Iterable[str] = (), only: str | None = None) -> Record:
    """The same of one that is parsed already. below: names of what it extends, the base first. Raises BadInput."""
    if only is not None and only not in book.facet_of:
        raise BadInput(f"{book.name} has no facet {only!r}; there are: {', '.join(book.facet_of)}.")
    return {
        "name": book.name,
        "version": book.version,
        "title": book.title,
        "extends": list(below),
        "facets": [_facet_record(facet) for facet in book.facets if only in (None, facet.name)],
    }


def _facet_record(facet: Facet) -> Record:
    """All keys of a facet, empty ones too; of the lexicon the labels, its forms beside it; concepts as in the file."""
    row: Record = {field.name: getattr(facet, field.name) for field in fields(Facet)}
    row = {key: list(value) if isinstance(value, tuple) else value for key, value in row.items()}
    row["item"] = facet.item.value
    row["concepts"] = [
        {"label": c.label, "alt": list(c.alt), "broader": c.broader, "not": list(c.apart)} for c in facet.concepts
    ]
    row["lexicon"] = [entry.label for entry in facet.lexicon]
    row["forms"] = {entry.label: list(entry.forms) for entry in facet.lexicon if entry.forms}
    row["ambiguous"] = [entry.label for entry in facet.lexicon if entry.ambiguous]
    return row

"""What other projects' test suites expect of a reader, asked of Concord's Documents.

    python -m benchmarks.oracles [FOLDER]

The folder is the one with run_oracles.py and its index.json (../shared/real/oracles when none is given). Prints the
mean over all checks, and each check below 1 with the reason in EXPLAINED where one is known. Fails below 0.97, and when
a check at 0 has no explanation.
"""

from __future__ import annotations

import contextlib
import importlib.util
import io
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from corpus.errors import ConcordError
from corpus.read import read
from corpus.study import BlockKind, Document, Reference

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "real" / "oracles"
LEAST = 0.97
_SURNAME = re.compile(r"(?:\b(?:van|von|de|del|della|di|da|dos|la|le|lo|ter|ten|den|der)\s+){0,3}\S+$", re.IGNORECASE)
_FIGURES_APART = ("empty figure", "text out of a caption")  # repairs that tell of a <figure> which is no figure
_TABLE = re.compile(r"tab(?:le|\.)", re.IGNORECASE)
EXPLAINED = {  # (part of the file's name, field): why the expectation is not met, and is not to be
    ("2020.acl-main.207", "refs"): "that project leaves out entries without a title; all of the file's are kept",
    ("2020.acl-main.207", "paragraphs"): "that project put other words where the file has citations",
    ("ijms-24-05988", "paragraphs"): "the name of a declaration that opens its paragraph is a heading of its own",
    ("WagnerLukyanenko", "refs"): "also counted as citations: names and years that the file has as plain text;"
    " and fields that the expectation took from elsewhere than the file",
}


def parse(data: bytes, name: str, format: str) -> dict[str, Any]:
    """A Document as run_oracles.py wants it; a refusal is a reported error."""
    try:
        document = read(name, data)
    except ConcordError as trouble:
        return {"error": str(trouble)}
    known = document.metadata
    cited = Counter(target for citation in document.citations for target in citation.targets)
    tables = _tables(document)
    return {
        "title": known.title,
        "abstract": known.abstract,
        "doi": known.doi,
        "date": known.date,
        "grobid_version": known.made_by.removeprefix("GROBID").strip(),
        "authors": [_author(name) for name in known.authors],
        "keywords": list(known.keywords),
        "headings": _headings(document),
        "paragraphs": _texts(document, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM),
        "notes": _texts(document, BlockKind.NOTE, BlockKind.OTHER, BlockKind.CAPTION),
        "list_items": _texts(document, BlockKind.LIST_ITEM),
        "formulas": _texts(document, BlockKind.FORMULA),
        "tables": tables,
        "figures": len(_texts(document, BlockKind.CAPTION)) - tables + _elsewhere(document),
        "xrefs": {"bibr": len(document.citations)},
        "section_roles": [section.title.casefold() for section in document.sections if section.level == 1],
        "refs": [_reference(reference, cited[reference.key]) for reference in document.references],
    }


def _texts(document: Document, *kinds: BlockKind) -> list[str]:
    return [document.text[block.start : block.end] for block in document.blocks if block.kind in kinds]


def _author(name: str) -> dict[str, str]:
    """Surname, and first name with surname: the projects leave names in the middle out."""
    match = _SURNAME.search(name)
    surname = match.group() if match else name
    return {"surname": surname, "full": f"{name.split()[0]} {surname}" if surname != name else name}


def _elsewhere(document: Document) -> int:
    """Figures of the file that hold nothing, or hold text of the body and were given back to it."""
    return sum(repair.name in _FIGURES_APART for repair in document.repairs)


def _headings(document: Document) -> list[str]:
    """Titles with their numbers and without, and numbers alone, since the projects differ in that.

    Some count the paper's title as a heading, and the word that they put above an abstract without one.
    """
    numbered = [f"{section.number} {section.title}" for section in document.sections if section.number]
    numbers = [section.number for section in document.sections if section.number]
    above = [document.metadata.title, *(["Abstract"] if document.metadata.abstract else [])]
    return [*above, *(section.title for section in document.sections), *numbered, *numbers]


def _tables(document: Document) -> int:
    """Tables with their cells, and those of which the file kept the caption only."""
    held = {table.caption for table in document.tables if table.caption}
    captions = [(b.start, b.end) for b in document.blocks if b.kind is BlockKind.CAPTION]
    bare = [c for c in captions if c not in held and _TABLE.match(document.text, *c)]
    return len(document.tables) + len(bare)


def _reference(reference: Reference, cited: int) -> dict[str, Any]:
    return {
        "id": reference.key,
        "title": reference.title,
        "year": str(reference.year or ""),
        "journal": reference.venue,
        "volume": reference.volume,
        "number": reference.issue,
        "pages": reference.pages or reference.first_page,
        "doi": reference.doi,
        "authors": [_author(author)["surname"] for author in reference.authors],
        "editors": len(reference.editors),
        "raw": reference.raw,
        "n_intext": cited,
    }


def run(folder: Path) -> list[tuple[str, str, str, str, float | None]]:
    """Every check as (oracle, file, field, kind of check, score from 0 to 1 or None where it cannot be asked)."""
    spec = importlib.util.spec_from_file_location("run_oracles", folder / "run_oracles.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(folder / "run_oracles.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    with contextlib.redirect_stdout(io.StringIO()):
        found: list[tuple[str, str, str, str, float | None]] = module.main("benchmarks.oracles:parse")
    return found


def main(folder: Path = FOLDER) -> int:
    """Prints the checks; 1 when the mean is below LEAST or a check at 0 is not explained."""
    checks = [(*check[:4], check[4]) for check in run(folder) if check[4] is not None]
    mean = sum(score for *_, score in checks) / len(checks)
    print(f"\noracles: mean {mean:.3f} over {len(checks)} checks, {sum(s == 1 for *_, s in checks)} perfect")
    unexplained = 0
    for oracle, name, field, kind, score in checks:
        if score < 1:
            why = next((w for (part, f), w in EXPLAINED.items() if part in name and f == field), "")
            unexplained += score == 0 and not why
            print(f"  {score:.3f}  {oracle}  {Path(name).name}  {field} {kind}  {why}")
    return int(mean < LEAST or unexplained > 0)


if __name__ == "__main__":
    place = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    if not (place / "run_oracles.py").is_file():
        sys.exit(f"benchmarks.oracles: no run_oracles.py in {place}")
    sys.exit(main(place))

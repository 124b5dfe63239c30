"""What a reader keeps: the text of TEI and JATS files by category, against the canonical text of their Documents.

    python -m benchmarks.kept [FILE or FOLDER ...]

Ground truth is the text that lxml (recovering) finds in a file. A category's share is that of its characters, white
space and hyphens aside, that stand in 24-character windows which the canonical text holds, too; verbatim is the share
of paragraphs that stand in it as they are, spaces included. Also counted: entries against references, and pointers to
entries against citations. Without an argument, all of ../shared/real is read. Leaves out what its files lack.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from lxml import etree

from benchmarks.categories import JATS, TEI, Category, Format
from corpus.decode import tidy
from corpus.errors import ConcordError
from corpus.read import read
from corpus.study import Document

SHARED = Path(__file__).resolve().parents[2] / "shared"
WINDOW = 24  # characters
_XLINK = "{http://www.w3.org/1999/xlink}href"
_FOLD = re.compile(r"[\s\u00ad\u2010-]+")


_SPELLED = {"teiheader": "teiHeader", "titlestmt": "titleStmt", "biblstruct": "biblStruct", "listbibl": "listBibl"}
_SPELLED |= {"figdesc": "figDesc"}


@dataclass
class Kept:
    """What was kept of one file or of many: characters there and held by category, and counts."""

    there: Counter[str] = field(default_factory=Counter)
    held: Counter[str] = field(default_factory=Counter)
    counts: Counter[str] = field(default_factory=Counter)

    def add(self, other: Kept) -> None:
        for mine, theirs in ((self.there, other.there), (self.held, other.held), (self.counts, other.counts)):
            mine.update(theirs)

    def share(self, category: str) -> float:
        """From 0 to 1; 1 for what is not there."""
        return self.held[category] / self.there[category] if self.there[category] else 1.0

    def lost(self) -> int:
        return sum(self.there.values()) - sum(self.held.values())


def measure(document: Document, data: bytes) -> Kept:
    """What a document holds of the file that it was read from."""
    root = _tree(data)
    format = JATS if document.format == "jats" else TEI
    kept, text = Kept(), fold(document.text)
    for name, category in format.categories.items():
        for words in _texts(root, category, format):
            there, held = windows(fold(words), text)
            kept.there[name] += there
            kept.held[name] += held
    spaced = " ".join(document.text.split())
    for name in ("paragraphs", "back"):
        for words in _texts(root, format.categories[name], format):
            kept.counts["paragraphs"] += 1
            kept.counts["verbatim"] += " ".join(words.split()) in spaced
    kept.counts["entries"] = len(_found(root, format.entries))
    kept.counts["references"] = len(document.references)
    aimed, wild = _pointers(root, format)
    reached = Counter(target for citation in document.citations for target in set(citation.targets))
    kept.counts["pointers"] = sum(aimed.values())
    kept.counts["reached"] = sum((aimed & reached).values())
    kept.counts["untargeted"] = wild
    kept.counts["unresolved"] = sum(not citation.targets for citation in document.citations)
    return kept


def windows(words: str, text: str) -> tuple[int, int]:
    """How many characters there are, and how many of them stand in windows that the text holds; both are folded."""
    held = 0
    for start in range(0, len(words), WINDOW):
        own = len(words[start : start + WINDOW])
        at = start if own == WINDOW else max(0, len(words) - WINDOW)
        held += own * (words[at : at + WINDOW] in text)
    return len(words), held


def lost_texts(document: Document, data: bytes, category: str) -> Iterator[str]:
    """The texts of a category of which something is missing, for whoever looks for the cause."""
    format = JATS if document.format == "jats" else TEI
    text = fold(document.text)
    for words in _texts(_tree(data), format.categories[category], format):
        there, held = windows(fold(words), text)
        if held < there:
            yield " ".join(words.split())


def fold(text: str) -> str:
    """Without white space and hyphens, ligatures spelled out."""
    return _FOLD.sub("", tidy(text))


def _tree(data: bytes) -> etree._Element:
    parser = etree.XMLParser(recover=True, remove_comments=True, remove_pis=True, load_dtd=False, no_network=True)
    root = etree.fromstring(data, parser)
    for element in root.iter():
        if isinstance(element.tag, str):
            name = element.tag.rpartition("}")[2]
            element.tag = _SPELLED.get(name, name)
    return root


def _found(root: etree._Element, path: str) -> list[etree._Element]:
    """The elements at a path, which names elements only."""
    return cast("list[etree._Element]", root.xpath(path))


def _texts(root: etree._Element, category: Category, format: Format) -> Iterator[str]:
    for element in _found(root, category.path):
        words = tidy("".join(_pieces(element, category.without, format.apart)))
        if words.strip():
            yield words


def _pieces(element: etree._Element, without: frozenset[str], apart: frozenset[str]) -> Iterator[str]:
    """The text nodes of an element; one left out, and one that stands apart, count as white space.

    The id of a note that GROBID wrote where the note's number stood ("foot_3") is no text of the paper.
    """
    yield element.text or ""
    for child in element:
        if child.tag in without:
            yield " "
        elif child.text and child.get("target") == f"#{child.text}":
            pass
        else:
            yield from _pieces(child, without, apart)
            if child.tag in apart:
                yield " "
        yield child.tail or ""


def _pointers(root: etree._Element, format: Format) -> tuple[Counter[str], int]:
    """How often each entry is pointed at, and how many pointers say of no entry that they mean it."""
    keys = {
        str(value)
        for element in _found(root, format.entries)
        for name, value in element.items()
        if str(name).endswith("id")
    }
    aimed: Counter[str] = Counter()
    wild = 0
    for pointer in _found(root, format.pointers):
        written = pointer.get("target") or pointer.get("rid") or pointer.get(_XLINK) or ""
        targets = [target.lstrip("#") for target in written.split()]
        aimed.update(target for target in targets if target in keys)
        wild += not any(target in keys for target in targets)
    return aimed, wild


def files(places: Iterable[Path]) -> list[Path]:
    """The XML files in the given files and folders, sorted."""
    found = [path for place in places for path in (sorted(place.rglob("*")) if place.is_dir() else [place])]
    return [path for path in found if path.is_file() and path.suffix in (".xml", ".nxml", ".txt")]


def main(places: list[Path], worst: int = 12) -> int:
    """Reads all, prints totals and the worst files; 1 when a reader threw something that is no sentence."""
    totals: dict[str, Kept] = {}
    rows: list[tuple[int, str, str]] = []
    crashes = 0
    for path in files(places):
        data = path.read_bytes()
        try:
            document = read(path.name, data)
        except ConcordError as trouble:
            print(f"refused: {trouble}")
            continue
        except Exception as trouble:
            crashes += 1
            print(f"CRASH: {path.name}: {trouble!r}")
            continue
        if document.format not in ("tei", "jats"):
            continue
        kept = measure(document, data)
        totals.setdefault(document.format, Kept()).add(kept)
        misses = [f"{name} {kept.there[name] - kept.held[name]}" for name in kept.there if kept.share(name) < 1]
        counts = kept.counts
        misses += [f"not verbatim {counts['paragraphs'] - counts['verbatim']}"] * (
            counts["verbatim"] < counts["paragraphs"]
        )
        misses += [f"references {counts['references']} of {counts['entries']}"] * (
            counts["references"] != counts["entries"]
        )
        misses += [f"pointers {counts['reached']} of {counts['pointers']}"] * (counts["reached"] < counts["pointers"])
        if misses:
            rows.append((kept.lost(), path.name, ", ".join(misses)))
    for _, name, misses_ in sorted(rows, reverse=True)[:worst]:
        print(f"  {name}: {misses_}")
    for name, kept in sorted(totals.items()):
        _print(name, kept)
    return int(crashes > 0)


def _print(name: str, kept: Kept) -> None:
    print(f"\n{name}: per cent of characters kept, by category")
    for category, there in kept.there.items():
        print(f"  {category:<18} {100 * kept.share(category):8.3f}  of {there:>9,}")
    counts = kept.counts
    print(f"  verbatim           {counts['verbatim']:,} of {counts['paragraphs']:,} paragraphs")
    print(f"  references         {counts['references']:,} of {counts['entries']:,} entries")
    print(f"  citations          {counts['reached']:,} of {counts['pointers']:,} pointers with a target reached")
    print(f"  unresolved         {counts['unresolved']:,} citations; {counts['untargeted']:,} pointers had no target")


if __name__ == "__main__":
    given = [Path(word) for word in sys.argv[1:]] or [SHARED / "real"]
    if not all(place.exists() for place in given):
        sys.exit("benchmarks.kept: no such file or folder; real documents are looked for in ../shared/real")
    sys.exit(main(given))

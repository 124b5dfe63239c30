"""Gold annotations and their matching with what was extracted.

In: a folder with themes/*.json (or *.json), as people annotated it. Out: GoldStudy values and one-to-one matches.
Called by concord.evaluate. Matching is within a study and a facet: exact when the folded labels are equal, relaxed when
at least half of the words are shared, or half of the quote and a word.
"""

from __future__ import annotations

import difflib
import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from corpus.errors import BadInput

Record = dict[str, Any]
EXACT = 2.0  # the score of an exact match; a relaxed one is in (0, 1]
FUNCTION_WORDS = frozenset("a an and for in of on or the to with".split())
_ENDINGS = (".gz", ".xml", ".tei", ".grobid", ".txt", ".md", ".markdown", ".jats", ".nxml", ".html")


@dataclass(frozen=True)
class GoldStudy:
    """One annotated study. files: stems of its files' names; facets: those annotated in full, None for all."""

    key: str
    files: frozenset[str]
    themes: tuple[Record, ...]
    facets: tuple[str, ...] | None

    def mine(self, themes: Iterable[Record]) -> list[Record]:
        """The extracted themes that come from a file of this study."""
        return [theme for theme in themes if self.files & {stem(name) for name in theme["documents"]}]


@dataclass(frozen=True, slots=True)
class Match:
    """Indices into the gold themes and the extracted themes of one study, and the score."""

    gold: int
    theme: int
    score: float


def load_studies(folder: Path) -> list[GoldStudy]:
    """The annotated studies of a folder, by file name. Raises BadInput when there are none."""
    studies = []
    for path in sorted([*folder.glob("themes/*.json"), *folder.glob("*.json")]):
        data = load_json(path)
        if isinstance(data, dict) and "themes" in data:
            studies.append(_study(path, data))
    if not studies:
        raise BadInput(f"{folder} holds no gold annotation: no themes/*.json with a list of themes.")
    return studies


def load_json(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise BadInput(f"{path}: cannot be read as JSON ({error}).") from None


def _study(path: Path, data: Record) -> GoldStudy:
    about = data.get("study") or data.get("source") or {}
    about = about if isinstance(about, dict) else {}
    files = about.get("renditions") or about.get("files") or [about.get("file") or path.stem]
    names = [file if isinstance(file, str) else file.get("file", "") for file in files]
    themes = tuple({"id": f"{path.stem}#{i}", **theme} for i, theme in enumerate(data["themes"]))
    if bad := next((t["id"] for t in themes if "facet" not in t or "label" not in t), None):
        raise BadInput(f"{path}: the theme {bad} has no facet or no label.")
    facets = about.get("facets")
    return GoldStudy(
        path.stem, frozenset({*map(stem, names), path.stem}), themes, tuple(facets) if facets is not None else None
    )


def stem(name: str) -> str:
    """A file name without folder and the endings of papers: "a/b.tei.xml" is "b"."""
    base = Path(name).name
    for ending in _ENDINGS:
        if base.lower().endswith(ending):
            base = base[: -len(ending)]
    return base


def is_strict(gold: Record) -> bool:
    """A finding of the study itself, neither an activity nor a participant nor optional."""
    return (
        gold.get("basis", "finding") == "finding"
        and gold.get("kind") not in ("activity", "participant")
        and not gold.get("optional")
    )


def match(gold: Sequence[Record], themes: Sequence[Record]) -> list[Match]:
    """One to one, the best first; of equal scores strict gold themes first."""
    pairs = [
        (-score, not is_strict(g), gold_index, index)
        for gold_index, g in enumerate(gold)
        for index, theme in enumerate(themes)
        if theme["facet"] in (g["facet"], *g.get("also_facets", ())) and (score := similarity(theme, g)) > 0
    ]
    used_gold: set[int] = set()
    used: set[int] = set()
    matches = []
    for negative, _, gold_index, index in sorted(pairs):
        if gold_index not in used_gold and index not in used:
            used_gold.add(gold_index)
            used.add(index)
            matches.append(Match(gold_index, index, -negative))
    return matches


def similarity(theme: Record, gold: Record) -> float:
    """EXACT, else the relaxed score, else 0."""
    forms = (gold["label"], *gold.get("surface", ()))
    if any(normalise(theme["label"]) == normalise(form) for form in forms):
        return EXACT
    mine = tokens(theme["label"])
    shared = max((len(mine & tokens(f)) / len(mine | tokens(f)) for f in forms if mine | tokens(f)), default=0.0)
    if shared >= 0.5:
        return shared
    if any(mine & tokens(form) for form in forms) and quotes_overlap(theme.get("quote", ""), gold.get("quote", "")):
        return 0.25 + shared / 4
    return 0.0


@lru_cache(maxsize=100_000)
def normalise(text: str) -> str:
    """NFKC, small letters, "&" as "and", signs as blanks, without a leading article and plural endings."""
    folded = unicodedata.normalize("NFKC", text).casefold().replace("&", " and ")
    words = re.sub(r"[^\w]+|_", " ", folded).split()
    if words and words[0] in ("a", "an", "the"):
        words = words[1:]
    return " ".join(w[:-1] if len(w) > 3 and w.endswith("s") and not w.endswith("ss") else w for w in words)


@lru_cache(maxsize=100_000)
def tokens(text: str) -> frozenset[str]:
    return frozenset(normalise(text).split()) - FUNCTION_WORDS


@lru_cache(maxsize=100_000)
def quotes_overlap(one: str, other: str) -> bool:
    """Whether the longest common run is at least half of the shorter quote and 20 characters."""
    one, other = " ".join(one.split()), " ".join(other.split())
    if not one or not other:
        return False
    run = difflib.SequenceMatcher(None, one, other, autojunk=False).find_longest_match().size
    return run >= max(20, min(len(one), len(other)) / 2)

"""Studies with their gold, read once, for the benchmarks that score an extraction.

In: the sample corpus, papers/ and, where it is there, ../shared (real papers with a development gold). Out: cases, and
counts of what matched. Called by the benchmarks calibration, baselines, renditions and unseen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from concord import resources
from concord.codebooks import parsed, texts_of
from concord.evaluate import CORE, prf
from concord.gold import EXACT, GoldStudy, is_strict, load_studies, match
from corpus.identity import join
from corpus.read import read
from corpus.study import Document, Study
from extract.codebook import Codebook
from extract.theme import Theme

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
SAMPLE = ROOT / "data" / "sample_corpus"
Record = dict[str, Any]
Counts = Counter[str]  # gold, predicted, right (predicted that match), hit (gold that is matched), exact


@dataclass(frozen=True)
class Case:
    """A study of a corpus with the codebook that it is read with and its gold."""

    corpus: str
    study: Study
    codebook: Codebook
    gold: GoldStudy


def sample_cases() -> list[Case]:
    """The sample corpus, with the generic codebook."""
    paths = sorted(path for path in (SAMPLE / "documents").rglob("*") if path.is_file())
    return _cases("sample corpus", paths, SAMPLE / "key", "generic")


def real_cases(codebook: str = "mlops") -> list[Case]:
    """The real papers of ../shared; [] where they are missing."""
    if not (SHARED / "seeds").is_dir():
        return []
    paths = sorted((SHARED / "seeds").iterdir())
    return _cases(f"real papers, {codebook} codebook", paths, SHARED / "gold", codebook)


def paper_cases(which: str) -> list[Case]:
    """The made-up papers of other fields, "open" or "held"; the generic codebook reads all but MLOps."""
    cases: list[Case] = []
    for field in sorted((ROOT / "benchmarks" / "papers" / which).iterdir()):
        book = "mlops" if field.name == "mlops" else "generic"
        cases += _cases(f"papers/{which}/{field.name}", sorted((field / "docs").iterdir()), field / "key", book)
    return cases


def documents(paths: Iterable[Path]) -> list[Document]:
    """The files as Concord reads them."""
    return [read(path.name, path.read_bytes()) for path in paths]


def _cases(corpus: str, paths: Iterable[Path], gold: Path, codebook: str) -> list[Case]:
    studies = join(documents(paths))
    book = parsed(texts_of(codebook))
    cases = []
    for own in load_studies(gold):
        for study in studies:
            if own.mine([{"documents": [document.name for document in study.documents]}]):
                cases.append(Case(corpus, study, book, own))
    return cases


def records(themes: Iterable[Theme]) -> list[Record]:
    """What matching looks at: facet, label and the quote of the best mention."""
    return [{"id": t.id, "facet": t.facet, "label": t.label, "quote": t.mentions[0].quote} for t in themes]


def counted(
    gold: GoldStudy, themes: Sequence[Record], *, strict: bool, facets: Sequence[str] = CORE
) -> dict[str, Counts]:
    """Counts by facet. strict: only findings are demanded, and what else the gold holds is left out of precision.

    Themes of all facets take part in the matching: a gold theme may go by either of two facets.
    """
    matches = match(gold.themes, themes)
    gold_of, score_of = {m.theme: m.gold for m in matches}, {m.gold: m.score for m in matches}
    counts: dict[str, Counts] = {facet: Counter() for facet in facets}
    for index, theme in enumerate(themes):
        found = gold_of.get(index)
        if theme["facet"] in facets and (found is None or not strict or is_strict(gold.themes[found])):
            counts[theme["facet"]] += Counter(predicted=1, right=int(found is not None))
    for index, theme in enumerate(gold.themes):
        if theme["facet"] in facets and (is_strict(theme) or not strict):
            score = score_of.get(index, 0.0)
            counts[theme["facet"]] += Counter(gold=1, hit=int(score > 0), exact=int(score == EXACT))
    return counts


def micro(counts: Iterable[dict[str, Counts]]) -> tuple[float, float, float]:
    """Precision, recall and F1 over all studies and facets."""
    return prf(sum((one for by_facet in counts for one in by_facet.values()), Counter()))


def language() -> Any:
    """The language pipeline, loaded once."""
    return resources.language()

"""What other ways of finding themes reach on the same gold, and what each source of evidence is worth.

    python -m benchmarks.baselines                  one table in Markdown
    python -m benchmarks.baselines --json FILE      the same figures as JSON

Reads the sample corpus (generic codebook) and, where they are there, the real papers of ../shared (MLOps codebook). The
systems: YAKE (Campos et al. 2020); KeyBERT (Grootendorst 2020) with the static embeddings that Concord bundles; the
words of the codebook alone (lexicon, patterns, head words, openings), wherever they stand; Concord; Concord without
calibrated confidences; and Concord with each source of evidence left out in turn.

Keyword methods know no facets. Each of their phrases is judged against the gold themes of all core facets at once,
which is the best assignment of facets that anybody could make for them, and gets the first sentence that holds it as
its quote. The number of phrases is the one, of several, that gives them the best F1 on the corpus itself. So their
figures are upper bounds. Both read what Concord reads: no references, no front matter.

YAKE and KeyBERT are no dependency of the project: `pip install yake scikit-learn` and `pip install --no-deps keybert`
(with its dependencies KeyBERT brings a deep learning framework, which static embeddings do not need). What is not
installed is left out and said.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.gold_cases import Case, Counts, Record, counted, language, real_cases, records, sample_cases
from concord import resources
from concord.evaluate import CORE, prf
from concord.gold import EXACT, is_strict, match
from extract.confidence import Weights
from extract.pipeline import SOURCES, Source, scopes_of, themes_of
from extract.scope import Part, Scope
from extract.sources.names import known_names
from extract.theme import fold_label

SIZES = (25, 50, 100, 200)  # numbers of keyphrases tried for each paper
ANY = "any"
Phrases = Callable[[str, int], list[str]]  # a text and how many phrases; best first


@dataclass(frozen=True)
class Read:
    """A case with its documents as read, which all systems share."""

    case: Case
    scopes: tuple[Scope, ...]
    text: str


@dataclass(frozen=True)
class Row:
    """A system on one corpus: counts over all studies, strict and full. note: what was chosen for it."""

    system: str
    corpus: str
    strict: Counts
    full: Counts
    note: str = ""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
    arguments = parser.parse_args()
    corpora = [[read(case) for case in cases] for cases in (sample_cases(), real_cases()) if cases]
    rows = [row for reads in corpora for row in rows_of(reads)]
    print(table(rows))
    if arguments.json:
        arguments.json.write_text(json.dumps([record(row) for row in rows], indent=1) + "\n", encoding="utf-8")
    return 0


def read(case: Case) -> Read:
    scopes = scopes_of(case.study, case.codebook, language())
    return Read(case, scopes, running_text(scopes[0]))


def running_text(scope: Scope) -> str:
    """What a paper says: its parsed blocks outside back matter, a paragraph each."""
    passages = scope.reading.passages.values()
    return "\n\n".join(passage.text for passage in passages if scope.part(passage) is not Part.BACK)


def rows_of(reads: Sequence[Read]) -> Iterable[Row]:
    """All systems on one corpus."""
    for name, phrases in keyword_methods():
        yield keywords(name, phrases, reads)
    yield of_themes("the codebook's words alone", reads, codebook_words)
    weights = resources.confidence_weights()
    yield of_themes("Concord", reads, concord(weights))
    yield of_themes("Concord, confidences not calibrated", reads, concord(None))
    for source in SOURCES:
        others = tuple(other for other in SOURCES if other is not source)
        yield of_themes(f"Concord without {source.__name__.removeprefix('from_')}", reads, concord(weights, others))


def concord(weights: Weights | None, sources: Iterable[Source] = SOURCES) -> Callable[[Read], list[Record]]:
    """Concord's themes of a paper."""
    return lambda one: records(themes_of(one.case.study, one.case.codebook, one.scopes, weights, sources)[0].themes)


def of_themes(system: str, reads: Sequence[Read], themes: Callable[[Read], list[Record]]) -> Row:
    """The figures of a system that knows facets."""
    strict: Counts = Counter()
    full: Counts = Counter()
    for one in reads:
        found = themes(one)
        strict += total(counted(one.case.gold, found, strict=True))
        full += total(counted(one.case.gold, found, strict=False))
    return Row(system, reads[0].case.corpus, strict, full)


def total(by_facet: dict[str, Counts]) -> Counts:
    return sum(by_facet.values(), Counter())


def keyword_methods() -> Iterable[tuple[str, Phrases]]:
    """Those that are installed; the others are named on standard error."""
    for name, method in (("YAKE", yake_phrases), ("KeyBERT, static embeddings", keybert_phrases)):
        try:
            yield name, method()
        except ModuleNotFoundError as missing:
            print(f"{name} is left out: no module {missing.name}; see the head of this file", file=sys.stderr)


def yake_phrases() -> Phrases:
    import yake

    def phrases(text: str, most: int) -> list[str]:
        return [phrase for phrase, _ in yake.KeywordExtractor(lan="en", n=4, top=most).extract_keywords(text)]

    return phrases


def keybert_phrases() -> Phrases:
    from keybert import KeyBERT
    from model2vec import StaticModel

    model = KeyBERT(StaticModel.from_pretrained(str(resources.data_folder() / resources.EMBEDDING)))

    def phrases(text: str, most: int) -> list[str]:
        found: list[tuple[str, float]] = model.extract_keywords(
            text, keyphrase_ngram_range=(1, 4), stop_words="english", top_n=most
        )
        return [phrase for phrase, _ in found]

    return phrases


def keywords(system: str, phrases: Phrases, reads: Sequence[Read]) -> Row:
    """A keyword method with the number of phrases that suits it best on this corpus."""
    found = [phrases(one.text, max(SIZES)) for one in reads]
    tried = []
    for size in SIZES:
        strict: Counts = Counter()
        full: Counts = Counter()
        for one, mine in zip(reads, found, strict=True):
            counts = without_facets(one, mine[:size])
            strict += counts[0]
            full += counts[1]
        tried.append(Row(system, reads[0].case.corpus, strict, full, f"best of {SIZES} phrases a paper: {size}"))
    return max(tried, key=lambda row: prf(row.strict)[2])


def without_facets(one: Read, phrases: Sequence[str]) -> tuple[Counts, Counts]:
    """Strict and full counts of phrases against the gold themes of the core facets, whatever their facet."""
    gold = [{**theme, "facet": ANY, "also_facets": ()} for theme in one.case.gold.themes if theme["facet"] in CORE]
    mine = [{"facet": ANY, "label": phrase, "quote": sentence_with(one.text, phrase)} for phrase in phrases]
    score_of = {m.gold: m.score for m in match(gold, mine)}
    strict, full = (_counts(gold, len(mine), score_of, strict=strict) for strict in (True, False))
    return strict, full


def _counts(gold: Sequence[Record], predicted: int, score_of: dict[int, float], *, strict: bool) -> Counts:
    spared = sum(strict and not is_strict(gold[index]) for index in score_of)
    demanded = [index for index, theme in enumerate(gold) if is_strict(theme) or not strict]
    return Counter(
        gold=len(demanded),
        predicted=predicted - spared,
        right=len(score_of) - spared,
        hit=sum(index in score_of for index in demanded),
        exact=sum(score_of.get(index) == EXACT for index in demanded),
    )


def sentence_with(text: str, phrase: str) -> str:
    """The first sentence that holds the words of a phrase in order, at most two others between them; "" for none."""
    words = r"\W+(?:\w+\W+){0,2}?".join(map(re.escape, phrase.split()))
    found = re.search(rf"[^.!?\n]*\b{words}\b[^.!?\n]*", text, re.IGNORECASE)
    return found[0].strip() if found else ""


def codebook_words(one: Read) -> list[Record]:
    """Lexicon and patterns, noun phrases with head words, and openings with what follows, once a label and facet."""
    found: dict[tuple[str, str], Record] = {}
    for facet in one.case.codebook.facets:
        forms = [
            text[start:end] for text in [one.text] for start, end, _, _ in known_names(one.case.codebook, facet, text)
        ]
        for expression in (*heads(facet.head_words), *openings(facet.phrase_cues)):
            forms += [m[0] for m in re.finditer(expression, one.text, re.IGNORECASE)]
        for form in forms:
            label = " ".join(form.split())
            key = facet.name, fold_label(label)
            found.setdefault(key, {"facet": facet.name, "label": label, "quote": sentence_with(one.text, label)})
    return list(found.values())


def heads(words: Sequence[str]) -> list[str]:
    return [rf"\b(?:[a-z]+[ -]){{1,2}}(?:{'|'.join(map(re.escape, words))})s?\b"] if words else []


def openings(cues: Sequence[str]) -> list[str]:
    return [rf"\b(?:{'|'.join(map(re.escape, cues))})(?: [a-z-]+){{1,4}}"] if cues else []


def table(rows: Sequence[Row]) -> str:
    """One line a system, the corpora side by side: strict precision, recall and F1, exact recall, F1 on all themes."""
    corpora = list(dict.fromkeys(row.corpus for row in rows))
    head = "| system | " + " | ".join(f"{corpus}: P | R | F1 | exact R | F1, all" for corpus in corpora) + " |"
    lines = [head, "| --- |" + " ---: |" * (5 * len(corpora))]
    for system in dict.fromkeys(row.system for row in rows):
        own = {row.corpus: row for row in rows if row.system == system}
        lines.append(f"| {system} | " + " | ".join(cells(own[corpus]) for corpus in corpora) + " |")
    notes = dict.fromkeys(f"{row.system}, {row.corpus}: {row.note}" for row in rows if row.note)
    return "\n".join([*lines, "", *notes])


def cells(row: Row) -> str:
    exact = row.strict["exact"] / max(row.strict["gold"], 1)
    return " | ".join(f"{value:.3f}" for value in (*prf(row.strict), exact, prf(row.full)[2]))


def record(row: Row) -> dict[str, Any]:
    strict, full = prf(row.strict), prf(row.full)
    names = ("precision", "recall", "f1")
    return {
        "system": row.system,
        "corpus": row.corpus,
        "strict": dict(zip(names, strict, strict=True)) | {"counts": dict(row.strict)},
        "all": dict(zip(names, full, strict=True)) | {"counts": dict(row.full)},
        "note": row.note,
    }


if __name__ == "__main__":
    sys.exit(main())

"""How fast themes and facts are found, by stage, on one core, and how much memory many papers take.

    python -m benchmarks.extraction_speed [PAPERS]

Reads the sample corpus and, where it is there, ../shared/seeds. Times are those of the processor, the loading of the
language model aside; words are those of the documents, references and tables too. Then so many made-up papers (200),
one after the other in one process, each with names that no other has, and the memory after every tenth part of them.
Run it on a quiet machine: a core that is shared does half as much.
"""

from __future__ import annotations

import os

os.environ |= dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1"
)  # before numpy is there

import re
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from benchmarks.pipeline import SAMPLE, SHARED
from concord import codebooks, resources
from concord.deriving import choosing
from corpus.identity import join
from corpus.read import read
from corpus.study import Study
from extract.candidate import Candidate
from extract.facts.gather import facts_of
from extract.pipeline import SOURCES, Source, extract, scopes_of, themes_of
from extract.relations import related
from extract.scope import Scope
from tests.corpus.papers import markdown
from tests.corpus.papers.make import paper

T = TypeVar("T")
RUNS = 3
PARTS = 10


class Watch:
    """Seconds of the processor, by stage."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)

    def of(self, stage: str, do: Callable[[], T]) -> T:
        begun = time.process_time()
        try:
            return do()
        finally:
            self.seconds[stage] += time.process_time() - begun

    def source(self, source: Source) -> Source:
        """A source that is timed."""

        def timed(scope: Scope) -> Iterator[Candidate]:
            return iter(self.of(source.__name__, lambda: list(source(scope))))

        return timed


def main(arguments: Sequence[str]) -> int:
    resources.language().lemmas("The model is loaded.")
    corpora = [("sample corpus", sorted((SAMPLE / "documents").rglob("*.*")))]
    if (SHARED / "seeds").is_dir():
        corpora.append(("real papers", sorted((SHARED / "seeds").iterdir())))
    for name, paths in corpora:
        speed(name, paths)
    memory(int(arguments[0]) if arguments else 200)
    return 0


def speed(name: str, paths: list[Path]) -> None:
    """Words a second through all of extract(), the best of three runs, and each stage's share of it."""
    reading = Watch()
    studies = reading.of("reading", lambda: join(read(path.name, path.read_bytes()) for path in paths))
    words = sum(len(document.text.split()) for study in studies for document in study.documents)
    whole = min(total(studies) for _ in range(RUNS))
    print(f"\n{name}: {len(studies)} studies, {len(paths)} documents, {words:,} words")
    print(f"  extract() {words / whole:,.0f} words a second, {whole:.2f} s")
    watch = stages(studies)
    share = sum(watch.seconds.values())
    for stage, seconds in sorted(watch.seconds.items(), key=lambda item: -item[1]):
        print(f"    {stage:<20} {words / max(seconds, 1e-4):>12,.0f} words a second  {seconds / share:>5.0%}")
    for study in studies:
        reading.of("facts", lambda study=study: facts_of(study, resources.methods_vocabulary()))  # type: ignore[misc]
    for stage, seconds in reading.seconds.items():
        print(f"  {stage:<22} {words / seconds:>12,.0f} words a second")


def total(studies: Sequence[Study]) -> float:
    """Seconds of the processor for all of them."""
    begun = time.process_time()
    for study in studies:
        extract(study, choosing.chosen_for(study).codebook, resources.language(), resources.confidence_weights())
    return time.process_time() - begun


def stages(studies: Sequence[Study]) -> Watch:
    """What extract() does, step by step."""
    watch, language, weights = Watch(), resources.language(), resources.confidence_weights()
    for study in studies:
        book = watch.of("choice of codebook", lambda s=study: choosing.chosen_for(s).codebook)  # type: ignore[misc]
        sources = [watch.source(source) for source in SOURCES]
        with language.study():
            scopes = watch.of("language model", lambda s=study, b=book: scopes_of(s, b, language))  # type: ignore[misc]
            before = sum(watch.seconds.values())
            begun = time.process_time()
            made, _ = themes_of(study, book, scopes, weights, sources)
            watch.seconds["consolidation"] += time.process_time() - begun - (sum(watch.seconds.values()) - before)
            watch.of("relations", lambda m=made, s=scopes, b=book: related(m.themes, s, b))  # type: ignore[misc]
    return watch


def memory(papers: int) -> None:
    """Resident memory of this process while it extracts from one made-up paper after another."""
    print(f"\nmemory over {papers} made-up papers, each with 300 words of its own")
    generic = codebooks.of_texts(codebooks.texts_of("generic")).codebook
    for number in range(papers):
        text = markdown.written(paper(number), "pandoc").decode()
        own = " ".join(f"Kit{number}x{n} helps crew{n}of{number}." for n in range(150))
        document = read(f"{number}.md", f"{text}\n\n## Tools of paper {number}\n\n{own}\n".encode())
        for study in join([document]):
            extract(study, generic, resources.language(), resources.confidence_weights())
            facts_of(study, resources.methods_vocabulary())
        if (number + 1) % max(1, papers // PARTS) == 0:
            print(f"  after {number + 1:>5}: {resident():6.0f} MB")


def resident() -> float:
    """Megabytes that this process holds now, where the system tells (Linux), else its peak."""
    try:
        held = re.search(r"VmRSS:\s+(\d+)", Path("/proc/self/status").read_text())
    except OSError:
        import resource

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    return int(held[1]) / 1e3 if held else 0.0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

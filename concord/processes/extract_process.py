"""The program of a worker process that extracts: the themes of studies, and what they say of their method.

In: frames on standard input, each the task, the texts of the codebook and a study in canonical JSON. Out: frames on
standard output, each an Extraction or the facts in canonical JSON, or the reason why there are none. Started by
concord.processes.extractors; the language model is loaded once, when the first study asks for themes.
"""

from __future__ import annotations

from functools import lru_cache

from concord import codebooks, resources
from concord.processes import parse_process
from concord.processes.parse_process import Header
from concord.store import codec
from corpus.study import Study
from extract.codebook import Codebook

THEMES, FACTS = "themes", "facts"


def answer(header: Header, data: bytes) -> tuple[Header, bytes]:
    """What extracting from a study gives."""
    study = codec.loads(Study, data)
    if header["task"] == FACTS:
        from extract.facts.gather import facts_of

        return {}, codec.dumps(facts_of(study, resources.methods_vocabulary()))
    from extract.pipeline import extract

    codebook = _codebook(tuple((name, text) for name, text in header["codebook"]))
    return {}, codec.dumps(extract(study, codebook, resources.language(), resources.confidence_weights()))


@lru_cache(maxsize=8)
def _codebook(texts: codebooks.Texts) -> Codebook:
    return codebooks.parsed(texts)


def main(memory: int, most: int) -> None:
    """Extracts."""

    def prepare() -> None:
        resources.language()  # now, so that a limit that is too low shows

    parse_process.run(memory, most, prepare, answer)

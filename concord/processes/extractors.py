"""Themes and facts are extracted in processes of their own, several studies at a time, with limits of time and memory.

In: studies and the texts of their codebooks. Out: an Extraction or facts for each, in the order of the studies, or the
sentence why a study is given up; the others land. Called by concord.deriving.extracted. What comes out does not depend
on the number of processes. Each loads the language model once and stays for the next studies; they end with the
program.
"""

from __future__ import annotations

import atexit
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache, partial
from queue import SimpleQueue
from typing import TypeVar

from concord.codebooks import Texts
from concord.processes import extract_process
from concord.processes.extract_process import FACTS, THEMES
from concord.processes.parse_process import FAULT, MEMORY, Header
from concord.processes.workers import Died, Late, Process
from concord.store import codec
from corpus.errors import ConcordError
from corpus.study import Study
from extract.facts.values import Fact
from extract.theme import Extraction

T = TypeVar("T")
_FACTS = tuple[Fact, ...]
_MOST = 8  # processes by default; each takes some 400 MB
_ELSEWHERE = "the other studies are not touched"


class GivenUp(ConcordError):
    """A study from which nothing could be extracted; the message says why and what to do."""


class Extractor(Process):
    """A process that extracts."""

    module, what, setting = extract_process.__name__, "to extract themes", "CONCORD_EXTRACT_MB"

    def themes(self, study: Study, codebook: Texts) -> Extraction:
        """The themes of a study. Raises GivenUp, and StoreTrouble when no process can be started here."""
        return self._extracted(Extraction, study, {"task": THEMES, "codebook": codebook})

    def facts(self, study: Study) -> tuple[Fact, ...]:
        """What a study says of its method. Raises as `themes` does."""
        return self._extracted(_FACTS, study, {"task": FACTS})

    def _extracted(self, kind: type[T], study: Study, header: Header) -> T:
        name = ", ".join(sorted({document.name for document in study.documents}))
        try:
            reply, body = self.ask(header, codec.dumps(study))
        except Late:
            limit = f"took more than the {self.seconds:g} seconds that a study may take"
            advice = "take out what is not the paper, or raise CONCORD_EXTRACT_SECONDS"
            raise GivenUp(f"{name}: finding its themes {limit}; {advice}.") from None
        except Died as died:
            broke = f"broke the process that extracts ({died})"
            raise GivenUp(f"{name}: finding its themes {broke}; {_ELSEWHERE}.") from None
        if reply.get("no") == MEMORY:
            advice = "take out what is not the paper, or raise CONCORD_EXTRACT_MB"
            raise GivenUp(f"{name}: finding its themes took more memory than a study may take; {advice}.")
        if reply.get("no") == FAULT:
            stopped = f"a fault in Concord stopped the search for its themes ({reply['says']})"
            raise GivenUp(f"{name}: {stopped}; {_ELSEWHERE}, and please report it.")
        return codec.loads(kind, body)


class Extractors:
    """As many processes as are wanted at once, started when there is work for them."""

    def __init__(self, workers: int, seconds: float, memory: int) -> None:
        """workers: how many; 0 takes one for each core that this program may use, but no more than eight."""
        self.limits = (seconds, memory)
        self.workers = workers or min(_cores(), _MOST)
        self._new = partial(Extractor, seconds, memory)
        self._all = [self._new() for _ in range(self.workers)]

    def each(self, do: Callable[[Extractor, Study], T], studies: Sequence[Study]) -> Iterator[T | GivenUp]:
        """What comes out of each study, in their order, as soon as it and those before it are done."""
        free: SimpleQueue[Extractor] = SimpleQueue()
        for one in self._all[: len(studies)]:
            free.put(one)

        def work(study: Study) -> T | GivenUp:
            extractor = free.get()
            try:
                return do(extractor, study)
            except GivenUp as given_up:
                return given_up
            finally:
                free.put(extractor)

        pool = ThreadPoolExecutor(max_workers=min(self.workers, len(studies)) or 1)
        try:
            yield from pool.map(work, studies)
        except BaseException:  # Ctrl-C: nobody waits for the studies that are on their way
            for one in self._all:
                one.give_up()
            self._all = [self._new() for _ in range(self.workers)]
            raise
        finally:
            pool.shutdown(cancel_futures=True)

    def close(self) -> None:
        """Ends the processes; the next study starts them again."""
        for one in self._all:
            one.close()


@cache
def shared_extractors(workers: int, seconds: float, memory: int) -> Extractors:
    """The processes of this program with those limits; they end with the program."""
    extractors = Extractors(workers, seconds, memory)
    atexit.register(extractors.close)
    return extractors


def _cores() -> int:
    """The cores that this program may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1

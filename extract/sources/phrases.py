"""Themes from sentences, by what the sentence does: give examples, announce, narrate a process, tell a difficulty.

In: a Scope. Out: candidates. Called by extract.pipeline. Of two phrases of one facet that overlap in a sentence, the
one of the surer kind is kept.
"""

from __future__ import annotations

from collections.abc import Iterator

from extract.candidate import Candidate, set_aside
from extract.scope import Part, Scope
from extract.sources.announcements import announced
from extract.sources.complaints import complaints
from extract.sources.cued import cued
from extract.sources.difficulties import difficulties
from extract.sources.examples import examples, used
from extract.sources.naming import called
from extract.sources.openings import opened
from extract.sources.sequels import sequels
from extract.sources.sequences import narrated
from extract.sources.statements import stated
from extract.sources.telling import sentences
from extract.sources.topics import topics


def from_phrases(scope: Scope) -> Iterator[Candidate]:
    """Candidates of every sentence outside back matter, in reading order; those on the method are set aside."""
    for told in sentences(scope):
        found = list(examples(told))
        if told.sums_up:
            found += [*announced(told), *sequels(told), *called(told)]
        elif told.part is Part.FINDING:
            for source in (
                announced,
                sequels,
                called,
                used,
                narrated,
                difficulties,
                opened,
                topics,
                complaints,
                cued,
                stated,
            ):
                found += source(told)
        yield from set_aside(_apart(found), told.aside)


def _apart(found: list[Candidate]) -> list[Candidate]:
    """Candidates of one sentence, best first, without those that overlap a better one of their facet."""
    kept: list[Candidate] = []
    for one in found:
        if not any(one.facet == k.facet and one.start < k.end and k.start < one.end for k in kept):
            kept.append(one)
    return kept

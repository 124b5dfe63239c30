"""The methods section of a paper as a record, with what it is written from.

In: what follows from the knowledge base, and its logs. Out: Known, and a plain record. Called by
KnowledgeBase.method_text, for the command line and the dashboard.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extract.theme import Status
from synthesis.coding import Entry, coders
from synthesis.concept import Synthesis
from synthesis.conclusions import level_of
from synthesis.decisions import Decision, holding, in_force
from synthesis.export.records import Record
from synthesis.judging import Round, State
from synthesis.method_text import Book, Frozen, JudgedRound, Known, Section, Shared, markdown, plain, sections
from synthesis.overlap import Assumption, CorpusOverlap, overlap
from synthesis.reliability import round_agreement
from synthesis.translation.columns import sequence_of
from synthesis.translation.grouping import THRESHOLD

if TYPE_CHECKING:
    from concord.deriving.derive import Derived


@dataclass(frozen=True)
class Logs:
    """What people did, as it is kept. program: version that documents are read with. adoptions: kinds but the first."""

    program: str
    decisions: Sequence[Decision]
    rounds: Sequence[Round]
    codings: Sequence[Entry]
    snapshots: tuple[Frozen, ...]
    adoptions: Sequence[str]


def method_text_record(known: Known) -> Record:
    """{sections: [{title, sentences: [{text, parts: [{text, page, url}]}]}], markdown, plain}.

    The parts of a sentence put together are its text. page: of the dashboard that lists what the part counts, "" where
    it counts nothing; url: what its address says besides.
    """
    found = sections(known)
    return {"sections": [_section(one) for one in found], "markdown": markdown(found), "plain": plain(found)}


def known_of(now: Derived, logs: Logs) -> Known:
    """All that the text is written from."""
    synthesis = now.synthesis
    kept = [theme for theme in synthesis.themes if theme.status is not Status.REJECTED]
    years = sorted(study.year for study in now.studies if study.year)
    documents = [document for study in now.studies for document in study.documents]
    standing = Counter(str(found.standing) for found in synthesis.disagreements)
    force = in_force(logs.decisions)
    return Known(
        program=logs.program,
        studies=len(now.studies),
        documents=len(documents),
        formats=Counter(document.format for document in documents),
        years=(years[0], years[-1]) if years else None,
        coverage=min((document.coverage for document in documents), default=None),
        unreadable=len(now.unreadable) + len(now.given_up),
        chosen=bool(now.state.codebook and now.state.codebook.texts),
        books=_books(now),
        themes=len(kept),
        rejected=len(synthesis.themes) - len(kept),
        quotes=sum(len(theme.mentions) for theme in kept),
        translations=sequence_of(synthesis.translations).counts(),
        **_concepts(synthesis),
        merged_from=THRESHOLD,
        ties=Counter(tie.kind for tie in synthesis.dependence if not tie.unused),
        overlap=_shared(now.overlap),
        contradictions=standing,
        reviewers=Counter(decision.who for decision in force),
        decided=Counter(str(decision.kind) for decision in force),
        taken_back=len(logs.decisions) - len(holding(logs.decisions)),
        rounds=tuple(_round(found) for found in logs.rounds if found.state is not State.WITHDRAWN),
        coded=_coded(logs.codings),
        assessed=_assessed(synthesis),
        imports=_imports(logs.decisions, force),
        adoptions=Counter(logs.adoptions),
        snapshots=logs.snapshots,
    )


def _section(one: Section) -> Record:
    return {
        "title": one.title,
        "sentences": [
            {
                "text": sentence.text,
                "parts": [{"text": part.text, "page": part.page, "url": dict(part.url)} for part in sentence.parts],
            }
            for sentence in one.sentences
        ],
    }


def _books(now: Derived) -> tuple[Book, ...]:
    """The codebooks in use, that of most studies first."""
    used = [now.codebook(study).codebook for study in now.studies]
    number = Counter(book.label for book in used)
    facets = {book.label: tuple(facet.name for facet in book.facets) for book in used}
    ordered = sorted(number, key=lambda label: (-number[label], label))
    return tuple(Book(label, number[label], facets[label]) for label in ordered)


def _concepts(synthesis: Synthesis) -> Record:
    shown = [concept for concept in synthesis.concepts if concept.status is not Status.REJECTED]
    return {
        "concepts": Counter(str(concept.verdict) for concept in shown),
        "shared": sum(concept.support.studies > 1 for concept in shown),
    }


def _shared(found: CorpusOverlap) -> Shared:
    usual = Assumption()
    figures = overlap(found.matrix(usual.works, doubtful=usual.doubtful), count_missing=usual.missing)
    every = found.assumed()
    defined = [row.overlap.corrected for row in every if row.overlap.corrected is not None]
    return Shared(
        reviews=figures.reviews,
        works=figures.rows,
        inclusions=figures.ones,
        corrected=figures.corrected,
        band=figures.band,
        span=(min(defined), max(defined)) if defined else None,
        assumptions=len(every),
        assumed=str(usual),
    )


def _round(found: Round) -> JudgedRound:
    """A round; of one that is still blind no figure."""
    blind = found.state is State.BLIND
    everybody = [] if blind else [row for row in round_agreement(found) if len(row.people) == len(_judges(found))]
    alphas = [(row.kind, row.figures["krippendorff_alpha"], row.figures.compared) for row in everybody]
    return JudgedRound(
        name=found.name,
        blind=blind,
        items=len(found.items),
        reviewers=len(found.people),
        settled=None if blind else len(found.settled),
        figures=tuple((kind, figure.value, figure.interval, compared) for kind, figure, compared in alphas),
    )


def _judges(found: Round) -> set[str]:
    from synthesis.judging import fold_name

    return {fold_name(word.who) for word in found.blind}


def _coded(entries: Sequence[Entry]) -> dict[str, int]:
    """By person, how many studies they coded blind and handed in."""
    studies = sorted({entry.study for entry in entries})
    people = (coder for study in studies for coder in coders(entries, study))
    return dict(Counter(coder.who for coder in people if coder.finished and coder.blind))


def _assessed(synthesis: Synthesis) -> dict[str, int]:
    held = (level_of(concept.id, synthesis.conclusions) for concept in synthesis.concepts)
    return dict(Counter(one.value for one in held if one))


def _imports(decisions: Iterable[Decision], force: Iterable[Decision]) -> tuple[int, int]:
    """How many imports there were, told apart by source and moment, and how many of their decisions hold."""
    brought = {(decision.source, decision.when) for decision in decisions if decision.source}
    return len(brought), sum(bool(decision.source) for decision in force)

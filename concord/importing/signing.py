"""From a plan to what is kept: decisions that add themes, or codes of the log of blind coding.

In: a Plan, what is there already, and from which file it comes. Out: decisions and entries, not yet kept. Called by
concord.importing.imports. Pure. What is there already, by content, is not added again, whatever ids a second export
has.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from concord.importing.taking import Taken, parents
from extract.theme import Theme, fold_label
from synthesis.coding import BETWEEN, Act, Code, Entry
from synthesis.decisions import Address, Decision, Kind

Known = frozenset[tuple[str, str, str, str, str, int]]  # who, study, facet, label, words, start


def known_of(decisions: Iterable[Decision], study_of: Mapping[str, str]) -> Known:
    """What decisions in force have added. study_of: ids of studies as they are now, by every id that they have had."""
    return frozenset(
        (d.who, study_of.get(a.study, a.study), a.facet, fold_label(a.label), " ".join(a.quote.split()), start)
        for d in decisions
        if d.kind is Kind.ADD
        for a, start in zip(d.themes, d.starts or [-1] * len(d.themes), strict=True)
    )


def new_of(themes: Iterable[Taken], known: Known) -> Iterator[Taken]:
    """The themes with those quotes that are not there yet; themes without such a quote are left out."""
    for t in themes:
        label = fold_label(t.label)
        quotes = tuple(
            quote
            for quote in t.quotes
            if not known
            & {(t.who, t.study, t.facet, label, " ".join(quote.words.split()), start) for start in (quote.start, -1)}
        )
        if quotes:
            yield Taken(t.who, t.study, t.facet, t.label, t.above, quotes, t.notes)


def decisions_of(taken: Sequence[Taken], themes: Sequence[Theme], source: str) -> list[Decision]:
    """One decision for each theme and person. themes: those that there are. source: file, hash and importer."""
    return [
        Decision(
            Kind.ADD,
            tuple(Address(t.study, t.facet, t.label, quote.words) for quote in t.quotes),
            reason="; ".join(" ".join(note.split()) for note in t.notes),
            who=t.who,
            starts=tuple(quote.start for quote in t.quotes),
            parent=parent,
            source=source,
        )
        for t, parent in zip(taken, parents(taken, themes), strict=True)
    ]


def entries_of(taken: Iterable[Taken], held: Mapping[tuple[str, str], frozenset[Code]]) -> list[Entry]:
    """One entry of the log of codings for each person and study, with the codes that are new.

    held: the codes in force, by person and study.
    """
    new: dict[tuple[str, str], dict[Code, None]] = {}
    for t in taken:
        for quote in t.quotes:
            code = Code(t.facet, t.label.replace(BETWEEN, ","), quote.words.strip(), quote.start)
            if code not in held.get((t.who, t.study), frozenset()):
                new.setdefault((t.who, t.study), {})[code] = None
    return [Entry(Act.CODE, study, tuple(codes), who=who) for (who, study), codes in sorted(new.items())]

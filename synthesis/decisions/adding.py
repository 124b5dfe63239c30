"""Themes that reviewers add: the words they rest on, in the study that holds them.

In: a decision of ADD, studies, and the themes that a study has. Out: a theme, new or grown. Called by
synthesis.decisions.replay. Grounding is absolute: words that stand nowhere add nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from corpus.study import Anchor, Document, Study
from extract.theme import Evidence, Mention, Status, Theme, fold_label, theme_id
from synthesis.decisions.decision import Decision
from synthesis.decisions.describing import Homes
from synthesis.decisions.found_again import LEAST_OVERLAP, find_quote


def home_of_words(decision: Decision, homes: Homes, studies: Collection[Study]) -> Study | None:
    """The study that an added theme belongs to.

    The one it names, when that holds some of the words; else the only one that does, since a study that was joined or
    parted has another id. Without either the one that it names.
    """
    named = homes.of(decision.themes[0].study)
    if named is not None and any(find_quote(named, address.quote) for address in decision.themes):
        return named
    long = [address.quote for address in decision.themes if len(address.quote) >= LEAST_OVERLAP]
    holding = [study for study in studies if any(find_quote(study, quote) for quote in long)]
    return holding[0] if len(holding) == 1 else named


def mentions_of(decision: Decision, study: Study) -> tuple[list[Mention], list[str]]:
    """The mentions that a decision adds, and the quotes that stand in no document of the study any more."""
    starts: Sequence[int | None] = decision.starts or [None] * len(decision.themes)
    found: dict[Anchor, Mention] = {}
    lost: list[str] = []
    for address, start in zip(decision.themes, starts, strict=True):
        anchor = find_quote(study, address.quote, start)
        if anchor is None:
            lost.append(address.quote)
            continue
        document = study.document(anchor.document)
        found[anchor] = Mention(
            anchor,
            document.quote(anchor),
            address.label,
            Evidence.REVIEWER,
            section=_section(document, anchor),
            reasons=(said_of(decision),),
        )
    return list(found.values()), lost


def said_of(decision: Decision) -> str:
    """Who added a theme, from where and why, in words."""
    source = f", from {decision.source}" if decision.source else ""
    return f"added by {decision.who}{source}" + (f": {decision.reason}" if decision.reason else "")


def parent_of(decision: Decision, own: Collection[Theme]) -> Theme | None:
    """The theme of a study that a decision names as the parent; one of the same facet is preferred."""
    label, facet = fold_label(decision.parent), decision.themes[0].facet
    named = [theme for theme in own if fold_label(theme.label) == label]
    return min(named, key=lambda theme: (theme.facet != facet, theme.id), default=None)


def added_to(own: Collection[Theme], study: Study, decision: Decision, mentions: Sequence[Mention]) -> Theme:
    """The theme with the mentions: one that the study has under that facet and label, or a new one.

    Either is accepted: somebody has read the words and says so.
    """
    address, parent = decision.themes[0], parent_of(decision, own) if decision.parent else None
    id = theme_id(study.id, address.facet, address.label, parent.id if parent else None)
    label = fold_label(address.label)
    same = [theme for theme in own if theme.facet == address.facet and fold_label(theme.label) == label]
    there = next((t for t in same if t.id == id), same[0] if len(same) == 1 and not decision.parent else None)
    if there is not None:
        known = {mention.anchor for mention in there.mentions}
        new = tuple(mention for mention in mentions if mention.anchor not in known)
        return replace(there, mentions=(*there.mentions, *new), status=Status.ACCEPTED)
    return Theme(
        id,
        study.id,
        address.facet,
        address.label,
        tuple(mentions),
        parent=parent.id if parent else None,
        status=Status.ACCEPTED,
        reasons=(said_of(decision),),
    )


def _section(document: Document, anchor: Anchor) -> str:
    """Title of the innermost section that an anchor stands in, "" at the top."""
    for block in document.blocks:
        if block.start <= anchor.start < block.end:
            return document.sections[block.section].title if block.section is not None else ""
    return ""

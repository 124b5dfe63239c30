"""Why a theme was taken, in sentences: on which words, what else supports it, and what could speak against it.

In: a Theme. Out: sentences for a person. Called by concord.views, for `concord show` and the dashboard.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from extract.theme import Basis, Evidence, Mention, Polarity, Theme

_SHOWN_BY = {
    Evidence.LIST_ITEM: "It is an item of a list",
    Evidence.RUN_IN_HEADING: "It opens a paragraph as its heading",
    Evidence.ENUMERATION: "It is a member of an enumeration in a sentence",
    Evidence.TABLE_CELL: "It stands in a cell of a table",
    Evidence.HEADING: "It is a heading itself",
    Evidence.SUCH_AS: "It is given as an example",
    Evidence.DEFINITION: "It is defined or named",
    Evidence.LEXICON: "It is a name that the codebook knows",
    Evidence.PHRASE: "It is a phrase of running text",
    Evidence.REVIEWER: "A reviewer added it",
}
LONG_LABEL = 8  # words; a longer label is more often a clause that was cut badly
UNSURE = 0.7  # below this a reviewer finds about one theme in three wrong or doubled; see benchmarks.calibration


def why_taken(theme: Theme) -> str:
    """From which cue, in which section and on which kind of evidence the best mention was taken."""
    best = theme.mentions[0]
    cue = f": {'; '.join(best.reasons)}" if best.reasons else ""
    return f"{_SHOWN_BY[best.evidence]}{_where(best)}{cue}."


def support(theme: Theme) -> str:
    """What other places of the study support it; "" when there are none."""
    others = [m for m in theme.mentions[1:] if m.polarity is not Polarity.DENIES]
    if not others:
        return ""
    kinds = Counter(str(m.evidence) for m in others)
    sections = tuple(dict.fromkeys(f"“{m.section}”" for m in others if m.section))
    where = f" in {_joined(sections[:4])}" if sections else ""
    more = f" and {len(sections) - 4} more sections" if len(sections) > 4 else ""
    places = "1 other place supports it" if len(others) == 1 else f"{len(others)} other places support it"
    return f"{places}{where}{more} ({_joined([f'{kind} {n} times' if n > 1 else kind for kind, n in kinds.items()])})."


def against(theme: Theme) -> tuple[str, ...]:
    """What could speak against it, the gravest first; () when nothing does."""
    if theme.mentions[0].evidence is Evidence.REVIEWER:
        return ()
    polarities = Counter(mention.polarity for mention in theme.mentions)
    found = []
    if polarities[Polarity.DENIES]:
        found.append(f"The study denies it at {_places(polarities[Polarity.DENIES])}.")
    if polarities[Polarity.HEDGES]:
        found.append(f"The study hedges it at {_places(polarities[Polarity.HEDGES])}.")
    if theme.basis is Basis.BACKGROUND:
        found.append("It stands only in what the study tells before its findings.")
    if theme.attributed_to:
        found.append("The study reports it of other works and does not say it in its own voice.")
    if all(mention.evidence is Evidence.PHRASE for mention in theme.mentions):
        found.append("It rests on running text alone: no list, table, heading or definition shows it.")
    if len(theme.mentions) == 1:
        found.append("One place alone shows it.")
    if (words := len(theme.label.split())) > LONG_LABEL:
        found.append(f"Its label has {words} words, which may be more than the thing itself.")
    if theme.confidence < UNSURE:
        found.append("Of themes with so little confidence many are wrong.")
    return tuple(found)


def other_forms(theme: Theme) -> tuple[str, ...]:
    """The forms in which the study writes it, other than the label, each once whatever its capitals and breaks."""
    seen = {theme.label.casefold()}
    forms = []
    for surface in theme.surfaces:
        form = " ".join(surface.split())
        if form.casefold() not in seen:
            seen.add(form.casefold())
            forms.append(form)
    return tuple(forms)


def _where(mention: Mention) -> str:
    if not mention.section:
        return ""
    before = ", which comes before the findings" if mention.basis is Basis.BACKGROUND else ""
    return f" in the section “{mention.section}”{before}"


def _places(number: int) -> str:
    return "one place" if number == 1 else f"{number} places"


def _joined(parts: Sequence[str]) -> str:
    return " and ".join((", ".join(parts[:-1]), parts[-1])) if len(parts) > 1 else "".join(parts)

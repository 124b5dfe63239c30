"""The filters that there are: what each asks, an example, and the values that it takes.

In: the value that somebody wrote. Out: the value as the knowledge base writes it, or what to write instead. Called by
concord.query.parsing, `concord find --help` and the page Ask. Facets and studies are known to a knowledge base only;
concord.finding.asked looks these up.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from extract.theme import Evidence, Polarity, Status
from synthesis.concept import Verdict

KINDS = ("concept", "theme", "study", "passage")
BY = ("words", "meaning")


@dataclass(frozen=True, slots=True)
class Field:
    """meaning: a sentence for a person. example: a filter. values: those that there are, () for other ones."""

    meaning: str
    example: str
    values: tuple[str, ...] = ()
    numbers: bool = False


FIELDS: Mapping[str, Field] = {
    "facet": Field("What is reported under this facet; a study that reports any of it.", "facet:role"),
    "study": Field(
        "What this study says, and the concepts that it speaks of: its short name, its id, or a part of its title or "
        "first author.",
        'study:"Moss 2019"',
    ),
    "year": Field("From studies of these years.", "year:2019..2022", numbers=True),
    "kind": Field("Only this kind of thing.", "kind:theme,concept", KINDS),
    "status": Field(
        "What reviewers said; what they rejected is found in no other way.",
        "status:accepted",
        tuple(map(str, Status)),
    ),
    "polarity": Field("Themes that the study asserts, hedges or denies.", "polarity:denies", tuple(map(str, Polarity))),
    "evidence": Field("Themes that the document shows so.", 'evidence:"list item"', tuple(map(str, Evidence))),
    "verdict": Field("Concepts with this verdict, and their themes.", "verdict:contested", tuple(map(str, Verdict))),
    "support": Field("Concepts that so many studies support, and their themes.", "support:>2", numbers=True),
    "effective": Field(
        "The same by the independent studies that these count as; where that is an interval, all of it must fit.",
        "effective:>=1.5",
        numbers=True,
    ),
    "by": Field("Look for the words alone, or for the meaning alone.", "by:words", BY),
}


def fitting(value: str, values: Iterable[str]) -> str | None:
    """The one of some values that is meant: case, "_" and "-" are no difference.

    >>> fitting("List_Item", ["list item", "heading"])
    'list item'
    """
    wanted = folded(value)
    return next((known for known in values if folded(known) == wanted), None)


def nearest(value: str, values: Iterable[str]) -> str | None:
    """The one of some values that was probably meant; None when none is near."""
    from difflib import get_close_matches

    by_form = {folded(known): known for known in values}
    wanted = folded(value)
    found = get_close_matches(wanted, by_form, 1, 0.6)
    begun = [form for form in by_form if wanted and form.startswith(wanted)]
    near = begun or found
    return by_form[near[0]] if near else None


def folded(text: str) -> str:
    """A text as names are compared."""
    return " ".join(text.casefold().replace("_", " ").replace("-", " ").split())

"""How well an extraction says what else an annotation says of its themes: parent, basis, polarity, whose words.

In: gold studies with their matched themes. Out: one record of shares and counts. Called by concord.evaluate. Only
themes that matched are judged, so that these figures are free of what was missed or made up; what an annotation does
not say is not judged.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from concord.gold import GoldStudy, Match, Record, similarity

Found = tuple[GoldStudy, Sequence[Record], Sequence[Match]]

ADDRESSES = "addresses"
_NO_WORK = re.compile(r"^(?:interviewee|participant|respondent|informant)s?\b", re.IGNORECASE)
_WORDS = {"asserted": "asserts", "hedged": "hedges", "denied": "denies"}  # as some annotations write it
_LABELS = ("asserts", "hedges", "denies")


def marks(found: Iterable[Found]) -> Record:
    """The figures over all studies.

    Returns:
        {"parents": share of matched themes with a gold parent whose own parent matches it, with its counts, "given":
        parents of matched themes, "given_right": those of them that the annotation has too;
        "basis": share of matched themes with the gold basis; "background_f1";
        "polarity": share, "not_asserted_f1": of themes that the annotation denies or hedges (F1 of the exact word);
        "attributed": precision, recall, F1 of being reported of another work, and "resolved": of those found, the share
        whose reference has the surname and year that the annotation names;
        "addresses": precision, recall and F1 of pairs both of whose themes matched}.
        A share over nothing is None.
    """
    counts: Counter[str] = Counter()
    for study, mine, matches in found:
        by_gold = {study.themes[m.gold]["id"]: study.themes[m.gold] for m in matches}
        gold_of = {mine[m.theme]["id"]: study.themes[m.gold]["id"] for m in matches}
        by_id = {theme["id"]: theme for theme in mine}
        whole = {theme["id"]: theme for theme in study.themes}
        marked = any(theme.get("polarity") for theme in study.themes)
        for match in matches:
            theme, gold = mine[match.theme], study.themes[match.gold]
            counts.update(_parent(theme, gold, by_id, whole, gold_of))
            counts.update(_basis(theme, gold))
            counts.update(_polarity(theme, gold, marked))
            counts.update(_attribution(theme, gold))
        counts.update(_addresses(by_id.values(), by_gold, gold_of))
    return _summary(counts)


def _parent(
    theme: Record, gold: Record, by_id: Mapping[str, Record], whole: Mapping[str, Record], gold_of: Mapping[str, str]
) -> Iterable[str]:
    wanted, given = named(gold.get("parent"), whole), by_id.get(theme.get("parent") or "")
    if wanted:
        yield "parent gold"
    if given:
        yield "parent given"
    if wanted and given and (gold_of.get(given["id"]) == wanted.get("id", "") or is_alike(given, wanted)):
        yield "parent right"


def named(name: str | None, whole: Mapping[str, Record]) -> Record | None:
    """The gold theme of an id or, as some annotations write it, of a label; a label of no theme stands for itself."""
    if not name:
        return None
    if name in whole:
        return whole[name]
    return next((theme for theme in whole.values() if theme["label"] == name), {"label": name})


def is_alike(theme: Record, gold: Record) -> bool:
    """Whether an extracted theme is that gold theme, when it had no other to match; any facet for a bare label."""
    facets = (gold["facet"], *gold.get("also_facets", ())) if "facet" in gold else (theme["facet"],)
    return theme["facet"] in facets and similarity(theme, gold) > 0


def _basis(theme: Record, gold: Record) -> Iterable[str]:
    if "basis" not in gold or "basis" not in theme:
        return
    yield "basis judged"
    if gold["basis"] == theme["basis"]:
        yield "basis right"
    for side, record in (("gold", gold), ("given", theme)):
        if record["basis"] == "background":
            yield f"background {side}"
    if gold["basis"] == theme["basis"] == "background":
        yield "background right"


def _polarity(theme: Record, gold: Record, marked: bool) -> Iterable[str]:
    """marked: the annotation marks polarity at all; then a theme without a mark is asserted."""
    written = gold.get("polarity") or ("asserts" if marked else "")
    wanted = _WORDS.get(written, written)
    if wanted not in _LABELS or "polarity" not in theme:
        return
    yield "polarity judged"
    if wanted == theme["polarity"]:
        yield "polarity right"
    if wanted != "asserts":
        yield "unasserted gold"
    if theme["polarity"] != "asserts":
        yield "unasserted given"
        if wanted == theme["polarity"]:
            yield "unasserted right"


def _attribution(theme: Record, gold: Record) -> Iterable[str]:
    works = theme.get("attributed_works")
    wanted = gold.get("attributed_to") or ""
    if works is None or _NO_WORK.match(wanted):
        return
    if wanted:
        yield "attributed gold"
    if theme["attributed_to"]:
        yield "attributed given"
    if wanted and theme["attributed_to"]:
        yield "attributed right"
        if any(_same_work(wanted, work) for work in works):
            yield "attributed resolved"


def _same_work(wanted: str, work: str) -> bool:
    """Whether a reference has the first surname and the year of "A. Chen et al. (2020)"."""
    year = re.search(r"\b[12]\d{3}\b", wanted)
    names = re.findall(r"[^\W\d_]{3,}", wanted.partition("(")[0].replace("et al", " "))
    folded = _plain(work)
    return bool(names) and _plain(names[0]) in folded and (year is None or year[0] in work)


def _plain(words: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", words).casefold() if not unicodedata.combining(c))


def _addresses(themes: Iterable[Record], by_gold: Mapping[str, Record], gold_of: Mapping[str, str]) -> Iterable[str]:
    wanted = {
        (id, other["id"])
        for id, gold in by_gold.items()
        for name in gold.get(ADDRESSES, ())
        if (other := named(name, by_gold)) and other.get("id") in by_gold
    }
    given = {
        (gold_of[edge["source"]], gold_of[edge["target"]])
        for theme in themes
        for edge in theme.get("relations", ())
        if edge["kind"] == ADDRESSES and edge["source"] in gold_of and edge["target"] in gold_of
    }
    yield from ["addresses gold"] * len(wanted)
    if any(gold.get(ADDRESSES) for gold in by_gold.values()):
        yield from ["addresses given"] * len(given)
    yield from ["addresses right"] * len(wanted & given)


def _summary(counts: Counter[str]) -> Record:
    return {
        "parents": _share(counts["parent right"], counts["parent gold"]),
        "parents_gold": counts["parent gold"],
        "parents_given": counts["parent given"],
        "parents_right": counts["parent right"],
        "basis": _share(counts["basis right"], counts["basis judged"]),
        "background_f1": _f1(counts, "background"),
        "polarity": _share(counts["polarity right"], counts["polarity judged"]),
        "not_asserted": counts["unasserted gold"],
        "not_asserted_f1": _f1(counts, "unasserted"),
        "attributed": counts["attributed gold"],
        "attributed_precision": _share(counts["attributed right"], counts["attributed given"]),
        "attributed_recall": _share(counts["attributed right"], counts["attributed gold"]),
        "attributed_f1": _f1(counts, "attributed"),
        "resolved": _share(counts["attributed resolved"], counts["attributed right"]),
        "addresses": counts["addresses gold"],
        "addresses_precision": _share(counts["addresses right"], counts["addresses given"]),
        "addresses_recall": _share(counts["addresses right"], counts["addresses gold"]),
        "addresses_f1": _f1(counts, "addresses"),
    }


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _f1(counts: Counter[str], what: str) -> float | None:
    """2 right / (gold + given); None where neither side has any."""
    return _share(2 * counts[f"{what} right"], counts[f"{what} gold"] + counts[f"{what} given"])

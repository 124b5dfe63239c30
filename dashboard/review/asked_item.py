"""One item of the review queue: what is asked, the words of both sides beside each other, why it is asked.

In: a record of KnowledgeBase.queued and short names of studies. Out: a part of the page Review. Called by asking. All
texts of papers and of people are shown as text.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import streamlit as st

from dashboard.review.frames import HEADINGS
from dashboard.shared import doors, parts
from dashboard.shared.wording import clipped, count, md_escape, named, with_names
from synthesis.translation import TOGETHER

Record = dict[str, Any]
AT_ONCE = 3  # quotes of a side that are shown before the rest is folded away
AROUND = 220  # characters of the paragraph on both sides of the words
_LINKED = 3  # concepts of a side that are linked
_FOLDED = 20  # quotes of a side that are shown at most
_COMPARED = ("title", "authors", "year", "doi", "venue", "volume", "first_page", "pmid")
_OVERLAPS = "{:.0%} of the shorter one's wording stands in the other one too."


def question(record: Record, place: str) -> None:
    """What is asked. place: such as "3 of 40"."""
    st.caption(md_escape(" · ".join([place, *_about(record)])))
    st.markdown(f"#### {md_escape(record['asked'])}")


def evidence(record: Record, names: Mapping[str, str]) -> None:
    """The words of both sides, what people decided of it, and why it is asked."""
    sides = [[words for words in record["evidence"] if words["side"] == side] for side in (0, 1)]
    shown = [(heading, words) for heading, words in zip(HEADINGS[record["kind"]], sides, strict=True) if words]
    differ = _differing(record["evidence"])
    for place, (heading, words) in zip(st.columns(max(len(shown), 1), gap="large"), shown, strict=False):
        with place:
            st.markdown(f":small[:gray[{heading.upper()}]]")
            _side(words, names, differ)
            _links(words, record, names)
    _said(record)
    _reasons(record, names)


def _about(record: Record) -> list[str]:
    found = [named(record["kind"])]
    if record["facet"]:
        found.append(named(record["facet"]))
    if record["kind"] == "question":
        found.append(f"one concept with a probability of {record['score']:.2f}")
    if record["skipped"]:
        found.append("you skipped it before")
    if record.get("round"):
        found.append(f"in the blind round “{record['round']}”")
    return found


def _differing(words: Sequence[Record]) -> frozenset[str]:
    """The fields of two entries or files that both tell, and tell otherwise."""
    told = [said["fields"] for said in words if "fields" in said]
    if len(told) != 2:
        return frozenset()
    one, other = told
    return frozenset(name for name in _COMPARED if one.get(name) and other.get(name) and one[name] != other[name])


def _side(words: Sequence[Record], names: Mapping[str, str], differ: Collection[str]) -> None:
    before: tuple[object, ...] = ()
    for said in words[:AT_ONCE]:
        before = _words(said, names, before, differ)
    if rest := words[AT_ONCE:]:
        with st.expander(f"{count(len(rest), 'more quote')} on this side"):
            for said in rest[:_FOLDED]:
                before = _words(said, names, before, differ)


def _links(words: Sequence[Record], record: Record, names: Mapping[str, str]) -> None:
    """The concepts that the words of a side are in, and the studies that they stand in, each once."""
    homes = [record["concepts"][said["theme"]] for said in words if said["theme"] in record["concepts"]]
    studies = list(dict.fromkeys(said["study"] for said in words if said["study"] in names))
    with st.container(horizontal=True):
        for id, label in list({home["id"]: home["label"] for home in homes}.items())[:_LINKED]:
            doors.concept(id, label)
        for study in studies[:_LINKED]:
            doors.study(study, names[study])


def _words(
    said: Record, names: Mapping[str, str], before: tuple[object, ...], differ: Collection[str]
) -> tuple[object, ...]:
    """One quote in its paragraph; its heading where it is of another theme than the one before."""
    of = (said["label"], said["study"], said.get("moved"))
    if of != before:
        notes = [names.get(said["study"], said["study"])]
        if said.get("polarity", "asserts") != "asserts":
            notes.append(said["polarity"])
        if said.get("moved"):
            notes.append("has come" if said["moved"] == "came" else "has left")
        st.markdown(f"**{md_escape(clipped(said['label'], 160))}** · {md_escape(', '.join(notes))}")
        _fields(said, differ)
    if "fields" in said:  # of a whole file or entry nothing is found that would stand out in it
        st.markdown(md_escape(clipped(said["quote"], 600)))
        st.caption(" › ".join(md_escape(part) for part in (said["section"], said["document"]) if part))
    else:
        parts.quote(said, around=AROUND)
    return of


def _fields(said: Record, differ: Collection[str]) -> None:
    """What a bibliography entry or a file says of itself, a line a field; what the two tell otherwise is bold."""
    lines = []
    for name, value in said.get("fields", {}).items():
        if name != "title" and (value or name in ("authors", "year", "doi")):
            told = "; ".join(value) if isinstance(value, list) else value or "–"
            line = md_escape(f"{_field(name)}: {told}")
            lines.append(f"**{line}** :material/difference:" if name in differ else line)
    if lines:
        st.markdown("  \n".join(lines))


def _field(name: str) -> str:
    return name.upper() if name in ("doi", "pmid") else named(name)


def _said(record: Record) -> None:
    """What people have decided about it."""
    decisions = list(record.get("decisions", ()))
    if record["kind"] in ("conflict", "stale conclusion"):
        decisions = [{**record, "kind": record["action"]}]
    for row in decisions:
        value = f" “{row['value']}”" if row.get("value") else ""
        because = f", because: {row['reason']}" if row["reason"] else ""
        holds = " (holds now)" if row["number"] == record.get("holds") else ""
        says = row["source_label"] if record["kind"] == "stale conclusion" else f"{row['kind']}{value}"
        line = f"Decision {row['number']} by {row['who']}{holds}: {says}{because}"
        st.markdown(f":material/gavel: {md_escape(line)}")


def _reasons(record: Record, names: Mapping[str, str]) -> None:
    told = [record.get("why", ""), record.get("computed", ""), *record.get("reasons", ())]
    if record.get("overlap") is not None:
        told.append(_OVERLAPS.format(record["overlap"]))
    found = [with_names(reason, names) for reason in dict.fromkeys(told) if reason and reason != TOGETHER]
    if found:
        st.caption("Why it is asked")
        parts.reasons(found)

"""What a REFI-QDA project holds and a knowledge base of studies has no place for: each thing is told by name.

In: the root of a project. Out: one Lost a thing. Called by concord.importing.refi. Areas of a PDF page, of pictures and
of recordings are no words; cases, variables, sets, links and drawings speak of no quote.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from concord.importing.refi_text import Element, children, inner, key, local
from concord.importing.values import Lost

_AREAS = {
    "PDFSelection": "is an area of a page and no words; code its text in the program, or add a theme by hand",
    "PictureSelection": "is a part of a picture and no words",
    "AudioSelection": "is a stretch of a recording and no words",
    "VideoSelection": "is a stretch of a film and no words",
    "TranscriptSelection": "is a stretch of a transcript; Concord takes the texts of studies",
}
_MEDIA = {
    "PictureSource": "is a picture",
    "AudioSource": "is a recording",
    "VideoSource": "is a film",
}
_THINGS = {
    "Cases": ("Case", "case", "Concord knows studies and no cases"),
    "Variables": ("Variable", "variable", "Concord keeps no variables of sources"),
    "Sets": ("Set", "set", "groups of codes or sources are not kept"),
    "Graphs": ("Graph", "drawing", "drawings are not kept"),
}


def others(root: Element) -> Iterator[Lost]:
    """All that is not taken, in the order of the file."""
    for part in children(root, "Sources"):
        for source in part:
            yield from _of_source(source)
    for holder, (tag, what, why) in _THINGS.items():
        for part in children(root, holder):
            things = list(children(part, tag))
            yield from (Lost(what, _name(e), why, inner(e, "Description")) for e in things if e.get("name"))
            if unnamed := sum(not e.get("name") for e in things):
                yield Lost(what, f"{unnamed} without a name", why)
    yield from _links(root)
    values = Counter(local(e) for e in root.iter() for _ in children(e, "VariableValue"))
    yield from (
        Lost("values of variables", f"{count} of <{holder}>", "Concord keeps no variables of sources")
        for holder, count in sorted(values.items())
    )


def _of_source(source: Element) -> Iterator[Lost]:
    name, kind = _name(source), local(source)
    if kind in _MEDIA:
        yield Lost("source", name, _MEDIA[kind])
    elif kind == "PDFSource" and next(children(source, "Representation"), None) is None:
        yield Lost("source", name, "is a PDF of which the file holds no text; its codings are areas of pages")
    for element in source.iter():
        if local(element) in _AREAS:
            coded = sum(1 for e in element.iter() if local(e) == "CodeRef")
            page = f", page {element.get('page')}" if element.get("page") else ""
            words = " ".join("".join(_texts(element)).split()) or element.get("name") or ""
            yield Lost("coding" if coded else "note", f"{name}{page}", _AREAS[local(element)], words)
    whole = sum(1 for _ in children(source, "Coding"))
    if whole:
        yield Lost("coding", name, f"{whole} codes are put on the whole source and on no words of it")


def _texts(element: Element) -> Iterator[str]:
    for part in children(element, "Representation"):
        yield inner(part, "PlainTextContent")
    yield inner(element, "Description")


def _links(root: Element) -> Iterator[Lost]:
    """Links between codes or words; those of notes are what Notes follows."""
    notes = {key(e.get("guid")) for part in children(root, "Notes") for e in children(part, "Note")}
    for part in children(root, "Links"):
        for link in children(part, "Link"):
            if not notes & {key(link.get("originGUID")), key(link.get("targetGUID"))}:
                yield Lost("link", _name(link), "links between codes or words are not kept")


def _name(element: Element) -> str:
    return (element.get("name") or "").strip() or f"{local(element)} without a name"

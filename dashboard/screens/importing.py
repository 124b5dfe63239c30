"""Import: codings, code books and bibliographies of other programs; what would be taken and lost, then the import.

In: a file of the visitor. Out: the page. Nothing is kept before the button is pressed.
"""

from __future__ import annotations

from typing import Any

import streamlit as st

from concord import ConcordError, KnowledgeBase, Role
from dashboard.additions import import_frames
from dashboard.shared import frames, parts, state
from dashboard.shared.wording import count, md_escape, named
from dashboard.visitors import signing

MOST_MB = 50
TAKEN = """
- **Codings** of NVivo, ATLAS.ti, MAXQDA, QualCoder or Taguette (.qdpx, .csv): who marked which words with which code.
  They become themes, or are compared with other codings.
- **A code book** (.qdc): its codes become a codebook of Concord, to download and edit.
- **A bibliography** (.bib, .ris, CSL-JSON): the authors, years and DOIs that it knows of studies which are here.

Nothing is kept before you press *Import*, and an import can be taken back.
"""
TYPES = ["qdpx", "qde", "qdc", "csv", "tsv", "bib", "ris", "json"]
KINDS = {"themes": "Themes of those who coded", "codings": "Codings, to compare with others; no theme changes"}

parts.head(
    "Import",
    "Take along what was done in other programs. You see first what would be taken and what would be lost.",
)
parts.stop_when_empty()
names = frames.short_names(state.records("studies"))


def looked(file: Any, **options: Any) -> dict[str, Any] | None:
    """What an import would do; None when the file cannot be read, which is said."""
    key = (file.file_id, state.knowledge_base().revision, repr(sorted(options.items())))
    held = st.session_state.setdefault("_import_looked", {})
    if key not in held:
        try:
            with st.spinner(f"Reading {md_escape(file.name)} …"), signing.hands(nameless=True) as kb:
                found = kb.import_preview((file.name, file.getvalue()), **options)
        except ConcordError as error:
            st.error(md_escape(str(error)), icon=":material/error:")
            return None
        while len(held) > 8:
            held.pop(next(iter(held)))
        held[key] = found
    record: dict[str, Any] = held[key]
    return record


def the_file() -> str:
    """The upload, and what is in it; returns the kind of it, "" for none."""
    file = signing.upload("A file of another program", TYPES, MOST_MB)
    found = looked(file) if file is not None else None
    if found is None:
        if file is None:
            st.markdown(TAKEN)
        return ""
    if found["kind"] == "bibliography":
        the_bibliography(file)
    elif found["kind"] == "code book":
        the_codebook(file, found)
    else:
        the_codings(file)
    return str(found["kind"])


def the_codings(file: Any) -> None:
    """Options, codes with their facets, sources, losses, and the button."""
    for_others = signing.may(Role.ADMIN)  # a reviewer codes under their own name alone
    left, middle, right = st.columns(3)
    with left:
        kind = st.selectbox("Take them as", list(KINDS), format_func=KINDS.__getitem__)
    with middle:
        rest = st.selectbox(
            "Facet of all other codes",
            ["", *state.facets()],
            format_func=lambda facet: named(facet) if facet else "none: leave them out",
            help="Codes at the top that are called like a facet hold the codes of that facet; this is for the others.",
        )
    coder = ""
    if for_others:
        with right:
            coder = st.text_input("Who coded, where the file does not say", placeholder="you", max_chars=80)
    add = st.checkbox(
        "Add texts that were coded and are no study yet", help="The plain text in the file becomes a document."
    )
    options = {"facet": rest, "kind": kind, "coder": coder.strip()}
    proposed = looked(file, **options)
    if proposed is None:
        return
    rules = the_codes(file, proposed, rest)
    found = looked(file, mapping=tuple(rules), **options)
    if found is None:
        return
    told = found["taken"]
    words = (
        f"{count(told['themes'], 'theme')} on {count(told['quotes'], 'quote')} of "
        f"{count(told['people'], 'person', 'people')} would be taken"
    )
    known = f"; {told['known']} are there already" if told["known"] else ""
    st.markdown(md_escape(f"{words}{known}; {count(len(found['lost']), 'thing')} would be lost."))
    st.subheader("Sources", anchor=False)
    parts.table(import_frames.sources_frame(found, names), "import_sources", "The sources of the file", rows=6)
    the_losses(found)
    with st.columns([1, 3])[0]:
        signing.name_box()
    the_button(file, {**options, "mapping": tuple(rules), "add_sources": add}, told["quotes"] > 0 or add)


def the_codes(file: Any, record: dict[str, Any], rest: str) -> list[tuple[str, str, str]]:
    """The codes, whose facets and labels may be changed; returns what was changed."""
    st.subheader("Codes", anchor=False)
    st.caption("Choose a facet for a code, and all codes below it follow. Without a facet a code is left out.")
    before = import_frames.codes_frame(record)
    after = st.data_editor(
        before,
        key=f"codes {file.file_id} {rest}",
        hide_index=True,
        disabled=["code", "codings", "note"],
        height=min(40 + 35 * max(len(before), 1), 420),
        placeholder="",
        alt="Codes with the facets and labels that they are taken as",
        column_config={
            "code": parts.text("Code", "large"),
            "facet": st.column_config.SelectboxColumn("Facet", options=state.facets(), width="medium"),
            "label": parts.text("Label", "medium", "Empty: the code is the facet itself and holds others"),
            "codings": parts.number("Codings", "How many times it is put on words"),
            "note": parts.text("Note", "large"),
        },
    )
    return import_frames.rules_of(before, after)


def the_bibliography(file: Any) -> None:
    """What the entries tell of studies, losses, and the button."""
    override = st.checkbox("Where the file contradicts a study, the file wins", help="Needs a reason, below.")
    found = looked(file, override=override, reason="looked at" if override else "")
    if found is None:
        return
    told = found["taken"]
    st.markdown(
        f"{count(told['entries'], 'entry', 'entries')}, {told['matched']} of them are studies here; "
        f"{count(told['fields'], 'field')} would be kept."
    )
    if found["fields"]:
        parts.table(import_frames.fields_frame(found, names), "import_fields", "What the file tells of studies")
    the_losses(found)
    signing.signed()
    the_button(file, {"override": override}, told["fields"] > 0)


def the_codebook(file: Any, found: dict[str, Any]) -> None:
    """A code book without codings becomes a codebook to download."""
    st.markdown(f"{count(len(found['codes']), 'code')} and no codings: it can become a codebook of Concord.")
    rest = st.selectbox(
        "Facet of codes that stand alone",
        ["", *state.facets()],
        format_func=lambda facet: named(facet) if facet else "none: leave them out",
    )
    try:
        with signing.hands(nameless=True) as kb:
            book = kb.import_codebook((file.name, file.getvalue()), facet=rest)
    except ConcordError as error:
        parts.nothing(md_escape(str(error)))
        return
    st.download_button("Download the codebook", book["toml"], "codebook.toml", "application/toml")
    st.code(book["toml"], language="toml", height=320)
    the_losses({**book, "remarks": []})


def the_losses(found: dict[str, Any]) -> None:
    """What is lost, each thing with its words."""
    frame = import_frames.losses_frame(found)
    st.subheader("What is lost", anchor=False)
    if frame.empty:
        st.markdown("Nothing.")
        return
    parts.table(
        frame,
        "import_losses",
        "What cannot be taken, and what is taken otherwise than it stands in the file",
        {
            "": parts.text("", 60),
            "what": parts.text("What", 70),
            "where": parts.text("Where", 250),
            "why": parts.text("Why", 560),
            "words": parts.text("Words", "medium"),
        },
    )


def the_button(file: Any, options: dict[str, Any], anything: bool) -> None:
    """The import itself, signed."""

    def take(kb: KnowledgeBase, reason: str) -> None:
        kb.import_file((file.name, file.getvalue()), reason=reason, **options)

    st.button(
        "Import",
        type="primary",
        disabled=not anything,
        on_click=signing.act,
        args=(take, "Imported; the log keeps it."),
    )


def the_imports(kind: str) -> None:
    """What has been imported, and taking it back. kind: of the file above, whose boxes stand there already."""
    held = state.records("imports")
    if not held:
        return
    st.subheader("What has been imported", anchor=False)
    parts.table(import_frames.imports_frame(held), "imports", "Imports, the last first", rows=6, hidden=())
    standing = [row["number"] for row in held if row["in_force"]][::-1]
    if not standing:
        return
    sources = {row["number"]: row["source"] for row in held}
    if kind == "codings":
        st.text_input("Reason", key="reason", placeholder="why it is taken back; it stands in the log", max_chars=500)
    elif kind != "bibliography":
        signing.signed()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        number = st.selectbox("Take back", standing, format_func=lambda n: f"{n}: {sources[n]}")
        st.button(
            "Take back",
            on_click=signing.act,
            args=(lambda kb, reason: kb.undo_import(number, reason=reason), "Taken back; the log keeps both."),
        )


signing.told()
the_imports(the_file())

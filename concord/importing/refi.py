"""REFI-QDA: a project (.qdpx, .qde) or a code book (.qdc) of NVivo, ATLAS.ti, MAXQDA, QualCoder, Taguette and others.

In: the XML of the project and the other files of its archive by name. Out: one Project, or UnreadableDocument. Called
by concord.importing.parse. Read leniently, for no maker keeps to the standard wholly: name spaces, GUIDs and the order
of elements are not checked; what cannot be taken is listed, each thing with its name and its words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from concord.importing.counting import STANDARD, Counting, Selected, Text, counting_of, text_of
from concord.importing.refi_others import others
from concord.importing.refi_text import Element, Files, Notes, children, inner, key, local, target
from concord.importing.values import Code, Coding, Lost, Person, Project, Source, in_order
from corpus.errors import UnreadableDocument
from corpus.read import safe_xml

_ONE_LINE_END = ("atlas", "maxqda", "qualcoder")  # these count "\r\n" of a text file as one character


def read_refi(name: str, xml: bytes, files: Files | None = None) -> Project:
    """The project or code book of an XML file. files: what else lay in its archive.

    Raises:
        UnreadableDocument: an attack, not XML, or XML of another kind.
    """
    tree = safe_xml.parse(name, xml)
    root = tree.root
    if local(root) not in ("Project", "CodeBook"):
        reason = f"it is XML, but no REFI-QDA project or code book (it begins with <{local(root)[:40]}>)"
        raise UnreadableDocument(name, reason, "export the project as 'REFI-QDA', which gives a .qdpx or .qdc file")
    reader = _Reader(root, files or Files({}))
    reader.remarks += [Lost("file", name, f"{mend.name}: {mend.note}") for mend in tree.mends]
    return reader.project()


@dataclass(slots=True)
class _Selection:
    """A selection of text before its positions are understood. element: None for a note that names words itself."""

    element: Element | None
    source: str
    start: int
    end: int
    name: str
    note: str = ""


@dataclass
class _Reader:
    root: Element
    files: Files
    lost: list[Lost] = field(default_factory=list)
    remarks: list[Lost] = field(default_factory=list)
    texts: dict[str, Text] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    selections: list[_Selection] = field(default_factory=list)

    def project(self) -> Project:
        self.maker = (self.root.get("origin") or "").strip()
        self.notes = Notes(self.root, self.files)
        people = tuple(
            Person(key(user.get("guid")), (user.get("name") or user.get("id") or "").strip() or "user without a name")
            for part in children(self.root, "Users")
            for user in children(part, "User")
        )
        self.codes = {code.key: code for code in in_order(self._codes())}
        for part in children(self.root, "Sources"):
            for source in part:
                self._source(source)
        codings = self._codings()
        self._left_notes()
        return Project(
            self.maker,
            people,
            tuple(self.codes.values()),
            tuple(self.sources.values()),
            tuple(codings),
            (*self.lost, *others(self.root)),
            tuple(self.remarks),
        )

    def _codes(self) -> Iterator[Code]:
        book = [self.root] if local(self.root) == "CodeBook" else list(children(self.root, "CodeBook"))
        dotted = self.maker.casefold().startswith("taguette")  # which writes a flat list of "parent.child"

        def below(element: Element, path: tuple[str, ...]) -> Iterator[Code]:
            for child in children(element, "Code"):
                name = " ".join((child.get("name") or "").split()) or "code without a name"
                own = (*path, *filter(None, name.split("."))) if dotted else (*path, name)
                codable = (child.get("isCodable") or "true").strip().casefold() not in ("false", "0")
                yield Code(key(child.get("guid")) or "/".join(own), own or (name,), self.notes.on(child), codable)
                yield from below(child, own)

        for part in book:
            for codes in (part, *children(part, "Codes")):
                yield from below(codes, ())

    def _source(self, element: Element) -> None:
        """Takes the text of a source with its selections; what is no text is left to `others`."""
        kind = local(element)
        if kind == "TextSource":
            self._text(element, element)
        elif kind == "PDFSource":
            for represented in children(element, "Representation"):
                self._text(element, represented)

    def _text(self, source: Element, held: Element) -> None:
        """held: the element with the text and its selections, which is the source or the representation of its PDF."""
        id = key(source.get("guid")) or f"source {len(self.sources) + 1}"
        name = (source.get("name") or held.get("name") or "").strip() or id
        raw, inline = self.files.raw(held)
        text = text_of(raw or "", inline=inline)
        names = tuple(filter(None, (source.get("currentPath"), held.get("name"))))
        files = tuple(dict.fromkeys((*self.files.ids(source), *self.files.ids(held))))
        self.sources[id], self.texts[id] = Source(id, name, text.text, names, files), text
        found = list(children(held, "PlainTextSelection"))
        if raw is None and found:
            why = f"its text is not in the file, so its {len(found)} selections say nothing; export the sources with it"
            self.lost.append(Lost("source", name, why))
            return
        self.selections += filter(None, (self._selection(element, id) for element in found))
        for ref in children(source, "NoteRef"):
            note = self.notes.elements.get(target(ref))
            for element in children(note, "PlainTextSelection") if note is not None else ():
                self.notes.used.add(target(ref))
                if chosen := self._selection(element, id):
                    self.selections.append(_noted(chosen, self.notes.words(target(ref))))

    def _selection(self, element: Element, source: str) -> _Selection | None:
        name = element.get("name") or ""
        try:
            start, end = int(element.get("startPosition") or ""), int(element.get("endPosition") or "")
        except ValueError:
            self.lost.append(Lost("coding", self.sources[source].name, "its place is no pair of numbers", name))
            return None
        return _Selection(element, source, start, end, name)

    def _codings(self) -> list[Coding]:
        one = self.maker.casefold().startswith(_ONE_LINE_END)
        by_source: dict[str, list[Selected]] = {id: [] for id in self.sources}
        for s in self.selections:
            by_source[s.source].append((s.start, s.end, s.name))
        counting = counting_of(((self.texts[id], found) for id, found in by_source.items()), one_line_end=one)
        self._tell(counting, one)
        codings: list[Coding] = []
        annotations: list[tuple[str, int, int, str]] = []
        for chosen in self.selections:
            text = self.texts[chosen.source]
            start, end = (text.place(position, counting) for position in (chosen.start, chosen.end))
            element = chosen.element
            refs = list(_code_refs(element)) if element is not None else []
            words = text.text[max(start, 0) : max(end, 0)]
            if why := _wrong(chosen, start, end, len(text.text), words):
                where = f"{self.sources[chosen.source].name}, {chosen.start} to {chosen.end}"
                said = chosen.note or (self.notes.on(element) if element is not None else "")
                self.lost.append(Lost("coding" if refs else "note", where, why, chosen.name or said))
                continue
            if not refs:
                note = chosen.note or (self.notes.on(element) if element is not None else "")
                annotations.append((chosen.source, start, end, note))
            for coding, ref in refs:
                if (code := self._code(ref, chosen, words)) is not None and element is not None:
                    who = _who(element, coding)
                    note = self.notes.on(element, *(() if coding is element else (coding,)))
                    codings.append(Coding(code, chosen.source, words, start, end, who, note))
        return self._annotated(codings, annotations)

    def _tell(self, counting: Counting, one: bool) -> None:
        """Says where positions were not read as the standard counts them, and it made a difference."""
        usual = replace(STANDARD, lines=not one)
        moved = sum(
            self.texts[s.source].place(s.start, counting) != self.texts[s.source].place(s.start, usual)
            for s in self.selections
        )
        if moved:
            why = f"{moved} positions count {counting}: only so the words are whole"
            self.remarks.append(Lost("positions", self.maker or "unknown program", why))

    def _code(self, ref: str, chosen: _Selection, words: str) -> str | None:
        if ref in self.codes:
            return ref
        cases = {key(c.get("guid")) for part in children(self.root, "Cases") for c in children(part, "Case")}
        why = "is put on a case and on no code" if ref in cases else "names a code that the code book does not hold"
        self.lost.append(Lost("coding", self.sources[chosen.source].name, why, words))
        return None

    def _annotated(self, codings: list[Coding], annotations: list[tuple[str, int, int, str]]) -> list[Coding]:
        """Codings with the notes that stand on their words; a note on words that nobody coded is lost."""
        for source, start, end, note in annotations:
            if not note:
                continue
            home = [n for n, c in enumerate(codings) if c.source == source and _holds((c.start, c.end), (start, end))]
            for n in home:
                said = dict.fromkeys(filter(None, (*codings[n].note.split("\n"), *note.split("\n"))))
                codings[n] = replace(codings[n], note="\n".join(said))
            if not home:
                words = f"{note} — {self.texts[source].text[start:end]}"
                self.lost.append(Lost("note", self.sources[source].name, "stands on words that nobody coded", words))
        return codings

    def _left_notes(self) -> None:
        for id, element in self.notes.elements.items():
            if id not in self.notes.used:
                where = element.get("name") or "note without a name"
                self.lost.append(Lost("note", where, "stands on no coding and no code", self.notes.words(id)))
        for part in children(self.root, "Sources"):
            for source in part:
                if said := inner(source, "Description"):
                    where = source.get("name") or "source without a name"
                    self.lost.append(Lost("note", where, "is about a whole source", said))
        if said := inner(self.root, "Description"):
            self.lost.append(Lost("note", self.root.get("name") or "the project", "is about the whole project", said))


def _noted(chosen: _Selection, note: str) -> _Selection:
    """A selection that a note names, with what the note says."""
    return _Selection(None, chosen.source, chosen.start, chosen.end, chosen.name, note)


def _code_refs(selection: Element) -> Iterator[tuple[Element, str]]:
    """The codes on a selection: each with its Coding, or with the selection itself where a maker leaves that out."""
    for coding in children(selection, "Coding"):
        for ref in children(coding, "CodeRef"):
            yield coding, target(ref)
    for ref in children(selection, "CodeRef"):
        yield selection, target(ref)


def _who(selection: Element, coding: Element) -> str:
    told = (coding.get("creatingUser"), selection.get("creatingUser"), selection.get("modifyingUser"))
    return next((key(user) for user in told if user and user.strip()), "")


def _wrong(chosen: _Selection, start: int, end: int, length: int, words: str) -> str:
    """Why the place of a selection is none, "" when it is one."""
    if chosen.start == chosen.end:
        return "selects no words: it begins where it ends"
    if not 0 <= start < end or chosen.start < 0:
        return "its place is none: it ends before it begins"
    if end > length:
        return f"its place lies beyond the end of the text, which has {length} characters"
    return "" if words.strip() else "selects nothing but white space"


def _holds(outer: tuple[int | None, int | None], inner_span: tuple[int, int]) -> bool:
    start, end = outer
    return start is not None and end is not None and start <= inner_span[0] and inner_span[1] <= end

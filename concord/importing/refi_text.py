"""Texts of a REFI-QDA project: the files that its paths mean, and what notes say.

In: the files of the archive by name, elements of the project. Out: text and document ids, words of notes. Called by
concord.importing.refi. A path is looked up by its last part alone, in any case: makers write "internal://a.txt",
"internal:///a.txt", "Sources/a.txt", and call the folder sources or Sources.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from concord.files.archives import plain
from corpus.study import document_id

Element = etree._Element
PATHS = ("plainTextPath", "richTextPath", "path", "currentPath")


def local(element: Element) -> str:
    """The name of an element without its name space: makers disagree on that ("codebook:1.0", "codebook:0:4")."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def children(element: Element, *names: str) -> Iterator[Element]:
    return (child for child in element if local(child) in names)


def inner(element: Element, name: str) -> str:
    """The words of the first child of that name, "" when there is none."""
    return next((text_in(child).strip() for child in children(element, name)), "")


def text_in(element: Element) -> str:
    """All text in an element."""
    return "".join(str(part) for part in element.itertext())


def key(value: str | None) -> str:
    """A GUID as it is compared: no braces, capitals."""
    return (value or "").strip().strip("{}").upper()


def target(element: Element) -> str:
    """What a reference points at; ATLAS.ti writes guid for targetGUID in sets."""
    return key(element.get("targetGUID") or element.get("guid"))


class Files:
    """The files of an archive by the last part of their names, without regard to case."""

    def __init__(self, texts: Mapping[str, bytes], ids: Mapping[str, str] | None = None) -> None:
        """texts: plain texts. ids: of all files, the document id of their bytes; None takes those of the texts."""
        self._texts = {name.casefold(): data for name, data in texts.items()}
        known = {name: str(document_id(data)) for name, data in texts.items()} if ids is None else ids
        self._ids = {name.casefold(): id for name, id in known.items()}

    def ids(self, element: Element) -> tuple[str, ...]:
        """The document ids of all files that an element names and the archive holds."""
        found = (self._ids.get(plain(element.get(name) or "").casefold()) for name in PATHS)
        return tuple(dict.fromkeys(filter(None, found)))

    def raw(self, element: Element) -> tuple[str | None, bool]:
        """The plain text of a source or note as it was decoded, None when there is none; whether it stood inline."""
        inline = next((text_in(child) for child in children(element, "PlainTextContent")), "")
        if inline.strip() or (inline and not element.get("plainTextPath")):
            return inline, True
        data = self._texts.get(plain(element.get("plainTextPath") or "").casefold())
        return (decoded(data) if data is not None else None), False


def decoded(data: bytes) -> str:
    """UTF-8, or UTF-16 where its mark says so, else Windows-1252; a byte order mark stays as U+FEFF."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "\ufeff" + data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


class Notes:
    """The notes of a project: their words by key, and which of them somebody has asked for."""

    def __init__(self, root: Element, files: Files) -> None:
        self.elements = {key(e.get("guid")): e for part in children(root, "Notes") for e in children(part, "Note")}
        self._words = {id: _words(element, files) for id, element in self.elements.items()}
        self._linked: dict[str, list[str]] = {}
        self.used: set[str] = set()
        for part in children(root, "Links"):  # NVivo joins a note to a selection by a link
            for link in children(part, "Link"):
                ends = key(link.get("originGUID")), key(link.get("targetGUID"))
                for note, other in (ends, ends[::-1]):
                    if note in self.elements:
                        self._linked.setdefault(other, []).append(note)

    def on(self, *elements: Element) -> str:
        """What is said of elements: their descriptions, the notes that they refer to and those that links join to
        them."""
        said: list[str] = []
        for element in elements:
            refs = [target(ref) for ref in children(element, "NoteRef")]
            linked = self._linked.get(key(element.get("guid")), [])
            self.used.update(note for note in (*refs, *linked) if note in self._words)
            said += [inner(element, "Description"), *(self._words.get(note, "") for note in (*refs, *linked))]
        return "\n".join(dict.fromkeys(filter(None, said)))

    def words(self, note: str) -> str:
        return self._words[note]


def _words(note: Element, files: Files) -> str:
    raw, _ = files.raw(note)
    told = (note.get("name", ""), inner(note, "Description"), (raw or "").replace("\ufeff", ""))
    return "\n".join(dict.fromkeys(filter(None, (part.replace("\r\n", "\n").strip() for part in told))))

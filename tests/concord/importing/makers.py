"""Projects in the form of each program, for tests: the texts are ours, the form is that of real exports.

What is odd about each maker was read in the source of QualCoder and Taguette, in public exports of MAXQDA 24 and NVivo
12, and in a published test of ATLAS.ti 26: the name of the inner file, its mark, the folder of the sources, which line
ends count, what a selection is called, and where memos stand.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from uuid import NAMESPACE_URL, uuid5

NS = 'xmlns="urn:QDA-XML:project:1.0"'


def guid(of: str) -> str:
    """The same id for the same thing."""
    return str(uuid5(NAMESPACE_URL, of)).upper()


@dataclass(frozen=True)
class Sel:
    """A selection by the words of the source. code: its path. at: which of several equal words, from 0."""

    words: str
    code: str
    who: str = "Ann"
    note: str = ""
    at: int = 0


@dataclass(frozen=True)
class Maker:
    """How a program writes. lines: line ends of its text files. two: such a line end counts as two characters.

    wide: a character beyond the basic plane counts as two. named: what a selection is called. lower: its ids are.
    """

    origin: str
    inner: str = "project.qde"
    folder: str = "sources"
    lines: str = "\n"
    two: bool = False
    wide: bool = False
    mark: bool = False
    named: str = ""
    lower: bool = False

    def position(self, text: str, offset: int) -> int:
        """How the program counts an offset of the text with "\\n" line ends."""
        before = text[:offset]
        more = before.count("\n") if self.two else 0
        return offset + more + (sum(ord(c) > 0xFFFF for c in before) if self.wide else 0)

    def id(self, of: str) -> str:
        return guid(of).lower() if self.lower else guid(of)

    def name(self, words: str) -> str:
        return {"": "", "words": words, "beginning": words[:30] + "..." if len(words) > 30 else words}[self.named]


NVIVO = Maker("NVivo for Windows 12.6", folder="Sources", lines="\r\n", two=True, mark=True, lower=True)
ATLAS = Maker("ATLAS.ti Mac 26.1.2", inner="Bees on roofs.qde", lines="\r\n", named="beginning")
MAXQDA = Maker("MAXQDA 24 (Release 24.7.0)", lines="\r\n", named="beginning")
QUALCODER = Maker("QualCoder 3.6", folder="Sources", mark=True, named="words", lower=True)
UNITS = Maker("A program that counts UTF-16 units", wide=True)
ALL = {"nvivo": NVIVO, "atlas": ATLAS, "maxqda": MAXQDA, "qualcoder": QUALCODER, "units": UNITS}


@dataclass
class Written:
    """A project to write. codes: paths with " > " between, each with its note; in the order of the code book."""

    maker: Maker
    codes: Mapping[str, str]
    sources: dict[str, tuple[str, Sequence[Sel]]] = field(default_factory=dict)
    users: tuple[str, ...] = ("Ann", "Ben")
    kind: str = "TextSource"
    extra: str = ""  # after the sources
    in_source: str = ""  # in each source, after its selections
    files: dict[str, bytes] = field(default_factory=dict)

    def xml(self) -> str:
        maker = self.maker
        users = "".join(f'<User guid="{maker.id(user)}" name="{escape(user)}"/>' for user in self.users)
        sources = "".join(self._source(name, text, sels) for name, (text, sels) in self.sources.items())
        return (
            f'<?xml version="1.0" encoding="utf-8"?>\n<Project {NS} name="Bees" origin="{maker.origin}">'
            f"<Users>{users}</Users><CodeBook><Codes>{self._codes()}</Codes></CodeBook>"
            f"<Sources>{sources}</Sources>{self.extra}</Project>"
        )

    def _codes(self, above: str = "") -> str:
        out = ""
        for path, note in self.codes.items():
            holder, _, name = path.rpartition(" > ")
            if holder != above:
                continue
            below = self._codes(path)
            codable = "false" if below and self.maker is QUALCODER else "true"
            said = f"<Description>{escape(note)}</Description>" if note else ""
            out += (
                f'<Code guid="{self.maker.id(path)}" name="{escape(name)}" isCodable="{codable}">{said}{below}</Code>'
            )
        return out

    def _source(self, name: str, text: str, sels: Sequence[Sel]) -> str:
        id = self.maker.id(name)
        chosen = "".join(self._selection(name, text, sel) for sel in sels) + self.in_source
        if self.kind == "PDFSource":
            return (
                f'<PDFSource guid="{id}" name="{escape(name)}" path="internal://{id}.pdf"><Representation '
                f'guid="{self.maker.id(name + "text")}" plainTextPath="internal://{id}.txt">{chosen}</Representation></PDFSource>'
            )
        return (
            f'<TextSource guid="{id}" name="{escape(name)}" richTextPath="internal://{id}.docx" '
            f'plainTextPath="internal://{id}.txt">{chosen}</TextSource>'
        )

    def _selection(self, name: str, text: str, sel: Sel) -> str:
        start = -1
        for _ in range(sel.at + 1):
            start = text.index(sel.words, start + 1)
        first, last = (self.maker.position(text, at) for at in (start, start + len(sel.words)))
        said = f"<Description>{escape(sel.note)}</Description>" if sel.note else ""
        who = f'creatingUser="{self.maker.id(sel.who)}"' if sel.who else ""
        code = f'<CodeRef targetGUID="{self.maker.id(sel.code)}"/>'
        coding = f'<Coding guid="{guid(name + str(first) + sel.code)}" {who}>{code}</Coding>' if sel.code else ""
        return (
            f'<PlainTextSelection guid="{guid(name + str(first))}" name="{escape(self.maker.name(sel.words))}" '
            f'startPosition="{first}" endPosition="{last}" {who}>{said}{coding}</PlainTextSelection>'
        )

    def qdpx(self) -> bytes:
        """The archive."""
        out = io.BytesIO()
        mark = "\ufeff" if self.maker.mark else ""
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(self.maker.inner, (mark if self.maker is QUALCODER else "") + self.xml())
            for name, (text, _) in self.sources.items():
                data = mark + text.replace("\n", self.maker.lines)
                archive.writestr(f"{self.maker.folder}/{self.maker.id(name)}.txt", data.encode())
            for name, raw in self.files.items():
                archive.writestr(name, raw)
        return out.getvalue()


def taguette_codebook(*tags: str) -> bytes:
    """A code book as Taguette writes it: flat, paths with dots, an empty list of sets."""
    codes = "".join(f'<Code guid="{guid(tag)}" name="{escape(tag)}" isCodable="true"/>' for tag in tags)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="Taguette 1.4.1">'
        f"<Codes>{codes}</Codes><Sets/></CodeBook>"
    ).encode()

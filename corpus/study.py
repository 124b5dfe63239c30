"""The values that the rest of the house reads: studies, their documents, and what stands in them.

In: nothing. Out: frozen values, made by corpus.read, joined into studies by corpus.identity, read by extract and by
everything after it. All positions are character offsets into `Document.text`, half-open, so that
`document.text[start:end]` is the quote.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from itertools import pairwise
from typing import NewType

DocumentId = NewType("DocumentId", str)  # "d" and twelve hex digits of the SHA-256 of the bytes
StudyId = NewType("StudyId", str)  # surname, year, first telling word of the title: lima2022mlops


def document_id(data: bytes) -> DocumentId:
    """The id of a file, from its bytes alone, so that a file is known again without being read."""
    return DocumentId("d" + hashlib.sha256(data).hexdigest()[:12])


@dataclass(frozen=True, slots=True)
class Anchor:
    """A span of one document's canonical text: `document.text[start:end]` is the quote."""

    document: DocumentId
    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"an anchor needs 0 <= start < end, not {self.start}..{self.end}")


class BlockKind(StrEnum):
    """What a block is. OTHER holds what a reader saw and could not place: page furniture, rights lines."""

    TITLE = "title"
    AUTHORS = "authors"
    ABSTRACT = "abstract"
    KEYWORDS = "keywords"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE = "table"
    CAPTION = "caption"
    FORMULA = "formula"
    NOTE = "note"
    REFERENCE = "reference"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Block:
    """A run of the canonical text in reading order. Blocks do not overlap; white space and markers lie between them.

    section: index into Document.sections of the innermost section, None before the first heading.
    marker: the bullet or number of a list item, or the number of a heading, as written ("•", "1.", "(a)"); it lies
        outside [start, end), right before it where the file has it in the text.
    level: nesting depth of a list item, 0 outermost.
    group: number of the list that an item belongs to, unique in the document; None for other kinds.
    bold: spans at emphasised words ([start, end) in the text), which often are run-in headings.
    """

    kind: BlockKind
    start: int
    end: int
    section: int | None = None
    marker: str = ""
    level: int = 0
    group: int | None = None
    bold: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it until the next heading of the same or a higher level.

    number: as written, without the last full stop ("5.2", "IV", "A"), "" when there is none.
    level: 1 outermost. parent: index into Document.sections. start: of the heading; end: of the section.
    inferred: the heading is not in the file as such and was recovered; title is then the reader's word, not a quote.
    confidence: 0 to 1, how sure the reader is that this is a heading of this level.
    """

    number: str
    title: str
    level: int
    start: int
    end: int
    parent: int | None = None
    inferred: bool = False
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table: grid position and span in the canonical text (start == end when it is empty)."""

    row: int
    column: int
    start: int
    end: int
    header: bool = False
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose cells were recovered. block: index into Document.blocks. label: "Table 3"; caption: its span."""

    block: int
    cells: tuple[Cell, ...]
    label: str = ""
    caption: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """A pointer from the text to the bibliography. targets: Reference.key values, () when it could not be resolved."""

    start: int
    end: int
    targets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """A bibliography entry. Only `key` and `raw` are always there; nothing is guessed into the other fields.

    key: unique in the document ("b12" or "43"). number: as the text cites it ("43"), "" for author-year styles.
    pages: as written ("201-210"), first_page: the first of them. pmid: PubMed's number of the work.
    editors: of the book or volume that the work stands in, "Given Surname", in order.
    included: the review lists this work among its primary studies; why says from which words that is known, and
    confidence, 0 to 1, how sure that is (0 for a work that is merely cited). A work that is not included and has a
    confidence is one of several that a list may mean: the confidences of all of one why come to how many it means.
    """

    key: str
    raw: str
    number: str = ""
    title: str = ""
    authors: tuple[str, ...] = ()
    year: int | None = None
    doi: str = ""
    venue: str = ""
    volume: str = ""
    first_page: str = ""
    issue: str = ""
    pages: str = ""
    pmid: str = ""
    included: bool = False
    why: str = ""
    confidence: float = 0.0
    editors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Repair:
    """Damage that a reader mended. name: kind of mend; start, end: where in the canonical text; note: what changed."""

    name: str
    start: int
    end: int
    note: str


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a file says of itself; empty fields were not found.

    authors: "Given Surname", in the order of the paper. date: of publication as far as it is stated, ISO ("2016-03-08",
    "2016"). made_by: the program that wrote the file, with its version ("GROBID 0.8.2").
    """

    title: str = ""
    authors: tuple[str, ...] = ()
    year: int | None = None
    doi: str = ""
    abstract: str = ""
    keywords: tuple[str, ...] = ()
    language: str = ""
    date: str = ""
    made_by: str = ""


@dataclass(frozen=True)
class Document:
    """One file, read.

    name: file name, without folder. format: "tei", "markdown", "text", ... text: canonical text, NFC, "\\n" line ends.
    seams: sorted offsets at which words that are neighbours in `text` are not neighbours in the file (a mark-up sign, a
    hyphen at a line end or a running head was taken out between text[seam - 1] and text[seam]). A quote that crosses no
    seam stands verbatim in the file, white space folded.
    coverage: share, 0 to 1, of the file's letters and digits that the canonical text holds.
    """

    id: DocumentId
    name: str
    format: str
    text: str
    metadata: Metadata = field(default_factory=Metadata)
    sections: tuple[Section, ...] = ()
    blocks: tuple[Block, ...] = ()
    tables: tuple[Table, ...] = ()
    citations: tuple[Citation, ...] = ()
    references: tuple[Reference, ...] = ()
    repairs: tuple[Repair, ...] = ()
    seams: tuple[int, ...] = ()
    coverage: float = 1.0

    def __post_init__(self) -> None:
        for before, after in pairwise(self.blocks):
            if after.start < before.end:
                raise ValueError(f"{self.name}: block at {after.start} overlaps the one that ends at {before.end}")
        if self.blocks and self.blocks[-1].end > len(self.text):
            raise ValueError(f"{self.name}: a block ends at {self.blocks[-1].end}, after the text")

    def quote(self, anchor: Anchor) -> str:
        """The words that an anchor points at. ValueError when it points into another document or past the end."""
        if anchor.document != self.id or anchor.end > len(self.text):
            raise ValueError(f"{anchor} does not lie in {self.id} ({len(self.text)} characters)")
        return self.text[anchor.start : anchor.end]

    def section_path(self, block: Block) -> tuple[Section, ...]:
        """The sections that a block lies in, outermost first."""
        path: list[Section] = []
        index = block.section
        while index is not None:
            section = self.sections[index]
            path.append(section)
            index = section.parent
        return tuple(reversed(path))

    @cached_property
    def reference_of(self) -> dict[str, Reference]:
        return {reference.key: reference for reference in self.references}


@dataclass(frozen=True, slots=True)
class Clash:
    """What the documents say of who is who, and only a reviewer can settle.

    what: "two DOIs", "one DOI, two titles", "one title, other authors", "one title, other year", "one title, other
    text", "two titles" or "two years". documents: that it is between, sorted. why: in a sentence, for a person.
    """

    what: str
    documents: tuple[DocumentId, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Version:
    """Another study of the same publication thread; the two are no independent witnesses.

    relation: what that study is to this one: "preprint", "published version", "protocol", "completed study", "thesis",
    "article", "earlier version" or "later version". why: in words.
    """

    study: StudyId
    relation: str
    why: str


@dataclass(frozen=True, slots=True)
class Carried:
    """A sign, found in another rendition, that a reference of the fullest list is included: fields as in Reference."""

    key: str
    why: str
    confidence: float


@dataclass(frozen=True)
class Study:
    """One work, with the documents that hold it, the best rendition first. Metadata are merged over the documents.

    conflicts: what a reviewer has to settle about its identity. versions: the other studies of its publication thread.
    aliases: ids that it had, or would have, with fewer of its documents; no other study has one of them.
    carried: what the other renditions know of the references of the fullest list.
    """

    id: StudyId
    title: str
    authors: tuple[str, ...]
    year: int | None
    doi: str
    documents: tuple[Document, ...]
    conflicts: tuple[Clash, ...] = ()
    versions: tuple[Version, ...] = ()
    aliases: tuple[StudyId, ...] = ()
    carried: tuple[Carried, ...] = ()

    def document(self, id: DocumentId) -> Document:
        for document in self.documents:
            if document.id == id:
                return document
        raise KeyError(f"study {self.id} has no document {id}")

    @property
    def coverage(self) -> float:
        """The lowest coverage of its documents."""
        return min(document.coverage for document in self.documents)

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """The references of the rendition that has most of them; included when any rendition says so."""
        signs = {sign.key: sign for sign in self.carried}
        listed = fullest_list(self.documents)
        return tuple(
            replace(r, included=True, why=signs[r.key].why, confidence=signs[r.key].confidence) if r.key in signs else r
            for r in listed
        )

    def with_documents(self, documents: tuple[Document, ...]) -> Study:
        return replace(self, documents=documents)


def fullest_list(documents: Sequence[Document]) -> tuple[Reference, ...]:
    """The references of the rendition that has most of them; of two alike, where more are included."""
    return max(documents, key=lambda d: (len(d.references), sum(r.included for r in d.references))).references

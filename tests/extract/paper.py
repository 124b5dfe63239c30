"""A small paper, built block by block, so that a test says only what it is about."""

from __future__ import annotations

from corpus.study import (
    Block,
    BlockKind,
    Cell,
    Citation,
    Document,
    DocumentId,
    Reference,
    Section,
    Study,
    StudyId,
    Table,
)


class Paper:
    """Collects headings, paragraphs, lists and tables, and gives the Study that they make."""

    def __init__(self) -> None:
        self.text = ""
        self.blocks: list[Block] = []
        self.sections: list[Section] = []
        self.tables: list[Table] = []
        self.citations: list[Citation] = []
        self.references: list[Reference] = []
        self.seams: list[int] = []
        self.groups = 0

    def _add(self, kind: BlockKind, words: str, **more: object) -> Block:
        start = len(self.text)
        self.text += words + "\n\n"
        section = len(self.sections) - 1 if self.sections else None
        block = Block(kind, start, start + len(words), section, **more)  # type: ignore[arg-type]
        self.blocks.append(block)
        return block

    def head(self, title: str, level: int = 1) -> Paper:
        parents = [i for i, s in enumerate(self.sections) if s.level < level]
        start = len(self.text)
        self.sections.append(Section("", title, level, start, start, parents[-1] if parents else None))
        self._add(BlockKind.HEADING, title)
        return self

    def say(self, words: str) -> Paper:
        self._add(BlockKind.PARAGRAPH, words)
        return self

    def loose(self, words: str) -> Paper:
        """Words that a reader saw and could not place."""
        self._add(BlockKind.OTHER, words)
        return self

    def cite(self, mark: str, *targets: str) -> Paper:
        """The last occurrence of a mark in the text so far is a citation."""
        start = self.text.rindex(mark)
        self.citations.append(Citation(start, start + len(mark), targets))
        return self

    def refer(self, key: str, author: str, year: int) -> Paper:
        """An entry of the list of references."""
        self.references.append(Reference(key, f"{author} ({year}). A work.", authors=(author,), year=year))
        return self

    def seam(self, before: str) -> Paper:
        """A seam right before the last occurrence of these words."""
        self.seams.append(self.text.rindex(before))
        return self

    def list(self, *items: str, level: int = 0, same: bool = False) -> Paper:
        self.groups += not same
        for item in items:
            self._add(BlockKind.LIST_ITEM, item, marker="•", level=level, group=self.groups)
        return self

    def table(self, caption: str, *rows: tuple[str, ...]) -> Paper:
        head = self._add(BlockKind.CAPTION, caption)
        start, cells, body = len(self.text), [], ""
        for r, row in enumerate(rows):
            for c, cell in enumerate(row):
                at = start + len(body)
                cells.append(Cell(r, c, at, at + len(cell), header=r == 0))
                body += cell + "\t"
            body = body[:-1] + "\n"
        self._add(BlockKind.TABLE, body.rstrip("\n"))
        self.tables.append(Table(len(self.blocks) - 1, tuple(cells), "Table 1", (head.start, head.end)))
        return self

    def study(self, name: str = "paper.md") -> Study:
        document = Document(
            DocumentId("d000000000001"),
            name,
            "markdown",
            self.text,
            sections=tuple(self.sections),
            blocks=tuple(self.blocks),
            tables=tuple(self.tables),
            citations=tuple(sorted(self.citations, key=lambda c: c.start)),
            references=tuple(self.references),
            seams=tuple(sorted(self.seams)),
        )
        return Study(StudyId("garcia2024paper"), "Paper", ("Ana Garcia",), 2024, "", (document,))

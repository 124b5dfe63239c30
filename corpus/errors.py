"""Every error that Concord raises on purpose; the message is one sentence that says what, where and what to do.

ConcordError
├── UnreadableDocument   a file could not become a document
├── UnknownFormat        no reader or export for that
├── BadCodebook          a codebook cannot be used; says the line
├── NotFound             no study, theme, concept or decision of that name
├── BadDecision          a reviewer's decision cannot be taken as it stands
├── BadInput             a file or value given to a command is not what the command takes
│   └── BadQuery         a query cannot be read as one
├── NotAllowed           who asks may not do that here
├── StoreIsNewer         the knowledge base was written by a later Concord
└── StoreTrouble         the knowledge base cannot be opened or written
"""

from __future__ import annotations


class ConcordError(Exception):
    """The root: whatever is caught as this has a message fit for a user."""


class UnreadableDocument(ConcordError):
    """A file could not become a document.

    name: the file; reason: what is wrong with it; advice: what its owner can do; line: where, when known (1-based).
    """

    def __init__(self, name: str, reason: str, advice: str, line: int | None = None) -> None:
        self.name, self.reason, self.advice, self.line = name, reason, advice, line
        place = f"{name}:{line}" if line else name
        super().__init__(f"{place}: {reason}; {advice}.")


class UnknownFormat(ConcordError):
    """There is no reader or export of that kind; the message lists those that there are."""


class BadCodebook(ConcordError):
    """A codebook cannot be used. line: where in the file, when known (1-based)."""

    def __init__(self, name: str, reason: str, line: int | None = None) -> None:
        self.name, self.reason, self.line = name, reason, line
        super().__init__(f"{name}:{line}: {reason}" if line else f"{name}: {reason}")


class NotFound(ConcordError):
    """Nothing in the knowledge base has that name."""


class BadDecision(ConcordError):
    """A decision lacks what it needs (a reason, a second theme) or contradicts itself."""


class BadInput(ConcordError):
    """A file or value given to a command is not what the command takes."""


class BadQuery(BadInput):
    """A query cannot be read as one. instead: a query that can, and is probably meant; "" when none is near."""

    def __init__(self, sentence: str, instead: str = "") -> None:
        self.instead = instead
        super().__init__(sentence)


class NotAllowed(ConcordError):
    """Who asks may read here, and not do what was asked; the message says whom to ask."""


class StoreIsNewer(ConcordError):
    """The knowledge base was written by a later version of Concord."""


class StoreTrouble(ConcordError):
    """The knowledge base cannot be opened, locked or written."""

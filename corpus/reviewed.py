"""What reviewers said of who is who: which documents are one study, and which are not.

In: pairs of ids of documents. Out: a Said, which groups and parts them. Called by corpus.identity. Words on a document
that is not there say nothing. Where pairs that are one study put two documents together that another pair parts, they
are together; that such words contradict each other, synthesis.decisions.identifying says.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from corpus.study import DocumentId

DocumentPair = tuple[DocumentId, DocumentId]  # sorted


@dataclass(frozen=True, slots=True)
class Words:
    """one: pairs of documents that are one study. two: pairs that are of two. Each sorted, and no pair is in both."""

    one: frozenset[DocumentPair] = frozenset()
    two: frozenset[DocumentPair] = frozenset()


NO_WORDS = Words()


class Said:
    """The words on the documents that are there, and what follows from them."""

    def __init__(self, words: Words, documents: Iterable[DocumentId]) -> None:
        self._parent = {id: id for id in documents}
        self._joined: set[DocumentId] = set()
        for one, other in sorted(words.one):
            if one in self._parent and other in self._parent:
                low, high = sorted((self.group(one), self.group(other)))
                self._parent[high] = low
                self._joined |= {one, other}
        self._apart = {
            frozenset((self.group(one), self.group(other)))
            for one, other in words.two
            if one in self._parent and other in self._parent
        }

    def group(self, id: DocumentId) -> DocumentId:
        """The first, by id, of all documents that are one study with this one."""
        while self._parent[id] != id:
            id = self._parent[id]
        return id

    def joined(self, id: DocumentId) -> bool:
        """Whether a reviewer said of a document that it is one study with another one."""
        return id in self._joined

    def settles(self, one: DocumentId, other: DocumentId) -> bool:
        """Whether it follows from the words that two documents are one study, or that they are two."""
        low, high = self.group(one), self.group(other)
        return low == high or frozenset((low, high)) in self._apart

    def parts(self, some: Collection[DocumentId], others: Collection[DocumentId]) -> bool:
        """Whether a document of the one group and one of the other group are of two studies."""
        if not self._apart:
            return False
        mine, theirs = {self.group(id) for id in some}, {self.group(id) for id in others}
        return any(frozenset((one, other)) in self._apart for one in mine for other in theirs)

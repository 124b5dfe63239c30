"""The methods section of a paper, written from the log and the state: sentence by sentence, each number with its list.

In: Known, what the knowledge base has of itself. Out: Sections of Sentences. Called by KnowledgeBase.method_text. The
same Known gives the same words; what was not done is left out or told as not done, and nothing is invented.
"""

from __future__ import annotations

from synthesis.method_text.known import Book, Frozen, JudgedRound, Known, Shared
from synthesis.method_text.sections import sections
from synthesis.method_text.values import Part, Section, Sentence, markdown, plain

__all__ = [
    "Book",
    "Frozen",
    "JudgedRound",
    "Known",
    "Part",
    "Section",
    "Sentence",
    "Shared",
    "markdown",
    "plain",
    "sections",
]

"""What is known of all lines of a text dump, before any one of them is judged.

In: the lines of one file. Out: a Dump: line width, running heads, vocabulary, which lines are furniture, which open an
item, where the body and the references start. Called by corpus.read.text and corpus.read.dump_blocks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from corpus.headings import REFERENCES, numbered
from corpus.repair.enumerations import item_lines
from corpus.repair.furniture import folded, is_page_number, is_rights, running_heads, typical_width
from corpus.repair.reference_lines import first_reference
from corpus.repair.wraps import Vocabulary
from corpus.strand import Strand

FRONT_HEADS = re.compile(r"(?:abstract|summary|keywords|index terms|key words)\s*(?:[:.—–-]|$)", re.IGNORECASE)
_APPENDIX = re.compile(r"(?:appendi(?:x|ces)|supplementary (?:materials?|information)|annex)\b.{0,80}$", re.IGNORECASE)
_WORDS = re.compile(r"[^\W\d_]{2,}")
_FRONT = 120  # lines; front matter is not longer


class Dump:
    """The lines of a dump and what is known of all of them."""

    def __init__(self, lines: Sequence[Strand]) -> None:
        self.lines = lines
        self.texts = [line.text for line in lines]
        self.heads = running_heads(self.texts)
        self.words = Vocabulary("\n".join(self.texts))
        self.width = typical_width(self.texts)
        self.items = item_lines(self.texts)

    def is_furniture(self, text: str) -> bool:
        """Whether a line is a running head or a page number."""
        return is_page_number(text) or folded(text) in self.heads or self._repeats_title(text)

    def _repeats_title(self, text: str) -> bool:
        """Whether a line of the body stands as it is in the front matter: the title as a running head."""
        return text.count(" ") >= 4 and len(text) < 200 and folded(text) in self.front

    @cached_property
    def has_romans(self) -> bool:
        """Whether sections are numbered I., II.: only then "A." numbers a subsection."""
        found = (numbered(text) for text in self.texts if text[:1] in "IVX" and len(text) < 80)
        return len({number.number for number in found if number is not None and number.style == "roman"}) >= 2

    @cached_property
    def front(self) -> str:
        """The front matter on one line, folded."""
        return folded(" ".join(self.texts[: self.body_at]))

    @cached_property
    def references_at(self) -> int:
        """Index of the first line of the list of references, len(lines) when there is none."""
        return first_reference(self.texts, self.is_furniture)

    @cached_property
    def references_end(self) -> int:
        """Index of the line after the list of references: an appendix, or len(lines)."""
        after = range(self.references_at + 1, len(self.texts))
        return next((i for i in after if _APPENDIX.match(self.texts[i])), len(self.texts))

    @cached_property
    def body_at(self) -> int:
        """Index of the first line after the front matter: the abstract, or the first long text."""
        for index, text in enumerate(self.texts[:_FRONT]):
            if FRONT_HEADS.match(text) or REFERENCES.fullmatch(text):
                return index
        for index in range(min(_FRONT, len(self.texts))):
            run = self.texts[index : index + 4]
            if len(run) == 4 and all(len(text) > 0.8 * max(self.width, 60) for text in run):
                return index
        return 0

    @cached_property
    def rights(self) -> frozenset[int]:
        """Lines of rights and venue, with the lines right above them that only repeat the title and the authors."""
        front = {word for text in self.texts[: self.body_at] for word in _WORDS.findall(text.casefold())}
        found: set[int] = set()
        for index in range(self.body_at, self.references_at):
            text = self.texts[index]
            if not is_rights(text) or len(text) > 200 or text[0].islower():
                continue
            found.add(index)
            above = index - 1
            while above > self.body_at and above not in found:
                words = _WORDS.findall(self.texts[above].casefold())
                if len(words) < 3 or sum(word in front for word in words) < 0.8 * len(words):
                    break
                found.add(above)
                above -= 1
        return frozenset(found)

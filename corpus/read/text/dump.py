"""What is known of all lines of a text dump, before any one of them is judged.

In: the lines of one file (corpus.read.text.lines). Out: a Dump: line width, vocabulary, which lines are furniture,
notes, headings or pieces of a figure, which open an item, where the body and the references start. Called by
corpus.read.text and corpus.read.text.blocks.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property

from corpus.headings import REFERENCES, is_top_title
from corpus.read.markdown import BULLETS, CAPTION
from corpus.read.text.headings import is_open, numbered_sections, titles_without_number
from corpus.read.text.lines import Lines
from corpus.repair.enumerations import item_lines
from corpus.repair.footnotes import note_lines
from corpus.repair.furniture import folded, notice_lines, typical_width
from corpus.repair.pages import chart_lines, page_lines
from corpus.repair.reference_lines import first_reference
from corpus.repair.wraps import Vocabulary
from corpus.strand import Strand

FRONT_HEADS = re.compile(
    r"(?:abstract|summary|(?:author )?key\s?words(?: and phrases)?|index terms|general terms"
    r"|acm classification keywords|categories and subject descriptors)\s*(?:[:.—–-]|$)",
    re.IGNORECASE,
)
_APPENDIX = re.compile(
    r"(?:appendi(?:x|ces)|supplementary (?:materials?|information)|annex)\b.{0,80}$"
    r"|(?:glossary|notation|biograph(?:y|ies)|about the authors?|author biographies|vitae?)$",
    re.IGNORECASE,
)
_LIFE = re.compile(
    r"[A-Z][\w.’'-]{1,20}(?:\s[A-Z][\w.’'-]{0,20}){1,4},?\s(?:\([^()]{1,25}\)\s)?"
    r"(?:received|was born|is (?:an?|currently|the|with)|obtained|holds|joined|earned)\b"
)
_FRONT = 120  # lines; front matter is not longer
_PANEL = re.compile(r"\([a-h]\)\s+\S")


class Dump:
    """The lines of a dump and what is known of all of them. texts: their words, "" where a line is set aside."""

    def __init__(self, found: Lines) -> None:
        self.lines = found.lines
        self.mends = found.mends
        raw = [line.text for line in found.lines]
        self.aside = dict(found.aside)
        known = [text if index not in self.aside else "" for index, text in enumerate(raw)]
        self.aside.update(page_lines(known, found.tops))
        self.charts = chart_lines(known, self.aside)
        self.texts = ["" if index in self.aside or index in self.charts else text for index, text in enumerate(known)]
        self.words = Vocabulary("\n".join(raw))
        self.width = typical_width(self.texts)
        self.items = item_lines(self.texts)
        self._set_notices_aside()
        self.notes = note_lines(self.texts, self.aside, found.tops, self.items)

    def _set_notices_aside(self) -> None:
        """Rights, venues and addresses of the paper, and its title where it comes back as a running head."""
        front = folded(" ".join(self.texts[: self.body_at]))
        stop = self.references_at
        for index in range(self.body_at, stop):
            text = self.texts[index]
            if text.count(" ") >= 4 and len(text) < 200 and len(folded(text)) > 15 and folded(text) in front:
                self.aside[index] = "the title as a page's head"
        self.aside.update(notice_lines(self.texts, self.body_at, stop))
        self.texts = ["" if index in self.aside else text for index, text in enumerate(self.texts)]

    def beside(self, index: int, step: int) -> str:
        """The filled line before (-1) or after (1), over furniture; "" at an end, and where a blank is above."""
        return self._above[index] if step < 0 else self._below[index]

    @cached_property
    def _above(self) -> list[str]:
        found, last, blank, parted = [], "", False, False
        for index, text in enumerate(self.texts):
            found.append("" if blank and not parted else last)
            if text:
                last, blank, parted = text, False, False
            else:
                blank = blank or not self.lines[index]
                parted = parted or index in self.aside
        return found

    @cached_property
    def _below(self) -> list[str]:
        found, last = [], ""
        for text in reversed(self.texts):
            found.append(last)
            last = text or last
        return found[::-1]

    @cached_property
    def sections(self) -> frozenset[int]:
        """Lines whose numbers make the sections of the paper."""
        return numbered_sections(self.texts, self.width, self.items, self.beside)

    @cached_property
    def titles(self) -> dict[int, int]:
        """Titles without a number, with the index after each; none in a paper that numbers its sections."""
        if len(self.sections) >= 3:
            return {}
        taken = self.items | self.notes.keys() | set(range(self.references_at, len(self.texts)))
        taken |= set(range(self.body_at))
        return titles_without_number(self.texts, self.width, taken, self.beside)

    @cached_property
    def captioned(self) -> frozenset[str]:
        """Labels that open two lines or more: one of these is the caption, the others only broke there."""
        labels = (match.group("label") for text in self.texts if (match := CAPTION.match(text)))
        return frozenset(label for label, count in Counter(labels).items() if count > 1)

    @cached_property
    def pictured(self) -> dict[int, str]:
        """Loose lines right above a caption, with its label: what is written in a figure, or a table above its caption.

        They are short and no sentences; the line above them ends one. Of a figure, "(a) A roof" opens them, too.
        """
        found: dict[int, str] = {}
        for index, text in enumerate(self.texts):
            match = CAPTION.match(text)
            if match is None or match.group("label")[:3].lower() not in ("fig", "tab"):
                continue
            run: list[int] = []
            at = index - 1
            while at > max(self.body_at, index - 60) and (not self.texts[at] or self._is_loose(at)):
                if self.texts[at]:
                    run.append(at)
                at -= 1
            figure = match.group("label")[:3].lower() == "fig"
            panel = next((place for place, at in enumerate(run) if self.texts[at].startswith("(a)")), None)
            if figure and panel is not None:
                run = run[: panel + 1]
            numbers = sum(any(sign.isdigit() for sign in self.texts[at]) for at in run)
            enough = (
                panel is not None if figure and panel is not None else len(run) >= 2 and not is_open(self.texts[at])
            )
            if enough and (figure or numbers >= 0.5 * len(run) > 1):
                found.update(dict.fromkeys(run, match.group("label")))
        return found

    def _is_loose(self, index: int) -> bool:
        """Whether a line could be a cell or a word in a figure: short, no sentence, nothing that is known otherwise."""
        text = self.texts[index]
        if index in self.sections or index in self.notes or is_top_title(text) or CAPTION.match(text):
            return False
        if len(text) >= 0.7 * max(self.width, 40) or (index in self.items and not _PANEL.match(text)):
            return False
        cut = text.endswith((",", "-")) and not _PANEL.match(text)
        return text[0] not in BULLETS and is_open(text) and not cut

    @cached_property
    def references_at(self) -> int:
        """Index of the first line of the list of references, len(lines) when there is none."""
        return first_reference(self.texts)

    @cached_property
    def references_end(self) -> int:
        """Index of the line after the list of references: an appendix, or len(lines)."""
        after = range(self.references_at + 1, len(self.texts))
        ends = (i for i in after if _APPENDIX.match(self.texts[i]) or _LIFE.match(self.texts[i]))
        return next(ends, len(self.texts))

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

    def is_aside(self, line: Strand) -> bool:
        """Whether a line is furniture."""
        return line.start in self._asides

    @cached_property
    def _asides(self) -> frozenset[int]:
        return frozenset(self.lines[index].start for index in self.aside if self.lines[index])

"""Which parts of a document speak of the field, and of which facet.

In: a Reading and a Codebook. Out: for each section its part (finding, background, protocol, back) and its facet, for a
sentence the facet that its cues name, and the facets that the document addresses at all, with the words that show it.
Called by extract.pipeline and by every source.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from corpus.study import BlockKind
from extract.asked import answering, questions
from extract.codebook import Codebook
from extract.cues import Cue, Cues, cues_of, holds
from extract.language import Passage, Reading, is_plural, lemma

if TYPE_CHECKING:
    from spacy.tokens import Token

    from extract.language import Tokens


_NUMBERED = re.compile(r"r?q\d+[a-z]?")  # the mark of the question that a section answers


class Part(StrEnum):
    """What a section is for, as its title and its parents' titles say."""

    FINDING = "finding"
    BACKGROUND = "background"
    PROTOCOL = "protocol"
    BACK = "back"


@dataclass(frozen=True, eq=False)
class Scope:
    """The parts and facets of one document's sections, and cue matching by the codebook's words."""

    reading: Reading
    codebook: Codebook

    @cached_property
    def _cues(self) -> Cues:
        return cues_of(self.codebook)

    def cues(self, words: Sequence[str], context: str | None = None) -> list[Cue]:
        """All cues among lemmas, in order of place; weak ones for the facet of the context and those beside it only."""
        return self._cues.cues(words, context)

    def lead_in_cues(self, words: Sequence[str]) -> list[Cue]:
        """The cues among lemmas after which items stand ("can be address by"), in order of place."""
        return self._cues.lead_in_cues(words)

    def predicate_cues(self, words: Sequence[str]) -> list[Cue]:
        """The cues among lemmas that are said of an item ("be unknown"), in order of place."""
        return self._cues.predicate_cues(words)

    def speaks_of_research(self, words: Sequence[str]) -> bool:
        """Whether the lemmas of a sentence speak about the making of the study itself."""
        return self._cues.speaks_of_research(words)

    @cached_property
    def _title_tokens(self) -> tuple[tuple[Token, ...], ...]:
        self.reading.language.tagged(self.short_texts())  # together with what tables will ask for
        docs = self.reading.language.tagged(_plain_case(s.title) for s in self.reading.document.sections)
        return tuple(tuple(t for t in doc if not t.is_punct and not t.is_space) for doc in docs)

    @cached_property
    def titles(self) -> tuple[tuple[str, ...], ...]:
        """The lemmas of each section's title."""
        return tuple(tuple(lemma(t) for t in tokens) for tokens in self._title_tokens)

    def title_cues(self, section: int, context: str | None = None) -> list[Cue]:
        """The cues by which a title announces items: plural ones ("Barriers"), the last word, or several words.

        A facet's heading cues count before its cues, those of one word where they open or close the title.

        "Problem statement" and "The role of trust" announce none.
        """
        return self._announced(self._title_tokens[section], self.titles[section], context)

    def _announced(self, tokens: Sequence[Token], words: tuple[str, ...], context: str | None = None) -> list[Cue]:
        """The cues by which a title, or a question, announces items."""
        ends = [i for i, word in enumerate(words) if not _NUMBERED.fullmatch(word)][-1:]

        def edge(cue: Cue) -> bool:
            return cue.position in (*ends, next((i for i, t in enumerate(tokens) if t.pos_ != "DET"), 0))

        def announces(cue: Cue) -> bool:
            size = len(cue.words.split())
            last = cue.position + size - 1
            return size > 1 or last in ends or is_plural(tokens[last])

        titled = [cue for cue in self._cues.heading_cues(words) if " " in cue.words or edge(cue)]
        titled = self._cues.admitted([*titled, *self._cues.gapped(words)], words)
        return titled or [cue for cue in self.cues(words, context) if announces(cue)]

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The part of each section. A title that says nothing inherits its parent's part."""
        parts: list[Part] = []
        for i, (section, words) in enumerate(zip(self.reading.document.sections, self.titles, strict=True)):
            own = self._part_of(words)
            inherited = parts[section.parent] if section.parent is not None else None
            if own in (Part.PROTOCOL, Part.BACKGROUND) and self.title_cues(i) and inherited is not Part.PROTOCOL:
                own = None  # "Challenges in data collection" speaks of a facet, not of the study's own data collection
            if inherited in (Part.PROTOCOL, Part.BACK):
                own = inherited if own is not Part.FINDING else own
            elif own is None:
                own = inherited or (Part.FINDING if parts or self.title_cues(i) else Part.BACKGROUND)
            parts.append(own)
        return tuple(parts)

    def _part_of(self, words: tuple[str, ...]) -> Part | None:
        parts = self.codebook.parts
        for part, cues in (
            (Part.BACK, parts.back),
            (Part.FINDING, parts.finding),
            (Part.PROTOCOL, parts.protocol),
            (Part.BACKGROUND, parts.background),
        ):
            whole = part is Part.BACK
            if any(holds(words, cue.split(), whole=whole) for cue in cues):
                return part
        return None

    @cached_property
    def section_facets(self) -> tuple[str | None, ...]:
        """The facet of each section: the first cue of its title, else its parent's.

        Sections inherit nothing where one beside them speaks of another facet than their parent.
        """
        sections = self.reading.document.sections
        facets: list[str | None] = []
        own = [self.title_cues(i) for i in range(len(sections))]
        mixed = {
            s.parent
            for s, cues in zip(sections, own, strict=True)
            if cues and s.parent is not None and own[s.parent] and cues[0].facet != own[s.parent][0].facet
        }
        for i, section in enumerate(sections):
            inherited = facets[section.parent] if section.parent is not None else None
            found = self.title_cues(i, context=inherited)
            told = self._graded(i, found[0]) if found else self._answered.get(i)
            facets.append(told or (None if section.parent in mixed else inherited))
        return tuple(facets)

    def _graded(self, section: int, cue: Cue) -> str:
        """The facet of a title's cue; that of scales where the word counts levels, too, and the section names a scale.

        "The stages by which towns improve", over a text on a maturity model, speaks of maturity.
        """
        for facet in self.codebook.facets:
            if facet.containers and facet.name != cue.facet and cue.words.split()[-1] in facet.weak_cues:
                text = " ".join(self._own_text(section).lower().split())
                if any(container in text for container in facet.containers):
                    return facet.name
        return cue.facet

    def _own_text(self, section: int) -> str:
        """The words of a section without its subsections."""
        document = self.reading.document
        blocks = (b for b in document.blocks if b.section == section and b.kind is not BlockKind.HEADING)
        return " ".join(document.text[b.start : b.end] for b in blocks)

    @cached_property
    def _answered(self) -> dict[int, str]:
        """The facets of sections whose titles say nothing, as the research questions tell them."""
        sections = self.reading.document.sections
        named = [next((cue.facet for cue in self.title_cues(i)), None) for i in range(len(sections))]
        findings = [part is Part.FINDING for part in self.parts]
        if None not in [facet for facet, finding in zip(named, findings, strict=True) if finding]:
            return {}
        return answering(questions(self.speaking(), self._asked), sections, named, findings)

    def _asked(self, tokens: Tokens) -> str | None:
        """The facet that a question asks for."""
        words = [t for t in tokens if not t.is_punct and not t.is_space]
        found = self._announced(words, tuple(lemma(t) for t in words))
        return found[0].facet if found else None

    def part(self, passage_or_block: Passage | int) -> Part:
        """The part that a block lies in; front matter before the first heading counts as background."""
        index = passage_or_block if isinstance(passage_or_block, int) else passage_or_block.index
        block = self.reading.document.blocks[index]
        if block.kind in (BlockKind.ABSTRACT, BlockKind.KEYWORDS, BlockKind.TITLE, BlockKind.AUTHORS):
            return Part.BACKGROUND
        return self.parts[block.section] if block.section is not None else Part.BACKGROUND

    def short_texts(self) -> Iterator[str]:
        """The titles, captions and heads of columns, as the sources ask for their lemmas."""
        document = self.reading.document
        yield from (_plain_case(section.title) for section in document.sections)
        for table in document.tables:
            if table.caption is not None:
                yield _plain_case(document.text[table.caption[0] : table.caption[1]])
            yield from (document.text[cell.start : cell.end] for cell in table.cells if cell.header)

    def speaking(self) -> Iterator[Passage]:
        """The passages that nearly every source looks into: sentences that are not on the method or back matter."""
        for passage in self.reading.of_kind(
            BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.NOTE, BlockKind.ABSTRACT
        ):
            if self.part(passage) in (Part.FINDING, Part.BACKGROUND):
                yield passage

    def facet(self, index: int) -> str | None:
        """The facet of the section that a block lies in."""
        section = self.reading.document.blocks[index].section
        return self.section_facets[section] if section is not None else None

    def facets_of(self, index: int) -> tuple[str, ...]:
        """All facets that the title of a block's section names ("Challenges and solutions"), else the inherited one."""
        section = self.reading.document.blocks[index].section
        return self._facets_named[section] if section is not None else ()

    @cached_property
    def _facets_named(self) -> tuple[tuple[str, ...], ...]:
        found = []
        for i, inherited in enumerate(self.section_facets):
            named = tuple(dict.fromkeys(cue.facet for cue in self.title_cues(i)))
            found.append(named or ((inherited,) if inherited else ()))
        return tuple(found)

    def section_title(self, index: int) -> str:
        section = self.reading.document.blocks[index].section
        return self.reading.document.sections[section].title if section is not None else ""

    def introduces(self, tokens: Iterable[Token], context: str | None) -> Cue | None:
        """The facet that a lead-in announces: what "following" points at, else a counted or plural cue, else the first.

        "The reviews identify the following key roles ..." and "... include these challenges:" are lead-ins.
        """
        words = [t for t in tokens if not t.is_punct and not t.is_space]
        lemmas = [lemma(t) for t in words]
        found = self.cues(lemmas, context)
        for i, word in enumerate(lemmas):
            if word in ("follow", "following", "these", "several", "main", "key") or words[i].like_num:
                near = [cue for cue in found if i < cue.position <= i + 5]
                if near and (word in ("follow", "following") or words[i].like_num):
                    return near[0]
        if opened := self.lead_in_cues(lemmas):
            return opened[-1]
        plural = [
            c for c in found if not c.weak and words[c.position + len(c.words.split()) - 1].text.lower().endswith("s")
        ]
        own = [c for c in plural or found if c.facet == context]
        if own or (context and not plural):
            return own[0] if own else None  # a noun in the singular does not turn a section on another facet around
        told = [c for c in plural if c.position >= _after_purpose(words)]
        strong = [c for c in found if not c.weak]
        best = told or plural or strong or found
        return best[0] if best else None

    def addressed(self) -> dict[str, str]:
        """Facets that section titles, table captions or research questions outside protocol and back matter name."""
        shown: dict[str, str] = {}
        for i, (section, part) in enumerate(zip(self.reading.document.sections, self.parts, strict=True)):
            if part in (Part.PROTOCOL, Part.BACK):
                continue
            for cue in self.title_cues(i):
                shown.setdefault(cue.facet, f"section “{section.title}”")
        for passage in self.reading.of_kind(BlockKind.LIST_ITEM, BlockKind.PARAGRAPH):
            text = self.reading.document.text[passage.block.start : passage.block.end]
            if _is_question(passage.block.marker, text):
                for cue in self.cues([lemma(t) for t in passage.doc if not t.is_punct]):
                    shown.setdefault(cue.facet, f"research question “{text[:160]}”")
        return shown


def _after_purpose(words: Sequence[Token]) -> int:
    """Where the main clause opens, the purpose before it passed over ("to overcome the barriers, several measures")."""
    start = 2 if [w.lower_ for w in words[:2]] == ["in", "order"] else 0
    if not words or words[start : start + 1] == [] or words[start].lower_ not in ("to", "against", "despite"):
        return 0
    doc, first = words[0].doc, words[0].i
    comma = next((t.i for t in doc[first : first + 15] if t.text == ","), first)
    return sum(w.i < comma for w in words)


def _is_question(marker: str, text: str) -> bool:
    """Whether a block is a research question: "RQ1: What ...?", its number in the text or the mark of the item."""
    return "?" in text and "RQ" in (marker[:2], text.lstrip("*_ ")[:2])


def _plain_case(title: str) -> str:
    """A title in capitals as a sentence, which the pipeline reads better."""
    return title.capitalize() if title.isupper() else title

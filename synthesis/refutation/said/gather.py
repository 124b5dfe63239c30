"""All claims of one study.

In: a Study. Out: its Claims, in reading order. Called by synthesis.refutation.compared, once a study. To add a sort of
claim: a Reader, its place in READERS, and a detector in outer/.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.study import BlockKind, Study
from synthesis.refutation.reading import Place, Reading, Sentence
from synthesis.refutation.said.agreed import agreement
from synthesis.refutation.said.claim import Claim, Reader
from synthesis.refutation.said.classed import classes
from synthesis.refutation.said.effects import effects
from synthesis.refutation.said.related import relations
from synthesis.refutation.said.scales import on_scales
from synthesis.refutation.said.sourced import of_sources

READERS: tuple[Reader, ...] = (on_scales, agreement, effects, relations, of_sources, classes)
CELL_READERS: tuple[Reader, ...] = (classes,)
_KINDS = (BlockKind.ABSTRACT, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.OTHER)


def claims_of(study: Study) -> tuple[Claim, ...]:
    """In reading order of its best rendition, then what others add; what is said in the same words is there once."""
    found: dict[tuple[str, ...], Claim] = {}
    for document in study.documents:
        reading = Reading(study, document)
        for sentence in reading.sentences:
            if sentence.kind in _KINDS and sentence.place is not Place.METHOD:
                _read(reading, sentence, READERS, found)
        for cell in _cells(reading):
            _read(reading, cell, CELL_READERS, found)
    return tuple(found.values())


def _read(
    reading: Reading, sentence: Sentence, readers: tuple[Reader, ...], found: dict[tuple[str, ...], Claim]
) -> None:
    for reader in readers:
        for claim in reader(reading, sentence):
            words = re.sub(r"[\W\d]+", " ", sentence.text)  # renditions differ in marks and in how they point
            found.setdefault((claim.scale, claim.pole, *claim.subjects, claim.other, words), claim)


def _cells(reading: Reading) -> Iterator[Sentence]:
    """The cells of tables as sentences."""
    document = reading.document
    for table in document.tables:
        block = document.blocks[table.block]
        section = document.sections[block.section].title if block.section is not None else ""
        for cell in table.cells:
            if cell.start < cell.end and reading.place(block) is not Place.BACK:
                text = document.text[cell.start : cell.end]
                yield Sentence(text, cell.start, cell.end, table.block, block.kind, Place.BODY, section)

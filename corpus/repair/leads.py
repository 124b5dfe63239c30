"""Leads: the sentence that announces a list is a block of its own, as some papers set it and others do not.

In: parts with their lists. Out: parts in which a paragraph that ends in such a sentence is parted from it. Called by
corpus.mend. GROBID joins the two paragraphs where a paper has two, Markdown keeps them: so parted, renditions of one
paper have the same blocks, and what a list is said to hold stands right above it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.part import Part
from corpus.study import BlockKind

_SENTENCE = re.compile(r"(?<=[^\W\d_]{2}[.!?])\s(?=[A-Z])|(?<=[\])”%][.!?])\s(?=[A-Z])")
_LONGEST = 300  # characters of a sentence that announces a list


def part_leads(parts: Sequence[Part]) -> Iterator[Part]:
    """Parts with the sentences that announce lists by themselves."""
    for index, part in enumerate(parts):
        following = parts[index + 1].kind if index + 1 < len(parts) else None
        if part.kind is BlockKind.PARAGRAPH and following is BlockKind.LIST_ITEM and part.text.endswith(":"):
            ends = [match.start() for match in _SENTENCE.finditer(part.text)]
            if ends and len(part.text) - ends[-1] <= _LONGEST:
                yield replace(part, strand=part.strand[: ends[-1]])
                lead = Part(BlockKind.PARAGRAPH, part.strand[ends[-1] + 1 :])
                yield lead.mended("lead parted", "the sentence that announces the list stands by itself")
                continue
        yield part

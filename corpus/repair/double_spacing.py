"""Double spacing: a text in which every wrapped line became a paragraph of its own is put together again.

In: parts. Out: parts. Called by corpus.mend. The sign is a run of lines of like width most of which stop in the middle
of a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from corpus.part import Part
from corpus.repair.wraps import join_lines
from corpus.study import BlockKind

_HEAD = re.compile(r"(?:abstract|key\s?words|index terms)\b", re.IGNORECASE)
_LEAST = 4  # lines in a row
_STOPS = (".", "!", "?", ":", ".”", '."')


def join_spaced_lines(parts: Sequence[Part], words: Mapping[str, int]) -> list[Part]:
    """Parts with runs of spaced lines joined."""
    out: list[Part] = []
    run: list[Part] = []
    for part in parts:
        if (
            part.kind is BlockKind.PARAGRAPH
            and not _HEAD.match(part.text)
            and 40 <= len(part.text) <= 130
            and "\n" not in part.text
        ):
            run.append(part)
            continue
        tail = [part] if run and part.kind is BlockKind.PARAGRAPH and 0 < len(part.text) < 40 else []
        out += _joined(run + tail, words)
        run = []
        if not tail:
            out.append(part)
    return out + _joined(run, words)


def _joined(run: Sequence[Part], words: Mapping[str, int]) -> list[Part]:
    full = [part for part in run if not part.text.endswith(_STOPS)]
    if len(run) < _LEAST or len(full) < 0.6 * len(run) or not any(p.text[0].islower() for p in run):
        return list(run)
    whole, mends = join_lines([part.strand for part in run], words)
    joined = replace(run[0], strand=whole, mends=run[0].mends + mends)
    return [joined.mended("spaced lines joined", f"{len(run)} lines, each a paragraph of its own")]

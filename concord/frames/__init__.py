"""All lists of a knowledge base as pandas data frames with documented columns.

In: a KnowledgeBase and a name. Out: a frame, its columns as records, the page docs/frames.md. Called by KnowledgeBase.
Every number is that of the records which the command line prints and the dashboard draws.
"""

from __future__ import annotations

from concord.frames import agreeing, corpus, history, overlapping, relating, resting, trusting
from concord.frames.values import Field, Frame, Record
from corpus.errors import BadInput

__all__ = ["FRAMES", "Field", "Frame", "columns", "named", "page"]

FRAMES: dict[str, Frame] = {
    frame.name: frame
    for room in (corpus, agreeing, resting, relating, overlapping, trusting, history)
    for frame in room.FRAMES
}


def named(name: str) -> Frame:
    """A frame by its name. Raises BadInput, which lists the names that there are."""
    if name not in FRAMES:
        raise BadInput(f"There is no data frame {name!r}; there are: {', '.join(FRAMES)}.")
    return FRAMES[name]


def columns(name: str) -> list[Record]:
    """The columns of a frame, in order: name, dtype, unit (or range) and meaning. Raises BadInput."""
    return [
        {"name": field.name, "dtype": field.dtype, "unit": field.unit, "meaning": field.meaning}
        for field in named(name).fields
    ]


def page() -> str:
    """docs/frames.md: every frame with its columns."""
    parts = [_HEAD]
    for frame in FRAMES.values():
        parts.append(f"## {frame.name}\n\nOne row: {frame.row}.")
        if frame.options:
            like = " and ".join(f"`kb.{name}`" for name in frame.like.split())
            parts.append(f"Takes {', '.join(frame.options)}, as in {like}.")
        rows = [f"| {f.name} | {f.dtype} | {_cell(f.unit)} | {_cell(f.meaning)} |" for f in frame.fields]
        parts.append("\n".join(["| column | type | unit or range | meaning |", "| --- | --- | --- | --- |", *rows]))
    return "\n\n".join(parts) + "\n"


def _cell(text: str) -> str:
    return text.replace("|", r"\|")


_HEAD = """# Data frames

`kb.frame(NAME)` gives a list of the knowledge base as a pandas data frame: tidy, one value a cell, with pandas' types
that know a missing value. Several short values in one cell are parted by semicolons. The numbers are those of the
records that the command line prints with `--format json`, and that the dashboard draws. `kb.frame_columns(NAME)` gives
what stands below as records, and `kb.frame_names()` a record of each frame: its `name`, its `row`, its `options`.

```python
from concord import KnowledgeBase

kb = KnowledgeBase("review.db")
concepts = kb.frame("concepts", facet="challenge")
shared = kb.frame("overlap_pairs").query("shared > 0")
```

This page is made from `concord/frames/`; `pytest tests/concord/test_framing.py --update-golden` writes it anew."""

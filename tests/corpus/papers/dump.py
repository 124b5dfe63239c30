"""A made-up paper as a text dump of its PDF: hard wraps, hyphens at line ends, running heads, page numbers, no blanks.

In: a structure.Paper and how bad the dump is. Out: the bytes of a text file.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from textwrap import wrap

from tests.corpus.papers.structure import Figure, Formula, Grid, Items, Paper, Paragraph, flat, said

_LINES = 44  # of a page


def written(paper: Paper, *, width: int = 90, hyphens: bool = True, heads: bool = True, blanks: bool = False) -> bytes:
    """The file.

    width: characters of a full line, 40 to 120. hyphens: every seventh line or so breaks a long word. heads: each page
    opens with a running head and closes with its number. blanks: a blank line parts the blocks.
    """
    random = Random(paper.title)  # noqa: S311 - a made-up paper, no secret
    lines: list[str] = []
    for block in _blocks(paper):
        lines += [line for text in block for line in _wrapped(text, width, random if hyphens else None)]
        lines += [""] if blanks else []
    pages = [lines[start : start + _LINES] for start in range(0, len(lines), _LINES)]
    if not heads:
        return ("\n".join(lines) + "\n").encode()
    surname = paper.authors[0][1]
    out: list[str] = []
    for number, page in enumerate(pages, 1):
        head = f"{surname} et al. / Journal of Small Towns {paper.year - 1990} ({paper.year}) 1-{len(pages)}"
        out += [*([head] if number > 1 else []), *page, str(number)]
    return ("\n".join(out) + "\n").encode()


def _blocks(paper: Paper) -> Iterator[list[str]]:
    """The paragraphs of each block, one a line that is still to be wrapped."""
    yield [paper.title]
    yield [", ".join(f"{given} {surname}" for given, surname in paper.authors)]
    yield ["Abstract", paper.abstract]
    yield [f"Keywords: {', '.join(paper.keywords)}"]
    notes = 0
    for part, _ in paper.all_parts():
        stop = "." if part.number and not part.number[-1].isdigit() else ""
        yield [f"{part.number}{stop} {part.title}".strip()]
        for content in part.content:
            if isinstance(content, Paragraph):
                notes += bool(content.note)
                yield [said(paper, content.words) + (str(notes) if content.note else "")]
                if content.note:
                    yield [f"{notes} {content.note}"]
            elif isinstance(content, Items):
                yield [f"{marker} {said(paper, item.words)}" for item, _, marker in flat(content)]
            elif isinstance(content, Grid):
                yield [content.label, *(" ".join(row) for row in (content.header, *content.rows))]
            elif isinstance(content, Figure):
                yield [content.label]
            elif isinstance(content, Formula):
                yield [content.text]
    yield ["References"]
    for place, work in enumerate(paper.works, 1):
        yield [f"[{place}] {paper.raw(work)}" if paper.numeric else paper.raw(work)]


def _wrapped(text: str, width: int, random: Random | None) -> list[str]:
    """Lines of a text; with a random, some break a long word with a hyphen."""
    lines = wrap(text, width, break_long_words=False, break_on_hyphens=False)
    if random is None:
        return lines
    for place in range(len(lines) - 1):
        word, _, rest = lines[place + 1].partition(" ")
        if len(word) > 7 and word.isalpha() and word.islower() and rest and random.random() < 0.4:
            lines[place] += f" {word[:4]}-"
            lines[place + 1] = f"{word[4:]} {rest}"
    return lines

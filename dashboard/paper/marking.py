"""A run of a paper's text to the Markdown that shows it as it is, with its marks and their tags.

In: a text, where it begins in the document, and marks. Out: Markdown in which nothing of the text is mark-up. Called by
paper.view; tested without Streamlit. Each ground is followed by tags, so that colour never stands alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from dashboard.paper.text import Mark
from dashboard.shared.wording import md_escape

HERE = "blue"  # the ground of the place that a link leads to, as of all marks of the dashboard
_MOST_TAGS = 8  # behind one place
_GREY = "gray"


def with_marks(
    text: str,
    start: int,
    marks: Sequence[Mark],
    grounds: Mapping[str, str],
    here: tuple[int, int] | None = None,
) -> str:
    """Markdown of text, which begins at `start` of the document.

    marks: those that may lie in it. grounds: by kind of mark, a colour of Streamlit. here: the place that a link leads
    to, [start, end) in the document. Where marks lie in one another, the shortest gives the ground.
    """
    end = start + len(text)
    inside = [mark for mark in marks if mark.start < end and mark.end > start]
    link = here if here and here[0] < end and here[1] > start else None
    bold = _surfaces(text, start, inside)
    cuts = {start, end, *(place for mark in inside for place in (mark.start, mark.end))}
    cuts |= {place for span in bold for place in span} | set(link or ())
    places = sorted(place for place in cuts if start <= place <= end)
    out, run, ground = [], "", ""
    for low, high in pairwise(places):
        now = _ground(low, high, inside, grounds, link)
        words = text[low - start : high - start]
        strong = any(first <= low and high <= last for first, last in bold)
        tags = _tags([mark for mark in inside if mark.end == high], grounds)
        tags += [f":{HERE}-badge[here]"] if link and link[1] == high else []
        if now != ground:
            out.append(_on_ground(run, ground))
            run, ground = "", now
        run += _words(words, strong=strong)
        if tags:
            out += [_on_ground(run, ground), " ", " ".join(tags), " "]
            run = ""
    return "".join([*out, _on_ground(run, ground)]).strip()


def _surfaces(text: str, start: int, marks: Sequence[Mark]) -> list[tuple[int, int]]:
    """Where the words that a theme is named by stand in its mark; left out where they are all of it."""
    found = []
    for mark in marks:
        low, high = max(mark.start, start) - start, min(mark.end - start, len(text))
        surface = mark.surface
        at = text.find(surface, low, high) if surface else -1
        # A bold run must begin and end with a letter, or Markdown would show its stars.
        if at >= 0 and len(surface) < high - low and surface[0].isalnum() and surface[-1].isalnum():
            found.append((start + at, start + at + len(surface)))
    return found


def _ground(
    low: int, high: int, marks: Sequence[Mark], grounds: Mapping[str, str], here: tuple[int, int] | None
) -> str:
    if here and here[0] <= low and high <= here[1]:
        return HERE
    over = [mark for mark in marks if mark.start <= low and high <= mark.end]
    if not over:
        return ""
    nearest = min(over, key=lambda mark: mark.end - mark.start)
    return _GREY if nearest.says == "denied" else grounds[nearest.kind]


def _tags(marks: Sequence[Mark], grounds: Mapping[str, str]) -> list[str]:
    """One badge for the marks of a kind that end here and say the same."""
    groups: dict[tuple[str, str], list[str]] = {}
    for mark in marks:
        groups.setdefault((mark.kind, mark.says), []).append(mark.tag)
    found = []
    for (kind, says), tags in groups.items():
        told = list(dict.fromkeys(tags))
        more = [f"+{len(told) - _MOST_TAGS}"] if len(told) > _MOST_TAGS else []
        words = md_escape(" ".join([*told[:_MOST_TAGS], *more, *([says] if says else [])]))
        found.append(f":{_GREY if says == 'denied' else grounds[kind]}-badge[{words}]")
    return found


def _words(text: str, *, strong: bool) -> str:
    inner = md_escape(text)
    before, after = " " * text[:1].isspace(), " " * (text[-1:].isspace() and bool(inner))
    return f"{before}**{inner}**{after}" if strong and inner else f"{before}{inner}{after}"


def _on_ground(run: str, ground: str) -> str:
    """Spaces stay outside of the ground, where Markdown would drop them."""
    inner = run.strip()
    if not ground or not inner:
        return run
    return f"{' ' * run[:1].isspace()}:{ground}-background[{inner}]{' ' * run[-1:].isspace()}"

"""JATS to a Reading: the XML of PubMed Central and of publishers, NLM 2 and 3 and JATS 1, and its nearest relatives.

In: the bytes of one file. Out: parts in reading order, references and citations as the file links them. Raises
UnreadableDocument. Called by corpus.read.registry. The file marks its paragraphs, lists and levels itself, so none of
them is repaired. Decision letters and replies are sections behind the article's own. A collection is read when it holds
one article: two articles in one document would be one study.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml import etree

from corpus.errors import UnreadableDocument
from corpus.part import Part, Reading
from corpus.read.jats.body import Body
from corpus.read.jats.floats import bare
from corpus.read.jats.front import front_parts, stated
from corpus.read.jats.source import Node, Outline
from corpus.read.jats.words import JATS, targets
from corpus.read.safe_xml import parse
from corpus.read.sniff import JATS_ARTICLES, JATS_COLLECTIONS
from corpus.strand import spans_of
from corpus.study import BlockKind

_DASH = re.compile(r"\s*\]?\s*[-–—‐‑−]\s*\[?\s*")
_RANGE = 60
_FRONT = ("front", "article-data", "article-metadata")
_FLOATING = ("floats-group", "floats-wrap")
_TEXT = frozenset(BlockKind) - {BlockKind.TITLE, BlockKind.AUTHORS, BlockKind.OTHER, BlockKind.KEYWORDS}
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def read_jats(name: str, data: bytes) -> Reading:
    """The parts of a JATS file. Raises UnreadableDocument: truncated, several articles, or no text."""
    tree = parse(name, data)
    if tree.cut_at is not None:
        reason = "the JATS breaks off before its end"
        raise UnreadableDocument(name, reason, "download the paper again or restore the whole file", tree.cut_at)
    outline = Outline(_article(name, tree.root), JATS)
    article = next(iter(outline.top.children), outline.top)
    front = _front(article)
    if front is None and not article.own("body", "sec"):
        reason = f"its root is <{_local(tree.root)}>, but it has neither the front matter nor the body of JATS"
        raise UnreadableDocument(name, reason, "add the paper as TEI, Markdown, text or PDF")
    others = [node for node in article.children if node.kind in _FLOATING]
    body = Body(outline, [figure for node in others for figure in node.children])
    parts = list(_parts(outline, article, front, body))
    parts += _unplaced(outline, parts)
    if not any(part.strand for part in parts if part.kind in _TEXT):
        raise UnreadableDocument(name, "the JATS holds no text beyond its title", "add the paper's PDF or full text")
    known = stated(outline, front if front is not None else article, article.get(_XML_LANG))
    return Reading(
        source=outline.text,
        measured=outline.said(),
        parts=tuple(parts),
        bold=tuple(sorted(set(outline.bold))),
        cited=tuple(_cited(outline, body)),
        references=tuple(body.references),
        mends=tree.mends,
        title=known.title,
        authors=known.authors,
        year=known.year,
        date=known.date,
        doi=known.doi,
        abstract=known.abstract,
        keywords=known.keywords,
        language=known.language,
        marked_up=True,
        headed=True,
        structured=True,
    )


def _article(name: str, root: etree._Element) -> etree._Element:
    """The one article in a file."""
    if _local(root) not in JATS_COLLECTIONS:
        return root
    found = [
        e
        for e in root.iter()
        if _local(e) in JATS_ARTICLES and not any(_local(a) in JATS_ARTICLES for a in e.iterancestors())
    ]
    if len(found) != 1:
        reason = f"it is a collection of {len(found)} articles" if found else "it is a collection without an article"
        advice = "save each article as a file of its own" if found else "download the article again"
        raise UnreadableDocument(name, reason, advice)
    return found[0]


def _front(article: Node) -> Node | None:
    """The front matter as one node, also where a publisher parts it."""
    found = article.own(*_FRONT)
    if len(found) < 2:
        return next(iter(found), None)
    inner = [child for node in found for child in (node.children if node.kind == "front" else [node])]
    return Node("front", article.element, found[0].start, found[-1].end, inner)


def _local(element: etree._Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _parts(outline: Outline, article: Node, front: Node | None, body: Body) -> Iterator[Part]:
    """The whole article: front, body with its floats, back, letters and replies."""
    texts = [node for node in article.children if node.kind in ("body", "back")]
    first = next((child for node in texts for child in node.children), None)
    if front is not None:
        yield from front_parts(body, front, first is not None and first.kind == "sec")
    for node in article.children:
        if node.kind == "body":
            yield from body.blocks([node], 1)
            yield from body.left_floats(1)
        elif node.kind in ("sub-article", "response"):
            yield from _letter(outline, node, body)
        elif node.kind == "processing-meta":
            yield Part(BlockKind.OTHER, outline.strand(node))
        elif node.kind not in (*_FRONT, *_FLOATING):
            yield from body.blocks([node], 1)
    yield from body.left_floats(1)
    yield from bare(outline, article)


def _unplaced(outline: Outline, parts: Sequence[Part]) -> Iterator[Part]:
    """What no part holds, since it stands where the format has no place for it: a part of kind OTHER each."""
    strands = (strand for part in parts for strand in (part.marker, part.strand) if strand)
    spans = [(offset, offset + stop - index) for strand in strands for index, stop, offset in spans_of(strand)]
    at = 0
    for start, end in (*sorted(spans), (len(outline.text), len(outline.text))):
        if at < start and not outline.text[at:start].isspace():
            words = outline.between(at, start).fold()
            if words:
                yield Part(BlockKind.OTHER, words)
        at = max(at, end)


def _letter(outline: Outline, article: Node, body: Body) -> Iterator[Part]:
    """A part of the file with a title of its own: a section with all that it holds."""
    stub = next(iter(article.own("front-stub", "front")), None)
    floats = [node for node in article.children if node.kind == "floats-group"]
    if stub is not None:
        for part in front_parts(body, stub, headed=False):
            if part.kind is BlockKind.TITLE:
                yield Part(BlockKind.HEADING, part.strand, level=1)
            elif part.kind in (BlockKind.AUTHORS, BlockKind.KEYWORDS):
                yield Part(BlockKind.OTHER, part.strand)
            else:
                yield part
    inner = [node for node in article.children if node is not stub and node not in floats]
    yield from body.blocks([node for node in inner if node.kind not in ("sub-article", "response")], 2)
    yield from body.blocks(floats, 2)
    for node in inner:
        if node.kind in ("sub-article", "response"):
            yield from _letter(outline, node, body)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without the white space at its ends, which is how some files are indented."""
    words = text[start:end]
    if not words or not (words[0].isspace() or words[-1].isspace()):
        return start, end
    return start + len(words) - len(words.lstrip()), start + len(words.rstrip())


def _cited(outline: Outline, body: Body) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """The links to the bibliography; where only the ends of a range are linked, the works between them, too."""
    order = {reference.key: place for place, reference in enumerate(body.references)}
    keys = [reference.key for reference in body.references]
    found: list[tuple[int, int, tuple[str, ...]]] = []
    for start, end, element in sorted(outline.links, key=lambda link: link[:2]):
        meant = tuple(key for id in targets(element) for key in body.keys.get(id, ()))
        start, end = _trimmed(outline.text, start, end)
        if start >= end or not (meant or element.get("ref-type") == "bibr"):
            continue
        before = found[-1] if found else None
        if before is not None and before[2] and meant and _DASH.fullmatch(outline.text, before[1], start):
            low, high = order[before[2][-1]], order[meant[0]]
            if low < high <= low + _RANGE:
                found[-1] = (before[0], end, tuple(dict.fromkeys((*before[2], *keys[low : high + 1], *meant))))
                continue
        found.append((start, end, meant))
    yield from found

"""The front matter of a JATS file: what it states of the paper, and all of its words as parts.

In: the front or front-stub node. Out: Metadata, and parts: title, authors, everything else that it says (kind OTHER),
key words, abstracts. Called by corpus.read.jats. Abstracts come last, so that the text follows on them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.part import Part
from corpus.read.jats.bibliography import NAME, names
from corpus.read.jats.body import Body
from corpus.read.jats.floats import BOXED, bare
from corpus.read.jats.source import Node, Outline
from corpus.read.jats.words import BLOCKS
from corpus.strand import BREAK, SPACE, Strand, join
from corpus.study import BlockKind, Metadata

_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_DOI = re.compile(r"10\.\d{4,9}/\S{1,200}")
_ABSTRACTS = ("abstract", "trans-abstract")
_NO_MAIN = frozenset("toc teaser graphical short key-points highlights executive-summary web-summary".split())
_DATES = tuple("ppub print collection pub epub-ppub publication ecorrected epub epreprint preprint".split())
_AUTHORS = frozenset(("", "author", "collab", "person", "group"))
_SHORT = 80  # characters of a piece of the front matter that makes no part of its own
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def stated(outline: Outline, front: Node, language: str) -> Metadata:
    """The metadata of the paper."""
    date = _date(outline, front)
    main = main_abstract(front)
    ids = [outline.words(node) for node in front.all("article-id", "doi") if node.get("pub-id-type") in ("doi", "")]
    found = next(filter(None, map(_DOI.search, ids)), None)
    groups = [group for group in front.all("kwd-group") if _is_own(group, language)]
    terms = [outline.words(node).strip(" ,;") for group in groups for node in group.all("kwd", "compound-kwd")]
    told = _abstract(Body(outline), main, headed=True) if main is not None else ()
    return Metadata(
        title=_title(outline, front),
        authors=names(outline, _people(front)),
        year=int(date[:4]) if date else None,
        date=date,
        doi=found.group().lower() if found else "",
        abstract=_run_in([part.text for part in told if part.kind is not BlockKind.HEADING], outline, main),
        keywords=tuple(dict.fromkeys(filter(None, terms))),
        language=language,
    )


def _run_in(texts: Sequence[str], outline: Outline, abstract: Node | None) -> str:
    """The paragraphs of an abstract, the title of a section before its first one."""
    titles = {outline.words(title) for title in (abstract.all("title") if abstract is not None else ())}
    said: list[str] = []
    head = ""
    for text in texts:
        if text in titles:
            head += text if text.endswith((":", ".")) else f"{text}:"
        else:
            said.append(f"{head} {text}".strip())
            head = ""
    return "\n\n".join([*said, *filter(None, [head])])


def main_abstract(front: Node) -> Node | None:
    """The abstract of the paper: the first that is of no special kind, else the first."""
    found = list(front.all("abstract"))
    plain = [node for node in found if not node.get("abstract-type")]
    other = [node for node in found if node.get("abstract-type") not in _NO_MAIN]
    return next(iter((*plain, *other, *found)), None)


def front_parts(body: Body, front: Node, headed: bool) -> Iterator[Part]:
    """All that the front matter says. headed: the text after it opens with a heading, so that one may stand here."""
    outline = body.outline
    title = _titles(front)
    if title:
        yield Part(BlockKind.TITLE, join([outline.around(head, head.outermost(BLOCKS)) for head in title], SPACE))
    people = [name for person in _people(front) for name in _name_of(person)]
    words = [_spoken(outline, name) for name in people]
    if any(words):
        yield Part(BlockKind.AUTHORS, join(words, BREAK))
    last = front.outermost({"kwd-group", *_ABSTRACTS})
    groups, abstracts = [n for n in last if n.kind == "kwd-group"], [n for n in last if n.kind in _ABSTRACTS]
    named = [part for name in people for part in _words_of(name)]
    yield from _rest(body, front, [*title, *named, *groups, *abstracts])
    for group in groups:
        terms = [outline.strand(child) for child in group.children] or [outline.strand(group)]
        yield Part(BlockKind.KEYWORDS, join(terms, BREAK))
    main = main_abstract(front)
    for node in sorted(abstracts, key=lambda node: node is not main):
        yield from _abstract(body, node, headed)


def _abstract(body: Body, node: Node, headed: bool) -> Iterator[Part]:
    """An abstract. Its title is a heading where that cannot swallow the text; those of its sections are words of it."""
    heads = node.own("title", "label")
    for head in heads:
        words = body.outline.strand(head)
        body.outline.bold.append((head.start, head.end))
        yield Part(BlockKind.HEADING, words, level=1) if headed else Part(BlockKind.ABSTRACT, words)
    rest = [child for child in node.children if child not in heads] if node.children else [node]
    for part in body.blocks(rest, BOXED):
        yield Part(BlockKind.ABSTRACT, part.strand) if part.kind is BlockKind.PARAGRAPH else part
    if node.children and body.outline.is_bare(node):
        yield Part(BlockKind.ABSTRACT, body.outline.around(node, node.children))


def _rest(body: Body, front: Node, used: Sequence[Node]) -> Iterator[Part]:
    """What is left: notes as notes, all else as it stands; short pieces side by side are one part."""
    skip = {id(node) for node in used}
    opened = {above for node in (*used, *front.all("fn")) for above in node.element.iterancestors()}
    short: list[Node] = []
    stack = list(reversed(front.children))
    while stack or short:
        node = stack.pop() if stack else front
        is_open = node.element in opened or node.kind == "article-meta"
        if node is not front and node.kind != "fn" and not is_open and id(node) not in skip and _is_short(node):
            short.append(node)
            continue
        if short:
            yield from _other(body.outline.between(short[0].start, short[-1].end))
            short = []
        if node is front or id(node) in skip:
            continue
        if node.kind == "fn":
            yield from body.blocks([node], BOXED)
        elif is_open and node.kind != "contrib-group":
            stack.extend(reversed(node.children))
            yield from bare(body.outline, node)
        else:
            inner = [n for n in used if is_open and node.start <= n.start and n.end <= node.end]
            yield from _other(body.outline.around(node, sorted(inner, key=lambda n: n.start)))


def _is_short(node: Node) -> bool:
    return node.end - node.start < _SHORT


def _other(words: Strand) -> Iterator[Part]:
    if words.text.strip():
        yield Part(BlockKind.OTHER, words.fold())


def _titles(front: Node) -> list[Node]:
    """The title and its subtitles."""
    group = front.first("title-group")
    found = list(group.all("article-title", "title") if group is not None else front.all("article-title"))[:1]
    found = found or front.own("title")[:1]
    return [*found, *(group.own("subtitle") if group is not None else [])]


def _title(outline: Outline, front: Node) -> str:
    """The title without footnotes and their marks, a subtitle after a colon."""
    said = []
    for head in _titles(front):
        marks = [(start, end) for start, end, _ in outline.links if head.start <= start < end <= head.end]
        cut = [Node("", head.element, *span, []) for span in marks]
        cut += [note for note in head.outermost(BLOCKS) if not any(a <= note.start < b for a, b in marks)]
        said.append(outline.around(head, sorted(cut, key=lambda node: node.start)).text)
    title, *more = [*filter(None, said)] or [""]
    return f"{title}{' ' if title.endswith(('?', '!', '.', ':')) else ': '}{' '.join(more)}" if more else title


def _people(front: Node) -> list[Node]:
    """Those who wrote the paper: contributors that are not said to be something else."""
    groups = [
        g for g in front.outermost({"contrib-group"}) if g.get("content-type") not in ("section", "editor", "reviewer")
    ]
    found: list[Node] = []
    for group in groups:
        found += [node for node in group.own("contrib") if node.get("contrib-type") in _AUTHORS]
        found += group.own("collab", "name", "string-name")
    return found


def _name_of(person: Node) -> list[Node]:
    if person.kind != "contrib":
        return [person]
    named = list(person.all("name", "string-name", "collab", "anonymous"))[:1]
    return named or ([person] if person.first("surname") is not None else [])


def _words_of(name: Node) -> list[Node]:
    """What of a name the line of authors says: not the members of a group."""
    if name.kind == "contrib":
        return name.own(*NAME)
    members = name.own("contrib-group")[:1]
    return [Node(name.kind, name.element, name.start, group.start, []) for group in members] or [name]


def _spoken(outline: Outline, name: Node) -> Strand:
    """A name with the given names first."""
    parts = {child.kind: child for child in reversed(name.children)}
    if "surname" not in parts:
        return outline.around(name, name.own("contrib-group"))
    return join([outline.strand(parts[kind]) for kind in NAME if kind in parts])


def _date(outline: Outline, front: Node) -> str:
    """When the paper was published, the issue's date before that of an early view; else the year of its copyright."""
    dates: dict[str, Node] = {}
    for node in front.all("pub-date"):
        dates.setdefault(node.get("pub-type") or node.get("date-type") or "", node)
    order = [kind for kind in (*_DATES, *sorted(dates)) if kind in dates]
    for node in [dates[kind] for kind in order]:
        said = {child.kind: outline.words(child) for child in node.children}
        year = _YEAR.search(said.get("year", "") or node.get("iso-8601-date") or outline.words(node))
        if year is None:
            continue
        month, day = said.get("month", ""), said.get("day", "")
        if not (month.isdecimal() and 1 <= int(month) <= 12):
            return year.group()
        date = f"{year.group()}-{int(month):02}"
        return f"{date}-{int(day):02}" if day.isdecimal() and 1 <= int(day) <= 31 else date
    rights = front.all("copyright-year", "year-publication", "copyright-statement", "copyright")
    year = next(filter(None, (_YEAR.search(node.get("year") or outline.words(node)) for node in rights)), None)
    return year.group() if year else ""


def _is_own(group: Node, language: str) -> bool:
    """Whether key words are in the language of the paper and no list of abbreviations."""
    spoken = group.get(_XML_LANG)
    return group.get("kwd-group-type") != "abbreviations" and (not spoken or not language or spoken[:2] == language[:2])

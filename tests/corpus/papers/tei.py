"""A made-up paper as GROBID writes it: flat divs, floats after the last div, citations as linked refs.

In: a structure.Paper. Out: the bytes of a TEI file.
"""

from __future__ import annotations

from html import escape

from tests.corpus.papers.structure import Cite, Figure, Formula, Grid, Items, Paper, Paragraph, Part, Words, Work, said


def written(paper: Paper, *, numbers: bool = True) -> bytes:
    """The file. numbers: whether heads carry @n, as they do in newer versions; else the number opens the head."""
    body: list[str] = []
    floats: list[str] = []
    notes: list[str] = []
    for part, _ in paper.all_parts():
        inside = [_content(paper, content, floats, notes) for content in part.content]
        body.append(f"<div>{_head(part, numbers)}{''.join(inside)}</div>")
    entries = "".join(_work(paper, work, place) for place, work in enumerate(paper.works))
    terms = "".join(f"<term>{escape(term)}</term>" for term in paper.keywords)
    people = "".join(f"<author>{_person(*name)}</author>" for name in paper.authors)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader xml:lang="en">'
        f'<fileDesc><titleStmt><title level="a" type="main">{escape(paper.title)}</title></titleStmt>'
        f'<publicationStmt><date type="published" when="{paper.year}">{paper.year}</date></publicationStmt>'
        f"<sourceDesc><biblStruct><analytic>{people}</analytic></biblStruct></sourceDesc></fileDesc>"
        f"<profileDesc><textClass><keywords>{terms}</keywords></textClass>"
        f"<abstract><div><p>{escape(paper.abstract)}</p></div></abstract></profileDesc></teiHeader>"
        f'<text xml:lang="en"><body>{"".join([*body, *floats, *notes])}</body>'
        f'<back><div type="references"><listBibl>{entries}</listBibl></div></back></text></TEI>'
    ).encode()


def _head(part: Part, numbers: bool) -> str:
    if numbers and part.number:
        return f'<head n="{part.number}">{escape(part.title)}</head>'
    opening = f"{part.number}. " if part.number and part.number.isalpha() else f"{part.number} "
    return f"<head>{escape((opening + part.title).strip())}</head>"


def _content(paper: Paper, content: object, floats: list[str], notes: list[str]) -> str:
    if isinstance(content, Paragraph):
        mark = ""
        if content.note:
            mark = f'<ref type="foot" target="#foot_{len(notes)}">{len(notes) + 1}</ref>'
            notes.append(
                f'<note place="foot" n="{len(notes) + 1}" xml:id="foot_{len(notes)}">{escape(content.note)}</note>'
            )
        return f"<p>{_words(paper, content.words)}{mark}</p>"
    if isinstance(content, Items):
        return _list(paper, content)
    if isinstance(content, Formula):
        return f"<formula>{escape(content.text)}</formula>"
    if isinstance(content, Grid):
        rows = "".join(
            f"<row>{''.join(f'<cell>{escape(c)}</cell>' for c in row)}</row>" for row in (content.header, *content.rows)
        )
        floats.append(
            f'<figure type="table" xml:id="tab_{len(floats)}"><head>Table {content.number}:</head>'
            f"<label>{content.number}</label><figDesc>{escape(content.caption)}</figDesc><table>{rows}</table></figure>"
        )
    elif isinstance(content, Figure):
        floats.append(
            f'<figure xml:id="fig_{len(floats)}"><head>Figure {content.number}:</head>'
            f"<label>{content.number}</label><figDesc>{escape(content.caption)}</figDesc></figure>"
        )
    return ""


def _list(paper: Paper, items: Items) -> str:
    shown = []
    for place, item in enumerate(items.items, 1):
        mark = f"{place}. " if items.ordered else ""
        inner = _list(paper, item.inner) if item.inner else ""
        shown.append(f"<item>{mark}{_words(paper, item.words)}{inner}</item>")
    return f"<list>{''.join(shown)}</list>"


def _words(paper: Paper, words: Words) -> str:
    def linked(cite: Cite) -> str:
        pieces = paper.cited(cite)
        return " ".join(f'<ref type="bibr" target="#b{work}">{escape(text)}</ref>' for text, work in pieces)

    return said(paper, words, escape, linked)


def _person(given: str, surname: str) -> str:
    return f'<persName><forename type="first">{given}</forename><surname>{surname}</surname></persName>'


def _work(paper: Paper, work: Work, place: int) -> str:
    people = "".join(f"<author>{_person(given[0], surname)}</author>" for given, surname in work.authors)
    first, last = work.pages
    return (
        f'<biblStruct xml:id="b{place}"><analytic><title level="a" type="main">{escape(work.title)}</title>{people}'
        f'<idno type="DOI">{work.doi}</idno></analytic><monogr><title level="j">{escape(work.venue)}</title><imprint>'
        f'<biblScope unit="volume">{work.volume}</biblScope><biblScope unit="page" from="{first}" to="{last}"/>'
        f'<date type="published" when="{work.year}">{work.year}</date></imprint></monogr>'
        f'<note type="raw_reference">{escape(paper.raw(work))}</note></biblStruct>'
    )

"""A made-up paper as JATS: nested sections, floats where they stand, linked citations.

In: a structure.Paper. Out: the bytes of an XML file.
"""

from __future__ import annotations

from html import escape

from tests.corpus.papers.structure import Cite, Figure, Formula, Grid, Items, Paper, Paragraph, Part, Words, Work, said


def written(paper: Paper) -> bytes:
    """The file."""
    people = "".join(f'<contrib contrib-type="author">{_person(*name)}</contrib>' for name in paper.authors)
    terms = "".join(f"<kwd>{escape(term)}</kwd>" for term in paper.keywords)
    notes: list[str] = []
    body = "".join(_section(paper, part, notes) for part in paper.parts if part.title != "Acknowledgements")
    thanks = "".join(
        f"<ack><title>{part.title}</title>{''.join(_content(paper, c, notes) for c in part.content)}</ack>"
        for part in paper.parts
        if part.title == "Acknowledgements"
    )
    entries = "".join(_work(paper, work, place) for place, work in enumerate(paper.works))
    foot = f"<fn-group>{''.join(notes)}</fn-group>" if notes else ""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE article PUBLIC "-//NLM//DTD JATS (Z39.96) Journal Archiving '
        'and Interchange DTD v1.2 20190208//EN" "JATS-archivearticle1.dtd">\n'
        '<article xmlns:xlink="http://www.w3.org/1999/xlink" article-type="review-article" xml:lang="en"><front>'
        "<journal-meta><journal-title-group><journal-title>Journal of Small Towns</journal-title></journal-title-group>"
        f"</journal-meta><article-meta><title-group><article-title>{escape(paper.title)}</article-title></title-group>"
        f'<contrib-group>{people}</contrib-group><pub-date pub-type="epub"><year>{paper.year}</year></pub-date>'
        f"<abstract><p>{escape(paper.abstract)}</p></abstract><kwd-group>{terms}</kwd-group></article-meta></front>"
        f"<body>{body}</body><back>{thanks}{foot}<ref-list><title>References</title>{entries}</ref-list></back></article>"
    ).encode()


def _section(paper: Paper, part: Part, notes: list[str]) -> str:
    label = f"<label>{part.number}</label>" if part.number else ""
    inside = "".join(_content(paper, content, notes) for content in part.content)
    below = "".join(_section(paper, inner, notes) for inner in part.parts)
    return f"<sec>{label}<title>{escape(part.title)}</title>{inside}{below}</sec>"


def _content(paper: Paper, content: object, notes: list[str]) -> str:
    if isinstance(content, Paragraph):
        mark = ""
        if content.note:
            number = len(notes) + 1
            mark = f'<xref ref-type="fn" rid="fn{number}"><sup>{number}</sup></xref>'
            notes.append(f'<fn id="fn{number}"><label>{number}</label><p>{escape(content.note)}</p></fn>')
        return f"<p>{_words(paper, content.words)}{mark}</p>"
    if isinstance(content, Items):
        return _list(paper, content)
    if isinstance(content, Formula):
        return f"<disp-formula>{escape(content.text)}</disp-formula>"
    if isinstance(content, Grid):
        head = "".join(f"<th>{escape(cell)}</th>" for cell in content.header)
        rows = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in content.rows)
        return (
            f'<table-wrap id="t{content.number}"><label>Table {content.number}:</label>'
            f"<caption><p>{escape(content.caption)}</p></caption>"
            f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></table-wrap>"
        )
    if isinstance(content, Figure):
        return (
            f'<fig id="f{content.number}"><label>Figure {content.number}:</label>'
            f'<caption><p>{escape(content.caption)}</p></caption><graphic xlink:href="f{content.number}.jpg"/></fig>'
        )
    return ""


def _list(paper: Paper, items: Items) -> str:
    kind = "order" if items.ordered else "bullet"
    shown = "".join(
        f"<list-item><p>{_words(paper, item.words)}</p>{_list(paper, item.inner) if item.inner else ''}</list-item>"
        for item in items.items
    )
    return f'<list list-type="{kind}">{shown}</list>'


def _words(paper: Paper, words: Words) -> str:
    def linked(cite: Cite) -> str:
        pieces = paper.cited(cite)
        return " ".join(f'<xref ref-type="bibr" rid="B{work + 1}">{escape(text)}</xref>' for text, work in pieces)

    return said(paper, words, escape, linked)


def _person(given: str, surname: str) -> str:
    return f"<name><surname>{surname}</surname><given-names>{given}</given-names></name>"


def _work(paper: Paper, work: Work, place: int) -> str:
    label = f"<label>{place + 1}</label>" if paper.numeric else ""
    return f'<ref id="B{place + 1}">{label}<mixed-citation>{escape(paper.raw(work))}</mixed-citation></ref>'

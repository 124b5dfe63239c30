"""TEI to a Reading: GROBID of any version, and what other tools write in its manner.

In: the bytes of one TEI file. Out: parts in the order of the file, notes and figures after the paragraph that points at
them, references and citations as GROBID linked them. Raises UnreadableDocument. Called by corpus.read.registry. Page
coordinates are left out on purpose. What GROBID tore (lists in figure descriptions, items made headings) is mended
afterwards by corpus.mend.
"""

from __future__ import annotations

from lxml import etree

from corpus.errors import UnreadableDocument
from corpus.part import Reading
from corpus.read.safe_xml import parse
from corpus.read.tei.blocks import Walk
from corpus.read.tei.header import stated
from corpus.read.tei.links import anchored, bold, leaked, pointers
from corpus.read.tei.source import TeiSource, local
from corpus.study import BlockKind


def read_tei(name: str, data: bytes) -> Reading:
    """The parts of a TEI file. Raises UnreadableDocument when it is truncated, holds no text, or several papers."""
    tree = parse(name, data)
    if tree.cut_at is not None:
        reason = "the TEI breaks off before its end"
        raise UnreadableDocument(name, reason, "run GROBID on the paper again or restore the whole file", tree.cut_at)
    source = TeiSource(_paper(name, TeiSource(tree.root)) if local(tree.root.tag) == "teiCorpus" else tree.root)
    walk = Walk(source)
    walk.read()
    if not any(part.strand for part in walk.parts if part.kind is not BlockKind.TITLE):
        raise UnreadableDocument(name, "the TEI holds no text", "run GROBID's processFulltextDocument on the paper")
    known = stated(source, source.first("teiHeader"))
    cited, lifted = pointers(source, {entry.key for entry in walk.references})
    return Reading(
        source=source.text,
        measured=source.measured(),
        parts=tuple(anchored(walk.parts, walk.loose, lifted)),
        bold=bold(source),
        cited=tuple(cited),
        references=tuple(walk.references),
        mends=(*tree.mends, *leaked(source)),
        title=known.title,
        authors=known.authors,
        year=known.year,
        doi=known.doi,
        language=known.language,
        date=known.date,
        made_by=known.made_by,
        marked_up=True,
        headed=True,
    )


def _paper(name: str, corpus: TeiSource) -> etree._Element:
    """The one TEI of a teiCorpus that holds running text."""
    papers = [i for i in corpus.all("TEI") if any(corpus.strand(text) for text in corpus.all("text", i))]
    if len(papers) != 1:
        many = (
            f"holds {len(papers)} texts, but a study is one paper" if papers else "holds records, and no running text"
        )
        advice = "save each of its <TEI> elements as a file of its own" if papers else "add the papers themselves"
        raise UnreadableDocument(name, f"it is a collection (teiCorpus) that {many}", advice)
    return corpus.nodes[papers[0]]

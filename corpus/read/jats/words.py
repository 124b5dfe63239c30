"""What the elements of JATS do to words, and which names its relatives give to them.

In: nothing. Out: JATS, the Vocabulary of NLM 2 and 3, JATS 1.x and of publishers' formats built the same way (Elsevier,
IOP), and the groups of elements that the readers of JATS tell apart. Called by corpus.read.jats and its parts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from corpus.read.jats.source import APART, ASKED, BOLD, INLINE, LINK, NODE, VERBATIM, Vocabulary

# Blocks that go on after the paragraph they stand in, which stays whole.
FLOATS = frozenset(
    "fig fig-group table-wrap table-wrap-group table supplementary-material media disp-formula disp-formula-group"
    " chem-struct-wrap boxed-text fn fn-group graphic array tgroup".split()
)
# Blocks that part a paragraph into what comes before and what comes after them.
PARTING = frozenset(
    "list def-list disp-quote verse-group speech statement code preformat p sec ref-list question question-wrap"
    " question-wrap-group answer answer-set explanation".split()
)
BLOCKS = FLOATS | PARTING
# Blocks with a title that opens a section of its own.
SECTIONS = frozenset("sec ack app app-group glossary notes bio fn-group ref-list".split())
UNTITLED = {  # what a part of the back matter is called that the file gives no title
    "ack": "Acknowledgments",
    "ref-list": "References",
    "glossary": "Glossary",
    "app": "Appendix",
    "bio": "Biography",
    "fn-group": "Footnotes",
}
TYPED = {  # and a section that says no more than its type
    "intro": "Introduction",
    "methods": "Methods",
    "materials|methods": "Materials and methods",
    "materials-methods": "Materials and methods",
    "results": "Results",
    "discussion": "Discussion",
    "results|discussion": "Results and discussion",
    "conclusions": "Conclusions",
    "conclusion": "Conclusion",
    "data-availability": "Data availability",
    "supplementary-material": "Supplementary material",
}
CITATIONS = frozenset("element-citation mixed-citation nlm-citation citation product".split())

_POINTERS = ("rid", "refid", "linkend")

_LINE = (
    "sub sup sc strike overline monospace roman sans-serif styled-content named-content abbrev ext-link uri email x"
    " inline-graphic inline-formula inline-supplementary-material milestone-start milestone-end fixed-case ruby rb rt"
    " private-char glyph-data glyph-ref target index-term chem-struct textual-form"
    " underline-start underline-end small-caps inline-media code-inline hr content-language inf vsp hsp float-anchor"
    " cross-out monospace-text"
)
_APART = (
    "sec title subtitle label caption p list list-item def-list def-item term def fig fig-group table-wrap"
    " table-wrap-group table-wrap-foot table thead tbody tfoot tr td th tgroup row entry supplementary-material media"
    " disp-formula disp-formula-group disp-quote verse-group verse-line speech speaker statement boxed-text code"
    " preformat ack app app-group glossary notes bio ref-list ref front body back sub-article response front-stub"
    " abstract trans-abstract kwd-group kwd aff contrib contrib-group fn-group attrib permissions alt-text long-desc"
    " article-meta journal-meta floats-group array chem-struct-wrap license license-p funding-statement custom-meta"
    " meta-name meta-value subj-group subject article-id journal-id pub-date history award-group object-id self-uri"
    " author-notes corresp question answer explanation sig-block article-title-group"
)
_ALIAS = (
    # Elsevier
    "para:p simple-para:p section:sec section-title:title sections:body-part head:front tail:back floats:floats-group"
    " figure:fig bibliography:ref-list bibliography-sec:ref-part bib-reference:ref reference:mixed-citation"
    " contribution:contribution maintitle:article-title volume-nr:volume first-page:fpage last-page:lpage"
    " given-name:given-names cross-ref:xref cross-refs:xref intra-ref:ext-link inter-ref:ext-link e-address:email"
    " keyword:kwd keywords:kwd-group affiliation:aff acknowledgment:ack acknowledgement:ack appendices:app-group"
    " formula:disp-formula footnote:fn note-para:p table-footnote:fn list-item-label:label displayed-quote:disp-quote"
    " textbox:boxed-text other-ref:mixed-citation abstract-sec:sec correspondence:corresp item-info:article-data"
    # IOP and others
    " header:front sec-level1:sec sec-level2:sec sec-level3:sec sec-level4:sec sec-level5:sec heading:title"
    " sec-heading:title cite:xref figref:xref tabref:xref eqnref:xref secref:xref reference-list:ref-part"
    " references:ref-list journal-ref:ref book-ref:ref conf-ref:ref misc-ref:ref art-title:article-title"
    " jnl-title:source book-title:source author-group:contrib-group author:contrib first-names:given-names"
    " second-name:surname article-body:body h1:title h2:title h3:title h4:title ul:list ol:list li:list-item"
    " bold-italic:bold b:bold i:italic em:italic strong:bold br:break u:underline table-body:tbody"
)
_ANNOTATIONS = ("annotation", "annotation-xml")  # the same formula once more
_SPREAD = frozenset(("mfrac", "mtable", "mtr", "mlabeledtr", "fr"))
_DOCUMENT = re.compile(r"\\begin\{document\}(?P<words>.*?)\\end\{document\}", re.DOTALL)


def targets(link: etree._Element) -> list[str]:
    """The ids that a link points at."""
    return next(filter(None, (link.get(name) for name in _POINTERS)), "").split()


def _said(kind: str, element: etree._Element) -> tuple[str, str, str] | None:
    """Of a formula that is there twice, one: its MathML within a line, its TeX on a line of its own."""
    words = "".join(map(str, element.itertext()))
    if kind in _ANNOTATIONS:
        return words, "", ""
    other = "tex-math" if kind == "math" else "math"
    parent = element.getparent()
    twice = parent is not None and any(_local(sibling) == other for sibling in parent)
    if twice and (kind == "math") == _on_its_own_line(element):
        return words, "", ""
    if kind == "math":
        notes = "".join(str(word) for e in element.iter() if _local(e) in _ANNOTATIONS for word in e.itertext())
        return "", "".join(_signs(element)), notes
    document = _DOCUMENT.search(words)
    if document is None:
        return "", words, ""
    start, end = document.span("words")
    return words[:start], words[start:end].strip(), words[end:]


def _signs(element: etree._Element) -> Iterator[str]:
    """What a formula shows, in a line; what stands above and below a bar, and the cells of a matrix, are apart."""
    apart = _local(element) in _SPREAD
    yield element.text or ""
    for place, child in enumerate(element):
        if apart and place:
            yield " "
        if isinstance(child.tag, str) and _local(child) not in _ANNOTATIONS:
            yield from _signs(child)
        yield child.tail or ""


def _local(element: etree._Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _on_its_own_line(element: etree._Element) -> bool:
    return any(_local(above) == "disp-formula" for above in element.iterancestors())


JATS = Vocabulary(
    does={
        **dict.fromkeys(_LINE.split(), INLINE),
        **dict.fromkeys(_APART.split(), APART),
        **dict.fromkeys(("code", "preformat"), APART | VERBATIM),
        **dict.fromkeys(("bold", "italic"), INLINE | BOLD),
        **dict.fromkeys(("math", "tex-math", *_ANNOTATIONS), INLINE | ASKED),
        "underline": INLINE,
        "break": INLINE | APART,
        "xref": INLINE | LINK,
        "fn": NODE,
    },
    alias=dict(pair.split(":") for pair in _ALIAS.split()),
    foreign={"MathML": INLINE},
    said=_said,
)

"""What holds for any TEI, however its elements are nested."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from corpus.errors import ConcordError
from corpus.read import read
from corpus.read.tei.source import TeiSource
from corpus.study import BlockKind
from tests.corpus.conftest import PROSE, not_verbatim

WORDS = st.sampled_from(
    "Hives|of wood|are • built|(1) by|hand.|R&amp;D|2|CO|• Wind|Table 3: Roofs.|where x|= a + b|é|ﬁn|  |foot_1".split(
        "|"
    )
)
TAGS = st.sampled_from(
    "p s div head list item figure figDesc label table row cell formula note ref hi lb listBibl biblStruct title "
    "persName surname quote ab".split()
)
ATTRIBUTES = st.sampled_from(
    '|| type="bibr" target="#b0"| type="foot" target="#foot_1"| xml:id="foot_1" n="1"| n="2.1"| rend="bold"'
    '| cols="2" rows="2"| type="raw_reference"'.split("|")
)


def element(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    parts = st.lists(st.one_of(WORDS, inner), max_size=4).map("".join)
    return st.builds(lambda tag, stated, words: f"<{tag}{stated}>{words}</{tag}>", TAGS, ATTRIBUTES, parts)


BODIES = st.lists(st.recursive(st.one_of(WORDS, st.just("<!-- <p>old</p> -->")), element, max_leaves=25), max_size=6)


def data(pieces: list[str]) -> bytes:
    return f"<TEI><teiHeader/><text><body><p>{PROSE}</p>{''.join(pieces)}</body></text></TEI>".encode()


@settings(max_examples=120)
@given(BODIES)
def test_any_nesting_gives_a_document_that_is_verbatim_and_whole(pieces: list[str]) -> None:
    """Blocks in order, citations that exist, nothing invented and nothing dropped."""
    document = read("x", data(pieces))

    assert all(0 <= block.start < block.end <= len(document.text) for block in document.blocks)
    assert all(a.end <= b.start for a, b in pairwise(document.blocks))
    assert not_verbatim(document, data(pieces)) == []
    assert document.coverage == 1.0
    keys = [reference.key for reference in document.references]
    assert all(target in keys for citation in document.citations for target in citation.targets)


@settings(max_examples=60)
@given(BODIES)
def test_the_span_of_an_element_lies_in_that_of_its_parent(pieces: list[str]) -> None:
    """And its words are those of its text nodes."""
    root = etree.fromstring(data(pieces), etree.XMLParser(recover=True))
    source = TeiSource(root)

    assert [node.tag for node in source.nodes] == [node.tag for node in root.iter("*")]
    for parent in range(len(source.names)):
        for child in source.children(parent):
            assert source.starts[parent] <= source.starts[child] <= source.ends[child] <= source.ends[parent]
    if not source.leaked:
        words = "".join(str(piece) for piece in root.itertext(etree.Element))
        assert "".join(source.strand(0).text.split()) == "".join(words.replace("ﬁ", "fi").split())


@settings(max_examples=100)
@given(st.text(alphabet="<>/&;pdiv \"'=#\n0aé", max_size=80))
def test_any_broken_mark_up_gives_a_document_or_a_sentence(noise: str) -> None:
    """Never a traceback."""
    try:
        document = read("x", f"<TEI><text><body><p>{PROSE}{noise}</p></body></text></TEI>".encode())
    except ConcordError as trouble:
        assert str(trouble).endswith(".")
    else:
        assert any(block.kind is not BlockKind.OTHER for block in document.blocks)

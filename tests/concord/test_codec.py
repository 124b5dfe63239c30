"""Frozen values survive the trip through canonical JSON."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.store import codec
from corpus.study import Anchor, Block, BlockKind, Document, DocumentId, Metadata, Reference, Repair, Section, StudyId
from extract.theme import Evidence, Extraction, Mention, Polarity, Status, Theme, theme_id
from synthesis.concept import Relation, Translation
from synthesis.decisions import Address, Decision, Kind

TEXT = st.text(max_size=30)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    text = draw(st.text(min_size=4, max_size=60))
    middle = draw(st.integers(1, len(text) - 1))
    blocks = (
        Block(BlockKind.HEADING, 0, middle, section=0),
        Block(draw(st.sampled_from(BlockKind)), middle, len(text), 0, draw(TEXT), 1, 2, ((middle, len(text)),)),
    )
    return Document(
        DocumentId("d1"),
        draw(TEXT),
        "markdown",
        text,
        Metadata(draw(TEXT), (draw(TEXT),), draw(st.none() | st.integers(1900, 2100))),
        (Section("1", draw(TEXT), 1, 0, len(text), confidence=draw(st.floats(0, 1))),),
        blocks,
        references=(Reference("b1", draw(TEXT), included=draw(st.booleans())),),
        repairs=(Repair("join", 0, 1, draw(TEXT)),),
        seams=(1, 2),
        coverage=draw(st.floats(0, 1)),
    )


@st.composite
def themes(draw: st.DrawFn) -> Theme:
    quote = draw(st.text(min_size=1, max_size=30))
    mention = Mention(
        Anchor(DocumentId("d1"), 5, 5 + len(quote)),
        quote,
        draw(TEXT),
        draw(st.sampled_from(Evidence)),
        draw(st.sampled_from(Polarity)),
        reasons=(draw(TEXT),),
    )
    return Theme(
        theme_id("s", "tool", draw(TEXT)),
        StudyId("s"),
        "tool",
        draw(TEXT),
        (mention,),
        parent=draw(st.none() | st.just(theme_id("s", "tool", "p"))),
        contrast=frozenset(draw(st.lists(TEXT, max_size=3))),
        status=draw(st.sampled_from(Status)),
    )


@given(documents())
def test_a_document_comes_back_equal(document: Document) -> None:
    """Positions, kinds, seams and numbers are what they were, and its types too."""
    back = codec.loads(Document, codec.dumps(document))

    assert back == document
    assert isinstance(back.blocks[1].kind, BlockKind) and isinstance(back.blocks[1].bold[0], tuple)


@given(st.lists(themes(), max_size=3))
def test_an_extraction_comes_back_equal(found: list[Theme]) -> None:
    """Nested tuples, sets and optional ids too."""
    extraction = Extraction(StudyId("s"), tuple(found), (("tool", "Tools"),))

    assert codec.loads(Extraction, codec.dumps(extraction)) == extraction


@given(TEXT, TEXT)
def test_decisions_and_edges_come_back_equal(reason: str, quote: str) -> None:
    """What is truth in the store is read as it was written."""
    one, other = Address("s", "tool", "a", quote), Address("s", "tool", "b")
    decision = Decision(Kind.SPLIT, (one, other), reason=reason + "x", who="ann", groups=(0, 1))
    edge = Translation(theme_id("s", "f", "a"), theme_id("s", "f", "b"), Relation.EXACT, 0.5, (reason,), (quote, ""))

    assert codec.loads(Decision, codec.dumps(decision)) == decision
    assert codec.loads(tuple[Translation, ...], codec.dumps((edge,))) == (edge,)


@given(st.permutations(["b", "a", "ä", "B", "aa"]))
def test_equal_sets_give_equal_bytes(order: list[str]) -> None:
    """The order in which a set was filled leaves no trace."""
    assert codec.dumps(frozenset(order)) == codec.dumps(frozenset(["aa", "B", "ä", "a", "b"]))


def test_a_field_with_its_default_is_left_out() -> None:
    """So a value that grows a field still reads what was written before."""
    assert codec.dumps(Address("s", "f", "l")) == b'{"facet":"f","label":"l","study":"s"}'


@pytest.mark.parametrize("value", [math.nan, object(), {"a": math.inf}])
def test_what_has_no_canonical_form_is_refused(value: object) -> None:
    """Better a fault here than bytes that differ from run to run."""
    with pytest.raises(TypeError, match="no canonical JSON"):
        codec.dumps(value)


def test_a_type_that_cannot_be_told_apart_is_refused() -> None:
    """int | str would have to be guessed."""
    with pytest.raises(TypeError, match="no reader"):
        codec.from_plain(int | str, 1)

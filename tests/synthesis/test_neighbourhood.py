"""What lies around a node of the graph."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from extract.theme import Theme
from synthesis.concept import Concept, ConceptId, Dependence, Relation, Support, Synthesis, Translation, Verdict
from synthesis.edges import RELATIONS, Web
from synthesis.neighbourhood import Filters, Neighbourhood, neighbourhood
from tests.synthesis.small import study, theme

STUDIES = [study(name, "one", "two", "three", "four") for name in ("ada", "bo", "cy", "dee")]
WORDS = ("one", "two", "three", "four")
THEMES = {f"{s.id} {word}": theme(s, "stage", word) for s in STUDIES for word in WORDS}


def concept(id: str, *members: Theme, broader: tuple[str, ...] = ()) -> Concept:
    """A concept of these themes, supported by their studies."""
    studies = tuple(sorted({member.study for member in members}))
    support = Support(
        len(studies), 4, len(studies) / 4, (0.0, 1.0), (1.0, 1.0), 0.5, (0.0, 1.0), 1.0, tuple(s.id for s in STUDIES)
    )
    ids = tuple(member.id for member in members)
    wider = tuple(map(ConceptId, broader))
    return Concept(ConceptId(id), "stage", id, "", ids, studies, support, Verdict.MAJORITY, broader=wider)


def web() -> Web:
    """Three concepts over the themes "one" (all studies), "two" (two of them, within the first) and "three" (one)."""
    ones = [THEMES[f"{s.id} one"] for s in STUDIES]
    twos = [THEMES["ada two"], THEMES["bo two"]]
    concepts = (
        concept("c-one", *ones),
        concept("c-two", *twos, broader=("c-one",)),
        concept("c-three", THEMES["cy three"]),
    )
    both = [(ones[0].id, ones[1].id), (ones[1].id, ones[0].id)]
    told = [Translation(a, b, Relation.CLOSE, 0.7, ("alike",)) for a, b in both]
    told += [
        Translation(ones[2].id, twos[0].id, Relation.NARROW, 0.6, ()),
        Translation(twos[0].id, ones[2].id, Relation.BROAD, 0.6, ()),
    ]
    tie = Dependence(STUDIES[3].id, STUDIES[0].id, "includes", "the list")
    held = (*ones, *twos, THEMES["cy three"], THEMES["dee four"])
    return Web(Synthesis(held, concepts, tuple(told), (tie,)), [s.id for s in STUDIES])


WEB = web()
EVERYTHING = [*WEB.concepts, *WEB.themes, *WEB.of_study]


def around(*starts: str, only: Filters | None = None, **bounds: int) -> Neighbourhood:
    """A neighbourhood in that web."""
    return neighbourhood(WEB, starts, only=only or Filters(), **bounds)  # type: ignore[arg-type]


def test_a_concept_comes_with_its_themes_their_studies_and_the_concepts_next_to_it() -> None:
    """One step: what the concept rests on."""
    found = around("c-two")

    assert set(found.nodes) == {"c-two", "c-one", THEMES["ada two"].id, THEMES["bo two"].id, "ada", "bo"}
    assert {edge.relation for edge in found.edges} == {"memberOf", "reportedBy", "broader"}


def test_one_goes_on_from_a_study_only_where_it_is_opened() -> None:
    """Else everything would be two steps from everything."""
    closed, opened = around("c-two", steps=4), neighbourhood(WEB, ["c-three"], opened=["cy"], only=Filters())

    assert THEMES["dee four"].id not in closed.nodes
    assert THEMES["cy one"].id in opened.nodes and THEMES["cy one"].id not in around("c-three").nodes


def test_an_edge_that_holds_both_ways_is_drawn_once() -> None:
    """And a narrower one points to the broader theme, with the words of its ends turned."""
    found = around("c-one", steps=2)
    translations = [edge for edge in found.edges if edge.relation.endswith("Match")]

    assert sorted(edge.relation for edge in translations) == ["broadMatch", "closeMatch"]
    broad = next(edge for edge in translations if edge.relation == "broadMatch")
    assert (broad.source, broad.target) == (THEMES["ada two"].id, THEMES["cy one"].id)


def test_a_filter_of_lines_leaves_what_they_join() -> None:
    """Whoever asks for inclusion sees studies, also where the way to them goes over themes."""
    found = around("c-one", only=Filters(relations=frozenset({"includes"})))

    assert set(found.nodes) == {"c-one", "ada", "dee"}


def test_little_support_goes_with_its_themes() -> None:
    """least counts studies."""
    found = around(*WEB.concepts, only=Filters(least=2))

    assert (found.starts, "c-three" in found.nodes, THEMES["cy three"].id in found.nodes) == (2, False, False)


@settings(max_examples=60)
@given(
    st.lists(st.sampled_from(EVERYTHING), max_size=4),
    st.integers(0, 4),
    st.integers(1, 12),
    st.sets(st.sampled_from(RELATIONS)),
)
def test_a_neighbourhood_holds_no_more_than_was_asked_for(
    starts: list[str], steps: int, most: int, kept: set[str]
) -> None:
    """Bounds hold, each edge has both its ends, and what is hidden is counted."""
    only = Filters(relations=frozenset(kept or RELATIONS))
    found = neighbourhood(WEB, starts, steps=steps, most=most, only=only)

    assert len(found.nodes) <= most and len(set(found.nodes)) == len(found.nodes)
    assert all({edge.source, edge.target} <= set(found.nodes) for edge in found.edges)
    for node in found.nodes:
        assert found.hidden[node] == len(WEB.edges(node)) - sum(node in (e.source, e.target) for e in found.edges)


def test_degrees_are_those_of_the_edges() -> None:
    """They are counted without making the edges."""
    assert {id: WEB.degree(id) for id in EVERYTHING} == {id: len(WEB.edges(id)) for id in EVERYTHING}


def test_a_name_is_found_by_the_beginnings_of_its_words() -> None:
    """Concepts first, and nothing without a word."""
    names = {"ada": "Ada 2020"}

    assert WEB.named("ON", names, 2)[0] == "c-one" and len(WEB.named("ON", names, 2)) == 3
    assert WEB.named("c three", names, 9) == ["c-three"]
    assert WEB.named("2020", names, 9) == ["ada"] and WEB.named("  ", names, 9) == []

"""Which concepts hold which, and in what order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from extract.facet import Codebook, Facet, KnownConcept, Parts
from extract.theme import Theme
from synthesis.concept import ConceptId, Relation, Translation
from synthesis.similarity.codebook_rings import rings_of
from synthesis.similarity.thesaurus import EMPTY, Thesaurus
from synthesis.translation import Hierarchy, hierarchy
from tests.synthesis.small import study, theme

LABELS = ("mending", "net mending", "sewing", "tarring", "level 1", "level 2")


def themes_of(id: str, *labels: str, under: str = "", listed: bool = False) -> dict[str, Theme]:
    """Themes of one study by label; under: the label of the first, which then holds the others."""
    one = study(id, *labels)
    made = {label: theme(one, "step", label, contrast=["list"] * listed) for label in labels}
    parent = made.get(under)
    if parent:
        for order, label in enumerate(labels[1:]):
            made[label] = replace(theme(one, "step", label, parent=parent), order=order)
    return made


def tree(studies: Sequence[dict[str, Theme]], *links: Translation, thesaurus: Thesaurus = EMPTY) -> Hierarchy:
    """Themes of equal labels are one concept, named by the label."""
    concepts: dict[ConceptId, list[Theme]] = {}
    for themes in studies:
        for label, one in themes.items():
            concepts.setdefault(ConceptId(label), []).append(one)
    return hierarchy(concepts, links, thesaurus)


def into(source: Theme, target: Theme, score: float = 0.8) -> Translation:
    return Translation(source.id, target.id, Relation.BROAD, score, ())


def test_what_a_study_holds_in_a_thing_is_narrower() -> None:
    """In the order of the study."""
    found = tree([themes_of("a", "mending", "sewing", "tarring", under="mending")])

    assert found.broader == {"sewing": ("mending",), "tarring": ("mending",)}
    assert found.narrower == {"mending": ("sewing", "tarring")}


def test_levels_are_ordered_by_their_numbers() -> None:
    """Whatever the order in which a study tells them."""
    found = tree([themes_of("a", "scale", "level 10", "level 2", "level 1", under="scale")])

    assert found.narrower["scale"] == ("level 1", "level 2", "level 10")


def test_a_label_that_says_more_is_narrower() -> None:
    """Of two studies; not when one of them sets the two side by side, and not when it is hardly likely."""
    wide, narrow = themes_of("a", "mending"), themes_of("b", "net mending")
    link = into(narrow["net mending"], wide["mending"])
    listed = themes_of("c", "mending", "net mending", listed=True)

    assert tree([wide, narrow], link).broader == {"net mending": ("mending",)}
    assert not tree([wide, narrow, listed], link).broader
    assert not tree([wide, narrow], replace(link, score=0.1)).broader
    assert not tree([wide, narrow], replace(link, relation=Relation.CLOSE)).broader


def test_one_label_of_many_makes_no_concept_narrower() -> None:
    """A concept of five studies is not what one of them says more words about."""
    wide, narrow = themes_of("a", "mending"), [themes_of(f"b{n}", "net mending") for n in range(5)]
    links = [into(themes["net mending"], wide["mending"]) for themes in narrow]

    assert not tree([wide, *narrow], links[0]).broader
    assert tree([wide, *narrow], *links).broader == {"net mending": ("mending",)}


def test_the_codebook_says_what_is_broader() -> None:
    """Over concepts that no study names."""
    known = (
        KnownConcept("Darning", alt=("net mending",), broader="Upkeep"),
        KnownConcept("Upkeep", broader="Work"),
        KnownConcept("Work", alt=("tarring", "labour")),
    )
    book = Codebook("b", "1", "B", (Facet("step", "Step", "Steps", "", concepts=known),), Parts())
    thesaurus = EMPTY.extended(rings_of(book))
    found = tree([themes_of("a", "net mending"), themes_of("b", "tarring")], thesaurus=thesaurus)

    assert found.broader == {"net mending": ("tarring",)}


def test_a_circle_is_cut_at_its_weakest_link_and_told() -> None:
    """Two studies against one."""
    found = tree(
        [
            themes_of("a", "mending", "sewing", under="mending"),
            themes_of("b", "mending", "sewing", under="mending"),
            themes_of("c", "sewing", "mending", under="sewing"),
        ]
    )

    assert found.broader == {"sewing": ("mending",)}
    assert found.circles == (("mending", "sewing"),)


def test_a_shortcut_is_left_out() -> None:
    """What holds the thing that holds it needs no link of its own."""
    found = tree(
        [
            themes_of("a", "mending", "sewing", under="mending"),
            themes_of("b", "sewing", "tarring", under="sewing"),
            themes_of("c", "mending", "tarring", under="mending"),
        ]
    )

    assert found.broader == {"sewing": ("mending",), "tarring": ("sewing",)}


LINKS = st.lists(
    st.tuples(st.integers(0, 5), st.integers(0, 5), st.sampled_from([0.3, 0.5, 0.9])).filter(lambda x: x[0] != x[1]),
    max_size=20,
)


@given(LINKS)
def test_there_is_never_a_circle_or_a_shortcut(links: list[tuple[int, int, float]]) -> None:
    """And each link that is left out is one that the others lead against."""
    studies = [themes_of(f"s{n}", label) for n, label in enumerate(LABELS)]
    every = [one[label] for one, label in zip(studies, LABELS, strict=True)]
    found = tree(studies, *[into(every[a], every[b], score) for a, b, score in links])

    def above(id: str) -> set[str]:
        ups = set(found.broader.get(ConceptId(id), ()))
        return ups.union(*(above(up) for up in ups))

    assert all(label not in above(label) for label in LABELS)
    for label in LABELS:
        ups = found.broader.get(ConceptId(label), ())
        assert not any(up in above(other) for up in ups for other in ups)
    assert {(a, b) for a, ups in found.broader.items() for b in ups} == {
        (a, b) for b, downs in found.narrower.items() for a in downs
    }
    asked = {(LABELS[a], LABELS[b]) for a, b, _ in links}
    assert all(b in above(a) or (a in above(b) and (a, b) in found.circles) for a, b in asked)


@given(LINKS)
def test_the_order_of_the_evidence_changes_nothing(links: list[tuple[int, int, float]]) -> None:
    """Nor that of the concepts."""
    studies = [themes_of(f"s{n}", label) for n, label in enumerate(LABELS)]
    every = [one[label] for one, label in zip(studies, LABELS, strict=True)]
    edges = [into(every[a], every[b], score) for a, b, score in links]

    assert tree(studies, *edges) == tree(studies[::-1], *edges[::-1])

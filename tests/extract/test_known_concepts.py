"""The concepts that a codebook knows: read whole or told at their own line, joined with those of the base."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.codebook import Codebook, parse, read
from extract.codebook_check import check
from extract.facet import KnownConcept
from extract.known_concepts import LONGEST, joined
from extract.language import Language
from extract.theme import fold_label
from extract.toml_places import places

HEAD = 'name = "farms"\nversion = "1"\ntitle = "Farms"\n'
FIELD = '[facets.task]\ntitle = "Task"\ndefinition = "What is done on a field."\ncues = ["task"]\n'
OPEN = "[[facets.task.concepts]]\n"
SOWING = (
    OPEN
    + 'label = "Sowing"\nalt = ["seeding",\n  "putting seed into the ground"]\n'
    + 'broader = "Planting"\nnot = ["Tilling"]\n'
)
OTHERS = OPEN + 'label = "Planting"\n' + OPEN + 'label = "Tilling"\nalt = ["ploughing"]\n'
BOOK = HEAD + FIELD + SOWING + OTHERS


def concepts(book: Codebook) -> dict[str, KnownConcept]:
    return {concept.label: concept for concept in book.facet_of["task"].concepts}


def test_a_concept_has_names_a_broader_one_and_some_it_is_not() -> None:
    """All four keys are read; all but the label may be left out."""
    found = concepts(parse("farms.toml", BOOK))

    assert found["Sowing"] == KnownConcept(
        "Sowing", ("seeding", "putting seed into the ground"), "Planting", ("Tilling",)
    )
    assert found["Sowing"].phrases == ("Sowing", "seeding", "putting seed into the ground")
    assert found["Planting"] == KnownConcept("Planting")


def test_concepts_may_stand_in_one_list() -> None:
    """Tables in a list say the same as a table of its own for each."""
    inline = FIELD + 'concepts = [{ label = "Sowing", alt = ["seeding"] }, { label = "Tilling" }]\n'
    tables = FIELD + OPEN + 'label = "Sowing"\nalt = ["seeding"]\n' + OPEN + 'label = "Tilling"\n'

    assert concepts(parse("farms.toml", HEAD + inline)) == concepts(parse("farms.toml", HEAD + tables))


RICE = 'extends = "farms"\n' + HEAD.replace("farms", "rice")


def test_a_codebook_adds_to_the_concepts_of_its_base() -> None:
    """Names and contrasts are added, a broader concept replaces, new ones come last; case does not count."""
    own = RICE + OPEN
    own += 'label = "sowing"\nalt = ["broadcasting"]\nbroader = "Tilling"\n' + OPEN + 'label = "Flooding"\n'

    found = concepts(parse("rice.toml", own, parse("farms.toml", BOOK)))

    assert list(found) == ["Sowing", "Planting", "Tilling", "Flooding"]
    assert found["Sowing"].alt == ("seeding", "putting seed into the ground", "broadcasting")
    assert (found["Sowing"].broader, found["Sowing"].apart) == ("Tilling", ("Tilling",))


def test_a_concept_takes_up_those_whose_label_it_has_among_its_names() -> None:
    """With all their other names, at their place, under its own label; also when its label is a name of theirs."""
    base = parse("farms.toml", BOOK)
    wide = concepts(parse("rice.toml", RICE + OPEN + 'label = "Field work"\nalt = ["tilling", "sowing"]\n', base))
    renamed = concepts(parse("rice.toml", RICE + OPEN + 'label = "Ploughing"\nalt = ["harrowing"]\n', base))

    assert list(wide) == ["Field work", "Planting"]
    assert set(wide["Field work"].alt) == {"Tilling", "Sowing", "seeding", "putting seed into the ground", "ploughing"}
    assert list(renamed) == ["Sowing", "Planting", "Ploughing"]
    assert renamed["Ploughing"].alt == ("Tilling", "harrowing")


def test_of_two_akin_to_a_concept_the_one_with_more_of_its_names_takes_it_up() -> None:
    """A word with two meanings takes nothing else along."""
    own = RICE + OPEN + 'label = "Work of the plough ox"\nalt = ["sowing"]\n'
    own += OPEN + 'label = "Seeding"\nalt = ["putting seed into the ground"]\n'

    found = concepts(parse("rice.toml", own, parse("farms.toml", BOOK)))

    assert found["Work of the plough ox"].alt == ("sowing",)
    assert found["Seeding"].alt == ("putting seed into the ground",)
    assert "Sowing" not in found


def test_a_name_goes_to_the_codebook_that_says_it_last() -> None:
    """The base's concept keeps its other names."""
    own = RICE + OPEN + 'label = "Transplanting"\nalt = ["seeding"]\n'

    found = concepts(parse("rice.toml", own, parse("farms.toml", BOOK)))

    assert found["Sowing"].alt == ("putting seed into the ground",)
    assert found["Transplanting"].alt == ("seeding",)


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        (
            'broader = "Planting"',
            'broder = "Planting"',
            12,
            "unknown key 'broder'; there are: label, alt, broader, not",
        ),
        ('broader = "Planting"', 'broader = ["Planting"]', 12, "'broader' of concept 'Sowing' takes the label"),
        ('not = ["Tilling"]', 'not = "Tilling"', 13, "'not' of concept 'Sowing' takes a list"),
        ('alt = ["ploughing"]', "alt = [3]", 18, "'alt' of concept 'Tilling' takes a list"),
        ('label = "Planting"', 'lable = "Planting"', 14, "a concept of 'task' needs 'label'"),
        (SOWING + OTHERS, 'concepts = "Sowing"\n', 8, "'concepts' takes tables"),
        (SOWING + OTHERS, "concepts = [1]\n", 8, "a concept of 'task' needs 'label'"),
    ],
)
def test_what_is_wrong_is_told_at_its_own_line(old: str, new: str, line: int, words: str) -> None:
    """The codebook cannot be used."""
    book, (problem,) = read("farms.toml", BOOK.replace(old, new))

    assert book is None
    assert (problem.line, problem.fatal) == (line, True)
    assert words in problem.message


def test_all_that_is_wrong_is_told_at_once() -> None:
    """Three faults of three concepts."""
    text = (
        BOOK.replace('"Planting"\n' + OPEN, "3\n" + OPEN)
        .replace("broader", "broder")
        .replace("alt = [", 'a = ["x", ', 1)
    )

    assert [problem.line for problem in read("farms.toml", text)[1]] == [10, 12, 14]


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ('["ploughing"]', '["seeding"]', 18, "'seeding' is a name of the concepts 'Tilling' and 'Sowing'"),
        ('["ploughing"]', '["planting"]', 18, "'planting' is a name of the concepts 'Tilling' and 'Planting'"),
        ('["ploughing"]', '["tilling"]', 18, "'tilling' stands twice"),
        ('["ploughing"]', '["ploughing", "Ploughing"]', 18, "'Ploughing' stands twice"),
        ('["ploughing"]', '["making the hard and dry ground loose"]', 18, "more than 5 words"),
        ('label = "Tilling"', 'label = "planting"', 17, "'planting' is a concept of 'task' already"),
        ('broader = "Planting"', 'broader = "Plant"', 12, "'broader' of concept 'Sowing' names 'Plant', which is no"),
        (
            'not = ["Tilling"]',
            'not = ["Tilling", "Sowing"]',
            13,
            "'not' of concept 'Sowing' names 'Sowing', which is no",
        ),
        ('not = ["Tilling"]', 'not = ["Planting"]', 13, "'Planting' is broader than 'Sowing' and not it"),
        ('label = "Planting"', 'label = "Planting"\nbroader = "Sowing"', 12, "'Sowing' is broader than itself"),
    ],
)
def test_a_doubt_about_concepts_names_its_line(old: str, new: str, line: int, words: str, language: Language) -> None:
    """The codebook can be used, but the aligner would take two concepts for one, or not know what is meant."""
    problems = check("farms.toml", BOOK.replace(old, new), None, language.lemmas)

    assert any(problem.line == line and words in problem.message for problem in problems), problems
    assert not any(problem.fatal for problem in problems)


def test_sound_concepts_raise_no_doubt(language: Language) -> None:
    """Whether they stand in tables or in a list, and also when a codebook on top adds to them."""
    base = parse("farms.toml", BOOK)
    own = 'extends = "farms"\n' + HEAD + OPEN + 'label = "Sowing"\nalt = ["drilling"]\nbroader = "Planting"\n'

    assert check("farms.toml", BOOK, None, language.lemmas) == ()
    assert check("own.toml", own, base, language.lemmas) == ()


def test_a_codebook_may_point_at_concepts_of_its_base(language: Language) -> None:
    """By any of their names; and it may take their names without a doubt."""
    own = RICE + OPEN + 'label = "Harrowing"\nalt = ["seeding"]\nbroader = "ploughing"\nnot = ["Planting"]\n'

    assert check("own.toml", own, parse("farms.toml", BOOK), language.lemmas) == ()


def test_tables_of_a_list_have_lines_of_their_own() -> None:
    """Each key of each table, and their texts; a table after the list is none of it."""
    found = places('[[a.b]]\nx = "1"\n[[a.b]]\nx = ["2",\n"3"]\n[a.c]\nx = "4"\n')

    assert [found.key("a", "b", "0", "x"), found.key("a", "b", "1", "x"), found.key("a", "c", "x")] == [2, 4, 7]
    assert found.text(("a", "b", "1", "x"), "3") == 5
    assert LONGEST == 5


def apart(words: list[str], cut: int) -> tuple[KnownConcept, ...]:
    """Concepts that share no name: a label and at most `cut` further names each."""
    rows = [words[start : start + cut + 1] for start in range(0, len(words), cut + 1)]
    return tuple(KnownConcept(row[0], tuple(row[1:])) for row in rows)


words = st.lists(st.sampled_from([f"task {letter}" for letter in "abcdefghij"]), unique=True, max_size=10)


@given(words, words, st.integers(0, 3), st.integers(0, 3))
def test_no_name_is_lost_or_told_twice_by_a_codebook_on_top(
    base: list[str], own: list[str], one: int, other: int
) -> None:
    """Each name of both stands in exactly one concept, and names of one own concept stay together."""
    mine = apart(own, other)
    found = joined(apart(base, one), mine)
    homes = {fold_label(name): concept for concept in found for name in concept.phrases}

    assert sorted(fold_label(name) for concept in found for name in concept.phrases) == sorted({*base, *own})
    assert all(homes[fold_label(name)] is homes[fold_label(c.label)] for c in mine for name in c.phrases)
    assert joined(found, mine) == found

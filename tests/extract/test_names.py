"""Names of tools and nouns for who acts, in running text of fields that no codebook knows."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.codebook import Codebook
from extract.language import Language
from extract.scope import Scope
from extract.sources.persons import is_occupation, needs_a_word_before
from extract.sources.proper import Capitals, names
from extract.theme import Theme
from tests.extract.paper import Paper

Read = Callable[..., list[Theme]]


def labels(themes: list[Theme]) -> set[str]:
    return {theme.label for theme in themes}


def tools(read: Read, *sentences: str, title: str = "Tools") -> set[str]:
    paper = Paper().head("Results").head(title, 2)
    for sentence in sentences:
        paper.say(sentence)
    return labels(read(paper, "tool"))


def roles(read: Read, *sentences: str, title: str = "Roles") -> set[str]:
    paper = Paper().head("Results").head(title, 2)
    for sentence in sentences:
        paper.say(sentence)
    return labels(read(paper, "role"))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("VineTrace was used on nine estates, and its rival Zymolog on two.", {"VineTrace", "Zymolog"}),
        ("Must is weighed with Oenobal and sampled by hand.", {"Oenobal"}),
        ("Most cellars keep their books in Cellar Suite 4.", {"Cellar Suite 4"}),
        ("The WINE index is taken twice a season.", {"WINE index"}),
        ("Zymolog copies the readings to the cellar book.", {"Zymolog"}),
        ("Quercol, Zymolog and Grapevue were each named once.", {"Quercol", "Zymolog", "Grapevue"}),
        ("The Cork Taint Early Detection System (CTEDS) was tried.", {"Cork Taint Early Detection System (CTEDS)"}),
    ],
)
def test_in_a_section_on_tools_a_name_is_one_wherever_it_stands(
    themes: Read, sentence: str, expected: set[str]
) -> None:
    """Orthography tells a name: capitals inside, words that no dictionary holds, several capitalised words."""
    assert tools(themes, sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Remedies are many. Speed was of no concern. Buying is the most frequent way.",
        "According to Marchetti et al. the estates in Portugal differ from those in South Africa.",
        "The University of Adelaide and the Ministry of Agriculture were not asked.",
        "P7 keeps no machine, and P12 has two. In March nothing was bought.",
        "Table 2 and Figure 3 show how NFC readings were kept.",
        "The Ripeness Maturity Model was found on two estates.",
    ],
)
def test_what_is_no_thing_in_use_is_no_tool(themes: Read, sentence: str) -> None:
    """Persons, places, institutions, respondents, tables, ordinary words, attributes and scales of maturity."""
    assert not {label for label in tools(themes, sentence) if label[:1].isupper()}


def test_cited_authors_are_no_tools(themes: Read) -> None:
    """Two surnames before a citation are persons, also in a section on tools."""
    paper = Paper().head("Results").head("Tools", 2)
    paper.say("Okwuosa and Lindqvarn [7] flew over the vines with VineTrace.").cite("[7]", "b7")

    assert labels(themes(paper, "tool")) == {"VineTrace"}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Two estates logged their yields with VineTrace.", {"VineTrace"}),
        ("The picking was planned in Zymolog.", {"Zymolog"}),
        ("One estate bought a program called Harvest Moon.", {"Harvest Moon"}),
        ("The pickers were rated on the Carbonell Dexterity Scale.", {"Carbonell Dexterity Scale"}),
        ("VineTrace finds rot before the eye does.", {"VineTrace"}),
        ("Weather services such as Skyvine, Fruska and Rainmeter 2 send alarms.", {"Skyvine", "Fruska", "Rainmeter 2"}),
        ("Regions such as Zymograd had no rain.", set()),
        ("Yields fell in Zymograd and in Portugal.", set()),
    ],
)
def test_outside_such_a_section_the_sentence_must_show_use(themes: Read, sentence: str, expected: set[str]) -> None:
    """With what something is done, what is used, and what is called a kind of thing."""
    paper = Paper().head("Results").head("Tools", 2).say("Devices differ.").head("A closer look", 2).say(sentence)

    assert labels(themes(paper, "tool")) == expected


def test_a_name_told_once_is_found_in_every_sentence(themes: Read) -> None:
    """The section on tools names it; the other mentions are gathered."""
    paper = Paper().head("Results").head("Tools", 2).say("VineTrace is the most frequent.")
    paper.head("Two estates", 2).say("On the second estate nobody trusted VineTrace.")

    (theme,) = themes(paper, "tool")

    assert len(theme.mentions) == 2


@pytest.mark.parametrize("program", ["NVivo", "NVivo 14"])
def test_what_was_coded_with_a_program_is_method(themes: Read, program: str) -> None:
    """A program for reviews is known in any version, and so is what stands in one sentence with it."""
    assert (
        tools(themes, f"Codes were kept in {program}, and charts were drawn with PlotNook.", title="Overview") == set()
    )


def test_the_means_of_the_study_itself_are_no_tools(themes: Read) -> None:
    """What the authors did with a program is method, wherever they tell it."""
    assert tools(themes, "We drew all charts with PlotNook.", title="Overview") == set()


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The glazier takes measures, and the works councillor is heard.", {"Glazier", "Works councillor"}),
        ("Rope riggers and a deputy warden are asked before each lift.", {"Rope rigger", "Deputy warden"}),
        ("The task falls to the night porter.", {"Night porter"}),
        ("The stage carpenter checks ropes.", {"Stage carpenter"}),
        ("The porter on duty calls the cues.", {"Porter on duty"}),
        ("The lighting lead decides; the master has no say.", {"Lighting lead"}),
        ("Hollister pays the rigger. Fenner does not.", {"Rigger"}),
        ("Two of the riggers left. The rope rigger stayed.", {"Rope rigger"}),
        ("The props department keeps the list, and the list is long.", {"Props department"}),
        ("Lamps are hung by the night office.", {"Night office"}),
    ],
)
def test_occupations_are_told_by_their_form(themes: Read, sentence: str, expected: set[str]) -> None:
    """No list knows all professions; in a section on roles the make of a noun tells who acts."""
    assert roles(themes, sentence) == expected


def test_a_role_that_is_brought_in_by_a_name_is_no_other_name_of_another(themes: Read) -> None:
    """ "A new post, called" brings in a role; "sometimes called" tells how else a role is called."""
    assert "Rope warden" in roles(themes, "Two houses have a new post, called rope warden, who checks the knots.")
    assert "Rope warden" not in roles(themes, "The rope rigger, sometimes called a rope warden, checks the knots.")


@pytest.mark.parametrize(
    "sentence",
    [
        "The number of papers on the matter is small, and no order is kept.",
        "Customers and authors appear, but the counter is closed.",
        "The container stands behind the door of the center.",
    ],
)
def test_things_made_like_occupations_are_no_roles(themes: Read, sentence: str) -> None:
    """Not every -er acts."""
    assert roles(themes, sentence) == set()


@pytest.mark.parametrize(
    "sentence",
    [
        "There were too few riggers, and two stage managers were interviewed.",
        "The respondents were mostly stage managers.",
        'A stage manager said: "We make do."',
        "Stage managers should read this.",
        "Kovac and co-workers found the same.",
        "Former stage managers remember it.",
        "We counted stage managers and stage directors as one.",
    ],
)
def test_those_who_were_asked_or_addressed_are_no_roles(themes: Read, sentence: str) -> None:
    """Outside a section on roles a phrase must not be about respondents, nor about readers."""
    assert roles(themes, sentence, title="Discussion") == set()


@given(st.from_regex(r"[a-z]{1,12}(-[a-z]{1,8})?", fullmatch=True))
def test_a_noun_that_needs_a_word_before_is_an_occupation(noun: str) -> None:
    """The two questions about a noun agree."""
    assert is_occupation(noun) or not needs_a_word_before(noun)


def test_a_column_of_names_is_one_whatever_its_header_says(themes: Read) -> None:
    """Under tools a column with capitals inside words holds names, and the kinds of things beside them."""
    paper = Paper().head("Results").head("Tools", 2)
    paper.table(
        "Table 1: What was found",
        ("Purpose", "Found", "Country"),
        ("Weighing", "VineTrace; flow meters", "Portugal"),
        ("Pressing", "ZymoLog", "Chile"),
    )

    assert labels(themes(paper, "tool")) == {"VineTrace", "Flow meters", "ZymoLog"}


def test_a_column_of_capitalised_names_needs_no_capital_inside(themes: Read) -> None:
    """Names of several words, all with capitals, fill the column; a kind of thing in small letters does not."""
    paper = Paper().head("Results").head("Tools", 2)
    paper.table(
        "Table 1: What was found",
        ("Purpose", "Found"),
        ("Weighing of must", "Grape Scale Pro"),
        ("Pressing of skins", "Vinia Press"),
    )

    assert labels(themes(paper, "tool")) == {"Grape Scale Pro", "Vinia Press"}


def test_a_column_of_occupations_holds_roles(themes: Read) -> None:
    """Under roles a column whose cells end in occupations names who acts."""
    paper = Paper().head("Results").head("Roles", 2)
    paper.table(
        "Table 1: Positions on nine estates",
        ("Position", "Part in the work"),
        ("Cellar hand and glazier", "Repairs windows"),
        ("Press operator", "Runs the press"),
        ("Vine dresser", "Prunes"),
    )

    assert {"Press operator", "Vine dresser"} <= labels(themes(paper, "role"))


def test_tables_that_came_as_loose_words_still_name_tools(themes: Read) -> None:
    """A reader that could not place a table leaves its words; capitals inside words show the names."""
    paper = Paper().head("Results").head("Tools", 2).say("The devices are listed.")
    paper.loose("Device Products Purpose Scales VineTrace Weighing Presses ZymoLog Pressing")

    assert {"VineTrace", "ZymoLog"} <= labels(themes(paper, "tool"))


@given(text=st.text(alphabet="aAbB12 .,-&()\n\u00a0SIté", max_size=60))
def test_a_name_lies_where_it_says(text: str, language: Language, generic: Codebook) -> None:
    """Whatever the text, a name is its own words, in order, and no two overlap."""
    scope = Scope(language.read(Paper().say("Vines.").study().documents[0]), generic)
    end = 0
    for name in names(text, Capitals(scope)):
        assert name.start >= end
        assert " ".join(text[name.start : name.end].split()) == " ".join(name.text.split())
        assert any(c.isupper() for c in name.text)
        end = name.end

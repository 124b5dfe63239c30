"""What each source of evidence finds in a small paper, and what it leaves alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extract.theme import Evidence, Polarity, Theme
from tests.extract.paper import Paper

Read = Callable[..., list[Theme]]


def labels(themes: list[Theme]) -> list[str]:
    return [theme.label for theme in themes]


def test_a_list_is_of_the_facet_that_its_lead_in_names(themes: Read) -> None:
    """The lead-in's noun decides, and what stands after the colon of an item is its definition."""
    paper = Paper().head("Results")
    paper.say("The main stages of the restoration cycle identified by the studies include:")
    paper.list("Site survey and mapping: walking the reach and drawing maps.", "Bank stabilisation: planting willow.")

    found = themes(paper, "stage")

    assert labels(found) == ["Site survey and mapping", "Bank stabilisation"]
    assert found[0].definition == "walking the reach and drawing maps"
    assert found[0].mentions[0].evidence is Evidence.LIST_ITEM


def test_items_of_one_list_are_set_apart_by_the_study(themes: Read) -> None:
    """Two items of one list share a contrast, so that they can never be one concept."""
    paper = (
        Paper()
        .head("Results")
        .say("We found the following barriers:")
        .list("Missing funds.", "Unclear ownership of land.")
    )

    first, second = themes(paper, "challenge")

    assert first.contrast & second.contrast


def test_roles_in_one_item_are_told_apart(themes: Read) -> None:
    """A list item may hold several roles, joined by commas, "and" or a slash."""
    paper = Paper().head("Roles")
    paper.say("The studies name the following roles:")
    paper.list(
        "Field technicians, river engineers, and landscape planners, who carry out the works.",
        "GIS/CAD specialists, who draw.",
    )

    assert labels(themes(paper, "role"))[:5] == [
        "Field technician",
        "River engineer",
        "Landscape planner",
        "GIS specialist",
        "CAD specialist",
    ]


def test_the_steps_of_the_review_itself_are_no_stages(themes: Read) -> None:
    """A list in a protocol section tells how the study was made."""
    paper = (
        Paper()
        .head("Review method")
        .say("The review followed these steps:")
        .list("Screening of abstracts.", "Reading of full texts.")
    )

    assert themes(paper, "stage") == []


def test_questions_are_no_items(themes: Read) -> None:
    """Research questions and questionnaires ask; they report nothing."""
    paper = (
        Paper()
        .head("Challenges")
        .say("We asked about challenges:")
        .list("RQ1: What are the barriers?", "RQ2: Who meets them?")
    )

    assert themes(paper, "challenge") == []


def test_run_in_headings_under_a_facet_are_items(themes: Read) -> None:
    """Paragraphs that open with "Name: Text" under a heading that names a facet are its items."""
    paper = Paper().head("Results").head("Barriers to restoration", 2)
    paper.say("Fragmented ownership: Many parcels have absent owners.").say(
        "Short funding cycles: Grants end before plants root."
    )

    found = themes(paper, "challenge")

    assert labels(found) == ["Fragmented ownership", "Short funding cycles"]
    assert found[1].definition == "Grants end before plants root"


def test_an_enumeration_in_a_sentence_is_counted_up(themes: Read) -> None:
    """Numbers in brackets count items, also where one number is written in Roman."""
    paper = Paper().head("Results")
    paper.say(
        "Garcia et al. (2019) define three phases of a restoration: (1) scoping, (ii) channel works; and (3) aftercare."
    )

    assert [label.lower() for label in labels(themes(paper, "stage"))] == ["scoping", "channel works", "aftercare"]


def test_levels_hang_under_the_model_that_counts_them(themes: Read) -> None:
    """In a section on maturity, "(1) ..., (2) ..." are levels of the model that the sentence names by its authors."""
    paper = Paper().head("Results").head("Maturity models", 2)
    paper.say(
        "Garcia et al. (2019) propose a maturity model with three levels: (1) reactive, (2) planned, and (3) adaptive."
    )

    found = themes(paper, "maturity_level")
    model = next(theme for theme in found if theme.parent is None)
    levels = [theme for theme in found if theme.parent == model.id]

    assert "Garcia et al." in model.label
    assert [level.label for level in sorted(levels, key=lambda t: t.order)] == ["Reactive", "Planned", "Adaptive"]


def test_a_column_that_names_a_facet_holds_its_items(themes: Read) -> None:
    """The header of a column decides; the next column explains, unless it holds remedies or references."""
    paper = Paper().head("Results")
    paper.table(
        "Table 1: Findings",
        ("Role", "Task", "Challenge", "Remedy"),
        ("Bank warden", "Walks along the river every day", "Weak monitoring", "Install more gauges along the river"),
        ("Gauge technician", "Repairs", "Invasive plants", "Mow"),
    )

    roles, challenges = themes(paper, "role"), themes(paper, "challenge")

    assert labels(roles) == ["Bank warden", "Gauge technician"]
    assert roles[0].definition == "Walks along the river every day"
    assert labels(challenges) == ["Weak monitoring", "Invasive plants"]
    assert challenges[0].definition == ""


def test_a_table_of_inclusion_criteria_holds_no_items(themes: Read) -> None:
    """Tables of the protocol are passed over by their captions."""
    paper = (
        Paper()
        .head("Results")
        .table("Table 2: Inclusion criteria", ("No", "Challenge"), ("1", "Studies that name barriers"))
    )

    assert themes(paper, "challenge") == []


def test_such_as_opens_names_of_tools(themes: Read) -> None:
    """Names after "tools such as" are tools, ordinary words after it are not."""
    paper = (
        Paper()
        .head("Results")
        .say("Teams work with modelling tools such as RiverSim, FlowCAD 2, and Hydra for planning.")
    )

    assert labels(themes(paper, "tool")) == ["RiverSim", "FlowCAD 2", "Hydra"]


def test_a_name_that_is_called_a_tool_is_one(themes: Read) -> None:
    """ "X is a platform that ..." defines a tool without any lexicon."""
    paper = Paper().head("Results")
    paper.say("RiverSim is an open-source platform that predicts floods.")

    assert labels(themes(paper, "tool")) == ["RiverSim"]


def test_programs_of_the_research_are_no_tools(themes: Read) -> None:
    """Databases and analysis programs served the study and are no findings."""
    paper = (
        Paper()
        .head("Results")
        .say("Codes were kept in analysis tools such as NVivo and found through Scopus and RiverSim.")
    )

    assert "NVivo" not in labels(themes(paper, "tool"))


def test_lack_of_something_is_a_challenge_with_its_lack(themes: Read) -> None:
    """The opening belongs to the label: staff is no challenge, lack of staff is."""
    paper = Paper().head("Results").head("Barriers", 2)
    paper.say("Many projects suffer from a lack of trained field staff.")

    assert labels(themes(paper, "challenge")) == ["Lack of trained field staff"]


@pytest.mark.parametrize(
    ("sentence", "polarity"),
    [
        ("Fragmented ownership is a barrier.", Polarity.ASSERTS),
        ("Fragmented ownership was not found to be a barrier.", Polarity.DENIES),
        ("Fragmented ownership may be a barrier.", Polarity.HEDGES),
    ],
)
def test_the_verb_around_a_theme_decides_its_polarity(themes: Read, sentence: str, polarity: Polarity) -> None:
    """Negation and modals of the governing verb turn a mention; it stays a theme, but is no plain support."""
    paper = (
        Paper()
        .head("Results")
        .head("Barriers", 2)
        .say("We found the following barriers:")
        .list("Fragmented ownership.", "High cost.")
    )
    alone = Paper().head("Results").head("Barriers", 2).say(sentence).say(sentence)

    assert all(t.polarity is Polarity.ASSERTS for t in themes(paper, "challenge"))
    assert [t.polarity for t in themes(alone, "challenge") if "wnership" in t.label] == [polarity]


def test_abbreviations_fold_two_labels_into_one_theme(themes: Read) -> None:
    """A study that spells out an abbreviation means the same by both."""
    paper = Paper().head("Roles")
    paper.say("Integrated catchment management (ICM) is new. The studies name these roles:")
    paper.list("ICM officers, who lead.", "River wardens.").say("Integrated catchment management officers are rare.")

    assert labels(themes(paper, "role")).count("ICM officer") == 1
    assert len(themes(paper, "role")) == 2


def test_sibling_headings_with_one_last_word_are_items(themes: Read) -> None:
    """ "Ecological barriers" and "Social barriers" are items, and each is grounded on its own heading."""
    paper = (
        Paper()
        .head("Results")
        .head("Ecological barriers", 2)
        .say("Weeds grow.")
        .head("Social barriers", 2)
        .say("Owners wait.")
    )

    found = themes(paper, "challenge")

    assert [(t.label, t.mentions[0].quote) for t in found] == [
        (w, w) for w in ("Ecological barriers", "Social barriers")
    ]


def test_a_quote_ends_at_a_seam(themes: Read) -> None:
    """Words on both sides of a seam are not neighbours in the file, so no quote holds both."""
    paper = Paper().head("Results").say("We found the following barriers:")
    paper.list("Missing funds, which end each spring before planting is done.", "Weak law.").seam("which end each")

    funds = themes(paper, "challenge")[0]

    assert funds.label == "Missing funds"
    assert funds.mentions[0].quote == "Missing funds,"


def test_members_of_a_sentence_that_calls_them_barriers_are_told_apart(themes: Read) -> None:
    """ "A, B, and C are barriers" lists three."""
    paper = Paper().head("Results").head("Barriers", 2)
    paper.say("Absent owners, short grants, and invasive plants are other important barriers.")

    assert labels(themes(paper, "challenge")) == ["Absent owners", "Short grants", "Invasive plants"]


def test_a_cell_under_tools_gives_the_name_that_it_opens_with(themes: Read) -> None:
    """What a product does is its definition, not its name; a cell without a name gives no tool."""
    paper = Paper().head("Results")
    paper.table(
        "Table 1: Tools",
        ("Tool",),
        ("RiverSim (2019) predicts floods in small catchments",),
        ("it also draws many maps",),
    )

    assert labels(themes(paper, "tool")) == ["RiverSim"]


def test_a_title_announces_items_in_the_plural(themes: Read) -> None:
    """ "Problem statement" names one problem and announces no list of challenges."""
    paper = (
        Paper().head("Problem formulation").list("Reach geometry: depth and width.", "Flow regime: daily discharge.")
    )

    assert themes(paper, "challenge") == []


def test_a_phrase_counts_half_where_the_study_does_not_address_its_facet(themes: Read) -> None:
    """One "river engineer" in a paper that never speaks of roles is no finding; under a heading on roles it is."""
    beside = Paper().head("Results").say("The river engineer opened the gate.")
    under = Paper().head("Results").head("Roles", 2).say("The river engineer opened the gate.")

    assert labels(themes(beside, "role")) == []
    assert labels(themes(under, "role")) == ["River engineer"]


def test_what_a_role_does_not_have_is_no_denial_of_the_role(themes: Read) -> None:
    """The subject of an active verb is not what the verb denies."""
    paper = Paper().head("Results").head("Roles", 2).say("River engineers do not have maps of private land.")

    assert [t.polarity for t in themes(paper, "role")] == [Polarity.ASSERTS]


def test_a_phrase_inside_a_longer_item_is_no_theme_of_its_own(themes: Read) -> None:
    """The item "river engineers/planners" holds the words "river engineers", and is one role."""
    paper = Paper().head("Roles").say("The studies name these roles: we list the following.")
    paper.list("River engineers/planners, who draw.", "Bank wardens, who walk.")

    assert labels(themes(paper, "role")) == ["River engineer/planner", "Bank warden"]


def test_job_titles_of_interviewees_are_no_roles(themes: Read) -> None:
    """Who was asked says nothing about who takes part in the process."""
    paper = (
        Paper().head("Results").head("Roles", 2).say("The interviewees were two shift supervisors and a GIS officer.")
    )
    paper.say("The river engineer opens the gate.")

    assert labels(themes(paper, "role")) == ["River engineer"]


def test_a_phrase_ends_where_its_sentence_goes_on(themes: Read) -> None:
    """The verb after the phrase is no part of the challenge."""
    paper = Paper().head("Results").head("Barriers", 2).say("The lack of trained wardens will delay the works.")

    assert labels(themes(paper, "challenge")) == ["Lack of trained wardens"]


def test_levels_in_a_table_hang_under_the_scale_of_their_row_or_caption(themes: Read) -> None:
    """A cell may list several levels; the scale stands beside them, or in the caption."""
    beside = Paper().head("Results").head("Maturity models", 2)
    beside.table("Table 1: Models in use", ("Model", "Levels"), ("River Maturity Model", "Narrow, Middle, Wide"))
    caption = Paper().head("Results")
    caption.table(
        "Levels of the North Bank Index", ("Level", "Meaning"), ("Bare", "Sand only"), ("Green", "Grass and reed")
    )

    for paper, scale, names in (
        (beside, "River Maturity Model", ["Narrow", "Middle", "Wide"]),
        (caption, "North Bank Index", ["Bare", "Green"]),
    ):
        found = themes(paper, "maturity_level")
        assert [t.label for t in found if t.label != scale] == names
        assert all(t.parent or t.label == scale for t in found if scale in labels(found))


@pytest.mark.parametrize(
    ("sentence", "polarity"),
    [
        ("No study found that steep banks are a barrier.", Polarity.DENIES),
        ("There is no evidence that steep banks are a barrier.", Polarity.DENIES),
        ("There is little evidence that steep banks are a barrier.", Polarity.HEDGES),
        ("Steep banks are rarely a barrier.", Polarity.HEDGES),
        ("Two studies found that steep banks are a barrier.", Polarity.ASSERTS),
    ],
)
def test_what_is_said_of_a_clause_holds_for_the_themes_in_it(themes: Read, sentence: str, polarity: Polarity) -> None:
    """A negated or doubting main clause governs the clause that it reports."""
    paper = Paper().head("Results").head("Barriers", 2).say(sentence)

    assert [(t.label, t.polarity) for t in themes(paper, "challenge")] == [("Steep banks", polarity)]


def test_headings_about_the_study_itself_are_no_items(themes: Read) -> None:
    """ "Contribution of this study" tells of the paper, not of its field."""
    paper = (
        Paper()
        .head("Frameworks")
        .head("River continuum", 2)
        .say("Old.")
        .head("Contribution of this study", 2)
        .say("New.")
    )

    assert labels(themes(paper, "framework")) == ["River continuum"]


def test_the_lines_of_a_cell_are_items_under_its_title(themes: Read) -> None:
    """A title line, then items of which some lost their numbers."""
    paper = Paper().head("Results")
    paper.table("Table 1", ("Challenge",), ("Planting\nDry summers\n2. Grazing geese",), ("Weak law\nAbsent owners",))

    found = {t.label: t for t in themes(paper, "challenge")}

    assert list(found) == ["Planting", "Dry summers", "Grazing geese", "Weak law", "Absent owners"]
    assert found["Grazing geese"].parent == found["Dry summers"].parent == found["Planting"].id
    assert found["Absent owners"].parent is None


def test_a_phrase_that_says_a_listed_item_shorter_is_no_theme_of_its_own(themes: Read) -> None:
    """The running text takes a listed barrier up again in fewer words; two listed items that share a word stay two."""
    paper = Paper().head("Results").head("Barriers", 2).say("We found the following barriers:")
    paper.list("Unclear rules on water rights.", "Short grants.", "Short summers.")
    paper.say("Unclear rules are a barrier in most catchments.")

    assert labels(themes(paper, "challenge")) == ["Unclear rules on water rights", "Short grants", "Short summers"]


def test_a_list_has_as_many_items_as_the_words_before_it_count(themes: Read) -> None:
    """ "At three points of the process" tells of steps when three items follow, and of nothing when two do."""
    lead = "The towns use gauges at three points of the restoration process:"
    items = ("Survey of the reach", "Planting of willows", "Watch over the banks")
    counted = Paper().head("Results").head("Where gauges come in", 2).say(lead).list(*items)
    other = Paper().head("Results").head("Where gauges come in", 2).say(lead).list(*items[:2])

    assert labels(themes(counted, "stage")) == list(items)
    assert themes(other, "stage") == []

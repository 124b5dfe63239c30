"""Themes told in running sentences: announcements, courses of a process, difficulties, and subjects of a section."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extract.theme import Theme
from tests.extract.paper import Paper

Read = Callable[..., list[Theme]]


def labels(themes: list[Theme]) -> list[str]:
    return [theme.label for theme in themes]


def under(title: str, *sentences: str) -> Paper:
    """A paper whose findings have one section, of one paragraph."""
    return Paper().head("Results").head(title, 2).say(" ".join(sentences))


@pytest.mark.parametrize(
    ("sentence", "stages"),
    [
        ("A loan passes through application, appraisal, approval and disbursement.", 4),
        ("The harvest begins with scouting, followed by picking and sorting, and ends with cold storage.", 4),
        ("Every restoration runs through four phases: survey, cleaning, repair and varnishing.", 4),
        ("The main phases are survey, cleaning and repair.", 3),
        ("Three steps (scoping, drafting and review) were described.", 3),
        ("The stages range from seeding through weeding to threshing.", 3),
        ("The workflow is usually divided into sowing, weeding, threshing and storage.", 4),
    ],
)
def test_a_sentence_tells_the_steps_of_a_process(themes: Read, sentence: str, stages: int) -> None:
    """Each step that a sentence names is a stage, in the order of the sentence."""
    found = labels(themes(under("Stages of the work", sentence), "stage"))

    assert len(found) == stages
    places = [sentence.lower().index(label.lower()) for label in found]
    assert places == sorted(places)


def test_a_process_that_goes_on_over_sentences_keeps_its_steps(themes: Read) -> None:
    """What begins in one sentence continues and ends in the next ones, also without a noun for the process."""
    paper = under(
        "Accounts of the vintage",
        "It begins with the cutting of grapes, followed by crushing and by fermentation.",
        "It ends, in most cellars, with bottling.",
    )

    assert labels(themes(paper, "stage")) == ["Cutting of grapes", "Crushing", "Fermentation", "Bottling"]


def test_what_is_done_in_a_numbered_phase_is_a_doing(themes: Read) -> None:
    """ "In the first phase, records are merged" tells the merging of records."""
    paper = under("Stages", "In the first phase, records are merged.", "In the second phase, the team drafts a plan.")

    assert labels(themes(paper, "stage")) == ["Merging records", "Drafting a plan"]


@pytest.mark.parametrize(
    ("sentence", "label"),
    [
        ("A further obstacle is the cost of feed.", "Cost of feed"),
        ("Another barrier concerns the storage of seed.", "Storage of seed"),
        ("The biggest problem is that wells run dry.", "Wells run dry"),
        ("Heavy debt of keepers remains a challenge.", "Heavy debt of keepers"),
        ("Poor lighting hampers the inspection of cages.", "Poor lighting"),
        ("Vibration makes it hard to read the gauges.", "Vibration"),
        ("It is difficult to predict the price of milk.", "Predicting the price of milk"),
        ("Schools struggle to recruit teachers.", "Recruiting teachers"),
        ("Small farms lack cold stores.", "Lack of cold stores"),
        ("Training is insufficient in most villages.", "Insufficient training"),
        ("There is no standard for labelling samples.", "No standard for labelling samples"),
        ("Absent owners are named by eight studies.", "Absent owners"),
        ("Muddy tracks (14) and broken pumps (9) are the reason.", "Muddy tracks"),
        ("Keepers fear early frosts.", "Early frosts"),
        ("The visits fail because of flooded roads.", "Flooded roads"),
        ("The maps do not agree.", "Maps do not agree"),
        ("All reviews describe drought as a barrier.", "Drought"),
    ],
)
def test_a_difficulty_is_told_in_a_sentence(themes: Read, sentence: str, label: str) -> None:
    """The label is what a person would list: no determiner, no place where it was seen, no count of studies."""
    found = labels(themes(under("What goes wrong: challenges", sentence), "challenge"))

    assert label.lower() in [name.lower() for name in found]


def test_the_members_of_one_announcement_stand_apart(themes: Read) -> None:
    """Members are cut at commas, behind "followed by" and at semicolons with ordinals; each keeps its complement."""
    paper = under(
        "Barriers",
        "The most frequently reported barrier was lack of fodder, followed by resistance to change and noise.",
    )
    ordinals = under(
        "Barriers",
        "Three barriers came up: first, a high price of seed; second, a shortage of vets; and third, floods.",
    )

    assert labels(themes(paper, "challenge")) == ["Lack of fodder", "Resistance to change", "Noise"]
    assert labels(themes(ordinals, "challenge")) == ["High price of seed", "Shortage of vets", "Floods"]


def test_a_sentence_takes_up_the_cue_of_the_one_before(themes: Read) -> None:
    """ "They include A, B and C" lists what the sentence before named."""
    paper = under("Findings of the interviews", "Farmers met many barriers.", "These included drought, debt and noise.")

    assert labels(themes(paper, "challenge")) == ["Drought", "Debt", "Noise"]


def test_what_the_authors_met_or_did_themselves_is_no_finding(themes: Read) -> None:
    """Difficulties of the research, steps of its method and gaps of the literature say nothing about the field."""
    paper = under(
        "Barriers",
        "We met some difficulties in recruiting shepherds.",
        "There is a lack of evidence on goats.",
        "The absence of hail from our tables has reasons.",
    )
    steps = under("Stages", "We followed the steps of the handbook, namely sifting, coding and mapping.")

    assert themes(paper, "challenge") == []
    assert themes(steps, "stage") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Fencing is a remedy for poor pasture.",
        "Silence is not a lack of interest.",
        "Where pasture is poor, sheep move on.",
        "Long drives are less difficult now.",
    ],
)
def test_what_a_sentence_takes_back_is_no_difficulty(themes: Read, sentence: str) -> None:
    """A remedy, a denial of the word, a condition and a comparison assert no difficulty."""
    assert labels(themes(under("Barriers", sentence), "challenge")) == []


def test_an_abstract_counts_where_it_announces(themes: Read) -> None:
    """The abstract says in short what was found; other sentences of it are left to the findings."""
    paper = Paper().head("Abstract").say("The main barriers were drought, debt and noise. Poor fences are a topic.")
    paper.head("Results").say("Nothing else was found.")

    assert labels(themes(paper, "challenge")) == ["Drought", "Debt", "Noise"]


def test_numbers_in_a_section_on_a_facet_count_its_items_without_a_cue(themes: Read) -> None:
    """ "(a) ..., (b) ..." needs no announcement under a title that names the facet."""
    paper = under("Barriers", "In addition, (a) wells run dry, (b) grants end early, and (c) fences rot.")

    assert labels(themes(paper, "challenge")) == ["Wells run dry", "Grants end early", "Fences rot"]


@pytest.mark.parametrize(
    ("verb", "doing"), [("map", "mapping"), ("tie", "tying"), ("see", "seeing"), ("edit", "editing")]
)
def test_the_ing_form_follows_the_spelling(verb: str, doing: str) -> None:
    """Short verbs double their last letter, -ie becomes -y, -ee stays."""
    from extract.labels import gerund

    assert gerund(verb) == doing


def test_a_complement_at_the_end_of_a_list_belongs_to_all_its_members(themes: Read) -> None:
    """ "The price, weight and noise of pumps" is three things, each of pumps; with one verb for two, they are one."""
    three = under("Barriers", "The price, weight and noise of pumps are barriers.")
    one = under("Barriers", "The pride and custom of the village is a barrier.")

    assert labels(themes(three, "challenge")) == ["Price of pumps", "Weight of pumps", "Noise of pumps"]
    assert labels(themes(one, "challenge")) == ["Pride and custom of the village"]


def test_items_stand_at_a_cue_without_announcement(themes: Read) -> None:
    """A list that ends in a cue, a compound that is met, and what a cue is with are items."""
    paper = under(
        "Barriers on the farms",
        "Billing issues, weak batteries, and noise were reported.",
        "Some owners had difficulties with meter readings.",
    )

    assert labels(themes(paper, "challenge")) == ["Billing issues", "Weak batteries", "Noise", "Meter readings"]


def test_an_announcement_is_counted_off_in_later_sentences(themes: Read) -> None:
    """ "The second lies in B" is the second of the problems that the section counts."""
    paper = under("Barriers on the farms", "Two problems stand out.", "The first is the price of seed.")
    paper.say("The second lies in the age of the pumps.")

    assert labels(themes(paper, "challenge")) == ["Price of seed", "Age of the pumps"]


def test_the_nouns_before_a_cue_in_the_plural_are_items(themes: Read) -> None:
    """ "Survey, cleaning and repair phases" names three; adjectives of order or weight name none."""
    named = under("Stages", "The house works with survey, cleaning, and repair phases.")
    told = under("Stages", "There are early, middle and late stages.")

    assert labels(themes(named, "stage")) == ["Survey", "Cleaning", "Repair"]
    assert themes(told, "stage") == []


def test_what_is_not_easy_is_hard(themes: Read) -> None:
    """An easy thing denied is a difficulty, told as a doing."""
    paper = under("Barriers", "It is not easy to predict the frost.")

    assert labels(themes(paper, "challenge")) == ["Predicting the frost"]


def test_levels_of_a_named_scale_are_no_stages(themes: Read) -> None:
    """The stages of a maturity model are its levels."""
    paper = under("Findings", "The maturity model counts five stages: seedling, sapling, pole, timber and veteran.")

    assert themes(paper, "stage") == []


def test_an_aside_behind_a_comma_is_no_part_of_a_label(themes: Read) -> None:
    """How, by what means and how often is not what the item is; a list of nouns goes on behind its commas."""
    paper = Paper().head("Results").head("Barriers", 2).say("We found the following barriers:")
    paper.list("Erosion, by wind or rain.", "Loose stones, above all in spring.", "Dust, noise and heat.")

    assert labels(themes(paper, "challenge"))[:2] == ["Erosion", "Loose stones"]
    assert any(label.startswith("Dust") for label in labels(themes(paper, "challenge")))


@pytest.mark.parametrize(
    ("sentence", "label"),
    [
        ("The visits are slowed by doubt about who may sign.", "Doubt about who may sign"),
        ("Small clubs struggle to recruit and train teachers.", "Recruiting and training teachers"),
        ("Felling and burning of trees threatens the spring.", "Felling and burning of trees"),
    ],
)
def test_a_label_keeps_what_makes_it_that_thing(themes: Read, sentence: str, label: str) -> None:
    """The question that somebody is uncertain about, both verbs of a doing, and a shared complement."""
    assert label in labels(themes(under("Challenges", sentence), "challenge"))

"""Whether a sentence, a list, a table or a heading asserts, hedges or denies what it names."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.study import Block, BlockKind, Document, DocumentId
from extract.language import Language
from extract.polarity import polarity_of
from extract.theme import Polarity, Theme
from tests.extract.paper import Paper

Read = Callable[..., list[Theme]]

DENIES = [
    ("No study reported weather delays as a barrier.", "weather delays"),
    ("Cost was not found to be a barrier.", "Cost"),
    ("Cost was not a barrier in any of the farms.", "Cost"),
    ("Contrary to expectation, cost did not hinder adoption.", "cost"),
    ("Neither cost nor noise hindered the crews.", "cost"),
    ("Neither cost nor noise hindered the crews.", "noise"),
    ("None of the studies mentions fatigue.", "fatigue"),
    ("None of the reviews identified language as an obstacle.", "language"),
    ("There is no evidence that noise is a barrier.", "noise"),
    ("The crews do not use HydroScan.", "HydroScan"),
    ("HydroScan was not used by any of the crews.", "HydroScan"),
    ("HydroScan is no longer used.", "HydroScan"),
    ("Cost was cited as a barrier, but noise was not.", "noise"),
    ("Cost, not noise, was the main barrier.", "noise"),
    ("Cost rather than noise was named as a barrier.", "noise"),
    ("The surveys found no effect of noise on crews.", "noise"),
    ("No wardens were employed in these parks.", "wardens"),
    ("The parks work without wardens.", "wardens"),
    ("Wardens were absent from all sites.", "Wardens"),
    ("There was no mention of fatigue.", "fatigue"),
    ("We found no evidence of fatigue among pilots.", "fatigue"),
    ("Fatigue was ruled out as a cause.", "Fatigue"),
    ("The review rejects the claim that cost is a barrier.", "cost"),
    ("Cost ceased to be a barrier after 2015.", "Cost"),
    ("Cost failed to emerge as a barrier.", "Cost"),
    ("Lack of time was not reported as a barrier.", "Lack of time"),
    ("The following barriers were not reported: cost and noise.", "cost"),
    ("Fatigue could not be confirmed as a barrier.", "Fatigue"),
    ("Although cost was not discussed, noise was a barrier.", "cost"),
    ("Language was not considered a barrier by managers.", "Language"),
    ("Managers did not regard language as a barrier.", "language"),
    ("Managers do not consider fatigue to be a barrier.", "fatigue"),
    ("The participants did not seem to be worried about theft.", "theft"),
    ("The participants were not worried about theft.", "theft"),
    ("We looked for a harbour pilot and found none.", "harbour pilot"),
    ("No harbour pilot was found in the records.", "harbour pilot"),
    ("The role of harbour pilot does not exist in these ports.", "harbour pilot"),
    ("Harbour pilots do not exist in these ports.", "Harbour pilots"),
    ("The ports need not employ a harbour pilot.", "harbour pilot"),
    ("In contrast to earlier reviews, we did not find theft to be a barrier.", "theft"),
    ("Theft, which earlier reviews stress, did not appear as a barrier.", "Theft"),
    ("Resistance among crews did not emerge as a theme.", "Resistance among crews"),
    ("Cost was not significant in any model.", "Cost"),
    ("One study denies that cost is a barrier.", "cost"),
    ("Crews dispute that noise is a problem.", "noise"),
    (
        "A security officer was heard in none of the cases before the first service was in production.",
        "security officer",
    ),
    ("The most common problem was not fog but ice.", "fog"),
    ("The tools used most often are HydroScan and EchoMap, but not SonarX.", "SonarX"),
    ("Fear of fog, often supposed to be a problem, was not one in the ports that asked.", "Fear of fog"),
    ("Refusal of crews, feared at the outset, did not materialise in any port.", "Refusal of crews"),
    ("Traffic was nowhere hampered by fog, which earlier authors had suspected.", "fog"),
    ("Dredging was delayed by ice but not by fog.", "fog"),
]
HEDGES = [
    ("Few studies report vandalism as a problem.", "vandalism"),
    ("Vandalism was rarely reported.", "Vandalism"),
    ("Theft was hardly mentioned.", "Theft"),
    ("Theft may be a barrier in small towns.", "Theft"),
    ("Noise might hinder adoption.", "Noise"),
    ("Noise could be an obstacle for night crews.", "Noise"),
    ("It is possible that noise is an obstacle.", "noise"),
    ("Noise is potentially an obstacle.", "Noise"),
    ("Noise is a potential barrier.", "Noise"),
    ("Noise is thought to be an obstacle.", "Noise"),
    ("Noise is believed to slow the crews.", "Noise"),
    ("Noise appears to be an obstacle.", "Noise"),
    ("Noise seems to hinder the work.", "Noise"),
    ("There is little evidence that noise is a barrier.", "noise"),
    ("If cost is a barrier, loans can help.", "cost"),
    ("We asked whether cost is a barrier.", "cost"),
    ("It remains unclear whether cost is a barrier.", "cost"),
    ("Is cost a barrier?", "cost"),
    ("Lack of training may explain the errors.", "Lack of training"),
    ("A planner may be appointed for the first stage.", "planner"),
    ("Fatigue was suspected but never confirmed.", "Fatigue"),
    ("Fatigue is likely to be a barrier.", "Fatigue"),
    ("Fatigue is probably a barrier.", "Fatigue"),
    ("Fatigue is arguably the main barrier.", "Fatigue"),
    ("Fatigue cannot be ruled out.", "Fatigue"),
    ("Cost is unlikely to be a barrier.", "Cost"),
    ("Cost is not necessarily a barrier.", "Cost"),
]
ASSERTS = [
    ("Lack of trained staff was reported in nine studies.", "Lack of trained staff"),
    ("The absence of a common standard hinders exchange.", "absence of a common standard"),
    ("There is no common standard for plot numbers.", "no common standard"),
    ("Farmers do not trust the forecasts.", "Farmers do not trust the forecasts"),
    ("Staff shortages hinder the programme.", "Staff shortages"),
    ("The main barriers are cost, noise and fatigue.", "noise"),
    ("Barriers include cost, noise and fatigue.", "fatigue"),
    ("The crews use HydroScan for surveys.", "HydroScan"),
    ("Cost was cited as a barrier, but noise was not.", "Cost"),
    ("Cost, not noise, was the main barrier.", "Cost"),
    ("Unlike cost, noise was seen as a barrier.", "noise"),
    ("Apart from cost, no barrier was mentioned.", "cost"),
    ("Not only cost but also noise was reported.", "cost"),
    ("Not only cost but also noise was reported.", "noise"),
    ("Cost was not only reported by farmers but also by buyers.", "Cost"),
    ("Cost is not the only barrier.", "Cost"),
    ("Cost was not the main barrier.", "Cost"),
    ("Noise is no minor problem.", "Noise"),
    ("Wardens do not have maps.", "Wardens"),
    ("The stages are planning, planting and harvest.", "planting"),
    ("A planner can be appointed for the first stage.", "planner"),
    ("Some authors suggest that fatigue plays a role.", "fatigue"),
    ("There is no doubt that fatigue is a barrier.", "fatigue"),
    ("Without doubt, fatigue is a barrier.", "fatigue"),
    ("Crews that do not sleep suffer from fatigue.", "fatigue"),
    ("Because maps are not updated, wrong routes are common.", "wrong routes"),
    ("Unclear ownership of data was named by all sources.", "Unclear ownership of data"),
    ("Although cost was not discussed, noise was a barrier.", "noise"),
    ("A harbour pilot was found in only one port.", "harbour pilot"),
    ("Costs that are not covered by insurance were named most often.", "Costs that are not covered by insurance"),
    ("Data are not shared between ports.", "Data are not shared"),
    ("Where there are none, the task falls to the porter.", "porter"),
    ("Where there are none, the task falls to the harbour master.", "harbour master"),
    ("Otherwise, the tide gauge was left alone.", "tide gauge"),
    ("Crews fail to capture the slow currents.", "capture the slow currents"),
    ("Pilots found it difficult to read charts at night.", "difficult to read charts"),
    ("Only three ports employ a pilot.", "pilot"),
    ("A few studies report fog as a barrier.", "fog"),
    ("The most common problem was not fog but ice.", "ice"),
    ("It was not until 2010 that cost became a barrier.", "cost"),
    ("Crews did not have enough time, which delayed the survey.", "not have enough time"),
    ("Inspection is followed by repair, which does not require a permit.", "repair"),
    ("Ports that do not use HydroScan rely on divers.", "divers"),
    ("Ports without pilots rely on radar.", "radar"),
    ("Divers are not available at night.", "Divers"),
    ("The tools used most often are HydroScan and EchoMap, but not SonarX.", "EchoMap"),
    ("Models that cannot be explained are not trusted.", "not trusted"),
    ("Data quality was the most frequently reported barrier, although it was not measured.", "Data quality"),
    ("The harbour master does not take part in planning.", "planning"),
    ("Crews do not report collisions, and they say why: fear of blame and long forms.", "fear of blame"),
    ("Pilots have never seen the dredge, and crews do not know the charts.", "crews do not know the charts"),
    ("What happens to ports that silt up?", "What happens to ports that silt up"),
    ("Dredging is not done at night, and the crews use SiltScan by day.", "SiltScan"),
    ("The survey is slow, yet the crews trust it.", "survey"),
    ("A deck mentor may be the only person whom a cadet asks.", "deck mentor"),
]


def said(language: Language, sentence: str, label: str) -> Polarity:
    document = Document(
        DocumentId("d1"), "a.md", "markdown", sentence, blocks=(Block(BlockKind.PARAGRAPH, 0, len(sentence)),)
    )
    start = sentence.index(label)
    return polarity_of(language.read(document).passages[0], start, start + len(label))


@pytest.mark.parametrize(("sentence", "label"), DENIES)
def test_what_a_sentence_says_is_not_so_is_denied(language: Language, sentence: str, label: str) -> None:
    """By "not", "no", "none", "without", "rather than", by verbs of denial, and by a second clause that finds none."""
    assert said(language, sentence, label) is Polarity.DENIES


@pytest.mark.parametrize(("sentence", "label"), HEDGES)
def test_what_a_sentence_leaves_open_is_hedged(language: Language, sentence: str, label: str) -> None:
    """By modals, adverbs and adjectives of doubt, rarity, belief, questions and conditions."""
    assert said(language, sentence, label) is Polarity.HEDGES


@pytest.mark.parametrize(("sentence", "label"), ASSERTS)
def test_a_negation_of_something_else_is_no_denial(language: Language, sentence: str, label: str) -> None:
    """Not of the label's own words, of another clause, of a part ("not the only"), or of what somebody does."""
    assert said(language, sentence, label) is Polarity.ASSERTS


def polarities(themes: list[Theme]) -> dict[str, Polarity]:
    return {theme.label: theme.polarity for theme in themes}


def test_a_lead_in_that_denies_denies_its_list(themes: Read) -> None:
    """The items say nothing of it themselves."""
    paper = Paper().head("Results").say("The following barriers were not reported by any port:")
    paper.list("Shortage of pilots", "Fear of fog")

    assert set(polarities(themes(paper, "challenge")).values()) == {Polarity.DENIES}


def test_an_item_whose_explanation_denies_it_is_denied(themes: Read) -> None:
    """The other items of the list are not."""
    paper = Paper().head("Results").say("The main barriers are:")
    paper.list("Shortage of pilots: named by nine ports.", "Theft of buoys: not reported by any port.")

    found = polarities(themes(paper, "challenge"))

    assert found["Shortage of pilots"] is Polarity.ASSERTS
    assert found["Theft of buoys"] is Polarity.DENIES


def test_a_heading_that_denies_denies_the_list_below_it(themes: Read) -> None:
    """Where no sentence leads in to the list."""
    paper = Paper().head("Barriers").head("Barriers that were not confirmed", 2)
    paper.list("Shortage of pilots", "Fear of fog")

    assert set(polarities(themes(paper, "challenge")).values()) == {Polarity.DENIES}


def test_a_row_that_says_no_is_denied(themes: Read) -> None:
    """Only under a head that asks whether the item was found; a dash in a table of places says nothing."""
    paper = (
        Paper()
        .head("Results")
        .table(
            "Barriers of the ports",
            ("Barrier", "Reported", "North"),
            ("Shortage of pilots", "yes", "-"),
            ("Theft of buoys", "no", "x"),
        )
    )

    found = polarities(themes(paper, "challenge"))

    assert found["Shortage of pilots"] is Polarity.ASSERTS
    assert found["Theft of buoys"] is Polarity.DENIES


@given(st.text(alphabet="abc no.t,:;?()", min_size=1, max_size=60), st.integers(0, 59))
@settings(max_examples=40, deadline=None)
def test_any_words_have_a_polarity(language: Language, words: str, place: int) -> None:
    """However broken the sentence is."""
    text = words.strip() or "a"
    start = min(place, len(text) - 1)
    document = Document(DocumentId("d1"), "a.md", "markdown", text, blocks=(Block(BlockKind.PARAGRAPH, 0, len(text)),))

    assert polarity_of(language.read(document).passages[0], start, start + 1) in Polarity

"""A theme's confidence: what raises it, what lowers it, and what the bundled weights are."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import BadInput
from extract.codebook import Codebook
from extract.confidence import Weights, confidence, parse
from extract.language import Language
from extract.pipeline import extract, scopes_of, themes_of
from tests.extract.paper import Paper


@pytest.fixture(scope="session")
def weights(root: Path) -> Weights:
    path = root / "data" / "confidence" / "weights.toml"
    return parse(path.name, path.read_text(encoding="utf-8"))


chances = st.floats(0, 1)


@given(own=chances, places=st.floats(0, 5), beside=st.floats(0, 5))
def test_a_confidence_is_a_chance_and_rises_with_each_thing_that_speaks_for_it(
    own: float, places: float, beside: float
) -> None:
    """More certain sources, more places or a longer list never make it less sure."""
    weights = Weights(-1.0, {"own": 0.5, "places": 0.3, "beside": 0.7}, 0.4)
    here = confidence({"own": own, "places": places, "beside": beside}, weights)

    assert 0 <= here <= 1
    assert here <= confidence({"own": min(1.0, own + 0.1), "places": places + 1, "beside": beside + 1}, weights)


def test_without_weights_the_sources_are_believed() -> None:
    """Their own estimate is the confidence."""
    assert confidence({"own": 0.61, "places": 2.0}, None) == 0.61


def test_a_list_item_is_surer_than_a_phrase_in_passing(weights: Weights, language: Language, generic: Codebook) -> None:
    """By the bundled weights, in one paper."""
    paper = Paper().head("Results").head("Roles", 2).say("The studies name the following roles:")
    paper.list("Ferry pilot: steers the boat.", "Deck engineer: keeps the engine.", "Harbour manager")
    paper.head("Introduction").say("The night inspector was late.")
    made, _ = themes_of(paper.study(), generic, scopes_of(paper.study(), generic, language), weights)
    found = {theme.label: theme.confidence for theme in made.themes}
    found |= {rejected.label: rejected.confidence for rejected in made.rejected}

    assert found["Ferry pilot"] > 0.8 > found["Night inspector"]


def test_what_the_weights_call_too_doubtful_is_rejected(language: Language, generic: Codebook) -> None:
    """A threshold that nothing reaches leaves no theme, and each candidate with the reason."""
    paper = Paper().head("Results").say("The main barriers are:").list("Late trains", "High fares")

    made = extract(paper.study(), generic, language, Weights(-3.0, {}, 0.5))

    assert made.themes == ()
    assert [rejected.reason for rejected in made.rejected] == ["confidence 0.05 is below 0.50"] * 2


@pytest.mark.parametrize("text", ["bias = ", "bias = 1\nleast = 0.4", 'bias = 1\nleast = 0.4\n[weights]\nown = "much"'])
def test_a_broken_file_of_weights_is_one_sentence(text: str) -> None:
    """No traceback."""
    with pytest.raises(BadInput, match=r"weights.toml: holds no weights"):
        parse("weights.toml", text)

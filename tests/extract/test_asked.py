"""What the research questions tell of sections whose titles say nothing."""

from __future__ import annotations

from collections.abc import Callable

from extract.asked import answering
from extract.theme import Theme
from tests.extract.paper import Paper

Read = Callable[..., list[Theme]]


def labels(themes: list[Theme]) -> list[str]:
    return [theme.label for theme in themes]


def test_a_title_that_points_at_its_question_answers_it(themes: Read) -> None:
    """ "Upstream (RQ2)" is about roles when the second question asks for them."""
    paper = Paper().head("Introduction")
    paper.say("We ask two questions. Which barriers are reported (RQ1)? Which roles are involved (RQ2)?")
    paper.head("Results").head("Upstream (RQ2)", 2)
    paper.list("River warden: walks the bank.", "Gauge keeper: reads the levels.")

    assert labels(themes(paper, "role")) == ["River warden", "Gauge keeper"]


def test_the_section_between_two_answers_answers_the_question_between_them(themes: Read) -> None:
    """The sections of the results follow the questions of the abstract in their order."""
    paper = Paper().head("Introduction")
    paper.say("This review asks who does the work, with what, and what stands in the way of it.")
    paper.head("Results").head("Characteristics of the studies", 2).say("Nine studies were found.")
    paper.head("Roles", 2).list("River warden: walks the bank.", "Gauge keeper: reads the levels.")
    paper.head("The cupboard", 2).list("FlowEye, used by two towns", "TideBar, used by one")
    paper.head("Barriers", 2).list("Late permits", "Steep banks")

    assert labels(themes(paper, "tool")) == ["FlowEye", "TideBar"]


def test_answers_in_another_order_than_the_questions_tell_nothing(themes: Read) -> None:
    """Where roles come after barriers the sections do not follow the questions."""
    paper = Paper().head("Introduction")
    paper.say("This review asks who does the work, with what, and what stands in the way of it.")
    paper.head("Results").head("Barriers", 2).list("Late permits", "Steep banks")
    paper.head("The cupboard", 2).list("FlowEye, used by two towns", "TideBar, used by one")
    paper.head("Roles", 2).list("River warden: walks the bank.", "Gauge keeper: reads the levels.")

    assert "FlowEye" not in labels(themes(paper, "challenge")) + labels(themes(paper, "role"))


def test_without_questions_no_section_is_told() -> None:
    """Nothing asked, nothing answered."""
    assert answering({}, (), (), ()) == {}

"""The view of dependence and the page Overlap: figures, switches, and the words below each of them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from concord import KnowledgeBase
from dashboard.agreement.tie_frames import tie_id
from dashboard.overlap import frames as overlap_frames
from tests.dashboard.conftest import samples
from tests.dashboard.test_pages import opened, press, text


@pytest.fixture(scope="module")
def tied_store(small_store: Path, root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small knowledge base with a review of reviews: it includes one of its studies and cites others."""
    path = shutil.copy(small_store, tmp_path_factory.mktemp("tied") / "tied.db")
    kb = KnowledgeBase(path)
    kb.add(samples(root, "amsel"))
    kb.close()
    return Path(path)


@pytest.fixture
def tied(tied_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> KnowledgeBase:
    """A copy of it, which CONCORD_KB names."""
    path = shutil.copy(tied_store, tmp_path / "tied.db")
    monkeypatch.setenv("CONCORD_KB", str(path))
    return KnowledgeBase(path)


def test_the_overlap_is_shown_as_a_range(store: Path) -> None:
    """One figure alone would hide what it assumes; the range stands before it."""
    low, high = KnowledgeBase(store).overlap()["range"]
    said = text(opened("overlap"))

    assert said.index(f"{100 * low:.1f} to {100 * high:.1f} %") < said.index("As chosen above it is")


def test_a_switch_of_the_url_moves_the_figure_and_not_the_range(store: Path) -> None:
    """A link opens the same assumptions."""
    kb = KnowledgeBase(store)
    chosen = kb.overlap("all", missing=False)["whole"]["corrected"]
    usual, other = opened("overlap"), opened("overlap", works="all", cells="absent")

    assert f"it is **{100 * chosen:.1f} %**" in text(other) and f"it is **{100 * chosen:.1f} %**" not in text(usual)
    assert other.selectbox(key="works").value == "all"
    assert usual.markdown[2].value == other.markdown[2].value


def test_two_reviews_name_the_primary_studies_that_they_share(store: Path) -> None:
    """All of them, and no other; a chosen one stands as both lists have it."""
    overlap = KnowledgeBase(store).overlap()
    pair = max(overlap["pairs"], key=lambda pair: (pair["shared"], pair["one"]))
    both = {pair["one"], pair["other"]}
    app = opened("overlap", pair=f"{pair['one']}~{pair['other']}", shared="0")
    shared = [work["work"] for work in overlap["works"] if both <= set(work["reviews"])]
    listed = next(table.value for table in app.dataframe if "primary study" in table.value.columns)

    assert len(shared) == pair["shared"] > 0
    assert listed["primary study"].tolist() == shared
    entries = [c for c in KnowledgeBase(store).overlap(cells=True)["cells"] if c["work"] == shared[0]]
    assert all(entry["reference"].split(",")[0] in text(app) for entry in entries if entry["review"] in both)


def test_a_cell_of_the_matrix_opens_the_entry_that_it_rests_on(store: Path) -> None:
    """And where it was matched, to whose entry and by which fields."""
    cell = next(c for c in KnowledgeBase(store).overlap(cells=True)["cells"] if c["with_review"] and c["reference"])
    app = opened("overlap")
    app.selectbox(key="_work").select(cell["work"]).run()
    app.selectbox(key="_review").select(cell["review"]).run()

    assert app.query_params["cell"]
    assert cell["reference"].split(",")[0] in text(app)
    assert f"{', '.join(cell['matched'])} agree" in text(app)


POND = """# {title}

{author}

## Abstract

{said}

## Included studies

The review includes two studies [1, 2].

## References

[1] Moss, T. ({year}). Night chorus of the common frog in small ponds of towns. Pond Letters, {volume}, {volume}0.

[2] {author} ({year}). {said} Field Notes, 3, 11.
"""
CALLS = "We looked for what is known of frogs that call at night in the ponds of towns, and of people who hear them."
PEACE = (
    "Whoever lives beside water that is loud from April to July was asked in surveys; we gathered what they answered."
)


def test_references_in_doubt_are_judged_where_they_are_shown(store: Path, tmp_path: Path) -> None:
    """Signed, and then they are in doubt no more."""
    kb = KnowledgeBase(store)
    for title, author, said, year, volume in (
        ("Calls of frogs in garden ponds: a systematic review", "Ada Quill", CALLS, 2011, 4),
        ("How neighbours put up with amphibians: a scoping review", "Bo Reed", PEACE, 2014, 7),
    ):
        paper = tmp_path / f"{author}.md"
        paper.write_text(POND.format(title=title, author=author, said=said, year=year, volume=volume))
        assert not kb.add(paper).unreadable
    waiting = kb.overlap()["doubts"]
    app = opened("overlap")

    assert f"Doubtful matches ({len(waiting)})" in text(app) and waiting
    app.text_input(key="reviewer").input("Rosa")
    press(app, "They are two works")
    assert len(kb.overlap()["doubts"]) == len(waiting) - 1
    assert kb.log()[-1]["who"] == "Rosa"


def test_a_tie_opens_on_the_words_that_show_it(tied: KnowledgeBase) -> None:
    """From a link, and from the ties of one of its studies."""
    tie = tied.dependence()["ties"][0]
    app = opened("agreement", view="dependence", tie=tie_id(tie))
    assert " ".join(tie["evidence"].split())[:60] in text(app)

    app = opened("agreement", view="dependence", study=tie["source"])
    app.button(key=f"tie {tie_id(tie)}").click().run()
    assert " ".join(tie["evidence"].split())[:60] in text(app)
    assert app.query_params["tie"] and "study" not in app.query_params


def test_the_kinds_of_ties_are_chosen_in_the_url(tied: KnowledgeBase) -> None:
    """What is not drawn is named, and the table keeps all ties."""
    ties = tied.dependence()["ties"]
    hidden = {tie["kind"] for tie in ties} - {"includes"}
    app = opened("agreement", view="dependence", ties="includes")

    assert len(hidden) < len({tie["kind"] for tie in ties})
    assert len(app.dataframe[0].value) == len(ties)
    assert all(kind in next(c.value for c in app.caption if "Not drawn" in c.value) for kind in hidden) and hidden


CHOICES = (
    "facet studies concept by sort pair cell tie ties study measure item shared reviews kind standing scope".split()
)
SWITCHES = ("works", "lists", "doubtful", "witness", "cells")
SEEN = (("agreement", "agreement"), ("agreement", "dependence"), ("refutations", "contradictions"))


@pytest.mark.parametrize(("page", "view"), [*SEEN, ("refutations", "disputed"), ("overlap", "")])
def test_a_mistyped_link_opens_each_view_as_usual(page: str, view: str, store: Path) -> None:
    """Switches, choices and pages that there are not are no error, and leave no trace in the figures."""
    url = {"view": view} if view else {}
    wrong = opened(
        page,
        **url,
        **dict.fromkeys((*CHOICES, *SWITCHES), "gone"),
        **{"from": "999", "row": "x", "held": "99"},
    )

    assert [element.value for element in wrong.markdown] == [element.value for element in opened(page, **url).markdown]


def test_many_reviews_are_shown_by_those_that_share_most() -> None:
    """A square of a thousand reviews is none that anybody reads."""
    pairs = [{"one": "a", "other": "b", "shared": 1}, {"one": "c", "other": "d", "shared": 5}]

    assert overlap_frames.most_sharing({"reviews": ["d", "b", "a", "c"], "pairs": pairs}, most=2) == ["c", "d"]
    assert overlap_frames.most_sharing({"reviews": ["d", "b", "a", "c"], "pairs": pairs}) == ["a", "b", "c", "d"]

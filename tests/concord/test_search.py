"""Search finds by words in any form and by meaning, and marks what it found."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord import BadInput, KnowledgeBase, NotFound, Role
from concord.query import Filter, Query, parse
from concord.search import Entry, Index, marks
from concord.stems import stem, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("challenges", "challenge"),
        ("monitoring", "monitored"),
        ("studies", "study"),
        ("deployment", "deploying"),
        ("organisation", "organizing"),
        ("nurses", "nursing"),
        ("processes", "processing"),
        ("planned", "plan"),
        ("Kafé", "kafe"),
        ("keeper's", "keepers"),
    ],
)
def test_forms_of_a_word_meet(one: str, other: str) -> None:
    """Number, tense, spelling and accents are no difference."""
    assert stem(one) == stem(other)


@pytest.mark.parametrize(
    ("one", "other"), [("data", "date"), ("policy", "police"), ("nurse", "curse"), ("bias", "bia")]
)
def test_different_words_stay_apart(one: str, other: str) -> None:
    """A stemmer that is too eager finds what nobody asked for."""
    assert stem(one) != stem(other)


@given(st.text(max_size=80))
def test_words_know_their_place(text: str) -> None:
    """Each span is a word of the text, in order, without overlap."""
    place = 0
    for found, start, end in words(text):
        assert place <= start < end <= len(text)
        assert found == stem(text[start:end])
        place = end


@given(st.text(max_size=80), st.text(max_size=20))
def test_marks_lie_in_the_text(text: str, query: str) -> None:
    """Whatever is asked for."""
    stems = [s for s, _, _ in words(query)]
    for start, end in marks(text, stems):
        assert stem(text[start:end]) in stems


def test_rare_words_weigh_more() -> None:
    """BM25: the entry with the rare word comes before those with the common one."""
    rows = [Entry("passage", f"p{n}", "", "", "s", "hives on the roof") for n in range(5)]
    index = Index([*rows, Entry("passage", "rare", "", "", "s", "insurance of the roof")])

    assert index.find("insurance roof")[0].entry.id == "rare"


def test_a_theme_is_found_with_its_quote_marked(kb: KnowledgeBase) -> None:
    """The words of the query are marked in the verbatim quote, in the form that stands there."""
    hits = kb.find("complaint about noise")
    theme = next(hit for hit in hits if hit["kind"] == "theme")

    assert theme["label"] == "Noise complaints"
    assert [theme["text"][start:end].lower() for start, end in theme["marks"]] == ["noise", "complaints"]
    document = next(d for s in kb.corpus for d in s.documents if d.name == theme["document"])
    assert document.text[theme["start"] : theme["end"]] == theme["text"]


def test_what_shares_no_word_is_found_by_meaning(kb: KnowledgeBase) -> None:
    """Nobody writes "robbery", and yet theft is found."""
    hits = kb.find("robbery of beehives")

    assert ("Theft of hives", "meaning") in [(hit["label"], hit["by"]) for hit in hits]


def test_filters_narrow_the_search(kb: KnowledgeBase) -> None:
    """By facet and by study, also by the beginning of a study's id."""
    assert {hit["facet"] for hit in kb.find("keeper", facet="role")} == {"role"}
    (cedar,) = [study.id for study in kb.corpus if study.id.startswith("cedar")]
    assert {hit["study"] for hit in kb.find("keeper", study="cedar")} == {cedar}


def test_the_same_question_has_the_same_answer(kb: KnowledgeBase, filled: object) -> None:
    """In another program too."""
    assert kb.find("heat of hives") == KnowledgeBase(str(filled)).find("heat of hives")


def test_an_empty_question_is_said(kb: KnowledgeBase) -> None:
    """And so is a filter that fits nothing."""
    with pytest.raises(BadInput, match="at least one word"):
        kb.find("  ")
    with pytest.raises(NotFound, match=r"no study 'elm'.*alder"):
        kb.find("hive", study="elm")
    assert kb.find("zzzxqy") == []


@pytest.fixture(scope="module")
def bees(filled: Path) -> KnowledgeBase:
    """The three papers, for reading."""
    return KnowledgeBase(filled, role=Role.READER)


def test_a_phrase_stands_side_by_side_in_one_text(bees: KnowledgeBase) -> None:
    """In these forms, and marked as a whole; the words apart are not it, nor is the end of one text with the next."""
    hits = bees.find('"noise complaints"')
    index = Index([Entry("theme", "t1", "Hive", "role", "s", "the roof of the hive", also="keeper\nhive")])

    assert hits and all("noise complaints" in f"{hit['label']} {hit['text']}".casefold() for hit in hits)
    assert any(hit["text"][start:end] == "Noise complaints" for hit in hits for start, end in hit["marks"])
    assert bees.find('"complaints noise"') == bees.find('"noise complaint"') == []
    assert [len(index.find(parse(f'"{words}"'))) for words in ("roof of the", "keeper hive", "hive the")] == [1, 0, 0]


def test_a_phrase_of_small_words_stands_there_too() -> None:
    """No word of it is ranked by, and the texts that hold it are found all the same, best first by the other words."""
    index = Index(
        [Entry("theme", f"t{n}", "Hive", "role", "s", text) for n, text in enumerate(("roof of the hive", "of a hive"))]
    )

    assert [hit.entry.id for hit in index.find(parse('"of the"'))] == ["t0"]
    assert [hit.entry.id for hit in index.find(parse('hive "of the"'))] == ["t0"]
    assert [hit.entry.id for hit in index.find(parse('bee "of the"'))] == []


def test_what_is_excluded_is_not_found(bees: KnowledgeBase) -> None:
    """A word in any of its forms, a phrase, and a filter."""
    every = {hit["id"] for hit in bees.find("keepers kind:theme", limit=99)}
    without = bees.find('keepers kind:theme -trained -"hive keeper" -facet:tool', limit=99)

    assert {hit["id"] for hit in without} < every
    assert not any("train" in hit["label"].lower() or "hive keeper" in hit["label"].lower() for hit in without)


@pytest.mark.parametrize("query", ["rooftop honey", "dora dogwood", "Dogwood 2022", "kind:study year:2022"])
def test_a_study_is_found_by_title_author_and_year(bees: KnowledgeBase, query: str) -> None:
    """As a list of literature names it."""
    first = next(hit for hit in bees.find(query) if hit["kind"] == "study")

    assert first["label"] == "Rooftop honey: an interview study" and first["year"] == 2022


def test_filters_alone_list_what_fits(bees: KnowledgeBase) -> None:
    """The filters on concepts agree with the list of concepts, the most supported first."""
    concepts = bees.concepts()
    tests = {
        "support:>=2": lambda c: c["support"]["studies"] >= 2,
        "support:1": lambda c: c["support"]["studies"] == 1,
        "effective:>1.5": lambda c: c["support"]["effective"][0] > 1.5,
        "effective:<=1.5": lambda c: c["support"]["effective"][1] <= 1.5,
        'verdict:"single study",contested': lambda c: c["verdict"] in ("single study", "contested"),
        "study:cedar": lambda c: any(id.startswith("cedar") for id in (*c["studies"], *c["denied_by"])),
        "-facet:role status:proposed": lambda c: c["facet"] != "role",
    }
    for query, fits in tests.items():
        found = bees.find(f"kind:concept {query}", limit=99)
        assert {hit["id"] for hit in found} == {c["id"] for c in concepts if fits(c)}, query
        support = [hit["support"]["studies"] for hit in found]
        assert support == sorted(support, reverse=True)


@pytest.mark.parametrize("query", ["keeper", "facet:role,challenge", '"hive keeper" -honey', "study:alder support:>=2"])
def test_each_count_is_what_its_filter_finds(bees: KnowledgeBase, query: str) -> None:
    """The number beside a value is the number of hits once it is chosen: every count is a door."""
    found, short = bees.ask(query), {study["id"]: study["short"] for study in bees.studies()}

    for field, counts in found["counts"].items():
        for value, number in counts.items():
            chosen = parse(query).filtered(field, [short.get(value, value)])
            assert bees.ask(str(chosen))["total"] == number, chosen


def test_pages_follow_on_one_another(bees: KnowledgeBase) -> None:
    """Together they are the whole list, each hit once."""
    whole = bees.find("keepers of hives", limit=999)
    pages = [bees.ask("keepers of hives", limit=4, offset=offset) for offset in range(0, len(whole) + 4, 4)]

    assert [hit for page in pages for hit in page["hits"]] == whole
    assert {page["total"] for page in pages} == {len(whole)} and len(whole) > 8


def test_words_and_meaning_can_be_asked_for_alone(bees: KnowledgeBase) -> None:
    """Nobody writes "robbery": words find nothing, meaning does."""
    assert bees.find("robbery by:words") == []
    assert {hit["by"] for hit in bees.find("robbery of beehives by:meaning")} == {"meaning"}


def test_what_finds_nothing_says_what_does(bees: KnowledgeBase) -> None:
    """A word spelt as the papers do, the words of a phrase apart, one filter less: each with what it finds."""
    rows = [*bees.ask("insurence by:words")["instead"], *bees.ask('"hive roof" facet:role study:alder')["instead"]]
    rows += bees.suggestions()

    queries = {row["query"] for row in rows}
    assert {"insurance by:words", "hive roof facet:role study:alder", "facet:role study:alder"} <= queries
    assert '"hive roof" study:alder' not in queries  # which finds nothing either
    assert all(bees.ask(row["query"])["total"] == row["total"] > 0 for row in rows)


def test_a_decision_is_in_the_next_answer(kb_path: Path) -> None:
    """What is rejected is found by its status alone; an index that goes on from the last is as one made anew."""
    kb = KnowledgeBase(kb_path, user="ann")
    theme, other = (hit["id"] for hit in kb.find("kind:theme keeper", limit=2))
    kb.reject(theme, reason="none")
    kb.rename(other, "Guardian of hives", reason="a better word")

    assert theme not in {hit["id"] for hit in kb.find("keeper", limit=99)}
    assert [hit["id"] for hit in kb.find("status:rejected kind:theme")] == [theme]
    assert kb.find('"guardian of hives" kind:theme')[0]["label"] == "Guardian of hives"
    assert kb.find("keeper hives", limit=99) == KnowledgeBase(kb_path).find("keeper hives", limit=99)


def test_a_box_rewrites_its_own_filter_alone() -> None:
    """What was typed stays, and so do exclusions."""
    query = parse("hive facet:role -facet:tool year:2021")

    assert str(query.filtered("facet", ["stage"])) == "hive -facet:tool year:2021 facet:stage"
    assert query.filtered("facet", []) == query.without(Filter("facet", ("role",)))
    assert Query().filtered("study", ['“Odd” "name"']).values("study") == ("Odd name",)

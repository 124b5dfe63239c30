"""A paper against itself: numbers, lists, shares, pointers, tables and files, each with sentences that only look so."""

from __future__ import annotations

import pytest

from corpus.identity import join
from corpus.read import read
from corpus.study import Study
from synthesis.disagreement import Disagreement, Kind, Scope
from synthesis.refutation import found_within

ABSTRACT = (
    "Beekeepers on city roofs were visited for one summer, and what they said was written down word by word. The notes "
    "were read again in winter, sorted by street, and told to the keepers, who laughed at a few of them."
)


def written(*paragraphs: str, abstract: str = ABSTRACT, heading: str = "Results") -> Study:
    """A paper on the bees of roofs, read from a Markdown file."""
    lines = ["# Bees on the roofs of harbour towns", "Ada Quill", "## Abstract", abstract, f"## {heading}", *paragraphs]
    return join([read("bees.md", "\n\n".join(lines).encode())])[0]


def found(*paragraphs: str, abstract: str = ABSTRACT, heading: str = "Results") -> list[Disagreement]:
    return [*found_within(written(*paragraphs, abstract=abstract, heading=heading))]


@pytest.mark.parametrize(
    ("paragraphs", "computed"),
    [
        (
            ("Four habits were identified in the visits.", "Figure 2 shows the five habits and their weights."),
            "4 here, 5 there",
        ),
        (
            ("Three kinds of hive emerged from the notes.", "All four kinds of hive are drawn in the appendix."),
            None,  # "of hive" follows both, so that the noun alone does not tell whether they are the same
        ),
        (
            (
                "A group of nine volunteers was looking after the harbour hives.",
                "Seven people look after the harbour hives.",
            ),
            None,  # "looking" and "look" are not the same words
        ),
        (
            (
                "Nine keepers working on the harbour roof took part.",
                "Eleven keepers working on the harbour roof were fed.",
            ),
            "9 here, 11 there",
        ),
    ],
)
def test_one_thing_counted_twice_has_one_number(paragraphs: tuple[str, ...], computed: str | None) -> None:
    """A set that is pointed back at with a larger number, and the same words behind another number, are told."""
    assert [one.computed for one in found(*paragraphs)] == ([computed] if computed else [])


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("Five habits were identified in the visits.", "The three habits that concern smoke are told first."),
        ("Five habits were identified in the visits.", "The first three habits concern smoke."),
        ("Five habits were identified in the visits.", "Six habits of gardeners were named by Rook et al. (2014)."),
        ("Five habits were identified in the visits.", "Figure 2 shows the five habits, and Table 3 six roofs."),
        ("Up to five habits were identified in each visit.", "Figure 2 shows the six habits."),
        ("Five to six habits were identified in each visit.", "Figure 2 shows the six habits."),
        ("Five habits were identified at first. Six habits were identified later.", "Figure 2 shows the six habits."),
        ("In 2019, five roofs were visited.", "In 2020, eight roofs were visited."),
        ("Nine keepers working on the harbour roof took part.", "Two of the keepers working on the harbour roof left."),
        ("The queen was marked five times in the summer.", "The queen was marked two times in the summer."),
        ("However, the habits differ. However, the roofs do not.", "However, five habits are known."),
    ],
)
def test_counts_of_other_things_are_no_disagreement(paragraphs: tuple[str, ...]) -> None:
    """Subsets, ranges, other groups, years, stages of the work, units and "however" are passed over."""
    assert found(*paragraphs) == []


def test_the_abstract_counts_as_the_text_does() -> None:
    """What was asked or found, where the text never has the number of the abstract, not even in other words."""
    abstract = f"{ABSTRACT} We interviewed 14 keepers on nine roofs."
    (only,) = found("For this study we interviewed 17 keepers in their own kitchens.", abstract=abstract)
    assert (only.computed, only.kind, only.scope) == ("14 here, 17 there", Kind.ARITHMETIC, Scope.WITHIN)
    assert found("We interviewed 17 keepers. Others did so before [14].", abstract=abstract)
    assert found("We interviewed 17 keepers, of whom 14 could be understood.", abstract=abstract) == []
    assert found("We interviewed 17 neighbours in their own kitchens.", abstract=abstract) == []
    assert found("Rook et al. [4] interviewed 17 keepers in their kitchens.", abstract=abstract) == []


@pytest.mark.parametrize(
    ("sentence", "computed"),
    [
        ("Keepers named four fears: frost, wasps, theft, mould, and noise.", "4 announced, 5 listed"),
        ("Three tasks recur: (1) feeding; (2) marking; (3) smoking; and (4) counting.", "3 announced, 4 listed"),
        ("Two rules hold: a) never alone, b) never in rain, and c) never without smoke.", "2 announced, 3 listed"),
        ("Six people took part: two keepers, three neighbours and a mayor with a hat of straw.", None),
        ("Seven people took part: two keepers, three neighbours and a mayor.", "7 announced, 6 listed"),
        ("We searched three registers (Apis, Vespa, Bombus and Osmia).", "3 announced, 4 listed"),
    ],
)
def test_a_list_has_as_many_items_as_were_announced(sentence: str, computed: str | None) -> None:
    """Marks that count on, short items between commas, and how many people each item counts."""
    assert [one.computed for one in found(sentence)] == ([computed] if computed else [])


@pytest.mark.parametrize(
    "sentence",
    [
        "Keepers named four fears: frost, wasps, theft, and mould.",
        "Keepers named four fears, including frost and wasps.",
        "Keepers named four fears: frost and cold, wasps and hornets, theft, and mould.",
        "Keepers named four fears, among them two that recur: frost and wasps.",
        "Three tasks recur: (1) feeding; (2) marking; and (iii) smoking.",
        "The nine keepers follow two rules: (1) never alone; and (2) never in rain.",
        "Nine keepers follow these steps: (1) open; (2) look; and (3) close.",
        "Five boxes (see Table 1) were opened. It was (1) warm and (2) dry.",
        "Two towns took part: Nordhaven, Elland, and Marsh, Southland.",
        "The four fears of the five keepers: frost, wasps, theft, mould, and noise.",
    ],
)
def test_lists_that_hold_what_they_announce_are_no_disagreement(sentence: str) -> None:
    """Nor are parts of a list, compound items, mixed marks, places, or a number that is of something else."""
    assert found(sentence) == []


def test_paragraphs_headed_by_one_noun_are_counted() -> None:
    """ "Three chambers" and four paragraphs that are each headed as a chamber."""
    rooms = ("Brood chamber: where eggs lie.", "Honey chamber: where stores lie.", "Queen chamber: where she lies.")
    more = "Winter chamber: where all lie."
    (only,) = found("A hive is a pile of three chambers that can be told apart.", *rooms, more)
    assert only.computed == "3 announced, 4 listed"
    assert found("A hive is a pile of three chambers that can be told apart.", *rooms, "The keepers agree.") == []


def test_bullets_are_counted_where_there_are_more_than_announced() -> None:
    """Fewer may be a list that was torn, and say nothing."""
    bullets = "- feeding in autumn\n- marking in spring\n- smoking in summer"
    (only,) = found("Keepers share two tasks:", bullets)
    assert only.computed == "2 announced, 3 listed"
    assert found("Keepers share three tasks:", bullets) == []
    assert found("Keepers share five tasks:", bullets) == []


def test_two_lists_of_one_whole_name_the_same_parts() -> None:
    """The main stages of one thing, in the results and in the closing; lists of examples and of other things differ."""
    first = "The main stages of swarming include scouting, dancing, leaving, and settling."
    other = "The key stages of swarming are scouting, dancing, leaving and feeding."
    (only,) = found(first, other)
    assert only.computed == "only here: settling; only there: feeding"
    bullets = "- Scouting: bees look around.\n- Dancing: they tell.\n- Leaving: they go.\n- Feeding: they eat."
    (listed,) = found("The main stages of swarming are:", bullets, first)
    assert {side.says for side in listed.sides} == {"settling", "Feeding"}
    assert found(first, first.replace("settling", "settlement")) == []
    assert found(first, other.replace("are scouting", "are, for example, scouting")) == []
    assert found(first, "The main stages of requeening are scouting, dancing, leaving and feeding.") == []
    assert found(first, "The main stages of swarming are frost, thaw and rain.") == []
    assert found(first, "The main fears of swarming keepers include scouting, dancing, leaving and feeding.") == []


def test_the_abstract_reports_what_the_paper_sets_out_to_find() -> None:
    """Key things that neither the list of topics nor a heading has; without such a list nothing is said."""
    abstract = f"{ABSTRACT} The visits revealed the main dangers of roofs, such as wind."
    topics = "The visits dealt with the following topics: hives, tools, the habits of keepers, weather, and neighbours."
    (only,) = found(topics, abstract=abstract)
    assert (only.kind, only.sides[0].says) == (Kind.UNSUPPORTED, "dangers")
    assert found(topics.replace("weather", "dangers"), abstract=abstract) == []
    assert found(topics, "## Danger on roofs", "Wind is told of by all.", abstract=abstract) == []
    assert found("The visits dealt with hives and tools.", abstract=abstract) == []


def test_parts_come_to_their_whole() -> None:
    """Counts whose percentages come to a hundred, against the number of those who answered."""
    asked = "In all, 60 keepers answered the letter."
    parts = "Of these, 31 (50 %) of the keepers smoke, 20 (33 %) do not, and 10 (17 %) did not say."
    (only,) = found(asked, parts)
    assert (only.computed, only.kind) == ("31 + 20 + 10 = 61, not 60", Kind.ARITHMETIC)
    assert found(asked, parts.replace("31", "30")) == []
    assert found(asked, "Some 31 (50 %) of the keepers smoke, and 10 (17 %) of the keepers grow thyme.") == []
    assert found("In all, 160 keepers answered the letter.", parts) == []


def test_a_share_follows_from_its_count() -> None:
    """Of a named whole; rounding, another whole in the sentence and several answers are no error."""
    (only,) = found("Out of 50 roofs, 20 (40 %) face south and 15 (35 %) face east.")
    assert only.computed == "15 of 50 is 30 %, not 35 %"
    assert found("Out of 50 roofs, 20 (40 %) face south and 15 (30 %) face east.") == []
    assert found("Out of 49 roofs, 20 (41 %) face south and 15 (31 %) face east.") == []
    assert found("Of the 50 roofs in town and 30 at sea, 20 (40 %) face south and 15 (50 %) of those at sea.") == []


def test_a_share_is_told_with_one_number() -> None:
    """The same words behind two percentages; another group, other works and rounding are passed over."""
    told = "The visits show that 64 % of the keepers felt watched by neighbours."
    (only,) = found(told, "It stays that 46 % of keepers felt watched by neighbours.")
    assert only.computed == "64 % here, 46 % there"
    assert found(told, "It stays that 64 % of keepers felt watched by neighbours.") == []
    assert found(told, "It stays that 46 % of keepers felt watched by the police.") == []
    assert found(told, "It was told that 46 % of keepers felt watched by neighbours [3].") == []
    assert found(told.replace("64", "64.2"), told.replace("64", "64")) == []


REFERENCES = (
    "## References",
    "[1] A. Rook, “Smoke and its uses,” Journal of Bees, vol. 3, pp. 1–9, 2014.",
    "[2] C. Finch and D. Wren, “Frost on roofs,” Journal of Bees, vol. 4, pp. 1–9, 2015.",
    "[3] E. Marten, “Hives by the sea,” Journal of Bees, vol. 5, pp. 1–9, 2016.",
    "[4] F. Lark, “A systematic review of wasps,” Journal of Bees, vol. 6, pp. 1–9, 2017.",
)


@pytest.mark.parametrize("sentence", ["Finch et al. [3] tell of frost.", "Later, Marten [1] describes the sea."])
def test_a_pointer_leads_to_whom_the_words_name(sentence: str) -> None:
    """A name of the bibliography beside the number of somebody else."""
    (only,) = found(sentence, *REFERENCES)
    assert (only.kind, only.sides[1].quote[:3]) == (Kind.ATTRIBUTION, sentence[sentence.index("[") :][:3])


@pytest.mark.parametrize(
    "sentence",
    [
        "Finch and Wren [2] tell of frost.",
        "Wren et al. [2] tell of frost.",
        "Martens [3] describes the sea.",
        "The Langstroth [1] is a hive of boxes.",
        "Finch, who keeps bees, was read with Rook [1].",
        "Rook and Finch are read by all [3].",
        "In the valley of Lark [2] nobody smokes.",
    ],
)
def test_pointers_that_lead_home_are_no_disagreement(sentence: str) -> None:
    """Second authors, other spellings, things that bear a name, and names that a pointer does not belong to."""
    assert [one for one in found(sentence, *REFERENCES) if one.kind is Kind.ATTRIBUTION] == []


def test_as_many_studies_are_cited_as_are_counted() -> None:
    """Right behind the noun, or at the end of the sentence; examples promise no whole list."""
    (only,) = found("Four studies [1, 2, 3] tell of frost.", *REFERENCES)
    assert only.computed == "4 told, 3 cited"
    (last,) = found("Two studies reported frost on roofs [1, 2, 3].", *REFERENCES)
    assert last.computed == "2 told, 3 cited"
    for sentence in (
        "Three studies [1, 2, 3] tell of frost.",
        "Four studies, e.g. [1, 2, 3], tell of frost.",
        "Four studies, including [1, 2, 3], tell of frost.",
        "Four of the studies tell of frost, and wasps are told of, too [1, 2, 3].",
        "Four studies are read in one review [4].",
        "Two studies reported frost on roofs, which others deny [1, 2, 3].",
    ):
        assert found(sentence, *REFERENCES) == [], sentence


TREES = (
    "Table 1: Works by topic",
    "| Work | Year | Topics |\n| --- | --- | --- |\n"
    + "\n".join(f"| {n} | 20{n} | {'SC' if n % 2 else 'RD, SC'} |" for n in range(11, 19)),
    "Table 2: Works by subject",
    "| Topic | Subject | Works |\n| --- | --- | --- |\n"
    "| Soil condition | Sand | [11,12,13,14] |\n| Soil condition | Loam | [15,16,17,18] |\n"
    "| Root depth | Shallow | [12,14,{}] |\n",
)


def test_tables_sort_works_alike() -> None:
    """A work under a subject whose label another table does not give it, by initials too."""
    (only,) = found(TREES[0], TREES[1], TREES[2], TREES[3].format(17))
    assert (only.kind, only.computed) == (
        Kind.CONTRADICTION,
        "17 is SC in Table 1, under root depth in Table 2",
    )
    assert [one.quote for one in only.sides] == ["SC", "[12,14,17]"]
    assert found(TREES[0], TREES[1], TREES[2], TREES[3].format(16)) == []


def test_rows_of_two_tables_cite_the_same_works() -> None:
    """Where neither list holds the other; a table that cites some of them is a choice."""
    rows = ("Sand | Dry | [1,2,3]", "Loam | Wet | [4,5]", "Clay | Cold | [6,7]")
    head = "| Soil | Feel | Works |\n| --- | --- | --- |\n"
    first = head + "\n".join(f"| {row} |" for row in rows)
    again = head.replace("Works", "Remedy and works")
    other = again + "| Sand | Dry | Water [8,9] |\n| Loam | Wet | Drains [4] |\n| Clay | Cold | Straw [7] |"
    (only,) = found("Table 1: Soils", first, "Table 2: Remedies", other)
    assert only.computed == "8, 9 only in Table 2"
    assert found("Table 1: Soils", first, "Table 2: Remedies", other.replace("[8,9]", "[1,3]")) == []


def test_a_total_is_no_more_than_its_rows() -> None:
    """Less may be, since a work can stand in several rows; columns of percentages are not summed."""
    table = (
        "| Roof | Hives | Share (%) |\n| --- | --- | --- |\n| North | 4 | 20 |\n| South | 6 | 30 |\n| East | 5 | 25 |\n"
    )
    (only,) = found("Table 1: Roofs", table + "| Total | 20 | 100 |")
    assert only.computed == "4 + 6 + 5 = 15, not 20"
    assert found("Table 1: Roofs", table + "| Total | 15 | 100 |") == []
    assert found("Table 1: Roofs", table + "| Total | 12 | 100 |") == []


def test_files_of_one_study_read_alike() -> None:
    """A name that one file spells as nowhere else, and a number; case and other words say nothing."""
    text = (
        "The way in which Halvorsen keeps bees in boxes of pine has been told by all keepers. "
        "All 41 of them were asked twice in the same winter."
    )
    plain = written(text, "In spring Halvorsen moves them to the harbour.")
    bytes_of = "# Bees on the roofs of harbour towns\n\nAda Quill\n\n## Abstract\n\n{}\n\n## Results\n\n{}\n\n{}\n"
    last = "In spring Halvorsen moves them to the harbour."

    def against(other: str) -> list[str]:
        document = read("copy.md", bytes_of.format(ABSTRACT, other, last).encode())
        (study,) = join([*plain.documents, document])
        told = (one for one in found_within(study) if one.kind is Kind.RENDITION)
        return sorted(side.says for one in told for side in one.sides)

    assert against(text.replace("Halvorsen", "Halverson")) == ["Halverson", "Halvorsen"]
    assert against(text.replace("41", "47")) == ["41", "47"]
    assert against(text.replace("boxes of pine", "Boxes of pine")) == []
    assert against(text.replace("boxes", "crates")) == []


def test_what_is_found_is_the_same_each_time_and_stands_in_the_paper() -> None:
    """Same values, same order, and quotes that are what their anchors hold."""
    study = written("Keepers named four fears: frost, wasps, theft, mould, and noise.", TREES[0], TREES[1])
    once, again = found_within(study), found_within(study)
    assert once == again and once
    for side in (side for one in once for side in one.sides):
        assert study.document(side.anchor.document).quote(side.anchor) == side.quote

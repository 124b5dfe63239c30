"""Which works a review includes, told by its sentences."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from corpus.read import read
from corpus.study import Document

Read = Callable[[str], Document]
ENTRIES = "\n\n".join(f"[{n}] A. Noll, On roofs, part {n}, Roofs {n} (20{10 + n}) 1-9." for n in range(1, 31))
NAMED = (
    "Noll, A. (2019). On wind. Roofs, 3.\n\nRuiz, B. (2018). On water. Roofs, 4.\n\n"
    "Sand, C., Tan, D. (2017). On heat. Roofs, 5."
)


def included(document: Document) -> list[int]:
    return [int(r.number) for r in document.references if r.included]


@pytest.mark.parametrize(
    ("sentence", "numbers"),
    [
        ("The review included six studies [3, 4, 5, 6, 7, 8].", [3, 4, 5, 6, 7, 8]),
        ("Six evaluations were included [4, 5, 6, 7, 8, 9]. The hives were placed twice.", [4, 5, 6, 7, 8, 9]),
        ("After a search, the review included three reviews [3, 4, 5].", [3, 4, 5]),
        ("Seven studies [3]-[9] met the criteria.", list(range(3, 10))),
        ("Eight studies met the criteria and were included [5]–[12].", list(range(5, 13))),
        ("Of 238 records, two trials of hives were finally retained [7, 9].", [7, 9]),
        ("We found 40 records; 22 papers remained and were analysed [2-23].", list(range(2, 24))),
        (
            "Our sample comprises twenty-one articles [1-21], which two of us read with a guide [22].",
            list(range(1, 22)),
        ),
        ("This review included two studies of bees [1, 2] and three of wasps [3, 4, 5].", [1, 2, 3, 4, 5]),
    ],
)
def test_a_sentence_that_counts_what_it_included_is_believed(markdown: Read, sentence: str, numbers: list[int]) -> None:
    """The works cited beside the count, as many as it says."""
    assert included(markdown(f"{sentence}\n\n## References\n\n{ENTRIES}")) == numbers


@pytest.mark.parametrize(
    "sentence",
    [
        "Two further papers were found and set aside: one on models [6] and a review of practice [7].",
        "Two further studies were set aside [6, 7].",
        "Two studies were excluded [6, 7].",
        "Three of the eight studies included in [5] are also included in [4].",
        "Two earlier reviews included many studies [1, 2].",
        "Previous reviews analysed three studies of hives [1, 2, 3].",
        "We followed the steps that two studies describe [1, 2].",
        "The review of roofs is described by two reviews [4, 5].",
        "Our review did not include two studies [4, 5].",
        "Of the eight included studies, two report drift [4, 5].",
        "We included thirty studies and followed two guides [4, 5].",
        "Two studies [4, 5] used three databases that were selected by hand.",
    ],
)
def test_a_sentence_that_speaks_of_other_works_includes_nothing(markdown: Read, sentence: str) -> None:
    """Works set aside, works of others, and counts that do not fit."""
    assert included(markdown(f"{sentence}\n\n## References\n\n{ENTRIES}")) == []


def test_only_the_citations_of_that_clause_are_included(markdown: Read) -> None:
    """What stands in the sentences around is cited and not included."""
    text = (
        "The protocol followed [2]. After screening, the review included three reviews [3, 4, 5]. Two further papers "
        "were set aside: a comparison [6], since its subject is another, and a review of practice [7]."
    )

    assert included(markdown(f"{text}\n\n## References\n\n{ENTRIES}")) == [3, 4, 5]


def test_included_works_may_be_cited_by_author_and_year(markdown: Read) -> None:
    """In one pair of brackets or in running text."""
    text = "Two studies were included (Noll, 2019; Sand and Tan, 2017). Others did as we did (Ruiz, 2018)."
    document = markdown(f"{text}\n\n## References\n\n{NAMED}")

    assert [r.included for r in document.references] == [True, False, True]


def test_a_range_of_linked_citations_holds_what_lies_between(tei: Callable[..., Document]) -> None:
    """GROBID links both ends of "[2]-[4]" and leaves the works between to the reader."""
    refs = [f'<ref type="bibr" target="#b{n}">[{n + 1}]</ref>' for n in range(5)]
    entries = "".join(
        f'<biblStruct xml:id="b{n}"><analytic><title>On roofs, part {n}</title></analytic></biblStruct>'
        for n in range(5)
    )
    body = f"<p>Wind was studied before {refs[0]}. Three studies {refs[1]}-{refs[3]} met the criteria.</p>"

    document = tei(f"<div><head>Methods</head>{body}</div>", f"<listBibl>{entries}</listBibl>")

    assert [r.key for r in document.references if r.included] == ["b1", "b2", "b3"]
    assert [c.targets for c in document.citations] == [("b0",), ("b1", "b2", "b3")]


def test_a_tei_list_may_head_its_included_studies(tei: Callable[..., Document]) -> None:
    """A division of its own in the back matter."""
    entry = '<biblStruct xml:id="b{n}"><analytic><title>On roofs, part {n}</title></analytic></biblStruct>'
    back = "".join(
        f"<div><head>{head}</head><listBibl>{entry.format(n=n)}</listBibl></div>"
        for n, head in enumerate(("References", "Included studies"))
    )

    document = tei("<div><head>Methods</head><p>We read what there was on roofs, and little it was.</p></div>", back)

    assert [r.included for r in document.references] == [False, True]


def test_torn_cells_of_a_study_table_are_known_where_only_one_work_can_be_meant() -> None:
    """The year of a cell may have gone; names that fit two works stay unresolved."""
    cells = [
        "Noll, 2019 1 1 0",
        "Ruiz & Sand, 2018 1 0 1",
        "Tan et al., 2017 1 1 1",
        "Berg, 2016 0 1 1",
        "Holt & Ives,",
        "1 1",
        "Noll, Quist, &",
        "Vale, 2015 1 1 1",
        "Kerr & Lund,",
    ]
    entries = [
        "Berg, O. (2016). On swarms. Roofs, 6.",
        "Holt, A., & Ives, B. (2014). On smoke. Roofs, 6.",
        "Kerr, A., & Lund, B. (2012). On honey. Roofs, 6.",
        "Kerr, A., & Lund, B. (2013). More on honey. Roofs, 7.",
        "Noll, A. (2019). On wind. Roofs, 3.",
        "Noll, A., Quist, M., & Vale, K. (2015). On rain. Roofs, 3.",
        "Ruiz, B., & Sand, C. (2018). On water. Roofs, 4.",
        "Tan, D., Ure, F., & Wells, G. (2017). On heat. Roofs, 5.",
        "Zorn, D. (2011). On cold. Roofs, 5.",
    ]
    prose = "\n".join(["The wind moves the hives that stand on roofs, and nobody has asked the keep"] * 8)
    text = (
        f"Wind on city roofs\nMara Quist\nAbstract\n{prose}.\n1 Introduction\n{prose}.\n2 Results\n{prose}.\n"
        "Table 1: Quality of the studies.\nStudy\n"
        + "\n".join(cells)
        + f"\n{prose}.\n{prose}.\nReferences\n"
        + "\n".join(entries)
    )

    document = read("x", text.encode())

    assert [r.raw.split(".")[0] + str(r.year) for r in document.references if not r.included] == [
        "Kerr, A2012",
        "Kerr, A2013",
        "Zorn, D2011",
    ]
    assert [(r.year, r.confidence, r.why) for r in document.references if r.confidence and not r.included] == [
        (year, 0.5, 'names in Table 1 as "Kerr & Lund," only, one of 2') for year in (2012, 2013)
    ]


LISTED = (
    "[S1] Noll, A. (2019). Wind on roofs in spring. Roofs, 3, 1-9.\n\n"
    "[S2] Ruiz, B. (2018). Water on roofs in winter. Roofs, 4, 11-19.\n\n"
    "[S3] Sand, C. (2017). Heat on roofs in summer. Roofs, 5, 21-29.\n\n"
    "[S4] Tan, D. (2016). Rain on roofs in autumn. Roofs, 6, 31-39.\n\n"
)


@pytest.mark.parametrize("heading", ["## Appendix A. Primary studies\n\n", "## Included studies (n = 4)\n\n", ""])
def test_studies_listed_by_ids_are_included_and_pointed_at(markdown: Read, heading: str) -> None:
    """Under a heading or by their ids alone; a study that the bibliography has too is one reference."""
    own = "[1] Ruiz, B. (2018). Water on roofs in winter. Roofs, 4, 11-19.\n\n[2] Vale, E. (2011). On method. Roofs, 1."
    document = markdown(
        f"Wind was measured twice [S1, S3], water once (S2), and others did not [2].\n\n{heading}{LISTED}"
        f"## References\n\n{own}"
    )
    family = {r.key: r.raw.split("] ")[-1].split(",")[0] for r in document.references}
    cited = [[family[key] for key in c.targets] for c in document.citations]

    assert sorted(family[r.key] for r in document.references if r.included) == ["Noll", "Ruiz", "Sand", "Tan"]
    assert len(document.references) == 5
    assert cited[:4] == [["Noll", "Sand"], ["Ruiz"], ["Vale"]] or cited[:3] == [["Noll", "Sand"], ["Ruiz"], ["Vale"]]


@pytest.mark.parametrize(
    ("table", "numbers"),
    [
        ("Table 1: Included studies.\n\n| ID | Country | Ref. |\n|---|---|---|\n{}", [3, 4, 5, 6, 7]),
        ("Table 1: Tools.\n\n| Tool | Country | Reference |\n|---|---|---|\n{}", []),
        ("Table 1: Related reviews and ours.\n\n| Study | Country | Ref. |\n|---|---|---|\n{}", []),
    ],
)
def test_any_column_may_list_the_works_when_the_table_says_what_it_lists(
    markdown: Read, table: str, numbers: list[int]
) -> None:
    """Not those of tools, and not other reviews."""
    rows = "".join(f"| S{n} | Chad | [{n}] |\n" for n in range(3, 8))
    document = markdown(f"{table.format(rows)}\nS4 is old.\n\n## References\n\n{ENTRIES}")

    assert included(document) == numbers
    assert all(0.5 < r.confidence <= 1 for r in document.references if r.included)
    assert any(document.text[c.start : c.end] == "S4" and c.targets == ("4",) for c in document.citations) == bool(
        numbers
    )


def test_author_and_year_may_stand_in_two_columns(markdown: Read) -> None:
    """As many review tables have it."""
    rows = "| Noll | 2019 | Chad |\n| Ruiz | 2018 | Mali |\n| Sand & Tan | 2017 | Togo |\n"
    document = markdown(
        f"Table 1: Studies.\n\n| Author(s) | Year | Country |\n|---|---|---|\n{rows}\n## References\n\n{NAMED}"
    )

    assert [r.included for r in document.references] == [True, True, True]


def test_a_run_of_works_may_be_called_the_included_ones(markdown: Read) -> None:
    """Without a count; a few examples behind the same words are no list."""
    assert included(markdown(f"The studies [5]-[12] were included.\n\n## References\n\n{ENTRIES}")) == [*range(5, 13)]
    assert included(markdown(f"Here are the primary studies [5]-[9].\n\n## References\n\n{ENTRIES}")) == [*range(5, 10)]
    assert included(markdown(f"Some of the included studies [5, 6] tell more.\n\n## References\n\n{ENTRIES}")) == []


def test_two_signs_are_surer_than_one(markdown: Read) -> None:
    """What remains of the doubt of each is multiplied."""
    rows = "".join(f"| [{n}] | Chad |\n" for n in range(3, 9))
    table = f"Table 1: Hives.\n\n| Study | Country |\n|---|---|\n{rows}\n"
    sentence = "The review included six studies [3, 4, 5, 6, 7, 8].\n\n"
    alone, both = (markdown(f"{body}## References\n\n{ENTRIES}") for body in (sentence, sentence + table))

    assert included(alone) == included(both)
    assert max(r.confidence for r in alone.references) < max(r.confidence for r in both.references) < 1


def test_labels_made_of_names_and_years_are_no_ids_of_studies(markdown: Read) -> None:
    """They do not count up behind one letter."""
    labelled = "\n\n".join(
        f"[{label}] Noll, A. On roofs, part {label}. Roofs, 20{label[-2:]}." for label in ("NV15", "TL05", "N19")
    )
    document = markdown(f"Roofs were seen [NV15].\n\n## References\n\n{labelled}\n\n{ENTRIES}")

    assert included(document) == []


def test_a_hostile_table_of_torn_rows_takes_no_time(markdown: Read) -> None:
    """Hundreds of rows that each could be many works are not tried against each other."""
    entries = "\n\n".join(
        f"[{n}] A. Noll, B. Ruiz, C. Sand, “Roofs, part {n},” Roofs, vol. {n}, pp. 1-9, {2000 + n % 20}."
        for n in range(1, 400)
    )
    rows = "".join(f"| et al., {2000 + n % 20} | Chad |\n" for n in range(390))
    started = time.perf_counter()
    markdown(f"Table 1: Studies.\n\n| Study | Country |\n|---|---|\n{rows}\n## References\n\n{entries}")

    assert time.perf_counter() - started < 4

"""Which works a review includes, told by its sentences."""

from __future__ import annotations

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

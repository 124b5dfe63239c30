"""Front matter in the forms that files have it."""

from __future__ import annotations

import pytest

from corpus.people import is_people, names_in
from corpus.read import read
from corpus.study import BlockKind
from tests.corpus.conftest import PROSE, texts

BODY = f"\n\n## 1. Introduction\n\n{PROSE} {PROSE}\n\n## 2. Results\n\n{PROSE}\n"


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Mara Quist¹, Ole T. van der Berg^{1,2}", ["Mara Quist", "Ole T. van der Berg"]),
        ("Mara Quist1,2 and Ole Berg3*", ["Mara Quist", "Ole Berg"]),
        ("By Mara Quist, PhD, and Ole Berg, M.D.", ["Mara Quist", "Ole Berg"]),
        ("Mara Quist [0000-0002-1825-0097] ; J.-P. Noll", ["Mara Quist", "J.-P. Noll"]),
    ],
)
def test_names_are_read_without_marks_and_degrees(line: str, names: list[str]) -> None:
    """Affiliation marks, degrees and identifiers are no part of a name."""
    assert names_in(line) == names


@pytest.mark.parametrize("line", ["Institute of Urban Ecology", "Wind Loads on Roofs", "North Coast College, Norderby"])
def test_places_and_titles_are_no_people(line: str) -> None:
    """A title is told by words that the body writes in lower case."""
    assert not is_people(line, {"wind": 3, "loads": 2, "roofs": 9})


@pytest.mark.parametrize(
    "front",
    [
        "# Wind on city roofs\n\nMara Quist and Ole Berg\n\n## Abstract\n\n{abstract}\n\n**Keywords:** wind; roofs",
        "Wind on city roofs\n\nMara Quist, Ole Berg\n\nAbstract\n\n{abstract}\n\nKeywords\n\nwind, roofs",
        "**Wind on city roofs**\n\nMara Quist\nInstitute of Roofs\n\nOle Berg\nob@example.org\n\n"
        "*Abstract*—{abstract}\n\n*Keywords*—wind, roofs",
    ],
)
def test_title_authors_abstract_and_keywords_are_found_in_any_dress(front: str) -> None:
    """With and without signs of mark-up."""
    abstract = "Wind moves hives. We asked keepers of the city how they hold them on their roofs."

    found = read("x", (front.format(abstract=abstract) + BODY).encode()).metadata

    assert (found.title, found.authors) == ("Wind on city roofs", ("Mara Quist", "Ole Berg"))
    assert (found.abstract, found.keywords) == (abstract, ("wind", "roofs"))


@pytest.mark.parametrize(
    ("line", "year"),
    [
        (
            "© 2025 Copyright by its authors.\n\nRoofs 2024: 3rd Workshop on Roofs, May 4, 2024, Norderby",
            2024,
        ),
        ("© 2019 by the authors. Licensed under CC BY.", 2019),
        ("In Proceedings of the 4th Conference on Roofs (ROOF 2017), pages 1-9", 2017),
        ("arXiv:2104.01234v2 [cs.RF]", 2021),
    ],
)
def test_the_year_is_the_venues_before_the_copyrights(line: str, year: int) -> None:
    """Proceedings often come out a year after the meeting."""
    text = f"# Wind on city roofs\n\nMara Quist\n\n{line}\n\n## Abstract\n\n{PROSE}{BODY}"

    assert read("x", text.encode()).metadata.year == year


@pytest.mark.parametrize(
    "line",
    [
        "Roof Studies Quarterly 14 (2019) 99\u2013118",
        "City Apiaries 7 (2019), 45-70. doi:10.5555/roof.2209",
        "Journal of Roofs, vol. 5, no. 2, 2019",
        "Journal of Roofs 5(2), 45-70 (2019)",
        "Roofs 2019, 11, 3021",
        "J Roofs. 2019;14(3):99-118",
    ],
)
def test_a_venue_line_tells_the_year_before_references_and_the_search(line: str) -> None:
    """Volume, year and pages of the paper itself; what it searched, cites or is numbered by is older or newer."""
    entries = "".join(f'- [{n}] A. Noll, "On wind, part {n}", Roofs, 2018.\n' for n in range(1, 7))
    search = "We searched two databases in October 2017."
    text = (
        f"# Wind on city roofs\n\nMara Quist\n\n{line}\n\n## Abstract\n\n{PROSE} {search}{BODY}"
        f"\n## References\n\n{entries}"
    )

    assert read("x", text.encode()).metadata.year == 2019


def test_a_date_of_publication_is_believed_before_the_venue_line() -> None:
    """The line that says so in words."""
    lines = "Published: 3 May 2020\n\nRoof Studies Quarterly 14 (2019) 99-118"
    text = f"# Wind on city roofs\n\nMara Quist\n\n{lines}\n\n## Abstract\n\n{PROSE}{BODY}"

    assert read("x", text.encode()).metadata.year == 2020


def test_without_any_date_the_newest_reference_tells_the_year() -> None:
    """A paper is not older than what it cites."""
    entries = "".join(f'- [{n}] A. Noll, "On wind, part {n}", Roofs, {2009 + n}.\n' for n in range(1, 7))
    text = f"# Wind on city roofs\n\nMara Quist\n\n## Abstract\n\n{PROSE}{BODY}\n## References\n\n{entries}"

    document = read("x", text.encode())

    assert document.metadata.year == 2015
    assert "year guessed from the references" in [repair.note for repair in document.repairs]


@pytest.mark.parametrize(
    "lines",
    [
        "Mara Quist, Ole Berg (2011)",
        "Mara Quist and Ole Berg, 2011",
        "Mara Quist, Ole Berg\n\n2011",
        "Mara Quist, Ole Berg\n2011",
        "Mara Quist, Ole Berg\n\nInstitute of Roofs, Norderby\n\n(2011)",
        "2011\n\nMara Quist, Ole Berg",
    ],
)
@pytest.mark.parametrize("title", ["# Wind on city roofs", "Wind on city roofs"])
def test_a_year_beside_the_authors_or_alone_in_the_front_matter_dates_the_paper(title: str, lines: str) -> None:
    """Before the newest reference, and without a word of a guess; names and title stay clear of it."""
    entries = "".join(f'- [{n}] A. Noll, "On wind, part {n}", Roofs, {2009 + n}.\n' for n in range(1, 7))
    text = f"{title}\n\n{lines}\n\n## Abstract\n\n{PROSE}{BODY}\n## References\n\n{entries}"

    document = read("x", text.encode())

    assert (document.metadata.title, document.metadata.authors) == ("Wind on city roofs", ("Mara Quist", "Ole Berg"))
    assert document.metadata.year == 2011
    assert not [repair for repair in document.repairs if "guessed" in repair.note]


def test_a_number_of_a_page_in_the_body_is_no_date() -> None:
    """Only the front matter has a date on a line of its own."""
    entries = "".join(f'- [{n}] A. Noll, "On wind, part {n}", Roofs, {2009 + n}.\n' for n in range(1, 7))
    text = f"# Wind on city roofs\n\nMara Quist\n\n## Abstract\n\n{PROSE}{BODY}\n\n2031\n\n{PROSE}\n\n"
    text += f"## References\n\n{entries}"

    assert read("x", text.encode()).metadata.year == 2015


def test_affiliations_and_rights_are_kept_aside() -> None:
    """Kept, since nothing is thrown away; aside, since they are not the paper's words."""
    text = f"# Wind on city roofs\n\nMara Quist\n\nInstitute of Roofs, Norderby\n\n## Abstract\n\n{PROSE}{BODY}"

    document = read("x", text.encode())

    assert "Institute of Roofs, Norderby" in texts(document, BlockKind.OTHER)
    assert document.coverage == 1.0

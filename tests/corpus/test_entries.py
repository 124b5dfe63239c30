"""Raw bibliography entries in the styles that papers use."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.bibliography import filled_up, parse_reference
from corpus.study import Reference

WIND = "Wind on roofs"


@pytest.mark.parametrize(
    ("raw", "authors", "title", "venue", "numbers"),
    [
        (
            "Noll, A., & Ruiz, B. (2019). Wind on roofs. Journal of Roofs, 3(2), 1–9. https://doi.org/10.5555/abc.1",
            ("A. Noll", "B. Ruiz"),
            WIND,
            "Journal of Roofs",
            (2019, "3", "2", "1–9"),
        ),
        (
            "A. Noll and B. Ruiz, “Wind on roofs,” J. Roofs, vol. 12, no. 3, pp. 199–204, Jun. 2020, doi: 10.5555/x.",
            ("A. Noll", "B. Ruiz"),
            WIND,
            "J. Roofs",
            (2020, "12", "3", "199–204"),
        ),
        (
            "Noll A, Ruiz B, Sand C, et al. Wind on roofs. J Roof Stud. 2019;12(3):199-204.",
            ("A Noll", "B Ruiz", "C Sand"),
            WIND,
            "J Roof Stud",
            (2019, "12", "3", "199-204"),
        ),
        (
            "Noll, A. and Ruiz, B. (2019) 'Wind on roofs', Journal of Roofs, 3(2), pp. 1–9.",
            ("A. Noll", "B. Ruiz"),
            WIND,
            "Journal of Roofs",
            (2019, "3", "2", "1–9"),
        ),
        (
            "Ana Noll, Ben Ruiz, and Cy Sand. 2018. Wind on roofs. ACM Trans. Roofs 3, 2 (2018), 1–9.",
            ("Ana Noll", "Ben Ruiz", "Cy Sand"),
            WIND,
            "ACM Trans. Roofs",
            (2018, "3", "2", "1–9"),
        ),
        (
            "Noll, A., Ruiz, B.: Wind on roofs. In: Sand, C. (ed.) Proceedings of Roofs. LNCS, vol. 12, pp. 1–9 (2019)",
            ("A. Noll", "B. Ruiz"),
            WIND,
            "Proceedings of Roofs. LNCS",
            (2019, "12", "", "1–9"),
        ),
        (
            "Noll, Ana, and Ben Ruiz. 2019. “Wind on roofs.” Journal of Roofs 3 (2): 1–9.",
            ("Ana Noll", "Ben Ruiz"),
            WIND,
            "Journal of Roofs",
            (2019, "3", "2", "1–9"),
        ),
        (
            "Noll, Ana; Ruiz, Ben (2019): Wind auf Dächern. In: Zeitschrift für Dächer 3 (2), S. 1–9.",
            ("Ana Noll", "Ben Ruiz"),
            "Wind auf Dächern",
            "Zeitschrift für Dächer",
            (2019, "3", "2", "1–9"),
        ),
        (
            "Noll A, Ruiz B (2019) Wind on roofs. A field study. PLoS ONE 14: e0123456.",
            ("A Noll", "B Ruiz"),
            "Wind on roofs. A field study",
            "PLoS ONE",
            (2019, "14", "", "e0123456"),
        ),
        (
            "Noll, A.B.; Ruiz, C. Wind on roofs. Buildings 2019, 9, 45.",
            ("A.B. Noll", "C. Ruiz"),
            WIND,
            "Buildings",
            (2019, "9", "", "45"),
        ),
        (
            "A. Noll, B. Ruiz, Wind on roofs, Journal of Roofs 3 (2017) 11–19.",
            ("A. Noll", "B. Ruiz"),
            WIND,
            "Journal of Roofs",
            (2017, "3", "", "11–19"),
        ),
        (
            "World Health Organization (2019). Wind on roofs. Geneva.",
            ("World Health Organization",),
            WIND,
            "Geneva",
            (2019, "", "", ""),
        ),
        (
            "van der Berg OT, de la Cruz M. Wind on roofs. Roofs 2019; 54: 198.",
            ("OT van der Berg", "M de la Cruz"),
            WIND,
            "Roofs",
            (2019, "54", "", "198"),
        ),
        (
            "Иванов И. И., Петров П. П. Ветер на крышах // Крыши. 2019. Т. 3. № 2. С. 11–19.",
            ("И. И. Иванов", "П. П. Петров"),
            "Ветер на крышах",
            "Крыши",
            (2019, "3", "2", "11–19"),
        ),
        (
            "王伟, 李娜. 屋顶上的风[J]. 屋顶学报, 2019, 3(2): 11-19.",
            ("王伟", "李娜"),
            "屋顶上的风",
            "屋顶学报",
            (2019, "3", "2", "11-19"),
        ),
        (
            "16. Noll AJ , Ruiz B . Wind on roofs . Roof Care 1999 ; 54 : 512 - 9 .",
            ("AJ Noll", "B Ruiz"),
            WIND,
            "Roof Care",
            (1999, "54", "", "512-9"),
        ),
        (
            "Noll, Anna Maria, Ruiz, B., and Wu, Q. Wind on roofs. arXiv preprint arXiv:1905.00001, 2019.",
            ("Anna Maria Noll", "B. Ruiz", "Q. Wu"),
            WIND,
            "arXiv preprint",
            (2019, "", "", ""),
        ),
        (
            "Anna M. Noll, Bea Ruiz, and Qing Wu. Wind on roofs. In Roof Care, pp. 11-19, 2019.",
            ("Anna M. Noll", "Bea Ruiz", "Qing Wu"),
            WIND,
            "Roof Care",
            (2019, "", "", "11-19"),
        ),
        (
            "Noll, Anna, Bea Ruiz, and Qing Wu. Wind on roofs. In Roof Care, 2019.",
            ("Anna Noll", "Bea Ruiz", "Qing Wu"),
            WIND,
            "Roof Care",
            (2019, "", "", ""),
        ),
        ("Noll, Anna M. Wind on roofs. Roof Press, 2019.", ("Anna M. Noll",), WIND, "Roof Press", (2019, "", "", "")),
        ("Wind Atlas. Roof Press, 2019.", (), "", "", (2019, "", "", "")),
    ],
    ids=(
        "apa ieee vancouver harvard acm lncs chicago din plos mdpi elsevier body particles gost gbt spaced icml"
        " natbib mla one title"
    ).split(),
)
def test_an_entry_gives_its_fields(
    raw: str, authors: tuple[str, ...], title: str, venue: str, numbers: tuple[int, str, str, str]
) -> None:
    """In each of the common styles; the words of the file are kept beside them."""
    found = parse_reference(raw, "k")

    assert (found.authors, found.title, found.venue) == (authors, title, venue)
    assert (found.year, found.volume, found.issue, found.pages) == numbers
    assert found.first_page == numbers[3].replace("–", "-").split("-")[0]
    assert found.raw == raw


def test_pubmed_numbers_and_dois_are_read_where_they_are_marked() -> None:
    """With the words around them or without."""
    one = parse_reference("Noll A. Wind on roofs. Roofs. 2019;3:1-9. doi: 10.5555/Wind.9 PMID: 12345678.", "k")
    two = parse_reference("Noll A (2019) Wind on roofs. Roofs 3: 1–9. 12345678", "k")

    assert (one.doi, one.pmid, two.doi, two.pmid) == ("10.5555/wind.9", "12345678", "", "12345678")


def test_a_quoted_title_is_found_behind_names_of_two_styles() -> None:
    """Names that no one pattern reads do not hide it."""
    found = parse_reference('Noll A. B., C. Ruiz and D. Sand, "Wind on roofs," Roofs (ROOFS), 2021, pp. 1-8.', "k")

    assert (found.title, found.year, found.first_page) == ("Wind on roofs", 2021, "1")


def test_a_quoted_word_in_a_title_is_not_the_title() -> None:
    """Only a quotation that opens behind the authors is."""
    found = parse_reference("Noll A, Ruiz B (2019) Of “quiet roofs” and wind. Roofs 3: 1–9.", "k")

    assert found.title == "Of “quiet roofs” and wind"


def test_a_year_is_neither_volume_nor_page() -> None:
    """Where it stands between commas before pages."""
    found = parse_reference("A. Noll, Wind on roofs, in: Proceedings of Roofs, 2022, pp. 308–320.", "k")

    assert (found.year, found.volume, found.pages) == (2022, "", "308–320")


@given(st.text(alphabet="Aa Bb.,;:()[]&–-12019“”\"'/ё王", max_size=300))
def test_any_words_become_a_reference_whose_fields_stand_in_them(raw: str) -> None:
    """And never an error: each title, venue and volume is a stretch of the entry, spacing before signs aside."""
    found = parse_reference(raw, "k")
    words = "".join(raw.split()).replace("-", "")

    assert found.raw == raw
    assert all("".join(f.split()).replace("-", "") in words for f in (found.title, found.venue, found.volume))


@pytest.mark.alone
@pytest.mark.parametrize("unit", ["A. ", "Aa-", "Aa Bb, ", "a. ", "(2019) ", "12, ", "van ", "In ", "d'", "10.1234/"])
def test_a_hostile_entry_takes_no_time(unit: str) -> None:
    """Fifty thousand characters of what the patterns look for: under half a second."""
    started = time.perf_counter()
    parse_reference(unit * (50_000 // len(unit)), "k")

    assert time.perf_counter() - started < 0.5


def test_what_a_file_leaves_empty_is_taken_from_the_words_of_its_entry() -> None:
    """And nothing that it states is changed; parts run together without signs tell nothing."""
    raw = "Noll A, Ruiz B. Wind on roofs. Roofs. 2019;3(1):11-19."
    bare = filled_up(Reference("b1", raw, volume="4"))
    stated = Reference("b2", raw, title="Wind on all roofs", authors=("Ana Noll",), year=2018)

    assert (bare.title, bare.authors, bare.year, bare.venue) == ("Wind on roofs", ("A Noll", "B Ruiz"), 2019, "Roofs")
    assert (bare.volume, bare.pages) == ("4", "")
    assert filled_up(stated) == stated
    assert filled_up(Reference("b3", "Noll Wind on roofs Roofs 3 11 19")) == Reference(
        "b3", "Noll Wind on roofs Roofs 3 11 19"
    )

"""Headings of trees: which are text again, and how deep the others lie."""

from __future__ import annotations

from collections.abc import Callable

from corpus.study import BlockKind, Document
from tests.corpus.conftest import PROSE, texts

Tei = Callable[..., Document]


def tree(document: Document) -> list[tuple[str, str, int]]:
    return [(section.number, section.title, section.level) for section in document.sections if not section.inferred]


def heads(*titles: str) -> str:
    return "".join(f"<div><head>{title}</head><p>{PROSE}</p></div>" for title in titles)


def test_a_heading_with_bullets_is_a_list_again(tei: Tei) -> None:
    """And the end of the item above it goes back there."""
    body = f"<div><p>{PROSE}</p><p>• Wind: measured (by hand or from the</p></div>"
    document = tei(f"{body}<div><head>roof) • Rain: in a glass • Sun: by eye</head><p>{PROSE}</p></div>")

    assert texts(document, BlockKind.LIST_ITEM) == [
        "Wind: measured (by hand or from the roof)",
        "Rain: in a glass",
        "Sun: by eye",
    ]
    assert tree(document) == []


def test_a_heading_that_breaks_off_is_text_and_a_long_title_is_not(tei: Tei) -> None:
    """No title stops at "of"."""
    first = "<div><head>For any two hives the strength of the</head><p>colony is known.</p></div>"
    document = tei(first + heads("How the strength of a colony is known"))

    assert texts(document, BlockKind.PARAGRAPH)[0] == "For any two hives the strength of the colony is known."
    assert tree(document) == [("", "How the strength of a colony is known", 1)]


def test_unnumbered_sections_lie_below_the_usual_parts_of_a_paper(tei: Tei) -> None:
    """With less confidence than these; without results by name all of them are outermost."""
    document = tei(heads("Introduction", "Methods", "Search", "Results", "Hives", "Discussion", "Funding"))
    flat = tei(heads("Introduction", "Methods", "Roofs", "Hives", "Conclusion"))

    assert [level for _, _, level in tree(document)] == [1, 1, 2, 1, 2, 1, 1]
    assert document.sections[2].confidence < document.sections[1].confidence < 1
    assert [level for _, _, level in tree(flat)] == [1, 1, 1, 1, 1]


def test_capitals_stand_above_other_headings(tei: Tei) -> None:
    """Typography speaks where numbers do not."""
    document = tei(heads("ROOFS", "Slate", "HIVES", "Wood", "SWARMS"))

    assert [level for _, _, level in tree(document)] == [1, 2, 1, 2, 1]


def test_letters_number_appendices_and_an_article_is_no_number(tei: Tei) -> None:
    """A.1 proves A, and so does B after A."""
    numbered = "".join(f'<div><head n="{n}">Part {n}</head><p>{PROSE}</p></div>' for n in "123")
    document = tei(numbered + heads("A Codes of hives", "A Proofs", "B Tables", "B.1 Wind"))
    article = tei(numbered + heads("A Roof of its own"))

    assert tree(document)[4:] == [("A", "Proofs", 1), ("B", "Tables", 1), ("B.1", "Wind", 2)]
    assert tree(article)[-1][:2] == ("", "A Roof of its own")


def test_a_jump_in_section_numbers_is_told(tei: Tei) -> None:
    """A section was lost there, or a list item was made one."""
    numbered = "".join(f'<div><head n="{n}">Part {n}</head><p>{PROSE}</p></div>' for n in "1245")

    found = [repair for repair in tei(numbered).repairs if repair.name == "section numbers jump"]

    assert [repair.note for repair in found] == ["section 2 is followed by 4"]


def test_nested_divisions_give_levels_where_nothing_is_numbered(tei: Tei) -> None:
    """Other tools than GROBID nest."""
    document = tei("<div><head>Roofs</head><p>One.</p><div><head>Slate</head><p>Two.</p></div></div>")

    assert tree(document) == [("", "Roofs", 1), ("", "Slate", 2)]


def test_a_declaration_that_opens_its_paragraph_is_a_section_and_no_character_goes(tei: Tei) -> None:
    """Else it would stand in the conclusion, as if the authors had found it."""
    document = tei(heads("Results", "Conclusion") + "<p>Funding: None was had.</p><p>Funding was scarce.</p>")

    assert [title for _, title, _ in tree(document)] == ["Results", "Conclusion", "Funding"]
    assert texts(document, BlockKind.HEADING)[-1] == "Funding:"
    assert texts(document, BlockKind.PARAGRAPH)[-2:] == ["None was had.", "Funding was scarce."]

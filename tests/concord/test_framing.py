"""Data frames of a knowledge base: their columns are documented, tidy, typed, and those of the records."""

from __future__ import annotations

import re
from inspect import signature
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from concord import KnowledgeBase
from concord.frames import FRAMES, page
from concord.frames.values import Field
from corpus.errors import BadInput


@pytest.fixture(scope="module")
def judged(sampled: Path) -> KnowledgeBase:
    """The sample corpus, read only."""
    return KnowledgeBase(sampled, user="ann")


def options(name: str) -> dict[str, Any]:
    """What a frame needs beside its name to have rows here."""
    if name == "witnesses":
        return {"merged": ("cites", "same authors")}
    return {"before": "before"} if FRAMES[name].like == "diff" else {}


@pytest.mark.parametrize("name", FRAMES)
def test_a_frame_has_the_columns_that_are_documented(name: str, judged: KnowledgeBase) -> None:
    """In their order, with their types; every value of numbers is one number, every other cell a text."""
    frame = judged.frame(name, **options(name))
    documented = judged.frame_columns(name)

    assert list(frame.columns) == [column["name"] for column in documented]
    assert [str(dtype) for dtype in frame.dtypes] == [column["dtype"] for column in documented]
    assert all(column["meaning"] for column in documented)
    assert not [cell for cell in frame.astype(object).to_numpy().ravel() if isinstance(cell, list | dict | tuple)]


@pytest.mark.parametrize("name", FRAMES)
def test_no_frame_is_empty_where_there_is_something(name: str, judged: KnowledgeBase) -> None:
    """Each list of the sample has a row, and each row is another one."""
    frame = judged.frame(name, **options(name))

    assert len(frame) > 0
    assert not frame.duplicated().any()


def test_a_value_in_a_documented_range_stays_in_it(judged: KnowledgeBase) -> None:
    """Columns "0 to 1" hold shares, columns that name their words hold those."""
    seen = 0
    for name, frame in FRAMES.items():
        data = judged.frame(name, **options(name))
        for field in frame.fields:
            values = data[field.name].dropna()
            if field.unit == "0 to 1":
                assert ((values >= 0) & (values <= 1)).all(), (name, field.name)
                seen += len(values)
            elif field.dtype == "string" and "," in field.unit and "ISO" not in field.unit:
                assert set(values) <= {*field.unit.split(", "), ""}, (name, field.name)
                seen += len(values)

    assert seen > 200


def test_an_empty_knowledge_base_has_frames_without_rows(tmp_path: Path) -> None:
    """With all their columns and types, so that a notebook runs before the first paper is added."""
    kb = KnowledgeBase(tmp_path / "empty.db")
    for name in FRAMES:
        frame = kb.frame(name, **({"before": "empty"} if FRAMES[name].like == "diff" else {}))
        assert [str(d) for d in frame.dtypes] == [field.dtype for field in FRAMES[name].fields], name
        assert len(frame) == (8 if name == "overlap" else 0), name


def test_a_frame_takes_the_filters_of_its_list(judged: KnowledgeBase) -> None:
    """And says what it takes when it is given another one, and which frames there are."""
    assert set(judged.frame("concepts", facet="challenge")["facet"]) == {"challenge"}
    with pytest.raises(BadInput, match="'studies' has no option 'facet'; it takes none"):
        judged.frame("studies", facet="challenge")
    with pytest.raises(BadInput, match="'themes' has no option 'colour'; it takes facet, study, status"):
        judged.frame("themes", colour="red")
    with pytest.raises(BadInput, match="no data frame 'thems'; there are: studies, documents, themes"):
        judged.frame("thems")


def test_every_option_is_one_of_the_method_that_is_named() -> None:
    """The page promises it."""
    for frame in FRAMES.values():
        taken = {name for like in frame.like.split() for name in signature(getattr(KnowledgeBase, like)).parameters}
        assert [name for name in frame.options if name not in taken] == [], frame.name


def test_a_column_without_a_meaning_is_refused() -> None:
    """As is one of a type that knows no missing value."""
    with pytest.raises(ValueError, match="the column year needs a type"):
        Field("year", "int64", "year", "of publication")
    with pytest.raises(ValueError, match="and a meaning"):
        Field("year", "Int64", "year", "")


def test_the_page_of_data_frames_tells_every_column(root: Path, update_golden: bool) -> None:
    """docs/frames.md is made from the columns; the page, the code and `frame_columns` cannot part."""
    golden = root / "docs" / "frames.md"
    if update_golden:
        golden.write_text(page(), encoding="utf-8")
    text = golden.read_text(encoding="utf-8")

    assert text == page()
    assert re.findall(r"^## (\w+)$", text, re.MULTILINE) == list(FRAMES)
    assert len(re.findall(r"^\| \w+ \| (?:string|Int64|Float64|boolean) \|", text, re.MULTILINE)) == sum(
        len(frame.fields) for frame in FRAMES.values()
    )


def test_the_method_tells_the_names_that_there_are() -> None:
    """In its docstring, so that help(kb.frame) is enough."""
    told = KnowledgeBase.frame.__doc__ or ""

    assert [name for name in FRAMES if not re.search(rf"\b{name}\b", told)] == []


def test_studies_of_a_frame_join_with_those_of_another(judged: KnowledgeBase) -> None:
    """Ids are the same everywhere, so that frames can be merged."""
    studies, themes = judged.frame("studies"), judged.frame("themes")
    joined = pd.merge(themes, studies, left_on="study", right_on="id", suffixes=("_theme", "_study"))

    assert len(joined) == len(themes) == len(judged.themes())

"""A codebook that can be used may still hold words that do nothing: they are named, with what to write instead."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.codebook import Codebook, extends, parse
from extract.codebook_check import check
from extract.language import Language

BEES = """name = "bees"
version = "1"
title = "Bees"

[facets.plant]
title = "Plant"
definition = "What bees fly to."
cues = ["plant"]

[facets.threat]
title = "Threat"
definition = "What harms them."
cues = ["threat", "danger"]
"""


def test_a_sound_codebook_raises_no_doubt(language: Language) -> None:
    """Nothing is said where nothing is to be said."""
    assert check("bees.toml", BEES, None, language.lemmas) == ()


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ('"danger"', '"dangers"', 13, "write 'danger'"),
        ('"danger"', '"Danger"', 13, "write 'danger'"),
        ('"danger"', '"loss of hives"', 13, "write 'loss of hive'"),
        ('"danger"', '"threat"', 13, "stands 2 times"),
        ('"danger"', '"plant"', 13, "only 'plant' will get it"),
        ('cues = ["plant"]', 'head_words = ["wild flower"]', 8, "only single words"),
        ('cues = ["plant"]', 'include = ["Clover"]', 5, "is empty"),
        ('cues = ["plant"]', 'cues = ["plant"]\ninclude = ["Clover"]\nexclude = ["Clover (dried)"]', 9, "left out"),
        ('definition = "What bees fly to."', 'plural = "Plants"', 5, "no 'definition'"),
        ('cues = ["plant"]', 'lexicon = ["Ivy", { label = "Ling", forms = ["Ivy"] }]', 8, "'Ivy' is a form of"),
    ],
)
def test_a_doubt_names_its_line_and_what_to_do(old: str, new: str, line: int, words: str, language: Language) -> None:
    """The codebook can be used; what has no effect is named at the very word."""
    (problem,) = check("bees.toml", BEES.replace(old, new), None, language.lemmas)

    assert (problem.line, problem.fatal) == (line, False)
    assert words in problem.message


def test_what_is_wrong_comes_before_what_is_doubtful(language: Language) -> None:
    """A codebook that cannot be used is told only why."""
    (problem,) = check(
        "bees.toml", BEES.replace('version = "1"', "").replace("danger", "dangers"), None, language.lemmas
    )

    assert problem.fatal and "version" in problem.message


def test_nothing_is_doubtful_in_the_bundled_codebooks(root: Path, generic: Codebook, language: Language) -> None:
    """Each word of theirs can match, and belongs to one facet."""
    for path in sorted((root / "data" / "codebooks").glob("*.toml")):
        text = path.read_text(encoding="utf-8")
        base = generic if extends(path.name, text) else None
        assert parse(path.name, text, base).version
        assert [f"{p.line}: {p.message}" for p in check(path.name, text, base, language.lemmas)] == []

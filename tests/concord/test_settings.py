"""Settings come from the environment."""

from __future__ import annotations

import pytest

from concord.settings import MOST_BYTES, read_settings
from corpus.errors import BadInput


def test_without_environment_there_are_defaults() -> None:
    """The knowledge base is concord.db and the reviewer the one who is logged in."""
    settings = read_settings({})

    assert (settings.kb, settings.codebook, settings.max_bytes, settings.debug) == (
        "concord.db",
        None,
        MOST_BYTES,
        False,
    )
    assert settings.user


def test_the_environment_is_read() -> None:
    """Each variable has its setting; blanks around a value do not count."""
    settings = read_settings(
        {"CONCORD_KB": " a.db ", "CONCORD_USER": "ann", "CONCORD_MAX_MB": "0.5", "CONCORD_BUSY_SECONDS": "2"}
    )

    assert (settings.kb, settings.user, settings.max_bytes, settings.busy_seconds) == ("a.db", "ann", 500_000, 2.0)


def test_the_limit_of_the_readers_is_never_passed() -> None:
    """A larger CONCORD_MAX_MB does not make the readers take more."""
    assert read_settings({"CONCORD_MAX_MB": "9000"}).max_bytes == MOST_BYTES


def test_our_limit_is_that_of_the_readers() -> None:
    """The two numbers are one fact."""
    from corpus.read import LARGEST

    assert MOST_BYTES == LARGEST


@pytest.mark.parametrize("value", ["many", "-1", "nan", "inf"])
def test_a_number_that_is_none_is_said(value: str) -> None:
    """The message names the variable and the value."""
    with pytest.raises(BadInput, match="CONCORD_BUSY_SECONDS.*" + value):
        read_settings({"CONCORD_BUSY_SECONDS": value})

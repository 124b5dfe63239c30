"""Ratings that were uploaded are reckoned within limits, and give what they give elsewhere."""

from __future__ import annotations

import pytest

from concord.parts.comparing import of_bytes
from concord.rating_worker import Rater
from corpus.errors import BadInput

SMALL = b"unit,coder,category\n1,a,x\n1,b,x\n2,a,y\n2,b,x\n3,a,y\n3,b,y\n"
MANY = b"unit,coder,category\n" + b"".join(b"%d,x,%d\n%d,y,%d\n" % (n, n, n, n) for n in range(60_000))


def test_the_record_is_the_one_of_the_command_line() -> None:
    """Whichever process reckons it, also with categories that nobody used."""
    rater = Rater(60, 1_000_000_000)

    assert rater.reliability("r.csv", SMALL, None) == of_bytes("r.csv", SMALL)
    assert rater.reliability("r.csv", SMALL, ["x", "y", "z"]) == of_bytes("r.csv", SMALL, categories=["x", "y", "z"])
    rater.close()


def test_a_wrong_file_is_said_as_elsewhere() -> None:
    """With the same sentence."""
    rater = Rater(60, 1_000_000_000)

    with pytest.raises(BadInput, match="has no column 'category'"):
        rater.reliability("r.csv", b"unit,coder\n1,a\n", None)
    rater.close()


def test_a_file_that_asks_for_a_great_matrix_costs_a_sentence() -> None:
    """Each rating a category of its own: a matrix of 60,000 by 60,000. The next file is answered."""
    rater = Rater(60, 1_000_000_000)

    with pytest.raises(BadInput, match="more memory than it may"):
        rater.reliability("r.csv", MANY, None)
    assert rater.reliability("r.csv", SMALL, None)["units"] == 3
    rater.close()


def test_a_file_that_takes_too_long_costs_a_sentence() -> None:
    """The process is ended, and the server goes on."""
    rater = Rater(0.01, 1_000_000_000)

    with pytest.raises(BadInput, match=r"more than the 0\.01 seconds"):
        rater.reliability("r.csv", SMALL, None)
    rater.close()

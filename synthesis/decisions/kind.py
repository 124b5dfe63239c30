"""The kinds of decision, and the words that some of them take.

In: nothing. Out: Kind, and constants. Called by everything in synthesis.decisions and by those who make decisions.
"""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What a reviewer can say."""

    ACCEPT = "accept"
    REJECT = "reject"
    MERGE = "merge"
    SPLIT = "split"
    RENAME = "rename"
    MOVE = "move"
    RELATE = "relate"
    ADD = "add"
    ADJUDICATE = "adjudicate"
    MATCH = "match"
    ASSESS = "assess"
    LOOKED = "looked"
    IDENTIFY = "identify"
    DESCRIBE = "describe"
    UNDO = "undo"
    RESTORE = "restore"


ONE_WORK, TWO_WORKS = "one work", "two works"  # what a reviewer says of two references
ONE_STUDY, TWO_STUDIES = "one study", "two studies"  # what a reviewer says of two documents
DESCRIBED = ("title", "authors", "year", "doi")  # what a reviewer can say of a study; authors stand between "; "
BETWEEN_AUTHORS = "; "

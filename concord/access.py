"""Who may do what: three roles, and the role that each public method of KnowledgeBase takes.

In: a role and the name of a method. Out: nothing, or NotAllowed. Called by KnowledgeBase, which checks before a method
begins, and by the dashboard. Whoever holds the file, or the password of the database, can do everything: roles guard
those who come in by a served dashboard, or by a program that opens the knowledge base for somebody else.
"""

from __future__ import annotations

import inspect
import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import StrEnum
from functools import wraps
from typing import Any, TypeVar

from corpus.errors import NotAllowed

T = TypeVar("T")
WRITES = logging.getLogger("concord.writes")  # silent unless somebody listens, as the dashboard does
_inside: ContextVar[bool] = ContextVar("inside a method that writes", default=False)


class Role(StrEnum):
    """reader: looks and exports. reviewer: also adds, decides, codes and freezes. admin: also acts for everybody."""

    READER = "reader"
    REVIEWER = "reviewer"
    ADMIN = "admin"

    def covers(self, needed: Role) -> bool:
        """Whether who has this role may do what takes the other; as words the roles have no order."""
        ranks = list(Role)
        return ranks.index(self) >= ranks.index(needed)


# What a method that writes truth takes, and what it does in words. A method that is in neither table takes a reviewer.
NEEDS: dict[str, tuple[Role, str]] = {
    "accept": (Role.REVIEWER, "accept"),
    "accept_update": (Role.ADMIN, "adopt a program"),
    "add": (Role.REVIEWER, "add studies"),
    "add_bytes": (Role.REVIEWER, "add studies"),
    "add_files": (Role.REVIEWER, "add studies"),
    "add_theme": (Role.REVIEWER, "add themes"),
    "adopt_codebook": (Role.ADMIN, "adopt a codebook"),
    "adjudicate": (Role.REVIEWER, "judge contradictions"),
    "answer": (Role.REVIEWER, "answer the review queue"),
    "assess": (Role.REVIEWER, "assess confidence"),
    "backup": (Role.ADMIN, "back everything up, blind codings too"),
    "code": (Role.REVIEWER, "code studies"),
    "drop_judgement": (Role.REVIEWER, "judge in blind rounds"),
    "decide": (Role.REVIEWER, "decide"),
    "decide_all": (Role.REVIEWER, "decide"),
    "describe": (Role.REVIEWER, "describe studies"),
    "finish": (Role.REVIEWER, "complete additions"),
    "drop_code": (Role.REVIEWER, "code studies"),
    "hand_in": (Role.REVIEWER, "hand in codings"),
    "hand_in_round": (Role.REVIEWER, "hand in judgements"),
    "import_bibliography": (Role.REVIEWER, "import bibliographies"),
    "import_codings": (Role.REVIEWER, "import codings"),
    "import_file": (Role.REVIEWER, "import what was made elsewhere"),
    "import_judging_sheet": (Role.REVIEWER, "judge in blind rounds"),
    "identify": (Role.REVIEWER, "say which files are one study"),
    "import_sheet": (Role.REVIEWER, "code studies"),
    "judge": (Role.REVIEWER, "judge in blind rounds"),
    "looked": (Role.REVIEWER, "confirm conclusions"),
    "match": (Role.REVIEWER, "match references"),
    "merge": (Role.REVIEWER, "merge"),
    "move": (Role.REVIEWER, "move themes"),
    "open_round": (Role.REVIEWER, "open blind rounds"),
    "open_codings": (Role.ADMIN, "open codings that are still blind"),
    "reconcile": (Role.REVIEWER, "reconcile judgements"),
    "readdress": (Role.REVIEWER, "decide"),
    "reject": (Role.REVIEWER, "reject"),
    "relate": (Role.REVIEWER, "relate"),
    "rename": (Role.REVIEWER, "rename"),
    "settle_round": (Role.REVIEWER, "settle blind rounds"),
    "skip": (Role.REVIEWER, "put off what waits"),
    "replay_log": (Role.ADMIN, "take over a log"),
    "restore": (Role.ADMIN, "go back to a moment"),
    "set_aside": (Role.REVIEWER, "set studies aside"),
    "settle": (Role.REVIEWER, "settle clashes"),
    "snapshot": (Role.REVIEWER, "freeze snapshots"),
    "split": (Role.REVIEWER, "split"),
    "try_codebook": (Role.REVIEWER, "try codebooks"),
    "unblind": (Role.ADMIN, "look at judgements that are still blind"),
    "undo": (Role.REVIEWER, "take decisions back"),
    "undo_import": (Role.REVIEWER, "take imports back"),
    "update": (Role.REVIEWER, "try programs"),
    "withdraw_round": (Role.REVIEWER, "withdraw blind rounds"),
    "watch": (Role.REVIEWER, "add studies"),
}

# What changes no truth. Derived values may be cached by them, and the exports write where their caller says.
READS = frozenset(
    """check_codebook codebook compare_codebooks method_text
    additions adoptions agreement align appearing ask at candidates cite clashes close codebooks coders
    coding_agreement coding_disagreements coding_sheet coding_units compare concepts conclusions decisions_on
    density dependence diff edge edges effect_sizes effects evaluate export export_bytes export_log export_snapshot
    facets find frame frame_columns frame_names graph history import_codebook import_preview imports influence
    judged judging_sheet log mapped mapping matrix methods my_codes neighbourhood nodes_named overlap overlap_of
    overview paper passage profile progress queue queued references refutation refutations rejected reliability
    reports rests_on reviewer_agreement reviewers round_log round_reliability rounds selection show skipped
    snapshot_bytes snapshots studies suggestions table_page themes timeline to_judge under unfinished verify
    verify_codings verify_judgements verify_log waiting""".split()
)


def check(role: Role, needed: Role, what: str) -> None:
    """Raises NotAllowed, in one sentence that says what may be done and by whom, when the role does not cover it."""
    if not role.covers(needed):
        may = {Role.READER: "read", Role.REVIEWER: "review"}[role]
        an = "an" if needed is Role.ADMIN else "a"
        raise NotAllowed(f"You may {may} here, not {what}: that takes {an} {needed}; ask an admin for that role.")


def guarded(whole: type[T]) -> type[T]:
    """The class with a check of the role before each public method that is not in READS, and a line in WRITES after it.

    The line says when, who, what, and under which numbers it was kept; no text that anybody wrote but the name.
    """
    for name, method in inspect.getmembers(whole, inspect.isfunction):
        alone = isinstance(inspect.getattr_static(whole, name), staticmethod)  # it sees no knowledge base
        if not (name.startswith("_") or name in READS or alone):
            setattr(whole, name, _checked(method, *NEEDS.get(name, (Role.REVIEWER, f"use '{name}'"))))
    return whole


def _checked(method: Callable[..., Any], needed: Role, what: str) -> Callable[..., Any]:
    @wraps(method)
    def asked(self: Any, *given: Any, **named: Any) -> Any:
        try:
            self._need(needed, what)
        except NotAllowed:
            _log(self._user, method.__name__, "refused")
            raise
        with _outermost() as outermost:
            result = method(self, *given, **named)
        if outermost and not named.get("dry_run"):
            _log(self._user, method.__name__, ", ".join(map(str, _numbers(result))) or "done")
        return result

    return asked


@contextmanager
def _outermost() -> Iterator[bool]:
    """Whether no other method that writes called this one, as `accept` calls `decide`."""
    outermost = not _inside.get()
    token = _inside.set(True)
    try:
        yield outermost
    finally:
        _inside.reset(token)


def _numbers(result: Any) -> Iterator[int]:
    """The numbers under which something was kept, in a record, an Added, or a list of those."""
    for one in result if isinstance(result, list | tuple) else [result]:
        number = one.get("number") if isinstance(one, dict) else getattr(one, "number", None)
        if isinstance(number, int) and number:
            yield number


def _log(who: str, name: str, end: str) -> None:
    """One line, whatever signs a name holds."""
    at = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    WRITES.info("%s %s by %s: %s", at, name, who.encode("unicode_escape").decode("ascii"), end)

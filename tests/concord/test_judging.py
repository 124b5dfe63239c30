"""Rounds of blind judgement on a knowledge base: nobody sees anybody else, and what is settled are decisions."""

from __future__ import annotations

import csv
import inspect
import io
import json
import re
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from concord import KnowledgeBase, Role
from concord.access import NEEDS, READS
from corpus.errors import BadDecision, BadInput, ConcordError, NotAllowed, NotFound
from tests.concord.conftest import FIR, Run, fill
from tests.stores import Places, Postgres

ROUND = "first look"
HIDDEN = "quagga"  # stands in each answer and reason of ben, and nowhere else
Record = dict[str, Any]
People = Callable[..., KnowledgeBase]


# themes of which the machine is unsure, so that something waits
HAZEL = """# Bees above the shops: a review of rooftop practice

Hana Hazel

2022

## Abstract

This review tells how shops keep bees on their roofs and what stands in the way.

## 1 Introduction

Shops have kept bees for ten years.

## 2 Results

### 2.1 Challenges

Several studies complain of the price of sugar. Owners feared stings, and a few found the paperwork too long. Wind was a
problem on high roofs. The lack of shade was named by two studies. Insurance is hard to get.

### 2.2 Roles

A swarm catcher was hired by three shops. Window cleaners and shop managers helped at times. The hive inspector came
twice a year. Volunteers carried water.

### 2.3 Tools

HiveTrack was used by two shops. Some wrote their notes with BuzzPad, others in a spreadsheet; a scale called
NectarScale weighed the hives.
"""


def doubt(address: str, folder: Path) -> None:
    """The three papers and the doubtful one, all derived and cached."""
    fill(address, folder)
    kb = KnowledgeBase(address, user="ann")
    kb.add_bytes("hazel.md", HAZEL.encode())
    assert sum(row["kind"] == "theme" for row in kb.queue()) >= 8
    kb.close()


@pytest.fixture(scope="module")
def doubted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A knowledge base file in whose queue many themes wait, made once."""
    folder = tmp_path_factory.mktemp("doubted")
    doubt(str(folder / "doubted.db"), folder / "papers")
    return folder / "doubted.db"


@pytest.fixture(scope="module")
def doubted_database(postgres: Postgres, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The same in PostgreSQL."""
    server = postgres.same_server()
    address = server.empty()
    doubt(address, tmp_path_factory.mktemp("doubted") / "papers")
    yield address
    server.drop()


@pytest.fixture
def doubted_place(database: str, places: Places, request: pytest.FixtureRequest) -> str:
    """The address of such a knowledge base that a test may change, on each database."""
    return places.copy_of(str(request.getfixturevalue("doubted" if database == "sqlite" else "doubted_database")))


@pytest.fixture
def kb_path(doubted: Path, tmp_path: Path) -> Path:
    """A copy of it as a file, for the command line."""
    return Path(shutil.copy(doubted, tmp_path / "review.db"))


@pytest.fixture
def person(doubted_place: str) -> Iterator[People]:
    """Opens the knowledge base under a name."""
    opened: list[KnowledgeBase] = []

    def called(who: str, role: Role = Role.ADMIN) -> KnowledgeBase:
        opened.append(KnowledgeBase(doubted_place, user=who, role=role))
        return opened[-1]

    yield called
    for kb in opened:
        kb.close()


def asked(kb: KnowledgeBase, *, kind: str = "theme", limit: int = 6, **more: Any) -> list[str]:
    """The items of a round for ann and ben."""
    kb.open_round(ROUND, kinds=[kind], limit=limit, reviewers=("ann", "ben"), **more)
    return [row["item"] for row in kb.to_judge(ROUND)] if kb._user in ("ann", "ben") else []


def judged_by_both(ann: KnowledgeBase, ben: KnowledgeBase, items: list[str], parted: int = 0) -> None:
    """Both accept all items but the first ones, which ben rejects; and hand in."""
    for number, item in enumerate(items):
        ann.judge(ROUND, item, "accept", reason="it is told")
        ben.judge(ROUND, item, "reject" if number < parted else "accept", reason="it is told")
    ann.hand_in_round(ROUND)
    ben.hand_in_round(ROUND)


def test_a_round_from_opening_to_decisions(person: People) -> None:
    """Agreed items are decided as judged, a reconciled one as reconciled, one that is left stays in the queue."""
    ann, ben, cleo = person("ann"), person("ben"), person("cleo")
    items = asked(ann)
    judged_by_both(ann, ben, items, parted=2)

    assert [row["state"] for row in cleo.judged(ROUND)] == ["parted"] * 2 + ["agreed"] * 4
    cleo.reconcile(ROUND, items[0], "reject", reason="a heading")
    cleo.reconcile(ROUND, items[1], "leave", reason="too little to go by")
    done = cleo.settle_round(ROUND)

    assert (len(done["settled"]), done["left"], done["open"]) == (5, 1, [])
    log = cleo.log()
    assert [(row["kind"], row["who"]) for row in log] == [("reject", "cleo")] + [("accept", "cleo")] * 4
    assert log[0]["reason"] == (
        f"Reconciled by cleo in the blind round '{ROUND}' (ann: accept; ben: reject): a heading"
    )
    assert log[1]["reason"].startswith(f"ann and ben judged blind in the round '{ROUND}' and agreed. ann: it is told")
    status = {theme["id"]: theme["status"] for theme in cleo.themes()}
    assert [status[item] for item in items] == ["rejected", "proposed", *["accepted"] * 4]
    waits = [row["item"] for row in cleo.queue() if row["round"] is None]
    assert items[1] in waits and not set(items[2:]) & set(waits)
    assert cleo.rounds()[0]["state"] == "settled"


def test_settling_equals_deciding_by_hand(person: People, kb_path: Path) -> None:
    """The same decisions, the same synthesis; settled again, nothing is added."""
    ann, ben = person("ann"), person("ben")
    by_hand = KnowledgeBase(kb_path, user="ann")
    items = asked(ann, limit=8)
    judged_by_both(ann, ben, items, parted=3)
    ann.settle_round(ROUND)
    for item in items[3:]:
        by_hand.answer(item, "accept", reason="it is told")

    assert [row["themes"] for row in ann.log()] == [row["themes"] for row in by_hand.log()]
    assert (ann.themes(), ann.concepts()) == (by_hand.themes(), by_hand.concepts())
    again = ann.settle_round(ROUND)
    assert (again["settled"], len(again["open"]), len(ann.log())) == ([], 3, 5)
    assert again["open"][0]["why"] == "to be reconciled: ann says accept; ben says reject"
    by_hand.close()


def test_questions_are_judged_with_values_and_sides(person: People) -> None:
    """A relation by any spelling is one answer; a side of a pair is relabelled; both become what they say."""
    ann, ben = person("ann"), person("ben")
    ann.open_round(ROUND, kinds=["question"], reviewers=("ann", "ben"))
    rows = ann.to_judge(ROUND)
    for kb, relation in ((ann, "relatedMatch"), (ben, "RELATEDMATCH")):
        kb.judge(ROUND, rows[0]["item"], "relate", value=relation)
        kb.judge(ROUND, rows[1]["item"], "relabel", value="Another  name", others=[rows[1]["source"]])
        kb.hand_in_round(ROUND, incomplete=True)
    settled = ann.settle_round(ROUND)["settled"]

    assert [row["answer"] for row in settled] == [
        "relate: relatedMatch",
        f"relabel: Another name with {rows[1]['source']}",
    ]
    assert [(row["kind"], row["value"]) for row in ann.log()] == [
        ("relate", "relatedMatch"),
        ("rename", "Another name"),
    ]


def walk(kb: KnowledgeBase, items: list[str]) -> dict[str, str]:
    """What every public method that reads says, as text, with whatever arguments fit."""
    study, concept = kb.studies()[0]["id"], kb.concepts()[0]["id"]
    given: dict[str, tuple[tuple[Any, ...], ...]] = {
        "judged": ((ROUND,),),
        "to_judge": ((ROUND,),),
        "round_reliability": ((ROUND,),),
        "judging_sheet": ((ROUND,),),
        "round_log": ((ROUND,), ()),
        "queued": tuple((item,) for item in items),
        "show": ((items[0],), (concept,), (study,)),
        "find": ((HIDDEN,), ("keepers",)),
        "reviewer_agreement": (("ann", "ben", "themes"),),
        "frame": tuple((name,) for name in kb.frame_names()),
        "settle_round": ((ROUND,),),
    }
    text = {}
    for name in sorted(READS | {"settle_round"}):
        method = getattr(kb, name)
        for arguments in given.get(name, ((), (study,), (concept,), (ROUND,))):
            try:
                found = method(*arguments)
            except (ConcordError, TypeError, ValueError, KeyError, AttributeError, OSError) as error:
                found = str(error)
            if inspect.isgenerator(found):
                found = list(found)
            if hasattr(found, "to_csv"):
                found = found.to_csv()
            text[f"{name}{arguments}"] = found.decode("utf-8", "replace") if isinstance(found, bytes) else str(found)
    return text


@pytest.mark.parametrize("role", [Role.READER, Role.ADMIN])
def test_blindness_holds_by_every_route(person: People, role: Role) -> None:
    """No public method gives anybody a word, a count or a sign of what ben said, until all have handed in."""
    ann, ben = person("ann"), person("ben")
    items = asked(ann)
    ann.judge(ROUND, items[0], "accept")
    readers = [person(who, role) for who in ("ann", "cleo")]
    before = [walk(kb, items) for kb in readers]
    for item in items:
        ben.judge(ROUND, item, "relabel", value=f"The {HIDDEN} of {item}", reason=f"{HIDDEN}, surely")
    after = [walk(kb, items) for kb in readers]
    ben.hand_in_round(ROUND)
    handed_in = [walk(kb, items) for kb in readers]

    for texts in (*after, *handed_in):
        assert [name for name, text in texts.items() if HIDDEN in text and not name.startswith("find")] == []
        assert [name for name, text in texts.items() if HIDDEN in text.replace(f"{HIDDEN!r}", "")] == []
    assert after == before  # not even how many: nothing that can be read has changed
    ann.hand_in_round(ROUND, incomplete=True)
    assert all(HIDDEN in str(kb.judged(ROUND)) for kb in readers)


def test_who_has_handed_in_is_told_and_not_what(person: People) -> None:
    """While it is blind the counts of a round are not there, neither for who has handed in."""
    ann, ben = person("ann"), person("ben")
    items = asked(ann)
    ben.judge(ROUND, items[0], "accept")
    ben.hand_in_round(ROUND, incomplete=True)

    (row,) = ben.rounds()
    assert row["people"] == [{"who": "ann", "handed_in": False}, {"who": "ben", "handed_in": True}]
    assert (row["waiting"], row["mine"]["judged"]) == (["ann"], 1)
    assert {row[name] for name in ("agreed", "parted", "alone", "reconciled", "settled")} == {None}
    for look in (ben.judged, ben.round_reliability, ben.settle_round):
        with pytest.raises(BadDecision, match="still blind: waiting for ann"):
            look(ROUND)
    with pytest.raises(BadDecision, match="still blind"):
        ben.reconcile(ROUND, items[0], "accept", reason="I think so")


def test_unblinding_takes_an_admin_and_a_reason_and_is_logged(person: People) -> None:
    """What was judged before and after it is told apart, and reliability is reckoned on what was before."""
    ann, ben = person("ann"), person("ben")
    items = asked(ann)
    for item in items[:4]:
        ann.judge(ROUND, item, "accept")
    for item in items[:2]:
        ben.judge(ROUND, item, "reject")
    with pytest.raises(NotAllowed, match="takes an admin"):
        person("ben", Role.REVIEWER).unblind(ROUND, reason="I am curious")
    with pytest.raises(BadDecision, match="needs a reason"):
        ben.unblind(ROUND, reason=" ")
    ben.unblind(ROUND, reason="ann is ill")
    for item in items[:3]:
        ben.judge(ROUND, item, "accept")

    assert ben.rounds()[0]["shown"]["who"] == "ben" and ben.rounds()[0]["shown"]["reason"] == "ann is ill"
    assert ("unblind", "ben", "ann is ill") in [(r["act"], r["who"], r["reason"]) for r in ann.round_log(ROUND)]
    said = [[(w["who"], w["action"], w["blind"]) for w in row["said"]] for row in ann.judged(ROUND)[:2]]
    assert said == [[("ann", "accept", True), ("ben", "accept", False)]] * 2
    (figures,) = ann.round_reliability(ROUND)
    assert (figures["units_compared"], figures["percent_agreement"]) == (2, 0.0)
    ann.settle_round(ROUND)
    assert "judged (after the unblinding: ben) in the round" in ann.log()[0]["reason"]


def test_the_queue_sends_to_the_round(person: People) -> None:
    """An item of an open round says so and is refused there; when the round is withdrawn it is answered as before."""
    ann, ben = person("ann"), person("ben")
    items = asked(ann)
    revision = ben.revision

    assert {row["item"]: row["round"] for row in ben.queue()}[items[0]] == ROUND
    assert ben.queued(items[0])["round"] == ROUND
    with pytest.raises(BadDecision, match=f"blind round '{ROUND}': judge it there"):
        ben.answer(items[0], "accept")
    with pytest.raises(NotAllowed, match="withdraw a round that ann opened"):
        person("ben", Role.REVIEWER).withdraw_round(ROUND, reason="no time")
    ann.withdraw_round(ROUND, reason="no time")
    assert ben.revision != revision
    assert ben.answer(items[0], "accept")["kind"] == "accept"
    with pytest.raises(BadDecision, match="withdrawn by ann: no time"):
        ann.judge(ROUND, items[1], "accept")
    with pytest.raises(BadDecision, match="withdrawn while it was blind"):
        ann.judged(ROUND)


def test_items_that_vanished_are_judged_and_become_conflicts(person: People, root: Path, tmp_path: Path) -> None:
    """Another codebook finds no roles any more: what was judged of them is decided, and waits among the conflicts."""
    ann, ben = person("ann"), person("ben")
    items = asked(ann, limit=11)
    roles = [row["item"] for row in ann.to_judge(ROUND) if row["facet"] == "role"]
    told = ann.to_judge(ROUND)
    generic = (root / "data" / "codebooks" / "generic.toml").read_text(encoding="utf-8")
    before, _, after = re.split(r"^(?=\[facets\.(?:role|tool)\])", generic, flags=re.MULTILINE)
    book = tmp_path / "hives.toml"
    book.write_text(before.replace('name = "generic"', 'name = "hives"') + after, encoding="utf-8")
    ann.adopt_codebook(str(book), reason="roles are another review")
    there = {theme["id"] for theme in ben.themes()}
    assert roles and not there & set(roles) and there & set(items)

    assert ben.to_judge(ROUND) == told
    with pytest.raises(BadInput, match="needs a new label"):
        ben.judge(ROUND, roles[0], "relabel")
    judged_by_both(ann, ben, items)
    ann.reconcile(ROUND, roles[0], "relabel", value="Inspector of hives", reason="as they say")
    ann.reconcile(ROUND, roles[1], "merge", others=[roles[2]], reason="one thing")
    done = ann.settle_round(ROUND)

    assert len(done["settled"]) == len(items) - 1
    assert [(row["item"], "is gone" in row["why"]) for row in done["open"]] == [(roles[1], True)]
    conflicts = {row["number"] for row in ann.queue() if row["kind"] == "conflict"}
    lost = {row["decision"] for row in done["settled"] if row["item"] in roles}
    assert lost and lost <= conflicts
    log = {row["number"]: row for row in ann.log()}
    named = next(row["decision"] for row in done["settled"] if row["item"] == roles[0])
    assert (log[named]["kind"], log[named]["value"]) == ("rename", "Inspector of hives")


def test_an_answer_is_the_same_decision_whether_or_not_it_is_still_asked(sampled: Path, tmp_path: Path) -> None:
    """Somebody else decided it meanwhile, or the machine is sure now: what the round kept makes the same decision."""
    from concord.queueing.answers import answers_of
    from concord.rounds.drafting import Drafts
    from concord.rounds.round_items import KINDS, Wanted, item_of
    from synthesis.judging import Answer

    class Answered(Drafts):
        """Nothing waits in the queue any more."""

        def _waiting(self) -> Any:
            return SimpleNamespace(by_item={})

    kb = KnowledgeBase(shutil.copy(sampled, tmp_path / "sampled.db"), user="ann")
    values = {"relate": "relatedMatch", "move": "tool", "relabel": "other context"}
    drafts, later, compared = Drafts(kb), Answered(kb), set()
    for row in kb.queue(kinds=KINDS):
        item = item_of(kb.queued(row["item"]), Wanted(), drafts.plainest(row["item"]))
        for answer in answers_of(row):
            if answer.others and row["kind"] != "question":
                continue
            others = (row["target"],) if answer.others else ()
            given = Answer(answer.action, values[answer.action] if answer.value else "", others)
            assert drafts.of(item.id, given, "why") == later.settling(item, given, "why")
            compared.add((row["kind"], answer.action))
    assert {"question", "theme", "refutation"} <= {kind for kind, _ in compared} and len(compared) >= 13
    kb.close()


@pytest.mark.parametrize(
    ("action", "words"), [("merge", ("one work", "one study")), ("split", ("two works", "two studies"))]
)
def test_references_and_identities_are_settled_when_they_are_asked_no_more(
    person: People, action: str, words: tuple[str, str]
) -> None:
    """By the words of both entries, and by the ids of both documents, as they stood when the round was opened."""
    from concord.rounds.drafting import Drafts
    from concord.store import codec
    from synthesis.decisions import Address, Decision, Kind
    from synthesis.judging import Answer, Item

    entries = (Address("alder2021", "reference", "Elm", "Elm, E."), Address("cedar2023", "reference", "Elm", "Elm E."))
    drafts = Drafts(person("ann"))
    for draft, word in zip(
        (
            Decision(Kind.MATCH, entries, "one work", who="dora"),
            Decision(Kind.IDENTIFY, value="one study", reason="x", who="dora", documents=("d1", "d2")),
        ),
        words,
        strict=True,
    ):
        item = Item("m1", "reference", ("merge", "split"), "{}", codec.dumps(draft).decode())
        made = drafts.settling(item, Answer(action), "both read it")
        assert (made.kind, made.value, made.reason, made.who) == (draft.kind, word, "both read it", "ann")
        assert (made.themes, made.documents) == (draft.themes, draft.documents)


def test_two_sessions_at_once_lose_nothing(doubted_place: str) -> None:
    """Ann and ben judge at the same time, each in a session of their own; both settle at the same time, once."""
    ann, ben = KnowledgeBase(doubted_place, user="ann"), KnowledgeBase(doubted_place, user="ben")
    items = asked(ann, limit=8)

    def work(kb: KnowledgeBase) -> None:
        for item in items:
            kb.judge(ROUND, item, "accept")
        kb.hand_in_round(ROUND)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(work, (ann, ben)))
        settled = list(pool.map(lambda kb: kb.settle_round(ROUND)["settled"], (ann, ben)))

    assert sorted(map(len, settled)) == [0, 8] and len(ann.log()) == 8
    assert ann.verify_judgements() is None
    for kb in (ann, ben):
        kb.close()


def test_names_that_differ_in_case_and_spaces_are_one_person(person: People) -> None:
    """Also when they judge in two spellings; and a round of one person with two names is refused."""
    ann, other, ben = person("ann"), person("  ANN "), person("ben")
    items = asked(ann, limit=2)
    ann.judge(ROUND, items[0], "accept")
    other.judge(ROUND, items[0], "reject")
    assert [row["mine"]["action"] for row in ann.to_judge(ROUND) if row["mine"]] == ["reject"]
    ann.hand_in_round(ROUND, incomplete=True)

    with pytest.raises(BadDecision, match="has handed in"):
        other.hand_in_round(ROUND, incomplete=True)
    with pytest.raises(BadDecision, match="same name"):
        ben.open_round("second", reviewers=("ann", "Ann "))
    with pytest.raises(BadDecision, match="two reviewers or more; only ann"):
        ben.open_round("second", reviewers=("ann",))
    with pytest.raises(BadDecision, match="a name is used once"):
        ben.open_round(" First  LOOK", kinds=["question"])


def test_one_person_in_a_round_for_anybody_waits(person: People) -> None:
    """Nothing is shown and nothing settled; unblinded, the figures are undefined and each item is to be reconciled."""
    ann = person("ann")
    ann.open_round(ROUND, kinds=["theme"], limit=3)
    for row in ann.to_judge(ROUND):
        ann.judge(ROUND, row["item"], "accept")
    ann.hand_in_round(ROUND)

    with pytest.raises(BadDecision, match="waiting for 1 more reviewer"):
        ann.settle_round(ROUND)
    ann.unblind(ROUND, reason="nobody else comes")
    (figures,) = ann.round_reliability(ROUND)
    assert (
        figures["percent_agreement"] is None and figures["undefined"]["percent_agreement"] == "no unit has two ratings"
    )
    assert [row["why"] for row in ann.settle_round(ROUND)["open"]] == ["to be reconciled: ann says accept"] * 3


def test_a_sample_is_the_same_for_a_seed(person: People) -> None:
    """In the order of the queue, told in words; an item is in one round at a time; answers may be few."""
    ann = person("ann")
    every = [row["item"] for row in ann.queue(kinds=["theme", "question"])]
    drawn = []
    for name in ("one", "two"):
        done = ann.open_round(name, kinds=["theme", "question"], limit=5, seed=7)
        assert "5 of" in done["drawn"] and "drawn with seed 7" in done["drawn"]
        drawn.append([row["item"] for row in ann.to_judge(name)])
        ann.withdraw_round(name, reason="to draw again")
    assert drawn[0] == drawn[1] == [item for item in every if item in drawn[0]]

    ann.open_round("three", kinds=["theme"], limit=4, answers=["accept", "reject"])
    ann.open_round("four", kinds=["theme"], limit=4)
    taken = [{row["item"] for row in ann.to_judge(name)} for name in ("three", "four")]
    assert not taken[0] & taken[1]
    assert all(row["actions"] == ["accept", "reject"] for row in ann.to_judge("three"))
    with pytest.raises(BadInput, match="takes accept or reject in this round"):
        ann.judge("three", sorted(taken[0])[0], "move", value="tool")


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ({"kinds": ["conflict"]}, "not about 'conflict'"),
        ({"limit": 0}, "at least one question, not 0"),
        ({"answers": ["accept"]}, "two answers or more"),
        ({"kinds": ["theme"], "answers": ["merge", "fly"]}, "nothing in the queue fits"),
        ({"facet": "weather"}, "no facet 'weather'"),
        ({"study": "elm1999"}, "no study 'elm1999'"),
    ],
)
def test_a_round_that_cannot_be_opened_says_why(person: People, wanted: Record, said: str) -> None:
    """And nothing is kept."""
    ann = person("ann")

    with pytest.raises(ConcordError, match=said):
        ann.open_round(ROUND, **wanted)
    assert ann.rounds() == []


def test_an_answer_that_cannot_be_given_is_refused_at_once(person: People) -> None:
    """Not only when the round is settled."""
    ann = person("ann")
    items = asked(ann)
    for action, more, said in (
        ("fly", {}, "cannot be answered with 'fly'"),
        ("relabel", {}, "needs a new label"),
        ("move", {"value": "weather"}, "no facet 'weather'"),
        ("merge", {}, "needs ids of"),
        ("merge", {"others": ["t0000000000"]}, "no theme or concept"),
    ):
        with pytest.raises(ConcordError, match=said):
            ann.judge(ROUND, items[0], action, **more)
    with pytest.raises(NotFound, match="nothing called 'q9'"):
        ann.judge(ROUND, "q9", "accept")
    with pytest.raises(BadDecision, match="has not answered 6 of 6"):
        ann.hand_in_round(ROUND)
    with pytest.raises(BadDecision, match="no reviewer of the round"):
        person("cleo").judge(ROUND, items[0], "accept")
    assert all(row["mine"] is None for row in ann.to_judge(ROUND))


def test_the_evidence_is_that_of_the_opening(person: People) -> None:
    """A paper that comes meanwhile changes nothing of what is judged."""
    ann = person("ann")
    asked(ann, kind="question", limit=3)
    before = ann.to_judge(ROUND)
    ann.add_bytes("fir.md", FIR.encode())

    assert ann.to_judge(ROUND) == before


def test_roles_of_rounds(person: People) -> None:
    """A reader looks and judges nothing; each method of rounds is in one of the two tables."""
    asked(person("ann"))
    reader = person("ann", Role.READER)

    assert [row["mine"] for row in reader.to_judge(ROUND)] == [None] * 6
    for act in (lambda: reader.judge(ROUND, "x", "accept"), lambda: reader.hand_in_round(ROUND)):
        with pytest.raises(NotAllowed, match="You may read here"):
            act()
    assert NEEDS["unblind"][0] is Role.ADMIN


def test_a_log_that_was_changed_past_concord_is_found(person: People) -> None:
    """The chain tells which line."""
    from dataclasses import replace

    from concord import log

    ann = person("ann")
    items = asked(ann)
    ann.judge(ROUND, items[0], "accept")
    entries = list(log.judgements(ann._store))
    assert ann.verify_judgements() is None
    entries[1] = replace(entries[1], item=items[1])

    assert log.verify(entries) == "Judgement 2 is not as it was written: the log was changed past Concord."


def rows_of(sheet: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(sheet.decode("utf-8-sig"))))


def filled_in(rows: list[dict[str, str]], delimiter: str = ",") -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


@pytest.mark.parametrize("between", [",", ";", "\t"])
def test_a_sheet_goes_out_and_comes_back(person: People, between: str) -> None:
    """Answers, values and reasons are taken, an empty cell leaves what was, and signs of formulas stay text."""
    ann = person("ann")
    items = asked(ann)
    ann.judge(ROUND, items[2], "reject", reason="=cmd()")
    rows = rows_of(ann.judging_sheet(ROUND))
    assert [row["answer"] for row in rows] == ["", "", "reject", "", "", ""] and rows[2]["reason"] == "'=cmd()"
    rows[0] |= {"answer": "Accept"}
    rows[1] |= {"answer": "rename", "value": "'=Hive keeper", "reason": "+plus"}
    rows[2] |= {"answer": ""}
    done = ann.import_judging_sheet("a.csv", filled_in(rows, between))

    assert done == {"round": ROUND, "judged": 2, "unanswered": 3}
    mine = [row["mine"] and (row["mine"]["answer"], row["mine"]["reason"]) for row in ann.to_judge(ROUND)[:3]]
    assert mine == [("accept", ""), ("relabel: =Hive keeper", "+plus"), ("reject", "=cmd()")]
    assert ann.import_judging_sheet("a.csv", ann.judging_sheet(ROUND))["judged"] == 0
    assert not any(
        cell.startswith(("=", "+", "-", "@")) for row in rows_of(ann.judging_sheet(ROUND)) for cell in row.values()
    )


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda rows: [{k: v for k, v in row.items() if k != "answer"} for row in rows], "no column 'answer'"),
        (lambda rows: [{**rows[0], "answer": "fly"}], "row 2: A theme cannot be answered with 'fly'"),
        (
            lambda rows: [{**rows[0], "item": "t9", "answer": "accept"}],
            "row 2: The round 'first look' asks about nothing",
        ),
        (lambda rows: [{**rows[0], "round": "other", "answer": "accept"}, rows[1]], "speaks of one round, not of 2"),
        (lambda rows: [{**rows[0], "answer": "accept"}] * 2, "has an answer in row 2 too"),
        (
            lambda rows: [{**rows[0], "answer": "accept"}, {**rows[1], "answer": "move"}],
            "row 3: 'move' on a theme needs",
        ),
    ],
)
def test_a_sheet_that_does_not_fit_is_refused_whole(person: People, damage: Any, said: str) -> None:
    """With the row; nothing of it is taken."""
    ann = person("ann")
    asked(ann)

    with pytest.raises(BadInput, match=said):
        ann.import_judging_sheet("a.csv", filled_in(damage(rows_of(ann.judging_sheet(ROUND)))))
    assert all(row["mine"] is None for row in ann.to_judge(ROUND))


def test_a_sheet_that_the_log_refuses_midway_leaves_no_answer(person: People, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its answers are kept in one step: what stops the second one stops the first."""
    ann = person("ann")
    asked(ann)
    rows = [row | {"answer": "accept"} for row in rows_of(ann.judging_sheet(ROUND))]
    refused = iter(["", "The round has been withdrawn."])
    monkeypatch.setattr("concord.rounds.judging_log.refusal", lambda entries, entry: next(refused))

    with pytest.raises(BadDecision, match="withdrawn"):
        ann.import_judging_sheet("a.csv", filled_in(rows))
    assert all(row["mine"] is None for row in ann.to_judge(ROUND))


def test_the_whole_way_on_the_command_line(run: Run, kb_path: Path, tmp_path: Path) -> None:
    """One of two judges in a spreadsheet; they part on one item, reconcile, settle. Each list in each format."""

    def said(*arguments: str, who: str = "ann", code: int = 0) -> str:
        done = run("judging", *arguments, "--kb", str(kb_path), "--user", who)
        assert done.returncode == code, done.stderr
        assert "Traceback" not in done.stderr
        return done.stdout if code == 0 else done.stderr

    opened = said("open", ROUND, "--reviewer", "ann", "--reviewer", "ben", "--kind", "theme", "--limit", "3")
    assert "3 items (theme; 3 of" in opened and "concord judging next 'first look'" in opened
    first = json.loads(said("next", ROUND, "--format", "json"))
    assert "relabel" in said("next", ROUND)
    said("judge", ROUND, first["item"], "accept", "--reason", "told")
    sheet = tmp_path / "ben.csv"
    said("export", ROUND, str(sheet), who="ben")
    rows = [
        row | {"answer": "reject" if row["item"] == first["item"] else "accept"} for row in rows_of(sheet.read_bytes())
    ]
    sheet.write_bytes(filled_in(rows))
    assert "3 answers taken, 0 without" in said("import", str(sheet), who="ben")
    said("hand-in", ROUND, who="ben")
    assert "waiting for ann" in said("reliability", ROUND, code=1)
    for row in json.loads(said("show", ROUND, "--format", "json"))[1:]:
        said("judge", ROUND, row["item"], "accept")
    assert "so have all" in said("hand-in", ROUND)
    for name in ("show", "reliability", "log"):
        for form in ("table", "csv", "md", "json"):
            assert said(name, ROUND, "--format", form)
    assert "to be reconciled" in said("settle", ROUND)
    assert "reject" in said("reconcile", ROUND, first["item"], "reject", "--reason", "a heading")
    assert "1 decision kept" in run("judging", "settle", ROUND, "--kb", str(kb_path)).stderr
    assert json.loads(said("list", "--format", "json"))[0]["state"] == "settled"
    assert "no round 'other'" in said("next", "other", code=1)

"""Codings of other programs in a knowledge base, on both databases: themes of those who coded, on our words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from concord import KnowledgeBase
from corpus.errors import BadInput, NotFound
from tests.concord.conftest import ALDER, CEDAR, FIR
from tests.concord.importing.makers import ALL, ATLAS, NVIVO, QUALCODER, Maker, Sel, Written

STUDY = "alder2021keeping"
PLAIN = re.sub(r"^#+ |^- ", "", ALDER, flags=re.MULTILINE)  # as a program shows the paper: without mark-up
CODES = {
    "Challenges": "what is hard",
    "Challenges > Climate": "weather and heat",
    "Challenges > Climate > Heat": "",
    "Crew": "",
    "Crew > Warden": "",
    "Odd": "",
}
SELS = (
    Sel("Heat stress of the colonies", "Challenges > Climate > Heat", "Ann", "also in Cedar"),
    Sel("roofs of cities", "Challenges > Climate", "Ben"),
    Sel("grants access to the roof", "Crew > Warden", "Ben"),
    Sel("inspects the hives every week", "Crew > Warden", "Ben"),
    Sel("young", "Odd", "Ann"),
)


def written(maker: Maker = NVIVO, sels: tuple[Sel, ...] = SELS, text: str = PLAIN, name: str = "alder") -> bytes:
    return Written(maker, CODES, {name: (text, sels)}).qdpx()


def rows(kb: KnowledgeBase, study: str = STUDY) -> list[tuple[str, str, str, str]]:
    """Facet, label, label of the parent and quote of each accepted theme."""
    themes = {theme["id"]: theme for theme in kb.themes(study=study)}
    return [
        (t["facet"], t["label"], themes[t["parent"]]["label"] if t["parent"] else "", t["quote"])
        for t in themes.values()
        if t["status"] == "accepted"
    ]


def test_codings_become_themes_of_those_who_coded(kb: KnowledgeBase) -> None:
    """Facets by name and mapping, parents by nesting, several words in one theme, each signed by its person."""
    record = kb.import_codings(("bees.qdpx", written()), mapping=[("Crew", "role", "")])

    assert sorted(rows(kb)) == [
        ("challenge", "Climate", "", "roofs of cities"),
        ("challenge", "Heat", "Climate", "Heat stress of the colonies"),
        ("role", "Warden", "", "inspects the hives every week"),
    ]
    warden = next(t for t in kb.synthesis.themes if t.label == "Warden")
    assert [m.quote for m in warden.mentions] == ["inspects the hives every week", "grants access to the roof"]
    told = [(d["who"], d["kind"], d["parent"], d["reason"]) for d in kb.log()]
    assert told == [
        ("Ben", "add", "", "code book: weather and heat"),
        ("Ben", "add", "", ""),
        ("Ann", "add", "Climate", "also in Cedar"),
    ]
    assert {d["source"] for d in kb.log()} == {f"bees.qdpx ({record['hash']}), imported by ann"}
    assert (record["number"], record["last"]) == (1, 3)
    assert [(lost["what"], lost["where"]) for lost in record["lost"]] == [("code", "Odd")]
    assert kb.queue(kinds=["conflict"]) == []


def test_each_quote_stands_where_it_is_said_to(kb: KnowledgeBase) -> None:
    """Grounding is absolute: a theme quotes its document."""
    kb.import_codings(("bees.qdpx", written()), facet="role")
    documents = {d.id: d for study in kb.corpus for d in study.documents}

    for theme in kb.synthesis.themes:
        for mention in theme.mentions:
            assert documents[mention.anchor.document].quote(mention.anchor) == mention.quote
    assert kb.verify() == []


def test_the_same_codings_twice_add_nothing(kb: KnowledgeBase) -> None:
    """By content: another export has other ids and another name; the form of any maker means the same."""
    kb.import_codings(("bees.qdpx", written(NVIVO)), facet="role")
    before = kb.log()

    for maker in ALL.values():
        again = kb.import_codings(("again.qdpx", written(maker)), facet="role")
        assert (again["taken"]["known"], again["taken"]["quotes"], again["number"]) == (5, 0, 0)
    assert kb.log() == before
    more = (*SELS, Sel("Noise complaints", "Crew > Warden", "Ben"))
    assert kb.import_codings(("more.qdpx", written(ATLAS, more)), facet="role")["taken"]["quotes"] == 1


def test_a_dry_run_keeps_nothing(kb: KnowledgeBase) -> None:
    """It says what would be taken, in the same words."""
    wet = kb.import_codings(("bees.qdpx", data := written()), facet="role", dry_run=True)

    assert kb.log() == []
    real = kb.import_codings(("bees.qdpx", data), facet="role")
    same = ("taken", "lost", "remarks", "codes", "sources", "themes", "hash")
    assert {key: wet[key] for key in same} == {key: real[key] for key in same}


def test_an_import_is_taken_back_as_one(kb: KnowledgeBase) -> None:
    """What else was decided stays; taken back twice is told; afterwards it can be imported again."""
    theme = kb.themes()[0]["id"]
    kb.accept(theme)
    kb.import_codings(("bees.qdpx", written()), facet="role")
    before = [(r["number"], r["decisions"], r["in_force"]) for r in kb.imports()]
    undone = kb.undo_import(3)

    assert before == [(2, 4, 4)]
    assert len(undone) == 4
    assert [(r["number"], r["decisions"], r["in_force"]) for r in kb.imports()] == [(2, 4, 0)]
    assert [t["id"] for t in kb.themes(status="accepted")] == [theme]
    with pytest.raises(BadInput, match="taken back already"):
        kb.undo_import(2)
    with pytest.raises(NotFound, match="No import holds the decision 1"):
        kb.undo_import(1)
    assert kb.import_codings(("bees.qdpx", written()), facet="role")["taken"]["quotes"] == 5


def test_a_source_that_is_no_study_is_told_or_added(kb: KnowledgeBase) -> None:
    """Its text becomes a document when that is wished, and the codings stand on it; what is no paper is told."""
    text = re.sub(r"^- ", "", FIR, flags=re.MULTILINE)
    data = written(ATLAS, (Sel("bees", "Challenges > Climate", "Ann"),), text, "schools")
    lost = kb.import_codings(("schools.qdpx", data), dry_run=True)["lost"]
    record = kb.import_codings(("schools.qdpx", data), add_sources=True)

    assert "can be added as one (--add-sources); 1 coding goes with it" in next(
        r["why"] for r in lost if r["what"] == "source"
    )
    study = record["sources"][0]["study"]
    assert rows(kb, study) == [("challenge", "Climate", "", "bees")]
    ours = next(s for s in kb.corpus if s.id == study).documents[0].text
    assert [d["starts"] for d in kb.log()] == [[ours.index("bees")]]
    short = written(ATLAS, (Sel("boat", "Challenges > Climate"),), "A boat with a hive.", "boat")
    told = kb.import_codings(("boat.qdpx", short), add_sources=True)["lost"]
    assert [row["why"].startswith("boat.txt: ") for row in told if row["where"] == "boat.txt"] == [True]


def test_a_source_is_known_by_bytes_words_or_name(kb: KnowledgeBase) -> None:
    """In this order; the words may be a part of the paper."""
    with_bytes = Written(QUALCODER, CODES, {"a paper": ("nothing of it", ())}, kind="PDFSource")
    with_bytes.files[f"Sources/{QUALCODER.id('a paper')}.pdf"] = CEDAR.encode()
    part = PLAIN[PLAIN.index("2.1 Challenges") : PLAIN.index("2.3 Tools")]
    table = b"document,code,quote\nUrban apiaries: A scoping review of practice,Cost,Cost of insurance\n"

    found = [
        kb.import_codings(file, dry_run=True)["sources"][0]
        for file in (
            ("a.qdpx", with_bytes.qdpx()),
            ("b.qdpx", written(NVIVO, (), part, "Document 7")),
            ("c.csv", table),
            ("d.csv", table.replace(b"Urban apiaries: A scoping review of practice", b"alder")),
            ("e.csv", table.replace(b"Urban apiaries: A scoping review of practice", b"dogwood2022")),
            ("f.csv", table.replace(b"Urban apiaries: A scoping review of practice", b"somebody else")),
        )
    ]
    assert [(row["document"], row["by"]) for row in found] == [
        ("cedar.md", "bytes"),
        ("alder.md", "text"),
        ("cedar.md", "name"),
        ("alder.md", "name"),
        ("dogwood.md", "name"),
        ("", ""),
    ]


def test_a_table_is_signed_by_its_coders_or_by_the_importer(kb: KnowledgeBase) -> None:
    """Words decide; words that stand nowhere, or in several places, are told."""
    table = (
        "study,code,quote,coder,note\n"
        f"{STUDY},challenge,Heat stress of the colonies,,\n"
        f"{STUDY},Heat,Heat stress of the colonies,Cleo,really\n"
        f"{STUDY},Heat,bees,,\n"
        f"{STUDY},Heat,wasps on the roof,,\n"
    )
    record = kb.import_codings(("t.csv", table.encode()), facet="challenge", coder="Dana")

    assert [(d["who"], d["themes"][0]["label"], d["reason"]) for d in kb.log()] == [("Cleo", "Heat", "really")]
    assert [(lost["words"], lost["why"]) for lost in record["lost"]] == [
        (
            "Heat stress of the colonies",
            "'challenge' is the facet itself and no theme of it; give it a label (--map)",
        ),
        ("bees", "its words stand in 3 places of the study, and nothing tells which is meant"),
        ("wasps on the roof", "its words stand nowhere in the study"),
    ]


def test_codings_can_go_to_the_log_of_blind_coding(kb: KnowledgeBase) -> None:
    """They change no theme, and how far people and the machine agree can be reckoned."""
    themes = kb.themes()
    record = kb.import_codings(("bees.qdpx", written()), facet="role", kind="codings")

    assert kb.themes() == themes
    assert kb.log() == []
    assert record["taken"]["quotes"] == 5
    assert [(c["who"], c["codes"], c["finished"]) for c in kb.coders()] == [("Ann", 2, False), ("Ben", 3, False)]
    again = kb.import_codings(("bees.qdpx", written()), facet="role", kind="codings")
    assert again["number"] == 0
    ben = KnowledgeBase(kb._store.url.render_as_string(hide_password=False), user="Ben")
    ben.hand_in(STUDY, ["challenge", "role"])
    ben.close()
    assert {row["one"] for row in kb.coding_agreement(STUDY)} == {"Ben"}
    more = (*SELS, Sel("Noise complaints", "Crew > Warden", "Ben"))
    told = kb.import_codings(("more.qdpx", written(NVIVO, more)), facet="role", kind="codings")
    assert "handed in already" in told["lost"][-1]["why"]


def test_a_file_of_another_kind_is_refused_by_name(kb: KnowledgeBase, tmp_path: Path) -> None:
    """Each method says who takes it; the one for any file takes both."""
    bib = ("a.bib", b"@article{a, title={Hives above the street}}")
    with pytest.raises(BadInput, match=r"a\.bib: is a bibliography"):
        kb.import_codings(bib)
    with pytest.raises(BadInput, match=r"a\.csv: holds codings"):
        kb.import_bibliography(("a.csv", b"study,code,quote\nx,y,z\n"))
    assert kb.import_file(bib)["kind"] == "bibliography"
    for bad, says in ((tmp_path / "no.qdpx", "there is no such file"), (tmp_path, "is no file")):
        with pytest.raises(BadInput, match=says):
            kb.import_file(bad)
    with pytest.raises(BadInput, match="Codings are taken as themes or as codings"):
        kb.import_codings(("bees.qdpx", written()), kind="notes")
    with pytest.raises(BadInput, match=r"There is no facet 'chalenge'"):
        kb.import_codings(("bees.qdpx", written()), facet="chalenge")

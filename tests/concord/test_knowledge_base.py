"""KnowledgeBase: what is added is found again, in any order, and nothing is made twice."""

from __future__ import annotations

import itertools
import os
from pathlib import Path
from typing import Any

import pytest

import concord
from concord import BadInput, KnowledgeBase, NotFound, UnknownFormat
from concord.deriving.caching import document_key
from concord.exporting import ENDINGS
from concord.tables import range_sentence
from tests.concord.conftest import ALDER, FIR, PAPERS, write_papers


def test_the_public_names_are_these() -> None:
    """What users import from concord; a change here is a change for them."""
    assert concord.__all__ == [
        "Added",
        "BadCodebook",
        "BadDecision",
        "BadInput",
        "ConcordError",
        "KnowledgeBase",
        "NotAllowed",
        "NotFound",
        "Role",
        "StoreIsNewer",
        "StoreTrouble",
        "UnknownFormat",
        "UnreadableDocument",
    ]
    assert all(getattr(concord, name).__name__ == name for name in concord.__all__)


def test_papers_become_studies_themes_and_concepts(kb: KnowledgeBase) -> None:
    """What two papers report is one concept with both as its support."""
    (concept,) = [c for c in kb.concepts(facet="challenge") if c["label"] == "Noise complaints"]

    assert [study["title"].split(":")[0] for study in kb.studies()] == [
        "Keeping bees on roofs",
        "Urban apiaries",
        "Rooftop honey",
    ]
    assert [id[:5] for id in concept["studies"]] == ["alder", "cedar"]
    assert (concept["support"]["studies"], concept["support"]["eligible"]) == (2, 3)


def test_each_theme_stands_in_its_file(kb: KnowledgeBase) -> None:
    """Grounding is absolute: the quote is in the paper, where its place says."""
    texts = {d.name: d.text for s in kb.corpus for d in s.documents}

    assert len(kb.themes()) > 10
    for theme in kb.themes():
        assert texts[theme["document"]][theme["start"] : theme["end"]] == theme["quote"]


def test_an_add_says_what_it_did(tmp_path: Path, papers: list[Path]) -> None:
    """New files, files that were there, studies touched, and the change in words."""
    kb = KnowledgeBase(tmp_path / "a.db")
    first = kb.add(papers[0])
    second = kb.add(papers)

    assert (first.documents, first.known) == (("alder.md",), ())
    assert (second.documents, second.known) == (("cedar.md", "dogwood.md"), ("alder.md",))
    assert [id[:7] for id in second.studies] == ["cedar20", "dogwood"]
    assert any("Noise complaints" in sentence for sentence in second.changes.sentences())


def test_a_paper_that_comes_again_changes_nothing(kb: KnowledgeBase, papers: list[Path]) -> None:
    """Neither the lists nor the exports."""
    before = kb.export_bytes("json")
    added = kb.add(papers)

    assert (added.documents, bool(added.changes)) == ((), False)
    assert kb.export_bytes("json") == before


def test_bad_files_are_said_and_the_others_land(tmp_path: Path, papers: list[Path]) -> None:
    """Empty, not a paper, broken off, too big, missing: one sentence each, with the name of the file."""
    bad = {"empty.md": b"", "cat.png": b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "list.csv": b"a,b\n1,2\n3,4\n"}
    bad["cut.tei.xml"] = b'<?xml version="1.0"?><TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDe'
    for name, data in bad.items():
        (tmp_path / name).write_bytes(data)
    with (tmp_path / "big.txt").open("wb") as file:
        file.truncate(200_000_000)
    names = [*bad, "big.txt", "missing.md"]

    added = KnowledgeBase(tmp_path / "a.db").add([*(tmp_path / name for name in names), papers[0]])

    assert added.documents == ("alder.md",)
    assert len(added.unreadable) == len(names)
    for name, sentence in zip(names, added.unreadable, strict=True):
        assert name in sentence and sentence.endswith(".") and "\n" not in sentence


def test_uploads_and_archives_land_too(tmp_path: Path, papers: list[Path]) -> None:
    """Bytes in memory, as the dashboard has them."""
    import io
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for path in papers[1:]:
            archive.write(path, path.name)
    kb = KnowledgeBase(tmp_path / "a.db")

    assert kb.add_bytes("alder.md", ALDER.encode()).documents == ("alder.md",)
    assert kb.add_bytes("papers.zip", out.getvalue()).documents == ("cedar.md", "dogwood.md")
    assert len(kb.studies()) == 3


@pytest.mark.parametrize("order", list(itertools.permutations(PAPERS))[1:4])
def test_the_order_of_papers_leaves_no_trace(
    order: tuple[str, ...], filled: Path, tmp_path: Path, papers: list[Path]
) -> None:
    """One at a time, in another order: every export has the same bytes."""
    kb = KnowledgeBase(tmp_path / "a.db")
    for name in order:
        kb.add(tmp_path / "papers" / name)

    assert kb.synthesis == KnowledgeBase(filled).synthesis
    for ending in ENDINGS:
        assert kb.export_bytes(ending) == KnowledgeBase(filled).export_bytes(ending), ending


def test_two_names_for_the_same_bytes_leave_no_trace(tmp_path: Path) -> None:
    """Whichever name came first, exports have the same bytes."""
    one, other = KnowledgeBase(tmp_path / "a.db"), KnowledgeBase(tmp_path / "b.db")
    for kb, names in ((one, ("x.md", "a.md")), (other, ("a.md", "x.md"))):
        for name in names:
            kb.add_bytes(name, ALDER.encode())

    assert one.export_bytes("json") == other.export_bytes("json")
    assert one.studies()[0]["documents"][0]["name"] == "a.md"


class Calls:
    """Counts the calls of a function, and makes them."""

    def __init__(self, function: Any) -> None:
        self.function, self.seen = function, []

    def __call__(self, first: Any, *rest: Any, **named: Any) -> Any:
        self.seen.append(first)
        return self.function(first, *rest, **named)


def test_one_more_paper_reads_one_paper(filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Opening again extracts nothing; adding a paper to others reads and extracts that one."""
    import synthesis
    from concord.processes.extractors import Extractor
    from concord.processes.workers import Worker, shared_worker

    extractor = Extractor(60.0, 0)
    extracting, reading = Calls(extractor.themes), Calls(shared_worker(60.0, 2_000_000_000).read)
    synthesising = Calls(synthesis.synthesise)
    monkeypatch.setattr(Extractor, "themes", lambda one, *asked: extracting(*asked))
    monkeypatch.setattr(Worker, "read", reading)
    monkeypatch.setattr(synthesis, "synthesise", synthesising, raising=False)
    kb = KnowledgeBase(tmp_path / "a.db")
    kb.add(write_papers(tmp_path / "p", "alder.md", "cedar.md"))
    del extracting.seen[:], reading.seen[:], synthesising.seen[:]

    again = KnowledgeBase(tmp_path / "a.db")
    again.concepts(), again.find("hive"), again.overlap()
    assert (extracting.seen, reading.seen, synthesising.seen) == ([], [], [])

    again.add(write_papers(tmp_path / "p", "dogwood.md"))
    assert (reading.seen, [study.id[:7] for study in extracting.seen]) == (["dogwood.md"], ["dogwood"])
    assert len(synthesising.seen) == 1
    extractor.close()


def test_other_code_makes_everything_again(kb: KnowledgeBase, monkeypatch: pytest.MonkeyPatch) -> None:
    """The keys of derived values hold the fingerprint of the code and the models that made them."""
    from concord import resources
    from concord.deriving import programs

    before = document_key("a.md", programs.present())
    monkeypatch.setattr(resources, "fingerprint", lambda *parts: "other code")

    assert document_key("a.md", programs.present()) != before


def test_a_write_of_another_program_is_seen(kb: KnowledgeBase, tmp_path: Path) -> None:
    """Each call sees the newest state; nothing has to be opened again."""
    before = len(kb.studies())
    other = KnowledgeBase(kb.where)
    other.add_bytes("fir.md", FIR.encode())

    assert len(kb.studies()) == len(other.studies()) == before + 1
    assert kb.revision == other.revision


def test_a_kept_document_that_cannot_be_read_any_more_is_said(
    kb: KnowledgeBase, kb_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A later reader may refuse what an earlier one took: the others stay, and nothing is dropped in silence."""
    from concord.deriving import readings
    from concord.processes.workers import Worker
    from corpus.errors import UnreadableDocument

    real = Worker.read

    def read(worker: Worker, name: str, data: bytes) -> Any:
        if name == "cedar.md":
            raise UnreadableDocument(name, "it is not liked", "like it")
        return real(worker, name, data)

    monkeypatch.setattr(Worker, "read", read)
    monkeypatch.setattr(readings, "reading_key", lambda *_: "new reader")
    again = KnowledgeBase(kb_path)

    assert len(again.studies()) == 2
    assert again.unreadable == ["cedar.md: it is not liked; like it."]


def test_filters_fit_together(kb: KnowledgeBase) -> None:
    """Facet, study and status; a study by the beginning of its id."""
    rows = kb.themes(facet="tool", study="alder")

    assert {row["label"] for row in rows} == {"HiveTrack", "ApiScale", "BroodCam"}
    assert kb.themes(status="rejected") == []
    assert {c["label"] for c in kb.concepts(facet="tool", study="dogwood")} == {"HiveTrack", "NectarLog"}
    assert {a["cells"][next(iter(a["cells"]))] for a in kb.agreement(facet="tool", study="alder")} == {"asserts"}


@pytest.mark.parametrize(("key", "value"), [("facet", "colour"), ("study", "elm"), ("status", "liked")])
def test_a_filter_that_cannot_fit_is_said_with_those_that_can(kb: KnowledgeBase, key: str, value: str) -> None:
    """An empty list would look like an answer."""
    with pytest.raises((NotFound, BadInput), match=f"no {key} '{value}'; there are: "):
        kb.themes(**{key: value})


def test_a_cell_of_agreement_tells_silence_from_scope(kb: KnowledgeBase) -> None:
    """Dogwood says nothing about roles at all: that is no disagreement."""
    (row,) = [r for r in kb.agreement(facet="role") if r["label"] == "Honey taster"]
    cells = {study[:5]: cell for study, cell in row["cells"].items()}

    assert cells == {"alder": "silent", "cedar": "asserts", "dogwo": "not in scope"}


def test_overlap_is_a_range_over_its_assumptions(kb: KnowledgeBase) -> None:
    """These papers mark no study as included, so that only all their references give a figure: 5 - 3 over 3 x 2."""
    found = kb.overlap()

    assert [row["corrected"] for row in found["assumptions"][:4]] == [None] * 4
    assert [row["corrected"] for row in found["assumptions"][4:]] == [pytest.approx(2 / 6)] * 4
    assert found["range"] == [pytest.approx(2 / 6)] * 2
    assert range_sentence(found).endswith("it is 33.3 %; undefined under 4 of 8 of them.")


def test_a_theme_is_shown_in_its_context(kb: KnowledgeBase) -> None:
    """The paragraph, where in it the quote stands, and the sections around it."""
    theme = kb.show(next(t["id"] for t in kb.themes(facet="tool", study="alder") if t["label"] == "ApiScale"))
    context = theme["mentions"][0]["context"]

    assert context["paragraph"][slice(*context["mark"])] == theme["quote"]
    assert context["sections"] == ["2 Results", "2.3 Tools"]
    assert theme["concept"]["label"] == "ApiScale"


def test_a_concept_is_shown_with_all_its_evidence(kb: KnowledgeBase) -> None:
    """Its themes in full, by study, and the translations between them with reasons."""
    concept = kb.show(next(c["id"] for c in kb.concepts() if c["label"] == "Noise complaints"))

    assert [m["study"][:5] for m in concept["members"]] == ["alder", "cedar"]
    assert all(m["mentions"][0]["context"]["paragraph"] for m in concept["members"])
    assert concept["translations"][0]["reasons"]


def test_each_member_of_a_concept_tells_its_surest_translations_and_counts_the_rest(
    kb: KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As the theme itself tells them; a large concept tells fewer of each, and then none but their number."""
    id = next(c["id"] for c in kb.concepts() if c["label"] == "Noise complaints")
    alone = {theme: kb.show(theme)["translations"] for theme in kb.show(id)["themes"]}

    assert all(alone.values())
    for most, each in ((200, 20), (2, 1), (1, 0)):
        monkeypatch.setattr("concord.views.MOST", most)
        for member in kb.show(id)["members"]:
            assert member["translations"] == alone[member["id"]][:each]
            assert member["more_translations"] == len(alone[member["id"]][each:])


def test_a_study_is_shown_by_the_beginning_of_its_id(kb: KnowledgeBase) -> None:
    """As the lists take it, when no other study begins so."""
    assert kb.show("cedar2023")["id"] == kb.show("ced")["id"] == kb.themes(study="cedar")[0]["study"]

    with pytest.raises(NotFound, match="no study, theme or concept ''"):
        kb.show("")


def test_a_study_is_shown_with_what_it_reports(kb: KnowledgeBase) -> None:
    """Its sections, references and themes."""
    study = kb.show(kb.corpus[0].id)

    assert "Challenges" in [section["title"] for section in study["sections"]]
    assert len(study["reference_list"]) == 2
    assert len(study["themes"]) == 8


def test_a_concept_is_shown_by_its_label_too(kb: KnowledgeBase) -> None:
    """A person knows the label, in any case and number, and not the id."""
    assert kb.show("noise complaint")["label"] == "Noise complaints"


def test_the_files_are_told_in_the_order_in_which_they_came(kb: KnowledgeBase) -> None:
    """Each with its study, so that a screen can say what is new."""
    rows = kb.additions()

    assert {row["study"] for row in rows} == {study["id"] for study in kb.studies()}
    assert [row["added"] for row in rows] == sorted(row["added"] for row in rows)


def test_an_unknown_id_is_answered_with_the_nearest(kb: KnowledgeBase) -> None:
    """A typing error in an id is common."""
    id = kb.concepts()[0]["id"]

    with pytest.raises(NotFound, match=f"did you mean {id}"):
        kb.show(id[:-1] + ("0" if id[-1] != "0" else "1"))
    with pytest.raises(NotFound, match="'concord studies'"):
        kb.show("nothing like it")


def test_exports_land_where_they_are_asked_for(kb: KnowledgeBase, tmp_path: Path) -> None:
    """By ending; what cannot be is said with what can."""
    assert kb.export(tmp_path / "a.CSV", "studies").read_bytes().count(b"\n") == 4
    with pytest.raises(UnknownFormat, match="csv xlsx docx md json graphml"):
        kb.export(tmp_path / "a.exe")
    with pytest.raises(BadInput, match="no table 'cats'; there are: concepts"):
        kb.export(tmp_path / "a.md", "cats")
    with pytest.raises(BadInput, match="one table"):
        kb.export(tmp_path / "a.csv", "themes,studies")
    with pytest.raises(BadInput, match="holds everything"):
        kb.export(tmp_path / "a.json", "themes")
    with pytest.raises(BadInput, match="cannot be written"):
        kb.export(tmp_path / "no" / "a.csv")


def test_the_aligner_takes_records(kb: KnowledgeBase) -> None:
    """Themes as JSON has them; each id is in exactly one concept."""
    rows = [{k: t[k] for k in ("id", "study", "facet", "label")} for t in kb.themes()]
    concepts = kb.align(rows)

    assert sorted(id for c in concepts for id in c["themes"]) == sorted(r["id"] for r in rows)
    assert {"HiveTrack", "Noise complaints"} <= {c["label"] for c in concepts if len(c["studies"]) == 2}
    assert kb.align(rows[::-1]) == concepts


def test_the_aligner_knows_the_concepts_of_the_codebook_in_force(tmp_path: Path) -> None:
    """Another one when it is named, and none when none is wanted."""
    path = tmp_path / "bees.toml"
    book = 'name = "bees"\nversion = "1"\ntitle = "Bees"\n[facets.plant]\ntitle = "Plant"\ncues = ["plant"]\n'
    path.write_text(book + '[[facets.plant.concepts]]\nlabel = "Ling"\nalt = ["Scotch heather", "moor bush"]\n')
    rows = [
        {"id": str(n), "study": str(n), "facet": "plant", "label": label}
        for n, label in enumerate(("Scotch heather", "Moor bush"))
    ]
    kb = KnowledgeBase(tmp_path / "a.db", codebook=str(path))

    assert [concept["themes"] for concept in kb.align(rows)] == [["0", "1"]]
    assert len(kb.align(rows, "none")) == len(kb.align(rows, "generic")) == 2
    with pytest.raises(BadInput, match="no codebook 'bes'"):
        kb.align(rows, "bes")


def test_an_empty_knowledge_base_answers_everything(tmp_path: Path) -> None:
    """With empty lists, not with faults."""
    kb = KnowledgeBase(tmp_path / "a.db")

    lists = (kb.studies, kb.themes, kb.concepts, kb.edges, kb.agreement, kb.refutations, kb.queue, kb.log)
    assert [call() for call in lists] == [[]] * len(lists)
    assert kb.find("hive") == [] and kb.overlap()["pairs"] == []
    assert kb.export_bytes("docx") and kb.verify_log() is None


@pytest.mark.skipif(os.name != "posix", reason="counts open files through /proc")
def test_closing_lets_go_of_the_file(kb: KnowledgeBase) -> None:
    """So it can be moved or deleted."""
    kb.close()

    held = [str(link.readlink()) for link in Path("/proc/self/fd").iterdir() if link.exists()]
    assert [name for name in held if name.startswith(kb.where)] == []


TORN = ALDER.replace("Noise complaints", "Noise compl\ufffd\ufffdts")


def test_strict_refuses_what_lost_words_and_the_others_land(tmp_path: Path) -> None:
    """Nothing of the refused file is kept; without strict it is, and its report says why it was refused."""
    kb = KnowledgeBase(tmp_path / "a.db")
    strict = kb.add_files([("torn.md", TORN.encode()), ("fir.md", FIR.encode())], strict=True)

    assert strict.documents == ("fir.md",)
    assert strict.unreadable[0].startswith("torn.md: characters replaced; ")
    kb.add_bytes("torn.md", TORN.encode())
    assert [report["name"] for report in kb.reports() if report["refused"]] == ["torn.md"]


def test_a_report_has_each_doubt_with_its_place(kb: KnowledgeBase) -> None:
    """One record a document; a doubt's place opens in its paragraph."""
    kb.add_bytes("torn.md", TORN.encode())
    torn = next(report for report in kb.reports() if report["name"] == "torn.md")
    doubt = next(doubt for doubt in torn["doubts"] if doubt["severity"] == "lost")
    passage = kb.passage(torn["document"], doubt["start"], doubt["end"])

    assert (torn["lost"], torn["coverage"]) == (1, 1.0)
    assert passage["paragraph"][slice(*passage["mark"])] == doubt["quote"] == "\ufffd\ufffd"
    assert passage["sections"][-1] == "2.1 Challenges"
    assert len(kb.reports()) == 4 and [r["name"] for r in kb.reports(torn["study"]) if r["refused"]] == ["torn.md"]
    with pytest.raises(NotFound, match="no place 5 to 999999"):
        kb.passage(torn["document"], 5, 999_999)


def test_a_file_that_is_there_is_not_read_again_whatever_it_is_called(
    kb: KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also under a name that sorts first and so becomes its name, and twice in one call."""
    from concord.processes.workers import Worker

    reading = Calls(Worker.read)
    monkeypatch.setattr(Worker, "read", reading)
    files = [("zz.md", ALDER), ("aa.md", ALDER), ("fir.md", FIR), ("fir_again.md", FIR)]

    known = kb.add_files((name, text.encode()) for name, text in files[:2])
    assert (known.documents, known.known) == ((), ("zz.md", "aa.md"))
    assert reading.seen == []
    assert "aa.md" in {row["name"] for row in kb.additions()}

    monkeypatch.undo()
    added = kb.add_files((name, text.encode()) for name, text in files)
    assert (added.documents, added.known) == (("fir.md",), ("zz.md", "aa.md", "fir_again.md"))

"""Archives of strangers: each attack gets one clear sentence, and costs seconds and not the machine."""

from __future__ import annotations

import io
import zipfile

import pytest

from concord.importing import packing
from concord.importing.parse import parse
from concord.importing.reading import Importer
from corpus.errors import BadInput, ConcordError, UnknownFormat, UnreadableDocument
from tests.concord.importing.makers import ATLAS, Sel, Written

PROJECT = Written(ATLAS, {"Noise": ""}, {"a": ("Noise on the roof.", [Sel("Noise", "Noise")])})
BOMB = (
    '<!DOCTYPE Project [<!ENTITY a "bees bees bees bees bees bees bees bees bees bees">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefg", "bcdefgh", strict=True))
    + ']><Project xmlns="urn:QDA-XML:project:1.0" name="&h;"/>'
)


def packed(**files: str | bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "/"), data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.qdpx", b"", "it is empty"),
        ("a.qdpx", b"PK\x03\x04 and no more", "damaged archive"),
        ("a.qdpx", PROJECT.qdpx()[:200], "damaged archive"),
        ("a.qdpx", packed(readme="hello"), "without a REFI-QDA project"),
        ("a.qdpx", packed(**{"a.qde": "<x/>", "b.qde": "<x/>"}), "holds 2 projects (a.qde, b.qde)"),
        ("a.qdpx", packed(**{"project.qde": "<Other/>"}), "no REFI-QDA project or code book (it begins with <Other>)"),
        ("a.qdpx", packed(**{"project.qde": BOMB}), "its entities expand without end"),
        ("a.qdpx", packed(**{"project.qde": "no XML at all"}), "not well-formed XML"),
        ("a.qdc", b'<CodeBook xmlns="x"><Codes>', ""),
        ("a.sqlite3", b"SQLite format 3\x00" + bytes(80), "export the project as REFI-QDA"),
        ("a.xlsx", packed(**{"[Content_Types].xml": "<x/>"}), "save it as 'CSV UTF-8'"),
        ("a.csv", b"code,quote\nx,y\n", "has no column that names the study"),
        ("a.csv", b'code,quote,study\n"x,y\n', "is not CSV"),
        ("a.csv", "code,quote,study\nä,ö,ü".encode("latin-1"), "is not UTF-8 text"),
        ("a.bib", b"nothing", "holds no BibTeX entry"),
        ("a.json", b'"a text"', "no list of items"),
        ("a.qdpx", b"no archive", "it is called .qdpx, and holds no project or code book; export it again"),
        ("a.mp3", b"ID3\x03", "is of no kind that can be imported"),
    ],
)
def test_a_bad_file_is_one_sentence(name: str, data: bytes, says: str) -> None:
    """The sentence names the file; nothing that an attack holds is unpacked or expanded."""
    if not says:  # a code book that breaks off holds no codes, and is one
        assert parse(name, data)
        return
    with pytest.raises((UnreadableDocument, BadInput, UnknownFormat)) as told:
        parse(name, data)

    assert says in str(told.value)
    assert name in str(told.value)
    assert "\n" not in str(told.value)


def test_a_file_that_unpacks_to_too_much_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    """A bomb among the sources is told and costs itself; one as the project costs the file."""
    monkeypatch.setattr(packing, "MOST_FILE", 100_000)
    PROJECT.files["sources/bomb.txt"] = bytes(5_000_000)
    try:
        found = parse("a.qdpx", PROJECT.qdpx())
    finally:
        PROJECT.files.clear()

    assert [(lost.what, lost.where) for lost in found.lost] == [("file", "bomb.txt")]
    with pytest.raises(UnreadableDocument, match="has more than the 0 MB"):
        parse("a.qdpx", packed(**{"project.qde": bytes(5_000_000)}))


def test_all_files_together_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many files below the limit of one are a bomb too."""
    monkeypatch.setattr(packing, "MOST_TOTAL", 50_000)
    files = {f"sources/{n}.txt": b"bee" * 3_000 for n in range(20)}
    found = parse("a.qdpx", packed(**{"project.qde": PROJECT.xml()}, **files))

    assert sum("a project may unpack to" in lost.why for lost in found.lost) >= 14


def test_recordings_are_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    """A project may hold films of any size; only texts and papers are looked at."""
    monkeypatch.setattr(packing, "MOST_FILE", 100_000)
    found = parse("a.qdpx", packed(**{"project.qde": PROJECT.xml(), "sources/film.mp4": bytes(5_000_000)}))

    assert [lost.what for lost in found.lost] == ["source"]  # the text, which this archive leaves out


def test_too_many_files_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The list alone may exhaust a machine."""
    monkeypatch.setattr(packing, "MAX_MEMBERS", 10)
    with pytest.raises(UnreadableDocument, match="holds more than 10 files"):
        parse("a.qdpx", packed(**{f"{n}.txt": "" for n in range(20)}))


def test_a_name_in_an_archive_is_a_word_and_no_path() -> None:
    """A text is found by the last part of its name, wherever the name would lead."""
    text = "Noise on the roof."
    inner = ATLAS.id("a")
    data = packed(**{"project.qde": PROJECT.xml(), f"..__..__etc__{inner}.txt": text})
    found = parse("a.qdpx", data)

    assert [coding.words for coding in found.codings] == ["Noise"]  # type: ignore[union-attr]


def test_reading_runs_in_a_process_with_limits() -> None:
    """A file that takes too long ends the process that reads and nothing else."""
    importer = Importer(seconds=30, memory=2_000_000_000)
    try:
        assert importer.read("a.qdpx", PROJECT.qdpx()) == parse("a.qdpx", PROJECT.qdpx())
        assert importer.pid is not None
        for name, data in (("a.qdpx", b"PK\x03\x04"), ("a.csv", b"x"), ("a.foo", b"x")):
            with pytest.raises(ConcordError, match=r"a\.(qdpx|csv|foo)"):
                importer.read(name, data)
        importer.seconds = 0.001
        with pytest.raises(UnreadableDocument, match="CONCORD_PARSE_SECONDS"):
            importer.read("a.bib", b"@article{a, title={b}}\n" * 20_000)
    finally:
        importer.close()

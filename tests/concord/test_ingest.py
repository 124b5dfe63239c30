"""Files, folders and archives come in one file at a time, and a bad one is a sentence."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

from concord.ingest import MAX_MEMBERS, Found, files_in, files_of

LIMIT = 1000


def archive(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in files.items():
            made.writestr(name, data)
    return out.getvalue()


def names(found: list[Found]) -> list[str]:
    return [file.name for file in found if file.data is not None]


def test_a_folder_gives_its_files_by_name_without_hidden_ones(tmp_path: Path) -> None:
    """Also those of folders inside."""
    for name in ("b.md", "a.md", ".hidden", "sub/c.md", ".git/d.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x")

    assert names(list(files_in([tmp_path], LIMIT))) == ["a.md", "b.md", "c.md"]


def test_an_archive_gives_its_files(tmp_path: Path) -> None:
    """Folders in it, what macOS adds and hidden files are left out."""
    data = archive({"z/b.md": b"B", "a.md": b"A", "__MACOSX/a.md": b"", ".DS_Store": b""})
    (tmp_path / "papers.zip").write_bytes(data)

    found = list(files_in([tmp_path / "papers.zip"], LIMIT))

    assert [(file.name, file.data) for file in found] == [("a.md", b"A"), ("b.md", b"B")]
    assert found == list(files_of("papers.zip", data, LIMIT))


def test_a_word_document_is_one_file() -> None:
    """It is a zip archive inside; its reader decides what to do with it."""
    data = archive({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"})

    assert [file.name for file in files_of("a.docx", data, LIMIT)] == ["a.docx"]


def test_a_file_that_is_too_big_is_not_read(tmp_path: Path) -> None:
    """The sentence has both numbers; a file of 200 MB costs nothing (it is made of nothing here)."""
    with (tmp_path / "big.txt").open("wb") as file:
        file.truncate(200_000_000)

    (found,) = files_in([tmp_path / "big.txt"], 50_000_000)

    assert found.data is None
    assert "200 MB" in found.trouble and "50 MB" in found.trouble


def test_an_archive_cannot_hide_a_big_file() -> None:
    """What unpacks to more than the limit is refused, and the others still land."""
    found = list(files_of("a.zip", archive({"bomb.txt": b"0" * 5000, "good.md": b"x"}), LIMIT))

    assert names(found) == ["good.md"]
    assert found[0].trouble.startswith("a.zip/bomb.txt: has")


def test_a_file_name_cannot_leave_its_folder() -> None:
    """Only the last part of a name inside an archive is kept."""
    assert names(list(files_of("a.zip", archive({"../../etc/evil.md": b"x"}), LIMIT))) == ["evil.md"]
    assert names(list(files_of("..\\..\\evil.md", b"x", LIMIT))) == ["evil.md"]


def test_damaged_archives_are_said() -> None:
    """Cut off in the middle, or with a damaged member."""
    whole = archive({"a.md": os.urandom(800), "b.md": b"fine"})
    spoiled = bytearray(whole)
    spoiled[60:80] = b"\0" * 20

    (cut,) = files_of("cut.zip", whole[:400], LIMIT)
    found = list(files_of("spoiled.zip", bytes(spoiled), LIMIT))

    assert "damaged zip archive" in cut.trouble
    assert names(found) == ["b.md"] and "spoiled.zip/a.md: cannot be unpacked" in found[0].trouble


def test_an_archive_without_files_is_said() -> None:
    """An empty archive is no success."""
    (found,) = files_of("a.zip", archive({"__MACOSX/x": b""}), LIMIT)

    assert "without files" in found.trouble


def test_an_archive_with_too_many_files_is_cut_and_said() -> None:
    """The first ones are read, the rest is not passed over in silence."""
    found = list(files_of("a.zip", archive({f"{n}.md": b"" for n in range(MAX_MEMBERS + 1)}), LIMIT))

    assert len(names(found)) == MAX_MEMBERS
    assert "more than 10,000 files" in found[-1].trouble


def test_paths_that_are_no_files_are_said(tmp_path: Path) -> None:
    """A missing path, an empty folder and a pipe each get their sentence."""
    (tmp_path / "empty").mkdir()
    os.mkfifo(tmp_path / "pipe")

    troubles = [f.trouble for f in files_in([tmp_path / "no.md", tmp_path / "empty", tmp_path / "pipe"], LIMIT)]

    assert "there is no such file" in troubles[0]
    assert "holds no files" in troubles[1]
    assert "is not a file or folder" in troubles[2]

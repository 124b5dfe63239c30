"""Files, folders and archives come in one file at a time, and a bad one is a sentence."""

from __future__ import annotations

import gzip
import io
import os
import socket
import tracemalloc
import zipfile
from pathlib import Path
from typing import IO

import pytest

from concord.files import archives
from concord.files.ingest import MAX_MEMBERS, Found, files_in, files_of

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


def zipped(files: dict[str, bytes], method: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as made:
        for name, data in files.items():
            made.writestr(name, data)
    return out.getvalue()


def test_archives_in_archives_are_opened_to_a_depth_that_is_said() -> None:
    """Four are; what lies deeper gets a sentence."""
    data = b"paper"
    for depth in range(4):
        data = archive({f"{depth}.zip" if depth else "paper.md": data})
    assert [(f.name, f.data) for f in files_of("a.zip", data, LIMIT)] == [("paper.md", b"paper")]

    (found,) = files_of("a.zip", archive({"deeper.zip": data}), LIMIT)
    assert found.data is None and "lies in 4 archives, one in another" in found.trouble


def test_a_gzip_file_gives_the_file_in_it(tmp_path: Path) -> None:
    """Named without its ending; also in an archive, and around one."""
    (tmp_path / "a.tei.xml.gz").write_bytes(gzip.compress(b"<TEI/>"))

    assert list(files_in([tmp_path / "a.tei.xml.gz"], LIMIT)) == [Found("a.tei.xml", b"<TEI/>")]
    assert list(files_of("b.zip", archive({"b.md.gz": gzip.compress(b"B")}), LIMIT)) == [Found("b.md", b"B")]
    assert list(files_of("c.zip.gz", gzip.compress(archive({"c.md": b"C"})), LIMIT)) == [Found("c.md", b"C")]


def test_a_gzip_bomb_is_inflated_no_further_than_the_limit() -> None:
    """A gigabyte of zeros in a megabyte costs what the limit costs."""
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb", compresslevel=9) as stream:
        for _ in range(100):
            stream.write(bytes(10_000_000))
    tracemalloc.start()
    (found,) = files_of("bomb.gz", packed.getvalue(), 1_000_000)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert found.data is None and found.trouble.startswith("bomb: has more than")
    assert peak < 20_000_000


@pytest.mark.parametrize("cut", [4, 12, 30])
def test_a_damaged_gzip_file_is_said(cut: int) -> None:
    """Cut off anywhere, it is no paper."""
    (found,) = files_of("a.gz", gzip.compress(os.urandom(60))[:cut], LIMIT)

    assert found.data is None and "a damaged gzip file" in found.trouble


def test_what_an_archive_gives_altogether_has_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many members that point at the same compressed bytes unpack to more than any disk holds."""
    monkeypatch.setattr(archives, "MAX_TOTAL", 2500)

    found = list(files_of("a.zip", archive({f"{n}.md": b"0" * 1000 for n in range(5)}), LIMIT))

    assert names(found) == ["0.md", "1.md"]
    assert "unpacks to more than" in found[2].trouble and "holds more than" in found[3].trouble
    assert len(found) == 4


def test_a_member_in_a_method_with_memory_of_its_own_is_refused() -> None:
    """An LZMA stream says how much memory it takes; that is not for the archive to say."""
    (found,) = files_of("a.zip", zipped({"a.md": b"x" * 500}, zipfile.ZIP_LZMA), LIMIT)

    assert found.data is None and "packed in an unusual way" in found.trouble


def test_a_list_of_members_that_is_too_long_is_not_read() -> None:
    """It would take memory before the first member is looked at."""
    whole = archive({"a.md": b"x"})
    at = whole.rfind(b"PK\x05\x06") + 12
    (found,) = files_of("a.zip", whole[:at] + (9_000_000).to_bytes(4, "little") + whole[at + 4 :], LIMIT)

    assert found.data is None and "damaged zip archive" in found.trouble


NASTY = {
    "../../../etc/passwd": "passwd",
    "/etc/shadow": "shadow",
    "C:\\Windows\\system.ini": "system.ini",
    "..\\..\\up.md": "up.md",
    "a/../..": "unnamed",
    "bell\a\x1b[31m.md": "bell[31m.md",
    "CON": "CON",
    "\u202egnp.md": "gnp.md",
    f"{'x' * 500}.md": f"{'x' * 180}…{'x' * 16}.md",
}


@pytest.mark.parametrize(("given", "name"), NASTY.items(), ids=range(len(NASTY)))
def test_names_are_only_names(given: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What an archive or a browser calls a file is no place: nothing is written, and no sign reaches a terminal."""
    monkeypatch.chdir(tmp_path)
    found = [*files_of("a.zip", archive({given: b"x"}), LIMIT), *files_of(given, b"x", LIMIT)]

    assert [file.name for file in found] == [name, name]
    assert list(tmp_path.iterdir()) == []


def test_a_member_that_is_a_link_is_only_its_words() -> None:
    """A zip archive can hold symbolic links; what they name is not opened."""
    member = zipfile.ZipInfo("link.md")
    member.create_system, member.external_attr = 3, 0o120777 << 16
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr(member, "/etc/passwd")

    assert list(files_of("a.zip", out.getvalue(), LIMIT)) == [Found("link.md", b"/etc/passwd")]


def test_litter_of_systems_and_programs_is_passed_over(tmp_path: Path) -> None:
    """What no user means as a paper, in a folder and in an archive."""
    litter = ("Thumbs.db", "desktop.ini", "~$paper.docx", ".DS_Store", "__MACOSX/a.md")
    for name in (*litter, "a.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x")

    assert names(list(files_in([tmp_path], LIMIT))) == ["a.md"]
    assert names(list(files_of("a.zip", archive(dict.fromkeys((*litter, "a.md"), b"x")), LIMIT))) == ["a.md"]


def test_a_folder_is_not_left_by_a_link_in_it(tmp_path: Path) -> None:
    """Links to files and folders outside are said, links inside are taken, and links in a ring end."""
    inside, outside = tmp_path / "papers", tmp_path / "private"
    (inside / "sub").mkdir(parents=True)
    outside.mkdir()
    (inside / "a.md").write_bytes(b"A")
    (outside / "key.md").write_bytes(b"secret")
    (inside / "sub" / "again.md").symlink_to(inside / "a.md")
    (inside / "sub" / "up").symlink_to(inside, target_is_directory=True)
    (inside / "key.md").symlink_to(outside / "key.md")
    (inside / "private").symlink_to(outside, target_is_directory=True)
    (inside / "gone.md").symlink_to(inside / "nothing.md")
    (inside / "ring").symlink_to(inside / "ring")

    found = list(files_in([inside], LIMIT))

    assert [(f.name, f.data) for f in found if f.data is not None] == [("a.md", b"A"), ("again.md", b"A")]
    told = {f.name: f.trouble for f in found if f.data is None}
    assert sorted(told) == ["gone.md", "key.md", "private", "ring"]
    assert all("leads out of the folder" in told[name] for name in ("key.md", "private"))
    assert all("leads nowhere" in told[name] for name in ("gone.md", "ring"))


def test_a_link_that_is_named_itself_is_taken(tmp_path: Path) -> None:
    """The user says so."""
    (tmp_path / "a.md").write_bytes(b"A")
    (tmp_path / "link.md").symlink_to(tmp_path / "a.md")

    assert list(files_in([tmp_path / "link.md"], LIMIT)) == [Found("link.md", b"A")]


def test_pipes_sockets_and_devices_in_a_folder_are_said_and_not_opened(tmp_path: Path) -> None:
    """Opening a pipe that nobody writes to would wait for ever."""
    os.mkfifo(tmp_path / "pipe.md")
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(tmp_path / "socket.md"))
        (tmp_path / "a.md").write_bytes(b"A")
        found = list(files_in([tmp_path], LIMIT))

    assert names(found) == ["a.md"]
    assert [f.trouble.split(": ")[1] for f in found[1:]] == [
        "is a pipe or a device and no file; take it out of the folder."
    ] * 2


def test_a_file_that_becomes_a_pipe_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a path is may change between looking and opening."""
    os.mkfifo(tmp_path / "a.md")
    monkeypatch.setattr(Path, "is_file", lambda path: True)

    (found,) = files_in([tmp_path / "a.md"], LIMIT)

    assert found.data is None and "is not a file or folder" in found.trouble


def test_a_file_that_changes_while_it_is_read_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half of one version and half of another is no paper."""
    path = tmp_path / "a.md"
    path.write_bytes(b"A" * 100)
    real = archives.is_archive

    def meanwhile(stream: IO[bytes]) -> bool:
        with path.open("ab") as other:
            other.write(b"B")
        return real(stream)

    monkeypatch.setattr(archives, "is_archive", meanwhile)
    (found,) = files_in([path], LIMIT)

    assert found.data is None and "changed while it was read" in found.trouble


def test_a_file_that_states_no_size_is_read_no_further_than_the_limit() -> None:
    """Files of the system say 0 bytes and give as many as are asked for."""
    path = Path("/proc/self/maps")
    if not path.exists():
        pytest.skip("this system has no /proc")
    (found,) = files_in([path], 100)

    assert found.data is None and "has more than 0.0001 MB, and the limit is 0.0001 MB" in found.trouble


def test_a_file_that_breaks_while_it_is_read_is_said() -> None:
    """The sentence has the words of the system."""
    path = Path("/proc/self/mem")
    if not path.exists():
        pytest.skip("this system has no /proc")
    (found,) = files_in([path], LIMIT)

    assert found.data is None and "cannot be read (Input/output error)" in found.trouble


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_what_one_may_not_read_is_said_and_the_others_come(tmp_path: Path) -> None:
    """A file and a folder."""
    for name in ("a.md", "shut.md"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "shut.md").chmod(0)
    (tmp_path / "closed").mkdir()
    (tmp_path / "closed").chmod(0)
    found = list(files_in([tmp_path], LIMIT))
    (tmp_path / "closed").chmod(0o700)

    assert names(found) == ["a.md"]
    assert [f.name for f in found if "cannot be read (Permission denied)" in f.trouble] == ["shut.md", "closed"]


def test_a_name_that_is_no_text_is_shown_as_far_as_it_goes(tmp_path: Path) -> None:
    """Old systems left names in other encodings; a database and a terminal take text only."""
    try:
        Path(os.fsdecode(bytes(tmp_path) + b"/caf\xe9.md")).write_bytes(b"x")
    except OSError:
        pytest.skip("this system takes names in UTF-8 only")
    (found,) = files_in([tmp_path], LIMIT)

    assert found.name == "caf?.md"


def test_a_path_that_no_system_takes_is_said() -> None:
    """A NUL ends no sentence."""
    (found,) = files_in(["a\0b.md"], LIMIT)

    assert found.data is None and found.name == "ab.md"

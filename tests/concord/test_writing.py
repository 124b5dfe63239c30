"""A file that Concord writes stands there whole, or as it was."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from concord import BadInput
from concord.writing import PART, whole_file, write_file

SLOW = """
import sys, time
from pathlib import Path
from concord.writing import whole_file
with whole_file(Path(sys.argv[1])) as out:
    out.write(b"half")
    out.flush()
    print("writing", flush=True)
    time.sleep(60)
"""


def parts(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name.endswith(PART))


def test_a_file_is_replaced_as_a_whole(tmp_path: Path) -> None:
    """The new bytes, the rights that the file had, and nothing else in the folder."""
    target = tmp_path / "table.csv"
    target.write_bytes(b"old")
    target.chmod(0o640)
    write_file(target, b"new")

    assert target.read_bytes() == b"new" and target.stat().st_mode & 0o777 == 0o640
    assert [path.name for path in tmp_path.iterdir()] == ["table.csv"]


def test_a_writing_that_fails_leaves_the_old_file(tmp_path: Path) -> None:
    """Whatever goes wrong in between: the old bytes stay, and no other file."""
    target = tmp_path / "table.csv"
    target.write_bytes(b"old")
    with pytest.raises(RuntimeError, match="in between"), whole_file(target) as out:
        out.write(b"new")
        raise RuntimeError("in between")

    assert target.read_bytes() == b"old" and parts(tmp_path) == []


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs kill -9")
def test_what_a_killed_program_left_goes_with_the_next_writing(tmp_path: Path) -> None:
    """And what another program writes at this moment stays."""
    target = tmp_path / "table.csv"
    write_file(target, b"old")
    programs = [subprocess.Popen([sys.executable, "-c", SLOW, str(target)], stdout=subprocess.PIPE) for _ in range(2)]
    for program in programs:
        assert program.stdout is not None and program.stdout.readline() == b"writing\n"
    programs[0].kill()
    programs[0].wait()
    assert target.read_bytes() == b"old" and len(parts(tmp_path)) == 2
    write_file(target, b"new")

    assert target.read_bytes() == b"new" and len(parts(tmp_path)) == 1
    programs[1].kill()
    programs[1].wait()


def test_a_new_file_takes_no_name_that_is_taken(tmp_path: Path) -> None:
    """Also where somebody takes it while the file is being written."""
    target = tmp_path / "sheet.csv"
    with pytest.raises(FileExistsError), whole_file(target, new=True) as out:
        out.write(b"mine")
        target.write_bytes(b"theirs")

    assert target.read_bytes() == b"theirs" and parts(tmp_path) == []
    with pytest.raises(FileExistsError), whole_file(target, new=True):
        pass


def test_what_a_link_leads_to_is_replaced(tmp_path: Path) -> None:
    """The link stays a link."""
    (tmp_path / "real.csv").write_bytes(b"old")
    (tmp_path / "link.csv").symlink_to("real.csv")
    write_file(tmp_path / "link.csv", b"new")

    assert (tmp_path / "link.csv").is_symlink() and (tmp_path / "real.csv").read_bytes() == b"new"


def test_what_is_no_file_is_written_as_it_is() -> None:
    """A device stays a device."""
    write_file(os.devnull, b"x")

    assert not Path(os.devnull).is_file()


@pytest.mark.parametrize("place", ["no/table.csv", "."])
def test_a_place_that_cannot_be_written_is_said(tmp_path: Path, place: str) -> None:
    """A folder that is not there, and a folder in place of a file: one sentence with the path."""
    with pytest.raises(BadInput, match=r"cannot be written \(.*\); give another place"):
        write_file(tmp_path / place, b"x")


FULL = """
import resource, signal, sys
from concord.writing import write_file
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000))
write_file(sys.argv[1], b"x" * 100_000)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on the size of files")
def test_a_disk_without_room_leaves_the_old_file(tmp_path: Path) -> None:
    """A limit on the size of files stands for the full disk: the system refuses the write half-way."""
    target = tmp_path / "table.csv"
    target.write_bytes(b"old")
    done = subprocess.run([sys.executable, "-c", FULL, str(target)], capture_output=True, text=True, check=False)

    assert "BadInput" in done.stderr and "cannot be written (File too large)" in done.stderr
    assert target.read_bytes() == b"old" and parts(tmp_path) == []


def test_two_that_write_at_once_end_in_one_of_both(tmp_path: Path) -> None:
    """Forty programs' worth of threads: always a whole file."""
    from concurrent.futures import ThreadPoolExecutor

    target, began = tmp_path / "table.csv", time.monotonic()
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: write_file(target, bytes([n]) * 50_000), range(40)))

    assert len(set(target.read_bytes())) == 1 and target.stat().st_size == 50_000
    assert parts(tmp_path) == [] and time.monotonic() - began < 60

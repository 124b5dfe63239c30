"""What is shipped: the wheel's files, the rooms' READMEs, and no name of a machine anywhere."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from pathlib import Path

ROOMS = ("corpus", "extract", "synthesis", "concord", "dashboard")


def tracked(root: Path) -> list[Path]:
    """The files that git tracks; where there is no git, every file that is not made by a tool."""
    listed = subprocess.run(["git", "ls-files"], cwd=root, capture_output=True, text=True, check=False)
    if listed.returncode == 0 and listed.stdout:
        return [root / name for name in listed.stdout.splitlines() if (root / name).is_file()]
    return [p for p in root.rglob("*") if p.is_file() and not {".venv", "__pycache__"} & set(p.parts)]


def test_the_wheel_holds_what_the_golden_list_says(root: Path, tmp_path: Path, update_golden: bool) -> None:
    """Nothing is forgotten and nothing slips in; the list is read before it is changed."""
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=root,
        check=True,
        capture_output=True,
    )
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        names = sorted(name for name in wheel.namelist() if ".dist-info/" not in name and "__pycache__" not in name)
    golden = root / "tests" / "wheel_files.txt"
    if update_golden:
        golden.write_text("\n".join(names) + "\n", encoding="utf-8")

    assert names == golden.read_text(encoding="utf-8").splitlines()
    assert "concord/data/codebooks/generic.toml" in names
    assert "dashboard/.streamlit/config.toml" in names


def test_each_room_says_what_it_is_for(root: Path) -> None:
    """Every room has a README of one page, and every module opens by saying where it stands."""
    for room in ROOMS:
        page = (root / room / "README.md").read_text(encoding="utf-8")
        assert len(page.splitlines()) < 80, room
        for module in sorted((root / room).rglob("*.py")):
            text = module.read_text(encoding="utf-8")
            assert not text.strip() or text.startswith('"""') or text.startswith("# "), module


def test_no_file_names_a_machine_or_a_registry(root: Path) -> None:
    """A checkout must not tell where it was made."""
    forbidden = re.compile(r"(?<![\w.])/(?:work|root)/\w|files\.pythonhosted\.org|pypi\.org/simple|index-url")
    for path in tracked(root):
        if path.suffix in (".py", ".md", ".toml", ".txt", ".yml", ".sh", "") and path.stat().st_size < 1_000_000:
            found = forbidden.search(path.read_text(encoding="utf-8", errors="replace"))
            assert found is None or path == Path(__file__), f"{path}: {found and found[0]}"


def test_the_dependencies_page_has_every_dependency(root: Path) -> None:
    """Each dependency earns its place in writing."""
    page = (root / "docs" / "dependencies.md").read_text(encoding="utf-8").lower()
    project = (root / "pyproject.toml").read_text(encoding="utf-8")
    required = re.search(r"^dependencies = \[(.*?)^\]", project, re.DOTALL | re.MULTILINE)
    assert required is not None
    for name in re.findall(r'"([A-Za-z0-9-]+)', required[1]):
        assert name.lower() in page, name

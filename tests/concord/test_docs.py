"""The documents show what there is."""

from __future__ import annotations

import re
from pathlib import Path

import typer

from concord.cli.app import app
from concord.settings import __doc__ as settings_page


def commands() -> list[str]:
    """All commands with the names of their groups: "add", "review queue"."""
    root = typer.main.get_command(app)
    found: list[str] = []
    for name, command in root.commands.items():  # type: ignore[attr-defined]
        inner = getattr(command, "commands", {})
        found += [f"{name} {sub}" for sub in inner] or [name]
    return found


def test_each_command_is_shown_at_work(root: Path) -> None:
    """docs/cli.md has an example of every command."""
    page = (root / "docs" / "cli.md").read_text(encoding="utf-8")

    assert len(commands()) > 25
    assert [name for name in commands() if not re.search(rf"^concord {name}( |$)", page, re.MULTILINE)] == []


def test_each_command_has_an_example_of_its_own(root: Path) -> None:
    """The help of a command ends with one."""
    tree = typer.main.get_command(app)
    leaves = [c for command in tree.commands.values() for c in getattr(command, "commands", {"": command}).values()]  # type: ignore[attr-defined]

    assert [leaf.name for leaf in leaves if "Example: concord " not in (leaf.help or "")] == []


def test_each_setting_is_told(root: Path) -> None:
    """In docs/cli.md and in the module that reads it."""
    page = (root / "docs" / "cli.md").read_text(encoding="utf-8")
    code = (root / "concord" / "settings.py").read_text(encoding="utf-8")
    names = set(re.findall(r'"(CONCORD_[A-Z_]+)"', code))

    assert len(names) >= 8
    assert [name for name in sorted(names) if f"`{name}`" not in page or name not in str(settings_page)] == []


def test_each_module_of_the_room_is_told(root: Path) -> None:
    """concord/README.md names every module, so that a newcomer finds it."""
    page = (root / "concord" / "README.md").read_text(encoding="utf-8")
    modules = [path.name for path in (root / "concord").glob("*.py") if path.name != "__main__.py"]
    modules += [
        f"store/{path.name}" for path in (root / "concord" / "store").glob("*.py") if path.name != "__init__.py"
    ]

    assert [name for name in sorted(modules) if f"`{name}`" not in page] == []

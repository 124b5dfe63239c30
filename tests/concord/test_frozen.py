"""Snapshots that a released version wrote are read by every later one, and a snapshot is cited so that it is found."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from bibtexparser.entrypoint import parse_string

from concord import KnowledgeBase
from concord.snapshots import hash_of
from concord.store import codec, history
from concord.store.history import StoredSnapshot
from tests.concord.conftest import Run

FROZEN = sorted((Path(__file__).parent / "frozen").glob("snapshot_*.json"))  # one a version; they are never made again


def put(kb: KnowledgeBase, file: Path) -> StoredSnapshot:
    """A snapshot as it was exported, kept in a knowledge base."""
    whole = json.loads(file.read_text(encoding="utf-8"))
    manifest = whole["concord_snapshot"]
    row = StoredSnapshot(0, manifest["name"], manifest["at"], manifest["by"], codec.dumps(manifest), whole["hash"])
    kept = history.put_snapshot(kb._store, row, codec.dumps(whole["contents"]))
    assert kept is not None
    return kept


@pytest.mark.parametrize("file", FROZEN, ids=lambda file: file.stem)
def test_a_snapshot_of_a_released_version_is_read(file: Path, kb: KnowledgeBase) -> None:
    """Its hashes hold, and a comparison with it tells what came, what people concluded and on which words."""
    row = put(kb, file)
    assert row.hash == hash_of(json.loads(row.manifest))
    record = kb.diff("frozen")

    assert record["before"]["hash"] == row.hash
    assert record["studies"] == {"new": [], "gone": ["fir2024bees"]}
    renamed = next(change for change in record["concepts"] if "renamed" in change["sorts"])
    assert (renamed["before"]["label"], renamed["label"]) == ("Complaints about noise", "Noise complaints")
    assert "fir2024bees" in renamed["lost"] and "fir.md" in {quote["document"] for quote in renamed["before"]["quotes"]}
    assert any("moderate" in conclusion["sentence"] for conclusion in record["conclusions"])
    assert json.loads(kb.snapshot_bytes("frozen")) == json.loads(file.read_text(encoding="utf-8"))


def test_a_citation_says_what_is_cited(kb: KnowledgeBase) -> None:
    """Name, date, hash, version and counts; as BibTeX and CSL, whatever stands in the name and the note."""
    made = kb.snapshot("round 1 & 50 %_of {all}", note="a \\ and a ~")
    cited = kb.cite("round 1 & 50 %_of {all}")
    entry = parse_string(cited["bibtex"]).entries[0]

    for part in (
        "ann (",
        made["at"][:10],
        made["hash"],
        f"Concord {made['program']['version']}",
        "3 studies, 3 documents",
    ):
        assert part in cited["reference"]
    assert entry.entry_type == "misc" and entry.key == cited["csl"]["id"]
    assert made["hash"] in entry["note"] and r"\&" in entry["title"] and entry["year"] == made["at"][:4]
    assert cited["csl"]["issued"]["date-parts"][0] == [int(part) for part in made["at"][:10].split("-")]
    assert cited["csl"]["number"] == made["hash"]
    assert kb.cite("round 1 & 50 %_of {all}") == cited


def test_a_citation_is_printed_in_every_format(run: Run, kb_path: Path) -> None:
    """CSL-JSON is a list, as Zotero and pandoc want it; what is not there is said."""
    run("snapshot", "round 1", "--kb", kb_path)
    done = {
        form: run("snapshot", "--cite", "round 1", "--kb", kb_path, "--format", form)
        for form in ("table", "json", "csv", "md")
    }

    assert [one.returncode for one in done.values()] == [0, 0, 0, 0]
    assert json.loads(done["json"].stdout)[0]["type"] == "dataset"
    assert done["table"].stdout.startswith("ann (") and "@misc{concord" in done["table"].stdout
    assert run("snapshot", "--cite", "round 2", "--kb", kb_path).stderr.startswith("There is no snapshot 'round 2'")
    assert run("snapshot", "--cite", "--kb", kb_path).returncode == 2

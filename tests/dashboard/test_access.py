"""Roles on the pages, in process: whoever may not write does not, whatever is pressed and whatever is forged."""

from __future__ import annotations

import io
import struct
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from concord import KnowledgeBase
from dashboard.visitors import access
from tests.concord.test_access import truth_of
from tests.dashboard.conftest import LATER, samples
from tests.dashboard.test_pages import PAGES, opened, text

AUTH = """
[auth]
redirect_uri = "http://localhost:8501/oauth2callback"
cookie_secret = "cookie-secret-0123456789abcdef0123456789"
client_id = "concord"
client_secret = "client-secret-0123456789abcdef"
server_metadata_url = "http://localhost:9/.well-known/openid-configuration"
[concord.roles]
admin = ["ann@example.org"]
reviewer = ["*@example.org"]
"""
WRITING = ("add_study", "importing", "judging", "coding")
Becomes = Callable[..., None]


@pytest.fixture
def secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A secrets file that the dashboard is told of; tests rewrite its roles."""
    path = tmp_path / "secrets.toml"
    path.write_text(AUTH, encoding="utf-8")
    monkeypatch.setenv("CONCORD_AUTH", str(path))
    return path


@pytest.fixture
def becomes(monkeypatch: pytest.MonkeyPatch, secrets: Path) -> Becomes:
    """Makes somebody sit before the browser, as the provider would say it."""

    def call(who: str, **said: Any) -> None:
        claims = {"is_logged_in": True, "sub": who, "iat": time.time(), "email": who, "email_verified": True}
        claims |= {"name": who.split("@")[0].capitalize()} | said
        monkeypatch.setattr(access, "claims_now", lambda: claims)

    return call


def chosen(kb: KnowledgeBase) -> dict[str, dict[str, str]]:
    """Words of URLs under which the pages show their forms."""
    theme, concept = kb.themes()[0]["id"], kb.concepts()[0]["id"]
    return {
        "themes": {"theme": theme},
        "concept": {"concept": concept},
        "agreement": {"view": "disputed"},
        "changes": {"view": "snapshots"},
        "coding": {"study": kb.studies()[0]["id"]},
    }


@pytest.mark.parametrize("page", PAGES)
def test_a_role_that_is_taken_away_ends_at_the_next_press(
    page: str, store: Path, becomes: Becomes, secrets: Path
) -> None:
    """A page drawn for a reviewer holds no right: every button on it is pressed as a reader, and none writes."""
    kb = KnowledgeBase(store)
    url = chosen(kb).get(page, {})
    becomes("rolf@example.org")
    buttons = len(opened(page, **url).button)
    before = truth_of(store)

    for number in range(buttons):
        app = opened(page, **url)
        if (label := app.button[number].label) == "Sign out":
            continue
        secrets.write_text(AUTH.replace('["*@example.org"]', "[]") + 'reader = ["*@example.org"]', encoding="utf-8")
        app.button[number].proto.disabled = False  # as whoever writes the message by hand does not mind
        app.button[number].click().run()
        assert truth_of(store) == before, label
        secrets.write_text(AUTH, encoding="utf-8")


@pytest.mark.parametrize("page", WRITING)
def test_a_link_to_a_page_for_reviewers_shows_readers_a_sentence(
    page: str, store: Path, becomes: Becomes, secrets: Path
) -> None:
    """No form, no button to write with, no upload."""
    secrets.write_text(AUTH + 'reader = ["*@partner.org"]', encoding="utf-8")
    becomes("rita@partner.org")
    app = opened(page)

    assert "takes the role reviewer" in text(app)
    assert [button.label for button in app.button] == ["Sign out"]
    assert not app.get("file_uploader") and not app.text_input


@pytest.mark.parametrize("page", [page for page in PAGES if page not in WRITING])
def test_a_reader_reads_and_finds_no_form(page: str, store: Path, becomes: Becomes, secrets: Path) -> None:
    """No box for a reason or name stands on any page that a reader may open, and none of its buttons writes."""
    secrets.write_text(AUTH + 'reader = ["*@partner.org"]', encoding="utf-8")
    becomes("rita@partner.org")
    url, before = chosen(KnowledgeBase(store)).get(page, {}), truth_of(store)
    app = opened(page, **url)

    assert not {"Reason", "Your name"} & {box.label for box in app.text_input}
    assert "You sign as" not in text(app)
    for number in (n for n, button in enumerate(app.button) if button.label != "Sign out"):
        again = opened(page, **url)
        again.button[number].proto.disabled = False  # as whoever writes the message by hand does not mind
        again.button[number].click().run()
    assert truth_of(store) == before


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"is_logged_in": False}, "Sign in to read"),
        ({"email": "sam@elsewhere.net"}, "nobody has given you a role here"),
        ({"email_verified": False}, "nobody has given you a role here"),
        ({"iat": time.time() - 13 * 3600}, "Your session has ended"),
        ({"iat": None}, "Your session has ended"),
    ],
)
@pytest.mark.parametrize("page", ["overview", "review"])
def test_whoever_is_not_let_in_sees_a_door_and_nothing_else(
    page: str, said: dict[str, Any], sentence: str, store: Path, becomes: Becomes
) -> None:
    """Also by a link into the middle."""
    becomes("rolf@example.org", **said)
    app = opened(page)

    assert sentence in text(app)
    assert [title.value for title in app.title] == ["Concord"]
    assert {button.label for button in app.button} <= {"Sign in", "Sign out"}


def test_a_session_that_was_ended_opens_nothing_in_another_tab(store: Path, becomes: Becomes) -> None:
    """Signing out ends every tab, and a copied cookie with them; signing in again is another session."""
    becomes("rolf@example.org")
    assert "Overview" in {title.value for title in opened("overview").title}

    access.end_session(access.claims_now())
    assert "Your session has ended" in text(opened("overview"))
    becomes("rolf@example.org", iat=time.time() + 2)
    assert "Overview" in {title.value for title in opened("overview").title}


@pytest.mark.parametrize("broken", ["", "[concord.roles]\nadmin = 5", "[auth"])
def test_a_file_that_breaks_while_it_serves_lets_nobody_in(
    broken: str, store: Path, becomes: Becomes, secrets: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Not even those who were in; standard error says why, and no visitor learns where files lie."""
    becomes("ann@example.org")
    secrets.write_text(broken, encoding="utf-8")
    said = text(opened("overview"))

    assert "not set up as it should be" in said and str(secrets) not in said
    assert str(secrets) in capfd.readouterr().err


def accept_a_theme(kb: KnowledgeBase) -> AppTest:
    """The page Themes after a press on Accept for its first theme."""
    app = opened("themes", theme=str(kb.themes()[0]["id"]))
    app.session_state["reviewer"] = "Ann <ann@example.org>"
    app.text_input(key="reason").set_value("as it stands")
    next(button for button in app.button if button.label == "Accept").click().run()
    return app


def test_who_signed_in_signs_whatever_the_session_says(
    store: Path, becomes: Becomes, capfd: pytest.CaptureFixture[str]
) -> None:
    """A forged name in the session changes nothing; the write leaves a line that tells who, what and which number."""
    kb = KnowledgeBase(store)
    becomes("Rolf@Example.org")
    accept_a_theme(kb)

    decision = kb.log()[-1]
    assert decision["who"] == "Rolf <rolf@example.org>"
    line = capfd.readouterr().err
    assert f"accept by Rolf <rolf@example.org>: {decision['number']}" in line
    assert "as it stands" not in line


def test_where_others_come_without_a_sign_in_they_read(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that is typed is no proof of who somebody is."""
    monkeypatch.setattr(access, "_at_home", lambda: False)

    assert "takes the role reviewer" in text(opened("coding"))
    assert not [box for box in opened("review").text_input if box.label in ("Reason", "Your name")]
    assert "Open to all for reading" in text(opened("overview"))
    assert not [box for box in opened("themes").text_input if box.label == "Reason"]


def uploaded(*files: tuple[str, bytes]) -> AppTest:
    """The page Add studies after a visitor sent these files."""
    app = opened("add_study")
    app.file_uploader[0].set_value([(name, data, "application/pdf") for name, data in files])
    app.button[-1].click().run()
    assert not app.exception, app.exception[0].value
    return app


def bomb() -> bytes:
    """A zip file of one member of 300 MB of nothing, which is far more than a paper may have."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("paper.md", bytes(300_000_000))
    return made.getvalue()


WRONG = {
    "program.pdf": b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 40,
    "windows.pdf": b"MZ\x90\x00" + bytes(range(255, -1, -1)) * 40,
    "cut.pdf": b"%PDF-1.7\n" + b"\xff" * 5000,
    "page.txt": b"<!DOCTYPE html><html><body><script>alert(1)</script><p>Hives on roofs.</p></body></html>",
    "picture.md": b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + bytes(2000),
    "nothing.md": b"",
    "paper.zip": b"PK\x03\x04" + b"\x00" * 40,
}


@pytest.mark.parametrize("name", sorted(WRONG))
def test_a_file_that_is_no_paper_is_refused_in_a_sentence(name: str, store: Path) -> None:
    """Whatever its name promises; nothing of it is kept."""
    before = truth_of(store)
    app = uploaded((name, WRONG[name]))

    assert name in app.error[0].value.replace("\\", "") and truth_of(store) == before


def test_an_entity_in_xml_fetches_no_file(store: Path, tmp_path: Path) -> None:
    """Nothing that a document names is read from the server's disk."""
    secret = tmp_path / "secret.txt"
    secret.write_text("the hidden word xyzzy", encoding="utf-8")
    body = "<teiHeader/><text><body><p>Hives on roofs &x; and &x;.</p></body></text>"
    head = f'<!DOCTYPE TEI [<!ENTITY x SYSTEM "{secret.as_uri()}">]><TEI xmlns="http://www.tei-c.org/ns/1.0">'
    uploaded(("entities.xml", f"{head}{body}</TEI>".encode()))

    texts = [document.text for study in KnowledgeBase(store).corpus for document in study.documents]
    assert not any("xyzzy" in text for text in texts)


def test_an_archive_that_blows_up_is_refused(store: Path) -> None:
    """It is not unpacked to see how large it is."""
    before = truth_of(store)

    assert "the limit is 50 MB" in uploaded(("papers.zip", bomb())).error[0].value.replace("\\", "")
    assert truth_of(store) == before


@pytest.mark.parametrize(
    "name",
    ["../../etc/cron.d/x.md", "/etc/passwd.md", "C:\\Windows\\x.md", f"{'n' * 5000}.md", "\u202egpj.exe.md", "a\nb.md"],
)
def test_a_path_in_a_name_leads_nowhere(name: str, store: Path, root: Path) -> None:
    """The last part is a label, without signs that turn or break a line; nothing is ever opened by it."""
    paper = samples(root, LATER)[0].read_bytes()
    uploaded((name, paper))

    kept = [d["name"] for study in KnowledgeBase(store).studies() for d in study["documents"]]
    [new] = [name for name in kept if not name.endswith((".xml", ".pdf", ".txt")) and len(name) < 5000][-1:]
    assert not set(new) & set("/\\\n\u202e\x00") and len(new) <= 200


def test_names_that_the_form_does_not_take_are_refused_by_the_server(store: Path) -> None:
    """Before the page runs; dashboard/served.py makes a sentence of it."""
    before = truth_of(store)

    for name, says in (("program.exe", "Invalid file extension"), ("nul\x00.pdf", "null bytes")):
        app = opened("add_study")
        app.file_uploader[0].upload(name, b"words")
        app.button[-1].click().run()
        assert says in app.exception[0].value
    assert truth_of(store) == before


def test_files_that_are_too_large_alone_or_together_are_refused(store: Path) -> None:
    """One of more than 50 MB, five of 45 MB each, and two hundred and one of a byte."""
    before = truth_of(store)
    paper = b"a" * 45_000_000

    assert "a file may have 50" in uploaded(("large.md", b"a" * 50_500_000)).error[0].value
    assert "send up to 200 at once" in uploaded(*((f"{n}.md", paper) for n in range(5))).error[0].value
    assert "send up to 200 at once" in uploaded(*((f"{n}.md", b"a") for n in range(201))).error[0].value
    assert truth_of(store) == before

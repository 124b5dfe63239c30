"""The sign-in section and the roles file of a served dashboard: what they say, and what is wrong with them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord import Role
from concord.roles import Roles, auth_of, is_private, person_of, providers_of, read_roles
from concord.serving import door
from corpus.errors import BadInput
from tests.concord.conftest import Run

NOW = 1_800_000_000.0
SECRETS = ("cookie-secret-0123456789abcdef0123456789", "client-secret-0123456789abcdef")
AUTH = f"""
[auth]
redirect_uri = "https://concord.example.org/oauth2callback"
cookie_secret = "{SECRETS[0]}"
client_id = "concord"
client_secret = "{SECRETS[1]}"
server_metadata_url = "https://id.example.org/.well-known/openid-configuration"
"""
ROLES = """
[concord.roles]
admin = ["ann@example.org", "owners"]
reviewer = ["*@example.org"]
reader = ["*@partner.org"]
claim = "groups"
"""


def file(folder: Path, text: str) -> Path:
    path = folder / "secrets.toml"
    path.write_text(text, encoding="utf-8")
    path.chmod(0o600)
    return path


def claims(**given: Any) -> dict[str, Any]:
    """What a provider says of somebody who signed in a minute ago."""
    return {"iat": NOW - 60, "sub": "17", "name": "Rolf", "email": "rolf@example.org", "email_verified": True} | given


@pytest.fixture
def roles(tmp_path: Path) -> Roles:
    return read_roles(file(tmp_path, ROLES))


@pytest.mark.parametrize(
    ("said", "role"),
    [
        ({}, Role.REVIEWER),
        ({"email": "ROLF@Example.ORG"}, Role.REVIEWER),
        ({"email": "ann@example.org"}, Role.ADMIN),
        ({"email": "rita@partner.org"}, Role.READER),
        ({"email": "sam@elsewhere.net"}, None),
        ({"email": "sam@evil.example.org"}, None),
        ({"email": "sam@example.org.evil.net"}, None),
        ({"email": "ann@example.org@evil.net"}, None),
        ({"email": "sam@elsewhere.net", "groups": ["owners", "others"]}, Role.ADMIN),
        ({"email": "sam@elsewhere.net", "groups": "owners"}, Role.ADMIN),
        ({"email": "sam@elsewhere.net", "groups": ["Owners", "*@example.org", "ann@example.org"]}, None),
        ({"email": "sam@elsewhere.net", "roles": ["owners"]}, None),
    ],
)
def test_an_address_or_a_claim_gives_the_highest_role_that_lists_it(
    roles: Roles, said: dict[str, Any], role: Role | None
) -> None:
    """Addresses whatever their capitals, whole domains and no part of one, and one claim alone."""
    person = person_of(claims(**said), roles, NOW)

    assert person and person.role is role


@pytest.mark.parametrize("verified", [False, None, "false", 0, 1, "yes"])
def test_an_address_that_nobody_vouches_for_gives_no_role(roles: Roles, verified: object) -> None:
    """Whoever may write any address into a profile would be admin by it; and it does not sign either."""
    person = person_of(claims(email="ann@example.org", email_verified=verified), roles, NOW)

    assert person and person.role is None
    assert "ann@" not in person.signature


@pytest.mark.parametrize(
    "said", [{"iat": NOW - 13 * 3600}, {"iat": NOW + 3600}, {"iat": None}, {"iat": True}, {"sub": ""}, {"sub": None}]
)
def test_an_old_sign_in_or_one_without_a_time_is_none(roles: Roles, said: dict[str, Any]) -> None:
    """The cookie may live longer than the session."""
    assert person_of(claims(**said), roles, NOW) is None


@given(st.text(max_size=200))
def test_no_name_makes_a_signature_that_looks_like_another_persons(name: str) -> None:
    """One line, and the address in the angle brackets is the one that the provider vouched for."""
    person = person_of(claims(name=name), Roles(), NOW)

    assert person and person.signature.endswith(" <rolf@example.org>")
    assert person.signature.count("<") == person.signature.count(">") == 1
    assert person.signature.isprintable() and len(person.signature) < 150


def test_whoever_is_not_listed_may_be_let_in_to_read(tmp_path: Path) -> None:
    """By default nobody is."""
    open_house = read_roles(file(tmp_path, ROLES + 'default = "reader"'))

    stranger = person_of(claims(email="sam@elsewhere.net"), open_house, NOW)
    assert stranger and stranger.role is Role.READER


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "has no table"),
        ("concord = 3", "has no table"),
        ("[concord.roles]\nreviewer = ['a@b.org']", "names no admin"),
        ("[concord.roles]\nadmin = 'a@b.org'", "takes a list"),
        ("[concord.roles]\nadmin = ['']", "takes a list"),
        ("[concord.roles]\nadmin = ['a@b.org']\nreviewers = ['*@b.org']", "no key 'reviewers'"),
        ("[concord.roles]\nadmin = ['owners']", "no claim says where"),
        ("[concord.roles]\nadmin = ['a*@b.org']", "only as the whole name"),
        ("[concord.roles]\nadmin = ['*@*']", "only as the whole name"),
        ("[concord.roles]\nadmin = ['a@b.org']\ndefault = 'reviewer'", 'takes "none" or "reader"'),
        ("[concord.roles]\nadmin = ['a@b.org']\nsession_hours = 0", "above 0"),
        ("[concord.roles]\nadmin = ['a@b.org']\nclaim = 7", "name of one claim"),
        ("[concord.roles\nadmin", ":1: is not TOML"),
    ],
)
def test_a_wrong_roles_file_is_said_in_a_sentence(tmp_path: Path, text: str, says: str) -> None:
    """A mistyped key would else leave somebody out, or in."""
    with pytest.raises(BadInput) as error:
        read_roles(file(tmp_path, text))
    assert says in str(error.value) and "secrets.toml" in str(error.value)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("/oauth2callback", "/", "redirect_uri"),
        ("https://concord.", "http://concord.", "redirect_uri"),
        (SECRETS[0], "short", "cookie_secret"),
        ('client_id = "concord"', "", "lacks client_id"),
        (f'"{SECRETS[1]}"', '""', "lacks client_secret"),
        ("https://id.", "http://id.", "server_metadata_url"),
        ("[auth]", "[auth", "is not TOML"),
        ("[auth]", "auth = 5\n[other]", "must be a table"),
    ],
)
def test_a_wrong_sign_in_is_said_without_its_secrets(tmp_path: Path, old: str, new: str, says: str) -> None:
    """File and key, never a value."""
    with pytest.raises(BadInput) as error:
        auth_of(file(tmp_path, AUTH.replace(old, new, 1)))
    assert says in str(error.value)
    assert not any(secret in str(error.value) for secret in SECRETS)


def test_a_secrets_file_of_another_name_is_refused(tmp_path: Path) -> None:
    """Streamlit, which reads it too, would not."""
    path = file(tmp_path, AUTH).rename(tmp_path / "secrets.conf")

    with pytest.raises(BadInput, match=r"ends in \.toml"):
        auth_of(path)


def test_several_providers_each_have_a_name(tmp_path: Path) -> None:
    """With sections of their own; the common keys stand above."""
    head, own = AUTH.split("client_id")
    text = f"{head}[auth.hive]\nclient_id{own}[auth.meadow]\nclient_id{own}"
    auth = auth_of(file(tmp_path, text))

    assert auth and providers_of(auth) == ["hive", "meadow"]
    with pytest.raises(BadInput, match="underscore"):
        auth_of(file(tmp_path, text.replace("auth.hive", "auth.the_hive")))


def test_without_a_sign_in_others_than_this_machine_read_or_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A typed name is no proof of who somebody is, so nobody writes from elsewhere."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))

    assert door("127.0.0.1").notes == ()
    with pytest.raises(BadInput, match="--open-to-all"):
        door("0.0.0.0")  # noqa: S104
    assert "nobody can change it" in door("0.0.0.0", open_to_all=True).notes[0]  # noqa: S104


def test_the_secrets_are_found_where_streamlit_finds_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the current folder; the name under which people come is the one that the provider sends them back to."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".streamlit").mkdir()
    path = file(tmp_path / ".streamlit", AUTH + ROLES)
    found = door("0.0.0.0")  # noqa: S104

    assert found.secrets == found.roles == path
    assert found.names == ("concord.example.org", "localhost", "127.0.0.1", "::1")
    path.chmod(0o644)
    assert not is_private(path) and "chmod 600" in door("127.0.0.1").notes[0]
    with pytest.raises(BadInput, match="take one of them away"):
        door("0.0.0.0", open_to_all=True)  # noqa: S104


@pytest.mark.parametrize("command", ["dashboard", "demo"])
def test_a_host_that_others_reach_is_refused_on_the_command_line(run: Run, tmp_path: Path, command: str) -> None:
    """Before anything is made."""
    told = run(command, "--host", "0.0.0.0", env={"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path)})  # noqa: S104

    assert told.returncode == 1 and "--open-to-all" in told.stderr
    assert not list(tmp_path.rglob("*.db"))


@pytest.mark.parametrize("command", [("dashboard",), ("doctor", "--format", "json")])
def test_the_commands_check_the_files_and_print_no_secret(run: Run, tmp_path: Path, command: tuple[str, ...]) -> None:
    """Both say what is wrong, before anything is served."""
    bad = file(tmp_path, AUTH)  # without roles
    told = run(*command, env={"CONCORD_AUTH": str(bad), "HOME": str(tmp_path)})

    assert "has no table [concord.roles]" in told.stdout + told.stderr
    assert "Traceback" not in told.stderr
    assert not any(secret in told.stdout + told.stderr for secret in SECRETS)
    assert told.returncode == 1 or command[0] == "doctor"

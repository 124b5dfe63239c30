"""Who signs in, and as what: the sign-in section of a secrets file, and the roles that people have.

In: TOML files that whoever serves the dashboard wrote, and the claims of somebody who signed in. Out: Roles, a Person,
or BadInput in a sentence that names file and key and never a value. Called by `concord dashboard`, `concord doctor` and
the dashboard. The sign-in itself is Streamlit's (OpenID Connect); who comes in is told here.

    [concord.roles]
    admin = ["ann@example.org"]
    reviewer = ["*@example.org", "reviewers"]
    claim = "groups"           # where a word without "@" is looked for
    default = "none"           # whoever is not listed; or "reader"
    session_hours = 12
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from concord.access import Role
from corpus.errors import BadInput

Table = Mapping[str, Any]
LOOPBACK = ("localhost", "127.0.0.1", "::1")
CALLBACK = "/oauth2callback"
SHORTEST_SECRET = 32  # characters of the secret that cookies are signed with
_KEYS = (*Role, "claim", "default", "session_hours")
_NEEDED = ("client_id", "client_secret", "server_metadata_url")
_AHEAD = 300  # seconds that the provider's clock may be ahead of this one


@dataclass(frozen=True, slots=True)
class Roles:
    """Who has which role.

    listed: (e-mail address, "*@domain", or value of the claim; role), the highest role first. claim: the name of the
    claim, or "". default: of somebody who is not listed; None lets nobody else in. session_hours: after so many hours
    people sign in again, greater than 0.
    """

    listed: tuple[tuple[str, Role], ...] = ()
    claim: str = ""
    default: Role | None = None
    session_hours: float = 12.0


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who signed in. signature: what their decisions are signed with. role: None may not even look."""

    signature: str
    role: Role | None


def read_roles(path: Path) -> Roles:
    """The roles of a file. Raises BadInput: it cannot be read, has no [concord.roles], or a wrong key or value."""
    found = _toml(path).get("concord", {})
    table = found.get("roles") if isinstance(found, dict) else None
    if not isinstance(table, dict):
        raise BadInput(f"{path}: has no table [concord.roles], which says who is admin, reviewer and reader.")
    if unknown := sorted(set(table) - set(_KEYS)):
        raise BadInput(f"{path}: [concord.roles] has no key {unknown[0]!r}; there are: {', '.join(_KEYS)}.")
    claim, default, hours = table.get("claim", ""), table.get("default", "none"), table.get("session_hours", 12)
    if not isinstance(claim, str):
        raise BadInput(f'{path}: claim in [concord.roles] takes the name of one claim, such as "groups".')
    if default not in ("none", Role.READER):
        raise BadInput(f'{path}: default in [concord.roles] takes "none" or "reader".')
    if isinstance(hours, bool) or not isinstance(hours, int | float) or not 0 < hours <= 720:
        raise BadInput(f"{path}: session_hours in [concord.roles] takes a number above 0, up to 720.")
    listed = tuple((who, role) for role in reversed(Role) for who in _listed(path, table, role, claim))
    if not any(role is Role.ADMIN for _, role in listed):
        raise BadInput(f"{path}: [concord.roles] names no admin; name at least one, by e-mail address.")
    return Roles(listed, claim, None if default == "none" else Role.READER, float(hours))


def person_of(claims: Table, roles: Roles, now: float) -> Person | None:
    """Who signed in with those claims; None when the sign-in is older than it may be, or says not when it was.

    now: seconds since 1970. An e-mail address counts only when the provider says that it is verified.
    """
    issued, sub = claims.get("iat"), claims.get("sub")
    if isinstance(issued, bool) or not isinstance(issued, int | float) or not isinstance(sub, str) or not sub:
        return None
    if not -_AHEAD <= now - issued <= roles.session_hours * 3600:
        return None
    email = _verified(claims)
    names = {email, f"*@{email.rpartition('@')[2]}"} if email else set()
    values = set(_values(claims.get(roles.claim))) if roles.claim else set()
    role = next((role for who, role in roles.listed if who in (names if "@" in who else values)), roles.default)
    name = _plain(str(claims.get("name") or "")) or (email or sub).partition("@")[0]
    return Person(f"{name} <{_plain(email or sub)}>", role)


def auth_of(path: Path) -> Table | None:
    """The section [auth] of a secrets file, checked; None when it has none.

    Raises BadInput: it cannot be read, or lacks what a sign-in needs.
    """
    if path.suffix != ".toml":
        raise BadInput(f"{path}: the name of a secrets file ends in .toml; rename it.")
    auth = _toml(path).get("auth")
    if auth is None:
        return None
    if not isinstance(auth, dict):
        raise BadInput(f"{path}: [auth] must be a table.")
    redirect = auth.get("redirect_uri")
    if not isinstance(redirect, str) or not redirect.endswith(CALLBACK) or not _is_safe(redirect):
        raise BadInput(
            f"{path}: redirect_uri in [auth] takes the dashboard's own address with {CALLBACK} at its end, and https "
            f"unless it is this machine, such as https://concord.example.org{CALLBACK}."
        )
    secret = auth.get("cookie_secret")
    if not isinstance(secret, str) or len(secret) < SHORTEST_SECRET:
        raise BadInput(
            f"{path}: cookie_secret in [auth] takes at least {SHORTEST_SECRET} random characters; "
            "python -c 'import secrets; print(secrets.token_hex(32))' makes some."
        )
    found = dict(_providers(auth))
    for name, provider in found.items():
        where = "[auth]" if name == "default" else f"[auth.{name}]"
        if missing := [key for key in _NEEDED if not isinstance(provider.get(key), str) or not provider[key]]:
            raise BadInput(f"{path}: {where} lacks {', '.join(missing)}.")
        if not _is_safe(provider["server_metadata_url"]):
            raise BadInput(f"{path}: server_metadata_url in {where} takes an https:// address.")
        if "_" in name:
            raise BadInput(f"{path}: a provider cannot have an underscore in its name, as {where} has.")
    return auth


def providers_of(auth: Table) -> list[str]:
    """The names of the providers that people may sign in with; "default" for the one that has no name."""
    return [name for name, _ in _providers(auth)]


def host_of(auth: Table) -> str:
    """The name under which the browsers of people reach the dashboard."""
    return urlsplit(str(auth["redirect_uri"])).hostname or ""


def is_private(path: Path) -> bool:
    """Whether no other account of this machine may read a file."""
    return not path.stat().st_mode & 0o077


def _providers(auth: Table) -> Iterator[tuple[str, Table]]:
    tables = [(name, table) for name, table in auth.items() if isinstance(table, dict) and name != "client_kwargs"]
    if not tables or any(key in auth for key in _NEEDED):
        yield "default", auth
    yield from tables


def _is_safe(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return bool(parts.hostname) and (
        parts.scheme == "https" or (parts.scheme, parts.hostname in LOOPBACK) == ("http", True)
    )


def _listed(path: Path, table: Table, role: Role, claim: str) -> Iterator[str]:
    given = table.get(role, [])
    if not isinstance(given, list) or not all(isinstance(who, str) and who.strip() for who in given):
        raise BadInput(f'{path}: {role} in [concord.roles] takes a list of texts, such as ["ann@example.org"].')
    for who in map(str.strip, given):
        if "@" not in who and not claim:
            raise BadInput(f"{path}: {role} in [concord.roles] has a word without @, and no claim says where to look.")
        if "*" in who and not re.fullmatch(r"\*@[^*@\s]+", who):
            raise BadInput(f"{path}: {role} in [concord.roles] takes * only as the whole name: *@example.org.")
        yield _folded(who) if "@" in who else who


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise BadInput(f"{path}: cannot be read ({error.strerror}).") from None
    except UnicodeDecodeError:
        raise BadInput(f"{path}: is not UTF-8 text.") from None
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"at line (\d+)", str(error))  # the message may quote what stands there
        raise BadInput(f"{path}{f':{place[1]}' if place else ''}: is not TOML.") from None


def _verified(claims: Table) -> str:
    """The e-mail address in small letters, when the provider vouches for it; some of them write the truth as a word."""
    email, verified = claims.get("email"), claims.get("email_verified")
    sure = verified is True or verified in ("true", "True")
    return _folded(email.strip()) if sure and isinstance(email, str) and email.count("@") == 1 else ""


def _values(claim: object) -> Iterator[str]:
    for value in claim if isinstance(claim, list | tuple) else [claim]:
        if isinstance(value, str):
            yield value


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()


def _plain(text: str) -> str:
    """A name as one line, without signs that could make it look like another person's signature."""
    shown = "".join(" " if sign in "<>\n\r\t" else sign for sign in text)
    return " ".join("".join(sign for sign in shown if unicodedata.category(sign)[0] != "C").split())[:80]

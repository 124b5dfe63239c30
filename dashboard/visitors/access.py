"""Who sits before the browser, and what they may do: asked anew at every act, never remembered.

In: the session's identity as Streamlit verified it, and the roles file as it stands now. Out: a Visitor, the door for
those who may not come in, and the line on who is signed in. Called by app, by signing and by the pages.

Three cases. With [auth] configured: people sign in, and the roles file says what they may. Without it, on this machine
alone: whoever sits there may do everything, and signs with a name. Without it, but served to others: everybody reads.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import streamlit as st

from concord import ConcordError, Role
from concord.roles import LOOPBACK, Table, auth_of, person_of, providers_of, read_roles
from concord.settings import read_settings
from dashboard.shared.wording import md_escape

_signed_out: set[tuple[str, str, int]] = set()  # of this server; a copied cookie is worth nothing after signing out


@dataclass(frozen=True, slots=True)
class Visitor:
    """role: None may not come in. signature: of who signed in; "" where a name is typed. why: there is no role."""

    role: Role | None
    signature: str = ""
    why: str = ""
    signed_in: bool = False


def visitor(claims: Mapping[str, Any] | None = None) -> Visitor:
    """Who is there at this moment. Never raises; what cannot be read lets nobody in, and standard error says why.

    claims: what the provider said of them; None asks the session.
    """
    try:
        path, auth = _auth()
        if path is None or auth is None:
            return Visitor(Role.ADMIN if _at_home() else Role.READER)
        roles = read_roles(Path(read_settings().roles or path))
    except (ConcordError, OSError) as error:
        print(f"Nobody is let in: {error}", file=sys.stderr, flush=True)
        return Visitor(None, why="The sign-in of this dashboard is not set up as it should be; tell whoever serves it.")
    claims = claims_now() if claims is None else claims
    if not claims.get("is_logged_in"):
        return Visitor(None, why="Sign in to read this knowledge base.")
    person = person_of(claims, roles, time.time())
    if person is None or _key(claims) in _signed_out:
        return Visitor(None, why="Your session has ended; sign in again.")
    if person.role is None:
        why = f"You are signed in as {person.signature}, and nobody has given you a role here; ask an admin for one."
        return Visitor(None, person.signature, why, signed_in=True)
    return Visitor(person.role, person.signature, signed_in=True)


def may(role: Role) -> bool:
    """Whether the visitor may do what takes that role; the knowledge base asks again when it is done."""
    here = visitor()
    return here.role is not None and here.role.covers(role)


def is_public() -> bool:
    """Whether nobody signs in here, and others than this machine can reach it."""
    return _auth()[1] is None and not _at_home()


def claims_now() -> Mapping[str, Any]:
    """What the provider said of whoever this session belongs to; Streamlit checked the signature of the cookie."""
    return dict(st.user.to_dict())


def end_session(claims: Mapping[str, Any]) -> None:
    """No cookie or open tab with this sign-in is worth anything from now on, as long as the server runs."""
    _signed_out.add(_key(claims))


def door(here: Visitor) -> None:
    """The page of those who may not come in."""
    with st.container(key="door", width=520):
        st.title("Concord", anchor=False)
        st.text(here.why)
        auth = _auth_or_nothing()
        with st.container(horizontal=True):
            if here.signed_in:
                st.button("Sign out", on_click=sign_out)
            elif auth:
                names = providers_of(auth)
                for name in names:
                    label = "Sign in" if name == "default" else f"Sign in with {name.capitalize()}"
                    st.button(md_escape(label), type="primary", on_click=_to(name), icon=":material/login:")


def bar(here: Visitor) -> None:
    """One line on who is signed in, with the way out; nothing on one's own machine."""
    if here.signed_in:
        with st.container(horizontal=True, horizontal_alignment="right", vertical_alignment="center", key="bar"):
            st.text(f"{here.signature} · {here.role}", width="content")
            st.button("Sign out", on_click=sign_out, type="tertiary")
    elif is_public():
        with st.container(horizontal=True, horizontal_alignment="right", key="bar"):
            st.caption("Open to all for reading", width="content")


def closed(title: str, needed: Role) -> None:
    """A page that the visitor's role does not cover, come to by a link."""
    st.title(title, anchor=False)
    st.markdown(f"You may read here; this page takes the role {needed}. Ask an admin for that role.")


def sign_out() -> None:
    """Ends the session here, in every other tab, and with the provider where it offers that."""
    end_session(claims_now())
    st.logout()


def _to(provider: str) -> Callable[[], None]:
    return lambda: st.login(None if provider == "default" else provider)


def _auth() -> tuple[Path | None, Table | None]:
    """The file with the section [auth], and the section; Streamlit reads the same file."""
    named = read_settings().auth
    for place in [named] if named else st.config.get_option("secrets.files"):
        path = Path(place)
        if named or path.is_file():
            if (auth := auth_of(path)) is not None:
                return path, auth
            if named:
                raise OSError(f"{path} has no section [auth]")
    return None, None


def _auth_or_nothing() -> Table | None:
    try:
        return _auth()[1]
    except (ConcordError, OSError):
        return None


def _at_home() -> bool:
    """Whether this machine alone can reach the server; without a server there is nobody else."""
    return st.config.get_option("server.address") in (None, *LOOPBACK)


def _key(claims: Mapping[str, Any]) -> tuple[str, str, int]:
    return str(claims.get("iss")), str(claims.get("sub")), int(claims.get("iat") or 0)

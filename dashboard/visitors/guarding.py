"""What stands before every page, whoever asks: the name the server is asked by, the headers, and the closed doors.

In: requests as they come. Out: the same ones, or a short refusal. Called by served. The policy lets nothing in from
another host, so that a picture or script smuggled into a title would not be fetched even if it came to be one.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import streamlit
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse
from streamlit.auth_util import get_cookie_with_chunks, get_secrets_auth_section
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME
from streamlit.web.server.starlette.starlette_websocket import is_host_allowed

from concord import Role
from dashboard.visitors import access

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_CLOSED = ("_stcore/agent", "_stcore/metrics")
_FILES = {"_stcore/upload_file/": Role.REVIEWER, "media/": Role.READER}  # what comes in by hand, and goes out
_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def policy(page: str) -> str:
    """The Content-Security-Policy under which Streamlit's own page works; page: its HTML, whose scripts are known."""
    hashes = (base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode() for inside in _SCRIPT.findall(page))
    known = " ".join(f"'sha256-{digest}'" for digest in hashes)
    return (
        "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; "
        f"script-src 'self' 'unsafe-eval' 'wasm-unsafe-eval' {known}; font-src 'self' data:; connect-src 'self'; "
        "worker-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
    )


class Guard:
    """An ASGI middleware around the whole app."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        page = Path(streamlit.__file__).parent / "static" / "index.html"
        self._headers = {
            "Content-Security-Policy": policy(page.read_text(encoding="utf-8")),
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "DENY",
            "Referrer-Policy": "same-origin",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket" and not _same_site(Headers(scope=scope)):
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] != "http":  # the other checks of a websocket are Streamlit's: host, token, cookie
            await self._app(scope, receive, send)
            return
        base = (streamlit.config.get_option("server.baseUrlPath") or "").strip("/")
        path, auth = scope["path"].removeprefix(f"/{base}").lstrip("/"), get_secrets_auth_section()
        if not is_host_allowed(Headers(scope=scope).get("host")):
            refusal = "The dashboard is not served under this name; server.allowedHosts lists those it has."
            await PlainTextResponse(refusal, 400)(scope, receive, send)
            return
        if path.startswith(_CLOSED):
            await PlainTextResponse("There is nothing here.", 404)(scope, receive, send)
            return
        claims = claims_of(HTTPConnection(scope)) if auth else {}
        needed = next((role for start, role in _FILES.items() if path.startswith(start)), None)
        here = access.visitor(claims) if needed else None
        if here and needed and not (here.role and here.role.covers(needed)):
            await PlainTextResponse(here.why or f"That takes the role {needed}.", 403)(scope, receive, send)
            return
        if claims and path == "auth/logout":
            access.end_session(claims)
        secure = str(auth.get("redirect_uri", "")).startswith("https:") if auth else False

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(self._headers)
                if secure:
                    _secured(message)
            await send(message)

        await self._app(scope, receive, answer)


def _same_site(headers: Headers) -> bool:
    """Whether a browser asks from a page of this very site.

    Streamlit checks that too, but asks a host of the internet for this machine's address before it says no.
    """
    origin = headers.get("origin")
    try:
        return origin is None or urlsplit(origin).netloc.lower() == (headers.get("host") or "").lower()
    except ValueError:  # an address that is none
        return False


def claims_of(connection: HTTPConnection) -> dict[str, Any]:
    """What the provider said of whom a request's cookie belongs to; nothing without a cookie that we signed."""

    def one(name: str) -> bytes | None:
        value = connection.cookies.get(name)
        return decode_signed_value(get_cookie_secret(), name, value.encode("latin-1", "replace")) if value else None

    try:
        claims = json.loads(get_cookie_with_chunks(one, USER_COOKIE_NAME) or b"{}")
    except ValueError:
        return {}
    return claims if isinstance(claims, dict) else {}


def _secured(message: Message) -> None:
    """Cookies go over TLS alone where people come by https; Streamlit leaves that to whoever serves it."""
    message["headers"] = [
        (name, value + b"; Secure" if name == b"set-cookie" and b"secure" not in value.lower() else value)
        for name, value in message["headers"]
    ]

"""A provider of identities on this machine, for tests: OpenID Connect with four people to choose from, and no password.

In: the claims of each person. Out: an address that Streamlit's sign-in can be pointed at. The keys are made anew for
each provider; nothing here is fit for anything but tests.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "concord", "client-secret-0123456789abcdef"
Claims = dict[str, Any]


class Provider(ThreadingHTTPServer):
    """people: claims by the word that the page of the provider shows; a test may change them."""

    daemon_threads = True

    def __init__(self, people: Mapping[str, Claims]) -> None:
        super().__init__(("127.0.0.1", 0), _Answers)
        self.people = dict(people)
        self.key = RSAKey.generate_key(2048, parameters={"kid": "one", "use": "sig", "alg": "RS256"})
        self.codes: dict[str, tuple[str, str]] = {}
        self.url = f"http://127.0.0.1:{self.server_port}"

    @property
    def metadata(self) -> str:
        """The address of the provider's description of itself."""
        return f"{self.url}/.well-known/openid-configuration"


class _Answers(BaseHTTPRequestHandler):
    server: Provider

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
        url = self.server.url
        if parts.path == "/.well-known/openid-configuration":
            self._json(
                {
                    "issuer": url,
                    "authorization_endpoint": f"{url}/authorize",
                    "token_endpoint": f"{url}/token",
                    "jwks_uri": f"{url}/keys",
                    "end_session_endpoint": f"{url}/end",
                    "response_types_supported": ["code"],
                    "subject_types_supported": ["public"],
                    "id_token_signing_alg_values_supported": ["RS256"],
                    "code_challenge_methods_supported": ["S256"],
                }
            )
        elif parts.path == "/keys":
            self._json({"keys": [self.server.key.as_dict(private=False)]})
        elif parts.path == "/authorize":
            links = "".join(
                f'<p><a href="/chosen?{urlencode({**asked, "who": who})}">{who}</a></p>' for who in self.server.people
            )
            self._send(200, f"<title>Provider</title>{links}".encode(), "text/html")
        elif parts.path == "/chosen":
            code = f"code-{len(self.server.codes)}"
            self.server.codes[code] = (asked["who"], asked.get("nonce", ""))
            self._to(f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}")
        elif parts.path == "/end":
            self._to(asked["post_logout_redirect_uri"])
        else:
            self._send(404, b"", "text/plain")

    def do_POST(self) -> None:
        given = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        who, nonce = self.server.codes.pop(given["code"][0])
        now = int(time.time())
        claims = {"iss": self.server.url, "aud": CLIENT, "iat": now, "exp": now + 600, "nonce": nonce}
        token = jwt.encode({"alg": "RS256", "kid": "one"}, claims | self.server.people[who], self.server.key)
        self._json({"access_token": "access-token-of-nobody", "token_type": "Bearer", "id_token": token})

    def _json(self, value: object) -> None:
        self._send(200, json.dumps(value).encode(), "application/json")

    def _to(self, place: str) -> None:
        self.send_response(302)
        self.send_header("Location", place)
        self.end_headers()

    def _send(self, status: int, body: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing; the log of the tests is not its."""


@contextmanager
def provider(people: Mapping[str, Claims]) -> Iterator[Provider]:
    """A provider that runs until the block ends."""
    server = Provider(people)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()

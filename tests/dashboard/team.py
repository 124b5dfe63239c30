"""A dashboard that is served to a team: the real command, a provider on this machine, people who sign in.

In: a knowledge base. Out: a Team, whose files tests may rewrite while it serves. Used by the hostile session.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

from concord import KnowledgeBase
from tests.dashboard.conftest import at_rest
from tests.dashboard.provider import CLIENT, SECRET, Provider, provider

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

COOKIE_SECRET = "cookie-secret-0123456789abcdef0123456789"  # noqa: S105  (of a server that lives for one test)
SECRETS = (COOKIE_SECRET, SECRET, "access-token-of-nobody")
USER_COOKIE = "_streamlit_user"
PEOPLE = {
    "ann": {"sub": "1", "name": "Ann", "email": "ann@example.org", "email_verified": True},
    "rolf": {"sub": "2", "name": "Rolf", "email": "Rolf@Example.org", "email_verified": True},
    "rita": {"sub": "3", "name": "Rita", "email": "rita@partner.org", "email_verified": True},
    "sam": {"sub": "4", "name": "Sam", "email": "ann@example.org", "email_verified": False},
}
ROLES = """
[concord.roles]
admin = ["ann@example.org"]
reviewer = ["*@example.org"]
reader = ["*@partner.org"]
"""


@dataclass(frozen=True)
class Team:
    """url: without a slash at the end; roles: the file that says who may what; log: all that the server said."""

    url: str
    store: Path
    roles: Path
    log: Path
    process: int
    provider: Provider

    @property
    def kb(self) -> KnowledgeBase:
        """The same knowledge base, opened by the test as another program would."""
        return KnowledgeBase(self.store, user="Tester")

    def cookie(self, who: str = "rolf", secret: str = COOKIE_SECRET, **claims: Any) -> str:
        """A cookie as the server makes it for somebody. secret: it is signed with; claims: that differ."""
        made = PEOPLE[who] | {"iss": self.provider.url, "iat": int(time.time()), "provider": "default"}
        made |= {"origin": self.url, "is_logged_in": True} | claims
        return create_signed_value(secret, USER_COOKIE, json.dumps(made)).decode()


@contextmanager
def served(store: Path, work: Path) -> Iterator[Team]:
    """`concord dashboard --auth`, until the block ends; what it said must hold no traceback and no secret."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    secrets, roles, log = work / "secrets.toml", work / "roles.toml", work / "server.log"
    roles.write_text(ROLES, encoding="utf-8")
    with provider(PEOPLE) as people:
        secrets.write_text(
            f'[auth]\nredirect_uri = "http://localhost:{port}/oauth2callback"\ncookie_secret = "{COOKIE_SECRET}"\n'
            f'client_id = "{CLIENT}"\nclient_secret = "{SECRET}"\nserver_metadata_url = "{people.metadata}"\n',
            encoding="utf-8",
        )
        secrets.chmod(0o600)
        options = ["--kb", str(store), "--port", str(port), "--auth", str(secrets), "--roles", str(roles)]
        with log.open("wb") as out:
            process = subprocess.Popen(
                [sys.executable, "-m", "concord", "dashboard", *options],
                cwd=work,
                env=dict(os.environ, HOME=str(work)),
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        deadline = time.monotonic() + 60
        while b"Concord's dashboard:" not in log.read_bytes():
            if time.monotonic() > deadline or process.poll() is not None:
                pytest.fail(log.read_text(errors="replace")[-3000:])
            time.sleep(0.1)
        try:
            yield Team(f"http://localhost:{port}", store, roles, log, process.pid, people)
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(20)
    said = log.read_text(errors="replace")
    assert "Traceback" not in said, said[-3000:]
    assert not [secret for secret in SECRETS if secret in said]


def context(chrome: Browser, team: Team, cookie: str = "") -> BrowserContext:
    """A browser of somebody's own, with a cookie that was made by hand where one is given."""
    made = chrome.new_context(base_url=team.url, viewport={"width": 1400, "height": 1600}, reduced_motion="reduce")
    if cookie:
        made.add_cookies([{"name": USER_COOKIE, "value": cookie, "url": team.url}])
    return made


def sign_in(page: Page, who: str) -> None:
    """Through the door, to the provider, and back."""
    page.goto("/")
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name=who, exact=True).click()
    page.get_by_role("button", name="Sign out").wait_for()


def app_text(page: Page) -> str:
    """What the page says, once Streamlit has come to rest."""
    at_rest(page)
    return " ".join(page.locator("[data-testid=stApp]").inner_text().split())

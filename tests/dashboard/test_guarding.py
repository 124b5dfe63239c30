"""What stands before every page: headers, names, and cookies that stay on their way."""

from __future__ import annotations

from pathlib import Path

import pytest
import streamlit
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect
from streamlit import net_util

from dashboard.visitors import guarding


def page(request: Request) -> Response:
    """A page that sets a cookie as Streamlit does, and one that is secure already."""
    answer = PlainTextResponse("a page")
    answer.set_cookie("one", "1", httponly=True, samesite="lax")
    answer.set_cookie("two", "2", secure=True)
    return answer


@pytest.fixture
def client() -> TestClient:
    """A browser before an app behind the guard."""
    app = Starlette(routes=[Route("/{path:path}", page)], middleware=[Middleware(guarding.Guard)])
    return TestClient(app, base_url="http://localhost")


@pytest.mark.parametrize(("address", "secure"), [("https://kb.example.org/oauth2callback", 2), ("http://localhost", 1)])
def test_cookies_go_over_tls_alone_where_people_come_by_it(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, address: str, secure: int
) -> None:
    """Each of them once."""
    monkeypatch.setattr(guarding, "get_secrets_auth_section", lambda: {"redirect_uri": address})
    cookies = client.get("/themes").headers.get_list("set-cookie")

    assert sum(cookie.count("Secure") for cookie in cookies) == secure


def test_only_names_that_are_allowed_are_answered(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the port, and whatever the capitals; a name with more before or behind it is another one."""
    was, names = streamlit.config.get_option, {"server.allowedHosts": ["kb.example.org"]}
    monkeypatch.setattr(streamlit.config, "get_option", lambda name: names[name] if name in names else was(name))

    for host, status in {"KB.example.org:8501": 200, "kb.example.org.evil.net": 400, "a@kb.example.org": 400}.items():
        assert client.get("/", headers={"Host": host}).status_code == status, host


def test_the_policy_knows_the_scripts_of_the_page_and_no_other() -> None:
    """Streamlit's own page holds one; a word more or less in it has another hash."""
    html = (Path(streamlit.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")

    assert guarding.policy(html).count("sha256-") == html.count("<script>") == 1
    assert guarding.policy("<script>a</script>") != guarding.policy("<script>b</script>")
    directives = dict(part.strip().split(" ", 1) for part in guarding.policy(html).split(";"))
    assert "'unsafe-inline'" not in directives["script-src"]
    assert not any("http" in sources or "*" in sources.split() for sources in directives.values())


def test_a_websocket_from_another_site_is_closed_before_anybody_is_asked(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Streamlit would ask a host of the internet for this machine's address first."""
    monkeypatch.setattr(net_util, "get_external_ip", lambda: pytest.fail("somebody was asked"))

    for origin in ("http://evil.example", "http://localhost.evil.example", "null", "http://[", ""):
        with (
            pytest.raises(WebSocketDisconnect) as closed,
            client.websocket_connect("/_stcore/stream", headers={"Origin": origin}),
        ):
            pytest.fail("it was let in")
        assert closed.value.code == 1008


def test_nothing_of_the_agent_api_or_the_metrics_is_served(client: TestClient) -> None:
    """The guard closes them whatever the settings of Streamlit say."""
    for path in ("/_stcore/agent/interact", "//_stcore/metrics", "/_stcore/agent/openapi.json"):
        assert client.get(f"http://localhost{path}").status_code == 404

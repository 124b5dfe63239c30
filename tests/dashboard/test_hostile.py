"""A hostile session against a dashboard that a team is served: nothing gets in, and each try has a clear answer."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from websockets.exceptions import InvalidStatus, WebSocketException
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from tests.concord.test_access import truth_of
from tests.dashboard.team import COOKIE_SECRET, ROLES, SECRETS, USER_COOKIE, Team, app_text, context, served, sign_in

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def team(small_store: Path, chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Team]:
    """A dashboard that people sign in to, with a knowledge base of its own."""
    work = tmp_path_factory.mktemp("team")
    store = work / "team.db"
    store.write_bytes(small_store.read_bytes())
    with served(store, work) as running:
        yield running


@pytest.fixture
def people(chrome: Browser, team: Team) -> Iterator[dict[str, Page]]:
    """A browser each for a reviewer and a reader, who signed in a moment ago."""
    team.roles.write_text(ROLES, encoding="utf-8")
    contexts = {who: context(chrome, team, team.cookie(who)) for who in ("rolf", "rita")}
    pages = {who: made.new_page() for who, made in contexts.items()}
    for page in pages.values():
        page.goto("/")
        page.get_by_role("button", name="Sign out").wait_for()
    yield pages
    for made in contexts.values():
        made.close()


def jar(made: BrowserContext) -> dict[str, str]:
    """The cookies of a browser."""
    return {cookie["name"]: cookie["value"] for cookie in made.cookies()}


@pytest.mark.parametrize(
    ("who", "role", "writes"),
    [("ann", "admin", True), ("rolf", "reviewer", True), ("rita", "reader", False)],
)
def test_people_come_in_as_what_they_are_and_leave(
    chrome: Browser, team: Team, who: str, role: str, writes: bool
) -> None:
    """The whole way with a real browser: door, provider, page, a deep link, and out again."""
    made = context(chrome, team)
    page = made.new_page()
    sign_in(page, who)

    assert f"<{who}@" in app_text(page) and f"· {role}" in app_text(page)
    page.get_by_test_id("stTopNavSection").filter(has_text="Review").click()
    pages = page.get_by_test_id("stTopNavDropdownLink")
    pages.filter(has_text="What changed").wait_for()
    assert pages.filter(has_text="Add studies").count() == int(writes)
    page.goto("/add")
    assert ("takes the role reviewer" in app_text(page)) is not writes
    assert page.locator("input[type=file]").count() == int(writes)
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name="Sign in").wait_for()
    page.goto("/themes")
    assert "Sign in to read this knowledge base" in app_text(page)
    made.close()


def test_an_address_that_the_provider_does_not_vouch_for_opens_nothing(chrome: Browser, team: Team) -> None:
    """Sam wrote the admin's address into a profile."""
    made = context(chrome, team)
    page = made.new_page()
    sign_in(page, "sam")

    assert "nobody has given you a role here" in app_text(page) and "Overview" not in app_text(page)
    page.goto("/themes")
    assert "nobody has given you a role here" in app_text(page)
    made.close()


def press(page: Page, theme: str, button: str) -> None:
    """Opens the form under a theme and presses one of its buttons."""
    if f"theme={theme}" not in page.url:
        page.goto(f"/themes?theme={theme}")
        app_text(page)
    wanted = page.get_by_role("button", name=button, exact=True)
    if not wanted.is_visible():
        page.get_by_text("Correct the machine", exact=True).click()
    wanted.click()
    app_text(page)


def test_a_press_is_repeated_by_others_in_vain(team: Team, people: dict[str, Page]) -> None:
    """What a reviewer's browser sent is sent again by a reader, by nobody, and from another site; then a role ends."""
    theme, sent = team.kb.themes()[0]["id"], []
    people["rolf"].on("websocket", lambda socket: socket.on("framesent", lambda frame: sent.append(frame)))
    press(people["rolf"], theme, "Accept")
    [decision] = team.kb.log()
    assert decision["who"] == "Rolf <rolf@example.org>"
    assert f"accept by Rolf <rolf@example.org>: {decision['number']}" in team.log.read_text()
    frames = [frame for frame in sent if isinstance(frame, bytes)][-4:]
    before = truth_of(team.store)

    cookies = jar(people["rita"].context)
    assert replayed(team, frames, cookies) and truth_of(team.store) == before
    assert replayed(team, frames, {"_streamlit_xsrf": cookies["_streamlit_xsrf"]}) and truth_of(team.store) == before
    own = jar(people["rolf"].context)
    assert replayed(team, frames, {USER_COOKIE: own[USER_COOKIE]}) and truth_of(team.store) == before
    with pytest.raises((InvalidStatus, WebSocketException)):
        replayed(team, frames, own, origin="http://evil.example")
    assert truth_of(team.store) == before
    assert replayed(team, frames, own) and len(team.kb.log()) > 1, "the frames hold no press; the rest shows nothing"

    before = truth_of(team.store)
    team.roles.write_text(ROLES.replace('"*@example.org"', '"no@example.org"'), encoding="utf-8")
    press(people["rolf"], theme, "Reject")
    assert "nobody has given you a role here" in app_text(people["rolf"])
    assert truth_of(team.store) == before


def replayed(team: Team, frames: list[bytes], cookies: dict[str, str], origin: str | None = None) -> bool:
    """Sends frames, twice, as a browser with those cookies would; whether the server listened to them."""
    words = "; ".join(f"{name}={value}" for name, value in cookies.items())
    with connect(
        f"{team.url.replace('http', 'ws')}/_stcore/stream",
        origin=Origin(origin or team.url),
        subprotocols=[Subprotocol("streamlit"), Subprotocol(cookies.get("_streamlit_xsrf", "none"))],
        additional_headers={"Cookie": words},
        max_size=None,
    ) as socket:
        heard = 0
        for frame in frames * 2:
            socket.send(frame)
            heard += _until_it_is_silent(socket)
        return heard > 0


def _until_it_is_silent(socket: ClientConnection) -> int:
    """How many messages the server sent until it said nothing for half a second."""
    heard = 0
    with suppress(TimeoutError):
        while socket.recv(timeout=0.5):
            heard += 1
    return heard


def test_signing_out_ends_the_other_tab_and_the_copied_cookie(
    chrome: Browser, team: Team, people: dict[str, Page]
) -> None:
    """The cookie alone would live for weeks."""
    theme, copied = team.kb.themes()[1]["id"], jar(people["rolf"].context)[USER_COOKIE]
    other = people["rolf"].context.new_page()
    press(other, theme, "Accept")
    before = truth_of(team.store)
    people["rolf"].get_by_role("button", name="Sign out").click()
    people["rolf"].get_by_role("button", name="Sign in").wait_for()

    press(other, theme, "Reject")
    assert "Your session has ended" in app_text(other) and truth_of(team.store) == before
    made = context(chrome, team, copied)
    page = made.new_page()
    page.goto("/themes")
    assert "Your session has ended" in app_text(page)
    made.close()


def test_a_cookie_that_we_did_not_sign_or_that_is_old_is_no_session(chrome: Browser, team: Team) -> None:
    """Tampered with, signed with another secret, for another address, too old, and one that proves the test right."""
    good = team.cookie()
    forged = {
        good[:-2] + ("A" if good[-2] != "A" else "B") + good[-1]: "Sign in",
        good.split(".")[0] + "A." + ".".join(good.split(".")[1:]): "Sign in",
        team.cookie(secret=COOKIE_SECRET[::-1]): "Sign in",
        team.cookie(origin="http://evil.example"): "Sign in",
        team.cookie(iat=int(time.time()) - 13 * 3600): "Your session has ended",
        team.cookie(): "Rolf <rolf@example.org> · reviewer",
    }

    for cookie, says in forged.items():
        made = context(chrome, team, cookie)
        page = made.new_page()
        page.goto("/review")
        assert says in app_text(page), says
        made.close()


def test_the_upload_endpoint_asks_for_person_token_and_session(team: Team, people: dict[str, Page]) -> None:
    """Past the form: each thing that is missing is said, and a file that is too large is not read to its end."""
    before = truth_of(team.store)
    rolf, rita = (jar(people[who].context) for who in ("rolf", "rita"))
    paper = ("../../paper.md", b"# Hives", "text/markdown")

    def put(cookies: dict[str, str], data: Any = paper, **headers: str) -> httpx.Response:
        where = f"{team.url}/_stcore/upload_file/no-such-session/one"
        return httpx.put(where, files={"file": data}, cookies=cookies, headers=headers, timeout=60)

    assert (put({}).status_code, put({}).text) == (403, "Sign in to read this knowledge base.")
    assert (put(rita).status_code, put(rita).text) == (403, "That takes the role reviewer.")
    assert "XSRF" in put(rolf).text and put(rolf).status_code == 403
    token = rolf["_streamlit_xsrf"]
    assert "session_id" in put(rolf, **{"X-Xsrftoken": token}).text
    assert put({USER_COOKIE: "forged"}, **{"X-Xsrftoken": token}).status_code == 403
    assert httpx.get(f"{team.url}/media/0123456789abcdef.csv").status_code == 403
    assert truth_of(team.store) == before


def test_a_file_over_the_limit_is_stopped_on_its_way(team: Team, people: dict[str, Page]) -> None:
    """With person, token and session all in order."""
    page, places = people["rolf"], []
    page.on("request", lambda request: places.append(request) if "upload_file" in request.url else None)
    page.goto("/add")
    app_text(page)
    page.locator("input[type=file]").set_input_files({"name": "a.md", "mimeType": "text/plain", "buffer": b"# A"})
    app_text(page)
    sent = next(request for request in places if request.method == "PUT")
    headers = {"X-Xsrftoken": sent.headers["x-xsrftoken"]}
    large = {"file": ("b.md", bytes(53_000_000), "text/plain")}

    answer = httpx.put(sent.url, files=large, cookies=jar(page.context), headers=headers, timeout=60)
    assert answer.status_code == 413
    program = {"file": ("b.exe", b"MZ", "text/plain")}
    assert httpx.put(sent.url, files=program, cookies=jar(page.context), headers=headers).status_code == 204
    page.get_by_role("button", name="Add to the knowledge base").click()
    assert "has a name that is not taken here" in app_text(page)


def test_other_names_are_turned_away_and_every_page_has_the_policy(team: Team) -> None:
    """A page of another name that leads to this machine reads nothing; what is closed says so."""
    assert httpx.get(team.url, headers={"Host": "evil.example"}).status_code == 400
    assert httpx.get(f"{team.url}/_stcore/metrics").status_code == 404
    assert httpx.post(f"{team.url}/_stcore/agent/interact", json={}).status_code == 404
    for path in ("/", "/themes", "/_stcore/health", "/auth/logout", "/nowhere"):
        headers = httpx.get(team.url + path).headers
        assert "default-src 'self'" in headers["content-security-policy"], path
        assert headers["x-content-type-options"] == "nosniff" and headers["x-frame-options"] == "DENY"


def test_no_secret_shows_where_others_look(team: Team) -> None:
    """Neither in the list of processes nor in what the server said."""
    shown = subprocess.run(["ps", "-eww", "-o", "args"], capture_output=True, text=True, check=True).stdout

    assert "served.py" in shown and str(team.store) not in shown.split("served.py", 1)[1].splitlines()[0]
    assert not [secret for secret in SECRETS if secret in shown + team.log.read_text()]

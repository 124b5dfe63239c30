"""PDFs through GROBID: a small server that speaks its API, and everything that can go wrong between it and us."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from concord import KnowledgeBase
from concord.doctor import findings
from concord.files.grobid import Grobid, alive, checked, shown
from concord.settings import Settings
from corpus.errors import BadInput, UnreadableDocument

PDF = b"%PDF-1.4\n%made up: only GROBID's stand-in reads it\n%%EOF\n"
TEI = (Path(__file__).parents[1] / "corpus" / "golden" / "rooftop_bees.tei.xml").read_bytes()
Answer = Callable[[BaseHTTPRequestHandler], None]


def gives(status: int, body: bytes = b"", head: str = "application/xml") -> Answer:
    """An answer of GROBID."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        handler.send_header("Content-Type", head)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def hangs(handler: BaseHTTPRequestHandler) -> None:
    """Takes the paper and says nothing until the test is over."""
    stand_in(handler).over.wait(20)


def trickles(handler: BaseHTTPRequestHandler) -> None:
    """Sends a byte now and then, so that no timeout of a socket ever passes."""
    handler.send_response(200)
    handler.send_header("Content-Length", "1000000")
    handler.end_headers()
    while not stand_in(handler).over.wait(0.05):
        handler.wfile.write(b" ")
        handler.wfile.flush()


def breaks_off(handler: BaseHTTPRequestHandler) -> None:
    """Promises more than it sends."""
    handler.send_response(200)
    handler.send_header("Content-Length", "100000")
    handler.end_headers()
    handler.wfile.write(TEI[:500])
    handler.close_connection = True


class StandIn(ThreadingHTTPServer):
    """A GROBID server: isalive, and for each paper the next of the given answers, the last one for ever."""

    daemon_threads = True

    def __init__(self, answers: list[Answer]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answers, self.asked, self.bodies = answers, 0, list[bytes]()
        self.over = threading.Event()
        self.deaf = False  # isalive answers 503

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hung up is no matter here."""


def stand_in(handler: BaseHTTPRequestHandler) -> StandIn:
    assert isinstance(handler.server, StandIn)
    return handler.server


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        good = self.path == "/api/isalive" and not stand_in(self).deaf
        gives(200 if good else 404, b"true" if good else b"", "text/plain")(self)

    def do_POST(self) -> None:
        server = stand_in(self)
        server.bodies.append(self.rfile.read(int(self.headers["Content-Length"])))
        answer = server.answers[min(server.asked, len(server.answers) - 1)]
        server.asked += 1
        assert self.path == "/api/processFulltextDocument"
        answer(self)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is printed."""


@pytest.fixture
def grobid() -> Iterator[Callable[..., StandIn]]:
    """Starts a stand-in with the given answers."""
    running: list[StandIn] = []

    def start(*answers: Answer) -> StandIn:
        server = StandIn(list(answers))
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        running.append(server)
        return server

    yield start
    for server in running:
        server.over.set()
        server.shutdown()
        server.server_close()


def test_a_pdf_becomes_the_tei_that_the_server_gives(grobid: Callable[..., StandIn]) -> None:
    """The paper is sent once, with its bytes and its name, and nobody else's catalogue is asked."""
    server = grobid(gives(200, TEI))

    assert Grobid(server.url).tei("paper.pdf", PDF) == TEI
    assert len(server.bodies) == 1 and PDF in server.bodies[0]
    assert b"paper.pdf" in server.bodies[0] and b"includeRawCitations" in server.bodies[0]
    assert b"consolidate" not in server.bodies[0]


def test_letters_beyond_ascii_come_back_as_they_are(grobid: Callable[..., StandIn]) -> None:
    """GROBID writes UTF-8 and does not always say so."""
    tei = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><p>Łódź, naïve, β-test “q”</p></TEI>'.encode()

    assert Grobid(grobid(gives(200, tei, "text/xml")).url).tei("a.pdf", PDF) == tei


def test_a_busy_server_is_asked_again_after_a_pause(grobid: Callable[..., StandIn]) -> None:
    """GROBID says 503 when all of its engines work."""
    server, pauses = grobid(gives(503), gives(503), gives(200, TEI)), list[float]()

    assert Grobid(server.url, pause=pauses.append).tei("a.pdf", PDF) == TEI
    assert server.asked == 3 and pauses == sorted(pauses) and len(pauses) == 2


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (gives(503), "no answer.*busy"),
        (breaks_off, "no answer.*no connection"),
        (gives(204), "no text in the PDF"),
        (gives(500, b"[BAD_INPUT_DATA] PDF to XML conversion failed"), r"status 500: \[BAD_INPUT_DATA\]"),
        (gives(400, b"no file"), "status 400: no file"),
        (gives(404, b"<html>gone</html>"), "status 404.*address is GROBID's"),
        (gives(401), "lets nobody in"),
        (gives(302), "status 302"),
        (gives(200, b"<html><body>Welcome to nginx</body></html>", "text/html"), "no TEI"),
        (gives(200, b"\x00\xff\xfe garbage"), "no TEI"),
        (gives(200), "no TEI"),
    ],
)
def test_what_is_no_tei_is_one_sentence(grobid: Callable[..., StandIn], answer: Answer, said: str) -> None:
    """The sentence names the file and the server, and says how to read the PDF without it."""
    server = grobid(answer)

    with pytest.raises(UnreadableDocument, match=said) as raised:
        Grobid(server.url, pause=lambda seconds: None).tei("paper.pdf", PDF)

    sentence = str(raised.value)
    assert sentence.startswith("paper.pdf: ") and server.url in sentence and "unset CONCORD_GROBID_URL" in sentence
    assert "\n" not in sentence and server.asked <= 3


@pytest.mark.parametrize("answer", [hangs, trickles])
def test_a_server_that_hangs_is_left_in_time(grobid: Callable[..., StandIn], answer: Answer) -> None:
    """All tries together take no longer than they may, whatever the server does with the connection."""
    start = time.monotonic()

    with pytest.raises(UnreadableDocument, match="took too long"):
        Grobid(grobid(answer).url, seconds=1.0).tei("paper.pdf", PDF)

    assert time.monotonic() - start < 5


def test_a_server_that_is_not_there_is_not_waited_for_twice(grobid: Callable[..., StandIn]) -> None:
    """A folder of PDFs and a server that is down: the first file tries three times, the others once each."""
    server = grobid(gives(503))
    client, pauses = Grobid(server.url, pause=lambda seconds: pauses.append(seconds)), list[float]()
    for name in ("a.pdf", "b.pdf", "c.pdf"):
        with pytest.raises(UnreadableDocument):
            client.tei(name, PDF)

    assert server.asked == 5 and len(pauses) == 2

    server.answers = [gives(200, TEI)]
    assert client.tei("d.pdf", PDF) == TEI


def test_a_hung_server_does_not_cost_its_time_for_every_file(grobid: Callable[..., StandIn]) -> None:
    """After the first file it is asked for a sign of life, and without one nothing more is sent."""
    server = grobid(hangs)
    client = Grobid(server.url, seconds=0.5)
    with pytest.raises(UnreadableDocument):
        client.tei("a.pdf", PDF)
    server.deaf = True
    with pytest.raises(UnreadableDocument, match="gave no answer"):
        client.tei("b.pdf", PDF)

    assert server.asked == 1


def test_a_server_that_is_not_grobid_is_named_without_its_page(grobid: Callable[..., StandIn]) -> None:
    """The HTML of some other server helps nobody; that the address may be wrong does."""
    page = b"<!DOCTYPE HTML>\n<html><head><title>Error</title></head><body>Unsupported method</body></html>"
    with pytest.raises(UnreadableDocument, match=r"status 501.*see that the address is GROBID's") as raised:
        Grobid(grobid(gives(501, page, "text/html")).url).tei("paper.pdf", PDF)

    assert "<" not in str(raised.value)


def test_the_client_leaves_the_logs_of_the_program_alone() -> None:
    """Its module sets the root logger to INFO, after which other libraries speak on standard error."""
    program = (
        "import logging; import concord.files.grobid_wire; "
        "print(logging.getLogger().level == logging.WARNING, logging.getLogger().handlers)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert (done.stdout, done.stderr) == ("True []\n", "")


def test_nothing_listens() -> None:
    """The sentence keeps the password of the address to itself."""
    with pytest.raises(UnreadableDocument, match="no connection") as raised:
        Grobid("http://ann:secret@127.0.0.1:9", pause=lambda seconds: None).tei("paper.pdf", PDF)

    assert "secret" not in str(raised.value) and "http://127.0.0.1:9 " in str(raised.value)


@pytest.mark.parametrize(
    "url", ["localhost:8070", "ftp://host", "http://", "file:///etc", "http://h:x", "http://h/?q=1"]
)
def test_an_address_that_is_none_is_refused_at_once(url: str) -> None:
    """A slip in the setting is told before a paper is sent anywhere."""
    with pytest.raises(BadInput, match="CONCORD_GROBID_URL"):
        checked(url)


def test_an_address_is_taken_as_people_write_it() -> None:
    """With a stroke at its end, or with the API's path."""
    assert checked(" http://host:8070/ ") == checked("http://host:8070/api/") == "http://host:8070"
    assert checked("") == "" and shown("https://a:b@host/grobid") == "https://host/grobid"


def test_a_knowledge_base_keeps_the_tei_and_never_sends_the_pdf_again(
    tmp_path: Path, grobid: Callable[..., StandIn]
) -> None:
    """What is kept is enough to make all again without the server; an unchanged PDF is known by its bytes."""
    server = grobid(gives(200, TEI), gives(500))
    where, settings = tmp_path / "kb.db", Settings(grobid_url=server.url)
    kb = KnowledgeBase(where, settings=settings)
    added = kb.add_bytes("paper.pdf", PDF)

    assert added.documents == ("paper.pdf",) and added.unreadable == ()
    assert kb.add_bytes("again.pdf", PDF).documents == () and server.asked == 1
    kb.close()

    alone = KnowledgeBase(where, settings=Settings())
    document = alone.corpus[0].documents[0]
    assert (document.format, document.name) == ("tei", "again.pdf")
    assert alone.add_bytes("paper.pdf", PDF).known == ("paper.pdf",)


def test_a_server_in_trouble_costs_its_pdfs_and_nothing_else(tmp_path: Path, grobid: Callable[..., StandIn]) -> None:
    """The PDF is one sentence; the paper beside it lands."""
    kb = KnowledgeBase(tmp_path / "kb.db", settings=Settings(grobid_url=grobid(gives(500, b"[NO_BLOCKS]")).url))
    added = kb.add_files([("paper.pdf", PDF), ("bees.tei.xml", TEI)])

    assert added.documents == ("bees.tei.xml",)
    assert len(added.unreadable) == 1 and "NO_BLOCKS" in added.unreadable[0]


def test_the_doctor_asks_whether_the_server_is_alive(
    tmp_path: Path, grobid: Callable[..., StandIn], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says so in either case, and without a server that PDFs are read by pypdfium2."""
    states = []
    for url in ("", grobid().url, "http://ann:secret@127.0.0.1:9"):
        monkeypatch.setenv("CONCORD_GROBID_URL", url)
        states.append(next(f for f in findings(str(tmp_path / "kb.db")) if f["what"] == "GROBID"))

    assert [f["state"] for f in states] == ["optional", "ok", "missing"]
    assert "secret" not in str(states)
    assert alive("http://127.0.0.1:9") is not None

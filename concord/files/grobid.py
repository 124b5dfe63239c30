"""PDFs through a running GROBID server: the bytes of a PDF become the bytes of a TEI file.

In: the address of a server (CONCORD_GROBID_URL) and one PDF. Out: TEI, which is what is then kept, so that a knowledge
base can be made again without the server. Raises UnreadableDocument, one sentence that names the server without its
password. Called by KnowledgeBase when it adds, and by `concord doctor`. There is no falling back to pypdfium2: who
names a server wants its reading, and a corpus read half by one and half by the other compares badly.
"""

from __future__ import annotations

import io
import threading
import time
from collections.abc import Callable
from typing import TypeVar
from urllib.parse import urlsplit

from corpus.errors import BadInput, UnreadableDocument

TRIES = 3
SECONDS = 180.0  # for one file, all tries and waits together
_PAUSES = (2.0, 6.0)  # seconds before the second and the third try
_MOST_BYTES = 50_000_000
_ALIVE_SECONDS = 3.0
_GRACE = 0.5  # seconds by which the call itself may notice that its time is over
_LATE = "it took too long"
_Answer = TypeVar("_Answer")
_OR_WITHOUT = "or unset CONCORD_GROBID_URL to read PDFs without it"


def checked(url: str) -> str:
    """The address of a server without what its pages add to it; "" for none. Raises BadInput when it is no address."""
    url = url.strip().rstrip("/").removesuffix("/api")
    if not url:
        return ""
    try:
        parts = urlsplit(url)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        good = False
    if not good or parts.query or parts.fragment:
        raise BadInput("CONCORD_GROBID_URL takes the address of a GROBID server, such as http://localhost:8070.")
    return url


def shown(url: str) -> str:
    """An address without name and password."""
    parts = urlsplit(url)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()


class Grobid:
    """One server. Safe to use from several threads, which wait for one another."""

    def __init__(self, url: str, *, seconds: float = SECONDS, pause: Callable[[float], None] = time.sleep) -> None:
        """Connects to nothing yet.

        Args:
            url: as given by checked().
            seconds: the most that one file may take, waits included.
        """
        self.url, self.seconds, self._pause = url, seconds, pause
        self._lock = threading.Lock()
        self._silent = False  # it did not answer the last file, so that it is asked for a sign of life before the next

    def tei(self, name: str, pdf: bytes) -> bytes:
        """The TEI of a PDF, in UTF-8.

        Raises:
            UnreadableDocument: the server cannot be reached in TRIES tries or `seconds`, answers an error, or answers
                what is no TEI.
        """
        with self._lock:
            end = time.monotonic() + self.seconds
            trouble = alive(self.url) if self._silent else None
            for pause in (*_PAUSES[: 0 if self._silent else TRIES - 1], None) if trouble is None else ():
                status, text, trouble = self._sent(name, pdf, end)
                if trouble is None:
                    self._silent = False
                    return self._accepted(name, status, text)
                if pause is None or time.monotonic() + pause >= end:
                    break
                self._pause(pause)
            self._silent = True
        reason = f"the GROBID server at {shown(self.url)} gave no answer ({trouble})"
        raise UnreadableDocument(name, reason, f"start it, look at its log, {_OR_WITHOUT}")

    def _sent(self, name: str, pdf: bytes, end: float) -> tuple[int, str, str | None]:
        """Status and words of the answer, and what broke the call, None when an answer came."""
        from concord.files.grobid_wire import Wire

        wire = Wire(self.url, _MOST_BYTES, end)
        stream = io.BytesIO(pdf)
        stream.name = name

        def send() -> tuple[int, str, str | None]:
            _, status, text = wire.process_pdf(
                "processFulltextDocument", stream, consolidate_header=False, include_raw_citations=True
            )
            return status, text or "", wire.trouble

        return _within(end, send) or (0, "", _LATE)

    def _accepted(self, name: str, status: int, text: str) -> bytes:
        """The answer as TEI, or what is wrong with it."""
        from corpus.read.sniff import xml_root

        server = f"the GROBID server at {shown(self.url)}"
        if status == 200:
            tei = text.encode("utf-8")
            if xml_root(tei) == "TEI":
                return tei
            reason, advice = f"{server} answered something that is no TEI", "see that the address is GROBID's"
        elif status == 204:
            reason, advice = f"{server} found no text in the PDF", "run OCR on it first"
        elif status in (401, 403):
            reason, advice = f"{server} lets nobody in (status {status})", "put http://name:password@... in its address"
        elif (status < 500 and status != 400) or text.lstrip().startswith("<"):  # a page for browsers, or a redirect
            reason, advice = f"{server} answered with status {status}", "see that the address is GROBID's"
        else:
            said = " ".join(text.split())[:160]
            reason = f"{server} cannot read it (status {status}{f': {said}' if said else ''})"
            advice = "look at the server's log"
        raise UnreadableDocument(name, reason, f"{advice}, {_OR_WITHOUT}")


def alive(url: str) -> str | None:
    """None when the server answers within a few seconds; else what is the matter, in a few words."""
    from concord.files.grobid_wire import Wire

    end = time.monotonic() + _ALIVE_SECONDS
    wire = Wire(url, _MOST_BYTES, end)

    def ask() -> str:
        try:
            answer, status = wire.get(wire.get_server_url("isalive"))
        except OSError:
            return wire.trouble or "there is no connection"
        good = status == 200 and answer.text.strip().lower() == "true"
        return "" if good else f"its answer is not GROBID's, status {status}"

    said = _within(end, ask)
    return _LATE if said is None else said or None


def _within(end: float, call: Callable[[], _Answer]) -> _Answer | None:
    """What a call gives, None when it is not over at the end, a time of time.monotonic().

    It runs in a thread of its own, because a server that trickles, a byte now and then, outlasts any timeout of a
    socket; such a thread is left to itself and ends with its connection.
    """
    done: list[_Answer] = []
    thread = threading.Thread(target=lambda: done.append(call()), name="grobid", daemon=True)
    thread.start()
    thread.join(max(0.0, end - time.monotonic()) + _GRACE)
    return done[0] if done else None

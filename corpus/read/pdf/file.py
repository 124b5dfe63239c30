"""Opening a PDF: its pages, or the one sentence why there are none.

In: the bytes of a PDF. Out: Pages. Raises UnreadableDocument for one that is damaged, locked, scanned or far too long.
Called by corpus.read.pdf. pdfium is not safe for threads: one lock guards all of it, and nothing of it outlives the
call.
"""

from __future__ import annotations

import threading
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from corpus.decode import tidy
from corpus.errors import UnreadableDocument
from corpus.read.pdf.glyphs import Run, runs_of

MOST_PAGES = 2_000
MOST_CHARACTERS = 8_000_000
_LEAST_LETTERS = 30  # a page; a scan has none, or those of a stamp
_ENOUGH_LETTERS = 200
_PASSWORD, _SECURITY = 4, 5  # FPDF_ERR_...
_LOCK = threading.Lock()
_AGAIN = "export the paper to PDF again, or add its text, Markdown or TEI"
_ALONE = "add the paper alone, without what surrounds it"


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its number from 1, its size in points, its runs as drawn, and all the text that pdfium gives for it."""

    number: int
    width: float
    height: float
    runs: tuple[Run, ...]
    text: str


def read_pages(name: str, data: bytes) -> list[Page]:
    """The pages of a PDF, without those that are broken in themselves.

    Raises:
        UnreadableDocument: damaged, locked by a password, without pages or text, over MOST_PAGES or MOST_CHARACTERS.
    """
    import pypdfium2

    with _LOCK:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            # pdfium may repeat the code of the file before, so a lock is believed where the file speaks of one.
            code = getattr(error, "err_code", None) if b"/Encrypt" in data else None
            raise _refused(name, code) from None
        with closing(document):
            pages = _pages(name, document)
    letters = sum(sum(map(str.isalpha, page.text)) for page in pages)
    if letters < min(_LEAST_LETTERS * len(pages), _ENOUGH_LETTERS):
        held = f"its {len(pages)} pages hold" if len(pages) > 1 else "its only page holds"
        reason = f"{held} pictures and hardly any text, so the PDF is a scan"
        raise UnreadableDocument(name, reason, "run OCR on it first (ocrmypdf, for one) and add the result")
    return pages


def _pages(name: str, document: Any) -> list[Page]:
    import pypdfium2

    count, total = len(document), 0
    if not count:
        raise UnreadableDocument(name, "the PDF has no pages", _AGAIN)
    if count > MOST_PAGES:
        raise UnreadableDocument(name, f"the PDF has {count:,} pages, more than {MOST_PAGES:,}", _ALONE)
    pages: list[Page] = []
    for index in range(count):
        try:
            pages.append(_page(document, index))
        except pypdfium2.PdfiumError:
            continue
        total += len(pages[-1].text)
        if total > MOST_CHARACTERS:
            raise UnreadableDocument(
                name, f"the PDF holds over {MOST_CHARACTERS // 1_000_000} million characters", _ALONE
            )
    if not pages:
        raise UnreadableDocument(name, "no page of the PDF can be opened, so it is damaged", _AGAIN)
    return pages


def _page(document: Any, index: int) -> Page:
    page = document[index]
    with closing(page), closing(page.get_textpage()) as text_page:
        runs, width, height = runs_of(text_page, page.get_cropbox())
        return Page(index + 1, width, height, tuple(runs), tidy(text_page.get_text_range()))


def _refused(name: str, code: int | None) -> UnreadableDocument:
    unlock = "save a copy without it and add that"
    if code == _PASSWORD:
        return UnreadableDocument(name, "the PDF is locked by a password", unlock)
    if code == _SECURITY:
        return UnreadableDocument(name, "the PDF is locked in a way that this program cannot open", unlock)
    return UnreadableDocument(name, "the PDF is damaged or broken off", _AGAIN)

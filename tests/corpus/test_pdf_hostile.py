"""PDFs that are damaged, locked, empty or made to harm: one sentence each, and never the end of the program."""

from __future__ import annotations

import io
import threading

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from corpus.errors import UnreadableDocument
from corpus.read import read
from corpus.read.pdf.file import MOST_PAGES
from tests.corpus.papers import pdf
from tests.corpus.papers.make import paper

WHOLE = pdf.written(paper(5))


def one_sentence(data: bytes) -> str:
    """What is said of a file that cannot be read."""
    with pytest.raises(UnreadableDocument) as raised:
        read("paper.pdf", data)
    sentence = str(raised.value)
    assert sentence.startswith("paper.pdf: ") and sentence.endswith(".") and "\n" not in sentence
    return sentence


def raw(*objects: bytes, root: int = 1) -> bytes:
    """A PDF of hand-written objects, numbered from 1."""
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    head = b"xref\n0 %d\n0000000000 65535 f \n%s" % (count, table)
    return out + head + b"trailer\n<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (count, root, len(out))


def drawn(encrypt: str | None = None, pages: int = 1, text: str = "") -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1, encrypt=encrypt)
    for _ in range(pages):
        canvas.rect(100, 100, 300, 500, fill=1)
        canvas.drawString(100, 700, text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


@pytest.mark.parametrize("tenth", range(10))
def test_a_pdf_that_breaks_off_is_told_or_read_as_far_as_it_goes(tenth: int) -> None:
    """pdfium finds the pages again that are whole; what it cannot open is one sentence."""
    data = WHOLE[: len(WHOLE) * tenth // 10] or b"%PDF"
    try:
        assert read("paper.pdf", data).text
    except UnreadableDocument:
        assert "PDF" in one_sentence(data) or "text" in one_sentence(data)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"%PDF-1.7\n" + bytes(range(256)) * 200, "damaged"),
        (b"%PDF-1.7\n%%EOF\n", "damaged"),
        (b"%PDF-1.4\n" + b"[" * 200_000 + b"]" * 200_000 + b"\n%%EOF\n", "damaged"),
        (b"%PDF-1.4\n" + b"<<" * 100_000 + b"\n%%EOF\n", "damaged"),
        (drawn(encrypt="secret"), "locked by a password"),
        (drawn(pages=3), "scan"),
        (drawn(pages=3, text="Page"), "scan"),
        (raw(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>"), "no pages|damaged"),
        (raw(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R]/Count 3>>"), "PDF"),
        (raw(b"<</Type/Catalog/Pages 1 0 R>>"), "PDF"),
        (raw(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", b"3 0 R"), "PDF"),
        (raw(b"<</Type/Catalog/Pages 2 0 R>>", b"[" * 50_000 + b"]" * 50_000), "PDF"),
    ],
    ids=range(12),
)
def test_what_cannot_be_read_is_one_sentence(data: bytes, said: str) -> None:
    """What is wrong with the file, and what its owner can do."""
    import re

    assert re.search(said, one_sentence(data))


def test_a_book_is_no_paper() -> None:
    """More pages than any review has are not read at all."""
    kids = b" ".join(b"%d 0 R" % (3 + n) for n in range(MOST_PAGES + 1))
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>"
    tree = b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, MOST_PAGES + 1)

    assert f"more than {MOST_PAGES:,}" in one_sentence(
        raw(b"<</Type/Catalog/Pages 2 0 R>>", tree, *[page] * (MOST_PAGES + 1))
    )


def test_forms_that_draw_themselves_end() -> None:
    """A form that calls itself, and one that calls the next ten times, are cut off and not followed for ever."""
    font = b"<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>/XObject<</X 4 0 R>>>>"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R/Resources %s>>" % font
    form = b"<</Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources %s/Length 5>>stream\n/X Do\nendstream" % font
    text = b"/X Do BT /F1 10 Tf 50 700 Td (A line of words.) Tj ET"
    contents = b"<</Length %d>>stream\n%s\nendstream" % (len(text), text)

    one_sentence(raw(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page, form, contents))


def test_a_pdf_behind_other_bytes_is_still_one() -> None:
    """Mail programs and scanners put a few bytes before the header."""
    assert read("paper.pdf", b"\r\n--boundary\r\n\r\n" + WHOLE).format == "pdf"


def test_threads_read_one_after_the_other() -> None:
    """pdfium is not safe for threads; the reader is."""
    wanted = read("paper.pdf", WHOLE).text
    got: list[str] = []
    threads = [threading.Thread(target=lambda: got.append(read("paper.pdf", WHOLE).text)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert got == [wanted] * 4

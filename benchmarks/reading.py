"""How fast TEI is read, in times of the bare lxml parse of the same files, beside two other parsers in one run.

    python -m benchmarks.reading [FILE or FOLDER ...]

Reads the GROBID full texts that every one of them can read; without an argument those of ../shared/real/tei, and
without these the sample corpus. A parser that is not installed is left out. Then the growth with size: one paper whose
text is repeated 1, 2, 4 ... times. Times are the best of five runs, of this process alone.
"""

from __future__ import annotations

import io
import re
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from lxml import etree

from corpus.read import read
from corpus.read.safe_xml import LARGEST_XML

SHARED = Path(__file__).resolve().parents[2] / "shared"
SAMPLE = Path(__file__).resolve().parents[1] / "data" / "sample_corpus" / "documents"
RUNS = 5
Reader = Callable[[bytes], object]


def main(paths: Sequence[str]) -> int:
    default = SHARED / "real" / "tei" if (SHARED / "real" / "tei").is_dir() else SAMPLE
    given = [Path(path) for path in paths] or [default]
    readers = dict(installed())
    files = [data for data in (file.read_bytes() for file in files_in(given)) if all_read(data, readers)]
    if not files:
        print("no TEI file that every parser reads")
        return 1
    size = sum(map(len, files)) / 1e6
    print(f"{len(files)} TEI files that every parser reads, {size:.1f} MB")
    bare = best(readers["lxml.etree.fromstring"], files)
    for name, reader in readers.items():
        seconds = best(reader, files)
        print(f"  {name:<36} {seconds * 1000:8.1f} ms  {size / seconds:7.1f} MB/s  {seconds / bare:6.1f} times bare")
    grow(max((data for data in files if len(data) < LARGEST_XML / 40), key=len), readers)
    return 0


def installed() -> Iterator[tuple[str, Reader]]:
    """The parsers at hand, the bare one first."""
    yield "lxml.etree.fromstring", etree.fromstring
    yield "Concord, the whole Document", lambda data: read("paper.xml", data)
    try:
        from grobid_tei_xml import parse_document_xml
    except ImportError:
        print("grobid_tei_xml is not installed: left out")
    else:
        yield "grobid_tei_xml (no structure)", lambda data: parse_document_xml(data.decode())
    try:
        from grobid_client.format.TEI2LossyJSON import TEI2LossyJSONConverter
    except ImportError:
        print("grobid-client-python is not installed: left out")
    else:
        converter = TEI2LossyJSONConverter()
        yield "grobid-client-python, JSON", lambda data: converter.convert_tei_file(io.BytesIO(data))


def files_in(paths: Sequence[Path]) -> list[Path]:
    return sorted(file for path in paths for file in (path.rglob("*") if path.is_dir() else [path]) if file.is_file())


def all_read(data: bytes, readers: dict[str, Reader]) -> bool:
    """Whether a file is a GROBID full text that no parser stumbles over."""
    if b"<TEI" not in data[:4000] or b"<body" not in data:
        return False
    try:
        return all(reader(data) is not None for reader in readers.values())
    except Exception:
        return False


def best(reader: Reader, files: Sequence[bytes]) -> float:
    """Seconds of this process for all files, of each the best of some runs, so that other programs count for little."""
    return sum(min(_seconds(reader, data) for _ in range(RUNS)) for data in files)


def _seconds(reader: Reader, data: bytes) -> float:
    start = time.process_time()
    reader(data)
    return time.process_time() - start


def grow(data: bytes, readers: dict[str, Reader]) -> None:
    """The cost for each MB of one paper whose text, body and bibliography, is repeated: it is to stay as it is.

    Each repetition has ids of its own: with ids twice a file is no longer XML, and would be read as damaged.
    """
    print("growth: one paper, its text repeated")
    text = re.search(rb"<text[^>]*>(.*)</text>", data, re.DOTALL)
    if text is None:
        return
    first = None
    for times in (1, 2, 4, 8, 16):
        again = [text.group(1).replace(b'xml:id="', b'xml:id="r%d-' % number) for number in range(times)]
        longer = data[: text.start(1)] + b"".join(again) + data[text.end(1) :]
        if len(longer) > LARGEST_XML:
            break
        seconds = best(readers["Concord, the whole Document"], [longer])
        cost = seconds / len(longer) * 1e9
        first = first or cost
        print(f"  {len(longer) / 1e6:6.2f} MB  {seconds:7.3f} s  {cost:6.0f} ns a byte  {cost / first:5.2f} times")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

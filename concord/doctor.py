"""What is installed, what is missing, and how to get it.

In: the address of a knowledge base. Out: one record a finding: {what, state, detail, advice}. Called by `concord
doctor`.
state: "ok", "missing" (Concord cannot work) or "optional" (something extra is not there).
"""

from __future__ import annotations

import platform
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, requires, version
from importlib.util import find_spec
from pathlib import Path

from concord import codebooks, log, resources, rooms, serving
from concord.files import grobid
from concord.settings import read_settings
from concord.store import dialects
from corpus.errors import ConcordError

Finding = dict[str, str]
DISTRIBUTION = "concord-synthesis"
INSTALL = f"pip install --force-reinstall {DISTRIBUTION}"


def findings(where: str) -> list[Finding]:
    """Everything that was looked at, in a fixed order."""
    found = [_python(), *_packages(), _postgres()]
    found += [
        _try("language model", INSTALL, lambda: f"{resources.language().nlp.meta['name']}, loads"),
        _try("embedding", INSTALL, lambda: f"{resources.embedding()(['word']).shape[1]} dimensions, loads"),
        _try("codebooks", INSTALL, lambda: ", ".join(_parsed_codebooks())),
        _try("sample corpus", INSTALL, lambda: f"{len(resources.sample_corpus())} files"),
        _try("dashboard", INSTALL, _dashboard),
        _try("PDF reader", INSTALL, _pdf_reader),
        _grobid(),
        _sign_in(),
        _store(where),
    ]
    return found


def _finding(what: str, state: str, detail: str, advice: str = "") -> Finding:
    return {"what": what, "state": state, "detail": detail, "advice": advice}


def _python() -> Finding:
    good = (3, 11) <= sys.version_info[:2] <= (3, 13)
    return _finding(
        "Python", "ok" if good else "missing", platform.python_version(), "" if good else "use Python 3.11 to 3.13"
    )


def _packages() -> Iterator[Finding]:
    try:
        own = version(DISTRIBUTION)
        needed = [line for line in requires(DISTRIBUTION) or () if "extra ==" not in line]
    except PackageNotFoundError:
        yield _finding("Concord", "missing", "runs from a folder that is not installed", "pip install -e .")
        return
    yield _finding("Concord", "ok", own)
    for line in sorted(needed):
        name = line.split(";")[0].strip()
        for sign in "<>=!~[ ":
            name = name.split(sign)[0]
        try:
            yield _finding(name, "ok", version(name))
        except PackageNotFoundError:
            yield _finding(name, "missing", f"needed: {line}", f"pip install '{line}'")


def _postgres() -> Finding:
    name, install = "PostgreSQL (psycopg)", f"pip install '{DISTRIBUTION}[postgres]'"
    if not find_spec("psycopg"):
        return _finding(name, "optional", "not installed; a team needs it", install)
    try:
        import psycopg
    except ImportError as error:  # psycopg without the library of PostgreSQL's own client
        return _finding(name, "optional", f"cannot be loaded ({str(error).splitlines()[0]})", install)
    return _finding(name, "ok", f"{version('psycopg')}, {psycopg.pq.__impl__}, loads")


def _try(what: str, advice: str, look: Callable[[], str]) -> Finding:
    try:
        return _finding(what, "ok", look())
    except (ConcordError, ImportError, OSError, ValueError) as error:
        return _finding(what, "missing", str(error), advice)


def _parsed_codebooks() -> list[str]:
    return [codebooks.parsed(codebooks.texts_of(name)).name for name in resources.bundled_codebooks()]


def _dashboard() -> str:
    rooms.check(("dashboard",))
    app = rooms.HOME / "dashboard" / "app.py"
    if not Path(app).is_file():
        raise OSError(f"{app} is missing")
    return "is there"


def _pdf_reader() -> str:
    import pypdfium2

    pypdfium2.PdfDocument.new().close()
    return f"pdfium {pypdfium2.PDFIUM_INFO}, loads"


def _grobid() -> Finding:
    try:
        url = read_settings().grobid_url
    except ConcordError as error:
        return _finding("GROBID", "missing", str(error), "correct it, or unset it")
    if not url:
        detail = "no server is named; pypdfium2 reads PDFs"
        return _finding("GROBID", "optional", detail, "CONCORD_GROBID_URL=http://localhost:8070, for one")
    trouble = grobid.alive(url)
    if trouble is None:
        return _finding("GROBID", "ok", f"{grobid.shown(url)} answers")
    detail = f"{grobid.shown(url)} cannot be used ({trouble})"
    return _finding("GROBID", "missing", detail, "start it, correct the address, or unset CONCORD_GROBID_URL")


def _sign_in() -> Finding:
    """How people come to a served dashboard; what is in the files is checked and not told."""
    try:
        settings = read_settings()
        way_in = serving.door("localhost", auth=settings.auth, roles=settings.roles)
    except ConcordError as error:
        return _finding("sign-in", "missing", str(error), "docs/security.md shows such a file")
    if way_in.secrets is None:
        detail = "none is set up; the dashboard is for this machine alone"
        return _finding("sign-in", "optional", detail, "docs/security.md says how a team serves it")
    detail = f"{way_in.secrets}, as {way_in.names[0]}; roles by {way_in.roles}"
    return _finding("sign-in", "ok", detail, " ".join(way_in.notes))


def _store(where: str) -> Finding:
    from concord.store.store import Store

    name = f"knowledge base {where}" if "://" not in where else "knowledge base"
    try:
        url = dialects.address(where)
        if not dialects.exists(url):
            return _finding(name, "optional", "not made yet", f"concord add FILE... --kb {dialects.shown(url)}")
        store = Store(where)
        about, documents, decisions = store.about(), store.state().documents, log.entries(store)
    except ConcordError as error:
        return _finding(name, "missing", str(error), "give another path with --kb")
    if broken := log.verify(decisions):
        return _finding(name, "missing", broken, "compare it with your last copy")
    return _finding(name, "ok", f"{about}; {len(documents)} documents, {len(decisions)} decisions")

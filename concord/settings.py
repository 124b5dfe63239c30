"""What the surroundings say: environment variables, read in one place.

In: the environment. Out: a frozen Settings. Called by the command line, the dashboard and KnowledgeBase. Options of a
command outrank the environment, and the environment outranks the defaults.

CONCORD_KB               the knowledge base: a path (SQLite) or a postgresql:// address; concord.db
CONCORD_USER             the name that decisions are signed with; the name you are logged in with
CONCORD_CODEBOOK         codebook of a new knowledge base: a bundled name or a file; chosen by each study's own words
CONCORD_MAX_MB           largest paper that is read, in megabytes; 50, which is also the most
CONCORD_BUSY_SECONDS     how long to wait for another program that writes; 30
CONCORD_PARSE_SECONDS    longest time that reading one file may take; 60, and 0 sets no limit
CONCORD_PARSE_MB         most memory that reading one file may take, in megabytes; 2000, and 0 sets no limit
CONCORD_EXTRACT_SECONDS  longest time that finding the themes of one study may take; 600, and 0 sets no limit
CONCORD_EXTRACT_MB       most megabytes of memory that it may take; 4000, and 0 sets no limit
CONCORD_WORKERS          how many studies are worked on at once; one for each core, but no more than eight
CONCORD_GROBID_URL       a running GROBID server, http://localhost:8070, that reads PDFs; none, and pypdfium2 reads them
CONCORD_AUTH             the secrets file with the section [auth], by which people sign in to the dashboard; none
CONCORD_ROLES            the file with the table [concord.roles]; the secrets file itself
CONCORD_HOLD             0 derives everything with this version at once, and adopts nothing, for who works on it; 1
CONCORD_DEBUG            1 shows tracebacks of faults in Concord itself; 0
"""

from __future__ import annotations

import getpass
import os
from collections.abc import Mapping
from dataclasses import dataclass

from concord.files.grobid import checked
from corpus.errors import BadInput

DEFAULT_KB = "concord.db"
MOST_BYTES = 50_000_000  # what corpus.read takes


@dataclass(frozen=True, slots=True)
class Settings:
    """codebook: None lets each study's own words choose. max_bytes: of one file. busy_seconds: at least 0.

    parse_seconds, parse_bytes: what the reading of one file may take of time and memory; 0 sets no limit.
    extract_seconds, extract_bytes: the same for finding the themes of one study.
    workers: how many studies are worked on at once; 0 takes one for each core, but no more than eight.
    hold: whether a knowledge base goes on with what the program that it is held at has read, until another is adopted.
    """

    kb: str = DEFAULT_KB
    user: str = "reviewer"
    codebook: str | None = None
    max_bytes: int = MOST_BYTES
    busy_seconds: float = 30.0
    parse_seconds: float = 60.0
    parse_bytes: int = 2_000_000_000
    extract_seconds: float = 600.0
    extract_bytes: int = 4_000_000_000
    workers: int = 0
    grobid_url: str = ""
    hold: bool = True
    auth: str = ""
    roles: str = ""
    debug: bool = False


def read_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """The settings of this process. Raises BadInput when a number or an address is none."""
    env = os.environ if environ is None else environ
    return Settings(
        kb=env.get("CONCORD_KB", "").strip() or DEFAULT_KB,
        user=env.get("CONCORD_USER", "").strip() or _login_name(),
        codebook=env.get("CONCORD_CODEBOOK", "").strip() or None,
        max_bytes=min(int(_number(env, "CONCORD_MAX_MB", 50.0) * 1_000_000), MOST_BYTES),
        busy_seconds=_number(env, "CONCORD_BUSY_SECONDS", 30.0),
        parse_seconds=_number(env, "CONCORD_PARSE_SECONDS", 60.0),
        parse_bytes=int(_number(env, "CONCORD_PARSE_MB", 2000.0) * 1_000_000),
        extract_seconds=_number(env, "CONCORD_EXTRACT_SECONDS", 600.0),
        extract_bytes=int(_number(env, "CONCORD_EXTRACT_MB", 4000.0) * 1_000_000),
        workers=int(_number(env, "CONCORD_WORKERS", 0.0)),
        grobid_url=checked(env.get("CONCORD_GROBID_URL", "")),
        auth=env.get("CONCORD_AUTH", "").strip(),
        roles=env.get("CONCORD_ROLES", "").strip(),
        hold=env.get("CONCORD_HOLD", "") != "0",
        debug=env.get("CONCORD_DEBUG", "") not in ("", "0"),
    )


def _login_name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no such account: a container with a bare user number
        return "reviewer"


def _number(env: Mapping[str, str], name: str, default: float) -> float:
    raw = env.get(name, "").strip()
    try:
        value = float(raw) if raw else default
    except ValueError:
        value = -1.0
    if not 0 <= value < 1e9:
        raise BadInput(f"{name} takes a number from 0 up, not {raw!r}.")
    return value

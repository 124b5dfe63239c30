"""kill -9 at random moments of every kind of work, on both databases; afterwards nothing acknowledged may be missing.

    python -m benchmarks.durability [--kills N] [--store sqlite|postgresql] [--seed N]    N kills on each [300]

After each kill the store opens, holds every acknowledged decision, document, code and snapshot, no half addition, and
`concord verify` finds nothing; every eighth time everything is derived anew and compared. Of the kills on PostgreSQL
some are of the server, whole or one of its processes. A file that was being written is the old one or the new one.
"""

from __future__ import annotations

import argparse
import signal
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from benchmarks.durability_rounds import Files, Rounds, Tally
from benchmarks.durability_server import Server, server

KINDS = ("sqlite", "postgresql")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=300, help="on each database")
    parser.add_argument("--store", choices=KINDS, action="append")
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that a server of its own ends with it
    wanted = given.store or KINDS
    troubles = 0
    if "sqlite" in wanted:
        troubles += told("SQLite", None, given.kills, given.seed)
    if "postgresql" in wanted:
        with server() as found:
            if found is None:
                print("PostgreSQL: not there (pip install '.[test]', or TEST_PG_URL)", file=sys.stderr)
                return 1
            troubles += told("PostgreSQL", found, given.kills, given.seed)
    return int(troubles > 0)


def told(name: str, found: Server | None, kills: int, seed: int) -> int:
    """Runs the rounds of one database and prints what was counted; returns the number of troubles."""
    began = time.monotonic()
    tally = killed(found, kills, seed)
    print(f"\n{name}: {sum(tally.kills.values())} kills in {time.monotonic() - began:.0f} s")
    print("  killed while at:     ", _counted(tally.kills))
    print("  acknowledged:        ", _counted(tally.acknowledged))
    print(f"  kept before they could be acknowledged: {tally.unsaid} calls; done before their moment: {tally.ended}")
    print(f"  looked at afterwards: {_counted(tally.looks)}; slowest opening {tally.slowest_open:.2f} s")
    print(f"  seconds of a whole run: {_counted({k: round(v, 1) for k, v in tally.spans.items()})}")
    print(f"  troubles:             {len(tally.troubles)}")
    for trouble in tally.troubles[:20]:
        print(f"    {trouble}")
    sys.stdout.flush()
    return len(tally.troubles)


def killed(found: Server | None, kills: int, seed: int) -> Tally:
    """The rounds of SQLite (no server) or of PostgreSQL."""
    with tempfile.TemporaryDirectory(prefix="kills") as folder:
        rounds = Rounds(found or Files(Path(folder)), Path(folder), seed, found)
        try:
            return rounds.run(kills)
        finally:
            rounds.close()


def _counted(counts: Mapping[str, float]) -> str:
    return ", ".join(f"{name} {number}" for name, number in sorted(counts.items())) or "nothing"


if __name__ == "__main__":
    sys.exit(main())

"""A line that cuts, delays, repeats, garbles and refuses at random: every sale of the script arrives exactly once.

python -m bench line [--sales 2000] [--seed 3]
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Final

from bench.fault_proxy import FaultProxy, steady, weather
from bench.rehearsal import prepare, sell
from posapp.commands.verify import check

GOALS: Final = {"missing or doubled": 0}
MOST_TRIES: Final = 20_000
BAD = weather(ok=50, cut_request=12, cut_answer=14, twice=14, garble=6, refuse=8, captive=4, late=3)
SHARE: Final = 20
"""Sales between two tries; each try sends what waits in batches."""


def main(argv: list[str] | None = None) -> int:
    """Exit code 1 when the hub does not hold exactly what the till sold."""
    parser = argparse.ArgumentParser(
        prog="bench line", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--sales", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=3)
    given = parser.parse_args(argv)
    folder = Path(tempfile.mkdtemp(prefix="line-"))
    rehearsal = prepare(folder, given.sales)
    proxy = FaultProxy(rehearsal.hub.url, steady("ok"), given.seed)
    try:
        world = rehearsal.world()
        engine = world.tills["1"].running.engine
        engine.hub.url = proxy.url
        proxy.choose = BAD
        sold = 0

        def one(_ref: str, _receipt: str) -> None:
            nonlocal sold
            sold += 1
            if sold % SHARE == 0:
                engine.sync()

        sell(world, rehearsal.steps, one)
        tries = 0
        journal = world.tills["1"].running.till.journal
        while journal.unsent_count() and tries < MOST_TRIES:
            engine.sync()
            tries += 1
        engine.hub.url = rehearsal.hub.url
        checked = check(world.tills["1"].running, online=True)
        hub = checked["hub"]
        print(f"{sold} sales, requests by fate {dict(sorted(proxy.seen.items()))}")
        print(f"till {checked['sales']} sales {checked['total']}, hub {hub['sales']} sales {hub['total']}")
        print(f"equal by day: {hub['equal']}, parked {len(journal.parked())}, unsent {journal.unsent_count()}")
        exact = checked["ok"] and not journal.parked() and sold == hub["sales"]
        world.close()
        return 0 if exact else 1
    finally:
        proxy.close()
        rehearsal.hub.stop()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())

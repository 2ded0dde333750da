"""Every page of reports over a year of 200,000 receipts is there within a second.

    python -m bench reports [--sales N] [--days N] [--rounds N] [--dir DIR]

A till's file with so many sales, which nobody has read yet. The first look adds all of them up, which is said apart: it
happens once, a little at a time while the till is idle, since each later look adds what came since. Then each cut of
the whole year, the receipts behind a figure of each kind, and the log are asked for as the pages ask; judged is the
slowest of them at its median, by the processor's time of its thread: on a crowded machine the clock says how crowded
it is.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Final

from bench.backlog import queue_up
from bench.commit import KEY
from hub.clock import system_clock
from posapp.app import App
from posapp.devices.clock import SystemClock
from posapp.domain.figures import Selection
from posapp.domain.money import currency
from posapp.domain.report import CUTS, Behind
from posapp.domain.staff import MANAGER, Role, Staff
from posapp.domain.store import Store
from posapp.domain.times import to_text
from posapp.storage.catalog import Catalog
from posapp.storage.enrolment import Enrolment
from posapp.storage.till import open_till
from posapp.usecases.audit import Wanted

GOALS: Final = {"slowest page over a year, seconds": 1.0}
READER: Final = Staff("m1", "Bench", Role(MANAGER))


def pages(app: App, year: Selection) -> dict[str, Callable[[], object]]:
    """What is asked, by its name."""
    reports, found = app.reports, dict[str, Callable[[], object]]()
    for cut in CUTS:
        found[f"report {cut}"] = partial(reports.report, cut, year, "zh")
    for behind in (
        Behind(year),
        Behind(year, "discount", "promotion"),
        Behind(year, "tender", "cash"),
        Behind(year, "tax", "13@13000"),
        Behind(year, "category", "none of them"),
        Behind(Selection(year.first, year.last, hour=3)),
        Behind(Selection(year.last, year.last)),
    ):
        asked = behind.selection
        found[f"behind {behind.measure} {behind.name} {asked.hour or asked.first}"] = partial(reports.receipts, behind)
    found["the log behind a figure"] = partial(app.audit.behind, Behind(year, "no_sale"), "zh")
    found["the dashboard"] = lambda: app.dashboards.today()
    found["the log"] = lambda: app.audit.page(Wanted(), "zh")
    found["the log, a word that is not there"] = lambda: app.audit.page(Wanted(text='"no such word"'), "zh")
    return found


def main(argv: list[str] | None = None) -> int:
    """Measure; exit code 1 when the goal is missed."""
    parser = argparse.ArgumentParser(
        prog="bench reports", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sales", type=int, default=200_000)
    parser.add_argument("--days", type=int, default=365)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--dir", type=Path, help="scratch folder, on the disk to be measured")
    given = parser.parse_args(argv)
    with tempfile.TemporaryDirectory(prefix="reports-", dir=given.dir) as name:
        folder, now = Path(name), system_clock()
        told = Enrolment("S1-1-bench", "S1", "1", "http://127.0.0.1:9", "none")
        store = open_till(folder, KEY)
        store.enrolment.save(told)
        store.settings.apply([Store("S1", "Bench", currency("CNY"), "Asia/Shanghai")], 1, "bench", to_text(now))
        store.close()
        queue_up(folder, told, given.sales, now - timedelta(days=given.days), given.days)
        store, catalog = open_till(folder, KEY), None
        try:
            catalog = Catalog(folder / "catalog.db", store.changes, KEY)
            app = App(store, catalog, SystemClock(), lambda job: job())
            app.sign_in.enter(READER)
            at_work = time.thread_time()
            store.figures.tally("Asia/Shanghai")
            print(f"{given.sales:,} receipts added up in {time.thread_time() - at_work:.1f} s of the processor, once")
            return measure(app, given.rounds)
        finally:
            if catalog is not None:
                catalog.close()
            store.close()


def measure(app: App, rounds: int) -> int:
    """Each page so many times."""
    dates = app.till.sales.business_dates()
    worst = 0.0
    for name, ask in pages(app, Selection(dates[0], dates[-1])).items():
        took, own = [], []
        for _ in range(rounds):
            began, at_work = time.perf_counter(), time.thread_time()
            ask()
            took.append(time.perf_counter() - began)
            own.append(time.thread_time() - at_work)
        worst = max(worst, statistics.median(own))
        print(f"{name:40} own {statistics.median(own):6.3f} s, by the clock {statistics.median(took):6.3f}", flush=True)
    (goal,) = GOALS.values()
    print(f"slowest {worst:.3f} s (goal {goal:g} s): {'met' if worst <= goal else 'MISSED'}")
    return int(worst > goal)


if __name__ == "__main__":
    sys.exit(main())

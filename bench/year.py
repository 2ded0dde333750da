"""A year of real trade closes: baskets of ten stores, day by day, each day a shift with a blind count and a Z.

    python -m bench year [--stores N] [--first N] [--baskets N] [--dir DIR] [--data DIR]

The baskets of `complete_journey/transactions.parquet` are rung up as bench/baskets.py says. Each night the drawer
is counted as the source says what was paid in cash, so every Z must come to a difference of 0.00. Then the books are
opened: each Z's identities hold, the figures of each day and department are those of the source, to the cent, `verify`
finds nothing, and the hub has the same. Baskets below zero are no sale and are named.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import os
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any, Final

from bench.baskets import STAFF, Basket, Goods, NotASale, Script, money, read_basket
from posapp.commands.hub_process import HubProcess
from posapp.commands.replay.run import run_script
from posapp.commands.till_parts import open_parts
from posapp.devices.clock import StoppedClock, SystemClock
from posapp.domain.errors import Refused
from posapp.domain.figures import Selection
from posapp.storage.verify import verify

GOALS: Final = {"Zs, days or departments that differ from the source, or are not sound": 0}
JOURNEY: Final = "data/complete_journey"
MANY: Final = 10_000
TRIES: Final = 20
NOT_READY: Final = ("hub_not_started", "hub_away")
Rows = dict[str, list[dict[str, Any]]]
"""The lines of each basket, in the order of its first moment."""


class Days(Script):
    """The steps, with a shift for each day; `taken` is the cash of the day under way."""

    def __init__(self, out: IO[str], goods: Goods) -> None:
        self._day, self._taken, self._sold = "", 0, 0
        super().__init__(out, goods)

    def _write(self, step: dict[str, Any]) -> None:
        if step.get("replay"):
            (role,) = step["shop"]["roles"]
            role["may"] = ["sell", "open_shift", "close_shift", "confirm_date"]
        if step["do"] != "open_shift" if "do" in step else True:
            super()._write(step)

    def ring_up(self, basket: Basket) -> None:
        """And the close of the day before, where this is another one."""
        day = basket.ts[:10]
        if day != self._day:
            self.close()
            self._day = day
            super()._write({"do": "clock", "till": "1", "set": self._moment(basket).isoformat()})
            super()._write({"do": "open_shift", "till": "1", "as": STAFF, "float": "0.00"})
        super().ring_up(basket)
        self._taken += basket.total - min(basket.vouchers, basket.total)
        self._sold += basket.total

    def close(self) -> None:
        """The count, and the Z that must come of it."""
        if self._day:
            expect = {"difference": "0.00", "report": {"total": money(self._sold), "sound": True}}
            super()._write({"do": "close_shift", "count": money(self._taken), "left": "0.00", "expect": expect})
        self._taken = self._sold = 0

    def _moment(self, basket: Basket) -> datetime:
        from bench.baskets import moment

        return max(self._clock, moment(basket.ts))


def journey(data: Path, stores: int, first: int) -> Iterator[tuple[str, Rows]]:
    """The busiest stores, each with its baskets."""
    import pyarrow.parquet as parquet  # type: ignore[import-untyped]

    table = parquet.read_table(data / "transactions.parquet").to_pylist()
    goods = {
        row["product_id"]: row
        for row in parquet.read_table(
            data / "products.parquet", columns=["product_id", "department", "product_type"]
        ).to_pylist()
    }
    busiest = [store for store, _ in Counter(row["store_id"] for row in table).most_common(first + stores)][first:]
    lines: dict[int, Rows] = {store: defaultdict(list) for store in busiest}
    for row in sorted(
        (row for row in table if row["store_id"] in lines), key=lambda row: (row["ts"], row["basket_id"])
    ):
        product = goods.get(row["product_id"], {})
        row["dept"], row["type"] = product.get("department"), product.get("product_type")
        lines[row["store_id"]][str(row["basket_id"])].append(row)
    for store in busiest:
        yield str(store), lines[store]


def as_text(store: str, number: str, lines: list[dict[str, Any]]) -> str:
    """A basket as bench/baskets.py reads it."""
    return json.dumps(
        {
            "basket": number,
            "store": store,
            "ts": lines[0]["ts"].isoformat(),
            "lines": [
                {
                    "sku": str(line["product_id"]),
                    "qty": line["quantity"],
                    "shelf": line["sales_cents"] + line["retail_disc_cents"] + line["coupon_match_cents"],
                    "member_disc": line["retail_disc_cents"],
                    "store_coupon": line["coupon_match_cents"],
                    "mfr_coupon": line["coupon_disc_cents"],
                    "dept": line["dept"] or "OTHER",
                    "type": line["type"],
                }
                for line in lines
            ],
        }
    )


class Told:
    """What the source says of a store: by day, and by day and department, in cents."""

    def __init__(self) -> None:
        self.days: Counter[str] = Counter()
        self.departments: Counter[tuple[str, str]] = Counter()
        self.left_out: list[str] = []
        self.baskets = 0

    def add(self, basket: Basket) -> None:
        """A basket that is sold."""
        self.baskets += 1
        day = basket.ts[:10]
        for line in basket.lines:
            self.days[day] += line.net
            self.departments[day, line.department] += line.net


def script_of(store: str, rows: Rows, most: int, target: Path) -> Told:
    """Write the script of a store."""
    told, baskets = Told(), list[Basket]()
    for number, lines in list(rows.items())[:most]:
        try:
            baskets.append(read_basket(as_text(store, number, lines)))
        except NotASale as reason:
            told.left_out.append(str(reason))
    goods = Goods(stores={store: "1"}, first=baskets[0].ts)
    for line in (line for basket in baskets for line in basket.lines):
        known = goods.products.get(line.sku)
        if known is None or known[2] is None:
            price = None if line.odd else line.amount // line.quantity
            goods.products[line.sku] = (line.name, line.department, price)
    with target.open("w", encoding="utf-8") as out:
        script = Days(out, goods)
        for basket in baskets:
            told.add(basket)
            script.ring_up(basket)
        script.close()
    return told


def differences(folder: Path, told: Told, stop: datetime) -> list[str]:
    """What the till's books say otherwise."""
    parts = open_parts(folder, StoppedClock(stop))
    found = list[str]()
    try:
        till, zone = parts.till, parts.app.desk.store.timezone
        closes = till.shifts.closes(MANY)
        by_day: Counter[str] = Counter()
        for closed in closes:
            report = till.shifts.z(closed).report
            by_day[report.business_date] += report.total
            if report.unsound or closed.difference:
                found.append(f"{closed.name}: {report.unsound} {closed.difference}")
        if sorted(closed.z for closed in closes) != list(range(1, len(told.days) + 1)):
            found.append("the Zs are not numbered without gaps")
        found += _apart("Z", by_day, told.days)
        days, departments = Counter[str](), Counter[tuple[str, str]]()
        for day, figures in till.figures.by(Selection(), "business_date", zone):
            days[str(day)] = figures.total
            departments.update({(str(day), c.category): c.net for c in figures.categories})
            if not figures.sound:
                found.append(f"{day}: {[check for check in figures.checks if not check.holds]}")
        found += _apart("day", days, told.days)
        found += _apart("department", departments, told.departments)
        if not verify(till).whole:
            found.append("verify finds fault")
    finally:
        parts.close()
    return found


def _apart(what: str, ours: Mapping[Any, int], theirs: Mapping[Any, int]) -> list[str]:
    keys = sorted(ours.keys() | theirs.keys())
    return [
        f"{what} {key}: {ours.get(key, 0)} / {theirs.get(key, 0)}"
        for key in keys
        if ours.get(key, 0) != theirs.get(key, 0)
    ]


class KeptHub(HubProcess):
    """Stays on between stages: it may build its first catalogue for longer than a till waits at enrolment."""

    def start(self, load: Path | None = None, port: int = 0, *, own_pages: bool = False) -> None:
        """The first time only."""
        if not self.url:
            super().start(load, port, own_pages=own_pages)

    def stop(self) -> None:
        """Not yet."""

    def end(self) -> None:
        """Now."""
        super().stop()


def replayed(folder: Path) -> tuple[Path, int]:
    """Where the script was replayed, and its exit code; begun again where the hub was not ready for its till."""
    for number in range(TRIES):
        place = folder / str(number)
        place.mkdir()
        hub, stage = KeptHub(place / "hub"), place / "stage"
        try:
            return stage, _begun(folder / "script.jsonl", stage, hub)
        except Refused as refused:
            if refused.code not in NOT_READY or number == TRIES - 1:
                raise
        finally:
            hub.end()
    raise AssertionError("the last try returns or raises")


def _begun(script: Path, stage: Path, hub: KeptHub) -> int:
    """Replayed at once, or once the till that was enrolled has fetched its goods."""
    try:
        return run_script(script, stage, summary=True, hub_in=lambda _folder: hub)
    except Refused as refused:
        if refused.code != "hub_not_started":
            raise
    parts = open_parts(stage / "till-1", SystemClock(), hub_url=hub.url)
    try:
        tries = (parts.engine.sync().state for _ in range(TRIES))
        if not any(state == "online" and parts.catalog.state == "ready" for state in tries):
            raise Refused("hub_away", hub=hub.url)
    finally:
        parts.close()
    return run_script(script, stage, summary=True, hub_in=lambda _folder: hub)


def main(argv: list[str] | None = None) -> int:
    """Ring the year up; exit code 1 when something differs."""
    parser = argparse.ArgumentParser(
        prog="bench year", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--stores", type=int, default=10)
    parser.add_argument("--first", type=int, default=0, help="leave out so many of the busiest")
    parser.add_argument("--baskets", type=int, default=10**9, help="of each store at most so many")
    parser.add_argument("--dir", type=Path, help="scratch folder")
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("POSAPP_SHARED", "../shared")) / JOURNEY)
    given = parser.parse_args(argv)
    wrong = 0
    for store, rows in journey(given.data, given.stores, given.first):
        with tempfile.TemporaryDirectory(prefix="year-", dir=given.dir) as name:
            folder, began = Path(name), time.perf_counter()
            told = script_of(store, rows, given.baskets, folder / "script.jsonl")
            said = io.StringIO()
            with contextlib.redirect_stdout(said):
                stage, code = replayed(folder)
            found = differences(stage / "till-1", told, datetime(2018, 1, 2, tzinfo=UTC))
            if code:
                found.append(f"replay: {said.getvalue()[-2000:]}")
            wrong += len(found)
            total = money(sum(told.days.values()))
            print(
                f"store {store}: {told.baskets} baskets, {len(told.days)} Zs, {total}, {len(told.left_out)} left out,"
                f" {len(found)} differences, {time.perf_counter() - began:.0f} s",
                flush=True,
            )
            for line in (*told.left_out[:3], *found[:10]):
                print(f"  {line}", flush=True)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

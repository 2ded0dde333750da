"""What no sale proves of the real returns, walked: a till's real counter takes the goods of each visit without a
receipt for store credit, or says why not."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from bench.commit import KEY, TILL
from hub.pinyin import all_readings
from hub.snapshot import Goods, Heading, Rows, build
from posapp.app import App
from posapp.contract.feed_rows import SettingsRow
from posapp.contract.returns import ReturnAnswer
from posapp.devices.clock import StoppedClock
from posapp.domain.catalog import Product
from posapp.domain.errors import Refused
from posapp.domain.money import currency, divide
from posapp.domain.staff import MANAGER, Role, Staff
from posapp.domain.store import Store
from posapp.domain.tax import Tax
from posapp.storage.catalog import Catalog
from posapp.storage.till import open_till
from posapp.usecases.returns import Wish

_BOSS: Final = Staff("m1", "Bench", Role(MANAGER))
_PHONE: Final = "139{:08}"


class Unproved:
    """A till without a line that is told what head office would tell it: the lowest price of thirty days."""

    def __init__(self, folder: Path, prices: dict[str, int], begins: datetime, code: str) -> None:
        """`prices`: of each code a price on the shelf, in minor units of the currency `code`."""
        self._till, self._clock = open_till(folder, KEY), StoppedClock(begins)
        self._till.enrolment.save(TILL)
        at = begins.isoformat()
        shop = SettingsRow.of(Store("S1", "Bench", currency(code), "Europe/London"))
        self._till.copy("settings", [shop], (), 1, "e1", at)
        goods = [Goods(Product(sku, sku, sku, max(1, price), "20", "goods")) for sku, price in sorted(prices.items())]
        head = Heading("1", "S1", "e1", at, {"products": 1, "stock": 1})
        built = build(folder / "goods.zst", Rows(goods, (), (Tax("20", "rate", 20_000),), ()), head, all_readings())
        self._catalog = Catalog(folder / "catalog.db", key=KEY)
        self._catalog.install(built.path, store="S1", sha256=built.compressed_sha256, size=built.size)
        self._app = App(self._till, self._catalog, self._clock, lambda job: job())
        self._app.desk.settings_changed()
        self._app.sign_in.enter(_BOSS)
        self._app.shifts.open_shift(0)
        self._days = timedelta(days=self._app.desk.store.returns.price_days)
        self._sold: defaultdict[str, deque[tuple[datetime, int]]] = defaultdict(deque)
        self._owed: Counter[str] = Counter()

    def sold(self, sku: str, price: int, at: datetime) -> None:
        """The shop sold it at that price."""
        if price > 0:  # what is given away has no price
            self._sold[sku].append((at, price))

    def visit(self, rows: list[dict[str, Any]], at: datetime) -> list[str]:
        """What became of each line that one customer brings at once."""
        self._clock.set(max(at, self._clock.now()))
        try:
            self._app.shifts.check_date()
        except Refused:  # no hub says which day it is
            self._app.shifts.confirm_date(_BOSS)
        said = [self._bring(row, at) for row in rows]
        if self._app.desk.basket.cart.returns:
            self._app.payment.pay()
            sale = self._app.payment.complete()
            (credit,) = sale.tenders
            self._owed["store credit"] -= credit.amount
            self._owed["lines"] += sum(x.net for x in sale.back.lines) if sale.back is not None else 0
        return said

    def _bring(self, row: dict[str, Any], at: datetime) -> str:
        person = _PHONE.format(row["customer_id"]) if row["customer_id"] is not None else ""
        sku, wish = row["stock_code"], Wish(0, -row["quantity"] * 1000, "changed_mind")
        told = ReturnAnswer(lowest=self._lowest(sku, at))
        try:
            (line,) = self._app.no_receipt.take(wish, sku, person, told)
        except Refused as no:
            return f"without receipt, refused: {no.code}"
        paid = divide(-row["quantity"] * row["price_1000ths"], 10)
        return "without receipt: store credit" + (", lower than asked" if line.net < paid else "")

    def _lowest(self, sku: str, at: datetime) -> int | None:
        prices = self._sold[sku]
        while prices and prices[0][0] < at - self._days:
            prices.popleft()
        return min((price for _, price in prices), default=None)

    def close(self) -> tuple[int, int, int]:
        """What was given out as credit, what the goods were worth, and what the journal says: all the same."""
        from posapp.usecases.came_back import worth_of

        journal = sum(worth_of(self._till, seq) for seq in self._till.returns.of(""))
        self._catalog.close()
        self._till.close()
        return self._owed["store credit"], self._owed["lines"], journal

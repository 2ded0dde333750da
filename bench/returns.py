"""Real returns: a year of a web shop's sales as orders, every line that came back taken back in time order.

    python -m bench returns [--shared DIR] [--most N]

Sales of `data/online_retail/invoices_2010.parquet` are web orders. A return line succeeds where the same customer had
bought the same code at the same price before and enough is left over all such lines, the latest first; it may take back
of several orders, each with a journaled sale of its own in a till's real file, whose journal tells the next one what is
left. The others are named: another price, not enough left; those of which nothing was bought before, or by nobody
knows whom, go through a real till without a receipt, each invoice one visit (`returns_unproved`): store credit at the
lowest price of thirty days, three times a person in ninety days, or why not. The window is off. Goals: each that
should succeed gives back what was paid, to the penny, what came back of every order adds up to the sum of its returns,
and store credit, goods and journal of what nothing proves come to the same.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Final, NamedTuple

from bench.commit import DATE, KEY, SHIFT, STAFF, TILL
from bench.returns_unproved import Unproved
from posapp.contract.ops import SaleOp, decode_sale
from posapp.contract.translate_sold import Around, sold_of_order
from posapp.domain.cart import Cart, with_returns_of
from posapp.domain.exchange import NO_CREDIT, taken_back
from posapp.domain.money import divide, format_amount
from posapp.domain.order import Order, OrderLine, OrderTender
from posapp.domain.pricing.values import PricedCart
from posapp.domain.returning import back_of, refund_plan, with_returns
from posapp.domain.sale import SaleDraft
from posapp.domain.sold import ORDER, Sold
from posapp.domain.store import CashRounding
from posapp.domain.times import to_text
from posapp.storage.till import TillStore, open_till

GOALS: Final = {"wrong": 0, "totals apart": 0}
UNPROVED: Final = ("no customer", "never bought here before", "new customer")
CURRENCY: Final = "GBP"
COLUMNS: Final = ("invoice", "stock_code", "quantity", "ts", "customer_id", "price_1000ths", "is_return")
Key = tuple[int, str, int]


class Bought(NamedTuple):
    """A line of an order that may come back."""

    order: str
    line: int


@dataclass(slots=True)
class Shop:
    """The orders, what is left of each line, and the till that takes back."""

    till: TillStore
    orders: dict[str, Order] = field(default_factory=dict)
    bought: dict[Key, list[Bought]] = field(default_factory=lambda: defaultdict(list))
    codes: set[tuple[int, str]] = field(default_factory=set)
    customers: set[int] = field(default_factory=set)
    left: dict[Bought, int] = field(default_factory=dict)
    given: Counter[str] = field(default_factory=Counter)

    def sell(self, invoice: str, rows: list[dict[str, Any]], at: str) -> None:
        """One invoice is one order, paid by card."""
        lines = []
        for row in rows:
            amount = divide(row["price_1000ths"] * row["quantity"], 10)
            lines.append(OrderLine(row["stock_code"], row["quantity"] * 1000, amount))
            if row["customer_id"] is not None:
                key = (row["customer_id"], row["stock_code"], row["price_1000ths"])
                place = Bought(invoice, len(lines))
                self.bought[key].append(place)
                self.codes.add(key[:2])
                self.customers.add(key[0])
                self.left[place] = row["quantity"]
        tenders = (OrderTender("card", sum(line.amount for line in lines), invoice),)
        self.orders[invoice] = Order(invoice, "online", at, "HANDED_OVER", lines=tuple(lines), tenders=tenders)

    def take_back(self, row: dict[str, Any], at: str) -> str:
        """What became of a return line: "succeeded", "wrong", or why not."""
        wanted, customer = -row["quantity"], row["customer_id"]
        if wanted <= 0:
            return "refused: nothing comes back"
        if customer is None:
            return "no customer"
        key = (customer, row["stock_code"], row["price_1000ths"])
        places = self.bought.get(key, [])
        if not places:
            if key[:2] in self.codes:
                return "refused: bought at another price"
            return "never bought here before" if customer in self.customers else "new customer"
        if sum(self.left[place] for place in places) < wanted:
            return "refused: not so many left"
        due = divide(row["price_1000ths"] * wanted, 10)
        paid = exact = 0
        for place in reversed(places):
            some = min(wanted, self.left[place])
            if some:
                refund, share = self._of(place, some, at)
                paid, exact, wanted = paid + refund, exact + share, wanted - some
                self.left[place] -= some
        whole_pence = row["price_1000ths"] % 10 == 0  # a share of a line with fractions of a penny is rounded (M4)
        right = paid == exact and (paid == due or not whole_pence)
        return "succeeded" if right else "wrong"

    def _of(self, place: Bought, pieces: int, at: str) -> tuple[int, int]:
        """What was given back, and what it must be by the rule of cumulative rounding, worked out apart."""
        sold = self.sold(place.order)
        line = sold.lines[place.line - 1]
        before, after = line.quantity // 1000 - self.left[place], line.quantity // 1000 - self.left[place] + pieces
        share = _half_up(line.net * after, line.quantity // 1000) - _half_up(line.net * before, line.quantity // 1000)
        cart = with_returns_of(Cart(), sold, (back_of(line, pieces * 1000),))
        priced = with_returns(PricedCart(), cart, "inclusive")
        plan = refund_plan(sold, -priced.total, CashRounding(), None)
        draft = SaleDraft(
            SHIFT, STAFF, DATE, at, CURRENCY, priced, plan.tenders, plan.settlement(priced.total),
            back=taken_back(cart, plan, NO_CREDIT),
        )  # fmt: skip
        self.till.sales.complete_sale(draft, print_job=False)
        refund = -sum(tender.amount for tender in plan.tenders)
        self.given[place.order] += refund
        return refund, share

    def sold(self, invoice: str) -> Sold:
        """The order less what the journal says came back of it."""
        backs = tuple(self._body(seq) for seq in self.till.returns.of(ORDER + invoice))
        around = Around("S1", invoice, "", backs=backs)
        return sold_of_order(self.orders[invoice], around, lambda _sku: None, {}, CURRENCY)

    def _body(self, seq: int) -> SaleOp:
        return decode_sale(self.till.journal.entries_after(seq - 1, 1)[0].body)

    def apart(self) -> int:
        """Orders of which the tender's and the lines' money back differ, or are not the sum of their returns."""
        found = 0
        for invoice, given in self.given.items():
            sold = self.sold(invoice)
            lines, tenders = sum(x.back_net for x in sold.lines), sum(p.back for p in sold.paid)
            found += not (given == lines == tenders and all(x.back <= x.quantity for x in sold.lines))
        return found


def _half_up(numerator: int, denominator: int) -> int:
    return (2 * numerator + denominator) // (2 * denominator)


def documents(shared: Path) -> Iterator[tuple[str, list[dict[str, Any]], datetime]]:
    """Invoices in time order, as the file has them."""
    import pyarrow.parquet as parquet  # type: ignore[import-untyped]

    table = parquet.read_table(shared / "data/online_retail/invoices_2010.parquet", columns=list(COLUMNS))
    rows = sorted(table.to_pylist(), key=lambda row: row["ts"])
    invoices: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        invoices.setdefault(row["invoice"], []).append(row)
    for invoice, its in invoices.items():
        yield invoice, its, its[0]["ts"]


def shelf(documents_: list[tuple[str, list[dict[str, Any]], datetime]]) -> dict[str, int]:
    """A price of each code: the highest that anybody paid or asks back, so that thirty days decide."""
    found: dict[str, int] = {}
    for _, rows, _ in documents_:
        for row in rows:
            code = row["stock_code"]
            found[code] = max(found.get(code, 0), divide(row["price_1000ths"], 10))
    return found


def main() -> int:
    """0 when every goal is met."""
    parser = argparse.ArgumentParser(prog="bench returns", description=__doc__.partition("\n")[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="the folder with data/")
    parser.add_argument("--most", type=int, help="stop after so many return lines")
    given = parser.parse_args()
    counts, begun, attempted = Counter[str](), time.process_time(), 0
    with tempfile.TemporaryDirectory() as folder:
        till = open_till(Path(folder), KEY)
        till.enrolment.save(TILL)
        shop, sales_and_returns = Shop(till), list(documents(given.shared))
        unproved = Unproved(Path(folder, "unproved"), shelf(sales_and_returns), sales_and_returns[0][2], CURRENCY)
        for invoice, rows, moment in sales_and_returns:
            at = to_text(moment.astimezone())
            sold = [row for row in rows if not row["is_return"] and row["quantity"] > 0]
            if sold:
                shop.sell(invoice, sold, at)
            for row in sold:
                unproved.sold(row["stock_code"], divide(row["price_1000ths"], 10), moment.astimezone())
            brought = []
            for row in rows:
                if row["is_return"] and (given.most is None or attempted < given.most):
                    attempted += 1
                    outcome = shop.take_back(row, at)
                    if outcome in UNPROVED:
                        brought.append((outcome, row))
                    else:
                        counts[outcome] += 1
            said = unproved.visit([row for _, row in brought], moment.astimezone()) if brought else []
            counts.update(f"{why}; {became}" for (why, _), became in zip(brought, said, strict=True))
        credit, goods, journal = unproved.close()
        apart, refunded, sales = shop.apart(), sum(shop.given.values()), till.sales.count()
        till.close()
    for what, count in counts.most_common():
        print(f"{count:7} {what}")
    print(f"{attempted:7} return lines, {sales} journaled returns, {refunded // 100} GBP given back")
    print(f"{apart:7} orders of which lines and tenders do not come to the same")
    sums = [format_amount(amount, 2) for amount in (credit, goods, journal)]
    print(f"{sums[0]} GBP of store credit without a receipt; goods {sums[1]}, journal {sums[2]}")
    print(f"{time.process_time() - begun:7.1f} s of processor time")
    whole = attempted == sum(counts.values()) and credit == goods == journal
    return int(counts["wrong"] > GOALS["wrong"] or apart > GOALS["totals apart"] or not whole)


if __name__ == "__main__":
    sys.exit(main())

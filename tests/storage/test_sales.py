"""A sale is stored whole or not at all, numbered without gaps, and comes back from its rows as it was."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from sqlcipher3 import dbapi2 as sqlite

from posapp.contract.ops import decode_sale
from posapp.contract.translate import sale_op
from posapp.domain.basket import Basket
from posapp.domain.cart import Cart, add
from posapp.domain.errors import Refused
from posapp.domain.journal import broken_at
from posapp.domain.pricing.values import Discount
from posapp.storage.till import TillStore, open_till
from tests.storage import samples
from tests.storage.samples import ENROLLED, KEY, draft


def test_a_sale_comes_back_from_its_rows_as_it_was(store: TillStore) -> None:
    sold = store.sales.complete_sale(draft(8))
    assert sold.id == "S1-1-k3f9.1"
    assert sold.receipt == "S1-1-20261121-0001"
    assert store.sales.by_receipt("S1-1-20261121-0001") == sold
    assert store.sales.last_sale() == sold
    assert store.sales.by_seq(1) == sold


def test_every_kind_of_line_comes_back(store: TillStore) -> None:
    weighed = samples.product("W", 1_990, unit="kg", weighed=True, tax_code="1010")
    given = samples.line(1, weighed, 1_230, (Discount("given", "import", 7),), amount=2_448, given_discount=7)
    dear = samples.product("X", 5, open_price=True, serial=True, colour="红")
    override = samples.line(4, dear, 3_000, override=4, unlisted=True, code="(01)069")
    cart = samples.priced(given, override)
    paid = draft(1)
    tender = replace(paid.tenders[0], amount=cart.total)
    settled = replace(paid.settlement, total=cart.total, due=cart.total, paid=cart.total, rounding=0, change=0)
    sold = store.sales.complete_sale(replace(paid, priced=cart, tenders=(tender,), settlement=settled))
    assert store.sales.by_receipt(sold.receipt) == sold


def test_what_a_receipt_does_not_need_is_not_kept(store: TillStore) -> None:
    goods = samples.product("S", item="00012", style="ST")
    cart = samples.priced(samples.line(1, goods))
    paid = draft(1)
    sold = store.sales.complete_sale(replace(paid, priced=cart))
    kept = store.sales.by_receipt(sold.receipt)
    assert kept is not None
    assert kept.lines[0].line.product == replace(goods, item=None, style=None)


def test_receipt_numbers_have_no_gaps_and_start_again_each_business_date(store: TillStore) -> None:
    dates = ["2026-11-21", "2026-11-21", "2026-11-22", "2026-11-21", "2026-11-22"]
    receipts = [store.sales.complete_sale(draft(date=date, seed=n)).receipt for n, date in enumerate(dates)]
    assert receipts == [
        "S1-1-20261121-0001",
        "S1-1-20261121-0002",
        "S1-1-20261122-0001",
        "S1-1-20261121-0003",
        "S1-1-20261122-0002",
    ]


def test_numbers_go_on_after_the_till_was_started_again(store: TillStore) -> None:
    store.sales.complete_sale(draft())
    store.close()
    again = open_till(store.folder, KEY)
    sold = again.sales.complete_sale(draft(seed=2))
    again.close()
    assert (sold.id, sold.receipt) == ("S1-1-k3f9.2", "S1-1-20261121-0002")


def test_a_failed_sale_leaves_nothing_and_takes_no_number(store: TillStore) -> None:
    store.sales.complete_sale(draft())
    store.baskets.save(Basket(cart=add(Cart(), samples.product())))
    twice = draft(2)
    broken = replace(twice, priced=replace(twice.priced, lines=(twice.priced.lines[0], twice.priced.lines[0])))
    with pytest.raises(sqlite.IntegrityError):
        store.sales.complete_sale(broken)
    assert store.sales.count() == 1
    assert store.baskets.load() is not None
    assert len(store.print_jobs.waiting()) == 1
    sold = store.sales.complete_sale(draft(seed=3))
    assert (sold.id, sold.receipt) == ("S1-1-k3f9.2", "S1-1-20261121-0002")
    assert broken_at(ENROLLED.till, store.journal.all()) is None


def test_an_unpaid_draft_is_never_committed(store: TillStore) -> None:
    unpaid = draft()
    with pytest.raises(ValueError, match="paid"):
        store.sales.complete_sale(replace(unpaid, settlement=replace(unpaid.settlement, complete=False)))
    assert store.sales.count() == 0


def test_the_same_reference_is_sold_once(store: TillStore) -> None:
    first = store.sales.complete_sale(draft(ref="import-7"))
    assert store.sales.complete_sale(draft(seed=9, ref="import-7")) == first
    assert store.sales.complete_sale(draft(seed=9, ref="import-8")) != first
    assert store.sales.count() == 2
    assert store.sales.by_ref("") is None


def test_the_sale_takes_the_basket_and_queues_the_receipt(store: TillStore) -> None:
    store.baskets.save(Basket(cart=add(Cart(), samples.product())))
    sold = store.sales.complete_sale(draft())
    assert store.baskets.load() is None
    (job,) = store.print_jobs.waiting()
    assert (job.kind, job.document, job.printed_at) == ("receipt", sold.receipt, None)
    store.sales.complete_sale(draft(seed=2), print_job=False)
    assert len(store.print_jobs.waiting()) == 1


def test_the_journal_tells_the_same_sale(store: TillStore) -> None:
    sold = store.sales.complete_sale(draft(3))
    entry = store.journal.last()
    assert entry is not None
    assert (entry.seq, entry.kind, entry.business_date, entry.staff) == (1, "sale", samples.DATE, "c1")
    assert decode_sale(entry.body) == sale_op(sold)
    assert "name" not in msgspec.json.decode(entry.body)["lines"][0]


@pytest.mark.parametrize(
    "receipt", ["", "-", "S1-1-20261121-0002", "S2-1-20261121-0001", "S1-1-20261121-００01", "x" * 500]
)
def test_an_unknown_receipt_is_none(store: TillStore, receipt: str) -> None:
    store.sales.complete_sale(draft())
    assert store.sales.by_receipt(receipt) is None


def test_totals_of_a_day(store: TillStore) -> None:
    sold = [store.sales.complete_sale(draft(seed=n)) for n in range(5)]
    store.sales.complete_sale(draft(date="2026-11-22"))
    day = store.sales.totals(samples.DATE)
    assert day.count == 5
    assert day.total == sum(s.settlement.total for s in sold)
    assert day.tax == sum(s.priced.tax for s in sold)
    assert day.rounding == sum(s.settlement.rounding for s in sold)
    assert day.cash + day.taken["card"] == sum(s.settlement.due for s in sold)
    assert (day.first_receipt, day.last_receipt) == (sold[0].receipt, sold[-1].receipt)
    assert store.sales.totals("2020-01-01").count == 0


def test_a_till_without_a_name_cannot_sell(tmp_path: Path) -> None:
    new = open_till(tmp_path / "new", KEY)
    with pytest.raises(Refused) as refused:
        new.sales.complete_sale(draft())
    assert refused.value.code == "till_not_enrolled"
    new.close()

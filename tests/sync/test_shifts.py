"""What a drawer must hold is the sum of the journal's cash effects, whatever was sold, moved, corrected and rounded;
and the hub counts the same, or says so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from hub.storage.exceptions import every
from posapp.commands.verify import check
from posapp.contract.ops import decode_sale, decode_tender_corrected, encode
from posapp.contract.shift_ops import decode_cash_moved, decode_shift_opened
from posapp.devices.clock import StoppedClock
from posapp.domain.drawer import Count
from posapp.domain.errors import Refused
from posapp.domain.journal import Entry
from posapp.domain.money import round_to_step
from posapp.domain.tender import TenderType
from posapp.storage.verify import verify
from tests.support.hub import ReadyHubs
from tests.support.shop import Shop, Till
from tests.sync.conftest import SHOP_FILE

ROUNDING = SHOP_FILE.with_name("shop-rounding-5.json")
GOODS = ("A", "B", "C", "D", "G")

sales = st.tuples(st.just("sale"), st.sampled_from(GOODS), st.sampled_from(("cash", "card", "both")))
left_out = st.tuples(st.just("left out"), st.sampled_from(GOODS), st.sampled_from(GOODS))
moves = st.tuples(
    st.just("move"),
    st.sampled_from(("paid_in", "paid_out", "safe_drop", "bank_drop", "refund")),
    st.integers(1, 30_000),
)
corrections = st.tuples(st.just("correct"), st.sampled_from(("cash", "card")), st.just(0))
days = st.lists(st.one_of(sales, sales, left_out, moves, corrections), max_size=9)


EVERYTHING: list[tuple[str, str, str | int]] = [
    ("sale", "A", "cash"),
    ("correct", "card", 0),
    ("sale", "A", "card"),
    ("correct", "cash", 0),
    ("sale", "C", "both"),
    ("left out", "A", "B"),
    *(("move", kind, 700) for kind in ("paid_in", "paid_out", "safe_drop", "bank_drop", "refund")),
]
"""None of it is refused."""


@pytest.fixture
def rounding_shop(tmp_path: Path, ready_hubs: ReadyHubs) -> Iterator[Shop]:
    clock = StoppedClock(datetime(2026, 11, 21, 1, 0, tzinfo=UTC))
    with ready_hubs.start(tmp_path / "hub", ROUNDING.read_bytes()) as hub:
        made = Shop(tmp_path, hub, clock)
        yield made
        made.close()


def told(entries: list[Entry]) -> int:
    """The cash effects of a shift's entries, read from the journal alone."""
    drawer = 0
    for entry in entries:
        if entry.kind == "shift_opened":
            drawer = decode_shift_opened(entry.body).float_amount
        elif entry.kind == "sale":
            sale = decode_sale(entry.body)
            drawer += sum(tender.amount for tender in sale.tenders if tender.type == "cash") - sale.change
        elif entry.kind == "cash_moved":
            move = decode_cash_moved(entry.body)
            drawer += move.amount if move.kind == "paid_in" else -move.amount
        elif entry.kind == "tender_corrected":
            said = decode_tender_corrected(entry.body)
            drawer += said.amount * ((said.type == "cash") - (said.was == "cash"))
    return drawer


def do(till: Till, act: tuple[str, str, str | int]) -> None:
    app, (what, first, second) = till.parts.app, act
    step = app.desk.store.cash_rounding.step
    if what == "sale":
        till.add(first)
        total = app.desk.priced.total
        if second != "cash":
            till.pay_card(text(total if second == "card" else total // 2))
        app.payment.pay()
        if second == "card":
            app.payment.complete()
        else:
            app.payment.take_cash_and_complete(round_to_step(total, step) + 1000)
    elif what == "left out":
        till.add(first)
        till.add(str(second))
        till.pay_card(text(app.desk.priced.total // 2))
        if len(app.desk.basket.cart.lines) > 1:
            app.leaving_out.leave_out(1)
        while app.leaving_out.surplus() is not None:
            app.leaving_out.give_back("SLIP-R", app.till.staff.by_id("m1"))
        if not app.desk.settlement().complete:
            app.payment.take("cash", round_to_step(app.desk.settlement().remaining, step) + 500)
        app.payment.complete()
    elif what == "move":
        last = app.till.sales.last_sale()
        of = last.receipt if last is not None else ""
        app.cash.move(first, int(second), "why", app.till.staff.by_id("m1"), of)  # type: ignore[arg-type]
    else:
        last = app.till.sales.last_sale()
        if last is not None:
            kind: TenderType = "card" if first == "card" else "cash"
            app.corrections.correct(last, 1, kind, "SLIP-9", "typed wrong", app.till.staff.by_id("m1"))


def text(amount: int) -> str:
    return f"{amount // 100}.{amount % 100:02d}"


def test_expected_cash_is_the_sum_of_the_journals_cash_effects(rounding_shop: Shop) -> None:
    till = rounding_shop.till()
    till.sign_in()
    app, closed = till.parts.app, 0

    @settings(max_examples=16, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(float_amount=st.integers(0, 50_000), acts=days)
    @example(float_amount=50_000, acts=EVERYTHING)
    def a_shift(float_amount: int, acts: list[tuple[str, str, str | int]]) -> None:
        nonlocal closed
        first = last.seq if (last := app.till.journal.last()) else 0
        shift = app.shifts.open_shift(float_amount)
        for act in acts:
            try:
                do(till, act)
            except Refused:  # no such receipt yet, nothing to correct: nothing has changed
                if app.desk.basket.cart.lines or acts == EVERYTHING:
                    raise
        entries = list(app.till.journal.all(first))
        sums = app.till.cash.sums(shift)
        assert sums.expected == told(entries)
        there = max(0, sums.expected)  # more may be noted as taken out than ever was in it
        outcome = app.closing.count(Count(there))
        assert (outcome.expected, outcome.difference) == (sums.expected, there - sums.expected)
        z = app.till.shifts.z(app.closing.close("noted wrongly"))
        closed += 1
        assert (z.z, z.report.unsound, z.report.cash.expected) == (closed, (), sums.expected)

    a_shift()
    assert verify(app.till).whole
    assert till.sync().state == "online"
    shown = check(till.parts, online=True)
    assert shown["ok"]
    assert shown["hub"]["z_equal"]
    assert list(every(rounding_shop.hub.hub.database)) == []
    with app.till.database.transaction() as tx:
        tx.execute("UPDATE cash_move SET amount = amount + 1 WHERE seq = (SELECT max(seq) FROM cash_move)")
        tx.execute("UPDATE shift_close SET counted = counted + 1 WHERE z = 1")
    assert len(verify(app.till).differing) >= 2


def test_a_z_that_the_hub_does_not_count_is_an_exception(shop: Shop) -> None:
    till = shop.till()
    till.sign_in()
    till.open_shift()
    till.sell("A")
    app = till.parts.app
    app.closing.count(Count(till.money("599.00")))
    said = app.till.shifts.z(app.closing.close())
    wrong = msgspec.structs.replace(said, z=3, report=msgspec.structs.replace(said.report, total=said.report.total + 1))
    moment = app.desk.moment()
    app.till.facts.record("shift_closed", encode(wrong), moment.at, moment.business_date, "c1")
    till.sync()
    (found,) = every(shop.hub.hub.database)
    assert (found.kind, found.amount) == ("z_differs", 1)
    assert found.facts == {"z": "S1-1-Z0001", "what": "z, total", "of": "z", "till": 3, "hub": 2}

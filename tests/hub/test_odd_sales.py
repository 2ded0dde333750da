"""Sales that are booked as the till rang them up, and that somebody at head office must see all the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from hub import exceptions
from hub.late import book_kept
from hub.storage.audit import acts
from hub.storage.exceptions import every, settle
from hub.storage.records import Change, scopes
from posapp.contract import routes
from posapp.contract.exceptions import ExceptionRow, SettleRequest
from posapp.contract.ops import DiscountOp, GivenOp, HandedOverOp, LineOp, SaleOp, TaxOp, TenderOp, encode
from posapp.contract.people_ops import DeputyNamedOp, TelephonedOp, TemporaryPersonOp
from posapp.contract.return_ops import ReturnLineOp, ReturnOp
from posapp.contract.tender_ops import PaymentMovedOp, TenderCorrectedOp
from posapp.contract.translate import line_gross
from posapp.domain.attempt import PAID_LATE
from tests.hub.conftest import Clock
from tests.support.hub import RunningHub
from tests.support.till import BareTill

LATER = "2026-11-21T01:15:00Z"
PERSON = '{"id":"c1","name":"x","role":{"id":"cashier"},"pin_hash":"x"}'


def found(hub: RunningHub) -> list[ExceptionRow]:
    return list(every(hub.database))


def sale(till: BareTill, receipt: str, staff: str = "c1", at: str = "2026-11-21T01:00:00Z") -> None:
    op = SaleOp(f"{till.id}.{len(till.entries) + 1}", receipt, f"{till.id}.0", (LineOp("A", 9900, tax_id="13"),), 9900)
    tax = (TaxOp("13", 13000, 8761, 1139),)
    till.note("sale", encode(SaleOp(op.id, receipt, op.shift, op.lines, 9900, (TenderOp("cash", 9900),), tax)), at=at)
    if staff != "c1":
        last = till.entries.pop()
        till.note("sale", last.body, staff=staff, at=at)


def test_a_sale_of_somebody_who_never_worked_there(hub: RunningHub, till: BareTill) -> None:
    sale(till, "R1", staff="nobody")
    sale(till, "R2", staff="m1")
    for _ in range(2):
        till.push()
    [one] = found(hub)
    assert (one.kind, one.amount, one.people) == ("unknown_staff", 9900, ("nobody",))
    assert one.facts == {"receipt": "R1", "staff": "nobody", "left_at": ""}
    assert till.get(routes.TOTALS)["count"] == 2, "the till's record stands"
    done = SettleRequest(id=one.id, how="accepted", note="a temp of that day")
    settle(hub.database, done, "ann", hub.hub.clock(), "root")
    assert found(hub) == []
    assert [act["exception"] for act in acts(hub.database) if act["act"] == "settle"] == [one.id]


def test_whom_a_till_let_in_without_the_right_to_is_nobody(hub: RunningHub, till: BareTill) -> None:
    until = "2026-11-21T20:00:00Z"
    let_in = [(f"{till.id}.t1", "c1", "cashier"), ("boss", "m1", "cashier"), (f"{till.id}.t2", "m1", "manager")]
    till.note("temporary_person", encode(TemporaryPersonOp(f"{till.id}.t0", "x", "cashier", until, "m1")))
    for person, by, role in let_in:
        till.note("temporary_person", encode(TemporaryPersonOp(person, "x", role, until, by)))
    till.note("deputy_named", encode(DeputyNamedOp("c1", "m1", "soon")))
    till.note("approved_by_telephone", encode(TelephonedOp("void", "123456", "m1")))
    for person in (f"{till.id}.t0", f"{till.id}.t1", "boss", f"{till.id}.t2"):
        sale(till, person, staff=person)
    for _ in range(2):
        till.push()
    odd = {(3, "refused"), (4, "refused"), (5, "refused"), (6, "telephone_unknown")}
    odd |= {(seq, "unknown_staff") for seq in (8, 9, 10)}
    assert {(one.documents[0].seq, one.kind) for one in found(hub)} == odd


def test_a_sale_of_somebody_who_had_left(hub: RunningHub, till: BareTill, clock: Clock) -> None:
    clock.pass_by(minutes=5)
    hub.publish([Change("staff", "S1", "c1", None)])
    sale(till, "R1")
    sale(till, "R2", at="2026-11-21T01:14:59Z")
    sale(till, "R3", at=LATER)
    till.push()
    [one] = found(hub)
    assert (one.kind, one.documents[0].seq) == ("unknown_staff", 3), "by a clock up to ten minutes on"
    assert one.facts["left_at"] == "2026-11-21T01:05:00Z"
    clock.pass_by(minutes=1)
    hub.publish([Change("staff", "S1", "c1", PERSON)])
    sale(till, "R4", at=LATER)
    till.push()
    assert len(found(hub)) == 1, "who came back works there"


def test_who_moved_to_another_row_works_there_still(hub: RunningHub, till: BareTill) -> None:
    hub.publish([Change("staff", "S1", "c1", None), Change("staff", "", "c1", PERSON)])
    sale(till, "R1", at=LATER)
    till.push()
    assert found(hub) == []


def test_what_the_hub_remembers_of_a_shop_is_asked_anew_when_it_changes(
    hub: RunningHub, till: BareTill, clock: Clock
) -> None:
    """Each batch before a change makes the hub's process remember what it found."""

    def odd() -> list[str]:
        before = len(found(hub))
        till.sell(currency="CNY")
        till.note("sale", till.entries.pop().body, at=LATER)
        till.push()
        return sorted(one.kind for one in found(hub)[before:])

    settings = scopes(hub.database, "settings", "S1")["S1"]
    assert odd() == [] == odd()
    hub.publish([Change("products", "S2", "A", None), Change("staff", "S2", "c1", None)])
    assert odd() == [], "another shop's"
    hub.publish([Change("products", "", "A", None)])
    assert odd() == ["delisted"] == odd()
    hub.publish([Change("staff", "S1", "c1", None)])
    clock.pass_by(minutes=1)
    assert odd() == ["delisted", "unknown_staff"]
    hub.publish([Change("settings", "S1", "S1", settings.replace('"CNY"', '"USD"'))])
    assert odd() == ["currency_differs", "delisted", "unknown_staff"]


def test_a_tender_that_no_till_offers(hub: RunningHub, till: BareTill) -> None:
    till.sell(tenders=(TenderOp("cash", 900), TenderOp("bitcoin", 9000)))
    till.sell()
    till.push()
    [one] = found(hub)
    assert (one.kind, one.amount, one.documents[0].seq) == ("unknown_tender", 9000, 1)
    assert one.facts == {"receipt": "S1-1-20261121-0001", "type": "bitcoin"}


def by_hand(till: BareTill, *lines: LineOp, given: tuple[GivenOp, ...] = (), back: ReturnOp | None = None) -> None:
    total = sum(line_gross(line) - sum(off.amount for off in line.off) for line in lines)
    till.sell(total, lines=lines, given=given, back=back)


def less(*off: tuple[str, int], sku: str = "A", unit: int = 9900, qty: int = 1000, gross: int = 9900) -> LineOp:
    return LineOp(sku, unit, qty, gross, tuple(DiscountOp(kind, "x", amount) for kind, amount in off))


def test_prices_by_hand_beyond_what_their_giver_may(hub: RunningHub, till: BareTill) -> None:
    role = '{"id":"cashier","may":["discount","override_price","round_off","sell"],"discount_limit":10000}'
    hub.publish([Change("roles", "", "cashier", role)])
    line, basket = GivenOp(1, "manual", "c1"), GivenOp(0, "manual", "c1")
    by_hand(till, less(("percent", 900), ("manual", 900)), given=(line,))
    by_hand(till, less(("percent", 900), ("manual", 901)), given=(line,))
    by_hand(till, less(("override", 4950)), given=(GivenOp(1, "override", "c1"),))
    by_hand(till, less(("override", 4950)), given=(GivenOp(1, "override", "c1", "m1"),))
    by_hand(till, less(("override", 4950)), given=(GivenOp(1, "override", "c1", "ghost"),))
    by_hand(till, less(("override", -100)), given=(GivenOp(1, "override", "c1"),))
    by_hand(till, less(("override", 1000), unit=899, qty=10_000, gross=9990), given=(GivenOp(1, "override", "c1"),))
    by_hand(till, less(("tag_differs", 100)), given=(GivenOp(1, "tag_differs", "c1"),))
    by_hand(till, less(("manual", 990), ("manual", 495)), less(("manual", 495)), given=(line, basket))
    by_hand(till, less(("manual", 990), ("manual", 496)), less(("manual", 495)), given=(line, basket))
    by_hand(till, less(("manual", 1)))
    by_hand(till, less(("round_off", 99)), given=(GivenOp(0, "round_off", "c1"),))
    came_back = less(("override", -100), ("promotion", -1), ("tag_differs", -1), qty=-1000, gross=-9900)
    by_hand(till, came_back, back=ReturnOp(f"{till.id}.1", (ReturnLineOp(1, 1),)))
    by_hand(till, less(("tag_differs", 0), qty=0), given=(GivenOp(1, "tag_differs", "c1", "m1"),))
    for _ in range(2):
        till.push()
    noted = [x for x in found(hub) if x.kind == "price_by_hand"]
    assert [(x.documents[0].seq, x.facts["why"], x.facts["line"], x.amount, x.facts["base"]) for x in noted] == [
        (10, "approval_needed", 0, 991, 9900),
        (11, "unknown_giver", 0, 1, 9900),
        (2, "approval_needed", 1, 901, 9000),
        (3, "approval_needed", 1, 4950, 9900),
        (5, "unknown_giver", 1, 4950, 9900),
        (6, "price_above_list", 1, -100, 9900),
        (8, "not_permitted", 1, 100, 9900),
    ]
    assert (noted[4].people, noted[4].facts["said"]) == (("c1", "ghost"), "x")
    assert not {x.kind for x in found(hub) if x.documents[0].seq == 13} - {"double_return"}, (
        "it was told when it was sold"
    )
    assert till.get(routes.TOTALS)["count"] == 14, "the till's record stands"


def test_a_sale_below_zero(hub: RunningHub, till: BareTill) -> None:
    till.sell(-1_000_000)
    till.push()
    [one] = found(hub)
    assert (one.kind, one.amount, one.facts) == ("below_zero", -1_000_000, {"receipt": "S1-1-20261121-0001"})
    assert till.get(routes.TOTALS)["total"] == -1_000_000


def test_what_no_till_of_ours_would_ring_up(hub: RunningHub, till: BareTill) -> None:
    def sale_of(day: str, **changed: Any) -> None:
        body = till.sell(**changed).body
        till.entries.pop()
        till.note("sale", body, day)

    till.sell(currency="CNY", lines=(LineOp("B", 9900), LineOp("A", 0)))
    sale_of("2027-11-22", lines=(LineOp("A", 9900), LineOp("B", 0)))
    sale_of("2027-11-23")
    sale_of("8999-12-31")
    till.sell(currency="HKD")
    till.sell(lines=(LineOp("A", 9901), LineOp("Z", 100), LineOp("A", -100), LineOp("A", 1, -1000, gross=-1)))
    till.sell(-100)
    till.sell(receipt="S1-1\u202e1000")
    till.sell(lines=(LineOp("?690", 9900, code="690", name="雨伞", category="apparel"),))
    for day in ("2026-1-1", "20261121", "2026-W47-6", "２０２６-11-21", "2026-02-30", "2026-11-21T00:00:00", ""):
        sale_of(day)
    for _ in range(2):
        codes = [result.code for result in till.push().results]
    assert codes == [""] * 9 + ["entry_malformed"] * 7, "one form: totals are sorted and summed by it"
    odd = [x for x in found(hub) if x.kind != "refused"]
    assert sorted((x.documents[0].seq, x.kind, x.amount, x.facts.get("line", 0)) for x in odd) == [
        (2, "date_odd", 9900, 0),
        (3, "date_ahead", 9900, 0),
        (4, "date_ahead", 9900, 0),
        (5, "currency_differs", 9900, 0),
        (6, "below_zero", -100, 3),
        (6, "below_zero", -1, 4),
        (6, "unknown_item", 100, 0),
        (7, "below_zero", -100, 0),
        (8, "odd_receipt", 9900, 0),
        (9, "unlisted", 9900, 0),
    ]
    assert till.get(routes.TOTALS, date="2026-11-21")["count"] == 6, "the till's record stands"


def test_figures_that_no_till_of_ours_would_come_to(hub: RunningHub, till: BareTill) -> None:
    hub.publish([Change("promotions", "S1", "ours", "{}")])
    cash, off = TenderOp("cash", 5000), DiscountOp("promotion", "ours", 100)
    bare: dict[str, Any] = {"taxes": ()}
    till.sell(9900, tenders=(TenderOp("cash", 10_000),), change=100)
    till.sell(9900, tenders=(TenderOp("card", 5000), cash), change=100)
    till.sell(9900, tenders=(TenderOp("card", 6000), TenderOp("cash", 4000)), change=4100, rounding=-4000)
    till.sell(9900, tenders=(TenderOp("card", 14_900), cash), change=10_000)
    till.sell(9900, tenders=(TenderOp("cash", 9902),), rounding=2)
    till.sell(9900, taxes=(TaxOp("13", 13_000, 8761, 1136),))
    till.sell(9900, taxes=(TaxOp("13", 13_000, 8761, 1039),))
    till.sell(1234, lines=(LineOp("A", 2999, 411, gross=1234), LineOp("A", 5, 0)), **bare)
    till.sell(100, lines=(LineOp("A", 9900, 1000, gross=100),), **bare)
    till.sell(9800, lines=(LineOp("A", 9900, off=(off,)),), **bare)
    till.sell(9600, lines=(LineOp("A", 9900, off=(off, DiscountOp("threshold", "theirs", 200))),), **bare)
    till.sell(receipt="S2-1-20261121-0001")
    till.sell(receipt="old till 7")
    till.sell(member="nobody", earned=99)
    body = till.entries.pop().body
    till.note("sale", body, "2026-11-18")
    for _ in range(2):
        till.push()
    odd = [(x.documents[0].seq, x.kind, x.amount, x.facts.get("line", 0)) for x in found(hub) if x.kind != "refused"]
    assert sorted(odd) == [
        (3, "change_odd", 100, 0),
        (3, "rounding_odd", -4000, 0),
        (4, "change_odd", 5000, 0),
        (5, "rounding_odd", 2, 0),
        (7, "sums_odd", 1039, 0),
        (8, "sums_odd", 0, 0),
        (9, "sums_odd", 100, 0),
        (11, "unknown_offer", 200, 0),
        (12, "other_store", 9900, 0),
        (14, "date_odd", 9900, 0),
        (14, "unknown_member", 0, 0),
    ]
    assert till.get(routes.TOTALS)["count"] == 14, "the till's record stands"


def test_one_till_cannot_bury_what_matters(
    hub: RunningHub, till: BareTill, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exceptions, "MOST_A_DAY", 12)
    lines = tuple(LineOp(f"?{n}", 10, code=str(n), name="x", category="apparel") for n in range(30))
    till.sell(300, lines=lines)
    till.sell(currency="HKD")
    till.push()
    odd = [x for x in found(hub) if x.kind == "unlisted"]
    assert [x.facts.get("more", 0) for x in odd].count(0) == 9
    assert sum(x.amount for x in odd) == 300, "the last stands for the others"
    for _ in range(3):
        till.sell(currency="HKD")
        till.note("payment_moved", encode(PaymentMovedOp(f"{till.id}.1", "refused", 9900, "", PAID_LATE)))
        till.push()
    kinds = Counter(x.kind for x in found(hub))
    assert kinds == {"unlisted": 10, "currency_differs": 2, "too_many_odd": 1, "payment_late": 3}
    clock.pass_by(minutes=24 * 60)
    till.sell(currency="HKD")
    till.push()
    assert Counter(x.kind for x in found(hub))["currency_differs"] == 3, "tomorrow it is told again"


def test_a_receipt_number_that_was_there_before(hub: RunningHub, enrolled: Callable[..., BareTill]) -> None:
    till, other = enrolled(), enrolled()
    for number in ("R1", "R3", "R3", "R2"):
        sale(till, number)
    till.push()
    sale(other, "R3")
    other.push()
    [one] = found(hub)
    assert (one.kind, one.amount, one.facts) == ("receipt_twice", 9900, {"receipt": "R3", "first": 2})
    assert [(d.till, d.seq) for d in one.documents] == [(till.id, 3), (till.id, 2)]
    for number in ("R1", "R9"):
        sale(till, number)
        till.push(till.entries[-1:])
    assert [(x.facts["receipt"], x.facts["first"]) for x in found(hub)] == [("R3", 2), ("R1", 1)]


def test_a_sale_that_is_sent_again_is_no_second_one(hub: RunningHub, till: BareTill) -> None:
    till.sell(lines=())
    good = till.sell()
    till.push()
    till.push()
    till.note("handed_over", encode(HandedOverOp(1, "x")))
    till.push()
    assert sorted(x.kind for x in found(hub)) == ["handed_over", "refused"]
    assert good.seq == 2
    assert book_kept(hub.database, hub.hub.intake, hub.hub.clock) == 0


def twice(till: BareTill) -> list[ExceptionRow]:
    return [one for one in every(till.hub.database, None) if one.kind == "voucher_twice"]


def test_a_voucher_that_pays_twice_is_seen_in_whatever_shop(enrolled: Callable[..., BareTill]) -> None:
    first, second = enrolled(), enrolled(store="S2")
    paid = (TenderOp("voucher", 9900, "V-1"),)
    first.sell(tenders=paid)
    first.sell(tenders=(TenderOp("voucher", 9900, "import"),))
    first.sell(tenders=(TenderOp("voucher", 9900, "import"),))
    first.sell(tenders=(TenderOp("voucher", 9900, "V-2"),))
    correction = TenderCorrectedOp(f"{first.id}.4", 1, "voucher", "cash", 9900, "", "it was cash", "m1")
    first.note("tender_corrected", encode(correction))
    first.push()
    first.push()
    second.sell(tenders=(TenderOp("voucher", 9900, " v-1"),))
    second.sell(tenders=(TenderOp("voucher", 9900, "V-2"),))
    second.push()
    (odd,) = twice(first)
    assert (odd.kind, odd.store, odd.amount, odd.facts["number"]) == ("voucher_twice", "S2", 9900, "V-1")
    assert [(document.till, document.seq) for document in odd.documents] == [(second.id, 1), (first.id, 1)]
    third = TenderCorrectedOp(f"{second.id}.2", 1, "voucher", "voucher", 9900, "V-1", "misread", "m1")
    second.note("tender_corrected", encode(third))
    second.push()
    assert len(twice(first)) == 2, "what a correction says counts too"

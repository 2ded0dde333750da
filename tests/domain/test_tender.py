"""Paying: what is due in cash and otherwise, change, and tenders that cannot be (money rules M5 and M6)."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posapp.domain.errors import Refused
from posapp.domain.loyalty import earned
from posapp.domain.money import Rounding, currency
from posapp.domain.payment_code import CodeRange, check_kept, is_card_number
from posapp.domain.points_rule import Earning
from posapp.domain.store import CashRounding
from posapp.domain.tender import (
    Tender,
    TenderType,
    check_change,
    check_reference,
    check_tender,
    less,
    likely_cash,
    settle,
)

CNY = currency("CNY")
FIVE = CashRounding(5, "half_up")
EXACT = CashRounding()


def cash(amount: int, number: int = 1) -> Tender:
    return Tender(number, "cash", amount)


def card(amount: int, number: int = 1, reference: str = "SLIP") -> Tender:
    return Tender(number, "card", amount, reference)


def test_scenario_15_rounds_only_the_cash_part() -> None:
    open_ = settle(4783, (card(2000),), FIVE)
    assert (open_.remaining, open_.remaining_exact, open_.complete) == (2785, 2783, False)
    paid = settle(4783, (card(2000), cash(3000, 2)), FIVE)
    assert (paid.rounding, paid.due, paid.paid, paid.change, paid.complete) == (2, 4785, 5000, 215, True)


def test_a_card_pays_to_the_cent() -> None:
    paid = settle(4783, (card(4783),), FIVE)
    assert (paid.rounding, paid.due, paid.change, paid.complete) == (0, 4783, 0, True)


def test_the_mainland_shop_rounds_cash_down_in_the_customers_favour() -> None:
    paid = settle(40116, (cash(40110),), CashRounding(10, "down"))
    assert (paid.rounding, paid.due, paid.change, paid.complete) == (-6, 40110, 0, True)


def test_cash_first_and_the_rest_by_card_rounds_nothing() -> None:
    paid = settle(4783, (cash(2000), card(2783, 2)), FIVE)
    assert (paid.rounding, paid.change, paid.complete) == (0, 0, True)


@given(
    st.integers(1, 50_000),
    st.lists(st.tuples(st.sampled_from(("cash", "card", "gift_card", "points")), st.integers(1, 30_000)), max_size=5),
    st.integers(0, 50_000),
    st.sampled_from((EXACT, FIVE, CashRounding(10, "down"))),
)
def test_what_is_too_much_goes_back_exactly_and_change_comes_from_cash_alone(
    total: int, offered: list[tuple[TenderType, int]], left_out: int, rounding: CashRounding
) -> None:
    """In any order, and after goods were left out."""
    taken: list[Tender] = []
    for number, (kind, amount) in enumerate(offered, 1):
        points = amount if kind == "points" else 0
        tender = Tender(number, kind, amount, "SLIP", account="M1" if points else "", points=points)
        with suppress(Refused):
            check_tender(total, taken, tender, rounding, CNY)
            taken.append(tender)
    cash_in = sum(t.amount for t in taken if t.type == "cash")
    other = sum(t.amount for t in taken) - cash_in
    now = max(1, total - left_out)
    assert settle(now, taken, rounding).surplus == max(0, other - now)
    back = 0
    while settle(now, taken, rounding).surplus:
        newest = next(t for t in reversed(taken) if t.type != "cash")
        rest, given_back = less(newest, settle(now, taken, rounding).surplus)
        taken = [t for t in (rest if t is newest else t for t in taken) if t is not None]
        back += given_back
    assert back == max(0, other - now)
    at = settle(now, taken, rounding)
    assert at.change <= cash_in
    assert not at.complete or at.paid - at.change == now + at.rounding


@pytest.mark.parametrize(
    "total,points,per,earns",
    [(22180, 1000, 100, 211), (9999, 0, 100, 99), (99, 0, 100, 0), (500, 500, 100, 0), (500, 0, 0, 0)],
)
def test_a_point_for_each_full_unit_that_was_not_paid_with_points(
    total: int, points: int, per: int, earns: int
) -> None:
    tenders = (Tender(1, "points", points, account="M1", points=points), card(total - points, 2))
    assert earned(Earning("", per), total, tenders) == earns
    assert earned(None, total, tenders) == 0


def test_points_go_back_whole_and_a_bonus_by_its_share() -> None:
    rest, back = less(Tender(1, "points", 1000, "200", account="M1", points=200), 12)
    assert back == 15, "three points are 0.15: 0.03 is to be paid again"
    assert rest is not None
    assert (rest.amount, rest.points, rest.reference) == (985, 197, "197")
    rest, back = less(Tender(1, "stored_value", 1000, account="M1", bonus=200), 500)
    assert (back, rest and rest.bonus) == (500, 100)
    assert less(card(500), 500) == (None, 500)


def test_nothing_to_pay_is_paid() -> None:
    assert settle(0, (), FIVE).complete


@pytest.mark.parametrize(
    "tender,code",
    [
        (card(30000), "over_due"),
        (card(0), "amount_format"),
        (card(100, reference=" "), "card_reference_missing"),
        (card(100, reference="4111 1111 1111 1111"), "card_number"),
        (card(100, reference="4111111111111111 0527"), "card_number"),
        (card(100, reference="４１１１１１１１１１１１１１１１"), "card_number"),
        (card(100, reference="134567890123456789"), "payment_code_kept"),
        (Tender(1, "voucher", 100, "no. 4111-1111-1111-1111, 05/27"), "voucher_like_card"),
        (Tender(1, "voucher", 100, "1345 6789 0123 4567 89"), "payment_code_kept"),
        (Tender(1, "voucher", 100, "\u200b"), "voucher_number_missing"),
        (Tender(1, "wallet_outside", 100, "4111111111111111"), "card_number"),
        (Tender(1, "wallet_outside", 100, "paid 134567890123456789"), "outside_reference_pays"),
        (cash(-1), "amount_format"),
        (cash(0), "too_little"),
        (cash(10**12), "cash_absurd"),
    ],
)
def test_a_tender_that_cannot_be_is_refused(tender: Tender, code: str) -> None:
    with pytest.raises(Refused) as no:
        check_tender(25640, (), tender, EXACT, CNY)
    assert no.value.code == code


@pytest.mark.parametrize("kind", ["card", "voucher", "wallet_outside"])
def test_a_code_of_the_shops_own_wallets_is_kept_nowhere(kind: TenderType) -> None:
    ranges = (CodeRange("unionpay", "62", "62", 19, 19),)
    check_tender(25640, (), Tender(1, kind, 100, "6212345678901234567"), EXACT, CNY)
    with pytest.raises(Refused, match=r"payment_code_kept|outside_reference_pays"):
        check_tender(25640, (), Tender(1, kind, 100, "6212345678901234567"), EXACT, CNY, ranges)


@pytest.mark.parametrize("words", ["13800138000 at 10", "2026-11-21 12:30, 13800138000", "V 77", "两份 12345678"])
def test_what_people_note_is_no_card(words: str) -> None:
    check_kept(words)


def test_over_due_offers_the_amount_that_is_due() -> None:
    with pytest.raises(Refused) as no:
        check_tender(25640, (), card(30000), EXACT, CNY)
    assert no.value.facts == {"due": "¥ 256.40"}


def test_what_is_paid_takes_no_more() -> None:
    with pytest.raises(Refused, check=lambda no: no.code == "already_paid"):
        check_tender(100, (cash(100),), cash(1, 2), EXACT, CNY)


kinds: st.SearchStrategy[TenderType] = st.sampled_from(("cash", "card", "voucher"))
modes: st.SearchStrategy[Rounding] = st.sampled_from(("half_up", "down", "up"))


@given(
    total=st.integers(0, 10**7),
    offers=st.lists(st.tuples(kinds, st.integers(1, 10**7)), max_size=6),
    step=st.sampled_from((1, 5, 10, 50, 100)),
    mode=modes,
)
def test_money_in_less_change_is_what_was_due(
    total: int, offers: list[tuple[TenderType, int]], step: int, mode: Rounding
) -> None:
    rounding = CashRounding(step, mode)
    taken: tuple[Tender, ...] = ()
    for number, (kind, amount) in enumerate(offers, 1):
        tender = Tender(number, kind, amount, "SLIP")
        try:
            check_tender(total, taken, tender, rounding, CNY)
        except Refused:
            continue
        taken = (*taken, tender)
    at = settle(total, taken, rounding)
    assert at.due == total + at.rounding
    assert abs(at.rounding) < step
    if at.complete:
        assert at.paid - at.change == at.due
        assert at.change <= sum(t.amount for t in taken if t.type == "cash")
    else:
        assert at.change == at.rounding == 0
        assert at.remaining_exact == total - at.paid


@given(due=st.integers(1, 10**6))
def test_likely_amounts_begin_with_the_exact_one_and_all_suffice(due: int) -> None:
    likely = likely_cash(due, CNY)
    assert likely[0] == due
    assert list(likely) == sorted(set(likely))
    assert len(likely) <= 4


def test_likely_amounts_for_a_small_and_a_large_sum() -> None:
    assert likely_cash(730, CNY) == (730, 1000, 5000, 10000)
    assert likely_cash(40110, CNY) == (40110, 41000, 45000, 50000)


@pytest.mark.parametrize("code, usual, odd", [("CNY", 99_999, 100_000), ("JPY", 49_999, 50_000)])
def test_change_that_no_note_explains_is_doubted(code: str, usual: int, odd: int) -> None:
    check_change(usual, currency(code))
    with pytest.raises(Refused, match="much_change"):
        check_change(odd, currency(code))


CARDS = (
    *("4111111111111111", "4222222222222", "5555555555554444", "2223003122003222", "378282246310005"),
    *("30569309025904", "3530111333300000", "6011111111111117", "6222021234567890128", "6759649826438453"),
)
"""Numbers that the schemes give out for tests, one of each kind."""


def test_numbers_of_vouchers_are_no_cards() -> None:
    """One in ten of any numbers has the check digit of a card; a shop's own seldom have its beginning too. Those that
    have are known by their end."""
    for own in ("2026", "0018", "8801", "9001", "7000"):
        for last in range(200):
            check_reference("voucher", f"{own}{last:012d}")
    for number in CARDS:
        assert is_card_number(number), number
        for kind in ("card", "wallet_outside", "voucher"):
            with pytest.raises(Refused):
                check_reference(kind, number)
        check_reference("voucher", number[-8:])

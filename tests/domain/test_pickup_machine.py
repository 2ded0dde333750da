"""Two tills and a hub, cancelling and expiry in any order: nothing is handed over twice, stock and money are kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from posapp.domain.errors import Refused
from posapp.domain.order import Order, OrderLine, OrderStep, OrderTender
from posapp.domain.pickup import (
    AT_TILL,
    MOVES,
    OF_SALES,
    OVER,
    LineStand,
    balance_of,
    begun,
    code_proof,
    moved,
    refund_of,
    refunds_of,
    stand,
)
from posapp.domain.refusal_texts import TEXTS
from posapp.domain.times import from_text, to_text

START = "2026-11-21T01:00:00Z"
PLACED = Order(
    "W1",
    "web",
    START,
    "NEW",
    code="482913",
    lines=(OrderLine("A", 3000, 29700, 3000), OrderLine("B", 2000, 7100)),
    tenders=(OrderTender("alipay", 33800),),
    began="NEW",
)
ACTS = st.sampled_from(sorted(AT_TILL))


class Pickup(RuleBasedStateMachine):
    """The hub takes steps in the order in which tills send them; a till goes by its copy and by its own steps."""

    def __init__(self) -> None:
        super().__init__()
        self.now, self.number = START, 0
        self.hub = PLACED
        self.copies = [PLACED, PLACED]
        self.own: list[list[OrderStep]] = [[], []]
        self.sent = [0, 0]
        self.refusals = set[str]()

    def step(self, till: int, act: str, line: int, units: int, right: bool) -> OrderStep:
        self.number += 1
        proof = code_proof(PLACED, "482913" if right else "000000")
        told = OrderStep(act, self.now, f"c{till}", f"T{till}", self.number, line=line, quantity=units * 1000)
        return replace(told, reason="x", sku="C", approver="m1", proof=proof)

    @rule(till=st.integers(0, 1), act=ACTS, line=st.integers(0, 3), units=st.integers(0, 3), right=st.booleans())
    def at_till(self, till: int, act: str, line: int, units: int, right: bool) -> None:
        """Whatever somebody tries there; what is forbidden is refused with words, and leaves nothing."""
        before = stand(self.copies[till], self.own[till])
        step = self.step(till, act, line, units, right)
        try:
            moved(self.copies[till], before, step)
        except Refused as no:
            self.refusals.add(no.code)
        else:
            self.own[till].append(step)

    @rule(till=st.integers(0, 1))
    def serve(self, till: int) -> None:
        """A whole pickup as it should be."""
        for act, line, units in (("take", 0, 0), ("pick", 1, 3), ("pick", 2, 2), ("ready", 0, 0), ("hand_over", 0, 0)):
            self.at_till(till=till, act=act, line=line, units=units, right=True)

    @rule(till=st.integers(0, 1))
    def exchange(self, till: int) -> None:
        """Its journal up, the order down."""
        for step in self.own[till][self.sent[till] :]:
            self.at_hub(step)
        self.sent[till] = len(self.own[till])
        self.copies[till] = self.hub

    @rule(act=st.sampled_from(["cancel", "expire", "remind"]))
    def at_head_office(self, act: str) -> None:
        self.number += 1
        self.at_hub(OrderStep(act, self.now, till="hub", seq=self.number), own=True)

    @rule(minutes=st.sampled_from([1, 16, 60 * 24 * 8]))
    def time(self, minutes: int) -> None:
        self.now = to_text(from_text(self.now) + timedelta(minutes=minutes))

    def at_hub(self, step: OrderStep, *, own: bool = False) -> None:
        try:
            moved(self.hub, stand(self.hub), step)
        except Refused:
            if not own:
                self.hub = replace(self.hub, left_out=(*self.hub.left_out, (step.till, step.seq)))
        else:
            self.hub = replace(self.hub, steps=(*self.hub.steps, step))

    @invariant()
    def nothing_is_given_twice(self) -> None:
        now = stand(self.hub)
        for line, at in zip(self.hub.lines, now.lines, strict=True):
            assert 0 <= at.handed <= at.picked
            assert min(at.picked, at.short, at.moved) >= 0
            assert at.picked + at.short + at.moved <= line.quantity
        given = [step for step in self.hub.steps if step.act == "hand_over"]
        assert all(step.proof == code_proof(PLACED, "482913") for step in given)
        if now.state == "HANDED_OVER":
            assert given
            assert not any(at.picked > at.handed for at in now.lines)

    @invariant()
    def every_unit_is_somewhere(self) -> None:
        """What was ordered is given out, promised still, paid back, or free again."""
        now = stand(self.hub)
        for line, at in zip(self.hub.lines, now.lines, strict=True):
            promised = 0 if now.state in OVER else line.quantity - at.short - at.handed
            back = line.quantity - at.handed if now.state in OVER - {"HANDED_OVER"} else at.short
            free = line.quantity - at.handed - back - promised
            assert free == 0

    @invariant()
    def money_is_kept(self) -> None:
        """What goes back for what was not found is never more than was paid."""
        now = stand(self.hub)
        assert 0 <= refunds_of(self.hub, now) <= self.hub.paid

    @invariant()
    def each_refusal_has_words(self) -> None:
        assert self.refusals <= set(TEXTS)

    @invariant()
    def each_step_is_taken_or_left_out(self) -> None:
        told = {(s.till, s.seq) for s in self.hub.steps if s.till != "hub"} | set(self.hub.left_out)
        sent = {(s.till, s.seq) for till in (0, 1) for s in self.own[till][: self.sent[till]]}
        assert told == sent


Pickup.TestCase.settings = settings(max_examples=20, stateful_step_count=20, deadline=None)
test_two_tills_and_a_hub = Pickup.TestCase


@given(
    amount=st.integers(0, 10**6), off=st.integers(0, 10**6), parts=st.lists(st.integers(1, 5), min_size=1, max_size=6)
)
@settings(max_examples=60)
def test_parts_that_go_back_sum_to_what_was_paid(amount: int, off: int, parts: list[int]) -> None:
    """In whatever parts goods are given up, all of them come to the line's net, to the cent (M4)."""
    line = OrderLine("A", sum(parts) * 1000, amount, min(off, amount))
    order, before, back = replace(PLACED, lines=(line,)), 0, 0
    for units in parts:
        back += refund_of(order, 1, units * 1000, before)
        before += units * 1000
    assert back == line.amount - line.discount


@pytest.mark.parametrize("act", sorted(set(MOVES) - OF_SALES))
def test_nothing_follows_the_end(act: str) -> None:
    over = replace(begun(PLACED), state="HANDED_OVER")
    with pytest.raises(Refused) as no:
        moved(PLACED, over, OrderStep(act, START, "c1", line=1, quantity=1000, reason="x", sku="C", approver="m1"))
    assert no.value.code in ("order_over", "receive_too_many", "order_not_now")


def test_what_a_sale_paid_counts_once_and_also_after_the_end() -> None:
    owing = replace(PLACED, tenders=())
    ready = replace(begun(owing), state="READY", lines=(LineStand(picked=2000),) * len(owing.lines))
    paid = moved(owing, ready, OrderStep("paid", START, receipt="R1"))
    assert (balance_of(owing, paid), paid.settled, paid.receipt) == (0, owing.total, "R1")
    for again in ("R1", "R2"):
        with pytest.raises(Refused, match="nothing_to_pay"):
            moved(owing, paid, OrderStep("paid", START, receipt=again))
    with pytest.raises(Refused, match="order_not_now"):
        moved(owing, paid, OrderStep("unpaid", START, receipt="R2"))
    assert moved(owing, paid, OrderStep("unpaid", START, receipt="R1")).settled == 0
    over = moved(owing, replace(ready, state="CANCELLED"), OrderStep("paid", START, receipt="R1"))
    assert (over.state, over.settled) == ("CANCELLED", owing.total), "somebody owes it to the customer now"

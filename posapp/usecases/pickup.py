"""Online orders in the shop: looked at, picked, made ready and handed over. Every step is an entry of the journal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from posapp.domain.cart import UNIT
from posapp.domain.catalog import Found, Product
from posapp.domain.errors import Refused
from posapp.domain.money import divide, money
from posapp.domain.order import TRANSFERS, Order, OrderStep
from posapp.domain.order_told import just_told
from posapp.domain.pickup import (
    OVER,
    REFUND,
    WRONG_MOST,
    Stand,
    balance_of,
    code_proof,
    left_to_pick,
    moved,
    sku_of,
    stand,
    untold,
    worth_of,
)
from posapp.domain.reduction import at_most
from posapp.domain.staff import Staff
from posapp.domain.typed import seen, shown
from posapp.storage.orders import LEAST, OPEN
from posapp.usecases.balance_sales import as_paid_here, paid_at
from posapp.usecases.checkout import Checkout
from posapp.usecases.desk import Desk, Moment

MOST_WORDS: Final = 200
"""Signs of a reason or a name."""

AskOrder = Callable[[str, str, str, str], Order]
"""(order, act, person, moment) -> the order as the hub has it, kept for this till while it does the act; Refused
within the shop's time limit, or with why it cannot be."""


@dataclass(frozen=True, slots=True)
class OrderView:
    """An order and where it stands, for this till: `own` are the steps that the hub has not told of yet; `too_late`
    those that it left out, since others were first."""

    order: Order
    stand: Stand
    own: tuple[OrderStep, ...] = ()
    too_late: tuple[OrderStep, ...] = ()

    @property
    def open(self) -> bool:
        """Whether something is still to be done."""
        return self.stand.state not in OVER


@dataclass(frozen=True, slots=True)
class Picked:
    """What was scanned, and for which line of which order."""

    view: OrderView
    line: int
    product: Product


class Pickup:
    """What a person does with online orders."""

    def __init__(self, desk: Desk, checkout: Checkout) -> None:
        self._desk = desk
        self._checkout = checkout

    # -- looking ----------------------------------------------------------------------------------------------------

    def view(self, id_: str) -> OrderView:
        """One order; Refused("order_unknown")."""
        order = self._desk.till.orders.by_key(id_)
        if order is None:
            raise Refused("order_unknown")
        return self.view_of(order)

    def listed(self, state: str = "") -> tuple[OrderView, ...]:
        """What is to be done in this shop, or all that stand in one state: first those whose customer stands outside,
        then the soonest promised."""
        self._desk.seller("orders")
        views = [self.view_of(order) for order in self._desk.till.orders.found(OPEN)]
        kept = [v for v in views if (v.stand.state == state if state else v.open)]
        return tuple(sorted(kept, key=lambda v: (not v.stand.arrived, v.order.promised or v.order.placed, v.order.id)))

    def waiting(self) -> int:
        """How many orders wait for a person."""
        return len(self.who_waits())

    def who_waits(self) -> Mapping[str, str]:
        """New ones, and those whose customer stands outside: with where, "" of a new one that nobody waits for."""
        views = [self.view_of(order) for order in self._desk.till.orders.found(OPEN)]
        return {v.order.id: v.stand.arrived for v in views if v.open and (v.stand.arrived or v.stand.state == "NEW")}

    def collected(self, id_: str) -> tuple[str, str]:
        """Who collected it at this till, and what they signed."""
        return self._desk.till.order_steps.collector(id_)

    def product(self, view: OrderView, line: int) -> Product | None:
        """What is given for a line, where the catalogue has it."""
        return self._desk.catalog.by_sku(sku_of(view.order, view.stand, line))

    # -- picking ----------------------------------------------------------------------------------------------------

    def take(self, id_: str, ask: AskOrder | None = None) -> OrderView:
        """Into one's own hands, for fifteen minutes after each step. The hub is asked where it answers, so that no two
        tills take it at once."""
        return self._do(id_, "take", ask=ask)

    def release(self, id_: str) -> OrderView:
        """Out of one's hands; what was found goes back."""
        return self._do(id_, "release")

    def in_hands(self) -> tuple[OrderView, ...]:
        """The orders that the person at this till has taken."""
        staff, now = self._staff(), self._desk.now_text()
        return tuple(
            v for v in self.listed("PICKING") if (lock := v.stand.locked(now)) is not None and lock.staff == staff.id
        )

    def pick(self, code: str, id_: str = "") -> Picked:
        """A scan: for the first of the orders in one's hands (or the one named) that wants it. Refused("pick_mismatch"
        …); nothing is picked then."""
        views = (self.view(id_),) if id_ else self.in_hands()
        if not views:
            raise Refused("order_not_taken")
        found = self.goods(code)
        for view in views:
            for each in found:
                if (line := _wanted(view, each.product.sku)) is not None:
                    units = self._units(view, line, each.product, each.pieces)
                    return Picked(self._do(view.order.id, "pick", line=line, quantity=units), line, each.product)
        product = found[0].product
        names = {"name_zh": shown(product.name_zh), "name_en": shown(product.name_en or product.name_zh)}
        raise Refused("pick_mismatch", **names)

    def goods(self, code: str) -> tuple[Found, ...]:
        """What a code finds; where none is so, the goods with this number, for hands without a scanner. Refused as by
        `Checkout.find`."""
        try:
            return self._checkout.find(code)
        except Refused:
            product = self._desk.catalog.by_sku(code.strip())
            if product is None:
                raise
            return (Found(self._desk.today(product)),)

    def _units(self, view: OrderView, line: int, product: Product, pieces: int) -> int:
        """Weighed goods fill their line: what the scale says differs a little from what was ordered."""
        left = left_to_pick(view.order, view.stand, line)
        return left if product.weighed else min(left, pieces * UNIT)

    def unpick(self, id_: str, line: int, quantity: int) -> OrderView:
        """Back from the hand-over: first what was given up, then what was found."""
        return self._do(id_, "unpick", line=line, quantity=quantity)

    def short(self, id_: str, line: int, quantity: int, reason: str, way: str = REFUND) -> OrderView:
        """Not found: its share is paid back, or another shop is asked for it (`way`)."""
        return self._do(id_, "short", line=line, quantity=quantity, reason=reason, place=way)

    def substitute(self, id_: str, line: int, sku: str, consent: str, approver: Staff | None = None) -> OrderView:
        """Other goods for the same money; `consent`: how the customer agreed. What they cost more than the line is
        given away like a discount: beyond the person's own limit for that `approver` allows it.
        Refused("substitute_dearer", "unknown_sku")."""
        product = self._desk.catalog.by_sku(sku)
        if product is None:
            raise Refused("unknown_sku", sku=sku)
        self._within_worth(self.view(id_).order, line, self._desk.today(product), approver)
        allowed = approver.id if approver is not None else ""
        return self._do(id_, "substitute", line=line, sku=sku, reason=consent, approver=allowed)

    def _within_worth(self, order: Order, line: int, product: Product, approver: Staff | None) -> None:
        if not 0 < line <= len(order.lines):
            return  # the state machine says so
        ordered, staff = order.lines[line - 1], self._desk.seller("orders")
        worth = divide(product.price * ordered.quantity, UNIT)
        more = worth - (ordered.amount - ordered.discount)
        allowing = approver if approver is not None and approver.id != staff.id else staff
        limit = allowing.limit("discount") if allowing.may("discount") else 0
        if more > 0 and limit is not None and more > at_most(worth, limit):
            raise Refused("substitute_dearer", more=money(more, self._desk.store.currency))

    def ready(self, id_: str, shelf: str = "") -> OrderView:
        """On its shelf; the hub tells the customer."""
        return self._do(id_, "ready", place=shelf)

    def notify(self, id_: str) -> OrderView:
        """Tell the customer once more. Refused("told_just_now") within two minutes of the last time."""
        self._staff()
        view = self.view(id_)
        self.must_stand(view, "READY")
        if just_told(view.stand.told_at, self._desk.now_text()):
            raise Refused("told_just_now")
        return self._do(id_, "notify")

    def arrive(self, id_: str, where: str) -> OrderView:
        """The customer waits at the kerb; they may say so themselves, through the web shop."""
        return self._do(id_, "arrive", place=where)

    def printed(self, id_: str) -> OrderView:
        """What to pick is being printed."""
        return self._do(id_, "slip")

    def receive(self, id_: str, line: int, quantity: int) -> OrderView:
        """What another shop sent has come."""
        return self._do(id_, "receive", line=line, quantity=quantity)

    def send(self, id_: str, carrier: str = "") -> OrderView:
        """A transfer leaves for the shop that asked for it, with whoever brings it; nobody has a code."""
        self._staff()
        view = self.view(id_)
        if view.order.channel != TRANSFERS:
            raise Refused("send_no_transfer")
        step = self._step("hand_over", proof=code_proof(view.order, ""), place=shown(carrier.strip())[:MOST_WORDS])
        return self._write(view, step)

    def reject(self, id_: str, reason: str) -> OrderView:
        """The shop cannot do it: the next shop that has all of it does, else the customer gets the money back."""
        return self._do(id_, "reject", reason=reason)

    # -- handing over -----------------------------------------------------------------------------------------------

    def hand_over(
        self,
        id_: str,
        code: str,
        ask: AskOrder,
        *,
        collector: str = "",
        checked: bool = True,
        signature: str = "",
        handed: tuple[tuple[int, int], ...] = (),
        also: str = "",
        receipt: str = "",
    ) -> OrderView:
        """To the customer (whose name was `checked`), or to the `collector` who comes instead. `also`: the telephone's
        last four digits or the name, where several orders have the code; `receipt`: of the balance paid now.

        Refused("pickup_code_wrong", "pickup_shut", "pickup_name", "pickup_second_check", "pickup_balance",
        "pickup_unpaid_offline", "order_claimed" …)."""
        view = self.view(id_)
        collector = seen(" ".join(collector.split()))[:MOST_WORDS]
        if not (checked or collector):
            raise Refused("pickup_name")
        self.must_stand(view, "READY")
        self._check_code(view, code)
        self._check_second(view, code, also)
        view, offline = self.asked(view, ask)
        receipt = receipt or self.paid_here(view)
        self._must_be_paid(view, receipt, offline=offline)
        told = {"proof": code_proof(view.order, view.order.code or code), "handed": handed, "receipt": receipt}
        moved(view.order, view.stand, self._step("hand_over", **told))  # that all of it is there
        worth = worth_of(view.order, view.stand, handed)
        return self._write(
            view,
            self._step("hand_over", **told, worth=worth, alternate=bool(collector), offline=offline),
            collector=collector or view.order.name,
            signature=signature,
        )

    def paid_here(self, view: OrderView) -> str:
        """The receipt by which the balance was paid at this till; "" where it was not."""
        return paid_at(self._desk.till, view.order, view.stand)

    def unlock(self, id_: str, approver: Staff | None = None) -> OrderView:
        """A manager lets codes be tried again, and takes the order out of anybody's hands."""
        staff = self._desk.seller("unlock_order", approver)
        return self._do(id_, "unlock", approver=(approver or staff).id)

    def _check_code(self, view: OrderView, code: str) -> None:
        step = self._step("wrong_code")
        after = moved(view.order, view.stand, step)
        if view.order.code and code.strip() == view.order.code:
            return
        self._write(view, step)
        if after.shut_until:
            raise Refused("pickup_shut", until=after.shut_until)
        raise Refused("pickup_code_wrong", left=WRONG_MOST - after.wrong)

    def _check_second(self, view: OrderView, code: str, also: str) -> None:
        same = [v for v in map(self.view_of, self._desk.till.orders.found(code.strip())) if v.open]
        if len(same) < 2:
            return
        text = also.strip().casefold()
        order = view.order
        if not text or text not in (order.phone[-LEAST:], order.name.casefold()):
            raise Refused("pickup_second_check", count=len(same))

    def asked(self, view: OrderView, ask: AskOrder) -> tuple[OrderView, bool]:
        """The order as the hub has it, kept for this till while it goes out or is paid; where nobody answers, as this
        till knows it. The second: whether it is so."""
        try:
            order = ask(view.order.id, "hand_over", self._staff().id, self._desk.now_text())
        except Refused as no:
            if no.code in ("hub_away", "hub_late"):
                return view, True
            raise
        again = self.view_of(order)
        self.must_stand(again, "READY")
        return again, False

    def _must_be_paid(self, view: OrderView, receipt: str, *, offline: bool) -> None:
        owed = balance_of(view.order, view.stand)
        if owed and not receipt:
            code = "pickup_unpaid_offline" if offline else "pickup_balance"
            raise Refused(code, amount=money(owed, self._desk.store.currency))

    def must_stand(self, view: OrderView, state: str) -> None:
        """As the state machine would say it, before anybody is asked for anything."""
        if view.stand.state != state:
            moved(view.order, view.stand, self._step("notify"))

    # -- one step ---------------------------------------------------------------------------------------------------

    def _staff(self) -> Staff:
        return self._desk.seller("orders")

    def view_of(self, order: Order) -> OrderView:
        """Where it stands, with this till's own steps."""
        till = self._desk.till
        steps = till.order_steps.of(order.id)
        own = untold(order, steps)
        too_late = tuple(step for step in steps if (step.till, step.seq) in order.left_out)
        return OrderView(order, as_paid_here(till, order, stand(order, own)), own, too_late)

    def _step(self, act: str, **told: object) -> OrderStep:
        enrolled, desk = self._desk.till.enrolment.required(), self._desk
        step = OrderStep(
            act, desk.now_text(), self._staff().id, enrolled.till, number=enrolled.register, offline=desk.is_offline()
        )
        return replace(step, **told)  # type: ignore[arg-type]

    def _do(self, id_: str, act: str, *, ask: AskOrder | None = None, **told: object) -> OrderView:
        """One step after the state machine has allowed it; with `ask` the hub too, where it answers."""
        view = self.view(id_)
        clean = {name: shown(v.strip())[:MOST_WORDS] if isinstance(v, str) else v for name, v in told.items()}
        step = self._step(act, **clean)
        moved(view.order, view.stand, step)
        if ask is not None:
            try:
                view = self.view_of(ask(id_, act, step.staff, step.at))
            except Refused as no:
                if no.code not in ("hub_away", "hub_late"):
                    raise
                step = replace(step, offline=True)
        return self._write(view, step)

    def _write(self, view: OrderView, step: OrderStep, *, collector: str = "", signature: str = "") -> OrderView:
        moved(view.order, view.stand, step)
        moment: Moment = self._desk.moment()
        self._desk.till.order_steps.record(view.order.id, step, moment.business_date, collector, signature)
        return self.view(view.order.id)


def _wanted(view: OrderView, sku: str) -> int | None:
    """The first line that wants these goods still."""
    numbers: Iterable[int] = range(1, len(view.order.lines) + 1)
    wanted = (n for n in numbers if sku_of(view.order, view.stand, n) == sku)
    return next((n for n in wanted if left_to_pick(view.order, view.stand, n) > 0), None)

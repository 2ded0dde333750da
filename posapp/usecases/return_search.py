"""Which sale comes back, by whatever the customer has: the hub is asked, and this till's own books where it is away."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from posapp.contract.ops import SaleOp, decode_sale
from posapp.contract.points_ops import earning_of
from posapp.contract.returns import KeepLine, ReturnAnswer, ReturnQuestion, SoldSaid
from posapp.contract.topup_ops import LatePointsOp, decode_late_points
from posapp.contract.translate_sold import Around, Products, owed_of_order, sold_of_order, sold_of_sale
from posapp.domain.catalog import Product
from posapp.domain.errors import Refused
from posapp.domain.live_code import is_live_code
from posapp.domain.order import Order
from posapp.domain.order_balance import back_by_order, balance_paid, order_of_source
from posapp.domain.pickup import untold
from posapp.domain.presents import as_present
from posapp.domain.receipt_code import is_gift_code, read_receipt_code
from posapp.domain.return_rules import RECEIPT
from posapp.domain.sale import Sale
from posapp.domain.sold import ORDER, ReturnLine, Sold
from posapp.domain.tax import taxes_on
from posapp.domain.typed import seen
from posapp.storage.known_members import same_person
from posapp.usecases.came_back import bodies_of, body_of
from posapp.usecases.desk import Desk
from posapp.usecases.members import Members
from posapp.usecases.sales_seen import SalesSeen
from posapp.usecases.store_credit import store_credit

AskReturns = Callable[[ReturnQuestion], ReturnAnswer]
"""Asks the hub; Refused within the shop's time limit."""
OfOrder = Callable[[Order, Around, Products, Mapping[str, int], str], Sold]
AWAY = ("hub_late", "hub_away")
MOST = 20
_KEPT_FOR: Final = timedelta(minutes=25)
"""Less than the hub's half hour."""


@dataclass(frozen=True, slots=True)
class Query:
    """What the customer has: one of them, or the same text as several where nobody can tell which it is."""

    receipt: str = ""
    order: str = ""
    payment: str = ""
    member: str = ""
    phone: str = ""
    sale: str = ""
    gift: bool = False
    """It is a gift receipt."""

    @property
    def text(self) -> str:
        """What was shown or said."""
        return self.receipt or self.order or self.payment or self.member or self.phone or self.sale


def query_of(typed: str) -> Query:
    """A scanned or typed text: the code of a receipt, or whatever else it may be."""
    receipt = read_receipt_code(typed)
    if receipt:
        return Query(receipt=receipt, gift=is_gift_code(typed))
    if is_live_code(typed):
        return Query(member=typed.strip())
    text = seen(typed)[:200]
    digits = "".join(sign for sign in text if sign.isdigit())
    phone = digits[-11:] if 7 <= len(digits) <= 13 and len(digits) >= len(text) - 4 else ""
    return Query(text.upper() if "-" in text else text, text, text, text, phone)


class ReturnSearch:
    """Finds sales and orders, with what of them is left."""

    def __init__(self, desk: Desk, members: Members) -> None:
        self._desk, self._members = desk, members
        self._seen = SalesSeen()
        self._kept: tuple[str, datetime] | None = None
        self._next = ""

    def seek_next(self, text: str) -> None:
        """What the next look for a sale begins with: an order of which a counter owes something."""
        self._next = text

    def sought_next(self) -> str:
        """That, once; "" where nobody said any."""
        text, self._next = self._next, ""
        return text

    def question(self, query: Query, sku: str = "") -> ReturnQuestion:
        """What the hub is asked; `sku`: only what of a member's has these goods. Refused("live_code_over" …)."""
        q, whose = query, self._members.whose(query.member) if query.member else ""
        return ReturnQuestion(
            receipt=q.receipt, order=q.order, payment=q.payment, member=whose, phone=q.phone, sale=q.sale, sku=sku
        )

    def find(self, query: Query, ask: AskReturns) -> tuple[Sold, ...]:
        """Everything that fits, the newest first; for whoever may wait. Where the hub does not answer, what this till
        itself has sold. Refused("nothing_sold", "return_unknown_offline")."""
        if not query.text:
            raise Refused("return_find_what")
        self._desk.seller()
        try:
            found = self.told(ask(self.question(query)), query)
        except Refused as no:
            if no.code not in AWAY:
                raise
            return self.here(query, away=True)
        return found or self.here(query)

    def told(self, answer: ReturnAnswer, query: Query) -> tuple[Sold, ...]:
        """What the hub knows, less what this till took back and has not told it yet."""
        self._seen.keep(answer, query.text, self._desk.now())
        found = [sold for said in answer.found for sold in self._said(said, answer.as_of)]
        return self._shown_by(query, [sold for sold in found if sold.lines])

    def _shown_by(self, query: Query, found: Iterable[Sold]) -> tuple[Sold, ...]:
        """As whoever shows that may have it back."""
        if not query.gift:
            return tuple(found)
        return tuple(as_present(sold, store_credit(_worth_left(sold))) for sold in found if sold.kind == "sale")

    def here(self, query: Query, *, away: bool = False) -> tuple[Sold, ...]:
        """By this till's own books and copies; else as the hub knew it when somebody last looked for it here."""
        desk = self._desk
        sales = desk.till.sales
        sale = sales.by_receipt(query.receipt) if query.receipt else None
        sold = [sale] if sale is not None else []
        if not sold and query.payment:
            sold = list(sales.paid_by(query.payment, MOST))
        if not sold and query.member:
            theirs = same_person(desk.till.known_members, desk.till.members, self._members.whose(query.member))
            sold = list(sales.of_members(theirs, MOST))
        for sale in sold:
            self._must_know_the_order(sale)
        found = [self._own(sale) for sale in sold]
        ids = dict.fromkeys((query.order, *(self._given_out_by(sale) for sale in sold)))
        found += [self._own_order(order) for id_ in ids if id_ and (order := desk.till.orders.by_key(id_)) is not None]
        if not found and away:
            seen = self._seen.of(query.text, desk.now())
            found = [sold for one in seen for sold in self._said(one.said, one.as_of)]
        found = [sold for sold in found if sold.lines]
        if not found:
            raise Refused("return_unknown_offline" if away else "nothing_sold", shown=query.text[:40])
        return self._shown_by(query, found)

    # -- keeping ------------------------------------------------------------------------------------------------------

    def keep(self, sold: Sold, lines: Iterable[ReturnLine], ask: AskReturns) -> None:
        """Have the hub keep these for this return, so that no other till takes them back meanwhile; where it is away
        nobody can, and what comes back twice is found later. Refused("return_kept_elsewhere")."""
        question = self.keep_question(sold, lines)
        if question is None:
            return
        try:
            answer = ask(question)
        except Refused as no:
            if no.code not in (*AWAY, "not_found"):
                raise
            return
        if not answer.kept:
            raise Refused("return_kept_elsewhere", receipt=sold.receipt)
        self.kept(sold)

    def kept(self, sold: Sold) -> None:
        """The hub keeps what lies in the basket of it, for half an hour."""
        self._kept = (sold.id, self._desk.now())

    def keep_again(self) -> ReturnQuestion | None:
        """What the hub is asked before the return is complete, since it keeps nothing any more, or was away when the
        goods were laid into the basket; None while it does."""
        cart = self._desk.basket.cart
        if cart.sold is None or not cart.returns:
            return None
        if self._kept is not None and self._kept[0] == cart.sold.id and self._desk.now() - self._kept[1] < _KEPT_FOR:
            return None
        return self.keep_question(cart.sold, cart.returns)

    def keep_question(self, sold: Sold, lines: Iterable[ReturnLine]) -> ReturnQuestion | None:
        """What the hub is asked; None of what it knows nothing of."""
        more: dict[int, int] = {}
        for line in lines:
            more[line.of] = more.get(line.of, 0) + line.quantity
        if sold.kind not in ("sale", "order", "owed", "gift") or not more:
            return None
        wanted = tuple(KeepLine(line=line, quantity=quantity) for line, quantity in sorted(more.items()))
        return ReturnQuestion(do="keep", sale=sold.id, lines=wanted)

    # -- by our own books ---------------------------------------------------------------------------------------------

    def _own_order(self, order: Order) -> Sold:
        desk, known = self._desk, self._as_known(order)
        around = Around(desk.store.id, order.id, "", desk.store.entity.tax_number, balance=self._paid_here(known))
        around = replace(around, backs=tuple(bodies_of(desk.till, ORDER + order.id)))
        return self._order(sold_of_order, around, known)

    def _own(self, sale: Sale, *, as_it_was: bool = False) -> Sold:
        """`as_it_was`: before anything came back."""
        desk = self._desk
        for_order = desk.till.orders.by_key(order_of_source(sale.source))
        op = body_of(desk.till, int(sale.id.rpartition(".")[2]))
        goods = {line.line.product.sku: line.line.product for line in sale.lines}
        corrections = desk.till.corrections.of(sale)
        places = {t.number: n for n, t in enumerate(sale.tenders, 1)}
        attempts = [a for t in sale.tenders if t.attempt and (a := desk.till.attempts.by_id(t.attempt))]
        around = Around(
            desk.store.id,
            sale.receipt,
            sale.at,
            desk.store.entity.tax_number,
            backs=() if as_it_was else tuple(bodies_of(desk.till, sale.id)),
            order=self._as_known(for_order) if for_order is not None and not as_it_was else None,
            wholes={attempt.id: attempt.amount for attempt in attempts},
            corrected={places[number]: said for number, said in corrections.items() if number in places},
        )
        sold = sold_of_sale(op, around, lambda sku: goods.get(sku) or self._product(sku))
        return _with_late(sold, desk.till.topups.late(sale.id))

    def _product(self, sku: str) -> Product | None:
        return self._desk.catalog.by_sku(sku)

    # -- as the hub says ----------------------------------------------------------------------------------------------

    def _said(self, said: SoldSaid, as_of: str) -> tuple[Sold, ...]:
        """A sale; or an order, with what a counter still owes for it, or that alone where none of its goods can come
        back."""
        till = self._desk.till
        told = {back.seq for back in said.backs if back.till == till.journal.till}
        seen_here = (*till.returns.of(said.id), *(till.returns.of(RECEIPT + said.receipt) if said.body else ()))
        own = [seq for seq in sorted(seen_here) if seq not in told]
        backs = (*(decode_sale(back.body.encode()) for back in said.backs), *(body_of(till, seq) for seq in own))
        around = replace(self._around(said, backs), as_of=as_of, refunded=said.refunded)
        order = self._as_known(said.order.value()) if said.order is not None else None
        if not said.id.startswith(ORDER) or order is None:
            return (self._sale(said, replace(around, order=order)),)
        balance = said.balance
        paid = self._sale(balance, self._around(balance, ())) if balance is not None else self._paid_here(order)
        around = replace(around, balance=paid, by_receipt=self._backs(balance) if balance is not None else ())
        sold, owed = self._order(sold_of_order, around, order), self._order(owed_of_order, around, order)
        if not owed.lines:
            return (sold,)
        return (owed, sold) if any(line.left for line in sold.lines) else (owed,)

    def _backs(self, said: SoldSaid) -> tuple[SaleOp, ...]:
        return tuple(decode_sale(back.body.encode()) for back in said.backs)

    def _sale(self, said: SoldSaid, around: Around) -> Sold:
        sold = sold_of_sale(decode_sale(said.body.encode()), around, self._product)
        told = decode_late_points(said.late.encode()) if said.late else self._desk.till.topups.late(said.id)
        return _with_late(sold, told)

    def _around(self, said: SoldSaid, backs: tuple[SaleOp, ...]) -> Around:
        return Around(
            said.store,
            said.receipt,
            said.at,
            said.entity,
            "",
            backs,
            {p.line: p.quantity for p in said.pending},
            {w.attempt: w.amount for w in said.wholes},
            {c.tender: (c.type, c.reference) for c in said.corrected},
            said.seller,
        )

    def _as_known(self, order: Order) -> Order:
        """With what this till did and the hub has not told yet."""
        return replace(order, steps=(*order.steps, *untold(order, self._desk.till.order_steps.of(order.id))))

    def _given_out_by(self, sale: Sale) -> str:
        """The order whose balance the sale paid; "" for none, or while its goods wait here still."""
        found = self._desk.till.orders.by_key(order_of_source(sale.source))
        order = self._as_known(found) if found is not None else None
        paid = balance_paid(order) if order is not None and back_by_order(order) else None
        return order.id if order is not None and paid is not None and paid.receipt == sale.receipt else ""

    def _must_know_the_order(self, sale: Sale) -> None:
        """Goods of an order come back by it; of one unknown here nobody can say. Refused("return_of_order")."""
        id_ = order_of_source(sale.source)
        if id_ and self._desk.till.orders.by_key(id_) is None:
            raise Refused("return_of_order", order=id_[:40])

    def _paid_here(self, order: Order) -> Sold | None:
        """The sale that paid its balance, where this till made it."""
        paid = balance_paid(order)
        sale = self._desk.till.sales.by_receipt(paid.receipt) if paid is not None else None
        return self._own(sale, as_it_was=True) if sale is not None else None

    def _order(self, made: OfOrder, around: Around, order: Order) -> Sold:
        desk = self._desk
        rates = {id_: tax.rate for id_, tax in taxes_on(desk.catalog.taxes(), desk.moment().business_date).items()}
        return made(order, around, self._product, rates, desk.store.currency.code)


def _with_late(sold: Sold, late: LatePointsOp | None) -> Sold:
    """Points that a member was given for it later go back as those of any other sale."""
    if late is None or sold.member is not None:
        return sold
    return replace(sold, member=late.member, earned=late.points, earning=earning_of(late.by))


def _worth_left(sold: Sold) -> int:
    return sum(paid.left for paid in sold.paid)

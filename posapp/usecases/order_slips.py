"""Papers of online orders, into the printer's queue."""

from __future__ import annotations

import msgspec

from posapp.domain.errors import Refused
from posapp.domain.money import format_quantity
from posapp.domain.order_slip import OrderSlip, SlipLine
from posapp.domain.pickup import left_to_pick, sku_of
from posapp.domain.typed import shown
from posapp.usecases.desk import Desk
from posapp.usecases.pickup import AskOrder, OrderView, Pickup


class OrderSlips:
    """What is printed of an order."""

    def __init__(self, desk: Desk, pickup: Pickup) -> None:
        self._desk = desk
        self._pickup = pickup

    def pick(self, id_: str) -> None:
        """What is still to be found, by shelf group; the order says that it was printed. Refused("order_unknown",
        "order_over")."""
        view = self._pickup.printed(id_)
        left = [(n, left_to_pick(view.order, view.stand, n)) for n in range(1, len(view.order.lines) + 1)]
        self._print(view, "pick", [(n, units) for n, units in left if units])

    def pick_once(self, id_: str) -> None:
        """The same, unless it was printed at some till before."""
        if not _was_printed(self._pickup.view(id_)):
            self.pick(id_)

    def new(self) -> tuple[str, ...]:
        """The new orders that were printed nowhere yet, as far as this till knows; none where nobody is signed in who
        may."""
        staff = self._desk.staff
        if staff is None or not staff.may("orders"):
            return ()
        return tuple(view.order.id for view in self._pickup.listed("NEW") if not _was_printed(view))

    def is_ours(self, id_: str, ask: AskOrder) -> bool:
        """Whether this till prints it: of two that are set up to, the hub lets one. Where it does not answer this one
        does, since a slip twice is less than none. For a thread that may wait."""
        try:
            ask(id_, "slip", self._desk.seller("orders").id, self._desk.now_text())
        except Refused as no:
            return no.code in ("hub_away", "hub_late")
        return True

    def handed(self, id_: str) -> None:
        """What was given out, and to whom."""
        view = self._pickup.view(id_)
        given = [(n, x.handed) for n, x in enumerate(view.stand.lines, 1) if x.handed]
        self._print(view, "handed", given)

    def _print(self, view: OrderView, kind: str, lines: list[tuple[int, int]]) -> None:
        desk, order = self._desk, view.order
        staff = desk.seller("orders")
        slip = OrderSlip(
            "pick" if kind == "pick" else "handed",
            order.id,
            shown(order.name),
            desk.now_text(),
            order.promised,
            staff.name,
            tuple(sorted((self._line(view, n, units) for n, units in lines), key=lambda line: line.group)),
            self._pickup.collected(order.id)[0] if kind != "pick" else "",
            shown(order.note),
        )
        desk.till.print_jobs.queue("order", msgspec.json.encode(slip).decode(), desk.now_text())

    def _line(self, view: OrderView, number: int, units: int) -> SlipLine:
        sku, product = sku_of(view.order, view.stand, number), self._pickup.product(view, number)
        if product is None:
            return SlipLine(sku, sku, "", format_quantity(units))
        zh, en = product.name_zh or product.name_en, product.name_en or product.name_zh
        group_zh, group_en = self._group(product.category)
        return SlipLine(shown(zh), shown(en), group_zh, format_quantity(units), group_en, product.sku)

    def _group(self, id_: str) -> tuple[str, str]:
        """What a category is called, in Chinese and English; one that nobody described by its id."""
        named = next((c for c in self._desk.catalog.categories() if c.id == id_), None)
        if named is None:
            return id_, id_
        return shown(named.name_zh or named.name_en or id_), shown(named.name_en or named.name_zh or id_)


def _was_printed(view: OrderView) -> bool:
    return any(step.act == "slip" for step in (*view.order.steps, *view.own))

"""What the page of orders says of each of them."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject

from posapp.domain.errors import Refused
from posapp.domain.order_stand import NOWHERE
from posapp.domain.refusal_texts import refusal_text
from ui.kit.result_list import Result
from ui.kit.tokens import State
from ui.orders.model import LineRow, OrderRow, OrderShown

PILLS: Final[dict[str, State]] = {
    "NEW": "warn",
    "PICKING": "neutral",
    "PICKED": "good",
    "SHORT": "warn",
    "READY": "good",
    "HANDED_OVER": "neutral",
}
FAR: Final = 600
"""Minutes from which on a time says more than a count."""


class OrderWords(QObject):
    """Rows and sentences in the language of now."""

    def result(self, row: OrderRow) -> Result:
        """One of the list."""
        head = f"{row.id} · {row.name}"
        where = row.arrived if row.arrived != NOWHERE else ""
        detail = " · ".join(part for part in (where, row.channel, row.taker, row.goods) if part)
        state = PILLS.get(row.state, "neutral")
        clock, note = row.promised, row.state_word
        if row.minutes is not None:
            clock = self.tr("{0} min").format(row.minutes) if abs(row.minutes) < FAR else row.promised
            if row.minutes < 0:
                state, note = "bad", self.tr("{0}, late").format(row.state_word)
        if row.shop:
            state, note, clock = "neutral", row.shop, row.state_word
        if row.arrived:
            state, note = "bad", self.tr("Customer is here")
        icon = "smartphone" if row.state == "NEW" else "package"
        return Result(row.id, head, detail, clock, note, state, icon=icon, tint=3 if row.state == "NEW" else 5)

    def about(self, order: OrderShown) -> str:
        """What else there is to know."""
        parts = [
            self._here(order.row.arrived),
            self.tr("Promised {0}").format(order.row.promised),
            ""
            if order.row.transfer
            else self.tr("{0} to pay").format(order.balance)
            if order.balance
            else self.tr("{0}, paid").format(order.total),
            self.tr("shelf {0}").format(order.shelf) if order.shelf else "",
            self.tr("kept until {0}").format(order.until) if order.until else "",
            self.tr("told {0} times").format(order.notices) if order.notices > 1 else "",
            self.tr("{0} goes back").format(order.refund) if order.refund else "",
            self.tr("{0} paid at a counter is owed back").format(order.owed) if order.owed else "",
            self.tr("with {0}").format(order.row.taker) if order.row.taker and not order.mine else "",
            order.note,
        ]
        return " · ".join(part for part in parts if part)

    def _here(self, where: str) -> str:
        if where in ("", NOWHERE):
            return self.tr("The customer waits outside") if where else ""
        return self.tr("The customer waits outside: {0}").format(where)

    def line(self, x: LineRow) -> Result:
        """One of its goods."""
        parts = [self.tr("{0} missing").format(x.short)] if x.short else []
        if x.moved:
            words = self.tr("{0} on its way from another shop") if x.sent else self.tr("{0} asked of another shop")
            parts.append(words.format(x.sent or x.moved))
        parts += [x.sku, x.group]
        state: State = "good" if not x.left and not x.moved else "warn"
        note = self.tr("given out") if x.handed else self.tr("to be found") if x.left else self.tr("found")
        note = self.tr("to come") if x.moved and not x.left else note
        return Result(x.sku, x.name, " · ".join(parts), f"{x.found} / {x.wanted}", note, state)

    def hint(self, order: OrderShown, language: str) -> str:
        """What to do now, where no key says it."""
        row = order.row
        if row.shop:
            return refusal_text(Refused("order_elsewhere", shop=row.shop), language)
        if order.too_late:
            return self.tr("Goods of it were given out here when it was over already. Head office has been told.")
        if order.shut:
            return self.tr("Five wrong codes: locked for 15 minutes, unless a manager unlocks it.")
        if order.row.state == "PICKING" and order.mine:
            return self.tr("Scan each piece, or type its code and Enter.")
        if order.row.state == "PICKING":
            return self.tr("{0} has it in their hands.").format(order.row.taker or self.tr("Nobody"))
        return ""

    def main(self, order: OrderShown) -> str:
        """The next step; "" where there is none."""
        if order.row.shop:
            return ""
        if order.owed:
            return self.tr("Give {0} back").format(order.owed)
        return {
            "NEW": self.tr("Take it"),
            "PICKING": "" if order.mine else self.tr("Take it"),
            "PICKED": self.tr("Ready: put it on a shelf"),
            "SHORT": self.tr("Ready without what is missing"),
            "READY": ""
            if order.shut
            else self.tr("Take {0} first").format(order.balance)
            if order.balance
            else self.tr("Send it off")
            if order.row.transfer
            else self.tr("Hand over"),
        }.get(order.row.state, "")

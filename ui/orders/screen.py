"""Online orders: what is to be done, one of them in sight, picked by scanning, handed over by its code."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout

from posapp.domain.errors import Refused
from ui.kit.result_list import Result
from ui.narrow import FittingScreen
from ui.orders.acts import OrderActs
from ui.orders.model import LineRow, OrderRow, OrderShown, OrdersModel, PickRow, View
from ui.orders.panels import ListPanel, OrderPanel
from ui.orders.words import PILLS, OrderWords
from ui.screen import Place
from ui.texts import refusal

_MINUTE_MS: Final = 60_000
VIEWS: tuple[View, ...] = ("open", "mine", "READY", "list")


class OrdersScreen(FittingScreen):
    """The list at the left, the order at the right; F12 is the next step, whatever it is."""

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self._place = place
        self._order: OrderShown | None = None
        self._rows: list[OrderRow] = []
        self._several = False
        self._given_out = ""
        """The order that was just handed over: it stays in sight, its customer may buy more."""
        self._columns = 3
        self._clock = QTimer(self, interval=_MINUTE_MS)
        self._clock.timeout.connect(self._minute)
        self.model, self.words = OrdersModel(place, self), OrderWords(self)
        self.left, self.right = ListPanel(place.theme), OrderPanel(place.theme)
        self.acts = OrderActs(place, self.model, self._current, self)
        row = QHBoxLayout(self)
        place.theme.space(row, (24, 6, 18, 16), 16)
        row.addWidget(self.left, 46)
        row.addWidget(self.right, 54)
        self._make_actions()
        self._connect()
        self.retranslate()

    # -- wiring ---------------------------------------------------------------------------------------------------

    def _make_actions(self) -> None:
        pickup, acts = self._place.app.pickup, self.acts
        self.search = self.on_key("F2", lambda: self.left.field.setFocus())
        self.step = self.on_key("F12", acts.next)
        self.leave = self.on_key("Esc", self._back)
        self.short = self.on_key("F6", acts.short)
        self.substitute = self.on_key("F7", acts.substitute)
        self.unpick = self.on_key("F5", acts.unpick)
        self.release = self.on_key("F8", lambda: acts.act("release", pickup.release))
        self.again = self.on_key("F4", lambda: acts.act("notify", pickup.notify))
        self.arrived = self.on_key("Ctrl+K", acts.arrived)
        self.more = self.on_key("Ctrl+S", acts.sell_more)
        self.unlock = self.on_key("Ctrl+U", lambda: acts.unlock())
        self.reject = self.on_key("Ctrl+D", acts.reject)
        self.receive = self.on_key("Ctrl+I", acts.receive)
        self.print = self.on_key("Ctrl+P", lambda: acts.act("print", self._place.app.order_slips.pick))
        self.turn = self.on_key("Ctrl+T", lambda: self._turn(1 - self.right.stack.currentIndex()))
        for action, icon in (
            (self.short, "octagon-alert"),
            (self.substitute, "refresh-cw"),
            (self.unpick, "undo-2"),
            (self.release, "log-out"),
            (self.receive, "package"),
            (self.again, "mail"),
            (self.arrived, "hand"),
            (self.more, "shopping-bag"),
            (self.unlock, "lock-open"),
            (self.print, "printer"),
            (self.reject, "x"),
        ):
            self.right.keys.add(action, icon)
        self.right.main.clicked.connect(acts.next)

    def _connect(self) -> None:
        model, left, right = self.model, self.left, self.right
        model.listed.connect(self._show_list)
        model.picks.connect(self._show_picks)
        model.opened.connect(self._show_order)
        model.done.connect(self._done)
        model.asking.connect(lambda: left.notice.say("neutral", self.tr("The hub is being asked"), 3))
        model.refused.connect(self._refused)
        left.field.settled.connect(self._typed)
        left.field.steered.connect(self._steer)
        left.field.returnPressed.connect(self._entered)
        left.views.chosen.connect(self._view)
        left.orders.chosen.connect(self._choose)
        right.sides.chosen.connect(self._turn)
        self._place.bridge.changed.connect(self._changed)
        self._place.bridge.order_wanted.connect(self._wanted)

    def retranslate(self) -> None:
        words = {
            self.search: self.tr("Find an order"),
            self.leave: self.tr("Back to selling"),
            self.short: self.tr("Not found"),
            self.substitute: self.tr("Other goods"),
            self.unpick: self.tr("Take back"),
            self.release: self.tr("Release"),
            self.again: self.tr("Tell again"),
            self.arrived: self.tr("At the kerb"),
            self.more: self.tr("Sell more"),
            self.unlock: self.tr("Unlock"),
            self.reject: self.tr("Reject"),
            self.receive: self.tr("It has come"),
            self.print: self.tr("Print"),
            self.turn: self.tr("Goods or history"),
        }
        for action, text in words.items():
            action.setText(text)
        self.left.field.set_name(self.tr("Number, code, telephone, or 8000 and the name"))
        self._show_views()
        self.right.sides.set_words([self.tr("Goods"), self.tr("History")], self.right.stack.currentIndex())
        self._show_order(self._order)
        if self.isVisible():
            self.model.reload()

    def _show_views(self) -> None:
        names = [self.tr("To do"), self.tr("Mine"), self.tr("Ready"), self.tr("Pick list")]
        chosen = VIEWS.index(self.model.view) if self.model.view in VIEWS else -1
        self.left.views.set_words(names, chosen)

    def more_keys(self) -> Sequence[tuple[str, str]]:
        return (("Enter", self.tr("Show the order")),)

    def opened(self) -> None:
        self.left.notice.clear()
        self._given_out = ""
        self.model.reload()
        self._clock.start()
        self.left.field.setFocus()

    def _minute(self) -> None:
        """Minutes left, whose hands an order is in and what wrong codes have shut go by the clock."""
        if not self.isVisible():
            self._clock.stop()
        elif not self._several:  # among several that fit somebody is choosing
            self.model.reload()

    def fit_in(self, narrow: bool, short: bool) -> None:
        self._columns = 2 if narrow else 3
        self.right.sides.setVisible(not short)
        self.right.keys.arrange(self._columns)

    def scanned(self, code: str) -> None:
        """Goods where something is being picked; else the code of an order, or goods to be sold."""
        if self._picking or self._place.app.pickup.in_hands():
            self._pick(code)
            return
        try:
            found = self._place.app.order_search.find(code)
        except Refused:
            self._place.sell(code)
            return
        self.left.field.setText(code)
        self.model.find(code)
        if len(found) == 1:
            self.model.choose(found[0].order.id)

    def _wanted(self, order: str) -> None:
        """Another page led here."""
        self.left.field.setText(order)
        self.model.find(order)
        self.model.choose(order)

    @property
    def _picking(self) -> bool:
        """Whether the order in sight is in the hands of whoever stands here."""
        return self._order is not None and self._order.row.state == "PICKING" and self._order.mine

    def _pick(self, code: str) -> None:
        self.model.act("pick", lambda: self._picked(code))

    def _picked(self, code: str) -> None:
        picked = self._place.app.pickup.pick(code)
        self._place.sounds.play("good")
        self.left.notice.clear()  # the head of the scan may have been looked for as an order
        self.left.field.clear()
        self.model.look_at(picked.view.order.id)

    def _is_of_order(self, code: str) -> bool:
        """Goods of the order in sight, by their number or a whole code."""
        try:
            found = self._place.app.pickup.goods(code)
        except Refused:
            return False
        wanted = {line.sku for line in self._order.lines} if self._order is not None else set()
        return any(each.product.sku in wanted for each in found)

    def _changed(self, topic: str) -> None:
        if topic in ("orders", "copies", "catalog", "staff") and self.isVisible():
            self.model.reload()

    def _back(self) -> None:
        if self.left.field.text():
            self.left.field.clear()
            self.model.find("")
            self._show_views()
        else:
            self._place.go("checkout")

    # -- the list -------------------------------------------------------------------------------------------------

    def _typed(self, typed: str) -> None:
        """While an order is picked a search waits for Enter: digits are goods, or the head of a scan."""
        if not self._picking:
            self._find(typed)
        elif not typed.strip() and self.model.typed:
            self.model.look_at(self.model.chosen)
            self.model.reload()
            self._show_views()

    def _entered(self) -> None:
        typed = self.left.field.text().strip()
        if self._picking and typed and self._is_of_order(typed):
            self._pick(typed)
        else:
            self._find(typed)

    def _find(self, typed: str) -> None:
        if typed.strip() != self.model.typed:
            self.left.notice.clear()  # half a code has no order; the whole one may
            self.model.find(typed)
            self._show_views()

    def _steer(self, event: QKeyEvent) -> None:
        self.left.orders.steer(event)

    def _view(self, number: int) -> None:
        self.model.view = VIEWS[number]
        self.model.typed = ""
        self.left.field.clear()
        self.model.reload()

    def _show_list(self, rows: list[OrderRow]) -> None:
        self._rows = rows
        ids = [row.id for row in rows]
        several = self.model.view == "found" and len(rows) > 1 and not self.model.chosen
        current = ids.index(self.model.chosen) if self.model.chosen in ids else -1
        self.left.orders.set_results([self.words.result(row) for row in rows], current)
        self._arrange(bool(rows), self.tr("No order waits. New ones come by themselves."))
        if self._several and not several:
            self.left.notice.clear()
        self._several = several
        if several:
            self._show_order(None)
            words = self.tr("Several fit: compare name and goods, then choose one.")
            self.left.notice.say("warn", words, 12)
        elif rows and (not self.model.chosen or self.model.chosen not in (*ids, self._given_out)):
            self.left.orders.set_current(0)
            self.model.choose(ids[0])

    def _show_picks(self, rows: list[PickRow]) -> None:
        self._rows = []
        results = [Result(r.sku, f"{r.name} × {r.wanted}", r.orders, "", r.group) for r in rows]
        self.left.orders.set_results(results, -1)
        self._arrange(bool(rows), self.tr("Nothing is to be fetched."))

    def _arrange(self, there: bool, nothing: str) -> None:
        self.left.orders.setVisible(there)
        self.left.empty.setVisible(not there)
        self.left.empty.setText(nothing)

    def _choose(self, row: int) -> None:
        if 0 <= row < len(self._rows):
            self.model.choose(self._rows[row].id)

    # -- the order ------------------------------------------------------------------------------------------------

    def _show_order(self, order: OrderShown | None) -> None:
        self._order, self.acts.order, right = order, order, self.right
        for widget in (right.state, right.about, right.sides, right.stack, right.hint, right.main):
            widget.setVisible(order is not None)
        self._enable(order)
        if order is None:
            right.title.setAlignment(Qt.AlignmentFlag.AlignCenter)
            right.title.setText(self.tr("Choose an order"))
            return
        right.title.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        row = order.row
        right.title.setText(f"{row.id} · {row.channel} · {row.name} {order.phone}")
        right.state.set(PILLS.get(row.state, "neutral"), row.state_word)
        right.about.setText(self.words.about(order))
        current = max(0, right.lines.current)
        right.lines.set_results([self.words.line(x) for x in order.lines], min(current, len(order.lines) - 1))
        right.steps.set_results([Result(at, what, f"{at} · {who}") for at, what, who in order.steps], -1)
        right.hint.setText(self.words.hint(order, self._place.languages.language))
        right.main.set_label(self.words.main(order))
        right.main.setVisible(bool(self.words.main(order)))

    def _enable(self, order: OrderShown | None) -> None:
        state = order.row.state if order is not None and not order.row.shop else ""
        mine = order is not None and order.mine
        transfer = order is not None and order.row.transfer
        usable: dict[QAction, bool] = {
            self.step: bool(state and order is not None and self.words.main(order)),
            self.receive: bool(state and order is not None and any(x.coming for x in order.lines)),
            self.short: state == "PICKING" and mine,
            self.substitute: state == "PICKING" and mine,
            self.unpick: state in ("PICKED", "SHORT", "READY") or (state == "PICKING" and mine),
            self.release: state == "PICKING" and mine,
            self.again: state == "READY" and not transfer,
            self.print: state in ("NEW", "PICKING"),
            self.arrived: state == "READY" and not transfer,
            self.more: state in ("READY", "HANDED_OVER") and not transfer,
            self.unlock: order is not None and (order.shut or (state == "PICKING" and not mine)),
            self.reject: state in ("NEW", "PICKED", "SHORT") or (state == "PICKING" and mine),
        }
        for action, can in usable.items():
            action.setEnabled(can)
        self.right.keys.arrange(self._columns)

    def _turn(self, side: int) -> None:
        self.right.stack.setCurrentIndex(side)
        self.right.sides.choose(side)

    # -- steps ----------------------------------------------------------------------------------------------------

    def _current(self) -> LineRow | None:
        order, row = self._order, self.right.lines.current
        return order.lines[row] if order is not None and 0 <= row < len(order.lines) else None

    def _done(self, act: str, order: str) -> None:
        slips = self._place.app.order_slips
        if act == "take":
            slips.pick_once(order)
        elif act == "hand_over":
            slips.handed(order)
            self._given_out = order
            self.model.choose(order)
            self.acts.hand_over.close_sheet()
            self._place.sounds.play("good")
            self.left.notice.say("good", self.tr("Handed over"), 6)
        elif act == "print":
            self.left.notice.say("good", self.tr("The pick slip is printing"), 4)
        elif act == "send":
            self.left.notice.say("good", self.tr("On its way"), 6)
        elif act == "receive":
            self.left.notice.say("good", self.tr("It is here: put it on a shelf, the customer is told"), 6)
        elif act in ("balance", "sell_more"):
            self._place.go("checkout")
        elif act in ("ready", "notify"):
            self._say_told(again=act == "notify")

    def _say_told(self, *, again: bool) -> None:
        """The hub tells the customer: with the line down that waits, and is not said as if it had been done."""
        if self._place.app.desk.is_offline():
            words = self.tr("The line is down: the customer is told as soon as it is back")
            self.left.notice.say("warn", words, 10)
        else:
            words = self.tr("The customer is told once more") if again else self.tr("Ready; the customer is told")
            self.left.notice.say("good", words, 6)

    def _refused(self, no: Refused) -> None:
        if not self.acts.refused(no):
            self.left.notice.say("bad", refusal(no, self._place.languages.language), 10)

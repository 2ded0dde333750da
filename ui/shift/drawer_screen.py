"""The open shift: its drawer, X, and the way to its end; beside it what was moved, and the Zs of before."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial

from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout

from posapp.domain.cash import INTO, CashMove, MoveKind
from posapp.domain.errors import Refused
from posapp.domain.shift import Closed
from posapp.storage.sales import SaleHead
from ui.approval import Approval
from ui.drawer import DrawerSheet
from ui.kit.amounts import TotalRow
from ui.kit.buttons import Button, Chip, PrimaryButton
from ui.kit.result_list import Result, ResultList
from ui.kit.status import Banner, Notice
from ui.narrow import FittingScreen, scrolling_row
from ui.screen import Place
from ui.shift.cash_sheet import CashSheet
from ui.shift.drawer_model import DrawerModel, ShiftShown
from ui.shift.paper_sheet import PaperSheet
from ui.shift.suspend_sheet import SuspendSheet
from ui.texts import clock_text, date_clock_text, money, plain, refusal
from ui.topup.side import ToppingUp

MOVES: tuple[tuple[MoveKind, str], ...] = (
    ("paid_in", "Ctrl+1"),
    ("paid_out", "Ctrl+2"),
    ("safe_drop", "Ctrl+3"),
    ("bank_drop", "Ctrl+4"),
    ("refund", "Ctrl+5"),
)

LIST = 160
"""Of the list where it stands below the keys, in token pixels."""


class DrawerScreen(FittingScreen):
    """Keys at the left, what happened at the right."""

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        theme = place.theme
        self._place = place
        self._now: ShiftShown | None = None
        self.model = DrawerModel(place, self)
        self.title, self.late, self.notice = QLabel(), Banner(theme), Notice(theme)
        self.title.setProperty("type", "panel")
        self.facts = [TotalRow(theme) for _ in range(5)]
        self.moves = {kind: Button(theme, height=52) for kind, _ in MOVES}
        self.open_drawer, self.look_x = Button(theme, height=52), Button(theme, icon="receipt-text", height=52)
        self.cards = Button(theme, icon="gift", height=52)
        self.suspends = Button(theme, icon="log-out", key="Ctrl+U", height=52)
        self.end = PrimaryButton(theme, icon="lock", key="Ctrl+E")
        self.moved_chip, self.z_chip = Chip(theme, icon="banknote"), Chip(theme, icon="receipt-text")
        self.list, self.empty = ResultList(theme), QLabel()
        self.empty.setProperty("tone", "ink3")
        self.empty.setWordWrap(True)
        self.cash, self.drawer, self.paper = CashSheet(place), DrawerSheet(place), PaperSheet(place)
        self._z = ""
        self._row = row = scrolling_row(self, theme)
        row.addWidget(self._left(), 50)
        row.addWidget(self._right(), 50)
        self._make_actions()
        self._connect()
        self.retranslate()

    def fit_in(self, narrow: bool, short: bool) -> None:
        """Little width: what happened stands below the keys."""
        ways = QBoxLayout.Direction
        self._row.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)
        self.list.setMinimumHeight(self._theme.px(LIST) if narrow or short else 0)

    @cached_property
    def approval(self) -> Approval:
        """A second person."""
        return Approval(self._place)

    @cached_property
    def suspending(self) -> SuspendSheet:
        """The question before the shift leaves this till."""
        sheet = SuspendSheet(self._place)
        sheet.suspended.connect(lambda: self._place.go("shift"))
        return sheet

    @cached_property
    def topping_up(self) -> ToppingUp:
        """Money onto a gift card."""
        return ToppingUp(self._place, self)

    def _left(self) -> QFrame:
        theme, card = self._place.theme, QFrame()
        card.setProperty("look", "card")
        column, keys = QVBoxLayout(card), QGridLayout()
        theme.space(column, (20, 14, 20, 16), 8)
        theme.space(keys, (0, 0, 0, 0), 8)
        for widget in (self.title, self.late, *self.facts):
            column.addWidget(widget)
        for number, button in enumerate((*self.moves.values(), self.open_drawer)):
            keys.addWidget(button, number // 2, number % 2)
        row = keys.rowCount()
        keys.addWidget(self.look_x, row, 0)
        keys.addWidget(self.cards, row, 1)
        column.addStretch(1)
        column.addLayout(keys)
        for widget in (self.notice, self.suspends, self.end):
            column.addWidget(widget)
        return card

    def _right(self) -> QFrame:
        theme, card, chips = self._place.theme, QFrame(), QHBoxLayout()
        card.setProperty("look", "card")
        column, group = QVBoxLayout(card), QButtonGroup(card)
        theme.space(column, (20, 14, 20, 16), 10)
        theme.space(chips, (0, 0, 0, 0), 8)
        for chip in (self.moved_chip, self.z_chip):
            group.addButton(chip)
            chips.addWidget(chip)
        chips.addStretch(1)
        column.addLayout(chips)
        column.addWidget(self.empty)
        column.addWidget(self.list, 1)
        column.addStretch(0)
        self.moved_chip.setChecked(True)
        return card

    def _make_actions(self) -> None:
        self.asks = {kind: self.on_key(key, self._asking(kind)) for kind, key in MOVES}
        for kind, action in self.asks.items():
            self.moves[kind].follow(action)
        self.look = self.on_key("Ctrl+R", lambda: self.model.show_x())
        self.look_x.follow(self.look)
        self.suspend = self.on_key("Ctrl+U", lambda: self.suspending.ask())
        self.suspends.follow(self.suspend)
        self.close_shift = self.on_key("Ctrl+E", lambda: self._place.go("close"))
        self.to_moves = self.on_key("Alt+1", self.moved_chip.click)
        self.to_z = self.on_key("Alt+2", self.z_chip.click)
        self.card = self.on_key("Ctrl+T", lambda: self.topping_up.ask_card())
        self.cards.follow(self.card)
        self.leave = self.on_key("Esc", lambda: self._place.go("checkout"))
        self.open_drawer.set_key("F10")

    def _asking(self, kind: MoveKind) -> Callable[[], None]:
        return lambda: self.cash.ask(kind)

    def _connect(self) -> None:
        model = self.model
        model.shown.connect(self._show)
        model.x_shown.connect(self._show_x)
        model.z_shown.connect(self._show_z)
        model.printed.connect(self._printed)
        model.refused.connect(self._refused)
        self.cash.moved.connect(self._moved)
        self.drawer.opened.connect(lambda: self.notice.say("good", self.tr("The drawer opens")))
        self.open_drawer.clicked.connect(self.drawer.ask)
        self.end.clicked.connect(self.close_shift.trigger)
        self.paper.printed.connect(self._print)
        self.list.chosen.connect(self._chosen)
        for chip in (self.moved_chip, self.z_chip):
            chip.clicked.connect(self._fill)
        self._place.bridge.changed.connect(self._changed)

    def retranslate(self) -> None:
        for kind, action in self.asks.items():
            action.setText(self._word(kind))
        self.open_drawer.set_label(self.tr("Open drawer"))
        self.look.setText(self.tr("X report"))
        self.suspend.setText(self.tr("Suspend: carry on at another till"))
        self.close_shift.setText(self.tr("Close the shift"))
        self.end.set_label(self.tr("Close the shift"))
        self.card.setText(self.tr("Top up a gift card"))
        self.to_moves.setText(self.tr("Cash moves"))
        self.to_z.setText(self.tr("Z reports"))
        self.leave.setText(self.tr("Back to selling"))
        self.moved_chip.set_label(self.tr("Cash moves"))
        self.z_chip.set_label(self.tr("Z reports"))
        if self._now is not None:
            self._show(self._now)

    def _word(self, kind: str) -> str:
        words = {
            "paid_in": self.tr("Cash in"),
            "paid_out": self.tr("Cash out"),
            "safe_drop": self.tr("Safe drop"),
            "bank_drop": self.tr("To the bank"),
            "refund": self.tr("Cash refund"),
        }
        return words[kind]

    # -- the window -----------------------------------------------------------------------------------------------

    def opened(self) -> None:
        self.notice.clear()
        offered = self._place.app.suspending.offered()
        self.suspends.setVisible(offered)
        self.suspend.setEnabled(offered)
        self.model.reload()
        self.moves["paid_in"].setFocus()

    def scanned(self, code: str) -> None:
        self._place.sell(code)

    def _changed(self, topic: str) -> None:
        if topic in ("shift", "holds", "outbox", "journal", "sales") and self.isVisible():
            self.model.reload()

    # -- what there is --------------------------------------------------------------------------------------------

    def _show(self, now: ShiftShown) -> None:
        self._now = now
        standing, zone = now.standing, self._place.app.desk.store.timezone
        if standing is None:
            return
        shift = standing.shift
        self.title.setText(self.tr("Shift {0} · {1}").format(now.number, shift.business_date))
        who = now.people.get(shift.staff, shift.staff)
        facts = (
            (self.tr("Opened"), date_clock_text(shift.opened_at, zone)),
            (self.tr("Answers for the drawer"), self._answers(who)),
            (self.tr("Goods on the counter"), self._on_counter()),
            (self.tr("Baskets that lie aside"), str(len(standing.held))),
            (self.tr("Entries not sent to the hub yet"), str(standing.unsent)),
        )
        for row, (name, text) in zip(self.facts, facts, strict=True):
            row.set(name, text)
        if standing.overdue:
            self.late.show_words("warn", self._late_words(shift.business_date), closes=False)
        else:
            self.late.hide()
        self._fill()

    def _on_counter(self) -> str:
        """They hold the close up, so they are said here."""
        desk = self._place.app.desk
        count, total = len(desk.basket.cart.lines), money(desk.priced.total, desk.store.currency)
        return self.tr("%n line(s) · {0}", "", count).format(total) if count else self.tr("none")

    def _answers(self, who: str) -> str:
        return self.tr("everybody who sells here") if self._place.app.desk.store.drawer.mode == "shared" else who

    def _late_words(self, date: str) -> str:
        return self.tr(
            "This shift was left open: its day, {0}, is over. Selling goes on and still counts for that day. "
            "A manager closes it; then open a new one."
        ).format(date)

    def _fill(self) -> None:
        now = self._now
        if now is None:
            return
        if self.z_chip.isChecked():
            rows, hint = [self._close_row(c, now.people) for c in now.closes], ""
            if not rows:
                hint = self.tr("No shift was closed at this till yet.")
        elif now.moves:
            rows, hint = [self._move_row(m, now.people) for m in now.moves], ""
        else:
            rows = [self._receipt_row(head, now.people) for head in now.receipts]
            hint = self.tr("No cash was moved in this shift apart from sales.")
            if rows:
                hint += " " + self.tr("The day's last receipts:")
        self.list.set_results(rows)
        self.list.setVisible(bool(rows))
        self.empty.setVisible(bool(hint))
        self.empty.setText(hint)

    def _receipt_row(self, head: SaleHead, people: dict[str, str]) -> Result:
        desk = self._place.app.desk
        told = f"{clock_text(head.at, desk.store.timezone)} · {people.get(head.staff, head.staff)}"
        due = plain(head.due, desk.store.currency)
        return Result(head.receipt, head.receipt, told, due, icon="receipt-text", tint=3)

    def _move_row(self, move: CashMove, people: dict[str, str]) -> Result:
        desk = self._place.app.desk
        who = people.get(move.staff, move.staff)
        told = [clock_text(move.at, desk.store.timezone), who, *([move.of] if move.of else [])]
        sign = "+" if move.kind in INTO else ""
        amount = sign + plain(move.effect, desk.store.currency)
        note = self.tr("allowed by {0}").format(people.get(move.approver, move.approver)) if move.approver else ""
        name = f"{self._word(move.kind)} · {move.reason}"
        return Result(move.id, name, " · ".join(told), amount, note, icon="banknote", tint=3)

    def _close_row(self, closed: Closed, people: dict[str, str]) -> Result:
        desk = self._place.app.desk
        who = people.get(closed.staff, closed.staff)
        detail = f"{closed.business_date} · {date_clock_text(closed.closed_at, desk.store.timezone)} · {who}"
        off = plain(closed.difference, desk.store.currency)
        state = "good" if not closed.difference else "warn"
        words = (
            self.tr("even") if not closed.difference else self.tr("over") if closed.difference > 0 else self.tr("short")
        )
        return Result(closed.name, closed.name, detail, off, words, state, icon="receipt-text", tint=5)  # type: ignore[arg-type]

    def _chosen(self, row: int) -> None:
        now = self._now
        if now is not None and self.z_chip.isChecked():
            if 0 <= row < len(now.closes):
                self.model.show_z(now.closes[row])
        elif now is not None and not now.moves:
            self._place.go("receipts")

    # -- acts -----------------------------------------------------------------------------------------------------

    def _moved(self, move: CashMove) -> None:
        amount = plain(move.amount, self._place.app.desk.store.currency)
        self.notice.say("good", self.tr("{0} {1} is noted; the slip prints").format(self._word(move.kind), amount))
        self.model.reload()

    def _show_x(self, picture: object) -> None:
        self._z = ""
        self.paper.show_paper(self.tr("X report: the shift so far"), picture, self.tr("Print"))  # type: ignore[arg-type]

    def _show_z(self, closed: Closed, picture: object) -> None:
        self._z = closed.name
        self.paper.show_paper(closed.name, picture, self.tr("Print a copy"))  # type: ignore[arg-type]

    def _print(self) -> None:
        if self._z:
            self.model.print_z(self._z)
        else:
            self.model.print_x()

    def _printed(self, name: str) -> None:
        words = self.tr("A copy of {0} is printing").format(name) if name else self.tr("The X report is printing")
        self.notice.say("good", words)

    def _refused(self, no: Refused) -> None:
        self._place.sounds.play("refused")
        act = str(no.facts.get("act", ""))
        if no.code == "not_permitted" and act in ("x_report", "reprint"):
            then = self.model.show_x if act == "x_report" else partial(self.model.print_z, self._z)
            self.approval.ask_for(act, self._z if act == "reprint" else "", then)
            return
        self.notice.say("bad", refusal(no, self._place.languages.language), 8)

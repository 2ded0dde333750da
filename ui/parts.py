"""What the window gets once the till is loaded: rail, keys of every page, help, drawer, toast."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QMainWindow, QWidget

from posapp.domain.errors import Refused
from posapp.domain.money import money
from ui.follow_ups.count import FollowUpCount
from ui.idle_lock import IdleLock
from ui.kit.sheet import stands_in_the_way
from ui.orders.alert import OrderAlert
from ui.pages import PAGES
from ui.payment.late_paid import LatePaid
from ui.payment.refund_follow import RefundFollow
from ui.rail import Rail
from ui.screen import Place
from ui.shift.left_open import LeftOpen
from ui.texts import refusal
from ui.toast import Toast
from ui.top_bar import TopBar
from ui.warning_band import WarningBand
from ui.window_keys import ALWAYS, DRAWER, FOLLOW, KEYS, LOCK, HelpSheet, WindowKeys

if TYPE_CHECKING:
    from ui.approval import Approval
    from ui.drawer import DrawerSheet
    from ui.leave_sheet import LeaveSheet
    from ui.people import People
    from ui.sign_in.model import SignInModel


class Parts:
    """What stands around the pages of `place`; `acts` are what the window does for its own keys."""

    def __init__(
        self,
        window: QMainWindow,
        pages: QWidget,
        place: Place,
        acts: Mapping[str, Callable[[], object]],
        drawer_opened: Callable[[], object],
        switch_person: Callable[[], object],
        warning: WarningBand,
        sign_in: SignInModel,
        train: Callable[[], object],
    ) -> None:
        self._place = place
        self._train = train
        self._drawer_opened, self._switch_person, self._sign_in = drawer_opened, switch_person, sign_in
        self._lock = acts[LOCK]
        asked = {**acts, DRAWER: self._ask_drawer, FOLLOW: lambda: self._go(FOLLOW)}
        self.rail = Rail(place.theme, PAGES, self._go)
        free = {name: asked[name] if name in ALWAYS else partial(self._unless_asked, asked[name]) for name in KEYS}
        self.keys = WindowKeys(window, free)
        self.toast = Toast(place.theme, place.host, pages)
        self._late_paid = LatePaid(place, warning, window)
        self._left_open = LeftOpen(place, warning, window)
        self._refunds = RefundFollow(place, warning, window)
        self.idle = IdleLock(window, place, acts[LOCK], lambda: self.people.walked_away())
        self.set_signed_in(False)

    def follow(self, bar: TopBar) -> None:
        """The bar above the pages has keys of theirs, and the count of orders that wait."""
        bar.follow(self.keys.actions["reprint"], self.keys.actions["lock"])
        bar.orders.connect(lambda: self._go("orders"))
        self._alert = OrderAlert(self._place, bar.show_orders, partial(self.toast.tell, "good"), bar)
        self._alert.look()
        bar.follow_ups.connect(lambda: self._go(FOLLOW))
        self._due = FollowUpCount(self._place, bar.show_follow_ups, bar)
        self._due.look()

    @cached_property
    def help(self) -> HelpSheet:
        """The sheet that lists the keys."""
        return HelpSheet(self._place.theme, self._place.host)

    @cached_property
    def drawer(self) -> DrawerSheet:
        """Opening the drawer with a reason."""
        from ui.drawer import DrawerSheet

        sheet = DrawerSheet(self._place)
        sheet.opened.connect(self._drawer_opened)
        return sheet

    @cached_property
    def second(self) -> Approval:
        """Somebody else who says yes, whatever page is open."""
        from ui.approval import Approval

        return Approval(self._place)

    @cached_property
    def leave(self) -> LeaveSheet:
        """Locking, or another person."""
        from ui.leave_sheet import LeaveSheet

        sheet = LeaveSheet(self._place.theme, self._place.host)
        sheet.lock.connect(self._lock)
        sheet.switch.connect(lambda: self.people.leave(lambda: _drop(self._switch_person())))
        sheet.change_pin.connect(lambda: self.people.change_own())
        sheet.deputy.connect(lambda: self.people.deputies.ask())
        sheet.lent.connect(lambda: self.people.let_in())
        sheet.training.connect(lambda: self.people.train())
        return sheet

    @cached_property
    def people(self) -> People:
        """PINs, deputies, those who are lent, badges."""
        from ui.people import People

        toast = self.toast
        good, bad = partial(toast.tell, "good"), partial(toast.tell, "bad")
        made = People(self._place, good, bad, self._sign_in)
        made.training.connect(self._train)
        return made

    def may_close(self, close: Callable[[], object]) -> bool:
        """Whether the window can close without anybody being asked; where not, it closes once they have said yes."""
        app = self._place.app
        if not (pending := app.training.pending()):
            return True
        if app.desk.staff is None:  # or locking it first would be the way round the question
            no = Refused("leaving_needs_manager", amount=money(pending, app.desk.store.currency))
            self.toast.tell("bad", refusal(no, self._place.languages.language))
            return False
        self.people.leave(lambda: QTimer.singleShot(0, self._place.host, lambda: _drop(close())))
        return False

    def _unless_asked(self, do: Callable[[], object]) -> None:
        """What is asked on screen comes before the window's own keys, or a question would vanish without an answer."""
        if stands_in_the_way(self._place.host):
            self._place.sounds.play("refused")
        else:
            do()

    def _go(self, page: str) -> None:
        self._unless_asked(lambda: self._place.go(page))

    def _ask_drawer(self) -> None:
        self.drawer.ask()

    def set_signed_in(self, signed_in: bool) -> None:
        """Nobody at the counter: no pages to go to, no drawer."""
        self.rail.setVisible(signed_in)
        self.keys.set_signed_in(signed_in)
        if signed_in:
            self._due.look()  # theirs, not those of who was here before
        self._late_paid.ask()
        self._left_open.ask()
        self._refunds.ask()
        if signed_in:
            self._alert.look()


def _drop(_nothing: object) -> None:
    """Nobody asks what came of it."""

"""The window: sign-in first, then the pages. It is painted before the till is loaded; `attach` fills it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from posapp.domain.errors import Refused
from ui.bridge import Bridge
from ui.kit.i18n import Languages
from ui.kit.theme import Theme
from ui.page_area import PageArea
from ui.sign_in.model import SignInModel
from ui.sign_in.screen import SignInScreen
from ui.top_bar import TopBar
from ui.warning_band import WarningBand

if TYPE_CHECKING:
    from posapp.app import App
    from posapp.domain.sale import Sale
    from posapp.domain.staff import Staff
    from posapp.domain.sync_status import SyncStatus
    from ui.controls import Controls
    from ui.kit.scan_filter import ScanFilter
    from ui.kit.sounds import Sounds
    from ui.screen import Place, Screen
    from ui.tasks import Tasks
    from ui.trouble.model import Remedies
    from ui.trouble.screen import TroubleScreen


LEAST: Final = (640, 400)
USUAL: Final = (1366, 768)


class Window(QMainWindow):
    """Everything the person sees."""

    closed = Signal()
    training = Signal()

    def __init__(self, theme: Theme, languages: Languages, bridge: Bridge) -> None:
        super().__init__()
        self.theme, self.languages, self.bridge = theme, languages, bridge
        self.place: Place | None = None
        self._waiting: tuple[App, Tasks, Controls, Sounds, ScanFilter] | None = None
        self._pages: dict[str, Screen] = {}
        self.page = ""
        self._trouble: TroubleScreen | None = None
        self._restored = False
        self.sign_in_model = SignInModel(self)
        self.top_bar = TopBar(theme, languages)
        self.warning = WarningBand(theme)
        self.pages = PageArea()
        self.stack = self.pages.stack
        self._lay_out()
        self.sign_in = SignInScreen(theme, languages, self.sign_in_model, self.stack)
        self.stack.addWidget(self.sign_in)
        self.stack.currentChanged.connect(self._page_left)
        bridge.line.connect(self.top_bar.show_line)
        bridge.line.connect(self._line_told)
        bridge.unsent.connect(self.top_bar.show_unsent)
        bridge.paper.connect(self.top_bar.show_paper)
        bridge.progress.connect(self.sign_in.show_progress)
        bridge.changed.connect(self._changed)
        bridge.fault.connect(self._fault)
        self.sign_in_model.signed_in.connect(self._signed_in)
        self.top_bar.leave.connect(self._ask_leave)
        self.retranslate()

    def _lay_out(self) -> None:
        """From the outside in, as everything that is large: what comes to another parent is dressed anew, with all in
        it."""
        self.canvas = QFrame(self)
        self.canvas.setProperty("look", "canvas")
        self.setCentralWidget(self.canvas)
        self._row = QHBoxLayout(self.canvas)
        self.theme.space(self._row, (0, 0, 0, 0), 0)
        right = QWidget(self.canvas)
        self._row.addWidget(right, 1)
        self.column = column = QVBoxLayout(right)
        self.theme.space(column, (0, 0, 0, 0), 0)
        column.addWidget(self.top_bar)
        column.addWidget(self.warning)
        column.addWidget(self.pages, 1)
        self.setMinimumSize(*LEAST)  # whatever is in it: pages that are larger scroll, the window stays on the screen

    def _page_left(self) -> None:
        """What was asked there is over."""
        from ui.kit.sheet import close_sheets  # not needed for the first paint, nor below

        close_sheets(self.canvas)

    # -- the till is loaded ---------------------------------------------------------------------------------------

    def attach(
        self, app: App, tasks: Tasks, controls: Controls, sounds: Sounds, scans: ScanFilter, key_warning: str = ""
    ) -> None:
        """From now on a person can sign in and sell, as soon as the shop's settings and goods are here."""
        self._waiting = (app, tasks, controls, sounds, scans)
        tasks.refused.connect(self._not_kept)
        self.trouble_over()
        if key_warning:
            self.warning.warn("warn", lambda: self._words(Refused(key_warning)))
        self._begin()

    def _begin(self) -> None:
        assert self._waiting is not None
        app, tasks, controls, sounds, scans = self._waiting
        if not app.desk.resume():
            self.sign_in.show_progress("waiting" if app.catalog.state != "damaged" else "damaged")
            return
        from ui.parts import Parts  # with everything that needs the store
        from ui.scans import Scans
        from ui.screen import Place
        from ui.window_keys import FULL, HELP, LOCK, PERSON, REPRINT

        self._waiting = None
        shared = (self.theme, self.languages, self.bridge, app, tasks, controls, sounds)
        self.place = Place(*shared, host=self.canvas, stack=self.stack, go=self.go, sell=self.sell, second=self._second)
        acts = {
            HELP: self.show_help,
            REPRINT: self.reprint,
            FULL: self.full_screen,
            LOCK: self.lock,
            PERSON: self._ask_leave,
        }
        told = (self.drawer_opened, self.switch_person, self.warning, self.sign_in_model, self.training.emit)
        self.parts = Parts(self, self.pages, self.place, acts, *told)
        self.sign_in_model.must_change.connect(lambda person, pin: self.parts.people.must_change(person, pin))
        self.sign_in_model.other_basket.connect(lambda person, owner: self.parts.people.other_basket(person, owner))
        self.sign_in_model.forgotten.connect(lambda person, name: self.parts.people.forgotten(person, name))
        self._row.insertWidget(0, self.parts.rail)
        self.parts.follow(self.top_bar)
        self.scans = Scans(self, self, self.place, scans)
        self.sign_in.show_progress("")
        self._show_place(app)
        self.sign_in.show_left(app.start_up.left_behind(), app.desk.store.currency)
        self.sign_in.print_now.connect(controls.print_now)
        last = app.till.journal.last()
        self.sign_in_model.attach(app, tasks, last.staff if last else "")
        QTimer.singleShot(0, self, self._prepare)

    def _prepare(self) -> None:
        """Build the checkout while the person still types the PIN."""
        self.page_of("checkout")

    def _show_place(self, app: App) -> None:
        here, store = app.till.enrolment.current(), app.desk.store
        self.top_bar.show_place(store.name, here.register if here else "", store.timezone)

    def _changed(self, topic: str) -> None:
        """News from the store, told on the GUI thread."""
        if self._waiting is not None and topic in ("settings", "catalog"):
            self._begin()
        elif self.place is not None and topic == "staff":
            name = self.place.app.desk.staff.name if self.place.app.desk.staff else ""
            self.sign_in_model.reload()
            if not self.place.app.sign_in.reread():
                self.lock()
                self.warning.warn("warn", lambda: self._words(Refused("staff_gone", person=name)))
        elif self.place is not None and topic == "settings":
            self.place.app.desk.settings_changed()
            self.scans.follow_shop()
            self.parts.idle.follow_shop()
            self._show_place(self.place.app)

    # -- the till cannot be opened ----------------------------------------------------------------------------------

    def show_trouble(self, trouble: Refused, tasks: Tasks, remedies: Remedies) -> None:
        """Instead of the sign-in until the till opens: what happened and what can be done."""
        if self._trouble is None:
            from ui.trouble.model import TroubleModel
            from ui.trouble.screen import TroubleScreen

            self._trouble = TroubleScreen(self.theme, self.languages, TroubleModel(tasks, remedies), self.canvas)
            self.stack.addWidget(self._trouble)
        self._trouble.model.show(trouble)
        self.top_bar.show_closed(True)
        self.stack.setCurrentWidget(self._trouble)
        self._trouble.take_keys()

    def trouble_over(self) -> None:
        """The till is open after all."""
        if self._trouble is not None:
            self.stack.setCurrentWidget(self.sign_in)
            for gone in (self._trouble.model, self._trouble.approval, self._trouble):
                gone.deleteLater()
            self._trouble = None
            self.top_bar.show_closed(False)
            self.sign_in.take_keys()

    # -- pages ----------------------------------------------------------------------------------------------------

    @property
    def page_in_sight(self) -> Screen | None:
        """The page that a person works on; None while nobody is signed in."""
        return self._pages.get(self.page)

    def page_of(self, name: str) -> Screen:
        """A page, built when it is first asked for."""
        assert self.place is not None
        if name not in self._pages:
            from ui.pages import PAGES

            page = next(page for page in PAGES if page.name == name)
            self._pages[name] = page.build(self.place)
            self.stack.addWidget(self._pages[name])
        return self._pages[name]

    def go(self, name: str) -> None:
        """Show a page, or the sign-in when nobody is signed in."""
        if self.place is None or self.place.app.desk.staff is None:
            self.lock()
            return
        from ui.pages import leads_to

        try:
            self.page = name = leads_to(name, self.place.app.desk).name
        except Refused as no:
            self.say_no(no)
            return
        screen = self.page_of(name)
        self.stack.setCurrentWidget(screen)
        self.parts.rail.show_page(name)
        self.parts.keys.actions["reprint"].setEnabled(name != "payment")  # which has its own
        screen.opened()
        self.pages.rewind()

    def _signed_in(self, person: Staff) -> None:
        assert self.place is not None
        self.sign_in.banner.hide()
        self.top_bar.show_person(person.name)
        self.parts.set_signed_in(True)
        self.go("checkout")
        self.parts.people.come_back(person)

    def _ask_leave(self) -> None:
        person = self.place.app.desk.staff if self.place is not None else None
        if person is not None:
            self.parts.leave.ask(person.name)

    def lock(self) -> None:
        """Nobody is at the counter; the basket stays on it. Who locks usually comes back and stays chosen."""
        if self.place is not None:
            person = self.place.app.desk.staff
            self._leave(person.id if person is not None else self.sign_in_model.chosen)

    def switch_person(self) -> None:
        """Somebody else comes to the counter; the basket stays on it."""
        self._leave("")

    def _leave(self, next_person: str) -> None:
        assert self.place is not None
        app = self.place.app
        app.sign_in.lock()
        self.page = ""
        self.top_bar.show_person("")
        self.parts.set_signed_in(False)
        self.sign_in_model.choose(next_person)
        self.sign_in_model.reload()
        self.sign_in.show_waiting(app.start_up.left_behind(), app.desk.store.currency)
        self.stack.setCurrentWidget(self.sign_in)
        self.sign_in.take_keys()

    # -- keys of every page ---------------------------------------------------------------------------------------

    def show_help(self) -> None:
        """Which key does what, here."""
        page = self._pages.get(self.page)
        ours = (*self.parts.keys.actions.values(), *self.parts.rail.keys.values())
        actions = [*ours, *(page.findChildren(QAction) if page is not None else ())]
        self.parts.help.show_keys(actions, page.more_keys() if page is not None else ())

    def full_screen(self) -> None:
        """To the whole screen and back."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def reprint(self) -> None:
        """The last receipt again, marked as a copy."""
        assert self.place is not None
        from ui.reprint import reprint

        reprint(self.place, self.place.app.receipts.reprint_last, self._reprinting, self.say_no)

    def _second(self, act: str, words: str, then: Callable[[Staff], None], amount: int) -> None:
        self.parts.second.ask_for(act, words, then, amount=amount)

    def _reprinting(self, sale: Sale) -> None:
        self.parts.toast.tell("good", self.tr("Printing a copy of {0}").format(sale.receipt))

    def drawer_opened(self) -> None:
        """The drawer is open."""
        self.parts.toast.tell("good", self.tr("The drawer opens"))

    def say_no(self, no: Refused) -> None:
        """A refusal that no page shows itself."""
        assert self.place is not None
        self.place.sounds.play("refused")
        self.parts.toast.tell("bad", self._words(no))

    def _words(self, no: Refused) -> str:
        from ui.texts import refusal

        return refusal(no, self.languages.language)

    def _not_kept(self, no: Refused) -> None:
        """The basket on screen is not the one on disk, or the file itself is not what was written."""

        def words() -> str:
            alone = no.code in ("damaged_pages", "goods_changed", "backup_folder", "backup_old")
            return self._words(no) if alone else f"{self._words(no)} {self._words(Refused('basket_not_kept'))}"

        self.warning.warn("bad", words)

    def _fault(self, code: str) -> None:
        def words() -> str:
            return self.tr(
                "Something went wrong in the program (fault {0}). Every sale and the basket are safe on disk. "
                "Go on; if it happens again, start the till anew and tell support the code."
            ).format(code)

        self.warning.warn("bad", words)

    def _line_told(self, status: SyncStatus) -> None:
        """Nothing more may be sold on this file: it stays on screen whatever page is open."""
        if status.reason == "old_copy":
            self.warning.warn("bad", self._old_copy, closes=False)

    def _old_copy(self) -> str:
        way_on = self.tr("Close the till and start it again: it shows the way on.")
        return f"{self._words(Refused('old_copy'))} {way_on}"

    # -- scanner --------------------------------------------------------------------------------------------------

    def scanned_signed_out(self, code: str) -> bool:
        """A scan while nobody is signed in: whether it is a badge, which takes the counter."""
        no = self.parts.people.badge(code)
        if no is not None and no.code == "badge_unknown":
            self.sign_in.notice.say("bad", self.tr("Sign in first; the scan was not counted."))
        elif no is not None:
            self.sign_in.notice.say("warn", self._words(no), 8)
        return no is None

    def sell(self, code: str) -> None:
        """A scan on another page that begins or continues a sale."""
        self.go("checkout")
        if self.page:
            self._pages[self.page].scanned(code)

    # -- Qt -------------------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Every text in the language of now."""
        self.setWindowTitle(self.tr("Register"))
        if self.place is not None:
            self.parts.keys.retranslate()
            self._show_place(self.place.app)

    def show_on_screen(self) -> None:
        """As large as the screen; where nothing manages windows, at least no larger than it."""
        room = self.screen().availableSize()
        self.resize(room.boundedTo(QSize(*USUAL)))
        self.showMaximized()

    def _shrink_to_screen(self) -> None:
        """No longer maximised: title and edges are on the screen too."""
        edges, room = self.frameGeometry().size() - self.size(), self.screen().availableSize()
        self.resize(self.size().boundedTo(room - edges))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._restored:  # some window systems tell of the state first and of the size later
            self._restored = False
            QTimer.singleShot(0, self, self._shrink_to_screen)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.WindowStateChange and self.windowState() == Qt.WindowState.WindowNoState:
            self._restored = True
            QTimer.singleShot(0, self, self._shrink_to_screen)
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.sign_in.take_keys()  # from the first moment on: a PIN may be typed before the till is open

    def closeEvent(self, event: QCloseEvent) -> None:
        if event.spontaneous() and self.place is not None and not self.parts.may_close(self.close):
            event.ignore()
            return
        self.closed.emit()
        super().closeEvent(event)

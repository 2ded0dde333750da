"""The window: sign-in first, then the pages. It is painted before the till is loaded; `attach` fills it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from ui.bridge import Bridge
from ui.kit.i18n import Languages
from ui.kit.theme import Theme
from ui.sign_in.model import SignInModel
from ui.sign_in.screen import SignInScreen
from ui.top_bar import TopBar

if TYPE_CHECKING:
    from posapp.app import App
    from posapp.domain.staff import Staff
    from ui.controls import Controls
    from ui.kit.scan_filter import ScanFilter
    from ui.kit.sounds import Sounds
    from ui.rail import Rail
    from ui.screen import Place, Screen
    from ui.tasks import Tasks


class Window(QMainWindow):
    """Everything the person sees."""

    closed = Signal()

    def __init__(self, theme: Theme, languages: Languages, bridge: Bridge) -> None:
        super().__init__()
        self.theme, self.languages, self.bridge = theme, languages, bridge
        self.place: Place | None = None
        self._pages: dict[str, Screen] = {}
        self._rail: Rail | None = None
        self.page = ""
        self.sign_in_model = SignInModel(self)
        self.sign_in = SignInScreen(theme, languages, self.sign_in_model)
        self.top_bar = TopBar(theme, languages)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.sign_in)
        self._lay_out()
        bridge.line.connect(self.top_bar.show_line)
        self.sign_in_model.signed_in.connect(self._signed_in)
        self.top_bar.lock.connect(self.lock)
        self.retranslate()
        self.sign_in.take_keys()

    def _lay_out(self) -> None:
        self.canvas = QFrame()
        self.canvas.setProperty("look", "canvas")
        right = QWidget()
        column = QVBoxLayout(right)
        self.theme.space(column, (0, 0, 0, 0), 0)
        column.addWidget(self.top_bar)
        column.addWidget(self.stack, 1)
        self._row = QHBoxLayout(self.canvas)
        self.theme.space(self._row, (0, 0, 0, 0), 0)
        self._row.addWidget(right, 1)
        self.setCentralWidget(self.canvas)

    def attach(self, app: App, tasks: Tasks, controls: Controls, sounds: Sounds, scans: ScanFilter) -> None:
        """The till is loaded: from now on a person can sign in and sell."""
        from ui.pages import PAGES
        from ui.rail import Rail
        from ui.screen import Place

        self.place = Place(
            self.theme,
            self.languages,
            self.bridge,
            app,
            tasks,
            controls,
            sounds,
            self.canvas,
            self.go,
            self._sell,
        )
        self._rail = Rail(self.theme, PAGES, self.go)
        self._rail.hide()
        self._row.insertWidget(0, self._rail)
        scans.scanned.connect(self._scanned)
        scans.lone_key.connect(self._lone_key)
        scans.repeated.connect(self._repeated)
        self._show_place(app)
        last = app.till.journal.last()
        self.sign_in_model.attach(app, tasks, last.staff if last else "")
        QTimer.singleShot(0, self, self._prepare)

    def _show_place(self, app: App) -> None:
        here, store = app.till.enrolment.current(), app.desk.store
        where = self.tr("{0} · register {1}").format(store.name, here.register if here else "")
        self.top_bar.show_place(where, store.timezone)

    def _prepare(self) -> None:
        """Build the checkout while the person still types the PIN."""
        self._page("checkout")

    # -- pages ----------------------------------------------------------------------------------------------------

    def _page(self, name: str) -> Screen:
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
        assert self._rail is not None
        self.page = name
        screen = self._page(name)
        self.stack.setCurrentWidget(screen)
        self._rail.show_page(name)
        screen.opened()

    def _signed_in(self, person: Staff) -> None:
        assert self.place is not None and self._rail is not None
        self.top_bar.show_person(person.name)
        self._rail.show()
        desk = self.place.app.desk
        self.go("payment" if desk.basket.paying else "checkout" if desk.shift is not None else "shift")

    def lock(self) -> None:
        """Nobody is at the counter; the basket stays on it."""
        if self.place is None or self._rail is None:
            return
        self.place.app.sign_in.lock()
        self.page = ""
        self.top_bar.show_person("")
        self._rail.hide()
        self.sign_in_model.reload()
        self.stack.setCurrentWidget(self.sign_in)
        self.sign_in.take_keys()

    # -- scanner --------------------------------------------------------------------------------------------------

    def _scanned(self, code: str) -> None:
        if self.page:
            self._pages[self.page].scanned(code)
        elif self.place is not None:
            self.place.sounds.play("refused")

    def _lone_key(self, key: str) -> None:
        if self.page:
            self._pages[self.page].lone_key(key)

    def _repeated(self, _code: str) -> None:
        if self.page and self.place is not None:
            self.place.sounds.play("repeated")

    def _sell(self, code: str) -> None:
        self.go("checkout")
        self._pages["checkout"].scanned(code)

    # -- Qt -------------------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Every text in the language of now."""
        self.setWindowTitle(self.tr("Register"))
        if self.place is not None:
            self._show_place(self.place.app)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closed.emit()
        super().closeEvent(event)

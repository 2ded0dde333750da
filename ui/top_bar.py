"""The strip above every page: where we are, line and printer in words, clock, reprint, person, lock, language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from ui.clock import clock_now, clock_text
from ui.kit.buttons import Button, IconButton
from ui.kit.i18n import Languages
from ui.kit.status import StatusPill
from ui.kit.theme import Theme
from ui.kit.tokens import State

if TYPE_CHECKING:
    from posapp.domain.print_status import PrintStatus
    from posapp.domain.sync_status import SyncStatus

HEIGHT: Final = 52
TICK_MS: Final = 1_000
NARROW: Final = 780
LINE_STATES: Final[dict[str, State]] = {"online": "good", "refused": "bad"}
PAPER_STATES: Final[dict[str, State]] = {"ready": "good", "paper_out": "warn"}


class TopBar(QFrame):
    """Always in sight. `switch` asks to let another person sign in."""

    switch = Signal()

    def __init__(self, theme: Theme, languages: Languages) -> None:
        super().__init__()
        self._theme, self._languages = theme, languages
        self._line: SyncStatus | None = None
        self._paper: PrintStatus | None = None
        self._zone = ""
        self._where, self._clock = QLabel(), QLabel()
        self._where.setProperty("type", "panel")
        self.line, self.paper, self.clock_off = StatusPill(theme), StatusPill(theme), StatusPill(theme)
        self._narrow = False
        self._reprint = Button(theme, icon="printer", kind="quiet")
        self._reprint_small = IconButton(theme, "printer", kind="quiet")
        self._large, self._small = _holder(self._reprint), _holder(self._reprint_small)
        self._small.hide()
        self._who = Button(theme, icon="user-round", kind="quiet")
        self._lock = IconButton(theme, "lock", kind="quiet")
        self._language = Button(theme, kind="quiet")
        self._lay_out()
        self._who.clicked.connect(self.switch)
        self._language.clicked.connect(self._switch_language)
        self._ticking = QTimer(self, interval=TICK_MS)
        self._ticking.timeout.connect(self._tick)
        self._ticking.start()
        for key in (self._who, self._lock, self._reprint, self._reprint_small, self.paper, self.clock_off):
            key.hide()
        self.retranslate()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        self._theme.space(row, (18, 4, 14, 4), 8)
        self._where.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row.addWidget(self._where, 1)
        row.addWidget(self.paper)
        row.addWidget(self.line)
        row.addWidget(self.clock_off)
        row.addSpacing(4)
        for widget in (self._clock, self._large, self._small, self._who, self._lock, self._language):
            row.addWidget(widget)
        self._theme.fit(self._clock, lambda w: w.setFont(self._theme.font("panel", numbers=True)))
        self._theme.fit(self, lambda w: w.setFixedHeight(self._theme.px(HEIGHT)))

    def follow(self, reprint: QAction, lock: QAction) -> None:
        """The keys that are always in sight."""
        self._reprint.follow(reprint)
        self._reprint_small.follow(reprint)
        self._lock.follow(lock)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window reprint is an icon, and a printer that is ready says nothing."""
        super().resizeEvent(event)
        self._narrow = self.width() < self._theme.px(NARROW)
        self._large.setVisible(not self._narrow)
        self._small.setVisible(self._narrow)
        if self._paper is not None:
            self.show_paper(self._paper)

    def retranslate(self) -> None:
        """Every text in the language of now."""
        self._language.set_label("English" if self._languages.language == "zh" else "中文")
        self._clock.setAccessibleName(self.tr("Clock"))
        self._who.setAccessibleDescription(self.tr("Switch person"))
        self._who.setToolTip(self.tr("Switch person"))
        self.show_line(self._line)
        if self._paper is not None:
            self.show_paper(self._paper)
        self._tick()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def show_place(self, where: str, zone: str) -> None:
        """The shop and register, and the zone that the clock is in."""
        self._where.setText(where)
        self._zone = zone
        self.show_line(self._line)
        self._tick()

    def show_person(self, words: str) -> None:
        """Who is signed in; nobody: empty."""
        self._who.set_label(words)
        self._who.setVisible(bool(words))

    def show_line(self, status: SyncStatus | None) -> None:
        """The exchange with the hub, in words with a time and a count."""
        self._line = status
        if status is None:
            self.line.set("neutral", self.tr("Starting…"))
            return
        since = clock_text(status.last_success, self._zone or "UTC") if status.last_success else self.tr("never")
        words = {
            "online": self.tr("Synced {0} · {1} unsent"),
            "behind": self.tr("Behind since {0} · {1} unsent"),
            "offline": self.tr("Offline since {0} · {1} unsent"),
            "refused": self.tr("Hub says no since {0} · {1} unsent"),
        }[status.state]
        if status.reason == "switched_off":
            words = self.tr("Switched offline · {1} unsent")
        if status.parked:
            words += " · " + self.tr("{0} refused").format(status.parked)
        state = "bad" if status.parked else LINE_STATES.get(status.state, "warn")
        self.line.set(state, words.format(since, status.unsent), icon="" if state != "good" else "refresh-cw")

        self._show_clock(status)

    def _show_clock(self, status: SyncStatus) -> None:
        """A clock that is off is said in words; nothing waits for it to be set."""
        self.clock_off.setVisible(status.clock_off)
        if not status.clock_off:
            return
        minutes = abs(status.hub_ahead) // 60
        far = self.tr("{0} h").format(minutes // 60) if minutes >= 120 else self.tr("{0} min").format(minutes)
        slow, fast = self.tr("Clock {0} slow: set it"), self.tr("Clock {0} fast: set it")
        self.clock_off.set("warn", (slow if status.hub_ahead > 0 else fast).format(far), icon="watch")

    def show_paper(self, status: PrintStatus) -> None:
        """The printer in words; what waits for it."""
        self._paper = status
        words = {
            "ready": self.tr("Simulated printer") if status.simulated else self.tr("Printer ready"),
            "off": self.tr("Printer off"),
            "paper_out": self.tr("Printer out of paper"),
            "error": self.tr("Printer needs help"),
        }[status.state]
        if status.waiting and status.state != "ready":
            words += " · " + self.tr("{0} waiting").format(status.waiting)
        state = PAPER_STATES.get(status.state, "bad")
        self.paper.set("neutral" if status.simulated and state == "good" else state, words, icon="printer")
        self.paper.setVisible(not self._narrow or state != "good")

    def _switch_language(self) -> None:
        self._languages.set("en" if self._languages.language == "zh" else "zh")

    def _tick(self) -> None:
        self._clock.setText(clock_now(self._zone))


def _holder(inside: QWidget) -> QWidget:
    """Shown and hidden by the width of the bar, while its inside follows an action."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(inside)
    return holder

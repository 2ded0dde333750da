"""The strip above every page: where we are, line and printer in words, clock, reprint, person, lock, language."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from ui.clock import clock_now, clock_text
from ui.kit.buttons import Button, IconButton
from ui.kit.i18n import Languages
from ui.kit.status import StatusPill
from ui.kit.theme import Theme
from ui.kit.tokens import State
from ui.sign_in.person_tile import initial

if TYPE_CHECKING:
    from posapp.domain.print_status import PrintStatus
    from posapp.domain.sync_status import SyncStatus

HEIGHT: Final = 52
TICK_MS: Final = 1_000
LEVELS: Final = 8
LINE_STATES: Final[dict[str, State]] = {"online": "good", "refused": "bad"}
PAPER_STATES: Final[dict[str, State]] = {"ready": "good", "paper_out": "warn"}


class TopBar(QFrame):
    """Always in sight. `leave`: the person tapped the own name."""

    leave = Signal()
    orders = Signal()
    """Show the online orders."""
    follow_ups = Signal()
    """Show what is to be done for members."""

    def __init__(self, theme: Theme, languages: Languages) -> None:
        super().__init__()
        self._theme, self._languages = theme, languages
        self._line: SyncStatus | None = None
        self._paper: PrintStatus | None = None
        self._zone = ""
        self._shop, self._register = "", ""
        self._closed = False
        self._person = ""
        self._where, self._clock = QLabel(), QLabel()
        self._where.setProperty("type", "panel")
        self.line, self.paper, self.clock_off = StatusPill(theme), StatusPill(theme), StatusPill(theme)
        self._reprint = Button(theme, icon="printer", kind="quiet")
        self._reprint_small = IconButton(theme, "printer", kind="quiet")
        self._large, self._small = _holder(self._reprint), _holder(self._reprint_small)
        self._small.hide()
        self._pickup, self._waiting = Button(theme, icon="package"), 0
        self._follow, self._due = Button(theme, icon="circle-check"), 0
        self._who = Button(theme, icon="user-round", kind="quiet")
        self._lock = IconButton(theme, "lock", kind="quiet")
        self._language = Button(theme, kind="quiet")
        self._lay_out()
        self._who.clicked.connect(self.leave)
        self._pickup.clicked.connect(self.orders)
        self._follow.clicked.connect(self.follow_ups)
        theme.changed.connect(self._fit)
        self._language.clicked.connect(self._switch_language)
        self._ticking = QTimer(self, interval=TICK_MS)
        self._ticking.timeout.connect(self._tick)
        self._ticking.start()
        for key in (
            self._pickup,
            self._follow,
            self._who,
            self._lock,
            self._reprint,
            self._reprint_small,
            self.paper,
            self.clock_off,
        ):
            key.hide()
        for key in (self._lock, self._reprint, self._reprint_small):  # they have keys of their own
            key.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keyboard never comes to rest on what prints or leaves
        self.retranslate()

    def _lay_out(self) -> None:
        self._row = row = QHBoxLayout(self)
        self._theme.space(row, (18, 4, 14, 4), 8)
        row.addWidget(self._where)
        row.addStretch(1)
        row.addWidget(self._follow)
        row.addWidget(self._pickup)
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
        for action in (reprint, lock):
            action.changed.connect(self._fit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Say as much as there is room for; person, lock, language and clock are always whole."""
        for level in range(LEVELS):
            self._show_level(level)
            if self._row.sizeHint().width() <= self.width():
                break

    def _show_level(self, level: int) -> None:
        """0 everything; 1 reprint is an icon; 2 a printer that is ready says nothing; 3 states in one word each;
        4 the register without its shop; 5 neither, and of the orders the number only; 6 no reprint (F9 stays), one
        letter of the person; 7 no follow-ups (Ctrl+J stays), from 3 on only where any are due."""
        self._large.setVisible(level < 1)
        self._small.setVisible(1 <= level < 6)
        ready = self._paper is None or PAPER_STATES.get(self._paper.state) == "good"
        self.paper.setVisible(self._paper is not None and not (ready and level >= 2))
        for pill in (self.line, self.paper):
            pill.be_brief(level >= 3)
        whole = self.tr("{0} · register {1}").format(self._shop, self._register) if self._shop else ""
        register = self.tr("Register {0}").format(self._register) if self._shop else ""
        self._where.setText(whole if level < 4 else register if level < 5 else "")
        self._who.set_label(self._person if level < 6 else initial(self._person))
        self._pickup.set_icon("package" if level < 1 or level >= 5 else "")
        waiting = self.tr("Pickup {0}").format(self._waiting)
        self._pickup.set_label(waiting if level < 5 else str(self._waiting))
        self._pickup.setAccessibleName(waiting)
        due = self.tr("Follow up {0}").format(self._due)
        self._follow.set_icon("circle-check" if level < 1 or level >= 5 else "")
        self._follow.set_label(due if level < 5 else str(self._due))
        self._follow.setAccessibleName(due)
        self._follow.setVisible(bool(self._person) and (level < 3 or self._due > 0 and level < 7))

    def retranslate(self) -> None:
        """Every text in the language of now."""
        self._language.set_label("English" if self._languages.language == "zh" else "中文")
        self._clock.setAccessibleName(self.tr("Clock"))
        self._who.setAccessibleDescription(self.tr("Lock, or switch person"))
        self._who.setToolTip(self.tr("Lock, or switch person"))
        self.show_orders(self._waiting)
        self.show_follow_ups(self._due)
        self.show_line(self._line)
        if self._paper is not None:
            self.show_paper(self._paper)
        self._tick()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def show_place(self, shop: str, register: str, zone: str) -> None:
        """The shop and register, and the zone that the clock is in."""
        self._shop, self._register, self._zone = shop, register, zone
        self.show_line(self._line)
        self._tick()

    def show_person(self, words: str) -> None:
        """Who is signed in; nobody: empty."""
        self._person = words
        self._who.setVisible(bool(words))
        self._pickup.setVisible(bool(words))
        self._fit()

    def show_orders(self, waiting: int) -> None:
        """How many online orders wait for somebody."""
        self._waiting = waiting
        self._pickup.set_kind("accent" if waiting else "quiet")
        words = self.tr("{0} online orders wait: open the orders").format(waiting)
        self._pickup.setAccessibleDescription(words)
        self._pickup.setToolTip(words)
        self._fit()

    def show_follow_ups(self, due: int) -> None:
        """How many are to be done today, for who is signed in and for the shop."""
        self._due = due
        self._follow.set_kind("accent" if due else "quiet")
        words = self.tr("{0} follow-ups are due: open them").format(due)
        self._follow.setAccessibleDescription(words)
        self._follow.setToolTip(words)
        self._fit()

    def show_closed(self, closed: bool) -> None:
        """The till could not be opened: nothing is starting."""
        self._closed = closed
        self.show_line(self._line)

    def show_line(self, status: SyncStatus | None) -> None:
        """The exchange with the hub, in words with a time and a count."""
        self._line = status
        if status is None:
            words = self.tr("The till is not open") if self._closed else self.tr("Starting…")
            self.line.set("bad" if self._closed else "neutral", words)
            self._fit()
            return
        at = status.last_success if status.state == "online" else status.since or status.last_success
        since = clock_text(at, self._zone or "UTC") if at else self.tr("never")
        words = {
            "online": self.tr("Synced {0} · {1} unsent"),
            "late": self.tr("No answer since {0} · {1} unsent"),
            "behind": self.tr("Behind since {0} · {1} unsent"),
            "offline": self.tr("Offline since {0} · {1} unsent"),
            "refused": self.tr("Hub says no since {0} · {1} unsent"),
        }[status.state]
        short = {
            "online": self.tr("Synced"),
            "late": self.tr("No answer · {0}"),
            "behind": self.tr("Behind · {0}"),
            "offline": self.tr("Offline · {0}"),
            "refused": self.tr("Hub says no"),
        }[status.state].format(status.unsent)
        if status.reason == "switched_off":
            words = self.tr("Switched offline · {1} unsent")
        if status.parked:
            short = self.tr("{0} refused").format(status.parked)
            words += f" · {short}"
        state = "bad" if status.parked else LINE_STATES.get(status.state, "warn")
        icon = "" if state != "good" else "refresh-cw"
        self.line.set(state, words.format(since, status.unsent), icon=icon, short=short)
        self._show_clock(status)
        self._fit()

    def show_unsent(self, waiting: int) -> None:
        """The same count here as on the page of the line."""
        if self._line is not None and self._line.unsent != waiting:
            self.show_line(replace(self._line, unsent=waiting))

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
        short = {"off": self.tr("Off"), "paper_out": self.tr("No paper")}.get(status.state, self.tr("Printer"))
        if status.waiting and status.state != "ready":
            words += " · " + self.tr("{0} waiting").format(status.waiting)
            short += f" · {status.waiting}"
        state = PAPER_STATES.get(status.state, "bad")
        tone: State = "neutral" if status.simulated and state == "good" else state
        self.paper.set(tone, words, icon="printer", short=short)
        self._fit()

    def _switch_language(self) -> None:
        self._languages.set("en" if self._languages.language == "zh" else "zh")

    def _tick(self) -> None:
        """Nothing until the shop's own zone is known: a clock that is hours off would be worse than none."""
        self._clock.setVisible(bool(self._zone))
        if self._zone:
            self._clock.setText(clock_now(self._zone))


def _holder(inside: QWidget) -> QWidget:
    """Shown and hidden by the width of the bar, while its inside follows an action."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(inside)
    return holder

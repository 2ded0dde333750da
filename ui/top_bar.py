"""The strip above every page: where we are, the clock, line and printer in words, who is signed in, language."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from posapp.domain.sync_status import SyncStatus
from ui.kit.buttons import Button
from ui.kit.i18n import Languages
from ui.kit.status import StatusPill
from ui.kit.theme import Theme
from ui.texts import clock_text


class TopBar(QFrame):
    """Always in sight. `lock` asks to lock the till or change the person."""

    lock = Signal()

    def __init__(self, theme: Theme, languages: Languages) -> None:
        super().__init__()
        self._theme, self._languages = theme, languages
        self._status: SyncStatus | None = None
        self._zone = "UTC"
        self._where, self._who, self._clock = QLabel(), QLabel(), QLabel()
        self._where.setProperty("type", "panel")
        self._who.setProperty("tone", "ink2")
        self.line, self.paper = StatusPill(theme), StatusPill(theme)
        self._language = Button(theme, "", kind="quiet")
        self._lock = Button(theme, "", icon="lock", key="Ctrl+L", kind="quiet")
        self._lay_out()
        self._language.clicked.connect(self._switch_language)
        self._lock.clicked.connect(self.lock)
        self._ticking = QTimer(self, interval=1000)
        self._ticking.timeout.connect(self._tick)
        self._ticking.start()
        self.paper.hide()
        self._lock.hide()
        self.retranslate()

    def _lay_out(self) -> None:
        names = QVBoxLayout()
        self._theme.space(names, (0, 0, 0, 0), 0)
        names.addWidget(self._where)
        names.addWidget(self._who)
        row = QHBoxLayout(self)
        self._theme.space(row, (24, 8, 18, 6), 12)
        row.addLayout(names, 1)
        for widget in (self.paper, self.line, self._clock, self._language, self._lock):
            row.addWidget(widget)
        self._theme.fit(self._clock, lambda w: w.setFont(self._theme.font("panel", numbers=True)))

    def retranslate(self) -> None:
        """Every text in the language of now."""
        self._language.set_label("English" if self._languages.language == "zh" else "中文")
        self._lock.set_label(self.tr("Lock"))
        self.show_line(self._status)
        self._tick()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def show_place(self, where: str, zone: str) -> None:
        """The shop and register, and the zone that the clock is in."""
        self._where.setText(where)
        self._zone = zone
        self._tick()

    def show_person(self, words: str) -> None:
        """Who is signed in; nobody: empty."""
        self._who.setText(words)
        self._lock.setVisible(bool(words))

    def show_line(self, status: SyncStatus | None) -> None:
        """The exchange with the hub, in words with a time and a count."""
        self._status = status
        if status is None:
            self.line.set("neutral", self.tr("Starting…"))
            return
        since = clock_text(status.last_success, self._zone) if status.last_success else self.tr("never")
        waiting = self.tr("{0} waiting").format(status.unsent)
        words = {
            "online": self.tr("Synced {0}").format(since),
            "behind": self.tr("Behind · {0} · since {1}").format(waiting, since),
            "offline": self.tr("Offline · {0} · since {1}").format(waiting, since),
            "refused": self.tr("Hub says no · {0}").format(waiting),
        }
        self.line.set({"online": "good", "refused": "bad"}.get(status.state, "warn"), words[status.state])  # type: ignore[arg-type]

    def _switch_language(self) -> None:
        self._languages.set("en" if self._languages.language == "zh" else "zh")

    def _tick(self) -> None:
        self._clock.setText(clock_text(datetime.now().astimezone(), self._zone))

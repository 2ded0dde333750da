"""The window: sign-in first, then the pages. It is painted before the till is loaded; `attach` fills it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from ui.bridge import Bridge
from ui.kit.i18n import Languages
from ui.kit.theme import Theme
from ui.sign_in.model import SignInModel
from ui.sign_in.screen import SignInScreen
from ui.top_bar import TopBar


class Window(QMainWindow):
    """Everything the person sees."""

    closed = Signal()

    def __init__(self, theme: Theme, languages: Languages, bridge: Bridge) -> None:
        super().__init__()
        self.theme, self.languages, self.bridge = theme, languages, bridge
        self.sign_in_model = SignInModel(self)
        self.sign_in = SignInScreen(theme, self.sign_in_model)
        self.top_bar = TopBar(theme, languages)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.sign_in)
        self._lay_out()
        bridge.line.connect(self.top_bar.show_line)
        self.retranslate()
        self.sign_in.take_keys()

    def _lay_out(self) -> None:
        canvas = QFrame()
        canvas.setProperty("look", "canvas")
        right = QWidget()
        column = QVBoxLayout(right)
        self.theme.space(column, (0, 0, 0, 0), 0)
        column.addWidget(self.top_bar)
        column.addWidget(self.stack, 1)
        row = QHBoxLayout(canvas)
        self.theme.space(row, (0, 0, 0, 0), 0)
        row.addWidget(right, 1)
        self.setCentralWidget(canvas)

    def retranslate(self) -> None:
        """Every text in the language of now."""
        self.setWindowTitle(self.tr("Register"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closed.emit()
        super().closeEvent(event)

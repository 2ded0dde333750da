"""Language of the screens: Qt translation files, changed while the till runs.

Source texts are English; Chinese comes from `resources/i18n/app_zh_CN.qm`, English plurals from
`app_en.qm`. Widgets answer QEvent.LanguageChange by setting their texts again (`retranslate`).
"""

from __future__ import annotations

from pathlib import Path
from typing import Final, Literal

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTranslator, Signal
from PySide6.QtWidgets import QApplication

Language = Literal["zh", "en"]
LOCALES: Final[dict[Language, str]] = {"zh": "zh_CN", "en": "en"}


class Languages(QObject):
    """Installs the translators of one language; Qt then sends LanguageChange to every widget."""

    changed = Signal(str)

    def __init__(self, app: QApplication, folder: Path) -> None:
        super().__init__()
        self._app = app
        self._folder = folder
        self._language: Language = "en"
        self._set = False
        self._installed: list[QTranslator] = []

    @property
    def language(self) -> Language:
        return self._language

    def set(self, language: Language) -> None:
        """Change the language. A missing translation file raises FileNotFoundError: the installation is broken."""
        if language == self._language and self._set:
            return
        self._set = True
        for translator in self._installed:
            self._app.removeTranslator(translator)
        self._installed = []
        self._language = language
        QLocale.setDefault(QLocale(LOCALES[language]))
        if language != "en":
            qt_folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
            self._install(qt_folder / f"qtbase_{LOCALES[language]}.qm", needed=False)
        self._install(self._folder / f"app_{LOCALES[language]}.qm", needed=language != "en")
        self.changed.emit(language)

    def _install(self, path: Path, *, needed: bool) -> None:
        translator = QTranslator(self)
        if translator.load(str(path)):
            self._app.installTranslator(translator)
            self._installed.append(translator)
        elif needed:
            raise FileNotFoundError(f"translation cannot be loaded: {path}")

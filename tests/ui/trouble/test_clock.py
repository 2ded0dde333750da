"""A clock that is more than ten minutes off is said in words, in both languages; one that is right is not."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from posapp.domain.sync_status import SyncStatus
from ui.kit.files import resources
from ui.kit.i18n import Languages
from ui.kit.theme import Theme
from ui.top_bar import TopBar


def test_the_clock_is_told_of_when_it_is_off(qapp: QApplication) -> None:
    theme = Theme(qapp)
    theme.apply()
    languages = Languages(qapp, resources() / "i18n")
    bar = TopBar(theme, languages)
    bar.show()
    languages.set("en")
    for ahead, words in (
        (0, ""),
        (600, ""),
        (-600, ""),
        (660, "Clock 11 min slow: set it"),
        (-86400, "Clock 24 h fast: set it"),
    ):
        bar.show_line(SyncStatus("online", "2026-11-21T01:00:00Z", hub_ahead=ahead))
        assert bar.clock_off.isVisible() is bool(words)
        if words:
            assert (bar.clock_off.words, bar.clock_off.state) == (words, "warn")
    languages.set("zh")
    qapp.processEvents()
    assert "24 小时" in bar.clock_off.words
    bar.show_line(SyncStatus("offline"))
    assert not bar.clock_off.isVisible()
    languages.set("en")
    bar.close()
    bar.deleteLater()
    qapp.setStyleSheet("")

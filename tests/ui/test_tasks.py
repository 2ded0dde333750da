"""What the worker did, as the window hears of it."""

from __future__ import annotations

from threading import Event

from PySide6.QtWidgets import QApplication

from ui.tasks import Tasks


def test_nobody_hears_of_what_was_done_when_all_is_put_away(qapp: QApplication) -> None:
    """Who would hear it reads files that are closed by then."""
    tasks, heard, written = Tasks(), list[str](), Event()
    tasks.run(written.set, lambda _: heard.append("done"), lambda _no: heard.append("refused"))
    tasks.close()
    qapp.processEvents()
    assert written.is_set(), "what was asked for is done all the same"
    assert heard == []

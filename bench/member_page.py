"""The page of members in a real window: from a keystroke to the painted list, from choosing to the painted member."""

from __future__ import annotations

from collections.abc import Callable
from itertools import cycle
from typing import Final, cast

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from bench import timing
from posapp.domain.member import Member
from tests.support.shop import Till
from tests.ui.till_window import TillWindow, painted
from ui.launch import freeze_memory
from ui.members.screen import MembersScreen

SIZE: Final = (1366, 768)
PROFILES: Final = 40


class Painted(QObject):
    """Whether a widget was painted since it was asked to look."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self.ready = self.done = False
        widget.installEventFilter(self)

    def expect(self) -> None:
        """Nothing of what is wanted is there yet."""
        self.ready = self.done = False

    def is_ready(self, *_told: object) -> None:
        """What is painted from now on is what is wanted."""
        self.ready = True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and self.ready:
            self.done = True
        return False


def measured(
    till: Till, buyers: list[Member], typed: list[str], bare: Callable[[], object], rounds: int
) -> dict[str, list[timing.Round]]:
    """Choosing one of these, and typing these, to what stands on the screen, beside the bare statements of the same."""
    app = cast(QApplication, QApplication.instance() or QApplication([]))
    counter = TillWindow(till, app, SIZE, "zh")
    try:
        counter.enter()
        page = cast(MembersScreen, counter.go("members"))
        painted(page)
        chosen, listed = Painted(page.right.touched.list.viewport()), Painted(page.left.members.viewport())
        page.model.opened.connect(chosen.is_ready)
        page.model.listed.connect(listed.is_ready)
        next_buyer, next_typed = cycle(buyers).__next__, cycle(typed).__next__

        def choose() -> None:
            chosen.expect()
            page.model.choose(next_buyer().id)
            counter.until(lambda: chosen.done)

        def type_on() -> None:
            listed.expect()
            page.left.field.setText(next_typed())
            page.left.field.textEdited.emit(page.left.field.text())
            counter.until(lambda: listed.ready and (listed.done or not page.left.members.isVisible()))

        for _ in buyers:  # each is asked of the hub once; not while it is measured
            choose()
            counter.until(lambda: bool(page._shown and "截至" in page.right.touched.heard.text()))
        freeze_memory()
        acts = {"chosen": timing.Variant(choose), "bare chosen": timing.Variant(bare)}
        found = timing.run(acts, rounds=rounds, each=PROFILES)
        page.model.chosen = ""
        return found | timing.run({"typed": timing.Variant(type_on)}, rounds=rounds, each=len(typed) // rounds)
    finally:
        counter.close()

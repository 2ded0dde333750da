"""What the window gets once the till is loaded: rail, keys of every page, help, drawer, toast."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtWidgets import QMainWindow

from ui.drawer import DrawerSheet
from ui.pages import PAGES
from ui.rail import Rail
from ui.screen import Place
from ui.toast import Toast
from ui.window_keys import DRAWER, KEYS, HelpSheet, WindowKeys


@dataclass(frozen=True, slots=True)
class Parts:
    """Made once per window."""

    rail: Rail
    keys: WindowKeys
    help: HelpSheet
    drawer: DrawerSheet
    toast: Toast

    @staticmethod
    def make(window: QMainWindow, place: Place, acts: Mapping[str, Callable[[], object]]) -> Parts:
        """What stands around the pages of `place`; `acts` are what the window does for its own keys."""
        drawer = DrawerSheet(place)
        asked = {**acts, DRAWER: drawer.ask}
        parts = Parts(
            Rail(place.theme, PAGES, place.go),
            WindowKeys(window, {name: asked[name] for name in KEYS}),
            HelpSheet(place.theme, place.host),
            drawer,
            Toast(place.theme, place.host),
        )
        parts.set_signed_in(False)
        return parts

    def set_signed_in(self, signed_in: bool) -> None:
        """Nobody at the counter: no pages to go to, no drawer."""
        self.rail.setVisible(signed_in)
        self.keys.set_signed_in(signed_in)

"""What the window gets once the till is loaded: rail, keys of every page, help, drawer, toast."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from posapp.app import App
from ui.controls import Controls
from ui.drawer import DrawerSheet
from ui.kit.sounds import Sounds
from ui.pages import PAGES
from ui.rail import Rail
from ui.screen import Place
from ui.tasks import Tasks
from ui.toast import Toast
from ui.window_keys import DRAWER, FULL, HELP, LOCK, REPRINT, HelpSheet, WindowKeys

if TYPE_CHECKING:
    from ui.window import Window


@dataclass(frozen=True, slots=True)
class Parts:
    """Made once per window."""

    rail: Rail
    keys: WindowKeys
    help: HelpSheet
    drawer: DrawerSheet
    toast: Toast

    @staticmethod
    def make(window: Window, app: App, tasks: Tasks, controls: Controls, sounds: Sounds) -> tuple[Place, Parts]:
        """What pages work with, and what stands around them."""
        place = Place(
            window.theme,
            window.languages,
            window.bridge,
            app,
            tasks,
            controls,
            sounds,
            window.canvas,
            window.go,
            window.sell,
        )
        drawer = DrawerSheet(place)
        drawer.opened.connect(window.drawer_opened)
        acts = {
            HELP: window.show_help,
            REPRINT: window.reprint,
            DRAWER: drawer.ask,
            FULL: window.full_screen,
            LOCK: window.lock,
        }
        parts = Parts(
            Rail(window.theme, PAGES, window.go),
            WindowKeys(window, acts),
            HelpSheet(window.theme, window.canvas),
            drawer,
            Toast(window.theme, window.canvas),
        )
        parts.set_signed_in(False)
        return place, parts

    def set_signed_in(self, signed_in: bool) -> None:
        """Nobody at the counter: no pages to go to, no drawer."""
        self.rail.setVisible(signed_in)
        self.keys.set_signed_in(signed_in)

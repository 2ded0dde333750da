"""Where a scan goes: to the question that stands open and can use it, else to the page in sight."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from posapp.domain.barcode import nameable
from posapp.domain.errors import Refused
from posapp.domain.receipt_code import read_receipt_code
from posapp.domain.store import scan_repeat
from ui.kit.sheet import open_sheet

if TYPE_CHECKING:
    from ui.kit.scan_filter import ScanFilter
    from ui.screen import Place
    from ui.window import Window


class Scans(QObject):
    """Hears the scanner for the window."""

    def __init__(self, window: Window, place: Place, heard: ScanFilter) -> None:
        super().__init__(window)
        self._window, self._place, self._heard = window, place, heard
        heard.scanned.connect(self._scanned)
        heard.garbled.connect(self._garbled)
        heard.lone_key.connect(self._lone_key)
        heard.repeated.connect(self._repeated)
        self.follow_shop()

    def follow_shop(self) -> None:
        """The shop says within which time the same code is the same scan."""
        self._heard.settings = replace(self._heard.settings, repeat_ms=scan_repeat(self._place.app.desk.store))

    def _refused(self) -> bool:
        """While a question stands over the page nothing is sold, found or opened behind it."""
        sheet = open_sheet(self._place.host)
        if sheet is None:
            return False
        sheet.refuse_scan()
        self._place.sounds.play("refused")
        return True

    def _scanned(self, code: str) -> None:
        window, sheet = self._window, open_sheet(self._place.host)
        if (sheet is not None and sheet.scanned(code)) or self._refused():
            return
        page = window.page_in_sight
        if page is None:
            self._place.sounds.play("refused")
            window.sign_in.notice.say("bad", self.tr("Sign in first; the scan was not counted."))
            return
        if window.page == "checkout" and read_receipt_code(code):
            window.go("receipts")
            page = window.page_in_sight or page
        page.scanned(code)

    def _garbled(self, heard: str) -> None:
        page = self._window.page_in_sight
        if self._refused() or page is None:
            return
        no = Refused("code_in_pieces", code=nameable(heard, piece=True))
        if not page.scan_lost(no):
            self._window.say_no(no)

    def _lone_key(self, key: str) -> None:
        page = self._window.page_in_sight
        if page is not None:
            page.lone_key(key)

    def _repeated(self, _code: str) -> None:
        """Its own sound: the goods are in the basket once."""
        if self._window.page_in_sight is not None:
            self._place.sounds.play("repeated")

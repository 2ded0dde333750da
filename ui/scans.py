"""Where a scan goes: to the question that stands open and can use it, else to the page in sight."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject

from posapp.domain.barcode import nameable
from posapp.domain.errors import Refused
from posapp.domain.receipt_code import read_receipt_code
from posapp.domain.store import scan_repeat
from ui.kit.sheet import open_sheet

if TYPE_CHECKING:
    from ui.kit.scan_filter import ScanFilter
    from ui.screen import Place, Screen


class Pages(Protocol):
    """What the window shows."""

    page: str

    @property
    def page_in_sight(self) -> Screen | None: ...

    def go(self, name: str) -> None: ...

    def say_no(self, no: Refused) -> None: ...

    def scanned_signed_out(self, code: str) -> bool: ...


class Scans(QObject):
    """Hears the scanner for the window, which owns it."""

    def __init__(self, owner: QObject, window: Pages, place: Place, heard: ScanFilter) -> None:
        super().__init__(owner)
        self._window, self._place, self._heard = window, place, heard
        heard.scanned.connect(self._scanned)
        heard.garbled.connect(self._garbled)
        heard.lone_key.connect(self._lone_key)
        heard.repeated.connect(self._repeated)
        self.follow_shop()

    def follow_shop(self) -> None:
        """The shop says within which time the same code is the same scan."""
        self._heard.settings = replace(self._heard.settings, repeat_ms=scan_repeat(self._place.app.desk.store))

    def _refused(self, code: str = "") -> bool:
        """While a question stands over the page nothing is sold, found or opened behind it."""
        sheet = open_sheet(self._place.host)
        if sheet is None:
            return False
        if not code:
            sheet.refuse_scan()
        if not (code and sheet.take_scan(code)):
            self._place.sounds.play("refused")
        return True

    def _scanned(self, code: str) -> None:
        window = self._window
        if self._refused(code):
            return
        page = window.page_in_sight
        if page is None:
            self._place.sounds.play("good" if window.scanned_signed_out(code) else "refused")
            return
        if self._place.app.people.by_badge(code) is not None:  # never looked up as goods, nor written down
            self._place.sounds.play("refused")
            window.say_no(Refused("badge_no_goods"))
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

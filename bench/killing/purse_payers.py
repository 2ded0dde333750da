"""Who is asked for the money in `bench payment_kill`: the hub itself, that keeps gift cards and what members have.

A life ends with the exchange that books the sale, so it is also killed at each step of that.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from sqlcipher3 import dbapi2 as sqlite

from bench.killing.paid_shop import CARD, MEMBER, PHONE
from bench.killing.payers import ANSWERS, PATIENCE
from posapp.app import App
from posapp.commands.till_parts import TillParts
from posapp.domain.errors import Refused
from posapp.domain.sale import Sale
from posapp.domain.wallet import Balance, Purse
from posapp.storage.till import TillStore
from posapp.usecases.wallets import AskPurse, Wish
from sync.purses import ask_purse

_HELD: Final = "SELECT kind, account, amount FROM purse_hold WHERE amount > 0"
_MOVED: Final = "SELECT kind, account, moved FROM purse WHERE moved <> 0"
_FOUND: Final = "SELECT kind FROM exception"


class ByPurse:
    """A gift card or a member's stored value. "unheard": the first answer of each life is lost on its way."""

    parts: Sequence[str] = ("answers", "unheard")

    def __init__(self, purse: Purse, url: str, hub: Path, anew: Callable[[], None], code: Callable[[], str]) -> None:
        """`hub`: its file, that `anew` makes what it was; `code`: what the customer shows to release it."""
        self._purse: Purse = purse
        self._url, self._hub, self._anew, self._code = url, hub, anew, code
        self._account = CARD if purse == "gift_card" else MEMBER
        self._part = ""

    def begin(self, place: Path, part: str) -> None:
        """As `Payer` says."""
        self._code()  # here, not in each life: a live code is made by a command of the hub, once in some minutes
        self._anew()
        self._part = part

    def greet(self, app: App) -> None:
        """The member, whose purse it is."""
        if self._purse != "gift_card":
            app.members.attach(app.members.find(PHONE)[0])

    def pay(self, parts: TillParts) -> None:
        """As `Payer` says."""
        app, ask = parts.app, self._asked(parts)
        for _ in range(ANSWERS):
            if app.desk.settlement().complete:
                return
            try:
                app.wallets.pay(self._purse, None, self._code(), ask)
            except Refused as no:
                if no.code != "gift_card_needs_hub":
                    raise

    def _asked(self, parts: TillParts) -> AskPurse:
        parts.engine.hub.url = self._url
        lost = [self._part == "unheard"]

        def ask(wish: Wish) -> Balance:
            answer = ask_purse(parts.engine.hub, PATIENCE, wish)
            if lost and lost.pop():
                raise Refused("hub_late", seconds="0")
            return answer

        return ask

    def after(self, parts: TillParts) -> None:
        """The hub books it."""
        parts.engine.hub.url = self._url
        parts.engine.sync()

    def wrong(self, till: TillStore, sale: Sale) -> list[str]:
        """As `Payer` says."""
        with closing(sqlite.connect(self._hub)) as hub:
            held, moved, found = ([tuple(row) for row in hub.execute(sql)] for sql in (_HELD, _MOVED, _FOUND))
        (tender,) = sale.tenders
        wrong = [f"exceptions: {found}"] if found else []
        earned = [("points", MEMBER, sale.earned)] if sale.earned else []
        if sorted(moved) != sorted([(self._purse, self._account, -sale.priced.total), *earned]):
            wrong.append(f"{moved} was booked for a sale of {sale.priced.total}")
        if (tender.type, tender.amount) != (self._purse, sale.priced.total):
            wrong.append(f"the sale was paid with {tender}")
        return wrong + self._still_kept(tender.reserved, held, sale.priced.total)

    def _still_kept(self, reserved: str, held: list[tuple[Any, ...]], total: int) -> list[str]:
        """Only what the till never heard of may be kept until its time is over."""
        unheard = [] if reserved else [(self._purse, self._account, total)]
        return [] if held in ([], unheard) else [f"{held} is kept after the sale"]

    def end(self) -> None:
        """As `Payer` says."""

"""Who is asked for the money in `bench payment_kill`: a card terminal beside the till, or a wallet through the hub."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, Protocol

from hub.providers.port import order_number
from posapp.app import App
from posapp.commands.terminal_process import TerminalProcess
from posapp.commands.till_parts import TillParts
from posapp.devices.terminal_tcp import Patience
from posapp.domain.payment_code import WalletType
from posapp.domain.sale import Sale
from posapp.domain.tender import TenderType
from posapp.ports.provider import Provider
from posapp.storage.till import TillStore
from sync.wallets import HubWallet

HURRIED: Final = Patience(connect=2.0, answer=0.1)
"""A terminal that keeps silent is not waited for long. Where a busy machine only made it slow the till asks again, as
it would after any silence."""
CODES: Final[Mapping[WalletType, str]] = {"wechat": "134567890123456789", "alipay": "287654321098765432"}
PATIENCE: Final = 20.0
"""Seconds for an answer of the hub: a machine that is busy with lives is no fault of it."""
ANSWERS: Final = 20
"""More questions than any of the parts needs."""

Rows = Mapping[str, Mapping[str, Any]]


class Payer(Protocol):
    """Lives on while tills are killed, with books of its own."""

    @property
    def parts(self) -> Sequence[str]:
        """What it plays, one after the other."""
        ...

    def begin(self, place: Path, part: str) -> None:
        """With empty books, for the till at `place`."""
        ...

    def greet(self, app: App) -> None:
        """What is said of the customer before anything is rung up."""
        ...

    def pay(self, parts: TillParts) -> None:
        """Settles the payment that is open, from wherever an earlier life left it."""
        ...

    def after(self, parts: TillParts) -> None:
        """What else is done once the sale is complete, also where an earlier life has completed it."""
        ...

    def wrong(self, till: TillStore, sale: Sale) -> list[str]:
        """What its books and those of the till do not agree about."""
        ...

    def end(self) -> None:
        """The life is over."""
        ...


def settle(app: App, asked: Provider, kind: TenderType) -> None:
    """The whole of it, by whoever is asked. It is asked what became of a payment, and only where nothing was taken it
    begins anew."""
    for _ in range(ANSWERS):
        attempt = app.attempts.current
        if attempt is not None:
            app.attempts.put(asked, attempt.next_question)
        elif not app.desk.settlement().complete:
            app.attempts.begin(asked.name, kind, app.desk.settlement().remaining_exact)
            app.attempts.put(asked, "charge")


def unequal(till: TillStore, sale: Sale, rows: Rows, name_of: Callable[[str], str]) -> list[str]:
    """What the till's books and those of a provider do not agree about; `name_of`: how it names an attempt."""
    taken = {name: row["amount"] for name, row in rows.items() if row["state"] == "paid"}
    wanted = {name_of(t.attempt): t.amount for t in sale.tenders}
    wrong = [f"{taken} was taken, the sale was paid with {wanted}"] if taken != wanted else []
    wrong += [f"charged again: {row}" for row in rows.values() if row["times_paid"] > 1]
    for attempt in till.attempts.all():
        there = rows.get(name_of(attempt.id), {"state": "refused"})["state"]
        if attempt.state != there:
            wrong.append(f"{attempt.id} is {attempt.state} here, {there} there")
    return wrong


class ByTerminal:
    """A card terminal; it lives through all lives, and its books begin anew with each."""

    parts: Sequence[str] = ("paid", "silent", "lost", "twice", "closes", "paying", "declined")

    def __init__(self, folder: Path) -> None:
        """`folder`: where its books lie."""
        self._terminal = TerminalProcess(folder)
        self._terminal.start()

    def close(self) -> None:
        """Switched off."""
        self._terminal.stop()

    def begin(self, place: Path, part: str) -> None:
        """As `Payer` says."""
        self._terminal.play(part, anew=True)

    def greet(self, app: App) -> None:
        """Nobody."""

    def asked(self) -> Provider:
        """As a till asks it."""
        return self._terminal.provider(HURRIED)

    def pay(self, parts: TillParts) -> None:
        """As `Payer` says."""
        settle(parts.app, self.asked(), "card")

    def after(self, parts: TillParts) -> None:
        """Nothing."""

    def wrong(self, till: TillStore, sale: Sale) -> list[str]:
        """As `Payer` says."""
        return unequal(till, sale, {row["id"]: row for row in self._terminal.books()}, str)

    def end(self) -> None:
        """As `Payer` says."""


class Played(Protocol):
    """Simulated wallets."""

    def play(self, wallet: str, part: str, *, anew: bool = False) -> None: ...

    def books(self, wallet: str) -> list[dict[str, Any]]: ...


class ByWallet:
    """A wallet that the hub asks; both live through all lives, and forget between two of them."""

    parts: Sequence[str] = ("paid", "closes", "lost", "again", "paying", "expired")

    def __init__(self, wallet: WalletType, wallets: Played, hub: str, forget: Callable[[], None]) -> None:
        """`hub`: where it answers; `forget`: take what it knows of charges out of its database."""
        self._wallet: WalletType = wallet
        self._wallets, self._hub, self._forget = wallets, hub, forget

    def begin(self, place: Path, part: str) -> None:
        """As `Payer` says."""
        self._forget()
        self._wallets.play(self._wallet, part, anew=True)

    def greet(self, app: App) -> None:
        """Nobody."""

    def pay(self, parts: TillParts) -> None:
        """As `Payer` says."""
        parts.engine.hub.url = self._hub
        asked = HubWallet(parts.engine.hub, self._wallet, CODES[self._wallet], PATIENCE)
        settle(parts.app, asked, self._wallet)

    def after(self, parts: TillParts) -> None:
        """Nothing."""

    def wrong(self, till: TillStore, sale: Sale) -> list[str]:
        """As `Payer` says."""
        return unequal(till, sale, {row["order"]: row for row in self._wallets.books(self._wallet)}, order_number)

    def end(self) -> None:
        """As `Payer` says."""

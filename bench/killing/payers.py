"""Who is asked for the money in `bench payment_kill`: a card terminal beside the till, or a wallet through the hub."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, Protocol

from hub.providers.port import order_number
from posapp.commands.terminal_process import TerminalProcess
from posapp.commands.till_parts import TillParts
from posapp.devices.terminal_tcp import Patience
from posapp.domain.payment_code import WalletType
from posapp.domain.tender import TenderType
from posapp.ports.provider import Provider
from sync.wallets import HubWallet

HURRIED: Final = Patience(connect=2.0, answer=0.5)
"""A terminal that keeps silent is not waited for long."""
CODES: Final[Mapping[WalletType, str]] = {"wechat": "134567890123456789", "alipay": "287654321098765432"}
PATIENCE: Final = 20.0
"""Seconds for an answer of the hub: a machine that is busy with lives is no fault of it."""

Rows = Mapping[str, Mapping[str, Any]]


class Payer(Protocol):
    """Lives on while tills are killed, with books of its own."""

    @property
    def kind(self) -> TenderType:
        """The tender that comes of it."""
        ...

    @property
    def parts(self) -> Sequence[str]:
        """What it plays, one after the other."""
        ...

    def begin(self, place: Path, part: str) -> None:
        """With empty books, for the till at `place`."""
        ...

    def asked(self, parts: TillParts) -> Provider:
        """As a till asks it."""
        ...

    def name_of(self, attempt: str) -> str:
        """How its books name an attempt."""
        ...

    def books(self) -> Rows:
        """Each charge under that name."""
        ...

    def end(self) -> None:
        """The life is over."""
        ...


class ByTerminal:
    """A card terminal, a process of its own for each life."""

    kind: TenderType = "card"
    parts: Sequence[str] = ("paid", "silent", "lost", "twice", "closes", "paying", "declined")

    def begin(self, place: Path, part: str) -> None:
        """As `Payer` says."""
        self._terminal = TerminalProcess(place)
        self._terminal.start()
        self._terminal.play(part)
        self._asked = self._terminal.provider(HURRIED)

    def asked(self, parts: TillParts) -> Provider:
        """As `Payer` says."""
        return self._asked

    def name_of(self, attempt: str) -> str:
        """As `Payer` says."""
        return attempt

    def books(self) -> Rows:
        """As `Payer` says."""
        return {row["id"]: row for row in self._terminal.books()}

    def end(self) -> None:
        """As `Payer` says."""
        self._terminal.stop()


class Played(Protocol):
    """Simulated wallets."""

    def play(self, wallet: str, part: str, *, anew: bool = False) -> None: ...

    def books(self, wallet: str) -> list[dict[str, Any]]: ...


class ByWallet:
    """A wallet that the hub asks; both live through all lives, and forget between two of them."""

    parts: Sequence[str] = ("paid", "closes", "lost", "again", "paying", "expired")

    def __init__(self, wallet: WalletType, wallets: Played, hub: str, forget: Callable[[], None]) -> None:
        """`hub`: where it answers; `forget`: take what it knows of charges out of its database."""
        self.kind: TenderType = wallet
        self._wallet, self._wallets, self._hub, self._forget = wallet, wallets, hub, forget

    def begin(self, place: Path, part: str) -> None:
        """As `Payer` says."""
        self._forget()
        self._wallets.play(self._wallet, part, anew=True)

    def asked(self, parts: TillParts) -> Provider:
        """As `Payer` says."""
        parts.engine.hub.url = self._hub
        return HubWallet(parts.engine.hub, self._wallet, CODES[self._wallet], PATIENCE)

    def name_of(self, attempt: str) -> str:
        """As `Payer` says."""
        return order_number(attempt)

    def books(self) -> Rows:
        """As `Payer` says."""
        return {row["order"]: row for row in self._wallets.books(self._wallet)}

    def end(self) -> None:
        """As `Payer` says."""

"""How the exchange with the hub stands: what waits, since when, what the hub refused, how old the copies are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import msgspec
from PySide6.QtCore import QObject, Signal

from posapp.contract.ops import decode_handed_over
from posapp.domain.errors import Refused
from posapp.domain.journal import Entry
from posapp.domain.staff import Staff
from posapp.domain.store import hub_wait
from posapp.domain.sync_status import SyncStatus
from posapp.domain.times import from_text
from posapp.storage.copied import refused_copies
from posapp.storage.refused_entries import RefusedEntry
from posapp.usecases.freshness import as_of
from posapp.usecases.refusals import may_be_asked
from ui.screen import Place
from ui.texts import date_clock_text

COPIES: Final[Mapping[str, tuple[str, ...]]] = {
    "goods": ("taxes", "categories", "products", "promotions", "stock"),
    "stops": ("stop_sales",),
    "staff": ("staff", "roles", "own_people"),
    "settings": ("settings",),
    "coupons": ("coupons",),
    "members": ("members", "appointments"),
    "wallets": ("wallets", "keys"),
    "orders": ("orders",),
    "holds": ("holds",),
    "elsewhere": ("elsewhere", "set_aside"),
    "pictures": ("pictures", "tags"),
}
"""The rows that tell of the copies, and the feeds that stand in each."""

TOLD = 3
"""So many of the entries that the hub took after all are told of."""


@dataclass(frozen=True, slots=True)
class Act:
    """What was done about a refused entry last: kind of entry, when, by whom, and their words."""

    kind: str
    at: str
    person: str
    words: str


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A journal entry that the hub did not take: what it is, whose, why in the person's language, since when.

    `minutes` is its age; `waits`: the hub has been asked and has not answered; `open` is False for what the till itself
    stopped, about which nothing can be done here.
    """

    number: int
    kind: str
    receipt: str
    code: str
    why: str
    since: str
    minutes: int
    person: str
    act: Act | None
    waits: bool
    open: bool


@dataclass(frozen=True, slots=True)
class Exchange:
    """Times are in the shop's zone, "" where there is none yet."""

    status: SyncStatus | None
    since: str
    last_success: str
    unsent: int
    oldest: str
    refused: tuple[RefusedRow, ...]
    taken: tuple[tuple[int, str], ...]
    """Number and time of what the hub took after all, the latest first."""
    as_of: Mapping[str, str]
    """Of each row of copies: when the oldest feed in it was good last, "" of what never came."""
    stopped: tuple[str, ...]
    """Functions that have stopped because a copy is too old."""
    old: frozenset[str]
    """The rows of copies because of which they have."""
    disbelieved: int
    """Balances that came with a wrong signature."""
    till: str
    hub: str


class LineModel(QObject):
    """Reads on the worker; going offline and online is for training."""

    stands = Signal(object)
    connected = Signal()
    refused = Signal(object)
    acted = Signal()
    act_refused = Signal(object)
    answered = Signal()
    diagnosed = Signal(object)

    def __init__(self, place: Place, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._place = place

    def reload(self) -> None:
        """Read again."""
        self._place.tasks.run(self._read, self.stands.emit, self.refused.emit)

    def look(self) -> None:
        """How does it stand now? Whoever opens the page wants to know, not how it stood at the last exchange."""
        self._place.controls.sync_now()

    def try_now(self) -> None:
        """Exchange now instead of waiting, and say within `patience` whether the hub answers."""
        self._place.controls.sync_now()
        self._place.tasks.ask(self._place.controls.ask_hub, lambda _: self.answered.emit(), self._said_no)

    @property
    def patience(self) -> float:
        """Seconds that a person waits for the hub in this shop."""
        return hub_wait(self._place.app.desk.store).total_seconds()

    @property
    def switched_off(self) -> bool:
        """Whether a person has switched the line off."""
        status = self._place.controls.line_status()
        return status is not None and status.reason == "switched_off"

    def switch(self, approver: Staff | None = None) -> None:
        """Leave the hub alone, which takes a manager, or exchange again, which anyone may."""
        controls, line, tasks = self._place.controls, self._place.app.line, self._place.tasks
        if self.switched_off:
            controls.go_online()  # first: that it is on matters more than that it was written down
            tasks.run(line.go_online, lambda _: None, self._said_no)
        else:
            tasks.run(lambda: line.go_offline(approver), lambda _: controls.go_offline(), self._said_no)

    @property
    def shut_out(self) -> bool:
        """Whether the hub does not let this till in: only a code from head office helps."""
        status = self._place.controls.line_status()
        return status is not None and status.reason in ("not_enrolled", "token_revoked")

    def connect_again(self, code: str) -> None:
        """Show the hub the code that head office gave."""
        controls = self._place.controls
        self._place.tasks.ask(lambda: controls.connect_again(code), lambda _: self.connected.emit(), self._said_no)

    def diagnose(self) -> None:
        """A file for support."""
        self._place.tasks.ask(self._place.controls.diagnosis, self.diagnosed.emit, self._said_no)

    def send_again(self, number: int) -> None:
        """Ask the hub to look at a refused entry once more."""
        self._act(lambda: self._place.app.refusals.send_again(number))

    def correct(self, number: int) -> None:
        """Tell the hub what the books say in its place."""
        self._act(lambda: self._place.app.refusals.correct(number))

    def hand_over(self, number: int, note: str) -> None:
        """Head office shall settle it."""
        self._act(lambda: self._place.app.refusals.hand_over(number, note))

    def _act(self, do: Callable[[], None]) -> None:
        self._place.tasks.run(do, lambda _: self.acted.emit(), self._said_no_act)

    def _said_no_act(self, no: Refused) -> None:
        self._place.sounds.play("refused")
        self.act_refused.emit(no)

    def _said_no(self, no: Refused) -> None:
        self._place.sounds.play("refused")
        self.refused.emit(no)

    def _read(self) -> Exchange:
        till, status = self._place.app.till, self._place.controls.line_status()
        here, stops = till.enrolment.current(), self._place.app.desk.stopped()
        return Exchange(
            status=status,
            since=self.time(status.since if status else ""),
            last_success=self.time(till.cursors.last_success()),
            unsent=till.journal.unsent_count(),
            oldest=self.time(till.journal.oldest_unsent_at()),
            refused=tuple(self._row(found) for found in till.refused_entries.all()),
            taken=tuple((number, self.time(at)) for number, at in till.refused_entries.taken(TOLD)),
            as_of={row: self._oldest(row) for row in COPIES},
            stopped=tuple(stops),
            old=frozenset(row for row, feeds in COPIES.items() for stop in stops.values() if stop.feed in feeds),
            disbelieved=sum(refused_copies(till.copies).values()),
            till=here.till if here else "",
            hub=here.hub if here else "",
        )

    def _row(self, found: RefusedEntry) -> RefusedRow:
        parked, entry, act = found.parked, found.entry, found.act
        sale = self._place.app.till.sales.by_seq(parked.seq)
        minutes = (self._place.app.clock.now() - from_text(parked.at)).total_seconds() // 60 if parked.at else 0
        return RefusedRow(
            number=parked.seq,
            kind=entry.kind if entry else "",
            receipt=sale.receipt if sale else "",
            code=parked.code,
            why=parked.zh if self._place.languages.language == "zh" else parked.en,
            since=self.time(parked.at),
            minutes=max(0, int(minutes)),
            person=self._name(entry.staff) if entry else "",
            act=Act(act.kind, self.time(act.at), self._name(act.staff), _words(act)) if act else None,
            waits=found.waits,
            open=may_be_asked(parked),
        )

    def _oldest(self, row: str) -> str:
        """Of feeds that stand in one row; of one that never came the row says so."""
        known = as_of(self._place.app.till, self._place.app.catalog)
        return self.time(min(known.get(feed, "") for feed in COPIES[row]))

    def _name(self, person: str) -> str:
        known = self._place.app.till.staff.by_id(person)
        return known.name if known else person

    def time(self, at: str | None) -> str:
        """In the shop's zone; "" where there is none."""
        return date_clock_text(at, self._place.app.desk.store.timezone) if at else ""


def reason_of(status: SyncStatus) -> Refused | None:
    """The refusal behind a state, for its text; None when the state says all."""
    return Refused(status.reason) if status.reason and status.reason != "switched_off" else None


def _words(act: Entry) -> str:
    """The note of what was handed over."""
    try:
        return decode_handed_over(act.body).note if act.kind == "handed_over" else ""
    except msgspec.MsgspecError:
        return ""

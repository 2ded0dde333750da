"""How the exchange with the hub stands: what waits, since when, what the hub refused, how old the copies are."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from posapp.domain.errors import Refused
from posapp.domain.staff import Staff
from posapp.domain.store import hub_wait
from posapp.domain.sync_status import SyncStatus
from posapp.storage.journal import Parked
from ui.screen import Place
from ui.texts import date_clock_text


@dataclass(frozen=True, slots=True)
class RefusedEntry:
    """A journal entry that the hub did not take: what it is, why in the person's language, when. It is not lost."""

    number: int
    kind: str
    receipt: str
    why: str
    at: str


@dataclass(frozen=True, slots=True)
class Exchange:
    """Times are in the shop's zone, "" where there is none yet."""

    status: SyncStatus | None
    since: str
    last_success: str
    unsent: int
    oldest: str
    refused: tuple[RefusedEntry, ...]
    goods_as_of: str
    staff_as_of: str
    settings_as_of: str
    till: str
    hub: str


class LineModel(QObject):
    """Reads on the worker; going offline and online is for training."""

    stands = Signal(object)
    refused = Signal(object)
    answered = Signal()

    def __init__(self, place: Place, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._place = place

    def reload(self) -> None:
        """Read again."""
        self._place.tasks.run(self._read, self.stands.emit, self.refused.emit)

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

    def _said_no(self, no: Refused) -> None:
        self._place.sounds.play("refused")
        self.refused.emit(no)

    def _read(self) -> Exchange:
        till, status = self._place.app.till, self._place.controls.line_status()
        here, edition = till.enrolment.current(), self._place.app.catalog.edition()
        return Exchange(
            status=status,
            since=self._time(status.since if status else ""),
            last_success=self._time(till.cursors.last_success()),
            unsent=till.journal.unsent_count(),
            oldest=self._time(till.journal.oldest_unsent_at()),
            refused=tuple(self._entry(parked) for parked in till.journal.parked()),
            goods_as_of=self._time(edition.as_of if edition else None),
            staff_as_of=self._time(till.cursors.as_of("staff")),
            settings_as_of=self._time(till.cursors.as_of("settings")),
            till=here.till if here else "",
            hub=here.hub if here else "",
        )

    def _entry(self, parked: Parked) -> RefusedEntry:
        till = self._place.app.till
        entries = till.journal.entries_after(parked.seq - 1, 1)
        sale = till.sales.by_seq(parked.seq)
        why = parked.zh if self._place.languages.language == "zh" else parked.en
        kind = entries[0].kind if entries else ""
        return RefusedEntry(parked.seq, kind, sale.receipt if sale else "", why, self._time(parked.at))

    def _time(self, at: str | None) -> str:
        return date_clock_text(at, self._place.app.desk.store.timezone) if at else ""


def reason_of(status: SyncStatus) -> Refused | None:
    """The refusal behind a state, for its text; None when the state says all."""
    return Refused(status.reason) if status.reason and status.reason != "switched_off" else None

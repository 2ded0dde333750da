"""The shifts of the shop that stand still: one is chosen, the hub is asked for it, and the drawer goes on here."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel

from posapp.contract.suspensions import SuspendedRow
from posapp.domain.errors import Refused
from posapp.domain.staff import Staff
from posapp.domain.store import hub_wait
from posapp.domain.suspension import Suspended
from posapp.domain.typed import shown
from ui.kit.buttons import Button
from ui.kit.result_list import Result, ResultList
from ui.kit.sheet import Sheet
from ui.kit.status import Notice
from ui.screen import Place
from ui.texts import date_clock_text, refusal

TALL, STAYS = 190, 600


class ResumeSheet(Sheet):
    """`resumed` once the shift is open at this till."""

    resumed = Signal()

    def __init__(self, place: Place) -> None:
        super().__init__(place.theme, place.host, width=560)
        self._from = place
        self._found: tuple[Suspended, ...] = ()
        self._asks = False
        self._words, self.notice, self.list = QLabel(), Notice(place.theme), ResultList(place.theme)
        self._words.setWordWrap(True)
        self._words.setProperty("tone", "ink2")
        place.theme.fit(self.list, lambda found: found.setFixedHeight(place.theme.px(TALL)))
        self.ok = Button(place.theme, icon="lock-open", kind="accent", key="Enter", height=52)
        for widget in (self._words, self.list, self.notice, self.ok):
            self.body.addWidget(widget)
        self.list.chosen.connect(self._chosen)
        self.ok.clicked.connect(lambda: self._chosen(max(0, self.list.current)))

    def ask(self) -> None:
        """Open it and ask the hub."""
        self.set_title(self.tr("Resume a suspended shift"))
        self._words.setText(
            self.tr("Put the drawer that you carried here into this till. It is counted at the end only.")
        )
        self.ok.set_label(self.tr("Go on with this shift"))
        self._show(())
        self.open(self.list)
        self.look()

    def look(self) -> None:
        """Which there are now."""
        self._wait()
        self._from.tasks.ask(self._from.controls.suspended, self._listed, self._refused)

    def _wait(self) -> None:
        self._asks = True
        seconds = hub_wait(self._from.app.desk.store).total_seconds()
        words = self.tr("Head office is asked (at most {0} s) …").format(f"{seconds:g}")
        self.notice.say("neutral", words, seconds + 2)

    def _listed(self, found: tuple[Suspended, ...]) -> None:
        self._asks = False
        self.notice.clear()
        self._show(found)
        if not found:
            words = self.tr("No shift stands still in this shop. Count the drawer and open a new one.")
            self.notice.say("neutral", words, STAYS)

    def _show(self, found: tuple[Suspended, ...]) -> None:
        self._found = found
        self.list.set_results([self._row(one) for one in found])
        self.list.setVisible(bool(found))
        self.ok.setVisible(bool(found))
        if found:
            self.list.setFocus()

    def _row(self, found: Suspended) -> Result:
        zone = self._from.app.desk.store.timezone
        name = self.tr("{0} · till {1}").format(self._name(found.staff), found.register)
        detail = self.tr("opened {0}, suspended {1}").format(
            date_clock_text(found.opened_at, zone), date_clock_text(found.at, zone)
        )
        taken = found.taken
        note = self.tr("asked for by till {0}").format(taken.register) if taken is not None else ""
        return Result(found.id, name, detail, note=note, note_state="warn", icon="user-round", tint=3)

    def _name(self, person: str) -> str:
        known = self._from.app.till.staff.by_id(person)
        return known.name if known is not None else shown(person)

    def _chosen(self, row: int, approver: Staff | None = None) -> None:
        if self._asks or not 0 <= row < len(self._found):
            return
        self._wait()
        found, place = self._found[row], self._from
        place.tasks.ask(
            lambda: place.app.suspending.ask(found, place.controls.resume_shift, approver),
            partial(self._go_on, approver),
            lambda no: self._refused(no, row),
        )

    def _go_on(self, approver: Staff | None, said: SuspendedRow) -> None:
        self._asks = False
        try:
            self._from.app.suspending.go_on(said, approver)
        except Refused as no:
            self._refused(no)
        else:
            self.close_sheet()
            self.resumed.emit()

    def _refused(self, no: Refused, row: int = -1) -> None:
        self._asks = False
        if no.code == "not_permitted" and row >= 0:
            words = self.tr("Go on with the shift of {0}").format(self._name(self._found[row].staff))
            self._from.second("force_close", words, lambda person: self._again(row, person), 0)
            return
        self._from.sounds.play("refused")
        self.notice.say("bad", refusal(no, self._from.languages.language), 12)

    def _again(self, row: int, person: Staff) -> None:
        """There is one sheet at a time: the second person's took this one's place."""
        self.open(self.list)
        self._chosen(row, person)

"""Handing clients over, from the page of books and from that of one member: who takes them, what goes along, done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property, partial

from PySide6.QtCore import QObject, Signal

from posapp.contract.book_ops import MOST_AT_ONCE
from posapp.domain.errors import Refused
from posapp.domain.staff import Staff
from posapp.usecases.books import Handing
from ui.members.hand_sheet import HandSheet
from ui.members.naming import Naming
from ui.screen import Place
from ui.texts import refusal


class HandOver(QObject):
    """`done(words)`: they are in that book now."""

    done = Signal(str)
    moved = Signal(int)
    """So many are there by now, and there are more."""
    stopped = Signal(str)
    """Before all of them were there: in words."""
    refused = Signal(object)
    at_once = MOST_AT_ONCE

    def __init__(self, place: Place, parent: QObject) -> None:
        super().__init__(parent)
        self._place = place
        self._ids: tuple[str, ...] = ()

    @cached_property
    def sheet(self) -> HandSheet:
        """Made when it is first asked for."""
        sheet = HandSheet(self._place.theme, self._place.host)
        sheet.planned.connect(self._plan)
        sheet.said.connect(lambda why: self._hand_over(why, None))
        return sheet

    def naming(self) -> Naming:
        """How people, categories and tiers are called now."""
        app, language = self._place.app, self._place.languages.language
        categories = {c.id: c.name_zh if language == "zh" else c.name_en for c in app.catalog.categories()}
        people = {person.id: person for person in app.books.people()}
        shop, none = self.tr("The shop's"), self.tr("No tier")
        return Naming(app.desk.store, language, people, lambda id_: categories.get(id_) or id_, shop, none)

    def ask(self, ids: tuple[str, ...], sizes: Mapping[str, int] | None = None) -> None:
        """Of these; `sizes`: how many each book has, where that is known."""
        if not ids:
            self.refused.emit(Refused("book_nobody"))
            return
        self._ids, naming = ids, self.naming()
        staff = self._place.app.desk.staff
        first = [staff.id] if staff is not None and staff.id in naming.people else []
        order = dict.fromkeys((*first, *naming.people, ""))
        has = {id_: self.tr("%n client(s)", "", sizes.get(id_, 0)) if sizes is not None else "" for id_ in order}
        rows = [(id_, naming.person(id_), has[id_]) for id_ in order]
        self.sheet.ask(self.tr("Hand over %n client(s)", "", len(ids)), rows)

    def _plan(self, to: str) -> None:
        self._plan_on(Handing(to, ()), 0)

    def _plan_on(self, so_far: Handing, start: int) -> None:
        """In pieces: a sale that waits for the worker comes between two."""
        job = partial(self._place.app.books.plan, self._ids[start : start + self.at_once], so_far.to)
        self._place.tasks.run(job, partial(self._planned, so_far, start), self.refused.emit)

    def _planned(self, so_far: Handing, start: int, some: Handing) -> None:
        handing, looked_at = so_far.plus(some), start + self.at_once
        if looked_at >= len(self._ids):
            self._preview(handing)
        elif self.sheet.asked == so_far.to:
            self.sheet.words.setText(self.tr("{0} of {1} are looked at …").format(looked_at, len(self._ids)))
            self._plan_on(handing, looked_at)

    def _preview(self, handing: Handing) -> None:
        person, said = self.naming().person, []
        if handing.members:
            of = " · ".join(f"{person(whose)} {number}" for whose, number in handing.books.items())
            words = self.tr("{0} into the book of {1}, out of: {2}.")
            said.append(words.format(len(handing.members), person(handing.to), of))
        if handing.due:
            said.append(self.tr("Their open follow-ups go along: {0}.").format(handing.due))
        if handing.there:
            said.append(self.tr("There already: {0}.").format(handing.there))
        self.sheet.preview(handing, " ".join(said))

    def _hand_over(self, why: str, approver: Staff | None) -> None:
        handing = self.sheet.handing
        if handing is None:
            return
        self.sheet.going(self.tr("They are being handed over …"))
        if len(handing.members) > self.at_once and not self.sheet.isVisible():
            self.sheet.open(None)  # the second person's took its place, and this may take a while
        self._hand_on(handing, 0, why, approver)

    def _hand_on(self, handing: Handing, done: int, why: str, approver: Staff | None) -> None:
        """In pieces, each an entry of its own; whoever closes the sheet stops between two."""
        some = replace(handing, members=handing.members[done : done + self.at_once])
        job = partial(self._place.app.books.assign, some, why, approver)
        self._place.tasks.run(job, partial(self._moved, handing, done, why, approver), partial(self._not_handed, why))

    def _moved(self, handing: Handing, before: int, why: str, approver: Staff | None, now: int) -> None:
        done, all_ = before + now, len(handing.members)
        if done >= all_:
            self._handed(handing.to, done)
            return
        self.sheet.going(self.tr("{0} of {1} are handed over. Esc stops.").format(done, all_))
        self.moved.emit(done)
        if self.sheet.isVisible():
            self._hand_on(handing, done, why, approver)
            return
        words = self.tr("Stopped: {0} of {1} are in the book of {2} now, the others stay where they were.")
        self.stopped.emit(words.format(done, all_, self.naming().person(handing.to)))

    def _handed(self, to: str, done: int) -> None:
        self.sheet.close_sheet()
        self._place.sounds.play("good")
        self.done.emit(self.tr("%n client(s) are in the book of {0} now", "", done).format(self.naming().person(to)))

    def _not_handed(self, why: str, no: Refused) -> None:
        if no.code == "not_permitted":
            self._place.second("assign", "", partial(self._hand_over, why), 0)
            return
        self._place.sounds.play("refused")
        self.sheet.wrong(refusal(no, self._place.languages.language))

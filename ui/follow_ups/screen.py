"""The page of follow-ups: what is to be done for whom, contact on the ways that are open, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from functools import cached_property, partial

from PySide6.QtWidgets import QBoxLayout

from posapp.domain.consent import channel_name
from posapp.domain.errors import Refused
from posapp.domain.follow_up import WHENS, type_name
from posapp.domain.member import Member
from posapp.storage.follow_ups import NewFollowUp
from posapp.usecases.contacting import Words as Message
from posapp.usecases.follow_ups import Task, Tasks
from ui.follow_ups.contact_sheet import ContactSheet
from ui.follow_ups.done_sheet import DoneSheet
from ui.follow_ups.model import BOOKS, FollowUpsModel, Opened
from ui.follow_ups.panels import ListPanel, TaskPanel
from ui.follow_ups.task_sheet import TaskSheet
from ui.follow_ups.words import FollowUpWords
from ui.member_words import called
from ui.narrow import FittingScreen
from ui.screen import Place
from ui.texts import refusal

MOST_LATELY = 3


class FollowUpsScreen(FittingScreen):
    """F12 says what came of the one in sight; Ctrl+1 to Ctrl+4 contact the member on a way that is open."""

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self._place, self._words = place, FollowUpWords(place, self)
        self._opened: Opened | None = None
        self._tasks: tuple[Task, ...] = ()
        self._columns = 3
        self._of = ""
        """The member from whose page this one was opened."""
        self.model = FollowUpsModel(place, self)
        self.left, self.right = ListPanel(place.theme), TaskPanel(place.theme)
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        place.theme.space(row, (24, 6, 18, 16), 16)
        row.addWidget(self.left, 46)
        row.addWidget(self.right, 54)
        self._make_actions()
        self._connect()
        self.retranslate()

    def _make_actions(self) -> None:
        self.new = self.on_key("F3", self._new)
        self.book = self.on_key("F4", self._next_book)
        self.change = self.on_key("F5", self._change)
        self.again = self.on_key("F6", self._again)
        self.leave = self.on_key("Esc", lambda: self._place.go("checkout"))
        self.done = self.on_key("F12", self._done)
        self.contact = {
            channel: self.on_key(f"Ctrl+{number}", partial(self._contact, channel))
            for number, channel in enumerate(self.right.ways, 1)
        }
        self.right.keys.add(self.change, "pencil-line")
        self.right.keys.add(self.again, "plus")
        self.right.main.clicked.connect(self._done)
        self.left.new.follow(self.new)
        for channel, action in self.contact.items():
            self.right.ways[channel].follow(action)

    def _connect(self) -> None:
        model, left = self.model, self.left
        model.listed.connect(self._show_list)
        model.opened.connect(self._show)
        model.refused.connect(self._refused)
        left.whens.chosen.connect(lambda number: self._look_at(number))
        left.books.chosen.connect(lambda number: model.turn_book(BOOKS[number]))
        left.list.chosen.connect(self._choose)
        self._place.bridge.changed.connect(self._changed)

    @cached_property
    def task_sheet(self) -> TaskSheet:
        """Made when it is first asked for, as the others."""
        sheet = TaskSheet(self._place)
        sheet.made.connect(self._make)
        sheet.changed.connect(self._change_to)
        return sheet

    @cached_property
    def done_sheet(self) -> DoneSheet:
        """What came of it."""
        sheet = DoneSheet(self._place)
        sheet.said.connect(self._finish)
        return sheet

    @cached_property
    def contact_sheet(self) -> ContactSheet:
        """One contact."""
        sheet = ContactSheet(self._place)
        sheet.said.connect(self._contacted)
        return sheet

    def retranslate(self) -> None:
        words = {
            self.new: self.tr("New follow-up"),
            self.book: self.tr("Mine, the shop's or all"),
            self.change: self.tr("Change"),
            self.again: self.tr("One more"),
            self.leave: self.tr("Back to selling"),
            self.done: self.tr("Done: what came of it"),
        }
        for action, text in words.items():
            action.setText(text)
        for channel, action in self.contact.items():
            action.setText(self._channel(channel))
        self.right.main.set_label(self.done.text())
        self._show_list(self.model.shown)
        self._show(self._opened)

    def more_keys(self) -> Sequence[tuple[str, str]]:
        return (("↑ ↓", self.tr("Another follow-up")),)

    def opened(self) -> None:
        self.left.notice.clear()
        books = self._place.app.books
        self._of, books.in_sight = books.in_sight, ""
        self.model.choose(None)
        self.model.tasks = Tasks()
        self._place.tasks.run(self._place.app.follow_ups.tasks, self._come, self._refused)

    def _come(self, tasks: Tasks) -> None:
        self.model.tasks = tasks
        self.model.first_with_some(self._of)
        self._show_list(tasks)
        self._choose(next((n for n, task in enumerate(self._tasks) if task.member.id == self._of), 0))
        (self.left.list if self._tasks else self.left.new).setFocus()

    def fit_in(self, narrow: bool, short: bool) -> None:
        self._columns = 2 if narrow else 3
        self.right.lay_facts(self._columns)
        self.right.lately.setVisible(not short)

    def scanned(self, code: str) -> None:
        """A member's card makes a new one for them; else goods."""
        try:
            found = self._place.app.members.find(code)
        except Refused:
            found = ()
        if len(found) == 1:
            self.task_sheet.ask(found[0])
        else:
            self._place.sell(code)

    def _changed(self, topic: str) -> None:
        if topic in ("copies", "members") and self.isVisible():
            self.model.reload()

    # -- the list -------------------------------------------------------------------------------------------------

    def _look_at(self, number: int) -> None:
        self.model.look_at(WHENS[number])
        self._choose(0)

    def _next_book(self) -> None:
        self.left.books.choose_next(1)

    def _show_list(self, tasks: Tasks) -> None:
        names = (self.tr("Late"), self.tr("Today"), self.tr("Coming"), self.tr("Done"))
        counts = [
            f"{name} {len(tasks.lists.get(when, ())) or ''}".rstrip() for name, when in zip(names, WHENS, strict=True)
        ]
        self.left.whens.set_words(counts, WHENS.index(self.model.when))
        books = [self.tr("My clients"), self.tr("The shop's"), self.tr("All")]
        self.left.books.set_words(books, BOOKS.index(self.model.book))
        self._tasks = tasks.lists.get(self.model.when, ())
        chosen = self.model.chosen
        at = next((n for n, t in enumerate(self._tasks) if (t.member.id, t.follow_up.id) == chosen), -1)
        self.left.list.set_results([self._words.row(task) for task in self._tasks], at)
        self.left.list.setVisible(bool(self._tasks))
        self.left.empty.setVisible(not self._tasks)
        self.left.empty.setText(self.tr("Nothing to do in this list. F3 makes a follow-up."))

    def _choose(self, row: int) -> None:
        if 0 <= row < len(self._tasks):
            self.left.list.set_current(row)
            self.model.choose(self._tasks[row])
        else:
            self.model.choose(None)

    # -- one of them ----------------------------------------------------------------------------------------------

    def _show(self, opened: Opened | None) -> None:
        self._opened, right = opened, self.right
        there = opened is not None
        for widget in (right.state, right.main, right.ways_title, right.clash, right.lately, *right.facts.values()):
            widget.setVisible(there)
        is_open = opened is not None and not opened.task.follow_up.outcome
        self.change.setEnabled(is_open)
        self.done.setEnabled(is_open or (opened is not None and bool(opened.task.follow_up.clashes)))
        self.again.setEnabled(there)
        right.main.setVisible(self.done.isEnabled())
        right.keys.arrange(2)
        self._show_ways(opened)
        if opened is None:
            right.title.setText(self.tr("Choose a follow-up"))
            return
        task = opened.task
        right.title.setText(called(task.member))
        right.state.set(*self._words.state(task.follow_up))
        right.clash.setText(self._clash(task))
        right.clash.setVisible(bool(task.follow_up.clashes))
        self._show_facts(task)
        lines = [self._words.contact(contact) for contact in opened.lately[:MOST_LATELY]]
        days = self._place.app.desk.store.clienteling.guard.days
        none = self.tr("Nobody contacted them in the last {0} days.").format(days)
        right.lately.setText("\n".join((self.tr("Contacted lately:"), *lines)) if lines else none)

    def _show_facts(self, task: Task) -> None:
        one, right = task.follow_up, self.right
        facts = {
            "type": (self.tr("What"), type_name(one.type, self._place.languages.language)),
            "due": (self.tr("Due"), one.due),
            "whose": (self.tr("Whose book"), self._words.whose(task)),
            "by": (self.tr("Made"), self._words.maker(one)),
            "about": (self.tr("About"), one.about),
            "note": (self.tr("Note"), one.note),
        }
        for name, (caption, value) in facts.items():
            right.facts[name].say(caption, value)
            right.facts[name].setVisible(bool(value))
        right.lay_facts(self._columns)

    def _clash(self, task: Task) -> str:
        names = {
            "type": self.tr("What"),
            "due": self.tr("Due"),
            "note": self.tr("Note"),
            "outcome": self.tr("Outcome"),
        }
        others = " · ".join(f"{names.get(field, field)}: {value}" for field, value in task.follow_up.clashes)
        return self.tr("Two tills wrote differently, the other one “{0}”. Say what holds.").format(others)

    def _show_ways(self, opened: Opened | None) -> None:
        """A way that is closed has no key; in its place stands why."""
        self.right.ways_title.setText(self.tr("Contact"))
        closed = {way.channel: way.closed for way in opened.ways} if opened is not None else {}
        for channel, button in self.right.ways.items():
            code, reason = closed.get(channel, ""), self.right.reasons[channel]
            is_open = opened is not None and not code
            self.contact[channel].setEnabled(is_open)
            button.setVisible(is_open)
            reason.setVisible(bool(code))
            reason.setText(self._words.closed(channel, code) if code else "")

    def _channel(self, channel: str) -> str:
        return channel_name(channel, self._place.languages.language)

    # -- acts -----------------------------------------------------------------------------------------------------

    def _new(self) -> None:
        """The member from whose page this one was opened is proposed; else of whoever is found."""
        meant: Member | None = None
        with suppress(Refused):
            meant = self._place.app.members.known(self._of) if self._of else None
        self.task_sheet.ask(None, meant)

    def _make(self, new: NewFollowUp) -> None:
        made: list[str] = []
        no = self.model.act(lambda: made.append(self._place.app.follow_ups.make(new)))
        self._answer(no, self.task_sheet, self.tr("Follow-up made"))
        if no is None:
            self.model.chosen = (new.member, made[0])
            self.model.when = "today" if new.due == self._place.app.follow_ups.today else "upcoming"
            self.model.reload()

    def _change(self) -> None:
        if self._opened is not None:
            self.task_sheet.ask_change(self._opened.task)

    def _change_to(self, fields: dict[str, str]) -> None:
        if self._opened is not None:
            task = self._opened.task
            change = partial(self._place.app.follow_ups.change, task.member.id, task.follow_up.id, fields)
            self._answer(self.model.act(change), self.task_sheet, self.tr("Changed"))

    def _again(self) -> None:
        if self._opened is not None:
            self.task_sheet.ask(self._opened.task.member)

    def _done(self) -> None:
        if self._opened is not None and self.done.isEnabled():
            self.done_sheet.ask(self._opened.task)

    def _finish(self, outcome: str, note: str, following: NewFollowUp | None) -> None:
        if self._opened is None:
            return
        task, follow_ups = self._opened.task, self._place.app.follow_ups
        finish = partial(follow_ups.finish, task.member.id, task.follow_up.id, outcome, note, following)
        self._answer(self.model.act(finish), self.done_sheet, self.tr("Kept what came of it"))

    def _contact(self, channel: str) -> None:
        if self._opened is not None:
            self.contact_sheet.ask(self._opened, channel)

    def _contacted(self, channel: str, message: Message | None, confirmed: bool) -> None:
        if self._opened is None:
            return
        task = self._opened.task
        contacting = self._place.app.contacting
        do = partial(contacting.contact, task.member.id, channel, message, task.follow_up.id, confirmed)
        self._answer(
            self.model.act(do), self.contact_sheet, self.tr("The contact is logged. F12 says what came of it.")
        )

    def _answer(self, no: Refused | None, sheet: TaskSheet | DoneSheet | ContactSheet, words: str) -> None:
        if no is not None:
            sheet.wrong(no)
            return
        sheet.close_sheet()
        self.left.notice.say("good", words, 6)

    def _refused(self, no: Refused) -> None:
        self.left.notice.say("bad", refusal(no, self._place.languages.language), 10)

"""The page of client books: filters at the left, clients as cards, and what can be done with those that are marked."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from posapp.domain.errors import Refused
from posapp.usecases.client_search import ClientList
from ui.book.card_words import CardWords
from ui.book.cards import ClientCards
from ui.book.facets import FacetList
from ui.book.model import WHOSE, BookModel
from ui.book.words import facet_rows
from ui.chip_row import ChipRow
from ui.kit.action_keys import ActionKeys
from ui.kit.status import Notice
from ui.members.hand_over import HandOver
from ui.narrow import FittingScreen
from ui.screen import Place
from ui.texts import refusal

_FILTERS = 220


class BookScreen(FittingScreen):
    """Enter opens a client; Space marks one, Shift with the arrows a stretch; F5 hands over."""

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self._place = place
        self._found, self._narrow = ClientList(ready=False), False
        self.model, self.hand_over = BookModel(place, self), HandOver(place, self)
        theme = place.theme
        self.title, self.hint = QLabel(), QLabel()
        self.title.setProperty("type", "panel")
        self.hint.setProperty("tone", "ink2")
        self.hint.setWordWrap(True)
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.whose, self.notice = ChipRow(theme), Notice(theme)
        self.filters, self.cards, self.keys = FacetList(theme), ClientCards(theme), ActionKeys(theme)
        self._make_actions()
        self._lay_out()
        self._connect()
        self.retranslate()

    def _lay_out(self) -> None:
        theme, row = self._place.theme, QHBoxLayout(self)
        theme.space(row, (24, 6, 18, 16), 16)
        theme.fit(self.filters, lambda x: x.setFixedWidth(theme.px(_FILTERS)))
        column, head = QVBoxLayout(), QHBoxLayout()
        theme.space(column, (0, 0, 0, 0), 10)
        theme.space(head, (0, 0, 0, 0), 12)
        head.addWidget(self.title)
        head.addWidget(self.whose, 1)
        column.addLayout(head)
        column.addWidget(self.hint)
        column.addWidget(self.cards, 1)
        column.addWidget(self.notice)
        foot = QFrame()
        foot.setLayout(self.keys)
        column.addWidget(foot)
        row.addWidget(self.filters)
        row.addLayout(column, 1)

    def _make_actions(self) -> None:
        self.to_filters = self.on_key("F2", self._to_filters)
        self.next_book = self.on_key("F3", lambda: self.whose.choose_next(1))
        self.all = self.on_key("F4", self.model.mark_all)
        self.hand = self.on_key("F5", lambda: self.hand_over.ask(self._chosen(), self._found.books))
        self.appointments = self.on_key("F7", lambda: self._place.go("appointments"))
        self.open_client = self.on_key("F12", lambda: self._open(self.cards.current))
        self.leave = self.on_key("Esc", self._back)
        icons = (
            (self.open_client, "user-round"),
            (self.all, "circle-check"),
            (self.hand, "arrow-right"),
            (self.appointments, "watch"),
        )
        for action, icon in icons:
            self.keys.add(action, icon)

    def _connect(self) -> None:
        model = self.model
        model.listed.connect(self._show)
        model.marked_changed.connect(self._marked)
        self.hand_over.done.connect(self._handed)
        self.hand_over.stopped.connect(lambda words: self.notice.say("warn", words, 12))
        self.hand_over.refused.connect(self._refused)
        model.refused.connect(self._refused)
        self.whose.chosen.connect(self._show_book)
        self.filters.chosen.connect(self._turn)
        self.cards.chosen.connect(self._open)
        self.cards.marks.connect(self._mark)
        self._place.bridge.changed.connect(self._changed)

    # -- coming and going -----------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        words = {
            self.to_filters: self.tr("Filters"),
            self.next_book: self.tr("Another book"),
            self.all: self.tr("Mark all"),
            self.hand: self.tr("Hand over"),
            self.open_client: self.tr("Open client"),
            self.appointments: self.tr("Appointments"),
            self.leave: self.tr("Filters off, back"),
        }
        for action, text in words.items():
            action.setText(text)
        named = [self.tr("Mine"), self.tr("The shop's"), self.tr("All")]
        self.whose.set_words(named, WHOSE.index(self.model.whose))
        if self.isVisible():
            self.model.reload()

    def more_keys(self) -> Sequence[tuple[str, str]]:
        return (
            (self.tr("Space"), self.tr("Mark a client, or a filter on and off")),
            ("Shift+↓", self.tr("Mark a stretch")),
            ("Enter", self.tr("Open client")),
        )

    def opened(self) -> None:
        self.notice.clear()
        self.model.begin()
        self.cards.setFocus()

    def scanned(self, code: str) -> None:
        self._place.sell(code)

    def fit_in(self, narrow: bool, short: bool) -> None:
        self._narrow = narrow
        self.filters.setVisible(not narrow)
        self._show_filters()
        self.keys.arrange(2 if narrow else 4)

    def _show_filters(self) -> None:
        """Where there is something to choose from, and room or a wish for them."""
        wanted = not self._narrow or self.filters.isVisible()
        self.filters.setVisible(wanted and bool(self.filters.facets))

    def _changed(self, topic: str) -> None:
        if topic in ("copies", "members", "staff") and self.isVisible():
            self.model.reload()

    def _back(self) -> None:
        """What was marked, what was filtered, then the page of members."""
        if self.model.marked:
            self.model.unmark()
        elif self.model.wanted:
            self.model.want({})
        else:
            self._place.go("members")

    def _to_filters(self) -> None:
        self.filters.show()
        self.filters.setFocus()
        if self.filters.current < 0:
            self.filters.set_current(1)

    # -- showing --------------------------------------------------------------------------------------------------

    def _show(self, found: ClientList) -> None:
        self._found = found
        self.whose.choose(WHOSE.index(self.model.whose))
        naming, model = self.hand_over.naming(), self.model
        counts = {facet: some for facet, some in found.counts.items() if facet != "book" or model.whose == "all"}
        self.filters.set_facets(list(facet_rows(counts, model.wanted, naming)))
        self._show_filters()
        self._lay_cards()
        there = bool(found.members)
        self.hint.setVisible(not there)
        self.hint.setText(self._why_nobody())
        self._say_count()

    def _lay_cards(self) -> None:
        words = CardWords(self._place, self.hand_over.naming(), with_book=self.model.whose == "all")
        self.cards.set_cards([words.card(member, member.id in self.model.marked) for member in self._found.members])

    def _say_count(self) -> None:
        found, marked = self._found, len(self.model.marked)
        words = self.tr("%n client(s)", "", found.count)
        if not found.ready:
            words = self.tr("%n so far …", "", found.count)
        if marked:
            words += " · " + self.tr("%n marked", "", marked)
        elif found.count > len(found.members):
            words += " · " + self.tr("the first {0} are shown").format(len(found.members))
        self.title.setText(words)
        for action in (self.hand, self.open_client, self.all):
            action.setEnabled(bool(found.members))
        self.keys.arrange(2 if self._narrow else 4)

    def _why_nobody(self) -> str:
        if not self._found.ready:
            return self.tr("The members are being looked through …")
        if self.model.wanted:
            return self.tr("Nobody fits. Esc takes the filters off.")
        if self.model.whose == "mine":
            return self.tr("Your book is empty. F3 shows the shop's: mark clients there with the space bar, then F5.")
        return self.tr("Nobody is in this book.")

    def _marked(self) -> None:
        self._lay_cards()
        self._say_count()

    # -- acts -----------------------------------------------------------------------------------------------------

    def _show_book(self, number: int) -> None:
        self.notice.clear()
        self.model.show_book(WHOSE[number])
        self.cards.setFocus()

    def _turn(self, row: int) -> None:
        facet = self.filters.facets[row]
        if facet.value is not None:
            self.model.turn(facet.facet, facet.value)

    def _mark(self, first: int, last: int) -> None:
        ids = [self._found.members[row].id for row in range(min(first, last), max(first, last) + 1)]
        self.model.mark(ids, turn=first == last)

    def _open(self, row: int) -> None:
        if 0 <= row < len(self._found.members):
            self._place.app.books.in_sight = self._found.members[row].id
            self._place.go("members")

    def _chosen(self) -> tuple[str, ...]:
        """Those that are marked, else the one in sight."""
        if self.model.marked:
            return tuple(self.model.marked)
        row = self.cards.current
        return (self._found.members[row].id,) if 0 <= row < len(self._found.members) else ()

    def _handed(self, words: str) -> None:
        self.model.unmark()
        self.model.reload()
        self.notice.say("good", words, 8)

    def _refused(self, no: Refused) -> None:
        if no.code == "not_permitted" and self.model.whose == "all" and self.model.approver is None:
            self._place.second("books", "", partial(self.model.show_book, "all"), 0)
            self.model.whose = "shop"
            self.model.reload()
            return
        self.notice.say("bad", refusal(no, self._place.languages.language), 8)

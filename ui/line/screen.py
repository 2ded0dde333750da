"""The line to the hub in plain words: nothing here is needed to sell."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtWidgets import QBoxLayout

from posapp.domain.errors import Refused
from posapp.domain.refusal_texts import TEXTS
from posapp.domain.sync_status import SyncStatus
from ui.approval import Approval
from ui.kit.result_list import Result
from ui.kit.tokens import State
from ui.line.model import Exchange, LineModel, RefusedEntry, reason_of
from ui.line.panels import RefusedPanel, StandPanel
from ui.narrow import FittingScreen, scrolling_row
from ui.screen import Place
from ui.texts import refusal


class LineScreen(FittingScreen):
    """How it stands at the left, what the hub refused at the right."""

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self._place = place
        self.model = LineModel(place, self)
        self.stand, self.refusals = StandPanel(place.theme), RefusedPanel(place.theme)
        self._at: Exchange | None = None
        self._sides = scrolling_row(self, place.theme)
        self._sides.addWidget(self.stand, 1)
        self._sides.addWidget(self.refusals, 1)
        self.now = self.on_key("Ctrl+R", self._try_now)
        self.switch = self.on_key("Ctrl+O", lambda: self.model.switch())
        self.leave = self.on_key("Esc", self._leave)
        self.stand.now.follow(self.now)
        self.stand.switch.follow(self.switch)
        self.model.stands.connect(self._show)
        self.model.refused.connect(self._refused)
        self.model.answered.connect(self._answered)
        self.refusals.list.current_changed.connect(self._entry_chosen)
        place.bridge.line.connect(self._line_told)
        place.bridge.changed.connect(self._changed)
        self.retranslate()

    def retranslate(self) -> None:
        self.stand.title.setText(self.tr("Line to the hub"))
        self.stand.copies_title.setText(self.tr("Copies on this till"))
        self.now.setText(self.tr("Exchange now"))
        self.leave.setText(self.tr("Back to selling"))
        self._say()
        if self._at is not None:
            self.model.reload()

    def fit_in(self, narrow: bool, short: bool) -> None:
        ways = QBoxLayout.Direction
        self._sides.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)
        self.stand.set_narrow(narrow)

    def opened(self) -> None:
        self.stand.notice.clear()
        self.model.reload()
        self.stand.now.setFocus()

    def scanned(self, code: str) -> None:
        self._place.sell(code)

    def _line_told(self, _status: SyncStatus) -> None:
        if self.isVisible():
            self.model.reload()

    def _changed(self, topic: str) -> None:
        if topic in ("journal", "outbox", "catalog", "staff", "settings") and self.isVisible():
            self.model.reload()

    @cached_property
    def approval(self) -> Approval:
        """A second person's PIN."""
        return Approval(self._place)

    def _refused(self, no: Refused) -> None:
        if no.code == "not_permitted":
            words = self.tr("Until somebody goes online again, head office hears nothing and new prices do not arrive.")
            self.approval.ask_for("go_offline", words, self.model.switch)
            return
        self.stand.notice.say("bad", refusal(no, self._place.languages.language), 8)

    # -- what is shown --------------------------------------------------------------------------------------------

    def _show(self, at: Exchange) -> None:
        self._at = at
        self._say()

    def _say(self) -> None:
        off = self.model.switched_off
        self.switch.setText(self.tr("Go online") if off else self.tr("Go offline (training)"))
        self.stand.switch.set_icon("wifi" if off else "wifi-off")
        at = self._at
        if at is None:
            self.stand.state.set("neutral", self.tr("Starting…"))
            return
        state, word, sentence = self._in_words(at)
        self.stand.state.set(state, word)
        self.stand.words.setText(sentence)
        self._say_rows(at)
        self._say_refused(at)

    def _in_words(self, at: Exchange) -> tuple[State, str, str]:
        status = at.status
        if status is None:
            return "neutral", self.tr("Starting…"), ""
        if status.reason == "switched_off":
            words = self.tr("Switched off by hand. Selling goes on; everything is kept here until you go online.")
            return "warn", self.tr("Offline"), words
        waiting = self.tr("Some entries have not reached the hub yet.")
        if status.state == "online":
            return "good", self.tr("Online"), waiting if at.unsent else self.tr("Everything is at the hub.")
        if status.state == "offline":
            words = self.tr("The hub cannot be reached. Selling goes on; it is tried again by itself.")
            return "warn", self.tr("Offline"), words
        no = reason_of(status)
        why = refusal(no, self._place.languages.language) if no is not None and no.code in TEXTS else ""
        if status.state == "behind":
            return "warn", self.tr("Behind"), why or waiting
        return "bad", self.tr("Hub says no"), why or self.tr("The hub does not take what this till sends.")

    def _say_rows(self, at: Exchange) -> None:
        never = self.tr("never")
        for name, words, value in (
            ("since", self.tr("It stands so since"), at.since),
            ("last", self.tr("Last whole exchange"), at.last_success or never),
            ("unsent", self.tr("Waiting to be sent"), str(at.unsent)),
            ("oldest", self.tr("The oldest of them is from"), at.oldest),
            ("till", self.tr("This till"), at.till),
            ("hub", self.tr("Hub"), at.hub),
            ("goods", self.tr("Goods, prices and offers as of"), at.goods_as_of or never),
            ("staff", self.tr("Staff as of"), at.staff_as_of or never),
            ("settings", self.tr("Shop settings as of"), at.settings_as_of or never),
        ):
            self.stand.rows[name].set(words, value)
        self.stand.rows["since"].setVisible(bool(at.since))
        self.stand.rows["oldest"].setVisible(bool(at.oldest))

    def _say_refused(self, at: Exchange) -> None:
        panel, entries = self.refusals, at.refused
        panel.title.setText(self.tr("Refused by the hub: {0}").format(len(entries)))
        panel.hint.setText(
            self.tr("The entries stay in this till's journal as they are. Tell head office what stands below.")
            if entries
            else self.tr("Nothing was refused.")
        )
        panel.list.set_results([self._row(entry) for entry in entries], min(0, len(entries) - 1))
        panel.list.setVisible(bool(entries))
        self._entry_chosen(panel.list.current)

    def _row(self, entry: RefusedEntry) -> Result:
        kinds = {
            "sale": self.tr("Sale {0}").format(entry.receipt),
            "shift_opened": self.tr("Shift opened"),
            "basket_cleared": self.tr("Basket emptied"),
            "date_confirmed": self.tr("Date confirmed"),
            "drawer_opened": self.tr("Drawer opened"),
            "reprinted": self.tr("Copy of a receipt"),
            "tender_withdrawn": self.tr("Money given back before the sale"),
            "pin_locked": self.tr("Too many wrong PINs"),
            "till_replaced": self.tr("Data file begun anew"),
            "went_offline": self.tr("Line switched off"),
            "went_online": self.tr("Line switched on"),
        }
        name = kinds.get(entry.kind, entry.kind)
        return Result(str(entry.number), name, entry.why, f"#{entry.number}", entry.at, "bad", "octagon-alert", 4)

    def _entry_chosen(self, row: int) -> None:
        entries = self._at.refused if self._at is not None else ()
        self.refusals.why.setText(entries[row].why if 0 <= row < len(entries) else "")

    # -- acts -----------------------------------------------------------------------------------------------------

    def _try_now(self) -> None:
        if self.model.switched_off:
            self.stand.notice.say("warn", self.tr("Go online first"))
            return
        words = self.tr("The hub is being asked, {0} s at most").format(f"{self.model.patience:g}")
        self.stand.notice.say("neutral", words, self.model.patience + 1)
        self.model.try_now()

    def _answered(self) -> None:
        self.stand.notice.say("good", self.tr("The hub answers"))

    def _leave(self) -> None:
        self._place.go("checkout")

"""The line to the hub in plain words: nothing here is needed to sell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QBoxLayout

from posapp import __version__
from posapp.contract.version import CONTRACT
from posapp.domain.errors import Refused
from posapp.domain.refusal_texts import TEXTS
from posapp.domain.spoken import spoken
from posapp.domain.staleness import feed_name, function_name
from posapp.domain.sync_status import SyncStatus
from posapp.domain.versions import apart
from ui.approval import NEEDS_SECOND, Approval
from ui.kit.tokens import PALETTE, State
from ui.line.model import Exchange, LineModel, reason_of
from ui.line.panels import StandPanel
from ui.line.refused_panel import RefusedPanel
from ui.narrow import FittingScreen, scrolling_row
from ui.screen import Place
from ui.texts import told

AWAY: Final = spoken("hub_away")

LOOK_MS: Final = 3_000
"""So often the hub is asked while somebody looks at this page: an idle till hears of a hub that hangs much later."""

CERTIFICATE = ("hub_not_trusted", "hub_ca_unreadable")
"""Reasons for which waiting does not help."""


class LineScreen(FittingScreen):
    """How it stands at the left, what the hub refused at the right."""

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self._place = place
        self.model = LineModel(place, self)
        self.stand, self.refusals = StandPanel(place.theme), RefusedPanel(self, place)
        self._at: Exchange | None = None
        self._sides = scrolling_row(self, place.theme)
        self._sides.addWidget(self.stand, 1)
        self._sides.addWidget(self.refusals, 1)
        self._looking = QTimer(self, interval=LOOK_MS)
        self._looking.timeout.connect(self._look)
        self.now = self.on_key("Ctrl+R", self._try_now)
        self.switch = self.on_key("Ctrl+O", lambda: self.model.switch())
        self.let_in = self.on_key("F12", self._connect)
        self.diagnose = self.on_key("Ctrl+D", self._diagnose)
        self.leave = self.on_key("Esc", self._leave)
        self.stand.now.follow(self.now)
        self.stand.switch.follow(self.switch)
        self.stand.let_in.follow(self.let_in)
        self.stand.diagnose.follow(self.diagnose)
        self.model.diagnosed.connect(self._diagnosed)
        self.stand.code.returnPressed.connect(self.let_in.trigger)
        self.model.connected.connect(self._connected)
        self.model.stands.connect(self._show)
        self.model.refused.connect(self._refused)
        self.model.acted.connect(self.refusals.acted)
        self.model.act_refused.connect(self.refusals.say_no)
        self.refusals.again.connect(self.model.send_again)
        self.refusals.correct.connect(self.model.correct)
        self.refusals.hand_over.connect(self.model.hand_over)
        self.model.answered.connect(self._answered)
        place.bridge.line.connect(self._line_told)
        place.bridge.changed.connect(self._changed)
        self.retranslate()

    def retranslate(self) -> None:
        self.stand.title.setText(self.tr("Line to the hub"))
        self.stand.copies_title.setText(self.tr("Copies on this till"))
        self.now.setText(self.tr("Exchange now"))
        self.let_in.setText(self.tr("Connect this till again"))
        self.stand.code.set_name(self.tr("Code from head office"))
        self.diagnose.setText(self.tr("Diagnosis file for support"))
        self.leave.setText(self.tr("Back to selling"))
        self.refusals.retranslate()
        self._say()
        if self._at is not None:
            self.model.reload()

    def fit_in(self, narrow: bool, short: bool) -> None:
        ways = QBoxLayout.Direction
        self._sides.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)
        self.stand.set_narrow(narrow)

    def opened(self) -> None:
        self.stand.notice.clear()
        self.refusals.notice.clear()
        self._count(self._place.controls.line_status())
        self.model.reload()
        self._look()
        (self.stand.code if self.model.shut_out else self.stand.now).setFocus()

    def _look(self) -> None:
        if not self.isVisible():
            self._looking.stop()
            return
        self._looking.start()
        self.model.look()

    def scanned(self, code: str) -> None:
        self._place.sell(code)

    def _line_told(self, status: SyncStatus) -> None:
        if self.isVisible():
            self._count(status)
            self.model.reload()

    def _count(self, status: SyncStatus | None) -> None:
        """What the chip says already is not contradicted here until all is read again."""
        if self._at is not None and status is not None:
            self._at = replace(self._at, status=status, since=self.model.time(status.since), unsent=status.unsent)
            self._say()

    def _changed(self, topic: str) -> None:
        if topic in ("journal", "outbox", "catalog", "staff", "settings", "copies", "stop_sales") and self.isVisible():
            self.model.reload()

    @cached_property
    def approval(self) -> Approval:
        """A second person's PIN."""
        return Approval(self._place)

    def _refused(self, no: Refused) -> None:
        if no.code in NEEDS_SECOND:
            words = self.tr("Until somebody goes online again, head office hears nothing and new prices do not arrive.")
            self.approval.ask_for("go_offline", words, self.model.switch)
            return
        self.stand.notice.say("bad", told(no, self._place.languages.language), 8)

    # -- what is shown --------------------------------------------------------------------------------------------

    def _show(self, at: Exchange) -> None:
        self._at = at
        self._place.bridge.unsent.emit(at.unsent)
        self._say()

    def _say(self) -> None:
        at = self._at
        off = at is not None and at.status is not None and at.status.reason == "switched_off"
        self.switch.setText(self.tr("Go online") if off else self.tr("Go offline (training)"))
        self.stand.switch.set_icon("wifi" if off else "wifi-off")
        shut_out = self.model.shut_out
        self.let_in.setEnabled(shut_out)
        self.stand.show_shut_out(shut_out)
        if at is None:
            self.stand.state.set("neutral", self.tr("Starting…"))
            return
        state, word, sentence = self._in_words(at)
        self.stand.state.set(state, word)
        self.stand.words.setText("\n".join(words for words in (sentence, *self._of_versions(at)) if words))
        self._say_rows(at)
        self.refusals.show_entries(at.refused, at.taken)

    def _in_words(self, at: Exchange) -> tuple[State, str, str]:
        status = at.status
        if status is None:
            return "neutral", self.tr("Starting…"), ""
        if status.reason == "switched_off":
            words = self.tr("Switched off by hand. Selling goes on; everything is kept here until you go online.")
            return "warn", self.tr("Offline"), words
        no = reason_of(status)
        why = self._why(no) if no is not None and no.code in TEXTS else ""
        waiting = self.tr("Some entries have not reached the hub yet.")
        if status.state == "online":
            sent = self.tr("Everything is at the hub.")
            if at.refused:
                sent = self.tr("Everything was sent; some of it the hub refused, see there what can be done.")
            return "good", self.tr("Online"), waiting if at.unsent else sent
        if status.state == "late":
            words = self.tr(
                "The hub was asked and has said nothing for more than {0} s. "
                "Selling goes on; it is asked again by itself."
            ).format(f"{self.model.patience:g}")
            return "warn", self.tr("No answer"), words
        if status.state == "offline":
            words = self.tr("The hub cannot be reached. Selling goes on; it is tried again by itself.")
            return "warn", self.tr("Offline"), why if status.reason in CERTIFICATE else f"{words} [{AWAY}]"
        if status.state == "behind":
            return "warn", self.tr("Behind"), why or waiting
        return "bad", self.tr("Hub says no"), why or self.tr("The hub does not take what this till sends.")

    def _why(self, no: Refused) -> str:
        """The reason in words; one that names what only the moment of the refusal knew is said in general."""
        if "{" not in TEXTS[no.code][0]:
            return told(no, self._place.languages.language)
        words = self.tr(
            "The exchange did not work just now. What is here stays as it was, and it is tried again by itself; "
            "if it stays so, call head office and read out the number."
        )
        return f"{words} [{spoken(no.code)}]"

    def _of_versions(self, at: Exchange) -> Iterator[str]:
        """What a person should know when till and hub are of different age."""
        if at.status is None:
            return
        hub, differ = at.status.hub, apart(CONTRACT, at.status.hub)
        if differ == "hub_newer" and hub is not None and hub.update_by:
            yield self.tr("The hub's program is newer: have this till updated by {0}.").format(hub.update_by)
        elif differ == "hub_newer":
            yield self.tr("The hub's program is newer: have this till updated soon.")
        elif differ == "hub_older":
            yield self.tr("The hub's program is older; what it does not understand yet is kept there.")
        if at.status.not_understood:
            words = self.tr("The hub sends what this program cannot read yet ({0}); it comes with the update.")
            language = self._place.languages.language
            yield words.format(_listed([feed_name(name, language) for name in at.status.not_understood], language))

    def _say_rows(self, at: Exchange) -> None:
        never = self.tr("never")
        for name, words, value in (
            ("since", self.tr("It stands so since"), at.since),
            ("last", self.tr("Last whole exchange"), at.last_success or never),
            ("unsent", self.tr("Waiting to be sent"), str(at.unsent)),
            ("oldest", self.tr("The oldest of them is from"), at.oldest),
            ("till", self.tr("This till"), at.till),
            ("hub", self.tr("Hub"), at.hub),
            ("program", self.tr("Program here / at the hub"), f"{__version__} / {_program(at)}"),
        ):
            self.stand.rows[name].set(words, value)
        for name, words in (
            ("goods", self.tr("Goods, prices and offers as of")),
            ("stops", self.tr("Stopped goods as of")),
            ("staff", self.tr("Staff as of")),
            ("settings", self.tr("Shop settings as of")),
            ("coupons", self.tr("Coupons as of")),
            ("members", self.tr("Members as of")),
            ("wallets", self.tr("Stored value and points as of")),
            ("orders", self.tr("Online orders as of")),
            ("holds", self.tr("Held baskets as of")),
            ("elsewhere", self.tr("Stock of other shops as of")),
            ("pictures", self.tr("Pictures and tags as of")),
        ):
            ink = PALETTE.bad if name in at.old else PALETTE.ink
            self.stand.rows[name].set(words, at.as_of[name] or never, ink)
        self._say_doubts(at)
        self.stand.rows["since"].setVisible(bool(at.since))
        self.stand.rows["oldest"].setVisible(bool(at.oldest))

    def _say_doubts(self, at: Exchange) -> None:
        """What has stopped because a copy is too old, and what of the copies is not believed."""
        language, said = self._place.languages.language, list[str]()
        if at.stopped:
            words = self.tr("Stopped until the hub is reached, because the copy is too old: {0}")
            said.append(words.format(_listed([function_name(name, language) for name in at.stopped], language)))
        if at.disbelieved:
            words = self.tr(
                "%n balance(s) came with a wrong signature and are not used. Tell head office.", "", at.disbelieved
            )
            said.append(words)
        self.stand.doubts.setText("\n".join(said))
        self.stand.doubts.setVisible(bool(said))

    # -- acts -----------------------------------------------------------------------------------------------------

    def _try_now(self) -> None:
        if self.model.switched_off:
            self.stand.notice.say("warn", self.tr("Go online first"))
            return
        words = self.tr("The hub is being asked, {0} s at most").format(f"{self.model.patience:g}")
        self.stand.notice.say("neutral", words, self.model.patience + 1)
        self.model.try_now()

    def _diagnose(self) -> None:
        self.stand.notice.say("neutral", self.tr("Everything is being looked at"))
        self.model.diagnose()

    def _diagnosed(self, file: Path) -> None:
        words = self.tr("It is in {0}. Nothing personal is in it.").format(file)
        self.stand.notice.say("good", words)

    def _connect(self) -> None:
        self.stand.notice.say("neutral", self.tr("The hub is being asked"))
        self.model.connect_again(self.stand.code.text())

    def _connected(self) -> None:
        self.stand.code.clear()
        self.stand.notice.say("good", self.tr("Connected again; what waited is being sent"))

    def _answered(self) -> None:
        self.stand.notice.say("good", self.tr("The hub answers"))

    def _leave(self) -> None:
        self._place.go("checkout")


def _listed(names: list[str], language: str) -> str:
    return ("、" if language == "zh" else ", ").join(names)


def _program(at: Exchange) -> str:
    """The hub's, as it last said."""
    return at.status.hub.program if at.status is not None and at.status.hub is not None else "–"

"""What happened, what to do next, and a key for each thing that can be done here."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from posapp.domain.errors import Refused
from ui.approval import ApprovalSheet
from ui.kit.buttons import Button
from ui.kit.fields import Field
from ui.kit.i18n import Languages
from ui.kit.scrolling import ScrollPlace
from ui.kit.status import ProgressLine, announce
from ui.kit.theme import Theme
from ui.texts import refusal, told
from ui.trouble.model import TroubleModel


class TroubleScreen(QWidget):
    """Stands in the window until the till opens."""

    def __init__(self, theme: Theme, languages: Languages, model: TroubleModel, host: QWidget) -> None:
        super().__init__()
        self._theme, self._languages, self.model = theme, languages, model
        self.title, self.words, self.next = self._label("page", "bad"), self._label("body"), self._label("strong")
        self.result, self.refusal = self._label("body", "good"), self._label("body", "bad")
        self.progress = ProgressLine(theme)
        self.hub, self.code = Field(theme), Field(theme, input_method=False)
        self.again, self.again_key = self._key("F5", "refresh-cw", model.again, kind="accent")
        self.export, self.export_key = self._key("F6", "archive", model.export)
        self.fresh, self.fresh_key = self._key("F8", "package-plus", model.ask_for_fresh, kind="danger")
        self.enrol, self.enrol_key = self._key("F12", "log-in", self._enrol, kind="accent")
        self.diagnose, self.diagnose_key = self._key("F7", "archive", model.diagnose, kind="quiet")
        self.leave, self.leave_key = self._key("Ctrl+Q", "log-out", model.close, kind="quiet")
        self.approval = ApprovalSheet(theme, host)
        self._lay_out()
        self._wire()
        self.retranslate()

    def _wire(self) -> None:
        model = self.model
        self.hub.returnPressed.connect(self._address_typed)
        self.code.returnPressed.connect(self.enrol.trigger)
        model.changed.connect(self._show)
        model.people_found.connect(self.approval.ask)
        model.pin_refused.connect(self._pin_refused)
        model.fresh.connect(self.approval.close_sheet)
        self.approval.entered.connect(model.start_fresh)

    def _label(self, type_: str, tone: str = "") -> QLabel:
        label = QLabel()
        label.setWordWrap(True)
        label.setProperty("type", type_)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        label.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if tone:
            label.setProperty("tone", tone)
        return label

    def _key(self, shortcut: str, icon: str, do: object, *, kind: str = "plain") -> tuple[QAction, Button]:
        action = QAction(self)
        action.setShortcut(QKeySequence(shortcut))
        action.triggered.connect(lambda: do())  # type: ignore[operator]
        self.addAction(action)
        button = Button(self._theme, icon=icon, kind=kind, height=52)  # type: ignore[arg-type]
        return action, button

    def _lay_out(self) -> None:
        card = QFrame()
        card.setProperty("look", "card")
        self._theme.fit(card, lambda w: w.setFixedWidth(self._theme.px(560)))
        inside = QVBoxLayout(card)
        self._theme.space(inside, (24, 22, 24, 24), 12)
        for label in (self.title, self.words, self.next, self.result, self.refusal):
            inside.addWidget(label)
        for widget in (self.progress, self.hub, self.code):
            inside.addWidget(widget)
        keys = (
            (self.enrol, self.enrol_key),
            (self.again, self.again_key),
            (self.export, self.export_key),
            (self.fresh, self.fresh_key),
            (self.diagnose, self.diagnose_key),
            (self.leave, self.leave_key),
        )
        for action, button in keys:
            inside.addWidget(button)
            button.follow(action)
        inner = QWidget()
        area = ScrollPlace()  # large type on a low screen
        area.setWidget(inner)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)
        outer = QVBoxLayout(inner)
        self._theme.space(outer, (24, 18, 24, 24), 14)
        outer.addStretch(1)
        middle = QHBoxLayout()  # not an alignment, which would not ask wrapped words how high they are
        middle.addStretch(1)
        middle.addWidget(card)
        middle.addStretch(1)
        outer.addLayout(middle)
        outer.addStretch(1)

    # -- words ----------------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Every text in the language of now."""
        self.again.setText(self.tr("Try again"))
        self.export.setText(self.tr("Export the journal to a file"))
        self.fresh.setText(self.tr("Sell on in a fresh file …"))
        self.enrol.setText(self.tr("Enrol this till"))
        self.diagnose.setText(self.tr("Diagnosis file for support"))
        self.leave.setText(self.tr("Close the till"))
        self.hub.set_name(self.tr("Address of the hub, for example https://hub.example"))
        self.code.set_name(self.tr("Enrolment code"))
        self.approval.set_words(
            self.tr("Sell on in a fresh file?"),
            self.tr(
                "This file is set aside and kept; the till then starts with an empty one under a new "
                "number. Sales that had not reached the hub are only in the old file and in the export."
            ),
        )
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _show(self) -> None:
        model, language = self.model, self._languages.language
        enrols = model.can_enrol
        self.title.setText(self.tr("This till is not enrolled yet") if enrols else self.tr("The till cannot open"))
        self.words.setText(model.sentence(language))
        self.words.setVisible(not enrols)  # the title says it
        self.next.setText(self._next())
        self._say(self.result, "\n".join(words for words in (self._exported(), self._diagnosed()) if words))
        self._say(self.refusal, told(model.refused, language) if model.refused is not None else "")
        self._show_progress()
        for action, fits in ((self.export, model.can_rescue), (self.fresh, model.can_rescue), (self.enrol, enrols)):
            action.setVisible(fits)
        for field in (self.hub, self.code):  # never disabled while busy: the focus would wander off to another key
            field.setVisible(enrols)
        rescues = model.can_rescue and model.exported is None
        self.again_key.set_kind("plain" if enrols or rescues else "accent")  # one next step stands out
        self.export_key.set_kind("accent" if rescues else "plain")
        if enrols and not self.hub.text():
            self.hub.setText(model.hub_address)

    def _next(self) -> str:
        code = self.model.trouble.code
        fresh = self.tr(
            "Next: export the journal for head office; then a manager begins a fresh file with numbers of its own."
        )
        if self.model.can_enrol:
            return self.tr("Ask head office for the hub's address and an enrolment code, type them here and press F12.")
        return {
            "damaged_database": self.tr(
                "Next: export the journal, call the manager, and let the manager decide about a fresh file."
            ),
            "old_copy": fresh,
            "restored_copy": fresh,
            "wrong_key": self.tr(
                "Next: call the manager. If the key cannot be put back, a manager may begin a fresh file."
            ),
            "newer_database": self.tr("Nothing was changed. Next: start the newer program, or have it installed."),
            "disk_full": self.tr("Next: delete files that are not the till's, then try again."),
            "till_in_use": self.tr("Next: use the window that is open, or end the other program and try again."),
            "hub_not_started": self.tr("Next: try again; if it stays so, restart the machine and call support."),
            "hub_away": self.tr("Next: check the network cable and try again."),
        }.get(code, self.tr("Next: mend what the sentence says, then try again. Your sales are not touched."))

    def _exported(self) -> str:
        done = self.model.exported
        if done is None:
            return ""
        if done.whole:
            words = self.tr(
                "All %n entries of the journal are in the file {0}. Give it to the manager.", "", done.entries
            )
        else:
            words = self.tr(
                "%n entries could be read; some are lost. They are in the file {0}. Give it to the manager.",
                "",
                done.entries,
            )
        return words.format(done.file)

    def _diagnosed(self) -> str:
        file = self.model.diagnosis
        return self.tr("It is in {0}. Nothing personal is in it.").format(file) if file else ""

    def _show_progress(self) -> None:
        busy = self.model.busy
        words = {
            "export": self.tr("Reading the journal …"),
            "again": self.tr("Opening the till …"),
            "enrol": self.tr("Asking the hub …"),
            "diagnosis": self.tr("Looking at everything …"),
            "fresh": self.tr("Checking the PIN …"),
            "people": self.tr("Looking who may decide …"),
        }.get(busy, "")
        self.progress.setVisible(bool(busy))
        if busy:
            self.progress.show_progress(words, self.model.fraction, stops=False)

    def _say(self, label: QLabel, words: str) -> None:
        label.setVisible(bool(words))
        if words and words != label.text():
            announce(label, words, urgent=True)
        label.setText(words)

    # -- hands ----------------------------------------------------------------------------------------------------

    def take_keys(self) -> None:
        """The keyboard where the next step is."""
        if self.model.can_enrol:
            (self.code if self.hub.text() else self.hub).setFocus()
        else:
            (self.export_key if self.model.can_rescue else self.again_key).setFocus()

    def _address_typed(self) -> None:
        if self._address_there():
            self.code.setFocus()

    def _address_there(self) -> bool:
        """Whether an address was typed; the cursor goes where it is missing, and the field says so."""
        there = self.model.has_address(self.hub.text())
        if not there:
            self.hub.set_wrong(self.refusal.text())
            self.hub.setFocus()
        return there

    def _enrol(self) -> None:
        if self._address_there():
            self.model.enrol(self.hub.text(), self.code.text())

    def _pin_refused(self, refused: Refused) -> None:
        self.approval.wrong(refusal(refused, self._languages.language))

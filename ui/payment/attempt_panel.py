"""What stands at the right while nobody knows yet whether the customer has paid: large, and with what to do next."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from posapp.domain.attempt import UNCLEAR, Attempt, why_text
from posapp.domain.money import Currency, money
from posapp.domain.payment_code import provider_name
from ui.kit.buttons import Button, PrimaryButton
from ui.kit.status import Notice, StatusPill, announce
from ui.kit.theme import Theme


class AttemptPanel(QFrame):
    """The screen gives its keys their acts."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._short = self._simulated = False
        self._announced = ""
        self.setProperty("look", "card")
        self.halt, self.amount, self.state, self.advice = QLabel(), QLabel(), QLabel(), QLabel()
        for label, kind in ((self.halt, "halt"), (self.amount, "large"), (self.state, "page"), (self.advice, "name")):
            label.setProperty("type", kind)
            label.setWordWrap(True)
        self.halt.setProperty("tone", "bad")
        self.halt.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.advice.setProperty("tone", "ink2")
        self.simulated = StatusPill(theme)
        self.notice = Notice(theme)
        self.ask = PrimaryButton(theme)
        self.cancel = Button(theme, height=64)
        self.decide = Button(theme, height=64)
        self._column, self._inside = QVBoxLayout(self), QVBoxLayout()
        self._lay_out()

    def _lay_out(self) -> None:
        banner, keys = QFrame(), QHBoxLayout()
        banner.setProperty("look", "halt")
        banner.setLayout(self._inside)
        self._inside.addWidget(self.halt)
        column = self._column
        column.addWidget(banner)
        column.addWidget(self.amount)
        column.addWidget(self.state)
        column.addWidget(self.advice)
        column.addWidget(self.simulated, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.notice)
        column.addStretch(1)
        keys.addWidget(self.cancel)
        keys.addWidget(self.decide)
        keys.addStretch(1)
        column.addLayout(keys)
        column.addWidget(self.ask)
        self._theme.space(keys, (0, 0, 0, 0), 12)
        self._theme.fit(self, AttemptPanel._space)

    def set_short(self, short: bool) -> None:
        """Little height: what must not be done and how it stands; amount and advice are said, not shown."""
        self._short = short
        self._space()
        self._show_parts()

    def _say_simulated(self, attempt: Attempt, simulated: bool) -> None:
        """Whether the terminal, or the wallet, is a program that plays one."""
        terminal = attempt.provider == "terminal"
        words = (
            self.tr("Simulated terminal: no money moves") if terminal else self.tr("Simulated wallet: no money moves")
        )
        self.simulated.set("neutral", words)
        if simulated != self._simulated:
            self._simulated = simulated
            self._show_parts()

    def _show_parts(self) -> None:
        for part in (self.amount, self.advice):
            part.setVisible(not self._short)
        self.simulated.setVisible(self._simulated and not self._short)

    def _space(self) -> None:
        px, edge = self._theme.px, 8 if self._short else 20
        self._column.setContentsMargins(px(20), px(edge), px(20), px(edge))
        self._column.setSpacing(px(4 if self._short else 12))
        inner = px(4 if self._short else 18)
        self._inside.setContentsMargins(inner, inner, inner, inner)

    def show_attempt(
        self,
        attempt: Attempt,
        currency: Currency,
        language: str,
        seconds: int,
        *,
        asking: bool,
        stopping: bool,
        simulated: bool,
    ) -> None:
        """How it stands now."""
        self._say_simulated(attempt, simulated)
        back = attempt.state == "reversing"
        halt = self.tr("The money is not back yet") if back else self.tr("Do not hand over the goods yet")
        self.halt.setText(halt)
        name = self.tr("Card terminal") if attempt.provider == "terminal" else provider_name(attempt.provider, language)
        self.amount.setText(f"{name} · {money(attempt.amount, currency)}")
        self.state.setText(self._state_words(attempt, language, seconds, stopping))
        self.advice.setText(self._advice(attempt, language, asking))
        unclear = attempt.state in UNCLEAR
        if stopping:
            self.ask.setFocus()  # a key that rests would hand the keyboard to its neighbour
        self.cancel.setVisible(not back)
        self.cancel.setEnabled(not stopping)
        self.decide.setVisible(unclear)
        self.decide.setEnabled(not asking)
        said = f"{attempt.state} {attempt.why}"
        if said != self._announced:
            self._announced = said
            announce(self, f"{halt}. {self.state.text()}. {self.advice.text()}", urgent=True)

    def _state_words(self, attempt: Attempt, language: str, seconds: int, stopping: bool) -> str:
        who = provider_name(attempt.provider, language)
        if stopping:
            return self.tr("Will be taken back as soon as {0} has answered · {1} s").format(who, seconds)
        if attempt.state == "unknown":
            why = why_text(attempt.why, language, attempt.provider)
            return self.tr("Unknown whether the customer has paid: {0}").format(why)
        if attempt.state == "reversing":
            if attempt.why:
                return self.tr("Not confirmed: {0}").format(why_text(attempt.why, language, attempt.provider))
            return self.tr("Being taken back · {0} s").format(seconds)
        if attempt.state == "pending":
            return self.tr("The customer is paying · {0} s").format(seconds)
        return self.tr("Asking {0} · {1} s").format(who, seconds)

    def _advice(self, attempt: Attempt, language: str, asking: bool) -> str:
        terminal = attempt.provider == "terminal"
        if attempt.state in UNCLEAR and asking:
            who = provider_name(attempt.provider, language, begins=True)
            return self.tr("{0} is being asked what became of it. Nothing is charged again.").format(who)
        if attempt.state in UNCLEAR and terminal:
            return self.tr(
                "Look at the terminal and ask it again; nothing is charged again. Where it stays silent, a manager"
                " decides by its slip."
            )
        if attempt.state in UNCLEAR:
            return self.tr(
                "Ask again; nothing is charged again. Where no answer comes, a manager decides by the payment that the"
                " customer's telephone shows."
            )
        if terminal:
            return self.tr("Have the customer hold the card or telephone to the terminal.")
        return self.tr("The customer may have to confirm on the telephone. Do not scan the code again.")

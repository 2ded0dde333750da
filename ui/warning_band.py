"""What is wrong with the till itself, across the window, whatever page is in sight."""

from __future__ import annotations

from collections.abc import Callable

from ui.kit.status import Banner
from ui.kit.theme import Theme
from ui.kit.tokens import State


class WarningBand(Banner):
    """Stays, in the language of now, until it is read and closed; a change of language does not bring it back."""

    _said: tuple[State, Callable[[], str], bool] | None = None

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, band=True)
        self.dismissed.connect(self._read)

    def warn(self, state: State, words: Callable[[], str], *, closes: bool = True) -> None:
        """Say it, and say it again in another language."""
        self._said = (state, words, closes)
        self.show_words(state, words(), closes=closes)

    def over(self, words: Callable[[], str]) -> None:
        """What these words tell of is no longer so."""
        if self._said is not None and self._said[1] == words:
            self._read()

    def retranslate(self) -> None:
        super().retranslate()
        if self._said is not None:
            state, words, closes = self._said
            self.show_words(state, words(), closes=closes)

    def _read(self) -> None:
        self._said = None
        self.hide()

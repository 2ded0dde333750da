"""Goods that come back and lay here for long are asked about again before money moves for them: another till may have
taken them meanwhile."""

from __future__ import annotations

from collections.abc import Callable

from posapp.contract.returns import ReturnAnswer
from posapp.domain.errors import Refused
from posapp.usecases.return_search import AWAY
from ui.screen import Place


def once_kept(place: Place, then: Callable[[], None], refused: Callable[[Refused], None]) -> bool:
    """Goes on, at once or when the hub has said that it keeps them (or is away); whether somebody waits for it."""
    search, sold = place.app.return_search, place.app.desk.basket.cart.sold
    question = search.keep_again()
    if question is None or sold is None:
        then()
        return False

    def told(answer: ReturnAnswer) -> None:
        if answer.kept:
            search.kept(sold)
            then()
        else:
            refused(Refused("return_kept_elsewhere", receipt=sold.receipt))

    def unheard(no: Refused) -> None:
        if no.code in (*AWAY, "not_found"):
            then()
        else:
            refused(no)

    ask = place.controls.ask_returns
    place.tasks.ask(lambda: ask(question), told, unheard)
    return True

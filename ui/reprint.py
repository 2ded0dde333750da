"""A copy of a receipt, by whoever may; else a second person is asked."""

from __future__ import annotations

from collections.abc import Callable

from posapp.domain.errors import Refused
from posapp.domain.sale import Sale
from posapp.domain.staff import Staff
from ui.screen import Place


def reprint(
    place: Place,
    make: Callable[[Staff | None], Sale],
    then: Callable[[Sale], None],
    no: Callable[[Refused], None],
) -> None:
    """Print by `make(approver)` on the worker; `then` with the sale, `no` with a refusal."""

    def refused(why: Refused) -> None:
        if why.code == "not_permitted":
            place.second("reprint", "", lambda person: place.tasks.run(lambda: make(person), then, no), 0)
        else:
            no(why)

    place.tasks.run(lambda: make(None), then, refused)

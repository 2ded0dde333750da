"""The feed of baskets that lie aside in the shop, and the call by which a till takes one."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from pydantic import Field
from pydantic_core import to_json

from posapp.contract.calls import Message
from posapp.contract.feed_figures import Minor
from posapp.contract.ops import decode_basket_held
from posapp.domain.hold import HeldGoods, Hold, Taker

Id = Annotated[str, Field(min_length=1, max_length=100, pattern=r"^[^\x00-\x1f\x7f]+$")]


class TakerRow(Message):
    """Which till has it now, `number` of the shop, and who asked for it; `recalled`: its journal says so too."""

    till: str
    number: str
    staff: str
    recalled: bool = False


class HoldRow(Message):
    """A held basket. `number` is that of its till in the shop; `basket` the body of "basket_held" as the till sent it,
    empty once the basket was recalled at another till. One that its own till recalled is a tombstone. `freed`: the
    number of the till that had it, until head office set it free; "" once somebody has it again."""

    id: str
    till: str
    number: str
    staff: str
    at: str
    total: Minor
    label: str = ""
    basket: Annotated[dict[str, Any], Field(default_factory=dict)]
    taken: TakerRow | None = None
    freed: str = ""

    @property
    def key(self) -> str:
        """The hold's id."""
        return self.id

    def value(self) -> Hold:
        """The hold; what is in it only where this program can read it."""
        t, body = self.taken, to_json(self.basket)
        taken = None if t is None else Taker(t.till, t.number, t.staff, t.recalled)
        shown = (self.id, self.till, self.number, self.staff, self.at, self.label, self.total)
        return Hold(*shown, _goods(body), body.decode(), taken, self.freed)


class TakeHoldRequest(Message):
    """A till asks for a held basket of its shop. The answer is a HoldRow that names who has it: whoever asked first."""

    hold: Id
    staff: Annotated[str, Field(max_length=64, pattern=r"^[^\x00-\x1f\x7f]*$")] = ""


def _goods(body: bytes) -> tuple[HeldGoods, ...]:
    try:
        lines = decode_basket_held(body).lines
    except msgspec.MsgspecError:
        return ()
    return tuple(HeldGoods(line.sku, line.qty, line.name) for line in lines)

"""A till asks the hub what all shops and channels have had to do with a member. Asking changes nothing."""

from __future__ import annotations

from typing import Annotated, Final

from pydantic import Field

from posapp.contract.calls import Message
from posapp.contract.feed_figures import fields
from posapp.domain.touch import History, Touch

MOST_TOUCHES: Final = 50


class HistoryQuestion(Message):
    """Of the member with this id, or who remains of them."""

    member: Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[^\x00-\x1f\x7f]+$")]


class TouchRow(Message):
    """See domain.touch."""

    id: str
    kind: str
    at: str
    store: str = ""
    channel: str = ""
    what: str = ""
    total: int = 0
    back: int = 0
    state: str = ""
    sku: str = ""


class MemberHistory(Message):
    """The newest first, at most `MOST_TOUCHES` of purchases and as many acts; of whom nobody knows nothing."""

    touches: Annotated[tuple[TouchRow, ...], Field(strict=False)] = ()
    as_of: str = ""
    bought: int = 0
    back: int = 0
    shops: Annotated[tuple[tuple[str, str], ...], Field(strict=False)] = ()
    held: Annotated[tuple[int, int, int] | None, Field(strict=False)] = None
    """Stored value, the bonus in it, and points as of then; None where this shop is told of no balance."""

    def value(self) -> History:
        """What it says."""
        touches = tuple(Touch(**fields(row)) for row in self.touches)
        return History(touches, self.as_of, self.bought, self.back, self.shops, self.held)

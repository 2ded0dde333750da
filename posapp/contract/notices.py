"""What became of a message to a customer, as a till may ask."""

from __future__ import annotations

from posapp.contract.calls import Message
from posapp.domain.notice import NoticeState


class NoticeSaid(Message):
    """One message: `to` is masked; `why` it was not delivered; `simulated`: by a provider that delivers nothing."""

    id: str
    to: str
    state: NoticeState
    why: str = ""
    at: str = ""
    simulated: bool = False


class NoticesSaid(Message):
    """Of one sale, the oldest first."""

    about: str
    notices: tuple[NoticeSaid, ...] = ()

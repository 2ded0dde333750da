"""What the hub asks of whoever delivers messages: one is real (`smtp`), one delivers nothing (`simulated`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Message:
    """One message. `id` is the one name under which it is ever sent: a provider or a mail program that meets it twice,
    after a hub died while it was handed over, can know it again."""

    id: str
    to: str
    subject: str
    text: str
    html: str


class Undelivered(Exception):  # noqa: N818 - an answer
    """The provider did not take it. `code` is a refusal's; `final`: it never will."""

    def __init__(self, code: str, *, final: bool = False) -> None:
        super().__init__(code)
        self.code, self.final = code, final


class Sender(Protocol):
    """A provider of one way (e-mail); called by several threads."""

    simulated: bool
    """Whether nothing leaves this machine."""

    def send(self, message: Message) -> None:
        """Hands it over; Undelivered."""
        ...

"""What head office sees and settles: exceptions, each with amount, people, documents and what became of it."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal, get_args

from pydantic import Field

from posapp.contract.calls import Message

How = Literal["accepted", "corrected", "refunded", "written_off", "merged", "other"]
HOW: Final[tuple[How, ...]] = get_args(How)

Text = Annotated[str, Field(max_length=500, pattern=r"^[^\x00-\x1f\x7f]*$")]
Id = Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f\x7f]+$")]


class Document(Message):
    """A journal entry: of which till, under which number."""

    till: str
    seq: int


class Settlement(Message):
    """When (UTC), by whom ("": the entry was taken after all), how, and a few words."""

    at: str
    by: str
    how: str
    note: str


class ExceptionRow(Message):
    """`kind`: see docs/hub.md; a newer hub has others. `amount`: minor units. `people`: staff, by id. `facts`: what
    else is known, by kind. `settled` is null while it is open."""

    id: str
    store: str
    kind: str
    found_at: str
    business_date: str
    amount: int
    people: tuple[str, ...]
    documents: tuple[Document, ...]
    facts: dict[str, Any]
    settled: Settlement | None = None


class ExceptionPage(Message):
    """Exceptions in the order of their ids; `more`: ask again with `after` = the last id."""

    rows: tuple[ExceptionRow, ...]
    more: bool


class SettleRequest(Message):
    """Settle an exception: how, and a few words that somebody will read in a year."""

    id: Id
    how: How
    note: Annotated[Text, Field(min_length=1)]

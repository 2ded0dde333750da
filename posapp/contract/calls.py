"""Questions and answers between till and hub that are no feed and no push: enrolment, position, totals, refusals.

Answers may grow: a reader keeps fields that it does not know and does nothing with them; a new field has a default.
"""

from __future__ import annotations

from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field

Text = Annotated[str, Field(max_length=200, pattern=r"^[^\x00-\x1f\x7f]*$")]
Hex32 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class Message(BaseModel):
    """Every call and answer: strict types, frozen; fields that only a newer other side knows are kept as they came."""

    model_config = ConfigDict(strict=True, extra="allow", frozen=True)


NAMED: Final[tuple[str, ...]] = ("till", "person", "shop", "state_zh", "state_en")
"""Facts that travel with a refusal: who has an order, and where it stands."""


class Problem(Message):
    """Why the hub will not do it. `next_seq` (409 of a push): the entry to go on with. `retry_after`: seconds.
    `detail`: for who wrote the calling program, what was wrong in the request; no person's words.
    `facts`: what the sentence names (a till, a shop), for the till to say it in its own words."""

    code: str
    zh: str
    en: str
    seq: int | None = None
    next_seq: int | None = None
    retry_after: int | None = None
    detail: str | None = None
    facts: dict[str, str] | None = None


class HealthAnswer(Message):
    """The hub is up. `at` is its clock (UTC), for the till to know how far its own is off."""

    version: str
    epoch: str
    at: str


class EnrolRequest(Message):
    """A till shows the one-time code that a person typed; `name` is what people call the machine. `till`: who it is
    already, when the code is to give it a new token; a new till has none."""

    code: Annotated[str, Field(min_length=1, max_length=64)]
    name: Text = ""
    version: Text = ""
    till: Text = ""


class EnrolAnswer(Message):
    """Who the till is from now on. The token is told once and never again; `till` is never given to another.

    `series` stands for the register in receipt numbers: its name ("1"), from its second enrolment on with a letter
    ("1B"), so that two enrolments never print the same number. "" of an older hub: the register's name.
    """

    till: str
    store: str
    register_: Annotated[str, Field(alias="register")]
    series: str = ""
    token: str
    epoch: str
    at: str

    model_config = ConfigDict(strict=True, extra="allow", frozen=True, populate_by_name=True)


class TillAnswer(Message):
    """Where the hub stands with this till: the number and seal of the last entry it holds (0 and zeros before any), by
    which a till knows that its file is an old copy. `heads`: the newest cursor of each noun in its store, 0 before any
    row. `renew_token`: its token is old, it should take another."""

    till: str
    store: str
    register_: Annotated[str, Field(alias="register")]
    last_seq: Annotated[int, Field(ge=0, le=2**53)]
    last_hash: Hex32
    epoch: str
    at: str
    heads: dict[str, int]
    renew_token: bool = False

    model_config = ConfigDict(strict=True, extra="allow", frozen=True, populate_by_name=True)


class TokenAnswer(Message):
    """Another token, told once; the one before is good until this one is used for the first time."""

    token: Annotated[str, Field(min_length=16, max_length=200, pattern=r"^[A-Za-z0-9._~+/=-]+$", repr=False)]
    at: str


class MemberAnswer(Message):
    """The member that remains of those enrolled under one telephone number."""

    asked: str
    id: str


class DayTotal(Message):
    """One till's sales of one business date; amounts in minor units."""

    till: str
    date: str
    count: int
    total: int
    tax: int
    rounding: int
    first_receipt: str
    last_receipt: str


class ShiftTotal(Message):
    """What the hub itself counted of a shift that is closed, beside the name of its Z; amounts in minor units."""

    till: str
    shift: str
    z: str
    count: int
    total: int
    tax: int
    rounding: int
    cash: int
    """What its sales brought in cash, less the change, as corrected."""


class Totals(Message):
    """What the hub counted in a store: per till and business date, and together."""

    store: str
    days: tuple[DayTotal, ...]
    count: int
    total: int
    tax: int
    rounding: int
    entries: int
    refused: int
    at: str
    shifts: tuple[ShiftTotal, ...] = ()

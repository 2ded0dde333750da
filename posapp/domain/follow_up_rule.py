"""Rules by which follow-ups are made: what happened, how many days from it they are due, and when they end.

The hub makes them by its clock, each once for a rule, a member and an occasion, and only for who is served by somebody.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

Occasion = Literal["purchase", "birthday", "back_in_stock", "pickup", "lapse"]
OCCASIONS: Final[tuple[Occasion, ...]] = ("purchase", "birthday", "back_in_stock", "pickup", "lapse")
Whose = Literal["book", "shop"]


@dataclass(frozen=True, slots=True)
class Rule:
    """`days`: after a purchase; before a birthday or the end of a pickup; without a purchase, for who was regular
    before (`least` purchases in a year). `keep`: so many days after it was due it ends by itself. `whose`: members in
    somebody's book only, or every member of the shop."""

    id: str
    on: Occasion
    days: int
    type: str = "message"
    template: str = ""
    keep: int = 7
    whose: Whose = "book"
    least: int = 3


USUAL: Final = (
    Rule("after-2", "purchase", 2),
    Rule("after-14", "purchase", 14),
    Rule("birthday-7", "birthday", 7),
    Rule("back-in-stock", "back_in_stock", 0),
    Rule("pickup-ends", "pickup", 1, type="call", keep=2),
    Rule("lapse-90", "lapse", 90, type="call", keep=30),
)
"""Of a shop that says nothing else."""


def next_birthday(birthday: str, today: str) -> str:
    """The ISO date on which the birthday is next, that of 29 February on the day before March elsewhere."""
    born, now = date.fromisoformat(birthday), date.fromisoformat(today)
    return min(day for year in (now.year, now.year + 1) if (day := _in(born, year)) >= now).isoformat()


def _in(born: date, year: int) -> date:
    try:
        return born.replace(year=year)
    except ValueError:
        return date(year, 2, 28)


def plus(day: str, days: int) -> str:
    """ISO date so many days later."""
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


def id_of(rule: Rule, member: str, occasion: str) -> str:
    """The one name of what the rule makes: who makes it again makes nothing."""
    return f"{rule.id}:{member}:{occasion}"

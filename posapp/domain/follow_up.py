"""Follow-ups: what a person of the shop means to do about a member, until when, and what came of it.

An open follow-up is nobody's own: it is of whoever has the member in their book, and of the shop where nobody has. Its
fields merge by themselves as a member's do: two who wrote without knowing of one another are both kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

TYPES: Final[Mapping[str, tuple[str, str]]] = {
    "message": ("消息", "Message"),
    "call": ("电话", "Call"),
    "visit": ("到店", "Visit"),
    "gift": ("送礼", "Gift"),
    "other": ("其他", "Other"),
}
"""What is to be done."""
OUTCOMES: Final[Mapping[str, tuple[str, str]]] = {
    "reached": ("已联系", "Reached"),
    "not_reached": ("未联系上", "Not reached"),
    "bought": ("已购买", "Bought"),
    "not_interested": ("无意向", "Not interested"),
    "other": ("其他", "Other"),
}
"""What came of it; with one it is done."""
FIELDS: Final = ("type", "due", "note", "outcome")
"""What a person may change of one, each by itself."""
KEPT: Final = timedelta(days=60)
"""So long tills are told of one that is done."""
When = Literal["overdue", "today", "upcoming", "done"]
WHENS: Final[tuple[When, ...]] = ("overdue", "today", "upcoming", "done")


@dataclass(frozen=True, slots=True)
class FollowUp:
    """`id`: the entry that made it ("till.number"), or rule, member and occasion; `due`: ISO date; `rule`: which rule
    of the shop made it ("": a person, `by`), `about` what it is about (goods, an order), `template` which message it
    proposes; `until`: the last day on which it counts ("": until it is done). `done_at` UTC text and `done_by`: who
    said the outcome. `edited`: (field, stamps of its value); `clashes`: (field, the other value)."""

    id: str
    type: str
    due: str
    note: str = ""
    outcome: str = ""
    rule: str = ""
    about: str = ""
    template: str = ""
    until: str = ""
    store: str = ""
    at: str = ""
    by: str = ""
    done_at: str = ""
    done_by: str = ""
    edited: tuple[tuple[str, str], ...] = ()
    clashes: tuple[tuple[str, str], ...] = ()

    def stamps(self, field: str) -> str:
        """The edits that the field's value is of; "": it is as it came first."""
        return next((stamps for name, stamps in self.edited if name == field), "")

    def when(self, today: str) -> When | None:
        """In which list it stands that day; None: it was not done in time and counts no more."""
        if self.outcome:
            return "done"
        if self.until and self.until < today:
            return None
        return "overdue" if self.due < today else "today" if self.due == today else "upcoming"


def open_ones(follow_ups: Iterable[FollowUp], today: str) -> tuple[FollowUp, ...]:
    """What is still to be done, the earliest first."""
    left = (one for one in follow_ups if one.when(today) not in ("done", None))
    return tuple(sorted(left, key=lambda one: (one.due, one.id)))


def told(one: FollowUp, today: str) -> bool:
    """Whether tills still hear of it."""
    if one.outcome:
        return one.done_at[:10] >= (date.fromisoformat(today) - KEPT).isoformat()
    return one.when(today) is not None


def due_words(follow_ups: Iterable[FollowUp]) -> Iterable[str]:
    """The words by which a till finds members with something to do, in the order of the days; nobody types them."""
    for one in follow_ups:
        yield f"{DONE}{one.done_at[:10]}" if one.outcome else f"{DUE}{one.due}"


DUE: Final = "=due "
DONE: Final = "=done "


def type_name(type_: str, language: str) -> str:
    """How it is called; one that only a newer till knows by its own name."""
    zh, en = TYPES.get(type_, (type_, type_))
    return zh if language == "zh" else en


def outcome_name(outcome: str, language: str) -> str:
    """Likewise."""
    zh, en = OUTCOMES.get(outcome, (outcome, outcome))
    return zh if language == "zh" else en

"""Who may be contacted now, and on which way: no consent, no contact; and nobody is contacted too often or at night."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from posapp.domain.times import from_text, to_text


@dataclass(frozen=True, slots=True)
class Contact:
    """One that was made: `id` the entry ("till.number"), `at` UTC text, `template` and its `version` "" where a person
    found the words; `follow_up` which it was for."""

    id: str
    at: str
    channel: str
    staff: str = ""
    store: str = ""
    template: str = ""
    version: str = ""
    follow_up: str = ""


@dataclass(frozen=True, slots=True)
class GuardRules:
    """More than `most` contacts in `days` by anybody in any shop ask for a person's word. From `quiet_from` to
    `quiet_to` (times of the shop's day, "21:00") nobody is contacted; "": at no time."""

    most: int = 2
    days: int = 7
    quiet_from: str = ""
    quiet_to: str = ""


def recent(contacts: Iterable[Contact], now: str, days: int) -> tuple[Contact, ...]:
    """Those of the last days, the newest first."""
    since = to_text(from_text(now) - timedelta(days=days))
    return tuple(sorted((c for c in contacts if c.at > since), key=lambda c: (c.at, c.id), reverse=True))


def too_often(contacts: Iterable[Contact], now: str, rules: GuardRules) -> tuple[Contact, ...]:
    """The last ones, where one more would be too many; else nothing."""
    last = recent(contacts, now, rules.days)
    return last if len(last) >= rules.most else ()


def is_quiet(clock: str, rules: GuardRules) -> bool:
    """Whether nobody is contacted at this time of the shop's day ("22:30")."""
    begins, ends = rules.quiet_from, rules.quiet_to
    if begins <= ends:
        return begins <= clock < ends
    return clock >= begins or clock < ends


def obstacle(channel: str, consent: Iterable[str], address: str, clock: str, rules: GuardRules) -> str:
    """Why this way is closed now, as the code of a refusal: "no_consent", "no_address", "quiet_hours"; "" it is open.
    `address`: number or mail; of WeChat the till knows none and needs none."""
    if channel not in consent:
        return "no_consent"
    if not address and channel != "wechat":
        return "no_address"
    return "quiet_hours" if is_quiet(clock, rules) else ""

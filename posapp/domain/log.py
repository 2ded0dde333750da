"""A line of the log: one journal entry in words, who, what, where, offline or not, before and after."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from posapp.domain.journal import Entry
from posapp.domain.log_words import SAID, log_word
from posapp.domain.money import Currency, grouped
from posapp.domain.sale_words import SALE_WORDS, sale_word
from posapp.domain.staff import act_name
from posapp.domain.typed import shown

_AMOUNTS: Final = frozenset(
    {"total", "amount", "float_amount", "old", "new", "kept", "price", "whole", "counted", "expected", "left"}
    | {"principal"}
)
_MOST: Final = 80
"""Signs of a field; reasons may be longer than a row."""


@dataclass(frozen=True, slots=True)
class Line:
    """`at` is UTC ISO text; `unsent`: the hub has not said that it has it; `receipt`: the sale's that it tells of."""

    seq: int
    at: str
    business_date: str
    staff: str
    kind: str
    what: str
    before: str
    after: str
    approver: str
    reason: str
    offline: bool
    unsent: bool
    receipt: str = ""


class _Facts(dict[str, str]):
    """What an entry leaves out reads as nothing."""

    def __missing__(self, name: str) -> str:
        return ""


def line(
    entry: Entry, offline: bool, unsent: bool, currency: Currency, language: str, person: Callable[[str], str]
) -> Line:
    """`offline`: the till was off the line by then; the entry itself may say so too."""
    body = _body(entry)
    facts = _Facts({name: _said(name, value, currency, language, person) for name, value in body.items()})
    zh, en = SAID.get(entry.kind, (entry.kind, entry.kind))
    before, after = _change(entry.kind, facts, entry.business_date)
    return Line(
        entry.seq,
        entry.at,
        entry.business_date,
        person(entry.staff) if entry.staff else log_word("machine", language),
        entry.kind,
        " ".join((zh if language == "zh" else en).format_map(facts).split()),
        before,
        after,
        facts["approver"],
        facts["reason"] or facts["note"],
        offline or body.get("offline") is True,
        unsent,
        str(body.get("receipt", ""))[:_MOST],
    )


def _body(entry: Entry) -> Mapping[str, Any]:
    try:
        found = json.loads(entry.body)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _said(name: str, value: Any, currency: Currency, language: str, person: Callable[[str], str]) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        return grouped(value, currency) if name in _AMOUNTS else str(value)
    if isinstance(value, list):
        return str(len(value))
    if not isinstance(value, str):
        return ""
    if name == "kind":
        return log_word(value, language)
    if name in ("approver", "person", "by", "to"):
        return person(value) if value else ""
    if name in ("act", "type", "was", "wallet"):
        return sale_word(value, language) if value in SALE_WORDS else act_name(value, language)
    return shown(value)[:_MOST]


def _change(kind: str, facts: Mapping[str, str], date: str) -> tuple[str, str]:
    """What was, and what is."""
    if kind == "tender_corrected":
        return facts["was"], facts["type"]
    if kind == "date_confirmed":
        return facts["last_entry"], facts["business_date"] or date
    return facts["old"], facts["new"]

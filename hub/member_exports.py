"""A copy of everything that is held of one person, as two files: JSON for programs, a page for people to read."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from datetime import datetime
from html import escape
from pathlib import Path
from typing import Any, Final

from hub.storage import audit, member_export
from hub.storage.database import Database
from hub.storage.privacy_requests import answered
from posapp.domain.times import to_text

_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "member_kept": ("会员资料", "Record"),
    "wallet_kept": ("积分和储值", "Points and stored value"),
    "member_value": ("资料的每次修改", "Changes of the record"),
    "member_consent": ("联系同意", "Consent to be contacted"),
    "consent_words": ("同意的文字", "Words agreed to"),
    "member_reveal": ("谁看过完整信息", "Who had it shown in full"),
    "member_contact": ("联系记录", "Contacts"),
    "follow_up": ("跟进", "Follow-ups"),
    "orders": ("网上订单", "Online orders"),
    "sale": ("购买", "Purchases"),
    "sale_line": ("购买的商品", "Goods bought"),
    "sale_tender": ("付款", "Payments"),
    "invoice": ("发票", "Invoices"),
    "notice": ("发出的消息", "Messages"),
    "purse_move": ("积分和储值变动", "Moves of points and stored value"),
    "visit": ("到店", "Visits"),
    "privacy_request": ("个人信息请求", "Requests about your data"),
}
_STYLE: Final = (
    "body{font:15px/1.5 sans-serif;margin:2em;max-width:70em}table{border-collapse:collapse;margin:0 0 1.5em}"
    "td,th{border:1px solid #bbb;padding:.25em .6em;text-align:left;vertical-align:top}"
)


def export(database: Database, member: str, folder: Path, by: str, now: datetime) -> tuple[Path, Path]:
    """Writes both files, for their owner's eyes only, and notes who made them; requests for a copy are answered by
    that. Refused("no_row") of whom nobody knows."""
    found = member_export.all_of(database, member)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    said = {"member": member, "made_at": to_text(now), "held": found}
    names = folder / f"{_safe(member)}.json", folder / f"{_safe(member)}.html"
    _write(names[0], json.dumps(said, ensure_ascii=False, indent=1, sort_keys=True))
    _write(names[1], page(member, found, now))
    with database.write() as connection:
        answered(connection, member, by, now)
        audit.note(connection, by, "member_exported", now, member=member, rows={n: len(r) for n, r in found.items()})
    return names


def page(member: str, found: Mapping[str, list[dict[str, Any]]], now: datetime) -> str:
    """To be read by the person it is about."""
    parts = [_table(name, rows) for name, rows in found.items()]
    title = f"个人信息副本 · All that is held of you · {escape(member)} · {to_text(now)}"
    head = f'<meta charset="utf-8"><title>{title}</title><style>{_STYLE}</style>'
    return f"<!doctype html><html lang=zh><head>{head}</head><body><h1>{title}</h1>{''.join(parts)}</body></html>"


def _table(name: str, rows: list[dict[str, Any]]) -> str:
    zh, en = _WORDS.get(name, (name, name))
    fields = list(dict.fromkeys(field for row in rows for field, value in row.items() if value not in ("", None, [])))
    heads = "".join(f"<th>{escape(field)}</th>" for field in fields)
    lines = ("".join(f"<td>{_cell(row.get(field))}</td>" for field in fields) for row in rows)
    body = "".join(f"<tr>{line}</tr>" for line in lines)
    return f"<h2>{escape(zh)} · {escape(en)}</h2><table><tr>{heads}</tr>{body}</table>"


def _cell(value: object) -> str:
    if isinstance(value, (list, dict)):
        return escape(json.dumps(value, ensure_ascii=False))
    return escape("" if value is None else str(value))


def _safe(member: str) -> str:
    return "".join(sign if sign.isalnum() or sign in ".-_" else "_" for sign in member)[:80]


def _write(path: Path, text: str) -> None:
    place = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(place, "w", encoding="utf-8") as file:
        file.write(text)

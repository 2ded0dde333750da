"""A one-time code on its way to a member's telephone. It is no advertising: nobody's consent is asked, for they stand
at a counter and wait for it. Where it is not sent, the till hears why at once."""

from __future__ import annotations

import secrets
from datetime import datetime
from html import escape

from hub.notices.port import Message, Sender, Undelivered
from hub.storage import one_time_codes
from hub.storage.database import Database
from hub.storage.member_values import KEPT
from hub.storage.purses import record_of, remaining
from hub.storage.records import EVERY_STORE
from posapp.contract.feed_members import MemberRow
from posapp.contract.feed_rows import SettingsRow
from posapp.contract.purses import PurseAnswer
from posapp.domain.errors import Refused
from posapp.domain.member import masked
from posapp.domain.one_time_code import LIFE


def send(database: Database, sender: Sender | None, store: str, account: str, now: datetime) -> PurseAnswer:
    """Made, kept and handed over. Refused("one_time_no_sms", "one_time_no_phone", "one_time_new_number",
    "one_time_wait", "one_time_not_sent", "purse_unknown")."""
    if sender is None:
        raise Refused("one_time_no_sms")
    with database.write() as connection:
        member = remaining(connection, account)
        body, shop = record_of(connection, KEPT, EVERY_STORE, member), record_of(connection, "settings", store, store)
        if body is None:
            raise Refused("purse_unknown")
        phone = MemberRow.model_validate_json(body).phone
        if not phone:
            raise Refused("one_time_no_phone")
        if one_time_codes.is_new_number(connection, member, now):
            raise Refused("one_time_new_number")
        digits = one_time_codes.make(connection, member, now)
    name = SettingsRow.model_validate_json(shop).value().name if shop else ""
    try:
        sender.send(_message(name, phone, digits))
    except Undelivered as no:
        with database.write() as connection:
            one_time_codes.forget(connection, member)
        raise Refused("one_time_not_sent") from no
    return PurseAnswer(balance=0, free=0, sent_to=masked(phone))


def _message(shop: str, phone: str, digits: str) -> Message:
    minutes = int(LIFE.total_seconds()) // 60
    said = (
        f"【{shop}】验证码 {digits}，{minutes} 分钟内有效，只用于在柜台动用您的积分或储值。不在店里就不要告诉任何人。",
        f"{digits} releases your points or stored value at the counter for {minutes} minutes. Tell it to nobody else.",
    )
    page = f"<!doctype html><html><head><meta charset='utf-8'><title>{escape(shop)}</title></head><body><main>"
    html = page + "".join(f"<p>{escape(line)}</p>" for line in said) + "</main></body></html>"
    return Message(f"once-{secrets.token_hex(8)}", phone, shop, "\n".join(said) + "\n", html)

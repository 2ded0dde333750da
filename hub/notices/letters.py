"""What stands in a message: the receipt as its page shows it, or what becomes of an order; in both languages."""

from __future__ import annotations

from hub import order_letters
from hub.notices import contact_letters
from hub.notices.port import Message
from hub.receipt_page import mail_html, mail_text
from hub.storage import orders, receipts, records
from hub.storage.database import Database
from hub.storage.notices import NoticeRow
from posapp.contract.feed_rows import SettingsRow
from posapp.domain import pickup
from posapp.domain.errors import Refused
from posapp.domain.money import money
from posapp.domain.receipt_code import receipt_path


def letter(database: Database, row: NoticeRow, now: str) -> Message:
    """The message of this row; Refused("no_receipt_page", "not_found") when what it is about is not there, Undelivered
    where its receiver does not want it, or not now."""
    if row.kind == contact_letters.CONTACT:
        return contact_letters.letter(database, row, now)
    if row.kind in order_letters.KINDS:
        return _of_order(database, row)
    page, token = receipts.of_sale(database, row.about)
    link = page.store.pages + receipt_path(row.about, token) if page.store.pages and token else ""
    subject = f"{page.store.name or page.store.id} 电子小票 E-receipt {page.receipt}"
    return Message(row.id, row.receiver, subject, mail_text(page, link), mail_html(page, link))


def _of_order(database: Database, row: NoticeRow) -> Message:
    found, settings = orders.by_id(database, row.about), records.scopes(database, "settings", row.store)
    if found is None or row.store not in settings:
        raise Refused("not_found")
    order, store = found[0].value(), SettingsRow.model_validate_json(settings[row.store]).value()
    stand = pickup.stand(order)
    facts = {
        "shop": store.name,
        "order": order.id,
        "code": order.code or order.id,
        "until": pickup.hold_until(order, stand)[:10],
        "amount": money(int(row.why) if row.why.isdigit() else 0, store.currency),
        "why": next((step.reason for step in reversed(order.steps) if step.act == "reject"), ""),
    }
    zh, en = order_letters.said(row.kind, facts)
    subject = f"{store.name} 订单 Order {order.id}"
    return Message(row.id, row.receiver, subject, f"{zh}\n\n{en}\n", order_letters.page(subject, zh, en))

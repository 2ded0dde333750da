"""What stands in a message: the receipt as its page shows it, in both languages, with the way to that page."""

from __future__ import annotations

from hub.notices.port import Message
from hub.receipt_page import mail_html, mail_text
from hub.storage import receipts
from hub.storage.database import Database
from hub.storage.notices import NoticeRow
from posapp.domain.receipt_code import receipt_path


def letter(database: Database, row: NoticeRow) -> Message:
    """The message of this row; Refused("no_receipt_page") when its sale is not there."""
    page, token = receipts.of_sale(database, row.about)
    link = page.store.pages + receipt_path(row.about, token) if page.store.pages and token else ""
    subject = f"{page.store.name or page.store.id} 电子小票 E-receipt {page.receipt}"
    return Message(row.id, row.receiver, subject, mail_text(page, link), mail_html(page, link))

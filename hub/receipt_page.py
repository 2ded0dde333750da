"""The customer's page of a receipt as HTML, in both languages; everything that comes from elsewhere is escaped."""

from __future__ import annotations

from html import escape
from typing import Final
from zoneinfo import ZoneInfo

from hub.invoices import MOST, PROVIDER
from hub.storage.receipts import ReceiptPage
from posapp.domain.customer_view import say
from posapp.domain.errors import Refused
from posapp.domain.money import format_amount, format_quantity, money
from posapp.domain.refusal_texts import refusal_text
from posapp.domain.times import from_text
from posapp.domain.typed import shown

HEADERS: Final = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; "
    "frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, nofollow",
}
"""The address is the key to the page: nobody else is told of it, and nothing keeps it."""
_STYLE: Final = """body{font:16px/1.5 system-ui,"Noto Sans SC",sans-serif;color:#1b1a18;background:#f5f4f1;margin:0}
main{max-width:30rem;margin:0 auto;padding:1rem}
section{background:#fff;border-radius:12px;padding:1rem;margin:0 0 1rem}
table{width:100%;border-collapse:collapse}
td{padding:.3rem 0;vertical-align:top}
td+td{text-align:right;white-space:nowrap;padding-left:1rem}
.total td{font-size:1.5rem;font-weight:700;border-top:1px solid #e7e4de}
small{color:#57534c;display:block}
p{margin:.4rem 0}a{color:#0b5d51;font-weight:600}form+small{margin-top:.6rem}
label{display:block;margin:.7rem 0 .2rem}
input,button{font:inherit;width:100%;box-sizing:border-box;border-radius:8px}
input{padding:.6rem;border:1px solid #8c877e}
button{font-weight:700;margin-top:1rem;padding:.8rem;border:0;background:#0b5d51;color:#fff}
.bad{color:#b42318}.good{color:#166b45}h1{font-size:1.3rem;margin:0}"""


def page_html(page: ReceiptPage, refused: Refused | None = None) -> str:
    """The receipt, and the invoice that was issued or the form that asks for one; `refused`: why not just now."""
    return _document(f"<section>{_head(page)}{_goods(page)}</section><section>{_invoice(page, refused)}</section>")


def mail_html(page: ReceiptPage, link: str) -> str:
    """The receipt in a message; `link` leads to its page ("": it has none)."""
    way = (
        f'<p><a href="{escape(link)}">查看小票、申请电子发票 See the receipt, ask for the e-invoice</a></p>'
        if link
        else ""
    )
    return _document(f"<section>{_head(page)}{_goods(page)}{way}</section>")


def mail_text(page: ReceiptPage, link: str) -> str:
    """The same for who reads plain text."""
    currency = page.store.currency
    lines = [page.store.name or page.store.id, f"{page.receipt} · {_at(page)}", ""]
    for line in page.lines:
        zh, en = map(shown, line.names)
        named = zh if zh == en else f"{zh} / {en}"
        lines.append(f"{named} × {format_quantity(line.quantity)}  {format_amount(line.net, currency.digits)}")
    lines += ["", f"{say('total', 'both')}  {money(page.total + page.rounding, currency)}"]
    return "\n".join([*lines, "", link] if link else lines) + "\n"


def no_html(refused: Refused) -> str:
    """There is no such page."""
    return _document(f"<section>{_said(refused)}</section>")


def _head(page: ReceiptPage) -> str:
    shop = escape(page.store.name or page.store.id)
    return f"<h1>{shop}</h1><small>{escape(page.receipt)} · {_at(page)}</small>"


def _at(page: ReceiptPage) -> str:
    return f"{from_text(page.at).astimezone(ZoneInfo(page.store.timezone)):%Y-%m-%d %H:%M}"


def _document(body: str) -> str:
    head = '<meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">'
    title = "电子小票 E-receipt"
    return (
        f'<!doctype html><html lang="zh">{head}<title>{title}</title><style>{_STYLE}</style><main>{body}</main></html>'
    )


def _goods(page: ReceiptPage) -> str:
    digits = page.store.currency.digits
    rows = ""
    for line in page.lines:
        zh, en = map(shown, line.names)
        second = f"<small>{escape(en)}</small>" if en != zh else ""
        count = f"<small>× {format_quantity(line.quantity)}</small>"
        rows += f"<tr><td>{escape(zh)}{second}{count}</td><td>{format_amount(line.net, digits)}</td></tr>"
    if page.rounding:  # else the amounts above would not come to the total
        rows += f"<tr><td>{say('rounding', 'both')}</td><td>{format_amount(page.rounding, digits)}</td></tr>"
    due = money(page.total + page.rounding, page.store.currency)
    rows += f'<tr class="total"><td>{say("total", "both")}</td><td>{due}</td></tr>'
    for kind, amount in page.tenders:
        rows += f"<tr><td>{escape(say(kind, 'both'))}</td><td>{format_amount(amount, digits)}</td></tr>"
    if page.change:
        rows += f"<tr><td>{say('change', 'both')}</td><td>{format_amount(page.change, digits)}</td></tr>"
    return f"<table>{rows}</table>"


def _invoice(page: ReceiptPage, refused: Refused | None) -> str:
    amount = money(page.invoice.amount, page.store.currency)
    said = _said(refused) if refused is not None else ""
    if page.invoice.state == "issued":
        number = escape(page.invoice.number)
        done = f'<p class="good"><b>电子发票已开具 E-invoice issued</b></p><p>{number}<br>{amount}</p>'
        return f"{said}{done}<small>{PROVIDER[0]} {PROVIDER[1]}</small>"
    if not page.invoice.amount:
        return _said(Refused("nothing_invoiceable"), tone="")
    fields = (
        ("title", f'required maxlength="{MOST}"', "发票抬头 Title"),
        ("tax_number", 'maxlength="20"', "税号（可不填） Tax number, if any"),
    )
    form = "".join(f'<label for="{n}">{words}</label><input id="{n}" name="{n}" {how}>' for n, how, words in fields)
    form = f'<form method="post">{form}<button>申请电子发票 Ask for the e-invoice</button></form>'
    waits = "" if page.invoice.state == "none" else "<p>正在开具，请再按一次。Being issued: press once more.</p>"
    return f"{said}<p>可开票金额 Invoiceable <b>{amount}</b></p>{waits}{form}<small>{PROVIDER[0]} {PROVIDER[1]}</small>"


def _said(refused: Refused, tone: str = "bad") -> str:
    words = (escape(refusal_text(refused, language)) for language in ("zh", "en"))
    return f'<p class="{tone}">' + "<br>".join(words) + "</p>"

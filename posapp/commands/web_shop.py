"""The demonstration's web shop: places orders for pickup at the hub of this machine, as any channel does; and
`./run order`, with which a person places one."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import requests

from posapp.commands.place import data_folder
from posapp.commands.till_command import add_language
from posapp.contract import routes
from posapp.contract.order_calls import OrderSaid
from posapp.domain.errors import Refused
from posapp.domain.money import divide, format_amount
from posapp.domain.order_words import STATES, word
from posapp.domain.refusal_texts import refusal_text
from posapp.domain.times import to_text

CHANNEL: Final = "web"
STORE: Final = "S1"
"""The demonstration's shop."""
FILE: Final = "web-shop.json"
"""Beside the hub's folder: the channel's token and the orders that it placed."""
FIRST: Final = 1001
SECONDS: Final = 10
DIGITS: Final = 2
"""Of the demonstration's currency."""
EX_UNAVAILABLE: Final = 69


@dataclass(frozen=True, slots=True)
class Wish:
    """An order that somebody made up: `goods` (SKU, pieces, minor units before and after what was taken off, percent of
    tax in it); `paid` None: all of it, else the deposit; `minutes` from now it shall be ready."""

    name: str
    phone: str
    goods: tuple[tuple[str, int, int, int, int], ...]
    minutes: int
    way: str = "wechat"
    paid: int | None = None
    note: str = ""


_TEE = ("DEMO-TEE-M-White", 2, 19800, 19800, 13)
_SOCKS = ("DEMO-SOC-40-43-Grey", 1, 1990, 1990, 13)
_BOOK = ("DEMO-BOOK", 1, 4800, 4800, 0)
FIRST_DAY: Final = (
    Wish("陈静（示范）", "+8610000004455", (_BOOK, _SOCKS), 15, note="请放礼品袋"),
    Wish("王芳（示范）", "+8610000018000", (_TEE, _SOCKS), 45),
    Wish("王莉（示范）", "+8610000028000", (("DEMO-JKT-M-Navy", 1, 59900, 53910, 13),), 90, "alipay"),
    Wish("李强（示范）", "+8610000006612", (("DEMO-JKT-L-Khaki", 1, 59900, 59900, 13), _BOOK), 150, paid=10000),
)
"""What a new shop finds: one that is nearly due, two telephones with the same last four digits, one with a deposit."""
ONE_MORE: Final = (
    Wish("周敏（示范）", "+8610000007731", (_TEE,), 60),
    Wish("吴磊（示范）", "+8610000002290", (("DEMO-SOC-36-39-Black", 3, 5970, 5970, 13), _BOOK), 120, "alipay"),
    Wish("郑爽（示范）", "+8610000009914", (("DEMO-JKT-M-Khaki", 1, 59900, 59900, 13),), 90, paid=20000),
)
"""What `./run order` places, in turn."""


class WebShop:
    """A channel of the demonstration's hub. `folder`: the demonstration's own."""

    def __init__(self, folder: Path, url: str) -> None:
        self._file, self._url = folder / FILE, url
        self._session = requests.Session()
        self._session.trust_env = False  # the hub is on this machine, whatever proxy there is

    @property
    def known(self) -> bool:
        """Whether the hub has made its token."""
        return self._file.exists()

    def join(self, token: str) -> None:
        """From now on it is the channel of this token."""
        self._keep({"token": token, "orders": []})

    def place(self, store: str, wish: Wish) -> OrderSaid:
        """The order, under the next number. Refused("web_shop_closed", or as the hub says)."""
        kept = self._kept()
        number = f"W{FIRST + len(kept['orders'])}"
        kept["orders"].append(number)
        self._keep(kept)  # before the call: a number is never another order's, whatever becomes of it
        return self._call("POST", routes.WEB_ORDERS, {"id": number, "store": store, **_asked(wish)})

    def one_more(self, store: str) -> OrderSaid:
        """Another of those that it makes up."""
        return self.place(store, ONE_MORE[len(self._kept()["orders"]) % len(ONE_MORE)])

    def cancel(self, number: str) -> OrderSaid:
        """The customer does not want it any more."""
        return self._call("POST", routes.WEB_CANCEL.format(order=number), {})

    def here(self, number: str, place: str) -> OrderSaid:
        """The customer waits at the shop, at that place."""
        return self._call("POST", routes.WEB_ARRIVED.format(order=number), {"place": place})

    def orders(self) -> list[OrderSaid]:
        """Where all of its orders stand, the oldest first; those that were never taken are not there."""
        found = []
        for number in self._kept()["orders"]:
            try:
                found.append(self._call("GET", routes.WEB_ORDER.format(order=number), None))
            except Refused as no:
                if no.code != "not_found":
                    raise
        return found

    def _call(self, method: str, path: str, body: dict[str, Any] | None) -> OrderSaid:
        bearer = {"Authorization": f"Bearer {self._kept()['token']}"}
        try:
            answer = self._session.request(method, self._url + path, json=body, headers=bearer, timeout=SECONDS)
        except requests.RequestException as error:
            raise Refused("web_shop_closed") from error
        if not answer.ok:
            raise Refused(str(answer.json().get("code", "hub_answer")))
        return OrderSaid.model_validate_json(answer.content)

    def _kept(self) -> dict[str, Any]:
        if not self._file.exists():
            raise Refused("web_shop_closed")
        kept: dict[str, Any] = json.loads(self._file.read_text("utf-8"))
        return kept

    def _keep(self, kept: dict[str, Any]) -> None:
        self._file.write_text(json.dumps(kept), "utf-8")


def _asked(wish: Wish) -> dict[str, Any]:
    lines = [
        {
            "sku": sku,
            "quantity": pieces * 1000,
            "amount": before,
            "discount": before - after,
            "tax": divide(after * percent, 100 + percent),
        }
        for sku, pieces, before, after, percent in wish.goods
    ]
    owed = sum(after for _, _, _, after, _ in wish.goods)
    paid = [{"type": wish.way, "amount": owed if wish.paid is None else wish.paid}]
    promised = to_text(datetime.now(UTC) + timedelta(minutes=wish.minutes))
    told = {"name": wish.name, "phone": wish.phone, "note": wish.note}
    return {**told, "lines": lines, "tenders": paid, "promised": promised}


def main(argv: list[str]) -> int:
    """`./run order`. Exit code 0: done; 69: the demonstration shop is not open; 1: its hub says no."""
    parser = argparse.ArgumentParser(
        prog="./run order",
        description="Place one more made-up online order for the demonstration shop, which must be open.",
    )
    parser.add_argument("--list", action="store_true", help="list its orders, with the code that collects each")
    parser.add_argument("--cancel", metavar="ORDER", help="the customer does not want this one any more")
    parser.add_argument("--here", metavar="ORDER", help="the customer of this one waits outside; --at says where")
    parser.add_argument("--at", metavar="PLACE", default="", help="a bay, or the number plate of their car")
    parser.add_argument("--data-dir", metavar="DIR", help="the folder that ./run took (default: as ./run)")
    add_language(parser)
    options = parser.parse_args(argv)
    folder = data_folder(options.data_dir, "demo")
    try:
        _say(_done(options, _shop_in(folder)), options.language)
        print(f"{'发给顾客的消息' if options.language == 'zh' else 'Messages to the customers'}: {_messages(folder)}")
    except Refused as refused:
        print(refusal_text(refused, options.language), file=sys.stderr)
        return EX_UNAVAILABLE if refused.code == "web_shop_closed" else 1
    return 0


def _done(options: argparse.Namespace, shop: WebShop) -> list[OrderSaid]:
    if options.list:
        return shop.orders()
    if options.here:
        return [shop.here(options.here, options.at)]
    return [shop.cancel(options.cancel) if options.cancel else shop.one_more(STORE)]


def _shop_in(folder: Path) -> WebShop:
    port = folder / "port"
    if not port.exists():
        raise Refused("web_shop_closed")
    return WebShop(folder, f"http://127.0.0.1:{port.read_text().strip()}")


def _messages(folder: Path) -> str:
    """The page that shows them: nothing of the demonstration leaves this machine."""
    return (folder / "hub" / "notices" / "index.html").absolute().as_uri()


def _say(orders: list[OrderSaid], language: str) -> None:
    zh, en = (
        "订单 {id} · {state} · 提货码 {code} · 门店 {store} · 合计 {total} · 待付 {balance}",
        "Order {id} · {state} · code {code} · shop {store} · {total} in all, {balance} to pay",
    )
    for x in orders:
        facts = {"id": x.id, "state": word(STATES, x.state, language), "code": x.code, "store": x.store}
        sums = {"total": format_amount(x.total, DIGITS), "balance": format_amount(x.balance, DIGITS)}
        print((zh if language == "zh" else en).format(**facts, **sums))

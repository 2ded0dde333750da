"""What happens centrally in a script, by the hub's own commands; what they say is the result."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from posapp.commands.hub_process import HubProcess
from posapp.commands.replay.script import NotAScript, Step
from posapp.domain.errors import Refused

Shown = dict[str, Any]


class Central:
    """Head office of a script's hub. What it publishes as a file is the script's shop file, changed."""

    def __init__(self, hub: HubProcess, shop: Path, given: Path | dict[str, Any]) -> None:
        """`shop`: where the shop file lies once it was changed; `given`: what the script named."""
        self._hub, self._shop, self._given = hub, shop, given

    def act(self, step: Step) -> Shown:
        """Does it and tells what the command said; Refused("hub_said_no") where the hub refuses."""
        return {"said": known_act(step)(self, step)}

    def exceptions(self) -> list[Shown]:
        """What head office has to see, as `hub exceptions` lists it."""
        return [json.loads(line) for line in self._run("exceptions").splitlines()]

    def invoices(self) -> list[Shown]:
        """The e-invoices that customers asked for, as `hub invoices` lists them."""
        return [json.loads(line) for line in self._run("invoices").splitlines()]

    def change_price(self, step: Step) -> str:
        """At once, or with `from` (a time) as a price that tills turn to then."""
        sku, price, since = _text(step, "sku"), _text(step, "price"), step.args.get("from")
        shop = self._content()
        product = _row(shop, "products", "sku", sku)
        if since is None:
            product["price"] = price
        else:
            product["prices"] = [*product.get("prices", []), {"price": price, "from": since}]
        return self._load(shop)

    def delete_product(self, step: Step) -> str:
        """Out of every store; the file names it no more either."""
        sku, shop = _text(step, "sku"), self._content()
        said = self._run("remove", "--feed", "products", "--key", sku)
        shop["products"] = [row for row in shop["products"] if row.get("sku") != sku]
        self._keep(shop)
        return said

    def cancel_order(self, step: Step) -> str:
        """The customer, or head office, cancels an online order."""
        return self._run("orders", "--cancel", _text(step, "order"), *_options(step, "reason"))

    def refund_order(self, step: Step) -> str:
        """What was due to its customer has gone back."""
        return self._run("orders", "--refunded", _text(step, "order"))

    def order(self, id_: str) -> Shown:
        """An order as the web shop sees it."""
        said: Shown = json.loads(self._run("orders", "--show", id_))
        return said

    def notices(self, about: str) -> list[Shown]:
        """The messages to the customer of an order."""
        return [row for row in map(json.loads, self._run("notices").splitlines()) if row["about"] == about]

    def follow_ups(self, step: Step) -> str:
        """What the shops' rules make by now; `at`: by that time."""
        return self._run("follow-ups", *_options(step, "at"))

    def remove(self, step: Step) -> str:
        """One row of any feed: staff, members, coupons …"""
        return self._run("remove", "--feed", _text(step, "feed"), "--key", _text(step, "key"))

    def stop_sale(self, step: Step) -> str:
        """An item, or a batch or expiry date of it."""
        return self._run("stop-sale", *_options(step, "sku", "reason", "batch", "expiry"))

    def lift_stop(self, step: Step) -> str:
        """Sold again."""
        return self._run("stop-sale", "--lift", *_options(step, "sku", "batch", "expiry"))

    def free_hold(self, step: Step) -> str:
        """A basket that a till took and never had."""
        named, held = _text(step, "hold"), map(json.loads, self._run("holds").splitlines())
        found = next((str(row["id"]) for row in held if named in (row["id"], row.get("label"))), named)
        return self._run("holds", "--free", found, *_options(step, "reason"))

    def live_code(self, member: str, at: str) -> str:
        """What the member's telephone shows then."""
        return self._run("member-code", "--member", member, "--at", at).strip()

    def approve(self, asked: Sequence[str], who: Sequence[str], pin: str) -> str:
        """The code that somebody there reads out for what a till asks over the telephone."""
        return self._hub.command("approve", *asked, *who, typed=pin)

    def sign_balances(self, step: Step) -> str:
        """Tells the tills what members have now."""
        return self._run("sign-balances")

    def privacy(self, step: Step) -> str:
        """What members asked to be done with their data, and which tills have done it; or one more such request."""
        return self._run("privacy", *_options(step, "erase", "asked-by", "identity"))

    def expire_points(self, step: Step) -> str:
        """As a day that passes does."""
        return self._run("expire-points", *_options(step, "at"))

    def adjust_points(self, step: Step) -> str:
        """By hand, with a reason."""
        points = step.args.get("points")
        if not isinstance(points, int):
            raise NotAScript(f"line {step.line}: 'points' must be a whole number")
        return self._run("adjust-points", f"--points={points}", *_options(step, "member", "reason"))

    def points(self, step: Step) -> str:
        """Every move of a member's points."""
        return self._run("points", *_options(step, "member"))

    def settle(self, step: Step) -> str:
        """An exception, by its id; or the only open one."""
        named = step.args.get("exception")
        open_ = [named] if isinstance(named, str) else [str(row["id"]) for row in self.exceptions()]
        if len(open_) != 1:
            raise Refused("hub_said_no", reason=f"{len(open_)} open exceptions: name one")
        return self._run("exceptions", "--settle", open_[0], *_options(step, "how", "by", "note"))

    def _content(self) -> Shown:
        if self._shop.is_file():
            source: str | bytes = self._shop.read_bytes()
        else:
            source = self._given.read_bytes() if isinstance(self._given, Path) else json.dumps(self._given)
        content: Shown = json.loads(source)
        return content

    def _keep(self, shop: Shown) -> None:
        self._shop.write_text(json.dumps(shop, ensure_ascii=False), encoding="utf-8")

    def _load(self, shop: Shown) -> str:
        self._keep(shop)
        return self._run("load", str(self._shop))

    def _run(self, command: str, *more: str) -> str:
        return self._hub.command(command, *more)


ACTS: Final[Mapping[str, Callable[[Central, Step], str]]] = {
    "change_price": Central.change_price,
    "delete_product": Central.delete_product,
    "cancel_order": Central.cancel_order,
    "refund_order": Central.refund_order,
    "remove": Central.remove,
    "follow_ups": Central.follow_ups,
    "stop_sale": Central.stop_sale,
    "lift_stop": Central.lift_stop,
    "free_hold": Central.free_hold,
    "sign_balances": Central.sign_balances,
    "expire_points": Central.expire_points,
    "adjust_points": Central.adjust_points,
    "points": Central.points,
    "settle": Central.settle,
    "privacy": Central.privacy,
}


def known_act(step: Step) -> Callable[[Central, Step], str]:
    """What does the step, or NotAScript."""
    act = ACTS.get(str(step.args.get("act")))
    if act is None:
        raise NotAScript(f'line {step.line}: hub takes "act": one of {", ".join(ACTS)}')
    return act


def _text(step: Step, key: str) -> str:
    value = step.args.get(key)
    if not isinstance(value, str) or not value:
        raise NotAScript(f"line {step.line}: hub needs {key!r}")
    return value


def _options(step: Step, *names: str) -> list[str]:
    return [part for name in names if name in step.args for part in (f"--{name}", _text(step, name))]


def _row(shop: Shown, table: str, key: str, value: str) -> Shown:
    found = next((row for row in shop.get(table, []) if row.get(key) == value), None)
    if found is None:
        raise Refused("hub_said_no", reason=f"{table}: {value}")
    row: Shown = found
    return row

"""The verbs of a script about online orders: listed, taken, picked, made ready, handed over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any, Final

from posapp.commands.replay.arguments import approver, cart
from posapp.commands.replay.arguments import line_number as _line
from posapp.commands.replay.arguments import text as _text
from posapp.commands.replay.script import NotAScript, Step
from posapp.commands.replay.stage import StagedTill, World
from posapp.domain.money import Currency, format_amount, format_quantity, parse_quantity
from posapp.domain.pickup import REFUND, balance_of, refunds_of, sku_of
from posapp.usecases.pickup import AskOrder, OrderView

Shown = dict[str, Any]


def ask_order(world: World, till: StagedTill) -> AskOrder:
    """How the till asks the hub for an order; an offline one is told that nobody answers."""
    from sync.orders import claim_order

    return lambda order, act, staff, at: claim_order(*world.hub_of(till), order, act, staff, at)


def view_shown(view: OrderView, currency: Currency, now: str) -> Shown:
    """An order and where it stands, without its code and without whose it is."""
    order, stand = view.order, view.stand

    def money(amount: int) -> str:
        return format_amount(amount, currency.digits)

    lines = [
        {
            "line": n,
            "sku": sku_of(order, stand, n),
            "qty": format_quantity(x.quantity),
            "picked": format_quantity(s.picked),
            "short": format_quantity(s.short),
            "transfer": format_quantity(s.moved),
            "handed": format_quantity(s.handed),
        }
        for n, (x, s) in enumerate(zip(order.lines, stand.lines, strict=True), 1)
    ]
    lock = stand.locked(now)
    steps = (*order.steps, *view.own)
    return {
        "order": order.id,
        "channel": order.channel,
        "state": stand.state,
        "promised": order.promised,
        "lines": lines,
        "total": money(order.total),
        "paid": money(order.paid),
        "balance": money(balance_of(order, stand)),
        "refund": money(refunds_of(order, stand)),
        "shelf": stand.shelf,
        "notices": stand.notices,
        "wrong_codes": stand.wrong,
        "shut_until": stand.shut_until,
        "taken_by": lock.staff if lock is not None else None,
        "timeline": [{name: getattr(x, name) for name in ("act", "staff", "number", "at", "offline")} for x in steps],
        "too_late": [x.act for x in view.too_late],
    }


def _shown(till: StagedTill, view: OrderView) -> Shown:
    return view_shown(view, till.app.desk.store.currency, till.app.desk.now_text())


def _order(till: StagedTill, step: Step) -> str:
    """The order that the step names: its number, or the one that this till did something with last."""
    named = step.args.get("order", till.order)
    if not isinstance(named, str) or not named:
        raise NotAScript(f"line {step.line}: {step.verb} needs 'order'")
    till.order = named
    return named


def _orders(world: World, till: StagedTill, step: Step) -> Shown:
    """All that are to be done, those in one `state`, or those that `find` finds."""
    wanted, search = _text(step, "find", ""), till.app.order_search
    if step.args.get("elsewhere"):
        from sync.orders import look_orders

        found = search.elsewhere(wanted, lambda text: look_orders(*world.hub_of(till), text))
        return {"orders": [_shown(till, view) | {"shop": view.order.store} for view in found]}
    found = search.find(wanted) if wanted else till.app.pickup.listed(_text(step, "state", ""))
    return {"orders": [_shown(till, view) for view in found], "waiting": till.app.pickup.waiting()}


def _take(world: World, till: StagedTill, step: Step) -> Shown:
    return _shown(till, till.app.pickup.take(_order(till, step), ask_order(world, till)))


def _release(world: World, till: StagedTill, step: Step) -> Shown:
    return _shown(till, till.app.pickup.release(_order(till, step)))


def _pick(world: World, till: StagedTill, step: Step) -> Shown:
    """A scan, for whichever of the orders in one's hands wants it, or for the `order` named."""
    picked = till.app.pickup.pick(_text(step, "code"), _text(step, "order", ""))
    till.order = picked.view.order.id
    return _shown(till, picked.view)


def _units(step: Step) -> int:
    return parse_quantity(_text(step, "qty", "1"))


def _unpick(world: World, till: StagedTill, step: Step) -> Shown:
    return _shown(till, till.app.pickup.unpick(_order(till, step), _line(step), _units(step)))


def _short(world: World, till: StagedTill, step: Step) -> Shown:
    reason, way = _text(step, "reason", ""), _text(step, "way", REFUND)
    return _shown(till, till.app.pickup.short(_order(till, step), _line(step), _units(step), reason, way))


def _substitute(world: World, till: StagedTill, step: Step) -> Shown:
    consent = _text(step, "consent", "")
    who = approver(till, step, "discount")
    return _shown(till, till.app.pickup.substitute(_order(till, step), _line(step), _text(step, "sku"), consent, who))


def _ready(world: World, till: StagedTill, step: Step) -> Shown:
    return _shown(till, till.app.pickup.ready(_order(till, step), _text(step, "shelf", "")))


def _notify(world: World, till: StagedTill, step: Step) -> Shown:
    return _shown(till, till.app.pickup.notify(_order(till, step)))


def _arrive(world: World, till: StagedTill, step: Step) -> Shown:
    return _shown(till, till.app.pickup.arrive(_order(till, step), _text(step, "where", "")))


def _receive(world: World, till: StagedTill, step: Step) -> Shown:
    return _shown(till, till.app.pickup.receive(_order(till, step), _line(step), _units(step)))


def _send(world: World, till: StagedTill, step: Step) -> Shown:
    return _shown(till, till.app.pickup.send(_order(till, step), _text(step, "carrier", "")))


def _reject(world: World, till: StagedTill, step: Step) -> Shown:
    return _shown(till, till.app.pickup.reject(_order(till, step), _text(step, "reason", "")))


def _unlock(world: World, till: StagedTill, step: Step) -> Shown:
    return _shown(till, till.app.pickup.unlock(_order(till, step), approver(till, step, "unlock_order")))


def _hand_over(world: World, till: StagedTill, step: Step) -> Shown:
    """`collector`: who came instead of the customer; `signature`: any text stands for what was drawn; `lines`: only
    these ({line: qty}); `also`: the second check where several orders have the code."""
    given = step.args.get("lines", {})
    if not isinstance(given, dict):
        raise NotAScript(f"line {step.line}: 'lines' must be an object")
    handed = tuple((int(line), parse_quantity(str(qty))) for line, qty in given.items())
    view = till.app.pickup.hand_over(
        _order(till, step),
        _text(step, "code"),
        ask_order(world, till),
        collector=_text(step, "collector", ""),
        checked=step.args.get("checked", True) is True,
        signature=_text(step, "signature", ""),
        handed=handed,
        also=_text(step, "also", ""),
    )
    name, signature = till.app.pickup.collected(view.order.id)
    return _shown(till, view) | {"collector": name, "signed": bool(signature)}


def _balance(world: World, till: StagedTill, step: Step) -> Shown:
    """What is still to be paid for the order lies in the basket: `pay`, `tender` and `complete` take it."""
    balances = till.app.order_balances
    balances.lay(balances.owed(_order(till, step), ask_order(world, till)))
    return cart(till)


def _order_online(world: World, till: StagedTill, step: Step) -> Shown:
    """The order as the web shop sees it, and the messages to its customer."""
    id_ = _order(till, step)
    said, digits = world.central.order(id_), till.app.desk.store.currency.digits
    for name in ("total", "paid", "balance", "refund", "refunded"):
        said[name] = format_amount(said[name], digits)
    return {**said, "notices": dict(Counter(row["kind"] for row in world.central.notices(id_)))}


VERBS: Final[Mapping[str, Callable[[World, StagedTill, Step], Shown]]] = {
    "orders": _orders,
    "take": _take,
    "release": _release,
    "pick": _pick,
    "unpick": _unpick,
    "short": _short,
    "substitute": _substitute,
    "ready": _ready,
    "notify": _notify,
    "arrive": _arrive,
    "receive": _receive,
    "send": _send,
    "reject": _reject,
    "unlock": _unlock,
    "hand_over": _hand_over,
    "balance": _balance,
    "order_online": _order_online,
}

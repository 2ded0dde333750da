"""The verbs of a script: each maps its arguments onto one use case and shows what came of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from posapp.commands.replay import (
    appointments,
    books,
    customers,
    follow_ups,
    goods,
    mailing,
    members,
    paying,
    people,
    pickup,
    privacy,
    purses,
    refunds,
    reports,
    returns,
    shifts,
    suspensions,
    topups,
)
from posapp.commands.replay.arguments import approver as _approver
from posapp.commands.replay.arguments import cart as _cart
from posapp.commands.replay.arguments import choice as _choice
from posapp.commands.replay.arguments import line_number as _line
from posapp.commands.replay.arguments import minor as _money
from posapp.commands.replay.arguments import text as _text
from posapp.commands.replay.central import known_act
from posapp.commands.replay.render import hold_shown, offers_shown
from posapp.commands.replay.script import NotAScript, Step, moment
from posapp.commands.replay.stage import StagedTill, World
from posapp.domain.errors import Refused
from posapp.domain.hold import Hold
from posapp.domain.money import parse_quantity
from posapp.usecases.reductions import Plan

Shown = dict[str, Any]
Verb = Callable[[World, StagedTill, Step], Shown]


def perform(world: World, step: Step) -> Shown:
    """Do one step; Refused when the till refuses, NotAScript when the step makes no sense."""
    return known(step)(world, world.tills[step.till], step)


def known(step: Step) -> Verb:
    """What does the step, or NotAScript."""
    verb = VERBS.get(step.verb)
    if verb is None:
        raise NotAScript(f"line {step.line}: there is no verb {step.verb!r}")
    if verb is _hub:
        known_act(step)
    return verb


def _lock(world: World, till: StagedTill, step: Step) -> Shown:
    till.app.sign_in.lock()
    return {}


def _set_qty(world: World, till: StagedTill, step: Step) -> Shown:
    till.app.checkout.set_quantity(_line(step), parse_quantity(_text(step, "qty")))
    return _cart(till)


def _remove(world: World, till: StagedTill, step: Step) -> Shown:
    """During a payment for which something was taken: the goods are left out."""
    desk = till.app.desk
    if desk.basket.paying and desk.basket.tenders:
        some = parse_quantity(_text(step, "qty")) if "qty" in step.args else None
        till.app.leaving_out.leave_out(_line(step), some)
    else:
        till.app.checkout.remove(_line(step))
    return _cart(till)


def _undo(world: World, till: StagedTill, step: Step) -> Shown:
    till.app.checkout.undo()
    return _cart(till)


def _by_hand(till: StagedTill, step: Step, act: str, plan: Callable[[], Plan], undo: Callable[[], object]) -> Shown:
    """Give what the plan says, with whoever approves it; `"remove": true` takes it back."""
    if step.args.get("remove"):
        undo()
    else:
        approver = _approver(till, step, act)
        till.app.reductions.give(plan(), approver)
    return _cart(till)


def _override_price(world: World, till: StagedTill, step: Step) -> Shown:
    """`"tag": true`: the shelf tag says so, which is no discount and needs no other reason."""
    by_hand, tag = till.app.reductions, bool(step.args.get("tag"))

    def plan() -> Plan:
        return by_hand.price(_line(step), _money(till, step, "price"), _text(step, "reason", ""), tag=tag)

    act = "tag_price" if tag else "override_price"
    return _by_hand(till, step, act, plan, lambda: by_hand.undo_line(_line(step)))


def _discount(world: World, till: StagedTill, step: Step) -> Shown:
    """Of the line, or of the whole basket where none is named."""
    by_hand, reason = till.app.reductions, _text(step, "reason", "")
    percent, amount = parse_quantity(_text(step, "percent", "0")), _money(till, step, "amount", "0")

    def plan() -> Plan:
        if "line" in step.args:
            return by_hand.line_discount(_line(step), reason, percent=percent, amount=amount)
        return by_hand.order_discount(reason, percent=percent, amount=amount)

    def undo() -> object:
        return by_hand.undo_line(_line(step)) if "line" in step.args else by_hand.undo_order("manual")

    return _by_hand(till, step, "discount", plan, undo)


def _round_off(world: World, till: StagedTill, step: Step) -> Shown:
    by_hand, wanted = till.app.reductions, _money(till, step, "step", "0") or None
    return _by_hand(till, step, "round_off", lambda: by_hand.round_off(wanted), lambda: by_hand.undo_order("round_off"))


def _member(world: World, till: StagedTill, step: Step) -> Shown:
    """`"remove": true`: nobody's again."""
    if step.args.get("remove"):
        till.app.members.detach()
        return _cart(till)
    return customers.member(till, _choice(step, "member")) | _cart(till)


def _coupon(world: World, till: StagedTill, step: Step) -> Shown:
    if step.args.get("remove"):
        till.app.coupons.take_off(_text(step, "code"))
        return _cart(till)
    return customers.coupon(world, till, _text(step, "code"), _approver(till, step, "coupon_offline")) | _cart(till)


def _void(world: World, till: StagedTill, step: Step) -> Shown:
    till.app.checkout.clear(_text(step, "reason", ""), _approver(till, step, "void"))
    return _cart(till)


def _hold_shown(till: StagedTill, hold: Hold) -> Shown:
    return {"till": hold.register or till.register, **hold_shown(hold, till.app.desk.store.currency)}


def _hold(world: World, till: StagedTill, step: Step) -> Shown:
    return _hold_shown(till, till.app.holds.hold(_text(step, "label", "")))


def _held(world: World, till: StagedTill, step: Step) -> Shown:
    return {"held": [_hold_shown(till, hold) for hold in till.app.holds.listed()]}


def _recall(world: World, till: StagedTill, step: Step) -> Shown:
    """By its id, or by its label: a script cannot know the one, and need not give the other where one lies there."""
    held, wanted = till.app.holds.listed(), _text(step, "hold", "")
    known = (*held, *till.running.till.shop_holds.all()) if wanted else held if len(held) == 1 else ()
    named = [hold.id for hold in known if not wanted or wanted in (hold.id, hold.label)]
    till.app.holds.recall(named[0] if named else wanted, world.take_hold(till))
    return _cart(till)


def _pay(world: World, till: StagedTill, step: Step) -> Shown:
    manager = _approver(till, step, "confirm_date")
    if manager is not None:
        till.app.shifts.confirm_date(manager)
    till.app.payment.pay()
    till.app.coupons_again.put(world.reserve_coupon(till))
    return _cart(till)


def _prices(world: World, till: StagedTill, step: Step) -> Shown:
    """What a person answers when prices changed under a basket: take "new" or "old"."""
    found, take = till.app.repricing.found(), _choice(step, "take")
    if take not in ("new", "old"):
        raise NotAScript(f'line {step.line}: prices takes "new" or "old"')
    if found is None:
        raise Refused("prices_same")
    (till.app.repricing.take if take == "new" else till.app.repricing.keep)(found)
    return _cart(till)


def _offline(world: World, till: StagedTill, step: Step) -> Shown:
    till.online = False
    return {}


def _online(world: World, till: StagedTill, step: Step) -> Shown:
    till.online = True
    return {}


def _sync(world: World, till: StagedTill, step: Step) -> Shown:
    return world.sync(till)


def _clock(world: World, till: StagedTill, step: Step) -> Shown:
    if "set" in step.args:
        world.clock.set(moment(step.line, step.args["set"]))
    else:
        seconds = step.args.get("advance")
        if not isinstance(seconds, int):
            raise NotAScript(f'line {step.line}: clock takes "set" (a time) or "advance" (seconds)')
        world.advance(seconds)
    return {"clock": world.clock.now().isoformat()}


def _kill(world: World, till: StagedTill, step: Step) -> Shown:
    world.kill(till)
    return {}


def _start(world: World, till: StagedTill, step: Step) -> Shown:
    world.start(till)
    return _cart(till)


def _show(world: World, till: StagedTill, step: Step) -> Shown:
    what = _choice(step, "what")
    if what in _LOOKED_UP:
        return world.look_up(till, what, _text(step, _LOOKED_UP[what]))
    if what == "balance":
        return purses.balance_shown(world, till, step)
    if what == "offers":
        return offers_shown(till.app.offers.explained(), till.app.desk.store.currency)
    if what == "shift":
        return world.show(till, what) | purses.shift_taken(till)
    return _cart(till) if what == "cart" else world.show(till, what)


def _hub(world: World, till: StagedTill, step: Step) -> Shown:
    return world.central.act(step)


def _printer(world: World, till: StagedTill, step: Step) -> Shown:
    return world.printer(till, _choice(step, "state"))


def _reprint(world: World, till: StagedTill, step: Step) -> Shown:
    """A copy of the receipt named, or of the last one; with `"gift": true` of the named one without prices."""
    receipt, again, manager = _text(step, "receipt", ""), till.app.receipts, _approver(till, step, "reprint")
    if step.args.get("gift"):
        sale = again.print_gift(_text(step, "receipt"), manager)
    else:
        sale = again.reprint(receipt, manager) if receipt else again.reprint_last(manager)
    return {"receipt": sale.receipt} | (till.paper.work() if till.paper is not None else {})


def _e_receipt(world: World, till: StagedTill, step: Step) -> Shown:
    return world.receipt_page(till, _text(step, "receipt"))


def _invoice(world: World, till: StagedTill, step: Step) -> Shown:
    form = tuple((name, _text(step, name, "")) for name in ("title", "tax_number"))
    return world.receipt_page(till, _text(step, "receipt"), form)


def _verify(world: World, till: StagedTill, step: Step) -> Shown:
    return world.verify(till)


_LOOKED_UP: Mapping[str, str] = {"stock": "sku", "member": "member", "order": "order"}
"""What `show` looks up, and by which argument."""

VERBS: Mapping[str, Verb] = {
    **people.VERBS,
    "lock": _lock,
    **shifts.VERBS,
    **suspensions.VERBS,
    "scan": goods.scan,
    "add": goods.add,
    "serial": goods.serial,
    "age": goods.age,
    "order_note": goods.order_note,
    "source": goods.source,
    "credit": goods.credit,
    "set_qty": _set_qty,
    "remove": _remove,
    "undo": _undo,
    "override_price": _override_price,
    "discount": _discount,
    "round_off": _round_off,
    "member": _member,
    **members.VERBS,
    **privacy.VERBS,
    **books.VERBS,
    **appointments.VERBS,
    **follow_ups.VERBS,
    **topups.VERBS,
    "coupon": _coupon,
    "void": _void,
    "hold": _hold,
    "held": _held,
    "recall": _recall,
    "pay": _pay,
    "prices": _prices,
    "tender": paying.tender,
    "untender": paying.untender,
    "surplus": paying.surplus,
    "find": returns.find,
    "return": returns.take_back,
    "return_without_receipt": returns.without_receipt,
    "refunds": refunds.refunds,
    "go_on": refunds.go_on,
    "pay_out": refunds.pay_out,
    "decide_refund": refunds.decide_refund,
    "correct_tender": paying.correct_tender,
    "complete": paying.complete,
    "provider": paying.provider,
    "ask": paying.ask,
    "cancel": paying.cancel,
    "decide": paying.decide,
    "offline": _offline,
    "online": _online,
    "sync": _sync,
    "clock": _clock,
    "kill": _kill,
    "start": _start,
    "hub": _hub,
    "printer": _printer,
    "reprint": _reprint,
    "e_receipt": _e_receipt,
    "invoice": _invoice,
    **pickup.VERBS,
    "mail_receipt": mailing.mail_receipt,
    "mails": mailing.mails,
    "show": _show,
    "verify": _verify,
    "report": reports.report,
    "visitors": reports.visitors,
}

"""The verbs of a script: each maps its arguments onto one use case and shows what came of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from posapp.commands.replay import payments
from posapp.commands.replay.central import known_act
from posapp.commands.replay.render import cart_shown, hold_shown, offers_shown, sale_shown
from posapp.commands.replay.script import NotAScript, Step, moment
from posapp.commands.replay.stage import StagedTill, World
from posapp.domain.errors import Refused
from posapp.domain.hold import Hold
from posapp.domain.money import parse_amount, parse_quantity
from posapp.domain.staff import Staff
from posapp.usecases.checkout import Choice
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


def _text(step: Step, key: str, default: str | None = None) -> str:
    value = step.args.get(key, default)
    if not isinstance(value, str):
        raise NotAScript(f"line {step.line}: {key!r} must be a text")
    return value


def _line(step: Step) -> int:
    value = step.args.get("line")
    if not isinstance(value, int) or isinstance(value, bool):
        raise NotAScript(f"line {step.line}: 'line' must be a number")
    return value


def _money(till: StagedTill, step: Step, key: str, default: str | None = None) -> int:
    return parse_amount(_text(step, key, default), till.app.desk.store.currency.digits)


def _cart(till: StagedTill) -> Shown:
    desk = till.app.desk
    shown = cart_shown(desk.basket, desk.priced, desk.settlement(), desk.store.currency)
    return shown | payments.attempt_shown(till, desk.attempt)


def _approver(till: StagedTill, step: Step, act: str) -> Staff | None:
    approve = step.args.get("approve")
    if approve is None:
        return None
    if not isinstance(approve, dict):
        raise NotAScript(f"line {step.line}: 'approve' must be an object")
    return till.app.sign_in.approve(act, str(approve.get("staff")), str(approve.get("pin")))


def _sign_in(world: World, till: StagedTill, step: Step) -> Shown:
    person = till.app.sign_in.sign_in(_text(step, "staff", step.staff), _text(step, "pin"))
    return {"staff": person.id, "name": person.name, "role": person.role.id}


def _lock(world: World, till: StagedTill, step: Step) -> Shown:
    till.app.sign_in.lock()
    return {}


def _open_shift(world: World, till: StagedTill, step: Step) -> Shown:
    manager = _approver(till, step, "confirm_date")
    if manager is not None:
        till.app.shifts.confirm_date(manager)
    shift = till.app.shifts.open_shift(_money(till, step, "float", "0"))
    return {"shift": shift.id, "business_date": shift.business_date, "staff": shift.staff}


def _no_sale(world: World, till: StagedTill, step: Step) -> Shown:
    till.app.receipts.open_drawer(_text(step, "reason", ""), _approver(till, step, "no_sale"))
    return {}


def _scan(world: World, till: StagedTill, step: Step) -> Shown:
    found = till.app.checkout.scan(_text(step, "code"))
    if isinstance(found, Choice):
        return {"choose": [p.sku for p in found.products]}
    return {"line": found.line, **_cart(till)}


def _add(world: World, till: StagedTill, step: Step) -> Shown:
    given = {"amount", "discount"} & step.args.keys()
    if given and not world.imported:
        raise NotAScript(f"line {step.line}: {sorted(given)} belong to import scripts only")
    added = till.app.checkout.add(
        _text(step, "sku"),
        parse_quantity(_text(step, "qty", "1")),
        amount=_money(till, step, "amount") if "amount" in given else None,
        given_discount=_money(till, step, "discount") if "discount" in given else 0,
    )
    return {"line": added.line, **_cart(till)}


def _set_qty(world: World, till: StagedTill, step: Step) -> Shown:
    till.app.checkout.set_quantity(_line(step), parse_quantity(_text(step, "qty")))
    return _cart(till)


def _remove(world: World, till: StagedTill, step: Step) -> Shown:
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


def _tender(world: World, till: StagedTill, step: Step) -> Shown:
    kind = _text(step, "type")
    offered = ("cash", "card", "voucher") if world.imported else ("cash", "card")
    if kind not in offered:
        raise Refused("tender_not_offered", tender=kind)
    reference = _text(step, "code", _text(step, "reference", ""))
    if kind == "card" and not reference and world.has_terminal:
        attempt = payments.charge(world, till, _money(till, step, "amount"))
        return _cart(till) | payments.attempt_shown(till, attempt)
    till.app.payment.take(kind, _money(till, step, "amount"), reference)  # type: ignore[arg-type]
    return _cart(till)


def _untender(world: World, till: StagedTill, step: Step) -> Shown:
    number = step.args.get("tender")
    approver = _approver(till, step, "withdraw_tender")
    if any(t.number == number and t.attempt for t in till.app.desk.basket.tenders):
        attempt = payments.give_back(world, till, int(str(number)), approver)
        return _cart(till) | payments.attempt_shown(till, attempt)
    till.app.payment.take_back(number if isinstance(number, int) else 0, approver)
    return _cart(till)


def _provider(world: World, till: StagedTill, step: Step) -> Shown:
    return payments.play(world, _choice(step, "answers"))


def _ask(world: World, till: StagedTill, step: Step) -> Shown:
    """What became of the payment? Its terminal is asked again, never to charge again."""
    current = till.app.attempts.current
    if current is None:
        raise Refused("payment_none")
    attempt = payments.follow(world, till, current.next_question)
    return _cart(till) | payments.attempt_shown(till, attempt)


def _cancel(world: World, till: StagedTill, step: Step) -> Shown:
    till.app.attempts.cancel()
    attempt = payments.follow(world, till, "reverse")
    return _cart(till) | payments.attempt_shown(till, attempt)


def _decide(world: World, till: StagedTill, step: Step) -> Shown:
    attempt = payments.decide(till, step, _approver(till, step, "decide_payment"))
    return _cart(till) | payments.attempt_shown(till, attempt)


def _complete(world: World, till: StagedTill, step: Step) -> Shown:
    sale = till.app.payment.complete(ref=world.ref(step))
    till.app.checkout.forget_undo()
    if till.paper is not None:
        till.paper.work()
    return sale_shown(sale, till.app.desk.store.currency)


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


def _choice(step: Step, key: str) -> str:
    """The argument that says which: under its key, or the only text of the step."""
    texts = [value for value in step.args.values() if isinstance(value, str)]
    value = step.args.get(key, texts[0] if len(texts) == 1 else None)
    if not isinstance(value, str):
        raise NotAScript(f"line {step.line}: {step.verb} needs {key!r}")
    return value


def _show(world: World, till: StagedTill, step: Step) -> Shown:
    what = _choice(step, "what")
    if what in _LOOKED_UP:
        return world.look_up(till, what, _text(step, _LOOKED_UP[what]))
    if what == "offers":
        return offers_shown(till.app.offers.explained(), till.app.desk.store.currency)
    return _cart(till) if what == "cart" else world.show(till, what)


def _hub(world: World, till: StagedTill, step: Step) -> Shown:
    return world.central.act(step)


def _printer(world: World, till: StagedTill, step: Step) -> Shown:
    return world.printer(till, _choice(step, "state"))


def _reprint(world: World, till: StagedTill, step: Step) -> Shown:
    """A copy of the receipt named, or of the last one; with `"gift": true` of the named one without prices."""
    receipt, again = _text(step, "receipt", ""), till.app.receipts
    if step.args.get("gift"):
        sale = again.print_gift(_text(step, "receipt"))
    else:
        sale = again.reprint(receipt) if receipt else again.reprint_last()
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
    "sign_in": _sign_in,
    "lock": _lock,
    "open_shift": _open_shift,
    "no_sale": _no_sale,
    "scan": _scan,
    "add": _add,
    "set_qty": _set_qty,
    "remove": _remove,
    "undo": _undo,
    "override_price": _override_price,
    "discount": _discount,
    "round_off": _round_off,
    "void": _void,
    "hold": _hold,
    "held": _held,
    "recall": _recall,
    "pay": _pay,
    "prices": _prices,
    "tender": _tender,
    "untender": _untender,
    "complete": _complete,
    "provider": _provider,
    "ask": _ask,
    "cancel": _cancel,
    "decide": _decide,
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
    "show": _show,
    "verify": _verify,
}

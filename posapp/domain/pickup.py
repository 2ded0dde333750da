"""How an online order comes into the customer's hands: what may follow what (behaviour C2). Till and hub go by this one
table: an order stands where its steps have brought it, so both come to the same, whoever heard of a step first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Final

from posapp.domain.errors import Refused
from posapp.domain.order import Order, OrderStep
from posapp.domain.order_figures import balance_of as balance_of
from posapp.domain.order_figures import code_proof as code_proof
from posapp.domain.order_figures import hold_until as hold_until
from posapp.domain.order_figures import left_to_hand as left_to_hand
from posapp.domain.order_figures import left_to_pick as left_to_pick
from posapp.domain.order_figures import refund_of as refund_of
from posapp.domain.order_figures import refunds_of as refunds_of
from posapp.domain.order_figures import sku_of as sku_of
from posapp.domain.order_figures import worth_of as worth_of
from posapp.domain.order_stand import NOWHERE as NOWHERE
from posapp.domain.order_stand import LineStand as LineStand
from posapp.domain.order_stand import Lock as Lock
from posapp.domain.order_stand import Stand as Stand
from posapp.domain.order_told import just_told
from posapp.domain.order_words import STATES
from posapp.domain.times import from_text, to_text

LOCK: Final = timedelta(minutes=15)
"""So long an order is kept for whoever took it, since their last step."""
WRONG_MOST: Final = 5
SHUT: Final = timedelta(minutes=15)
"""After so many wrong codes nobody tries another for so long, unless a manager unlocks it."""
REMIND_AFTER: Final = (3, 6)
"""Days after it was ready."""
PAID_BACK: Final = frozenset({"EXPIRED", "CANCELLED", "REJECTED"})
"""The customer gets back what was paid for all that was not given out."""
OVER: Final = PAID_BACK | {"HANDED_OVER", "RETURNED"}
REFUND, TRANSFER = "refund", "transfer"
"""What becomes of goods that were not found (`way`)."""

Move = Callable[[Order, Stand, OrderStep], Stand]


def begun(order: Order) -> Stand:
    """Before any step. An order of a shop file may stand further on already: what is ready there was picked."""
    state = order.began or order.state
    found = state in ("PICKED", "READY", "HANDED_OVER")
    lines = tuple(
        LineStand(line.quantity if found else 0, handed=line.quantity if state == "HANDED_OVER" else 0)
        for line in order.lines
    )
    ready = order.placed if state == "READY" else ""
    return Stand(state, lines, ready_at=ready, notices=int(state == "READY"), told_at=ready, moved_at=order.placed)


def stand(order: Order, own: Iterable[OrderStep] = ()) -> Stand:
    """Where it stands after the hub's steps and then those of this till that the hub has not told of yet; a step that
    cannot follow changes nothing."""
    now = begun(order)
    for step in (*order.steps, *untold(order, own)):
        try:
            now = moved(order, now, step)
        except Refused:
            continue
    return now


def untold(order: Order, own: Iterable[OrderStep]) -> tuple[OrderStep, ...]:
    """The steps of a till that the hub has not told of yet."""
    known = {(step.till, step.seq) for step in order.steps}.union(order.left_out)
    return tuple(step for step in own if (step.till, step.seq) not in known)


def moved(order: Order, now: Stand, step: OrderStep) -> Stand:
    """After the step. Refused("order_over", "order_not_now", "order_locked", "order_not_taken", …)."""
    move = MOVES.get(step.act)
    if move is None:
        raise _not_now("order_not_now", now)
    if now.state in OVER and step.act not in AFTER_THE_END:
        raise _not_now("order_over", now)
    return replace(move(order, now, step), moved_at=step.at)


def _take(order: Order, now: Stand, step: OrderStep) -> Stand:
    _only(now, "NEW", "PICKING")
    _not_locked(now, step)
    return replace(now, state="PICKING", lock=_lock(step))


def _release(order: Order, now: Stand, step: OrderStep) -> Stand:
    """What was found goes back: whoever takes it next scans it anew."""
    _only(now, "PICKING")
    _not_locked(now, step)
    return replace(now, state="NEW", lock=None, lines=tuple(replace(x, picked=x.handed) for x in now.lines))


def _pick(order: Order, now: Stand, step: OrderStep) -> Stand:
    _in_hands(now, step)
    _on_line(order, step)
    if left_to_pick(order, now, step.line) < step.quantity:
        raise Refused("pick_too_many", line=step.line)
    x = now.lines[step.line - 1]
    return _found(order, _with(now, step, replace(x, picked=x.picked + step.quantity)))


def _unpick(order: Order, now: Stand, step: OrderStep) -> Stand:
    """What was given up is looked for again, before anything found is put back. The order is in hands again."""
    _only(now, "PICKING", "PICKED", "SHORT", "READY")
    _not_locked(now, step)
    _on_line(order, step)
    x = now.lines[step.line - 1]
    if x.short + x.moved - x.sent >= step.quantity:  # what is on its way here is not taken back
        back = min(x.short, step.quantity)
        x = replace(x, short=x.short - back, moved=x.moved - (step.quantity - back))
    elif x.picked - x.handed >= step.quantity:
        x = replace(x, picked=x.picked - step.quantity)
    else:
        raise Refused("unpick_too_many", line=step.line)
    return replace(_with(now, step, x), state="PICKING", lock=_lock(step), ready_at="", shelf="")


def _short(order: Order, now: Stand, step: OrderStep) -> Stand:
    _in_hands(now, step, "PICKED", "SHORT")
    _on_line(order, step)
    if not step.reason:
        raise Refused("short_reason")
    x, wanted = now.lines[step.line - 1], step.quantity
    free = left_to_pick(order, now, step.line)
    if free < wanted:
        raise Refused("short_too_many", line=step.line)
    asked, back = (wanted, 0) if step.place == TRANSFER else (0, wanted)
    return _found(order, _with(now, step, replace(x, moved=x.moved + asked, short=x.short + back)))


def _substitute(order: Order, now: Stand, step: OrderStep) -> Stand:
    """Other goods for the same money. Nothing of the line may have been found yet."""
    _in_hands(now, step)
    _on_line(order, step, units=False)
    if not step.reason:
        raise Refused("consent_needed")
    x = now.lines[step.line - 1]
    if x.picked or not step.sku:
        raise Refused("substitute_late", line=step.line)
    return _with(now, step, replace(x, sku=step.sku))


def _ready(order: Order, now: Stand, step: OrderStep) -> Stand:
    _only(now, "PICKED", "SHORT")
    _not_locked(now, step)
    if not left_to_hand(now):
        raise Refused("order_nothing_found")
    told = replace(now, notices=now.notices + 1, told_at=step.at)
    return replace(told, state="READY", lock=None, shelf=step.place, ready_at=step.heard or step.at)


def _notify(order: Order, now: Stand, step: OrderStep) -> Stand:
    """Once for a key that was pressed twice, or at two tills."""
    _only(now, "READY")
    if just_told(now.told_at, step.at):
        return now
    return replace(now, notices=now.notices + 1, told_at=step.at)


def _arrive(order: Order, now: Stand, step: OrderStep) -> Stand:
    return replace(now, arrived=step.place or NOWHERE)


def _wrong_code(order: Order, now: Stand, step: OrderStep) -> Stand:
    _not_shut(now, step)
    wrong = (0 if now.shut_until else now.wrong) + 1
    until = to_text(from_text(step.at) + SHUT) if wrong >= WRONG_MOST else ""
    return replace(now, wrong=wrong, shut_until=until)


def _unlock(order: Order, now: Stand, step: OrderStep) -> Stand:
    if not step.approver:
        raise Refused("approval_own_pin")
    return replace(now, wrong=0, shut_until="", lock=None)


def _hand_over(order: Order, now: Stand, step: OrderStep) -> Stand:
    _only(now, "READY")
    _not_shut(now, step)
    if not step.proof or (order.code and step.proof != code_proof(order, order.code)):
        raise Refused("pickup_code_wrong", left=0)
    given = dict(step.handed) or dict(left_to_hand(now))
    lines = list(now.lines)
    for line, units in given.items():
        if not 0 < line <= len(lines) or not 0 < units <= lines[line - 1].picked - lines[line - 1].handed:
            raise Refused("hand_too_many", line=line)
        lines[line - 1] = replace(lines[line - 1], handed=lines[line - 1].handed + units)
    settled = now.settled or (balance_of(order, now) if step.receipt else 0)
    receipt = step.receipt or now.receipt
    after = replace(now, lines=tuple(lines), arrived="", wrong=0, shut_until="", receipt=receipt, settled=settled)
    owed = any(x.picked > x.handed or x.moved for x in lines)
    return after if owed else replace(after, state="HANDED_OVER")


def _reject(order: Order, now: Stand, step: OrderStep) -> Stand:
    _only(now, "NEW", "PICKING", "PICKED", "SHORT")
    _not_locked(now, step)
    if not step.reason:
        raise Refused("reject_reason")
    return replace(now, state="REJECTED", lock=None)


def _cancel(order: Order, now: Stand, step: OrderStep) -> Stand:
    return replace(now, state="CANCELLED", lock=None)


def _expire(order: Order, now: Stand, step: OrderStep) -> Stand:
    _only(now, "READY")
    return replace(now, state="EXPIRED", lock=None)


def _remind(order: Order, now: Stand, step: OrderStep) -> Stand:
    _only(now, "READY")
    return now


def _transfer(order: Order, now: Stand, step: OrderStep) -> Stand:
    """Another shop (`place`) has been asked for what was not found, and has it."""
    _asked_for(order, now, step)
    return now


def _no_transfer(order: Order, now: Stand, step: OrderStep) -> Stand:
    """No other shop has it, or sends it: it is paid back after all."""
    x = _asked_for(order, now, step)
    after = _line(now, step, replace(x, moved=x.moved - step.quantity, short=x.short + step.quantity))
    whole = after.state == "READY" and not left_to_hand(after) and not any(x.moved for x in after.lines)
    return replace(after, state="HANDED_OVER") if whole else after


def _sent(order: Order, now: Stand, step: OrderStep) -> Stand:
    """The other shop has given it to whoever brings it here."""
    x = _asked_for(order, now, step)
    return _line(now, step, replace(x, sent=x.sent + step.quantity))


def _receive(order: Order, now: Stand, step: OrderStep) -> Stand:
    """It has come from the other shop, also where the order is over meanwhile: then it is this shop's."""
    _on_line(order, step)
    x = now.lines[step.line - 1]
    if x.moved < step.quantity:
        raise Refused("receive_too_many", line=step.line)
    sent = max(0, x.sent - step.quantity)
    x = replace(x, moved=x.moved - step.quantity, sent=sent, came=x.came + step.quantity)
    if now.state in OVER:
        return _line(now, step, x)
    after = _found(order, _line(now, step, replace(x, picked=x.picked + step.quantity)))
    return replace(after, state="NEW" if (now.state, after.state) == ("NEW", "PICKING") else after.state, ready_at="")


def _return(order: Order, now: Stand, step: OrderStep) -> Stand:
    """Goods that were given out have come back at a till of whatever shop; the sale that took them says the rest."""
    lines = list(now.lines)
    for number, units in step.handed:
        if 0 < number <= len(lines):
            x = lines[number - 1]
            lines[number - 1] = replace(x, back=min(x.handed, x.back + units))
    whole = now.state == "HANDED_OVER" and all(x.back >= x.handed for x in lines)
    return replace(now, lines=tuple(lines), state="RETURNED" if whole else now.state)


def _paid(order: Order, now: Stand, step: OrderStep) -> Stand:
    """A sale at a counter took what was still owed, before its goods are given out: no other till asks for it."""
    owed = balance_of(order, now)
    if now.receipt or not owed:
        raise Refused("nothing_to_pay")
    return replace(now, receipt=step.receipt, settled=owed)


def _unpaid(order: Order, now: Stand, step: OrderStep) -> Stand:
    """Goods of that sale came back by its receipt before the order's were given out: they are owed for again."""
    if now.receipt != step.receipt or any(x.handed for x in now.lines):
        raise _not_now("order_not_now", now)
    return replace(now, receipt="", settled=0)


def _repaid(order: Order, now: Stand, step: OrderStep) -> Stand:
    """A counter has given back what was paid there for goods that nobody will be given."""
    return replace(now, repaid=now.repaid + step.worth)


def _slip(order: Order, now: Stand, step: OrderStep) -> Stand:
    """What to pick was printed: no other till prints it by itself."""
    return now


def _reroute(order: Order, now: Stand, step: OrderStep) -> Stand:
    """Another shop (`place`) does what this one could not; it begins anew there."""
    _only(now, "REJECTED")
    anew = begun(replace(order, began="NEW"))
    return replace(anew, moved_at=step.at, receipt=now.receipt, settled=now.settled, repaid=now.repaid)


MOVES: Final[Mapping[str, Move]] = {
    "take": _take,
    "release": _release,
    "pick": _pick,
    "unpick": _unpick,
    "short": _short,
    "substitute": _substitute,
    "ready": _ready,
    "notify": _notify,
    "arrive": _arrive,
    "wrong_code": _wrong_code,
    "unlock": _unlock,
    "hand_over": _hand_over,
    "reject": _reject,
    "cancel": _cancel,
    "expire": _expire,
    "remind": _remind,
    "receive": _receive,
    "transfer": _transfer,
    "no_transfer": _no_transfer,
    "sent": _sent,
    "reroute": _reroute,
    "return": _return,
    "slip": _slip,
    "paid": _paid,
    "unpaid": _unpaid,
    "repaid": _repaid,
}
"""Every step there is."""
OF_SALES: Final = frozenset({"return", "paid", "unpaid", "repaid"})
"""Left by the hub for sales that tell of the order."""
OF_HUB: Final = OF_SALES | {"cancel", "expire", "remind", "transfer", "no_transfer", "sent", "reroute"}
AT_TILL: Final = frozenset(MOVES) - OF_HUB
AFTER_THE_END: Final = OF_SALES | {"receive", "reroute"}


def _not_now(code: str, now: Stand) -> Refused:
    zh, en = STATES.get(now.state, (now.state, now.state))
    return Refused(code, state_zh=zh, state_en=en)


def _only(now: Stand, *states: str) -> None:
    if now.state not in states:
        raise _not_now("order_not_now", now)


def _not_locked(now: Stand, step: OrderStep) -> None:
    lock = now.locked(step.at)
    if lock is not None and lock.staff != step.staff:
        raise Refused("order_locked", person=lock.staff, till=lock.register)


def _in_hands(now: Stand, step: OrderStep, *also: str) -> None:
    _only(now, "PICKING", *also)
    _not_locked(now, step)
    if now.state == "PICKING" and (now.lock is None or now.lock.staff != step.staff):
        raise Refused("order_not_taken")


def _not_shut(now: Stand, step: OrderStep) -> None:
    if now.shut_until and step.at < now.shut_until:
        raise Refused("pickup_shut", until=now.shut_until)


def _on_line(order: Order, step: OrderStep, *, units: bool = True) -> None:
    if not 0 < step.line <= len(order.lines) or (units and step.quantity <= 0):
        raise Refused("order_line", line=step.line)


def _asked_for(order: Order, now: Stand, step: OrderStep) -> LineStand:
    _on_line(order, step)
    x = now.lines[step.line - 1]
    if x.moved - x.sent < step.quantity:
        raise Refused("receive_too_many", line=step.line)
    return x


def _line(now: Stand, step: OrderStep, line: LineStand) -> Stand:
    return replace(now, lines=(*now.lines[: step.line - 1], line, *now.lines[step.line :]))


def _lock(step: OrderStep) -> Lock:
    return Lock(step.staff, step.till, step.number, to_text(from_text(step.at) + LOCK))


def _with(now: Stand, step: OrderStep, line: LineStand) -> Stand:
    """The line changed, and the order kept for whoever did it from now on."""
    return replace(_line(now, step, line), lock=_lock(step))


def _found(order: Order, now: Stand) -> Stand:
    """Once nothing is left to look for, it is all there, or not."""
    if any(left_to_pick(order, now, line) for line in range(1, len(order.lines) + 1)):
        return replace(now, state="PICKING")
    missing = any(x.short or x.moved for x in now.lines)
    return replace(now, state="SHORT" if missing else "PICKED")

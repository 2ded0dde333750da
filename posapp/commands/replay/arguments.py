"""What the steps of a script say, and the basket as their results show it."""

from __future__ import annotations

from typing import Any

from posapp.commands.replay import payments
from posapp.commands.replay.render import cart_shown
from posapp.commands.replay.script import NotAScript, Step
from posapp.commands.replay.stage import StagedTill
from posapp.domain.money import parse_amount
from posapp.domain.staff import Staff

Shown = dict[str, Any]


def text(step: Step, key: str, default: str | None = None) -> str:
    """A text of the step, or the default; NotAScript where there is neither."""
    value = step.args.get(key, default)
    if not isinstance(value, str):
        raise NotAScript(f"line {step.line}: {key!r} must be a text")
    return value


def line_number(step: Step) -> int:
    """The line of the basket that the step is about."""
    value = step.args.get("line")
    if not isinstance(value, int) or isinstance(value, bool):
        raise NotAScript(f"line {step.line}: 'line' must be a number")
    return value


def minor(till: StagedTill, step: Step, key: str, default: str | None = None) -> int:
    """An amount of the step, in minor units."""
    return parse_amount(text(step, key, default), till.app.desk.store.currency.digits)


def cart(till: StagedTill) -> Shown:
    """The basket on the counter as a result shows it."""
    desk = till.app.desk
    shown = cart_shown(desk.basket, desk.priced, desk.settlement(), desk.store.currency)
    return shown | payments.attempt_shown(till, desk.attempt)


def approver(till: StagedTill, step: Step, act: str) -> Staff | None:
    """Who approves the step, where it names somebody who may; `"approve": {"code": …}` is head office's, over the
    telephone ("told": the one that the last `telephone` step got), for the amount that was asked for."""
    approve = step.args.get("approve")
    if approve is None:
        return None
    if not isinstance(approve, dict):
        raise NotAScript(f"line {step.line}: 'approve' must be an object")
    if "code" in approve:
        code, asked = str(approve["code"]), till.running.till.telephone.current()
        amount = asked.amount if asked is not None else 0
        return till.app.telephone.answer(act, amount, till.told if code == "told" else code)
    return till.app.sign_in.approve(act, str(approve.get("staff")), str(approve.get("pin")))


def choice(step: Step, key: str) -> str:
    """The argument that says which: under its key, or the only text of the step."""
    texts = [value for value in step.args.values() if isinstance(value, str)]
    value = step.args.get(key, texts[0] if len(texts) == 1 else None)
    if not isinstance(value, str):
        raise NotAScript(f"line {step.line}: {step.verb} needs {key!r}")
    return value

"""The verbs about people: head office on the telephone, deputies, PINs, baskets that change hands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from posapp.commands.replay.arguments import approver, minor, text
from posapp.commands.replay.script import NotAScript, Step
from posapp.commands.replay.stage import StagedTill, World
from posapp.domain.money import format_amount

Shown = dict[str, Any]


def sign_in(world: World, till: StagedTill, step: Step) -> Shown:
    """By staff and pin, or by badge; `"basket": "aside"`: somebody else's that lies there waits for them, and one's own
    comes back."""
    app = till.app
    if step.args.get("basket") == "aside":
        person = app.sign_in.identify(text(step, "staff", step.staff), text(step, "pin"))
        if app.switching.owner(person) is not None:
            app.switching.enter_beside(person)
        else:
            app.sign_in.enter(person)
        app.switching.come_back(person, world.take_hold(till))
    elif "badge" in step.args:
        person = app.people.enter_by_badge(text(step, "badge"))
    else:
        person = app.sign_in.sign_in(text(step, "staff", step.staff), text(step, "pin"))
    return {"staff": person.id, "name": person.name, "role": person.role.id}


def telephone(world: World, till: StagedTill, step: Step) -> Shown:
    """Ask head office for one act, and hear its code: from `by` with `pin`, or from `office`; without either only the
    number is read out."""
    act, amount, about = text(step, "act"), minor(till, step, "amount", "0"), text(step, "about", "")
    asked = till.app.telephone.ask(act, amount, about)
    digits = till.app.desk.store.currency.digits
    said = ["--till", till.running.till.journal.till, "--number", asked.number, "--act", text(step, "said", act)]
    said += ["--amount", text(step, "said_amount", format_amount(amount, digits)), "--about", about]
    if "by" in step.args:
        who = ["--by", text(step, "by")]
    elif "office" in step.args:
        who = ["--office", text(step, "office")]
    else:
        return {"act": act}
    till.told = world.central.approve(said, who, text(step, "pin", ""))
    return {"act": act, "digits": len(till.told.replace(" ", ""))}


def deputy(world: World, till: StagedTill, step: Step) -> Shown:
    """Name somebody for so many `hours`, or `"remove": true`."""
    deputies, person = till.app.sign_in.deputies, text(step, "person")
    manager = approver(till, step, "name_deputy")
    if step.args.get("remove"):
        deputies.end(person, manager)
    else:
        deputies.name(person, _whole(step, "hours"), manager)
    return {"deputies": [{"person": d.person, "by": d.by, "until": d.until} for d in deputies.now()]}


def change_pin(world: World, till: StagedTill, step: Step) -> Shown:
    """The person's own: staff, pin, new (typed twice, unless `again` is another)."""
    new = text(step, "new")
    person = till.app.people.change_own(
        text(step, "staff", step.staff), text(step, "pin"), new, text(step, "again", new)
    )
    return {"staff": till.app.sign_in.enter(person).id}


def reset_pin(world: World, till: StagedTill, step: Step) -> Shown:
    """Of `person`, by whoever approves: a second person or head office."""
    new, person = text(step, "new"), text(step, "person")
    manager = _approver_about(till, step, person)
    till.app.people.reset(person, new, text(step, "again", new), manager)
    return {"person": person}


def temporary_person(world: World, till: StagedTill, step: Step) -> Shown:
    """name, new (the PIN), days."""
    new, manager = text(step, "new"), approver(till, step, "temporary_pin")
    person = till.app.people.let_in(text(step, "name"), new, text(step, "again", new), _whole(step, "days"), manager)
    return {"person": person.id, "until": person.until, "role": person.role.id}


def _approver_about(till: StagedTill, step: Step, person: str) -> Any:
    approve = step.args.get("approve")
    if not isinstance(approve, dict):
        raise NotAScript(f"line {step.line}: {step.verb} needs 'approve'")
    if "code" in approve:
        code = str(approve["code"])
        return till.app.telephone.answer("reset_pin", 0, till.told if code == "told" else code, person)
    return approver(till, step, "reset_pin")


def _whole(step: Step, key: str) -> int:
    value = step.args.get(key)
    if not isinstance(value, int) or isinstance(value, bool):
        raise NotAScript(f"line {step.line}: {key!r} must be a number")
    return value


VERBS: Final[Mapping[str, Callable[[World, StagedTill, Step], Shown]]] = {
    "sign_in": sign_in,
    "telephone": telephone,
    "deputy": deputy,
    "change_pin": change_pin,
    "reset_pin": reset_pin,
    "temporary_person": temporary_person,
}
"""By their names."""

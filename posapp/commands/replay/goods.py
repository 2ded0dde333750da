"""The verbs of a script that bring goods into the basket, and what is told about them."""

from __future__ import annotations

from posapp.commands.replay import customers, payments
from posapp.commands.replay.arguments import Shown, cart, line_number, minor, text
from posapp.commands.replay.script import NotAScript, Step
from posapp.commands.replay.stage import StagedTill, World
from posapp.domain.errors import Refused
from posapp.domain.money import parse_quantity
from posapp.usecases.checkout import Aside, Choice, PriceWanted


def scan(world: World, till: StagedTill, step: Step) -> Shown:
    """With the price of goods that have none of their own."""
    if till.app.desk.basket.paying:
        return payments.scan(till, text(step, "code"))
    found = till.app.checkout.scan(text(step, "code"))
    if isinstance(found, Choice):
        return {"choose": [p.sku for p in found.products]}
    if isinstance(found, Aside):
        return customers.held_out(world, till, found.code) | cart(till)
    if isinstance(found, PriceWanted):
        if "price" not in step.args:
            raise Refused("price_needed")
        found = till.app.checkout.at_price(found, minor(till, step, "price"))
    return {"line": found.line, **cart(till)}


def add(world: World, till: StagedTill, step: Step) -> Shown:
    """By number, with the price of goods that have none of their own."""
    given = {"amount", "discount"} & step.args.keys()
    if given and not world.imported:
        raise NotAScript(f"line {step.line}: {sorted(given)} belong to import scripts only")
    sku = text(step, "sku")
    if "price" in step.args:
        return {"line": till.app.checkout.sell_at(sku, minor(till, step, "price")).line, **cart(till)}
    added = till.app.checkout.add(
        sku,
        parse_quantity(text(step, "qty", "1")),
        amount=minor(till, step, "amount") if "amount" in given else None,
        given_discount=minor(till, step, "discount") if "discount" in given else 0,
    )
    return {"line": added.line, **cart(till)}


def serial(world: World, till: StagedTill, step: Step) -> Shown:
    """Of the goods on a line."""
    till.app.particulars.serial(line_number(step), text(step, "serial"))
    return cart(till)


def age(world: World, till: StagedTill, step: Step) -> Shown:
    """Whether the customer has the age that is asked for."""
    passed = step.args.get("passed")
    if not isinstance(passed, bool):
        raise NotAScript(f"line {step.line}: age takes 'passed', true or false")
    till.app.particulars.age(passed)
    return cart(till)


def order_note(world: World, till: StagedTill, step: Step) -> Shown:
    """What the customer asked for."""
    till.app.particulars.note(text(step, "text"))
    return cart(till)


def source(world: World, till: StagedTill, step: Step) -> Shown:
    """What brought the customer here."""
    till.app.particulars.source(text(step, "source"))
    return cart(till)


def credit(world: World, till: StagedTill, step: Step) -> Shown:
    """Who served the customer, or sold a line."""
    line = line_number(step) if "line" in step.args else 0
    till.app.particulars.credit(text(step, "staff", step.staff), line)
    return cart(till)

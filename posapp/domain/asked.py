"""What a till must ask about goods before they are paid: a serial number, the customer's age."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from posapp.domain.cart import Cart, CartLine
from posapp.domain.errors import Refused


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that stands open: the line that it is about, and the age that its goods ask for."""

    about: Literal["serial", "age"]
    line: CartLine
    age: int = 0

    def unanswered(self) -> Refused:
        """Why nothing is paid before it is answered."""
        product = self.line.product
        names = {"name_zh": product.name("zh"), "name_en": product.name("en")}
        return (
            Refused("age_needed", age=self.age, **names) if self.about == "age" else Refused("serial_needed", **names)
        )


def born_by(today: date, age: int) -> date:
    """The last day of birth of those who have the age today; whoever was born on 29 February waits for 1 March."""
    day = min(today.day, 28) if today.month == 2 else today.day
    return today.replace(year=max(1, today.year - age), day=day)


def first_asked(cart: Cart) -> Asked | None:
    """The question to be answered next. Age first: without it the goods do not stay."""
    too_young = [line for line in cart.lines if line.product.age > cart.age]
    if too_young:
        strictest = max(too_young, key=lambda line: line.product.age)
        return Asked("age", strictest, strictest.product.age)
    met: set[tuple[str, str]] = set()
    for line in cart.lines:
        if line.product.serial and not line.unlisted:
            key = (line.product.sku, line.serial.casefold())
            if not line.serial or key in met:  # a line that was brought back may have another's number
                return Asked("serial", line)
            met.add(key)
    return None


def with_serial(cart: Cart, line: CartLine, serial: str) -> str:
    """The serial number as it may stand on that line; Refused("serial_empty", "serial_twice")."""
    if not serial:
        raise Refused("serial_empty")
    same = serial.casefold()
    for other in cart.lines:
        if other.number != line.number and other.product.sku == line.product.sku and other.serial.casefold() == same:
            raise Refused("serial_twice", serial=serial)
    return serial

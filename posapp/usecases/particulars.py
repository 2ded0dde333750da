"""What is told about goods and basket besides what they are: serial numbers, the customer's age, a note, what brought
the customer here, who served them."""

from __future__ import annotations

from dataclasses import replace

from posapp.contract.ops import AgeCheckedOp, encode
from posapp.domain import cart as carts
from posapp.domain.asked import Asked, first_asked, with_serial
from posapp.domain.barcode import Gs1Reading, read
from posapp.domain.cart import MOST_NOTE, MOST_SERIAL, MOST_SOURCE, Cart
from posapp.domain.errors import Refused
from posapp.domain.forbidden_words import NOTE_WORDS, check_note
from posapp.domain.payment_code import check_kept, holds_payment_code, wallet_of
from posapp.domain.source import source_of
from posapp.domain.typed import shown
from posapp.usecases.checkout import Checkout
from posapp.usecases.desk import Desk


class Particulars:
    """Each is kept with the basket at once and goes into the sale's entry."""

    def __init__(self, desk: Desk, checkout: Checkout) -> None:
        self._desk = desk
        self._checkout = checkout

    def asked(self) -> Asked | None:
        """The question about the basket's goods that stands open."""
        return first_asked(self._desk.basket.cart)

    def serial(self, line: int, scanned: str) -> None:
        """The serial number of the goods on a line, typed or scanned; another one replaces it.

        Refused("serial_empty", "serial_not_asked", "serial_twice", "serial_is_code", "open_payment_first").
        """
        cart = self._goods()
        found = carts.find(cart, line)
        if not found.product.serial or found.unlisted:
            raise Refused("serial_not_asked")
        if wallet_of(scanned, self._desk.store.wallet_codes):
            raise Refused("open_payment_first")
        serial = with_serial(cart, found, self._serial_in(scanned))
        self._desk.lay(carts.reduce_line(cart, replace(found, serial=serial)))

    def _serial_in(self, scanned: str) -> str:
        """What was scanned, or the serial number in it; the code that all such goods bear is none."""
        try:
            reading = read(scanned, (), self._desk.store.currency.digits)
        except Refused:  # a number with another's length and a wrong check digit may be a serial number
            return shown(scanned)[:MOST_SERIAL]
        if isinstance(reading, Gs1Reading) and reading.serial:
            return shown(reading.serial)[:MOST_SERIAL]
        if any(self._desk.catalog.by_code(key) for key in reading.keys):
            raise Refused("serial_is_code")
        return shown(reading.code)[:MOST_SERIAL]

    def age(self, passed: bool) -> None:
        """The customer's age was looked at, once for the basket; goods that they may not buy are taken out again."""
        desk, cart, asked = self._desk, self._goods(), self.asked()
        if asked is None or asked.about != "age":
            raise Refused("age_not_asked")
        staff, needed = desk.seller(), asked.age
        denied = [line for line in cart.lines if line.product.age > cart.age]
        skus = tuple(dict.fromkeys(line.product.sku for line in denied))
        body = encode(AgeCheckedOp(needed, skus, passed))
        desk.lay_told(replace(cart, age=needed) if passed else cart, "age_checked", body, staff.id)
        for line in () if passed else denied:
            self._checkout.remove(line.number)

    def note(self, words: str) -> None:
        """What the customer asked for; it stands on the receipt. Without words: nothing any more.
        Refused("payment_code_kept", "card_number")."""
        check_kept(words, self._desk.store.wallet_codes)
        check_note(words, self._desk.store.limits.get(NOTE_WORDS, ""))
        self._told(note=shown(words)[:MOST_NOTE])

    def source(self, words: str) -> None:
        """What brought the customer here: one of the usual sources in any language, or other words.
        Refused("payment_code_kept")."""
        if holds_payment_code(words, self._desk.store.wallet_codes):
            raise Refused("payment_code_kept")
        self._told(source=source_of(shown(words))[:MOST_SOURCE])

    def credit(self, person: str, line: int = 0) -> None:
        """Who served the customer, or sold that line; "": whoever takes the money. Refused("staff_unknown")."""
        if person and self._desk.till.staff.by_id(person) is None:
            raise Refused("associate_unknown", person=shown(person))
        if not line:
            self._told(associate=person)
            return
        cart = self._goods()
        self._desk.lay(carts.reduce_line(cart, replace(carts.find(cart, line), associate=person)))

    def _told(self, **words: str) -> None:
        cart = self._goods()
        if cart.empty:
            raise Refused("empty_basket")
        self._desk.lay(replace(cart, **words))  # type: ignore[arg-type]

    def _goods(self) -> Cart:
        self._desk.seller()
        if self._desk.basket.paying:
            raise Refused("payment_open")
        return self._desk.basket.cart

"""The basket as rows ready to be drawn. A row is made again only when its priced line is another value."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from posapp.domain.cart import UNIT, Problem
from posapp.domain.catalog import PIECE, Product
from posapp.domain.errors import Refused
from posapp.domain.money import Currency
from posapp.domain.pricing import Discount, PricedCart, PricedLine
from posapp.domain.promotion import Promotion
from posapp.domain.typed import shown
from ui.kit.cart_list import CartRow
from ui.texts import MINUS, plain, quantity, refusal


def nameless(_code: str) -> str:
    """Nobody says what a coupon is called."""
    return ""


@dataclass(frozen=True, slots=True)
class Words:
    """The few words that rows need, in the person's language."""

    language: str
    unlisted: str
    member_price: str
    given: str
    unknown: str
    override: str
    tag: str
    round_off: str
    coupon: str = ""
    usual: str = ""
    """What the struck-through price is."""
    coupon_name: Callable[[str], str] = nameless


class BasketRows:
    """Keeps the rows of the lines that did not change, so that a scan costs one row however long the basket is."""

    def __init__(self) -> None:
        self._lines: tuple[PricedLine, ...] = ()
        self._rows: list[CartRow] = []
        self._words: Words | None = None

    def rows(
        self,
        priced: PricedCart,
        problems: tuple[Problem, ...],
        currency: Currency,
        words: Words,
        offers: Mapping[str, Promotion],
    ) -> list[CartRow]:
        """Rows of the lines in order, then the red ones."""
        if words is not self._words:
            self._lines, self._rows, self._words = (), [], words
        known, lines = len(self._lines), priced.lines
        if lines[:known] == self._lines:  # one more line, the usual case: compared in C, by identity
            rows = [*self._rows, *(line_row(line, currency, words, offers) for line in lines[known:])]
        else:
            made = {id(line): row for line, row in zip(self._lines, self._rows, strict=True)}
            rows = [made.get(id(line)) or line_row(line, currency, words, offers) for line in lines]
        self._lines, self._rows = lines, rows
        return [*rows, *(problem_row(problem, words) for problem in problems)]


def line_row(line: PricedLine, currency: Currency, words: Words, offers: Mapping[str, Promotion]) -> CartRow:
    """One sold line. Its share of the basket's rounding off is said where somebody looks: on every line it is noise."""
    product = line.line.product
    off = [d for d in line.discounts if d.kind != "round_off"]
    rounded = [d for d in line.discounts if d.kind == "round_off"]

    def said(discounts: Iterable[Discount]) -> str:
        return " · ".join(_reason(d.kind, d.id, d.amount, currency, words, offers) for d in discounts)

    return CartRow(
        key=str(line.line.number),
        name=product.name(words.language),
        detail=_detail(line, currency),
        quantity=quantity(line.line.quantity, weighed=product.weighed, unit=product.unit),
        amount=plain(line.net, currency),
        old_amount=plain(line.gross, currency) if off else "",
        old_name=words.usual,
        note=said(off),
        looked=said(rounded),
        note_state="good",
        badge=words.unlisted if line.line.unlisted else "",
        steps=not product.weighed and not product.serial and line.line.amount is None,
        ends=line.line.quantity <= UNIT,
    )


def _detail(line: PricedLine, currency: Currency) -> str:
    """Number, size and colour, and what one of it costs; a price that was asked for is the amount of the line."""
    product, unlisted = line.line.product, line.line.unlisted
    asked = product.open_price and not unlisted
    price = "" if asked else per_unit(plain(line.unit, currency), product)
    number = shown(line.line.code) if unlisted else product.sku
    serial = f"S/N {line.line.serial}" if line.line.serial else ""
    return " · ".join(part for part in (number, *variant(product), serial, price) if part)


def per_unit(price: str, product: Product) -> str:
    """ "16.80/kg" for weighed goods, "12.00/箱" for those that are counted otherwise than by the piece."""
    return price if product.unit in ("", PIECE) else f"{price}/{product.unit}"


def variant(product: Product) -> tuple[str, ...]:
    """Size and colour, where the goods have them."""
    return tuple(part for part in (product.size, product.colour) if part)


def _reason(
    kind: str, rule: str, amount: int, currency: Currency, words: Words, offers: Mapping[str, Promotion]
) -> str:
    offer = offers.get(rule) if kind in ("promotion", "threshold") else None
    named = reason_word(kind, rule, words)
    if offer is not None:
        zh, en = offer.name_zh, offer.name_en
        named = (zh or en if words.language == "zh" else en or zh) or rule
    return f"{named} {MINUS if amount > 0 else '+'}{plain(abs(amount), currency)}"


def reason_word(kind: str, rule: str, words: Words | None) -> str:
    """What made a line cheaper or dearer, where it is no offer: its word, and for what else it stands."""
    if words is None:
        return rule
    if kind == "coupon" and (name := words.coupon_name(rule)):
        return name
    named = {
        "price_list": words.member_price,
        "given": words.given,
        "coupon": words.coupon,
        "override": words.override,
        "tag_differs": words.tag,
        "manual": words.given,
        "round_off": words.round_off,
    }.get(kind, rule)
    return named if rule in ("", kind, named) or kind in ("price_list", "given") else f"{named} {shown(rule)}"


def problem_row(problem: Problem, words: Words) -> CartRow:
    """A red line: what was scanned and why it is not sold."""
    facts = dict(problem.facts)
    said = refusal(Refused(problem.refusal, **{**facts, "code": problem.code}), words.language)
    name = facts.get(f"name_{words.language}") or problem.name or problem.code
    if said.startswith(f"{name} "):  # it stands right above
        said = said[len(name) + 1 :]
        said = said[:1].upper() + said[1:]
    return CartRow(
        key=str(problem.number),
        name=name,
        detail=said,
        quantity="",
        amount="",
        state="bad",
        badge=words.given if problem.refusal == "not_taken_over" else words.unknown,
        steps=False,
    )

"""The receipt of a sale as a neutral layout: pure, the same rows for printer, PDF and screen.

The amounts at the right edge of the goods are what each line costs in the end and add up to the total (before added
tax); what a rule took off stands under its line.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal
from zoneinfo import ZoneInfo

from posapp.domain.catalog import PIECE
from posapp.domain.invoice import invoiceable, left_of
from posapp.domain.money import SIGNS, currency, format_amount, format_quantity
from posapp.domain.points_rule import PointsLeft
from posapp.domain.pricing.values import Discount, PricedLine, TaxSum
from posapp.domain.receipt_code import gift_code, receipt_code, receipt_path
from posapp.domain.sale import Sale
from posapp.domain.sold import NOTHING_LIMITED
from posapp.domain.store import Store
from posapp.domain.tax import TaxKind
from posapp.domain.tender import Tender
from posapp.domain.times import from_text
from printing.layout import Blank, Cut, Drawer, Pair, Qr, ReceiptLayout, Row, Rule, Table, Words
from printing.words import AGAIN, AGAIN_WHY, COPY, GIFT, SIMULATED, ReceiptLanguage, say

Print = Literal["original", "copy", "again", "gift"]
"""copy: asked for by a person; gift: without amounts; again: an earlier try may have come out in part."""

_NAMELESS: Final = frozenset(
    {"given", "override", "tag_differs", "member", "manual", "round_off", "coupon", "threshold", ""}
)
"""Rule ids that say no more than the kind does."""


@dataclass(frozen=True, slots=True)
class Names:
    """What the sale does not carry: promotion id or coupon -> (zh, en), tax id -> its kind. Unknown ids stand as they
    are."""

    promotions: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    taxes: Mapping[str, TaxKind] = field(default_factory=dict)


NO_NAMES: Final = Names()


def receipt(
    sale: Sale,
    store: Store,
    language: ReceiptLanguage,
    *,
    cashier: str = "",
    kind: Print = "original",
    simulated: bool = False,
    drawer: bool = False,
    names: Names = NO_NAMES,
    page: str = "",
    points_left: PointsLeft | None = None,
) -> ReceiptLayout:
    """The rows of a receipt. `drawer`: open it first; `cashier`: the name, else the staff id is printed; `page`: the
    token of its page, which a gift receipt does not tell, for prices stand there; `points_left`: what the member has
    after it."""
    link = store.pages + receipt_path(sale.id, page) if page and store.pages and kind != "gift" else ""
    writer = _Writer(sale, store, language, names, currency(sale.currency).digits, link)
    rows: list[Row] = [Drawer()] if drawer else []
    rows += _marks(kind, simulated)
    rows += writer.head(cashier)
    if kind == "gift":
        rows += writer.presents()
    else:
        rows += [*writer.goods(), *writer.totals(), *writer.payment(points_left), *writer.taxes()]
    rows += writer.foot(gift_code(sale.receipt) if kind == "gift" else receipt_code(sale.receipt, link))
    return ReceiptLayout((*rows, Cut()))


def drawer_only() -> ReceiptLayout:
    """Open the drawer, print nothing."""
    return ReceiptLayout((Drawer(),))


def _marks(kind: Print, simulated: bool) -> list[Row]:
    rows: list[Row] = [Words(SIMULATED, "centre", "bold")] if simulated else []
    if kind == "copy":
        rows.append(Words(COPY, "centre", "large"))
    elif kind == "gift":
        rows.append(Words(GIFT, "centre", "large"))
    elif kind == "again":
        rows += [Words(AGAIN, "centre", "large"), Words(AGAIN_WHY, "centre")]
    return rows


@dataclass(frozen=True, slots=True)
class _Writer:
    """The parts of one receipt."""

    sale: Sale
    store: Store
    language: ReceiptLanguage
    names: Names
    digits: int
    link: str = ""

    def _say(self, word: str) -> str:
        return say(word, self.language)

    def _money(self, amount: int) -> str:
        return format_amount(amount, self.digits)

    def head(self, cashier: str) -> list[Row]:
        """Whose receipt, which, when, by whom."""
        sale, entity = self.sale, self.store.entity
        at = from_text(sale.at).astimezone(ZoneInfo(self.store.timezone))
        rows: list[Row] = [Words(self.store.name or self.store.id, "centre", "large")]
        if entity.name:
            rows.append(Words(entity.name, "centre"))
        if entity.tax_number:
            rows.append(Words(f"{self._say('tax_number')} {entity.tax_number}", "centre"))
        rows += [Rule(), Pair(self._say("receipt"), sale.receipt), Pair(self._say("date"), f"{at:%Y-%m-%d %H:%M:%S}")]
        if at.date().isoformat() != sale.business_date:
            rows.append(Pair(self._say("business_date"), sale.business_date))
        rows.append(Pair(self._say("cashier"), cashier or sale.staff))
        if sale.back is not None:
            rows.append(Pair(self._say("returned_of"), sale.back.receipt or self._say("no_receipt")))
        if sale.note:
            rows.append(Words(f"{self._say('note')} {sale.note}"))
        return [*rows, Rule()]

    def goods(self) -> list[Row]:
        """Every line with its amounts."""
        return [row for line in self.sale.lines for row in self._line(line)]

    def presents(self) -> list[Row]:
        """Every line without its amounts: what it is and how many."""
        rows: list[Row] = []
        for priced in self.sale.lines:
            first, second = self._line_names(priced)
            rows += [
                Pair(first, self._count(priced)),
                *([Words(second, indent=2)] if second else []),
                *self._kept(priced),
            ]
        return rows

    def _line(self, priced: PricedLine) -> list[Row]:
        first, second = self._line_names(priced)
        rows: list[Row] = [Words(first)]
        if second:
            rows.append(Words(second, indent=2))
        rows.append(Pair(self._reckoning(priced), self._money(priced.net), indent=2))
        if priced.line.serial:
            rows.append(Words(f"{self._say('serial')} {priced.line.serial}", indent=2))
        rows += [Words(self._reduction(d), indent=2) for d in priced.discounts if d.amount]
        return [*rows, *self._kept(priced)]

    def _kept(self, priced: PricedLine) -> list[Row]:
        """That goods come back for a fault only: what the customer takes away with it has said so at the sale."""
        line = priced.line
        excluded = line.quantity > 0 and line.product.category in self.store.returns.excluded
        return [Words(self._say("no_returns"), indent=2)] if excluded else []

    def _line_names(self, priced: PricedLine) -> tuple[str, str]:
        line = priced.line
        more = " ".join(text for text in (line.product.size, line.product.colour) if text)
        mark = f" [{self._say('unlisted')}]" if line.unlisted else ""
        zh, en = line.product.name("zh"), line.product.name("en")
        first = en if self.language == "en" else zh
        second = en if self.language == "both" and en != zh else ""
        return " ".join(text for text in (first, more) if text) + mark, second

    def _reckoning(self, priced: PricedLine) -> str:
        """How the amount at list price came about: "2 × 99.00", or "1.171 kg = 19.68" where a label gave it."""
        line, product, count = priced.line, priced.line.product, self._count(priced)
        if line.amount is not None:
            return f"{count} = {self._money(priced.gross)}"
        unit = priced.unit if product.open_price or line.unlisted else product.price
        return f"{count} × {self._money(unit)}"

    def _count(self, priced: PricedLine) -> str:
        line, product = priced.line, priced.line.product
        weight = f"{format_amount(line.quantity, 3)} {product.unit}"
        word = "" if product.unit in ("", PIECE) else f" {product.unit}"
        return weight if product.weighed else format_quantity(line.quantity) + word

    def _reduction(self, discount: Discount) -> str:
        named = self._named(discount.id)
        name = "" if named == discount.id and named in _NAMELESS else named
        sign = "−" if discount.amount > 0 else "+"
        words = f"{self._say(discount.kind)} {name}".rstrip()
        return f"{words} {sign}{self._money(abs(discount.amount))}"

    def _named(self, id_: str) -> str:
        """An offer or a coupon."""
        zh, en = self.names.promotions.get(id_, ("", ""))
        return ((en or zh) if self.language == "en" else (zh or en)) or id_

    def totals(self) -> list[Row]:
        """From the list prices to the total."""
        priced = self.sale.priced
        added = priced.total - (priced.gross - priced.discount)
        rows: list[Row] = [Rule()]
        if priced.discount or added:
            rows.append(Pair(self._say("gross"), self._money(priced.gross)))
        if priced.discount:
            rows.append(Pair(self._say("discount"), self._signed(-priced.discount)))
        if added:
            rows.append(Pair(self._say("tax_added"), self._signed(added)))
        sign = SIGNS.get(self.sale.currency, self.sale.currency + " ")
        rows.append(Pair(self._say("total"), f"{sign}{self._money(priced.total)}", "large"))
        return [*rows, Pair(self._say("units"), format_quantity(priced.units))]

    def _signed(self, amount: int) -> str:
        return ("−" if amount < 0 else "+") + self._money(abs(amount))

    def payment(self, points: PointsLeft | None = None) -> list[Row]:
        """What was paid, how, and what went back; the member's points."""
        settlement = self.sale.settlement
        rows: list[Row] = [Rule()]
        if settlement.rounding:
            rows.append(Pair(self._say("rounding"), self._signed(settlement.rounding)))
            rows.append(Pair(self._say("due"), self._money(settlement.due), "bold"))
        for tender in self.sale.tenders:
            rows.append(Pair(self._tender(tender), self._money(tender.amount)))
            if tender.bonus:
                rows.append(Pair(f"  {self._say('bonus')}", self._money(tender.bonus)))
        if settlement.change or any(tender.type == "cash" and tender.amount > 0 for tender in self.sale.tenders):
            rows.append(Pair(self._say("change"), self._money(settlement.change), "bold"))
        if self.sale.earned:
            word = "earned" if self.sale.earned > 0 else "points_gone"
            rows.append(Pair(self._say(word), str(self.sale.earned)))
        if points is not None:
            rows.append(Pair(self._say("points_about" if points.as_of else "points_left"), str(points.points)))
        rows += [row for tender in self.sale.tenders for row in self._credit(tender)]
        again = self.sale.back.again if self.sale.back is not None else NOTHING_LIMITED
        return rows + [Words(f"{self._say('again')} {self._named(id_)}") for id_ in (*again.coupons, *again.offers)]

    def _credit(self, tender: Tender) -> list[Row]:
        """Store credit that goes out: whoever shows the code pays with it."""
        if tender.type != "gift_card" or tender.amount >= 0:
            return []
        return [Pair(self._say("credit_code"), tender.account, "bold"), Qr(tender.account)]

    def _tender(self, tender: Tender) -> str:
        return f"{self._say(tender.type)} {tender.reference}".rstrip()

    def taxes(self) -> list[Row]:
        """Tax by rate, and its sums where there is more than one."""
        sums = sorted(self.sale.taxes, key=lambda t: (-t.percent, t.id))
        rows: list[Row] = [Rule(), *(Table((say("rate", x), say("base", x), say("tax", x))) for x in self._each())]
        rows += [Table((self._rate(t), self._money(t.base), self._money(t.tax))) for t in sums]
        if len(sums) > 1:
            base, tax = sum(t.base for t in sums), sum(t.tax for t in sums)
            rows.append(Table((self._say("total"), self._money(base), self._money(tax))))
        return rows if sums else []

    def _rate(self, tax: TaxSum) -> str:
        kind = self.names.taxes.get(tax.id)
        percent = f"{format_quantity(tax.percent)}%"
        if kind is None:
            return percent if tax.percent or tax.id == "0" else f"{percent} {tax.id}"
        return percent if kind == "rate" else f"{percent} {self._say(kind)}" if tax.percent else self._say(kind)

    def foot(self, code: str) -> list[Row]:
        """The `code` that finds the sale again, and a kind word."""
        last = [Words(say(word, each), "centre") for word in ("keep", "thanks") for each in self._each()]
        page: list[Row] = []
        if self.link:
            credit = self.sale.back.credit if self.sale.back is not None else ()
            paid = [*((t.type, t.amount) for t in self.sale.tenders), *((p.type, p.due) for p in credit)]
            goods = self.sale.settlement.total - sum(x.net for x in self.sale.lines if x.line.quantity <= 0)
            amount = invoiceable(*left_of(goods, paid, 0, ()), points=self.store.invoice_points)
            page = [Words(say("page", each), "centre") for each in self._each()]
            page.append(Pair(self._say("invoiceable"), self._money(amount)))
        return [Rule(), Qr(code), *page, *last, Blank()]

    def _each(self) -> tuple[ReceiptLanguage, ...]:
        """The languages one by one, for what is too long to stand side by side."""
        return ("zh", "en") if self.language == "both" else (self.language,)

"""The rows of the feeds, and their way to and from the values of the domain.

Amounts are minor units, quantities and percentages thousandths, times UTC ISO texts. A field is never renamed; a new
one has a default. `key` names the row within its noun: what a tombstone says.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time
from typing import Annotated, Final

from pydantic import Field

from posapp.contract.calls import Message
from posapp.contract.feed_appointments import AppointmentRow
from posapp.contract.feed_categories import CategoryRow as CategoryRow
from posapp.contract.feed_clienteling import ClientelingRow
from posapp.contract.feed_codes import CodesRow, ranges
from posapp.contract.feed_coupons import CouponRow
from posapp.contract.feed_drawer import DrawerRow
from posapp.contract.feed_elsewhere import ElsewhereRow
from posapp.contract.feed_figures import Minor, Thousandths
from posapp.contract.feed_freshness import NearRow, RuleRow
from posapp.contract.feed_holds import HoldRow
from posapp.contract.feed_members import ConsentRow, MemberRow
from posapp.contract.feed_orders import OrderRow
from posapp.contract.feed_own_people import OwnPersonRow
from posapp.contract.feed_pickup import PickupRow
from posapp.contract.feed_pictures import PictureRow
from posapp.contract.feed_points import PointsRow
from posapp.contract.feed_promotions import PromotionRow as PromotionRow
from posapp.contract.feed_returns import ReturnRulesRow
from posapp.contract.feed_roles import RoleRow
from posapp.contract.feed_set_aside import SetAsideRow
from posapp.contract.feed_shop import EntityRow, LabelRow, OwnFieldRow, RoundingRow
from posapp.contract.feed_tags import TagRow
from posapp.contract.feed_topup import TopUpRow
from posapp.contract.feed_wallets import KeyRow, WalletRow
from posapp.contract.feeds import Noun
from posapp.contract.stop_sale import StopSaleRow
from posapp.domain.catalog import ListPrice, Product
from posapp.domain.money import currency
from posapp.domain.staff import Staff
from posapp.domain.store import CashRounding, LegalEntity, Store, TaxMode
from posapp.domain.tax import Tax, TaxKind


class PriceRow(Message):
    """A price of a named list."""

    list: str
    price: Minor
    starts: str | None = None
    ends: str | None = None


class ProductRow(Message):
    """A product with its codes and prices."""

    sku: str
    name_zh: str = ""
    name_en: str = ""
    price: Minor
    tax: str
    category: str
    unit: str = "piece"
    weighed: bool = False
    serial: bool = False
    open_price: bool = False
    item: str | None = None
    tax_code: str = ""
    style: str | None = None
    size: str | None = None
    colour: str | None = None
    barcodes: tuple[str, ...] = ()
    prices: tuple[PriceRow, ...] = ()
    no_offers: bool = False
    age: Annotated[int, Field(ge=0, le=99)] = 0

    @property
    def key(self) -> str:
        """The number of the product."""
        return self.sku

    @classmethod
    def of(cls, product: Product, barcodes: tuple[str, ...] = ()) -> ProductRow:
        """The row of a product and the codes that it answers to."""
        p = product
        prices = tuple(PriceRow(list=x.list, price=x.price, starts=x.starts, ends=x.ends) for x in p.prices)
        return cls(
            sku=p.sku,
            name_zh=p.name_zh,
            name_en=p.name_en,
            price=p.price,
            tax=p.tax,
            category=p.category,
            unit=p.unit,
            weighed=p.weighed,
            serial=p.serial,
            open_price=p.open_price,
            item=p.item,
            tax_code=p.tax_code,
            style=p.style,
            size=p.size,
            colour=p.colour,
            barcodes=barcodes,
            prices=prices,
            no_offers=p.no_offers,
            age=p.age,
        )

    def value(self) -> Product:
        """The product, without its codes."""
        prices = tuple(ListPrice(x.list, x.price, x.starts, x.ends) for x in self.prices)
        return Product(
            self.sku,
            self.name_zh,
            self.name_en,
            self.price,
            self.tax,
            self.category,
            self.unit,
            self.weighed,
            self.serial,
            self.open_price,
            self.item,
            self.tax_code,
            self.style,
            self.size,
            self.colour,
            prices,
            self.no_offers,
            self.age,
        )


class TaxRow(Message):
    """One row of the tax table: a tax from a date on."""

    id: str
    kind: TaxKind
    percent: Thousandths = 0
    starts: str = ""

    @property
    def key(self) -> str:
        """The tax and the date it starts at, for instance "13@2019-04-01"."""
        return f"{self.id}@{self.starts}"

    @classmethod
    def of(cls, tax: Tax) -> TaxRow:
        """The row of a tax."""
        return cls(id=tax.id, kind=tax.kind, percent=tax.percent, starts=tax.starts)

    def value(self) -> Tax:
        """The tax."""
        return Tax(self.id, self.kind, self.percent, self.starts)


class StockRow(Message):
    """What a store has of a product: on hand and promised, in thousandths."""

    sku: str
    on_hand: Thousandths = 0
    reserved: Thousandths = 0

    @property
    def key(self) -> str:
        """The product's number."""
        return self.sku


class StaffRow(Message):
    """A person of the shop; `pin_hash` is an argon2id text. `role` is what a till goes by that has no feed of roles."""

    id: str
    name: str
    role: RoleRow
    pin_hash: str = ""
    must_change: bool = False
    badge: str = ""
    until: str = ""
    member: str = ""

    @property
    def key(self) -> str:
        """The person's id."""
        return self.id

    @classmethod
    def of(cls, staff: Staff) -> StaffRow:
        """The row of a person."""
        return cls(
            id=staff.id,
            name=staff.name,
            role=RoleRow.of(staff.role),
            pin_hash=staff.pin_hash,
            must_change=staff.must_change,
            badge=staff.badge,
            until=staff.until,
            member=staff.member,
        )

    def value(self) -> Staff:
        """The person."""
        more = (self.pin_hash, self.must_change, self.badge, self.until, self.member)
        return Staff(self.id, self.name, self.role.value(), *more)


class SettingsRow(Message):
    """The settings of the till's own store; there is one row."""

    id: str
    name: str
    currency: str
    timezone: str
    day_starts: Annotated[str, Field(pattern="^[0-2][0-9]:[0-5][0-9]$")] = "04:00"
    tax_mode: TaxMode = "inclusive"
    cash_rounding: RoundingRow = RoundingRow()
    labels: tuple[LabelRow, ...] = ()
    entity: EntityRow = EntityRow()
    limits: Annotated[dict[str, str], Field(default_factory=dict)]
    near: tuple[NearRow, ...] = ()
    freshness: Annotated[dict[str, RuleRow], Field(default_factory=dict)]
    round_off: Annotated[int, Field(ge=0)] | None = None
    reasons: tuple[tuple[str, str], ...] = ()
    wallet_codes: tuple[CodesRow, ...] = ()
    bags: tuple[str, ...] = ()
    points: PointsRow | None = None
    pages: Annotated[str, Field(max_length=120)] = ""
    invoice_points: bool = False
    drawer: DrawerRow = DrawerRow()
    tiers: tuple[tuple[str, str, str], ...] = ()
    backup_key: Annotated[str, Field(pattern="^([0-9a-f]{64})?$")] = ""
    pickup: PickupRow = PickupRow()
    returns: ReturnRulesRow = ReturnRulesRow()
    consent: ConsentRow = ConsentRow()
    member_fields: tuple[OwnFieldRow, ...] = ()
    clienteling: ClientelingRow = ClientelingRow()
    top_up: TopUpRow = TopUpRow()

    @property
    def key(self) -> str:
        """The store's id."""
        return self.id

    @classmethod
    def of(cls, store: Store) -> SettingsRow:
        """The row of a store."""
        s = store
        return cls(
            id=s.id,
            name=s.name,
            currency=s.currency.code,
            timezone=s.timezone,
            day_starts=s.day_starts.strftime("%H:%M"),
            tax_mode=s.tax_mode,
            cash_rounding=RoundingRow(step=s.cash_rounding.step, mode=s.cash_rounding.mode),
            labels=tuple(LabelRow(pattern=p, weight_decimals=w, amount_decimals=a) for p, w, a in s.label_patterns),
            entity=EntityRow(name=s.entity.name, tax_number=s.entity.tax_number, kind=s.entity.kind),
            limits=dict(s.limits),
            near=tuple(NearRow(id=id_, name=name) for id_, name in s.near),
            freshness={feed: RuleRow(hours=rule.hours, stops=rule.stops) for feed, rule in s.freshness.items()},
            round_off=s.round_off,
            reasons=s.reasons,
            wallet_codes=tuple(CodesRow.of(codes) for codes in s.wallet_codes),
            bags=s.bags,
            points=PointsRow.of(s.points),
            pages=s.pages,
            invoice_points=s.invoice_points,
            drawer=DrawerRow.of(s.drawer),
            tiers=s.tiers,
            backup_key=s.backup_key,
            pickup=PickupRow.of(s.pickup),
            returns=ReturnRulesRow.of(s.returns),
            consent=ConsentRow.of(s.consent),
            member_fields=tuple(OwnFieldRow.of(own) for own in s.member_fields),
            clienteling=ClientelingRow.of(s.clienteling),
            top_up=TopUpRow.of(s.top_up),
        )

    def value(self) -> Store:
        """The store; Refused("currency_code") when its currency is none."""
        e, r = self.entity, self.cash_rounding
        return Store(
            self.id,
            self.name,
            currency(self.currency),
            self.timezone,
            time.fromisoformat(self.day_starts),
            self.tax_mode,
            CashRounding(r.step, r.mode),
            tuple((x.pattern, x.weight_decimals, x.amount_decimals) for x in self.labels),
            LegalEntity(e.name, e.tax_number, e.kind),
            dict(self.limits),
            tuple((x.id, x.name) for x in self.near),
            {feed: rule.value() for feed, rule in self.freshness.items()},
            self.round_off,
            self.reasons,
            ranges(self.wallet_codes),
            self.bags,
            self.points.rule() if self.points is not None else None,
            self.pages,
            self.invoice_points,
            self.drawer.value(),
            self.tiers,
            self.backup_key,
            self.pickup.value(),
            self.returns.value(),
            self.consent.value(),
            tuple(own.value() for own in self.member_fields),
            self.clienteling.value(),
            self.top_up.value(),
        )


Row = (
    ProductRow
    | CategoryRow
    | TaxRow
    | PromotionRow
    | StockRow
    | StaffRow
    | SettingsRow
    | KeyRow
    | RoleRow
    | CouponRow
    | MemberRow
    | WalletRow
    | OrderRow
    | HoldRow
    | ElsewhereRow
    | StopSaleRow
    | PictureRow
    | TagRow
    | AppointmentRow
    | OwnPersonRow
    | SetAsideRow
)
MODELS: Final[Mapping[Noun, type[Row]]] = {
    "stop_sales": StopSaleRow,
    "settings": SettingsRow,
    "keys": KeyRow,
    "roles": RoleRow,
    "staff": StaffRow,
    "own_people": OwnPersonRow,
    "taxes": TaxRow,
    "categories": CategoryRow,
    "products": ProductRow,
    "promotions": PromotionRow,
    "stock": StockRow,
    "coupons": CouponRow,
    "members": MemberRow,
    "wallets": WalletRow,
    "orders": OrderRow,
    "holds": HoldRow,
    "elsewhere": ElsewhereRow,
    "pictures": PictureRow,
    "tags": TagRow,
    "appointments": AppointmentRow,
    "set_aside": SetAsideRow,
}

"""The rows of a shop file that set up its stores and people.

`value` gives what the domain works with.
"""

from __future__ import annotations

from datetime import time
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, Field, model_validator

from posapp.contract.shop_clienteling import ShopClienteling
from posapp.contract.shop_drawer import ShopDrawer
from posapp.contract.shop_members import ShopConsentText, ShopMemberField
from posapp.contract.shop_points import ShopPoints
from posapp.contract.shop_text import Amount, Clock, Day, Key, Keys, Name, Percent, ShopRow, Terms, Words, mistake
from posapp.contract.shop_topup import ShopTopUp, check_member_limits
from posapp.domain.badge import is_badge
from posapp.domain.barcode.label import label_pattern
from posapp.domain.consent import ConsentText
from posapp.domain.errors import Refused
from posapp.domain.money import Rounding, currency, parse_amount, parse_quantity
from posapp.domain.order import PROMISE, PROMISE_MOST, PROMISED, PickupRules, promise_minutes_of
from posapp.domain.payment_code import CodeRange, WalletType
from posapp.domain.retention import MOST_DAYS, wrong_limit
from posapp.domain.return_rules import ReturnRules
from posapp.domain.staff import WITH_AMOUNT, Role, Staff
from posapp.domain.staleness import FEEDS, FUNCTIONS, Rule
from posapp.domain.store import (
    BACKUP_KEY,
    COUPONS_OFFLINE,
    HUB_SECONDS,
    HUB_WAIT_LEAST,
    HUB_WAIT_MOST,
    LOCK_MINUTES,
    LOCK_MOST,
    PAGES,
    SCAN_REPEAT,
    SCAN_REPEAT_MOST,
    CashRounding,
    LegalEntity,
    Store,
    TaxMode,
    hub_wait_of,
    lock_minutes_of,
    scan_repeat_of,
)

_TERMS = Terms()


def _zone(text: str) -> str:
    try:
        ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise mistake("timezone", text=text[:60]) from None
    return text


def _is_amount(text: str, digits: int) -> bool:
    try:
        return parse_amount(text, digits) >= 0
    except Refused:
        return False


def _currency(text: str) -> str:
    try:
        currency(text)
    except Refused:
        raise mistake("currency", text=text[:20]) from None
    return text


def _pages(text: str) -> str:
    if text and not PAGES.fullmatch(text):
        raise mistake("pages", text=text[:60])
    return text


def _backup_key(text: str) -> str:
    if text and not BACKUP_KEY.fullmatch(text):
        raise mistake("backup_key", text=text[:20])
    return text


class ShopEntity(ShopRow):
    """Who sells before the law."""

    name: Words = ""
    tax_number: Words = ""
    kind: Literal["general", "small_scale"] = "general"


class ShopRounding(ShopRow):
    """To a multiple of `step`; "none" leaves amounts alone, "nearest" (or "half_up") rounds a half away from zero."""

    step: Amount
    mode: Literal["none", "down", "nearest", "half_up", "up"]

    @property
    def rounding(self) -> Rounding:
        """The mode in the words of the money rules."""
        return "half_up" if self.mode == "none" or self.mode == "nearest" else self.mode


class ShopLabel(ShopRow):
    """A scale label: digits, then I item, W weight, A amount, Q quantity, N number, and C check digit."""

    pattern: Key
    weight_decimals: Annotated[int, Field(ge=0, le=6)] = 3
    amount_decimals: Annotated[int, Field(ge=0, le=6)] = 2

    @model_validator(mode="after")
    def _compiles(self) -> ShopLabel:
        try:
            label_pattern(self.pattern, weight_decimals=self.weight_decimals, amount_decimals=self.amount_decimals)
        except Refused as refused:
            raise mistake("label_pattern", "pattern", part=str(refused.facts.get("part", self.pattern))) from None
        return self


class ShopReturns(ShopRow):
    """Days within which goods come back: for anyone, and with a manager's consent."""

    days: Annotated[int, Field(ge=0, le=3650)] = 7
    manager_days: Annotated[int, Field(ge=0, le=3650)] = 30
    fault_days: Annotated[int, Field(ge=0, le=3650)] = 90
    """Where the seller is at fault."""
    excluded: Keys = ()
    """Categories that come back for a fault only."""
    offline_cap: Amount | None = None
    """What a person gets at most in a day for receipts that nobody could be asked about, as store credit."""
    offline_day: Amount | None = None
    """What a till gives out at most in a day that way."""
    price_days: Annotated[int, Field(ge=0, le=3650)] = 30
    per_person: Annotated[int, Field(ge=0, le=100)] = 3
    person_days: Annotated[int, Field(ge=0, le=3650)] = 90
    """Without a receipt: the lowest price of so many days, so many times in so many days."""
    restores: bool = True
    """Whether limited coupons and offers are the customer's once more when all of a sale has come back."""

    def value(self, terms: Terms) -> ReturnRules:
        """The rules as the till knows them."""
        person, till = (None if most is None else terms.minor(most) for most in (self.offline_cap, self.offline_day))
        days = (self.days, self.manager_days, self.fault_days)
        times = (self.price_days, self.per_person, self.person_days)
        return ReturnRules(*days, self.excluded, person, *times, till, self.restores)


class ShopPickup(ShopRow):
    """How long a ready order waits on its shelf."""

    hold_days: Annotated[int, Field(ge=0, le=365)] = 7


class ShopRule(ShopRow):
    """What stops when a copy is older than so many hours; 0: nothing."""

    hours: Annotated[int, Field(ge=0, le=100_000)]
    stops: Keys = ()

    @model_validator(mode="after")
    def _known(self) -> ShopRule:
        for i, function in enumerate(self.stops):
            if function not in FUNCTIONS:
                raise mistake("one_of", f"stops[{i}]", expected=", ".join(FUNCTIONS))
        return self


class ShopCodes(ShopRow):
    """Codes of `least` to `most` digits that begin with `first` to `last` pay by the wallet."""

    wallet: WalletType
    first: Annotated[str, Field(pattern="^[0-9]{1,8}$")]
    last: Annotated[str, Field(pattern="^[0-9]{1,8}$")]
    least: Annotated[int, Field(ge=8, le=64)]
    most: Annotated[int, Field(ge=8, le=64)]

    @model_validator(mode="after")
    def _in_order(self) -> ShopCodes:
        if len(self.first) != len(self.last) or self.first > self.last or self.least > self.most:
            raise mistake("out_of_range", "last", limit=f">= {self.first}")
        return self


class ShopTier(ShopRow):
    """What a tier of members is called."""

    id: Key
    name: Name


class ShopStore(ShopRow):
    """A store with its settings."""

    id: Key
    name: Annotated[Words, Field(min_length=1)]
    currency: Annotated[str, AfterValidator(_currency)]
    timezone: Annotated[str, AfterValidator(_zone)]
    day_starts: Clock = "04:00"
    tills: Annotated[tuple[Key, ...], Field(strict=False, min_length=1)] = ("1",)
    entity: ShopEntity = ShopEntity()
    tax: TaxMode = "inclusive"
    cash_rounding: ShopRounding | None = None
    round_off: ShopRounding | None = None
    points: ShopPoints | None = None
    limits: Annotated[dict[Key, Words], Field(default_factory=dict)]
    labels: Annotated[tuple[ShopLabel, ...], Field(strict=False)] = ()
    returns: ShopReturns = ShopReturns()
    pickup: ShopPickup = ShopPickup()
    near: Keys | None = None
    reasons: Annotated[tuple[Name, ...], Field(strict=False, max_length=12)] = ()
    wallet_codes: Annotated[tuple[ShopCodes, ...], Field(strict=False, max_length=24)] = ()
    freshness: Annotated[dict[Key, ShopRule], Field(default_factory=dict)]
    bags: Annotated[Keys, Field(max_length=9)] = ()
    pages: Annotated[str, AfterValidator(_pages)] = ""
    invoice_points: bool = False
    drawer: ShopDrawer = ShopDrawer()
    tiers: Annotated[tuple[ShopTier, ...], Field(strict=False, max_length=24)] = ()
    backup_key: Annotated[str, AfterValidator(_backup_key)] = ""
    consent: ShopConsentText | None = None
    member_fields: Annotated[tuple[ShopMemberField, ...], Field(strict=False, max_length=12)] = ()
    clienteling: ShopClienteling = ShopClienteling()
    top_up: ShopTopUp = ShopTopUp()

    @model_validator(mode="after")
    def _steps(self) -> ShopStore:
        for field in ("cash_rounding", "round_off"):
            rounding: ShopRounding | None = getattr(self, field)
            if rounding is not None:
                self._check_step(rounding, f"{field}.step")
        return self

    @model_validator(mode="after")
    def _waiting(self) -> ShopStore:
        text = self.limits.get(HUB_SECONDS)
        if text is not None and hub_wait_of(text) is None:
            least, most = HUB_WAIT_LEAST.total_seconds(), HUB_WAIT_MOST.total_seconds()
            raise mistake("out_of_range", f"limits.{HUB_SECONDS}", limit=f"{least:g}-{most:g}")
        text = self.limits.get(LOCK_MINUTES)
        if text is not None and lock_minutes_of(text) is None:
            raise mistake("out_of_range", f"limits.{LOCK_MINUTES}", limit=f"0-{LOCK_MOST}")
        text = self.limits.get(PROMISE)
        if text is not None and promise_minutes_of(text) is None:
            raise mistake("out_of_range", f"limits.{PROMISE}", limit=f"1-{PROMISE_MOST}")
        if name := wrong_limit(self.limits):
            raise mistake("out_of_range", f"limits.{name}", limit=f"1-{MOST_DAYS}")
        text = self.limits.get(SCAN_REPEAT)
        if text is not None and scan_repeat_of(text) is None:
            raise mistake("out_of_range", f"limits.{SCAN_REPEAT}", limit=f"0-{SCAN_REPEAT_MOST}")
        check_member_limits(self.limits)
        return self

    @model_validator(mode="after")
    def _coupons(self) -> ShopStore:
        text = self.limits.get(COUPONS_OFFLINE)
        if text is not None and not _is_amount(text, currency(self.currency).digits):
            raise mistake("out_of_range", f"limits.{COUPONS_OFFLINE}", limit=">= 0")
        return self

    @model_validator(mode="after")
    def _feeds(self) -> ShopStore:
        for feed in self.freshness:
            if feed not in FEEDS:
                raise mistake("one_of", "freshness", expected=", ".join(FEEDS))
        return self

    def _check_step(self, rounding: ShopRounding, path: str) -> None:
        digits = currency(self.currency).digits
        try:
            step = parse_amount(rounding.step, digits)
        except Refused:
            raise mistake("amount_form", path, text=rounding.step, digits=digits) from None
        if step == 0 and rounding.mode != "none":
            raise mistake("out_of_range", path, limit="> 0")

    def value(self) -> Store:
        """The store as the till knows it."""
        money, rounding = currency(self.currency), CashRounding()
        if self.cash_rounding is not None and self.cash_rounding.mode != "none":
            rounding = CashRounding(Terms(money.digits).minor(self.cash_rounding.step), self.cash_rounding.rounding)
        return Store(
            id=self.id,
            name=self.name,
            currency=money,
            timezone=self.timezone,
            day_starts=time.fromisoformat(self.day_starts),
            tax_mode=self.tax,
            cash_rounding=rounding,
            label_patterns=tuple((x.pattern, x.weight_decimals, x.amount_decimals) for x in self.labels),
            entity=LegalEntity(self.entity.name, self.entity.tax_number, self.entity.kind),
            limits=dict(self.limits),
            freshness={feed: Rule(rule.hours, rule.stops) for feed, rule in self.freshness.items()},
            round_off=self._round_off(Terms(money.digits)),
            wallet_codes=tuple(CodeRange(c.wallet, c.first, c.last, c.least, c.most) for c in self.wallet_codes),
            pages=self.pages.rstrip("/"),
            invoice_points=self.invoice_points,
            drawer=self.drawer.value(Terms(money.digits)),
            tiers=tuple((t.id, t.name.zh or t.name.en, t.name.en or t.name.zh) for t in self.tiers),
            backup_key=self.backup_key,
            reasons=tuple((reason.zh or reason.en, reason.en or reason.zh) for reason in self.reasons),
            bags=self.bags,
            points=self.points.rule(Terms(money.digits)) if self.points is not None else None,
            pickup=PickupRules(self.pickup.hold_days, promise_minutes_of(self.limits.get(PROMISE, "")) or PROMISED),
            returns=self.returns.value(Terms(money.digits)),
            consent=self._consent(),
            member_fields=tuple(own.value() for own in self.member_fields),
            clienteling=self.clienteling.value(),
            top_up=self.top_up.value(Terms(money.digits, self.timezone)),
        )

    def _consent(self) -> ConsentText:
        if self.consent is None:
            return ConsentText()
        words = self.consent.words
        return ConsentText(self.consent.version, words.zh or words.en, words.en or words.zh)

    def _round_off(self, terms: Terms) -> int | None:
        if self.round_off is None:
            return None
        return 0 if self.round_off.mode == "none" else terms.minor(self.round_off.step)


def pin_form(text: str) -> str:
    """A PIN as it stands in a shop file: 4 to 12 digits."""
    if not (4 <= len(text) <= 12 and text.isascii() and text.isdigit()):
        raise mistake("pin_form")
    return text


def badge_form(text: str) -> str:
    """The code of a badge as it stands in a shop file: long enough not to be guessed, and no number of goods."""
    if text and not is_badge(text):
        raise mistake("badge_form")
    return text


class ShopRole(ShopRow):
    """A named set of permitted acts."""

    id: Key
    name: Name | None = None
    discount_limit_percent: Percent = "0"
    tag_limit_percent: Percent = "0"
    limits: Annotated[dict[Key, Amount], Field(default_factory=dict)]
    """How much of an act its people do alone: {"cash_out": "200.00"}."""
    may: Keys = ()

    @model_validator(mode="after")
    def _known(self) -> ShopRole:
        for act in self.limits:
            if act not in WITH_AMOUNT:
                raise mistake("one_of", "limits", expected=", ".join(sorted(WITH_AMOUNT)))
        return self

    def value(self, terms: Terms = _TERMS) -> Role:
        """The role."""
        shares = (parse_quantity(self.discount_limit_percent), parse_quantity(self.tag_limit_percent))
        names = (self.name.zh, self.name.en) if self.name is not None else ("", "")
        limits = {act: terms.minor(most) for act, most in self.limits.items()}
        return Role(self.id, frozenset(self.may), *shares, limits, *names)


class ShopStaff(ShopRow):
    """A person. The PIN is in clear because this is a set-up file; nobody keeps it so. No stores: all."""

    id: Key
    name: Words = ""
    role: Key
    pin: Annotated[str, AfterValidator(pin_form)]
    stores: Keys = ()
    change_pin: bool = False
    """The person chooses another PIN when they sign in with this one."""
    badge: Annotated[str, AfterValidator(badge_form)] = ""
    """The code on their badge, in clear as the PIN is."""
    until: Day | None = None
    """The last day."""
    member: Words = ""
    """The id of their own member account."""

    def value(self, role: ShopRole, pin_hash: str, badge: str = "", terms: Terms = _TERMS) -> Staff:
        """The person with hashed PIN and badge."""
        over = terms.ends(self.until) or ""
        told = (pin_hash, self.change_pin, badge, over, self.member)
        return Staff(self.id, self.name or self.id, role.value(terms), *told)

"""The shop as the till knows it: currency, tax mode, cash rounding, labels, the day's cut-over, the legal entity."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Final, Literal
from zoneinfo import ZoneInfo

from posapp.domain.clienteling import Clienteling
from posapp.domain.consent import ConsentText
from posapp.domain.drawer import Drawer
from posapp.domain.errors import Refused
from posapp.domain.member_details import OwnField
from posapp.domain.money import Currency, Rounding, parse_amount, parse_quantity
from posapp.domain.order import PickupRules
from posapp.domain.payment_code import CodeRange
from posapp.domain.points_rule import PointsRule
from posapp.domain.return_rules import ReturnRules
from posapp.domain.staleness import Rule
from posapp.domain.topup import TopUpRules

TaxMode = Literal["inclusive", "exclusive"]

HUB_SECONDS: Final = "hub_seconds"
"""The limit of this name: how long a person waits for the hub before the offline rules apply by themselves."""
COUPONS_OFFLINE: Final = "coupons_offline"
COUPONS_CAP: Final = "200"
"""What the limit of that name is where the shop says nothing, in whole units of its currency."""
HUB_WAIT: Final = timedelta(seconds=2)
HUB_WAIT_LEAST: Final = timedelta(milliseconds=500)
HUB_WAIT_MOST: Final = timedelta(seconds=30)
SCAN_REPEAT: Final = "scan_repeat_ms"
"""The limit of this name: within how many milliseconds the same code counts once, however often a scanner sends it."""
SCAN_REPEAT_MS: Final = 300
SCAN_REPEAT_MOST: Final = 5_000


PAGES: Final = re.compile(r"https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[A-Za-z0-9._~-]+)*/?")
"""An address for customers' pages; it stands in a code on paper, so it is short."""


BACKUP_KEY: Final = re.compile("[0-9a-f]{64}")
"""The public half of head office's key for backups, as `posapp backup-key` prints it."""


@dataclass(frozen=True, slots=True)
class CashRounding:
    """The cash part of a sale is rounded to a multiple of `step` minor units (money rule M5); step 1 rounds nothing."""

    step: int = 1
    mode: Rounding = "half_up"


@dataclass(frozen=True, slots=True)
class LegalEntity:
    """Who sells: registered name, taxpayer number (统一社会信用代码) and kind ("general" or "small_scale")."""

    name: str = ""
    tax_number: str = ""
    kind: str = "general"


@dataclass(frozen=True, slots=True)
class Store:
    """Settings of one shop; they come down the settings feed and change nothing that is already sold."""

    id: str
    name: str
    currency: Currency
    timezone: str
    day_starts: time = time(4, 0)
    tax_mode: TaxMode = "inclusive"
    cash_rounding: CashRounding = CashRounding()
    label_patterns: tuple[tuple[str, int, int], ...] = ()
    """(pattern, decimals of the weight, decimals of the amount), see `barcode.label`."""
    entity: LegalEntity = LegalEntity()
    limits: Mapping[str, str] = field(default_factory=dict)
    near: tuple[tuple[str, str], ...] = ()
    """(id, name) of the other shops whose stock the tills show."""
    freshness: Mapping[str, Rule] = field(default_factory=dict)
    """What stops when a copy is too old, see `staleness`; what is not said here is as usual."""
    round_off: int | None = None
    """抹零: down to multiples of so many minor units at most; 0 never, None to whole units of the currency."""
    reasons: tuple[tuple[str, str], ...] = ()
    """Why prices are lowered by hand, in Chinese and English, as the till offers them; none: the usual ones."""
    wallet_codes: tuple[CodeRange, ...] = ()
    """Which codes pay by which wallet; none: the usual ones."""
    bags: tuple[str, ...] = ()
    """SKUs of the bags that one key rings up."""
    points: PointsRule | None = None
    """None: the shop has no points."""
    pages: str = ""
    """The address under which customers find the pages of their receipts; "" where there are none."""
    invoice_points: bool = False
    """Whether what was paid with points is invoiceable."""
    drawer: Drawer = field(default_factory=Drawer)
    """How it runs its drawers."""
    tiers: tuple[tuple[str, str, str], ...] = ()
    """(tier of members, its name in Chinese, in English)."""
    backup_key: str = ""
    """The public half of head office's key, under which the tills' keys lie in their backups; "" none."""
    pickup: PickupRules = field(default_factory=PickupRules)
    returns: ReturnRules = field(default_factory=ReturnRules)
    """What it takes back."""
    consent: ConsentText = field(default_factory=ConsentText)
    """The words that members agree to."""
    member_fields: tuple[OwnField, ...] = ()
    """What it keeps of its members beside who they are; none: the usual ones of `member_details`."""
    clienteling: Clienteling = field(default_factory=Clienteling)
    """How it looks after them."""
    top_up: TopUpRules = field(default_factory=TopUpRules)
    """How money is put onto stored value and gift cards."""


REASONS: Final = (
    ("破损", "Damaged"),
    ("临期", "Near expiry"),
    ("陈列样品", "Display item"),
    ("老顾客", "Regular customer"),
)


def tier_name(store: Store, tier: str, language: str) -> str:
    """What a tier of members is called; by its own name where the shop gives it none."""
    named = {id_: zh if language == "zh" else en for id_, zh, en in store.tiers}
    return named.get(tier, tier)


def reasons(store: Store) -> tuple[tuple[str, str], ...]:
    """The reasons that the till offers."""
    return store.reasons or REASONS


def round_off_steps(store: Store) -> tuple[int, ...]:
    """What a total may be rounded off to, the largest first: what the settings say and the tenths of it (元, 角)."""
    whole = 10**store.currency.digits if store.round_off is None else store.round_off
    return tuple(step for step in (whole, whole // 10) if step > 1 or (step == 1 and store.currency.digits == 0))


def coupons_offline(store: Store) -> int:
    """What coupons may take off at one till a business day without the hub's word, in minor units."""
    try:
        return max(0, parse_amount(store.limits.get(COUPONS_OFFLINE, COUPONS_CAP), store.currency.digits))
    except Refused:  # written by hand somewhere, and no amount
        return 0


def hub_wait(store: Store) -> timedelta:
    """The one time limit of every act that needs the hub; wallets have their own."""
    return hub_wait_of(store.limits.get(HUB_SECONDS, "")) or HUB_WAIT


LOCK_MINUTES: Final = "lock_minutes"
"""After so many minutes without a hand on it the till locks itself; "0": never."""
LOCK_USUAL: Final = 10
LOCK_MOST: Final = 240


def lock_minutes_of(text: str) -> int | None:
    """The minutes that a shop file says, or None for what is none."""
    return int(text) if text.isascii() and text.isdigit() and int(text) <= LOCK_MOST else None


def lock_minutes(store: Store) -> int:
    """Of this shop; 0: the till never locks itself."""
    said = lock_minutes_of(store.limits.get(LOCK_MINUTES, ""))
    return LOCK_USUAL if said is None else said


def scan_repeat(store: Store) -> int:
    """Milliseconds within which a second scan of the same code is the same scan; 0: never."""
    found = scan_repeat_of(store.limits.get(SCAN_REPEAT, ""))
    return SCAN_REPEAT_MS if found is None else found


def scan_repeat_of(text: str) -> int | None:
    """Milliseconds in a shop's settings; None when they are no number, or too many."""
    plain = text.isascii() and text.isdigit() and len(text) < 6
    return int(text) if plain and int(text) <= SCAN_REPEAT_MOST else None


def hub_wait_of(text: str) -> timedelta | None:
    """Seconds in a shop's settings, for instance "2" or "1.5"; None when they are no number, too few or too many."""
    try:
        wait = timedelta(milliseconds=parse_quantity(text))
    except (Refused, OverflowError):
        return None
    return wait if HUB_WAIT_LEAST <= wait <= HUB_WAIT_MOST else None


def local_date(store: Store, at: datetime) -> date:
    """The day on the shop's calendar at `at` (aware)."""
    return at.astimezone(ZoneInfo(store.timezone)).date()


OUTSIDE: Final = "wallet_outside"
"""The limit of this name: above it a second person answers for wallet money that was taken elsewhere."""
OUTSIDE_USUAL: Final = 500
"""In whole units of the currency."""


def outside_limit(store: Store) -> int:
    """Minor units up to which one person takes it alone."""
    digits = store.currency.digits
    try:
        limit = parse_amount(store.limits[OUTSIDE], digits)
    except (KeyError, Refused):
        whole: int = 10**digits
        limit = OUTSIDE_USUAL * whole
    return max(0, limit)


def business_date(store: Store, at: datetime) -> str:
    """The ISO date that `at` (aware) belongs to: before the cut-over it is still the day before."""
    local = at.astimezone(ZoneInfo(store.timezone))
    start = timedelta(hours=store.day_starts.hour, minutes=store.day_starts.minute)
    return (local - start).date().isoformat()


def days_over(store: Store, at: datetime, days: int) -> datetime:
    """When the business day of `at` and those after it, so many in all, are over (aware)."""
    first = date.fromisoformat(business_date(store, at)) + timedelta(days=days)
    return datetime.combine(first, store.day_starts, ZoneInfo(store.timezone))

"""The rows of a shop file that say what is on offer. What each field means stands at `domain.promotion.Promotion`."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from pydantic import Field, model_validator

from posapp.contract.shop_rows import Period
from posapp.contract.shop_text import Amount, Clock, Key, Keys, Name, Percent, ShopRow, Terms, Until, mistake
from posapp.domain.money import parse_quantity
from posapp.domain.promotion import Hours, OnReturn, Part, Promotion, PromotionKind, PromotionMode, Step

NEEDS: Final[dict[str, tuple[str, ...]]] = {
    "percent": ("percent",),
    "amount": ("amount",),
    "fixed_price": ("price",),
    "n_for_price": ("quantity", "price"),
    "buy_n_get_m": ("quantity", "free"),
    "nth_percent": ("quantity", "percent"),
    "bundle": (),
    "threshold_amount": ("spend", "amount"),
    "threshold_percent": ("spend", "percent"),
    "gift": ("gift",),
}
"""What each kind of offer must say; of the other figures it may only have those of `MAY`, as conditions."""
MAY: Final[dict[str, tuple[str, ...]]] = {
    "percent": ("quantity", "spend", "steps"),
    "amount": ("quantity", "spend", "steps"),
    "fixed_price": ("quantity", "spend", "steps"),
    "n_for_price": ("spend",),
    "buy_n_get_m": ("spend",),
    "nth_percent": ("spend",),
    "bundle": ("quantity", "parts", "spend", "price", "amount", "percent"),
    "threshold_amount": ("quantity", "steps", "each"),
    "threshold_percent": ("quantity", "steps"),
    "gift": ("quantity", "spend", "free", "each"),
}
_FIGURES: Final = ("quantity", "free", "spend", "percent", "amount", "price", "gift", "parts", "steps", "each")
_GIVES: Final = ("percent", "amount", "price")

Pieces = Annotated[int, Field(ge=1, le=9_999)]
Times = Annotated[int, Field(ge=1, le=9_999)]
Days = Annotated[tuple[Annotated[int, Field(ge=1, le=7)], ...], Field(strict=False)]


class ShopPart(ShopRow):
    """So many pieces of these goods in each bundle."""

    quantity: Pieces = 1
    items: Keys = ()
    categories: Keys = ()

    @model_validator(mode="after")
    def _of_something(self) -> ShopPart:
        if not self.items and not self.categories:
            raise mistake("missing", "items")
        return self

    def value(self) -> Part:
        """The part."""
        return Part(self.quantity, frozenset(self.items), frozenset(self.categories))


class ShopStep(ShopRow):
    """From this quantity or spend on these figures."""

    quantity: Pieces | None = None
    spend: Amount | None = None
    percent: Percent | None = None
    amount: Amount | None = None
    price: Amount | None = None

    def value(self, terms: Terms) -> Step:
        """The step."""
        return Step(
            quantity=self.quantity or 0,
            spend=terms.minor(self.spend or "0"),
            percent=parse_quantity(self.percent or "0"),
            amount=terms.minor(self.amount or "0"),
            price=terms.minor(self.price or "0"),
        )


class ShopHours(ShopRow):
    """A window of the week; `to` at or before `from` is on the next day."""

    days: Days = ()
    starts: Annotated[Clock, Field(alias="from")] = "00:00"
    ends: Annotated[Until, Field(alias="to")] = "24:00"

    def value(self) -> Hours:
        """The window."""
        return Hours(tuple(sorted(set(self.days))), self.starts, self.ends)


class ShopPromotion(Period):
    """An offer. No items and no categories: the whole basket. `quantity` and `free` count pieces, `percent` is what
    comes off."""

    id: Key
    kind: PromotionKind
    name: Name
    mode: PromotionMode = "best_price"
    priority: int = 0
    items: Keys = ()
    categories: Keys = ()
    quantity: Pieces | None = None
    free: Pieces | None = None
    spend: Amount | None = None
    percent: Percent | None = None
    amount: Amount | None = None
    price: Amount | None = None
    gift: Key | None = None
    parts: Annotated[tuple[ShopPart, ...] | None, Field(strict=False, min_length=2, max_length=20)] = None
    steps: Annotated[tuple[ShopStep, ...] | None, Field(strict=False, min_length=1, max_length=20)] = None
    each: bool | None = None
    member: bool = False
    tier: Key | None = None
    channel: Literal["store", "online"] | None = None
    coupon: Key | None = None
    hours: Annotated[tuple[ShopHours, ...], Field(strict=False, max_length=50)] = ()
    per_basket: Times | None = None
    per_member: Times | None = None
    per_day: Times | None = None
    on_return: OnReturn = "keep"

    @model_validator(mode="after")
    def _says_what_its_kind_needs(self) -> ShopPromotion:
        needed = NEEDS[self.kind]
        for field in _FIGURES:
            given = getattr(self, field) is not None
            if field in needed and not given:
                raise mistake("kind_needs", field, kind=self.kind)
            if given and field not in needed + MAY[self.kind]:
                raise mistake("kind_without", field, kind=self.kind)
        if self.kind == "bundle":
            self._check_bundle()
        self._check_steps()
        return self

    def _check_bundle(self) -> None:
        if self.parts is None and self.quantity is None:
            raise mistake("kind_needs", "parts", kind=self.kind)
        given = [
            name for name in _GIVES if (said := getattr(self, name)) is not None and (name == "price" or _size(said))
        ]
        if len(given) != 1:
            raise mistake("kind_needs", "price", kind=self.kind) if not given else mistake("only_one", given[1])
        for field in ("quantity", "items", "categories") if self.parts is not None else ():
            if getattr(self, field):
                raise mistake("kind_without", field, kind="bundle + parts")

    def _check_steps(self) -> None:
        """Each gives what its kind gives, from more on than the one before."""
        below = (self.quantity or 0, _size(self.spend))
        for i, step in enumerate(self.steps or ()):
            for figure in _GIVES:
                given = getattr(step, figure) is not None
                if given != (figure in NEEDS[self.kind]):
                    raise mistake("kind_without" if given else "kind_needs", f"steps[{i}].{figure}", kind=self.kind)
            now = (step.quantity or 0, _size(step.spend))
            if now == below or now[0] < below[0] or now[1] < below[1]:
                raise mistake("step_down", f"steps[{i}]")
            below = now

    def value(self, terms: Terms) -> Promotion:
        """The offer."""
        parts = tuple(part.value() for part in self.parts or ())
        nothing = frozenset[str]()
        return Promotion(
            id=self.id,
            kind=self.kind,
            name_zh=self.name.zh,
            name_en=self.name.en,
            mode=self.mode,
            priority=self.priority,
            skus=frozenset(self.items) | nothing.union(*[part.skus for part in parts]),
            categories=frozenset(self.categories) | nothing.union(*[part.categories for part in parts]),
            quantity=self.quantity or 0,
            free=self.free or 0,
            spend=terms.minor(self.spend or "0"),
            percent=parse_quantity(self.percent or "0"),
            amount=terms.minor(self.amount or "0"),
            price=terms.minor(self.price or "0"),
            member_only=self.member,
            starts=terms.starts(self.starts),
            ends=terms.ends(self.ends),
            parts=parts,
            gift=self.gift or "",
            steps=tuple(step.value(terms) for step in self.steps or ()),
            each=bool(self.each),
            tier=self.tier or "",
            coupon=self.coupon or "",
            channel=self.channel or "",
            hours=tuple(window.value() for window in self.hours),
            per_basket=self.per_basket or 0,
            per_member=self.per_member or 0,
            per_day=self.per_day or 0,
            on_return=self.on_return,
        )


def _size(spend: str | None) -> int:
    """Something to compare two amounts of one file by."""
    whole, _, part = (spend or "0").partition(".")
    return int(whole + part.ljust(4, "0"))

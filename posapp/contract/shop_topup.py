"""How money is put onto stored value and gift cards, as a shop file says it, and the limits about members."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from posapp.contract.shop_text import Amount, Moment, ShopRow, Terms, mistake
from posapp.domain.late_points import LATE_DAYS, LATE_MOST, USES, USES_MOST, whole
from posapp.domain.topup import BonusStep, TopUpRules
from posapp.domain.wallet import SpendOrder


class ShopBonus(ShopRow):
    """充500送50: whoever pays in `pay` gets `bonus`; a day that is named counts whole."""

    pay: Amount
    bonus: Amount
    starts: Annotated[Moment | None, Field(alias="from")] = None
    ends: Annotated[Moment | None, Field(alias="to")] = None

    def value(self, terms: Terms) -> BonusStep:
        """The step."""
        return BonusStep(
            terms.minor(self.pay), terms.minor(self.bonus), terms.starts(self.starts), terms.ends(self.ends)
        )


class ShopTopUp(ShopRow):
    """What a balance may hold at most, how much is taken while the hub cannot be asked, and what is given with it."""

    member_most: Amount | None = None
    bearer_most: Amount | None = None
    offline_most: Amount = "0"
    bonus: Annotated[tuple[ShopBonus, ...], Field(strict=False, max_length=24)] = ()
    order: SpendOrder = "share"

    def value(self, terms: Terms) -> TopUpRules:
        """What the till works with."""
        member, bearer = (None if m is None else terms.minor(m) for m in (self.member_most, self.bearer_most))
        steps = tuple(step.value(terms) for step in self.bonus)
        return TopUpRules(member, bearer, terms.minor(self.offline_most), steps, self.order)


def check_member_limits(limits: Mapping[str, str]) -> None:
    """Days and times that are no numbers, or too many, are a mistake of the file."""
    for name, most in ((LATE_DAYS, LATE_MOST), (USES, USES_MOST)):
        text = limits.get(name)
        if text is not None and whole(text, most) is None:
            raise mistake("out_of_range", f"limits.{name}", limit=f"0-{most}")

"""Why goods came back: the report of reasons, by reason, category, product, why each product, channel and shop, each of
which adds up to all that came back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal, get_args

from posapp.domain.figures import Check, Figures, Selection
from posapp.domain.order_words import CHANNELS
from posapp.domain.report import Behind, Column, Names, Report, Row
from posapp.domain.return_words import DISPOSITION_WORDS, REASON_WORDS, Both, word_of

Side = Literal["reason", "category", "product", "product_reason", "channel", "shop", "state"]
"""By what the lines are put together."""
SIDES: Final[tuple[Side, ...]] = get_args(Side)
_COLUMNS: Final = (
    Column("lines", "count", True),
    Column("units", "quantity"),
    Column("amount", "money", True),
    Column("share", "percent", True),
)


OF_SALES: Final = ("sale", "order", "owed")


@dataclass(frozen=True, slots=True)
class CameBack:
    """A line that came back: `receipt` is of the sale that took it; `kind`, `channel`, `shop` of the one that sold it;
    `state`: where the goods went; `quantity` in thousandths, `worth` in minor units, both above zero."""

    receipt: str
    reason: str
    sku: str
    name_zh: str
    name_en: str
    category: str
    kind: str
    channel: str
    shop: str
    state: str
    quantity: int
    worth: int

    def on(self, side: Side) -> str:
        """Its place on this side; goods that no sale proves are of a channel of their own, and of no shop."""
        if side == "channel":
            return self.channel if self.kind in OF_SALES else self.kind
        product = self.sku or self.name_zh
        if side in ("product", "product_reason"):
            return product if side == "product" else f"{self.reason}:{product}"
        return {"reason": self.reason, "category": self.category, "shop": self.shop, "state": self.state}[side]


def why_returned(
    asked: Selection, lines: Sequence[CameBack], figures: Figures, names: Names, shop: Callable[[str], str]
) -> Report:
    """The largest first on each side. `figures`: of the same days; their returns are the sum of the lines."""
    worth = sum(line.worth for line in lines)
    rows: list[Row] = []
    for side in SIDES if lines else ():
        rows.append(Row(names.say(f"returned_{side}"), head=True))
        rows += _side(side, asked, lines, lambda place, one, side=side: _label(side, place, one, names, shop))  # type: ignore[misc]
    if lines:
        rows.append(Row(names.say("whole"), _cells(lines, worth), Behind(asked, "return"), strong=True))
    checks = (*figures.checks, Check("returned", worth, figures.returns.amount))
    return Report("returned", names.say("returned"), asked, _COLUMNS, tuple(rows), checks, figures)


def lines_behind(lines: Iterable[CameBack], name: str) -> Iterable[CameBack]:
    """Those of a row: "reason:defective", "product:A" …; "" all."""
    side, _, place = name.partition(":")
    found = next((known for known in SIDES if known == side), None)
    return lines if found is None else (line for line in lines if line.on(found) == place)


def _side(
    side: Side, asked: Selection, lines: Sequence[CameBack], label: Callable[[str, CameBack], str]
) -> Iterable[Row]:
    worth, places = sum(line.worth for line in lines), dict[str, list[CameBack]]()
    for line in lines:
        places.setdefault(line.on(side), []).append(line)
    found = sorted(places.items(), key=lambda item: (-sum(x.worth for x in item[1]), item[0]))
    for place, its in found:
        yield Row(label(place, its[0]), _cells(its, worth), Behind(asked, "return", f"{side}:{place}"))


def _cells(lines: Sequence[CameBack], whole: int) -> tuple[int, ...]:
    worth = sum(line.worth for line in lines)
    return len(lines), sum(line.quantity for line in lines), worth, worth * 100_000 // whole if whole else 0


def _label(side: Side, place: str, line: CameBack, names: Names, shop: Callable[[str], str]) -> str:
    if side == "category":
        return names.category(place)
    if side == "product_reason":
        why = word_of(REASON_WORDS, line.reason, names.language)
        return f"{_label('product', place, line, names, shop)} · {why}"
    if side == "product":
        both = (line.name_zh, line.name_en)
        name = (both[0] or both[1]) if names.language == "zh" else (both[1] or both[0])
        return f"{name} · {line.sku}" if line.sku else name
    if side == "shop":
        return shop(place) if place else names.say("no_shop")
    words: Mapping[str, Both] = {"reason": REASON_WORDS, "state": DISPOSITION_WORDS}.get(side, CHANNELS)
    if place in words:
        return word_of(words, place, names.language)
    return names.say(_PLAIN.get(place, place)) or "–"


_PLAIN: Final = {"none": "return_without", "unseen": "return_unseen", "store": "in_shop"}


def told_where(line: CameBack, own: str) -> CameBack:
    """With channel and shop where an older entry does not tell them: a receipt's number begins with its shop."""
    if line.kind not in OF_SALES:
        return line
    channel = line.channel or ("store" if line.kind == "sale" else "online")
    return replace(line, channel=channel, shop=line.shop or own)

"""A report as a value: a table of figures with what lies behind each row. Screen, paper and files show the same one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final, Literal, NamedTuple, get_args

from posapp.domain.figures import Check, Figures, Measure, Selection, Sum, approvals, together
from posapp.domain.money import Currency, divide, format_quantity, grouped
from posapp.domain.report_words import word

Kind = Literal["money", "quantity", "count", "percent"]
"""Of a column: minor units, thousandths of a unit, a plain number, thousandths of a percent."""

Cut = Literal[
    "summary",
    "day",
    "week",
    "shift",
    "cashier",
    "hour",
    "category",
    "tender",
    "tax",
    "discount",
    "exceptions",
    "members",
    "returned",
    "tills",
]
CUTS: Final[tuple[Cut, ...]] = tuple(cut for cut in get_args(Cut) if cut != "tills")
"""Those that a till makes from its own books; "tills" is the hub's to tell."""
ALL_CUTS: Final[tuple[Cut, ...]] = (*CUTS, "tills")

NO_MEMBER: Final = "no member"
"""Names those of the sales that no member made."""


class Column(NamedTuple):
    """`word` is its head; `least`: shown where there is little room too."""

    word: str
    kind: Kind
    least: bool = False


@dataclass(frozen=True, slots=True)
class Behind:
    """Which receipts (or, of what is none, entries of the log) a row is made of."""

    selection: Selection
    measure: Measure = "sale"
    name: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One line; a cell that says nothing is None. A `head` stands above the rows that belong together."""

    label: str
    cells: tuple[int | None, ...] = ()
    behind: Behind | None = None
    strong: bool = False
    head: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """`checks` are the identities of all it shows; `whole` the figures that it is about."""

    cut: Cut
    title: str
    selection: Selection
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    checks: tuple[Check, ...]
    whole: Figures
    provisional: bool = False

    @property
    def sound(self) -> bool:
        """Every identity holds."""
        return all(check.holds for check in self.checks)


@dataclass(frozen=True, slots=True)
class Names:
    """How people, categories, shifts and acts are called in the language of the report."""

    language: str
    person: Callable[[str], str]
    category: Callable[[str], str]
    shift: Callable[[str], str]
    act: Callable[[str], str]

    def say(self, name: str) -> str:
        """A word of the report."""
        return word(name, self.language)


def shown(cell: int | None, kind: Kind, currency: Currency) -> str:
    """A cell as people read it; "" where it says nothing."""
    if cell is None:
        return ""
    if kind == "money":
        return grouped(cell, currency)
    if kind == "quantity":
        return format_quantity(cell)
    return f"{format_quantity(cell // 100 * 100)}%" if kind == "percent" else f"{cell:,}"


_SALES: Final = (
    Column("receipts", "count"),
    Column("units", "quantity"),
    Column("gross", "money"),
    Column("off", "money"),
    Column("total", "money", True),
    Column("in_tax", "money"),
    Column("average", "money", True),
    Column("member_share", "percent"),
)
_TWO: Final = (Column("count", "count", True), Column("amount", "money", True))


def _sales_cells(figures: Figures) -> tuple[int | None, ...]:
    return (
        figures.transactions,
        figures.units,
        figures.gross,
        figures.discount,
        figures.total,
        figures.tax,
        figures.average,
        figures.member_share,
    )


def by_cut(cut: Cut, asked: Selection, parts: Sequence[tuple[str | int, Figures]], names: Names) -> Report:
    """By day, week, shift, cashier or hour: the same columns for each, and their sum."""
    if cut == "week":
        parts = _weeks(parts)
    whole = together(figures for _, figures in parts)
    rows = [
        Row(_label(cut, key, names), _sales_cells(figures), Behind(_narrowed(cut, asked, key)))
        for key, figures in parts
        if figures.transactions
    ]
    return _report(cut, asked, _SALES, rows, whole, names, _sales_cells(whole))


def by_till(asked: Selection, parts: Sequence[tuple[str, str, Figures]], names: Names) -> Report:
    """The shop's day: each till by its register, what its day lacks ("" nothing), and its figures."""
    whole = together(figures for _, _, figures in parts)
    rows = []
    for register, lacks, figures in parts:
        label = f"{names.say('till')} {register}"
        label = f"{label} · {names.say(lacks)}" if lacks else label
        rows.append(Row(label, _sales_cells(figures), strong=bool(lacks)))
    return _report("tills", asked, _SALES, rows, whole, names, _sales_cells(whole))


def _weeks(parts: Iterable[tuple[str | int, Figures]]) -> list[tuple[str | int, Figures]]:
    """Days put together by the Monday they follow."""
    weeks: dict[str, list[Figures]] = {}
    for day, figures in parts:
        at = date.fromisoformat(str(day))
        weeks.setdefault((at - timedelta(days=at.weekday())).isoformat(), []).append(figures)
    return [(monday, together(found)) for monday, found in weeks.items()]


def _label(cut: Cut, key: str | int, names: Names) -> str:
    if cut == "week":
        return names.say("week_of").format(key)
    if cut == "hour":
        return f"{key:02d}:00–{(int(key) + 1) % 24:02d}:00"
    if cut == "cashier":
        return names.person(str(key))
    return names.shift(str(key)) if cut == "shift" else str(key)


def _narrowed(cut: Cut, asked: Selection, key: str | int) -> Selection:
    if cut == "week":
        last = (date.fromisoformat(str(key)) + timedelta(days=6)).isoformat()
        return replace(asked, first=max(asked.first, str(key)), last=min(asked.last or last, last))
    if cut == "hour":
        return replace(asked, hour=int(key))
    if cut == "cashier":
        return replace(asked, staff=str(key))
    return replace(asked, shift=str(key)) if cut == "shift" else replace(asked, first=str(key), last=str(key))


def _report(
    cut: Cut,
    asked: Selection,
    columns: tuple[Column, ...],
    rows: Sequence[Row],
    whole: Figures,
    names: Names,
    total: tuple[int | None, ...] = (),
    behind: Measure = "sale",
) -> Report:
    """With a last row that is all of them, where the cut has one; what makes a receipt one of them: `behind`."""
    last = (Row(names.say("whole"), total, Behind(asked, behind), strong=True),) if total and rows else ()
    return Report(cut, names.say(cut), asked, columns, (*rows, *last), whole.checks, whole)


def by_category(asked: Selection, figures: Figures, names: Names) -> Report:
    """Goods by category, the largest first."""
    columns = (
        Column("lines", "count"),
        Column("units", "quantity"),
        Column("gross", "money"),
        Column("off", "money"),
        Column("net", "money", True),
        Column("in_tax", "money"),
        Column("share", "percent", True),
    )
    net = sum(c.net for c in figures.categories)
    rows = [
        Row(
            names.category(c.category),
            (c.lines, c.units, c.gross, c.discount, c.net, c.tax, _share(c.net, net)),
            Behind(asked, "category", c.category),
        )
        for c in figures.categories
    ]
    goods, units = figures.whole("category"), figures.whole("category_units")
    total = (goods.count, units.amount, goods.amount, goods.amount - goods.more, goods.more, units.more, 100_000)
    return _report("category", asked, columns, rows, figures, names, total)


def by_tender(asked: Selection, figures: Figures, names: Names) -> Report:
    """How it was paid."""
    columns = (
        Column("count", "count", True),
        Column("taken", "money"),
        Column("back", "money"),
        Column("net", "money", True),
        Column("bonus", "money"),
        Column("pending", "money"),
    )
    rows = [
        Row(names.say(t.type), (t.count, t.taken, t.back, t.net, t.bonus, t.offline), Behind(asked, "tender", t.type))
        for t in figures.tenders
    ]
    sums = [sum(row.cells[n] or 0 for row in rows) for n in range(len(columns))]
    return _report("tender", asked, columns, rows, figures, names, tuple(sums))


def by_tax(asked: Selection, figures: Figures, names: Names) -> Report:
    """Base and tax by rate."""
    columns = (Column("base", "money", True), Column("in_tax", "money", True), Column("total", "money"))
    rows = [
        Row(
            f"{t.tax_id} · {format_quantity(t.percent)}%",
            (t.base, t.tax, t.base + t.tax),
            Behind(asked, "tax", f"{t.tax_id}@{t.percent}"),
        )
        for t in figures.taxes
    ]
    sums = [sum(row.cells[n] or 0 for row in rows) for n in range(len(columns))]
    return _report("tax", asked, columns, rows, figures, names, tuple(sums))


def by_discount(asked: Selection, figures: Figures, names: Names) -> Report:
    """What was taken off, by kind; the share is of the gross."""
    columns = (Column("receipts", "count", True), Column("amount", "money", True), Column("share", "percent"))
    rows = [
        Row(names.say(d.name), (d.count, d.amount, _share(d.amount, figures.gross)), Behind(asked, "discount", d.name))
        for d in figures.discounts
    ]
    total = (sum(d.count for d in figures.discounts), figures.discount, _share(figures.discount, figures.gross))
    return _report("discount", asked, columns, rows, figures, names, total, "discount")


def by_member(asked: Selection, figures: Figures, names: Names) -> Report:
    """What members bought, and what they earned and used."""
    columns = (
        Column("receipts", "count", True),
        Column("total", "money", True),
        Column("average", "money"),
        Column("share", "percent", True),
    )
    members = figures.sum("member")
    others = (figures.transactions - members.count, figures.total - members.amount)
    rows = [
        Row(
            names.say(name),
            (count, amount, divide(amount, count) if count else 0, _share(amount, figures.total)),
            behind,
        )
        for name, count, amount, behind in (
            ("member_sales", members.count, members.amount, Behind(asked, "member")),
            ("other_sales", *others, Behind(asked, "sale", NO_MEMBER)),
        )
    ]
    for name in ("earned", "burned"):
        points = figures.sum("points", name)
        rows.append(Row(f"{names.say(name)}: {points.amount:,}", (points.count,), Behind(asked, "points", name)))
    return _report("members", asked, columns, rows, figures, names)


def exceptions(asked: Selection, figures: Figures, names: Names) -> Report:
    """What a manager looks at: who did what by hand, who allowed it."""
    rows = list(_exception_rows(asked, figures, names))
    return _report("exceptions", asked, _TWO, rows, figures, names)


def _exception_rows(asked: Selection, figures: Figures, names: Names) -> Iterable[Row]:
    for measure in ("void", "removed"):
        found = figures.sum(measure)
        yield Row(names.say(measure), _pair(found), Behind(asked, measure))
    for kind in ("override", "tag_differs", "manual", "round_off"):
        given = figures.sum("discount", kind)
        yield Row(names.say("by_hand").format(names.say(kind)), _pair(given), Behind(asked, "discount", kind))
    for measure in ("withdrawn", "corrected"):
        found = figures.whole(measure)  # type: ignore[arg-type]
        yield Row(names.say(measure), _pair(found), Behind(asked, measure))  # type: ignore[arg-type]
    for measure in ("no_sale", "pin_locked", "print_dropped", "date_confirmed"):
        found = figures.sum(measure)  # type: ignore[arg-type]
        yield Row(names.say(measure), (found.count, None), Behind(asked, measure))  # type: ignore[arg-type]
    for name, said in (("", "reprint"), ("gift", "gift")):
        yield Row(names.say(said), (figures.sum("reprint", name).count, None), Behind(asked, "reprint", name))
    away = figures.sum("offline")
    yield Row(f"{names.say('offline_minutes')}: {-(-away.amount // 60)}", (away.count, None), Behind(asked, "offline"))
    for act, who, count in approvals(figures):
        said = names.say("approval").format(names.act(act), names.person(who))
        yield Row(said, (count, None), Behind(asked, "approval", f"{act}@{who}"))


def summary(asked: Selection, figures: Figures, names: Names) -> Report:
    """Everything on one page, as a Z shows it."""
    say = names.say
    rows = [Row(say("sales"), head=True)]
    rows += [
        Row(say("gross_list"), (None, figures.gross), Behind(asked)),
        Row(say("all_off"), (None, -figures.discount), Behind(asked, "discount")),
        Row(say("less_returns"), _pair(figures.returns), Behind(asked, "return")),
        Row(say("net_sales"), (figures.transactions, figures.total), Behind(asked), strong=True),
        Row(say("rounding"), _pair(figures.rounding), Behind(asked, "rounding")),
        Row(say("due"), (figures.transactions, figures.due), Behind(asked)),
        *([Row(say("topped_up"), _pair(figures.whole("topup")))] if figures.topped_up else []),
        Row(say("average_basket"), (None, figures.average)),
        Row(f"{say('units')}: {format_quantity(figures.units)}"),
        Row(f"{say('units_basket')}: {format_quantity(figures.units_a_basket)}"),
        Row(say("member_sales"), _pair(figures.sum("member")), Behind(asked, "member")),
    ]
    rows.append(Row(say("discounts"), head=True))
    rows += [Row(say(d.name), (d.count, d.amount), Behind(asked, "discount", d.name)) for d in figures.discounts]
    rows.append(Row(say("taxes"), head=True))
    for t in figures.taxes:
        label = f"{t.tax_id} · {format_quantity(t.percent)}% · {say('base')}"
        behind = Behind(asked, "tax", f"{t.tax_id}@{t.percent}")
        rows += [Row(label, (None, t.base), behind), Row(say("in_tax"), (None, t.tax), behind)]
    rows.append(Row(say("all_tax"), (None, figures.tax), Behind(asked), strong=True))
    rows.append(Row(say("tenders"), head=True))
    for tender in figures.tenders:
        behind = Behind(asked, "tender", tender.type)
        rows.append(Row(say(tender.type), (tender.count, tender.net), behind))
        if tender.bonus:
            rows.append(Row(f"  {say('of_it_bonus')}", (None, tender.bonus), behind))
        if tender.offline:
            rows.append(Row(f"  {say('of_it_offline')}", (None, tender.offline), behind))
    rows.append(Row(say("net_tenders"), (None, sum(t.net for t in figures.tenders)), strong=True))
    rows.append(Row(say("exceptions"), head=True))
    rows += [row for row in _exception_rows(asked, figures, names) if any(row.cells)]
    return _report("summary", asked, _TWO, rows, figures, names)


def _pair(found: Sum) -> tuple[int, int]:
    return found.count, found.amount


def _share(part: int, whole: int) -> int:
    return part * 100_000 // whole if whole else 0

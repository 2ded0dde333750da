"""An X, a Z and the slip of a cash move as neutral layouts. What a Z says comes out of its journal entry alone, so
that a copy is the same for ever."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal
from zoneinfo import ZoneInfo

from posapp.contract.shift_ops import CashSumsOp, KindSumOp, ShiftClosedOp, ShiftReportOp
from posapp.domain.cash import INTO, CashMove
from posapp.domain.money import divide, format_amount, format_quantity
from posapp.domain.store import Store
from posapp.domain.times import from_text
from printing.layout import Blank, Cut, Drawer, Pair, ReceiptLayout, Row, Rule, Table, Words
from printing.shift_words import say
from printing.words import COPY, SIMULATED, ReceiptLanguage

Print = Literal["original", "copy"]


@dataclass(frozen=True, slots=True)
class Says:
    """In which words and of whom: `people` is id -> name."""

    store: Store
    language: ReceiptLanguage
    people: Mapping[str, str]
    simulated: bool = False

    def word(self, word: str) -> str:
        """In the paper's language."""
        return say(word, self.language)

    def money(self, amount: int) -> str:
        """Of the shop's currency."""
        return format_amount(amount, self.store.currency.digits)

    def time(self, text: str) -> str:
        """In the shop's own time."""
        return f"{from_text(text).astimezone(ZoneInfo(self.store.timezone)):%Y-%m-%d %H:%M}"

    def who(self, person: str) -> str:
        """By name where it is known."""
        return self.people.get(person, person)

    def head(self, title: str) -> list[Row]:
        """Whose paper, and what it is."""
        rows: list[Row] = [Words(SIMULATED, "centre", "bold")] if self.simulated else []
        return [*rows, Words(self.store.name or self.store.id, "centre"), Words(title, "centre", "large")]


def x_report(report: ShiftReportOp, says: Says) -> ReceiptLayout:
    """How a shift stands. What the drawer must hold is not told: it is counted blind."""
    rows = [*says.head(says.word("x")), Words(says.word("x_note"), "centre"), Rule(), *_about(report, says, "printed")]
    if report.blind:
        rows += [*_counted_only(report, says), *_tenders(report, says), *_part("cash_part", says)]
    else:
        rows += [*_sold(report, says), *_drawer(report.cash, says)]
    rows.append(Pair(says.word("expected"), says.word("hidden")))
    return ReceiptLayout((*rows, *_seen(report, says), Blank(), Cut()))


def z_report(op: ShiftClosedOp, says: Says, kind: Print = "original") -> ReceiptLayout:
    """The end of a shift."""
    report = op.report
    rows = [Words(COPY, "centre", "large")] if kind == "copy" else list[Row]()
    rows += [*says.head(says.word("z")), Pair(says.word("z_number"), op.name, "bold"), Rule()]
    rows += _about(report, says, "closed")
    if op.forced:
        rows.append(Words(says.word("forced")))
    rows += [*_sold(report, says), *_drawer(report.cash, says), *_counted(op, says), *_seen(report, says)]
    return ReceiptLayout((*rows, Blank(), Words(f"{says.word('sign')} ____________________"), Blank(), Cut()))


def cash_slip(move: CashMove, says: Says, *, drawer: bool = False) -> ReceiptLayout:
    """One move of cash, to be signed."""
    rows: list[Row] = [Drawer()] if drawer else []
    rows += [*says.head(says.word(f"slip_{move.kind}")), Rule()]
    rows += [Pair(says.word("date"), says.time(move.at)), Pair(says.word("by"), says.who(move.staff))]
    if move.approver:
        rows.append(Pair(says.word("allowed"), says.who(move.approver)))
    if move.of:
        rows.append(Pair(says.word("receipt"), move.of))
    rows += [Pair(says.word("reason"), move.reason), Rule(), Pair(says.word("total"), says.money(move.amount), "large")]
    rows += [Rule(), Words(move.id), Blank(), Words(f"{says.word('sign')} ____________________"), Blank(), Cut()]
    return ReceiptLayout(tuple(rows))


def _part(word: str, says: Says) -> list[Row]:
    return [Rule(), Words(says.word(word), "left", "bold")]


def _about(r: ShiftReportOp, says: Says, until: str) -> list[Row]:
    rows: list[Row] = [
        Pair(says.word("business_date"), r.business_date),
        Pair(says.word("shift"), str(r.number)),
        Pair(says.word("opened"), says.time(r.opened_at)),
        Pair(says.word(until), says.time(r.at)),
        Pair(says.word("owner"), says.word("shared") if r.mode == "shared" else says.who(r.opened_by)),
        Pair(says.word("cashiers"), ", ".join(map(says.who, r.cashiers)) or "-"),
    ]
    for part in r.parts:
        rows.append(Pair(says.word("suspended_at"), f"{part.register} · {says.time(part.until)}"))
    if r.first:
        rows += [Pair(says.word("receipts"), r.first), Pair("", r.last)]
    return [*rows, Pair(says.word("program"), r.program), Pair(says.word("unsent"), str(r.unsent))]


def _counted_only(r: ShiftReportOp, says: Says) -> list[Row]:
    """How often and how many, not how much: the cash would follow from it."""
    rows = [*_part("sales_part", says), Pair(says.word("transactions"), str(r.sales))]
    rows.append(Pair(says.word("units"), format_quantity(r.units)))
    rows += [Pair(says.word(kind.kind), f"×{kind.count}", indent=2) for kind in r.discounts]
    return [*rows, Pair(says.word("returns"), f"×{r.returns}")] if r.returns else rows


def _sold(r: ShiftReportOp, says: Says) -> list[Row]:
    money = says.money
    rows = [*_part("sales_part", says), Pair(says.word("gross"), money(r.gross))]
    rows += [Pair(f"{says.word(kind.kind)} ×{kind.count}", money(-kind.amount), indent=2) for kind in r.discounts]
    if r.returns:
        rows.append(Pair(f"{says.word('less_returns')} ×{r.returns}", money(r.returned)))
    average = divide(r.total, r.sales) if r.sales else 0
    rows += [Pair(says.word("net"), money(r.total), "bold"), Pair(says.word("transactions"), str(r.sales))]
    rows += [Pair(says.word("units"), format_quantity(r.units)), Pair(says.word("average"), money(average))]
    if r.taxes:
        rows += _part("tax_part", says)
        rows.append(Table((says.word("rate"), says.word("base"), says.word("tax"))))
        rows += [Table((f"{format_quantity(t.percent)}%", money(t.base), money(t.tax))) for t in r.taxes]
        rows.append(Pair(says.word("tax_total"), money(r.tax)))
    return [*rows, *_tenders(r, says)]


def _tenders(r: ShiftReportOp, says: Says) -> list[Row]:
    rows, money = list[Row](), says.money
    if r.tenders:
        rows += _part("tenders_part", says)
        rows.append(Table(("", says.word("taken"), says.word("back"), says.word("net_short"))))
        for t in r.tenders:
            rows.append(Table((f"{says.word(t.type)} ×{t.count}", *map(money, (t.taken, t.back, t.taken - t.back)))))
            more = (("bonus", t.bonus), ("offline", t.offline))
            rows += [Pair(says.word(word), money(amount), indent=2) for word, amount in more if amount]
    return [*rows, *_topups(r, says)]


def _topups(r: ShiftReportOp, says: Says) -> list[Row]:
    """Among the tenders above, and no sale."""
    rows = _part("topups_part", says) if r.topups else []
    for done in r.topups:
        rows.append(Pair(f"{says.word(f'topup_{done.kind}')} ×{done.count}", says.money(done.amount)))
        rows += [Pair(says.word("topup_bonus"), says.money(done.bonus), indent=2)] if done.bonus else []
    return rows


def _drawer(c: CashSumsOp, says: Says) -> list[Row]:
    money = says.money
    rows = _part("cash_part", says)
    if c.before is not None and c.before != c.start:
        rows += [Pair(says.word("before"), money(c.before)), Pair(says.word("start_off"), money(c.start - c.before))]
        rows += [Words(f"{says.word('reason')} {c.why}", indent=2)] if c.why else []
    rows += [Pair(says.word("start"), money(c.start)), Pair(says.word("cash_sales"), money(c.handed - c.change))]
    rows.append(Pair(says.word("change_given"), money(c.change), indent=2))
    told = (("cash_topups", c.topups), ("cash_refunds", -c.refunds), ("corrected", c.corrected))
    rows += [Pair(says.word(word), money(amount)) for word, amount in told if amount]
    for move in c.moves:
        amount = move.amount if move.kind in INTO else -move.amount
        rows.append(Pair(f"{says.word(move.kind)} {move.reason} ×{move.count}", money(amount)))
    rows += [Pair(says.word("rounding"), money(c.rounding), indent=2)] if c.rounding else []
    return rows


def _counted(op: ShiftClosedOp, says: Says) -> list[Row]:
    money, off = says.money, op.counted - op.report.cash.expected
    rows: list[Row] = [Pair(says.word("expected"), money(op.report.cash.expected), "bold")]
    for count in op.counts[:-1]:
        rows.append(Pair(says.word("earlier_count"), money(count.amount)))
    last = op.counts[-1]
    rows += [Pair(f"{money(value)} × {n}", money(value * n), indent=2) for value, n in last.pieces]
    rows.append(Pair(says.word("counted"), money(op.counted), "bold"))
    rows.append(Pair(says.word("over" if off > 0 else "short" if off else "even"), money(off), "bold"))
    rows += [Words(f"{says.word('reason')} {op.reason}")] if op.reason else []
    rows += [Pair(says.word("allowed"), says.who(op.approver))] if op.approver else []
    rows += [Pair(f"{says.word(kind)} {says.word('declared')}", money(amount)) for kind, amount in last.declared]
    if op.left != op.counted:
        rows += [Pair(says.word("to_safe"), money(op.counted - op.left)), Pair(says.word("left"), money(op.left))]
    return rows


def _seen(r: ShiftReportOp, says: Says) -> list[Row]:
    rows = _part("exceptions_part", says)
    for kind in r.exceptions:
        word = "corrected_tenders" if kind.kind == "corrected" else kind.kind
        amount = says.money(kind.amount) if kind.amount else ""
        rows.append(Pair(f"{says.word(word)} ×{kind.count}", amount))
    for a in r.approvals:
        who = f"{says.word('approval')} {says.who(a.approver)} {says.word('for_whom')} {says.who(a.staff)}"
        rows.append(Pair(who, f"{a.act} ×{a.count}"))
    told = (("held", r.held), ("offline_minutes", -(-r.offline_seconds // 60)))
    rows += [Pair(says.word(word), str(amount)) for word, amount in told if amount]
    if r.members or r.earned or r.burned or r.enrolled:
        rows += _part("members_part", says)
        points = (("members", r.members), ("enrolled", r.enrolled), ("earned", r.earned), ("burned", r.burned))
        rows += [Pair(says.word(word), str(number)) for word, number in points]
    if r.pickup or r.ready or r.expired:
        rows += _part("pickup_part", says)
        rows += [_done(kind, says) for kind in r.pickup]
        told = (("pickup_ready", r.ready), ("pickup_expired", r.expired))
        rows += [Pair(says.word(word), str(number)) for word, number in told]
    names = ", ".join(r.unsound)
    return [*rows, Rule(), Words(f"{says.word('unsound')}: {names}" if names else says.word("sound"), "centre")]


def _done(kind: KindSumOp, says: Says) -> Row:
    """With what the goods cost that were handed over; it was paid for in the order, or is among the sales."""
    word = says.word(f"pickup_{kind.kind}")
    return Pair(f"{word} ×{kind.count}", says.money(kind.amount)) if kind.amount else Pair(word, str(kind.count))

"""The commit of a sale: from SaleDraft to the returned Sale, against a bare FULL commit of the very same rows.

    python -m bench.commit [--rounds N] [--each N] [--prefill N] [--dir DIR]

ours: `Sales.complete_sale` with journal entry and seal; checkpoints lie between the sales (their time is reported).
bare: one BEGIN IMMEDIATE … COMMIT of ready tuples through the same module, key and schema, SQLite's own checkpoints.
Each round starts from a copy of one file with `--prefill` sales and sells the same; the next basket is saved, untimed,
before each sale. So the n-th sale splits the same pages and meets the same checkpoint in every round. The goal for the
p99 is taken over the sales, each at its median over the rounds ("p99 by sale"): what comes back every time is the
till's or SQLite's, what does not is the machine's. The p99 of plain wall time stands in the table beside it.
"""

from __future__ import annotations

import argparse
import gc
import itertools
import random
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from bench import timing
from posapp.contract.ops import encode
from posapp.contract.translate import sale_op
from posapp.domain.basket import Basket
from posapp.domain.cart import Cart, add
from posapp.domain.catalog import Product
from posapp.domain.journal import GENESIS, seal
from posapp.domain.pricing import price, price_book
from posapp.domain.promotion import Promotion
from posapp.domain.sale import Sale, SaleDraft, receipt_number
from posapp.domain.store import CashRounding
from posapp.domain.tax import Tax
from posapp.domain.tender import Tender, settle
from posapp.storage import sale_rows
from posapp.storage.driver import FORCED_CHECKPOINT_PAGES, Connection, Value, open_file
from posapp.storage.enrolment import Enrolment
from posapp.storage.till import TillStore, open_till

KEY: Final = bytes(range(32))
TILL: Final = Enrolment("S1-1-bench", "S1", "1", "http://127.0.0.1", "token")
AT, DATE, SHIFT, STAFF = "2026-11-21T01:00:00Z", "2026-11-21", "S1-1-bench.1", "c1"
LINES: Final = 8
GOALS: Final = {"p50": 1.3, "CPU": 1.8, "p99 by sale": 0.6, "checkpoints a sale": 1 / 20}
"""At most; the first three as multiples of the bare commit."""
POOL: Final = 500
WARM: Final = 100
"""Sales until the log has its size: after the first checkpoint it is written over, and no longer grows."""
SQLITE_CHECKPOINT_PAGES: Final = 1_000
NAMES: Final = (
    ("农夫山泉饮用天然水 550ml", "Nongfu Spring water 550 ml"),
    ("康师傅红烧牛肉面 五连包", "Master Kong braised beef noodles x5"),
    ("零度可口可乐 330ml 罐装", "Coca-Cola Zero 330 ml can"),
    ("蒙牛纯牛奶 250ml*12", "Mengniu pure milk 250 ml x12"),
    ("乐事黄瓜味薯片 70g", "Lay's potato chips cucumber 70 g"),
    ("维达抽纸 3层 100抽*6", "Vinda tissue 3-ply 100 x6"),
    ("海天金标生抽 500ml", "Haday gold label soy sauce 500 ml"),
    ("奥利奥夹心饼干 116g", "Oreo sandwich biscuits 116 g"),
)

TAXES: Final = {"13": Tax("13", "rate", 13_000), "9": Tax("9", "rate", 9_000)}
OFFER: Final = Promotion("P-2611", "percent", categories=frozenset({"snacks"}), percent=15_000)
BOOK: Final = price_book("inclusive", TAXES, (OFFER,), AT)

Statements = list[tuple[str, list[tuple[Value, ...]]]]


def baskets() -> list[Basket]:
    """Baskets of eight goods, some of them on offer."""
    r = random.Random(3)
    made = []
    for _ in range(POOL):
        cart = Cart(member=f"M{r.randrange(50_000):05d}")
        for name_zh, name_en in NAMES:
            category, sku = r.choice(["snacks", "drinks", "home"]), str(r.randrange(100_000, 200_000))
            goods = Product(sku, name_zh, name_en, r.randrange(100, 20_000), r.choice(["13", "9"]), category)
            code = str(r.randrange(6_900_000_000_000, 6_999_999_999_999))
            cart = add(cart, goods, 1000 * r.randrange(1, 4), code=code)
        made.append(Basket(cart, began=AT))
    return made


def paid(basket: Basket) -> SaleDraft:
    """The basket priced by our own rules and settled by card and cash."""
    cart = basket.cart
    priced = price(cart, BOOK)
    card = priced.total // 2
    tenders = (Tender(1, "card", card, "AUTH048213"), Tender(2, "cash", priced.total - card + 500))
    settled = settle(priced.total, tenders, CashRounding(10, "down"))
    return SaleDraft(SHIFT, STAFF, DATE, AT, "CNY", priced, tenders, settled, cart.member)


def statements(d: SaleDraft, seq: int, number: int, before: bytes, till: Enrolment = TILL) -> tuple[Statements, bytes]:
    """The rows of one sale, as ours would write them as entry `seq` with receipt `number`, and the entry's seal."""
    id_, receipt = f"{till.till}.{seq}", receipt_number(till.store, till.register, d.business_date, number)
    head = (id_, receipt, d.shift, d.staff, d.business_date, d.at, d.currency)
    sold = Sale(*head, d.priced, d.tenders, d.settlement, d.member)
    body, said = encode(sale_op(sold)), (seq, "sale", d.at, d.business_date, d.staff)
    sealed = seal(till.till, before, *said, body)
    return [
        ("INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?, ?)", [(*said, body, sealed)]),
        *sale_rows.rows(seq, number, sold),
        ("INSERT INTO print_job (kind, document, at, copies) VALUES (?, ?, ?, ?)", [("receipt", receipt, d.at, 1)]),
        ("DELETE FROM basket", []),
    ], sealed


def committed(pool: list[Basket], seq: int, number: int, before: bytes) -> Iterator[Statements]:
    """The rows of one sale after the other, from entry `seq` and receipt `number` on."""
    for n, basket in enumerate(itertools.cycle(pool)):
        rows, before = statements(paid(basket), seq + n, number + n, before)
        yield rows


def write(connection: Connection, statements: Statements) -> None:
    """One bare transaction."""
    execute, executemany = connection.execute, connection.executemany
    execute("BEGIN IMMEDIATE")
    for sql, rows in statements:
        if len(rows) > 1:
            executemany(sql, rows)
        elif rows:
            execute(sql, rows[0])
        elif sql.startswith("DELETE"):
            execute(sql)
    execute("COMMIT")


def seed(folder: Path, prefill: int, pool: list[Basket]) -> None:
    """A till with that many sales, closed."""
    store = open_till(folder, KEY)
    store.enrolment.save(TILL)
    store.close()
    file = open_file(folder / "till.db", KEY)
    file.execute("PRAGMA synchronous=OFF")
    for statements in itertools.islice(committed(pool, 1, 1, GENESIS), prefill):
        write(file, statements)
    file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    file.close()


class Ours:
    """The till's own commit; what lies between two sales is a checkpoint when one is due."""

    def __init__(self, store: TillStore, pool: list[Basket]) -> None:
        self.store = store
        self._pool = itertools.cycle(pool)
        self._draft = paid(pool[0])
        self.sales = self.checkpoints = 0

    def before(self) -> None:
        """The next customer's goods lie on the counter, priced and paid for."""
        basket = next(self._pool)
        self.store.baskets.save(basket)
        self._draft = paid(basket)

    def once(self) -> Sale:
        """From the draft to the sale."""
        self.sales += 1
        return self.store.sales.complete_sale(self._draft)

    def between(self) -> None:
        """The till is idle."""
        self.checkpoints += self.store.database.checkpoint_if_due()

    def variant(self) -> timing.Variant:
        """As it is timed."""
        return timing.Variant(self.once, self.before, self.between)


class Bare:
    """Ready tuples through the module alone."""

    def __init__(self, path: Path, pool: list[Basket], checkpoint_pages: int) -> None:
        self._file = open_file(path, KEY)
        self._checkpoint = f"PRAGMA wal_autocheckpoint={checkpoint_pages}"
        self._file.execute("PRAGMA foreign_keys=OFF")
        seq, before = self._file.execute("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1").fetchone() or (
            0,
            b"",
        )
        self._rows = committed(pool, seq + 1, seq + 1, before)
        self._next: Statements = []
        self._basket = b"x" * 2_500

    def before(self) -> None:
        """The next customer's goods lie on the counter, priced, paid for and made into rows.

        The basket's own commit takes no checkpoint off the sale's.
        """
        for step in ("PRAGMA wal_autocheckpoint=0", "PRAGMA synchronous=NORMAL"):
            self._file.execute(step)
        self._file.execute("INSERT OR REPLACE INTO basket VALUES (1, ?)", (self._basket,))
        for step in (self._checkpoint, "PRAGMA synchronous=FULL"):
            self._file.execute(step)
        self._next = next(self._rows)

    def once(self) -> None:
        """One transaction."""
        write(self._file, self._next)

    def variant(self) -> timing.Variant:
        """As it is timed."""
        return timing.Variant(self.once, self.before)

    def close(self) -> None:
        """Give the file back."""
        self._file.close()


def compare(folder: Path, prefill: int, rounds: int, each: int) -> int:
    """Run and tell; 1 when a goal is missed."""
    pool = baskets()
    seed(folder / "seed", prefill, pool)
    gc.freeze()  # the pool of baskets is the bench's, not the till's, to be collected
    found: dict[str, list[timing.Round]] = {}
    sales = checkpoints = 0
    for number in range(rounds):
        ours = one_round(folder, pool, found, each, number)
        sales, checkpoints = sales + ours.sales, checkpoints + ours.checkpoints
    print(f"commit of a sale of {LINES} lines; {prefill} sales in the file; {rounds} rounds of {each}")
    print(timing.table(found, "bare FULL"))
    return judge(found, sales, checkpoints)


def one_round(folder: Path, pool: list[Basket], found: dict[str, list[timing.Round]], each: int, number: int) -> Ours:
    """Every variant once, from a fresh copy of the file."""
    for name in ("ours", "bare", "bare4000"):
        shutil.copytree(folder / "seed", folder / name)
    ours = Ours(open_till(folder / "ours", KEY), pool)
    bare = Bare(folder / "bare" / "till.db", pool, SQLITE_CHECKPOINT_PAGES)
    rare = Bare(folder / "bare4000" / "till.db", pool, FORCED_CHECKPOINT_PAGES)
    variants = {"bare FULL": bare.variant(), "ours": ours.variant(), "bare, checkpoint at 4,000 pages": rare.variant()}
    for name, timed in timing.run(variants, rounds=1, each=each, warm=WARM, shuffle=number).items():
        found.setdefault(name, []).extend(timed)
    for file in (ours.store, bare, rare):
        file.close()
    for name in ("ours", "bare", "bare4000"):
        shutil.rmtree(folder / name)
    return ours


def by_sale(rounds: list[timing.Round]) -> list[float]:
    """Each sale's wall time, its median over the rounds."""
    return [timing.median(times) for times in zip(*(r.wall for r in rounds), strict=True)]


def judge(found: dict[str, list[timing.Round]], sales: int, checkpoints: int) -> int:
    """What lay between, and the goals."""
    rounds, base, rare = found["ours"], found["bare FULL"], found["bare, checkpoint at 4,000 pages"]
    idle = sorted(t for r in rounds for t in r.between_wall)[-checkpoints:]
    print(f"checkpoints between sales: {checkpoints} in {sales} sales, "
          f"p50 {timing.median(idle) * 1e3:.1f} ms, longest {idle[-1] * 1e3:.1f} ms")  # fmt: skip
    in_all = timing.ratio(rounds, base, lambda r: r.cpu_each_in_all)
    print(f"CPU with its share of the checkpoints: x {in_all:.2f}")
    tail, bare, least = (timing.percentile(by_sale(kind), 99) for kind in (rounds, base, rare))
    print(f"p99 by sale: ours {tail * 1e6:.0f}, bare {bare * 1e6:.0f}, bare without a checkpoint {least * 1e6:.0f} us")
    reached = {
        "p50": timing.ratio(rounds, base, lambda r: r.percentile(50)),
        "CPU": timing.ratio(rounds, base, lambda r: r.cpu_each),
        "p99 by sale": tail / bare,
        "checkpoints a sale": checkpoints / sales,
    }
    return timing.verdict({name: (figure, GOALS[name]) for name, figure in reached.items()})


def main(argv: list[str] | None = None) -> int:
    """Measure; exit code 1 when a goal is missed."""
    parser = argparse.ArgumentParser(
        prog="bench commit", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--each", type=int, default=1200)
    parser.add_argument("--prefill", type=int, default=20_000)
    parser.add_argument("--dir", type=Path, help="scratch folder, on the disk to be measured")
    given = parser.parse_args(argv)
    with tempfile.TemporaryDirectory(prefix="commit-", dir=given.dir) as name:
        return compare(Path(name), given.prefill, given.rounds, given.each)


if __name__ == "__main__":
    sys.exit(main())

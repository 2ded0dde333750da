"""A scan, from its 13 keys and Enter to the painted line with its price, against a bare look-up and one own widget.

    python -m bench.scan [--products N] [--small N] [--rounds N] [--each N] [--dir DIR]

floor: a line edit, a join by code, a widget that paints only the new row; it prices nothing and keeps nothing.
ours: the till's own window, scanner filter, use cases, pricing with offers, the basket saved on the worker.
Baskets grow to 60 lines and begin anew, untimed; "200 lines" and "1 line" add one line to a basket of that length.
Judged by the "own" time of timing.py: what neighbours took from the machine is not the till's.
"""

from __future__ import annotations

import argparse
import gc
import random
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMainWindow, QVBoxLayout, QWidget

from bench import timing
from bench.catalogue import CATEGORIES, cached
from bench.counter import Counter
from posapp.commands.till_parts import TillParts, open_parts
from posapp.devices.clock import SystemClock
from posapp.domain.basket import Basket
from posapp.domain.cart import Cart, add
from posapp.domain.money import currency
from posapp.domain.promotion import Promotion
from posapp.domain.staff import MANAGER, Role, Staff
from posapp.domain.store import Store
from posapp.storage.catalog_feed import CatalogChange
from posapp.storage.driver import connect
from posapp.storage.enrolment import Enrolment
from ui.kit.cart_list import CartList
from ui.launch import freeze_memory
from ui.tasks import Tasks

GOALS: Final = {
    "p99 in ms": 16.7,
    "p50, x floor": 2.5,
    "200 lines, x one line": 1.3,
    "10,000 products, x": 1.2,
}
FLOOR, OURS, ONE, MANY, SMALL = "floor", "ours", "ours, 1 line", "ours, 200 lines", "ours, 10,000 products"
KEY: Final = bytes(range(32))
LINES: Final = 60
LONG: Final = 200
CODES: Final = 4_000
SIZE: Final = (1366, 768)
AS_OF: Final = "2026-11-21T01:00:00Z"
FLOOR_SQL: Final = "SELECT p.sku, p.name_zh, p.price FROM barcode b JOIN product p ON p.id = b.product WHERE b.code = ?"
ROW: Final = 32
CELLS: Final = ((0, 40), (44, 420), (470, 80), (560, 120), (690, 120), (820, 160))


class OwnWidget(QWidget):
    """The floor's basket: one Python paintEvent, only the rows that need it."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[tuple[str, ...]] = []
        self.painted = self._top = 0

    def add(self, row: tuple[str, ...]) -> None:
        """One more line."""
        self.rows.append(row)
        visible = self.height() // ROW
        if len(self.rows) > visible:
            self._top = len(self.rows) - visible
            self.scroll(0, -ROW)
        self.update(QRect(0, (len(self.rows) - 1 - self._top) * ROW, self.width(), ROW))

    def clear(self) -> None:
        """The next basket."""
        self.rows.clear()
        self._top = 0
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, area = QPainter(self), event.rect()
        last = min(len(self.rows) - self._top, area.bottom() // ROW + 1)
        right, left = (
            int(side | Qt.AlignmentFlag.AlignVCenter)
            for side in (Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignLeft)
        )
        for k in range(max(0, area.top() // ROW), last):
            for number, (x, width) in enumerate(CELLS):
                painter.drawText(
                    x, k * ROW, width, ROW, right if number >= 2 else left, self.rows[self._top + k][number]
                )
        painter.end()
        self.painted += 1


class Floor:
    """A window that does the least there is to do."""

    def __init__(self, catalogue: Path, codes: Callable[[], str]) -> None:
        self._connection, self._codes = connect(catalogue, mode="ro"), codes
        self._app = QApplication.instance()
        self.window, inside = QMainWindow(), QWidget()
        self.window.setCentralWidget(inside)
        column = QVBoxLayout(inside)
        self._edit, self._total, self.basket = QLineEdit(), QLabel("0.00"), OwnWidget()
        for widget, stretch in ((self._edit, 0), (self.basket, 1), (self._total, 0)):
            column.addWidget(widget, stretch)
        self.window.resize(1280, 800)
        self._edit.returnPressed.connect(self._entered)

    def _entered(self) -> None:
        found = self._connection.execute(FLOOR_SQL, (self._edit.text(),)).fetchone()
        assert found is not None
        sku, name, price = found
        self._edit.clear()
        amount = f"{price / 100:.2f}"
        self.basket.add((sku, name or "", "1", amount, "", amount))
        self._total.setText(amount)

    def before(self) -> None:
        """Begin anew when the basket is long."""
        if len(self.basket.rows) >= LINES:
            self.basket.clear()
            QApplication.processEvents()

    def once(self) -> None:
        """13 keys and Enter, then until it is painted."""
        painted = self.basket.painted
        QTest.keyClicks(self._edit, self._codes())
        QTest.keyClick(self._edit, Qt.Key.Key_Return)
        while self.basket.painted == painted:
            QApplication.processEvents()


class Painted(QObject):
    """Counts the paint events of one widget."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return False


class Ours:
    """The till's window. Baskets grow from nothing, or (`length`) have so many lines before each scan."""

    def __init__(self, till: BenchTill, codes: Callable[[], str], length: int = 0) -> None:
        self._till, self._codes, self._length = till, codes, length
        self._cart = till.cart(length, codes)
        self._fresh = False

    def before(self) -> None:
        """The basket as it is to be."""
        desk = self._till.counter.app.desk
        if self._length or not self._fresh or len(desk.basket.cart.lines) >= LINES:
            desk.put_back(Basket(self._cart, began=AS_OF if self._cart.lines else ""))
            self._till.counter.window.go("checkout")
            self._till.counter.settle()
            gc.collect()  # what laying the basket down left behind is not the scan's
            self._fresh = True

    def once(self) -> None:
        """A scanner's keys, then until the line is painted."""
        painted = self._till.painted
        count = painted.count
        self._till.counter.burst(self._codes())
        while painted.count == count:
            QApplication.processEvents()

    def variant(self) -> timing.Variant:
        """As it is timed."""
        return timing.Variant(self.once, self.before)


class BenchTill:
    """A till over one catalogue, a manager signed in, a shift open, its window on the checkout."""

    def __init__(self, folder: Path, catalogue: Path) -> None:
        folder.mkdir(parents=True)
        shutil.copy(catalogue, folder / "catalog.db")
        self.counter = Counter(lambda tasks: parts(folder, tasks), "zh", SIZE)
        app = self.counter.app
        app.sign_in.enter(MANAGER_AT_TILL)
        app.shifts.open_shift(0)
        self.counter.window.sign_in_model.signed_in.emit(MANAGER_AT_TILL)
        self.counter.settle()
        screen = self.counter.window.page_of("checkout")
        self.painted = Painted(screen.findChildren(CartList)[0].viewport())

    def cart(self, lines: int, codes: Callable[[], str]) -> Cart:
        """A basket of different goods."""
        cart = Cart()
        while len(cart.lines) < lines:
            cart = add(cart, self.counter.app.catalog.by_code(codes())[0])
        return cart


MANAGER_AT_TILL: Final = Staff("m1", "Bench", Role(MANAGER))


def parts(folder: Path, tasks: Tasks) -> TillParts:
    """The files, with a shop of two offers in every tenth category."""
    made = open_parts(folder, SystemClock(), hub_url="http://127.0.0.1:9", later=tasks.later)
    till = made.till
    till.enrolment.save(Enrolment("S1-1-bench", "S1", "1", "http://127.0.0.1:9", "token"))
    till.settings.apply([Store("S1", "Bench", currency("CNY"), "Asia/Shanghai")], 1, "bench", AS_OF)
    till.staff.apply([MANAGER_AT_TILL], [], 1, "bench", AS_OF)
    made.catalog.apply(CatalogChange(promotions=list(offers())))
    made.app.desk.settings_changed()
    return made


def offers() -> Iterator[Promotion]:
    """A percentage and a group price in every tenth category."""
    for number in range(0, CATEGORIES, 10):
        scope = frozenset({f"C{number:02d}"})
        yield Promotion(f"P{number}", "percent", "会员日", "Offer day", categories=scope, percent=10_000)
        yield Promotion(
            f"N{number}",
            "nth_percent",
            "第二件半价",
            "Second at half price",
            categories=scope,
            quantity=2,
            percent=50_000,
        )


def code_source(catalogue: Path) -> Callable[[], str]:
    """Codes of the catalogue, all over it, in the same order each time."""
    connection = connect(catalogue, mode="ro")
    ((most,),) = connection.execute("SELECT max(id) FROM product").fetchall()
    wanted = random.Random(3).sample(range(1, most + 1), min(most, CODES))
    marks = ",".join("?" * len(wanted))
    codes = [c for (c,) in connection.execute(f"SELECT codes FROM product WHERE id IN ({marks})", wanted)]
    connection.close()
    return cycle([c.split()[0] for c in codes if c]).__next__


def main(argv: list[str] | None = None) -> int:
    """Print the table; 1 when a goal is missed."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--products", type=int, default=1_000_000)
    arguments.add_argument("--small", type=int, default=10_000)
    arguments.add_argument("--rounds", type=int, default=7)
    arguments.add_argument("--each", type=int, default=300)
    arguments.add_argument("--dir", type=Path, default=None)
    chosen = arguments.parse_args(argv)
    large, small = (cached(count, chosen.dir)[0] for count in (chosen.products, chosen.small))
    with tempfile.TemporaryDirectory() as folder:
        tills = BenchTill(Path(folder) / "large", large), BenchTill(Path(folder) / "small", small)
        freeze_memory()  # as the till does
        floor = Floor(large, code_source(large))
        floor.window.show()
        codes = code_source(large)
        found = timing.run(
            {
                FLOOR: timing.Variant(floor.once, floor.before),
                OURS: Ours(tills[0], codes).variant(),
                ONE: Ours(tills[0], codes, 1).variant(),
                MANY: Ours(tills[0], codes, LONG).variant(),
                SMALL: Ours(tills[1], code_source(small)).variant(),
            },
            rounds=chosen.rounds,
            each=chosen.each,
        )
        for till in tills:
            till.counter.close()
        floor.window.close()
    print(f"scan to painted line, {chosen.products:,} products; {chosen.rounds} rounds of {chosen.each}")
    print(timing.table(found, FLOOR))
    return judge(found)


def judge(found: dict[str, list[timing.Round]]) -> int:
    """The goals."""

    def half(r: timing.Round) -> float:
        return r.own_percentile(50)

    figures = (
        timing.median(r.own_percentile(99) for r in found[OURS]) * 1e3,
        timing.ratio(found[OURS], found[FLOOR], half),
        timing.ratio(found[MANY], found[ONE], half),
        timing.ratio(found[OURS], found[SMALL], half),
    )
    return timing.verdict(dict(zip(GOALS, zip(figures, GOALS.values(), strict=True), strict=True)))


if __name__ == "__main__":
    sys.exit(main())

"""Pictures of every screen: `./run shots DIR [--only WORD] [--sizes WxH,…] [--languages zh,en]`.

中文 and English; 1024x768, 1366x768, 1920x1080, 1366x768 on a display of twice the density (@2x), and 1366x768 with
everything twice as large (200%). They are made by driving the real window over the demonstration shop's till.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from bench.counter import Counter, counter, prepare
from bench.shots_book import books
from bench.shots_follow_ups import follow_ups
from bench.shots_goods import mailed, pictured
from bench.shots_hub import hub_news, trouble
from bench.shots_members import members
from bench.shots_orders import orders
from bench.shots_paper import ShotOf, customer, paper
from bench.shots_payment import card_payments, purses
from bench.shots_people import people
from bench.shots_refunds import refunds
from bench.shots_reports import at_a_glance, reports
from bench.shots_returns import came_back, returned
from bench.shots_shift import shifts
from bench.shots_topup import topup
from bench.shots_wallets import wallet_payments
from posapp.domain.print_status import PrintStatus
from posapp.domain.sync_status import SyncStatus
from posapp.domain.times import to_text
from ui.kit.i18n import LOCALES, Language
from ui.payment.screen import PaymentScreen

SIZES: Final = ("1024x768", "1366x768", "1920x1080")
DENSE = "2"
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
CODES: Final = tuple(range(1, 14))
QUICK: Final = 80
"""Of 100: packed in a third of the time, some larger on disk; a PNG loses nothing either way."""
UNKNOWN: Final = "6901234567892"
Shot = Callable[[str], None]


def main(argv: list[str] | None = None) -> int:
    """Make the pictures; each window has a process of its own, as a till has."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("dir", type=Path)
    arguments.add_argument("--only", default="", help="only pictures whose name has this in it")
    arguments.add_argument("--sizes", default=",".join((*SIZES, "1366x768@2x", "1366x768@200%")))
    arguments.add_argument("--languages", default="zh,en")
    arguments.add_argument("--till", type=Path, default=None, help=argparse.SUPPRESS)
    chosen = arguments.parse_args(argv)
    chosen.dir.mkdir(parents=True, exist_ok=True)
    if chosen.till is not None:
        return shoot(chosen.dir, chosen.till, chosen.only, chosen.sizes.split(","), chosen.languages.split(","))
    with tempfile.TemporaryDirectory() as folder:
        prepare(Path(folder))
        for size, language in product(chosen.sizes.split(","), chosen.languages.split(",")):
            density = DENSE if size.endswith("@2x") else "1"
            command = [sys.executable, "-m", "bench.shots", str(chosen.dir), "--till", folder, "--only", chosen.only]
            command += ["--sizes", size, "--languages", language]
            subprocess.run(command, check=True, env={**os.environ, "QT_SCALE_FACTOR": density})
    print(f"{len(list(chosen.dir.glob('*.png')))} pictures in {chosen.dir}")
    return 0


def shoot(target: Path, till: Path, only: str, sizes: list[str], languages: list[str]) -> int:
    """All scenes in this process's density."""
    for size in sizes:
        plain, _, factor = size.partition("@")
        width, height = map(int, plain.split("x"))
        for language in LOCALES:
            if language in languages:
                with tempfile.TemporaryDirectory() as folder:
                    work = Path(shutil.copytree(till, Path(folder, "demo")))
                    with counter(work, language, (width, height)) as at:
                        at.theme.set_scale(int(factor[:-1]) / 100 if factor.endswith("%") else 1.0)
                        tour(at, Camera(at, target, language, size, only))
    return 0


class Camera:
    """Takes numbered pictures of the window."""

    def __init__(self, at: Counter, folder: Path, language: Language, size: str, only: str) -> None:
        self._at, self._folder, self._only = at, folder, only
        self._ending = f"{language}-{size}.png"
        self._number = 0

    def __call__(self, name: str, of: QWidget | None = None) -> None:
        self._number += 1
        print(name)
        if self._only in name:
            self._at.settle()
            path = self._folder / f"{self._number:02d}-{name}-{self._ending}"
            if not (of or self._at.window).grab().save(str(path), "PNG", QUICK):
                raise OSError(f"cannot write {path}")


def tour(at: Counter, shot: ShotOf) -> None:
    """A morning at the counter."""
    line(at, SyncStatus("online", to_text(at.app.clock.now())))
    at.bridge.paper.emit(PrintStatus("ready", simulated=True))
    trouble(at, shot)
    sign_in(at, shot)
    shift(at, shot)
    ring_up(at, shot)
    customers(at, shot)
    ask(at, shot)
    pay(at, shot)
    card_payments(at, shot)
    wallet_payments(at, shot)
    refunds(at, shot)
    purses(at, lambda name: shot(f"purse-{name}"))
    others(at, shot)
    returned(at, shot)
    members(at, shot)
    follow_ups(at, shot)
    topup(at, shot)
    books(at, shot)
    orders(at, shot)
    paper(at, shot)
    pictured(at, shot)
    mailed(at, shot)
    customer(at, shot)
    shifts(at, shot)
    reports(at, shot)
    at_a_glance(at, shot)
    came_back(at, shot)
    hub_news(at, shot)
    people(at, shot)


def customers(at: Counter, shot: Shot) -> None:
    """A member, coupons, and why the basket costs what it costs."""
    at.key(Qt.Key.Key_F3)
    shot("customer-ask")
    at.type("000\r")
    at.type("0001\r")
    at.settle()
    at.key(Qt.Key.Key_F3)
    at.type("demo\r")
    shot("customer-refused")
    at.key(Qt.Key.Key_Escape)
    for code in ("DEMO-TEN", "DEMO-ONCE"):
        at.scan(code)
    at.settle()
    shot("customer")
    at.key(Qt.Key.Key_F3)
    shot("customer-there")
    at.key(Qt.Key.Key_Escape)
    at.key(Qt.Key.Key_F4)
    at.settle()
    shot("customer-offers")
    at.key(Qt.Key.Key_Escape)
    at.checkout.customer.ask()
    at.checkout.customer.sheet.list.chosen.emit(1)
    at.checkout.customer.ask()
    at.checkout.customer.sheet.list.chosen.emit(0)
    at.settle()


def line(at: Counter, status: SyncStatus) -> None:
    """The line to the hub in this state."""
    at.bridge.line.emit(status)
    at.settle()


def sign_in(at: Counter, shot: Shot) -> None:
    """A wrong PIN, then the right one."""
    at.until(lambda: bool(at.window.sign_in_model.people))
    at.window.sign_in_model.choose("c1")
    at.window.sign_in_model.people_changed.emit()
    shot("sign-in")
    at.type("4321\r")
    at.until(lambda: at.window.sign_in.notice._state != "neutral")  # nor still being checked
    shot("sign-in-wrong")
    at.type("1111\r")
    at.until(lambda: bool(at.window.page))


def shift(at: Counter, shot: Shot) -> None:
    """The float."""
    at.type("500")
    shot("shift")
    at.type("\r")
    at.until(lambda: at.window.page == "checkout")


def ring_up(at: Counter, shot: Shot) -> None:
    """Thirteen goods, some twice, one unknown; a search; the tiles folded away."""
    shot("checkout-empty")
    codes = at.codes(len(CODES))
    for code in (*codes, codes[1], codes[4]):
        at.scan(code)
    shot("checkout")
    at.scan(UNKNOWN)
    shot("checkout-refused")
    at.key(Qt.Key.Key_Delete)
    at.type("kele")
    at.until(lambda: at.checkout.model.found_for == "kele")
    shot("checkout-search")
    at.key(Qt.Key.Key_Escape)
    at.key(Qt.Key.Key_T, modifier=CTRL)
    shot("checkout-folded")
    at.key(Qt.Key.Key_T, modifier=CTRL)
    line(at, SyncStatus("offline", to_text(at.app.clock.now()), unsent=3))
    at.bridge.paper.emit(PrintStatus("paper_out", waiting=2))


def ask(at: Counter, shot: Shot) -> None:
    """The questions, each left with Esc."""
    for name, key, modifier in (
        ("ask-quantity", Qt.Key.Key_F6, None),
        ("ask-price", Qt.Key.Key_F7, None),
        ("ask-unlisted", Qt.Key.Key_U, CTRL),
        ("ask-empty", Qt.Key.Key_Delete, CTRL | SHIFT),
        ("ask-about", Qt.Key.Key_N, CTRL),
        ("item-card", Qt.Key.Key_I, CTRL),
        ("keys", Qt.Key.Key_F1, None),
        ("drawer", Qt.Key.Key_F10, None),
    ):
        at.key(key, modifier=modifier or Qt.KeyboardModifier.NoModifier)
        shot(name)
        at.key(Qt.Key.Key_Escape)
    prices_by_hand(at, shot)
    products = tuple(listing.product for listing in at.app.catalog.browse(limit=3))
    at.checkout.questions.ask_which(products)
    shot("ask-which")
    at.key(Qt.Key.Key_Escape)
    goods_that_ask(at, shot)
    at.checkout.questions.approval.set_words("…", "")
    at.settle()


def goods_that_ask(at: Counter, shot: Shot) -> None:
    """A serial number, an age; both are left open and the goods taken out again."""
    wine = at.app.catalog.browse("alcohol", limit=1)[0].product
    for name, goods in (("ask-serial", at.product("DEMO-HEADPHONES")), ("ask-age", wine)):
        at.checkout.questions.ring_up(goods)
        shot(name)
        at.key(Qt.Key.Key_Escape)
        at.key(Qt.Key.Key_Delete)


def prices_by_hand(at: Counter, shot: Shot) -> None:
    """Beyond the limit: what it comes to, the second person; then a smaller discount, and the total rounded off."""
    at.key(Qt.Key.Key_F7)
    at.key(Qt.Key.Key_F7)
    at.type("30")
    at.key(Qt.Key.Key_Down)
    shot("price-beyond")
    at.type("\r")
    shot("price-approval")
    at.key(Qt.Key.Key_Escape)
    at.key(Qt.Key.Key_F7)
    at.key(Qt.Key.Key_F7)
    at.type("5")
    at.key(Qt.Key.Key_Down)
    at.type("\r")
    at.key(Qt.Key.Key_F5)
    shot("price-given")
    at.key(Qt.Key.Key_F7)
    shot("price-standing")
    at.key(Qt.Key.Key_F8)
    at.key(Qt.Key.Key_F5)
    at.settle()


def pay(at: Counter, shot: Shot) -> None:
    """Cash with so much change that the till asks first."""
    at.key(Qt.Key.Key_F12)
    at.settle()
    shot("payment")
    at.type("9")
    at.type("999\r")
    page = at.window.page_of("payment")
    assert isinstance(page, PaymentScreen)
    question = page.doubt
    at.until(lambda: question.isVisible() and question.rested)
    shot("ask-change")
    at.type("\r")
    at.until(lambda: at.app.till.sales.last_sale() is not None and at.app.desk.basket.cart.empty)
    shot("payment-done")
    at.until(lambda: page.rested)
    at.type("\r")
    at.until(lambda: at.window.page == "checkout")


def others(at: Counter, shot: Shot) -> None:
    """The pages of the rail."""
    line(at, SyncStatus("behind", to_text(at.app.clock.now()), unsent=1))
    for page in ("holds", "receipts", "settings"):
        at.window.go(page)
        at.settle()
        at.calm()
        shot(page)
    at.window.go("checkout")


if __name__ == "__main__":
    sys.exit(main())

"""kill -9 of a till at each step of a payment: one charge or none, the sale completed once.

    python -m bench payment_kill [--through terminal,wechat,alipay,hub] [--every N] [--dir DIR]       (Linux)

Each life is a fork over a copy of one till; a step is a call to SQLite, a file or a socket. Who is asked, a card
terminal or a wallet through a hub, is a program of its own that lives on, with books of its own, and plays each part in
turn. The next life finds the payment as it was left and goes on as a person would: it asks what became of it, and only
where nothing was taken it begins anew. "hub": the same of the process of the hub that asks a wallet.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from sqlcipher3 import dbapi2 as sqlite

from bench.killing import hub_charges
from bench.killing.moments import Doom, Moments
from bench.killing.payers import ByTerminal, ByWallet, Payer
from bench.killing.process import begin
from hub.storage.database import sqlite_url
from posapp.app import App
from posapp.commands.hub_process import HubProcess
from posapp.commands.till_parts import open_parts
from posapp.commands.wallet_process import WalletProcess
from posapp.devices.clock import SystemClock
from posapp.domain.tender import TenderType
from posapp.ports.provider import Provider
from posapp.storage.verify import verify

PAYMENT: Final = "payment"
GOALS: Final = {"wrong": 0}
REF: Final = "payment-kill"
EVERY: Final = 45
"""Steps between two lives, where nothing else is said: each step of each part is an hour."""
THROUGH: Final = ("terminal", "wechat", "alipay", "hub")
DONE: Final = b"done\n"
ANSWERS: Final = 20
"""More questions than any of the parts needs."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who sells what."""

    staff: str
    pin: str
    sku: str


def main(argv: list[str] | None = None) -> int:
    """Exit code 1 when something was charged twice, lost, or left open."""
    from bench.counter import prepare

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--every", type=int, default=EVERY, help="only every so many steps")
    parser.add_argument("--through", default=",".join(THROUGH), help="who is asked for the money")
    parser.add_argument("--dir", type=Path)
    given = parser.parse_args(argv)
    with tempfile.TemporaryDirectory(dir=given.dir) as folder:
        prepare(Path(folder) / "demo")
        steps, wrong = _all(Path(folder), given.through.split(","), given.every)
    print(f"{steps} steps, {len(wrong)} wrong")
    for words in wrong:
        print(words)
    return 1 if wrong else 0


def _all(folder: Path, through: Sequence[str], every: int) -> tuple[int, list[str]]:
    demo = folder / "demo"
    hub, wallets = HubProcess(demo / "hub"), WalletProcess(demo, demo / "hub")
    till, steps, wrong = demo / "till", 0, list[str]()
    hub.start()
    wallets.start(mute=0.1)
    try:
        person = _somebody(till)
        payers: dict[str, Payer] = {"terminal": ByTerminal()}
        for wallet in ("wechat", "alipay"):
            payers[wallet] = ByWallet(wallet, wallets, hub.url, lambda: forget(demo / "hub" / "hub.db"))
        for name in through:
            lives = folder / "lives" / name
            if name == "hub":
                url = sqlite_url(demo / "hub" / "hub.db")
                done, found = hub_charges.run(url, demo / "hub", wallets, lives, every)
            else:
                done, found = run(till, lives, person, payers[name], every)
            print(f"{name}: {done} lives, {len(found)} wrong", flush=True)
            steps, wrong = steps + done, wrong + found
    finally:
        wallets.stop()
        hub.stop()
    return steps, wrong


def forget(hub: Path) -> None:
    """A hub over SQLite has never heard of a charge."""
    with closing(sqlite.connect(hub)) as connection:
        connection.execute("PRAGMA busy_timeout=5000")
        connection.execute("DELETE FROM charge")
        connection.commit()


def _somebody(till: Path) -> Person:
    """Of the demonstration shop; the shift is opened."""
    parts = open_parts(till, SystemClock())
    parts.app.sign_in.sign_in("c1", "1111")
    parts.app.shifts.open_shift(50_000)
    goods = (listing.product for listing in parts.app.catalog.browse(limit=99))
    sku = next(p.sku for p in goods if not (p.open_price or p.serial or p.age))
    parts.close()
    return Person("c1", "1111", sku)


def run(till: Path, folder: Path, person: Person, payer: Payer, every: int = 1) -> tuple[int, list[str]]:
    """(lives, what was wrong): a life killed at step 0, `every`, … of each part, until one came to its end."""
    lives, wrong = 0, list[str]()
    for part in payer.parts:
        step, ended = lives % every, False  # another step for each part
        while not ended:
            place = Path(shutil.copytree(till, folder / f"{part}-{step}"))
            ended, words = one(place, person, payer, part, step)
            wrong += [f"{payer.kind}, {part}, step {step}: {said}" for said in words]
            shutil.rmtree(place)
            lives, step = lives + 1, step + every
    return lives, wrong


def one(place: Path, person: Person, payer: Payer, part: str, step: int) -> tuple[bool, list[str]]:
    """Whether the first life came to its end, and what was wrong after the second."""
    payer.begin(place, part)
    try:
        ended = _live(place, payer, person, Doom(PAYMENT, step=step))
        _live(place, payer, person, None)
        return ended, judge(place, payer)
    finally:
        payer.end()


def _live(place: Path, payer: Payer, person: Person, doom: Doom | None) -> bool:
    def act(moments: Moments, _leash: IO[bytes]) -> None:
        parts = open_parts(place, SystemClock())
        parts.app.sign_in.sign_in(person.staff, person.pin)
        asked = payer.asked(parts)
        with moments.during(PAYMENT):
            sell(parts.app, asked, person.sku, payer.kind)
            moments.say(DONE)
        parts.close()

    life = begin("till", act, Moments((PAYMENT,), doom), doom, place / "life.log")
    heard: list[str] = []
    while (lines := life.hear()) is not None:
        heard += lines
    code = life.ended()
    if code < 0:
        raise RuntimeError((place / "life.log").read_text("utf-8"))
    return DONE.decode().strip() in heard


def sell(app: App, asked: Provider, sku: str, kind: TenderType = "card") -> None:
    """One sale, paid by whoever is asked, from wherever an earlier life left it."""
    if app.till.sales.by_ref(REF) is not None:
        return
    if not app.desk.basket.cart.lines:
        app.checkout.add(sku)
    app.payment.pay()
    for _ in range(ANSWERS):
        attempt = app.attempts.current
        if attempt is not None:
            app.attempts.put(asked, attempt.next_question)
        elif not app.desk.settlement().complete:
            app.attempts.begin(asked.name, kind, app.desk.settlement().remaining_exact)
            app.attempts.put(asked, "charge")
    app.payment.complete(REF)


def judge(place: Path, payer: Payer) -> list[str]:
    """The till's books beside those of whoever was asked."""
    parts = open_parts(place, SystemClock())
    try:
        till, wrong = parts.till, list[str]()
        sale, rows = till.sales.last_sale(), payer.books()
        taken = {name: row["amount"] for name, row in rows.items() if row["state"] == "paid"}
        if till.sales.count() != 1 or sale is None:
            return [f"{till.sales.count()} sales"]
        wanted = {payer.name_of(t.attempt): t.amount for t in sale.tenders}
        if taken != wanted:
            wrong.append(f"{taken} was taken, the sale was paid with {wanted}")
        wrong += [f"charged again: {row}" for row in rows.values() if row["times_paid"] > 1]
        for attempt in till.attempts.all():
            there = rows.get(payer.name_of(attempt.id), {"state": "refused"})["state"]
            if attempt.state != there:
                wrong.append(f"{attempt.id} is {attempt.state} here, {there} there")
        return wrong if verify(till).whole else [*wrong, "the books are not whole"]
    finally:
        parts.close()


if __name__ == "__main__":
    sys.exit(main())

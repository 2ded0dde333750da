"""kill -9 of a till at each step of a payment: one charge or none, the sale completed once.

    python -m bench payment_kill [--through terminal,wechat,alipay,gift_card,stored_value,hub] [--every N] [--dir DIR]
                                 [--tally FILE]       (Linux)

Each life is a fork over a copy of one till; a step is a call to SQLite, a file or a socket, and so is its end. Who is
asked, a card terminal, a wallet through a hub, or the hub for a gift card and stored value, is a program of its own
that lives on, with books of its own, and plays each part in turn. The next life finds the payment as it was left and
goes on as a person would: it asks what became of it, and only where nothing was taken it begins anew. "hub": the same
of the process of the hub that asks a wallet, or that keeps a balance for a sale.
"""

from __future__ import annotations

import argparse
import gc
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import IO, Final

from bench import tally
from bench.killing import hub_charges, hub_purses
from bench.killing.moments import Doom, Moments
from bench.killing.paid_shop import CARD, SELLER, PaidShop, Person, forget_charges
from bench.killing.payers import ByTerminal, ByWallet, Payer
from bench.killing.process import begin
from bench.killing.purse_payers import ByPurse
from bench.simulation.world import MEMORY
from posapp.commands.till_parts import TillParts, open_parts
from posapp.devices.clock import SystemClock
from posapp.storage.verify import verify

PAYMENT: Final = "payment"
GOALS: Final = {"wrong": 0}
REF: Final = "payment-kill"
DONE: Final = b"done\n"

Found = tuple[int, list[str]]
"""So many lives, and what was wrong after them."""
Run = Callable[[Path, int], Found]
"""Lives in a folder, at each so many steps."""


def main(argv: list[str] | None = None) -> int:
    """Exit code 1 when something was charged twice, lost, or left open."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--every", type=int, default=1, help="only every so many steps")
    parser.add_argument("--through", default="", help="who is asked for the money; everybody where nothing is said")
    parser.add_argument("--dir", type=Path, default=MEMORY if MEMORY.is_dir() else None)
    parser.add_argument("--tally", type=Path, metavar="FILE")
    given = parser.parse_args(argv)
    with tempfile.TemporaryDirectory(prefix="payment-kill-", dir=given.dir) as folder:
        seen, wrong = _all(Path(folder), given.through.split(",") if given.through else (), given.every)
    print(f"{seen['lives']} lives, {len(wrong)} wrong")
    for words in wrong:
        print(words)
    if given.tally is not None:
        print(tally.add(given.tally, "payment_kill", given.every, seen))
    return 1 if wrong else 0


def _all(folder: Path, through: Sequence[str], every: int) -> tuple[Counter[str], list[str]]:
    shop, terminal = PaidShop(folder / "shop"), ByTerminal(folder / "terminal")
    seen, wrong = Counter[str](lives=0, wrong=0), list[str]()
    try:
        runs = _runs(shop, terminal)
        for name in through or runs:
            done, found = runs[name](folder / "lives" / name, every)
            print(f"{name}: {done} lives, {len(found)} wrong", flush=True)
            seen.update({name: done, "lives": done, "wrong": len(found)})
            wrong += found
    finally:
        terminal.close()
        shop.close()
    return seen, wrong


def _runs(shop: PaidShop, terminal: ByTerminal) -> Mapping[str, Run]:
    """Everybody who can be asked."""
    url, forget = shop.hub.url, lambda: forget_charges(shop.database)
    payers: dict[str, Payer] = {
        "terminal": terminal,
        "wechat": ByWallet("wechat", shop.wallets, url, forget),
        "alipay": ByWallet("alipay", shop.wallets, url, forget),
        "gift_card": ByPurse("gift_card", url, shop.database, shop.anew, lambda: CARD),
        "stored_value": ByPurse("stored_value", url, shop.database, shop.anew, shop.live_code),
    }

    def through(payer: Payer) -> Run:
        return lambda folder, every: run(shop.till, folder, SELLER, payer, every)

    def hub(folder: Path, every: int) -> Found:
        shop.anew()
        lives, wrong = hub_charges.run(shop.database_url, shop.hub.folder, shop.wallets, folder, every)
        more, also = hub_purses.run(shop.database_url, folder, every)
        return lives + more, wrong + also

    return {**{name: through(payer) for name, payer in payers.items()}, "hub": hub}


def run(till: Path, folder: Path, person: Person, payer: Payer, every: int = 1) -> Found:
    """A life killed at step 0, `every`, … of each part, until one came to its end."""
    lives, wrong = 0, list[str]()
    _rehearse(till, folder / "rehearsal", person, payer)
    for part in payer.parts:
        step, ended = lives % every, False  # another step for each part
        while not ended:
            place = Path(shutil.copytree(till, folder / f"{part}-{step}"))
            ended, words = one(place, person, payer, part, step)
            wrong += [f"{type(payer).__name__}, {part}, step {step}: {said}" for said in words]
            shutil.rmtree(place)
            lives, step = lives + 1, step + every
    return lives, wrong


def _rehearse(till: Path, place: Path, person: Person, payer: Payer) -> None:
    """Once in this process: what a payment imports when it is first needed, no life has to import again."""
    shutil.copytree(till, place)
    payer.begin(place, payer.parts[0])
    _pay(place, person, payer)
    payer.end()
    shutil.rmtree(place)
    gc.collect()
    gc.freeze()


def _pay(place: Path, person: Person, payer: Payer, moments: Moments | None = None) -> None:
    parts = open_parts(place, SystemClock())
    parts.app.sign_in.sign_in(person.staff, person.pin)
    with moments.during(PAYMENT) if moments is not None else nullcontext():
        sell(parts, payer, person.sku)
        if moments is not None:
            moments.say(DONE)
    parts.close()


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
        gc.disable()  # it lives for a moment, and looking through what its parent loaded would copy all of it
        _pay(place, person, payer, moments)

    life = begin("till", act, Moments((PAYMENT,), doom), doom, place / "life.log")
    heard: list[str] = []
    while (lines := life.hear()) is not None:
        heard += lines
    code = life.ended()
    if code < 0:
        raise RuntimeError((place / "life.log").read_text("utf-8"))
    return DONE.decode().strip() in heard


def sell(parts: TillParts, payer: Payer, sku: str) -> None:
    """One sale, paid by whoever is asked, from wherever an earlier life left it."""
    app = parts.app
    if app.till.sales.by_ref(REF) is None:
        if not app.desk.basket.cart.lines:
            payer.greet(app)
            app.checkout.add(sku)
        app.payment.pay()
        payer.pay(parts)
        app.payment.complete(REF)
    payer.after(parts)


def judge(place: Path, payer: Payer) -> list[str]:
    """The till's books beside those of whoever was asked."""
    parts = open_parts(place, SystemClock())
    try:
        till, sale = parts.till, parts.till.sales.last_sale()
        if till.sales.count() != 1 or sale is None:
            return [f"{till.sales.count()} sales"]
        wrong = payer.wrong(till, sale)
        return wrong if verify(till).whole else [*wrong, "the books are not whole"]
    finally:
        parts.close()


if __name__ == "__main__":
    sys.exit(main())

"""A till that is killed at any moment has every sale it acknowledged, whole, and goes on with the next number."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from posapp.storage.till import TillStore, open_till
from posapp.storage.verify import verify
from tests.storage.samples import ENROLLED, KEY, draft

ROOT = Path(__file__).parents[2]
KILLS = 6
SELLER = """
import os, sys
from pathlib import Path
from posapp.domain.basket import Basket
from posapp.domain.cart import Cart, add
from posapp.storage.till import open_till
from tests.storage.samples import KEY, draft, product

store = open_till(Path(sys.argv[1]), KEY)
for n in range(int(sys.argv[2]), 1_000_000):
    store.baskets.save(Basket(cart=add(Cart(), product(str(n)))))
    os.write(1, f"basket {n}\\n".encode())
    sale = store.sales.complete_sale(draft(8, seed=n, ref=f"r{n}"))
    os.write(1, f"sold {sale.receipt}\\n".encode())
    store.checkpoint_if_due()
"""


def sell_until_killed(folder: Path, first: int, lines: int) -> list[str]:
    """What the seller said before it was killed, some lines after it began."""
    seller = subprocess.Popen([sys.executable, "-c", SELLER, str(folder), str(first)], stdout=subprocess.PIPE, cwd=ROOT)
    assert seller.stdout is not None
    said = [seller.stdout.readline() for _ in range(lines)]
    os.kill(seller.pid, signal.SIGKILL)
    said += seller.stdout.read().splitlines(keepends=True)
    seller.stdout.close()
    seller.wait()
    return [line.decode().strip() for line in said if line.endswith(b"\n")]


def check(store: TillStore, before: int, said: list[str]) -> int:
    """How many sales there are now; every acknowledged one among them, once, and the basket where it was."""
    count, sold = store.sales.count(), [line.split()[1] for line in said if line.startswith("sold")]
    assert count - before - len(sold) in (0, 1), "at most the sale under way is there without having been told"
    assert all(store.sales.by_receipt(receipt) for receipt in sold)
    basket = store.baskets.load()
    assert basket is None or basket.cart.lines[0].product.sku == str(count)
    assert basket is not None or said[-1] != f"basket {count}", "a basket that was saved and not sold is there"
    if count:
        again = store.sales.complete_sale(draft(8, ref=f"r{count - 1}"))
        assert again == store.sales.last_sale(), "looked up before it is repeated"
    assert store.sales.count() == count
    assert verify(store).whole
    return count


@pytest.mark.skipif(os.name != "posix", reason="kill -9 is a matter of POSIX")
def test_no_acknowledged_sale_is_lost_doubled_or_halved(tmp_path: Path) -> None:
    store = open_till(tmp_path, KEY)
    store.enrolment.save(ENROLLED)
    store.close()
    chance, count = random.Random(9), 0
    for _ in range(KILLS):
        said = sell_until_killed(tmp_path, count, chance.randrange(1, 120))
        store = open_till(tmp_path, KEY)
        count = check(store, count, said)
        store.close()
    assert count > KILLS

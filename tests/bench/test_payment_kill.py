"""A till killed in the middle of a card payment: one charge or none, and the sale completed once."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

if sys.platform != "linux":
    pytest.skip("lives are forks", allow_module_level=True)

from bench.killing import hub_charges
from bench.killing.payers import ByTerminal, ByWallet
from bench.payment_kill import Person, forget, judge, run, sell
from hub.storage.database import sqlite_url
from posapp.commands.till_parts import open_parts
from posapp.domain.attempt import Answer, Charge, Question
from posapp.ports.provider import Provider
from tests.support.shop import Shop
from tests.support.wallets import InsideWallets
from tests.sync.conftest import shop

__all__ = ["shop"]

SELLER = Person("c1", "1111", "A")


def a_till(shop: Shop) -> Path:
    till = shop.till()
    till.sign_in()
    till.open_shift()
    till.parts.close()
    return till.folder


def test_a_kill_at_any_step_charges_once_and_sells_once(shop: Shop, tmp_path: Path) -> None:
    lives, wrong = run(a_till(shop), tmp_path / "lives", SELLER, ByTerminal(), every=120)
    assert not wrong
    assert lives > 2 * len(ByTerminal.parts), "no life was killed in the middle"


def test_a_kill_of_the_till_or_of_the_hub_takes_wallet_money_once(shop: Shop, tmp_path: Path) -> None:
    wallets, hub = InsideWallets(tmp_path, shop.folder / "hub"), shop.folder / "hub" / "hub.db"
    wallets.start()
    try:
        payer = ByWallet("wechat", wallets, shop.hub.url, lambda: forget(hub))
        lives, wrong = run(a_till(shop), tmp_path / "lives", SELLER, payer, every=200)
        assert not wrong
        assert lives > len(payer.parts), "no life was killed in the middle"
        own = sqlite_url(tmp_path / "own.db")  # nothing in this process has it open
        lives, wrong = hub_charges.run(own, hub.parent, wallets, tmp_path / "hubs", every=150)
        assert not wrong
        assert lives > 2 * len(hub_charges.PARTS), "no life was killed in the middle"
    finally:
        wallets.stop()


class Forgetful:
    """Asks the terminal under another name each time, as a till would that charges again after a doubt."""

    name, simulated = "terminal", True

    def __init__(self, terminal: Provider) -> None:
        self._terminal, self._asked = terminal, 0

    def ask(self, question: Question, charge: Charge) -> Answer:
        self._asked += 1
        named = Charge(f"{charge.id}-{self._asked}", charge.amount, charge.currency)
        return self._terminal.ask("charge", named)


def test_a_till_that_charges_again_is_found(shop: Shop, tmp_path: Path) -> None:
    folder, payer = a_till(shop), ByTerminal()
    payer.begin(tmp_path, "silent")
    parts = open_parts(folder, shop.clock)
    parts.app.sign_in.sign_in("c1", "1111")
    sell(parts.app, Forgetful(payer.asked(parts)), "A")
    parts.close()
    assert judge(folder, payer)
    payer.end()

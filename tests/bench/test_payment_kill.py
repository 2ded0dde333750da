"""A till killed in the middle of a card payment: one charge or none, and the sale completed once."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

if sys.platform != "linux":
    pytest.skip("lives are forks", allow_module_level=True)

from bench.killing import hub_charges, hub_purses
from bench.killing.paid_shop import CARD, SELLER, SHOP, copy_database, forget_charges
from bench.killing.payers import CODES, ByTerminal, ByWallet
from bench.killing.purse_payers import ByPurse
from bench.payment_kill import judge, run, sell
from hub.storage.database import sqlite_url
from posapp.commands.till_parts import TillParts, open_parts
from posapp.devices.clock import StoppedClock, SystemClock
from posapp.domain.attempt import Answer, Charge, Question
from posapp.ports.provider import Provider
from posapp.usecases.wallets import AskPurse, Wish
from tests.support.hub import ReadyHubs
from tests.support.shop import Shop
from tests.support.wallets import InsideWallets


@pytest.fixture
def shop(tmp_path: Path, ready_hubs: ReadyHubs) -> Iterator[Shop]:
    """The one of the bench; its hub in this process."""
    with ready_hubs.start(tmp_path / "hub", json.dumps(SHOP).encode()) as hub:
        made = Shop(tmp_path, hub, StoppedClock(SystemClock().now()))
        yield made
        made.close()


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[ByTerminal]:
    made = ByTerminal(tmp_path / "terminal")
    yield made
    made.close()


def a_till(shop: Shop) -> Path:
    till = shop.till()
    till.sign_in()
    till.open_shift()
    till.sync()
    till.parts.close()
    return till.folder


def test_a_kill_at_any_step_charges_once_and_sells_once(shop: Shop, tmp_path: Path, terminal: ByTerminal) -> None:
    lives, wrong = run(a_till(shop), tmp_path / "lives", SELLER, terminal, every=200)
    assert not wrong
    assert lives > 2 * len(terminal.parts), "no life was killed in the middle"


@pytest.mark.long
def test_a_kill_of_the_till_or_of_the_hub_takes_wallet_money_once(shop: Shop, tmp_path: Path) -> None:
    hub = shop.folder / "hub" / "hub.db"
    wallets = InsideWallets(tmp_path, hub.parent)
    wallets.start()
    try:
        payer = ByWallet("wechat", wallets, shop.hub.url, lambda: forget_charges(hub))
        lives, wrong = run(a_till(shop), tmp_path / "lives", SELLER, payer, every=1200)
        assert not wrong
        assert lives > len(payer.parts), "no life was killed in the middle"
        own = sqlite_url(tmp_path / "own.db")  # nothing in this process has it open
        parts = hub_charges.PARTS[:3]
        lives, wrong = hub_charges.run(own, hub.parent, wallets, tmp_path / "hubs", 900, parts)
        assert not wrong
        assert lives > len(parts) * len(CODES), "no life was killed in the middle"
    finally:
        wallets.stop()


def gift_cards(shop: Shop, before: Path) -> ByPurse:
    hub = shop.folder / "hub" / "hub.db"
    copy_database(hub, before)
    return ByPurse("gift_card", shop.hub.url, hub, lambda: copy_database(before, hub), lambda: CARD)


def test_a_kill_of_the_till_or_of_the_hub_uses_a_gift_card_once(shop: Shop, tmp_path: Path) -> None:
    till = a_till(shop)
    payer = gift_cards(shop, tmp_path / "before.db")
    lives, wrong = run(till, tmp_path / "lives", SELLER, payer, every=900)
    assert not wrong
    assert lives > len(payer.parts), "no life was killed in the middle"
    payer.begin(till, "answers")
    own = tmp_path / "own.db"
    copy_database(shop.folder / "hub" / "hub.db", own)
    lives, wrong = hub_purses.run(sqlite_url(own), tmp_path / "purses", every=60)
    assert not wrong
    assert lives > 4, "no life was killed in the middle"


class Forgetful:
    """Asks the terminal under another name each time, as a till would that charges again after a doubt."""

    name, simulated = "terminal", True

    def __init__(self, terminal: Provider) -> None:
        self._terminal, self._asked = terminal, 0

    def ask(self, question: Question, charge: Charge) -> Answer:
        self._asked += 1
        named = Charge(f"{charge.id}-{self._asked}", charge.amount, charge.currency)
        return self._terminal.ask("charge", named)


def sold(till: Path, payer: ByTerminal | ByPurse, shop: Shop) -> None:
    parts = open_parts(till, SystemClock(), hub_url=shop.hub.url)
    parts.app.sign_in.sign_in("c1", "1111")
    sell(parts, payer, "A")
    parts.close()


def test_a_till_that_charges_again_is_found(
    shop: Shop, tmp_path: Path, terminal: ByTerminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    till, asked = a_till(shop), terminal.asked
    terminal.begin(tmp_path, "silent")
    forgetful = Forgetful(asked())
    monkeypatch.setattr(terminal, "asked", lambda: forgetful)
    sold(till, terminal, shop)
    assert judge(till, terminal)


def test_a_till_that_names_its_wish_anew_is_found(shop: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As if what is kept had another name in the sale's entry than at the hub: it would stay kept."""
    till, payer = a_till(shop), gift_cards(shop, tmp_path / "before.db")
    whole = payer._asked

    def asked(parts: TillParts) -> AskPurse:
        ask = whole(parts)
        return lambda wish: ask(Wish(wish.purse, wish.account, f"{wish.name}-anew", wish.units, wish.up_to))

    monkeypatch.setattr(payer, "_asked", asked)
    payer.begin(till, "answers")
    sold(till, payer, shop)
    assert judge(till, payer) == ["[('gift_card', 'GC-900', 25640)] is kept after the sale"]

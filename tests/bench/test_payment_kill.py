"""A till killed in the middle of a card payment: one charge or none, and the sale completed once."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

if sys.platform != "linux":
    pytest.skip("lives are forks", allow_module_level=True)

from bench.payment_kill import HURRIED, PARTS, Person, judge, run, sell
from posapp.commands.terminal_process import TerminalProcess
from posapp.commands.till_parts import open_parts
from posapp.domain.attempt import Answer, Charge, Question
from tests.support.shop import Shop
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
    lives, wrong = run(a_till(shop), tmp_path / "lives", SELLER, every=80)
    assert not wrong
    assert lives > 2 * len(PARTS), "no life was killed in the middle"


class Forgetful:
    """Asks the terminal under another name each time, as a till would that charges again after a doubt."""

    name, simulated = "terminal", True

    def __init__(self, terminal: TerminalProcess) -> None:
        self._terminal, self._asked = terminal, 0

    def ask(self, question: Question, charge: Charge) -> Answer:
        self._asked += 1
        named = Charge(f"{charge.id}-{self._asked}", charge.amount, charge.currency)
        return self._terminal.provider(HURRIED).ask("charge", named)


def test_a_till_that_charges_again_is_found(shop: Shop, tmp_path: Path) -> None:
    folder, terminal = a_till(shop), TerminalProcess(tmp_path)
    terminal.start()
    terminal.play("silent")
    parts = open_parts(folder, shop.clock)
    parts.app.sign_in.sign_in("c1", "1111")
    sell(parts.app, Forgetful(terminal), "A")  # type: ignore[arg-type]
    parts.close()
    assert judge(folder, terminal)
    terminal.stop()

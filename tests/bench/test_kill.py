"""A few kills: till and hub come through; a till that tells of a sale too early is found to have lost it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

if sys.platform != "linux":
    pytest.skip("lives are forks", allow_module_level=True)

from bench import kill
from bench.kill import free_port, new_shop, passing_time
from bench.killing import lives
from bench.killing.judge import judge
from bench.killing.lives import Place
from bench.killing.moments import Doom, Moments
from bench.killing.process import begin
from bench.killing.shop import ELSEWHERE, PLAN
from bench.simulation import person
from bench.simulation.world import in_memory, make, one_source_of_chance
from posapp.domain.sale import Sale, SaleDraft


@pytest.fixture(scope="module")
def made() -> Iterator[Path]:
    with in_memory() as folder:
        with one_source_of_chance(0):
            make(Path(folder) / "made", 1)
        yield Path(folder) / "made"


@pytest.fixture
def place(made: Path, tmp_path: Path) -> Place:
    return Place(tmp_path / "shop", passing_time(), free_port(), 3)


def test_till_and_hub_come_through(made: Path, place: Place) -> None:
    shop = new_shop(place, made)
    while not shop.wrong and (len(shop.told) < 2 or shop.killed.total() < 6):
        shop.run(3)
    judge(shop)
    assert (shop.wrong, shop.lost, shop.doubled) == ([], 0, 0)
    assert set(shop.killed) <= {*kill.MOMENTS, "till: elsewhere", "hub: elsewhere", "office: elsewhere"}


def test_a_till_that_tells_of_a_sale_before_it_is_committed_is_found_out(
    made: Path, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lives, "sell", sell_hastily)
    monkeypatch.setitem(PLAN, "till", {"before commit": (1, 2, 0.001), ELSEWHERE: (0, 0, 1.0)})
    shop = new_shop(place, made)
    while not shop.wrong and shop.killed["till: before commit"] < 3:
        shop.run(1)
    judge(shop)
    assert shop.lost
    assert any("was told as" in sentence for sentence in shop.wrong)


def sell_hastily(place: Place, life: int, first: int, moments: Moments) -> None:
    lives.mark_till(moments)
    parts = place.till()
    person.open_shift(parts.app)
    sales = parts.till.sales
    whole = sales.complete_sale

    def complete(draft: SaleDraft, print_job: bool = True) -> Sale:
        day, number = draft.business_date.replace("-", ""), sales.count() + 1
        moments.say(f"sold {draft.ref} S1-1-{day}-{number:04} {draft.priced.total}\n".encode())
        return whole(draft, print_job)

    sales.complete_sale = complete  # type: ignore[method-assign]
    while True:
        person.serve(parts.app, place.customer(first))
        first += 1


def test_a_life_ends_at_the_step_that_was_drawn_for_it_and_one_sees_where(tmp_path: Path) -> None:
    def act(moments: Moments, _: object) -> None:
        for number in range(3):
            with moments.during("writing"):
                for piece in range(3):
                    os.mkdir(f"{tmp_path}/{number}-{piece}")

    life = begin("x", act, Moments(("writing",), Doom("writing", 2, 3)), None, tmp_path / "log")
    assert life.hear() is None
    assert life.ended() == 9
    assert life.moments.where() == ["writing"]
    assert sorted(path.name for path in tmp_path.glob("*-*")) == ["0-0", "0-1", "0-2", "1-0"]

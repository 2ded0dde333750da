"""kill -9 of a process of the hub at each step of keeping a balance for a sale: it is kept once or not at all, and let
go whole."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import IO, Final

from sqlalchemy import select

from bench.killing.moments import Doom, Moments
from bench.killing.paid_shop import CARD, STORE
from bench.killing.process import begin
from hub.clock import system_clock
from hub.storage import tables
from hub.storage.database import open_database
from hub.storage.purses import ask
from posapp.contract.purses import PurseAnswer, PurseRequest

KEEP: Final = "keep"
TILL: Final = f"{STORE}-1-kill"
AMOUNT: Final = 25_640
BALANCE: Final = 90_000
_PARTS: Final = {"kept": AMOUNT, "let go": 0}
_DONE: Final = b"done\n"


def run(url: str, folder: Path, every: int) -> tuple[int, list[str]]:
    """(lives, what was wrong): each asks for a name of its own over the hub's database at `url`."""
    lives, wrong = 0, list[str]()
    folder.mkdir(parents=True, exist_ok=True)
    for part, amount in _PARTS.items():
        step, ended = lives % every, False
        while not ended:
            name = f"{TILL}:{lives}"
            _ask(url, name, AMOUNT - amount)  # what is to be let go was kept before
            ended = _life(url, name, amount, Doom(KEEP, step=step), folder / "purse.log")
            wrong += [f"hub, {part}, step {step}: {said}" for said in _after(url, name, amount)]
            lives, step = lives + 1, step + every
    return lives, wrong


def _ask(url: str, name: str, amount: int) -> PurseAnswer:
    database = open_database(url)
    try:
        asked = PurseRequest(purse="gift_card", account=CARD, reserve=name, amount=amount)
        return ask(database, STORE, TILL, asked, system_clock())
    finally:
        database.close()


def _life(url: str, name: str, amount: int, doom: Doom, log: Path) -> bool:
    """Whether the process came to the end of it."""

    def act(moments: Moments, _leash: IO[bytes]) -> None:
        gc.disable()
        with moments.during(KEEP):
            _ask(url, name, amount)
            moments.say(_DONE)

    life = begin("hub", act, Moments((KEEP,), doom), doom, log)
    heard: list[str] = []
    while (lines := life.hear()) is not None:
        heard += lines
    if life.ended() < 0:
        raise RuntimeError(log.read_text("utf-8"))
    return _DONE.decode().strip() in heard


def _after(url: str, name: str, amount: int) -> list[str]:
    """The till has heard nothing: it asks again under the same name, of another process."""
    left = _kept(url)
    wrong = [] if left in ([], [AMOUNT]) else [f"the dead process left {left}"]
    said = _ask(url, name, amount)
    if (said.free, said.reserved, _kept(url)) != (BALANCE, amount, [amount] if amount else []):
        wrong.append(f"asked again for {amount}: {said}, kept {_kept(url)}")
    _ask(url, name, 0)
    return wrong


def _kept(url: str) -> list[int]:
    database = open_database(url)
    try:
        with database.read() as connection:
            return list(connection.execute(select(tables.purse_hold.c.amount)).scalars())
    finally:
        database.close()

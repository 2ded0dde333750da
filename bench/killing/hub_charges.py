"""kill -9 of a process of the hub at each step of asking a wallet: another one answers the till from the same rows."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import IO, Final

from bench.killing.moments import Doom, Moments
from bench.killing.payers import CODES, Played
from bench.killing.process import begin
from hub.charges import Charges
from hub.clock import system_clock
from hub.providers.merchants import Merchants
from hub.providers.port import order_number
from hub.storage.database import open_database
from posapp.contract.charges import ChargeQuestion
from posapp.domain.attempt import Answer, Attempt, Question, told
from posapp.domain.payment_code import WalletType

CHARGE: Final = "charge"
PARTS: Final = ("paid", "closes", "lost", "paying", "expired")
QUESTIONS: Final = 12
"""More than any of the parts needs."""
STORE: Final = "S1"
_DONE: Final = b"done\n"


def run(
    url: str, merchants: Path, wallets: Played, folder: Path, every: int, parts: Sequence[str] = PARTS
) -> tuple[int, list[str]]:
    """(lives, what was wrong): each is a charge of its own over the hub's database at `url`."""
    lives, wrong = 0, list[str]()
    folder.mkdir(parents=True, exist_ok=True)
    for wallet in CODES:
        for part in parts:
            step, ended = lives % every, False
            while not ended:
                wallets.play(wallet, part, anew=True)
                attempt = Attempt(f"{STORE}-1-kill.{lives}{wallet}", wallet, wallet, 25_640, "CNY", "asked", "", "c1")
                ended = _life(url, merchants, attempt, wallet, Doom(CHARGE, step=step), folder / "life.log")
                wrong += [f"hub, {wallet} {part}, step {step}: {w}" for w in _after(url, merchants, attempt, wallets)]
                lives, step = lives + 1, step + every
    return lives, wrong


def _life(url: str, merchants: Path, attempt: Attempt, wallet: WalletType, doom: Doom, log: Path) -> bool:
    """Whether the process came to the end of the charge."""

    def act(moments: Moments, _leash: IO[bytes]) -> None:
        gc.disable()
        database = open_database(url)
        charges = Charges(database, Merchants(merchants), STORE, f"{STORE}-1-kill", system_clock())
        with moments.during(CHARGE):
            charges.answer(_question("charge", attempt, CODES[wallet]))
            moments.say(_DONE)
        database.close()

    life = begin("hub", act, Moments((CHARGE,), doom), doom, log)
    heard: list[str] = []
    while (lines := life.hear()) is not None:
        heard += lines
    if life.ended() < 0:
        raise RuntimeError(log.read_text("utf-8"))
    return _DONE.decode().strip() in heard


def _after(url: str, merchants: Path, attempt: Attempt, wallets: Played) -> list[str]:
    """The till has heard nothing: it asks on, of another process, until the attempt has ended."""
    database = open_database(url)
    later = system_clock() + timedelta(minutes=1)
    charges = Charges(database, Merchants(merchants), STORE, f"{STORE}-1-kill", later)
    attempt = told(attempt, "charge", Answer("silent"))
    for _ in range(QUESTIONS):
        if not attempt.open:
            break
        question = attempt.next_question
        said = charges.answer(_question(question, attempt))
        attempt = told(attempt, question, Answer(said.state, said.reference, said.why, said.amount))
    database.close()
    rows = {row["order"]: row for row in wallets.books(attempt.provider)}
    there = rows.get(order_number(attempt.id), {"state": "refused", "times_paid": 0})
    wrong = [] if there["times_paid"] <= 1 else ["charged twice"]
    if attempt.open or (attempt.state == "paid") != (there["state"] == "paid"):
        wrong.append(f"the till says {attempt.state}, the wallet {there['state']}")
    return wrong


def _question(question: Question, attempt: Attempt, code: str = "") -> ChargeQuestion:
    asked = {"id": attempt.id, "wallet": attempt.provider, "amount": attempt.amount, "currency": attempt.currency}
    return ChargeQuestion.model_validate(asked | {"do": question, "code": code})

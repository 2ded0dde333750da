"""A wallet's money: one charge or none, whoever asks how often, and only what is signed is believed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import ValidationError

from hub.charges import Charges
from hub.providers.merchants import Merchants
from hub.providers.port import order_number
from hub.refunds import Refunds
from hub.storage import charges
from posapp.contract import routes
from posapp.contract.charges import ChargeAnswer, ChargeQuestion
from posapp.contract.refunds import RefundRequest
from posapp.domain.attempt import Charge
from posapp.domain.errors import Refused
from tests.hub.conftest import Clock
from tests.support.hub import ONE, RunningHub
from tests.support.till import BareTill
from tests.support.wallets import ALIPAY, WECHAT, InsideWallets

TILL = "S1-1-k3f9"
CODES = {"wechat": WECHAT, "alipay": ALIPAY}


@pytest.fixture
def wallets(tmp_path: Path) -> Iterator[InsideWallets]:
    made = InsideWallets(tmp_path, tmp_path)
    made.start()
    yield made
    made.stop()


@pytest.fixture
def asked(hub: RunningHub, clock: Clock, tmp_path: Path) -> Charges:
    """How a process of the hub answers the till."""
    return Charges(hub.database, Merchants(tmp_path), "S1", TILL, clock())


def question(do: str, number: int = 7, wallet: str = "wechat") -> ChargeQuestion:
    code = f"{CODES[wallet][:-3]}{number:03}" if do == "charge" else ""  # each pays once
    fields = {"do": do, "id": f"{TILL}.{number}", "wallet": wallet, "amount": 25_640, "currency": "CNY", "code": code}
    return ChargeQuestion.model_validate(fields)


def states(at: Charges, *does: str, wallet: str = "wechat", number: int = 7) -> list[str]:
    return [at.answer(question(do, number, wallet)).state for do in does]


def test_a_till_asks_once_and_hears_the_same_as_often_as_it_likes(
    hub: RunningHub, wallets: InsideWallets, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    till = BareTill(hub)
    hub.hub.merchants._path = tmp_path / "wallets.json"
    for number, (wallet, code) in enumerate(CODES.items(), 7):
        said = {"id": f"{till.id}.{number}", "wallet": wallet, "amount": 9900, "currency": "CNY"}
        for do, sent in (("charge", code), ("charge", code), ("query", "")):
            answer = till.session.post(hub.url + routes.CHARGES, json=said | {"do": do, "code": sent}, timeout=30)
            told = ChargeAnswer.model_validate_json(answer.content)
            assert (told.state, told.amount, told.simulated) == ("paid", 9900, True)
        assert [row["times_paid"] for row in wallets.books(wallet)] == [1]
    others = said | {"do": "query", "id": "S1-2-zzzz.7"}
    assert till.session.post(hub.url + routes.CHARGES, json=others, timeout=30).status_code == 403
    assert not [code for code in CODES.values() if code in caplog.text]


PARTS = {
    "paid": ["paid", "paid", "paid", "reversed", "reversed"],
    "expired": ["refused", "refused", "refused", "refused", "refused"],
    "closes": ["silent", "paid", "paid", "reversed", "reversed"],
    "again": ["silent", "paid", "paid", "reversed", "reversed"],
    "lost": ["silent", "unheard", "unheard", "reversed", "reversed"],
    "paying": ["pending", "silent", "paid", "reversed", "reversed"],
    "trouble": ["silent", "pending", "pending", "reversed", "reversed"],
    "never": ["silent", "silent", "silent", "silent", "silent"],
}
"""What a till hears when it charges, looks twice, takes it back and looks once more."""


@ONE
@pytest.mark.parametrize("wallet", CODES)
def test_whatever_the_provider_does_is_taken_once_or_never(asked: Charges, wallets: InsideWallets, wallet: str) -> None:
    states(asked, "charge", wallet=wallet, number=1)  # what "again" repeats
    heard = {}
    for number, part in enumerate(PARTS, 10):
        wallets.play(wallet, part)
        heard[part] = states(asked, "charge", "query", "query", "reverse", "query", wallet=wallet, number=number)
    assert heard == PARTS
    assert all(row["times_paid"] <= 1 for row in wallets.books(wallet))


def test_of_many_processes_that_charge_one_id_one_does(asked: Charges, wallets: InsideWallets) -> None:
    with ThreadPoolExecutor(8) as threads:
        told = list(threads.map(lambda _: states(replace(asked), "charge")[0], range(8)))
    assert "paid" in told
    assert set(told) <= {"paid", "unheard"}, "who looked before it was asked heard that nothing was known"
    assert [row["times_paid"] for row in wallets.books("wechat")] == [1]


def test_a_charge_that_comes_home_paid_after_it_was_taken_back_is_taken_back(
    asked: Charges, wallets: InsideWallets
) -> None:
    wallets.play("wechat", "late")
    with ThreadPoolExecutor(1) as threads:
        first = threads.submit(states, asked, "charge")
        while not wallets.books("wechat"):
            pass
        assert states(asked, "reverse") == ["reversed"]
        assert first.result() == ["reversed"]
    assert [row["state"] for row in wallets.books("wechat")] == ["reversed"]


def test_what_a_process_wrote_down_and_never_asked_is_never_taken(asked: Charges, wallets: InsideWallets) -> None:
    whole = question("charge")
    one = Charge(whole.id, whole.amount, whole.currency)
    charges.begin(asked.database, "S1", TILL, "wechat", order_number(one.id), one, "asked", "2026-11-21T00:59:59Z")
    assert states(asked, "charge", "query", "reverse", "charge", "query") == [
        "unheard",
        "unheard",
        "reversed",
        "reversed",
        "reversed",
    ]
    assert not [row for row in wallets.books("wechat") if row["times_paid"]]


@ONE
def test_it_is_not_said_too_early_that_nothing_is_taken(
    asked: Charges, clock: Clock, wallets: InsideWallets, tmp_path: Path
) -> None:
    file = tmp_path / "wallets.json"
    told = json.loads(file.read_text("utf-8"))
    told["wechat"]["settle_seconds"] = 15
    file.write_text(json.dumps(told), "utf-8")
    wallets.play("wechat", "forgotten")
    assert states(asked, "charge", "query", "reverse") == ["silent", "unheard", "pending"]
    clock.pass_by(seconds=16)
    assert states(replace(asked, now=clock()), "reverse", "query") == ["reversed", "reversed"]


def test_a_hub_that_has_forgotten_asks_the_provider(asked: Charges, wallets: InsideWallets, hub: RunningHub) -> None:
    states(asked, "charge")
    with hub.database.write() as connection:
        connection.exec_driver_sql("DELETE FROM charge")
    assert states(asked, "query", "charge", "reverse") == ["paid", "paid", "reversed"]
    assert [row["times_paid"] for row in wallets.books("wechat")] == [1]


@ONE
@pytest.mark.parametrize("wallet", CODES)
def test_only_what_is_signed_is_believed(asked: Charges, wallets: InsideWallets, tmp_path: Path, wallet: str) -> None:
    file = tmp_path / "wallets.json"
    told = json.loads(file.read_text("utf-8"))
    for key, wrong, state in (
        ("private_key", "provider.pem", "refused"),
        ("public_key", "merchant.pem.public", "silent"),
    ):
        changed = told | {wallet: told[wallet] | {key: str(tmp_path / "wallets" / wrong)}}
        file.write_text(json.dumps(changed, indent=len(key)), "utf-8")
        assert states(asked, "charge", wallet=wallet, number=len(key)) == [state], key
    assert sum(row["times_paid"] for row in wallets.books(wallet)) == 1, "its answer was not believed"


@ONE
def test_a_wallet_that_is_away_or_not_set_up_takes_nothing_and_says_so(asked: Charges, wallets: InsideWallets) -> None:
    wallets.stop()
    away = asked.answer(question("charge"))
    assert (away.state, away.why) == ("refused", "unreached")
    wallets.start()
    assert states(asked, "query", "charge") == ["refused", "refused"], "an id has one end"
    nobody = asked.answer(question("charge", 8).model_copy(update={"wallet": "ecny"}))
    assert (nobody.state, nobody.why) == ("refused", "wallet_not_set_up")


def test_order_numbers_are_plain_and_never_two_ids_one() -> None:
    ids = ["S1-1-k3f9.27", "S1-1-k3f9.2", "静安-1-k3f9.27", "S1_1-k3f9.27", "S1-1-k3f9-27", "S" * 60 + "-1-k3f9.27"]
    numbers = [order_number(id_) for id_ in ids]
    assert len(set(numbers)) == len(ids)
    assert numbers[0] == "S1_1_k3f9__27"
    assert all(n.isascii() and n.replace("_", "a").isalnum() and 6 <= len(n) <= 32 for n in numbers)


@pytest.mark.parametrize(
    "field, value", [("amount", 0), ("amount", 10**13), ("code", "1" * 65), ("code", "a"), ("id", "")]
)
def test_no_nonsense_is_asked(field: str, value: object) -> None:
    with pytest.raises(ValidationError) as no:
        ChargeQuestion.model_validate(question("charge").model_dump() | {field: value})
    assert WECHAT not in repr(question("charge"))
    assert field in str(no.value)


def refund(do: str, number: int, amount: int, of: int = 7, wallet: str = "wechat") -> RefundRequest:
    fields = {"do": do, "id": f"{TILL}.{number}", "of": f"{TILL}.{of}", "wallet": wallet, "amount": amount}
    return RefundRequest.model_validate(fields | {"whole": 25_640, "currency": "CNY"})


@ONE
@pytest.mark.parametrize("wallet", CODES)
def test_money_goes_back_once_and_never_more_than_was_taken(
    asked: Charges, wallets: InsideWallets, wallet: str
) -> None:
    states(asked, "charge", wallet=wallet)
    at = Refunds(asked.database, asked.wallets, asked.store, asked.till, asked.now)

    def given(do: str, number: int, amount: int) -> str:
        return at.answer(refund(do, number, amount, wallet=wallet)).state

    wallets.play(wallet, "refund_silent")
    assert given("refund", 21, 10_000) == "silent"
    assert [given(do, 21, 10_000) for do in ("refund", "refund", "query", "query")] == [
        "accepted",
        "accepted",
        "arrived",
        "arrived",
    ]
    assert given("query", 22, 1) == "unheard"
    over = at.answer(refund("refund", 23, 15_641, wallet=wallet))
    assert (over.state, over.why) == ("failed", "over_refund")
    for number, (part, state) in enumerate([("refund_no_funds", "failed"), ("refund_too_old", "too_old")], 24):
        wallets.play(wallet, part)
        assert given("refund", number, 15_640) == state
        assert given("query", number, 15_640) == state, "what failed stays so"
    assert given("refund", 26, 15_640) == "accepted", "what failed counts for nothing"
    back = [row["amount"] for row in wallets.books(wallet) if row["state"] in ("accepted", "arrived")]
    assert sorted(back) == [10_000, 15_640]


@ONE
def test_no_other_wallet_is_asked_than_the_one_that_has_the_money(asked: Charges, wallets: InsideWallets) -> None:
    assert states(asked, "charge") == ["paid"]
    for do in ("reverse", "query", "charge"):
        with pytest.raises(Refused, match="no_such_payment"):
            states(asked, do, wallet="alipay")
    at = Refunds(asked.database, asked.wallets, asked.store, asked.till, asked.now)
    for do in ("refund", "query"):
        with pytest.raises(Refused, match="no_such_payment"):
            at.answer(refund(do, 21, 100, wallet="alipay"))
    assert at.answer(refund("refund", 22, 100)).state == "accepted"
    assert states(asked, "charge", number=8) == ["paid"]
    with pytest.raises(Refused, match="no_such_payment"):
        at.answer(refund("refund", 22, 100, of=8))
    assert [row["state"] for row in wallets.books("alipay")] == []


def test_a_till_gives_back_what_its_own_store_took_and_nothing_else(
    hub: RunningHub, wallets: InsideWallets, tmp_path: Path
) -> None:
    hub.hub.merchants._path = tmp_path / "wallets.json"
    payer, colleague, stranger = BareTill(hub), BareTill(hub, register="2"), BareTill(hub, "S2")
    paid = {"id": f"{payer.id}.7", "wallet": "wechat", "amount": 9900, "currency": "CNY", "do": "charge"}
    payer.session.post(hub.url + routes.CHARGES, json=paid | {"code": WECHAT}, timeout=30)

    def given(till: BareTill, of: str) -> tuple[int, str]:
        said = paid | {"do": "refund", "id": f"{till.id}.1", "of": of, "whole": 9900, "amount": 100}
        answer = till.session.post(hub.url + routes.REFUNDS, json=said, timeout=30)
        return answer.status_code, answer.json().get("code") or answer.json()["state"]

    for of in (f"{payer.id}.7", "S2-9-zzzz.7", f"{payer.id}"):
        assert given(stranger, of) == (403, "other_till")
    assert given(colleague, f"{payer.id}.7") == (200, "accepted")
    with hub.database.write() as connection:
        connection.exec_driver_sql("DELETE FROM charge")
    assert given(stranger, f"{payer.id}.7") == (403, "other_till")
    assert given(payer, f"{payer.id}.7") == (200, "accepted"), "the database may be an older copy"

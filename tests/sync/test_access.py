"""The till's access to the hub: its token is replaced without a gap, and what it does when the access was ended."""

from __future__ import annotations

from typing import Any

import pytest

from hub.clock import system_clock
from hub.storage import tills, tokens
from posapp.commands.till_parts import enrol
from posapp.contract.calls import TokenAnswer
from posapp.domain.errors import Refused
from posapp.domain.sync_status import SyncStatus
from sync.client import HubAway, HubClient
from tests.support.shop import Shop, Till


def token(till: Till) -> str:
    return till.parts.till.enrolment.required().token


def id_of(till: Till) -> str:
    return till.parts.till.enrolment.required().till


def at_hub(shop: Shop, till: Till) -> dict[str, Any]:
    return next(row for row in tokens.listed(shop.hub.database) if row["till"] == id_of(till))


def ask_for_another(shop: Shop, till: Till) -> None:
    tokens.rotate(shop.hub.database, id_of(till), system_clock(), "test")


def selling(shop: Shop) -> Till:
    till = shop.till()
    till.sign_in()
    till.open_shift()
    till.sell()
    return till


def standing(status: SyncStatus) -> tuple[str, str]:
    return status.state, status.reason


def test_a_till_takes_another_token_by_itself_and_goes_on(shop: Shop) -> None:
    till = selling(shop)
    first = token(till)
    ask_for_another(shop, till)
    assert standing(till.sync()) == ("online", "")
    second = token(till)
    assert second != first
    till.sell()
    till.restart()
    assert standing(till.sync()) == ("online", "")
    assert token(till) == second, "once is enough"
    with pytest.raises(Refused) as no:
        tokens.by_token(shop.hub.database, first, system_clock)
    assert no.value.code == "not_enrolled", "the old one is good until the new one was used, and no longer"


def test_a_month_old_token_is_replaced_without_anybody_asking(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    till = selling(shop)
    till.sync()
    first = token(till)
    monkeypatch.setattr(tokens, "LIFE", -tokens.LIFE)
    till.sync()
    assert token(till) != first


def test_an_answer_that_never_came_costs_nothing(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    till = selling(shop)
    first = token(till)
    ask_for_another(shop, till)
    ask = HubClient.another_token

    def cut(hub: HubClient) -> TokenAnswer:
        ask(hub)  # the hub has made one
        raise HubAway("cut")

    with monkeypatch.context() as line:
        line.setattr(HubClient, "another_token", cut)
        assert till.sync().state == "offline"
    assert token(till) == first
    assert standing(till.sync()) == ("online", "")
    assert token(till) != first


def test_a_till_that_dies_between_keeping_and_using_the_new_token(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    till = selling(shop)
    ask_for_another(shop, till)
    with monkeypatch.context() as power:
        power.setattr(HubClient, "use", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            till.sync()
    till.restart()
    assert standing(till.sync()) == ("online", "")


def test_a_revoked_till_sells_on_and_is_connected_again_with_a_code(shop: Shop) -> None:
    till = selling(shop)
    till.sync()
    tokens.revoke(shop.hub.database, id_of(till), system_clock(), "test")
    till.sell()
    assert standing(till.sync()) == ("refused", "token_revoked")
    till.restart()
    till.sign_in()
    till.sell()
    assert till.parts.till.journal.unsent_count() == 2
    before = id_of(till)
    enrol(till.parts, tills.renewal_code(shop.hub.database, before, system_clock(), "test"))
    status = till.sync()
    assert (status.state, status.unsent, id_of(till)) == ("online", 0, before)
    assert till.parts.engine.hub.totals().count == 3
    assert at_hub(shop, till)["state"] == "good"


def test_a_code_made_for_one_till_connects_no_other(shop: Shop) -> None:
    one, two = selling(shop), shop.till("2")
    code = tills.renewal_code(shop.hub.database, id_of(one), system_clock(), "test")
    for wrong, given, refusal in ((two, code, "code_of_till"), (one, shop.hub.code("S1", "1"), "code_for_new")):
        held = token(wrong)
        with pytest.raises(Refused) as no:
            enrol(wrong.parts, given)
        assert no.value.code == refusal
        assert token(wrong) == held
    enrol(one.parts, code)  # a wrong try has not used it up
    assert standing(one.sync()) == ("online", "")


def test_a_new_machine_does_not_become_a_till_that_is_there(shop: Shop) -> None:
    till = selling(shop)
    code = tills.renewal_code(shop.hub.database, id_of(till), system_clock(), "test")
    with pytest.raises(Refused) as no:
        tills.enrol(shop.hub.database, code, "", system_clock())
    assert no.value.code == "code_of_till"

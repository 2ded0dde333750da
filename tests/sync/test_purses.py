"""Balances between tills and hub: asked while the line is there, capped without it, booked once by the sale's entry."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from hub.feeds import wallets
from hub.notices.senders import FILE
from hub.storage.database import question
from hub.storage.exceptions import every
from hub.storage.proofs import issue
from posapp.contract.exceptions import ExceptionRow
from posapp.devices.clock import StoppedClock
from posapp.domain.errors import Refused
from posapp.domain.live_code import LiveCode, signed_bytes
from posapp.domain.sale import Sale
from posapp.domain.times import to_text
from posapp.domain.wallet import Balance, Purse
from posapp.storage.verify import verify
from posapp.usecases.wallets import Wish
from sync.purses import ask_purse
from tests.support.hub import ReadyHubs
from tests.support.refused import refused as refusing
from tests.support.shop import HUB_SECONDS, Shop, Till

SHOP_FILE = Path(__file__).parents[1] / "scenarios" / "shop-balances.json"
PIN = {"M1": "246810", "M2": "1357"}


@pytest.fixture
def shop(tmp_path: Path, ready_hubs: ReadyHubs) -> Iterator[Shop]:
    """A shop whose hub keeps balances; its tills' clock is near the hub's."""
    clock = StoppedClock(datetime.now(UTC).replace(microsecond=0))
    with ready_hubs.start(tmp_path / "hub", SHOP_FILE.read_bytes()) as hub:
        shop = Shop(tmp_path, hub, clock)
        yield shop
        shop.close()


def staffed(shop: Shop, register: str) -> Till:
    till = shop.till(register)
    till.sign_in()
    till.open_shift()
    return till


def ask(till: Till, wish: Wish) -> Balance:
    if not till.online:
        raise Refused("hub_away", hub=till.hub_url)
    return ask_purse(till.parts.engine.hub, HUB_SECONDS, wish)


def ring(till: Till, member: str, *skus: str) -> None:
    for sku in skus:
        till.add(sku)
    desk = till.parts.app.desk
    desk.lay(replace(desk.basket.cart, member=member))
    till.parts.app.payment.pay()


def use(till: Till, purse: Purse, units: int | None, code: str) -> None:
    till.parts.app.wallets.pay(purse, units, code, lambda wish: ask(till, wish))


def finish(till: Till) -> Sale:
    return till.parts.app.payment.take_cash_and_complete(till.parts.app.desk.settlement().remaining)


def has(till: Till, purse: Purse, account: str) -> Balance:
    return ask(till, Wish(purse, account, "look", 0))


def exceptions(shop: Shop) -> list[ExceptionRow]:
    return list(every(shop.hub.database, None))


def refused(till: Till, purse: Purse, units: int | None, code: str) -> str:
    with pytest.raises(Refused) as no:
        use(till, purse, units, code)
    return no.value.code


def test_what_one_sale_keeps_no_other_may_use_and_a_kill_books_it_once(shop: Shop) -> None:
    first, second = staffed(shop, "1"), staffed(shop, "2")
    ring(first, "M1", "F")
    use(first, "stored_value", 5000, PIN["M1"])
    tender = first.parts.app.desk.basket.tenders[0]
    assert (tender.amount, tender.bonus) == (5000, 833), "principal and bonus by their shares"
    assert has(second, "stored_value", "M1") == Balance(12000, 7000, 2000)
    ring(second, "M1", "F")
    assert refused(second, "stored_value", 7001, PIN["M1"]) == "purse_short"
    first.parts.app.payment.take_back(1)
    first.parts.app.wallets.let_go(tender, lambda wish: ask(first, wish))
    assert has(second, "stored_value", "M1").free == 12000
    use(first, "stored_value", 5000, PIN["M1"])
    use(first, "points", 1000, PIN["M1"])
    first.restart()
    first.sign_in()
    sale = finish(first)
    assert [(t.type, t.amount, t.points) for t in sale.tenders][:2] == [
        ("stored_value", 5000, 0),
        ("points", 1000, 1000),
    ]
    assert sale.earned == (sale.settlement.total - 1000) // 100
    first.restart()
    assert has(second, "stored_value", "M1") == Balance(12000, 7000, 2000), "kept until the sale's entry comes"
    first.sync()
    first.sync()
    assert has(second, "stored_value", "M1") == Balance(7000, 7000, 1167)
    assert has(second, "points", "M1").balance == 1250 - 1000 + sale.earned
    assert exceptions(shop) == []


def test_offline_up_to_the_cap_and_two_tills_that_spend_the_same(shop: Shop) -> None:
    first, second = staffed(shop, "1"), staffed(shop, "2")
    for till in (first, second):
        till.online = False
        ring(till, "M2", "F")
        assert refused(till, "gift_card", 100, "GC-60") == "gift_card_needs_hub"
        assert refused(till, "stored_value", 5001, PIN["M2"]) == "purse_short", "the cap that the hub signed"
        use(till, "stored_value", 3000, PIN["M2"])
        assert refused(till, "stored_value", 2001, PIN["M2"]) == "purse_short", "what this sale uses counts"
        finish(till)
        ring(till, "M2", "F")
        assert refused(till, "stored_value", 2001, PIN["M2"]) == "purse_short", "so does what was used today"
        use(till, "stored_value", 2000, PIN["M2"])
        finish(till)
        till.online = True
    first.sync()
    assert exceptions(shop) == []
    second.sync()
    found = exceptions(shop)
    assert [(row.kind, row.amount, row.facts["balance"]) for row in found] == [
        ("overdrawn", 3000, -2000),
        ("overdrawn", 2000, -4000),
    ]
    tills = {till.parts.till.journal.till for till in (first, second)}
    assert {document.till for document in found[0].documents} == tills
    assert has(first, "stored_value", "M2").balance == -4000


def test_balances_signed_again_are_what_is_left_and_loading_the_file_again_gives_nothing_back(shop: Shop) -> None:
    till = staffed(shop, "1")
    ring(till, "M1", "F")
    use(till, "stored_value", 9000, PIN["M1"])
    finish(till)
    till.sync()
    usable = till.parts.app.wallets.usable
    assert usable("M1", "stored_value") == 3000, "the signed balance is older than the sale"
    database, signer = shop.hub.database, shop.hub.signer
    now = datetime.now(UTC) + timedelta(minutes=1)
    shop.hub.publish(wallets.signed_anew(database, signer, now, all_of_them=False))
    till.sync()
    wallet = till.parts.till.wallets.of("M1")
    assert wallet is not None
    assert (wallet.stored_value, wallet.bonus) == (3000, 500)
    shop.hub.load(SHOP_FILE.read_bytes())
    till.sync()
    assert till.parts.till.wallets.of("M1") == wallet
    assert has(till, "stored_value", "M1").balance == 3000


def test_only_the_member_releases_it(shop: Shop) -> None:
    till = staffed(shop, "1")
    signer, now = shop.hub.signer, shop.clock.now()

    def live(member: str = "M1", minutes: int = 5, key: str = "") -> str:
        code = LiveCode(member, to_text(now + timedelta(minutes=minutes)), key or signer.id)
        text = replace(code, signature=signer.sign(signed_bytes(code))).text()
        with shop.hub.database.write() as connection:
            issue(connection, text, member, now)
        return text

    ring(till, "M1", "F")
    for code, why in (
        ("13800138000", "pin_wrong"),
        ("M1", "release_needed"),
        (live("M2"), "live_code_other"),
        (live(minutes=-1), "live_code_over"),
        (live(minutes=60), "live_code_over"),
        (live(key="unknown"), "live_code_wrong"),
        (live()[:-4] + "AAAA", "live_code_wrong"),
        ("PL1." + "A" * 5000, "live_code_wrong"),
    ):
        assert refused(till, "points", 10, code) == why, code
    use(till, "points", 10, live())
    use(till, "stored_value", 100, live())  # both purses of one sale
    finish(till)
    ring(till, "M1", "F")
    assert refused(till, "points", 10, live()) == "live_code_used"
    other = staffed(shop, "2")
    ring(other, "M1", "F")
    assert refused(other, "points", 10, live()) == "live_code_used", "the hub knows what another till took"
    unknown = replace(LiveCode("M1", to_text(now + timedelta(minutes=6)), signer.id))
    made = replace(unknown, signature=signer.sign(signed_bytes(unknown))).text()
    assert refused(other, "points", 10, made) == "live_code_wrong", "the hub has not made this one"
    for _ in range(4):
        refused(till, "points", 10, "9999")
    assert refused(till, "points", 10, PIN["M1"]) == "pin_locked"


def test_the_hub_wants_the_proof_itself_and_says_what_was_drawn_without_it(shop: Shop) -> None:
    first, second = staffed(shop, "1"), staffed(shop, "2")
    for proof in ("", "0000"):
        with pytest.raises(Refused) as no:
            ask(first, Wish("points", "M1", "x", 10, proof=proof))
        assert no.value.code == ("release_refused" if proof else "release_needed")
    for _ in range(4):
        with pytest.raises(Refused):
            ask(first, Wish("points", "M1", "x", 10, proof="0000"))
    with pytest.raises(Refused) as no:
        ask(second, Wish("points", "M1", "y", 10, proof=PIN["M1"]))
    assert no.value.code == "too_many_attempts", "whichever till guesses"
    signer, now = shop.hub.signer, shop.clock.now()
    code = LiveCode("M1", to_text(now + timedelta(minutes=5)), signer.id)
    text = replace(code, signature=signer.sign(signed_bytes(code))).text()
    with shop.hub.database.write() as connection:
        issue(connection, text, "M1", now)
    for till in (first, second):
        till.online = False
        ring(till, "M1", "F")
        use(till, "points", 10, text)
        finish(till)
    ring(first, "M1", "F")
    assert refused(first, "points", 10, text) == "live_code_used", "without the line a till knows its own sales"
    use(first, "stored_value", 100, PIN["M1"])
    finish(first)
    for till in (first, second):
        till.online = True
        till.sync()
    (odd,) = [one for one in exceptions(shop) if one.kind == "unproven"]
    assert (odd.facts["why"], odd.documents[0].till) == ("code_used", second.parts.till.journal.till)
    moved = shop.hub.database.ask(question("SELECT kind, proof FROM purse_move WHERE units < 0"))
    assert sorted(map(tuple, moved)) == [("points", ""), ("points", "code"), ("stored_value", "pin")]
    for till in (first, second):
        assert PIN["M1"].encode() not in b"".join(entry.body for entry in till.parts.till.journal.all())
        assert verify(till.parts.till).whole


def sms(shop: Shop, provider: str | None = "simulated") -> None:
    (shop.folder / "hub" / FILE).write_text(json.dumps({"sms": provider}), "utf-8")


def newest_code(shop: Shop) -> str:
    """What the member's telephone shows."""
    page = (shop.folder / "hub" / "notices" / "index.html").read_text("utf-8")
    return str(re.findall(r"验证码 (\d{6})", page)[-1])


def send(till: Till) -> str:
    wallets = till.parts.app.wallets
    return wallets.send_code(wallets.code_wish(), lambda wish: ask(till, wish))


def test_a_one_time_code_releases_one_sale_and_nothing_without_the_line(shop: Shop) -> None:
    first, second = staffed(shop, "1"), staffed(shop, "2")
    ring(first, "M1", "F")
    with refusing("one_time_no_sms"):
        send(first)
    sms(shop)
    assert refused(first, "points", 10, "123456") == "pin_wrong", "none was sent, so it is a PIN"
    assert send(first) == "138****8000"
    with refusing("one_time_wait"):
        send(first)
    code = newest_code(shop)
    other = f"{(int(code) + 1) % 1_000_000:06d}"
    assert refused(first, "points", 10, other) == "one_time_wrong"
    first.online = False
    assert refused(first, "points", 10, code) == "one_time_needs_hub"
    first.online = True
    use(first, "points", 10, f"{code[:3]} {code[3:]}")
    use(first, "stored_value", 100, code)  # both purses of one sale
    finish(first)
    shop.advance(seconds=1)
    ring(first, "M1", "F")
    assert refused(first, "points", 10, code) == "one_time_used"
    ring(second, "M1", "F")
    second.parts.app.wallets.once.sent("M1")
    assert refused(second, "points", 10, code) == "one_time_used", "nor for another till's sale"
    first.sync()
    assert exceptions(shop) == []
    bodies = b"".join(entry.body for entry in first.parts.till.journal.all())
    assert b'"once"' in bodies
    assert code.encode() not in bodies, "the journal never says which"
    shop.hub.database.ask(question("UPDATE one_time_code SET made_at = '2020-01-01T00:00:00Z' RETURNING member"))
    assert refused(second, "points", 10, code) == "one_time_over"
    changes, boss = second.parts.app.member_changes, second.parts.app.sign_in.approve("member_edit", "m1", "9999")
    changes.edit("M2", {"phone": "13500135000"}, boss)
    second.sync()
    with refusing("one_time_new_number"):
        ask(second, second.parts.app.wallets.code_for("M2"))
    send(second)
    code = newest_code(shop)
    wrong = f"{(int(code) + 1) % 1_000_000:06d}"
    tried = [refused(second, "points", 10, wrong) for _ in range(4)]  # one was wrong before
    assert tried == ["one_time_wrong"] * 4
    assert refused(second, "points", 10, code) == "too_many_attempts", "even the right one"

"""A member asks to be forgotten: gone at the hub and at two tills, with their word for it; the books stay exact."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Final

import pytest

from hub.clock import system_clock
from hub.member_exports import export
from hub.storage import erasing, privacy_requests
from posapp.commands import doctor
from posapp.commands.diagnosis import make_bundle
from posapp.commands.till_parts import open_parts
from posapp.commands.verify import check
from posapp.devices.clock import StoppedClock
from posapp.domain.consent import ConsentText, Said
from posapp.domain.sale import Sale
from posapp.storage.follow_ups import NewFollowUp
from posapp.usecases.appointments import NewAppointment
from sync.orders import claim_order
from tests.journeys.test_nothing_private_in_logs import listening
from tests.support.hub import ReadyHubs
from tests.support.refused import refused
from tests.support.shop import HUB_SECONDS, Shop, Till
from tests.support.written import files, found

SHOP_FILE: Final = Path(__file__).parents[1] / "scenarios" / "shop-points.json"
MEMBER: Final = {
    "id": "P7", "name": "欧阳试", "phone": "136 1234 5678", "email": "ouyang@example.com", "code": "CARD7",
    "birthday": "1991-02-03", "note": "喜欢藏青", "store": "S1", "points": 120,
}  # fmt: skip
ORDER: Final = {
    "id": "W9", "store": "S1", "channel": "wechat", "placed": "2026-11-20T08:30:00+08:00", "code": "482913",
    "state": "READY", "member": "P7", "customer": {"name": "欧阳试", "phone": "+8613612345678"},
    "lines": [{"sku": "B", "qty": "2", "amount": "71.00", "tax": "8.17"}],
    "tenders": [{"type": "wechat", "amount": "71.00"}],
}  # fmt: skip
SECRETS: Final = (
    *("13612345678", "欧阳试", "ouyang", "1991-02-03", "喜欢藏青", "CARD7", "改名欧阳", "17012340000", "新备注绿"),
    *("receipt-ouyang", "取货人甲", "31,41 59,26", "另一个号", "13999990000", "细节藏红", "跟进提示黄", "试穿褐色靴"),
)
"""What was said of one person: by head office, at both tills, about the order, at a second enrolment."""


@pytest.fixture
def shop(tmp_path: Path, ready_hubs: ReadyHubs) -> Iterator[Shop]:
    file = json.loads(SHOP_FILE.read_bytes())
    file |= {"members": [*file["members"], MEMBER], "orders": [ORDER]}
    next(role for role in file["roles"] if role["id"] == "cashier")["may"].append("orders")
    with ready_hubs.start(tmp_path / "hub", json.dumps(file).encode()) as hub:
        made = Shop(tmp_path, hub, StoppedClock(datetime(2026, 11, 21, 1, 0, tzinfo=UTC)))
        made.file = file  # type: ignore[attr-defined]
        yield made
        made.close()


def ready(shop: Shop, register: str) -> Till:
    till = shop.till(register)
    till.sign_in()
    till.open_shift()
    return till


def sold_to(till: Till, member: str, sku: str = "A") -> Sale:
    app = till.parts.app
    app.members.attach(app.members.known(member))
    return till.sell(sku)


def lived(one: Till, two: Till) -> str:
    """All that a shop comes to know of one person; the id of their second card."""
    app, other = one.parts.app, two.parts.app
    boss = app.sign_in.approve("member_edit", "m1", "9999")
    app.receipt_mails.ask(sold_to(one, "P7").receipt, "receipt-ouyang@example.com")
    app.member_changes.edit("P7", {"name": "改名欧阳", "phone": "17012340000"}, boss)
    app.member_changes.consent("P7", Said(("sms",), how="paper"))
    app.member_details.add("P7", "note", "细节藏红")
    app.follow_ups.make(NewFollowUp("P7", "call", "2026-11-30", "跟进提示黄"))
    app.appointments.make(NewAppointment("2026-11-28", "15:00", "P7", what="试穿褐色靴"))
    other.member_changes.edit("P7", {"note": "新备注绿"}, other.sign_in.approve("member_edit", "m1", "9999"))
    second = other.members.enrol("13999990000", "另一个号")
    sold_to(two, second, "B")
    claim = partial(claim_order, two.parts.engine.hub, HUB_SECONDS)
    other.pickup.hand_over("W9", "482913", claim, collector="取货人甲", checked=False, signature="31,41 59,26")
    for till in (one, two, one):
        assert till.sync().state == "online"
    app.member_changes.merge(second, "P7", "同一个人", boss)
    for till in (one, two):
        assert till.sync().unsent == 0
    return second


TABLES: Final = (
    *("entry", "sale", "sale_line", "sale_tender", "sale_tax", "sale_return", "purse_move", "shift", "invoice"),
    *("cash_move", "order_refund"),
)


def books(shop: Shop, *tills: Till) -> dict[str, list[str]]:
    """All that the law wants kept, the tills' own view of it and the hub's."""
    with shop.hub.database.raw() as connection:
        kept = {t: sorted(map(repr, connection.execute(f"SELECT * FROM {t}").fetchall())) for t in TABLES}
    kept["totals"] = [repr(till.parts.engine.hub.totals().model_dump(exclude={"at", "entries"})) for till in tills]
    kept["sound"] = [repr(check(till.parts, online=True)["ok"]) for till in tills]
    return kept


def test_forgotten_at_the_hub_and_at_two_tills(
    shop: Shop, capfd: pytest.CaptureFixture[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    one, two = ready(shop, "1"), ready(shop, "2")
    with listening() as lines:
        second = lived(one, two)
        _a_copy_of_it_all(shop, one, tmp_path_factory.mktemp("copy"))
        before = books(shop, one, two)
        assert {secret for secret, _ in found(SECRETS, files(shop.folder / "hub"))} >= set(SECRETS) - {"CARD7"}
        two.parts.app.members.attach(two.parts.app.members.known("P7"))
        boss = one.parts.app.sign_in.approve("privacy", "m1", "9999")
        with refused("privacy_incomplete"):
            one.parts.app.privacy.ask("P7", "erase", "self", "", boss)
        one.parts.app.privacy.ask(second, "erase", "self", "paper", boss)
        with refused("erasure_asked"):
            one.parts.app.privacy.ask("P7", "erase", "self", "paper", boss)
        two.parts.app.member_changes.edit(
            "P7", {"note": "新备注绿"}, two.parts.app.sign_in.approve("privacy", "m1", "9999")
        )
        for till in (one, two, one):  # it asks where the hub stands before it tells
            assert till.sync().unsent == 0
    after = books(shop, one, two)
    assert {**after, "entry": ()} == {**before, "entry": ()}
    assert set(before["entry"]) < set(after["entry"]), "no entry of a journal is another than it was"
    request = next(row for row in privacy_requests.listed(shop.hub.database) if row["wish"] == "erase")
    told = {row["till"] for row in request["tills"]}
    assert (request["state"], len(told), request["missing"]) == ("done", 2, [])
    for till in (one, two):
        _unknown(till, second)
    assert two.parts.app.desk.basket.cart.member == "P7"
    two.sell("A")
    two.sync()
    assert check(two.parts, online=True)["ok"], "a basket that was theirs is still paid"
    shop.hub.load(shop.file)  # type: ignore[attr-defined]
    for till in (one, two):
        till.sync()
    _nothing_left(shop, (one, two), "\n".join([*lines.said, *capfd.readouterr()]))
    _whoever_comes_back_is_somebody_new(one, two, second)


def _whoever_comes_back_is_somebody_new(one: Till, two: Till, second: str) -> None:
    """Under the same number, with nothing of before."""
    app = one.parts.app
    anew = app.members.enrol("136 1234 5678", "欧阳试")
    for till in (one, two):
        till.sync()
    there = two.parts.app.members.find("13612345678")[0]
    assert there.id == anew
    assert anew not in ("P7", second)
    assert (there.consent, there.details, there.contacts, there.birthday) == ((), (), (), "")
    for gone in ("P7", second):
        with refused("member_unknown"):
            two.parts.app.members.known(gone)


def _a_copy_of_it_all(shop: Shop, till: Till, folder: Path) -> None:
    """Asked for at the till, made by head office: all of it, and nothing of anybody else or of the shop's secrets."""
    app = till.parts.app
    app.privacy.ask("P7", "access", "self", "code", app.sign_in.approve("privacy", "m1", "9999"))
    till.sync()
    for path in export(shop.hub.database, "P7", folder, "test", system_clock()):
        assert path.stat().st_mode & 0o077 == 0
    held = json.loads((folder / "P7.json").read_text())["held"]
    assert {"member_kept", "member_value", "member_consent", "orders", "sale", "sale_line", "notice"} <= held.keys()
    agreed, words = held["member_consent"][0], held["consent_words"]
    assert [(row["store"], row["version"], row["zh"]) for row in words] == [
        (agreed["store"], agreed["text"], ConsentText().zh)
    ], "not the version alone, but what it said"
    of_others = {"取货人甲", "31,41 59,26", "喜欢藏青"}  # and a note that was written over
    for name, data in files(folder):
        assert {secret for secret, _ in found(SECRETS, [(name, data)])} == set(SECRETS) - of_others, name
        assert found(("王芳", "13800138000", "argon2", '"salt"'), [(name, data)]) == []
    (request,) = privacy_requests.listed(shop.hub.database)
    assert (request["wish"], request["state"], request["why"]) == ("access", "done", "test")


def _unknown(till: Till, second: str) -> None:
    app = till.parts.app
    for said in ("P7", second, "13612345678", "5678", "改名", "CARD7", "ouyang@example.com"):
        with refused("member_unknown"):
            app.members.find(said)
    assert app.pickup.collected("W9") == ("", "")
    assert app.appointments.day("2026-11-28") == ()
    assert not app.till.journal.parked()


def _nothing_left(shop: Shop, tills: tuple[Till, ...], said: str) -> None:
    """In no file of the hub and the tills, in no free page of theirs, log or bundle."""
    for till in tills:
        bundle = make_bundle(till.folder, shop.clock, doctor.examine)
        with zipfile.ZipFile(bundle) as packed:
            parts = [(f"bundle {name}", packed.read(name)) for name in packed.namelist()]
        assert found(SECRETS, parts) == []
    assert found(SECRETS, files(shop.folder)) == []
    assert found(SECRETS, [("logs", said.encode())]) == []


def test_a_till_put_back_from_a_backup_erases_at_its_first_exchange(shop: Shop, tmp_path: Path) -> None:
    till = ready(shop, "1")
    till.parts.app.member_changes.edit(
        "M2", {"note": "新备注绿"}, till.parts.app.sign_in.approve("member_edit", "m1", "9999")
    )
    till.sync()
    backup = tmp_path / "put-back"
    till.parts.close()
    shutil.copytree(till.folder, backup)
    database = shop.hub.database
    erasing.ask(database, "M2", ("erase", "self", "paper"), "test", system_clock())
    assert erasing.follow(database, system_clock) == 1
    copy = open_parts(backup, shop.clock, hub_url=shop.hub.url)
    assert copy.app.members.known("M2").name, "it was there when the backup was made"
    for _ in range(2):
        copy.engine.sync()
    with refused("member_unknown"):
        copy.app.members.known("M2")
    assert not copy.app.till.members.private(range(1, 9))
    (request,) = privacy_requests.listed(database)
    assert (len(request["tills"]), request["missing"]) == (1, []), "and it said so"
    copy.close()

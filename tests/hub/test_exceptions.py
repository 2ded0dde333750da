"""Conflicts never disappear: each is a record that a person at head office sees, and settles once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import pytest
import requests
from sqlalchemy import text

from hub.settling import WAYS
from hub.storage import offices, tables
from hub.storage.audit import acts
from hub.storage.exceptions import every
from hub.storage.records import Change
from posapp.contract import routes
from posapp.contract.exceptions import HOW, ExceptionRow
from posapp.contract.ops import HandedOverOp, LineOp, encode
from posapp.contract.tender_ops import PaymentAskedOp, PaymentMovedOp
from tests.hub.conftest import Clock
from tests.support.hub import RunningHub
from tests.support.till import AT, BareTill


@dataclass
class Office:
    """Somebody at head office."""

    hub: RunningHub
    session: requests.Session

    def get(self, **query: Any) -> requests.Response:
        return self.session.get(self.hub.url + routes.EXCEPTIONS, params=query, timeout=30)

    def sees(self, **query: Any) -> list[dict[str, Any]]:
        answer = self.get(**query)
        assert answer.status_code == 200, answer.text
        rows: list[dict[str, Any]] = answer.json()["rows"]
        return rows

    def settle(self, id_: str, how: str = "accepted", note: str = "看过") -> requests.Response:
        asked = {"id": id_, "how": how, "note": note}
        return self.session.post(self.hub.url + routes.SETTLE, json=asked, timeout=30)


@pytest.fixture
def office(hub: RunningHub, clock: Clock) -> Iterator[Office]:
    with requests.Session() as session:
        session.trust_env = False
        session.headers["Authorization"] = f"Bearer {offices.new_token(hub.database, 'finance', clock(), 'root')}"
        yield Office(hub, session)


def found(hub: RunningHub, store: str | None = None) -> list[ExceptionRow]:
    return list(every(hub.database, store))


def test_refused_entries_and_unlisted_goods(hub: RunningHub, enrolled: Callable[..., BareTill]) -> None:
    till, elsewhere = enrolled("S1"), enrolled("S2")
    till.sell()
    till.sell(lines=())
    till.sell(500, lines=(LineOp("", 500, code="6901234567892", name="雨伞", category="apparel"),))
    elsewhere.note("sale", b"{}")
    for _ in range(2):
        till.push()
        elsewhere.push()
    refused, unlisted = found(hub, "S1")
    assert [(x.kind, x.documents[0].till, x.documents[0].seq) for x in (refused, unlisted)] == [
        ("refused", till.id, 2),
        ("unlisted", till.id, 3),
    ]
    assert (refused.facts["code"], refused.amount, refused.people) == ("empty_sale", 9900, ("c1",))
    assert (unlisted.facts["code"], unlisted.facts["name"], unlisted.amount) == ("6901234567892", "雨伞", 500)
    assert {x.store for x in found(hub)} == {"S1", "S2"}


def test_a_payment_that_a_person_decided(hub: RunningHub, till: BareTill) -> None:
    asked = PaymentAskedOp(f"{till.id}.1", "terminal", "card", 9900, "CNY")
    told = PaymentMovedOp(asked.id, "paid", 9900, "004711", "decided", "凭条写已支付", "m1")
    till.note("payment_asked", encode(asked))
    till.note("payment_moved", encode(PaymentMovedOp(asked.id, "unknown", 9900, "", "silent")))
    till.note("payment_moved", encode(told))
    till.push()
    (only,) = found(hub)
    assert (only.kind, only.amount, only.documents[0].seq) == ("payment_decided", 9900, 3)
    assert only.people == ("c1", "m1")
    assert (only.facts["attempt"], only.facts["state"], only.facts["said"]) == (asked.id, "paid", "凭条写已支付")


def test_a_sale_after_the_product_was_delisted(hub: RunningHub, till: BareTill, clock: Clock) -> None:
    hub.publish([Change("products", "", "A", None)])
    till.note("sale", till.sell().body.replace(b".1", b".2").replace(b"-0001", b"-0002"), at="2026-11-21T00:59:59Z")
    till.push()
    till.push()
    [one] = found(hub)
    assert (one.kind, one.amount, one.people, one.documents[0].seq) == ("delisted", 9900, ("c1",), 1)
    assert (one.facts["sku"], one.facts["delisted_at"]) == ("A", AT)
    assert till.get(routes.TOTALS)["count"] == 2, "the till's record stands"


def test_a_product_that_came_back_is_sold_as_ever(hub: RunningHub, till: BareTill, clock: Clock) -> None:
    hub.publish([Change("products", "", "A", None)])
    clock.pass_by(minutes=10)
    hub.publish([Change("products", "", "A", '{"sku":"A","price":1,"tax":"13","category":"apparel"}')])
    till.note("sale", till.sell().body.replace(b".1", b".2").replace(b"-0001", b"-0002"), at="2026-11-21T01:10:00Z")
    till.push()
    assert [x.documents[0].seq for x in found(hub)] == [1], "only the sale of the ten minutes between"


def test_gone_back_and_gone_again_within_a_second(hub: RunningHub, till: BareTill) -> None:
    for body in (None, '{"sku":"A","price":1,"tax":"13","category":"apparel"}', None):
        hub.publish([Change("products", "", "A", body)])
    till.sell()
    till.push()
    assert [x.kind for x in found(hub)] == ["delisted"]


def test_the_same_phone_at_two_tills_is_one_member(hub: RunningHub, enrolled: Callable[..., BareTill]) -> None:
    one, other = enrolled(register="1"), enrolled(register="2")
    one.enrol_member(name="王芳")
    other.note("drawer_opened", b"{}")
    other.enrol_member(name="王小芳")
    for till in (one, other, other, one):
        assert [r.outcome for r in till.push().results if r.outcome == "refused"] == []
    first, second = f"{one.id}.1", f"{other.id}.2"
    for id_ in (first, second):
        assert one.get(routes.MEMBER.format(member=id_)) == {"asked": id_, "id": first}
    assert one.get(routes.MEMBER.format(member="nobody"), status=404)["code"] == "not_found"
    [exception] = found(hub)
    assert (exception.kind, exception.people) == ("same_phone", ("c1",))
    assert [(d.till, d.seq) for d in exception.documents] == [(other.id, 2), (one.id, 1)]
    assert exception.facts == {"remains": first, "merged": second}


def test_many_tills_at_once_enrol_one_phone_once(hub: RunningHub, enrolled: Callable[..., BareTill]) -> None:
    tills = [enrolled(register=str(1 + n % 2)) for n in range(6)]
    for till in tills:
        till.enrol_member()
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda till: till.push(), tills))
    remains = {tills[0].get(routes.MEMBER.format(member=f"{till.id}.1"))["id"] for till in tills}
    assert len(remains) == 1
    assert len(found(hub)) == 5


def test_nothing_personal_stands_in_journal_or_exceptions(hub: RunningHub, enrolled: Callable[..., BareTill]) -> None:
    for till in (enrolled(register="1"), enrolled(register="2")):
        till.enrol_member("+8613912345678", "王芳")
        till.push()
    with hub.database.read() as connection:
        kept = [
            bytes(body) for body in connection.scalars(tables.entry.select().with_only_columns(tables.entry.c.body))
        ]
    said = b"".join(kept) + repr(found(hub)).encode()
    assert len(kept) == 2
    assert b"13912345678" not in said
    assert "王芳".encode() not in said


@pytest.mark.parametrize(
    "change, code",
    [({"id": "x.1"}, "entry_malformed"), ({"seal": "0" * 64}, "member_incomplete")],
)
def test_a_member_that_does_not_fit_its_seal_is_refused(till: BareTill, change: dict[str, str], code: str) -> None:
    till.enrol_member(**change)
    assert [r.code for r in till.push().results] == [code]


def test_handed_over_with_a_note(hub: RunningHub, till: BareTill) -> None:
    till.sell(lines=())
    till.note("handed_over", encode(HandedOverOp(1, "顾客要发票")), staff="m1")
    till.push()
    till.push()
    assert {x.kind for x in found(hub)} == {"refused", "handed_over"}
    handed = next(x for x in found(hub) if x.kind == "handed_over")
    assert (handed.facts["said"], handed.people) == ("顾客要发票", ("m1", "c1"))
    assert [d.seq for d in handed.documents] == [2, 1]


def test_head_office_settles_once_and_it_stays(till: BareTill, office: Office, clock: Clock) -> None:
    till.sell(lines=())
    till.push()
    [one] = office.sees(store="S1")
    assert "settled" not in one or one["settled"] is None
    clock.pass_by(hours=1)
    answers = [office.settle(one["id"], "corrected", "店里补录") for _ in range(2)]
    assert [a.status_code for a in answers] == [200, 200]
    settled = {"at": "2026-11-21T02:00:00Z", "by": "finance", "how": "corrected", "note": "店里补录"}
    assert answers[1].json()["settled"] == settled
    again = office.settle(one["id"], "written_off", "算了")
    assert (again.status_code, again.json()["code"]) == (409, "settled_already")
    assert office.sees() == []
    assert [x["settled"] for x in office.sees(settled=True)] == [settled]
    assert office.settle("nothing").status_code == 404
    noted = [(act["who"], act["by"], act["exception"]) for act in acts(office.hub.database) if act["act"] == "settle"]
    assert noted == [("finance (head office)", "finance", one["id"])], "what changed something, once"
    till.push()
    assert office.sees() == [], "the same batch again opens nothing again"


def test_page_after_page(till: BareTill, office: Office) -> None:
    for _ in range(5):
        till.sell(lines=())
    till.push()
    first = office.get(limit=3).json()
    assert first["more"]
    rest = office.get(limit=3, after=first["rows"][-1]["id"]).json()
    assert not rest["more"]
    assert {d["documents"][0]["seq"] for d in first["rows"] + rest["rows"]} == {1, 2, 3, 4, 5}


def test_only_head_office_sees_and_settles(hub: RunningHub, till: BareTill, office: Office) -> None:
    till.get(routes.EXCEPTIONS, status=401)
    for token in (till.token, "x", ""):
        office.session.headers["Authorization"] = f"Bearer {token}"
        assert office.get().status_code == 401
        assert office.settle("x").json()["code"] == "not_head_office"


def test_a_new_token_ends_the_old_one_and_opens_no_till(hub: RunningHub, office: Office, clock: Clock) -> None:
    assert office.get().status_code == 200
    fresh = offices.new_token(hub.database, "finance", clock(), "root")
    assert office.get().status_code == 401
    office.session.headers["Authorization"] = f"Bearer {fresh}"
    assert office.get().status_code == 200
    assert office.session.get(hub.url + routes.TILL, timeout=30).status_code == 401


def test_a_database_of_an_older_hub_is_brought_up(hub: RunningHub, till: BareTill) -> None:
    till.sell(lines=())
    till.sell(500, lines=(LineOp("", 500, code="6901234567892", name="雨伞", category="apparel"),))
    till.push()
    before = found(hub)
    with hub.database.write() as connection:
        for name in ("exception", "delisting", "leaving", "member", "member_private", "office"):
            connection.execute(text(f"DROP TABLE {name}"))
        connection.execute(text("ALTER TABLE hub DROP COLUMN revoked"))
        connection.execute(text("ALTER TABLE till DROP COLUMN receipt"))
        connection.execute(text("DROP INDEX entry_not_understood"))
        connection.execute(text("UPDATE hub SET schema = 2"))
    hub.stop()
    hub.start()
    after = found(hub)
    assert [(x.id, x.kind, x.amount, x.facts) for x in after] == [(x.id, x.kind, x.amount, x.facts) for x in before]
    till.push()
    till.sell(lines=())
    till.push()
    assert len(found(hub)) == 3


def test_the_command_knows_every_way_to_settle() -> None:
    assert WAYS == HOW

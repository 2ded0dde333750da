"""An entry that the hub refused is looked at again when its till asks, once, and with it those that waited for it."""

from __future__ import annotations

from msgspec import Raw

from hub.storage.exceptions import every
from hub.storage.records import Change
from posapp.contract import envelope, routes
from posapp.contract.ops import CorrectedOp, SentAgainOp, TenderOp, decode_sale, encode
from tests.support.hub import RunningHub
from tests.support.till import BareTill

NEWCOMER = '{"id":"c9","name":"新人","role":{"id":"cashier"}}'


def said(answer: envelope.Answer) -> dict[int, str]:
    return {r.seq: r.code or r.outcome for r in answer.results}


def member_by_a_stranger(till: BareTill) -> None:
    """Somebody who has not come down from head office yet."""
    till.enrol_member()
    last = till.entries.pop()
    till.note(last.kind, last.body, staff="c9")


def again(till: BareTill, seq: int) -> None:
    till.note("sent_again", encode(SentAgainOp(seq)))


def test_it_is_taken_when_what_was_missing_has_come(hub: RunningHub, till: BareTill) -> None:
    member_by_a_stranger(till)
    assert said(till.push()) == {1: "staff_unknown"}
    again(till, 1)
    assert said(till.push(till.entries[1:])) == {2: "accepted", 1: "staff_unknown"}, "not yet"
    hub.publish([Change("staff", "S1", "c9", NEWCOMER)])
    again(till, 1)
    assert said(till.push(till.entries[2:])) == {3: "accepted", 1: "accepted"}
    assert till.get(routes.MEMBER.format(member=f"{till.id}.1"))["id"] == f"{till.id}.1"
    [one] = every(hub.database, settled=True)
    assert one.settled is not None
    assert (one.settled.how, one.facts["code"]) == ("taken", "staff_unknown")
    assert till.get(routes.TOTALS)["refused"] == 0


def test_a_lost_answer_is_given_again(hub: RunningHub, till: BareTill) -> None:
    member_by_a_stranger(till)
    till.sell(member=f"{till.id}.1")
    till.push()
    hub.publish([Change("staff", "S1", "c9", NEWCOMER)])
    again(till, 1)
    for expected in ("accepted", "repeated", "repeated"):
        assert said(till.push(till.entries[2:])) == {3: expected, 1: expected, 2: expected}
    assert till.get(routes.TOTALS)["count"] == 1


def test_only_what_depends_on_a_refused_entry_waits_for_it(hub: RunningHub, till: BareTill) -> None:
    member_by_a_stranger(till)
    till.sell(100, member=f"{till.id}.1")
    till.sell(200)
    till.sell(300, member="of-head-office")
    waits = {1: "staff_unknown", 2: "waits_for_refused", 3: "accepted", 4: "accepted"}
    assert said(till.push()) == waits
    assert till.get(routes.TOTALS)["total"] == 500
    till.sell(400, member=f"{till.id}.1")
    assert said(till.push(till.entries[4:])) == {5: "waits_for_refused"}
    hub.publish([Change("staff", "S1", "c9", NEWCOMER)])
    again(till, 1)
    assert said(till.push(till.entries[5:])) == {6: "accepted", 1: "accepted", 2: "accepted", 5: "accepted"}
    assert till.get(routes.TOTALS)["total"] == 1000
    assert list(every(hub.database)) == []


def test_all_of_it_in_one_batch(hub: RunningHub, till: BareTill) -> None:
    hub.publish([Change("staff", "S1", "c9", NEWCOMER)])
    till.sell(100)
    till.note("sale", b"{}")
    again(till, 2)
    till.note("corrected", encode(CorrectedOp(2, _sale(till, 2, 700))))
    assert said(till.push()) == {1: "accepted", 2: "accepted", 3: "accepted", 4: "accepted"}
    assert till.get(routes.TOTALS)["total"] == 800
    assert list(every(hub.database)) == []


def test_a_correction_is_booked_in_the_place_of_the_entry_which_stays(hub: RunningHub, till: BareTill) -> None:
    broken = till.sell(100, tenders=(TenderOp("cash", 99),))
    assert said(till.push()) == {1: "sale_sums"}
    till.note("corrected", encode(CorrectedOp(1, _sale(till, 1, 100))))
    assert said(till.push()) == {1: "accepted", 2: "accepted"}
    assert said(till.push()) == {1: "repeated", 2: "repeated"}
    totals = till.get(routes.TOTALS)
    assert (totals["count"], totals["total"], totals["refused"]) == (1, 100, 0)
    assert till.get(routes.TILL)["last_hash"] == till.entries[-1].hash.hex()
    assert decode_sale(broken.body).tenders[0].amount == 99


def test_what_was_taken_or_never_was_is_left_alone(hub: RunningHub, till: BareTill) -> None:
    till.sell(100)
    again(till, 1)
    again(till, 77)
    till.note("corrected", encode(CorrectedOp(1, _sale(till, 1, 900))))
    till.note("sent_again", b'{"of":"x"}')
    assert said(till.push()) == {1: "accepted", 2: "accepted", 3: "accepted", 4: "accepted", 5: "entry_malformed"}
    assert till.get(routes.TOTALS)["total"] == 100


def test_asking_about_asking_ends(till: BareTill) -> None:
    till.note("corrected", b'{"of":"x"}')
    till.note("corrected", encode(CorrectedOp(1, Raw(b'{"of":1,"body":{"of":1,"body":{}}}'))))
    again(till, 1)
    assert said(till.push()) == {1: "entry_malformed", 2: "accepted", 3: "accepted"}


def _sale(till: BareTill, seq: int, total: int) -> Raw:
    entries = till.entries
    till.entries = entries[: seq - 1]
    body = till.sell(total).body
    till.entries = entries
    return Raw(body)

"""Entries arrive exactly once, in order and unchanged, whatever is sent twice, too early, changed or nonsense."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from hub.storage import tables
from posapp.contract import envelope, routes
from posapp.contract.ops import DiscountOp, LineOp, TenderOp
from posapp.domain.journal import GENESIS, Entry, seal
from tests.support.hub import RunningHub
from tests.support.till import BareTill

BOOKS = (
    tables.entry,
    tables.sale,
    tables.sale_line,
    tables.sale_discount,
    tables.sale_tender,
    tables.sale_tax,
    tables.exception,
)


def outcomes(answer: envelope.Answer) -> list[str]:
    return [result.outcome for result in answer.results]


def count(till: BareTill) -> int:
    found: int = till.get(routes.TOTALS)["count"]
    return found


def stored(hub: RunningHub) -> list[tuple[int, bytes, bytes]]:
    e = tables.entry.c
    with hub.database.read() as connection:
        rows = connection.execute(tables.entry.select().order_by(e.till, e.seq))
        return [(row.seq, bytes(row.body), bytes(row.hash)) for row in rows]


def test_each_entry_is_named_and_kept_as_it_was_sent(hub: RunningHub, till: BareTill) -> None:
    sent = [
        till.sell(),
        till.note("basket_cleared", '{"lines":[],"reason":"客人走了 \\u0000 😀"}'.encode()),
        till.sell(100),
    ]
    answer = till.push()
    assert answer.batch == "b1"
    assert answer.next_seq == 4
    assert [(r.seq, r.outcome) for r in answer.results] == [(1, "accepted"), (2, "accepted"), (3, "accepted")]
    assert stored(hub) == [(e.seq, e.body, e.hash) for e in sent]
    where = till.get(routes.TILL)
    assert (where["last_seq"], where["last_hash"]) == (3, sent[-1].hash.hex())


def test_one_by_one_or_all_together_the_books_are_the_same(hub: RunningHub, enrolled: Callable[..., BareTill]) -> None:
    alone, together = enrolled(), enrolled()
    for till in (alone, together):
        for number in range(1, 21):
            off = (DiscountOp("percent", "p1", 10 * number), DiscountOp("price_list", 'a "quoted" \\ word', 5))
            goods = (
                LineOp("A", 9900 + 10 * number + 5, off=off),
                LineOp("", 1, code="69", name="茶\n😀", category="c"),
            )
            till.sell(9901, lines=goods, tenders=(TenderOp("cash", 9900), TenderOp("card", 1, "ref'")))
        till.sell(lines=())
        till.note("basket_cleared", b'{"lines":[],"reason":"\\u0000"}')
    for entry in alone.entries:
        alone.push([entry])
    together.push()
    one, other = (rows_of(hub, till.id) for till in (alone, together))
    assert one == other
    assert [len(one[name]) for name in ("entry", "sale", "sale_line", "sale_discount", "exception")] == [
        22,
        20,
        40,
        40,
        21,
    ]


def rows_of(hub: RunningHub, till: str) -> dict[str, list[tuple[object, ...]]]:
    """All that the books hold of a till but the seals, which name it, its own name left out."""
    found = {}
    with hub.database.read() as connection:
        for table in BOOKS:
            told = [column for column in table.columns if column.name != "hash"]
            rows = connection.execute(select(*told).where(table.c.till == till).order_by(*table.primary_key))
            found[table.name] = [tuple(plain(value, till) for value in row) for row in rows]
    return found


def plain(value: object, till: str) -> object:
    """Without the till's name."""
    if isinstance(value, bytes):
        return value.replace(till.encode(), b"")
    return value.replace(till, "") if isinstance(value, str) else value


def test_the_same_again_is_repeated_and_changes_nothing(till: BareTill) -> None:
    for _ in range(3):
        till.sell()
    till.push()
    assert outcomes(till.push()) == ["repeated"] * 3
    till.sell()
    assert outcomes(till.push(till.entries[1:])) == ["repeated", "repeated", "accepted"]
    assert count(till) == 4


def test_a_gap_names_the_entry_to_go_on_with(till: BareTill) -> None:
    for _ in range(4):
        till.sell()
    till.push(till.entries[:1])
    problem = till.refused(till.entries[2:])
    assert (problem["status"], problem["code"], problem["next_seq"]) == (409, "gap", 2)
    assert count(till) == 1
    assert outcomes(till.push(till.entries[1:])) == ["accepted"] * 3


def test_other_bytes_under_a_known_number_are_refused(till: BareTill) -> None:
    till.sell(100)
    till.sell(200)
    till.push()
    kept, till.entries = till.entries, till.entries[:1]
    till.sell(999)
    till.sell(300)
    problem = till.refused(till.entries[1:])
    assert (problem["status"], problem["code"], problem["seq"]) == (409, "entry_differs", 2)
    assert outcomes(till.push(kept)) == ["repeated"] * 2
    assert till.get(routes.TOTALS)["total"] == 300


def test_a_changed_entry_breaks_the_chain_and_nothing_is_taken(till: BareTill) -> None:
    for _ in range(3):
        till.sell()
    changed = replace(till.entries[1], body=till.entries[1].body.replace(b"9900", b"9901"))
    problem = till.refused([till.entries[0], changed, till.entries[2]])
    assert (problem["status"], problem["code"], problem["next_seq"]) == (409, "chain_broken", 1)
    assert count(till) == 0


def test_entries_of_another_till_are_refused(enrolled: Callable[..., BareTill]) -> None:
    one, other = enrolled(register="1"), enrolled(register="2")
    other.sell()
    answer = one.push_bytes(envelope.pack("b", other.id, other.entries))
    assert (answer.status_code, answer.json()["code"]) == (403, "other_till")


def test_a_refused_entry_stays_refused_and_the_next_ones_go_on(hub: RunningHub, till: BareTill) -> None:
    till.sell()
    till.sell(lines=())
    till.note("sale", b'{"id":"x"}')
    till.sell(tenders=(TenderOp("cash", 1),))
    till.note("sale", b"[]")
    till.sell()
    expected = ["", "empty_sale", "entry_malformed", "sale_sums", "entry_malformed", ""]
    first = till.push()
    assert [r.code for r in first.results] == expected
    assert all(r.zh and r.en for r in first.results if r.outcome == "refused")
    assert [r.code for r in till.push().results] == expected
    totals = till.get(routes.TOTALS)
    assert (totals["count"], totals["entries"], totals["refused"]) == (2, 6, 4)
    assert len(stored(hub)) == 6


def test_what_no_database_holds_is_refused_not_a_failure(till: BareTill) -> None:
    till.sell(10**16)
    till.note("sale", till.entries[0].body.replace(b'"sku":"A"', b'"sku":"\\u0000"'))
    till.note("sale", till.entries[0].body.replace(b'"sku":"A"', b'"sku":"\xff"'))
    till.note("member_enrolled", b'{"id":"\\u0000","seal":""}')
    till.sell()
    assert outcomes(till.push()) == ["refused"] * 4 + ["accepted"]


@pytest.mark.parametrize("date", ["21.11.2026", "20261121", "2026-W47-6", ""])
def test_a_day_is_written_in_one_way(till: BareTill, date: str) -> None:
    till.note("sale", till.sell(5).body, date=date)
    assert outcomes(till.push()) == ["accepted", "refused"]


@pytest.mark.parametrize(
    "at", ["noon", "2026-11-21T01:00:00", "2026-11-21T09:00:00+08:00", "0001-01-01T00:00:00+10:00"]
)
def test_a_moment_is_written_in_one_way(till: BareTill, at: str) -> None:
    till.note("sale", till.sell(5).body, at=at)
    assert outcomes(till.push()) == ["accepted", "refused"]


def test_a_kind_of_a_newer_till_is_kept_for_later(hub: RunningHub, till: BareTill) -> None:
    till.note("teleported", b'{"new":true}')
    till.sell(lines=(LineOp("A", 9900),), taxes=())
    assert outcomes(till.push()) == ["accepted", "accepted"]
    with hub.database.read() as connection:
        rows = connection.execute(tables.entry.select().order_by(tables.entry.c.seq)).all()
    assert (rows[0].kind, bytes(rows[0].body)) == ("teleported", b'{"new":true}')
    assert [row.applied for row in rows] == [2, 1]


def test_one_batch_from_two_threads_arrives_once(till: BareTill) -> None:
    for _ in range(20):
        till.sell()
    packed = envelope.pack("b", till.id, till.entries)
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: till.push_bytes(packed), range(16)))
    assert [a.status_code for a in answers] == [200] * 16
    accepted = [outcomes(envelope.read_answer(a.content)).count("accepted") for a in answers]
    assert sorted(accepted) == [0] * 15 + [20]
    assert count(till) == 20


def test_a_restarted_hub_goes_on_where_it_was(hub: RunningHub, till: BareTill) -> None:
    till.sell()
    till.push()
    hub.stop()
    hub.start()
    till.sell()
    assert outcomes(till.push()) == ["repeated", "accepted"]


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cuts=st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=8))
def test_any_order_of_pieces_ends_in_the_same_books(
    enrolled: Callable[..., BareTill], cuts: list[tuple[int, int]]
) -> None:
    till = enrolled()
    for n in range(12):
        till.sell(100 + n)
    for start, end in cuts:
        if start < end:
            till.push_bytes(envelope.pack("b", till.id, till.entries[start:end]))
    where = till.get(routes.TILL)["last_seq"]
    assert outcomes(till.push()) == ["repeated"] * where + ["accepted"] * (12 - where)
    totals = till.get(routes.TOTALS, till=till.id)
    assert (totals["count"], totals["total"]) == (12, sum(100 + n for n in range(12)))


def test_plain_json_is_taken_too(till: BareTill) -> None:
    body = till.sell().body.decode()
    head = f'"id":"b9","till":"{till.id}","hash":"{till.entries[0].hash.hex()}"'
    e = till.entries[0]
    entry = f'[1,"sale","{e.at}","{e.business_date}","c1",  {body}  ]'
    answer = till.push_bytes(f'{{{head},"later":[1],"entries":[{entry}]}}'.encode(), "identity")
    assert outcomes(envelope.read_answer(answer.content)) == ["accepted"]


def test_a_seal_cannot_be_shifted_between_fields(till: BareTill) -> None:
    head = (1, "sale\nx", "2026-11-21T01:00:00Z", "2026-11-21", "c1")
    entry = Entry(*head, b"{}", seal(till.id, GENESIS, *head, b"{}"))
    assert till.refused([entry])["code"] == "bad_batch"

"""The log has words for every kind of entry that there is, in both languages, and a place in one group each."""

from __future__ import annotations

from posapp.contract.ops import KINDS
from posapp.domain.journal import Entry
from posapp.domain.log import line
from posapp.domain.log_words import GROUPS, SAID
from posapp.domain.money import currency


def test_every_kind_has_its_words_and_its_group() -> None:
    assert set(SAID) == set(KINDS)
    grouped = [kind for _, kinds in GROUPS.values() for kind in kinds]
    assert sorted(grouped) == sorted(KINDS)


def test_an_entry_in_words() -> None:
    body = b'{"act":"override","sku":"A","old":9900,"new":8500,"reason":"\\u001b[2J=x","approver":"m1","offline":true}'
    entry = Entry(7, "price_act", "2026-11-21T01:00:00Z", "2026-11-21", "c1", body, b"")
    names = {"c1": "Lin", "m1": "Chen"}
    found = line(entry, False, True, currency("CNY"), "en", lambda id_: names[id_])
    assert (found.staff, found.what, found.before, found.after) == ("Lin", "Price change A", "99.00", "85.00")
    assert (found.approver, found.reason, found.offline, found.unsent) == ("Chen", "[2J=x", True, True)
    broken = line(Entry(8, "sale", "x", "y", "", b"{", b""), False, False, currency("CNY"), "zh", str)
    assert (broken.staff, broken.what) == ("（程序）", "销售 ，")

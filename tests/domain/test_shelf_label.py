"""Which labels of the shelf are wrong, by the dated prices of a product and by what was replaced already."""

from __future__ import annotations

from dataclasses import replace

from posapp.domain.catalog import ListPrice, price_moments, priced_at, shelf_price
from posapp.domain.shelf_label import PriceChange, dated_changes, to_replace
from tests.support.goods import B, G

MON, TUE, WED, THU = (f"2026-11-{day}T00:00:00Z" for day in (23, 24, 25, 26))
MUG = replace(B, prices=(ListPrice("shelf", 3000, TUE, THU), ListPrice("shelf", 4000, WED), ListPrice("member", 100)))


def test_the_price_that_began_last_counts_and_then_the_catalogue_s_own() -> None:
    moments = (MON, TUE, WED, THU)
    assert [shelf_price(MUG, at) for at in moments] == [3550, 3000, 4000, 4000]
    over = replace(B, prices=(ListPrice("shelf", 3000, TUE, WED),))
    assert [shelf_price(over, at) for at in moments] == [3550, 3000, 3550, 3550]
    assert price_moments(MUG) == (TUE, WED, THU)
    assert priced_at(MUG, MON) is MUG
    assert priced_at(G, WED) is G
    assert priced_at(MUG, WED).price == 4000


def test_labels_change_where_the_list_price_does() -> None:
    assert dated_changes(MUG, MON, "2026-12-01") == [
        PriceChange(MUG, 3550, 3000, TUE),
        PriceChange(MUG, 3000, 4000, WED),
    ]
    assert dated_changes(MUG, WED, THU) == [PriceChange(MUG, 3000, 4000, WED)]
    assert dated_changes(MUG, THU, "2026-12-01") == []


def test_of_what_has_come_only_the_last_of_each_product_is_due_and_nothing_twice() -> None:
    socks = PriceChange(G, 1990, 1500, TUE)
    changes = [*dated_changes(MUG, MON, THU), socks]
    assert to_replace(changes, frozenset(), MON) == [changes[0], socks, changes[1]]
    assert to_replace(changes, frozenset(), WED) == [socks, changes[1]]
    assert to_replace(changes, frozenset({("G", TUE), ("B", WED)}), WED) == []

"""Which shop hands an online order over. Pure; no database."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from posapp.domain.errors import Refused


def wanted(lines: Iterable[tuple[str, int]]) -> dict[str, int]:
    """Thousandths by SKU of lines that may name one twice."""
    found: dict[str, int] = {}
    for sku, units in lines:
        found[sku] = found.get(sku, 0) + units
    return found


def in_order(chosen: str, near: Sequence[str], *, elsewhere: bool) -> Iterator[str]:
    """The shops to be asked: the one that the customer chose, then those that it calls near, the nearest first."""
    yield chosen
    if elsewhere:
        yield from (store for store in near if store != chosen)


def allocate(
    stores: Iterable[str], goods: Mapping[str, int], free: Callable[[str, list[str]], Mapping[str, int]]
) -> str:
    """The first shop that has all of it and has promised it to nobody; Refused("no_shop_has_it"). `free`: what a shop
    has free of these goods."""
    for store in stores:
        there = free(store, sorted(goods))
        if all(there.get(sku, 0) >= units for sku, units in goods.items()):
            return store
    raise Refused("no_shop_has_it")

"""A page of a feed as the till reads it: from the bytes of the answer to what the files take.

Products and stock become values at once; the rows of other nouns stay bytes until their model reads them, one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, Generic, TypeVar

import msgspec

from posapp.contract.feed_rows import MODELS
from posapp.contract.feeds import Noun
from posapp.contract.goods_rows import ProductIn, StockIn

T = TypeVar("T")
PIECE: Final = 50
"""Rows between two calls of `between`: less than a tenth of a millisecond."""


class Page(msgspec.Struct, Generic[T], frozen=True):
    """`feeds.FeedPage`. Rows that are bytes still are to be read with `read_row`."""

    noun: Noun
    epoch: str
    cursor: int
    more: bool
    as_of: str
    rows: tuple[T, ...]
    tombstones: tuple[str, ...] = ()


_raw_page: Final = msgspec.json.Decoder(Page[msgspec.Raw]).decode
_struct: Final[Mapping[str, Callable[[bytes], Any]]] = {
    "products": msgspec.json.Decoder(ProductIn).decode,
    "stock": msgspec.json.Decoder(StockIn).decode,
}


def read_page(noun: Noun, data: bytes, between: Callable[[], None]) -> Page[Any]:
    """The page that answers a question for this noun; ValueError when it is none. Where a row cannot be read, all of
    them stay bytes. `between` is called every `PIECE` rows: whole, a page would keep other threads waiting for a
    millisecond and more."""
    page = _raw_page(data)
    decode = _struct.get(noun)
    if decode is None:
        return page
    rows = list[Any]()
    try:
        for start in range(0, len(page.rows), PIECE):
            rows += [decode(row) for row in page.rows[start : start + PIECE]]
            between()
    except msgspec.ValidationError:
        return page
    return msgspec.structs.replace(page, rows=tuple(rows))


def read_row(noun: Noun, row: Any) -> Any:
    """A row of a page, as its noun's model or struct; ValueError when it is none."""
    if not isinstance(row, msgspec.Raw):
        return row
    decode = _struct.get(noun)
    return decode(bytes(row)) if decode is not None else MODELS[noun].model_validate_json(bytes(row))

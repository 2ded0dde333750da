"""A page of a feed as the till reads it: decoded once, from the bytes of the answer to what the files take.

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
_whole_page: Final[Mapping[str, Callable[[bytes], Page[Any]]]] = {
    "products": msgspec.json.Decoder(Page[ProductIn]).decode,
    "stock": msgspec.json.Decoder(Page[StockIn]).decode,
}
_struct: Final[Mapping[str, Callable[[bytes], Any]]] = {
    "products": msgspec.json.Decoder(ProductIn).decode,
    "stock": msgspec.json.Decoder(StockIn).decode,
}


def read_page(noun: Noun, data: bytes) -> Page[Any]:
    """The page that answers a question for this noun; ValueError when it is none. Where a row cannot be read, all of
    them stay bytes."""
    try:
        return _whole_page.get(noun, _raw_page)(data)
    except msgspec.ValidationError:
        return _raw_page(data)


def read_row(noun: Noun, row: Any) -> Any:
    """A row of a page, as its noun's model or struct; ValueError when it is none."""
    if not isinstance(row, msgspec.Raw):
        return row
    decode = _struct.get(noun)
    return decode(bytes(row)) if decode is not None else MODELS[noun].model_validate_json(bytes(row))

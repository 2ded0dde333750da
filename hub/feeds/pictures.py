"""Pictures of products: a shop file names a file of a folder beside it, the feed its hash."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from hub.feeds.source import Source
from hub.lines import warn
from hub.storage import pictures, records
from hub.storage.records import EVERY_STORE, Change, change
from posapp.contract.feed_pictures import PictureRow
from posapp.domain.picture import MOST_BYTES, picture_type

FOLDER: Final = "pictures"
"""Of the files, beside the shop file."""


def changes(source: Source) -> Iterator[Change]:
    """The picture of each product that names one which is there. A product that names none has none; one whose file is
    not there now keeps what it had."""
    there = records.keys(source.database, "pictures", EVERY_STORE)
    hashes: dict[str, str] = {}
    for product in source.shop.products:
        name = product.picture
        if not name:
            if product.sku in there:
                yield Change("pictures", EVERY_STORE, product.sku, None)
            continue
        if name not in hashes:
            hashes[name] = _kept(source, name)
        if hashes[name]:
            yield change("pictures", EVERY_STORE, PictureRow(sku=product.sku, sha256=hashes[name]))


def _kept(source: Source, name: str) -> str:
    """The hash of the picture, whose bytes are in the books from now on; "" where there is no such one."""
    if source.pictures is None:
        return ""
    data = _read(source.pictures, name)
    if not data:
        return ""
    sha256 = hashlib.sha256(data).hexdigest()
    pictures.keep(source.database, sha256, data)
    return sha256


def _read(folder: Path, name: str) -> bytes:
    """Nothing above or beside the folder is read, whatever a file names."""
    path = folder / name
    try:
        if Path(name).name != name or path.stat().st_size > MOST_BYTES:
            raise ValueError
        data = path.read_bytes()
        if not picture_type(data):
            raise ValueError
    except (OSError, ValueError):
        warn(f"hub: {name!r} is no picture of {FOLDER}/: a PNG or JPEG of at most {MOST_BYTES // 1024} KB")
        return b""
    return data

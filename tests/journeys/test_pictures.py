"""Pictures of products: from a folder beside the shop file, by the feed, bytes on demand, a bounded cache."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import requests

from hub import load as loading
from hub.storage import pictures as stored
from posapp.contract.shop_file import read_shop_file
from posapp.domain.picture import MOST_BYTES
from posapp.storage.pictures import PictureFiles
from sync.pictures import fetch_pictures
from tests.support.shop import Shop
from tests.sync.conftest import SHOP_FILE

DRAWN = Path(__file__).parents[2] / "resources" / "demo" / "pictures"


def publish(shop: Shop, folder: Path | None, **named: str) -> None:
    """The shop's file again, its products with these pictures."""
    file: dict[str, Any] = json.loads(SHOP_FILE.read_bytes())
    for product in file["products"]:
        if product["sku"] in named:
            product["picture"] = named[product["sku"]]
    read = read_shop_file(json.dumps(file).encode())
    loading.load(shop.hub.database, read, shop.hub.signer, shop.clock.now, folder)


def test_from_the_folder_to_the_till(shop: Shop, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "drawn"
    folder.mkdir()
    apple, banana = ((DRAWN / f"{name}.png").read_bytes() for name in ("apple", "banana"))
    (folder / "a.png").write_bytes(apple)
    (folder / "b.png").write_bytes(banana)
    (folder / "note.png").write_text("no picture")
    (folder / "huge.png").write_bytes(apple + bytes(MOST_BYTES))
    till = shop.till()
    known, files, hub = till.parts.till.pictures, till.parts.till.picture_files, till.parts.engine.hub
    assert known.count() == 0
    publish(shop, folder, A="a.png", B="b.png", C="note.png")
    publish(shop, folder, A="a.png", B="../shop.json", C="huge.png")
    said = capfd.readouterr().err
    assert all(name in said for name in ("note.png", "../shop.json", "huge.png"))
    till.sync()
    a, b = known.by_key("A"), known.by_key("B")
    assert a is not None
    assert b is not None, "its file is not there now: what was there stays"
    assert files.get(a.sha256) is None
    fetch_pictures(hub, 20, [a.sha256, b.sha256], files.put)
    assert (files.get(a.sha256), files.get(b.sha256)) == (apple, banana)
    publish(shop, folder, B="b.png")
    till.sync()
    assert (known.by_key("A"), known.count()) == (None, 1), "it names none any more"
    assert not files.put(a.sha256, banana), "not what was asked for"
    assert stored.one(shop.hub.database, "0" * 64) is None
    url = f"{shop.hub.url}/v1/pictures/"
    assert requests.get(url + a.sha256, timeout=20).status_code == 401, "only for tills"
    token = {"Authorization": f"Bearer {till.parts.till.enrolment.required().token}"}
    assert requests.get(url + "0" * 64, headers=token, timeout=20).json()["code"] == "not_found"
    assert requests.get(url + "x", headers=token, timeout=20).status_code == 422


def test_the_folder_of_pictures_is_bounded(tmp_path: Path) -> None:
    import hashlib
    import os

    files = PictureFiles(tmp_path / "pictures", room=1_000)
    kept = []
    for number in range(12):
        data = bytes([number]) * 100
        kept.append(hashlib.sha256(data).hexdigest())
        assert files.put(kept[-1], data)
        os.utime(tmp_path / "pictures" / kept[-1], (number, number))
    assert files.get(kept[0]), "looked at just now"
    files.make_room()
    there = [files.get(sha256) is not None for sha256 in kept]
    assert there == [True, *[False] * 3, *[True] * 8]

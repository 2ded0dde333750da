"""The tour that makes the pictures goes through every screen."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from bench.shots import main
from posapp.commands import demo

SCREENS = {
    *("sign-in", "shift", "checkout", "ask-which", "payment", "ask-change", "payment-done", "receipts", "settings"),
    *("trouble-damaged-database", "trouble-till-not-enrolled", "trouble-diagnosis", "stop-sale", "ask-prices"),
    *("labels-none", "labels", "labels-printing", "receipts-waiting", "line-online", "line-offline", "line-shut-out"),
    *("terminal", "terminal-declined", "terminal-paying", "terminal-unknown", "terminal-decide", "terminal-part"),
    *("line-hub-newer", "line-too-old", "line-diagnosis", "refused-1", "refused-hand-over", "warning-old-copy"),
    *("ask-price", "price-beyond", "price-approval", "price-given", "price-standing"),
}


def a_corner(folder: Path) -> Path:
    """The demonstration shop with the fifth of its goods that were sold before or that the tour asks for.

    To load them all takes a hub as long as the tour; the pictures themselves (`./run shots`) are of the whole shop.
    """
    shop = json.loads(gzip.decompress(demo.SHOP.read_bytes()))
    kept = {line["sku"] for sale in shop["sales"] for line in sale["lines"]}
    kept |= {g["sku"] for g in shop["products"] if g["sku"].startswith("DEMO-") or "可乐" in g["name"]["zh"]}
    shop["products"] = [goods for goods in shop["products"] if goods["sku"] in kept]
    shop["promotions"] = [offer for offer in shop["promotions"] if kept.issuperset(offer["items"])]
    shop["stock"] = [row for row in shop["stock"] if row["sku"] in kept]
    file = folder / "shop.json.gz"
    file.write_bytes(gzip.compress(json.dumps(shop).encode()))
    return file


@pytest.mark.long
def test_every_screen_has_its_picture(
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """All are walked through, some of them taken: that is what takes time."""
    monkeypatch.setattr(demo, "SHOP", a_corner(tmp_path_factory.mktemp("shop")))
    assert main([str(tmp_path), "--sizes", "1024x768", "--languages", "en", "--only", "trouble"]) == 0
    walked = set(capfd.readouterr().out.split("\n"))
    assert walked >= SCREENS
    taken = {path.name.split("-", 1)[1].removesuffix("-en-1024x768.png") for path in tmp_path.glob("*.png")}
    assert taken == {name for name in walked if name.startswith("trouble")}

"""The demonstration's web shop: what a new shop finds, and `./run order` beside a window that is open."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from posapp.commands import demo as demos
from posapp.commands.demo import Demo
from posapp.commands.till_parts import at_once
from posapp.commands.web_shop import FIRST_DAY, ONE_MORE, main
from posapp.devices.clock import SystemClock
from posapp.domain.pickup import balance_of
from posapp.storage.catalog_install import no_pace
from tests.support.hub import ReadyHubs
from tests.support.hub_inside import hubs_inside

SKUS = sorted({sku for wish in (*FIRST_DAY, *ONE_MORE) for sku, *_ in wish.goods})


def shop_file(folder: Path) -> Path:
    """A shop with only what is ordered."""
    file = folder / "shop.json"
    store = {"id": "S1", "name": "静安店", "currency": "CNY", "timezone": "Asia/Shanghai", "tills": ["1"]}
    of_goods = {"name": {"zh": "示范"}, "price": "1.00", "tax": "13", "category": "c"}
    content = {
        "stores": [store],
        "taxes": [{"id": "13", "kind": "rate", "percent": "13"}],
        "products": [{"sku": sku, **of_goods} for sku in SKUS],
        "stock": [{"store": "S1", "sku": sku, "on_hand": "20"} for sku in SKUS],
    }
    file.write_text(json.dumps(content), "utf-8")
    return file


def test_a_new_shop_has_orders_and_a_stranger_places_another(
    tmp_path: Path, ready_hubs: ReadyHubs, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(demos, "SHOP", shop_file(tmp_path))
    folder = tmp_path / "demo"
    words = ["--data-dir", str(folder), "--language", "en"]
    assert main(words) == 69
    assert "Open it with ./run first" in capsys.readouterr().err
    demo = Demo(folder, hubs_inside(ready_hubs))
    parts = demo.open(SystemClock(), at_once, no_pace, lambda _step: None)
    try:
        demo.start_hub()
        demo.open_web_shop()
        demo.open_web_shop()  # every start asks for it
        parts.engine.sync()
        told = [parts.app.pickup.view(f"W{number}") for number in range(1001, 1005)]
        assert parts.app.pickup.waiting() == 4
        assert [balance_of(view.order, view.stand) for view in told] == [0, 0, 0, 54700]
        assert len({view.order.phone[-4:] for view in told}) == 3, "two with the same last four digits"
        now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        assert all(view.order.promised > now for view in told)
        assert main(words) == 0
        assert re.match(r"Order W1005 · New · code \d{6} · shop S1", capsys.readouterr().out)
        parts.engine.sync()
        assert parts.app.pickup.waiting() == 5
        assert main([*words, "--here", "W1005", "--at", "bay 3"]) == 0
        parts.engine.sync()
        assert parts.app.pickup.who_waits()["W1005"] == "bay 3"
        assert main([*words, "--cancel", "W1005"]) == 0
        assert main([*words, "--list"]) == 0
        assert [line.split(" · ")[1] for line in capsys.readouterr().out.splitlines() if " · " in line][-5:] == [
            *["New"] * 4,
            "Cancelled",
        ]
        assert main([*words, "--cancel", "W1005"]) == 1
    finally:
        parts.close()
        demo.close()

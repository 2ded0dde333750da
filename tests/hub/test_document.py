"""The OpenAPI document is part of the contract: it changes only when somebody means it to.

POSAPP_UPDATE_GOLDEN=1 writes the new one; then look at the difference.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
import requests

from hub.app import create_app
from hub.storage import offices
from hub.storage.database import open_database, sqlite_url
from posapp.contract import routes
from tests.hub.conftest import Clock
from tests.support.hub import RunningHub
from tests.support.till import BareTill

GOLDEN = Path(__file__).with_name("openapi.json")


def agreed_document() -> dict[str, Any]:
    """What the hub says of itself, without asking it anew: the tests here hold them equal."""
    agreed: dict[str, Any] = json.loads(GOLDEN.read_text("utf-8"))
    return agreed


@pytest.fixture
def document(tmp_path: Path) -> dict[str, Any]:
    """What the hub says of itself."""
    database = open_database(sqlite_url(tmp_path / "hub.db"))
    found: dict[str, Any] = create_app(database, tmp_path).openapi()
    database.close()
    return found


def test_it_is_the_one_that_was_agreed(document: dict[str, Any]) -> None:
    text = json.dumps(document | {"info": {"title": "posapp hub"}}, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
    if os.environ.get("POSAPP_UPDATE_GOLDEN"):
        GOLDEN.write_text(text, "utf-8")
    assert text == GOLDEN.read_text("utf-8")


def test_every_route_is_in_it_and_nothing_else(document: dict[str, Any]) -> None:
    named = {value for name, value in vars(routes).items() if name.isupper()}
    assert set(document["paths"]) == named


def test_every_reference_leads_somewhere(document: dict[str, Any]) -> None:
    schemas = document["components"]["schemas"]
    references = {part.split('"')[0] for part in json.dumps(document).split('"#/components/schemas/')[1:]}
    assert references <= set(schemas)
    assert {"Batch", "WireEntry", "Answer", "Problem", "FeedPage"} <= references


def test_all_but_two_calls_want_a_token(document: dict[str, Any]) -> None:
    open_ = {path for path, item in document["paths"].items() for call in item.values() if not call.get("security")}
    assert open_ == {routes.HEALTH, routes.ENROL}


def test_head_office_and_the_web_shop_show_tokens_of_their_own(document: dict[str, Any]) -> None:
    wanted = {
        path: {name for s in call["security"] for name in s}
        for path, item in document["paths"].items()
        for call in item.values()
        if call.get("security")
    }
    by_token = {name: {path for path, names in wanted.items() if names == {name}} for name in ("HeadOffice", "Channel")}
    web = {routes.WEB_ORDERS, routes.WEB_ORDER, routes.WEB_ARRIVED, routes.WEB_CANCEL, routes.WEB_REFUNDED}
    assert by_token == {
        "HeadOffice": {routes.EXCEPTIONS, routes.SETTLE, routes.RETURN_PHOTO},
        "Channel": web,
    }
    others = [names for path, names in wanted.items() if not any(path in paths for paths in by_token.values())]
    assert all(names == {"HTTPBearer"} for names in others)


def test_a_body_that_is_no_text_has_an_answer_that_is_named(hub: RunningHub, clock: Clock) -> None:
    till, office = BareTill(hub), offices.new_token(hub.database, "finance", clock(), "root")
    for path, item in agreed_document()["paths"].items():
        if "requestBody" not in item.get("post", {}):
            continue
        token = office if path == routes.SETTLE else till.token
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        answer = requests.post(hub.url + path, data=b"i\x13F3Q\xff<", headers=headers, timeout=30)
        assert str(answer.status_code) in item["post"]["responses"], (path, answer.text)
    till.close()

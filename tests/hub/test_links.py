"""Every link of the OpenAPI document leads on: it is followed at a real hub, with what the answer before said."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import requests

from hub.links import LINKS
from hub.storage import offices, web_orders
from posapp.contract import routes
from tests.hub.conftest import Clock
from tests.hub.test_document import agreed_document
from tests.support.hub import ONE, RunningHub
from tests.support.till import BareTill

ORDERED: dict[str, Any] = {"id": "W9", "store": "S1", "lines": [{"sku": "A", "quantity": 1000, "amount": 9900}]}
ORDERED["tenders"] = [{"type": "alipay", "amount": 9900}]


def calling(token: str) -> requests.Session:
    """Somebody with this token calls."""
    session = requests.Session()
    session.trust_env = False
    session.headers["Authorization"] = f"Bearer {token}"
    return session


@pytest.fixture
def asks(till: BareTill, hub: RunningHub, clock: Clock) -> Iterator[Callable[..., dict[str, Any]]]:
    """Calls as whoever may, and gives the good answer."""
    at_office = calling(offices.new_token(hub.database, "finance", clock(), "root"))
    web_shop = calling(web_orders.new_token(hub.database, "web", clock(), "root"))
    others = {routes.EXCEPTIONS: at_office, routes.WEB_ORDERS: web_shop}
    till.enrol_member()
    till.sell(lines=())
    till.push()

    def ask(method: str, path: str, query: dict[str, Any], body: Any = None) -> dict[str, Any]:
        session = next((one for start, one in others.items() if path.startswith(start)), till.session)
        if path == routes.ENTRIES:
            return {"next_seq": till.push().next_seq}
        if path.startswith(routes.SNAPSHOT):
            till.hub.hub.catalogues.build("S1")
        answer = session.request(method, till.hub.url + path, params=query, json=body, timeout=30)
        assert answer.status_code == 200, answer.text
        return answer.json() if answer.headers["Content-Type"] == "application/json" else {}

    with at_office, web_shop:
        yield ask


def said(expression: Any, asked: dict[str, str], answer: Any) -> Any:
    """What a runtime expression of OpenAPI means, as far as our links have them; a constant is itself."""
    if isinstance(expression, dict):
        return {name: said(part, asked, answer) for name, part in expression.items()}
    if expression.startswith("$request.path."):
        return asked[expression.removeprefix("$request.path.")]
    if not expression.startswith("$response.body#/"):
        return expression
    for step in expression.removeprefix("$response.body#/").split("/"):
        answer = answer[int(step)] if isinstance(answer, list) else answer[step]
    return answer


@ONE
@pytest.mark.parametrize("method, path, name", [(*call, link.name) for call, links in LINKS.items() for link in links])
def test_a_link_leads_on(
    till: BareTill, asks: Callable[..., dict[str, Any]], method: str, path: str, name: str
) -> None:
    paths = agreed_document()["paths"]
    operations = {call["operationId"]: (m, p, call) for p, item in paths.items() for m, call in item.items()}
    link = paths[path][method]["responses"]["200"]["links"][name]
    start = {"noun": "products", "member": f"{till.id}.1", "about": f"{till.id}.2", "order": str(ORDERED["id"])}
    settled = {"id": f"{till.id}.2.refused", "how": "accepted", "note": "seen"}
    bodies: dict[str, dict[str, Any]] = {routes.SETTLE: settled, routes.WEB_ORDERS: ORDERED, routes.WEB_CANCEL: {}}
    if path == routes.WEB_CANCEL:
        asks(method, routes.WEB_ORDERS, {}, ORDERED)
    answer = asks(method, path.format_map(start), {}, bodies.get(path))
    next_method, next_path, call = operations[link["operationId"]]
    known = {parameter["name"]: parameter["in"] for parameter in call.get("parameters", ())}
    assert link["parameters"].keys() <= known.keys()
    values = {parameter: said(value, start, answer) for parameter, value in link["parameters"].items()}
    in_path = {parameter: value for parameter, value in values.items() if known[parameter] == "path"}
    query = {parameter: value for parameter, value in values.items() if known[parameter] == "query"}
    asks(next_method, next_path.format_map(in_path), query, said(link.get("requestBody", {}), start, answer) or None)


def test_whatever_names_another_thing_leads_to_it() -> None:
    """A path with a name in it is reached from some answer: a new one is not forgotten."""
    reached = {link.path for links in LINKS.values() for link in links}
    reached |= {routes.PICTURE, routes.RETURN_PHOTO}  # only rows of one feed, and what an exception is about, name them
    assert {path for path in agreed_document()["paths"] if "{" in path} <= reached

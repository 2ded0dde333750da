"""Where an answer leads: the links of the OpenAPI document, by which a tester goes from one call to the next."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

from posapp.contract import routes


@dataclass(frozen=True, slots=True)
class Link:
    """To another call, with what the answer says put into its parameters (by name) or its body."""

    name: str
    method: str
    path: str
    words: str
    parameters: dict[str, str] = field(default_factory=dict)
    body: dict[str, str] | None = None


_SAID: Final = "$response.body#/"
_WHERE: Final = Link("where", "get", routes.TILL, "Where the hub stands now.")
_MEMBER: Final = Link("same", "get", routes.MEMBER, "The one who remains is the same.", {"member": f"{_SAID}id"})
_AGAIN: Final = Link("later", "get", routes.NOTICES, "What became of them by then.", {"about": f"{_SAID}about"})
_ORDER: Final = {"order": f"{_SAID}id"}

LINKS: Final[dict[tuple[str, str], tuple[Link, ...]]] = {
    ("get", routes.TILL): (
        Link("totals", "get", routes.TOTALS, "What the hub counted of this till.", {"till": f"{_SAID}till"}),
        Link("news", "get", routes.FEED, "What comes next.", {"noun": "products", "after": f"{_SAID}heads/products"}),
    ),
    ("get", routes.FEED): (
        Link("next", "get", routes.FEED, "The next page.", {"noun": "$request.path.noun", "after": f"{_SAID}cursor"}),
    ),
    ("get", routes.SNAPSHOT): (
        Link("file", "get", routes.SNAPSHOT_FILE, "The file.", {"version": f"{_SAID}version"}),
        Link(
            "since",
            "get",
            routes.FEED,
            "What has changed since it was built.",
            {"noun": "products", "after": f"{_SAID}cursors/products"},
        ),
    ),
    ("post", routes.ENTRIES): (_WHERE,),
    ("post", routes.TOKEN): (_WHERE,),
    ("get", routes.MEMBER): (_MEMBER,),
    ("get", routes.NOTICES): (_AGAIN,),
    ("get", routes.EXCEPTIONS): (
        Link("next", "get", routes.EXCEPTIONS, "Those after the first of these.", {"after": f"{_SAID}rows/0/id"}),
        Link(
            "settle",
            "post",
            routes.SETTLE,
            "Settles the first of these.",
            body={"id": f"{_SAID}rows/0/id", "how": "accepted", "note": "seen"},
        ),
    ),
    ("post", routes.WEB_ORDERS): (
        Link("order", "get", routes.WEB_ORDER, "Where it stands.", _ORDER),
        Link("cancel", "post", routes.WEB_CANCEL, "Calls it off.", _ORDER, {"reason": "changed mind"}),
        Link("arrived", "post", routes.WEB_ARRIVED, "Its customer is at the shop.", _ORDER, {"place": "bay 3"}),
    ),
    ("post", routes.WEB_CANCEL): (
        Link("refunded", "post", routes.WEB_REFUNDED, "It went back.", _ORDER, {"amount": f"{_SAID}refund"}),
    ),
    ("post", routes.SETTLE): (
        Link("listed", "get", routes.EXCEPTIONS, "What is open in that store.", {"store": f"{_SAID}store"}),
    ),
}
"""Of each call's good answer."""


def add(document: dict[str, Any]) -> None:
    """Puts them into the document."""
    paths = document["paths"]
    for (method, path), links in LINKS.items():
        paths[path][method]["responses"]["200"]["links"] = {
            link.name: {
                "operationId": paths[link.path][link.method]["operationId"],
                "description": link.words,
                "parameters": link.parameters,
                **({} if link.body is None else {"requestBody": link.body}),
            }
            for link in links
        }

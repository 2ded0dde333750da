"""The page of a receipt, asked as a customer's telephone does: no token of the till goes along."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

import requests

from posapp.domain.errors import Refused
from posapp.domain.refusal_texts import TEXTS
from sync.client import TIMEOUT, HubAway

_MOST: Final = 256 * 1024


def receipt_page(address: str, form: Mapping[str, str] | None = None) -> dict[str, Any]:
    """What it says; with a form (title, tax_number, email) an e-invoice is asked for. Refused: what the hub refuses;
    HubAway when nobody answers, or something that is no hub."""
    method = "GET" if form is None else "POST"
    try:
        with requests.Session() as session:
            session.trust_env = False
            with session.request(
                method, address, data=form, headers={"Accept": "application/json"}, timeout=TIMEOUT, stream=True
            ) as answer:
                said = json.loads(answer.raw.read(_MOST, decode_content=True))
    except (requests.RequestException, ValueError) as error:
        raise HubAway(type(error).__name__) from error
    if not isinstance(said, dict):
        raise HubAway("no object")
    code = said.get("code")
    if answer.status_code != 200:
        number = str(said.get("number", ""))[:40]
        raise Refused(code, number=number) if isinstance(code, str) and code in TEXTS else HubAway("no answer")
    return said

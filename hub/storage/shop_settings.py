"""What a store's settings and people say, as a batch asks for it inside its transaction: the same statements to both
drivers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from pydantic_core import from_json

from posapp.contract.feed_rows import SettingsRow
from posapp.domain.store import Store

Ask = Callable[[str, tuple[object, ...]], list[Any]]
_SETTINGS: Final = "SELECT body FROM record WHERE noun = 'settings' AND store = ? AND key = ? AND body IS NOT NULL"
_OWN: Final = "SELECT key, body FROM record WHERE noun = 'staff' AND store IN ('', ?) AND body LIKE ? ORDER BY store"
_NAMES_ONE: Final = '%"member":%'


def settings(ask: Ask, store: str) -> Store | None:
    """As they are now."""
    found = ask(_SETTINGS, (store, store))
    return SettingsRow.model_validate_json(found[0][0]).value() if found else None


def own_members(ask: Ask, store: str) -> dict[str, str]:
    """The shop's own row of a person before the one for all shops."""
    return {str(key): own for key, body in ask(_OWN, (store, _NAMES_ONE)) if (own := _own(body))}


def _own(body: str) -> str:
    return str(from_json(body).get("member", ""))

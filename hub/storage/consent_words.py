"""The words that members agreed to, in every version that a store ever had: what a member's consent names can be read
for as long as it stands, whatever the shop asks members to agree to by now."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Connection

from hub.storage import records
from hub.storage.records import EVERY_STORE, Change
from posapp.domain.consent import ConsentText
from posapp.domain.errors import Refused

CONSENT_WORDS: Final = "consent_words"
"""Records, by store and version; no feed carries them, and no load takes one away."""


def changes(connection: Connection, stores: Iterable[tuple[str, ConsentText]]) -> Iterator[Change]:
    """What is kept of (store, what its members are asked to agree to now). Refused("consent_words_changed") where a
    version had other words before: somebody has agreed to those."""
    for store, text in stores:
        key = _key(store, text.version)
        body = json.dumps(
            {"store": store, "version": text.version, "zh": text.zh, "en": text.en}, ensure_ascii=False, sort_keys=True
        )
        before = records.some(connection, CONSENT_WORDS, EVERY_STORE, [key]).get(key)
        if before not in (None, body):
            raise Refused("consent_words_changed", store=store, version=text.version)
        yield Change(CONSENT_WORDS, EVERY_STORE, key, body)


def agreed_to(connection: Connection, said: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The words that these rows of `member_consent` name, each once."""
    keys = sorted({_key(row["store"], row["text"]) for row in said})
    found = records.some(connection, CONSENT_WORDS, EVERY_STORE, keys)
    return [json.loads(found[key]) for key in keys if key in found]


def _key(store: str, version: str) -> str:
    return f"{store}:{version}"

"""Pictures of goods that came back go to the hub after the journal that names them: a few an exchange, the oldest
first, so that sales never wait for them."""

from __future__ import annotations

from typing import Final

from posapp.storage.till import TillStore
from sync.client import HubClient, HubSaid

_A_TIME: Final = 5


def send_photos(till: TillStore, hub: HubClient, at: str) -> None:
    """Sending one again changes nothing. One that the hub does not take is not asked about again."""
    for id_ in till.return_photos.unsent(_A_TIME):
        image = till.return_photos.one(id_)
        if image is None:
            continue
        try:
            hub.send_photo(image)
        except HubSaid as said:
            if said.status in (404, 429) or said.status >= 500:  # an older hub, or one with too much to do
                return
        till.return_photos.sent(id_, at)

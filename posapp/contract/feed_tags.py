"""The feed of tags to check: shelf tags that customers showed at any till of the shop, and who hung the right ones."""

from __future__ import annotations

from posapp.contract.calls import Message
from posapp.contract.feed_figures import Minor, fields
from posapp.domain.shelf_label import TagSeen


class TagRow(Message):
    """A tag, see domain.shelf_label. `id` is that of the sale, a dot and the line."""

    id: str
    sku: str
    tag: Minor
    price: Minor
    at: str
    till: str = ""
    done_at: str = ""
    done_by: str = ""

    @property
    def key(self) -> str:
        """Its id."""
        return self.id

    def value(self) -> TagSeen:
        """The tag."""
        return TagSeen(**fields(self))

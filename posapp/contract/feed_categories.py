"""The feed of categories."""

from __future__ import annotations

from posapp.contract.calls import Message
from posapp.domain.catalog import Category


class CategoryRow(Message):
    """A shelf group."""

    id: str
    name_zh: str = ""
    name_en: str = ""
    icon: str = "package"
    position: int = 0

    @property
    def key(self) -> str:
        """The category's id."""
        return self.id

    @classmethod
    def of(cls, category: Category) -> CategoryRow:
        """The row of a category."""
        c = category
        return cls(id=c.id, name_zh=c.name_zh, name_en=c.name_en, icon=c.icon, position=c.position)

    def value(self) -> Category:
        """The category."""
        return Category(self.id, self.name_zh, self.name_en, self.icon, self.position)

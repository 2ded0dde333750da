"""The feed of pictures: which product has which. The bytes are asked for by their hash (`routes.PICTURE`)."""

from __future__ import annotations

from posapp.contract.calls import Hex32, Message
from posapp.contract.feed_figures import fields
from posapp.domain.picture import ProductPicture


class PictureRow(Message):
    """A product's picture."""

    sku: str
    sha256: Hex32

    @property
    def key(self) -> str:
        """The number of the product."""
        return self.sku

    def value(self) -> ProductPicture:
        """The picture."""
        return ProductPicture(**fields(self))

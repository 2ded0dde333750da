"""What a feed is made from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from hub.signing import Signer
from hub.storage.database import Database
from posapp.contract.shop_file import ShopFileResult


@dataclass(frozen=True, slots=True)
class Source:
    """A shop file, the books it is loaded into, and who signs."""

    database: Database
    shop: ShopFileResult
    signer: Signer
    clock: Callable[[], datetime]
    pictures: Path | None = None
    """The folder of the pictures that its products name."""

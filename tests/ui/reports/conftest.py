"""A till with its window, in English, its manager signed in."""

from __future__ import annotations

from tests.sync.conftest import shop
from tests.ui.holds.conftest import counter

__all__ = ["counter", "shop"]

"""The shop of the scenarios, shared with the tests of the exchange, and a till of it that is ready to sell."""

from __future__ import annotations

import pytest

from tests.support.shop import Shop, Till
from tests.sync.conftest import shop

__all__ = ["shop"]


@pytest.fixture
def till(shop: Shop) -> Till:
    """Signed in, its shift open."""
    till = shop.till()
    till.sign_in()
    till.open_shift()
    return till

"""A shop with a real hub for every fault to happen in."""

from tests.sync.conftest import shop

__all__ = ["shop"]

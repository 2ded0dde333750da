"""A shop with a real hub for the commands that look at tills."""

from tests.sync.conftest import shop

__all__ = ["shop"]

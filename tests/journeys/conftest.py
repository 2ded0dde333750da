"""The shop of the scenarios, shared with the tests of the exchange."""

from tests.sync.conftest import shop

__all__ = ["shop"]

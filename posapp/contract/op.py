"""What every body of a journal entry is."""

from __future__ import annotations

from typing import Annotated

import msgspec

Number = Annotated[int, msgspec.Meta(ge=-(10**15), le=10**15)]
"""Minor units or thousandths; anything beyond is no amount of a shop, and a reader refuses it."""


class Op(msgspec.Struct, frozen=True, omit_defaults=True):
    """Every body is one of these."""

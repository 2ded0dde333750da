"""Cards that a return gives out."""

from __future__ import annotations

import secrets
from typing import Final

from posapp.domain.sold import Paid

_DIGITS: Final = 14


def store_credit(worth: int) -> Paid:
    """A new card with so much, in place of what was paid; its code is `STORE_CREDIT`."""
    code = "SC" + "".join(secrets.choice("0123456789") for _ in range(_DIGITS))
    return Paid(1, "gift_card", worth, reference=f"••••{code[-4:]}", account=code)

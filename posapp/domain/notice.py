"""A message to a customer on its way: how it stands."""

from __future__ import annotations

from typing import Literal

NoticeState = Literal["asked", "sent", "failed"]
"""`asked`: written down and on its way, tried again by itself; `sent`: the provider took it; `failed`: it will not be
delivered, and nobody tries again."""

"""What a member may pay with while the hub cannot be asked: what it signed, up to the caps that it signed with it."""

from __future__ import annotations

from typing import Literal

from posapp.domain.errors import Refused
from posapp.usecases.desk import Desk

Purse = Literal["stored_value", "points"]


class Wallets:
    """Balances of members."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def usable(self, member: str, purse: Purse) -> int:
        """Minor units of stored value, or points, that the member may use a day; by either id of one enrolled twice.

        Refused("copies_too_old", "no_wallet", "wallet_forged", "wallet_key_unknown").
        """
        from posapp.storage.known_members import remaining

        desk = self._desk
        desk.seller("member")
        desk.must_be_fresh(purse)
        known = remaining(desk.till.known_members, member)
        wallet = desk.till.wallets.of(known.id if known is not None else member)
        if wallet is None:
            raise Refused("no_wallet")
        return wallet.usable_value if purse == "stored_value" else wallet.usable_points

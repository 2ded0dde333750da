"""What a till asks the hub about a balance while a customer waits: how much is there, and to keep it for this sale.

Nothing is booked by it: that is what the sale's journal entry does. What is kept for a sale that never comes is free
again after a while. Asking again under the same name changes nothing but the amount.
"""

from __future__ import annotations

from typing import Annotated, Final

from pydantic import Field

from posapp.contract.calls import Message
from posapp.contract.feed_figures import Minor
from posapp.domain.wallet import Balance, Purse

Name = Annotated[str, Field(min_length=1, max_length=100, pattern=r"^[^\x00-\x1f\x7f]+$")]
MOST: Final = 10**12


class PurseRequest(Message):
    """Keep `amount` (minor units, or points) of the purse under the name `reserve`, or as much as there is where it is
    `up_to`; 0 lets go what was kept, and of a member needs a proof where the till's store has no signed balance of
    theirs. More than there is keeps nothing, and the answer says how much there is."""

    purse: Purse
    account: Name
    reserve: Name
    amount: Annotated[int, Field(ge=0, le=MOST)] = 0
    up_to: bool = False
    proof: Annotated[str, Field(max_length=2000, repr=False)] = ""
    """Of a member's purse what releases it, as the till read it: the code of their telephone, or their PIN. It is kept
    nowhere; what was proved under a name need not be proved again."""
    deposit: Annotated[int, Field(ge=0, le=MOST)] = 0
    """So much is about to be put onto it: nothing is kept, and nothing need be proved to hear whether it fits."""
    send_code: bool = False
    """Nothing is asked about the purse: its member gets a one-time code by a short message."""


class PurseAnswer(Message):
    """The balance, what of it is free for this sale, its bonus, and what is kept now."""

    balance: Minor
    free: Minor
    bonus: Minor = 0
    reserved: Minor = 0
    told: bool = True
    """False: the till's store may not read the balance; `reserved` is what fits of a deposit, all of it or nothing."""
    sent_to: Annotated[str, Field(max_length=40)] = ""
    """Where a one-time code went, masked."""

    def value(self) -> Balance:
        """The balance."""
        return Balance(self.balance, self.free, self.bonus, self.reserved, self.told, self.sent_to)

"""Part of the settings: which codes of customers pay by which wallet."""

from __future__ import annotations

from typing import Annotated, get_args

from pydantic import Field

from posapp.contract.calls import Message
from posapp.domain.payment_code import CodeRange, WalletType

Digits = Annotated[str, Field(pattern=r"^[0-9]{1,8}$")]


class CodesRow(Message):
    """See `payment_code.CodeRange`. A wallet that only newer programs know is passed over."""

    wallet: Annotated[str, Field(max_length=32)]
    first: Digits
    last: Digits
    least: Annotated[int, Field(ge=8, le=64)]
    most: Annotated[int, Field(ge=8, le=64)]

    @classmethod
    def of(cls, codes: CodeRange) -> CodesRow:
        """The row of a range."""
        c = codes
        return cls(wallet=c.wallet, first=c.first, last=c.last, least=c.least, most=c.most)


def ranges(rows: tuple[CodesRow, ...]) -> tuple[CodeRange, ...]:
    """What the till knows of them."""
    known = {wallet: wallet for wallet in get_args(WalletType)}
    return tuple(CodeRange(known[r.wallet], r.first, r.last, r.least, r.most) for r in rows if r.wallet in known)

"""Bodies of journal entries about people: who let whom do what, whose PIN was made anew, who stood in for whom.

No PIN and no hash of one is ever in them.
"""

from __future__ import annotations

from typing import Final

import msgspec

from posapp.contract.op import Number, Op

PEOPLE: Final = frozenset(
    {
        "approved_by_telephone",
        "deputy_named",
        "pin_changed",
        "temporary_person",
        "basket_taken_over",
        "training_began",
        "left_unsettled",
    }
)
"""Their names."""


class TelephonedOp(Op, frozen=True, omit_defaults=True):
    """Kind "approved_by_telephone": head office let the entry's person do one act, of so much, about `about`. `number`
    finds it in head office's own audit, with the name of who said yes; `approver` "office": nobody of the shop."""

    act: str
    number: str
    approver: str
    amount: Number = 0
    about: str = ""


class DeputyNamedOp(Op, frozen=True, omit_defaults=True):
    """Kind "deputy_named": `person` may approve in the place of `by` until then (UTC text); "" ends it."""

    person: str
    by: str
    until: str = ""


class PinChangedOp(Op, frozen=True, omit_defaults=True):
    """Kind "pin_changed": `person` has another PIN. `approver`: who made it for them, which they change when they sign
    in; "": they did themselves. `seal` is of its argon2 text, which travels beside the entry (`contract.members`);
    `instead_of`: the print of the one that head office knows (`domain.own_person`)."""

    person: str
    approver: str = ""
    seal: str = ""
    instead_of: str = ""


class TemporaryPersonOp(Op, frozen=True, omit_defaults=True):
    """Kind "temporary_person": somebody new or lent may work in this shop until then (UTC text; "": no more). `seal`:
    as of "pin_changed"."""

    person: str
    name: str
    role: str
    until: str = ""
    approver: str = ""
    seal: str = ""


class BasketTakenOverOp(Op, frozen=True, omit_defaults=True):
    """Kind "basket_taken_over": the entry's person goes on with the unfinished basket of `by`; `lines` it held."""

    by: str
    lines: Number = 0


class TrainingOp(Op, frozen=True, omit_defaults=True):
    """Kind "training_began": the till was left for practice, of which nothing stays."""

    approver: str = ""


class LeftOp(Op, frozen=True, omit_defaults=True):
    """Kind "left_unsettled": somebody left the till while money of a card or wallet was not completed; `approver` let
    them."""

    amount: Number
    approver: str = ""


decode_telephoned = msgspec.json.Decoder(TelephonedOp).decode
decode_pin_changed = msgspec.json.Decoder(PinChangedOp).decode
decode_deputy_named = msgspec.json.Decoder(DeputyNamedOp).decode
decode_temporary_person = msgspec.json.Decoder(TemporaryPersonOp).decode

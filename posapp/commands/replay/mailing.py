"""The verb of a script that sends a receipt by e-mail, and a look at what became of it."""

from __future__ import annotations

from typing import Any

from posapp.commands.replay.arguments import text as _text
from posapp.commands.replay.script import Step
from posapp.commands.replay.stage import StagedTill, World
from posapp.domain.store import hub_wait

Shown = dict[str, Any]


def mail_receipt(world: World, till: StagedTill, step: Step) -> Shown:
    """`"to"` is the address, or the member's own where it is not named; of the last receipt, or of `"receipt"`."""
    last = till.running.till.sales.last_sale()
    asked = till.app.receipt_mails.ask(_text(step, "receipt", last.receipt if last else ""), _text(step, "to", ""))
    return {"to": asked.masked}


def mails(world: World, till: StagedTill, step: Step) -> Shown:
    """What the hub says of the mails of a receipt, the last one where none is named."""
    from sync.notices import notices

    last = till.running.till.sales.last_sale()
    sale = till.app.receipts.find(_text(step, "receipt", last.receipt if last else ""))
    said = notices(till.running.engine.hub, hub_wait(till.app.desk.store).total_seconds(), sale.id)
    till.app.receipt_mails.heard(said.notices)
    return {"mails": [notice.model_dump(include={"to", "state", "why", "simulated"}) for notice in said.notices]}

"""A till's entry tells what was done with an online order: kept in the transaction that takes the entry, and applied to
the order after it (`hub.storage.orders`). No database."""

from __future__ import annotations

from hub.rows import Rows
from posapp.contract.envelope import WireEntry
from posapp.contract.feed_orders import OrderStepRow
from posapp.contract.members import Private, seal_of
from posapp.contract.order_ops import OrderStepOp
from posapp.domain.errors import Refused
from posapp.domain.pickup import AT_TILL
from posapp.domain.typed import seen

MOST_WORDS = 500
MOST_LINES = 1_000


def book(rows: Rows, origin: tuple[str, str, str], entry: WireEntry, said: OrderStepOp, beside: Private | None) -> None:
    """Adds the step, and who collected; `origin`: store, till, now. Refused("entry_malformed",
    "collector_incomplete")."""
    store, till, _now = origin
    words = (said.order, said.reason, said.place, said.sku, said.approver, said.proof, said.receipt)
    if said.act not in AT_TILL or not said.order or len(said.handed) > MOST_LINES:
        raise Refused("entry_malformed")
    if any(len(word) > MOST_WORDS or seen(word) != word for word in words):  # every till of the shop shows it
        raise Refused("entry_malformed")
    if said.seal and (beside is None or seal_of(beside) != said.seal):
        raise Refused("collector_incomplete")
    step = said.step(entry.at, entry.staff, till, entry.seq)
    body = OrderStepRow.of(step).model_dump_json(exclude_defaults=True)
    rows.order_step.append((till, entry.seq, store, said.order, entry.business_date, 0, 0, body))
    if said.seal and beside is not None:
        rows.order_collector.append((till, entry.seq, beside.salt, beside.name, beside.signature))

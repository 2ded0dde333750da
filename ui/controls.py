"""What the window may ask of parts that it does not know: the line to the hub, the printer, paper, the machine."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from posapp.contract.notices import NoticesSaid
    from posapp.contract.receipt_page import ReceiptPageSaid
    from posapp.contract.returns import ReturnAnswer, ReturnQuestion
    from posapp.contract.shop_day import ShopDay
    from posapp.contract.suspensions import SuspendedRow
    from posapp.domain.hold import Hold
    from posapp.domain.log import Line
    from posapp.domain.machine import MachineSettings
    from posapp.domain.member import Member
    from posapp.domain.order import Order
    from posapp.domain.print_status import PrintStatus
    from posapp.domain.refund import Refund, RefundAnswer, RefundQuestion
    from posapp.domain.report import Report
    from posapp.domain.reservation import Reservation
    from posapp.domain.sale import Sale
    from posapp.domain.suspension import Suspended
    from posapp.domain.sync_status import SyncStatus
    from posapp.domain.touch import History
    from posapp.domain.wallet import Balance
    from posapp.ports.display import Display
    from posapp.ports.provider import Provider
    from posapp.ports.visitor_sensor import Visitors
    from posapp.usecases.topups import AskBalance
from posapp.usecases.wallets import Wish


@dataclass(frozen=True, slots=True)
class Picture:
    """A receipt as the printer's dots: one bit each, 1 is black, rows of whole bytes; `lines` say the same in words."""

    width: int
    height: int
    dots: bytes
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Controls:
    """Callables wired by the composition root; each returns at once, but for those that say so."""

    go_offline: Callable[[], None]
    go_online: Callable[[], None]
    sync_now: Callable[[], None]
    ask_hub: Callable[[], None]
    """Whether it answers; Refused("hub_late", "hub_away" …) within the shop's time limit. For `Tasks.ask`."""
    take_hold: Callable[[str, str], Hold]
    """(held basket, person) -> the basket as the hub has it now, with who took it; waits for the answer within the same
    limit. Refused: why there is none. For `Tasks.ask`."""
    claim_order: Callable[[str, str, str, str], Order]
    """(online order, act, person, moment) -> the order as the hub has it, kept for this till; as `take_hold`."""
    look_orders: Callable[[str], tuple[Order, ...]]
    """Number or whole telephone number -> orders of other shops, to be read; as `take_hold`."""
    suspended: Callable[[], tuple[Suspended, ...]]
    """The shifts of the shop that stand still; waits as `take_hold` does. For `Tasks.ask`."""
    resume_shift: Callable[[str, str], SuspendedRow]
    """(shift, person) -> it as the hub has it now, with who goes on with it; as `take_hold`."""
    reserve_coupon: Callable[[str, str, str], Reservation]
    """(coupon, the basket's use of it, person) -> whether the hub keeps it for that basket; waits within the same
    limit. For `Tasks.ask`."""
    ask_members: Callable[[str], tuple[Member, ...]]
    """Whoever the hub knows by this number or id; waits as `take_hold` does. For `Tasks.ask`."""
    ask_history: Callable[[str], History]
    """What all shops and channels had to do with a member; waits as `take_hold` does. For `Tasks.ask`."""
    ask_purse: Callable[[Wish], Balance]
    """What a purse holds, some of it kept for a sale; waits as `take_hold` does. For `Tasks.ask`."""
    ask_balance: AskBalance
    """What an account holds, for somebody who puts money onto it; waits as `take_hold` does. For `Tasks.ask`."""
    ask_returns: Callable[[ReturnQuestion], ReturnAnswer]
    """What was sold and what of it came back, or kept for a return; waits as `take_hold` does. For `Tasks.ask`."""
    line_status: Callable[[], SyncStatus | None]
    """As last reported, None before the first exchange."""
    connect_again: Callable[[str], None]
    """Show the hub a code that gives this till a new token; waits for the answer. Refused: why. For `Tasks.ask`."""
    diagnosis: Callable[[], Path]
    """Write what support needs to see into a new file, without personal data; asks the hub, so nobody waits for it.
    Refused("disk_full" or "folder_closed")."""
    provider: Callable[[], Provider | None]
    """The card terminal that this machine asks, or None; it is asked by `Tasks.ask`, for it may take long."""
    ask_refund: Callable[[RefundQuestion, Refund], RefundAnswer]
    """Has a wallet give money back, or says what became of it; waits for the answer. For `Tasks.ask`."""
    provider_of: Callable[[str, str], Provider | None]
    """(who, code) -> the terminal, or a wallet with the code that the customer shows ("" where it is not charged)."""
    print_now: Callable[[], None]
    look_at_printer: Callable[[], None]
    """Have the printer asked how it is; what it says comes by the bridge."""
    paper_status: Callable[[], PrintStatus | None]
    receipt_picture: Callable[[Sale, str], Picture]
    """(sale, language of the words) -> the receipt as it comes out of the printer."""
    receipt_pdf: Callable[[Sale, str], Path]
    """(sale, language of the words) -> where its PDF now lies; Refused("disk_full" or "folder_closed")."""
    receipt_page: Callable[[Sale], ReceiptPageSaid | None]
    """What the hub's page of the receipt says, also of its e-invoice; None where it has no page. For `Tasks.ask`."""
    notices: Callable[[Sale], NoticesSaid]
    """What the hub says of the messages to the sale's customer; waits as `take_hold` does. For `Tasks.ask`."""
    fetch_pictures: Callable[[Sequence[str]], None]
    """Have these pictures (by hash) kept in `till.picture_files`; waits as `take_hold` does. For `Tasks.ask`."""
    pole: Callable[[str], Display]
    """The display on a pole at this address; Refused("display_address")."""
    labels_pdf: Callable[[Sequence[str], Callable[[int], bool]], Path | None]
    """(products, told how many are made and answers whether to go on) -> where the PDF of their labels now lies, None
    when it was stopped; takes long, so for `Tasks.ask`. Refused("disk_full" or "folder_closed")."""
    ask_shop_day: Callable[[str], ShopDay]
    """(business date) -> how the shop's day stands; waits as `take_hold` does. For `Tasks.ask`."""
    ask_visitors: Callable[[str], Visitors | None]
    """(business date) -> what the sensor at the door counted; None where none answers. For `Tasks.ask`."""
    shift_picture: Callable[[str, str, str], Picture]
    """(kind "x" or "z", what it says or its name, language) -> the paper."""
    save_report: Callable[[Report, str, str], Path]
    """(report, "pdf" or "csv", language) -> where it now lies, with the entry that says so; as `receipt_pdf`."""
    save_log: Callable[[Sequence[Line], str], Path]
    """(lines of the log, language) -> where their CSV now lies."""
    printer_name: Callable[[], str]
    machine: Callable[[], MachineSettings]
    set_machine: Callable[[MachineSettings], None]
    """Keep other settings and use them at once; Refused("printer_address", "printer_file", "display_address") changes
    nothing."""

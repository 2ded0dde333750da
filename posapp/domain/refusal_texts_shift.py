"""What refusals about the shift and its drawer say, as in `refusal_texts`."""

from __future__ import annotations

from collections.abc import Mapping

SHIFT: Mapping[str, tuple[str, str]] = {
    "shift_open": ("班次已经开始。", "A shift is already open."),
    "no_shift": ("还没有开班。请先开班再收款。", "No shift is open. Open one before taking money."),
    "pieces_format": ("请输入张数，例如 12。", "Type how many, for example 12."),
    "cash_move_absurd": ("一次最多 {most}。请核对金额。", "At most {most} at once. Check the amount."),
    "refund_owed": (
        "这张小票还有 {amount} 钱包退款失败待付。请先在「小票」→「退款」付给顾客，以免重复付款。",
        "A wallet owes {amount} of this receipt. Pay that out first under Receipts, Refunds, or it is paid twice.",
    ),
    "cash_refund_of_what": (
        "请扫描或输入要退现金的小票号。",
        "Scan or type the receipt for which cash goes back.",
    ),
    "cash_refund_over": (
        "小票 {receipt} 最多还能退 {left}。",
        "Of receipt {receipt} at most {left} can still be given back.",
    ),
    "close_payment": (
        "还有一笔收款没有完成。请先完成，或把钱退还并取消，再交班。",
        "A payment is under way. Complete it, or give the money back and cancel it, then close.",
    ),
    "close_basket": (
        "收银台上还有商品。请先收款、挂单或清空，再交班。",
        "There are goods on the counter. Sell them, set them aside or empty the basket, then close.",
    ),
    "close_holds": (
        "还有 {count} 笔挂单。请逐笔决定：保留，或写明原因作废。",
        "{count} baskets still lie aside. Say of each: keep it, or discard it with a reason.",
    ),
    "recount_over": (
        "已经复点过一次，不能再点。请写明原因后交班。",
        "It was recounted once already. Close with this count, and say why it differs.",
    ),
    "not_counted": (
        "请先清点钱箱；清点之后又有现金进出的话，要重新清点。",
        "Count the drawer first. Where cash moved after the count, count again.",
    ),
    "difference_unexplained": (
        "与应有现金相差 {difference}，请写明原因。",
        "The drawer differs by {difference}. Say why.",
    ),
    "left_over": ("留在钱箱的不能多于清点的 {counted}。", "No more than the counted {counted} can stay in the drawer."),
    "suspend_drawer": (
        "本店的钱箱固定在收银机上，班次不能带走。请在这里交班，再到另一台开班。",
        "Drawers stay with their tills in this shop. Close the shift here and open one at the other till.",
    ),
    "suspend_offline": (
        "现在脱机，别的收银机听不到这个班次。请联机后再挂起，或在这里交班。",
        "The line is down, so no other till would hear of the shift. Suspend it once the line is back, or close it here.",
    ),
    "suspend_counted": (
        "钱箱已经清点，请直接交班。",
        "The drawer is counted already: close the shift with this count.",
    ),
    "shift_needs_hub": (
        "恢复班次需要联机，免得两台收银机同时接着用。请联机后再试，或清点钱箱另开新班。",
        "A shift is resumed with the line up only, or two tills could go on with it. Try again once the line is back, or "
        "count the drawer and open a new shift.",
    ),
    "shift_asked": (
        "总部没有及时答复，班次也许已经给了这台收银机。请在这里再试一次。",
        "The hub did not answer in time; the shift may be this till's by now. Try again here.",
    ),
    "shift_unknown": ("没有这个挂起的班次。请刷新列表。", "No such shift stands still. Look at the list again."),
    "shift_taken": (
        "这个班次已由 {person} 在 {till} 号收银机接着用。",
        "{person} goes on with this shift at till {till}.",
    ),
    "shift_unreadable": (
        "这个班次是由较新的程序挂起的，这台收银机读不了。请先更新程序。",
        "A newer program suspended this shift and this till cannot read it. Update the program first.",
    ),
    "shift_resumed": (
        "{till} 号收银机已经接着用这个班次，不能释放。",
        "Till {till} goes on with this shift already; it cannot be freed.",
    ),
    "shift_not_taken": ("没有收银机占着班次 {shift}。", "No till holds the shift {shift}."),
    "no_such_z": ("没有这张 Z 报表：{z}。", "There is no Z report {z}."),
}

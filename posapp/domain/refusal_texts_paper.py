"""What refusals about printers and receipts say: code -> (简体中文, English)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

PAPER: Final[Mapping[str, tuple[str, str]]] = {
    "printer_off": (
        "打印机没开或连不上。小票在等，会自动打出。",
        "The printer is off or cannot be reached. Receipts wait and print by themselves.",
    ),
    "printer_paper_out": (
        "打印机没纸了。装纸后会自动打出。",
        "The printer is out of paper. Put a roll in; receipts print by themselves.",
    ),
    "printer_cover_open": (
        "打印机盖子没关好。关好后会自动打出。",
        "The printer's cover is open. Close it; receipts print by themselves.",
    ),
    "printer_silent": (
        "打印机连得上但不回答状态。请重启打印机；如果它不支持查询状态，请在地址后加 ?answers=no。",
        "The printer connects but does not say how it is. Restart it; if it never does, add ?answers=no to its address.",
    ),
    "print_interrupted": (
        "小票打到一半断了，会整张补打并标明“补打”。",
        "A receipt was cut off half-way; all of it prints again, marked as printed again.",
    ),
    "print_paper_ended": (
        "小票打到一半纸用完了。换纸后整张补打并标明“补打”，可以先接待下一位顾客。",
        "The paper ran out in the middle of a receipt. After the change all of it prints again, marked; go on selling.",
    ),
    "print_unreadable": (
        "这份单据打不出来，已跳过，后面的照常打印。请通知技术支持。",
        "This document cannot be printed and was passed over; the others print. Tell support.",
    ),
    "print_given_up": (
        "有小票打了三次都断了，不再自动补打。请检查打印机，再按“重试”。",
        "A receipt broke off three times and is not tried again by itself. Check the printer, then press retry.",
    ),
    "display_address": (
        "{address} 不是顾客屏。请填设备，例如 /dev/ttyS1?speed=9600。",
        "{address} is no customer display. Name a device, for example /dev/ttyS1?speed=9600.",
    ),
    "already_issued": (
        "这张小票已经开过电子发票，不能再开。",
        "The e-invoice of this receipt is already issued; there is no second one.",
    ),
    "nothing_invoiceable": (
        "这张小票没有可开票的金额：储值和礼品卡在充值或购卡时已开票，积分不开票。",
        "Nothing of this receipt is invoiceable: stored value and gift cards were when they were bought, points are not.",
    ),
    "invoice_fields": (
        "请填写发票抬头；税号只含数字和大写字母，15 到 20 位，可不填。",
        "Give the title of the invoice; a tax number has 15 to 20 digits and capital letters, or is left out.",
    ),
    "no_receipt_page": (
        "这里还没有这张小票。门店可能暂时没有联网，请稍后再扫。",
        "This receipt is not here yet. The shop's line may be down; scan it again later.",
    ),
    "no_such_product": ("没有这个商品：{sku}。", "There is no product {sku}."),
    "no_such_receipt": ("没有这张小票：{receipt}。", "There is no receipt {receipt}."),
    "setting_range": ("请输入 {low} 到 {high} 之间的整数。", "Type a whole number from {low} to {high}."),
    "printer_address": (
        "打印机地址看不懂：{address}。例如 tcp://192.168.1.50:9100。",
        "The printer address {address} makes no sense. For example tcp://192.168.1.50:9100.",
    ),
    "printer_queue": (
        "系统里没有打印机 {queue}。请在系统设置里添加，或改正名称。",
        "The system has no printer {queue}. Add it in the system's settings, or correct the name.",
    ),
    "printer_no_lp": (
        "这台机器没有系统打印服务（lp）。请安装 CUPS，或改用其他连接方式。",
        "This machine has no printing system (lp). Install CUPS, or connect the printer another way.",
    ),
    "printer_file": (
        "{address} 不是打印机。请填设备，例如 /dev/usb/lp0，或以 .bin、.prn 结尾的文件。",
        "{address} is no printer. Name a device, for example /dev/usb/lp0, or a file that ends in .bin or .prn.",
    ),
}

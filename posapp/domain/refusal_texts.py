"""What a refusal says, in each language: code -> (简体中文, English). Facts of the refusal fill the braces."""

from __future__ import annotations

from collections.abc import Mapping

from posapp.domain.barcode import nameable
from posapp.domain.errors import Refused
from posapp.domain.payment_code import provider_name
from posapp.domain.refusal_texts_appointments import APPOINTMENTS
from posapp.domain.refusal_texts_codes import CODES
from posapp.domain.refusal_texts_copies import COPIES
from posapp.domain.refusal_texts_coupons import COUPONS
from posapp.domain.refusal_texts_entries import ENTRIES
from posapp.domain.refusal_texts_follow_ups import FOLLOW_UPS
from posapp.domain.refusal_texts_goods import GOODS
from posapp.domain.refusal_texts_holds import HOLDS
from posapp.domain.refusal_texts_mail import MAIL
from posapp.domain.refusal_texts_members import MEMBERS
from posapp.domain.refusal_texts_orders import ORDERS
from posapp.domain.refusal_texts_paper import PAPER
from posapp.domain.refusal_texts_payment import PAYMENT
from posapp.domain.refusal_texts_people import PEOPLE
from posapp.domain.refusal_texts_photos import PHOTOS
from posapp.domain.refusal_texts_prices import PRICES
from posapp.domain.refusal_texts_privacy import PRIVACY
from posapp.domain.refusal_texts_reductions import REDUCTIONS
from posapp.domain.refusal_texts_reports import REPORTS
from posapp.domain.refusal_texts_returns import RETURNS
from posapp.domain.refusal_texts_shift import SHIFT
from posapp.domain.refusal_texts_system import SYSTEM
from posapp.domain.refusal_texts_tenders import TENDERS
from posapp.domain.refusal_texts_topups import TOPUPS
from posapp.domain.staff import act_name
from posapp.domain.staleness import feed_name, function_name

TEXTS: Mapping[str, tuple[str, str]] = {
    **PAYMENT,
    **TENDERS,
    **TOPUPS,
    **PRICES,
    **REDUCTIONS,
    **HOLDS,
    **CODES,
    **GOODS,
    **PAPER,
    **MAIL,
    **ORDERS,
    **PHOTOS,
    **MEMBERS,
    **FOLLOW_UPS,
    **APPOINTMENTS,
    **PRIVACY,
    **RETURNS,
    **SHIFT,
    **PEOPLE,
    # amounts
    "currency_code": ("没有这种货币代码：{code}。", "There is no currency code {code}."),
    "amount_format": ("请输入金额，例如 12.50。", "Type an amount, for example 12.50."),
    "quantity_format": ("请输入数量，例如 2 或 1.25。", "Type a quantity, for example 2 or 1.25."),
    "quantity_range": ("数量要大于 0，最多 {most}。", "The quantity must be above 0 and at most {most}."),
    # the hub: enrolment and calls
    "code_wrong": (
        "注册码不对、已用过或已过期。请向总部要一个新的。",
        "The enrolment code is wrong, used or expired. Ask head office for a new one.",
    ),
    "too_many_attempts": (
        "试的次数太多。请 {seconds} 秒后再试。",
        "Too many attempts. Try again in {seconds} seconds.",
    ),
    "too_many_calls": (
        "请求太频繁，{seconds} 秒后自动再试。",
        "Asked too often; it is tried again by itself in {seconds} seconds.",
    ),
    "not_enrolled": (
        "总部不认识这台收银机。收银照常，记录都留在本机。请向总部要一个本机的重新连接码，在“与总部的连接”页输入。",
        "The hub does not know this till. Selling goes on and everything is kept here. "
        "Ask head office for a code to connect this till again, and type it on the page of the line to the hub.",
    ),
    "till_too_old": (
        "本机程序太旧，总部不再给它发新数据。收银照常，销售照样上传。请尽快更新本机程序。",
        "This till's program is too old: the hub sends it nothing new. Selling goes on and sales are still sent. "
        "Have this till updated soon.",
    ),
    "token_revoked": (
        "总部停用了这台收银机的连接。收银照常，记录都留在本机。请联系总部要一个本机的重新连接码，在“与总部的连接”页输入。",
        "Head office has ended this till's access. Selling goes on and everything is kept here. "
        "Ask head office for a code to connect this till again, and type it on the page of the line to the hub.",
    ),
    "code_of_till": (
        "这个码只能让收银机 {till} 重新连接。请向总部要对应的码。",
        "This code connects the till {till} again and no other. Ask head office for the right one.",
    ),
    "code_for_new": (
        "这个码是给新收银机的。本机是 {till}，请向总部要它的重新连接码。",
        "This code is for a new till. This one is {till}: ask head office for a code to connect it again.",
    ),
    "which_till": ("请说明是哪台：--store 和 --register，或 --till。", "Say which: --store and --register, or --till."),
    "hub_running": (
        "总部接口正在运行，或有程序正在使用它的数据。请先停止，再恢复备份。",
        "The hub is running, or something else uses its data. Stop it first, then restore.",
    ),
    "hub_not_sqlite": (
        "数据在 PostgreSQL 里：请用 pg_dump -Fc 备份，用 pg_restore 恢复，然后运行 hub restored。",
        "The books are in PostgreSQL: copy them with pg_dump -Fc, put them back with pg_restore, then run hub restored.",
    ),
    "backup_damaged": ("{file} 不是完好的总部备份，没有使用。", "{file} is no sound backup of a hub and was not used."),
    "no_till": (
        "没有这台收银机：{till}。hub tills 列出所有收银机。",
        "There is no till {till}. `hub tills` lists them.",
    ),
    "other_till": ("这些记录属于另一台收银机：{till}。", "These entries belong to another till: {till}."),
    "bad_request": (
        "总部读不懂这个请求，没有照办。请检查填写的内容；再出现请告诉技术支持。",
        "The hub cannot read this and did nothing. Look at what was typed; if it comes again, tell support.",
    ),
    "not_found": ("总部没有这一项。", "The hub has no such thing."),
    "method_wrong": ("总部不接受这种请求方式。", "The hub does not take this method here."),
    "request_too_large": ("请求太大，最多 {most} 字节。", "The request is too large; at most {most} bytes."),
    "hub_busy": ("总部暂时不能应答，稍后自动再试。", "The hub cannot answer now; it is tried again by itself."),
    "cursor_ahead": (
        "总部的数据比本机旧，需要重新下载。",
        "The hub's data is older than the till's; it must be fetched again.",
    ),
    "newer_hub": (
        "总部的数据库来自更新的版本（{version}），没有改动。请安装新版程序。",
        "The hub's database comes from a newer version ({version}) and was not touched. Install the newer program.",
    ),
    "no_store": (
        "没有这家门店：{store}。门店编号见商店文件的 stores。",
        'There is no store {store}. The shop file names them under "stores".',
    ),
    "no_hub_here": (
        "{folder} 里没有总部数据。请用 --data-dir 指定总部的文件夹，或先用 hub load 建立。",
        "There is no hub in {folder}. Name its folder with --data-dir, or begin one with `hub load`.",
    ),
    "no_register": (
        "门店 {store} 没有 {register} 号收银台。编号见商店文件 stores 里的 tills。",
        'Store {store} has no register {register}. The shop file names them: "tills" under "stores".',
    ),
    **ENTRIES,
    # the files of the till
    "till_in_use": (
        "收银程序已在运行（{folder}）。请切换到已打开的窗口。",
        "The till is already running on {folder}. Go to its window.",
    ),
    "till_open": (
        "收银程序已在运行（{folder}）。请先关闭它。",
        "The till is already running on {folder}. Close it first.",
    ),
    "window_called": (
        "这台收银机的窗口已经开着，已把它放到最前面。",
        "This till's window is open already; it was brought to the front.",
    ),
    "folder_closed": (
        "数据文件夹打不开或不能写入。请检查权限与磁盘，然后重新启动。",
        "The data folder cannot be opened or written. Check its permissions and the disk, then start again.",
    ),
    "disk_full": (
        "磁盘已满，这一步没有保存，之前的销售都在。请腾出空间后再试。",
        "The disk is full: this step was not saved, all earlier sales are safe. Make room and try again.",
    ),
    "basket_not_kept": (
        "购物车最近一次改动没有写到磁盘：先别关机，处理好磁盘后再改动一次购物车（例如加减数量）。",
        "The last change of the basket is not on disk: keep the till on, mend the disk, then change the basket again.",
    ),
    "till_replaced": (
        "收银数据文件 till.db 不见了，已启用新文件，小票编号另起一列。请立即通知总部，并找回原文件。",
        "The till's file till.db was gone: a fresh one was begun, with a series of receipts of its own. "
        "Tell head office now and look for the old file.",
    ),
    "disk_failed": (
        "磁盘读写出错，这一步没有保存。请检查磁盘并通知店长。",
        "The disk could not be read or written: this step was not saved. Check the disk and tell the manager.",
    ),
    "wrong_key": (
        "密钥打不开收银数据：密钥不符，或文件开头已损坏。请勿删除文件，通知店长。",
        "The key does not open the till's data: it is another key, or the start of the file is damaged. Delete nothing and tell the manager.",
    ),
    "key_in_file": (
        "系统没有密钥环：收银数据的密钥存放在数据文件夹里的文件中，能读该文件夹的人就能读数据。",
        "This system has no keyring: the key of the till's data lies in a file of the data folder, and who can read the folder can read the data.",
    ),
    "no_settings": (
        "还没有收到门店设置。请连接总部后再试。",
        "The shop's settings have not arrived yet. Connect to the hub and try again.",
    ),
    "key_missing": (
        "找不到收银数据的密钥。请在原来的用户账户下启动，或放回密钥文件。",
        "The key of the till's data is missing. Start under the same user account as before, or put the key file back.",
    ),
    "damaged_database": (
        "收银数据已损坏。请勿删除文件，通知店长导出流水后再决定如何继续。",
        "The till's data is damaged. Delete nothing; a manager exports the journal and then decides how to go on.",
    ),
    "damaged_pages": (
        "磁盘上的收银数据有一处已损坏。请勿删除文件；做完这一单就通知店长，重新启动收银程序，屏幕会说明下一步。",
        "Part of the till's data on the disk is damaged. Delete nothing; after this sale call the manager and start the"
        " till again: the screen shows the way on.",
    ),
    "goods_changed": (
        "本机的商品或价格不是总部发来的样子：有人改过文件 catalog.db。请通知总部；关闭收银程序并删除 catalog.db 后会重新下载。",
        "Goods or prices on this till are not as head office sent them: somebody changed the file catalog.db. Tell head"
        " office; close the till and delete catalog.db, and it is fetched anew.",
    ),
    "newer_database": (
        "收银数据来自更新的版本（{version}），没有改动。请安装新版程序。",
        "The till's data comes from a newer version ({version}) and was not touched. Install the newer program.",
    ),
    "sqlite_unsafe": (
        "数据库组件 {version} 有丢失数据的缺陷，不能使用。请重新安装程序。",
        "The database component {version} has a fault that loses data and is not used. Install the program again.",
    ),
    "till_not_enrolled": (
        "这台收银机还没有注册。请先输入总部给的注册码。",
        "This till is not enrolled yet. Type the enrolment code from head office first.",
    ),
    "no_till_here": (
        "{folder} 里没有收银数据。请检查文件夹名。",
        "There is no till in {folder}. Check the name of the folder.",
    ),
    "hub_not_trusted": (
        "应答的不是总部，或本机不认它的证书，没有发送任何数据。收银照常。请先看本机时间和网络登录页，再联系总部。",
        "What answers is not the hub, or this machine does not trust its certificate; nothing was sent. Selling goes on. "
        "Look at this machine's clock and for a login page of the network, then call head office.",
    ),
    "hub_ca_unreadable": (
        "证书文件 hub-ca.pem 读不懂，没有发送任何数据。收银照常。请向总部重新要一份。",
        "The certificate file hub-ca.pem cannot be read; nothing was sent. Selling goes on. Ask head office for another.",
    ),
    "hub_late": (
        "总部 {seconds} 秒内没有应答，按离线规则继续。",
        "The hub did not answer within {seconds} s. Go on by the offline rules.",
    ),
    "hub_away": (
        "连不上总部（{hub}）。请检查网线和地址，再试一次。",
        "The hub at {hub} does not answer. Check the cable and the address, then try again.",
    ),
    "hub_unnamed": ("还没有填总部地址。", "The address of the hub is missing."),
    "nobody_to_ask": (
        "本机读不出员工名单，无法核对店长密码。请打电话给总部。",
        "The list of staff cannot be read here, so no manager's PIN can be checked. Call head office.",
    ),
    "already_enrolled": (
        "本机已有 {till} 的销售记录，不能改用其他名称。请使用新的数据文件夹。",
        "This till holds sales made as {till} and cannot become another. Use a new data folder.",
    ),
    # the catalogue file
    "catalog_missing": (
        "商品资料还没有下载。请连接总部后再试。",
        "The catalogue has not been fetched yet. Connect to the hub and try again.",
    ),
    "catalog_damaged": (
        "商品资料文件已损坏，会自动重新下载；销售记录不受影响。",
        "The catalogue file is damaged and is fetched again by itself; sales are not touched.",
    ),
    "snapshot_damaged": (
        "下载的商品资料不完整或已损坏，没有使用；仍用原来的资料。",
        "The fetched catalogue is incomplete or damaged and was not used; the old one stays.",
    ),
    "snapshot_wrong_store": (
        "下载的商品资料属于门店 {store}，没有使用；仍用原来的资料。",
        "The fetched catalogue belongs to store {store} and was not used; the old one stays.",
    ),
    "snapshot_older": (
        "下载的商品资料比本机的旧，没有使用；仍用原来的资料。",
        "The fetched catalogue is older than the one in place and was not used.",
    ),
    # at the counter
    "not_signed_in": ("请先登录。", "Sign in first."),
    "clock_behind": (
        "本机时间 {clock} 早于上一笔记录 {last}。请店长确认营业日 {date}。",
        "This machine's clock, {clock}, stands before the last entry, {last}. A manager must confirm the date {date}.",
    ),
    "clock_ahead": (
        "本机时间 {clock} 比上一笔记录 {last} 晚了很多。请店长确认营业日 {date}。",
        "This machine's clock, {clock}, is far ahead of the last entry, {last}. A manager must confirm the date {date}.",
    ),
    "float_missing": (
        "请点清备用金后输入金额；没有现金就输入 0。",
        "Count the cash and type the float; type 0 if the drawer is empty.",
    ),
    "float_absurd": ("这个金额太大了，请核对备用金。", "This amount looks wrong: check the float."),
    "price_below_step": ("价格太小，至少 {least}。", "The price is too small: at least {least}."),
    "unknown_sku": ("没有货号 {sku}。", "There is no item {sku}."),
    "price_needed": ("这件商品没有定价，请输入价格。", "This item has no price of its own; type one."),
    "nothing_to_undo": ("没有可以恢复的行。", "There is no removed line to bring back."),
    "no_such_line": ("购物车里没有第 {line} 行。", "The basket has no line {line}."),
    "label_amount_fixed": (
        "金额来自秤的标签，不能改数量。请移除后重新扫。",
        "The amount is the label's; remove the line and scan again.",
    ),
    "typed_amount_fixed": (
        "价格是输入的，不能改数量。再卖一件请再录一次，价格不对请移除后重新录入。",
        "The price was typed, so the quantity stays. Ring it up again for one more; remove the line if the price is wrong.",
    ),
    "no_tax": (
        "商品的税率 {tax} 今天没有生效，请通知总部。",
        "The item's tax {tax} is not in force today; tell head office.",
    ),
    "not_priced": (
        "税率已变，这件商品现在算不出价钱。请移除这一行，商品先放一边，并通知总部。",
        "Its tax is not in force any more, so it has no price. Dismiss this line, put the goods aside and tell head office.",
    ),
    "label_zero": (
        "标签 {code} 上的重量或金额是 0，请重新称重。",
        "The label {code} says a weight or an amount of 0: weigh the goods again.",
    ),
    "label_currency": ("标签 {code} 用的是别的货币，不能收。", "The label {code} names a price in another currency."),
    # payment
    "empty_basket": ("购物车是空的，请先扫商品。", "The basket is empty; scan something first."),
    "unresolved_scan": (
        "红色一行还没处理：{scanned}。请移除它或按未登记商品出售。",
        "A red line is not resolved: {scanned}. Dismiss it or sell it as unlisted.",
    ),
    "stopped_on_counter": (
        "{scanned}已停止销售。请从购物车里移除，并把商品收下。",
        "{scanned} must not be sold. Take it out of the basket and keep the goods back.",
    ),
    "payment_open": ("正在收款。按 Esc 回到商品。", "Payment is open. Press Esc to go back to the goods."),
    "open_payment_first": ("请先按收款。", "Open payment first."),
    "tenders_taken": ("已经收了钱。请先撤销收款方式。", "Money has been taken. Take the tenders back first."),
    "no_such_tender": ("没有第 {tender} 笔收款。", "There is no tender {tender}."),
    "card_reference_missing": ("请输入刷卡机小票上的参考号。", "Type the reference from the card terminal's slip."),
    "card_number": (
        "这是银行卡号，不能保存。刷卡收款请输入刷卡机小票上的参考号。",
        "That is the number of a card, which is never kept. Of a card payment, type the reference on the "
        "terminal's slip.",
    ),
    "cash_absurd": ("金额太大，请检查。应收 {due}。", "That is too much to be true; check it. {due} is due."),
    "much_change": ("找零 {change}，对吗？", "Change {change}: is that right?"),
    "no_sale_yet": ("还没有小票可以重印。", "There is no receipt to print again."),
    "reason_missing": ("请写原因。", "Give a reason."),
    "nothing_to_show": ("没有可以显示的：{what}。", "There is nothing called {what} to show."),
    # the machine
    "hub_not_started": ("总部接口没有启动：{reason}", "The hub did not start: {reason}"),
    "till_is_off": ("收银机没有开。", "The till is switched off."),
    "till_is_on": ("收银机已经开着。", "The till is on already."),
    "bad_feed": (
        "总部发来的「{feed}」读不懂，这里照旧用原来的。请告诉总部。",
        "What the hub sends of “{feed}” cannot be read; what was there before stays. Tell head office.",
    ),
    **COPIES,
    **COUPONS,
    **SYSTEM,
    **REPORTS,
}


_SCANNED = ("unknown_code", "bad_code", "check_digit", "label_zero")
"""Refusals of whatever was scanned, which may have been a code to pay with."""


class _Facts(dict[str, str | int]):
    """Facts of a refusal. One that was not kept, as where only the code is known, reads as a gap."""

    def __missing__(self, name: str) -> str:
        return "…"


def refusal_text(refused: Refused, language: str) -> str:
    """The sentence for the person; `language` is "zh" or "en". A code that only a newer hub knows is at least named."""
    known = TEXTS.get(refused.code)
    zh, en = known or ("总部不同意：{code}。请告诉店长。", "The hub says no: {code}. Tell the manager.")
    facts = _Facts(refused.facts if known else {"code": refused.code})
    if isinstance(code := facts.get("code"), str) and refused.code in _SCANNED:
        facts["code"] = nameable(code)
    if "function" in facts:
        facts["function"] = function_name(str(facts["function"]), language)
    if "wallet" in facts:
        facts["wallet"] = provider_name(str(facts["wallet"]), language)
    if "feed" in facts:
        facts["feed"] = feed_name(str(facts["feed"]), language)
    for name in [name for name in facts if name.endswith(f"_{language}")]:
        facts[name.removesuffix(f"_{language}")] = facts[name]  # told in both languages, as head office wrote it
    if "act" in facts:
        facts["act"] = act_name(str(facts["act"]), language)
    return (zh if language == "zh" else en).format_map(facts)

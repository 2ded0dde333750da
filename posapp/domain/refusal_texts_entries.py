"""What refusals of entries and of exceptions say: code -> (简体中文, English), see `refusal_texts`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

ENTRIES: Final[Mapping[str, tuple[str, str]]] = {
    # the hub: entries pushed by a till
    "bad_batch": (
        "总部读不懂上传的记录（{where}）。请告诉总部。",
        "The hub cannot read the batch ({where}). Tell head office.",
    ),
    "batch_too_large": ("一次上传太多，最多 {most} 字节。", "The batch is too large; at most {most} bytes."),
    "bad_answer": (
        "总部的回答读不懂（{where}）。请检查网络，再试一次。",
        "The hub's answer cannot be read ({where}). Check the network and try again.",
    ),
    "gap": ("总部还缺前面的记录。", "The hub still lacks earlier entries."),
    "entry_differs": (
        "总部已有同号但内容不同的记录。请联系总部。",
        "The hub has another entry under the same number. Call head office.",
    ),
    "old_copy": (
        "本机收银数据是旧的备份：总部已有它之后的销售，再卖会打出重复的小票号。本机已停止销售，未上传的记录都保留着。请叫店长。",
        "This till's data is an old copy: the hub has later sales, and selling on would print their numbers again. "
        "Selling has stopped; what was not sent is kept. Call the manager.",
    ),
    "restored_copy": (
        "这是还原的备份：备份之后可能还打印过小票，不能在上面继续销售；未上传的记录会照常上传。请叫店长。",
        "This is a backup that was put back: receipts may have been printed since, so nothing is sold on it. "
        "What was not sent is sent as usual. Call the manager.",
    ),
    "chain_broken": (
        "记录的封签对不上，可能被改动。请联系总部。",
        "The seals of the entries do not match; something was changed. Call head office.",
    ),
    "entry_malformed": ("总部读不懂这条记录的内容。", "The hub cannot read what the entry says."),
    "empty_sale": ("这笔销售没有商品。", "The sale has no goods in it."),
    "sale_sums": ("这笔销售的金额加起来不对。", "The amounts of the sale do not add up."),
    "staff_unknown": (
        "总部还不认识做这条记录的人。等总部加上此人后再次发送。",
        "Head office does not know the person who made this entry. Send it again when they have been added.",
    ),
    "member_incomplete": (
        "会员的电话和姓名没有随记录到达总部。请再次发送。",
        "The member's telephone number and name did not arrive with the entry. Send it again.",
    ),
    "waits_for_refused": (
        "它依赖的一条记录被总部拒收。那一条收下后，这一条会跟着收下。",
        "An entry that it depends on was refused. When that one is taken, this one follows by itself.",
    ),
    "phone_wrong": (
        "这不是电话号码。请输入 11 位手机号，或以 + 和国家代码开头。",
        "That is no telephone number. Type a Chinese mobile number, or one that begins with + and the country.",
    ),
    # entries that the hub refused, and exceptions
    "not_parked": ("这条记录没有被拒收，或已被收下。", "That entry was not refused, or has been taken since."),
    "asked_already": (
        "已请总部再看这条记录，等下次交换。",
        "The hub has been asked about this entry; wait for the next exchange.",
    ),
    "nothing_to_correct": (
        "收银机账本与这条记录一致，没有可更正的。请交总部处理。",
        "The till's books say the same as the entry: there is nothing to correct. Hand it to head office.",
    ),
    "name_missing": ("请写明令牌给谁用，名字里不能有控制字符。", "Say in plain letters who the token is for."),
    "note_missing": ("请写一句说明。", "Write a few words."),
    "reason_option": (
        "请写明停售原因，收银员会看到，如 --reason 厂家召回。",
        'Say why, as the cashier reads it, for instance --reason "recalled by the maker".',
    ),
    "reason_to_free": (
        "请写明释放原因，如 --reason 那台收银机坏了。",
        'Say why, for instance --reason "that till is broken".',
    ),
    "reason_to_adjust": (
        "请写明积分数（不为零）和原因，如 --points 100 --reason 补发活动积分。",
        'Say how many points (not none) and why, for instance --points 100 --reason "missed in the campaign".',
    ),
    "odd_sign": (
        "{option} 里有看不见的字符（{sign}），没有执行。请去掉后再试。",
        "{option} holds a sign that nobody sees ({sign}); nothing was done. Type it again without.",
    ),
    "no_item": (
        "各店都没有货号 {sku}。货号见商店文件 products 里的 sku。",
        'No store has an item {sku}. The shop file names them: "sku" under "products".',
    ),
    "by_option": (
        "请写明谁处理、怎么回事，如 --by 财务 --note 已核对。",
        'Say who settles it and a few words, for instance --by finance --note "checked with the shop".',
    ),
    "no_exception": (
        "没有异常 {id}。hub exceptions --all 列出所有异常。",
        "There is no exception {id}. `hub exceptions --all` lists them.",
    ),
    "no_row": (
        "总部的 {feed_named} 里没有 {key}，或不在这家门店。请检查编号和 --store。",
        "The hub has no {key} in {feed_named}, or not in that store. Check the key and --store.",
    ),
    "settled_already": ("这项异常已处理过。", "That exception is settled already."),
    "not_head_office": ("总部令牌不对。", "That is no token of head office."),
}

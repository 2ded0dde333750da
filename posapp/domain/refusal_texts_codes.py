"""What refusals about scanned codes and labels say: code -> (简体中文, English)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

CODES: Final[Mapping[str, tuple[str, str]]] = {
    "unknown_code": (
        "没有这个条码：{code}。请再扫一次，或按未登记商品出售。",
        "No product has the code {code}. Scan again or sell it as unlisted.",
    ),
    "check_digit": ("条码校验位不对：{code}。请再扫一次。", "The check digit of {code} is wrong. Scan it again."),
    "bad_code": (
        "读不懂这个条码：{code}。请再扫一次，或按未登记商品出售。",
        "The code {code} cannot be read. Scan it again, or sell it as unlisted.",
    ),
    "code_in_pieces": (
        "这个条码只断续收到：{code}，没有计入。请再扫一次。",
        "The scan {code} came in pieces and was not counted. Scan that item again.",
    ),
    "label_pattern": (
        "秤码格式 {pattern} 有误（{part}）：须以数字开头，之后 I 商品、W 重量、A 金额、Q 数量、N 序号各最多一段，C 校验位只能在最后；小数位数不超过该段长度；两种格式的开头数字和总长度不能都相同。",
        "The label pattern {pattern} is wrong ({part}): it starts with digits; then I item, W weight, A amount, Q quantity and "
        "N number stand in one run each, C check digit only at the end; no more decimals than the run has digits; no two patterns of one length start with the same digits.",
    ),
}

"""What a refusal says, in each language: code -> (简体中文, English). Facts of the refusal fill the braces."""

from __future__ import annotations

from collections.abc import Mapping

from posapp.domain.errors import Refused

TEXTS: Mapping[str, tuple[str, str]] = {
    # codes and labels
    "unknown_code": ("没有这个条码：{code}。请再扫一次，或按未登记商品出售。", "No product has the code {code}. Scan again or sell it as unlisted."),
    "check_digit": ("条码校验位不对：{code}。请再扫一次。", "The check digit of {code} is wrong. Scan it again."),
    "bad_code": ("读不懂这个条码：{code}。", "The code {code} cannot be read."),
    "label_pattern": (
        "秤码格式 {pattern} 有误（{part}）：须以数字开头，之后 I 商品、W 重量、A 金额、Q 数量、N 序号各最多一段，C 校验位只能在最后；小数位数不超过该段长度。",
        "The label pattern {pattern} is wrong ({part}): it starts with digits; then I item, W weight, A amount, Q quantity and "
        "N number stand in one run each, C check digit only at the end; no more decimals than the run has digits.",
    ),
    # amounts
    "currency_code": ("没有这种货币代码：{code}。", "There is no currency code {code}."),
    "amount_format": ("请输入金额，例如 12.50。", "Type an amount, for example 12.50."),
    "quantity_format": ("请输入数量，例如 2 或 1.25。", "Type a quantity, for example 2 or 1.25."),
    "quantity_range": ("数量要大于 0，最多 {most}。", "The quantity must be above 0 and at most {most}."),
}


def refusal_text(refused: Refused, language: str) -> str:
    """The sentence for the person; `language` is "zh" or "en"."""
    zh, en = TEXTS[refused.code]
    return (zh if language == "zh" else en).format(**refused.facts)

"""What refusals about people's own data say: code -> (简体中文, English), see `refusal_texts`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

PRIVACY: Final[Mapping[str, tuple[str, str]]] = {
    "privacy_incomplete": (
        "请选择要做什么、谁提出、怎样核对的身份。",
        "Choose what is asked for, who asks, and how you saw who that is.",
    ),
    "erasure_asked": (
        "已提出删除该会员。下次同步后总部删除并回报，不用再提。",
        "This member's erasure is asked for already. Head office erases at the next exchange; do not ask again.",
    ),
    "note_health": (
        "备注里不能写健康情况。请只写要怎样服务，例如“不要羊毛”“要宽松款”。",
        "Nothing about somebody's health may stand in a note. Write what to do instead: “no wool”, “loose fit”.",
    ),
    "note_faith": (
        "备注里不能写信仰、政治、取向或前科。请只写喜好，例如“不要酒类推荐”。",
        "Nothing about faith, politics or private life may stand in a note. Write the wish: “suggest no wine”.",
    ),
    "note_number": (
        "备注里不能写证件号或银行卡号。核对身份只看不记，写“已看证件”。",
        "No number of papers or bank accounts may stand in a note. Look at them and write “paper seen”.",
    ),
    "note_phone": (
        "备注里不能写手机号。请登记在会员的手机栏，或先选会员再挂单。",
        "No telephone number may stand in a note. Put it into the member's own field, or the member on the basket.",
    ),
    "note_insult": (
        "备注里不能骂人，顾客有权看到它。请写发生了什么，例如“退货 3 次，要店长在场”。",
        "No insults: the customer may read it. Write what happened: “three returns, call the manager”.",
    ),
    "note_own": (
        "本店不允许在备注里写这个词。请换个说法，或问店长。",
        "This shop has that word in no note. Say it in another way, or ask the manager.",
    ),
}

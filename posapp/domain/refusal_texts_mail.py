"""What refusals about messages to customers say: code -> (简体中文, English)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

MAIL: Final[Mapping[str, tuple[str, str]]] = {
    "mail_wrong": (
        "这不是邮箱地址。请像 name@example.com 这样输入。",
        "This is no e-mail address. Type it like name@example.com.",
    ),
    "mail_often": (
        "这张小票已发给 {most} 个地址，不能再发。",
        "This receipt was sent to {most} addresses already; no more can be added.",
    ),
    "mail_incomplete": (
        "邮件的收件地址没有一起送到总部。请让顾客再报一次邮箱，重新发送。",
        "The address of this e-mail did not reach head office. Ask the customer again and send it once more.",
    ),
    "mail_not_set_up": (
        "总部还没有设置发邮件。设好后会自动发出。",
        "Head office has not set up e-mail yet. It is sent by itself once that is done.",
    ),
    "mail_undelivered": (
        "邮件服务器没有接收。会自动再试。",
        "The mail server did not take it. It is tried again by itself.",
    ),
    "mail_address_refused": (
        "邮件服务器说没有这个收件地址。请向顾客核对邮箱，再发一次。",
        "The mail server knows no such address. Check it with the customer and send again.",
    ),
}

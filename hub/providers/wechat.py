"""WeChat Pay's payment codes (付款码支付, API v3), through wechatpayv3: it signs, and believes no unsigned answer.

https://pay.weixin.qq.com/doc/v3/merchant/4012791858 and its neighbours. While the customer types a password the
provider says so, and is asked what became of it; an order number is charged once, and a reversed one never again.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import requests
from wechatpayv3 import WeChatPay, WeChatPayType

from hub.providers.port import TIMEOUT
from posapp.domain.attempt import Answer, AnswerState, Charge

_STATES: Final[dict[str, AnswerState]] = {
    "SUCCESS": "paid",
    "REFUND": "paid",  # it was, and a refund of it is under way
    "NOTPAY": "pending",
    "USERPAYING": "pending",
    "ACCEPT": "pending",
    "CLOSED": "reversed",
    "REVOKED": "reversed",
    "PAYERROR": "refused",
}
_REFUSALS: Final[dict[str, str]] = {
    "AUTH_CODE_EXPIRE": "code_expired",
    "AUTH_CODE_INVALID": "code_wrong",
    "AUTH_CODE_ERROR": "code_wrong",
    "NOT_ENOUGH": "not_enough",
    "NO_AUTH": "wallet_declined",
    "RULE_LIMIT": "wallet_declined",
    "PARAM_ERROR": "wallet_declined",
    "INVALID_REQUEST": "wallet_declined",
    "APPID_MCHID_NOT_MATCH": "wallet_declined",
    "MCH_NOT_EXISTS": "wallet_declined",
    "SIGN_ERROR": "wallet_declined",
    "USER_CANCEL": "cancelled",
}
"""Codes with which a charge ends without money. Of any other nobody knows, and it is asked about."""
_UNHEARD: Final = frozenset({"ORDER_NOT_EXIST", "ORDERNOTEXIST", "RESOURCE_NOT_EXISTS"})


@dataclass(frozen=True, slots=True)
class WeChatMerchant:
    """Who collects, and the keys: files are read when the provider is made."""

    url: str
    mchid: str
    appid: str
    serial: str
    private_key: Path
    public_key: Path
    public_key_id: str
    api_v3_key: str
    simulated: bool = False
    settle_seconds: float = 15.0


class WeChat:
    """The provider, asked with its own SDK; one object serves all threads, as each call has a connection of its own."""

    def __init__(self, merchant: WeChatMerchant) -> None:
        self.simulated, self.settle_seconds = merchant.simulated, merchant.settle_seconds
        self._pay = WeChatPay(
            wechatpay_type=WeChatPayType.CODEPAY,
            mchid=merchant.mchid,
            appid=merchant.appid,
            private_key=merchant.private_key.read_text("ascii"),
            cert_serial_no=merchant.serial,
            apiv3_key=merchant.api_v3_key,
            public_key=merchant.public_key.read_text("ascii"),
            public_key_id=merchant.public_key_id,
            timeout=TIMEOUT,
        )
        self._pay._core._gate_way = merchant.url.rstrip("/")  # it offers no other way to name an address

    def charge(self, order: str, asked: Charge, code: str) -> Answer:
        """As the port says."""
        amount = {"total": asked.amount, "currency": asked.currency}
        status, said = self._asked(
            lambda: self._pay.pay(
                description=asked.id,
                out_trade_no=order,
                amount=amount,
                payer={"auth_code": code},
                scene_info={"store_info": {"id": asked.id.partition("-")[0][:32]}},
                pay_type=WeChatPayType.CODEPAY,
            )
        )
        if status == 0:
            return Answer("unreached" if said else "silent")
        if "code" not in said:
            return _told(order, said)
        if said["code"] == "USERPAYING" or said["code"] == "USER_PAYING":
            return Answer("pending")
        why = _REFUSALS.get(str(said["code"]))
        return Answer("refused", why=why) if why else Answer("silent")

    def query(self, order: str, asked: Charge) -> Answer:
        """As the port says."""
        status, said = self._asked(lambda: self._pay.query(out_trade_no=order))
        if status == 200:
            return _told(order, said)
        return Answer("unheard") if said.get("code") in _UNHEARD else Answer("silent")

    def reverse(self, order: str, asked: Charge) -> Answer:
        """As the port says; where it says no, what became of the payment decides."""
        status, said = self._asked(lambda: self._pay.codepay_reverse(out_trade_no=order))
        if status == 200:
            return Answer("reversed")
        if said.get("code") in _UNHEARD:
            return Answer("unheard")
        if status == 0 or status >= 500:
            return Answer("silent")
        return self.query(order, asked)

    def _asked(self, call: Any) -> tuple[int, dict[str, Any]]:
        """(HTTP status, what it says); (0, {}) when nobody knows, (0, with something in it) when nothing went out."""
        try:
            status, text = call()
            said = json.loads(text) if text else {}
        except requests.RequestException as error:
            return 0, {"unsent": 1} if unsent(error) else {}
        except Exception as error:  # the SDK knows one exception for all it cannot believe
            if type(error) is not Exception and not isinstance(error, ValueError):
                raise
            return 0, {}
        return (int(status), said) if isinstance(said, dict) else (0, {})


def unsent(error: requests.RequestException) -> bool:
    """Whether no connection stood: then nothing was asked."""
    return isinstance(error, requests.ConnectTimeout) or "NewConnectionError" in repr(error)


def _told(order: str, said: dict[str, Any]) -> Answer:
    """What it says of this order; an answer about another one, signed or not, is none."""
    state = _STATES.get(str(said.get("trade_state")))
    if state is None or said.get("out_trade_no") != order:
        return Answer("silent")
    amount = said.get("amount")
    total = amount.get("total") if isinstance(amount, dict) else None
    if state == "paid" and type(total) is not int:
        return Answer("silent")
    number = str(said.get("transaction_id") or "")
    why = "wallet_declined" if state == "refused" else ""
    return Answer(state, number[:64], why, total if state == "paid" and type(total) is int else 0)

"""Alipay's payment codes (条码支付), signed RSA2 by ourselves: its own SDK cannot speak to a local provider.

https://opendocs.alipay.com/open/02ekfp and its neighbours: one address, form fields, a signature over the sorted
fields, and an answer signed over the very bytes of its object.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

import requests
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_pem_private_key, load_pem_public_key

from hub.clock import system_clock
from hub.providers.port import TIMEOUT
from hub.providers.wechat import unsent
from posapp.domain.attempt import Answer, AnswerState, Charge
from posapp.domain.errors import Refused
from posapp.domain.money import currency, format_amount, parse_amount

_STATES: Final[dict[str, AnswerState]] = {
    "TRADE_SUCCESS": "paid",
    "TRADE_FINISHED": "paid",
    "WAIT_BUYER_PAY": "pending",
    "TRADE_CLOSED": "reversed",
}
_REFUSALS: Final[dict[str, str]] = {
    "ACQ.PAYMENT_AUTH_CODE_INVALID": "code_expired",
    "ACQ.BUYER_BALANCE_NOT_ENOUGH": "not_enough",
    "ACQ.BUYER_BANKCARD_BALANCE_NOT_ENOUGH": "not_enough",
    "ACQ.ERROR_BALANCE_PAYMENT_DISABLE": "wallet_declined",
    "ACQ.BUYER_ENABLE_STATUS_FORBID": "wallet_declined",
    "ACQ.PULL_MOBILE_CASHIER_FAIL": "wallet_declined",
    "ACQ.PAYMENT_FAIL": "wallet_declined",
    "ACQ.PAYMENT_REQUEST_HAS_RISK": "wallet_declined",
    "ACQ.TRADE_HAS_CLOSE": "wallet_declined",
    "ACQ.INVALID_PARAMETER": "wallet_declined",
    "isv.invalid-signature": "wallet_declined",
    "isv.invalid-app-id": "wallet_declined",
}
"""Codes with which a charge ends without money. Of any other nobody knows, and it is asked about."""
_UNHEARD: Final = "ACQ.TRADE_NOT_EXIST"
_SUCCESS, _WAITS = "10000", "10003"
_ZONE: Final = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True, slots=True)
class AlipayMerchant:
    """Who collects, and the keys: files are read when the provider is made."""

    url: str
    app_id: str
    private_key: Path
    public_key: Path
    simulated: bool = False
    settle_seconds: float = 15.0


class Alipay:
    """The provider; one object serves all threads, as each call has a connection of its own."""

    def __init__(self, merchant: AlipayMerchant) -> None:
        self.simulated, self.settle_seconds = merchant.simulated, merchant.settle_seconds
        self._url, self._app = merchant.url, merchant.app_id
        own = load_pem_private_key(merchant.private_key.read_bytes(), password=None)
        theirs = load_pem_public_key(merchant.public_key.read_bytes())
        if not isinstance(own, RSAPrivateKey) or not isinstance(theirs, RSAPublicKey):
            raise ValueError("the keys of Alipay are not RSA keys")
        self._own, self._theirs = own, theirs

    def charge(self, order: str, asked: Charge, code: str) -> Answer:
        """As the port says."""
        total = format_amount(asked.amount, currency(asked.currency).digits)
        content = {"out_trade_no": order, "scene": "bar_code", "auth_code": code, "subject": asked.id}
        said = self._asked("alipay.trade.pay", content | {"total_amount": total, "timeout_express": "3m"})
        if "none" in said:
            return Answer("unreached" if said["none"] == "unsent" else "silent")
        if said.get("code") == _SUCCESS:
            return _told(order, said | {"trade_status": "TRADE_SUCCESS"}, asked)
        if said.get("code") == _WAITS:
            return Answer("pending" if said.get("out_trade_no") == order else "silent")
        why = _REFUSALS.get(str(said.get("sub_code")))
        return Answer("refused", why=why) if why else Answer("silent")

    def query(self, order: str, asked: Charge) -> Answer:
        """As the port says."""
        said = self._asked("alipay.trade.query", {"out_trade_no": order})
        if said.get("code") == _SUCCESS:
            return _told(order, said, asked)
        return Answer("unheard") if said.get("sub_code") == _UNHEARD else Answer("silent")

    def reverse(self, order: str, asked: Charge) -> Answer:
        """As the port says; where it says no, what became of the payment decides."""
        said = self._asked("alipay.trade.cancel", {"out_trade_no": order})
        about = said.get("out_trade_no") == order
        if about and said.get("code") == _SUCCESS and said.get("retry_flag", "N") == "N":
            return Answer("reversed")
        if said.get("sub_code") == _UNHEARD:
            return Answer("unheard")
        return Answer("silent") if "none" in said or said.get("retry_flag") == "Y" else self.query(order, asked)

    def _asked(self, method: str, content: Mapping[str, str]) -> dict[str, Any]:
        """What it says; {"none": …} where nothing came that it has signed."""
        at = system_clock().astimezone(_ZONE)
        fields = signed_fields(self._own, self._app, method, content, at)
        try:
            answer = requests.post(self._url, data=fields, timeout=TIMEOUT)
            return self._believed(method, answer.text)
        except requests.RequestException as error:
            return {"none": "unsent" if unsent(error) else "silent"}

    def _believed(self, method: str, text: str) -> dict[str, Any]:
        try:
            whole = json.loads(text)
            name = method.replace(".", "_") + "_response"
            object_, signature = signed_text(text, name), b64decode(whole["sign"], validate=True)
            self._theirs.verify(signature, object_.encode(), PKCS1v15(), SHA256())
            said = json.loads(object_)
        except (ValueError, KeyError, TypeError, InvalidSignature, RecursionError):
            return {"none": "silent"}
        return said if isinstance(said, dict) else {"none": "silent"}


def signed_fields(
    key: RSAPrivateKey, app: str, method: str, content: Mapping[str, str], at: datetime
) -> dict[str, str]:
    """The fields of a question with their signature; `at` in the provider's zone."""
    fields = {
        "app_id": app,
        "method": method,
        "format": "JSON",
        "charset": "utf-8",
        "sign_type": "RSA2",
        "timestamp": at.strftime("%Y-%m-%d %H:%M:%S"),
        "version": "1.0",
        "biz_content": json.dumps(content, ensure_ascii=False, separators=(",", ":")),
    }
    return fields | {"sign": b64encode(key.sign(to_sign(fields), PKCS1v15(), SHA256())).decode()}


def to_sign(fields: Mapping[str, str]) -> bytes:
    """What a signature of a question is over: all fields but itself, by name."""
    return "&".join(f"{name}={fields[name]}" for name in sorted(fields) if name != "sign").encode()


def signed_text(text: str, name: str) -> str:
    """The object of an answer as it stands there, which is what its signature is over. ValueError where there is
    none."""
    start = text.index(f'"{name}"')
    start = text.index("{", start)
    _, end = json.JSONDecoder().raw_decode(text, start)
    return text[start:end]


def _told(order: str, said: Mapping[str, Any], asked: Charge) -> Answer:
    """What it says of this order; an answer about another one, signed or not, is none."""
    state = _STATES.get(str(said.get("trade_status")))
    if state is None or said.get("out_trade_no") != order:
        return Answer("silent")
    amount = 0
    if state == "paid":
        try:
            amount = parse_amount(str(said.get("total_amount")), currency(asked.currency).digits)
        except Refused:
            return Answer("silent")
    return Answer(state, str(said.get("trade_no") or "")[:64], amount=amount)

"""How the simulated wallets hear and answer: each provider's own form, its signatures checked and made."""

from __future__ import annotations

import json
import re
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import parse_qsl

from hub.providers.alipay import to_sign
from hub.providers.simulated_books import Books, Manner, Taken
from hub.providers.simulated_keys import MCHID, PLATFORM, SERIAL, Keys
from posapp.domain.money import format_amount, parse_amount

Told = tuple[int, dict[str, str], bytes, Manner]
_FIELD: Final = re.compile(r'(\w+)="([^"]*)"')
_ORDER: Final = re.compile(r"/v3/pay/transactions/out-trade-no/([\w|*-]{6,32})(/reverse)?(?:\?mchid=\w+)?")
SAY: Final[Manner] = "say"
_REFUNDS: Final = "/v3/refund/domestic/refunds"
_JSON: Final = {"Content-Type": "application/json"}


@dataclass(frozen=True, slots=True)
class Heard:
    """A question as it came."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes


class WeChatSpeech:
    """API v3: JSON, with the signature in the headers."""

    def __init__(self, keys: Keys, books: Books) -> None:
        self._keys, self._books = keys, books

    def answer(self, heard: Heard) -> Told:
        """What it says; 401 to whoever has not signed."""
        if not self._is_signed(heard):
            return self._say(401, {"code": "SIGN_ERROR", "message": "signature"})
        if heard.path == "/v3/pay/transactions/codepay":
            return self._charge(json.loads(heard.body))
        if heard.path.startswith(_REFUNDS):
            return self._refund(heard)
        order = _ORDER.fullmatch(heard.path)
        if order is None:
            return self._say(404, {"code": "NOT_FOUND"})
        if order[2]:
            taken, manner = self._books.reverse(order[1])
            if taken is not None:
                return self._say(200, {"out_trade_no": order[1], "mchid": MCHID}, manner)
            return self._say(404, {"code": "ORDER_NOT_EXIST"}, manner)
        taken, manner = self._books.query(order[1])
        if taken is None:
            return self._say(404, {"code": "ORDER_NOT_EXIST"}, manner)
        return self._say(200, _wechat_order(order[1], taken), manner)

    def _charge(self, asked: dict[str, Any]) -> Told:
        order, amount = asked["out_trade_no"], asked["amount"]["total"]
        taken, manner = self._books.charge(order, amount, asked["payer"]["auth_code"])
        if taken is None:
            return self._say(500, {"code": "SYSTEM_ERROR"}, manner)
        if taken.why:
            code = {"expired": "AUTH_CODE_EXPIRE", "poor": "NOT_ENOUGH", "trouble": "SYSTEM_ERROR"}[taken.why]
            return self._say(500 if taken.why == "trouble" else 400, {"code": code}, manner)
        return self._say(200, _wechat_order(order, taken), manner)

    def _refund(self, heard: Heard) -> Told:
        if heard.method == "GET":
            number = heard.path.removeprefix(_REFUNDS + "/")
            known, manner = self._books.refund_query(number), SAY
        else:
            asked = json.loads(heard.body)
            number = asked["out_refund_no"]
            known, manner = self._books.refund(asked["out_trade_no"], number, asked["amount"]["refund"])
        if known is None:
            return self._say(404, {"code": "RESOURCE_NOT_EXISTS"}, manner)
        codes = {"no_funds": "NOT_ENOUGH", "too_old": "TRADE_OVERDUE", "over": "NOT_ENOUGH"}
        if known.state in codes:
            return self._say(403, {"code": codes[known.state]}, manner)
        status = {"arrived": "SUCCESS", "abnormal": "ABNORMAL"}.get(known.state, "PROCESSING")
        return self._say(200, {"out_refund_no": number, "refund_id": f"5{number[-27:]}", "status": status}, manner)

    def _is_signed(self, heard: Heard) -> bool:
        scheme, _, rest = heard.headers.get("Authorization", "").partition(" ")
        told = dict(_FIELD.findall(rest))
        known = scheme == "WECHATPAY2-SHA256-RSA2048" and told.get("mchid") == MCHID and told.get("serial_no") == SERIAL
        parts = (heard.method, heard.path, told.get("timestamp", ""), told.get("nonce_str", ""), heard.body.decode())
        return known and self._keys.is_merchants("".join(f"{part}\n" for part in parts).encode(), told["signature"])

    def _say(self, status: int, said: Mapping[str, Any], manner: Manner = "say") -> Told:
        body, at, nonce = json.dumps(said), str(int(time.time())), secrets.token_hex(16)
        headers = {
            "Wechatpay-Timestamp": at,
            "Wechatpay-Nonce": nonce,
            "Wechatpay-Serial": PLATFORM,
            "Wechatpay-Signature-Type": "WECHATPAY2-SHA256-RSA2048",
            "Wechatpay-Signature": self._keys.sign(f"{at}\n{nonce}\n{body}\n".encode()),
        }
        return status, _JSON | headers, body.encode(), manner


def _wechat_order(order: str, taken: Taken) -> dict[str, Any]:
    states = {"paid": "SUCCESS", "pending": "USERPAYING", "reversed": "REVOKED", "refused": "PAYERROR"}
    said: dict[str, Any] = {"out_trade_no": order, "trade_state": states[taken.state], "trade_type": "MICROPAY"}
    if taken.state == "paid":
        said |= {"transaction_id": taken.number, "amount": {"total": taken.amount, "currency": "CNY"}}
    return said


class AlipaySpeech:
    """One address, form fields, and an object with its signature beside it."""

    def __init__(self, keys: Keys, books: Books) -> None:
        self._keys, self._books = keys, books

    def answer(self, heard: Heard) -> Told:
        """What it says; a refusal to whoever has not signed."""
        fields = dict(parse_qsl(heard.body.decode()))
        method = fields.get("method", "")
        if not self._keys.is_merchants(to_sign(fields), fields.get("sign", "")):
            return self._say(method, {"code": "40002", "sub_code": "isv.invalid-signature"})
        asked = json.loads(fields["biz_content"])
        order = asked["out_trade_no"]
        if method == "alipay.trade.pay":
            amount = parse_amount(asked["total_amount"], 2)
            return self._charge(order, *self._books.charge(order, amount, asked["auth_code"]))
        if method == "alipay.trade.cancel":
            taken, manner = self._books.reverse(order)
            if taken is None:
                return self._say(method, {"code": "40004", "sub_code": "ACQ.TRADE_NOT_EXIST"}, manner)
            return self._say(method, {"code": "10000", "out_trade_no": order, "retry_flag": "N"}, manner)
        if method == "alipay.trade.refund":
            amount = parse_amount(asked["refund_amount"], 2)
            known, manner = self._books.refund(order, asked["out_request_no"], amount)
            codes = {"no_funds": "ACQ.SELLER_BALANCE_NOT_ENOUGH", "too_old": "ACQ.TRADE_HAS_FINISHED"}
            codes |= {"over": "ACQ.REASON_TRADE_REFUND_FEE_ERR"}
            if known is None or known.state in codes:
                code = codes[known.state] if known is not None else "ACQ.TRADE_NOT_EXIST"
                return self._say(method, {"code": "40004", "sub_code": code}, manner)
            return self._say(method, {"code": "10000", "out_trade_no": order, "trade_no": f"2{order[-27:]}"}, manner)
        if method == "alipay.trade.fastpay.refund.query":
            known, number = self._books.refund_query(asked["out_request_no"]), asked["out_request_no"]
            found = {"refund_status": "REFUND_SUCCESS"} if known is not None and known.state == "arrived" else {}
            return self._say(method, {"code": "10000", "out_trade_no": order, "out_request_no": number} | found)
        taken, manner = self._books.query(order)
        if taken is None:
            return self._say(method, {"code": "40004", "sub_code": "ACQ.TRADE_NOT_EXIST"}, manner)
        states = {"paid": "TRADE_SUCCESS", "pending": "WAIT_BUYER_PAY"}
        said = {"code": "10000", "trade_status": states.get(taken.state, "TRADE_CLOSED")}
        return self._say(method, said | _alipay_order(order, taken), manner)

    def _charge(self, order: str, taken: Taken | None, manner: Manner) -> Told:
        method = "alipay.trade.pay"
        if taken is None or taken.why == "trouble":
            return self._say(method, {"code": "20000", "sub_code": "ACQ.SYSTEM_ERROR"}, manner)
        if taken.why:
            code = {"expired": "ACQ.PAYMENT_AUTH_CODE_INVALID", "poor": "ACQ.BUYER_BALANCE_NOT_ENOUGH"}[taken.why]
            return self._say(method, {"code": "40004", "sub_code": code, "out_trade_no": order}, manner)
        if taken.state == "reversed":
            return self._say(method, {"code": "40004", "sub_code": "ACQ.TRADE_HAS_CLOSE"}, manner)
        code = "10000" if taken.state == "paid" else "10003"
        return self._say(method, {"code": code} | _alipay_order(order, taken), manner)

    def _say(self, method: str, said: Mapping[str, str], manner: Manner = "say") -> Told:
        object_, name = json.dumps(said), method.replace(".", "_") + "_response"
        body = f'{{"{name}":{object_},"sign":"{self._keys.sign(object_.encode())}"}}'
        return 200, dict(_JSON), body.encode(), manner


def _alipay_order(order: str, taken: Taken) -> dict[str, str]:
    said = {"out_trade_no": order, "total_amount": format_amount(taken.amount, 2)}
    return said | ({"trade_no": taken.number} if taken.number else {})

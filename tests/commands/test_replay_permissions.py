"""No verb of a script is a way past the one gate of permissions: who may only sell is refused, with the line and
without it, and every verb says whether it is one of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import pytest

from posapp.commands.replay.run import main
from posapp.commands.replay.verbs import VERBS
from tests.commands.test_replay import SHOP
from tests.support.hub import ReadyHubs
from tests.support.hub_inside import hubs_inside
from tests.support.people import with_people

Args = dict[str, Any]
AMOUNT: Final[Args] = {"amount": "1.00", "reason": "x"}
IDLE: Final[dict[str, Args]] = {
    **{"cash_in": AMOUNT, "cash_out": AMOUNT, "safe_drop": AMOUNT, "bank_drop": AMOUNT, "cash_refund": AMOUNT},
    **{
        "no_sale": {"reason": "x"},
        "x_report": {},
        "close_shift": {"count": "599.00", "held": "keep"},
        "suspend_shift": {},
    },
    **{
        "reprint": {},
        "reprint_z": {},
        "recall": {},
        "return": {"receipt": "S1-1-20261121-0001"},
        "return_without_receipt": {"sku": "A", "person": "13800138000", "reason": "other"},
        "report": {"cut": "summary"},
        "visitors": {"count": 12},
    },
    **{"correct_tender": {"tender": 1, "type": "card", "reference": "1", "reason": "x"}},
    **{"deputy": {"person": "c2", "hours": 1}, "temporary_person": {"name": "x", "new": "2468", "days": 1}},
    "reset_pin": {"person": "c1", "new": "2468", "approve": {"staff": "s2", "pin": "5432"}},
}
"""Refused while nothing lies on the counter."""
ORDER: Final[Args] = {"order": "W1"}
ORDERS: Final[dict[str, Args]] = {
    **{"orders": {}, "take": ORDER, "release": ORDER, "ready": ORDER, "notify": ORDER, "arrive": ORDER},
    **{"reject": ORDER | {"reason": "x"}, "unlock": ORDER, "pick": {"code": "6901234567892"}},
    **{"unpick": ORDER | {"line": 1}, "short": ORDER | {"line": 1, "reason": "x"}, "hand_over": ORDER | {"code": "1"}},
    **{"substitute": ORDER | {"line": 1, "sku": "B"}, "balance": ORDER},
    **{"receive": ORDER | {"line": 1}, "send": ORDER},
}
"""The same, of orders from outside."""
WHO: Final[Args] = {"member": "M1"}
MEMBERS: Final[dict[str, Args]] = {
    **{"member_find": {"text": "8000"}, "member_new": {"phone": "13700137000"}, "consent": WHO | {"given": ["sms"]}},
    **{
        "member_edit": WHO | {"name": "x"},
        "member_own": WHO | {"top": "M"},
        "member_add": WHO | {"kind": "tag", "text": "x"},
        "member_take_away": WHO | {"kind": "tag", "text": "x"},
        **{"top_up": WHO | {"amount": "1.00"}, "topup_refund": WHO | {"amount": "1.00", "reason": "x"}},
        "late_points": WHO,
        **{"appointment_new": {"day": "2026-11-21", "time": "15:00", "name": "x"}},
        "appointment_list": {"day": "2026-11-21"},
        **{
            "appointment_move": {"id": "x", "day": "2026-11-21", "time": "15:00"},
            "appointment_settle": {"id": "x", "state": "kept"},
        },
        "merge": WHO | {"into": "M2", "reason": "x"},
        "reveal": WHO,
    },
    **{"erase": WHO, "access": WHO},
    "book_assign": {"members": ["M1"], "to": "m1"},
    **dict.fromkeys(("follow_up", "follow_up_change", "follow_up_done", "contact"), WHO),
    **{"follow_up_list": {}, "contact_ways": WHO, "template_preview": WHO},
    **{"top_up": WHO | {"amount": "1.00"}, "topup_refund": WHO | {"amount": "1.00", "reason": "x"}},
    "late_points": WHO,
    "book_list": {"whose": "all"},
}
"""The same, of members' own records."""
WITH_GOODS: Final[dict[str, Args]] = {
    **{"void": {"reason": "x"}, "hold": {}, "member": {"member": "M1"}, "coupon": {"code": "TEN"}, "round_off": {}},
    "override_price": {"line": 1, "price": "98.00", "reason": "x"},
    "discount": {"line": 1, "percent": "5", "reason": "x"},
}
PAYING: Final[dict[str, Args]] = {
    "untender": {"tender": 1},
    "tender": {"type": "wallet_outside", "amount": "1900.00", "reference": "1"},
}
MONEY_ASKED: Final[dict[str, Args]] = {
    "surplus": {},
    "decide_refund": {"given": False, "reason": "not on the bill"},
    "pay_out": {"type": "cash", "reason": "customer waits"},
    "decide": {"paid": False, "reason": "slip says cancelled"},
}
"""What is decided or paid back where money was asked of a provider."""
BY: Final[Args] = {"approve": {"staff": "m1", "pin": "9999"}}
OF_SALE: Final = {
    *("sign_in", "lock", "telephone", "change_pin", "open_shift", "scan", "add", "serial", "age", "order_note"),
    *("source", "credit", "set_qty", "remove", "undo", "held", "pay", "prices", "complete", "ask", "cancel"),
    *("refunds", "go_on", "mail_receipt", "mails", "e_receipt", "invoice", "find", "suspended", "resume_shift"),
}
"""What selling is, what a person does about themselves, what only reads, or what the customer does."""
OF_STAGE: Final = {
    "offline",
    "online",
    "sync",
    "clock",
    "kill",
    "start",
    "hub",
    "printer",
    "provider",
    "show",
    "verify",
    "order_online",
}
"""What happens around the till: the plug is pulled, head office acts."""


def steps(line: str) -> list[Args]:
    """A day in which somebody tries everything."""
    tried: list[Args] = []

    def sale(*tenders: Args) -> list[Args]:
        return [{"do": "add", "sku": "A"}, {"do": "pay"}, *tenders]

    def enter(staff: str, pin: str) -> None:
        tried.append({"do": "sign_in", "staff": staff, "pin": pin})

    def refused(verbs: dict[str, Args]) -> None:
        no = {"tender": "outside_needs_second"}
        tried.extend({"do": v, **a, "expect": {"refused": no.get(v, "not_permitted")}} for v, a in verbs.items())

    def money_asked() -> list[Args]:
        """A wallet that does not say whether it gave back, and a terminal that does not say whether it took."""
        no = {do: {"do": do, **args, "expect": {"refused": "not_permitted"}} for do, args in MONEY_ASKED.items()}
        yes = {do: {"do": do, **args, **BY} for do, args in MONEY_ASKED.items()}
        wallet = {"do": "tender", "type": "wechat", "code": "134567890123456789"}
        terminal = {"do": "tender", "type": "card", "amount": "99.00"}
        return [
            {"do": "add", "sku": "C"},
            *sale(wallet, {"do": "remove", "line": 1}, {"do": line}, no["surplus"]),
            {"do": "provider", "wallet": "wechat", "answers": "refund_silent"},
            *(yes["surplus"], {"do": "go_on"}, {"do": "complete"}, no["decide_refund"], yes["decide_refund"]),
            *(no["pay_out"], yes["pay_out"], {"do": "provider", "answers": "never"}),
            *sale(terminal, {"do": "cancel"}, no["decide"], yes["decide"], {"do": "void", "reason": "x", **BY}),
            *({"do": "provider", "answers": "off"}, {"do": "online"}),
        ]

    cash: Args = {"do": "tender", "type": "cash", "amount": "99.00"}
    enter("m1", "9999")
    tried.append({"do": "open_shift", "float": "0.00"})
    tried.append({"do": "close_shift", "count": "0.00"})
    enter("s1", "4321")
    tried.extend([{"do": "open_shift", "float": "500.00"}, *sale(cash), {"do": "complete"}])
    tried.extend(money_asked())
    enter("m1", "9999")
    tried.extend([{"do": "add", "sku": "B"}, {"do": "hold"}])
    enter("s1", "4321")
    tried.append({"do": line})
    refused(IDLE)
    refused(ORDERS)
    refused(MEMBERS)
    tried.extend([{"do": "add", "sku": "B"}, {"do": "add", "sku": "A", "qty": "20"}])
    refused(WITH_GOODS)
    tried.extend([{"do": "pay"}, {"do": "tender", "type": "card", "amount": "9.00", "reference": "1"}])
    refused(PAYING)
    return tried


@pytest.mark.parametrize("line", ["online", "offline"])
@pytest.mark.long
def test_who_may_only_sell_does_nothing_else_by_a_script(
    tmp_path: Path, ready_hubs: ReadyHubs, line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = with_people(json.loads(SHOP.read_text(encoding="utf-8")))
    whole["roles"].append({"id": "seller", "may": ["sell"]})
    for person, pin in (("s1", "4321"), ("s2", "5432")):
        whole["staff"].append({"id": person, "name": person, "role": "seller", "pin": pin, "stores": ["S1"]})
    (tmp_path / "shop.json").write_text(json.dumps(whole), encoding="utf-8")
    header = {"replay": 1, "shop": "shop.json", "tills": ["1"], "clock": "2026-11-21T09:00:00+08:00"}
    script = tmp_path / "script.jsonl"
    script.write_text("\n".join(map(json.dumps, (header, *steps(line)))), encoding="utf-8")
    code = main([str(script)], hubs_inside(ready_hubs))
    shown = [json.loads(row) for row in capsys.readouterr().out.splitlines() if row.startswith("{")]
    assert code == 0, [row for row in shown if row.get("expected")] or shown[-1:]
    tried = [*IDLE, *ORDERS, *MEMBERS, *WITH_GOODS, *PAYING, *MONEY_ASKED]
    assert len([row for row in shown if not row.get("ok", True)]) == len(tried)


def test_every_verb_has_its_place() -> None:
    placed = [*IDLE, *ORDERS, *MEMBERS, *WITH_GOODS, *PAYING, *MONEY_ASKED, *OF_SALE, *OF_STAGE]
    assert sorted(placed) == sorted(VERBS)

"""Who may do what: staff, their roles and the acts a role permits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from posapp.domain.errors import Refused
from posapp.domain.money import format_quantity
from posapp.domain.reduction import WHOLE, at_most, share

ACTS: Final[Mapping[str, tuple[str, str]]] = {
    "sell": ("收银", "sell"),
    "hold": ("挂单", "put a sale aside"),
    "open_shift": ("开班", "open a shift"),
    "close_shift": ("交班", "close a shift"),
    "x_report": ("查看班中报表", "read the report of a running shift"),
    "void": ("清空购物车", "empty the basket"),
    "withdraw_tender": ("撤销刷卡收款", "take a card payment back"),
    "correct_tender": ("更正收款方式", "correct how a sale was paid"),
    "decide_payment": ("裁定不明付款", "decide an unclear payment"),
    "wallet_outside": ("批准另收钱包款", "allow wallet money that was taken elsewhere"),
    "reports": ("查看报表", "read reports"),
    "audit": ("查看操作日志", "read the audit log"),
    "no_sale": ("不销售开钱箱", "open the drawer without a sale"),
    "reprint": ("补打小票", "print a receipt again"),
    "member": ("会员", "serve members"),
    "top_up": ("储值充值", "put money onto stored value and gift cards"),
    "topup_refund": ("退储值本金", "give stored value back"),
    "late_points": ("补积分", "give points for an earlier receipt"),
    "coupon": ("优惠券", "take coupons"),
    "coupon_offline": ("脱机超限用券", "take coupons beyond the limit while the hub is away"),
    "return": ("退货", "take goods back"),
    "return_without_receipt": ("无小票退货", "take goods back without a receipt"),
    "return_exception": ("退货例外", "take goods back beyond the rules"),
    "stock": ("查库存", "look at stock"),
    "orders": ("订单", "orders"),
    "unlock_order": ("解锁订单", "unlock an order"),
    "confirm_date": ("确认营业日", "confirm the business date"),
    "override_price": ("改价", "change a price"),
    "discount": ("打折", "give a discount"),
    "tag_price": ("按价签售", "sell at the price of the shelf tag"),
    "round_off": ("抹零", "round off"),
    "cash_in": ("存入现金", "put cash in"),
    "cash_out": ("取出现金", "take cash out"),
    "safe_drop": ("投入保险箱", "drop cash into the safe"),
    "cash_refund": ("现金退款", "give cash back for an earlier receipt"),
    "force_close": ("强制交班", "close a shift of somebody else or one left open"),
    "member_edit": ("修改会员", "change members"),
    "reveal": ("查看会员隐私", "see members' private details"),
    "privacy": ("处理个人信息请求", "handle requests about personal data"),
    "merge": ("合并会员", "merge members"),
    "books": ("查看全部客户簿", "see all client books"),
    "assign": ("转移客户", "hand clients over"),
    "receive": ("收货", "receive goods"),
    "count": ("盘点", "count stock"),
    "transfer": ("调拨", "transfer stock"),
    "adjust": ("调整库存", "correct stock"),
    "settings": ("修改打印机设置", "change the printer's settings"),
    "go_offline": ("断开总部", "switch the line to the hub off"),
    "start_fresh": ("启用新的数据文件", "begin a fresh data file"),
    "reset_pin": ("重设密码", "set somebody's PIN anew"),
    "temporary_pin": ("添加临时人员", "let a new or lent cashier in"),
    "name_deputy": ("指定代理", "name a deputy"),
    "training": ("培训模式", "practise without booking"),
}
"""Everything that a role can permit, and how it is called in Chinese and English. A shop file may name these only."""

WITH_AMOUNT: Final = frozenset(
    {
        *(
            "cash_in",
            "cash_out",
            "safe_drop",
            "return",
            "return_exception",
            "return_without_receipt",
            "withdraw_tender",
            "wallet_outside",
        ),
        *("top_up", "topup_refund"),
        *("cash_refund", "override_price", "discount", "tag_price"),
    }
)
"""Acts about money, of which a role may allow its people so much alone and no more."""

IMPLIED: Final[Mapping[str, str]] = {"open_shift": "sell"}
"""Acts that go with another: who may sell can begin the day, or a shop would stand still until somebody comes."""

MANAGER = "manager"
"""The role that holds every act, so that a shop is never without a person who may do what must be done."""


@dataclass(frozen=True, slots=True)
class Role:
    """A named set of permitted `ACTS`."""

    id: str
    may: frozenset[str] = frozenset()
    discount_limit: int = 0
    """How far its people lower a price alone, by another price or a discount: thousandths of a percent."""
    tag_limit: int = 0
    """The same where the shelf tag says less than the system."""
    limits: Mapping[str, int] = field(default_factory=dict, hash=False)
    """Up to which amount, in minor units, its people do these acts (`WITH_AMOUNT`) alone; no other act has a limit."""
    name_zh: str = ""
    name_en: str = ""

    def name(self, language: str) -> str:
        """What the shop calls it, in "zh" or "en"; "" where it has no name."""
        return (self.name_zh or self.name_en) if language == "zh" else (self.name_en or self.name_zh)


@dataclass(frozen=True, slots=True)
class Staff:
    """A person of the shop; `pin_hash` is an argon2 text made at the hub, never a PIN."""

    id: str
    name: str
    role: Role
    pin_hash: str = ""
    must_change: bool = False
    """The PIN is somebody else's making: before anything else the person chooses another."""
    badge: str = ""
    """A salted hash of the code on the person's badge; see `domain.badge`."""
    until: str = ""
    """When the person's time in the shop is over (UTC text); "": it has no end."""
    member: str = ""
    """The person's own member account, which somebody else serves; "" none is known."""

    def may(self, act: str) -> bool:
        """Whether the person's role permits the act."""
        return self.role.id == MANAGER or act in self.role.may or IMPLIED.get(act) in self.role.may

    def limit(self, act: str) -> int | None:
        """How far the person may lower a price by this act, in thousandths of a percent; None: as far as it goes."""
        if self.role.id == MANAGER or act == "round_off":
            return None
        return self.role.tag_limit if act == "tag_price" else self.role.discount_limit

    def most(self, act: str) -> int | None:
        """Up to which amount, in minor units, the person may do the act; None: any."""
        return None if self.role.id == MANAGER else self.role.limits.get(act)


def not_alone(staff: Staff, act: str, off: int, base: int) -> Refused | None:
    """Why the person may not lower (or, `off` below zero, raise) a price of `base` by so much without anybody else."""
    if off < 0 and staff.may(act) and staff.limit(act) is not None:
        return Refused("price_above_list")
    return not_allowed(staff, act, off, base)


def not_allowed(staff: Staff, act: str, off: int, base: int) -> Refused | None:
    """Why the person may not allow somebody else to."""
    limit = staff.limit(act)
    if not staff.may(act):
        return Refused("not_permitted", act=act)
    if limit is None or off <= at_most(base, limit):
        return None
    return Refused("approval_needed", percent=format_quantity(share(off, base)), limit=format_quantity(limit))


def may_answer(staff: Staff, act: str, amount: int) -> bool:
    """Whether the person may let a till do so much of the act over the telephone, where nobody sees what share of a
    price that is: only who may go as far as it goes."""
    most, limit = staff.most(act), staff.limit(act)
    shared = act in ("override_price", "discount", "tag_price") and limit is not None and limit < WHOLE
    return staff.may(act) and not shared and (most is None or amount <= most)


def act_name(act: str, language: str) -> str:
    """How the act is called, in "zh" or "en"; one that only a newer hub knows by its own name."""
    zh, en = ACTS.get(act, (act, act))
    return zh if language == "zh" else en

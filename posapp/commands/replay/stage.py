"""The stage of a script: a real hub of its own, real tills with their files, one clock that stands still."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from msgspec.json import encode

from posapp.app import App
from posapp.commands.hub_process import HubProcess, still_hub
from posapp.commands.replay.central import Central
from posapp.commands.replay.paper import Paper
from posapp.commands.replay.render import entry_shown, exception_shown, order_shown, sale_shown, stock_shown
from posapp.commands.replay.script import Header, NotAScript, Step
from posapp.commands.terminal_process import TerminalProcess
from posapp.commands.till_parts import TillParts, enrol, open_parts
from posapp.commands.verify import check
from posapp.devices.clock import StoppedClock
from posapp.devices.terminal_tcp import Patience, TcpTerminal
from posapp.domain.attempt import Attempt
from posapp.domain.cart import Cart
from posapp.domain.errors import Refused
from posapp.domain.payment_code import WalletType
from posapp.domain.receipt_code import receipt_path
from posapp.domain.store import hub_wait
from posapp.domain.suspension import Suspended
from posapp.ports.provider import Provider
from posapp.usecases.coupons import Reserve
from posapp.usecases.holds import Take
from posapp.usecases.refunds import AskRefund
from posapp.usecases.return_search import AskReturns
from posapp.usecases.suspending import Take as Resume
from posapp.usecases.topups import AskBalance
from posapp.usecases.wallets import AskPurse
from sync.client import HubClient

Shown = dict[str, Any]

WAITS = Patience(answer=3.0)
LATE = 4.5
"""Seconds: a late answer comes after a script's till has stopped waiting for it."""


@dataclass(slots=True)
class StagedTill:
    """One till of the script: its folder, and its parts while it is switched on."""

    register: str
    folder: Path
    parts: TillParts | None = None
    paper: Paper | None = None
    online: bool = True
    shown: tuple[WalletType, str] | None = None
    """The wallet and the code that the customer showed last."""
    told: str = ""
    """The code that head office read out last."""
    order: str = ""
    """The online order that something was done with last."""

    @property
    def app(self) -> App:
        """The till's use cases; Refused("till_is_off") after a kill and before start."""
        return self.running.app

    @property
    def running(self) -> TillParts:
        """The parts of the running till."""
        if self.parts is None:
            raise Refused("till_is_off")
        return self.parts


class World:
    """Everything a script can touch."""

    def __init__(
        self,
        header: Header,
        folder: Path,
        script: str,
        hub: HubProcess | None = None,
        hub_in: Callable[[Path], HubProcess] = still_hub,
    ) -> None:
        """`hub`: one that runs already; otherwise the stage has its own, made by `hub_in`, and stops it in the end."""
        self.imported = header.imported
        self.clock = StoppedClock(header.clock)
        self._folder = folder
        self._script = script
        self._own_hub = hub is None
        self.hub = hub or hub_in(folder / "hub")
        self.tills = {name: StagedTill(name, folder / f"till-{name}") for name in header.tills}
        self.central = Central(self.hub, folder / "shop-now.json", header.shop)
        self._terminal = TerminalProcess(folder)
        self.has_terminal = False
        self.credit = ""
        """The card of the store credit that a return gave out last."""
        self._wallets = self.hub.wallets(folder)
        folder.mkdir(parents=True, exist_ok=True)
        if hub is None:
            self.hub.start(load=None if (folder / "hub").exists() else self._shop_file(header))
        try:
            for till in self.tills.values():
                self._set_up(till)
        except BaseException:
            self.close()
            raise

    def _shop_file(self, header: Header) -> Path:
        if isinstance(header.shop, Path):
            if not header.shop.is_file():
                raise NotAScript(f"the shop file {header.shop.name} is not there")
            return header.shop
        path = self._folder / "shop.json"
        path.write_text(json.dumps(header.shop, ensure_ascii=False), encoding="utf-8")
        return path

    def _store_of(self, register: str) -> str:
        """The first store of the shop file that has this register."""
        for store, registers in self.hub.codes.items():
            if register in registers:
                return store
        raise NotAScript(f"the shop file has no register {register!r}" + "".join(f"\n{p}" for p in self.hub.problems))

    def _set_up(self, till: StagedTill) -> None:
        known = (till.folder / "till.db").exists()
        till.parts = self._open(till)
        if not known:
            enrol(till.parts, self.hub.code(self._store_of(till.register), till.register))
        status = till.parts.engine.sync()
        if not known and status.state != "online":
            raise Refused("hub_not_started", reason=f"{status.state} {status.reason}")
        till.app.desk.settings_changed()
        if known:
            till.app.desk.lay(Cart())  # the script rings up the basket that was cut off again, from its first line

    def ref(self, step: Step) -> str:
        """The reference of a sale in this script: a run that starts again does not sell twice."""
        return f"{self._script}:{step.line}"

    def sold_before(self, till: StagedTill) -> int:
        """The line of the last sale that an earlier run of this script made on the till; 0 when there is none."""
        last = till.running.till.sales.last_ref(f"{self._script}:")
        return int(last.rsplit(":", 1)[1]) if last else 0

    def advance(self, seconds: int) -> None:
        """Let time pass."""
        self.clock.set(self.clock.now() + timedelta(seconds=seconds))

    def terminal(self, part: str) -> None:
        """Put a simulated card terminal beside the tills, and say how it behaves about the next charge; "off" switches
        it off."""
        self.has_terminal = True
        if part == "off":
            self._terminal.stop()
            return
        if not self._terminal.running:
            self._terminal.start(late=LATE)
        self._terminal.play(part)

    @property
    def asked(self) -> TcpTerminal:
        """The terminal, as a till asks it."""
        return self._terminal.provider(WAITS)

    def wallets(self, wallet: str, part: str) -> None:
        """How a simulated wallet behaves about the next charge; "off" switches all of them off."""
        if part == "off":
            self._wallets.stop()
            return
        self._wallets_on()
        self._wallets.play(wallet, part)

    def _wallets_on(self) -> None:
        if not self._wallets.running:
            self._wallets.start()

    def wallet(self, till: StagedTill, wallet: str, code: str = "") -> Provider:
        """A wallet, as the till asks it through the hub; they are switched on with the first that is asked."""
        from sync.wallets import HubWallet

        if self._wallets.port == 0:
            self._wallets_on()
        return HubWallet(till.running.engine.hub if till.online else None, wallet, code)

    def ask_refund(self, till: StagedTill) -> AskRefund:
        """How the till has a wallet asked for a refund."""
        from sync.wallets import ask_refund

        return lambda question, refund: ask_refund(till.running.engine.hub if till.online else None, question, refund)

    def provider_of(self, till: StagedTill, attempt: Attempt) -> Provider:
        """Whoever was asked for it."""
        return self.asked if attempt.provider == TcpTerminal.name else self.wallet(till, attempt.provider)

    def sync(self, till: StagedTill) -> Shown:
        """Push and pull until quiet; an offline till says so."""
        if not till.online:
            return {"state": "offline", "unsent": till.running.till.journal.unsent_count()}
        result = till.running.engine.sync()
        till.app.desk.settings_changed()
        till.app.sign_in.reread()
        return {"state": result.state, "pushed": result.pushed, "parked": result.parked, "unsent": result.unsent}

    def take_hold(self, till: StagedTill) -> Take:
        """How the till asks the hub for a held basket; an offline one is told that nobody answers."""
        from sync.holds import take_hold

        return lambda hold, staff: take_hold(*self.hub_of(till), hold, staff)

    def suspended(self, till: StagedTill) -> tuple[Suspended, ...]:
        """What the hub says of the shifts that stand still; Refused("hub_away") at an offline till."""
        from sync.shifts import suspended

        return suspended(*self.hub_of(till))

    def resume_shift(self, till: StagedTill) -> Resume:
        """How the till asks the hub for such a shift."""
        from sync.shifts import resume_shift

        return lambda shift, staff: resume_shift(*self.hub_of(till), shift, staff)

    def reserve_coupon(self, till: StagedTill) -> Reserve:
        """How the till has the hub keep a coupon; an offline one is told that nobody answers."""
        from sync.coupons import reserve_coupon

        return lambda code, use, staff: reserve_coupon(*self.hub_of(till), code, use, staff)

    def ask_purse(self, till: StagedTill) -> AskPurse:
        """How the till asks the hub for a balance; an offline one is told that nobody answers."""
        from sync.purses import ask_purse

        return lambda wish: ask_purse(*self.hub_of(till), wish)

    def ask_balance(self, till: StagedTill) -> AskBalance:
        """How the till asks the hub what an account holds; an offline one is told that nobody answers."""
        from sync.purses import ask_balance

        return lambda *asked: ask_balance(*self.hub_of(till), *asked)

    def ask_returns(self, till: StagedTill) -> AskReturns:
        """How the till asks the hub what was sold; an offline one is told that nobody answers."""
        from sync.returns import ask_returns

        return lambda question: ask_returns(*self.hub_of(till), question)

    def hub_of(self, till: StagedTill) -> tuple[HubClient, float]:
        """Whom the till asks, and for how many seconds it waits."""
        if not till.online:
            raise Refused("hub_away", hub=self.hub.url)
        return till.running.engine.hub, hub_wait(till.app.desk.store).total_seconds()

    def verify(self, till: StagedTill) -> Shown:
        """Journal, books and, online, the hub's totals."""
        return check(till.running, online=till.online)

    def look_up(self, till: StagedTill, what: str, key: str) -> Shown:
        """What the till's copies say of one thing; {} of what they do not have."""
        parts = till.running
        if what == "stock":
            return stock_shown(parts.catalog.stock(key), parts.till.set_aside.by_key(key))
        if what == "member":
            known = parts.till.known_members
            member = known.by_key(key) or next(iter(known.found(key)), None)
            return json.loads(encode(member)) if member is not None else {}
        order = parts.till.orders.by_key(key)
        return order_shown(order, parts.app.desk.store.currency) if order is not None else {}

    def show(self, till: StagedTill, what: str) -> Shown:
        """A look at what the till or the hub holds."""
        parts = till.running
        if what == "exceptions":
            currency = parts.app.desk.store.currency
            return {"exceptions": [exception_shown(found, currency) for found in self.central.exceptions()]}
        if what == "invoices":
            return {"invoices": self.central.invoices()}
        if what == "hub totals":
            return check(parts, online=True)["hub"]  # type: ignore[no-any-return]
        if what == "shift":
            return asdict(parts.app.desk.shift) if parts.app.desk.shift else {}
        if what == "journal":
            currency = parts.app.desk.store.currency
            return {"entries": [entry_shown(entry, currency) for entry in parts.till.journal.all()]}
        if what == "queue":
            journal = parts.till.journal
            waiting = [asdict(p) for p in journal.parked()]
            return {"unsent": journal.unsent_count(), "parked": waiting, "print": len(parts.till.print_jobs.waiting())}
        if what == "papers":
            return {"papers": self._paper(till).papers()}
        if what == "receipt":
            sale = parts.till.sales.last_sale()
            if sale is None:
                return {}
            printed = self._paper(till).receipt(sale.receipt)
            return {**sale_shown(sale, parts.app.desk.store.currency), "printed": printed}
        raise Refused("nothing_to_show", what=what)

    def receipt_page(self, till: StagedTill, receipt: str, form: tuple[tuple[str, str], ...] = ()) -> Shown:
        """What a customer's telephone shows of a receipt, or what comes of asking for an e-invoice there."""
        from sync.receipt_page import receipt_page

        sale = till.app.receipts.find(receipt)
        page = till.running.till.sales.page(sale)
        if not page:
            raise Refused("no_receipt_page")
        wait = hub_wait(till.app.desk.store).total_seconds()
        return receipt_page(till.running.engine.hub, wait, receipt_path(sale.id, page), form).model_dump()

    def printer(self, till: StagedTill, state: str) -> Shown:
        """Switch the simulated printer on, off, or take its paper out."""
        return self._paper(till).set(state)

    def _paper(self, till: StagedTill) -> Paper:
        if till.paper is None:
            till.paper = Paper(till.running, till.folder / "paper", self.clock)
        return till.paper

    def kill(self, till: StagedTill) -> None:
        """Drop the till as a power cut would: what is on disk stays as it is, memory is gone."""
        parts = till.running
        left = till.folder.with_name(till.folder.name + ".left")
        shutil.copytree(till.folder, left, ignore=shutil.ignore_patterns("*-shm", "*.lock"))
        parts.close()
        shutil.rmtree(till.folder)
        left.rename(till.folder)
        till.parts = till.paper = None

    def start(self, till: StagedTill) -> None:
        """Switch a killed till on again."""
        if till.parts is not None:
            raise Refused("till_is_on")
        till.parts = self._open(till)

    def _open(self, till: StagedTill) -> TillParts:
        parts = open_parts(till.folder, self.clock, hub_url=self.hub.url)
        parts.app.desk.doubts_ahead = False
        parts.app.desk.is_offline = lambda: not till.online
        parts.app.repricing.asks = parts.app.desk.asks_about_goods = not self.imported
        return parts

    def close(self) -> None:
        """Switch everything off."""
        self._terminal.stop()
        self._wallets.stop()
        for till in self.tills.values():
            if till.parts is not None:
                till.parts.close()
        if self._own_hub:
            self.hub.stop()

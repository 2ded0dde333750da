"""The demonstration shop: a hub of its own on this machine and a till enrolled in it; see resources/demo/README.md."""

from __future__ import annotations

import socket
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from posapp.commands.hub_process import HubProcess
from posapp.commands.sensor_process import SensorProcess
from posapp.commands.terminal_process import TerminalProcess
from posapp.commands.till_parts import TillParts, enrol, open_parts
from posapp.commands.web_shop import CHANNEL, FIRST_DAY, STORE, WebShop
from posapp.contract.ops import TillReplacedOp, encode
from posapp.domain.errors import Refused
from posapp.ports.clock import Clock
from posapp.usecases.desk import Later

SHOP = Path(__file__).parents[2] / "resources" / "demo" / "shop.json.gz"
REGISTER = "1"
CUSTOMER = 3.0
"""Seconds that a customer of the demonstration takes at the card terminal."""

Say = Callable[[str], None]
"""Hears which step of the first start is under way: "hub", "till", "catalogue", "" when ready."""


class Demo:
    """Hub and till of the demonstration shop. The second start waits for nothing: the hub comes up beside the till."""

    def __init__(self, folder: Path, hub_in: Callable[[Path], HubProcess] = HubProcess) -> None:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._folder = folder
        self._port = _port_of_last_time(folder)
        self._hub = hub_in(folder / "hub")
        self._new = not (folder / "hub" / "ready").exists()
        self._terminal = TerminalProcess(folder)
        self._wallets = self._hub.wallets(folder)
        self._sensor = SensorProcess()

    def open(self, clock: Clock, later: Later, pace: Callable[[], None], say: Say) -> TillParts:
        """The till's parts, enrolled and with its copies; Refused when the hub cannot be set up."""
        if self._new:
            say("hub")
            self._hub.start(load=SHOP, port=self._port, own_pages=True)
            (self._folder / "hub" / "notices.json").write_text(
                '{"email": "simulated", "sms": "simulated"}', "utf-8"
            )  # nothing leaves
            (self._folder / "hub" / "ready").touch()
            self._new = False
        till = self._folder / "till"
        replaced = (till / "copies.db").exists() and not (till / "till.db").exists()
        url = f"http://127.0.0.1:{self._port}"
        parts = open_parts(till, clock, hub_url=url, later=later, pace=pace)
        try:
            known = parts.till.enrolment.current()
            if known is None:
                say("till")
                self._join(parts, say)
                if replaced:
                    _tell_replaced(parts)
            elif known.hub != url:  # its port was taken: whoever asks this till where its hub is hears of the new one
                parts.till.enrolment.save(replace(known, hub=url))
        except BaseException:
            parts.close()
            raise
        say("")
        return parts

    def _join(self, parts: TillParts, say: Say) -> None:
        self.start_hub()
        enrol(parts, self._hub.code(STORE, REGISTER))
        say("catalogue")
        parts.engine.sync()
        parts.app.desk.resume()

    def start_hub(self) -> None:
        """Start the hub unless it runs; takes about a second, so the window does not wait for it."""
        if not self._hub.url:
            self._hub.start(port=self._port)

    def open_web_shop(self) -> None:
        """The first time its customers order something; nobody waits for it. One more: `./run order`."""
        shop = WebShop(self._folder, self._hub.url)
        if shop.known:
            return
        with suppress(Refused):  # the shop sells without them
            shop.join(self._hub.command("channel", CHANNEL))
            for wish in FIRST_DAY:
                shop.place(STORE, wish)

    def start_wallets(self) -> None:
        """Simulated wallets for the hub to ask, a program of their own; nobody waits for it."""
        if not self._wallets.running:
            with suppress(Refused):  # the shop sells without them
                self._wallets.start(thinks=CUSTOMER)

    @property
    def terminal(self) -> str:
        """The address of the shop's simulated card terminal, a program of its own; asked for, it is switched on."""
        try:
            if not self._terminal.running:
                self._terminal.start(thinks=CUSTOMER)
        except Refused:
            return ""  # the shop sells without it
        return self._terminal.address

    def sensor(self) -> str:
        """The address of the shop's simulated sensor at the door, which is switched on for the first who asks it."""
        return self._sensor.address

    def close(self) -> None:
        """Hub, terminal, wallets and sensor end with the shop."""
        self._sensor.stop()
        self._wallets.stop()
        self._terminal.stop()
        self._hub.stop()


def _tell_replaced(parts: TillParts) -> None:
    """A till that was enrolled before lost its books: the person reads it, and head office gets an entry."""
    parts.key_warning = "till_replaced"
    moment = parts.app.desk.moment()
    parts.till.facts.record(
        "till_replaced", encode(TillReplacedOp(lost="till.db")), moment.at, moment.business_date, ""
    )


def _port_of_last_time(folder: Path) -> int:
    """The loopback port of the last time if it is free, else another free one."""
    remembered = folder / "port"
    wanted = int(remembered.read_text()) if remembered.exists() else 0
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind(("127.0.0.1", wanted))
        except OSError:
            trial.bind(("127.0.0.1", 0))
        port: int = trial.getsockname()[1]
    remembered.write_text(str(port))
    return port

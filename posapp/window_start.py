"""Starts the till with its window: paint first, then open the files, then exchange and print in the background."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Literal, NamedTuple

from posapp.domain.errors import Refused, is_disk_full
from posapp.late import Late
from posapp.storage.machine import load_machine
from ui.launch import Launch

if TYPE_CHECKING:
    from posapp.commands.demo import Demo
    from posapp.commands.till_parts import TillParts
    from posapp.domain.machine import MachineSettings
    from posapp.equipment import Equipment
    from posapp.ports.clock import Clock
    from posapp.ports.display import Display
    from posapp.storage.changes import Topic
    from posapp.usecases.nightly import NightlyBackups
    from ui.controls import Controls
    from ui.trouble.model import Remedies


TRAINING = "--training"


def start_window(folder: Path, profile: str, language: str, *, training: bool = False) -> int:
    """Run until the window closes; returns the exit code. Practice, and the way out of it, are another start of the
    program: nothing of the one is in the memory of the other."""
    machine = load_machine(folder)
    if language:
        machine = machine._replace(language="en" if language == "en" else "zh")
    running = _Running(folder, profile, machine, training=training)
    launch = Launch(folder, machine.language, running.begin, machine.scale / 100)
    code = launch.run()
    running.end()
    if running.leaves_for and code == 0:  # not where somebody broke it off
        return _start_anew(running.leaves_for == "training")
    return code


def _start_anew(training: bool) -> int:
    words = [word for word in sys.orig_argv[1:] if word != TRAINING]
    line = [sys.executable, *words, *([TRAINING] if training else [])]
    if sys.platform == "win32":  # which has no exec that keeps its place
        return subprocess.call(line)
    os.execv(sys.executable, line)


class _Opened(NamedTuple):
    """What the worker hands over once the files are open."""

    parts: TillParts
    equipment: Late[Equipment]


class _Running:
    """One run of the till; `begin` after the first paint, `end` after the last."""

    _launch: Launch
    _connecting: Thread

    def __init__(self, folder: Path, profile: str, machine: MachineSettings, *, training: bool = False) -> None:
        self._training = training
        self.leaves_for: Literal["", "training", "work"] = "work" if training else ""
        """What starts once this one has ended."""
        self._folder, self._profile, self._machine = folder, profile, machine
        self._till_folder = folder / "till" if profile == "demo" else folder
        self._demo: Demo | None = None
        self._opened: _Opened | None = None
        self._nightly: NightlyBackups | None = None

    def begin(self, launch: Launch) -> None:
        """Open the till on the worker; the window stays alive meanwhile."""
        self._launch = launch
        self._open_again()

    def _open_again(self) -> None:
        self._launch.tasks.run(self._open, self._ready, self._failed)

    def _open(self) -> _Opened:
        try:
            return self._opened_whole()
        except OSError as error:
            raise (
                Refused("disk_full") if is_disk_full(error) else Refused("folder_closed", folder=str(self._folder))
            ) from error

    def _opened_whole(self) -> _Opened:
        from posapp.devices.clock import SystemClock

        clock = SystemClock()
        parts = self._parts(clock)
        try:
            parts.till.enrolment.required()
            _ask_again(parts)
            _look_ahead(parts)
            return _Opened(parts, Late(lambda: self._equipment(parts, clock)))
        except BaseException:
            parts.close()
            raise

    def _equipment(self, parts: TillParts, clock: Clock) -> Equipment:
        from posapp.equipment import NOTHING_CAME, ComesWithShop, Equipment, Told

        bridge = self._launch.bridge
        told = Told(bridge.paper.emit, bridge.line.emit, self._launch.use)
        demo = self._demo
        own = ComesWithShop(demo.terminal, demo.sensor) if demo is not None else NOTHING_CAME
        return Equipment(parts, self._folder, self._machine, clock, told, own)

    def _parts(self, clock: Clock) -> TillParts:
        from posapp.commands.demo import Demo
        from posapp.commands.till_parts import open_parts
        from sync.pace import beside_sales

        launch = self._launch
        if self._training:
            from posapp.commands.training import open_training

            return open_training(self._till_folder, clock, launch.tasks.later)
        if self._profile == "demo":
            self._demo = self._demo or Demo(self._folder)
            return self._demo.open(clock, launch.tasks.later, beside_sales(), launch.bridge.progress.emit)
        return open_parts(self._folder, clock, later=launch.tasks.later, pace=beside_sales())

    def _ready(self, opened: _Opened) -> None:
        from ui.trouble.one_window import OneWindow

        launch, till = self._launch, opened.parts.till
        self._opened = opened
        self._one = OneWindow(launch.window, self._till_folder)
        till.changes.subscribe(self._committed)
        launch.attach(opened.parts.app, self._controls(opened.equipment), opened.parts.key_warning)
        launch.use(self._machine)
        launch.languages.changed.connect(self._language_chosen)
        launch.window.training.connect(self._train)
        if self._training:
            self._look_like_training()
        else:
            launch.when_idle(till.checkpoint_if_due)
            launch.when_idle(opened.parts.catalog.checkpoint_if_due)
            launch.when_idle(lambda: _look_for_damage(opened.parts))
            launch.when_idle(lambda: self._back_up(opened))
        self._connecting = Thread(target=self._connect, args=(opened.equipment,), name="connect", daemon=True)
        launch.once_ready(self._connecting.start)

    def _train(self) -> None:
        """Close; practice begins with files of its own."""
        self.leaves_for = "training"
        self._launch.window.close()

    def _look_like_training(self) -> None:
        from ui.training import mark_as_training

        window = self._launch.window
        mark_as_training(window.theme, window, window.canvas, window.column)

    def _back_up(self, opened: _Opened) -> None:
        """At the first quiet moment of each business day."""
        equipment = opened.equipment.here
        if equipment is None:
            return
        opened.parts.app.retention.look()
        if self._nightly is None:
            from posapp.usecases.nightly import NightlyBackups

            self._nightly = NightlyBackups(opened.parts.app.desk, equipment.backups)
        self._nightly.look()

    def _connect(self, equipment: Late[Equipment]) -> None:
        """Exchange and printing begin once a person can scan: their imports would only make the first scan wait."""
        equipment().start()
        if self._demo is not None:
            self._demo.start_hub()
            self._demo.open_web_shop()
            self._demo.start_wallets()

    def _controls(self, equipment: Late[Equipment]) -> Controls:
        """What the window may ask for, also before the equipment is there."""
        from ui.controls import Controls

        def now() -> Controls:
            return equipment().controls()

        return Controls(
            go_offline=lambda: now().go_offline(),
            go_online=lambda: now().go_online(),
            sync_now=lambda: now().sync_now(),
            connect_again=lambda code: now().connect_again(code),
            ask_hub=lambda: now().ask_hub(),
            provider=lambda: now().provider() if equipment.here else None,
            ask_refund=lambda question, refund: now().ask_refund(question, refund),
            provider_of=lambda who, code: now().provider_of(who, code),
            take_hold=lambda hold, staff: now().take_hold(hold, staff),
            claim_order=lambda *asked: now().claim_order(*asked),
            look_orders=lambda text: now().look_orders(text),
            suspended=lambda: now().suspended(),
            resume_shift=lambda shift, staff: now().resume_shift(shift, staff),
            reserve_coupon=lambda code, use, staff: now().reserve_coupon(code, use, staff),
            ask_members=lambda said: now().ask_members(said),
            ask_history=lambda member: now().ask_history(member),
            ask_purse=lambda wish: now().ask_purse(wish),
            ask_balance=lambda *asked: now().ask_balance(*asked),
            ask_returns=lambda question: now().ask_returns(question),
            notices=lambda sale: now().notices(sale),
            fetch_pictures=lambda wanted: now().fetch_pictures(wanted),
            diagnosis=lambda: now().diagnosis(),
            line_status=lambda: now().line_status() if equipment.here else None,
            print_now=lambda: now().print_now(),
            look_at_printer=lambda: now().look_at_printer() if equipment.here else None,
            paper_status=lambda: now().paper_status() if equipment.here else None,
            receipt_pdf=lambda sale, language: now().receipt_pdf(sale, language),
            receipt_page=lambda sale: now().receipt_page(sale),
            pole=_pole,
            labels_pdf=lambda skus, go_on: now().labels_pdf(skus, go_on),
            ask_shop_day=lambda date: now().ask_shop_day(date),
            ask_visitors=lambda date: now().ask_visitors(date),
            shift_picture=lambda kind, document, language: now().shift_picture(kind, document, language),
            save_report=lambda report, form, language: now().save_report(report, form, language),
            save_log=lambda lines, language: now().save_log(lines, language),
            receipt_picture=lambda sale, language: now().receipt_picture(sale, language),
            printer_name=lambda: now().printer_name(),
            machine=lambda: now().machine(),
            set_machine=lambda machine: now().set_machine(machine),
        )

    def _failed(self, refused: Refused) -> None:
        from posapp.domain.refusal_texts import refusal_text
        from ui.trouble.one_window import call_first

        if refused.code == "till_in_use" and call_first(self._till_folder):
            sys.stderr.write(refusal_text(Refused("window_called"), self._machine.language or "zh") + "\n")
            self._launch.window.close()
            return
        self._launch.window.show_trouble(refused, self._launch.tasks, self._remedies())

    def _remedies(self) -> Remedies:
        from posapp.commands.diagnosis import make_bundle
        from posapp.commands.doctor import examine
        from posapp.commands.first_aid import FirstAid
        from posapp.devices.clock import SystemClock
        from ui.trouble.model import Export, Remedies, Told

        aid = FirstAid(self._till_folder, SystemClock())

        def export(told: Told) -> Export:
            file, rescued = aid.export(told)
            return Export(str(file), rescued.entries, rescued.whole)

        return Remedies(
            again=self._open_again,
            close=_closing(self._launch),
            export=export,
            people=lambda: [(person.id, person.name) for person in aid.people()],
            start_fresh=aid.start_fresh,
            hub_address=aid.hub_address,
            enrol=aid.enrol,
            diagnosis=lambda: make_bundle(self._till_folder, SystemClock(), examine),
        )

    def _committed(self, topics: frozenset[Topic]) -> None:
        """Runs on the thread that committed."""
        for topic in topics:
            self._launch.bridge.changed.emit(topic)
        if self._opened is None:
            return
        goods_lost = "catalog" in topics and self._opened.parts.catalog.state == "damaged"
        if ("journal" in topics or goods_lost) and self._opened.equipment.here is not None:
            self._opened.equipment.here.line.wake()

    def _language_chosen(self, language: str) -> None:
        """Somebody switched the language on the screen; the machine starts in it the next time."""
        equipment = self._opened.equipment() if self._opened is not None else None
        if equipment is not None and equipment.machine.language != language:
            equipment.change(equipment.machine._replace(language="zh" if language == "zh" else "en"))

    def end(self) -> None:
        """The window has closed: finish what is under way, then switch off."""
        if self._nightly is not None:
            self._nightly.finish()
        if self._opened is not None:
            if self._connecting.is_alive():
                self._connecting.join()
            if self._opened.equipment.here is not None:
                self._opened.equipment.here.stop()
            self._opened.parts.close()
        if self._training:
            from posapp.commands.training import throw_away

            throw_away(self._till_folder)
        if self._demo is not None:
            self._demo.close()


def _pole(address: str) -> Display:
    """Without the rest of the equipment, which nobody waits for."""
    from posapp.devices.display_pole import pole_at

    return pole_at(address)


def _ask_again(parts: TillParts) -> None:
    """Refused("old_copy", "restored_copy") in a file that may not sell, unless the hub has taken it back by now."""
    if parts.till.journal.stopped:
        parts.engine.sync()
        parts.till.journal.must_be_current()


def _look_ahead(parts: TillParts) -> None:
    """What the first screen reads, here where a page that cannot be read (Refused) still leads to the way on. Until
    the copies have come there is nothing to say."""
    if parts.app.desk.resume():
        parts.app.start_up.left_behind()
    parts.till.journal.last()
    parts.till.staff.all()


def _look_for_damage(parts: TillParts) -> None:
    """Between customers only: with goods on the counter the worker has better things to do."""
    if not parts.app.desk.basket.cart.lines:
        parts.till.look_for_damage()
        _look_for_changed_goods(parts)
        if parts.till.settings.known():
            parts.till.figures.tally_some(parts.app.desk.store.timezone)


def _look_for_changed_goods(parts: TillParts) -> None:
    """Said once: who changes the file by hand would do it again."""
    if parts.goods.told or parts.catalog.state != "ready":
        return
    try:
        verdict = parts.goods.look()
    except Refused as refused:
        if not refused.code.startswith("catalog_"):
            raise
        return  # damaged: the exchange fetches it anew
    if verdict == "changed":
        parts.goods.told = True
        raise Refused("goods_changed")


def _closing(launch: Launch) -> Callable[[], None]:
    return lambda: _drop(launch.window.close())


def _drop(_done: bool) -> None:
    """Nobody asks how the rest ended."""

"""Practice happens in files of its own: whatever is done there, the till's own files do not change by a byte."""

from __future__ import annotations

import hashlib
import subprocess
from pathlib import Path

from PySide6.QtWidgets import QApplication

from posapp.commands.till_parts import at_once
from posapp.commands.training import FOLDER, open_training, throw_away
from posapp.devices.printer_simulated import SimulatedPrinter
from posapp.domain.figures import Selection
from posapp.domain.machine import MachineSettings
from posapp.equipment import Equipment, Told
from posapp.usecases.audit import Wanted
from printing.practice import TRAINING
from tests.printing.test_pdf import tool
from tests.support.refused import refused
from tests.support.shop import Shop


def hashes(folder: Path) -> dict[str, str]:
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(folder.iterdir()) if p.suffix == ".db"}


def told() -> Told:
    return Told(lambda _paper: None, lambda _line: None, lambda _machine: None)


def test_practice_touches_no_books(shop: Shop, qapp: QApplication) -> None:
    till = shop.till()
    app = till.parts.app
    with refused("not_signed_in"):
        app.training.begin()
    till.sign_in()
    till.open_shift()
    with refused("not_permitted"):
        app.training.begin()
    manager = app.sign_in.approve("training", "m1", "9999")
    till.add("A")
    with refused("training_basket"):
        app.training.begin(manager)
    till.pay_card("50.00")
    with refused("training_pending"):
        app.training.begin(manager)
    with refused("leaving_needs_manager"):
        app.training.leave()
    app.training.leave(app.sign_in.approve("decide_payment", "m1", "9999"))
    app.payment.take_cash_and_complete(49_00)
    app.training.leave()
    app.training.begin(manager)
    kinds = [(e.kind, e.staff) for e in till.parts.till.journal.all()][-3:]
    assert kinds == [("left_unsettled", "c1"), ("sale", "c1"), ("training_began", "c1")]
    till.parts.close()
    before = hashes(till.folder)
    parts = open_training(till.folder, shop.clock, at_once)
    equipment = Equipment(parts, till.folder, MachineSettings(drawn=False), shop.clock, told())
    practice = parts.app
    practice.sign_in.sign_in("c1", "1111")
    practice.shifts.open_shift(0)
    practice.checkout.add("A", 1000)
    practice.payment.pay()
    sale = practice.payment.take_cash_and_complete(100_00)
    assert sale.receipt.startswith("S1-T1-"), "in a series of its own"
    practice.receipts.open_drawer("零钱", practice.sign_in.approve("no_sale", "m1", "9999"))
    with refused("training_only_here"):
        practice.training.begin(practice.sign_in.approve("training", "m1", "9999"))
    equipment.spooler.run_pending()
    printed = equipment.printer
    assert isinstance(printed, SimulatedPrinter)
    papers = printed.jobs()
    assert papers
    assert printed.drawer_opened == 0, "no drawer opens"
    layout = equipment._printer.render.receipt(sale.receipt)
    words = [getattr(row, "text", "") for row in layout.rows]
    assert words.count(TRAINING) > 2, "above and below, and between: paper is easily torn"
    practice.sign_in.sign_in("m1", "9999")
    controls, days = equipment.controls(), Selection(practice.reports.today(), practice.reports.today())
    table = controls.save_report(practice.reports.report("tender", days, "en"), "csv", "en")
    for file in (table, controls.save_log(practice.audit.exported(Wanted(), "en"), "en")):
        assert TRAINING in file.read_text("utf-8").splitlines()[0], "a file may be sent to somebody"
    sheet = controls.labels_pdf(["A"], lambda _: True)
    assert sheet is not None
    text = subprocess.run([tool("pdftotext"), str(sheet), "-"], check=True, capture_output=True, timeout=60)
    assert "TRAINING" in text.stdout.decode("utf-8")
    practice.sign_in.sign_in("c1", "1111")
    assert equipment.controls().provider() is None
    with refused("training_only_here"):
        equipment.controls().go_online()
    assert parts.till.coupons.count() == parts.till.known_members.count() == parts.till.orders.count() == 0
    assert hashes(till.folder) == before
    for _ in range(4):
        with refused("pin_wrong"):
            practice.sign_in.approve("no_sale", "m1", "0000")
    parts.close()  # as a kill would: nobody tells the till
    throw_away(till.folder)
    assert not (till.folder / FOLDER).exists()
    again = open_training(till.folder, shop.clock, at_once)
    assert again.till.pin_tries.of("m1").wrong == 4, "practice is no place to guess a PIN"
    again.close()
    throw_away(till.folder)
    till.restart_closed()
    assert till.parts.till.journal.unsent_count() > 0

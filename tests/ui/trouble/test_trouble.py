"""The till does not open: the window says why and what to do, and does it, by keys and by finger."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from posapp.commands.till_parts import open_parts
from posapp.domain.errors import Refused
from posapp.domain.machine import MachineSettings
from posapp.domain.refusal_texts import TEXTS
from posapp.domain.spoken import spoken
from posapp.storage.driver import connect
from posapp.window_start import _Running
from tests.support.shop import Shop
from tests.sync.conftest import shop
from tests.ui.hands import tap
from tests.ui.waiting import to_front, wait_until
from ui import launch
from ui.kit.theme import Theme
from ui.launch import Launch
from ui.tasks import Tasks
from ui.trouble.model import Export, Remedies, TroubleModel
from ui.trouble.screen import TroubleScreen

__all__ = ["shop"]
PAGE = 4096
PATIENCE_MS = 60_000
"""Looking for entries in a file that lost the page which names them takes a while on a busy machine."""


class Machine:
    """The program on one folder, from its start on."""

    def __init__(self, folder: Path, language: str = "en") -> None:
        self.ended = False
        self.running = _Running(folder, "", MachineSettings())
        self.launch = Launch(folder, language, self.running.begin)
        self.window = self.launch.window
        to_front(self.window, PATIENCE_MS)

    @property
    def trouble(self) -> TroubleScreen:
        shown = self.window.stack.currentWidget()
        assert isinstance(shown, TroubleScreen), shown
        return shown

    def troubled(self) -> bool:
        shown = self.window.stack.currentWidget()
        return isinstance(shown, TroubleScreen) and not shown.model.busy

    def until(self, so: Callable[[], bool]) -> None:
        wait_until(so, PATIENCE_MS, self.said)

    def said(self) -> str:
        """What stands on the screen, for when something did not come."""
        shown = self.window.stack.currentWidget()
        assert shown is not None
        words = [label.text() for label in shown.findChildren(QLabel) if label.text()]
        faults = [file.read_text() for file in (self.running._folder / "logs").glob("*")]
        return f"{QApplication.focusWidget()} {shown} {words} {self.window.sign_in.banner.words} {faults}"

    def key(self, key: Qt.Key) -> None:
        handle = self.window.windowHandle()
        assert handle is not None
        QTest.keyClick(handle, key)

    def type(self, text: str) -> None:
        handle = self.window.windowHandle()
        assert handle is not None
        for sign in text:
            QTest.sendKeyEvent(
                QTest.KeyAction.Click, handle, Qt.Key(ord(sign.upper())), sign, Qt.KeyboardModifier.NoModifier
            )

    def at_sign_in(self) -> bool:
        return self.window.place is not None and self.window.stack.currentWidget() is self.window.sign_in

    def end(self) -> None:
        self.ended = True
        self.window.close()
        self.launch.tasks.close()
        self.running.end()
        self.launch.crashes.remove()
        if self.running._opened is not None:  # the scanner of this window must not hear the keys of the next
            self.launch.scans.deleteLater()
        self.launch.languages.set("en")
        self.window.deleteLater()
        self.launch.deleteLater()  # and with it what it was to begin once the window is ready: the till is closed
        self.launch.app.setStyleSheet("")
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def start(qapp: QApplication) -> Iterator[Callable[..., Machine]]:
    started: list[Machine] = []

    def begin(folder: Path, language: str = "en") -> Machine:
        started.append(Machine(folder, language))
        return started[-1]

    yield begin
    for machine in started:
        if not machine.ended:
            machine.end()


def closed_till(shop: Shop) -> Path:
    till = shop.till()
    till.sign_in()
    till.open_shift()
    for _ in range(20):
        till.sell("A")
    till.sync()
    till.parts.close()
    return till.folder


def test_a_damaged_till_is_exported_and_a_manager_lets_a_fresh_one_sell(
    shop: Shop, start: Callable[..., Machine]
) -> None:
    folder = closed_till(shop)
    path = folder / "till.db"
    broken = path.read_bytes()[: -4 * PAGE]
    path.write_bytes(broken)
    till = start(folder)
    till.until(till.troubled)
    screen = till.trouble
    assert TEXTS["damaged_database"][1] in screen.words.text()
    assert "manager" in screen.next.text()
    bar = till.window.top_bar
    assert (bar.line.words, bar.line.state) == ("The till is not open", "bad"), "nothing is starting any more"
    assert not bar._clock.isVisible(), "nobody knows the shop's zone yet"
    assert not screen.enrol_key.isVisible()
    till.key(Qt.Key.Key_F6)
    till.until(lambda: screen.model.exported is not None)
    assert screen.result.isVisible()
    exports = list(folder.glob("journal-*.jsonl"))
    assert len(exports) == 1
    assert exports[0].name in screen.result.text()
    assert path.read_bytes() == broken

    tap(screen.fresh_key)
    till.until(screen.approval.isVisible)
    till.type("0000")
    till.key(Qt.Key.Key_Return)
    till.until(lambda: not screen.model.busy and screen.approval.isVisible())
    assert path.read_bytes() == broken, "a wrong PIN changes nothing"
    till.type("9999")
    till.key(Qt.Key.Key_Return)
    till.until(lambda: till.troubled() and till.trouble.model.can_enrol)
    assert next(folder.glob("damaged-*/till.db")).read_bytes() == broken
    assert not screen.approval.isVisible()
    assert screen.code.hasFocus() or screen.hub.hasFocus()

    screen.hub.setText(shop.hub.url)
    screen.code.setFocus()
    till.type("WRONG")
    till.key(Qt.Key.Key_Return)
    till.until(lambda: screen.refusal.isVisible())
    assert screen.refusal.text() == f"{TEXTS['code_wrong'][1]} [{spoken('code_wrong')}]"
    screen.code.setText(shop.hub.code("S1", "1"))
    till.key(Qt.Key.Key_Return)
    till.until(till.at_sign_in)


def flip_a_bit_that_opening_does_not_read(shop: Shop, folder: Path) -> None:
    path = folder / "till.db"
    for at in range(8 * PAGE + 1000, path.stat().st_size, PAGE):
        whole = path.read_bytes()
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        try:
            with closing(open_parts(folder, shop.clock)) as parts:
                parts.app.start_up.left_behind()  # what the first screen says
        except Refused:
            path.write_bytes(whole)
        else:
            return
    raise AssertionError("opening reads every page")


def damage_a_page_that_only_the_first_screen_reads(shop: Shop, folder: Path) -> None:
    whole = (path := folder / "till.db").read_bytes()
    for at in range(PAGE + 1000, len(whole), PAGE):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        try:
            with closing(open_parts(folder, shop.clock)) as parts:
                parts.till.enrolment.required()
                try:
                    parts.app.start_up.left_behind()
                except Refused:
                    return
        except Refused:
            continue
    raise AssertionError("the first screen reads nothing more")


def test_damage_that_the_first_screen_meets_leads_on_like_any_other(shop: Shop, start: Callable[..., Machine]) -> None:
    folder = closed_till(shop)
    damage_a_page_that_only_the_first_screen_reads(shop, folder)
    till = start(folder)
    till.until(till.troubled)
    assert till.trouble.words.text() == f"{TEXTS['damaged_database'][1]} [{spoken('damaged_database')}]"
    assert till.trouble.export_key.hasFocus()
    assert not list((folder / "logs").glob("*")), "no fault of the program"
    till.key(Qt.Key.Key_F6)
    till.until(lambda: till.trouble.model.exported is not None)


def test_damage_that_opening_does_not_meet_is_said_while_idle_and_leads_on_at_the_next_start(
    shop: Shop, start: Callable[..., Machine], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(launch, "IDLE_MS", 200)
    folder = closed_till(shop)
    flip_a_bit_that_opening_does_not_read(shop, folder)
    till = start(folder)
    till.until(till.at_sign_in)
    till.until(till.window.warning.isVisible)
    till.until(lambda: till.window.warning.words == TEXTS["damaged_pages"][1])
    till.end()
    again = start(folder)
    again.until(again.troubled)
    assert again.trouble.words.text() == f"{TEXTS['damaged_database'][1]} [{spoken('damaged_database')}]"
    assert again.trouble.export_key.isVisible()


def test_a_price_changed_by_hand_is_said_while_idle(
    shop: Shop, start: Callable[..., Machine], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(launch, "IDLE_MS", 200)
    folder = closed_till(shop)
    connection = connect(folder / "catalog.db")
    connection.execute("UPDATE product SET price = 1 WHERE sku = 'A'")
    connection.close()
    till = start(folder)
    till.until(till.at_sign_in)
    till.until(lambda: till.window.warning.words == TEXTS["goods_changed"][1])


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_missing_address_is_said_and_keeps_the_cursor(
    tmp_path: Path, start: Callable[..., Machine], language: str
) -> None:
    till = start(tmp_path / "new", language)
    till.until(till.troubled)
    screen, missing = till.trouble, f"{TEXTS['hub_unnamed'][language == 'en']} [{spoken('hub_unnamed')}]"
    assert screen.hub.hasFocus()
    assert not screen.words.isVisible(), "the title says it already"
    assert "F12" in screen.next.text()
    till.key(Qt.Key.Key_Return)
    till.until(lambda: screen.refusal.text() == missing)
    assert screen.refusal.isVisible()
    assert screen.hub.hasFocus()
    screen.code.setFocus()
    till.type("ABCD")
    till.key(Qt.Key.Key_F12)
    till.until(screen.hub.hasFocus)
    assert screen.refusal.text() == missing
    till.type("X")
    till.key(Qt.Key.Key_Return)
    till.until(screen.code.hasFocus)
    assert not screen.refusal.isVisible()


def test_a_folder_in_use_is_opened_again_once_it_is_free(shop: Shop, start: Callable[..., Machine]) -> None:
    other = shop.till()
    till = start(other.folder, "zh")
    till.until(till.troubled)
    screen = till.trouble
    assert "收银程序已在运行" in screen.words.text()
    assert not screen.export_key.isVisible()
    assert not screen.fresh_key.isVisible(), "a good file is never set aside"
    till.launch.languages.set("en")
    till.until(lambda: "already running" in screen.words.text())
    till.key(Qt.Key.Key_F5)
    till.until(till.troubled)
    other.parts.close()
    till.key(Qt.Key.Key_Return)
    till.until(till.at_sign_in)


def test_a_newer_till_is_untouched_and_says_what_to_do(shop: Shop, start: Callable[..., Machine]) -> None:
    from posapp.storage.database import open_database
    from posapp.storage.key import till_key

    folder = closed_till(shop)
    database = open_database(folder / "till.db", till_key(folder)[0])
    with database.transaction() as tx:
        tx.execute("UPDATE alembic_version SET version_num = '9999'")
    database.close()
    before = (folder / "till.db").read_bytes()
    till = start(folder)
    till.until(till.troubled)
    assert "9999" in till.trouble.words.text()
    assert "newer program" in till.trouble.next.text()
    till.key(Qt.Key.Key_F5)
    till.until(till.troubled)
    assert not till.trouble.fresh_key.isVisible()
    assert (folder / "till.db").read_bytes() == before


def test_a_till_that_does_not_open_has_a_diagnosis_for_support(shop: Shop, start: Callable[..., Machine]) -> None:
    folder = closed_till(shop)
    (folder / "key").unlink()
    till = start(folder)
    till.until(till.troubled)
    till.key(Qt.Key.Key_F7)
    till.until(lambda: bool(till.trouble.model.diagnosis))
    [made] = folder.glob("diagnosis-*.zip")
    assert made.name in till.trouble.result.text()
    with zipfile.ZipFile(made) as bundle:
        assert f"[{spoken('key_missing')}]" in bundle.read("doctor.txt").decode()


def test_a_lost_key_is_no_new_key(shop: Shop, start: Callable[..., Machine]) -> None:
    folder = closed_till(shop)
    key = (folder / "key").read_bytes()
    (folder / "key").unlink()
    till = start(folder)
    till.until(till.troubled)
    assert till.trouble.words.text() == f"{TEXTS['key_missing'][1]} [{spoken('key_missing')}]"
    (folder / "key").write_bytes(key)
    tap(till.trouble.again_key)
    till.until(till.at_sign_in)


def test_a_damaged_catalogue_lets_the_till_open_and_is_fetched_again(shop: Shop, start: Callable[..., Machine]) -> None:
    folder = closed_till(shop)
    (folder / "catalog.db").write_bytes(b"no catalogue" * PAGE)
    till = start(folder)
    till.until(till.at_sign_in)
    assert till.window.place is not None
    assert till.window.place.app.catalog.by_sku("A") is not None
    assert (folder / "catalog.db.damaged").exists()


def test_damaged_copies_are_fetched_again(shop: Shop, start: Callable[..., Machine]) -> None:
    folder = closed_till(shop)
    (folder / "copies.db").write_bytes(os.urandom(8 * PAGE))
    till = start(folder)
    till.until(till.at_sign_in)
    till.until(lambda: len(till.window.sign_in_model.people) >= 3)


def test_a_folder_that_is_a_file_says_so(tmp_path: Path, start: Callable[..., Machine]) -> None:
    (tmp_path / "till").mkdir()
    (tmp_path / "till" / "till.db").mkdir()
    till = start(tmp_path / "till")
    till.until(till.troubled)
    assert till.trouble.words.text()


def test_every_trouble_reads_and_fits_in_both_languages(qapp: QApplication) -> None:
    from ui.kit.files import resources
    from ui.kit.i18n import Languages

    theme = Theme(qapp)
    theme.apply()
    languages = Languages(qapp, resources() / "i18n")
    tasks = Tasks()
    remedies = Remedies(
        again=lambda: None,
        close=lambda: None,
        export=lambda told: Export("x", 1, True),
        people=lambda: [],
        start_fresh=lambda a, b: None,
        hub_address=lambda: "",
        enrol=lambda a, b: None,
        diagnosis=lambda: Path("x"),
    )
    screen = TroubleScreen(theme, languages, model := TroubleModel(tasks, remedies), host := QWidget())
    screen.resize(1024, 716)
    screen.show()
    codes = ["till_in_use", "folder_closed", "damaged_database", "newer_database", "wrong_key", "key_missing"]
    codes += ["disk_full", "disk_failed", "sqlite_unsafe", "hub_not_started", "hub_away", "till_not_enrolled"]
    for language in ("zh", "en"):
        languages.set(language)
        for code in codes:
            model.show(Refused(code, folder="/till", version="9", reason="no", hub="http://hub"))
            QApplication.processEvents()
            assert screen.words.text()
            assert screen.next.text()
            assert "{" not in screen.words.text() + screen.next.text()
            assert screen.minimumSizeHint().height() <= 716, (code, language)
    languages.set("en")
    tasks.close()
    screen.close()
    for gone in (screen, host):
        gone.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    qapp.setStyleSheet("")

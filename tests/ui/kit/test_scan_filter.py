"""The scanner is heard wherever the cursor stands, and never mistaken for a person nor a person for it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.ui.hands import Hands
from ui.kit.keypads import PinPad
from ui.kit.scan_filter import LONGEST, ScanFilter, ScanSettings
from ui.kit.theme import Theme

A = "6901234567892"


class Counter:
    """A window with one field, a filter over it, and what the filter said."""

    def __init__(self, qtbot: QtBot, field: QWidget, settings: ScanSettings | None = None) -> None:
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.field = field
        layout = QVBoxLayout(self.window)
        layout.addWidget(field)
        self.button = QPushButton("pay")
        layout.addWidget(self.button)
        self.heard: list[str] = []
        self.repeats: list[str] = []
        self.lone: list[str] = []
        self.garbled = 0
        self.halves = ""
        self.filter = ScanFilter(settings)
        self.filter.scanned.connect(self.heard.append)
        self.filter.repeated.connect(self.repeats.append)
        self.filter.lone_key.connect(self.lone.append)
        self.filter.garbled.connect(self._count)
        self.window.show()
        handle = self.window.windowHandle()
        assert handle is not None
        self.filter.watch(handle)
        field.setFocus()
        self.hands = Hands(self.window)

    def _count(self, heard: str) -> None:
        self.garbled += 1
        self.halves = heard


@pytest.fixture
def line(qtbot: QtBot) -> Counter:
    return Counter(qtbot, QLineEdit())


def text_of(counter: Counter) -> str:
    assert isinstance(counter.field, QLineEdit)
    return counter.field.text()


def test_a_scan_is_heard_within_the_enter_event_and_leaves_the_field_as_it_was(line: Counter) -> None:
    line.hands.type("abc")
    line.hands.scan(A)
    assert (line.heard, text_of(line)) == ([A], "abc")


def test_thirty_scans_into_a_search_box(line: Counter) -> None:
    """Scenario 3: 30 scans in 10 s, one product 12 times at least 400 ms apart, one unknown code in the middle."""
    codes = [A if n % 5 in (0, 2) else f"69012345{n:05d}" for n in range(30)]
    for code in codes:
        line.hands.scan(code, gap=5, before=263)
    assert line.heard == codes
    assert codes.count(A) == 12
    assert (text_of(line), line.repeats) == ("", [])


def test_a_person_typing_and_pressing_enter_is_no_scan(line: Counter) -> None:
    entered: list[str] = []
    assert isinstance(line.field, QLineEdit)
    line.field.returnPressed.connect(lambda: entered.append(text_of(line)))
    line.hands.type("6901234\r", gap=36)
    assert (line.heard, entered, text_of(line)) == ([], ["6901234"], "6901234")


def test_a_gap_of_exactly_the_limit_is_still_a_scanner(line: Counter) -> None:
    line.hands.scan("1234", gap=35)
    assert line.heard == ["1234"]


@pytest.mark.parametrize("pauses", [("69012", "34567892\r"), ("69", "012345678", "92\r"), ("69012345678", "92\t")])
def test_a_scanner_that_pauses_inside_a_code_is_refused_and_the_next_scan_is_heard(
    line: Counter, pauses: tuple[str, ...]
) -> None:
    line.hands.type("ab")
    for piece in pauses:
        line.hands.now += 300
        line.hands.type(piece, gap=5)
    assert (line.heard, line.garbled, text_of(line)) == ([], 1, "ab")
    line.hands.scan(A)
    assert (line.heard, line.garbled, text_of(line)) == ([A], 1, "ab")


def test_a_quick_hand_half_a_second_before_a_scan_spoils_nothing(line: Counter) -> None:
    line.hands.type("ab", gap=30)
    line.hands.scan(A, before=500)
    assert (line.heard, line.garbled, text_of(line)) == ([A], 0, "ab")


def test_a_single_key_right_before_a_scan_spoils_nothing(line: Counter) -> None:
    line.hands.type("a")
    line.hands.scan(A, before=40)
    assert (line.heard, line.garbled, text_of(line)) == ([A], 0, "a")


def test_a_prefix_begins_a_code_whatever_was_typed_before(qtbot: QtBot) -> None:
    line = Counter(qtbot, QLineEdit(), ScanSettings(prefix="~"))
    line.hands.type("ab", gap=30)
    line.hands.scan(f"~{A}", before=40)
    assert (line.heard, line.garbled, text_of(line)) == ([A], 0, "ab")
    line.hands.scan("~69012", ending="", before=600)
    line.hands.scan("34567892", before=60)
    assert (line.heard, line.garbled, text_of(line)) == ([A], 1, "ab")


def test_three_characters_are_too_few(line: Counter) -> None:
    line.hands.scan("123")
    assert (line.heard, text_of(line)) == ([], "123")


def test_tab_ends_a_scan_and_does_not_move_the_focus(line: Counter) -> None:
    line.hands.scan(A, ending="\t")
    assert line.heard == [A]
    assert line.window.focusWidget() is line.field


def test_a_selection_is_restored(line: Counter) -> None:
    assert isinstance(line.field, QLineEdit)
    line.field.setText("shirt blue")
    line.field.setSelection(0, 5)
    line.hands.scan(A)
    assert (text_of(line), line.field.selectedText()) == ("shirt blue", "shirt")


def test_upper_case_letters_come_with_shift_keys_between(line: Counter) -> None:
    for character in "SKU7":
        line.hands.now += 4
        line.hands.key(Qt.Key.Key_Shift)
        line.hands.type(character, gap=4)
    line.hands.type("\r", gap=4)
    assert line.heard == ["SKU7"]


def test_fnc1_arrives_as_gs_and_aim_prefixes_pass(line: Counter) -> None:
    line.hands.scan("]C10109501101530003\x1d10AB")
    assert line.heard == ["]C10109501101530003\x1d10AB"]
    assert text_of(line) == ""


def test_a_held_key_is_a_person(line: Counter) -> None:
    for _ in range(6):
        line.hands.now += 30
        line.hands.key(Qt.Key.Key_1, "1", repeat=True)
    line.hands.now += 30
    line.hands.key(Qt.Key.Key_Return, "\r")
    assert line.heard == []


def test_the_same_code_within_the_bounce_time_counts_once(line: Counter) -> None:
    line.hands.scan(A)
    line.hands.scan(A, gap=2, before=100)
    line.hands.scan(A, gap=2, before=400)
    assert (line.heard, line.repeats, text_of(line)) == ([A, A], [A], "")


def test_another_code_within_the_bounce_time_counts(line: Counter) -> None:
    line.hands.scan(A)
    line.hands.scan("6901234567908", gap=2, before=50)
    assert (line.heard, line.repeats) == ([A, "6901234567908"], [])


def test_settings_of_the_shop(qtbot: QtBot) -> None:
    settings = ScanSettings(gap_ms=60, least=3, prefix="~", ending="tab", repeat_ms=0)
    counter = Counter(qtbot, QLineEdit(), settings)
    counter.hands.scan("~123", gap=55, ending="\t")
    counter.hands.scan("~123", gap=55, ending="\t", before=0)
    counter.hands.scan("1234", gap=55, ending="\t")
    assert counter.heard == ["123", "123"]


def test_a_control_character_may_be_the_prefix(qtbot: QtBot) -> None:
    counter = Counter(qtbot, QLineEdit(), ScanSettings(prefix="\x02"))
    counter.hands.now += 500
    counter.hands.key(Qt.Key.Key_B, "\x02", modifier=Qt.KeyboardModifier.ControlModifier)
    counter.hands.type("4006381333931\r", gap=4)
    assert counter.heard == ["4006381333931"]


def test_a_code_without_end_is_named_garbled_and_taken_back(line: Counter) -> None:
    assert isinstance(line.field, QLineEdit)
    line.field.setMaxLength(100)  # Field does so too: Qt lays a line out again at each character
    line.hands.scan("7" * (LONGEST + 1), gap=1)
    assert (line.heard, line.garbled, text_of(line)) == ([], 1, "")


def test_a_button_with_focus_is_not_pressed_by_a_scan(line: Counter) -> None:
    pressed: list[bool] = []
    line.button.clicked.connect(lambda: pressed.append(True))
    line.button.setFocus()
    line.hands.scan(A)
    assert (line.heard, pressed) == ([A], [])


def spin() -> QWidget:
    box = QSpinBox()
    box.setMaximum(999_999_999)
    box.setValue(42)
    return box


def combo() -> QWidget:
    box = QComboBox()
    box.setEditable(True)
    box.setEditText("red")
    return box


def note(kind: type[QPlainTextEdit] | type[QTextEdit]) -> Callable[[], QWidget]:
    def make() -> QWidget:
        edit = kind()
        edit.setPlainText("first line\nsecond")
        return edit

    return make


def content(widget: QWidget) -> str:
    if isinstance(widget, QSpinBox):
        return widget.text()
    if isinstance(widget, QComboBox):
        return widget.currentText()
    assert isinstance(widget, QPlainTextEdit | QTextEdit)
    return widget.toPlainText()


@pytest.mark.parametrize(
    "make", [spin, combo, note(QPlainTextEdit), note(QTextEdit)], ids=["spin", "combo", "plain", "rich"]
)
def test_every_text_widget_forgets_the_scan(qtbot: QtBot, make: Callable[[], QWidget]) -> None:
    counter = Counter(qtbot, make())
    before = content(counter.field)
    for _ in range(3):
        counter.hands.scan("690123")
    assert counter.heard == ["690123"] * 3
    assert content(counter.field) == before


def test_what_a_person_wrote_in_a_note_before_the_scan_stays(qtbot: QtBot) -> None:
    counter = Counter(qtbot, QPlainTextEdit())
    counter.hands.type("gift ")
    counter.hands.scan(A)
    counter.hands.type("wrap")
    assert content(counter.field) == "gift wrap"


def test_a_pin_pad_forgets_a_scan(qtbot: QtBot, theme: Theme) -> None:
    pad = PinPad(theme)
    counter = Counter(qtbot, pad)
    entered: list[str] = []
    pad.entered.connect(entered.append)
    counter.hands.type("12")
    counter.hands.scan(A)
    counter.hands.type("34\r")
    assert (counter.heard, entered) == ([A], ["1234"])


@pytest.mark.parametrize("gap", [0, 1, 5, 20, 35, 60])
@pytest.mark.parametrize("pin", ["1111", "12345678"])
def test_a_pin_is_never_a_scan_however_fast_it_comes(qtbot: QtBot, theme: Theme, gap: int, pin: str) -> None:
    """On a busy machine even the stamps bunch; at a PIN pad digits are a PIN."""
    pad = PinPad(theme)
    counter = Counter(qtbot, pad)
    entered: list[str] = []
    pad.entered.connect(entered.append)
    counter.hands.now += 500
    counter.hands.type(pin + "\r", gap)
    assert (counter.heard, entered) == ([], [pin])


def test_keys_that_are_delivered_late_are_judged_by_their_stamps(qtbot: QtBot, line: Counter) -> None:
    """Typed at 60 ms a key while the till was busy, and delivered all at once."""
    assert line.window.windowHandle() is not None
    events, now = [], 10_000
    for character in "690123\r":
        now += 60
        key = Qt.Key.Key_Return if character == "\r" else Qt.Key(ord(character))
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, character)
            event.setTimestamp(now)
            events.append(event)
    for event in events:
        QCoreApplication.postEvent(line.window.windowHandle(), event)
    qtbot.waitUntil(lambda: text_of(line) == "690123", timeout=2000)
    assert line.heard == []


def test_a_lone_key_is_named_after_silence_only(qtbot: QtBot, line: Counter) -> None:
    line.hands.type("+")
    with qtbot.waitSignal(line.filter.lone_key, timeout=2000):
        pass
    assert line.lone == ["+"]
    line.hands.scan("+1234")
    line.hands.type("12", gap=20)
    qtbot.waitUntil(lambda: not line.filter._silence.isActive(), timeout=2000)
    assert text_of(line) == "+12"
    assert (line.lone, line.heard) == (["+"], ["+1234"])


def test_a_person_with_quick_fingers_loses_nothing(qtbot: QtBot, line: Counter) -> None:
    """Keys struck almost together are held for a moment, then arrive in order; so they do when another key comes."""
    line.hands.type("as", gap=20)
    line.hands.type("d", gap=90)
    assert text_of(line) == "asd"
    line.hands.type("fg", gap=20)
    line.hands.now += 50
    line.hands.key(Qt.Key.Key_Backspace, "\b")
    assert text_of(line) == "asdf"
    line.hands.type("12", gap=10)
    qtbot.waitUntil(lambda: text_of(line) == "asdf12", timeout=2000)
    line.hands.type("3", gap=200)
    line.hands.type("\r", gap=5)
    assert (text_of(line), line.heard) == ("asdf123", [])


def test_a_scan_types_one_character_at_most(line: Counter) -> None:
    assert isinstance(line.field, QLineEdit)
    texts: list[str] = []
    line.field.textChanged.connect(texts.append)
    line.hands.scan(A)
    assert texts == ["6", ""]


def test_a_late_key_of_a_busy_till_still_belongs_to_the_code(qtbot: QtBot, line: Counter) -> None:
    """The stamps count, not the time of delivery: the silence timer may run out between two keys of one scan."""
    line.hands.now += 500
    line.hands.type("6", gap=5)
    with qtbot.waitSignal(line.filter.lone_key, timeout=2000):
        pass
    line.hands.type("90123\r", gap=5)
    assert (line.heard, text_of(line)) == (["690123"], "")


def test_every_window_is_watched_from_its_first_focus(qtbot: QtBot, qapp: QApplication) -> None:
    heard: list[str] = []
    scan_filter = ScanFilter()
    scan_filter.scanned.connect(heard.append)
    scan_filter.watch_all(qapp)
    for code in (A, "4006381333931"):
        field = QLineEdit()
        qtbot.addWidget(field)
        field.show()
        field.activateWindow()
        qtbot.waitUntil(field.isActiveWindow, timeout=3000)
        Hands(field).scan(code)
    assert heard == [A, "4006381333931"]

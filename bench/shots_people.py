"""Pictures of people: signing in, PINs, a second person, deputies, baskets that change hands, practice."""

from __future__ import annotations

from PySide6.QtCore import Qt

from bench.counter import Counter
from bench.shots_paper import ShotOf
from ui.kit.sheet import close_sheets, open_sheet
from ui.training import mark_as_training

CTRL = Qt.KeyboardModifier.ControlModifier


def people(at: Counter, shot: ShotOf) -> None:
    """From a locked till to a locked till; training comes last, for its frame stays."""
    window, sheets = at.window, at.window.parts.people
    window.switch_person()
    window.sign_in_model.choose("c1")
    at.settle()
    shot("people-sign-in")
    sheets.forgotten("c1", next(p.name for p in at.app.till.staff.all() if p.id == "c1"))
    at.settle()
    shot("people-forgotten")
    sheets.approval._chips._group.buttons()[-1].click()
    at.settle()
    shot("people-telephone")
    at.type("1234")
    shot("people-telephone-code")
    close_sheets(window.canvas)
    sheets.must_change("c1", "1111")
    at.type("1234\r1234\r")
    at.settle()
    shot("people-new-pin")
    close_sheets(window.canvas)
    window.sign_in_model.choose("c1")
    at.type("1111\r")
    at.until(lambda: at.app.desk.staff is not None)
    at.settle()
    at.scan(at.codes(1)[0])
    at.key(Qt.Key.Key_M, modifier=CTRL)
    shot("people-person")
    close_sheets(window.canvas)
    sheets.deputies.ask()
    at.settle()
    shot("people-deputy")
    close_sheets(window.canvas)
    sheets.let_in()
    at.settle()
    shot("people-lent")
    close_sheets(window.canvas)
    window.switch_person()
    window.sign_in_model.choose("c2")
    at.type("2222\r")
    at.until(lambda: open_sheet(window.canvas) is not None)
    shot("people-other-basket")
    at.type("\r")
    at.until(lambda: at.app.desk.staff is not None)
    at.settle()
    shot("people-taken-over")
    band = mark_as_training(at.theme, window, window.canvas, window.column)
    at.settle()
    shot("people-training")
    band.setParent(None)
    band.deleteLater()

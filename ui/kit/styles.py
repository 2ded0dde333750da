"""The style sheet, generated from the tokens at one scale.

Plain widgets choose their look by a dynamic property: `setProperty("look", "panel")` for frames, `"type"` for labels.
"""

from __future__ import annotations

from collections.abc import Callable

from ui.kit.files import resources
from ui.kit.tokens import PALETTE as P
from ui.kit.tokens import RADIUS, SEARCH_HEIGHT, TARGET, TYPES


def sheet(px: Callable[[float], int]) -> str:
    """The whole sheet; `px` turns token pixels into pixels at the scale wanted."""
    return "\n".join((_base(px), _labels(px), _frames(px), _fields(px), _scrolling(px), _standard(px)))


def _base(px: Callable[[float], int]) -> str:
    return f"""
    QWidget {{ color: {P.ink}; }}
    QMainWindow, QDialog {{ background: {P.canvas}; }}
    QToolTip {{ background: {P.ink}; color: {P.surface}; border: 0; padding: {px(6)}px {px(8)}px; }}
    """


def _labels(px: Callable[[float], int]) -> str:
    rules = ["QLabel { qproperty-textFormat: PlainText; }"]  # nobody's words are drawn as HTML
    for name, token in TYPES.items():
        rules.append(f'QLabel[type="{name}"] {{ font-size: {px(token.size)}px; font-weight: {token.weight}; }}')
    for tone in ("ink2", "ink3", "accent", "good", "warn", "bad", "on_accent", "rail_ink"):
        rules.append(f'QLabel[tone="{tone}"] {{ color: {getattr(P, tone)}; }}')
    return "\n".join(rules)


def _frames(px: Callable[[float], int]) -> str:
    card = px(RADIUS["card"])
    return f"""
    QFrame[look="training"] {{ background: {P.warn_tint}; border: 0; }}
    QFrame[look="canvas"] {{ background: {P.canvas}; border: 0; }}
    QFrame[look="panel"] {{ background: {P.surface}; border: 0; border-left: 1px solid {P.line}; }}
    QFrame[look="rail"] {{ background: {P.rail}; border: 0; }}
    QFrame[look="card"] {{ background: {P.surface}; border: 1px solid {P.line}; border-radius: {card}px; }}
    QFrame[look="sunken"] {{ background: {P.sunken}; border: 1px solid {P.line}; border-radius: {card}px; }}
    QFrame[look="halt"] {{ background: {P.bad_tint}; border: 2px solid {P.bad}; border-radius: {card}px; }}
    QFrame[look="line"] {{ background: {P.line}; border: 0; max-height: 1px; min-height: 1px; }}
    """


def _fields(px: Callable[[float], int]) -> str:
    return f"""
    QLineEdit, QPlainTextEdit, QTextEdit {{
        background: {P.surface}; border: 1px solid {P.input_outline}; border-radius: {px(RADIUS["field"])}px;
        padding: 1px {px(10)}px; min-height: {px(TARGET) - 4}px; selection-background-color: {P.accent};
        selection-color: {P.on_accent}; placeholder-text-color: {P.placeholder}; font-size: {px(TYPES["body"].size)}px;
    }}
    QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus {{ border: 2px solid {P.accent}; padding: 0 {px(9)}px; }}
    QLineEdit:disabled {{ color: {P.disabled}; background: {P.sunken}; }}
    QLineEdit[wrong="true"] {{ border: 2px solid {P.bad}; padding: 0 {px(9)}px; }}
    QLineEdit[form="search"] {{ min-height: {px(SEARCH_HEIGHT) - 4}px; font-size: {px(TYPES["search"].size)}px; }}
    QLineEdit[form="amount"] {{
        min-height: {px(SEARCH_HEIGHT) - 4}px;
        font-size: {px(TYPES["large"].size)}px; font-weight: {TYPES["large"].weight};
    }}
    """


def _scrolling(px: Callable[[float], int]) -> str:
    bar, half = px(8), px(4)
    return f"""
    QScrollArea {{ border: 0; background: transparent; }}
    QScrollArea[look="paper"] {{ border: 2px solid transparent; border-radius: {px(RADIUS["key"])}px; }}
    QScrollArea[look="paper"]:focus {{ border-color: {P.accent}; }}
    QScrollBar:vertical {{ width: {bar}px; background: transparent; margin: 0; border: 0; }}
    QScrollBar:horizontal {{ height: {bar}px; background: transparent; margin: 0; border: 0; }}
    QScrollBar::handle {{ background: {P.outline}; border-radius: {half}px; min-height: {px(44)}px; }}
    QScrollBar::handle:hover {{ background: {P.input_outline}; }}
    QScrollBar::handle:disabled {{ background: transparent; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    """


def _standard(px: Callable[[float], int]) -> str:
    """Standard buttons, boxes and menus, where a screen uses them."""
    radius = px(RADIUS["button"])
    arrow = (resources() / "icons" / "chevron-down.svg").as_posix()
    return f"""
    QPushButton, QToolButton, QComboBox, QSpinBox, QDateEdit {{
        background: {P.surface}; border: 1px solid {P.input_outline}; border-radius: {radius}px;
        min-height: {px(TARGET) - 2}px; padding: 0 {px(14)}px;
    }}
    QPushButton:hover, QToolButton:hover, QComboBox:hover {{ background: {P.sunken}; }}
    QPushButton:focus, QToolButton:focus, QComboBox:focus, QSpinBox:focus {{ border: 2px solid {P.accent}; }}
    QPushButton:disabled {{ color: {P.disabled}; }}
    QComboBox::drop-down {{ border: 0; width: {px(36)}px; }}
    QComboBox::down-arrow {{ image: url("{arrow}"); width: {px(20)}px; height: {px(20)}px; }}
    QComboBox QAbstractItemView {{ background: {P.surface}; border: 1px solid {P.line}; outline: 0; }}
    QComboBox QAbstractItemView::item {{ min-height: {px(TARGET)}px; padding: 0 {px(10)}px; }}
    QComboBox QAbstractItemView::item:selected {{ background: {P.accent_soft}; color: {P.ink}; }}
    QMenu {{ background: {P.surface}; border: 1px solid {P.line}; padding: {px(4)}px; }}
    QMenu::item {{ min-height: {px(TARGET)}px; padding: 0 {px(14)}px; border-radius: {px(RADIUS["key"])}px; }}
    QMenu::item:selected {{ background: {P.accent_soft}; color: {P.ink}; }}
    QCheckBox, QRadioButton {{ min-height: {px(TARGET)}px; spacing: {px(10)}px; }}
    """

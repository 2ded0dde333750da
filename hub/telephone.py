"""What a manager at head office types when a shop without one calls: a code for one act of one till."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import replace
from getpass import getpass

from hub import pins
from hub.clock import system_clock
from hub.lines import plain, say
from hub.storage import records, telephone_codes, tills
from hub.storage.audit import note, os_user
from hub.storage.database import Database
from hub.storage.records import EVERY_STORE
from posapp.contract.feed_roles import RoleRow
from posapp.contract.feed_rows import SettingsRow, StaffRow
from posapp.domain.errors import Refused
from posapp.domain.money import parse_amount
from posapp.domain.staff import ACTS, Staff, may_answer
from posapp.domain.telephone import NUMBER_DIGITS, OFFICE, Asked, code_of, spaced
from posapp.domain.times import to_text

Act = Callable[[Database, argparse.Namespace], None]


def add(command: Callable[[str, Act, str], argparse.ArgumentParser]) -> None:
    """Adds the command; `command` makes one of a name, an act and words of help."""
    approve = command("approve", _approve, "answer a till that asks over the telephone: prints the code to read aloud")
    approve.add_argument("--till", required=True, help="the till's name, as its screen says it")
    approve.add_argument("--number", required=True, help="the number on its screen")
    approve.add_argument("--act", required=True, choices=sorted(ACTS))
    approve.add_argument("--amount", default="0", help="as the screen says it, without the currency")
    approve.add_argument("--about", default="", metavar="STAFF", help="whom it is about, where the screen names one")
    who = approve.add_mutually_exclusive_group()
    who.add_argument("--by", metavar="STAFF", help="a manager of that shop; the PIN is read from standard input")
    who.add_argument("--office", metavar="NAME", help="somebody at head office")


def _approve(database: Database, given: argparse.Namespace) -> None:
    store, token_hash = tills.secret_of(database, given.till)
    amount = _amount(database, store, given.amount)
    number = "".join(given.number.split())
    if not (len(number) == NUMBER_DIGITS and number.isascii() and number.isdigit()):
        raise Refused("telephone_number", digits=NUMBER_DIGITS)
    approver, name = _approver(database, store, given, amount)
    asked = Asked(number, given.act, amount, given.about)
    about = {"till": given.till, "number": number, "approved": given.act, "amount": amount, "by": name}
    with database.write() as connection:
        note(connection, os_user(), "approve", system_clock(), **about, about_person=given.about)
        telephone_codes.keep(connection, (store, given.till), asked, approver, to_text(system_clock()))
    say(spaced(code_of(token_hash, given.till, asked, approver)))


def _amount(database: Database, store: str, typed: str) -> int:
    said = records.scopes(database, "settings", store).get(store)
    digits = SettingsRow.model_validate_json(said).value().currency.digits if said is not None else 2
    return parse_amount(typed, digits)


def _approver(database: Database, store: str, given: argparse.Namespace, amount: int) -> tuple[str, str]:
    """Who approves, as the code has them, and under which name it is noted."""
    if given.office:
        return OFFICE, plain("--office", given.office)
    if not given.by:
        raise Refused("telephone_by_whom")
    person = _person(database, store, given.by)
    pin = (getpass("PIN: ") if sys.stdin.isatty() else sys.stdin.readline()).strip()
    if person is None or given.by == given.about or not pins.is_right(person.pin_hash, pin):
        with database.write() as connection:
            note(connection, os_user(), "approve_refused", system_clock(), till=given.till, by=given.by)
        raise Refused("pin_wrong", left="…")
    if not may_answer(person, given.act, amount):
        raise Refused("telephone_beyond", person=person.name, act=given.act)
    return person.id, person.id


def _person(database: Database, store: str, id_: str) -> Staff | None:
    """The shop's own row before the one for all shops, with the role as it is now."""
    rows = records.scopes(database, "staff", id_)
    said = rows.get(store) or rows.get(EVERY_STORE)
    if said is None:
        return None
    person = StaffRow.model_validate_json(said).value()
    role = records.scopes(database, "roles", person.role.id).get(EVERY_STORE)
    return person if role is None else replace(person, role=RoleRow.model_validate_json(role).value())

"""A day's work with every library talking as much as it can: no name, PIN, token or code in a log or an address."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from hub.clock import system_clock
from hub.storage import tills, tokens
from posapp.commands.till_parts import enrol
from posapp.domain.errors import Refused
from posapp.storage.key import till_key
from tests.support.shop import Shop

LIBRARIES = (
    "",
    "uvicorn",
    "uvicorn.error",
    "uvicorn.access",
    "urllib3",
    "requests",
    "sqlalchemy",
    "asyncio",
    "fastapi",
)
ADDRESS = re.compile(r'"(?:GET|POST) (\S+) HTTP')
PRIVATE = ("林晓", "周敏", "SLIP-77", "lin.xiao")


class Lines(logging.Handler):
    """Every line, with what was to be filled in."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keeps it."""
        self.said.append(f"{record.getMessage()} {record.exc_text or ''} {record.exc_info or ''}")


@contextmanager
def listening() -> Iterator[Lines]:
    """Everything that is logged within the block, at the lowest level of every library."""
    lines = Lines()
    loggers = [logging.getLogger(name) for name in LIBRARIES]
    before = [(logger, logger.level) for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.DEBUG)
        logger.addHandler(lines)
    try:
        yield lines
    finally:
        for logger, level in before:
            logger.setLevel(level)
            logger.removeHandler(lines)


def test_a_day_leaves_nothing_private_in_logs_and_addresses(
    shop: Shop, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    with listening() as lines:
        code = shop.hub.code()
        secrets = [code, code.replace("-", "").lower()]
        till = shop.till(hub_url=shop.hub.url)  # named: it joins here, and is no copy of one that joined before
        secrets.append(till.parts.till.enrolment.required().token)
        secrets.append(till_key(till.folder)[0].hex())
        with pytest.raises(Refused):
            till.parts.app.sign_in.sign_in("c1", "7391")
        till.sign_in()
        till.open_shift()
        till.sell("A")
        till.add("B")
        till.pay_card("1.00", "SLIP-77")
        till.pay_cash("1000.00")
        assert till.sync().state == "online"
        held = till.hold("A", label="红大衣女士")
        assert till.sync().state == "online"
        till.recall(held)
        till.parts.app.receipt_mails.ask(till.sell("B").receipt, "lin.xiao@example.com")
        till_id = till.parts.till.enrolment.required().till
        tokens.rotate(shop.hub.database, till_id, system_clock(), "test")
        till.sync()
        secrets.append(till.parts.till.enrolment.required().token)
        tokens.revoke(shop.hub.database, till_id, system_clock(), "test")
        assert till.sync().reason == "token_revoked"
        again = tills.renewal_code(shop.hub.database, till_id, system_clock(), "test")
        enrol(till.parts, again)
        secrets += [again, till.parts.till.enrolment.required().token]
        shop.hub.stop()
        assert till.sync().state == "offline"
        shop.hub.start()
        with pytest.raises(Refused):
            enrol(till.parts, "7391-7391")
        assert till.sync().state == "online"
    said = "\n".join([*lines.said, *capfd.readouterr()])
    addresses = {match for line in lines.said for match in ADDRESS.findall(line)}
    listened = {"/v1/enrol", "/v1/till", "/v1/entries", "/v1/feeds/staff?after=0"} <= addresses
    assert listened, "the libraries were not listened to"
    for address in addresses:
        assert re.fullmatch(r"/v1/[a-z]+(/[a-z0-9_]+)?(\?after=[0-9]+)?", address), address
    for private in (*secrets, *PRIVATE, "红大衣", '"7391"', "argon2id"):
        assert private not in said, private


def test_a_fault_of_the_database_does_not_tell_its_rows(shop: Shop) -> None:
    from sqlalchemy import text
    from sqlalchemy.exc import SQLAlchemyError

    with pytest.raises(SQLAlchemyError) as fault, shop.hub.database.read() as connection:
        connection.execute(text("SELECT * FROM nothing WHERE name = :name"), {"name": "林晓"})
    assert "林晓" not in str(fault.value)

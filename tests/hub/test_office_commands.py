"""What somebody at head office types: `hub exceptions` to list and settle, `hub office` for a token."""

from __future__ import annotations

import getpass
import json
from collections.abc import Callable
from pathlib import Path

import pytest
import requests

from posapp.contract import routes
from posapp.contract.ops import LineOp
from tests.hub.test_command import Ran, run
from tests.support.hub import RunningHub
from tests.support.till import BareTill


@pytest.fixture
def typed(tmp_path: Path, database: str | None) -> Callable[..., Ran]:
    """A command about the hub that runs meanwhile."""
    where = ["--data-dir", str(tmp_path / "hub"), *(["--database", database] if database else [])]
    return lambda command, *more: run(command, *where, *more)


def rows(ran: Ran) -> list[dict[str, object]]:
    assert ran.returncode == 0, ran.stderr
    return [json.loads(line) for line in ran.stdout.splitlines()]


def test_listed_and_settled(till: BareTill, typed: Callable[..., Ran]) -> None:
    till.sell(lines=())
    till.push()
    [one] = rows(typed("exceptions", "--store", "S1"))
    assert (one["kind"], one["amount"], one["people"]) == ("refused", 9900, ["c1"])
    assert rows(typed("exceptions", "--store", "S2")) == []
    said = ["--how", "written_off", "--by", "finance", "--note", "查过了"]
    [settled] = rows(typed("exceptions", "--settle", str(one["id"]), *said))
    assert {"by": "finance", "how": "written_off", "note": "查过了"}.items() <= settled["settled"].items()  # type: ignore[attr-defined]
    assert rows(typed("exceptions")) == []
    assert rows(typed("exceptions", "--all")) == [settled], "settled ones stay"
    again = typed("exceptions", "--settle", str(one["id"]), "--by", "audit", "--note", "x")
    assert (again.returncode, "settled already" in again.stderr) == (1, True)
    rows(typed("exceptions", "--settle", str(one["id"]), *said))
    [act] = [act for act in rows(typed("audit")) if act["act"] == "settle"]
    assert (act["exception"], act["how"], act["by"]) == (one["id"], "written_off", "finance"), "noted once"
    assert str(act["who"]).split(" ")[0] == getpass.getuser(), "whatever name was typed"


def test_what_a_shop_wrote_does_not_drive_the_terminal(till: BareTill, typed: Callable[..., Ran]) -> None:
    line = LineOp("", 9900, name="T恤\x9b2J\u202eabc" + "\u0301" * 60, category="apparel")
    till.sell(lines=(line,), taxes=())
    till.push()
    said = typed("exceptions").stdout
    assert "T恤\\u009b2J\\u202eabc" + "\u0301" * 4 + '"' in said


@pytest.mark.parametrize(
    "more", [("--by", "finance"), ("--note", "x"), ("--by", " ", "--note", "x"), ("--by", "a", "--note", "x\ny")]
)
def test_nobody_settles_without_a_name_and_a_few_words(typed: Callable[..., Ran], more: tuple[str, ...]) -> None:
    assert typed("exceptions", "--settle", "x", *more).returncode == 1


def test_a_token_for_somebody_at_head_office(hub: RunningHub, typed: Callable[..., Ran]) -> None:
    token = typed("office", "finance").stdout.strip()
    with requests.Session() as session:
        session.trust_env = False
        session.headers["Authorization"] = f"Bearer {token}"
        assert session.get(hub.url + routes.EXCEPTIONS, timeout=30).status_code == 200


@pytest.mark.parametrize("name", ["", " ", "\x1b[2J\u202eEve", "a\nb"])
def test_no_token_without_a_name(hub: RunningHub, typed: Callable[..., Ran], name: str) -> None:
    asked = typed("office", name)
    assert (asked.returncode, asked.stdout) == (1, "")
    assert "who the token is for" in asked.stderr

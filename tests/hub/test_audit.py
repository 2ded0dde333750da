"""What a person does at the hub is written down: who, when, what; never a secret."""

from __future__ import annotations

import getpass
import json
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
import requests
from sqlalchemy import text

from hub.storage import tables
from hub.storage.database import open_database, sqlite_url
from posapp.contract import routes
from tests.hub.conftest import SHOP
from tests.hub.test_command import run
from tests.support.hub import RunningHub


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The folder of a hub that holds SHOP."""
    (tmp_path / "shop.json").write_text(json.dumps(SHOP), "utf-8")
    assert run("load", str(tmp_path / "shop.json"), "--data-dir", str(tmp_path / "hub")).returncode == 0
    return tmp_path / "hub"


def told(data: Path, *command: str) -> list[dict[str, Any]]:
    """The JSON lines of a command that must succeed."""
    ran = run(*command, "--data-dir", str(data))
    assert ran.returncode == 0, ran.stderr
    return [json.loads(line) for line in ran.stdout.splitlines() if line.startswith("{")]


def test_every_act_is_noted_with_who_when_and_what(data: Path, tmp_path: Path) -> None:
    code = run("code", "--store", "S1", "--register", "1", "--data-dir", str(data)).stdout.strip()
    with RunningHub(data) as hub:
        said = requests.post(hub.url + routes.ENROL, json={"code": code}, timeout=30).json()
    [till] = told(data, "tills", "--store", "S1")
    assert (till["till"], till["state"], till["entries"]) == (said["till"], "good", 0)
    assert told(data, "tills", "--store", "S2") == []
    told(data, "rotate", "--store", "S1")
    told(data, "revoke", "--till", said["till"])
    again = run("code", "--till", said["till"], "--data-dir", str(data)).stdout.strip()
    told(data, "backup", "--to", str(tmp_path / "copy.db"))
    told(data, "restore", "--from", str(tmp_path / "copy.db"))
    told(data, "restored")
    office = run("office", "finance", "--data-dir", str(data)).stdout.strip()
    acts = told(data, "audit")
    done = ["load", "code", "rotate", "revoke", "code", "backup", "restore", "restored", "office"]
    assert sorted(act["act"] for act in acts) == sorted(done)
    assert {act["who"].split(" ")[0] for act in acts} == {getpass.getuser()}
    assert [act["at"] for act in acts] == sorted(act["at"] for act in acts)
    load = next(act for act in acts if act["act"] == "load")
    assert (load["file"], load["rows"]["products"], load["problems"]) == ("shop.json", 2, 0)
    assert next(act for act in acts if act["act"] == "revoke")["till"] == said["till"]
    assert next(act for act in acts if act["act"] == "office")["name"] == "finance"
    for secret in (code, again, office, said["token"], "1111", "9999"):
        assert secret not in json.dumps(acts)
    assert told(data, "audit", "--since", "2999-01-01") == []
    zone = timezone(timedelta(hours=8))
    assert told(data, "audit", "--since", (datetime.now(zone) - timedelta(hours=1)).isoformat()) == acts
    wrong = run("audit", "--since", "yesterday", "--data-dir", str(data))
    assert (wrong.returncode, "this is no time: 'yesterday'. Write it as 2026-11-22" in wrong.stderr) == (2, True)


def test_an_act_that_fails_is_not_noted_as_done(data: Path) -> None:
    before = told(data, "audit")
    for command in (("revoke", "--till", "S1-9-x"), ("code", "--store", "S9", "--register", "1"), ("code",)):
        ran = run(*command, "--data-dir", str(data))
        assert (ran.returncode, ran.stdout) == (1, "")
        assert len(ran.stderr.splitlines()) == 1
    assert told(data, "audit") == before


def test_an_older_hub_is_brought_up_to_date_with_its_tills(tmp_path: Path, database: str | None) -> None:
    """A database as the first release made it: a till with a token, no audit, none of the later columns."""
    url = database or sqlite_url(tmp_path / "hub.db")
    made = open_database(url)
    with made.write() as connection:
        later = (
            tables.delisting,
            tables.member,
            tables.member_private,
            tables.exception,
            tables.office,
            tables.visit,
            tables.leaving,
        )
        for whole in (tables.audit, *later):
            whole.drop(connection)
        for index in ("till_by_next", "entry_not_understood"):
            connection.execute(text(f"DROP INDEX {index}"))
        for table, column in (
            ("hub", "revoked"),
            ("till", "token_at"),
            ("till", "next_hash"),
            ("till", "revoked_at"),
            ("till", "receipt"),
            ("enrolment_code", "till"),
        ):
            connection.execute(text(f"ALTER TABLE {table} DROP COLUMN {column}"))
        row = "'S1-1-aaaa', 'S1', '1', '', '2026-11-21T01:00:00Z'"
        hash_ = "x'01'" if made.sqlite else "'\\x01'::bytea"
        named = "id, store, register, name, enrolled_at, token_hash, last_seq, last_hash"
        connection.execute(text(f"INSERT INTO till ({named}) VALUES ({row}, {hash_}, 3, {hash_})"))
        told = {"store": "", "key": "M1", "cursor": 5, "body": '{"id":"M1","name":"王芳","phone":"+8613800138000"}'}
        connection.execute(tables.record.insert().values(noun="member_kept", **told))
        connection.execute(tables.hub.update().values(schema=1, cursor=5))
    made.close()
    for _ in range(2):
        opened = open_database(url)
        with opened.read() as connection:
            till = connection.execute(tables.till.select()).one()
            assert (till.last_seq, till.token_at, till.next_hash, till.revoked_at) == (3, "", None, None)
            assert connection.execute(tables.hub.select()).one().schema == tables.SCHEMA
            assert connection.execute(tables.audit.select()).all() == []
            member = connection.execute(tables.record.select().where(tables.record.c.key == "M1")).one()
            assert ('"wang fang"' in member.body, member.cursor) == (True, 6), "told again, once"
            assert connection.execute(tables.member_private.select()).one().member == "M1"
        opened.close()

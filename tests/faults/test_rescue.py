"""A damaged till.db: nothing is deleted, what can be read comes out, selling goes on only when a manager says so."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from posapp.commands import rescue, verify
from posapp.commands.first_aid import FirstAid
from posapp.commands.till_parts import enrol, open_parts
from posapp.domain.errors import Refused
from tests.support.shop import Shop, Till

PAGE = 4096


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """These journals have some thirty entries: nobody looks for thousands more behind the last that can be read."""
    monkeypatch.setattr("posapp.storage.rescue._GIVE_UP_AFTER", 400)


def sold(shop: Shop, sales: int = 30) -> Till:
    """A till that was switched off after some sales, of which the last did not reach the hub."""
    till = shop.till()
    till.sign_in()
    till.open_shift()
    for _ in range(sales - 1):
        till.sell("A")
    till.sync()
    till.sell("B")
    till.parts.close()
    return till


def hurt(till: Till, what: str) -> bytes:
    """Damage till.db in one of several ways; its bytes afterwards."""
    path = till.folder / "till.db"
    whole = path.read_bytes()
    pages = len(whole) // PAGE
    data = {
        "cut": whole[: (pages - 4) * PAGE],
        "half": whole[: pages // 2 * PAGE],
        "zeros": whole[: 3 * PAGE] + bytes(len(whole) - 3 * PAGE),
        "noise": whole[: pages // 3 * PAGE] + os.urandom(PAGE) + whole[(pages // 3 + 1) * PAGE :],
        "head": os.urandom(PAGE) + whole[PAGE:],
        "text": b"hello" * PAGE,
        "empty page": bytes(PAGE) + whole[PAGE:],
    }[what]
    path.write_bytes(data)
    return data


def run(capsys: pytest.CaptureFixture[str], command: list[str]) -> tuple[int, str, str]:
    main = {"rescue": rescue.main, "verify": verify.main}[command[0]]
    code = main([*command[1:], "--language", "en"])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_a_sound_till_is_exported_whole(shop: Shop, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    till = sold(shop)
    out = tmp_path / "out.jsonl"
    code, said, _ = run(capsys, ["rescue", "--data-dir", str(till.folder), "--to", str(out)])
    assert (code, json.loads(said)["entries"], json.loads(said)["lost"]) == (0, 31, [])
    lines = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert [line["seq"] for line in lines] == list(range(1, 32))


@pytest.mark.parametrize("what", ["cut", "half", "zeros", "noise", "head", "text", "empty page"])
def test_commands_on_a_damaged_till_say_so_and_change_nothing(
    shop: Shop, tmp_path: Path, capsys: pytest.CaptureFixture[str], what: str
) -> None:
    till = sold(shop)
    before = hurt(till, what)
    code, said, error = run(capsys, ["verify", "--data-dir", str(till.folder)])
    assert code in (1, 66), said
    assert "Traceback" not in error
    assert code == 1 or "manager" in error
    out = tmp_path / "out.jsonl"
    code, said, error = run(capsys, ["rescue", "--data-dir", str(till.folder), "--to", str(out)])
    assert code in (0, 1, 66), said
    if code != 66:
        shown = json.loads(said)
        assert code == 1 or (shown["entries"], shown["lost"], shown["end_known"]) == (31, [], True)
        assert len(out.read_text("utf-8").splitlines()) == shown["entries"]
    else:
        assert "manager" in error
        assert not out.exists()
    assert (till.folder / "till.db").read_bytes() == before


def test_a_file_cut_short_gives_all_that_is_left(shop: Shop) -> None:
    till = sold(shop, 150)
    hurt(till, "cut")
    file, rescued = FirstAid(till.folder, shop.clock).export(lambda _done, _of: None)
    came = len(file.read_text("utf-8").splitlines())
    assert came == rescued.entries > 100, (came, rescued)
    assert rescued.whole is (came == 151)


def test_a_journal_whose_end_is_unknown_is_never_called_whole(shop: Shop) -> None:
    till = sold(shop)
    hurt(till, "zeros")
    _, rescued = FirstAid(till.folder, shop.clock).export(lambda _done, _of: None)
    assert not rescued.end_known
    assert not rescued.whole


def test_commands_say_when_there_is_no_till(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "nothing"
    for command in (["verify", "--data-dir", str(folder)], ["rescue", "--data-dir", str(folder), "--to", "x"]):
        code, _, error = run(capsys, command)
        assert code == 66
        assert str(folder) in error
    assert not folder.exists()


def test_a_till_in_use_is_left_alone(shop: Shop, tmp_path: Path) -> None:
    till = shop.till()
    for command in (["verify"], ["rescue", "--to", str(tmp_path / "x")]):
        line = [sys.executable, "-m", "posapp", command[0], "--data-dir", str(till.folder), *command[1:]]
        done = subprocess.run([*line, "--language", "zh"], capture_output=True, encoding="utf-8", check=False)
        assert done.returncode == 75, done.stderr
        assert "已在运行" in done.stderr
        assert "请先关闭" in done.stderr
        assert "窗口" not in done.stderr, "whoever types commands is at no window"
        assert "already running" not in done.stderr


def test_an_export_never_overwrites(shop: Shop, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    till = sold(shop, 2)
    out = tmp_path / "out.jsonl"
    out.write_text("mine")
    code, _, _ = run(capsys, ["rescue", "--data-dir", str(till.folder), "--to", str(out)])
    assert (code, out.read_text()) == (73, "mine")
    code, _, error = run(
        capsys, ["rescue", "--data-dir", str(till.folder), "--to", str(tmp_path / "no" / "such" / "x")]
    )
    assert code == 66
    assert "Traceback" not in error


@pytest.mark.parametrize("what", ["cut", "head"])
def test_selling_goes_on_in_a_fresh_file_after_a_manager_said_so(shop: Shop, what: str) -> None:
    till = sold(shop)
    broken = hurt(till, what)
    with pytest.raises(Refused, match=r"damaged_database|wrong_key"):
        open_parts(till.folder, shop.clock, hub_url=shop.hub.url)
    aid = FirstAid(till.folder, shop.clock)
    steps: list[tuple[int, int | None]] = []
    if what == "cut":
        file, _ = aid.export(lambda done, of: steps.append((done, of)))
        assert steps
        assert file.exists()
    managers = [person.id for person in aid.people()]
    assert managers == ["m1"]
    with pytest.raises(Refused, match="pin_wrong"):
        aid.start_fresh("m1", "0000")
    with pytest.raises(Refused, match="pin_wrong"):
        aid.start_fresh("c1", "1111")
    assert (till.folder / "till.db").read_bytes() == broken
    place = aid.start_fresh("m1", "9999")
    assert (place / "till.db").read_bytes() == broken
    assert json.loads((place / "set-aside.json").read_text())["approved_by"] == "m1"
    till.restart_closed()
    with pytest.raises(Refused, match="code_wrong"):
        enrol(till.parts, "no such code")
    enrol(till.parts, shop.hub.code("S1", "1"))
    till.sync()
    till.parts.app.desk.resume()
    till.sign_in()
    till.open_shift()
    till.sell("A")
    assert till.sync().state == "online"
    ids = {row.till for row in till.parts.engine.hub.totals().days}
    assert len(ids) == 2, "a new till to the hub; the old one's numbers are never used again"


def test_without_a_readable_list_nobody_can_say_so(shop: Shop) -> None:
    till = sold(shop, 2)
    hurt(till, "half")
    (till.folder / "copies.db").write_bytes(b"x" * PAGE)
    aid = FirstAid(till.folder, shop.clock)
    with pytest.raises(Refused, match="nobody_to_ask"):
        aid.people()
    with pytest.raises(Refused, match="nobody_to_ask"):
        aid.start_fresh("m1", "9999")
    assert (till.folder / "till.db").exists()


def test_five_wrong_pins_lock_the_way_to_a_fresh_file(shop: Shop) -> None:
    till = sold(shop, 2)
    hurt(till, "half")
    aid = FirstAid(till.folder, shop.clock)
    for _ in range(4):
        with pytest.raises(Refused, match="pin_wrong"):
            aid.start_fresh("m1", "0000")
    for _ in range(2):
        with pytest.raises(Refused, match="pin_locked"):
            aid.start_fresh("m1", "9999" if _ else "0000")
    assert (till.folder / "till.db").exists()


def test_a_hub_that_is_away_does_not_make_a_till(shop: Shop, tmp_path: Path) -> None:
    aid = FirstAid(tmp_path / "new", shop.clock)
    with pytest.raises(Refused, match="hub_unnamed"):
        aid.enrol("  ", "ABCD")
    for address in ("http://127.0.0.1:9", "nonsense", "http://[bad"):
        with pytest.raises(Refused, match="hub_away"):
            aid.enrol(address, "ABCD")
    for code in ("", "x" * 100, "no such code"):
        with pytest.raises(Refused, match="code_wrong"):
            aid.enrol(shop.hub.url, code)
    aid.enrol(f" {shop.hub.url} ", f" {shop.hub.code('S1', '1')} ")
    parts = open_parts(tmp_path / "new", shop.clock)
    assert parts.till.enrolment.required().store == "S1"
    assert parts.engine.sync().state == "online"
    parts.close()

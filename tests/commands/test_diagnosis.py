"""One file for support: how the till is, and nothing by which anybody in the shop could be known."""

from __future__ import annotations

import json
import sys
import zipfile
from pathlib import Path

import pytest

from posapp.commands import doctor
from posapp.commands.diagnosis import make_bundle
from posapp.domain.errors import Refused
from posapp.domain.machine import MachineSettings
from posapp.storage.key import till_key
from posapp.storage.machine import save_machine
from tests.support.shop import Shop, Till
from ui.crash import CrashLog

PRIVATE = ("林晓燕", "13912345678", "SLIP-PRIVATE-77", "zhang.san", "geheim", "7391", "客人身份证110101199003070011")


@pytest.fixture
def till(shop: Shop) -> Till:
    """A till that personal data was typed into wherever something can be typed."""
    till = shop.till()
    till.sign_in("m1", "9999")
    till.open_shift()
    app = till.parts.app
    app.members.enrol("13912345678", "林晓燕")
    till.add("A")
    till.pay_card("1.00", "SLIP-PRIVATE-77")
    till.pay_cash("1000.00")
    till.add("B")
    app.checkout.clear("客人身份证110101199003070011")
    app.receipts.open_drawer("林晓燕 13912345678")
    till.sync()
    with pytest.raises(Refused):
        app.sign_in.sign_in("c1", "7391")
    save_machine(till.folder, MachineSettings(printer="tcp://zhang.san:geheim@127.0.0.1:9"))
    return till


def fault(folder: Path, message: str) -> None:
    """Something in the program fails, with somebody's data in its message."""
    log = CrashLog(folder / "logs", lambda _code: None)
    log.install()
    try:
        raise ZeroDivisionError(message)
    except ZeroDivisionError:
        sys.excepthook(*sys.exc_info())
    finally:
        log.remove()


def contents(bundle: Path) -> dict[str, str]:
    with zipfile.ZipFile(bundle) as file:
        assert file.testzip() is None
        return {name: file.read(name).decode() for name in file.namelist()}


def test_it_holds_what_support_needs(shop: Shop, till: Till) -> None:
    fault(till.folder, "x")
    made = make_bundle(till.folder, shop.clock, doctor.examine)
    assert made.parent == till.folder
    found = contents(made)
    assert {"about.json", "doctor.txt", "journal.json", "settings.json", "till.db.txt", "logs/till.log"} <= set(found)
    last = till.parts.till.journal.last()
    assert last is not None
    told = json.loads(found["journal.json"])
    assert (told["entries"], told["last"][-1]["hash"]) == (last.seq, last.hash.hex())
    assert "good  journal: seals hold up to entry" in found["doctor.txt"]
    assert "sale: 1 rows" in found["till.db.txt"]
    assert "CREATE TABLE journal" in found["till.db.txt"]
    assert "product: " in found["catalog.db.txt"]
    assert json.loads(found["settings.json"])["shop"]["currency"] == "CNY"
    assert json.loads(found["logs/till.log"])["kind"] == "ZeroDivisionError"


def test_nobody_can_be_known_by_it(shop: Shop, till: Till, monkeypatch: pytest.MonkeyPatch) -> None:
    fault(till.folder, f"no price for {PRIVATE[0]} {PRIVATE[1]}")
    (till.folder / "logs" / "till.log.1").write_text("林晓燕 rang 13912345678\n", "utf-8")
    monkeypatch.setattr("pathlib.Path.home", lambda: till.folder.parent)
    known = till.parts.till.enrolment.required()
    names = [person.name for person in till.parts.till.staff.all()]
    hashes = [person.pin_hash for person in till.parts.till.staff.all()]
    secrets = [known.token, till_key(till.folder)[0].hex(), till.parts.app.desk.store.entity.name]
    found = contents(make_bundle(till.folder, shop.clock, doctor.examine))
    for name, text in found.items():
        for private in (*PRIVATE, *names, *hashes, *secrets, str(till.folder.parent), "argon2"):
            assert private not in text, (name, private)
            assert json.dumps(private)[1:-1] not in text, (name, private)
            assert private not in name


def test_a_till_whose_file_is_damaged_has_one_too(shop: Shop, till: Till) -> None:
    till.parts.close()
    (till.folder / "till.db").write_bytes(b"nothing" * 1000)
    found = contents(make_bundle(till.folder, shop.clock, doctor.examine))
    assert "wrong_key [" in found["journal.json"]
    assert "attention  books: " in found["doctor.txt"]


def test_it_is_written_where_one_wants_it_and_never_over_a_file(
    till: Till, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    drive = tmp_path / "drive"
    drive.mkdir()
    ask = ["--data-dir", str(till.folder), "--language", "en", "--bundle"]
    assert doctor.main([*ask, str(drive)]) == 0
    [made] = drive.iterdir()
    assert str(made) in capsys.readouterr().out
    assert doctor.main([*ask, str(made)]) == 73
    assert doctor.main([*ask, str(tmp_path / "nowhere" / "x.zip")]) == 66
    assert not list(tmp_path.rglob("*.part"))


def test_the_digits_of_a_fault_are_found_in_the_log(till: Till, capsys: pytest.CaptureFixture[str]) -> None:
    fault(till.folder, "x")
    code = json.loads((till.folder / "logs" / "till.log").read_text("utf-8"))["code"]
    assert doctor.main(["--data-dir", str(till.folder), "--code", code.lower()]) == 0
    said = capsys.readouterr().out
    assert "ZeroDivisionError" in said
    assert "test_diagnosis.py" in said


def test_it_asks_no_lock(shop: Shop, till: Till) -> None:
    make_bundle(till.folder, shop.clock, doctor.examine, till.folder / "one.zip")
    till.sell("A")

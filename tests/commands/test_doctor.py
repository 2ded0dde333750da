"""What support sees of a till from outside, and the copy of its books, both while the till is open."""

from __future__ import annotations

import json
import os
import re
import shutil
import stat
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hub.clock import system_clock
from hub.versions import Spoken
from posapp import __version__
from posapp.commands import backup, doctor, verify
from posapp.contract.version import CONTRACT
from posapp.domain.errors import Refused
from posapp.domain.machine import MachineSettings
from posapp.domain.refusal_texts import refusal_text
from posapp.domain.times import to_text
from posapp.storage.driver import connect
from posapp.storage.machine import save_machine
from tests.support.shop import Shop, Till

SCRIPT = Path(__file__).parents[1] / "scenarios" / "20-printer-off.jsonl"


@pytest.fixture
def till(shop: Shop) -> Till:
    """A till that is open, has sold three times and sent it all."""
    till = shop.till()
    till.sign_in()
    till.open_shift()
    for _ in range(3):
        till.sell("A")
    for job in till.parts.till.print_jobs.waiting():
        till.parts.till.print_jobs.printed(job.id, job.at)
    till.sync()
    heard_now(till)
    return till


def heard_now(till: Till) -> None:
    """The clock of tests stands still, doctor's does not: to doctor the two clocks agree."""
    now = to_text(datetime.now(UTC))
    till.parts.till.cursors.saw_hub(till.parts.engine.hub.till().epoch, now, now)


Said = pytest.CaptureFixture[str]


def ask(said: Said, folder: Path, language: str = "en") -> tuple[int, dict[str, tuple[str, str]]]:
    """Run doctor; its exit code, and topic -> (mark, sentence without the digits for the telephone)."""
    code = doctor.main(["--data-dir", str(folder), "--language", language])
    told = [re.sub(r" \[[0-9]{5}\]$", "", line) for line in said.readouterr().out.splitlines()]
    lines = [line.split(maxsplit=1) for line in told]
    return code, {rest.split(": ", 1)[0]: (mark, rest.split(": ", 1)[1]) for mark, rest in lines}


def marks(found: dict[str, tuple[str, str]]) -> set[str]:
    """The topics that need attention."""
    return {topic for topic, (mark, _) in found.items() if mark == "attention"}


def test_an_open_till_that_is_well(till: Till, capsys: Said) -> None:
    before = (till.folder / "till.db").read_bytes()
    code, found = ask(capsys, till.folder)
    assert (code, marks(found)) == (1, {"key"}), "this machine has no keyring, and that is all"
    topics = "version folder disk printer key till.db journal selling unsent receipts copies stopped hub program clock"
    assert list(found) == topics.split()
    assert found["journal"][1] == "seals hold up to entry 4"
    log = (till.folder / "till.db-wal").stat().st_size // 1024
    assert log > 0, "an open till's sales are there first"
    assert found["till.db"][1].endswith(f"its log {log} KB)")
    assert (till.folder / "till.db").read_bytes() == before
    till.sell("B")


def test_how_old_the_copies_are_and_what_stops(till: Till, capsys: Said) -> None:
    _, found = ask(capsys, till.folder)
    assert found["stopped"] == ("good", "nothing")
    assert "never" not in found["copies"][1]
    assert re.search(r"stored value and points.*: \d{4}-\d\d-\d\d \d\d:\d\d$", found["copies"][1])
    copies = till.parts.till.copies
    with copies.transaction() as tx:
        tx.execute("UPDATE heard SET at = '2026-11-01T01:00:00Z' WHERE noun = 'wallets'")
        tx.execute("INSERT INTO refused_copy VALUES ('wallets', 'M1', 'wallet_forged', '2026-11-01T01:00:00Z')")
    code, found = ask(capsys, till.folder)
    assert code == 1
    assert found["stopped"][1].startswith("pay with stored value, pay with points: the copy is too old")
    assert found["signatures"][1].startswith("1 of stored value and points have a wrong signature")
    assert {"stopped", "signatures"} <= marks(found)
    _, found = ask(capsys, till.folder, "zh")
    assert found["停用的功能"][1].startswith("储值支付、积分支付")


def test_copies_of_the_version_before_are_kept_and_filled_up(shop: Shop, till: Till, capsys: Said) -> None:
    with till.parts.till.copies.transaction() as tx:
        for table in ("copied", "copied_word", "refused_copy", "heard"):
            tx.execute(f"DROP TABLE {table}")
        tx.execute("DELETE FROM feed WHERE noun NOT IN ('staff', 'settings')")
        tx.execute("PRAGMA user_version=1")
    till.parts.close()
    _, found = ask(capsys, till.folder)
    assert "copies" not in found, "doctor looks at a file that no till of this version has opened yet"
    shop.hub.stop()
    till.restart_closed()
    till.sign_in()
    assert till.sell(), "a till that is updated while the line is down sells on"
    shop.hub.start()
    assert till.sync().state == "online"
    assert till.parts.till.roles.count() == 2


def test_what_needs_attention_says_what_to_do(shop: Shop, till: Till, capsys: Said) -> None:
    shop.hub.stop()
    till.sell("B")
    save_machine(till.folder, MachineSettings(printer="tcp://127.0.0.1:9"))
    code, found = ask(capsys, till.folder)
    assert code == 1
    assert marks(found) == {"key", "printer", "unsent", "receipts", "hub"}
    assert found["unsent"][1].startswith("1 not sent, the oldest waits for ")
    assert "check the line" in found["unsent"][1]
    assert "Check the cable" in found["hub"][1]
    shop.hub.start()


def test_a_changed_entry_is_named(till: Till, capsys: Said) -> None:
    with till.parts.till.database.transaction() as tx:
        tx.execute("UPDATE journal SET staff = 'c2' WHERE seq = 3")
    _, found = ask(capsys, till.folder)
    assert found["journal"] == ("attention", "the seal of entry 3 does not hold: run verify and tell head office.")


def test_what_needs_attention_has_digits_for_the_telephone(shop: Shop, till: Till, capsys: Said) -> None:
    shop.hub.stop()
    for language, refusal in (("zh", "连不上总部"), ("en", "does not answer")):
        doctor.main(["--data-dir", str(till.folder), "--language", language])
        lines = capsys.readouterr().out.splitlines()
        [line] = [line for line in lines if refusal in line]
        digits = line[-6:-1]
        assert doctor.main(["--code", f" {digits[:2]} {digits[2:]}", "--language", language]) == 0
        assert capsys.readouterr().out.startswith("hub_away: ")
        bad = [line for line in lines if line.startswith(("注意", "attention"))]
        assert all(re.search(r" \[[0-9]{5}\]$", line) for line in bad), bad
    assert doctor.main(["--code", "1"]) == 1
    shop.hub.start()


@pytest.mark.parametrize("damage", ["page", "head", "no key"])
def test_a_till_that_cannot_be_read_is_not_touched(till: Till, capsys: Said, damage: str) -> None:
    till.parts.close()
    path = till.folder / "till.db"
    whole = path.read_bytes()
    if damage == "no key":
        (till.folder / "key").unlink()
    else:
        at = 0 if damage == "head" else len(whole) // 2 // 4096 * 4096
        path.write_bytes(whole[:at] + os.urandom(4096) + whole[at + 4096 :])
    broken = path.read_bytes()
    code, found = ask(capsys, till.folder)
    assert (code, "books" in marks(found)) == (1, True)
    assert path.read_bytes() == broken


def test_doctor_speaks_one_language(till: Till, capsys: Said) -> None:
    _, found = ask(capsys, till.folder, "zh")
    assert found["流水"] == ("正常", "封签核对到第 4 条")
    assert not [mark for mark, _ in found.values() if mark not in ("正常", "注意")]


def test_the_folder_that_the_window_was_given_will_do(till: Till, tmp_path: Path, capsys: Said) -> None:
    till.parts.close()
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop" / "till").symlink_to(till.folder)
    assert verify.main(["--data-dir", str(tmp_path / "shop")]) == 0
    assert verify.main(["--data-dir", str(tmp_path / "shop" / "till")]) == 0
    assert doctor.main(["--data-dir", str(tmp_path), "--language", "zh"]) == 66
    assert capsys.readouterr().err == f"{tmp_path} 里没有收银数据。请检查文件夹名。\n"


def test_a_backup_of_an_open_till_opens_with_its_key(shop: Shop, till: Till, tmp_path: Path, capsys: Said) -> None:
    file = tmp_path / "monday.db"
    assert backup.main(["--data-dir", str(till.folder), "--to", str(file), "--language", "zh"]) == 0
    assert str(file) in capsys.readouterr().out
    assert b"SQLite format" not in file.read_bytes(), "the copy is encrypted too"
    till.sell("B")
    restored = tmp_path / "restored"
    restored.mkdir()
    shutil.copy(file, restored / "till.db")
    shutil.copy(till.folder / "key", restored / "key")
    other = Till(restored, shop.clock, shop.hub.url, till.parts)
    till.parts.close()
    other.restart_closed()
    assert other.sync().state == "online"
    assert other.parts.till.sales.count() == 3
    other.parts.close()
    assert verify.main(["--data-dir", str(restored)]) == 0
    assert backup.main(["--data-dir", str(till.folder), "--to", str(file)]) == 73


def test_a_backup_that_was_put_back_is_told_from_the_till(till: Till, tmp_path: Path, capsys: Said) -> None:
    assert backup.main(["--data-dir", str(till.folder), "--to", str(tmp_path / "old.db")]) == 0
    till.sell("B")
    till.sync()
    till.parts.close()
    _, found = ask(capsys, till.folder)
    assert "hub" not in marks(found)
    shutil.copy(tmp_path / "old.db", till.folder / "till.db")
    _, found = ask(capsys, till.folder)
    assert found["hub"] == ("attention", refusal_text(Refused("old_copy"), "en"))
    assert found["selling"] == ("attention", refusal_text(Refused("restored_copy"), "en"))


def flip_a_bit(file: Path, page: int) -> None:
    """As a disk that wears out does it."""
    data = bytearray(file.read_bytes())
    data[page * 4096 + 1000] ^= 1
    file.write_bytes(data)


def test_one_flipped_bit_is_said_by_every_command_with_the_way_on(till: Till, tmp_path: Path, capsys: Said) -> None:
    till.parts.close()
    whole, out = (till.folder / "till.db").read_bytes(), tmp_path / "new.db"
    for page in range(1, len(whole) // 4096):
        (till.folder / "till.db").write_bytes(whole)
        flip_a_bit(till.folder / "till.db", page)
        assert backup.main(["--data-dir", str(till.folder), "--to", str(out), "--language", "en"]) == 66, page
        said = capsys.readouterr().err
        assert "is damaged" in said
        assert "./run rescue --to FILE" in said
        assert not out.exists()
        assert not list(tmp_path.glob("*.part"))
    _, found = ask(capsys, till.folder)
    assert "./run rescue" in found["books"][1]
    assert verify.main(["--data-dir", str(till.folder), "--language", "zh"]) == 66
    assert "./run rescue" in capsys.readouterr().err


@pytest.mark.parametrize(
    "by_hand",
    [
        "UPDATE product SET price = 100 WHERE sku = 'A'",
        "DELETE FROM product WHERE sku = 'A'",
        "UPDATE tax SET percent = 0",
        "INSERT INTO barcode SELECT '4006381333931', id FROM product WHERE sku = 'A'",
        "UPDATE meta SET value = 'f' || substr(value, 2) WHERE key = 'goods'",
    ],
)
def test_goods_that_somebody_changed_by_hand_are_named(till: Till, capsys: Said, by_hand: str) -> None:
    till.parts.close()
    assert verify.main(["--data-dir", str(till.folder)]) == 0
    assert json.loads(capsys.readouterr().out)["goods"] == "as_sent"
    connection = connect(till.folder / "catalog.db")
    assert connection.execute(by_hand).rowcount > 0
    connection.close()
    assert verify.main(["--data-dir", str(till.folder), "--language", "en"]) == 1
    said = capsys.readouterr()
    assert (json.loads(said.out)["ok"], json.loads(said.out)["goods"]) == (False, "changed")
    assert "delete catalog.db" in said.err
    (till.folder / "catalog.db").unlink()
    till.restart_closed()
    till.sync()
    till.parts.close()
    assert verify.main(["--data-dir", str(till.folder)]) == 0


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps rights in its folders")
@pytest.mark.long
def test_what_a_till_writes_is_for_its_user_only(tmp_path: Path) -> None:
    """Also the catalogue, the script's hub and the pictures of receipts, whatever the shell's umask. This script runs
    as whoever types it does: command, hub and what head office says are processes."""
    steps = [
        *map(json.loads, SCRIPT.read_text("utf-8").splitlines()),
        {"do": "hub", "act": "stop_sale", "sku": "A", "reason": "glass"},
        {"do": "sync"},
        {"do": "add", "sku": "A", "expect": {"refused": "stop_sale"}},
    ]
    steps[0]["shop"] = str(SCRIPT.with_name("shop.json"))
    script = tmp_path / "script.jsonl"
    script.write_text("\n".join(map(json.dumps, steps)), "utf-8")
    line = [sys.executable, "-m", "posapp", "replay", "--data-dir", str(tmp_path / "data"), str(script)]
    done = subprocess.run(line, capture_output=True, encoding="utf-8", check=False, umask=0)
    assert done.returncode == 0, done.stderr + done.stdout[-2000:]
    written = list((tmp_path / "data").rglob("*"))
    assert {"till.db", "catalog.db", "hub.db", "hub.log", "000001.txt"} <= {path.name for path in written}
    open_to_others = [path for path in written if stat.S_IMODE(path.stat().st_mode) & 0o077]
    assert not open_to_others


def test_a_clock_behind_the_journal_is_named_with_the_way_on(till: Till, shop: Shop) -> None:
    shop.advance(days=-2)
    found = {finding.topic[1]: finding for finding in doctor.examine(till.folder, shop.clock)}
    assert not found["date"].good
    assert "set this machine's clock" in found["date"].says[1]
    shop.advance(days=2)
    assert "date" not in {finding.topic[1] for finding in doctor.examine(till.folder, shop.clock)}


def test_a_newer_hub_says_by_when_to_update(shop: Shop, till: Till, capsys: Said) -> None:
    shop.hub.stop()
    for least, said in ((CONTRACT, "update this till by 2999-12-31"), (CONTRACT + 1, "program is too old")):
        shop.hub.spoken = Spoken(system_clock, contract=CONTRACT + 1, least=least, update_by="2999-12-31")
        shop.hub.start()
        _, found = ask(capsys, till.folder)
        assert found["program"][0] == "attention"
        assert said in found["program"][1]
        shop.hub.stop()
    shop.hub.spoken = Spoken(system_clock)
    shop.hub.start()
    _, found = ask(capsys, till.folder)
    assert found["program"] == ("good", f"{__version__} here, {__version__} at the hub")

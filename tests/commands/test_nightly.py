"""The nightly backup and the way back: a till's machine is gone, and what the papers promise comes back."""

from __future__ import annotations

import json
import shutil
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from posapp.commands import office_backup, open_backup
from posapp.commands.till_parts import open_parts
from posapp.devices.clock import StoppedClock
from posapp.domain.errors import Refused
from posapp.storage.nightly import newest
from posapp.usecases.nightly import NightlyBackups
from tests.support.hub import ReadyHubs, RunningHub
from tests.support.refused import refused
from tests.support.shop import Shop
from tests.sync.conftest import SHOP_FILE


def with_key(public: str) -> bytes:
    shop = json.loads(SHOP_FILE.read_bytes())
    for store in shop["stores"]:
        store["backup_key"] = public
    return json.dumps(shop, ensure_ascii=False).encode()


def test_the_machine_is_gone_and_what_is_promised_comes_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    private, drive, restored = tmp_path / "office.key", tmp_path / "drive", tmp_path / "restored"
    drive.mkdir()
    assert office_backup.main(["--to", str(private), "--language", "en"]) == 0
    public = capsys.readouterr().out.split('"backup_key": "')[1][:64]
    clock = StoppedClock(datetime(2026, 11, 21, 1, 0, tzinfo=UTC))
    with RunningHub(tmp_path / "hub") as hub:
        hub.load(with_key(public))
        shop = Shop(tmp_path, hub, clock)
        till = shop.till()
        till.sign_in()
        till.open_shift()
        for _ in range(3):
            till.sell("A")
        zs = {till.close_shift().name}
        till.sync()
        till.open_shift()
        till.online = False
        for _ in range(2):
            till.sell("B")
        folder = str(drive)
        nightly = NightlyBackups(till.parts.app.desk, lambda: (folder, 2))
        till.add("A")
        nightly.look()
        assert not list(drive.iterdir()), "somebody is being served"
        till.parts.app.checkout.clear("x")
        for _ in range(3):
            nightly.look()
            nightly.finish()
            nightly.look()
            clock.set(clock.now().replace(day=clock.now().day + 1))
        own = till.parts.till.enrolment.required()
        assert sorted(path.name[-21:-10] for path in drive.iterdir()) == ["_2026-11-22", "_2026-11-23"], "two are kept"
        assert newest(own.till, drive) == "2026-11-23"
        (file,) = drive.glob("*_2026-11-23.posbackup")
        lost = [till.sell("C").receipt for _ in range(2)]
        zs.add(till.close_shift(till.parts.app.sign_in.approve("force_close", "m1", "9999")).name)
        till.parts.close()
        shutil.rmtree(till.folder)

        with zipfile.ZipFile(file) as packed:
            assert packed.read("till.db")[:15] != b"SQLite format 3"
        other = tmp_path / "other.key"
        office_backup.main(["--to", str(other)])
        capsys.readouterr()
        assert open_backup.main([str(file), "--key", str(other), "--to", str(tmp_path / "no")]) == 66
        assert not (tmp_path / "no" / "till.db").exists()
        assert open_backup.main([str(file), "--key", str(private), "--to", str(restored), "--language", "en"]) == 0
        assert "the hub had 6" in capsys.readouterr().out
        copy = open_parts(restored, clock, hub_url=hub.url)
        copy.engine.sync()
        assert copy.till.sales.count() == 5
        with refused("restored_copy"):
            copy.till.journal.must_be_current()
        copy.close()

        again = shop.till(hub_url=hub.url)
        again.sign_in()
        again.open_shift()
        sold = again.sell("A")
        again.sync()
        assert again.parts.till.enrolment.required().till != own.till
        assert sold.receipt not in lost
        assert sold.receipt.startswith("S1-1B-")
        assert zs == {"S1-1-Z0001", "S1-1-Z0002"}
        assert again.close_shift().name == "S1-1B-Z0001", "also the Z that was lost is never printed for another shift"
        totals = again.parts.engine.hub.totals()
        assert totals.count == 6, "three by the line, two by the backup, one anew; what came after the backup is lost"
        again.parts.close()


def test_a_drive_that_is_not_there_is_told_and_nobody_waits(tmp_path: Path, ready_hubs: ReadyHubs) -> None:
    clock = StoppedClock(datetime(2026, 11, 21, 1, 0, tzinfo=UTC))
    with ready_hubs.start(tmp_path / "hub", SHOP_FILE.read_bytes()) as hub:
        shop = Shop(tmp_path, hub, clock)
        till = shop.till()
        nightly = NightlyBackups(till.parts.app.desk, lambda: (str(tmp_path / "gone"), 2))
        nightly.look()
        nightly.finish()
        with pytest.raises(Refused) as told:
            nightly.look()
        assert told.value.code == "backup_folder"
        with pytest.raises(Refused) as old:
            nightly.look()
        assert (old.value.code, old.value.facts["days"]) == ("backup_old", 3)
        nightly.look()
        shop.close()

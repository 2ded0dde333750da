"""An old copy of the till's folder put back: no number that is on paper is printed again while the hub can be asked."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from posapp.commands.first_aid import FirstAid
from posapp.commands.till_parts import enrol
from posapp.contract.calls import TillAnswer
from posapp.domain.errors import Refused
from posapp.domain.refusal_texts import refusal_text
from posapp.storage.backup import back_up
from sync.client import HubAway, HubClient
from sync.standing import stand
from tests.support.shop import Shop, Till


def put_back(till: Till, copy: Path) -> None:
    """The image of yesterday comes back onto the machine."""
    till.parts.close()
    shutil.rmtree(till.folder)
    shutil.copytree(copy, till.folder)
    till.restart_closed()
    till.sign_in()


def copied(shop: Shop, tmp_path: Path, hub_too: bool = False) -> tuple[Till, Path]:
    """A till that sold once, was copied, and sold on: -0002 and -0003 are on paper and at the hub."""
    till = shop.till()
    till.sign_in()
    till.open_shift()
    till.sell("A")
    till.sync()
    till.parts.close()
    copy = tmp_path / "copy"
    shutil.copytree(till.folder, copy)
    if hub_too:
        shop.hub.stop()
        shutil.copytree(tmp_path / "hub", tmp_path / "hub-copy")
        shop.hub.start()
    till.restart_closed()
    till.sign_in()
    till.sell("B")
    till.sell("C")
    assert till.sync().state == "online"
    return till, copy


def test_an_old_copy_sells_nothing_once_the_hub_was_asked(shop: Shop, tmp_path: Path) -> None:
    till, copy = copied(shop, tmp_path)
    put_back(till, copy)
    status = till.sync()
    assert (status.state, status.reason, status.unsent) == ("refused", "old_copy", 0)
    till.add("A")
    with pytest.raises(Refused) as no:
        till.parts.app.payment.pay()
    assert no.value.code == "old_copy"
    assert not till.parts.app.desk.basket.paying, "before anybody counts money"
    for language, words in (("zh", "旧的备份"), ("en", "old copy")):
        assert words in refusal_text(no.value, language)
    assert till.parts.till.sales.count() == 1
    assert len(till.cart.lines) == 1, "the goods stay on the counter"
    assert till.parts.till.journal.parked(), "shown to a person"


def test_the_money_is_not_taken_for_a_used_number_either(shop: Shop, tmp_path: Path) -> None:
    till, copy = copied(shop, tmp_path)
    put_back(till, copy)
    till.add("A")
    till.pay_card("99.00")
    till.sync()
    with pytest.raises(Refused, match="old_copy"):
        till.parts.app.payment.complete()
    assert till.parts.app.desk.basket.tenders, "the slip is still in sight and can be taken back"
    assert till.parts.till.sales.count() == 1


def test_a_commit_that_is_under_way_is_stopped_too(shop: Shop, tmp_path: Path) -> None:
    till, copy = copied(shop, tmp_path)
    put_back(till, copy)
    till.add("A")
    till.pay_card("99.00")
    draft = till.parts.app.payment.draft()
    till.sync()
    with pytest.raises(Refused, match="old_copy"):
        till.parts.app.payment.commit(draft)
    assert till.parts.till.sales.count() == 1


def test_without_a_line_the_old_copy_sells_on_and_stops_when_the_line_is_back(shop: Shop, tmp_path: Path) -> None:
    till, copy = copied(shop, tmp_path)
    put_back(till, copy)
    till.online = False
    till.sync()
    sold = till.sell("A")
    till.online = True
    before = till.parts.engine.hub.totals().count
    status = till.sync()
    assert (status.state, status.reason, status.unsent) == ("refused", "old_copy", 1)
    till.add("A")
    with pytest.raises(Refused, match="old_copy"):
        till.pay_cash("100.00")
    assert till.parts.till.journal.parked()[0].code == "old_copy"
    assert till.parts.till.sales.by_receipt(sold.receipt) is not None, "parked, not lost"
    assert till.parts.engine.hub.totals().count == before, "nothing was doubled or overwritten"


def test_a_switched_off_old_copy_is_still_one_when_it_starts_without_a_line(shop: Shop, tmp_path: Path) -> None:
    till, copy = copied(shop, tmp_path)
    put_back(till, copy)
    till.sync()
    till.restart()
    till.online = False
    till.sync()
    till.sign_in()
    till.add("A")
    with pytest.raises(Refused, match="old_copy"):
        till.pay_cash("100.00")


def test_the_way_on_is_a_new_enrolment_with_numbers_of_its_own(shop: Shop, tmp_path: Path) -> None:
    till, copy = copied(shop, tmp_path)
    printed = {sale.receipt for sale in till.parts.till.sales.after(0, 100)}
    put_back(till, copy)
    till.online = False
    printed_twice = till.sell("A").receipt
    assert printed_twice in printed, "the cost of a line that is down"
    till.online = True
    till.sync()
    old = till.parts.till.enrolment.required().till
    till.parts.close()
    aid = FirstAid(till.folder, shop.clock)
    file, rescued = aid.export(lambda _done, _of: None)
    assert rescued.whole
    assert printed_twice in file.read_text("utf-8"), "head office gets what was not sent"
    place = aid.start_fresh("m1", "9999")
    assert (place / "till.db").exists()
    till.restart_closed()
    enrol(till.parts, shop.hub.code("S1", "1"))
    assert till.sync().state == "online"
    till.parts.app.desk.resume()
    till.sign_in()
    till.open_shift()
    fresh = [till.sell("A").receipt for _ in range(3)]
    assert fresh == [f"S1-1B-20261121-{n:04d}" for n in (1, 2, 3)]
    assert not {*fresh} & printed
    assert till.parts.till.enrolment.required().till != old
    assert till.sync().unsent == 0


def test_a_till_that_dies_with_unsent_sales_never_prints_their_numbers_again(shop: Shop) -> None:
    till = shop.till()
    till.sign_in()
    till.open_shift()
    till.online = False
    printed = [till.sell("A").receipt for _ in range(5)]
    till.parts.close()
    shutil.rmtree(till.folder)
    again = shop.till()
    again.sign_in()
    again.open_shift()
    fresh = [again.sell("A").receipt for _ in range(5)]
    assert not {*printed} & {*fresh}
    assert [receipt[-4:] for receipt in fresh] == ["0001", "0002", "0003", "0004", "0005"]
    assert again.parts.app.receipts.find("3").receipt == fresh[2]
    assert again.parts.app.receipts.find(fresh[4]).receipt == fresh[4]


class Garbling(HubClient):
    """A line that changes one sign of the first answer."""

    first = True

    def till(self) -> TillAnswer:
        at = super().till()
        if not self.first:
            return at
        self.first = False
        return at.model_copy(update={"last_hash": at.last_hash[:-1] + ("0" if at.last_hash[-1] == "1" else "1")})


def test_one_garbled_answer_stops_nobody(shop: Shop) -> None:
    till = shop.till()
    till.sign_in()
    till.open_shift()
    till.sell("A")
    assert till.sync().state == "online"
    line = Garbling(till.hub_url, till.parts.till.enrolment.required().token)
    with pytest.raises(HubAway):
        stand(till.parts.till.journal, line)
    assert stand(till.parts.till.journal, line).last_seq == 2
    line.close()
    till.sell("A")


def test_a_till_sells_again_when_it_was_the_hub_that_had_been_wrong(shop: Shop, tmp_path: Path) -> None:
    till, copy = copied(shop, tmp_path, hub_too=True)
    put_back(till, copy)
    assert till.sync().reason == "old_copy"
    shop.hub.stop()
    shutil.rmtree(tmp_path / "hub")
    shutil.copytree(tmp_path / "hub-copy", tmp_path / "hub")
    shop.hub.start()
    assert till.sync().state == "online"
    till.sell("A")
    assert till.sync().unsent == 0
    assert not till.parts.till.journal.parked()


def test_a_backup_that_is_put_back_tells_the_hub_and_sells_nothing(shop: Shop, tmp_path: Path) -> None:
    till = shop.till()
    till.sign_in()
    till.open_shift()
    till.sell("A")
    back_up(till.parts.till.database, tmp_path / "till.db")
    lost = till.sell("B").receipt
    till.parts.close()
    for old in till.folder.glob("till.db*"):
        old.unlink()
    shutil.copy(tmp_path / "till.db", till.folder / "till.db")
    till.restart_closed()
    till.sign_in()
    status = till.sync()
    assert (status.state, status.unsent) == ("online", 0), "what the backup holds reaches the hub"
    till.add("A")
    with pytest.raises(Refused, match="restored_copy"):
        till.pay_cash("100.00")
    assert lost == "S1-1-20261121-0002", "the number that it would have printed again"
    till.restart()
    with pytest.raises(Refused, match="restored_copy"):
        till.parts.till.journal.must_be_current()


def test_the_till_that_was_backed_up_sells_on(shop: Shop, tmp_path: Path) -> None:
    till = shop.till()
    till.sign_in()
    till.open_shift()
    back_up(till.parts.till.database, tmp_path / "till.db")
    till.sell("A")
    till.restart()
    till.sign_in()
    assert till.sell("A").receipt.endswith("0002")

"""A receipt by e-mail: asked for without a line, sent by the hub, its address in no journal, log or address."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from functools import partial

from hub.notices.delivery import GAPS
from hub.notices.senders import FILE
from hub.storage import notices
from posapp.contract.notices import NoticeSaid
from sync.notices import notices as asked_of_hub
from tests.support.post_office import PostOffice
from tests.support.refused import refused
from tests.support.shop import Shop, Till

ADDRESS = "Lin.Xiao@example.com"
BESIDE = b"Lin.Xiao"


def setup(shop: Shop, email: object) -> None:
    (shop.folder / "hub" / FILE).write_text(json.dumps({"email": email}), "utf-8")


def until(true: Callable[[], bool]) -> None:
    """The hub sends on a thread of its own."""
    end = time.monotonic() + 20
    while not true():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.005)


def said(till: Till, sale: str) -> tuple[NoticeSaid, ...]:
    return asked_of_hub(till.parts.engine.hub, 20, sale).notices


def test_asked_offline_sent_when_the_line_is_back(shop: Shop, till: Till) -> None:
    setup(shop, "simulated")
    mails, till.online = till.parts.app.receipt_mails, False
    sale = till.sell("A")
    assert mails.known(sale.receipt) == ""
    for typed in ("", "lin", "lin@xiao", "lin xiao", "a@b.c", "a..b@shop.com", f"{'x' * 250}@example.com"):
        with refused("mail_wrong"):
            mails.ask(sale.receipt, typed)
    asked = mails.ask(sale.receipt, " Lin.Xiao＠EXAMPLE。com ")
    assert (asked.masked, asked.sent_up) == ("L****@example.com", False)
    till.online = True
    assert till.sync().state == "online"
    assert mails.asked(sale)[0].sent_up
    until(lambda: [n.state for n in said(till, sale.id)] == ["sent"])
    [page] = (page for page in (shop.folder / "hub" / "notices").iterdir() if page.name != "index.html")
    assert all(words in page.read_text("utf-8") for words in ("Simulated", ADDRESS, sale.receipt, "99.00"))
    [told] = said(till, sale.id)
    assert (told.to, told.simulated) == ("L****@example.com", True)
    nowhere_but_there(shop, till)
    mails.heard([told])
    assert not till.parts.till.receipt_mails.private([int(asked.id.rpartition(".")[2])]), "forgotten here too"
    for number in range(4):
        mails.ask(sale.receipt, f"c{number}@example.com")
    with refused("mail_often"):
        mails.ask(sale.receipt, "c5@example.com")
    assert said(till, "S1-1.999") == ()


def nowhere_but_there(shop: Shop, till: Till) -> None:
    """Neither in what the till wrote down for ever nor in the hub's books, once it is sent."""
    assert all(BESIDE not in entry.body for entry in till.parts.till.journal.all())
    shop.hub.database.close()  # what stands in the log goes into the file
    for file in (shop.folder / "hub").glob("hub.db*"):
        assert BESIDE not in file.read_bytes(), file.name


def test_a_mail_server_gets_it_once_and_what_it_refuses_is_told(shop: Shop, till: Till) -> None:
    sale = till.sell("A")
    deliver, ask = shop.hub.hub.delivery.deliver, till.parts.app.receipt_mails.ask
    with PostOffice() as post:
        setup(shop, {"host": "127.0.0.1", "port": post.port, "security": "none", "sender": "till@shop.example"})
        ask(sale.receipt, ADDRESS)
        till.sync()
        until(lambda: [n.state for n in said(till, sale.id)] == ["sent"])
        [letter] = post.letters
        assert (letter["To"], letter["From"]) == (ADDRESS, "till@shop.example")
        assert sale.receipt in letter["Subject"]
        body = letter.get_body(("plain",))
        assert body is not None
        assert "99.00" in body.get_content()
        post.refuse = "550 no such user Lin.Xiao"
        ask(sale.receipt, "gone@example.com")
        till.sync()
        until(lambda: said(till, sale.id)[1].state == "failed")
        assert said(till, sale.id)[1].why == "mail_address_refused"
        post.refuse = "451 later"
        ask(sale.receipt, "busy@example.com")
        till.sync()
        until(lambda: said(till, sale.id)[2].why == "mail_undelivered")
        post.refuse = ""
        row = notices.of(shop.hub.database, "S1", sale.id)[2]
        notices.later(shop.hub.database, row, row.why, row.moved_at, row.moved_at)  # its minute is over
        shop.hub.hub.delivery.wake()
        until(lambda: said(till, sale.id)[2].state == "sent")
        assert len(post.letters) == 2
    assert deliver() == 0


def test_what_nobody_set_up_waits_and_is_given_up_at_last(shop: Shop, till: Till) -> None:
    sale = till.sell("A")
    till.parts.app.receipt_mails.ask(sale.receipt, ADDRESS)
    till.sync()

    def tried(times: int) -> bool:
        [row] = notices.of(shop.hub.database, "S1", sale.id)
        return row.tries == times and row.why != ""

    for tries in range(1, len(GAPS) + 2):
        until(partial(tried, tries))
        row = notices.of(shop.hub.database, "S1", sale.id)[0]
        assert (row.state, row.why) == ("asked" if tries <= len(GAPS) else "failed", "mail_not_set_up")
        notices.later(shop.hub.database, row, "", row.moved_at, row.moved_at)
        shop.hub.hub.delivery.wake()
    assert notices.of(shop.hub.database, "S1", sale.id)[0].receiver == ""


def test_an_entry_without_its_address_is_refused_in_words(shop: Shop, till: Till) -> None:
    sale, ask = till.sell("A"), till.parts.app.receipt_mails.ask
    lost = ask(sale.receipt, ADDRESS)
    till.parts.till.receipt_mails.forget([lost.id])
    till.sync()
    assert [parked.code for parked in till.parts.till.journal.parked()] == ["mail_incomplete"]
    with refused("no_such_receipt"):
        ask("S1-1-20200101-0001", ADDRESS)

"""What a person types about online orders: channels get their token, orders are listed, cancelled, paid back."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from hub.clock import system_clock
from hub.lines import plain, print_lines, say
from hub.storage.audit import note, os_user
from hub.storage.database import Database

Act = Callable[[Database, argparse.Namespace], None]


def add(command: Callable[[str, Act, str], argparse.ArgumentParser]) -> None:
    """Adds the commands; `command` makes one of a name, an act and words of help."""
    channel = command("channel", _channel, "make the token with which a web shop places orders; its earlier one ends")
    channel.add_argument("name", metavar="NAME")
    orders = command("orders", _orders, "list the online orders, cancel one, or say that it was paid back")
    orders.add_argument("--store", help="of this store only")
    which = orders.add_mutually_exclusive_group()
    which.add_argument("--cancel", metavar="ID", help="what was promised is free again, and what was paid goes back")
    which.add_argument("--refunded", metavar="ID", help="what was due has gone back to the customer")
    which.add_argument("--show", metavar="ID", help="one, with what goes back to its customer")
    orders.add_argument("--reason", default="", metavar="WHY", help="a few words for the audit and the customer")
    command("order-times", _times, "remind and end what is ready for too long, at once instead of within the minute")


def _channel(database: Database, given: argparse.Namespace) -> None:
    from hub.storage import web_orders

    say(web_orders.new_token(database, plain("NAME", given.name), system_clock(), os_user()))


def _orders(database: Database, given: argparse.Namespace) -> None:
    from hub.storage import orders, web_orders, web_refunds

    if given.cancel or given.refunded:
        id_, act = given.cancel or given.refunded, "cancel" if given.cancel else "refunded"
        now, reason = system_clock(), plain("--reason", given.reason)
        if given.cancel:
            orders.act(database, id_, "cancel", reason, now)
        else:
            web_refunds.must_be_the_channels(database, id_)
            orders.refunded(database, id_, web_orders.due(database, id_), now)
        with database.write() as connection:
            note(connection, os_user(), f"order_{act}", now, order=id_, reason=reason)
        say(f"Order {id_}: {'cancelled' if given.cancel else 'paid back'}.")
        return
    if given.show:
        print_lines([web_orders.shown(database, given.show)])
        return
    print_lines(
        {"store": store, "id": row.id, "channel": row.channel, "state": row.state, "placed": row.placed}
        for store, row in orders.listed(database, given.store)
    )


def _times(database: Database, given: argparse.Namespace) -> None:
    from hub.storage import orders

    say(f"{orders.sweep(database, system_clock())} orders")

"""What a screen may hold: the use cases of one till, its reads, and word of what changed."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from posapp.domain.live_code import is_live_code
from posapp.ports.clock import Clock
from posapp.storage.catalog import Catalog
from posapp.storage.pins import pin_hash, pin_matches
from posapp.storage.till import TillStore
from posapp.usecases.attempts import Attempts
from posapp.usecases.checkout import Checkout
from posapp.usecases.corrections import Corrections
from posapp.usecases.coupons import Coupons
from posapp.usecases.coupons_again import CouponsAgain
from posapp.usecases.desk import Desk, Later
from posapp.usecases.holds import Holds
from posapp.usecases.item_cards import ItemCards
from posapp.usecases.leaving_out import LeavingOut
from posapp.usecases.line import Line
from posapp.usecases.members import Members
from posapp.usecases.no_receipt import NoReceipt
from posapp.usecases.offers import Offers
from posapp.usecases.particulars import Particulars
from posapp.usecases.payment import Payment
from posapp.usecases.payouts import Payouts
from posapp.usecases.people import People
from posapp.usecases.points import Points
from posapp.usecases.receipt_mails import ReceiptMails
from posapp.usecases.receipts import Receipts
from posapp.usecases.reductions import Reductions
from posapp.usecases.refunds import Refunds
from posapp.usecases.refusals import Refusals
from posapp.usecases.repricing import Repricing
from posapp.usecases.return_search import ReturnSearch
from posapp.usecases.returns import Returns
from posapp.usecases.shelf import Shelf
from posapp.usecases.shelf_labels import ShelfLabels
from posapp.usecases.shift import Shifts
from posapp.usecases.sign_in import SignIn
from posapp.usecases.start_up import StartUp
from posapp.usecases.stop_sales import StopSales
from posapp.usecases.switching import Switching
from posapp.usecases.telephone import Telephone
from posapp.usecases.training import Training
from posapp.usecases.wallets import Wallets

if TYPE_CHECKING:
    from posapp.usecases.appointments import Appointments
    from posapp.usecases.audit import Audit
    from posapp.usecases.books import Books
    from posapp.usecases.cash import Cash
    from posapp.usecases.client_search import ClientSearch
    from posapp.usecases.closing import Closing
    from posapp.usecases.contacting import Contacting
    from posapp.usecases.dashboard import Dashboards
    from posapp.usecases.follow_ups import FollowUps
    from posapp.usecases.late_points import LatePoints
    from posapp.usecases.member_changes import MemberChanges
    from posapp.usecases.member_details import MemberDetails
    from posapp.usecases.order_balances import OrderBalances
    from posapp.usecases.order_search import OrderSearch
    from posapp.usecases.order_slips import OrderSlips
    from posapp.usecases.order_visits import OrderVisits
    from posapp.usecases.pickup import Pickup
    from posapp.usecases.privacy import Privacy
    from posapp.usecases.profiles import Profiles
    from posapp.usecases.prompts import Prompts
    from posapp.usecases.reports import Reports
    from posapp.usecases.retention import Retention
    from posapp.usecases.return_photos import ReturnPhotos
    from posapp.usecases.suspending import Suspending
    from posapp.usecases.topups import TopUps


class App:
    """One till, ready for a person: screens change things by use cases, look at `desk`, `till` and `catalog`."""

    def __init__(self, till: TillStore, catalog: Catalog, clock: Clock, later: Later) -> None:
        self.till = till
        self.catalog = catalog
        self.clock = clock
        self.desk = Desk(till, catalog, clock, later)
        self.sign_in = SignIn(self.desk, clock, pin_matches)
        self.shifts = Shifts(self.desk)
        self.stop_sales = StopSales(self.desk)
        self.coupons = Coupons(self.desk)
        self.coupons_again = CouponsAgain(self.desk, self.coupons)
        self.members = Members(self.desk, self.coupons)
        self.checkout = Checkout(self.desk, self.stop_sales, self.is_customers)
        self.particulars = Particulars(self.desk, self.checkout)
        self.reductions = Reductions(self.desk)
        self.holds = Holds(self.desk, self.checkout, self.reductions)
        self.switching = Switching(self.desk, self.holds)
        self.shelf = Shelf(self.desk)
        self.item_cards = ItemCards(self.desk, self.checkout, self.shelf)
        self.offers = Offers(self.desk)
        self.shelf_labels = ShelfLabels(self.desk)
        self.repricing = Repricing(self.desk)
        self.points = Points(self.desk)
        self.payment = Payment(self.desk, self.shifts, self.repricing, self.stop_sales, self.points)
        self.attempts = Attempts(self.desk)
        self.leaving_out = LeavingOut(self.desk)
        self.corrections = Corrections(self.desk)
        self.refunds = Refunds(self.desk)
        self.payouts = Payouts(self.desk)
        self.receipts = Receipts(self.desk)
        self.returns = Returns(self.desk)
        self.no_receipt = NoReceipt(self.desk, self.returns)
        self.return_search = ReturnSearch(self.desk, self.members)
        self.receipt_mails = ReceiptMails(self.desk, self.receipts)
        self.line = Line(self.desk)
        self.refusals = Refusals(self.desk)
        self.wallets = Wallets(self.desk, self.payment, self.points, clock, pin_matches)
        self.telephone = Telephone(self.desk, clock)
        self.people = People(self.desk, self.sign_in, pin_hash)
        self.training = Training(self.desk)
        self.start_up = StartUp(self.desk)

    def is_customers(self, code: str) -> bool:
        """Whether it is the code of a member's card or telephone, or of a coupon."""
        if not code.isprintable():
            return False
        known = self.members.by_card(code) is not None or self.coupons.named(code) is not None
        return known or is_live_code(code)

    # Nobody sells with these; they would only make the till start later.

    @cached_property
    def cash(self) -> Cash:
        """Cash that moves apart from sales."""
        from posapp.usecases.cash import Cash

        return Cash(self.desk, self.receipts)

    @cached_property
    def closing(self) -> Closing:
        """The end of the shift, X and Z."""
        from posapp.usecases.closing import Closing

        return Closing(self.desk)

    @cached_property
    def return_photos(self) -> ReturnPhotos:
        """What goods looked like that came back."""
        from posapp.usecases.return_photos import ReturnPhotos

        return ReturnPhotos(self.desk)

    @cached_property
    def member_changes(self) -> MemberChanges:
        """Members' own records."""
        from posapp.usecases.member_changes import MemberChanges

        return MemberChanges(self.desk, self.members)

    @cached_property
    def member_details(self) -> MemberDetails:
        """Sizes, notes, dates, tags, wishes."""
        from posapp.usecases.member_details import MemberDetails

        return MemberDetails(self.desk, self.members, self.member_changes)

    @cached_property
    def privacy(self) -> Privacy:
        """What members ask to be done with their data."""
        from posapp.usecases.privacy import Privacy

        return Privacy(self.desk, self.members)

    @cached_property
    def retention(self) -> Retention:
        """Personal data whose time is over."""
        from posapp.usecases.retention import Retention

        return Retention(self.desk)

    @cached_property
    def prompts(self) -> Prompts:
        """What to say to a member at the counter."""
        from posapp.usecases.prompts import Prompts

        return Prompts(self.desk, self.members)

    @cached_property
    def profiles(self) -> Profiles:
        """Members in one look."""
        from posapp.usecases.profiles import Profiles

        return Profiles(self.desk, self.members)

    @cached_property
    def books(self) -> Books:
        """Who looks after whom."""
        from posapp.usecases.books import Books

        return Books(self.desk, self.members)

    @cached_property
    def appointments(self) -> Appointments:
        """Who comes when."""
        from posapp.usecases.appointments import Appointments

        return Appointments(self.desk, self.members)

    @cached_property
    def follow_ups(self) -> FollowUps:
        """What is to be done for members."""
        from posapp.usecases.follow_ups import FollowUps

        return FollowUps(self.desk, self.members, self.books.whose)

    @cached_property
    def contacting(self) -> Contacting:
        """Contacts with members."""
        from posapp.usecases.contacting import Contacting

        return Contacting(self.desk, self.members)

    @cached_property
    def topups(self) -> TopUps:
        """Money onto balances, and back."""
        from posapp.usecases.topups import TopUps

        return TopUps(self.desk, self.shifts, self.wallets)

    @cached_property
    def late_points(self) -> LatePoints:
        """Points for an earlier receipt."""
        from posapp.usecases.late_points import LatePoints

        return LatePoints(self.desk, self.members, self.receipts)

    @cached_property
    def client_search(self) -> ClientSearch:
        """Looking through their books."""
        from posapp.usecases.client_search import ClientSearch

        return ClientSearch(self.desk, self.members, self.books)

    @cached_property
    def pickup(self) -> Pickup:
        """Online orders."""
        from posapp.usecases.pickup import Pickup

        return Pickup(self.desk, self.checkout)

    @cached_property
    def order_balances(self) -> OrderBalances:
        """What is still to be paid for one."""
        from posapp.usecases.order_balances import OrderBalances

        return OrderBalances(self.desk, self.pickup)

    @cached_property
    def order_visits(self) -> OrderVisits:
        """What else its customer buys."""
        from posapp.usecases.order_visits import OrderVisits

        return OrderVisits(self.desk, self.pickup, self.members)

    @cached_property
    def order_search(self) -> OrderSearch:
        """Which of them?"""
        from posapp.usecases.order_search import OrderSearch

        return OrderSearch(self.desk, self.checkout, self.pickup, self.members)

    @cached_property
    def suspending(self) -> Suspending:
        """A shift that is carried to another till."""
        from posapp.usecases.suspending import Suspending

        return Suspending(self.desk, self.shifts, self.closing)

    @cached_property
    def order_slips(self) -> OrderSlips:
        """Their papers."""
        from posapp.usecases.order_slips import OrderSlips

        return OrderSlips(self.desk, self.pickup)

    @cached_property
    def reports(self) -> Reports:
        """The manager's figures."""
        from posapp.usecases.reports import Reports

        return Reports(self.desk)

    @cached_property
    def dashboards(self) -> Dashboards:
        """Today at a glance."""
        from posapp.usecases.dashboard import Dashboards

        return Dashboards(self.desk, self.reports)

    @cached_property
    def audit(self) -> Audit:
        """Who did what."""
        from posapp.usecases.audit import Audit

        return Audit(self.desk, self.reports)

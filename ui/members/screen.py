"""The page of members: found as one types at the left, one of them in one look at the right."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout

from posapp.domain.errors import Refused
from posapp.domain.member import Member
from posapp.domain.member_details import OWN
from posapp.domain.store import hub_wait
from posapp.domain.touch import Touch
from ui.member_words import row_of
from ui.members.acts import MemberActs
from ui.members.contact_key import ContactKey
from ui.members.details import MemberDetailSheets
from ui.members.find_panel import FindPanel
from ui.members.hand_over import HandOver
from ui.members.model import MembersModel
from ui.members.privacy_key import PrivacyKey
from ui.members.profile_panel import BOOK, CONSENT, FOLLOW_UP, ORDERS, ProfilePanel
from ui.members.profile_words import ProfileShown
from ui.members.touches import Way
from ui.narrow import FittingScreen
from ui.product_photos import ProductPhotos
from ui.screen import Place
from ui.texts import refusal
from ui.topup.side import ToppingUp


class MembersScreen(FittingScreen):
    """F12 puts the member in sight on the basket; F2 leads back to the search from anywhere."""

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self._place = place
        self._shown: ProfileShown | None = None
        self._members: list[Member] = []
        self._narrow = False
        self.model, self.photos = MembersModel(place, self), ProductPhotos(place, self)
        self.acts = MemberActs(place, self.model, lambda: self._shown)
        self.details = MemberDetailSheets(place, self.model.words, lambda: self._shown, self.photos)
        known = self._make_actions()
        self.left, self.right = FindPanel(place.theme), ProfilePanel(place.theme, known, self.all)
        row = QHBoxLayout(self)
        place.theme.space(row, (24, 6, 18, 16), 16)
        row.addWidget(self.left, 30)
        row.addWidget(self.right, 70)
        self._connect()
        self.retranslate()

    # -- wiring ---------------------------------------------------------------------------------------------------

    def _make_actions(self) -> dict[str, QAction]:
        """Those that change what is known, by what that is."""
        acts, details = self.acts, self.details
        self.search = self.on_key("F2", lambda: self.left.field.setFocus())
        self.enrol = self.on_key("F3", lambda: acts.enrol(self.left.field.text().strip()))
        self.all = self.on_key("F4", lambda: self.right.touched.turn_over())
        self.edit = self.on_key("F5", acts.edit)
        self.consent = self.on_key("F6", acts.consent)
        self.reveal = self.on_key("F7", lambda: acts.reveal())
        self.merge = self.on_key("F8", acts.merge)
        self.attach = self.on_key("F12", self._attach)
        self.leave = self.on_key("Esc", self._back)
        self.book = self.on_key("Ctrl+B", lambda: self._place.go("book"))
        self.hand_over = HandOver(self._place, self)
        self.assign = self.on_key("Ctrl+K", lambda: self.hand_over.ask((self.model.chosen,)))
        self.top_up = self.on_key("Ctrl+T", self._top_up)
        self.orders = self.on_key("Alt+1", self._open_order)
        self.own = self.on_key("Alt+2", details.ask_own)
        self.note = self.on_key("Alt+3", details.ask_notes)
        self.wish = self.on_key("Alt+4", details.ask_wishes)
        self.date = self.on_key("Alt+5", details.ask_dates)
        self.tag = self.on_key("Alt+6", details.ask_tags)
        self.follow_ups = self.on_key("Alt+7", self._to_follow_ups)
        known = {ORDERS: self.orders, OWN: self.own, "note": self.note, "wish": self.wish, "date": self.date}
        return known | {"tag": self.tag, CONSENT: self.consent, FOLLOW_UP: self.follow_ups, BOOK: self.assign}

    def _connect(self) -> None:
        model, left, right = self.model, self.left, self.right
        self.privacy = PrivacyKey(self, self._place, self.acts, right.title, left.notice)
        self.contact = ContactKey(self, self._place, model, left.notice)
        model.listed.connect(self._show_list)
        model.opened.connect(self._show)
        model.done.connect(self._done)
        model.refused.connect(self._refused)
        model.gone.connect(self._gone)
        self.hand_over.done.connect(partial(left.notice.say, "good"))
        self.hand_over.refused.connect(self._refused)
        model.asking.connect(self._asking)
        left.field.textEdited.connect(model.suggest)
        left.field.steered.connect(left.members.steer)
        left.field.returnPressed.connect(self._enter)
        left.members.chosen.connect(self._choose)
        left.enrol.follow(self.enrol)
        left.books.follow(self.book)
        self.acts.changed.connect(lambda words: left.notice.say("good", words, 6))
        self.acts.wrong.connect(lambda words: left.notice.say("bad", words, 10))
        self.acts.enrolled.connect(self._enrolled)
        self.details.changed.connect(model.reload)
        acts = {self.edit: "pencil-line", self.reveal: "glasses", self.merge: "user-round"}
        more = {self.contact.action: "mail", self.top_up: "wallet"}
        for action, icon in (acts | more).items():
            right.keys.add(action, icon)
        right.main.clicked.connect(self._attach)
        right.touched.wanted.connect(self._touch)
        right.touched.photos = self.photos.of
        self.photos.changed.connect(right.touched.list.viewport().update)
        self._place.bridge.changed.connect(self._changed)

    def retranslate(self) -> None:
        words = {
            self.search: self.tr("Find a member"),
            self.enrol: self.tr("New member"),
            self.attach: self.tr("Put on the basket"),
            self.edit: self.tr("Change"),
            self.consent: self.tr("Consent"),
            self.reveal: self.tr("Show in full"),
            self.merge: self.tr("Merge"),
            self.leave: self.tr("Back to selling"),
            self.book: self.tr("Client books"),
            self.assign: self.tr("Client book"),
            self.all: self.tr("Purchases or all"),
            self.top_up: self.tr("Top up"),
            self.orders: self.tr("Open orders"),
            self.own: self.tr("Sizes and preferences"),
            self.note: self.tr("Notes"),
            self.wish: self.tr("Wish list"),
            self.date: self.tr("Dates"),
            self.tag: self.tr("Tags"),
            self.follow_ups: self.tr("Next follow-up"),
        }
        for action, text in words.items():
            action.setText(text)
        self.privacy.retranslate()
        self.contact.retranslate()
        self.left.field.set_name(self.tr("Number, last four and name, card, name, pinyin, mail"))
        self._show_empty()
        self._show(self._shown)
        if self.isVisible():
            self.model.reload()

    def more_keys(self) -> Sequence[tuple[str, str]]:
        return (("Enter", self.tr("Show the member; asks the hub where nobody here is meant")),)

    def opened(self) -> None:
        self.left.notice.clear()
        self.left.field.clear()
        self.model.forget()
        self.model.covered_again()  # whoever comes back here may not be who had it shown
        attached, books = self._place.app.members.attached(), self._place.app.books
        chosen, books.in_sight = books.in_sight or (attached.id if attached is not None else ""), ""
        self._show_list([])
        if chosen:
            self.model.choose(chosen)
        else:
            self._show(None)
        self.left.field.setFocus()

    def fit_in(self, narrow: bool, short: bool) -> None:
        self._narrow = narrow
        self.right.keys.arrange(3 if narrow else 5)
        self.right.touched.setVisible(not short and self._shown is not None)
        self.right.figures.setVisible(not short and self._shown is not None)

    def scanned(self, code: str) -> None:
        """A card, or the code of a member's telephone; else goods."""
        try:
            found = self._place.app.members.find(code)
        except Refused:
            self._place.sell(code)
            return
        self.left.field.setText(code if len(code) < len("PL1.") + 20 else "")
        self._show_list(list(found))
        if len(found) == 1:
            self.model.choose(found[0].id)

    def _changed(self, topic: str) -> None:
        if topic in ("copies", "members", "orders", "sales") and self.isVisible():
            self.model.reload()

    def _back(self) -> None:
        if self.left.field.text():
            self.left.field.clear()
            self.model.suggest("")
        else:
            self._place.go("checkout")

    # -- the list -------------------------------------------------------------------------------------------------

    def _show_list(self, members: list[Member]) -> None:
        desk, language = self._place.app.desk, self._place.languages.language
        self._members = members
        if members:
            self.left.notice.clear()
        self.left.members.set_results([row_of(member, desk.store, language) for member in members], -1)
        if len(members) == 1:
            self.left.members.set_current(0)
        self._show_empty()

    def _show_empty(self) -> None:
        there, typed = bool(self._members), bool(self.left.field.text().strip())
        words = (
            self.tr("Nobody here. Enter asks the hub; F3 enrols.")
            if typed
            else self.tr("Type a number, its last four digits and the surname, a name or pinyin, or scan the card.")
        )
        self.left.members.setVisible(there)
        self.left.empty.setVisible(not there)
        self.left.empty.setText(words)

    def _enter(self) -> None:
        """The row that was steered to, the only one, or everybody whom the whole word means."""
        row = self.left.members.current
        if 0 <= row < len(self._members):
            self._choose(row)
        elif not self._members:
            self.model.find(self.left.field.text())
        else:
            words = self.tr("Several fit: compare the digits, then choose one.")
            self.left.notice.say("warn", words, 12)

    def _choose(self, row: int) -> None:
        if 0 <= row < len(self._members):
            self.left.members.set_current(row)
            self.left.field.selectAll()  # the next one's number takes this one's place
            self.model.choose(self._members[row].id)

    def _asking(self) -> None:
        seconds = f"{hub_wait(self._place.app.desk.store).seconds:g}"
        self.left.notice.say("neutral", self.tr("The hub is being asked, {0} s at most").format(seconds), 5)

    # -- one member -----------------------------------------------------------------------------------------------

    def _show(self, shown: ProfileShown | None) -> None:
        self._shown, right = shown, self.right
        acts = (self.edit, self.consent, self.reveal, self.merge, self.attach, self.all, self.assign, self.top_up)
        for action in (
            *acts,
            self.follow_ups,
            self.privacy.action,
            self.contact.action,
            self.own,
            self.note,
            self.wish,
            self.date,
            self.tag,
        ):
            action.setEnabled(shown is not None)
        self.orders.setEnabled(shown is not None and bool(shown.orders))
        right.show_somebody(shown is not None)
        self.fit_in(*self._room)
        if shown is None:
            right.title.setText(self.tr("Choose a member"))
            return
        right.title.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        right.title.setText(shown.called)
        right.initial.say(shown.called[:1] if shown.member.name else "")
        right.line.setText(shown.line)
        right.line.setToolTip(shown.line)
        tier = shown.tier or shown.member.tier  # which a shop may have without a name for it
        right.tier.set("good" if tier else "neutral", tier or self.tr("No tier"))
        right.birthday.set("warn", shown.birthday, icon="gift")
        right.birthday.setVisible(bool(shown.birthday))
        right.figures.say(shown.figures)
        for name, (words, state) in shown.known.items():
            right.known[name].say(words, state)
        self._show_clashes(shown)
        right.touched.say(shown.touched, self._way(shown), shown.heard)
        right.main.set_label(self.tr("Back to the basket") if shown.attached else self.attach.text())

    @cached_property
    def topping_up(self) -> ToppingUp:
        """Its sheets."""
        side = ToppingUp(self._place, self)
        side.told.connect(lambda words: self.left.notice.say("good", words, 20))
        side.told.connect(lambda _words: self.model.reload())
        return side

    def _top_up(self) -> None:
        if self._shown is not None:
            self.topping_up.ask_member(self._shown.member.id, self._shown.called)

    def _show_clashes(self, shown: ProfileShown) -> None:
        """Which fields, and the key that says what holds."""
        fields = [field for field, _ in shown.clashes]
        named = " · ".join(dict.fromkeys(map(self.model.words.field_name, fields)))
        own = any(field.startswith(f"{OWN}.") for field in fields)
        key = " / ".join(dict.fromkeys("Alt+2" if field.startswith(f"{OWN}.") else "F5" for field in fields))
        self.right.clash.setText(self.tr("Two tills wrote differently: {0}. {1} says what holds.").format(named, key))
        self.right.clash.setVisible(bool(fields))
        if own:
            self.right.known[OWN].say(self.right.known[OWN].value, "warn")

    def _way(self, shown: ProfileShown) -> Way:
        store, language = self._place.app.desk.store, self._place.languages.language
        counter, back = self.tr("Counter"), self.tr("{0} came back")
        field = self.model.words.field_name
        messages = {template.id: template.name(language) for template in store.clienteling.templates}
        return Way(language, store.timezone, store.currency, counter, back, field, shown.names, shown.shops, messages)

    # -- acts -----------------------------------------------------------------------------------------------------

    def _touch(self, touch: Touch) -> None:
        """A row of an order leads to it."""
        if touch.kind == "order" and self._shown is not None and touch.what in self._shown.orders:
            self._go_to_order(touch.what)

    def _to_follow_ups(self) -> None:
        """What is to be done for the one in sight; a new one there is theirs."""
        self._place.app.books.in_sight = self.model.chosen
        self._place.go("follow_ups")

    def _open_order(self) -> None:
        """The one that waits to be collected first."""
        if self._shown is not None and self._shown.orders:
            self._go_to_order(self._shown.orders[0])

    def _go_to_order(self, order: str) -> None:
        self._place.go("orders")
        self._place.bridge.order_wanted.emit(order)

    def _attach(self) -> None:
        if self._shown is None:
            return
        member = self._shown.member
        if self._shown.attached or self.model.act("attach", lambda: self._place.app.members.attach(member)):
            self._place.sounds.play("good")
            self._place.go("checkout")

    def _enrolled(self, member: Member) -> None:
        self.left.field.clear()
        self._show_list([])
        self.model.choose(member.id)
        cart = self._place.app.desk.basket.cart
        if cart.lines and cart.member is not None:
            said = self.tr("Enrolled. The basket is another member's: {0} puts them on it").format("F12")
            self.left.notice.say("warn", said, 20)
        elif self.model.act("enrol", lambda: self._place.app.members.attach(member)):
            self._place.sounds.play("good")
            self.left.notice.say("good", self.tr("Enrolled, and on the basket"), 6)

    def _done(self, act: str) -> None:
        if act == "consent":
            self._place.sounds.play("good")
            self.left.notice.say("good", self.tr("Kept what they agreed to"), 6)

    def _gone(self) -> None:
        self.left.field.clear()
        self._show_list([])
        self.left.notice.say("neutral", self.tr("The member's data are on this till no more."), 20)

    def _refused(self, no: Refused) -> None:
        """Of a coupon nobody has asked here."""
        unknown = self.tr("Nobody is known by that, here or at the hub. F3 enrols them.")
        words = unknown if no.code == "member_unknown" else refusal(no, self._place.languages.language)
        self.left.notice.say("bad", words, 10)
        self._show_empty()

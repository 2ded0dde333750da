"""What a person writes down of the member in sight: sizes, notes, wishes, dates, tags, each in its sheet."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial

from PySide6.QtCore import QObject, Signal

from posapp.domain.catalog import MARK
from posapp.domain.errors import Refused
from posapp.domain.member import Member
from posapp.domain.member_details import DATE, NOTE, OWN, TAG, WISH, details, value_of
from posapp.domain.typed import shown
from posapp.storage.catalog import Listing
from posapp.usecases.profiles import Wish
from ui.clock import day_clock_text
from ui.kit.result_list import Result
from ui.members.known_sheets import ListSheet
from ui.members.own_sheet import OwnSheet
from ui.members.profile_words import ProfileShown, ProfileWords
from ui.members.wish_sheet import WishSheet
from ui.product_photos import ProductPhotos
from ui.screen import Place
from ui.texts import money, refusal

MOST_GOODS = 20


class MemberDetailSheets(QObject):
    """`changed` when something was written."""

    changed = Signal()

    def __init__(
        self, place: Place, words: ProfileWords, current: Callable[[], ProfileShown | None], photos: ProductPhotos
    ) -> None:
        super().__init__(words)
        self._place, self._words, self._current, self._photos = place, words, current, photos

    @cached_property
    def own(self) -> OwnSheet:
        """Sizes and preferences."""
        sheet = OwnSheet(self._place.theme, self._place.host)
        sheet.said.connect(self._keep_own)
        return sheet

    @cached_property
    def notes(self) -> ListSheet:
        """Only added."""
        return self._list(ListSheet(self._place.theme, self._place.host, icon="pencil-line", goes=False), NOTE)

    @cached_property
    def dates(self) -> ListSheet:
        """Days of their own."""
        return self._list(ListSheet(self._place.theme, self._place.host, icon="flower-2"), DATE)

    @cached_property
    def tags(self) -> ListSheet:
        """Words."""
        return self._list(ListSheet(self._place.theme, self._place.host, icon="tag"), TAG)

    @cached_property
    def wishes(self) -> WishSheet:
        """Goods."""
        sheet = WishSheet(self._place.theme, self._place.host)
        sheet.list.photos = self._photos.of
        self._photos.changed.connect(sheet.list.viewport().update)
        sheet.typed.connect(self._look_for)
        sheet.entered.connect(self._by_code)
        sheet.added.connect(self._wish)
        sheet.taken.connect(partial(self._take, sheet, WISH))
        sheet.sold.connect(self._sell)
        return sheet

    def _list(self, sheet: ListSheet, kind: str) -> ListSheet:
        sheet.added.connect(partial(self._add, sheet, kind))
        sheet.taken.connect(partial(self._take, sheet, kind))
        return sheet

    # -- opening ----------------------------------------------------------------------------------------------------

    def ask_own(self) -> None:
        """As they stand."""
        now = self._current()
        if now is None:
            return
        fields = self._place.app.member_details.own_fields
        values = {one.id: value_of(now.member.details, one.field) for one in fields}
        clashes = {name.partition(".")[2]: value for name, value in now.clashes if name.startswith(f"{OWN}.")}
        self.own.ask(now.called, fields, values, clashes, self._place.languages.language)

    def ask_notes(self) -> None:
        """All of them, and one more."""
        now = self._current()
        if now is None:
            return
        words = self.tr("Notes are only added, never changed: whoever reads them sees who wrote them and when.")
        name = self.tr("What colleagues should know")
        self.notes.ask(self.tr("Notes on {0}").format(now.called), words, name, self.tr("Write it down"), "")
        self._refresh(NOTE)

    def ask_dates(self) -> None:
        """Own days."""
        now = self._current()
        if now is None:
            return
        words = self.tr("First the day, then a space and what it is: 05-20 Wedding day, or 2020-05-20 Wedding day.")
        name = self.tr("05-20 Wedding day")
        off = self.tr("Take away")
        self.dates.ask(self.tr("Dates of {0}").format(now.called), words, name, self.tr("Add"), off)
        self._refresh(DATE)

    def ask_tags(self) -> None:
        """Words by which they are found together."""
        now = self._current()
        if now is None:
            return
        words = self.tr("Short words by which customers are put together, as VIP or gifts.")
        self.tags.ask(
            self.tr("Tags of {0}").format(now.called), words, self.tr("Tag"), self.tr("Add"), self.tr("Take away")
        )
        self._refresh(TAG)

    def ask_wishes(self) -> None:
        """Goods that they would like."""
        now = self._current()
        if now is not None:
            self.wishes.ask(self.tr("Wish list of {0}").format(now.called))
            self._refresh(WISH)

    # -- writing ----------------------------------------------------------------------------------------------------

    def _member(self) -> Member | None:
        now = self._current()
        return self._place.app.members.known(now.member.id) if now is not None else None

    def _keep_own(self, values: dict[str, str]) -> None:
        now = self._current()
        if now is None:
            return
        try:
            self._place.app.member_details.set_own(now.member.id, values)
        except Refused as no:
            self._refused(self.own.wrong, no)
            return
        self.own.close_sheet()
        self._done()

    def _add(self, sheet: ListSheet | WishSheet, kind: str, text: str) -> None:
        now = self._current()
        if now is None:
            return
        try:
            self._place.app.member_details.add(now.member.id, kind, text)
        except Refused as no:
            self._refused(sheet.wrong, no)
            return
        sheet.say(self.tr("Written down"))
        self._refresh(kind)
        self._done()

    def _take(self, sheet: ListSheet | WishSheet, kind: str, value: str) -> None:
        now = self._current()
        if now is None:
            return
        try:
            self._place.app.member_details.take_away(now.member.id, kind, value)
        except Refused as no:
            self._refused(sheet.wrong, no)
            return
        sheet.say(self.tr("Taken away"))
        self._refresh(kind)
        self._done()

    def _done(self) -> None:
        self._place.sounds.play("good")
        self.changed.emit()

    def _refused(self, wrong: Callable[[str], None], no: Refused) -> None:
        self._place.sounds.play("refused")
        wrong(refusal(no, self._place.languages.language))

    def _refresh(self, kind: str) -> None:
        """What is there now, read again."""
        member = self._member()
        if member is None:
            return
        if kind == WISH:
            wishes = (self._place.app.profiles.wish(one.value) for one in reversed(details(member.details, WISH)))
            self.wishes.show_rows([self._wish_row(wish) for wish in wishes])
            return
        sheet = self.notes if kind == NOTE else self.dates if kind == DATE else self.tags
        rows = self._place.app.member_details.notes(member) if kind == NOTE else details(member.details, kind)
        sheet.show_rows([(one.value, shown(one.value), self._by(one.at, one.staff)) for one in rows])

    def _by(self, at: str, staff: str) -> str:
        person = self._place.app.till.staff.by_id(staff) if staff else None
        when = day_clock_text(at, self._place.app.desk.store.timezone) if at else ""
        return " · ".join(filter(None, (when, shown(person.name) if person is not None else staff)))

    # -- wishes -----------------------------------------------------------------------------------------------------

    def _wish_row(self, wish: Wish) -> Result:
        product, language = wish.product, self._place.languages.language
        name = shown(product.name(language)) if product is not None else shown(wish.sku)
        price = money(product.price, self._place.app.desk.store.currency) if product is not None else ""
        detail = " · ".join(filter(None, (shown(wish.sku), *self._variant(wish))))
        here = wish.free is not None and wish.free > 0
        return Result(wish.sku, name, detail, price, self._words.stock_words(wish), "good" if here else "warn")

    def _variant(self, wish: Wish) -> tuple[str, ...]:
        product = wish.product
        return (shown(product.size or ""), shown(product.colour or "")) if product is not None else ()

    def _look_for(self, text: str) -> None:
        if not text:
            self._refresh(WISH)
            return
        catalog = self._place.app.catalog

        def found(listings: list[Listing]) -> None:
            if self.wishes.isVisible() and self.wishes.field.text().strip() == text:
                wishes = (self._place.app.profiles.wish(one.product.sku) for one in listings)
                self.wishes.show_rows([self._wish_row(wish) for wish in wishes])

        self._place.tasks.run(
            partial(catalog.search, text, MOST_GOODS), found, partial(self._refused, self.wishes.wrong)
        )

    def _by_code(self, text: str) -> None:
        """A scan, or Enter before anything was found."""
        if not text:
            self._refused(self.wishes.wrong, Refused("detail_empty"))
            return
        catalog = self._place.app.catalog

        def found(skus: list[str]) -> None:
            if skus:
                self._wish(skus[0])
            else:
                self._refused(self.wishes.wrong, Refused("product_gone", sku=text))

        def look() -> list[str]:
            exact = [product.sku for product in catalog.by_code(text)]
            return exact or [listing.product.sku for listing in catalog.search(text, 1)]

        self._place.tasks.run(look, found, partial(self._refused, self.wishes.wrong))

    def _wish(self, sku: str) -> None:
        self._add(self.wishes, WISH, sku)

    def _sell(self, sku: str) -> None:
        """As a scan at the register, where what the goods ask for is asked; the basket is the member's."""
        now, app = self._current(), self._place.app
        code = next((code for code in app.catalog.codes(sku) if MARK not in code), "")
        try:
            if now is not None and not now.attached:
                app.members.attach(now.member)
            if not code:
                app.checkout.add(sku)
        except Refused as no:
            self._refused(self.wishes.wrong, no)
            return
        self.wishes.close_sheet()
        self._place.sounds.play("good")
        if code:
            self._place.sell(code)
        else:
            self._place.go("checkout")

"""The page of members: found as one types at the left, one of them in one look at the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property, partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from posapp.domain.errors import Refused
from posapp.domain.member import Member
from posapp.domain.staff import Staff
from posapp.domain.store import hub_wait
from posapp.usecases.member_changes import MASKED
from ui.book.hand_over import HandOver
from ui.kit.sheet import Sheet
from ui.members.edit_sheet import ConsentSheet, EditSheet, MergeSheet
from ui.members.enrol_sheet import EnrolSheet
from ui.members.model import MembersModel, ProfileShown
from ui.members.panels import FindPanel, ProfilePanel
from ui.members.privacy_key import PrivacyKey
from ui.members.touches import Way
from ui.members.words import row_of
from ui.narrow import FittingScreen
from ui.screen import Place
from ui.texts import refusal

REVEALED = ("name", "phone", "birthday")


class MembersScreen(FittingScreen):
    """F12 puts the member in sight on the basket; F2 leads back to the search from anywhere."""

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self._place = place
        self._shown: ProfileShown | None = None
        self._members: list[Member] = []
        self._columns = 3
        self.model = MembersModel(place, self)
        self.left, self.right = FindPanel(place.theme), ProfilePanel(place.theme)
        row = QHBoxLayout(self)
        place.theme.space(row, (24, 6, 18, 16), 16)
        row.addWidget(self.left, 42)
        row.addWidget(self.right, 58)
        self._make_actions()
        self._connect()
        self.retranslate()

    # -- wiring ---------------------------------------------------------------------------------------------------

    def _make_actions(self) -> None:
        self.search = self.on_key("F2", lambda: self.left.field.setFocus())
        self.enrol = self.on_key("F3", lambda: self.enrol_sheet.ask(self.left.field.text().strip()))
        self.attach = self.on_key("F12", self._attach)
        self.edit = self.on_key("F5", self._edit)
        self.consent = self.on_key("F6", self._consent)
        self.reveal = self.on_key("F7", lambda: self._reveal(None))
        self.merge = self.on_key("F8", self._merge)
        self.leave = self.on_key("Esc", self._back)
        self.book = self.on_key("Ctrl+B", lambda: self._place.go("book"))
        self.hand_over = HandOver(self._place, self)
        self.assign = self.on_key("Ctrl+K", lambda: self.hand_over.ask((self.model.chosen,)))
        self.all = self.on_key("F4", self.right.touched.turn_over)
        self.right.touched.follow(self.all)
        self.privacy = PrivacyKey(self._place, self)
        self._of_member = (self.edit, self.consent, self.reveal, self.merge, self.assign, self.privacy.action)
        icons = ("pencil-line", "mail", "glasses", "user-round", "user-round", "lock")
        for action, icon in (*zip(self._of_member, icons, strict=True), (self.book, "book")):
            self.right.keys.add(action, icon)
        self.right.main.clicked.connect(self._attach)
        self.left.enrol.follow(self.enrol)

    def _connect(self) -> None:
        model, left = self.model, self.left
        model.listed.connect(self._show_list)
        model.opened.connect(self._show)
        model.done.connect(self._done)
        model.refused.connect(self._refused)
        self.hand_over.done.connect(partial(left.notice.say, "good"))
        self.hand_over.refused.connect(self._refused)
        model.asking.connect(self._asking)
        left.field.textEdited.connect(model.suggest)
        left.field.steered.connect(left.members.steer)
        left.field.returnPressed.connect(self._enter)
        left.members.chosen.connect(self._choose)
        self._place.bridge.changed.connect(self._changed)

    @cached_property
    def enrol_sheet(self) -> EnrolSheet:
        """Made when it is first asked for, as the others."""
        sheet = EnrolSheet(self._place)
        sheet.enrolled.connect(self._enrolled)
        return sheet

    @cached_property
    def edit_sheet(self) -> EditSheet:
        """Fields."""
        sheet = EditSheet(self._place.theme, self._place.host)
        sheet.said.connect(lambda fields: self._change(fields, None))
        return sheet

    @cached_property
    def consent_sheet(self) -> ConsentSheet:
        """Channels."""
        sheet = ConsentSheet(self._place.theme, self._place.host)
        changes = self._place.app.member_changes
        sheet.said.connect(lambda said: self.model.act("consent", lambda: changes.consent(self.model.chosen, said)))
        return sheet

    @cached_property
    def merge_sheet(self) -> MergeSheet:
        """Who is whom."""
        sheet = MergeSheet(self._place.theme, self._place.host)
        sheet.typed.connect(self._merge_typed)
        sheet.said.connect(lambda into, reason: self._merge_into(into, reason, None))
        return sheet

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
        }
        for action, text in words.items():
            action.setText(text)
        self.privacy.retranslate()
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
        self._columns = 2 if narrow else 3
        self.right.keys.arrange(2 if narrow else 4)
        self.right.lay_facts(self._columns)
        self.right.touched.setVisible(not short)

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
            self.model.choose(self._members[row].id)

    def _asking(self) -> None:
        seconds = f"{hub_wait(self._place.app.desk.store).seconds:g}"
        self.left.notice.say("neutral", self.tr("The hub is being asked, {0} s at most").format(seconds), 5)

    # -- one member -----------------------------------------------------------------------------------------------

    def _show(self, shown: ProfileShown | None) -> None:
        self._shown, right = shown, self.right
        for widget in (right.tier, right.note, right.clash, right.consent, right.touched, right.main):
            widget.setVisible(shown is not None)
        for action in (
            self.edit,
            self.consent,
            self.reveal,
            self.merge,
            self.attach,
            self.all,
            self.assign,
            self.privacy.action,
        ):
            action.setEnabled(shown is not None)
        for fact in right.facts.values():
            fact.setVisible(shown is not None)
        right.keys.arrange(2 if self._columns == 2 else 4)
        if shown is None:
            right.title.setAlignment(Qt.AlignmentFlag.AlignCenter)
            right.title.setText(self.tr("Choose a member"))
            return
        right.title.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        right.title.setText(shown.called)
        right.tier.set("good" if shown.tier else "neutral", shown.tier or self.tr("No tier"))
        self._show_facts(shown)
        right.note.setText(self.tr("Note: {0}").format(shown.note) if shown.note else "")
        right.note.setVisible(bool(shown.note))
        right.clash.setVisible(bool(shown.clashes))
        named = " · ".join(dict.fromkeys(self.captions()[field] for field, _ in shown.clashes))
        right.clash.setText(self.tr("Two tills wrote differently: {0}. F5 says what holds.").format(named))
        right.touched.say(shown.touched, self._way(), shown.heard)
        right.main.set_label(self.tr("Back to the basket") if shown.attached else self.attach.text())

    def _way(self) -> Way:
        store, language = self._place.app.desk.store, self._place.languages.language
        counter, back = self.tr("Counter"), self.tr("{0} came back")
        return Way(language, store.timezone, store.currency, counter, back, self.captions())

    def _show_facts(self, shown: ProfileShown) -> None:
        right, captions = self.right, self.captions()
        for name, caption in captions.items():
            if name in shown.facts and name not in ("tier", "note"):
                fact = right.fact(name)
                fact.say(caption, shown.facts[name])
                fact.setVisible(name != "guardian" or bool(shown.facts[name]))
        right.lay_facts(self._columns)
        given = [f"{word} ✓ {since}".strip() for word, agreed, since in shown.consent if agreed]
        words = " · ".join(given) or self.tr("no way at all")
        right.consent.setText(self.tr("May be contacted by: {0}").format(words))

    def captions(self) -> dict[str, str]:
        """What each field is called."""
        return {
            "name": self.tr("Name"),
            "phone": self.tr("Telephone"),
            "birthday": self.tr("Birthday"),
            "points": self.tr("Points"),
            "stored_value": self.tr("Stored value"),
            "coupons": self.tr("Coupons"),
            "email": self.tr("E-mail"),
            "joined": self.tr("Member since, shop"),
            "guardian": self.tr("Guardian"),
            "note": self.tr("Note"),
        }

    # -- acts -----------------------------------------------------------------------------------------------------

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
        if self.model.act("enrol", lambda: self._place.app.members.attach(member)):
            self._place.sounds.play("good")
            self.left.notice.say("good", self.tr("Enrolled, and on the basket"), 6)

    def _edit(self) -> None:
        if self._shown is not None:
            self.edit_sheet.ask(self._shown.called, self.captions(), self._shown.clashes)

    def _change(self, fields: dict[str, str], approver: Staff | None) -> None:
        changes, chosen = self._place.app.member_changes, self.model.chosen
        if not fields:
            self.edit_sheet.close_sheet()
            return
        try:
            changes.edit(chosen, fields, approver)
        except Refused as no:
            self._not_so(no, "member_edit", partial(self._change, fields), self.edit_sheet)
            return
        self._changed_well(self.tr("Changed"), self.edit_sheet)

    def _consent(self) -> None:
        if self._shown is not None:
            text, language = self._place.app.desk.store.consent, self._place.languages.language
            self.consent_sheet.ask(self._shown.called, self._shown.member, text, language)

    def _reveal(self, approver: Staff | None) -> None:
        """In full until another member is chosen; pressed again masked at once."""
        if self._shown is None:
            return
        if self.model.covered_again():
            self.model.reload()
            return
        try:
            differing = (field for field, _ in self._shown.clashes if field in MASKED)
            self.model.reveal(tuple(dict.fromkeys((*REVEALED, *differing))), approver)
        except Refused as no:
            self._not_so(no, "reveal", self._reveal, None)
            return
        self.model.reload()

    def _merge(self) -> None:
        if self._shown is not None:
            self.merge_sheet.ask(self._shown.called, self._shown.member)

    def _merge_typed(self, typed: str) -> None:
        desk, language = self._place.app.desk, self._place.languages.language
        found = [m for m in self._place.app.members.suggest(typed) if m.id != self.model.chosen]
        self.merge_sheet.show_found(found, [row_of(m, desk.store, language) for m in found])

    def _merge_into(self, into: str, reason: str, approver: Staff | None) -> None:
        changes, chosen = self._place.app.member_changes, self.model.chosen
        try:
            changes.merge(chosen, into, reason, approver)
        except Refused as no:
            self._not_so(no, "merge", partial(self._merge_into, into, reason), self.merge_sheet)
            return
        self.model.chosen = into
        self._changed_well(self.tr("Merged: both numbers lead here now"), self.merge_sheet)

    def _not_so(
        self, no: Refused, act: str, again: Callable[[Staff], None], sheet: EditSheet | MergeSheet | None
    ) -> None:
        """A second person is asked where that helps; else why."""
        if no.code == "not_permitted":
            self._place.second(act, "", again, 0)
            return
        self._place.sounds.play("refused")
        words = refusal(no, self._place.languages.language)
        if sheet is not None and sheet.isVisible():
            sheet.wrong(words)
        else:
            self.left.notice.say("bad", words, 10)

    def _changed_well(self, words: str, sheet: Sheet) -> None:
        sheet.close_sheet()
        self._place.sounds.play("good")
        self.left.notice.say("good", words, 6)
        self.model.reload()

    def _done(self, act: str) -> None:
        if act == "consent":
            self._place.sounds.play("good")
            self.left.notice.say("good", self.tr("Kept what they agreed to"), 6)

    def _refused(self, no: Refused) -> None:
        self.left.notice.say("bad", refusal(no, self._place.languages.language), 10)
        self._show_empty()

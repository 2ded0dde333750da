"""The part of a shop file that says how members are looked after: `clienteling` of a store."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from posapp.contract.shop_text import Clock, Key, Keys, Name, ShopRow, mistake
from posapp.domain.clienteling import Clienteling
from posapp.domain.consent import CHANNELS
from posapp.domain.contact_guard import GuardRules
from posapp.domain.follow_up import TYPES
from posapp.domain.follow_up_rule import USUAL, Occasion, Rule, Whose
from posapp.domain.message_template import FIELDS, Template, unknown_field


class ShopContacts(ShopRow):
    """More than `most` contacts in `days` ask for a person's word; from `quiet_from` to `quiet_to` there are none."""

    most: Annotated[int, Field(ge=0, le=1000)] = 2
    days: Annotated[int, Field(ge=1, le=365)] = 7
    quiet_from: Clock | None = None
    quiet_to: Clock | None = None

    @model_validator(mode="after")
    def _both_or_none(self) -> ShopContacts:
        if (self.quiet_from is None) != (self.quiet_to is None):
            raise mistake("missing", "quiet_to" if self.quiet_to is None else "quiet_from")
        return self


class ShopTemplate(ShopRow):
    """A message whose words are written beforehand; other words are another `version`."""

    id: Key
    version: Key
    name: Name
    channels: Annotated[Keys, Field(min_length=1)]
    words: Name

    @model_validator(mode="after")
    def _known(self) -> ShopTemplate:
        for i, channel in enumerate(self.channels):
            if channel not in CHANNELS:
                raise mistake("one_of", f"channels[{i}]", expected=", ".join(CHANNELS))
        for language in ("zh", "en"):
            if unknown_field(getattr(self.words, language)) is not None:
                raise mistake("one_of", f"words.{language}", expected=", ".join(f"{{{name}}}" for name in FIELDS))
        return self

    def value(self) -> Template:
        """The template as the till knows it."""
        zh, en = self.words.zh or self.words.en, self.words.en or self.words.zh
        names = (self.name.zh or self.name.en, self.name.en or self.name.zh)
        return Template(self.id, self.version, *names, self.channels, zh, en)


class ShopFollowUpRule(ShopRow):
    """By which the hub makes follow-ups, see domain.follow_up_rule."""

    id: Annotated[Key, Field(max_length=32, pattern="^[a-z0-9-]+$")]
    on: Occasion
    days: Annotated[int, Field(ge=0, le=3650)]
    type: Key = "message"
    template: Key | None = None
    keep: Annotated[int, Field(ge=0, le=3650)] = 7
    whose: Whose = "book"
    least: Annotated[int, Field(ge=1, le=1000)] = 3

    @model_validator(mode="after")
    def _known(self) -> ShopFollowUpRule:
        if self.type not in TYPES:
            raise mistake("one_of", "type", expected=", ".join(TYPES))
        return self

    def value(self) -> Rule:
        """The rule as the hub goes by it."""
        return Rule(self.id, self.on, self.days, self.type, self.template or "", self.keep, self.whose, self.least)


class ShopClienteling(ShopRow):
    """Without `rules`: the usual ones."""

    contacts: ShopContacts = ShopContacts()
    templates: Annotated[tuple[ShopTemplate, ...], Field(strict=False, max_length=60)] = ()
    rules: Annotated[tuple[ShopFollowUpRule, ...], Field(strict=False, max_length=24)] | None = None

    @model_validator(mode="after")
    def _once_each(self) -> ShopClienteling:
        known = {template.id for template in self.templates}
        for i, rule in enumerate(self.rules or ()):
            if rule.template is not None and rule.template not in known:
                raise mistake("unknown", f"rules[{i}].template", table="templates", id=rule.template)
        for name, rows in (("templates", self.templates), ("rules", self.rules or ())):
            ids = [row.id for row in rows]
            for i, id_ in enumerate(ids):
                if id_ in ids[:i]:
                    raise mistake("duplicate", f"{name}[{i}].id", first=ids.index(id_) + 1)
        return self

    def value(self) -> Clienteling:
        """The settings as the till knows them."""
        c = self.contacts
        return Clienteling(
            GuardRules(c.most, c.days, c.quiet_from or "", c.quiet_to or ""),
            tuple(template.value() for template in self.templates),
            USUAL if self.rules is None else tuple(rule.value() for rule in self.rules),
        )

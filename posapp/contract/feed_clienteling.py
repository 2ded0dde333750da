"""How a shop looks after its members, as its settings say: guard of contacts, templates, rules of follow-ups."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from posapp.contract.calls import Message
from posapp.contract.feed_figures import Count, fields
from posapp.domain.clienteling import Clienteling
from posapp.domain.contact_guard import GuardRules
from posapp.domain.follow_up_rule import USUAL, Occasion, Rule, Whose
from posapp.domain.message_template import Template


class GuardRow(Message):
    """See domain.contact_guard."""

    most: Count = 2
    days: Count = 7
    quiet_from: str = ""
    quiet_to: str = ""


class TemplateRow(Message):
    """See domain.message_template."""

    id: str
    version: str
    name_zh: str
    name_en: str
    channels: tuple[str, ...]
    zh: str
    en: str


class FollowUpRuleRow(Message):
    """See domain.follow_up_rule."""

    id: str
    on: Occasion
    days: Annotated[int, Field(ge=0, le=3650)]
    type: str = "message"
    template: str = ""
    keep: Annotated[int, Field(ge=0, le=3650)] = 7
    whose: Whose = "book"
    least: Count = 3


class ClientelingRow(Message):
    """`rules` None: the usual ones."""

    guard: GuardRow = GuardRow()
    templates: tuple[TemplateRow, ...] = ()
    rules: tuple[FollowUpRuleRow, ...] | None = None

    @classmethod
    def of(cls, said: Clienteling) -> ClientelingRow:
        """The row of the settings."""
        g = said.guard
        return cls(
            guard=GuardRow(most=g.most, days=g.days, quiet_from=g.quiet_from, quiet_to=g.quiet_to),
            templates=tuple(
                TemplateRow(
                    id=t.id,
                    version=t.version,
                    name_zh=t.name_zh,
                    name_en=t.name_en,
                    channels=t.channels,
                    zh=t.zh,
                    en=t.en,
                )
                for t in said.templates
            ),
            rules=None if said.rules == USUAL else tuple(_rule(rule) for rule in said.rules),
        )

    def value(self) -> Clienteling:
        """The settings."""
        return Clienteling(
            GuardRules(**fields(self.guard)),
            tuple(Template(**fields(row)) for row in self.templates),
            USUAL if self.rules is None else tuple(Rule(**fields(row)) for row in self.rules),
        )


def _rule(rule: Rule) -> FollowUpRuleRow:
    r = rule
    return FollowUpRuleRow(
        id=r.id, on=r.on, days=r.days, type=r.type, template=r.template, keep=r.keep, whose=r.whose, least=r.least
    )

"""How a shop looks after its members between purchases: guard of contacts, templates, rules of follow-ups."""

from __future__ import annotations

from dataclasses import dataclass, field

from posapp.domain.contact_guard import GuardRules
from posapp.domain.follow_up_rule import USUAL, Rule
from posapp.domain.message_template import Template


@dataclass(frozen=True, slots=True)
class Clienteling:
    """Settings of one shop."""

    guard: GuardRules = field(default_factory=GuardRules)
    templates: tuple[Template, ...] = ()
    rules: tuple[Rule, ...] = USUAL

    def template(self, id_: str) -> Template | None:
        """The one of this id as the shop has it now."""
        return next((one for one in self.templates if one.id == id_), None)

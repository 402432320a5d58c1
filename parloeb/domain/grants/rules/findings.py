"""What one rule says about the facts, and the one place where a finding is made: nothing uncertain stops anybody."""

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from parloeb.domain.grants.rules.facts import Facts
from parloeb.domain.law import table
from parloeb.domain.law.settings import Settings
from parloeb.kernel.lists import Listed

Values = Mapping[str, int | str]
NO_VALUES: Values = MappingProxyType({})


class Outcome(Listed):
    OK = "ok", "I orden"
    BLOCK = "block", "Kan ikke lade sig gøre"
    WARN = "warn", "Vær opmærksom"
    ASK = "ask", "Mangler"
    RIGHT = "right", "Ret"


class Ruling(Listed):
    """What the findings come to, of the decision as drafted."""

    MAY_BE_GRANTED = "may_be_granted", "Kan afgøres"
    MUST_BE_GRANTED = "must_be_granted", "Skal bevilges"
    MAY_NOT_BE_GRANTED = "may_not_be_granted", "Kan ikke afgøres sådan"
    NEEDS_MORE_FACTS = "needs_more_facts", "Der mangler oplysninger"


@dataclass(frozen=True)
class Finding:
    """What one rule says about the facts, in Danish and English, with the provision and the fact that it is about.

    `values` are the rule's figures and the days that follow from them, days as 2026-09-01. `field` names one of Facts.
    """

    rule: str
    outcome: Outcome
    text_da: str
    text_en: str
    citation: str
    certainty: table.Certainty
    values: Values = dataclasses.field(default_factory=dict)
    field: str = ""
    stage: table.Stage | None = None

    @property
    def refusal_da(self) -> str:
        """What it says where it stops a decision; a right stops the refusal of what it gives."""
        if self.outcome is Outcome.RIGHT:
            return f"Der kan ikke gives afslag. {self.text_da} ({self.citation})"
        return self.text_da

    @property
    def is_firm(self) -> bool:
        """Whether a letter can rest on it: law and no local habit, certain, and more than something to look at."""
        is_law = self.certainty in table.FIRM and not self.rule.startswith(table.LOCAL)
        return is_law and self.outcome in (Outcome.OK, Outcome.RIGHT)


@dataclass(frozen=True)
class Asked:
    """One rule in force asked about the facts, by the table of a day and what the municipality set for it."""

    facts: Facts
    rule: table.Rule
    on: date
    with_drafts: bool = False
    local: Settings = dataclasses.field(default_factory=Settings)

    def in_force(self, rule_id: str) -> table.Rule | None:
        """Another rule where it is in force on the same day."""
        return table.current().find(rule_id, self.on, with_drafts=self.with_drafts)

    def ok(self, *, of: str = "", values: Values = NO_VALUES) -> Finding:
        """The facts are as the rule wants them."""
        return self._finding(Outcome.OK, self.rule.text_da, self.rule.text_en, of, values)

    def right(self, *, of: str = "", values: Values = NO_VALUES) -> Finding:
        """The citizen has a right to the support."""
        return self._finding(Outcome.RIGHT, self.rule.text_da, self.rule.text_en, of, values)

    def ask(self, da: str, en: str, *, of: str) -> Finding:
        """A fact is missing that the rule needs."""
        return self._finding(Outcome.ASK, da, en, of, NO_VALUES)

    def warn(self, da: str, en: str, *, of: str, values: Values = NO_VALUES) -> Finding:
        """Something to look at: the rule, and what about it."""
        return self._said(Outcome.WARN, da, en, of, values)

    def block(self, da: str, en: str, *, of: str, values: Values = NO_VALUES) -> Finding:
        """The decision cannot be made so. A rule that is uncertain, or only local, warns instead."""
        return self._said(Outcome.BLOCK if self.rule.may_block else Outcome.WARN, da, en, of, values)

    def _said(self, outcome: Outcome, da: str, en: str, of: str, values: Values) -> Finding:
        return self._finding(outcome, f"{self.rule.text_da} {da}", f"{self.rule.text_en} {en}", of, values)

    def _finding(self, outcome: Outcome, da: str, en: str, of: str, values: Values) -> Finding:
        rule = self.rule
        return Finding(rule.id, outcome, da, en, rule.citation, rule.certainty, values, of, rule.stage)


Check = Callable[[Asked], Finding | None]

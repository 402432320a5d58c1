"""The dated rule table: every rule with its days, its citation and how certain it is. Source: `rules.csv` beside it.

Certainty: A the wording was seen, B an official summary was seen, C general knowledge, D not established; a rule that
is as certain in one part and less in another has the weaker letter, and a note that says which part.
"""

import csv
import functools
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from importlib import resources
from types import MappingProxyType

from parloeb.kernel import days, errors

COLUMNS = (
    "id",
    "rule_set",
    "stage",
    "citation",
    "valid_from",
    "valid_to",
    "certainty",
    "certainty_note",
    "applies_to",
    "title_da",
    "text_da",
    "text_en",
    "parameters",
    "sources",
    "why_unchecked",
)
DRAFTED = "LAB-2027"  # whether the act was passed is not established: its rules are switched off
RULE_SETS = ("LAB-2003", "LAB-2014", "LAB-2020", DRAFTED)
LOCAL = "LOC-"

_ID = re.compile(r"[A-Z]+(-[0-9A-Z]+)+")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_GROUPS = re.compile(r"TG([0-9]{1,2})(?:-TG([0-9]{1,2}))?")
_MANDATORY = ("citation", "valid_from", "applies_to", "title_da", "text_da", "text_en", "parameters", "sources")


class Stage(StrEnum):
    """When in a course a rule asks: a page asks for its own stage alone."""

    GRANT = "grant"
    AGREEMENT = "agreement"
    PAYMENT = "payment"


class Certainty(StrEnum):
    """How sure it is that the rule says so, from the wording seen to nothing established."""

    SEEN = "A"
    SUMMARISED = "B"
    GENERAL = "C"
    NOT_ESTABLISHED = "D"


FIRM = frozenset({Certainty.SEEN, Certainty.SUMMARISED})


@dataclass(frozen=True)
class Rule:
    """One row. `valid_to` is the last day, None where the rule goes on; `stage` is None where no page of ours asks.

    `parameters` are whole numbers or words; several words stand with | between. `rule_set` is the version of the act
    that the rule came with, empty for what is not LAB. `why_unchecked` says why no function holds facts against it.
    """

    id: str
    rule_set: str
    stage: Stage | None
    citation: str
    valid_from: date
    valid_to: date | None
    certainty: Certainty
    certainty_note: str
    applies_to: str
    title_da: str
    text_da: str
    text_en: str
    parameters: Mapping[str, int | str]
    sources: tuple[str, ...]
    why_unchecked: str

    @property
    def is_draft(self) -> bool:
        """Whether the rule is switched off until its act is known to be passed."""
        return self.rule_set == DRAFTED

    @property
    def is_firm(self) -> bool:
        """Whether the rule is certain enough to stop anybody or to stand in a letter."""
        return self.certainty in FIRM

    @property
    def may_block(self) -> bool:
        """Whether the rule may stop a decision: nothing uncertain does, and no local habit."""
        return self.is_firm and not self.id.startswith(LOCAL)

    def holds_on(self, day: date) -> bool:
        """Whether the day lies between the rule's first and last day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    def number(self, name: str) -> int:
        """The parameter as a whole number. KeyError where there is none, ValueError where it is words."""
        value = self.parameters[name]
        if not isinstance(value, int):
            raise ValueError(f"{name} of {self.id} is no whole number.")  # noqa: TRY004 the file is wrong, not the type
        return value

    def words(self, name: str) -> tuple[str, ...]:
        """The words of the parameter, in the order of the table. KeyError where there is none."""
        return tuple(str(self.parameters[name]).split("|"))

    def target_groups(self) -> frozenset[int]:
        """The numbers of LAB section 6 that the rule is for; empty where it is for all."""
        found = _GROUPS.findall(self.applies_to)
        return frozenset(number for first, last in found for number in range(int(first), int(last or first) + 1))


@dataclass(frozen=True)
class Table:
    """All rules by their ids, in the order of the file."""

    rules: Mapping[str, Rule]

    def find(self, rule_id: str, day: date, *, with_drafts: bool = False) -> Rule | None:
        """The rule where it is in force on the day, else None. KeyError for an id that the table lacks."""
        rule = self.rules[rule_id]
        if not rule.holds_on(day) or (rule.is_draft and not with_drafts):
            return None
        return None if with_drafts and rule_id in self._ended_by_drafts(day) else rule

    def on(self, rule_id: str, day: date, *, with_drafts: bool = False) -> Rule:
        """The rule in force on the day. NothingInForceError where it is not, KeyError for an unknown id."""
        found = self.find(rule_id, day, with_drafts=with_drafts)
        if found is None:
            raise errors.NothingInForceError(f"{self.rules[rule_id].title_da} gælder ikke den {days.text(day)}.")
        return found

    def in_force(self, day: date, *, with_drafts: bool = False) -> tuple[Rule, ...]:
        """Every rule in force on the day; with the drafts too, and without what they end, where that is asked."""
        found = (self.find(rule_id, day, with_drafts=with_drafts) for rule_id in self.rules)
        return tuple(rule for rule in found if rule is not None)

    def rule_set(self, day: date, *, with_drafts: bool = False) -> str | None:
        """The version of the act on the day; None before the first. A version begins with its first rule."""
        begun = [rule for rule in self.in_force(day, with_drafts=with_drafts) if rule.rule_set]
        return max((rule.rule_set for rule in begun), default=None)

    def first_day(self) -> date:
        """The day from which there are rules on mentor support at all."""
        return min(rule.valid_from for rule in self.rules.values() if rule.rule_set)

    def _ended_by_drafts(self, day: date) -> set[str]:
        """What a drafted act ends, by its parameter `ends`."""
        return {ended for draft in self._drafts if draft.holds_on(day) for ended in _ends(draft)}

    @functools.cached_property
    def _drafts(self) -> tuple[Rule, ...]:
        return tuple(rule for rule in self.rules.values() if rule.is_draft)


def read(text: str) -> Table:
    """Read a table. Raises ValueError, with the line, for a file that says less or other than a rule needs."""
    rows = csv.DictReader(io.StringIO(text), strict=True)
    if tuple(rows.fieldnames or ()) != COLUMNS:
        raise ValueError(f"The columns are {rows.fieldnames}, not {COLUMNS}.")
    rules: dict[str, Rule] = {}
    for row in rows:
        try:
            rule = _rule(row)
            if rule.id in rules:
                raise ValueError("stands there twice")
        except (ValueError, TypeError) as error:
            raise ValueError(f"Line {rows.line_num}, {row['id']}: {error}.") from error
        rules[rule.id] = rule
    if unknown := {ended for rule in rules.values() for ended in _ends(rule)} - rules.keys():
        raise ValueError(f"A draft ends what is not there: {sorted(unknown)}.")
    return Table(MappingProxyType(rules))


@functools.cache
def current() -> Table:
    """The table that Parløb ships, read once."""
    return read(resources.files("parloeb.domain.law").joinpath("rules.csv").read_text(encoding="utf-8"))


def _ends(rule: Rule) -> tuple[str, ...]:
    return rule.words("ends") if "ends" in rule.parameters else ()


def _rule(row: Mapping[str | None, str]) -> Rule:
    if None in row or None in row.values():
        raise ValueError("has another number of fields than the header")
    if lacking := [name for name in _MANDATORY if not row[name].strip()]:
        raise ValueError(f"lacks {', '.join(lacking)}")
    if not _ID.fullmatch(row["id"]):
        raise ValueError("has no id like LAB-167-1-MAX")
    if row["rule_set"] not in ("", *RULE_SETS):
        raise ValueError(f"is of the unknown rule set {row['rule_set']}")
    first, last = _day(row["valid_from"]), _day(row["valid_to"]) if row["valid_to"] else None
    if last is not None and last < first:
        raise ValueError("ends before it begins")
    return Rule(
        id=row["id"],
        rule_set=row["rule_set"],
        stage=Stage(row["stage"]) if row["stage"] else None,
        citation=row["citation"],
        valid_from=first,
        valid_to=last,
        certainty=Certainty(row["certainty"]),
        certainty_note=row["certainty_note"],
        applies_to=row["applies_to"],
        title_da=row["title_da"],
        text_da=row["text_da"],
        text_en=row["text_en"],
        parameters=MappingProxyType(dict(_parameters(row["parameters"]))),
        sources=tuple(source.strip() for source in row["sources"].split(" ; ")),
        why_unchecked=row["why_unchecked"],
    )


def _day(text: str) -> date:
    if not _DAY.fullmatch(text):
        raise ValueError(f"has {text} for a day")
    return date.fromisoformat(text)


def _parameters(text: str) -> dict[str, int | str]:
    """`name=value` with ; between. A grouping like 018 is no number: its zero counts."""
    found: dict[str, int | str] = {}
    for part in text.split(";"):
        name, equals, value = part.partition("=")
        if not (name and equals and value) or name in found:
            raise ValueError(f"has {part} for a parameter")
        is_number = value.isascii() and value.isdecimal() and str(int(value)) == value
        found[name] = int(value) if is_number else value
    return found

"""Rules and findings as finished strings, each rule with a way to its source."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from parloeb.domain.grants.rechecking import Outlook
from parloeb.domain.grants.rules.findings import Finding, Outcome
from parloeb.domain.law import table
from parloeb.kernel import days
from parloeb.pages.shared import lawbook, pieces

STAGES: Mapping[table.Stage | None, str] = MappingProxyType(
    {
        table.Stage.GRANT: "Når der bevilges",
        table.Stage.AGREEMENT: "Når aftalen laves",
        table.Stage.PAYMENT: "Når der betales",
        None: "Hvad der ellers gælder",
    }
)
DRAFTS = "Udkast, som er slået fra"
CERTAINTIES: Mapping[table.Certainty, str] = MappingProxyType(
    {
        table.Certainty.SEEN: "Ordlyden er set",
        table.Certainty.SUMMARISED: "Set i et officielt resumé",
        table.Certainty.GENERAL: "Almindelig viden, ikke efterset",
        table.Certainty.NOT_ESTABLISHED: "Ikke fastslået",
    }
)
# What stops first, what is in order last.
ORDER = (Outcome.BLOCK, Outcome.ASK, Outcome.RIGHT, Outcome.WARN, Outcome.OK)


@dataclass(frozen=True)
class RuleRow:
    """One rule to read. `sources` are (address, what the link says); without an address it is only named."""

    id: str
    title: str
    text: str
    citation: str
    in_force: str
    certainty: str
    is_uncertain: bool
    applies_to: str
    sources: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class FindingRow:
    """What one rule says of the facts. `url` leads to the rule."""

    outcome: str
    text: str
    citation: str
    rule: str
    url: str
    is_uncertain: bool


def groups(on: date) -> list[tuple[str, list[RuleRow]]]:
    """The rules of the day by the stage that asks them, and the drafts, whose day may come."""
    rules = table.current().in_force(on)
    found = [(title, [_row(rule) for rule in rules if rule.stage is stage]) for stage, title in STAGES.items()]
    drafts = [_row(rule) for rule in table.current().rules.values() if rule.is_draft]
    return [(title, rows) for title, rows in (*found, (DRAFTS, drafts)) if rows]


def findings(found: Iterable[Finding], *, on: date) -> list[FindingRow]:
    """The findings, what stops the decision first."""
    rows = sorted(found, key=lambda one: ORDER.index(one.outcome))
    return [
        FindingRow(
            outcome=one.outcome.label,
            text=one.text_da,
            citation=one.citation,
            rule=one.rule,
            url=lawbook.place_of(one.rule, on=on),
            is_uncertain=one.certainty not in table.FIRM,
        )
        for one in rows
    ]


def chart(outlook: Outlook) -> pieces.Chart:
    """How many of the running grants each rule says something new of."""
    return pieces.Chart(
        caption="Bevillinger, som reglerne siger noget andet om",
        what="Regel",
        unit="Bevillinger",
        bars=tuple(
            pieces.Bar(f"{shift.citation} ({shift.rule}): {shift.outcome}", count, str(count))
            for shift, count in outlook.by_rule
        ),
        note=f"{len(outlook.touched)} af {outlook.running} løbende bevillinger er berørt.",
        full=float(outlook.running),
    )


def _row(rule: table.Rule) -> RuleRow:
    last = f" til {days.text(rule.valid_to)}" if rule.valid_to else ""
    note = f" ({rule.certainty_note})" if rule.certainty_note else ""
    return RuleRow(
        id=rule.id,
        title=rule.title_da,
        text=rule.text_da,
        citation=rule.citation,
        in_force=f"Gælder fra {days.text(rule.valid_from)}{last}",
        certainty=f"{rule.certainty}: {CERTAINTIES[rule.certainty]}{note}",
        is_uncertain=not rule.is_firm,
        applies_to=rule.applies_to,
        sources=tuple(_source(one) for one in rule.sources),
    )


def _source(source: str) -> tuple[str, str]:
    if not source.startswith("https://") and not source.startswith("http://"):
        return "", source
    return source, source.partition("://")[2].partition("/")[0]

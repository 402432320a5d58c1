"""Rules and findings as finished strings, each rule with a way to its source."""

from collections.abc import Mapping, Sequence
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
# The notes of the table in Danish: which part is as certain as which letter.
NOTES: Mapping[str, str] = MappingProxyType(
    {
        "A (day: C)": "dagen dog C",
        "A (from-day: B)": "første dag dog B",
        "A (record today: B)": "posten i dag dog B",
        "A (today: B)": "ordlyden i dag dog B",
        "A to 2019; B today": "A til 2019, B i dag",
        "A (2019 wording)": "ordlyden fra 2019",
        "A (to-day: B)": "sidste dag dog B",
        "A (historic)": "historisk",
        "A/B": "noget A, noget B",
        "A (end-day: B)": "slutdagen dog B",
        "A (days: B)": "dagene dog B",
        "A (2020 text; today B)": "teksten fra 2020, i dag B",
        "A (practice demand)": "krav fra praksis",
        "A (2020 statement)": "udtalelse fra 2020",
        "A (figure: draft)": "tallet er fra et udkast",
        "A (7 days: B)": "de 7 dage dog B",
        "B (text: C)": "teksten dog C",
        "B (design)": "Parløbs eget valg",
        "from the municipal classification itself, edition of 1 May 2025": "fra KLE selv, udgaven af 1. maj 2025",
        "A (level: C)": "niveauet dog C",
        "A (attributes: D)": "egenskaberne dog D",
        "A (practice)": "praksis",
        "B (practice)": "praksis",
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


def findings(found: Sequence[Finding], *, on: date) -> list[FindingRow]:
    """The findings, what stops the decision first; what several rules ask for in the same words stands once."""
    asked = {one.text_da: one for one in reversed(found) if one.outcome is Outcome.ASK}
    once = (one for one in found if one.outcome is not Outcome.ASK or asked[one.text_da] is one)
    rows = sorted(once, key=lambda one: ORDER.index(one.outcome))
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
    note = f" ({NOTES[rule.certainty_note]})" if rule.certainty_note else ""
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

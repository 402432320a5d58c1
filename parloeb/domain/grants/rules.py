"""What the law and the local powers say about one grant: one facts object in, one finding per rule out."""

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from parloeb.domain.cases.rules import Stage
from parloeb.domain.law import rules as law
from parloeb.domain.law.rules import Provision
from parloeb.domain.people.rules import Role
from parloeb.domain.referrals.states import State as ReferralState
from parloeb.kernel import days, verdicts
from parloeb.kernel.lists import Listed
from parloeb.kernel.periods import Period


class Outcome(Listed):
    OK = "ok", "I orden"
    BLOCK = "block", "Kan ikke lade sig gøre"
    WARN = "warn", "Vær opmærksom"
    ASK = "ask", "Mangler"


class Ruling(Listed):
    """What the findings come to, of the decision as drafted."""

    MAY_BE_GRANTED = "may_be_granted", "Kan afgøres"
    MAY_NOT_BE_GRANTED = "may_not_be_granted", "Kan ikke afgøres sådan"
    NEEDS_MORE_FACTS = "needs_more_facts", "Der mangler oplysninger"


@dataclass(frozen=True)
class Facts:
    """One grant as drafted. `hours_per_week` in hours; None is not said. `fully_granted` False is a refusal."""

    decision_day: date
    first_day: date | None = None
    last_day: date | None = None
    hours_per_week: Decimal | None = None
    purpose: str = ""
    decisive_reason: str = ""
    reason_text: str = ""
    assessment: str = ""
    fully_granted: bool = True
    adverse_new_facts: bool = False
    hearing_done_on: date | None = None
    earlier_periods: tuple[Period, ...] = ()


@dataclass(frozen=True)
class Finding:
    """What one rule says about the facts, in Danish, with the provision it rests on and the field it belongs to."""

    rule: str
    outcome: Outcome
    text_da: str
    citation: str
    certainty: str
    field: str = ""
    values: Mapping[str, int | str] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True)
class Power:
    """How much one role may grant in a course: so many periods of so many months each."""

    periods: int
    months: int


# Shipped until a municipality sets its own: a caseworker two periods of three months, the leader two more in
# special cases (the practice of Viborg). A longer period than the caseworker's, within the act's, is the leader's.
STANDARD_POWERS: Mapping[Role, Power] = MappingProxyType(
    {Role.CASEWORKER: Power(periods=2, months=3), Role.TEAM_LEADER: Power(periods=4, months=6)}
)

_UNANSWERABLE: Mapping[ReferralState, str] = MappingProxyType(
    {
        ReferralState.DRAFT: "Henvisningen skal sendes, før der kan bevilges.",
        ReferralState.REFUSED: "Der er givet afslag på henvisningen, så der kan ikke bevilges på den.",
        ReferralState.WITHDRAWN: "Henvisningen er trukket tilbage, så der kan ikke bevilges på den.",
    }
)

_Rule = Callable[[Facts], Finding | None]


def check(facts: Facts) -> tuple[Finding, ...]:
    """Every rule's finding, in the order of the form; a rule that does not concern these facts is silent."""
    return tuple(finding for rule in _RULES if (finding := rule(facts)) is not None)


def ruling(findings: Sequence[Finding]) -> Ruling:
    """Any block stops, else anything missing; a warning never counts."""
    outcomes = {finding.outcome for finding in findings}
    if Outcome.BLOCK in outcomes:
        return Ruling.MAY_NOT_BE_GRANTED
    return Ruling.NEEDS_MORE_FACTS if Outcome.ASK in outcomes else Ruling.MAY_BE_GRANTED


def answerable(referral: ReferralState, stage: Stage) -> verdicts.Verdict:
    """Whether a referral in that state, in a course at that stage, can still be granted or refused."""
    if referral in _UNANSWERABLE:
        return verdicts.no(_UNANSWERABLE[referral])
    if stage is Stage.ENDED:
        return verdicts.no("Forløbet er afsluttet, så der kan ikke bevilges mere.")
    return verdicts.YES


def is_copied(written: str, *, of: str) -> bool:
    """Whether nothing was written, or just what was copied; browsers send other line ends than came to them."""
    return written.split() in ([], of.split())


def within_power(role: Role, power: Power | None, *, period: Period, earlier: Sequence[Period]) -> verdicts.Verdict:
    """Whether the role's power reaches this period after those already granted in the course."""
    if power is None:
        return verdicts.no("Kun sagsbehandleren eller teamlederen kan afgøre en bevilling.")
    if period.last_day is None or period.last_day > days.last_day_of(period.first_day, power.months):
        return verdicts.no(f"Du kan højst bevilge {power.months} måneder ad gangen.{_beyond(role)}")
    if len(earlier) >= power.periods:
        return verdicts.no(
            f"Der er allerede bevilget {len(earlier)} perioder, og du kan højst bevilge {power.periods}.{_beyond(role)}"
        )
    return verdicts.YES


def _beyond(role: Role) -> str:
    return " Forelæg bevillingen for teamlederen." if role is Role.CASEWORKER else ""


def _finding(
    provision: Provision,
    outcome: Outcome,
    text: str = "",
    *,
    of: str = "",
    values: Mapping[str, int | str] = MappingProxyType({}),
) -> Finding:
    said = text or provision.text_da
    return Finding(provision.rule, outcome, said, provision.citation, provision.certainty, of, values)


def _purpose(facts: Facts) -> Finding:
    rule = law.PURPOSE.on(facts.decision_day)
    if not facts.purpose:
        return _finding(rule, Outcome.ASK, "Vælg, hvad støtten skal hjælpe med at opnå eller fastholde.", of="purpose")
    return _finding(rule, Outcome.OK)


def _decisive(facts: Facts) -> Finding | None:
    if not facts.fully_granted:
        return None
    rule = law.DECISIVE.on(facts.decision_day)
    if not facts.decisive_reason.strip():
        return _finding(rule, Outcome.ASK, "Skriv, hvorfor en mentor er afgørende.", of="decisive_reason")
    return _finding(rule, Outcome.OK)


def _longest(facts: Facts) -> Finding | None:
    if not facts.fully_granted:
        return None
    if facts.first_day and law.MAX_PERIOD.entry_on(facts.first_day) is None:
        text = f"Den {days.text(facts.first_day)} er før reglerne om mentorstøtte. Ret første dag."
        return _finding(law.MAX_PERIOD.on(facts.decision_day), Outcome.BLOCK, text, of="first_day")
    rule = law.MAX_PERIOD.on(facts.first_day or facts.decision_day)
    if facts.first_day is None or facts.last_day is None:
        return _finding(rule, Outcome.ASK, "Skriv første og sidste dag.", of="first_day")
    months = rule.values["max_period_months"]
    allowed = days.last_day_of(facts.first_day, months)
    values: dict[str, int | str] = {"max_period_months": months, "last_day_allowed": allowed.isoformat()}
    if facts.last_day > allowed:
        text = f"{rule.text_da} Sidste dag kan senest være {days.text(allowed)}."
        return _finding(rule, Outcome.BLOCK, text, of="last_day", values=values)
    return _finding(rule, Outcome.OK, of="last_day", values=values)


def _overlap(facts: Facts) -> Finding | None:
    if not facts.fully_granted or facts.first_day is None:
        return None
    drafted = Period(facts.first_day, facts.last_day or facts.first_day)
    taken = next((period for period in facts.earlier_periods if period.overlaps(drafted)), None)
    if taken is None:
        return None
    text = f"Der er allerede bevilget {taken}. En ny periode må ikke falde sammen med den."
    return Finding("NO-TWO-AT-ONCE", Outcome.BLOCK, text, "LAB § 167, stk. 1", "C", "first_day")


def _hours(facts: Facts) -> Finding | None:
    if not facts.fully_granted or facts.hours_per_week:
        return None
    return Finding(
        "LAB-HOURS", Outcome.ASK, "Skriv, hvor mange timer om ugen der bevilges.", "LAB § 167", "B", "hours_per_week"
    )


def _renewal(facts: Facts) -> Finding | None:
    if not facts.fully_granted or not facts.earlier_periods:
        return None
    rule = law.RENEWAL.on(facts.decision_day)
    if not facts.assessment.strip():
        return _finding(
            rule, Outcome.ASK, "Skriv den konkrete vurdering af, hvorfor der skal være en ny periode.", of="assessment"
        )
    return _finding(rule, Outcome.OK)


def _reasons(facts: Facts) -> Finding | None:
    if facts.fully_granted:
        return None
    rule = law.REASONS.on(facts.decision_day)
    if not facts.reason_text.strip():
        return _finding(rule, Outcome.BLOCK, f"{rule.text_da} Skriv begrundelsen.", of="reason_text")
    return _finding(rule, Outcome.OK)


def _hearing(facts: Facts) -> Finding | None:
    if facts.fully_granted or not facts.adverse_new_facts:
        return None
    rule = law.HEARING.on(facts.decision_day)
    if facts.hearing_done_on is None or facts.hearing_done_on > facts.decision_day:
        return _finding(rule, Outcome.BLOCK, f"{rule.text_da} Hør borgeren, og skriv dagen.", of="hearing_done_on")
    return _finding(rule, Outcome.OK)


_RULES: tuple[_Rule, ...] = (_purpose, _decisive, _longest, _overlap, _hours, _renewal, _reasons, _hearing)

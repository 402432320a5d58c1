"""Who may decide how much: the municipality's own powers, which never stop what the citizen has a right to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from parloeb.domain.grants.rules import rights
from parloeb.domain.grants.rules.facts import Decider
from parloeb.domain.grants.rules.findings import Asked, Check, Finding, Values
from parloeb.domain.law import table
from parloeb.domain.people.rules import Role
from parloeb.kernel import days, verdicts
from parloeb.kernel.periods import Period


@dataclass(frozen=True)
class Power:
    """How much one role may grant in a course: so many periods of so many months each."""

    periods: int
    months: int


def _standard() -> Mapping[Role, Power]:
    """A caseworker's own, and the leader's besides; one period of the leader's is as long as the act allows."""
    levels, longest = table.current().rules["LOC-LEVELS"], table.current().rules["LAB-167-1-MAX"]
    months, own, more = (levels.number(name) for name in ("period_months", "own_power_months", "special_extra_months"))
    return MappingProxyType(
        {
            Role.CASEWORKER: Power(periods=own // months, months=months),
            Role.TEAM_LEADER: Power(periods=(own + more) // months, months=longest.number("max_period_months")),
        }
    )


# Shipped until a municipality sets its own (the practice of Viborg).
STANDARD_POWERS = _standard()


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


def decided_by(asked: Asked) -> Finding | None:
    """A mentor never decides."""
    decider = asked.facts.decided_by
    if decider is None:
        return asked.ask("Skriv, hvem der afgør.", "Say who decides.", of="decided_by")
    if decider is Decider.MENTOR:
        return asked.block("Lad kommunen afgøre den.", "Let the municipality decide.", of="decided_by")
    return asked.ok(of="decided_by")


def usual_length(asked: Asked) -> Finding | None:
    """The length that is usual where it is decided."""
    drafted = _drafted(asked)
    if drafted is None:
        return None
    months = asked.rule.number("default_months")
    usual = days.last_day_of(drafted.first_day, months)
    values: Values = {"default_months": months, "last_day_usual": usual.isoformat()}
    if not drafted.last_day or drafted.last_day > usual:
        return asked.warn("Perioden er længere.", "The period is longer.", of="last_day", values=values)
    return asked.ok(of="last_day", values=values)


def levels(asked: Asked) -> Finding | None:
    """Which periods are whose."""
    facts, drafted = asked.facts, _drafted(asked)
    if drafted is None or facts.earlier_periods is None or facts.decided_by in (None, Decider.MENTOR):
        return None
    role = Role(facts.decided_by)
    power = STANDARD_POWERS[role]
    values: Values = {"periods": power.periods, "months": power.months, "periods_before": len(facts.earlier_periods)}
    if within_power(role, power, period=drafted, earlier=facts.earlier_periods):
        return asked.ok(of="decided_by", values=values)
    if role is Role.CASEWORKER:
        da, en = "Teamlederen skal afgøre den her.", "The team leader is to decide this one."
    else:
        da, en = "Den her går ud over teamlederens kompetence.", "This one is beyond the team leader's power."
    return asked.warn(da, en, of="decided_by", values=values)


def _drafted(asked: Asked) -> Period | None:
    """The period drafted, where local habit has a say in it at all."""
    return None if rights.has_right(asked) or not asked.facts.gives_period else asked.facts.period


CHECKS: Mapping[str, Check] = {"ORG-NOAUTH": decided_by, "LOC-3M": usual_length, "LOC-LEVELS": levels}

"""Who may decide how much: the municipality's own powers, which never stop what the citizen has a right to."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from parloeb.domain.grants.rules import rights
from parloeb.domain.grants.rules.facts import Decider, Facts, is_written
from parloeb.domain.grants.rules.findings import Asked, Check, Finding, Values
from parloeb.domain.law import table
from parloeb.domain.law.settings import Setting, Settings
from parloeb.domain.people.rules import Role
from parloeb.kernel import days, verdicts
from parloeb.kernel.periods import Period

OWN = "Kommunens egen indstilling"
SHIPPED = "Parløbs standard"


@dataclass(frozen=True)
class Power:
    """How much one role may grant in a course: so many periods of so many months each."""

    periods: int
    months: int


@dataclass(frozen=True)
class Tally:
    """What counts in one course: the powers of the day, the periods granted before, and whether there is a right.

    `has_right`: what the citizen has a right to goes past every local power.
    """

    local: Settings
    earlier: tuple[Period, ...]
    has_right: bool = False


_SETTINGS: Mapping[Role, tuple[Setting, Setting]] = MappingProxyType(
    {
        Role.CASEWORKER: (Setting.CASEWORKER_PERIODS, Setting.CASEWORKER_MONTHS),
        Role.TEAM_LEADER: (Setting.LEADER_PERIODS, Setting.LEADER_MONTHS),
    }
)


def power_of(local: Settings, role: Role) -> Power | None:
    """The role's power at a jobcentre; None for a role that decides nothing."""
    of = _SETTINGS.get(role)
    return Power(local.number(of[0]), local.number(of[1])) if of else None


def left(power: Power, tally: Tally) -> int:
    """How many periods the power reaches still."""
    return max(0, power.periods - len(tally.earlier))


def has_right(facts: Facts, *, on: date) -> bool:
    """Whether the citizen has a right to the support, by the table of the day."""
    return rights.has_right(Asked(facts, table.current().rules["LOC-LEVELS"], on))


def within_power(role: Role, tally: Tally, *, period: Period) -> verdicts.Verdict:
    """Whether the role's power reaches this period after those already granted in the course."""
    power = power_of(tally.local, role)
    if power is None:
        return verdicts.no("Kun sagsbehandleren eller teamlederen kan afgøre en bevilling.")
    if tally.has_right:
        return verdicts.YES
    if period.last_day is None or period.last_day > days.last_day_of(period.first_day, power.months):
        return verdicts.no(f"Du kan højst bevilge {months_text(power.months)} ad gangen.{_beyond(role)}")
    if not left(power, tally):
        return verdicts.no(
            f"Der er allerede bevilget {_periods(len(tally.earlier))}, og du kan højst bevilge "
            f"{_periods(power.periods)}.{_beyond(role)}"
        )
    return verdicts.YES


def is_special(tally: Tally) -> bool:
    """Whether the next period is one of the leader's further ones, which are for special cases."""
    own = power_of(tally.local, Role.CASEWORKER)
    return not tally.has_right and own is not None and 0 < own.periods <= len(tally.earlier)


def lacks_special_reason(tally: Tally, reason: str) -> str:
    """The rule's sentence where one of the leader's further periods lacks its special reason; empty where none does."""
    if not is_special(tally) or is_written(reason):
        return ""
    return f"{_worded(tally.local)[0]} Skriv den særlige grund."


def not_own(tally: Tally, *, period: Period, is_own: bool) -> verdicts.Verdict:
    """Nobody approves the own request: what is beyond a caseworker is decided by another than who wrote it."""
    if is_own and not within_power(Role.CASEWORKER, tally, period=period):
        return verdicts.no(
            "Du har selv skrevet bevillingen, og den går ud over sagsbehandlerens kompetence. En anden skal afgøre den."
        )
    return verdicts.YES


def told(role: Role, tally: Tally) -> str:
    """What the role may grant still in the course, and who decides from there, as the form says it beforehand."""
    power = power_of(tally.local, role)
    if power is None:
        return ""
    if tally.has_right:
        return "Borgeren har ret til støtten, så kommunens egne grænser for, hvem der kan bevilge, gælder ikke."
    more = left(power, tally)
    if not more:
        return _nothing_left(role, tally)
    still = f"Du kan bevilge {months_text(more * power.months)} mere i denne sag, højst {power.months} ad gangen"
    if role is Role.CASEWORKER:
        return f"{still}; derefter er det teamlederen."
    if is_special(tally):
        return f"{still}. Sagsbehandlerens perioder er brugt, så skriv den særlige grund."
    return f"{still}. Ud over sagsbehandlerens perioder skal der være en særlig grund."


def _nothing_left(role: Role, tally: Tally) -> str:
    leader = power_of(tally.local, Role.TEAM_LEADER)
    more = left(leader, tally) if leader else 0
    if role is Role.CASEWORKER and more:
        return (
            "Du kan ikke bevilge mere i denne sag. Det kan teamlederen: "
            f"{_periods(more)} mere, i særlige tilfælde og med den særlige grund."
        )
    return f"Der er bevilget {_periods(len(tally.earlier))} i denne sag, og mere kan hverken du eller en anden bevilge."


def _beyond(role: Role) -> str:
    return " Forelæg bevillingen for teamlederen." if role is Role.CASEWORKER else ""


def months_text(count: int) -> str:
    """So many months, in words."""
    return "1 måned" if count == 1 else f"{count} måneder"


def _periods(count: int) -> str:
    return "1 periode" if count == 1 else f"{count} perioder"


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
    months = asked.local.usual_months(asked.facts.purpose or "")
    usual = days.last_day_of(drafted.first_day, months)
    values: Values = {"default_months": months, "last_day_usual": usual.isoformat()}
    asked = _as_set(
        asked,
        f"En bevilling er som udgangspunkt på {months_text(months)}.",
        f"A grant usually lasts {months} months.",
        *(setting for setting in Setting if setting.startswith("months")),
    )
    if not drafted.last_day or drafted.last_day > usual:
        return asked.warn("Perioden er længere.", "The period is longer.", of="last_day", values=values)
    return asked.ok(of="last_day", values=values)


def levels(asked: Asked) -> Finding | None:
    """Which periods are whose."""
    facts, drafted = asked.facts, _drafted(asked)
    if drafted is None or facts.earlier_periods is None or facts.decided_by in (None, Decider.MENTOR):
        return None
    role, tally = Role(facts.decided_by), Tally(asked.local, facts.earlier_periods)
    power = power_of(asked.local, role)
    if power is None:
        return None
    values: Values = {"periods": power.periods, "months": power.months, "periods_before": len(facts.earlier_periods)}
    asked = _as_set(asked, *_worded(asked.local), *_SETTINGS[Role.CASEWORKER], *_SETTINGS[Role.TEAM_LEADER])
    if within_power(role, tally, period=drafted):
        return asked.ok(of="decided_by", values=values)
    if role is Role.CASEWORKER:
        da, en = "Teamlederen skal afgøre den her.", "The team leader is to decide this one."
    else:
        da, en = "Den her går ud over teamlederens kompetence.", "This one is beyond the team leader's power."
    return asked.warn(da, en, of="decided_by", values=values)


def _worded(local: Settings) -> tuple[str, str]:
    """The powers as the rule says them, in Danish and English."""
    own, further = (power_of(local, role) or Power(0, 0) for role in (Role.CASEWORKER, Role.TEAM_LEADER))
    more = max(0, further.periods - own.periods)
    return (
        f"Sagsbehandleren kan bevilge {_periods(own.periods)} på hver {months_text(own.months)}. "
        f"Teamlederen kan bevilge op til {more} mere i særlige tilfælde.",
        f"A caseworker grants {own.periods} periods of {own.months} months each; "
        f"the team leader up to {more} more in special cases.",
    )


def _as_set(asked: Asked, da: str, en: str, *settings: Setting) -> Asked:
    """The rule with the jobcentre's own numbers, where it set one of them itself."""
    if not asked.local.is_own(*settings):
        return replace(asked, rule=replace(asked.rule, citation=f"{SHIPPED} ({_lower(asked.rule.citation)})"))
    return replace(asked, rule=replace(asked.rule, text_da=da, text_en=en, citation=OWN))


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _drafted(asked: Asked) -> Period | None:
    """The period drafted, where local habit has a say in it at all."""
    return None if rights.has_right(asked) or not asked.facts.gives_period else asked.facts.period


CHECKS: Mapping[str, Check] = {"ORG-NOAUTH": decided_by, "LOC-3M": usual_length, "LOC-LEVELS": levels}

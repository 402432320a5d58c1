"""The two rights to mentor support, with their clocks: discharge from psychiatric admission, and study start."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from parloeb.domain.grants.rules.facts import Facts
from parloeb.domain.grants.rules.findings import Asked, Check, Finding, Values
from parloeb.domain.law import table
from parloeb.kernel import days
from parloeb.kernel.periods import Period

DISCHARGE = "LAB-167-2-RIGHT"
DISCHARGE_BEFORE_2020 = "HIST-31B"
STUDY = "LAB-167-3-RIGHT"
STUDY_WINDOW = "LAB-167-3-WINDOW"

_GROUP_DA = "Vælg målgruppen: den siger, om der er en ret."
_GROUP_EN = "Name the target group: it says whether there is a right."


def has_right(asked: Asked) -> bool:
    """Whether one of the rights is known to stand, by the table of the day that is asked about."""
    return _by_discharge(asked) or _by_study(asked)


def _by_discharge(asked: Asked) -> bool:
    facts = asked.facts
    if facts.psychiatric_discharge_on is None or not facts.is_under_lab:
        return False
    rule = asked.in_force(DISCHARGE)
    if rule is None:
        return asked.in_force(DISCHARGE_BEFORE_2020) is not None
    return facts.group in rule.target_groups()


def _by_study(asked: Asked) -> bool:
    facts, rule, window = asked.facts, asked.in_force(STUDY), asked.in_force(STUDY_WINDOW)
    if rule is None or facts.education_admitted_on is None or not facts.is_under_lab:
        return False
    return facts.group in rule.target_groups() and not (window and _is_too_late_or_early(facts, window))


def discharge(asked: Asked) -> Finding | None:
    """LAB section 167, subsection 2: who is in a target group and is discharged."""
    if asked.facts.psychiatric_discharge_on is None or not asked.facts.is_under_lab:
        return None
    if asked.facts.target_group is None:
        return asked.ask(_GROUP_DA, _GROUP_EN, of="target_group")
    return asked.right(of="psychiatric_discharge_on") if has_right(asked) else None


def before_discharge(asked: Asked) -> Finding | None:
    """LAB section 167, subsection 2: not earlier than so many months before the discharge."""
    facts = asked.facts
    if not _concerns(asked, facts.psychiatric_discharge_on) or not facts.psychiatric_discharge_on:
        return None
    if facts.first_day is None:
        return asked.ask("Skriv første dag.", "Name the first day.", of="first_day")
    earliest = _earliest(facts.psychiatric_discharge_on, asked.rule)
    values: Values = {
        "max_months_before_discharge": asked.rule.number("max_months_before_discharge"),
        "first_day_allowed": earliest.isoformat(),
    }
    if facts.first_day < earliest:
        return asked.block(
            f"Første dag kan tidligst være {days.text(earliest)}.",
            f"The first day can be {earliest} at the earliest.",
            of="first_day",
            values=values,
        )
    return asked.ok(of="first_day", values=values)


def total_after_discharge(asked: Asked) -> Finding | None:
    """LAB section 167, subsection 2: the periods come to so many months in all; two grants may be needed."""
    facts = asked.facts
    if not _concerns(asked, facts.psychiatric_discharge_on) or not facts.psychiatric_discharge_on:
        return None
    if facts.first_day is None or facts.last_day is None:
        return asked.ask("Skriv første og sidste dag.", "Name the first and the last day.", of="last_day")
    if facts.earlier_periods is None:
        return asked.ask(
            "Skriv de perioder, der er bevilget før.", "Name the periods granted before.", of="earlier_periods"
        )
    if facts.period is None:
        return None  # the days are the wrong way round, which another rule says
    before = asked.in_force("LAB-167-2-BEFORE")
    begun = _earliest(facts.psychiatric_discharge_on, before) if before else facts.period.first_day
    first_day, granted = _in_all((*facts.earlier_periods, facts.period), from_day=begun)
    months = asked.rule.number("min_total_months")
    needed = (days.last_day_of(first_day, months) - first_day).days + 1
    values: Values = {"min_total_months": months, "days_granted": granted, "days_needed": needed}
    if granted < needed:
        return asked.warn(
            f"Med denne periode bliver det {granted} af {needed} dage. Resten skal også bevilges.",
            f"With this period it comes to {granted} of {needed} days; the rest is due too.",
            of="last_day",
            values=values,
        )
    return asked.ok(of="last_day", values=values)


def study(asked: Asked) -> Finding | None:
    """LAB section 167, subsection 3: the young without qualification who are admitted to an education."""
    if asked.facts.education_admitted_on is None or not asked.facts.is_under_lab:
        return None
    if asked.facts.target_group is None:
        return asked.ask(_GROUP_DA, _GROUP_EN, of="target_group")
    return asked.right(of="education_admitted_on") if _by_study(asked) else None


def study_window(asked: Asked) -> Finding | None:
    """LAB section 167, subsection 3: the right is used within so many months from the admission."""
    facts = asked.facts
    if not _concerns(asked, facts.education_admitted_on) or not facts.education_admitted_on:
        return None
    if _used_on(facts) is None:
        return asked.ask(
            "Skriv den dag, hvor retten bruges første gang.",
            "Name the day on which the right is first used.",
            of="study_right_first_used_on",
        )
    until = _window_end(facts.education_admitted_on, asked.rule)
    values: Values = {
        "claim_window_months": asked.rule.number("claim_window_months"),
        "first_day_allowed": facts.education_admitted_on.isoformat(),
        "last_day_allowed": until.isoformat(),
    }
    of = "study_right_first_used_on" if facts.study_right_first_used_on else "first_day"
    if _is_too_late_or_early(facts, asked.rule):
        return asked.block(
            f"Retten kan bruges fra {days.text(facts.education_admitted_on)} til og med {days.text(until)}. Uden for "
            "de dage kan støtten kun gives efter en vurdering, og så skrives der ingen optagelse.",
            f"The right can be used from {facts.education_admitted_on} to {until}.",
            of=of,
            values=values,
        )
    return asked.ok(of=of, values=values)


def study_duration(asked: Asked) -> Finding | None:
    """LAB section 167, subsection 3: so many months from the first use, then extended like other support."""
    facts, used_on = asked.facts, _used_on(asked.facts)
    if not _concerns(asked, facts.education_admitted_on):
        return None
    if used_on is None or facts.last_day is None:
        return asked.ask(
            "Skriv første og sidste dag, og hvornår retten bruges første gang.",
            "Name the first and the last day, and when the right is first used.",
            of="last_day" if used_on else "study_right_first_used_on",
        )
    allowed = days.last_day_of(used_on, asked.rule.number("max_months"))
    values: Values = {"max_months": asked.rule.number("max_months"), "last_day_allowed": allowed.isoformat()}
    if facts.last_day <= allowed or facts.earlier_periods:
        return asked.ok(of="last_day", values=values)
    if facts.earlier_periods is None:
        return asked.ask(
            "Skriv de perioder, der er bevilget før: kun en forlængelse kan gå ud over fristen.",
            "Name the periods granted before: only an extension can go past the limit.",
            of="earlier_periods",
        )
    return asked.block(
        f"Sidste dag kan senest være {days.text(allowed)}.",
        f"The last day can be {allowed} at the latest.",
        of="last_day",
        values=values,
    )


def study_of_single_parents(asked: Asked) -> Finding | None:
    """Until 2021 only single parents had the right; the household is not among the facts."""
    if asked.facts.education_admitted_on is None or not asked.facts.is_under_lab:
        return None
    return asked.warn(
        "Undersøg, om borgeren er enlig forsørger.",
        "Find out whether the person is a single parent.",
        of="education_admitted_on",
    )


def _concerns(asked: Asked, day: date | None) -> bool:
    """Whether days are granted to somebody for whom the right is, as far as is known."""
    facts = asked.facts
    if day is None or not facts.is_under_lab or not facts.gives_period:
        return False
    return facts.target_group is None or facts.group in asked.rule.target_groups()


def _earliest(discharged_on: date, rule: table.Rule) -> date:
    return days.months_after(discharged_on, -rule.number("max_months_before_discharge"))


def _used_on(facts: Facts) -> date | None:
    return facts.study_right_first_used_on or facts.first_day


def _window_end(admitted_on: date, rule: table.Rule) -> date:
    """A time counted from a day ends on the same day of a later month."""
    return days.months_after(admitted_on, rule.number("claim_window_months"))


def _is_too_late_or_early(facts: Facts, window: table.Rule) -> bool:
    admitted_on, used_on = facts.education_admitted_on, _used_on(facts)
    if admitted_on is None or used_on is None:
        return False
    return not admitted_on <= used_on <= _window_end(admitted_on, window)


def _in_all(periods: Iterable[Period], *, from_day: date) -> tuple[date, int]:
    """The first day of the periods that reach a day, and all their days, each counted once."""
    stretches = [(one.first_day, one.last_day or one.first_day) for one in periods]
    reaching = sorted(stretch for stretch in stretches if stretch[1] >= from_day)
    counted, reached = 0, date.min
    for first_day, last_day in reaching:
        counted += max((last_day - max(first_day - timedelta(days=1), reached)).days, 0)
        reached = max(reached, last_day)
    return (reaching[0][0] if reaching else from_day), counted


CHECKS: Mapping[str, Check] = {
    DISCHARGE: discharge,
    "LAB-167-2-BEFORE": before_discharge,
    "LAB-167-2-MIN": total_after_discharge,
    STUDY: study,
    STUDY_WINDOW: study_window,
    "LAB-167-3-DURATION": study_duration,
    "HIST-STUDY-SINGLE": study_of_single_parents,
}

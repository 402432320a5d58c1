"""The target group of LAB section 6, and what it says about the grant."""

from collections.abc import Mapping

from parloeb.domain.grants.rules.findings import Asked, Check, Finding
from parloeb.domain.law import table


def target_group(asked: Asked) -> Finding | None:
    """LAB section 6: the number that the person belongs to; the other twelve are silent."""
    group = asked.rule.number("tg")
    if not asked.facts.is_under_lab or asked.facts.group != group:
        return None
    return asked.ok(of="target_group", values={"target_group": group})


def kept_group(asked: Asked) -> Finding | None:
    """The group as it is when the agreement is made is kept with it."""
    facts = asked.facts
    if not facts.is_under_lab or not facts.grants:
        return None
    if facts.target_group is None:
        return asked.ask("Vælg målgruppen.", "Name the target group.", of="target_group")
    return asked.ok(of="target_group")


def running_courses_alone(asked: Asked) -> Finding | None:
    """From 1 July 2026 two groups hold only who is in a course already; that shows by earlier support."""
    facts = asked.facts
    if not facts.is_under_lab or facts.group not in asked.rule.target_groups():
        return None
    if facts.earlier_periods is None:
        return asked.ask(
            "Skriv de perioder, der er bevilget før.", "Name the periods granted before.", of="earlier_periods"
        )
    if not facts.earlier_periods:
        return asked.warn(
            "Undersøg, om borgeren er i gang: der er ikke bevilget støtte før.",
            "Find out whether the course is running: no support was granted before.",
            of="target_group",
        )
    return asked.ok(of="target_group")


CHECKS: Mapping[str, Check] = {
    **{rule: target_group for rule in table.current().rules if rule.startswith("LAB-6-TG")},
    "LAB-6-FREEZE": kept_group,
    "REF-2026-07-RES": running_courses_alone,
}

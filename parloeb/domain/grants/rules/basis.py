"""What the support is given under and for: the act, the purpose, and why it takes a mentor."""

from collections.abc import Mapping

from parloeb.domain.grants.rules import period, rights
from parloeb.domain.grants.rules.facts import Basis, is_written
from parloeb.domain.grants.rules.findings import Asked, Check, Finding

_PURPOSE_DA = "Vælg, hvad støtten skal hjælpe med at opnå eller fastholde."
_PURPOSE_EN = "Name what the support shall help to get or keep."


def integration(asked: Asked) -> Finding | None:
    """Integrationsloven section 23 d: the other act; the rules of LAB section 167 are then not asked."""
    facts = asked.facts
    if facts.legal_basis is None:
        return asked.ask("Vælg hjemlen.", "Name the act that the support is given under.", of="legal_basis")
    if facts.legal_basis is not Basis.INT_23D:
        return None
    if facts.grants and (facts.first_day is None or facts.last_day is None):
        of = "last_day" if facts.first_day else "first_day"
        return asked.ask("Skriv første og sidste dag.", "Name the first and the last day.", of=of)
    if facts.grants and not facts.hours_per_week:
        return asked.ask("Skriv timerne om ugen.", "Say how many hours a week.", of="hours_per_week")
    return period.backwards(asked) or asked.ok(of="legal_basis")


def further_rules(asked: Asked) -> Finding | None:
    """LAB section 171: the minister's rules hold under the other act too."""
    return asked.ok(of="legal_basis") if asked.facts.legal_basis is Basis.INT_23D else None


def purpose(asked: Asked) -> Finding | None:
    """LAB section 167, subsection 1: what the support is for."""
    if not asked.facts.is_under_lab:
        return None
    if asked.facts.purpose is not None:
        return asked.ok(of="purpose")
    return asked.ask(_PURPOSE_DA, _PURPOSE_EN, of="purpose") if asked.facts.grants else None


def purpose_at_discharge(asked: Asked) -> Finding | None:
    """LAB section 167, subsection 2: the purposes of subsection 1, named since 2023."""
    return purpose(asked) if asked.facts.psychiatric_discharge_on else None


def purpose_before_2014(asked: Asked) -> Finding | None:
    """LAB sections 78-81: ordinary education for the young alone, and the age is not among the facts."""
    found = purpose(asked)
    chosen = asked.facts.purpose
    if found is None or chosen is None or chosen in asked.rule.words("purposes"):
        return found
    return asked.warn("Undersøg, om borgeren er under 30 år.", "Find out whether the person is under 30.", of="purpose")


def decisive(asked: Asked) -> Finding | None:
    """The mentor is decisive, and why stands in the case."""
    if not asked.facts.is_under_lab or not asked.facts.grants:
        return None
    if not is_written(asked.facts.decisive_reason):
        return asked.ask(
            "Skriv, hvorfor en mentor er afgørende.", "Write why a mentor is decisive.", of="decisive_reason"
        )
    return asked.ok(of="decisive_reason")


def discretion(asked: Asked) -> Finding | None:
    """LAB section 167, subsection 1: where there is no right, the municipality may and need not."""
    if not asked.facts.is_under_lab or rights.has_right(asked):
        return None
    return asked.ok()


CHECKS: Mapping[str, Check] = {
    "INT-23D": integration,
    "LAB-171-MINISTER": further_rules,
    "LAB-167-1-PURPOSE": purpose,
    "LAB-167-2-PURPOSE": purpose_at_discharge,
    "HIST-78": purpose_before_2014,
    "LAB-DECISIVE": decisive,
    "LAB-167-1-DISCRETION": discretion,
}

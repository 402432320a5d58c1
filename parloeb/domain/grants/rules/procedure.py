"""How the decision is made: hearing, reasons, guidance on complaint. Nothing of it is asked of a full grant."""

from collections.abc import Mapping
from datetime import date

from parloeb.domain.grants.rules.facts import is_written
from parloeb.domain.grants.rules.findings import Asked, Check, Finding


def hearing(asked: Asked) -> Finding | None:
    """Forvaltningsloven section 19: adverse facts that the citizen does not know come to the citizen first."""
    facts = asked.facts
    if facts.fully_granted or facts.adverse_new_facts is False:
        return None
    if facts.adverse_new_facts is None:
        return asked.ask(
            "Skriv, om afgørelsen bygger på oplysninger til ugunst, som borgeren ikke kender.",
            "Say whether the decision rests on adverse facts that the person does not know.",
            of="adverse_new_facts",
        )
    if facts.hearing_done is True:
        return asked.ok(of="hearing_done")
    if not facts.hearing_done:
        return _not_heard(asked)
    if facts.decision_day is None:
        return asked.ask("Skriv dagen for afgørelsen.", "Name the day of the decision.", of="decision_day")
    return asked.ok(of="hearing_done") if facts.hearing_done <= facts.decision_day else _not_heard(asked)


def reasons(asked: Asked) -> Finding | None:
    """Forvaltningsloven section 22: what is not fully granted has reasons."""
    facts = asked.facts
    if facts.fully_granted:
        return None
    if is_written(facts.reason_text):
        return asked.ok(of="reason_text")
    if facts.fully_granted is None:
        return _ask_fully_granted(asked)
    if facts.reason_text is None:
        return asked.ask("Skriv begrundelsen.", "Write the reasons.", of="reason_text")
    return asked.block("Skriv begrundelsen.", "Write the reasons.", of="reason_text")


def guidance(asked: Asked) -> Finding | None:
    """Forvaltningsloven section 25: what is not fully granted says how to complain."""
    facts = asked.facts
    if facts.fully_granted:
        return None
    if facts.complaint_guidance:
        return asked.ok(of="complaint_guidance")
    if facts.fully_granted is None:
        return _ask_fully_granted(asked)
    if facts.complaint_guidance is None:
        return asked.ask(
            "Skriv, om afgørelsen har klagevejledning.",
            "Say whether the decision has guidance on complaint.",
            of="complaint_guidance",
        )
    return asked.block("Skriv klagevejledning.", "Add guidance on complaint.", of="complaint_guidance")


def _not_heard(asked: Asked) -> Finding:
    if asked.facts.fully_granted is None:
        return _ask_fully_granted(asked)
    if isinstance(asked.facts.hearing_done, date):
        da, en = "Høringen ligger efter afgørelsen.", "The hearing is later than the decision."
    else:
        da, en = "Hør borgeren først.", "Hear the person first."
    return asked.block(da, en, of="hearing_done")


def _ask_fully_granted(asked: Asked) -> Finding:
    return asked.ask(
        "Skriv, om der er bevilget alt det, der er søgt om.",
        "Say whether all that was asked for is granted.",
        of="fully_granted",
    )


CHECKS: Mapping[str, Check] = {"FVL-22": reasons, "FVL-19": hearing, "FVL-25": guidance}

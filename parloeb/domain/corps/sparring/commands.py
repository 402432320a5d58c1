"""Note that mentors talked about their work, and take a wrong note back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from parloeb.domain.audit import commands as audit
from parloeb.domain.cases import access as cases
from parloeb.domain.cases.models import Case
from parloeb.domain.corps import access as corps
from parloeb.domain.corps import lists, noting
from parloeb.domain.corps.models import Mentor, Sparring, SparringMentor
from parloeb.domain.corps.sparring import access, queries, rules
from parloeb.domain.people.acting import Actor
from parloeb.kernel import days, errors


@dataclass(frozen=True)
class Held:
    """What was held: day, minutes, form and theme. `case_number` only where somebody chose to name one, with why."""

    kind: lists.SparringKind
    held_on: date
    minutes: int
    form: lists.SparringForm
    theme: lists.SparringTheme
    text: str = ""
    case_number: str = ""
    case_reason: str = ""


@transaction.atomic
def note(mentors: Sequence[Mentor], held: Held, *, by: Actor, at: datetime, on: date) -> Sparring:
    """Keep a talk of these mentors, who are of one corps. Raises RefusedError at the field."""
    corps.require(access.may_note(by, mentors))
    _refuse_unclear(mentors, held, on=on)
    case = _case(held, by=by, on=on)
    sparring = Sparring(
        jobcentre_id=mentors[0].jobcentre_id,
        kind=held.kind,
        held_on=held.held_on,
        minutes=held.minutes,
        form=held.form,
        theme=held.theme,
        text=held.text.strip(),
        case=case,
        case_reason=held.case_reason.strip() if case else "",
        noted_at=at,
        noted_by_id=by.user_id,
    )
    sparring.save(force_insert=True)
    SparringMentor.objects.bulk_create([SparringMentor(sparring=sparring, mentor=mentor) for mentor in mentors])
    citizens = [case.citizen.uuid] if case else []
    audit.record("sparring.noted", sparring, by=by, at=at, citizens=citizens, reason=held.theme)
    return sparring


@transaction.atomic
def withdraw(sparring: Sparring, *, reason: str, by: Actor, at: datetime) -> None:
    """Take back what was noted by mistake. Raises RefusedError, OvertakenError."""
    corps.require(access.may_withdraw(by, sparring))
    mentors = [one.mentor for one in sparring.taking_part.select_related("mentor")]
    fault = rules.fault_of_text(reason, names=queries.names_met(mentors))
    if fault:
        raise errors.RefusedError(fault, field="reason")
    noting.withdraw(sparring, reason=reason, act="sparring.withdrawn", by=by, at=at)


def _refuse_unclear(mentors: Sequence[Mentor], held: Held, *, on: date) -> None:
    names = queries.names_met(mentors)
    before = max((mentor.first_day for mentor in mentors), default=held.held_on)
    faults = (
        ("mentors", rules.fault_of_form(held.form, mentors=len(mentors))),
        ("minutes", rules.fault_of_minutes(held.minutes)),
        ("held_on", "Dagen ligger i fremtiden." if held.held_on > on else ""),
        ("held_on", f"En af mentorerne er først i korpset fra {days.text(before)}." if held.held_on < before else ""),
        ("text", "Skriv, hvad det handlede om." if rules.lacks_text(held.theme, held.text) else ""),
        ("text", rules.fault_of_text(held.text, names=names)),
        ("case_reason", rules.fault_of_text(held.case_reason, names=names)),
    )
    for field, sentence in faults:
        if sentence:
            raise errors.RefusedError(sentence, field=field)
    days.refuse_strange(held.held_on, on=on, back=1, field="held_on")


def _case(held: Held, *, by: Actor, on: date) -> Case | None:
    """The case that was named; none where none was. Raises RefusedError without a reason, and out of reach."""
    number = held.case_number.strip()
    if not number:
        return None
    if not held.case_reason.strip():
        raise errors.RefusedError("Skriv, hvorfor sagen skal nævnes.", field="case_reason")
    case = cases.visible_to(by, on=on).filter(number=number).select_related("citizen").first()
    if case is None:
        raise errors.RefusedError("Du har ingen sag med det nummer.", field="case_number")
    return case

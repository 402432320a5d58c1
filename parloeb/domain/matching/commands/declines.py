"""After three have said no: what those round the citizen talked about, before anybody more is asked."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction

from parloeb.domain.audit import commands as audit
from parloeb.domain.cases.models import Case
from parloeb.domain.matching import access
from parloeb.domain.matching.lists import TalkedWith
from parloeb.domain.matching.models import DeclinesTalk
from parloeb.domain.matching.queries import declining
from parloeb.domain.people.acting import Actor
from parloeb.kernel import days, errors


@transaction.atomic
def note_talk(
    case: Case, *, held_on: date, talked_with: Collection[TalkedWith], changes: str, by: Actor, at: datetime, on: date
) -> DeclinesTalk:
    """Note with whom the coordinator talked, and what changes; from now on others can be asked.

    Refused at the field, and where it is not time to talk: of two who note at once the second is told.
    """
    access.require(access.may_propose(by, case, on=on))
    held = Case.objects.select_for_update().get(pk=case.pk)
    if not declining.is_time_to_talk(held):
        raise errors.RefusedError("Samtalen er noteret, eller der er ikke sagt nej tre gange siden sidst.")
    if held_on > on:
        raise errors.RefusedError("Dagen ligger i fremtiden.", field="held_on")
    days.refuse_strange(held_on, on=on, back=1, field="held_on")
    if not talked_with:
        raise errors.RefusedError("Vælg, hvem du talte med.", field="talked_with")
    if not changes.strip():
        raise errors.RefusedError("Skriv, hvad der ændres, før den næste bliver spurgt.", field="changes")
    talk = DeclinesTalk(
        case=case,
        held_on=held_on,
        talked_with=[one for one in TalkedWith if one in talked_with],
        changes=changes.strip(),
        written_at=at,
        written_by_id=by.person_id,
    )
    talk.save(force_insert=True)
    audit.record("declines.talked", talk, by=by, at=at, citizens=[case.citizen.uuid])
    return talk

"""Note that two are not put together, and lift it. What was noted is kept."""

from datetime import date, datetime

from django.db import transaction

from parloeb.domain.audit import commands as audit
from parloeb.domain.cases import firsts
from parloeb.domain.cases.models import Case
from parloeb.domain.corps.models import Mentor
from parloeb.domain.matching.exclusions import access
from parloeb.domain.matching.lists import ExclusionReason
from parloeb.domain.matching.models import Exclusion
from parloeb.domain.people.acting import Actor
from parloeb.kernel import errors

_LENGTH = 500  # characters


@transaction.atomic
def exclude(
    case: Case, mentor: Mentor, *, why: ExclusionReason, words: str = "", by: Actor, at: datetime, on: date
) -> Exclusion:
    """Note that the citizen of the case and a mentor are not put together. What binds or is asked now stays."""
    access.require_write(by, case, on=on)
    if mentor.jobcentre_id != case.jobcentre_id:
        raise errors.RefusedError("Mentoren hører til et andet jobcenter.", field="mentor")
    if why is ExclusionReason.OTHER and not words.strip():
        raise errors.RefusedError("Skriv kort, hvorfor de to ikke må sættes sammen.", field="words")
    if Exclusion.objects.filter(citizen=case.citizen_id, mentor=mentor, lifted_at=None).exists():
        raise errors.RefusedError(f"Det er allerede skrevet op, at {mentor} ikke må vælges.", field="mentor")
    noted = Exclusion(
        citizen_id=case.citizen_id,
        mentor=mentor,
        why=why,
        words=words.strip()[:_LENGTH],
        noted_at=at,
        noted_by_id=by.person_id,
    )
    with firsts.first_wins():
        noted.save(force_insert=True)
    audit.record("exclusion.noted", noted, by=by, at=at, citizens=[case.citizen.uuid], reason=why)
    return noted


@transaction.atomic
def lift(case: Case, exclusion: Exclusion, *, because: str, by: Actor, at: datetime, on: date) -> None:
    """Let the two be put together again, with a reason. Raises OvertakenError where it was lifted before."""
    access.require_write(by, case, on=on)
    if not because.strip():
        raise errors.RefusedError("Skriv kort, hvorfor de to må sættes sammen igen.", field="because")
    holding = Exclusion.objects.filter(pk=exclusion.pk, citizen=case.citizen_id, lifted_at=None)
    if not holding.update(lifted_at=at, lifted_by=by.person_id, lifted_because=because.strip()[:_LENGTH]):
        raise errors.OvertakenError
    audit.record("exclusion.lifted", exclusion, by=by, at=at, citizens=[case.citizen.uuid])

"""Judge what a course asks of its mentor. Nothing is rewritten: what changes is judged anew."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from parloeb.domain.audit import commands as audit
from parloeb.domain.cases import firsts
from parloeb.domain.cases.models import Case
from parloeb.domain.matching.models import NeededCompetence, Needs
from parloeb.domain.matching.needs import access, queries, rules
from parloeb.domain.people.acting import Actor
from parloeb.kernel import errors


@transaction.atomic
def judge(case: Case, content: rules.Content, *, after: UUID | None, by: Actor, at: datetime, on: date) -> Needs:
    """Keep what the course asks for. `after` is what was judged before, as it was read; None where nothing was.

    Raises RefusedError at the field, OvertakenError where somebody else judged since.
    """
    access.require_judge(by, case, on=on)
    rules.refuse_unclear(content)
    former = queries.newest(case)
    firsts.require_newest(former, after=after)
    if former and queries.content_of(former) == content:
        raise errors.RefusedError("Det er de krav, der står i forvejen.")
    judged = Needs(
        case=case,
        is_heavy=content.is_heavy,
        with_children=content.with_children,
        judged_at=at,
        judged_by_id=by.person_id,
        replaces=former,
    )
    with firsts.first_wins():
        judged.save(force_insert=True)
    NeededCompetence.objects.bulk_create(
        NeededCompetence(needs=judged, field=field, level=level) for field, level in content.needs.items()
    )
    audit.record("needs.judged", judged, by=by, at=at, citizens=[case.citizen.uuid])
    return judged

"""The courses in which no contact was registered for longer than the jobcentre lets pass without a word."""

from datetime import date

from django.db.models import Max, QuerySet

from parloeb.domain.agreements.lists import Rhythm
from parloeb.domain.agreements.models import Agreement
from parloeb.domain.cases.models import Case
from parloeb.domain.cases.queries import Waiting
from parloeb.domain.cases.rules import Stage
from parloeb.domain.law.settings import Setting, Timeline
from parloeb.domain.people import queries as people
from parloeb.domain.visits import lists, queries, rules
from parloeb.domain.visits.models import Visit
from parloeb.kernel import days, local


def waiting(cases: QuerySet[Case], *, on: date) -> tuple[Waiting, ...]:
    """Those of the cases whose mentor has an agreement, and whose last visit held is too long ago."""
    going = cases.filter(stage__in=[Stage.RUNNING, Stage.PHASING_OUT], is_historic=False)
    agreed = Agreement.objects.filter(case__in=going, in_force_from__lte=on, in_force_to__gte=on)
    held = queries.standing(Visit.objects.filter(case__in=going)).filter(outcome=lists.Outcome.HELD)
    last = {case: local.local_day(at) for case, at in held.values_list("case").annotate(at=Max("starts_at"))}
    settings = people.timeline()
    return tuple(
        told
        for agreement in agreed.select_related("case__citizen").order_by("pk")
        if (told := _told(agreement, last.get(agreement.case_id), _alarm(agreement, settings, on=on), on=on))
    )


def _alarm(agreement: Agreement, settings: Timeline, *, on: date) -> int:
    return settings.on(agreement.case.jobcentre_id, on).number(Setting.CONTACT_DAYS)


def _told(agreement: Agreement, last: date | None, alarm: int, *, on: date) -> Waiting | None:
    """What the desk says; nothing while contact is not late."""
    rhythm = Rhythm(agreement.rhythm) if agreement.rhythm else None
    since = max(day for day in (last, agreement.in_force_from) if day)
    due = rules.contact_by(rhythm, since=since, alarm=alarm)
    if due is None or due >= on:
        return None
    case, said = agreement.case, f"siden {days.text(last)}" if last else "endnu"
    return Waiting(
        since=since,
        what=f"Der er ikke registreret kontakt {said}",
        number=case.number,
        name=str(case.citizen),
        citizen=case.citizen.uuid,
        record=("case", case.uuid),
        due=due,
    )

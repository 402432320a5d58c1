"""Visits, and cases in which visits can be registered."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime, time

from parloeb.domain.cases.models import Case
from parloeb.domain.cases.rules import RelationKind
from parloeb.domain.corps.models import Mentor
from parloeb.domain.people.models import User
from parloeb.domain.people.rules import Role
from parloeb.domain.referrals.models import Background
from parloeb.domain.visits import commands
from parloeb.domain.visits.lists import Place, Topic
from parloeb.domain.visits.models import Visit
from parloeb.domain.visits.rules import Allowance, Content, Part
from parloeb.kernel import local
from parloeb.kernel.periods import Period
from tests.builders import cases, corps, people
from tests.builders.clock import AT, ON

ALWAYS = (Period(date(2026, 1, 1), date(2027, 12, 31)),)
ALLOWED = Allowance(granted=ALWAYS, agreed=ALWAYS, matched=ALWAYS)
AN_HOUR_AT_HOME = (Part(Place.HOME, 60, ((Topic.EVERYDAY, 60),)),)


@dataclass(frozen=True)
class Pair:
    """A case with its mentor, and the users of citizen and mentor."""

    case: Case
    mentor: Mentor
    citizen_user: User
    mentor_user: User


def a_pair(*, referred_on: date = date(2026, 10, 1), mentor: Mentor | None = None) -> Pair:
    """A referred citizen who is met by a mentor, both of them with users and related to the case."""
    citizen_user = people.give_role(people.a_user("Anna Borg"), Role.CITIZEN)
    case = cases.a_case(citizen=people.a_citizen(user=citizen_user), on=referred_on)
    Background.objects.update_or_create(case=case, defaults={"referred_on": referred_on})
    met = mentor or corps.a_corps_mentor(jobcentre=case.jobcentre)
    assert met.user, "a mentor who registers has a user"
    cases.relate(case, RelationKind.MENTOR, user=met.user, first_day=referred_on)
    return Pair(case=case, mentor=met, citizen_user=citizen_user, mentor_user=met.user)


def begun(clock: str = "08:00", *, on: date = ON) -> datetime:
    """The moment when clocks in Denmark show `clock` on that day."""
    return local.moment(on, time.fromisoformat(clock))


def a_content(
    clock: str = "08:00", *, on: date = ON, parts: tuple[Part, ...] = AN_HOUR_AT_HOME, is_shared: bool = False
) -> Content:
    """A visit that was held; by default one hour at home about everyday things."""
    return Content(starts_at=begun(clock, on=on), parts=parts, is_shared=is_shared)


def a_visit(
    pair: Pair,
    content: Content | None = None,
    *,
    allowed: Allowance = ALLOWED,
    client_key: uuid.UUID | None = None,
    at: datetime = AT,
) -> Visit:
    """A visit registered by the mentor."""
    with people.act(pair.mentor_user, Role.MENTOR) as by:
        return commands.register(
            pair.case,
            content or a_content(),
            mentor=pair.mentor,
            allowed=allowed,
            client_key=client_key or uuid.uuid4(),
            by=by,
            at=at,
            on=ON,
        )

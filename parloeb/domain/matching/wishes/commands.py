"""Write down what a citizen wishes of a mentor. Nothing is rewritten: who changes their mind tells anew."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from parloeb.domain.audit import commands as audit
from parloeb.domain.cases import firsts
from parloeb.domain.cases.models import Case
from parloeb.domain.matching.lists import WishWay
from parloeb.domain.matching.models import Wishes
from parloeb.domain.matching.wishes import access, queries, rules
from parloeb.domain.people.acting import Actor
from parloeb.domain.people.rules import Role
from parloeb.domain.referrals import queries as referrals
from parloeb.kernel import days, errors


@transaction.atomic
def tell(
    case: Case,
    content: rules.Content,
    *,
    way: WishWay,
    told_on: date,
    after: UUID | None,
    by: Actor,
    at: datetime,
    on: date,
) -> Wishes:
    """Keep what was told on a day. `after` is what was told before, as it was read; None where nothing was.

    Who wishes nothing any more tells that. A citizen tells on the own page, today. Raises RefusedError at the field,
    OvertakenError where somebody else wrote since.
    """
    access.require_write(by, case, on=on)
    _refuse_strange_telling(way, told_on, by=by, on=on)
    _refuse_unclear(case, content, by=by)
    former = queries.newest(case)
    if former is None and content == rules.NOTHING:
        raise errors.RefusedError("Skriv mindst ét ønske.", field="words")
    firsts.require_newest(former, after=after)
    if former and queries.content_of(former) == content:
        raise errors.RefusedError("Det er de ønsker, der står i forvejen.")
    told = Wishes(
        case=case,
        told_on=told_on,
        way=way,
        languages=list(content.languages),
        sex=content.sex,
        kinds=list(content.kinds),
        areas=list(content.areas),
        times=list(content.times),
        musts=sorted(content.musts),
        words=content.words,
        written_at=at,
        written_by_id=by.person_id,
        replaces=former,
    )
    with firsts.first_wins():
        told.save(force_insert=True)
    audit.record("wishes.told", told, by=by, at=at, citizens=[case.citizen.uuid])
    return told


def _refuse_strange_telling(way: WishWay, told_on: date, *, by: Actor, on: date) -> None:
    if (by.role is Role.CITIZEN) != (way is WishWay.OWN_PAGE):
        raise errors.RefusedError("Vælg, hvordan borgeren fortalte det.", field="way")
    if told_on > on:
        raise errors.RefusedError("Dagen ligger i fremtiden.", field="told_on")
    days.refuse_strange(told_on, on=on, back=1, field="told_on")


def _refuse_unclear(case: Case, content: rules.Content, *, by: Actor) -> None:
    """What a citizen wishes is kept, whatever stands in the referral: who finds the mentor is told of both."""
    referral = None if by.role is Role.CITIZEN else referrals.living_referral(case)
    considerations = referrals.content_of(referral).considerations if referral else ()
    rules.refuse_unclear(content, considerations=considerations)

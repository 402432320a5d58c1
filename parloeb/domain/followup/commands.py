"""Hold follow-up talks, and close a course with a letter."""

from dataclasses import asdict
from datetime import date, datetime, timedelta

from django.db import transaction

from parloeb.domain.audit import commands as audit
from parloeb.domain.cases import commands as cases
from parloeb.domain.cases import firsts
from parloeb.domain.cases.models import Case
from parloeb.domain.cases.rules import RelationKind, Stage
from parloeb.domain.correspondence import commands as correspondence
from parloeb.domain.correspondence import phrasing
from parloeb.domain.correspondence.models import Letter, LetterKind
from parloeb.domain.correspondence.rules import letters
from parloeb.domain.followup import access, concluder, queries, rules, wording
from parloeb.domain.followup.lists import Wish
from parloeb.domain.followup.models import Closing, Talk
from parloeb.domain.grants.commands import Sending
from parloeb.domain.matching import rules as matches
from parloeb.domain.matching.commands import parting
from parloeb.domain.people import queries as people
from parloeb.domain.people.acting import Actor
from parloeb.domain.people.rules import ROLE_TITLES
from parloeb.kernel import errors, numbers


@transaction.atomic
def hold_talk(case: Case, content: rules.TalkContent, *, by: Actor, at: datetime, on: date) -> Talk:
    """Keep a talk with its decision; one to phase out, or to go on after all, moves the course."""
    access.require(by, case, on=on)
    held = cases.hold(case)  # a talk and an end at once: the talk is told that the course has ended
    _refuse(rules.talk_refusals(content, queries.stage_of(held), opened_on=case.opened_on, on=on))
    talk = Talk(case=case, written_by_id=by.person_id, written_at=at, **asdict(content))
    talk.save(force_insert=True)
    cases.reach_stage(case, queries.stage_of(case))
    _record("talk.held", talk, case, by=by, at=at, reason=content.decision)
    return talk


@transaction.atomic
def close(case: Case, content: rules.ClosingContent, *, sending: Sending, by: Actor, at: datetime, on: date) -> Closing:
    """End the course: its match, its relations with the days agreed, and a letter to the citizen. Never twice."""
    access.require(by, case, on=on)
    locked = cases.hold(case)
    _refuse_loose(queries.ending_of(locked), content)
    _refuse(rules.closing_refusals(content, queries.bounds_of(locked, on=on)))
    letter = _letter(case, content, sending=sending, by=by, at=at, on=on)
    closing = Closing(case=case, letter=letter, closed_by_id=by.person_id, closed_at=at, **_kept(content))
    with firsts.first_wins():
        closing.save(force_insert=True)
    parting.conclude(case, last_day=content.ended_on, by=by, at=at)
    last_day = content.ended_on + timedelta(days=matches.DAYS_AFTER)
    cases.end_relations(case, kind=RelationKind.COORDINATION, last_day=last_day, by=by, at=at)
    cases.reach_stage(case, Stage.ENDED, ended_on=content.ended_on)
    _record("case.closed", closing, case, by=by, at=at, reason=content.reason)
    return closing


@transaction.atomic
def acknowledge_handover(closing: Closing, *, acknowledged_on: date, by: Actor, at: datetime, on: date) -> None:
    """Note the day on which whoever takes over said that the course is received."""
    access.require(by, closing.case, on=on)
    if not closing.receiver:
        raise errors.RefusedError("Der er ingen, der tager over.")
    if not closing.ended_on <= acknowledged_on <= on:
        raise errors.RefusedError("Skriv en dag fra afslutningen og til i dag.", field="acknowledged_on")
    unchanged = Closing.objects.filter(pk=closing.pk, receiver_acknowledged_on=None)
    if not unchanged.update(receiver_acknowledged_on=acknowledged_on):
        raise errors.OvertakenError
    closing.receiver_acknowledged_on = acknowledged_on
    _record("closing.handover_acknowledged", closing, closing.case, by=by, at=at)


def preview(case: Case, content: rules.ClosingContent, *, sending: Sending, by: Actor, on: date) -> letters.Letter:
    """The closing letter as it would be written now; nothing is kept. Raises RefusedError as `close` does."""
    access.require(by, case, on=on)
    _refuse_loose(queries.ending_of(case), content)
    _refuse(rules.closing_refusals(content, queries.bounds_of(case, on=on)))
    facts = _facts(case, content, sending=sending, by=by, on=on)
    return phrasing.in_own_words(facts, jobcentre=case.jobcentre_id, kind=LetterKind.CLOSING)


def _letter(
    case: Case, content: rules.ClosingContent, *, sending: Sending, by: Actor, at: datetime, on: date
) -> Letter | None:
    if not rules.writes_letter(content.reason):
        return None
    facts = _facts(case, content, sending=sending, by=by, on=on)
    return correspondence.write_letter(case, kind=LetterKind.CLOSING, facts=facts, keys=sending.keys, by=by, at=at)


def _facts(case: Case, content: rules.ClosingContent, *, sending: Sending, by: Actor, on: date) -> letters.Letter:
    if content.wish is None:
        raise errors.RefusedError("Der skrives ikke brev til en borger, der er død.", field="reason")
    end = wording.End(
        closed_on=on,
        ended_on=content.ended_on,
        reached=content.reached.strip(),
        receiver=content.receiver.strip(),
        wish=Wish(content.wish),
        text=content.text.strip(),
        closed_by=by.name,
        closed_as=ROLE_TITLES[by.role],
    )
    citizen = case.citizen
    address = people.address_of(citizen, keys=sending.keys)
    receiver = letters.receiver(str(citizen), address, protected=citizen.is_protected)
    return wording.letter(end, sender=sending.sender, receiver=receiver, case_number=case.number)


def _kept(content: rules.ClosingContent) -> dict[str, object]:
    kept = asdict(content)
    del kept["knows_unconfirmed"]
    return kept | {"wish": content.wish or ""}


def _refuse_loose(ending: concluder.Ending, content: rules.ClosingContent) -> None:
    """Refuse what may not end, or what would end with something missing and no reason for it."""
    if not ending.verdict:
        raise errors.RefusedError(ending.verdict.reason)
    for lack in ending.lacks:
        if not (lack.gives_way and content.despite.strip()):
            raise errors.RefusedError(lack.sentence, field="despite" if lack.gives_way else None)
    if ending.unconfirmed_minutes and not content.knows_unconfirmed:
        spent = numbers.minutes_text(ending.unconfirmed_minutes)
        raise errors.RefusedError(
            f"Borgeren har ikke bekræftet {spent} timer. Sæt kryds, hvis de skal stå sådan.", field="knows_unconfirmed"
        )


def _refuse(refusals: tuple[rules.Refusal, ...]) -> None:
    for refusal in refusals:
        raise errors.RefusedError(refusal.sentence, field=refusal.field)


def _record(name: str, subject: audit.Subject, case: Case, *, by: Actor, at: datetime, reason: str = "") -> None:
    audit.record(name, subject, by=by, at=at, citizens=[case.citizen.uuid], reason=reason)

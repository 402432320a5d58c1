"""Every kind of letter as it is written by its command, each under the occasions on which it says something else.

A kind without a line here fails the tests that go through all of them.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

from parloeb.domain.correspondence import commands, phrasing
from parloeb.domain.correspondence.models import Letter, LetterKind
from parloeb.domain.followup.lists import Wish
from parloeb.domain.grants import commands as grants
from parloeb.domain.grants import curve, force, modifying
from parloeb.domain.grants.force import Kind
from parloeb.domain.grants.lists import RequestKind, Way
from parloeb.domain.grants.models import Grant, Postponement
from parloeb.domain.grants.procedure.commands import complaints, hearings, requests
from parloeb.domain.grants.procedure.commands.postponing import NewDay
from parloeb.domain.people.models import User
from parloeb.domain.people.rules import Role
from parloeb.domain.referrals.lists import Source
from parloeb.journeys import discharging
from tests import builders
from tests.builders import ON, followup, procedure

Written = Callable[[], Letter]
LATER = ON + timedelta(days=21)
TAPER = (curve.Row(1, 4, 240), curve.Row(5, 8, 120), curve.Row(9, 12, 60))
WHY = "Asta er kommet i arbejde og kan selv komme ud ad døren om morgenen."


def even() -> Letter:
    """The same hours the whole way."""
    return builders.letter_of(builders.a_grant())


def worded() -> Letter:
    """The same with the municipality's own words in every place."""
    signe = builders.a_caseworker()
    team = procedure.team_of(signe)
    with builders.act(builders.a_leader(team=team), Role.TEAM_LEADER) as by:
        for piece in phrasing.PIECES:
            text = f"Egne ord: {piece}."
            phrasing.write(team.jobcentre, piece, text=text, first_day=ON, by=by, at=builders.AT, on=ON)
    return builders.letter_of(builders.a_grant(by=signe))


def curved() -> Letter:
    """Hours that are tapered off."""
    signe = builders.a_caseworker()
    grant = builders.a_drafted_grant(by=signe)
    typed = grants.Draft(
        first_day=ON, last_day=ON + timedelta(weeks=12, days=-1), weeks=TAPER, decisive_reason=grant.decisive_reason
    )
    return _decided(grant, typed, by=signe, on=ON)


def with_pot() -> Letter:
    """Some hours are kept for the time after it."""
    return _granted(
        aftercare_minutes=180,
        aftercare_last_day=date(2027, 4, 30),
    )


def of_place() -> Letter:
    """The mentor is one of a place."""
    return _granted(
        mentor_type="place",
        mentor_kind="company",
        beyond_usual_effort="Henter Asta ved døren hver morgen.",
    )


def partly() -> Letter:
    """Fewer hours, fewer days and one purpose less than was asked for."""
    return _granted(
        reason_text=WHY,
        alternative=procedure.INSTEAD,
        asked_minutes_per_week=360,
        asked_last_day=date(2027, 5, 15),
        asked_purpose="fleksjob",
    )


def refused() -> Letter:
    """Nothing is granted."""
    return builders.letter_of(builders.a_refused_grant())


def extended() -> Letter:
    """A further period, with its assessment."""
    signe = builders.a_caseworker()
    first_day = date(2027, 2, 16)
    typed = grants.Draft(
        first_day=first_day,
        last_day=date(2027, 5, 15),
        minutes_per_week=60,
        decisive_reason=builders.FULL.decisive_reason,
        assessment="Asta møder op de fleste dage og er på vej til at kunne selv.",
    )
    return _decided(_begun(builders.a_grant(by=signe), Kind.EXTEND, by=signe), typed, by=signe)


def lowered() -> Letter:
    """Fewer hours from a day on."""
    signe = builders.a_caseworker()
    return _retimed(builders.a_grant(by=signe), Kind.CHANGE, first_day=date(2027, 1, 1), minutes=60, by=signe)


def corrected() -> Letter:
    """A mistake put right."""
    signe = builders.a_caseworker()
    return _retimed(builders.a_grant(by=signe), Kind.CORRECT, first_day=ON, minutes=150, by=signe)


def moved() -> Letter:
    """Support that follows a discharge."""
    signe = builders.a_caseworker()
    at = date(2027, 1, 18)
    content = replace(builders.FULL, legal_basis="LAB_167_2", discharge_on=at)
    grant = builders.a_grant_at_discharge(by=signe, content=content, first_day=LATER + timedelta(days=7))
    with builders.act(signe, Role.CASEWORKER, on=LATER) as by:
        found = discharging.Moved(at + timedelta(days=14), Source.HOSPITAL, "Afdelingen vil se tiden an.")
        draft = discharging.move(grant, found, by=by, at=builders.at(LATER), on=LATER)
        assert draft, "support follows a discharge that moved"
        sending, at_noon = builders.sending(), builders.at(LATER)
        grants.decide(draft, used=frozenset(), sending=sending, by=by, at=at_noon, on=LATER)
    return builders.letter_of(draft)


def shortened() -> Letter:
    """An earlier last day."""
    signe = builders.a_caseworker()
    draft = _begun(builders.a_grant(by=signe), Kind.SHORTEN, by=signe)
    return _decided(draft, grants.Draft(last_day=date(2026, 12, 31), reason_text=WHY), by=signe)


def revoked() -> Letter:
    """A grant taken back before it began."""
    signe = builders.a_caseworker()
    grant = builders.a_grant(by=signe, first_day=LATER + timedelta(days=7))
    return _decided(_begun(grant, Kind.REVOKE, by=signe), grants.Draft(reason_text=WHY), by=signe)


def change_revoked() -> Letter:
    """A change taken back before it began: what was granted before it is in force again."""
    signe = builders.a_caseworker()
    grant = builders.a_grant(by=signe)
    _retimed(grant, Kind.CHANGE, first_day=date(2027, 1, 1), minutes=60, by=signe)
    change = Grant.objects.select_related("case__citizen").get(kind=Kind.CHANGE)
    return _decided(_begun(change, Kind.REVOKE, by=signe), grants.Draft(reason_text=WHY), by=signe)


def closed() -> Letter:
    """A course closed as the citizen wished."""
    return _closed(Wish.AGREES)


def closed_against_wish() -> Letter:
    """A course closed against the citizen's wish: a decision, of which one may complain."""
    return _closed(Wish.AGAINST)


def heard() -> Letter:
    """Facts put to the citizen."""
    return builders.a_hearing().letter


def confirmed() -> Letter:
    """A complaint came in."""
    return builders.a_complaint().confirmation


def confirmed_late() -> Letter:
    """A complaint came in after the last day."""
    return builders.a_complaint(on=ON + timedelta(weeks=5)).confirmation


def maintained() -> Letter:
    """The decision stands."""
    signe = builders.a_caseworker()
    complaint = builders.a_complaint(by=signe)
    mona = procedure.a_colleague(signe)
    with builders.act(mona, Role.CASEWORKER) as by:
        complaints.maintain(complaint, reasons=WHY, sending=builders.sending(), by=by, at=builders.AT, on=ON)
    assert complaint.letter, "what is maintained is told by letter"
    return complaint.letter


def invited() -> Letter:
    """The citizen is asked to meet a mentor."""
    signe = builders.a_caseworker()
    grant = builders.a_grant(by=signe)
    return builders.an_invitation(grant.case, by=signe).letter


def withdrawn() -> Letter:
    """A complaint that was confirmed is withdrawn."""
    signe = builders.a_caseworker()
    complaint = builders.a_complaint(by=signe)
    with builders.act(signe, Role.CASEWORKER) as by:
        commands.post(complaint.confirmation, by=by, at=builders.AT, on=ON)
        said = complaints.Withdrawal(Way.PHONE, ON)
        complaints.withdraw(complaint, said, sending=builders.sending(), by=by, at=builders.AT, on=ON)
    assert complaint.withdrawal, "who was told that it came in is told that it is gone"
    return complaint.withdrawal


def prolonged() -> Letter:
    """Longer to answer a hearing."""
    signe = builders.a_caseworker()
    hearing = builders.a_sent_hearing(by=signe)
    new = NewDay(LATER, WHY, is_asked_for=True)
    with builders.act(signe, Role.CASEWORKER) as by:
        hearings.prolong(hearing, new, sending=builders.sending(), by=by, at=builders.AT, on=ON)
    return Postponement.objects.get(hearing=hearing).letter


def reconsidered_later() -> Letter:
    """A complaint is answered later."""
    signe = builders.a_caseworker()
    complaint = builders.a_complaint(by=signe)
    new = NewDay(ON + timedelta(weeks=5), WHY)
    with builders.act(signe, Role.CASEWORKER) as by:
        complaints.explain(complaint, new, sending=builders.sending(), by=by, at=builders.AT, on=ON)
    return Postponement.objects.get(complaint=complaint).letter


def answered_later(kind: RequestKind = RequestKind.REASONS) -> Letter:
    """A request is answered later."""
    signe = builders.a_caseworker()
    asked = requests.Asked(kind, "Vil vide det.", Way.PHONE, ON, ON if kind is RequestKind.REASONS else None)
    with builders.act(signe, Role.CASEWORKER) as by:
        request = requests.register(builders.a_case(by=signe), asked, by=by, at=builders.AT, on=ON)
        new = NewDay(LATER, WHY)
        requests.explain(request, new, sending=builders.sending(), by=by, at=builders.AT, on=ON)
    return Postponement.objects.get(request=request).letter


def access_later() -> Letter:
    """A request to see the file is answered later."""
    return answered_later(RequestKind.ACCESS)


KINDS: Mapping[LetterKind, tuple[Written, ...]] = MappingProxyType(
    {
        LetterKind.GRANT: (even, worded, curved, with_pot, of_place, extended),
        LetterKind.PARTIAL: (partly,),
        LetterKind.REFUSAL: (refused,),
        LetterKind.CHANGE: (lowered, corrected, moved),
        LetterKind.STOP: (shortened, revoked, change_revoked),
        LetterKind.CLOSING: (closed, closed_against_wish),
        LetterKind.HEARING: (heard,),
        LetterKind.POSTPONED: (prolonged, reconsidered_later, answered_later, access_later),
        LetterKind.COMPLAINT: (confirmed, confirmed_late, maintained, withdrawn),
        LetterKind.INVITATION: (invited,),
    }
)
ALL = tuple((kind, written) for kind, several in KINDS.items() for written in several)
NAMES = tuple(f"{kind.value}-{written.__name__}" for kind, written in ALL)


def _closed(wish: Wish) -> Letter:
    course = builders.a_running_course()
    content = followup.a_closing_content(wish=wish)
    letter = builders.a_closing(course.case, by=course.caseworker, content=content).letter
    assert letter, "a course of the living is closed by letter"
    return letter


def _begun(of: Grant, kind: Kind, *, by: User) -> Grant:
    with builders.act(by, Role.CASEWORKER, on=LATER) as actor:
        return modifying.begin(of, kind, by=actor, at=builders.at(LATER), on=LATER)


def _retimed(of: Grant, kind: Kind, *, first_day: date, minutes: int, by: User) -> Letter:
    draft = _begun(of, kind, by=by)
    typed = grants.Draft(
        first_day=first_day,
        last_day=draft.last_day,
        minutes_per_week=minutes,
        decisive_reason=draft.decisive_reason,
        mistake=WHY if kind is Kind.CORRECT else "",
        reason_text="" if kind is Kind.CORRECT else WHY,
    )
    return _decided(draft, typed, by=by)


def _granted(**more: Any) -> Letter:
    """A grant of three months with two hours a week, and what else is typed."""
    signe = builders.a_caseworker()
    grant = builders.a_drafted_grant(by=signe)
    typed = grants.Draft(
        first_day=ON,
        last_day=date(2027, 2, 15),
        minutes_per_week=120,
        decisive_reason=grant.decisive_reason,
        **more,
    )
    return _decided(grant, typed, by=signe, on=ON)


def _decided(draft: Grant, typed: grants.Draft, *, by: User, on: date = LATER) -> Letter:
    act = grants.stop if draft.kind in force.STOPS else grants.decide
    with builders.act(by, Role.CASEWORKER, on=on) as actor:
        grants.save(draft, typed, version=draft.version, by=actor, at=builders.at(on), on=on)
        act(draft, used=frozenset(), sending=builders.sending(), by=actor, at=builders.at(on), on=on)
    return builders.letter_of(draft)

"""What a decision that takes something away, refuses or corrects must not do, and what its letter says."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from parloeb.domain.correspondence import commands as correspondence
from parloeb.domain.correspondence.rules import stored, twin
from parloeb.domain.grants import chain, commands, modifying, queries
from parloeb.domain.grants.force import Kind
from parloeb.domain.grants.lists import MentorType
from parloeb.domain.grants.models import Grant
from parloeb.domain.grants.procedure.commands import hearings, postponing
from parloeb.domain.grants.rules.facts import MentorKind
from parloeb.domain.grants.rules.findings import Outcome
from parloeb.domain.people.models import User
from parloeb.domain.people.rules import Role
from parloeb.kernel import days, errors
from tests import builders
from tests.builders import AT, FULL, ON, procedure

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
ADMITTED = ON + timedelta(days=5)


def _begin(of: Grant, kind: Kind, *, by: User) -> Grant:
    with builders.act(by) as actor:
        return modifying.begin(of, kind, by=actor, at=AT, on=ON)


def _save(draft: Grant, typed: commands.Draft, *, by: User) -> None:
    with builders.act(by) as actor:
        commands.save(draft, typed, version=draft.version, by=actor, at=AT, on=ON)


def _stop(draft: Grant, typed: commands.Draft, *, by: User) -> None:
    _save(draft, typed, by=by)
    with builders.act(by) as actor:
        commands.stop(draft, used=(), sending=builders.sending(), by=actor, at=AT, on=ON)


def _correct(draft: Grant, typed: commands.Draft, *, by: User) -> None:
    _save(draft, typed, by=by)
    with builders.act(by) as actor:
        commands.decide(draft, used=(), sending=builders.sending(), by=actor, at=AT, on=ON)


def _words(grant: Grant) -> str:
    return twin.to_html(stored.from_facts_json(builders.letter_of(grant).facts)).replace("\u00a0", " ")


# --- a right


def _by_right(signe: User, *, months: int = 6) -> Grant:
    """Granted for a discharge from tomorrow on."""
    content = replace(FULL, legal_basis="LAB_167_2", discharge_on=ON + timedelta(days=40))
    return builders.a_grant_at_discharge(by=signe, content=content, first_day=ON + DAY, months=months)


def _by_study(signe: User) -> Grant:
    content = replace(FULL, legal_basis="LAB_167_3", admitted_on=ON, target_group="11")
    referral = builders.a_sent_referral(by=signe, content=content)
    draft = builders.a_drafted_grant(by=signe, referral=referral, first_day=ON + DAY)
    with builders.act(signe) as by:
        builders.decide(draft, by=by)
    return draft


@pytest.mark.rule("LAB-167-2-RIGHT")
@pytest.mark.parametrize("kind", [Kind.SHORTEN, Kind.REVOKE])
def test_support_to_which_there_is_a_right_is_taken_away_only_where_the_citizen_wishes_it(
    signe: User, kind: Kind
) -> None:
    grant = _by_right(signe)
    draft = _begin(grant, kind, by=signe)
    last_day = date(2026, 12, 31) if kind is Kind.SHORTEN else None
    typed = commands.Draft(last_day=last_day, reason_text="Der er nok hjælp.")
    with pytest.raises(errors.RefusedError, match="når borgeren selv har bedt om det") as refused:
        _stop(draft, typed, by=signe)
    assert refused.value.field == "is_wished"
    stopping = [one.rule for one in queries.said_of(draft, on=ON) if one.outcome is Outcome.BLOCK]
    assert stopping == ["LAB-167-2-RIGHT"]
    draft.refresh_from_db()
    _stop(draft, replace(typed, is_wished=True), by=signe)
    assert "Du har selv bedt om det." in _words(draft)


def test_what_leaves_all_that_there_is_a_right_to_may_be_shortened(signe: User) -> None:
    first = _by_right(signe, months=3)
    assert first.last_day
    second = builders.a_drafted_grant(
        by=signe,
        referral=first.referral,
        first_day=first.last_day + DAY,
        months=3,
        assessment="Retten er seks måneder.",
    )
    third_last = days.last_day_of(first.last_day + DAY, 3)
    with builders.act(signe) as by:
        builders.decide(second, by=by)
    last = builders.a_drafted_grant(
        by=signe, referral=first.referral, first_day=third_last + DAY, months=1, assessment="En måned mere.",
        special_reason="Overgangen er svær.",
    )  # fmt: skip
    team = signe.role_assignments.get(role=Role.CASEWORKER).team
    assert team
    with builders.act(builders.a_leader(team=team), Role.TEAM_LEADER) as by:
        builders.decide(last, by=by)
    draft = _begin(last, Kind.SHORTEN, by=signe)
    _stop(draft, commands.Draft(last_day=third_last + 5 * DAY, reason_text="Det er nok."), by=signe)


def test_what_there_is_no_right_to_is_shortened_without_a_wish(signe: User) -> None:
    draft = _begin(builders.a_grant(by=signe), Kind.SHORTEN, by=signe)
    _stop(draft, commands.Draft(last_day=ON + 9 * DAY, reason_text="Der er nok hjælp."), by=signe)
    assert "selv bedt" not in _words(draft)


# --- a correction


def _partial(signe: User) -> Grant:
    draft = builders.a_drafted_grant(by=signe)
    typed = commands.Draft(
        first_day=draft.first_day, last_day=draft.last_day, minutes_per_week=120, decisive_reason="Asta møder ikke.",
        reason_text="To timer rækker.", alternative="Tal med skolen.", asked_minutes_per_week=240,
    )  # fmt: skip
    _save(draft, typed, by=signe)
    with builders.act(signe) as by:
        builders.decide(draft, by=by)
    return draft


def test_the_correction_of_a_partial_grant_keeps_its_no(signe: User) -> None:
    grant = _partial(signe)
    draft = _begin(grant, Kind.CORRECT, by=signe)
    assert (draft.asked_minutes_per_week, draft.alternative) == (240, "Tal med skolen.")
    assert (draft.reason_text, draft.mistake) == ("To timer rækker.", "")
    typed = _typed(draft, minutes=90)
    with pytest.raises(errors.RefusedError, match="hvilken fejl der rettes") as refused:
        _correct(draft, typed, by=signe)
    assert refused.value.field == "mistake"
    draft.refresh_from_db()
    _correct(draft, replace(typed, mistake="Der skulle have stået halvanden time."), by=signe)
    said = _words(draft)
    assert "Der er søgt om 4 timer om ugen. Du får 1,5 timer om ugen." in said
    found = [
        said.index(text) for text in ("Fejlen, vi har rettet", "Der skulle have stået", "får det hele", "To timer ræk")
    ]
    assert found == sorted(found)


@pytest.mark.rule("FVL-22")
def test_the_correction_of_a_partial_grant_keeps_why_a_part_is_refused(signe: User) -> None:
    draft = _begin(_partial(signe), Kind.CORRECT, by=signe)
    typed = _typed(draft, minutes=90, reason_text=" ", mistake="Der skulle have stået halvanden time.")
    with pytest.raises(errors.RefusedError, match="begrundelsen") as refused:
        _correct(draft, typed, by=signe)
    assert refused.value.field == "reason_text"


def test_why_a_part_was_refused_is_corrected_too(signe: User) -> None:
    draft = _begin(_partial(signe), Kind.CORRECT, by=signe)
    typed = _typed(draft, mistake="Begrundelsen hørte til en anden sag.")
    with pytest.raises(errors.RefusedError, match="ikke rettet noget"):
        _correct(draft, typed, by=signe)
    draft.refresh_from_db()
    _correct(draft, replace(typed, reason_text="To timer er nok til at nå målet."), by=signe)
    assert "To timer er nok til at nå målet." in _words(draft)


def _typed(draft: Grant, minutes: int = 120, **changed: str) -> commands.Draft:
    names = ("first_day", "last_day", "decisive_reason", "reason_text", "alternative", "asked_minutes_per_week")
    return commands.Draft(**{**{name: getattr(draft, name) for name in names}, "minutes_per_week": minutes, **changed})


def test_a_correction_of_nothing_is_refused(signe: User) -> None:
    draft = _begin(builders.a_grant(by=signe), Kind.CORRECT, by=signe)
    with pytest.raises(errors.RefusedError, match="ikke rettet noget"):
        _correct(draft, _typed(draft, mistake="Tastefejl."), by=signe)
    draft.refresh_from_db()
    _correct(draft, _typed(draft, minutes=90, mistake="Der stod 2 timer."), by=signe)
    said = _words(draft)
    assert "Det stod der før" in said
    assert "2 timer om ugen til og med den 15. februar 2027." in said


def test_a_correction_of_the_referral_alone_is_one(signe: User) -> None:
    draft = _begin(builders.a_grant(by=signe), Kind.CORRECT, by=signe)
    draft.mistake = "Formålet var forkert."
    assert chain.lacks_reason(draft, on=ON) == chain.NOTHING_CORRECTED
    draft.referral.purpose = "fleksjob"
    assert chain.lacks_reason(draft, on=ON) == ""


# --- what the citizen said, and what a refusal rests on


@pytest.mark.rule("FVL-19")
def test_a_refusal_says_what_the_citizen_was_asked_and_answered(signe: User) -> None:
    hearing = builders.a_sent_hearing(by=signe)
    builders.answer_hearing(hearing, by=signe)
    procedure.refuse(hearing.grant, by=signe)
    said = _words(procedure.read_grant(hearing.grant))
    for text in ("Det har du sagt til oplysningerne", "Du svarede den 16. november 2026:", "Det passer."):
        assert text in said


def test_who_did_not_answer_is_told_so(signe: User) -> None:
    hearing = builders.a_sent_hearing(by=signe)
    procedure.refuse(hearing.grant, by=signe, on=hearing.answer_by + DAY)
    assert "Du har ikke svaret." in _words(procedure.read_grant(hearing.grant))


TOLD = "Det har du sagt til oplysningerne"
NO_ANSWER = "Vi skrev til dig den 16. november 2026 om de oplysninger, afgørelsen bygger på. Du har ikke svaret."
SAID = "Om de oplysninger, afgørelsen bygger på, svarede du den 16. november 2026:"


def _changed(signe: User, *, is_sent: bool, is_answered: bool, days_later: int) -> str:
    """The letter of a change to more hours, which is decided some days after a hearing began that lasts two weeks."""
    draft, on = _begin(builders.a_grant(by=signe), Kind.CHANGE, by=signe), ON + days_later * DAY
    last = ON + 14 * DAY
    with builders.act(signe) as by:
        sending = builders.sending()
        hearing = hearings.open_hearing(
            draft, facts="Timerne rækker ikke.", answer_by=last, sending=sending, by=by, at=AT, on=ON
        )
        if is_sent:
            correspondence.post(hearing.letter, by=by, at=AT, on=ON)
    if is_answered:
        builders.answer_hearing(hearing, by=signe)
    _save(draft, replace(_typed(draft, minutes=240, reason_text="Timerne rækker ikke."), first_day=on), by=signe)
    with builders.act(signe, on=on) as by:
        commands.decide(draft, used=(), sending=sending, by=by, at=builders.at(on), on=on)
    return _words(draft)


@pytest.mark.parametrize(
    ("is_sent", "is_answered", "days_later", "told", "is_told"),
    [
        (False, False, 0, TOLD, False),
        (False, False, 15, TOLD, False),
        (True, False, 0, TOLD, False),
        (True, False, 14, TOLD, False),
        (True, False, 15, NO_ANSWER, True),
        (True, True, 0, "Du svarede den 16. november 2026:", True),
        (False, True, 0, SAID, True),
        (False, True, 0, "Vi skrev til dig", False),
    ],
)
def test_the_letter_tells_only_of_a_hearing_that_took_place(
    signe: User, is_sent: bool, is_answered: bool, days_later: int, told: str, is_told: bool
) -> None:
    said = _changed(signe, is_sent=is_sent, is_answered=is_answered, days_later=days_later)
    assert (told in said) is is_told


def test_the_letter_names_the_day_of_the_letter_that_left(signe: User) -> None:
    hearing, on = builders.a_hearing(by=signe), ON + 3 * DAY
    new = postponing.NewDay(ON + 20 * DAY, "Det første brev blev ikke sendt.")
    with builders.act(signe, on=on) as by:
        hearings.prolong(hearing, new, sending=builders.sending(), by=by, at=builders.at(on), on=on)
        correspondence.post(hearing.letter, by=by, at=builders.at(on), on=on)
    procedure.refuse(hearing.grant, by=signe, on=ON + 21 * DAY)
    assert "Vi skrev til dig den 19. november 2026" in _words(procedure.read_grant(hearing.grant))


def test_a_hearing_that_was_called_back_is_not_in_the_letter(signe: User) -> None:
    hearing = builders.a_sent_hearing(by=signe)
    with builders.act(signe) as by:
        hearings.withdraw(hearing, by=by, at=AT, on=ON)
    typed = commands.Draft(reason_text=procedure.REASON, alternative=procedure.INSTEAD)
    grant = procedure.read_grant(hearing.grant)
    _save(grant, typed, by=signe)
    procedure.refuse(grant, by=signe)
    assert "Det har du sagt" not in _words(procedure.read_grant(grant))


@pytest.mark.rule("LAB-DECISIVE")
def test_a_refusal_names_the_rules_that_are_not_met(signe: User) -> None:
    said = _words(procedure.a_refused_grant(by=signe))
    assert "LAB § 167, stk. 1, og praksis" in said


# --- who the mentor is


Make = Callable[[Grant], None]


def _of_a_company(grant: Grant) -> None:
    grant.mentor_type, grant.mentor_kind = MentorType.PLACE, MentorKind.COMPANY


@pytest.mark.parametrize(
    ("make", "says"), [(lambda grant: None, "fortsætter med din mentor"), (_of_a_company, "arbejder i virksomheden")]
)
def test_another_mentor_is_not_said_to_stay(signe: User, make: Make, says: str) -> None:
    pair = builders.visits.a_pair()
    grant = Grant.objects.get(pk=pair.grant.pk)
    assert grant.last_day
    draft = _begin(grant, Kind.EXTEND, by=pair.caseworker)
    make(draft)
    draft.beyond_usual_effort = "Henter hver morgen."
    typed = commands.Draft(
        first_day=grant.last_day + DAY, last_day=grant.last_day + 30 * DAY, minutes_per_week=60,
        decisive_reason="Asta møder ikke.", assessment="Der er brug for mere.", mentor_type=draft.mentor_type,
        mentor_kind=draft.mentor_kind, beyond_usual_effort=draft.beyond_usual_effort,
    )  # fmt: skip
    _save(draft, typed, by=pair.caseworker)
    with builders.act(pair.caseworker) as by:
        letter = commands.preview(draft, granted=True, sending=builders.sending(), by=by, on=ON)
    assert says in twin.to_html(letter)

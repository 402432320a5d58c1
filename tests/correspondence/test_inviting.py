"""A citizen is invited to a meeting by a letter with a neutral subject; a protected address stands nowhere in it."""

from datetime import date, timedelta
from typing import Any

import pytest

from parloeb.domain.audit.models import Event
from parloeb.domain.cases.models import Case
from parloeb.domain.correspondence import access, commands, inviting, leaving
from parloeb.domain.correspondence.models import Invitation, Letter, LetterKind, OutboxItem
from parloeb.domain.correspondence.rules import invitations, stored, twin
from parloeb.domain.correspondence.rules.invitations import Host, Where
from parloeb.domain.correspondence.states import LetterState
from parloeb.domain.people.models import User
from parloeb.domain.people.rules import Role
from parloeb.kernel import errors, local
from tests import builders
from tests.builders import AT, ON

HIDDEN = ("Hemmeligvænget 7", "8990 Skovbæk")
NEXT_WEEK = ON + timedelta(days=7)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"day": ON}, "day"),
        ({"day": ON - timedelta(days=1)}, "day"),
        ({"day": ON + timedelta(days=181)}, "day"),
        ({"where": Where.ELSEWHERE}, "place"),
        ({"where": Where.ELSEWHERE, "place": "  "}, "place"),
        ({"place": "Biblioteket"}, "place"),
        ({"where": Where.ELSEWHERE, "place": "x" * 201}, "place"),
        ({"where": Where.ELSEWHERE, "place": "HEMMELIGVÆNGET  7, st."}, "place"),
        ({"host_name": "Mikkel, Hemmeligvænget 7"}, "place"),
    ],
)
def test_a_meeting_that_does_not_fit_is_refused_at_its_field(changed: dict[str, Any], field: str) -> None:
    with pytest.raises(errors.RefusedError) as refused:
        invitations.refuse_unfit(builders.a_meeting(**changed), hidden=HIDDEN, on=ON)
    assert refused.value.field == field


@pytest.mark.parametrize(
    "changed",
    [
        {"day": ON + timedelta(days=1)},
        {"day": ON + timedelta(days=180)},
        {"where": Where.ELSEWHERE, "place": "x" * 200},
        {"where": Where.HOME},
        {"host_name": ""},
    ],
)
def test_a_meeting_at_the_bounds_fits(changed: dict[str, Any]) -> None:
    invitations.refuse_unfit(builders.a_meeting(**changed), hidden=HIDDEN, on=ON)
    invitations.refuse_unfit(builders.a_meeting(**changed), hidden=(), on=ON)


@pytest.fixture
def case(signe: User) -> Case:
    return builders.a_grant(by=signe).case


def _words(letter: Letter) -> str:
    return twin.to_html(stored.from_facts_json(letter.facts)).replace("\u00a0", " ")


def test_the_letter_says_whom_when_and_where_and_nothing_of_the_course(signe: User, case: Case) -> None:
    invitation = builders.an_invitation(case, by=signe)
    letter = invitation.letter
    assert (letter.kind, letter.subject, letter.complaint_last_day) == (
        LetterKind.INVITATION, "Indbydelse til en samtale", None,
    )  # fmt: skip
    for said in ("mandag den 23. november 2026", "10.00", "Jobcenter Nordby, Torvet 1, 9999 Nordby", "Mikkel Lund"):
        assert said in _words(letter)
    assert "Det får ingen følger for din ydelse" in _words(letter)
    assert local.text(invitation.meets_at) == "23-11-2026 kl. 10.00"
    assert OutboxItem.objects.filter(letter=letter).count() == 1
    assert Event.objects.filter(name="invitation.written", subject_uuid=invitation.uuid).exists()


@pytest.mark.parametrize("host", [Host.CASEWORKER, Host.COORDINATOR])
def test_nothing_is_said_of_duties_where_it_is_not_a_mentor(signe: User, case: Case, host: Host) -> None:
    assert "din ydelse" not in _words(builders.an_invitation(case, by=signe, host=host).letter)


def test_a_protected_address_is_not_typed_into_it(signe: User) -> None:
    citizen = builders.a_citizen("Åse Kjær", is_protected=True, address="\n".join(HIDDEN))
    case = builders.a_grant(by=signe, citizen=citizen).case
    with pytest.raises(errors.RefusedError, match="beskyttet"):
        builders.an_invitation(case, by=signe, where=Where.ELSEWHERE, place="Hemmeligvænget 7")
    letter = builders.an_invitation(case, by=signe, where=Where.HOME).letter
    assert "Hjemme hos dig" in _words(letter)
    assert "Hemmelig" not in _words(letter)


def test_a_coordinator_invites_and_reads_the_invitations_alone(signe: User, case: Case) -> None:
    karen = builders.a_coordinator(jobcentre=case.jobcentre)
    letter = builders.an_invitation(case, by=karen, role=Role.COORDINATOR).letter
    with builders.act(karen, Role.COORDINATOR) as by:
        assert list(access.visible_to(by, on=ON)) == [letter]
        commands.post(letter, by=by, at=AT, on=ON)
    letter.refresh_from_db()
    assert letter.state == LetterState.SENT


@pytest.mark.parametrize("role", [role for role in Role if role not in access.INVITERS])
def test_nobody_else_invites(signe: User, case: Case, role: Role) -> None:
    with builders.act(signe, Role.CASEWORKER) as by:
        other = type(by)(**{**vars(by), "role": role})
        assert not access.may_invite(other, case, on=ON)


def test_nobody_invites_in_a_foreign_case_or_one_that_ended(signe: User, case: Case) -> None:
    with pytest.raises(errors.RefusedError, match="ikke adgang"):
        builders.an_invitation(case, by=builders.a_caseworker("Mads Bruun"))
    ended = builders.a_refused_grant(by=signe).case
    with pytest.raises(errors.RefusedError, match="slut"):
        builders.an_invitation(Case.objects.get(pk=ended.pk), by=signe)


def test_it_is_called_back_until_it_has_left(signe: User, case: Case) -> None:
    letter = builders.an_invitation(case, by=signe).letter
    with builders.act(signe, Role.CASEWORKER) as by:
        inviting.withdraw(letter, by=by, at=AT, on=ON)
        letter.refresh_from_db(fields=["state"])
        assert letter.state == LetterState.CANCELLED
        assert not OutboxItem.objects.filter(letter=letter).exists()
        sent = builders.an_invitation(case, by=signe).letter
        commands.post(sent, by=by, at=AT, on=ON)
        with pytest.raises(errors.RefusedError, match="er sendt"):
            inviting.withdraw(sent, by=by, at=AT, on=ON)
        decision = Letter.objects.get(kind=LetterKind.GRANT)
        with pytest.raises(errors.RefusedError, match="Kun en indbydelse"):
            inviting.withdraw(decision, by=by, at=AT, on=ON)


def test_it_is_dated_anew_only_before_the_meeting(signe: User, case: Case) -> None:
    letter = builders.an_invitation(case, by=signe).letter
    day_before = NEXT_WEEK - timedelta(days=1)
    new = _rewritten(letter, by=signe, on=day_before - timedelta(days=1))
    newer = _rewritten(new, by=signe, on=day_before)
    assert leaving.why_not_rewrite(newer, on=day_before) == ""
    with pytest.raises(errors.RefusedError, match="før samtalen er"):
        _rewritten(newer, by=signe, on=NEXT_WEEK)
    assert Invitation.objects.get().letter == letter


def _rewritten(letter: Letter, *, by: User, on: date) -> Letter:
    with builders.act(by, Role.CASEWORKER, on=on) as actor:
        read = Letter.objects.select_related("case__citizen", "citizen__user", "replaces").get(pk=letter.pk)
        return commands.rewrite(read, keys=builders.keys(), by=actor, at=builders.at(on), on=on)

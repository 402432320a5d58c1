"""Correct who acts for a citizen: field by field, a protected address kept unseen, two at once, what is over."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from parloeb.domain.audit.models import Event
from parloeb.domain.cases import representing as cases
from parloeb.domain.people import acting, representing
from parloeb.domain.people.models import Citizen, Representative, User
from parloeb.domain.people.rules import Receives, Role
from parloeb.kernel import errors
from tests import builders
from tests.builders import AT, ON

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
HOME = "Hemmeligvænget 7\n8990 Skovbæk"


def _correct(found: Representative, *, version: int | None = None, **changed: Any) -> None:
    kept = representing.row(found, keys=builders.keys(), on=ON).kept
    read = found.version if version is None else version
    typed = replace(kept, **changed)
    representing.correct(found, typed, version=read, keys=builders.keys(), by=acting.SYSTEM, at=AT)


def _kept(found: Representative) -> representing.Corrected:
    return representing.kept_of(Representative.objects.get(pk=found.pk), keys=builders.keys())


@pytest.mark.parametrize(
    ("field", "typed", "stands", "address_version"),
    [
        ("name", " Bo  Bjerg ", "Bo  Bjerg", 2),
        ("address", " Nyvej 3 \n\n 8990 Skovbæk", "Nyvej 3\n8990 Skovbæk", 2),
        ("is_protected", True, True, 2),
        ("email", "bo@example.dk", "bo@example.dk", 1),
        ("phone", "20 30 40 50", "20 30 40 50", 1),
        ("receives", Receives.ALL, Receives.ALL, 1),
        ("mandate", " Alt i sagen. Ligger på sagen. ", "Alt i sagen. Ligger på sagen.", 1),
        ("mandate_given_on", date(2026, 10, 1), date(2026, 10, 1), 1),
    ],
)
def test_one_field_is_corrected_the_others_stay_and_the_log_names_the_field(
    field: str, typed: Any, stands: Any, address_version: int
) -> None:
    found = builders.a_representative(builders.a_citizen())
    before = _kept(found)
    _correct(found, **{field: typed})
    assert _kept(found) == replace(before, **{field: stands})
    assert (found.version, found.address_version) == (2, address_version)
    event = Event.objects.get(name="representative.corrected")
    assert (event.reason, event.subject_uuid, event.citizens) == (field, found.uuid, [found.citizen.uuid])


def test_the_log_has_room_for_every_field_and_holds_nothing_that_was_typed() -> None:
    found = builders.a_representative(builders.a_citizen())
    _correct(
        found,
        name="Ib",
        address=HOME,
        email="ib@example.dk",
        phone="20304050",
        is_protected=True,
        receives=Receives.ALL,
        mandate="Alt",
        mandate_given_on=ON,
    )
    reason = Event.objects.get(name="representative.corrected").reason
    assert reason == "receives name address email phone is_protected mandate mandate_given_on"
    assert b"Hemmelig" not in bytes(Representative.objects.get().address_sealed or b"")


@pytest.mark.parametrize(
    ("facts", "representative"),
    [
        ({}, {"is_protected": True}),
        ({"address": HOME, "is_protected": True}, {}),
    ],
    ids=["their own", "the citizen's house"],
)
def test_a_withheld_address_is_not_shown_and_left_empty_it_stays(
    facts: dict[str, Any], representative: dict[str, Any]
) -> None:
    found = builders.a_representative(builders.a_citizen(**facts), address=HOME, **representative)
    row = representing.row(found, keys=builders.keys(), on=ON)
    assert (row.is_withheld, row.kept.address) == (True, "")
    _correct(found, phone="20304050")
    assert (_kept(found).address, _kept(found).phone, found.address_version) == (HOME, "20304050", 1)
    _correct(found, address="Nyvej 3")
    assert (_kept(found).address, found.address_version) == ("Nyvej 3", 2)


def test_who_guesses_a_withheld_address_is_not_told_that_it_was_right() -> None:
    found = builders.a_representative(builders.a_citizen(), address=HOME, is_protected=True)
    _correct(found, address=HOME)
    assert (_kept(found).address, found.address_version) == (HOME, 2)


def test_the_protection_is_lifted_only_with_the_address_typed_so_that_the_kept_one_is_not_shown() -> None:
    found = builders.a_representative(builders.a_citizen(), address=HOME, is_protected=True)
    with pytest.raises(errors.RefusedError, match="ikke længere er beskyttet") as refused:
        _correct(found, is_protected=False)
    assert refused.value.field == "address"
    _correct(found, is_protected=False, address="Nyvej 3")
    assert representing.row(found, keys=builders.keys(), on=ON).reached_at == "Nyvej 3"


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        ({"name": " "}, "name", "Skriv navnet."),
        ({"address": " \n"}, "address", "Skriv adressen: brevene sendes på papir."),
        ({"phone": "12"}, "phone", "cifre"),
        ({"mandate_given_on": ON + DAY}, "mandate_given_on", "Dagen er ikke kommet endnu."),
        ({"mandate_given_on": date(1850, 1, 1)}, "mandate_given_on", "Er årstallet rigtigt?"),
        ({}, None, "Du har ikke rettet noget."),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_is_changed(
    changed: dict[str, Any], field: str | None, sentence: str
) -> None:
    found = builders.a_representative(builders.a_citizen())
    before = _kept(found)
    with pytest.raises(errors.RefusedError, match=sentence.replace("?", r"\?")) as refused:
        _correct(found, **changed)
    assert refused.value.field == field
    assert (_kept(found), Representative.objects.get().version) == (before, 1)


@pytest.mark.parametrize("given_on", [ON + DAY, date(1850, 1, 1)])
def test_the_day_of_the_mandate_is_asked_about_when_it_is_registered_too(given_on: date) -> None:
    with pytest.raises(errors.RefusedError) as refused:
        builders.a_representative(builders.a_citizen(), mandate_given_on=given_on)
    assert refused.value.field == "mandate_given_on"


@pytest.mark.parametrize(
    ("mandate", "given_on", "shown"),
    [
        ("", None, ""),
        ("Hele sagen, ligger på sagen", None, "Hele sagen, ligger på sagen"),
        ("Hele sagen", ON, "Hele sagen (givet den 16-11-2026)"),
        ("", ON, "Givet den 16-11-2026"),
    ],
)
def test_the_mandate_is_shown_with_its_day(mandate: str, given_on: date | None, shown: str) -> None:
    found = builders.a_representative(builders.a_citizen(), mandate=mandate, mandate_given_on=given_on)
    assert representing.row(found, keys=builders.keys(), on=ON).mandate == shown


def test_of_two_at_once_the_first_stands_and_the_second_is_told() -> None:
    found = builders.a_representative(builders.a_citizen())
    second = Representative.objects.select_related("citizen").get()
    _correct(found, phone="20304050")
    with pytest.raises(errors.OvertakenError, match="En anden har rettet oplysningerne, mens du skrev"):
        _correct(second, version=1, email="bo@example.dk")
    assert (_kept(found).phone, _kept(found).email) == ("20304050", "")
    assert Event.objects.filter(name="representative.corrected").count() == 1


def test_who_was_taken_back_meanwhile_is_not_corrected() -> None:
    found = builders.a_representative(builders.a_citizen())
    read = Representative.objects.select_related("citizen").get()
    representing.withdraw(found, by=acting.SYSTEM, at=AT, on=ON)
    with pytest.raises(errors.OvertakenError):
        _correct(read, phone="20304050")


@pytest.mark.parametrize(
    ("first_day", "last_day", "is_withdrawn", "can"),
    [
        (ON - DAY, None, False, True),
        (ON - DAY, ON, False, True),
        (ON + DAY, None, False, True),
        (ON - DAY, ON - DAY, False, False),
        (ON, None, True, False),
    ],
    ids=["acts", "acts to today", "is to act", "is over", "taken back"],
)
def test_who_acts_or_is_to_act_can_be_corrected(
    first_day: date, last_day: date | None, is_withdrawn: bool, can: bool
) -> None:
    found = builders.a_representative(builders.a_citizen(), first_day=first_day, last_day=last_day)
    if is_withdrawn:
        representing.withdraw(found, by=acting.SYSTEM, at=AT, on=ON)
    assert representing.row(found, keys=builders.keys(), on=ON).may_correct is can
    if can:
        _correct(found, phone="20304050")
        return
    with pytest.raises(errors.RefusedError, match="handler ikke længere for borgeren"):
        _correct(found, phone="20304050")


@pytest.mark.parametrize(
    ("role", "can"), [(role, role in {Role.CASEWORKER, Role.TEAM_LEADER, Role.SYSTEM}) for role in Role]
)
def test_the_role_decides_who_corrects(role: Role, can: bool) -> None:
    found = builders.a_representative(builders.a_citizen())
    kept = representing.kept_of(found, keys=builders.keys())
    by = replace(acting.SYSTEM, role=role)
    facts: dict[str, Any] = {"version": 1, "keys": builders.keys(), "by": by, "at": AT}
    if can:
        representing.correct(found, replace(kept, phone="20304050"), **facts)
        return
    with pytest.raises(errors.RefusedError, match="Din rolle"):
        representing.correct(found, replace(kept, phone="20304050"), **facts)


def test_another_teams_case_is_not_corrected_in(signe: User) -> None:
    case = builders.a_sent_referral(by=signe).case
    found = builders.a_representative(Citizen.objects.get(pk=case.citizen_id))
    kept = representing.kept_of(found, keys=builders.keys())
    facts: dict[str, Any] = {"version": 1, "keys": builders.keys(), "at": AT, "on": ON}
    with builders.act(builders.a_caseworker("Mads")) as by, pytest.raises(errors.RefusedError):
        cases.correct(case, found, replace(kept, phone="20304050"), by=by, **facts)
    assert Representative.objects.get().phone == ""

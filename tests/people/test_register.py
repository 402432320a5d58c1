"""Registering citizens and users: one citizen a number, and nothing of the sealed fields in clear."""

import re
from collections.abc import Callable, Iterator

import pytest
from django.db import IntegrityError, connection, transaction

from parloeb.domain.audit.models import Event
from parloeb.domain.people import acting, commands, queries, rules, sealing
from parloeb.domain.people.models import Citizen, Organisation, User
from parloeb.domain.people.rules import OrganisationKind, Role
from parloeb.kernel import cpr, errors, sorting
from tests import builders

pytestmark = pytest.mark.django_db

NUMBER = cpr.Cpr("2208914377")
ADDRESS = "Snerlevej 17, 9990 Nordby"
_MADE_ANEW = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d\d:\d\d:\d\d\.\d{6}")


def test_number_and_address_open_again() -> None:
    citizen = _registered()
    citizen.refresh_from_db()
    assert citizen.cpr_sealed is not None
    assert citizen.address_sealed is not None
    keys, row = builders.keys(), citizen.uuid
    assert sealing.unseal(citizen.cpr_sealed, keys=keys, field=sealing.CPR_FIELD, row=row) == NUMBER.digits
    assert sealing.unseal(citizen.address_sealed, keys=keys, field=sealing.ADDRESS_FIELD, row=row) == ADDRESS


def test_the_number_tells_birthday_and_sex() -> None:
    citizen = _registered()
    assert (citizen.born_on, citizen.sex) == (NUMBER.born_on, cpr.Sex.MALE)


def test_nothing_of_number_or_address_lies_in_clear_in_any_column_of_any_table() -> None:
    _registered()
    for part in (NUMBER.digits, NUMBER.digits[6:], "Snerlevej"):
        needles = [part.encode(), part.encode("utf-16-le"), part.encode("utf-16-be")]
        for table, row in _all_rows():
            for needle in needles:
                assert needle not in row, f"{part} stands in {table}"


def test_a_known_number_finds_the_citizen_and_changes_nothing() -> None:
    known = _registered()
    again = commands.register_citizen(
        name="En Helt Anden",
        cpr=NUMBER,
        address="Et andet sted",
        keys=builders.keys(),
        by=acting.SYSTEM,
        at=builders.AT,
    )
    assert again.pk == known.pk
    assert Citizen.objects.get().name == known.name
    assert set(Event.objects.values_list("name", flat=True)) == {"citizen.registered", "citizen.found"}


def test_protection_takes_effect_on_a_citizen_who_is_known_and_is_logged_once() -> None:
    known = _registered()
    for _ in range(2):
        again = builders.a_citizen("Åge Ærø", number=NUMBER, is_protected=True)
        assert again.is_protected
    known.refresh_from_db()
    assert known.is_protected
    assert Event.objects.filter(name="citizen.protected", subject_uuid=known.uuid).count() == 1
    assert builders.a_citizen("Åge Ærø", number=NUMBER).is_protected  # nobody lays open by not ticking


def test_another_constraint_than_the_number_is_no_known_citizen() -> None:
    with pytest.raises(IntegrityError, match="people_citizen_named_or_historic"):
        builders.a_citizen("")


def test_a_correction_replaces_what_is_registered_and_is_logged() -> None:
    citizen = _registered()
    _correct(citizen, rules.Particulars(name="Ågot Ærø", email="ny@example.dk"), is_protected=True)
    assert queries.particulars_of(citizen, keys=builders.keys()) == rules.Particulars("Ågot Ærø", email="ny@example.dk")
    assert (str(citizen), citizen.sort_key) == ("Navn beskyttet", sorting.sort_key("Ågot Ærø"))
    assert Event.objects.get(name="citizen.corrected").reason == "protected"


def test_of_two_corrections_at_once_the_second_is_refused() -> None:
    citizen = _registered()
    _correct(citizen, rules.Particulars(name="Den første"))
    with pytest.raises(errors.OvertakenError):
        _correct(citizen, rules.Particulars(name="Den anden"), version=1)
    assert Citizen.objects.get().name == "Den første"


def test_a_correction_without_a_name_is_refused_at_the_name() -> None:
    with pytest.raises(errors.RefusedError, match="Skriv borgerens navn") as refused:
        _correct(_registered(), rules.Particulars(name="  "))
    assert refused.value.field == "name"


@pytest.mark.parametrize(
    ("typed", "is_protected", "fields"),
    [
        (rules.Particulars("Åge  Ærø", "Snerlevej 17,\n9990 Nordby"), False, []),
        (rules.Particulars("Åge Ærø"), False, []),
        (rules.Particulars("Åge B. Ærø", "Tornvej 2", "a@b.dk", "12"), False, ["name", "address", "email", "phone"]),
        (rules.Particulars("Åge Ærø", ADDRESS), True, ["name", "address"]),
        (rules.Particulars(), True, []),
    ],
)
def test_what_differs_is_told_and_nothing_of_a_protected_citizen(
    typed: rules.Particulars, is_protected: bool, fields: list[str]
) -> None:
    found = rules.differences(typed, rules.Particulars("Åge Ærø", ADDRESS), is_protected=is_protected)
    assert [field for field, _ in found] == fields
    for field, sentence in found:
        kept = {"name": "»Åge Ærø«", "address": f"»{ADDRESS}«"}.get(field, "ikke registreret")
        assert (kept in sentence) is not is_protected


def test_an_unknown_number_finds_nobody() -> None:
    _registered()
    assert commands.citizen_by_cpr(cpr.Cpr("2208914379"), keys=builders.keys()) is None


def test_two_citizens_with_one_number_are_impossible_in_the_database() -> None:
    citizen = _registered()
    with pytest.raises(IntegrityError, match="cpr_index"), transaction.atomic():
        Citizen.objects.create(name="Tvilling", cpr_sealed=citizen.cpr_sealed, cpr_index=citizen.cpr_index)


def test_half_a_number_is_impossible_in_the_database() -> None:
    with pytest.raises(IntegrityError, match="people_citizen_cpr_whole"), transaction.atomic():
        Citizen.objects.create(name="Halv", cpr_sealed=b"x")


def test_only_an_imported_citizen_may_be_nameless() -> None:
    Citizen.objects.create(registration_key="2008-17")
    with pytest.raises(IntegrityError, match="people_citizen_named_or_historic"), transaction.atomic():
        Citizen.objects.create()


def test_an_address_of_mail_is_one_user_however_it_is_typed() -> None:
    builders.a_user(email="ida@example.dk")
    with pytest.raises(errors.RefusedError, match="allerede en bruger") as refused:
        builders.a_user(email="IDA@Example.dk")
    assert refused.value.field == "email"
    with pytest.raises(IntegrityError, match="people_user_email_once"), transaction.atomic():
        User.objects.create(email="Ida@example.dk", name="Ida", created_at=builders.AT)


def test_a_citizen_has_one_user() -> None:
    citizen = builders.a_citizen(user=builders.a_user())
    with pytest.raises(errors.RefusedError, match="allerede en bruger"):
        commands.link_user(citizen, user=builders.a_user("En anden"), by=acting.SYSTEM, at=builders.AT)


def test_a_user_is_one_citizen() -> None:
    user = builders.a_user()
    builders.a_citizen(user=user)
    with pytest.raises(errors.RefusedError, match="allerede en anden borger"):
        builders.a_citizen(user=user)


def test_two_jobcentres_or_two_of_their_teams_never_share_a_name() -> None:
    nordby = builders.a_jobcentre("Jobcenter Nordby")
    builders.a_team("Team A", jobcentre=nordby)
    with pytest.raises(errors.RefusedError, match="allerede et jobcenter"):
        builders.a_jobcentre("Jobcenter Nordby")
    with pytest.raises(errors.RefusedError, match="allerede et team"):
        builders.a_team("Team A", jobcentre=nordby)
    builders.a_team("Team A", jobcentre=builders.a_jobcentre("Jobcenter Sydby"))


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.SYSTEM])
def test_who_may_register(role: Role) -> None:
    by = builders.actor(builders.give_role(builders.a_user(), role))
    may_citizens = role in (Role.CASEWORKER, Role.TEAM_LEADER)
    assert (
        _is_done(
            lambda: commands.register_citizen(
                name="Ny", cpr=builders.a_cpr(), keys=builders.keys(), by=by, at=builders.AT
            )
        )
        is may_citizens
    )
    may_users = role is Role.ADMINISTRATOR
    other = builders.a_user()
    for act in (
        lambda: commands.register_user(email="ny@example.dk", name="Ny", by=by, at=builders.AT),
        lambda: commands.register_organisation(kind=OrganisationKind.SCHOOL, name="Skolen", by=by, at=builders.AT),
        lambda: commands.register_team(jobcentre=builders.a_jobcentre(), name="Ny", by=by, at=builders.AT),
        lambda: commands.assign_role(other, role=Role.MENTOR, first_day=builders.ON, by=by, at=builders.AT),
        lambda: commands.deactivate_user(other, by=by, at=builders.AT),
    ):
        assert _is_done(act) is may_users


def _correct(
    citizen: Citizen, particulars: rules.Particulars, *, is_protected: bool = False, version: int | None = None
) -> None:
    commands.correct_citizen(
        citizen,
        particulars,
        is_protected=is_protected,
        version=version or citizen.version,
        keys=builders.keys(),
        by=acting.SYSTEM,
        at=builders.AT,
    )


def _registered() -> Citizen:
    return builders.a_citizen("Åge Ærø", number=NUMBER, address=ADDRESS)


def _is_done(act: Callable[[], object]) -> bool:
    try:
        act()
    except errors.RefusedError:
        return False
    return True


def _all_rows() -> Iterator[tuple[str, bytes]]:
    """Every row of every table, as text and, for what is bytes, as those bytes.

    Identifiers and times of day are made anew at each run and may hold any four digits: they are left out.
    """
    for table in connection.introspection.table_names():
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                yield table, b"\n".join(_bytes_of(value) for value in row)


def _bytes_of(value: object) -> bytes:
    if isinstance(value, memoryview | bytes):
        return bytes(value)
    return _MADE_ANEW.sub("", str(value)).encode()


def test_of_two_who_register_the_same_number_at_once_both_get_the_one_citizen(monkeypatch: pytest.MonkeyPatch) -> None:
    first = builders.a_citizen("Anna Borg", number=NUMBER)
    monkeypatch.setattr(commands, "citizen_by_cpr", lambda cpr, keys: None)  # the other looked before the first wrote
    assert builders.a_citizen("Anna Borg", number=NUMBER, is_protected=True) == first
    names = Event.objects.order_by("pk").values_list("name", flat=True)
    assert list(names) == ["citizen.registered", "citizen.found", "citizen.protected"]


def test_an_organisation_is_registered_with_a_number_that_can_be_rung() -> None:
    with pytest.raises(errors.RefusedError) as refusal:
        commands.register_organisation(
            kind=OrganisationKind.JOBCENTRE, name="Jobcenter Vest", phone="12 34", by=acting.SYSTEM, at=builders.AT
        )
    assert refusal.value.field == "phone"
    assert not Organisation.objects.filter(name="Jobcenter Vest").exists()

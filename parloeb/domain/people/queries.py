"""Frozen rows on people, for pages."""

import itertools
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Q, QuerySet

from parloeb.domain.law.settings import SHIPPED, Entry, Setting, Settings, Timeline
from parloeb.domain.people import sealing
from parloeb.domain.people.models import Citizen, LocalSetting, Organisation, RoleAssignment, Team, User
from parloeb.domain.people.rules import ROLE_TITLES, OrganisationKind, Particulars, Role
from parloeb.kernel import days, errors, local

T = TypeVar("T")


@dataclass(frozen=True)
class Person:
    """A user with the titles of the roles held; `group` is the first of them, by which a list is parted."""

    uuid: UUID
    name: str
    roles: str
    group: str


@dataclass(frozen=True)
class SetValue:
    """One value that was set, in words; `withdraw_from`: its first day as ISO, where it has not come and may go."""

    text: str
    withdraw_from: str


@dataclass(frozen=True)
class SettingRow:
    """One setting of a jobcentre: what holds today, what is coming, and what was set, the newest first."""

    code: str
    title: str
    number: str
    since: str
    coming: str
    history: tuple[SetValue, ...]


@dataclass(frozen=True)
class JobcentreSettings:
    """All settings of one jobcentre."""

    uuid: UUID
    name: str
    rows: tuple[SettingRow, ...]


def persons(*, most_of_a_role: int) -> tuple[Person, ...]:
    """The active users with roles, in the order of the roles, the first registered of each; for the demo alone."""
    order = list(Role)
    held: dict[int, list[Role]] = {}
    for user_id, role in RoleAssignment.objects.values_list("user_id", "role").distinct():
        held.setdefault(user_id, []).append(Role(role))
    users = User.objects.filter(pk__in=held, is_active=True)
    ranked = sorted(users, key=lambda user: (min(order.index(role) for role in held[user.pk]), user.pk))
    first = [
        user
        for _, of_a_role in itertools.groupby(ranked, key=lambda user: min(order.index(role) for role in held[user.pk]))
        for user in itertools.islice(of_a_role, most_of_a_role)
    ]
    return tuple(
        Person(
            user.uuid,
            user.name,
            _titles(held[user.pk]),
            ROLE_TITLES[min(held[user.pk], key=order.index)],
        )
        for user in first
    )


def active_user(uuid: UUID) -> User | None:
    """The active user with this id."""
    return User.objects.filter(uuid=uuid, is_active=True).first()


def address_of(citizen: Citizen, *, keys: sealing.Keyring) -> tuple[str, ...]:
    """The lines of the address, opened; none where there is none."""
    if not citizen.address_sealed:
        return ()
    return tuple(
        sealing.unseal(
            bytes(citizen.address_sealed), keys=keys, field=sealing.ADDRESS_FIELD, row=citizen.uuid
        ).splitlines()
    )


def has_address(citizen: Citizen) -> bool:
    """Whether an address is registered, which is not opened for it."""
    return bool(citizen.address_sealed)


def particulars_of(citizen: Citizen, *, keys: sealing.Keyring) -> Particulars:
    """What the citizen is registered with, opened, also where it is protected: for comparing and correcting alone."""
    address = "\n".join(address_of(citizen, keys=keys))
    return Particulars(name=citizen.name, address=address, email=citizen.email, phone=citizen.phone)


def user_with_email(email: str) -> User | None:
    """The user who logs in with this address, however it is typed; also one who was deactivated."""
    return User.objects.filter(email__iexact=email.strip()).first()


def user_who_logs_in(email: str) -> User:
    """The active user who logs in with this address. Raises RefusedError where there is none."""
    user = user_with_email(email)
    if user is None or not user.is_active:
        raise errors.RefusedError("Der er ingen, der kan logge ind med den e-mailadresse.")
    return user


def has_users() -> bool:
    """Whether anybody is registered who could log in."""
    return User.objects.exists()


def organisation_named(name: str) -> Organisation:
    """The one organisation with this name. Raises RefusedError where there is none, or more than one."""
    return _only(list(Organisation.objects.filter(name=name)), f"en organisation, der hedder {errors.quoted(name)}")


def team_named(name: str, *, organisation: str = "") -> Team:
    """The one team with this name, of a jobcentre where one is named. Raises RefusedError as above."""
    teams = Team.objects.filter(name=name)
    if organisation:
        teams = teams.filter(jobcentre__name=organisation)
    return _only(list(teams), f"et team, der hedder {errors.quoted(name)}")


def _only(found: list[T], wanted: str) -> T:
    if not found:
        raise errors.RefusedError(f"Der findes ikke {wanted}.")
    if len(found) > 1:
        raise errors.RefusedError(f"Der findes mere end {wanted}.")
    return found[0]


def _titles(roles: list[Role]) -> str:
    return ", ".join(title for role, title in ROLE_TITLES.items() if role in roles)


def coordinated(*, on: date) -> QuerySet[Organisation]:
    """The jobcentres whose mentors somebody coordinates on the day."""
    held = RoleAssignment.objects.filter(role=Role.COORDINATOR, user__is_active=True, first_day__lte=on)
    running = held.filter(Q(last_day=None) | Q(last_day__gte=on))
    return Organisation.objects.filter(pk__in=running.values("organisation"))


def jobcentres(keys: Iterable[int] | QuerySet[Any]) -> QuerySet[Organisation]:
    """Those of these organisations that are jobcentres, by name; `keys` are keys, or a query for them."""
    return Organisation.objects.filter(pk__in=keys, kind=OrganisationKind.JOBCENTRE).order_by("name")


def own_jobcentre(organisation_ids: frozenset[int]) -> Organisation:
    """The jobcentre that the actor acts for: the first one by name; RefusedError where there is none."""
    found = jobcentres(organisation_ids).first()
    if found is None:
        raise errors.RefusedError("Du hører ikke til et jobcenter.")
    return found


def own_team(team_ids: frozenset[int]) -> Team:
    """The team in which the actor opens cases: the first one held; RefusedError where there is none."""
    team = Team.objects.filter(pk__in=team_ids).select_related("jobcentre").order_by("name").first()
    if team is None:
        raise errors.RefusedError("Du er ikke i et team, så du kan ikke oprette en sag.")
    return team


def timeline() -> Timeline:
    """All that was ever set and stands, for asking many days and jobcentres at once; there are few of them."""
    return _timeline(LocalSetting.objects.all())


def timeline_of(jobcentre_id: int) -> Timeline:
    """All that one jobcentre set and stands."""
    return _timeline(LocalSetting.objects.filter(jobcentre=jobcentre_id))


def settings_on(jobcentre_id: int, day: date) -> Settings:
    """What holds at a jobcentre on a day: what it set itself, else what is shipped."""
    return _timeline(LocalSetting.objects.filter(jobcentre=jobcentre_id, first_day__lte=day)).on(jobcentre_id, day)


def settings_of(jobcentres: QuerySet[Organisation], *, on: date) -> tuple[JobcentreSettings, ...]:
    """The settings of some jobcentres with their history."""
    kept: dict[tuple[int, str], list[LocalSetting]] = {}
    found = LocalSetting.objects.filter(jobcentre__in=jobcentres).select_related("set_by", "withdrawn_by")
    for row in found.order_by("-first_day", "-pk"):
        kept.setdefault((row.jobcentre_id, row.setting), []).append(row)
    return tuple(
        JobcentreSettings(
            place.uuid, place.name, tuple(_setting_row(one, kept.get((place.pk, one), []), on=on) for one in Setting)
        )
        for place in jobcentres
    )


def _timeline(rows: QuerySet[LocalSetting]) -> Timeline:
    standing = rows.filter(withdrawn_at=None)
    values = standing.order_by("first_day").values_list("jobcentre_id", "setting", "first_day", "number")
    return Timeline(tuple(Entry(place, Setting(of), first_day, number) for place, of, first_day, number in values))


def _setting_row(setting: Setting, kept: list[LocalSetting], *, on: date) -> SettingRow:
    """`kept` in order of days, the newest first."""
    standing = [row for row in kept if row.withdrawn_at is None]
    now = next((row for row in standing if row.first_day <= on), None)
    next_one = next((row for row in reversed(standing) if row.first_day > on), None)
    since = f"fra {days.text(now.first_day)}" if now else "leveret med Parløb"
    if now is None and setting not in SHIPPED:
        since = "som for alle formål"
    return SettingRow(
        code=setting.value,
        title=setting.label,
        number=str(now.number if now else SHIPPED.get(setting, "")),
        since=since,
        coming=f"{next_one.number} fra {days.text(next_one.first_day)}" if next_one else "",
        history=tuple(_set_value(row, on=on) for row in kept),
    )


def _set_value(row: LocalSetting, *, on: date) -> SetValue:
    text = f"{row.number} fra {days.text(row.first_day)}, sat {_moment(row.set_at, row.set_by)}"
    if row.withdrawn_at:
        return SetValue(f"{text}, trukket tilbage {_moment(row.withdrawn_at, row.withdrawn_by)}", withdraw_from="")
    return SetValue(text, withdraw_from=row.first_day.isoformat() if row.first_day > on else "")


def _moment(at: datetime, who: User | None) -> str:
    return f"{days.text(local.local_day(at))} af {who.name if who else 'kommandolinjen'}"

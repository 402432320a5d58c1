"""The places and people of the town, registered through the commands as its own people would have done it."""

import calendar
import contextlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from django.conf import settings

from parloeb.cli.demo_town import cast, corps, words
from parloeb.domain.companies import commands as companies
from parloeb.domain.corps import commands as mentors
from parloeb.domain.corps import rules as corps_rules
from parloeb.domain.corps.lists import Source
from parloeb.domain.correspondence import commands as correspondence
from parloeb.domain.correspondence import outbox, phrasing
from parloeb.domain.correspondence.rules import letters
from parloeb.domain.correspondence.rules.own import Place
from parloeb.domain.grants.commands import Sending
from parloeb.domain.people import acting, commands, sealing
from parloeb.domain.people.rules import Role
from parloeb.kernel import local

SEED = 20080910
FIRST_VISIT_AT = time(8)
MINUTES_OF_A_VISIT = 75
USUAL_VISITS_A_DAY = 5


class Town:
    """The places and people by their keys in `cast` and `corps`.

    `today` is the day that the door handed in; the stories of the courses end on the last working day before it.
    """

    def __init__(self, *, keys: sealing.Keyring, at: datetime) -> None:
        """Register places and people, the days of their roles long past. Call inside one transaction."""
        self.keys = keys
        self.today = local.local_day(at)
        self.latest = self.today - timedelta(days=1)
        while is_weekend(self.latest):
            self.latest -= timedelta(days=1)
        self.leap_day = latest_leap_day(self.today)
        self.founded_on = self.leap_day - timedelta(days=60)
        self.founded_at = local.moment(self.founded_on, time(9))
        self._sitting: tuple[tuple[str, Role, date], acting.Actor] | None = None
        with acting.acting_as_system() as by:
            self.organisations = {
                place.name: commands.register_organisation(
                    kind=place.kind,
                    name=place.name,
                    address=place.address,
                    phone=place.phone,
                    by=by,
                    at=self.founded_at,
                )
                for place in cast.PLACES
            }
            self.teams = {
                key: commands.register_team(
                    jobcentre=self.organisations[team.jobcentre], name=team.name, by=by, at=self.founded_at
                )
                for key, team in cast.TEAMS.items()
            }
            self.users = {
                key: commands.register_user(email=_email(key), name=name, by=by, at=self.founded_at)
                for key, name in _employees().items()
            }
        self._give_roles()
        self.mentors = {
            row.key: mentors.register_mentor(
                _description(row, today=self.today, founded_on=self.founded_on),
                jobcentre=self.organisations[row.jobcentre],
                organisation=self.organisations.get(row.organisation),
                user=self.users[row.key],
                by=acting.SYSTEM,
                at=self.founded_at,
            )
            for row in corps.MENTORS
        }
        self.firms = self._register_firms()
        self._citizens: set[str] = set()
        self._visits_of_a_day: dict[tuple[str, date], int] = {}
        self._tell_of_mentors()
        self.bound_minutes = dict.fromkeys(self.mentors, 0)

    @contextlib.contextmanager
    def acting(self, key: str, role: Role, *, on: date) -> Iterator[acting.Actor]:
        """Act as the person with this key; who is acting already on that day goes on."""
        asked = (key, role, on)
        if self._sitting and self._sitting[0] == asked:
            yield self._sitting[1]
            return
        with acting.acting_as(self.users[key], role, on=on) as by:
            outer, self._sitting = self._sitting, (asked, by)
            try:
                yield by
            finally:
                self._sitting = outer

    def sending(self, jobcentre: str) -> Sending:
        """The sender of a jobcentre's letters."""
        place = next(place for place in cast.PLACES if place.name == jobcentre)
        sender = letters.Sender(settings.AUTHORITY, place.name, tuple(place.address.splitlines()), place.phone, "")
        return Sending(sender=sender, keys=self.keys)

    def free_mentor(self, jobcentre: str, *, minutes: int, but: frozenset[str] = frozenset()) -> str:
        """The key of a mentor of the jobcentre with so many minutes a week free: whoever is bound least."""
        able = [
            row
            for row in corps.MENTORS
            if row.taking and row.jobcentre == jobcentre and row.key not in but and self._free(row) >= minutes
        ]
        return min(able, key=lambda row: (self.bound_minutes[row.key] / row.hours, row.key)).key

    def visit_time(self, mentor: str, wished_on: date) -> datetime | None:
        """When the mentor has time on that day or soon after; None where that is past the latest day."""
        day = wished_on
        while day <= self.latest:
            if not is_weekend(day) and self._visits_of_a_day.get((mentor, day), 0) < USUAL_VISITS_A_DAY:
                return self.squeeze_in(mentor, day)
            day += timedelta(days=1)
        return None

    def squeeze_in(self, mentor: str, day: date) -> datetime:
        """When the mentor has time on that very day, after whatever else the day holds."""
        taken = self._visits_of_a_day.get((mentor, day), 0)
        self._visits_of_a_day[mentor, day] = taken + 1
        return local.moment(day, FIRST_VISIT_AT) + timedelta(minutes=MINUTES_OF_A_VISIT * taken)

    def let_log_in(self, key: str, name: str) -> None:
        """Let a citizen log in; an employee who is a citizen too has a user already."""
        on, at = self.founded_on, self.founded_at
        if key in self._citizens:
            return
        self._citizens.add(key)
        with acting.acting_as_system() as by:
            if key not in self.users:
                self.users[key] = commands.register_user(email=_email(key), name=name, by=by, at=at)
            commands.assign_role(self.users[key], role=Role.CITIZEN, first_day=on, by=by, at=at)

    def send_mail(self, *, at: datetime, on: date) -> None:
        """Let every mail leave that is due; where it arrives is invented too."""
        with acting.acting_as_system() as by:
            while correspondence.deliver_next(send=_no_real_mail, by=by, at=at, on=on):
                pass

    def fail_to_send(self, *, at: datetime, on: date) -> None:
        """Try in vain to send what is due, until it stands as failed."""
        with acting.acting_as_system() as by:
            while correspondence.deliver_next(send=_no_such_address, by=by, at=at, on=on):
                at += timedelta(minutes=2**outbox.MOST_TRIES)

    def _free(self, row: corps.Row) -> int:
        return row.hours * 60 - self.bound_minutes[row.key]

    def _give_roles(self) -> None:
        with acting.acting_as_system() as by:
            for part in (*cast.STAFF, *_mentor_parts()):
                commands.assign_role(
                    self.users[part.key],
                    role=part.role,
                    organisation=self.organisations.get(part.organisation),
                    team=self.teams.get(part.team),
                    first_day=self.founded_on,
                    by=by,
                    at=self.founded_at,
                )

    def _register_firms(self) -> dict[str, list[Any]]:
        """The coordinators register the companies; a list for each jobcentre."""
        firms: dict[str, list[Any]] = {}
        for firm in cast.FIRMS:
            with self.acting(cast.coordinator_of(firm.jobcentre), Role.COORDINATOR, on=self.founded_on) as by:
                company = companies.register_company(
                    jobcentre=self.organisations[firm.jobcentre],
                    name=firm.name,
                    sector=firm.sector,
                    ownership=firm.ownership,
                    prior_experience=firm.prior_experience,
                    by=by,
                    at=self.founded_at,
                )
            firms.setdefault(firm.jobcentre, []).append(company)
        return firms

    def _tell_of_mentors(self) -> None:
        """The coordinators say what the mentors can, and the mentors sign secrecy."""
        on, at = self.founded_on, self.founded_at
        for row in corps.MENTORS:
            with self.acting(cast.coordinator_of(row.jobcentre), Role.COORDINATOR, on=on) as by:
                for field, level in row.able.items():
                    mentors.set_competence(
                        self.mentors[row.key],
                        field=field,
                        level=level,
                        source=Source.COORDINATOR,
                        known_on=on,
                        by=by,
                        at=at,
                    )
            if row.signed:
                with self.acting(row.key, Role.MENTOR, on=on) as by:
                    mentors.sign_secrecy(self.mentors[row.key], by=by, at=at, on=on)

    def word_letters(self) -> None:
        """One of the leaders writes the municipality's own words in the letters of the jobcentre."""
        pieces = {
            Place.HOURS.value: words.HOURS,
            f"{Place.EXPLANATION}-grant": words.GRANTED_EXPLAINED,
            Place.GREETING.value: words.GREETING,
        }
        on, jobcentre = self.founded_on, self.organisations[cast.NORDBY]
        with self.acting("lone", Role.TEAM_LEADER, on=on) as by:
            for piece, text in pieces.items():
                phrasing.write(jobcentre, piece, text=text, first_day=on, by=by, at=self.founded_at, on=on)


def latest_leap_day(today: date) -> date:
    """The latest 29 February that is at least a month ago, so that a course can have begun on it."""
    year = (today - timedelta(days=90)).year
    while not calendar.isleap(year):
        year -= 1
    return date(year, 2, 29)


def is_weekend(day: date) -> bool:
    """Whether nobody works on the day."""
    return day.weekday() >= calendar.SATURDAY


def _description(row: corps.Row, *, today: date, founded_on: date) -> corps_rules.Description:
    return corps_rules.Description(
        name=row.name,
        kind=row.kind,
        first_day=today + timedelta(days=row.begins_in) if row.begins_in else founded_on,
        weekly_minutes=row.hours * 60,
        profile=row.profile,
        sex=row.sex,
        languages=row.languages,
        areas=row.areas,
        times=row.times,
        meeting_places=() if row.goes_home else corps.NOT_AT_HOME,
    )


def _employees() -> dict[str, str]:
    """The names of staff and mentors by key; who is both is one person."""
    return {one.key: one.name for one in (*cast.STAFF, *corps.MENTORS)}


def _mentor_parts() -> tuple[cast.Part, ...]:
    return tuple(cast.Part(row.key, row.name, Role.MENTOR, row.organisation or row.jobcentre) for row in corps.MENTORS)


def _no_real_mail(address: str, subject: str, body: str, key: str) -> None:
    del address, subject, body, key


def _no_such_address(address: str, subject: str, body: str, key: str) -> None:
    del address, subject, body, key
    raise OSError


def _email(key: str) -> str:
    return f"{key}@nordby.example"

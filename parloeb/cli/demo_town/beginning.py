"""A course from the caseworker's first line to the decision, one act a method."""

import random
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from parloeb.cli.demo_town import cast, words
from parloeb.cli.demo_town.town import Town, is_weekend
from parloeb.domain.cases import representing as represented
from parloeb.domain.correspondence import commands as correspondence
from parloeb.domain.grants import commands as grants
from parloeb.domain.grants import curve, modifying, submitting
from parloeb.domain.grants.force import Kind
from parloeb.domain.people import acting, commands, representing
from parloeb.domain.people.rules import Receives, Represents, Role
from parloeb.domain.referrals import commands as referrals
from parloeb.domain.referrals.rules import Content
from parloeb.journeys import accounts, redeciding, withdrawing
from parloeb.kernel import cpr, local, periods

_MORNING = time(9)
_BETWEEN_ACTS = timedelta(minutes=4)

# A grant with a way up and a way down: four weeks from one hour to three, and three weeks down to one.
_LEVEL, _UP, _DOWN = 180, curve.Ramp(4, 60), curve.Ramp(3, 60)


@dataclass(frozen=True)
class Who:
    """Whom a course is about, and where. `caseworker` is a key of the cast; `user` the key of the citizen's login.

    A citizen without a `user` cannot log in; without that or without an `email` letters come on paper.
    """

    name: str
    cpr: str
    team: str
    caseworker: str
    user: str = ""
    email: str = ""
    is_protected: bool = False


class Clock:
    """The day that a course's story has come to; never past yesterday, and each act a little later than the last."""

    def __init__(self, first_day: date, *, latest: date) -> None:
        self.latest = latest
        self.on = min(first_day, latest)
        self._acted_at = local.moment(self.on, _MORNING)

    @property
    def at(self) -> datetime:
        """The moment of the next act."""
        self._acted_at += _BETWEEN_ACTS
        return self._acted_at

    def go_past(self, at: datetime) -> None:
        """Let no act of the day come before that moment."""
        self._acted_at = max(self._acted_at, at)

    def wait(self, days_more: int) -> None:
        """Let days pass; nobody works at the weekend."""
        day = self.on + timedelta(days=days_more)
        while is_weekend(day):
            day += timedelta(days=1)
        day = min(day, self.latest)
        if day != self.on:
            self.on, self._acted_at = day, local.moment(day, _MORNING)


class Beginning:
    """Referral and grant of one course."""

    def __init__(self, town: Town, who: Who, *, first_day: date, rng: random.Random, mentor: str = "") -> None:
        """Register the citizen and open the case with an empty referral. `mentor` is who shall be asked."""
        self.town, self.who, self.rng = town, who, rng
        self.team = cast.TEAMS[who.team]
        self.clock = Clock(first_day, latest=town.latest)
        self.wished_mentor = mentor
        self.content = words.referral(rng)
        self.minutes_per_week = rng.choice((60, 90, 90, 120, 180))
        self.posts_letters = True
        self.granted_until: date | None = None
        self.citizen = commands.register_citizen(
            name=who.name,
            cpr=cpr.Cpr(who.cpr),
            email=who.email,
            address=f"Havnegade {rng.randint(1, 180)}\n9999 Nordby",
            is_protected=who.is_protected,
            keys=town.keys,
            by=acting.SYSTEM,
            at=self.clock.at,
        )
        if who.user and self.citizen.user is None:
            town.let_log_in(who.user, who.name)
            user, at, on = town.users[who.user], self.clock.at, self.clock.on
            accounts.link_citizen(self.citizen, user=user, by=acting.SYSTEM, at=at, on=on)
        with self.as_caseworker() as by:
            self.referral = referrals.start(
                citizen=self.citizen, team=town.teams[who.team], by=by, at=self.clock.at, on=self.clock.on
            )
        self.case = self.referral.case

    def as_caseworker(self) -> AbstractContextManager[acting.Actor]:
        return self.town.acting(self.who.caseworker, Role.CASEWORKER, on=self.clock.on)

    def as_leader(self) -> AbstractContextManager[acting.Actor]:
        return self.town.acting(self.team.leader, Role.TEAM_LEADER, on=self.clock.on)

    def as_coordinator(self) -> AbstractContextManager[acting.Actor]:
        return self.town.acting(self.team.coordinator, Role.COORDINATOR, on=self.clock.on)

    def as_citizen(self) -> AbstractContextManager[acting.Actor]:
        return self.town.acting(self.who.user, Role.CITIZEN, on=self.clock.on)

    def write(self, content: Content | None = None) -> None:
        """The caseworker fills the referral in."""
        if content:
            self.content = content
        with self.as_caseworker() as by:
            referrals.save(
                self.referral,
                self.content,
                version=self.referral.version,
                by=by,
                at=self.clock.at,
                on=self.clock.on,
            )

    def send(self) -> None:
        with self.as_caseworker() as by:
            referrals.send(self.referral, by=by, at=self.clock.at, on=self.clock.on)

    def amend(self) -> None:
        changed = replace(self.content, active_offers="Virksomhedspraktik tre dage om ugen.")
        with self.as_caseworker() as by:
            referrals.amend(
                self.referral,
                changed,
                version=self.referral.version,
                reason=words.AMENDED,
                by=by,
                at=self.clock.at,
                on=self.clock.on,
            )

    def take_back(self) -> None:
        """Withdraw the referral."""
        with self.as_caseworker() as by:
            withdrawing.withdraw(self.referral, by=by, at=self.clock.at, on=self.clock.on)

    def draft_grant(
        self, months: int = 3, *, assessment: str = "", special_reason: str = "", is_ramped: bool = False
    ) -> None:
        """Draft a grant from today, or from the day after the one before; if ramped, with a way up and a way down."""
        first_day = self.granted_until + timedelta(days=1) if self.granted_until else self.clock.on
        period = periods.of_months(first_day, months)
        self.write_grant(
            grants.Draft(
                first_day=first_day,
                last_day=period.last_day,
                minutes_per_week=self.minutes_per_week,
                weeks=curve.ramped(period, _LEVEL, up=_UP, down=_DOWN) if is_ramped else (),
                decisive_reason=self.content.decisive_reason,
                assessment=assessment,
                special_reason=special_reason,
            )
        )

    def draft_partial_grant(self) -> None:
        """Draft a grant of fewer hours than were asked for, with what the citizen can get instead."""
        period = periods.of_months(self.clock.on, 3)
        self.write_grant(
            grants.Draft(
                first_day=period.first_day,
                last_day=period.last_day,
                minutes_per_week=self.minutes_per_week,
                asked_minutes_per_week=self.minutes_per_week + 120,
                decisive_reason=self.content.decisive_reason,
                reason_text=words.FEWER,
                alternative=words.INSTEAD_OF_MORE,
            )
        )

    def let_represent(self, name: str) -> None:
        """Somebody acts for the citizen from today on, and gets the letters too, on paper."""
        typed = representing.Typed(
            kind=Represents.PARTY,
            receives=Receives.DECISIONS,
            name=name,
            first_day=self.clock.on,
            address=f"Møllevej {self.rng.randint(1, 60)}\n9999 Nordby",
            of_case=self.case.uuid,
            mandate="Alt i sagen om mentorstøtte. Ligger på sagen.",
            mandate_given_on=self.clock.on,
        )
        at, on = self.clock.at, self.clock.on
        with self.as_caseworker() as by:
            represented.register(self.case, typed, keys=self.town.keys, by=by, at=at, on=on)

    def write_grant(self, draft: grants.Draft) -> None:
        with self.as_caseworker() as by:
            self.grant = grants.start(self.referral, by=by, at=self.clock.at, on=self.clock.on)
            self.drafted = draft
            grants.save(self.grant, draft, version=self.grant.version, by=by, at=self.clock.at, on=self.clock.on)

    def submit(self) -> None:
        with self.as_caseworker() as by:
            grants.submit(self.grant, by=by, at=self.clock.at, on=self.clock.on)

    def send_grant_back(self) -> None:
        with self.as_leader() as by:
            submitting.send_back(self.grant, message="Se på timerne igen.", by=by, at=self.clock.at, on=self.clock.on)

    def drop_grant(self) -> None:
        with self.as_caseworker() as by:
            grants.withdraw(self.grant, by=by, at=self.clock.at, on=self.clock.on)

    def decide(self) -> None:
        """The caseworker grants what was drafted."""
        with self.as_caseworker() as by:
            grants.decide(self.grant, sending=self._sending(), by=by, at=self.clock.at, on=self.clock.on)
        self._decided()

    def leader_decides(self) -> None:
        with self.as_leader() as by:
            grants.decide(self.grant, sending=self._sending(), by=by, at=self.clock.at, on=self.clock.on)
        self._decided()

    def shorten(self) -> None:
        """A new decision lets the grant end two weeks from today."""
        at, on = self.clock.at, self.clock.on
        with self.as_caseworker() as by:
            stop = modifying.begin(self.grant, Kind.SHORTEN, by=by, at=at, on=on)
            drafted = grants.Draft(last_day=on + timedelta(days=14), reason_text=words.SHORTENED)
            grants.save(stop, drafted, version=stop.version, by=by, at=self.clock.at, on=on)
            redeciding.stop(stop, sending=self._sending(), by=by, at=self.clock.at, on=on)

    def _decided(self) -> None:
        self.referral = self.grant.referral
        self.granted_until = self.drafted.last_day
        self.post(self.grant.letter)

    def _sending(self) -> grants.Sending:
        return self.town.sending(self.team.jobcentre)

    def post(self, letter: Any) -> None:
        """Let the letter just written leave: by mail to who can log in, else by the caseworker with the post."""
        if not self.posts_letters:
            return
        if self.who.email and self.who.user:
            self.town.send_mail(at=self.clock.at, on=self.clock.on)
            return
        if letter:
            with self.as_caseworker() as by:
                correspondence.post(letter, by=by, at=self.clock.at, on=self.clock.on)

    def post_anew(self) -> None:
        """The paper letter was left lying: it is written anew with today's day, and posted."""
        letter = self.grant.letter
        if letter:
            with self.as_caseworker() as by:
                anew = correspondence.rewrite(letter, keys=self.town.keys, by=by, at=self.clock.at, on=self.clock.on)
                correspondence.post(anew, by=by, at=self.clock.at, on=self.clock.on)

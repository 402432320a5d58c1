"""A course while it runs: visits week by week, the citizen's answers, and the reports of the months."""

import random
import uuid
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial

from parloeb.cli.demo_town import words
from parloeb.cli.demo_town.beginning import Who
from parloeb.cli.demo_town.changing import Changing
from parloeb.cli.demo_town.town import Town
from parloeb.domain.agreements.lists import Rhythm
from parloeb.domain.reports import commands as reports
from parloeb.domain.reports.lists import OwnColumnWay, Recommendation
from parloeb.domain.visits import commands as visits
from parloeb.domain.visits.lists import Cause, Kind, Outcome, Place, Topic
from parloeb.domain.visits.rules import Content, Part
from parloeb.kernel import days, local

_DAYS_BETWEEN = {Rhythm.TWICE_A_WEEK: 4, Rhythm.WEEKLY: 7, Rhythm.FORTNIGHTLY: 14, Rhythm.MONTHLY: 28}
_LATE = 9
_MISSED = (Cause.ILL, Cause.FORGOT, Cause.NO_ANSWER, Cause.OTHER_APPOINTMENT, Cause.TRANSPORT)
_PLACES = (Place.HOME, Place.HOME, Place.WORKPLACE, Place.OFFICE, Place.ELSEWHERE, Place.PHONE)
_OFTEN = 0.1  # of the appointments: missed, or cancelled late


class Living(Changing):
    """Visits and reports of one course."""

    def __init__(self, town: Town, who: Who, *, first_day: date, rng: random.Random, mentor: str = "") -> None:
        super().__init__(town, who, first_day=first_day, rng=rng, mentor=mentor)
        self._to_confirm: list[Callable[..., None]] = []
        self._last_met_on = first_day

    def meet(self) -> None:
        """The first meeting, over a cup of coffee: it needs no agreement."""
        starts_at = self.town.squeeze_in(self.mentor, self.clock.on)
        self.register(Content(starts_at, (Part(Place.ELSEWHERE, 45, ((Topic.EVERYDAY, 45),)),), kind=Kind.FIRST))
        self.match.refresh_from_db()  # the visit moved it on
        self._last_met_on = self.clock.on

    def live(self, weeks: int, *, telling: bool = True) -> None:
        """Let weeks pass: visits in the agreed rhythm, most of them confirmed, and each month's report read.

        Not `telling` leaves the reports of these weeks to what comes after; five weeks always hold a whole month's end.
        """
        until = min(self.clock.on + timedelta(weeks=weeks), self.clock.latest)
        while self.clock.on < until:
            self._visits_until(min(until, _last_day_of_month(self.clock.on)))
            self.clock.wait(1)
            self._confirm_visits()
            if telling:
                self.tell_all()

    def tell_all(self) -> None:
        """Every month that is over is told and read."""
        while _last_day_of_month(self.untold) < self.clock.on:
            self.tell()
            self.acknowledge()

    def visit(self, *, late: bool = False) -> None:
        """One visit of an hour, held and registered: the same day, or more than a week late."""
        starts_at = self.town.squeeze_in(self.mentor, self.clock.on)
        if late:
            self.clock.wait(_LATE)
        self.register(self._held(starts_at, minutes=60))

    def register(self, content: Content) -> None:
        """The mentor registers a visit."""
        self.last_content = content
        self.clock.go_past(content.ends_at)
        with self.as_mentor() as by:
            self.last_visit = visits.register(
                self.case.uuid,
                content,
                client_key=self._key(),
                by=by,
                at=self.clock.at,
                on=self.clock.on,
            )

    def confirm_visit(self) -> None:
        if self.who.user:
            with self.as_citizen() as by:
                visits.confirm(self.last_visit, by=by, at=self.clock.at, on=self.clock.on)

    def question_visit(self) -> None:
        with self.as_citizen() as by:
            visits.question(
                self.last_visit, text="Vi sluttede før tid den dag.", by=by, at=self.clock.at, on=self.clock.on
            )

    def correct_visit(self) -> None:
        """The mentor says that it took half an hour less."""
        content = self._held(self.last_content.starts_at, minutes=self.last_content.minutes - 30, note="Rettet tid.")
        with self.as_mentor() as by:
            self.last_visit = visits.correct(
                self.last_visit, content, client_key=self._key(), by=by, at=self.clock.at, on=self.clock.on
            )

    def begin_report(self) -> None:
        """The mentor begins the report of the first month that is not told."""
        with self.as_mentor() as by:
            self.report = reports.start(self.match, month=self.untold, by=by, at=self.clock.at, on=self.clock.on)
        self.untold = days.months_after(self.untold, 1)

    def write_report(self) -> None:
        text = reports.Text(
            development=self.rng.choice(words.DEVELOPMENTS),
            goals=self.report.goals,
            appointments=self.report.appointments,
            recommendation=self.rng.choice([Recommendation.GO_ON, Recommendation.GO_ON, Recommendation.ADJUST]).value,
        )
        with self.as_mentor() as by:
            reports.save(self.report, text, version=self.report.version, by=by, at=self.clock.at, on=self.clock.on)

    def offer_report(self) -> None:
        with self.as_mentor() as by:
            reports.offer_to_citizen(self.report, offered_on=self.clock.on, by=by, at=self.clock.at, on=self.clock.on)

    def add_own_words(self) -> None:
        """The citizen adds a few words; who cannot log in says them on the telephone."""
        text = "Jeg synes, det går fremad."
        if self.who.user:
            with self.as_citizen() as by:
                reports.add_own_column(self.report, text=text, by=by, at=self.clock.at, on=self.clock.on)
            return
        with self.as_caseworker() as by:
            reports.add_own_column(
                self.report,
                text=text,
                way=OwnColumnWay.PHONE,
                reason="Har ikke MitID.",
                by=by,
                at=self.clock.at,
                on=self.clock.on,
            )

    def send_report(self) -> None:
        with self.as_mentor() as by:
            reports.send(self.report, by=by, at=self.clock.at, on=self.clock.on)

    def ask_back(self) -> None:
        with self.as_caseworker() as by:
            reports.ask_back(
                self.report, question="Hvad skete der i den tredje uge?", by=by, at=self.clock.at, on=self.clock.on
            )

    def acknowledge(self) -> None:
        with self.as_caseworker() as by:
            reports.acknowledge(self.report, by=by, at=self.clock.at, on=self.clock.on)

    def tell(self) -> None:
        """A month's report from its first line until it is sent, at one sitting."""
        with self.as_mentor():
            self.begin_report()
            self.write_report()
            self.offer_report()
            self.send_report()

    def _visits_until(self, until: date) -> None:
        """The visits up to a day, in the agreed rhythm counted from the last one before."""
        gap = timedelta(days=_DAYS_BETWEEN.get(Rhythm(self.agreement.rhythm), 7))
        while (next_on := self._last_met_on + gap) <= until:
            self._wait_until(next_on)
            self._usual_visit()
            self._last_met_on = max(next_on, self.clock.on)
        self._wait_until(until)

    def _wait_until(self, day: date) -> None:
        self.clock.wait(max(0, (day - self.clock.on).days))

    def _usual_visit(self) -> None:
        """What mostly happens: a visit that the citizen confirms; now and then it comes to nothing."""
        starts_at = self.town.visit_time(self.mentor, self.clock.on)
        if starts_at is None:
            return
        self._wait_until(local.local_day(starts_at))
        chance = self.rng.random()
        if chance < _OFTEN:
            outcome = self.rng.choice([Outcome.NO_SHOW, Outcome.LATE_CANCEL])
            self.register(Content(starts_at, outcome=outcome, cause=self.rng.choice(_MISSED)))
            return
        self.register(
            self._held(starts_at, minutes=self.rng.choice([30, 60, 60, 75]), note=self.rng.choice(words.NOTES))
        )
        if chance > 2 * _OFTEN and self.who.user:
            self._to_confirm.append(partial(visits.confirm, self.last_visit))

    def _confirm_visits(self) -> None:
        """The citizen goes through the visits of the last weeks at one sitting."""
        if not self._to_confirm:
            return
        with self.as_citizen() as by:
            for confirm in self._to_confirm:
                confirm(by=by, at=self.clock.at, on=self.clock.on)
        self._to_confirm.clear()

    def _held(self, starts_at: datetime, *, minutes: int, note: str = "") -> Content:
        place, topic = self.rng.choice(_PLACES), self.rng.choice(list(Topic))
        return Content(starts_at, (Part(place, minutes, ((topic, minutes),)),), note=note)

    def _key(self) -> uuid.UUID:
        return uuid.UUID(int=self.rng.getrandbits(128), version=4)


def _last_day_of_month(day: date) -> date:
    return days.last_day_of(day.replace(day=1), 1)

"""A course from the search for a mentor to an agreement signed by the three, and from one mentor to the next."""

from contextlib import AbstractContextManager
from datetime import time, timedelta
from typing import Any
from uuid import UUID

from parloeb.cli.demo_town import words
from parloeb.cli.demo_town.objecting import Objecting
from parloeb.domain.agreements import commands as agreements
from parloeb.domain.agreements import queries as agreed
from parloeb.domain.agreements.lists import Way
from parloeb.domain.agreements.rules import Content, SubGoal
from parloeb.domain.matching.commands import (
    answering,
    changing,
    continuing,
    declines,
    meeting,
    parting,
    proposing,
    reminding,
    stopping,
)
from parloeb.domain.matching.exclusions import commands as exclusions
from parloeb.domain.matching.firstcontact import commands as firstcontact
from parloeb.domain.matching.firstcontact import queries as first_contacts
from parloeb.domain.matching.firstcontact.rules import THROUGH_MUNICIPALITY, Contact, Plan
from parloeb.domain.matching.lists import (
    ChangeReason,
    ContactWay,
    DeclineReason,
    DeviationReason,
    EndedBy,
    EndReason,
    ExclusionReason,
    GoOn,
    MeetingForm,
    Side,
    TalkedWith,
    WishWay,
)
from parloeb.domain.matching.needs import commands as needs
from parloeb.domain.matching.needs.rules import Content as Needs
from parloeb.domain.people import acting
from parloeb.domain.people.rules import Role
from parloeb.kernel import errors

# Why the coordinator chooses another than the suggested, in turn.
_WHY_ANOTHER = (
    (DeviationReason.FREE_NOW, "Kender området og har tid nu."),
    (DeviationReason.EXPERIENCE, "Har haft et forløb, der lignede, før korpset kom i systemet."),
    (DeviationReason.KNOWS_BOTH, "Jeg har mødt dem begge og tror, de vil passe sammen."),
)


class Pairing(Objecting):
    """Match and agreement of one course."""

    mentor = ""
    declined: frozenset[str] = frozenset()

    def as_mentor(self) -> AbstractContextManager[acting.Actor]:
        return self.town.acting(self.mentor, Role.MENTOR, on=self.clock.on)

    def judge(self, content: Needs) -> None:
        """The coordinator judges what the course asks of a mentor."""
        with self.as_coordinator() as by:
            needs.judge(self.case, content, after=None, by=by, at=self.clock.at, on=self.clock.on)

    def exclude(self, mentor: str, why: ExclusionReason) -> None:
        """A mentor is out of the question for the citizen."""
        with self.as_coordinator() as by:
            exclusions.exclude(self.case, self.town.mentors[mentor], why=why, by=by, at=self.clock.at, on=self.clock.on)
        self.declined |= {mentor}

    def propose(self) -> None:
        """The coordinator chooses the mentor who was wished for, or whoever has most time."""
        self.mentor = self.wished_mentor or self._who_can()
        reason, why = _WHY_ANOTHER[sum(map(ord, self.mentor)) % len(_WHY_ANOTHER)]
        if self.wished_mentor:
            reason, why = DeviationReason.CITIZEN_ASKED, "Borgeren har bedt om denne mentor."
        with self.as_coordinator() as by:
            self.match = proposing.propose(
                self.case,
                proposing.Choice(why=why, deviation_reason=reason),
                mentor=self.town.mentors[self.mentor],
                by=by,
                at=self.clock.at,
                on=self.clock.on,
            )

    def _who_can(self) -> str:
        """Whoever has most time, of those whom nothing hinders: what hinders is the room's to say."""
        but, on = self.declined, self.clock.on
        while True:
            key = self.town.free_mentor(self.team.jobcentre, minutes=self.minutes_per_week, but=but)
            try:
                proposing.refuse_hindered(self.case, self.town.mentors[key], area="", language="", on=on)
            except errors.RefusedError:
                but |= {key}
            else:
                return key

    def ask(self) -> None:
        with self.as_coordinator() as by:
            proposing.ask(self.match, by=by, at=self.clock.at, on=self.clock.on)
        self.town.send_mail(at=self.clock.at, on=self.clock.on)

    def take_question_back(self) -> None:
        with self.as_coordinator() as by:
            proposing.withdraw(self.match, by=by, at=self.clock.at, on=self.clock.on)
        self.town.send_mail(at=self.clock.at, on=self.clock.on)
        self._never_again()

    def remind(self) -> None:
        """The worker brings the question to mind."""
        reminding.remind(by=acting.SYSTEM, at=self.clock.at, on=self.clock.on)
        self.town.send_mail(at=self.clock.at, on=self.clock.on)

    def talk_on_declines(self) -> None:
        """After three noes the coordinator notes what changes."""
        with self.as_coordinator() as by:
            declines.note_talk(
                self.case,
                held_on=self.clock.on,
                talked_with=[TalkedWith.CITIZEN, TalkedWith.CASEWORKER],
                changes="De første møder holdes på biblioteket, og to mentorer følges ad i begyndelsen.",
                by=by,
                at=self.clock.at,
                on=self.clock.on,
            )

    def ask_for_change(self) -> None:
        """The citizen asks for another mentor; for who cannot log in the caseworker notes it."""
        self.match.refresh_from_db()
        wish = changing.Wish(ChangeReason.TIMES, "Jeg kan bedst om eftermiddagen.")
        if self.who.user:
            with self.as_citizen() as by:
                self.change = changing.ask(self.match, wish, by=by, at=self.clock.at, on=self.clock.on)
            return
        with self.as_caseworker() as by:
            self.change = changing.note(
                self.match,
                wish,
                side=Side.CITIZEN,
                way=WishWay.PHONE,
                asked_on=self.clock.on,
                by=by,
                at=self.clock.at,
                on=self.clock.on,
            )

    def look_for_another(self) -> None:
        """A new mentor is looked for while the two go on."""
        with self.as_coordinator() as by:
            changing.search(
                self.change,
                "Vi finder en mentor, der kan om eftermiddagen. I mødes, til vi har fundet en.",
                by=by,
                at=self.clock.at,
                on=self.clock.on,
            )
        self.town.send_mail(at=self.clock.at, on=self.clock.on)

    def take_change_back(self) -> None:
        """The citizen thought better of it, and tells so by phone."""
        with self.as_caseworker() as by:
            changing.withdraw(self.change, by=by, at=self.clock.at, on=self.clock.on)

    def go_on_after_talk(self) -> None:
        """The coordinator talked with the two, who go on."""
        with self.as_coordinator() as by:
            changing.settle(
                self.change, "I har aftalt at mødes om eftermiddagen.", by=by, at=self.clock.at, on=self.clock.on
            )
        self.town.send_mail(at=self.clock.at, on=self.clock.on)

    def decline(self, reason: DeclineReason | None = None) -> None:
        with self.as_mentor() as by:
            answering.decline(
                self.match,
                reason=reason or self.rng.choice(list(DeclineReason)[:3]),
                by=by,
                at=self.clock.at,
                on=self.clock.on,
            )
        self._never_again()

    def accept(self) -> None:
        with self.as_mentor() as by:
            answering.accept(self.match, by=by, at=self.clock.at, on=self.clock.on)
        self.town.bound_minutes[self.mentor] += self.minutes_per_week
        self.untold = self.clock.on.replace(day=1)

    def reach_each_other(self) -> None:
        """Each says how to be reached, and the citizen tells the mentor something; who cannot log in has it noted."""
        first: dict[str, Any] = {"after": None, "on": self.clock.on}
        way = WishWay.OWN_PAGE if self.who.user else WishWay.PHONE
        contact = THROUGH_MUNICIPALITY if self.who.is_protected else Contact(ContactWay.MESSAGE, phone=words.PHONE)
        with self.as_citizen() if self.who.user else self.as_coordinator() as by:
            firstcontact.choose_contact(self.match, contact, side=Side.CITIZEN, by=by, at=self.clock.at, **first)
            firstcontact.tell(
                self.case, words.TO_THE_MENTOR, way=way, told_on=self.clock.on, by=by, at=self.clock.at, **first
            )
        with self.as_mentor() as by:
            own = Contact(ContactWay.PHONE, phone=words.PHONE)
            firstcontact.choose_contact(self.match, own, side=Side.MENTOR, by=by, at=self.clock.at, **first)

    def plan_meeting(self, place: str = "Café Kajen") -> None:
        """The coordinator plans a coffee some days from now, or plans it anew."""
        day = self.clock.on + timedelta(days=3)
        plan = Plan(day, time(14), MeetingForm.COFFEE, place, "Mentorkoordinatoren kommer med de første minutter.")
        with self.as_coordinator() as by:
            firstcontact.plan(
                self.match,
                plan,
                after=self._planned(),
                keys=self.town.keys,
                by=by,
                at=self.clock.at,
                on=self.clock.on,
            )

    def call_meeting_off(self) -> None:
        """The mentor falls ill."""
        planned, at, on = self._planned(), self.clock.at, self.clock.on
        if planned:
            with self.as_mentor() as by:
                why, keys = "Jeg er blevet syg.", self.town.keys
                firstcontact.cancel(self.match, why=why, after=planned, keys=keys, by=by, at=at, on=on)

    def _planned(self) -> UUID | None:
        newest = first_contacts.newest(self.match)
        return newest.uuid if newest else None

    def go_on(self, of_citizen: GoOn = GoOn.YES, of_mentor: GoOn = GoOn.YES) -> None:
        """Each answers whether to go on; for who cannot log in the coordinator notes it."""
        self.match.refresh_from_db()
        with self.as_mentor() as by:
            continuing.answer(self.match, continuing.Told(of_mentor), by=by, at=self.clock.at, on=self.clock.on)
        told = continuing.Told(of_citizen, "Vi taler godt sammen." if of_citizen is GoOn.YES else "Jeg ved det ikke.")
        if self.who.user:
            with self.as_citizen() as by:
                continuing.answer(self.match, told, by=by, at=self.clock.at, on=self.clock.on)
            return
        with self.as_coordinator() as by:
            continuing.note(
                self.match,
                told,
                side=Side.CITIZEN,
                way=WishWay.PHONE,
                by=by,
                at=self.clock.at,
                on=self.clock.on,
            )

    def stop_trial(self) -> None:
        """The mentor stops before three meetings."""
        self.match.refresh_from_db()
        with self.as_mentor() as by:
            stopping.stop(self.match, by=by, at=self.clock.at, on=self.clock.on)
        self.free_mentor()
        self._never_again()

    def confirm(self) -> None:
        """Both want to go on, and the coordinator confirms it."""
        self.go_on()
        with self.as_coordinator() as by:
            meeting.confirm(self.match, by=by, at=self.clock.at, on=self.clock.on)

    def part(self, reason: EndReason = EndReason.CITIZEN_WISH, by_whom: EndedBy = EndedBy.CITIZEN) -> None:
        """The match ends while the course goes on."""
        self.match.refresh_from_db()  # the last signature moved it on
        ending = parting.Ending(ended_by=by_whom, reason=reason, last_day=self.clock.on)
        with self.as_coordinator() as by:
            parting.end(self.match, ending, by=by, at=self.clock.at, on=self.clock.on)
        self.free_mentor()
        self._never_again()

    def free_mentor(self) -> None:
        """The mentor's hours are free for others."""
        self.town.bound_minutes[self.mentor] -= self.minutes_per_week

    def begin_agreement(self) -> None:
        with self.as_caseworker() as by:
            self.agreement = agreements.start(self.match, by=by, at=self.clock.at, on=self.clock.on)

    def write_agreement(self) -> None:
        """Put goal, rhythm and tasks in; days and minutes stay as the draft began with them."""
        begun = agreed.content_of(self.agreement)
        text, we_will_see = self.rng.choice(words.SUB_GOALS)
        due_on = begun.last_day or self.clock.on
        content = Content(
            goal_own_words=self.rng.choice(words.OWN_WORDS),
            goal=words.GOAL,
            first_day=begun.first_day,
            last_day=begun.last_day,
            minutes_per_week=begun.minutes_per_week,
            hours_kind=begun.hours_kind,
            hours=begun.hours,
            rhythm=words.rhythm(self.rng),
            place=begun.place or "På biblioteket",
            tasks=words.tasks(self.rng),
            reporting=words.REPORTING,
            phase_out=words.PHASE_OUT,
            goals=(SubGoal(text=text, we_will_see=we_will_see, due_on=due_on),),
        )
        with self.as_caseworker() as by:
            agreements.save(
                self.agreement, content, version=self.agreement.version, by=by, at=self.clock.at, on=self.clock.on
            )

    def present(self) -> None:
        with self.as_caseworker() as by:
            agreements.present(
                self.agreement, version=self.agreement.version, by=by, at=self.clock.at, on=self.clock.on
            )

    def change_agreement(self) -> None:
        with self.as_caseworker() as by:
            agreements.change(self.agreement, by=by, at=self.clock.at, on=self.clock.on)

    def drop_agreement(self) -> None:
        with self.as_caseworker() as by:
            agreements.drop(self.agreement, by=by, at=self.clock.at, on=self.clock.on)

    def citizen_signs(self) -> None:
        """Who cannot log in signs on paper."""
        if not self.who.user:
            self.citizen_signs_otherwise(Way.PAPER, "Papiret ligger i sagen.")
            return
        with self.as_citizen() as by:
            agreements.sign(self.agreement, version=self.agreement.version, by=by, at=self.clock.at, on=self.clock.on)

    def citizen_signs_otherwise(self, way: Way, reason: str) -> None:
        with self.as_caseworker() as by:
            agreements.sign_for_citizen(
                self.agreement,
                way=way,
                reason=reason,
                version=self.agreement.version,
                by=by,
                at=self.clock.at,
                on=self.clock.on,
            )

    def mentor_signs(self) -> None:
        with self.as_mentor() as by:
            agreements.sign(self.agreement, version=self.agreement.version, by=by, at=self.clock.at, on=self.clock.on)

    def caseworker_signs(self) -> None:
        with self.as_caseworker() as by:
            agreements.sign(self.agreement, version=self.agreement.version, by=by, at=self.clock.at, on=self.clock.on)

    def renew(self, months: int = 3) -> None:
        """Grant a new period after the one that runs, and sign a new edition of the agreement for it."""
        self.draft_grant(months, assessment=words.ASSESSMENT)
        self.decide()
        self.new_edition()

    def new_edition(self) -> None:
        """Sign the agreement anew, with the days that are granted now."""
        self.begin_agreement()
        self.present()
        self.citizen_signs()
        self.mentor_signs()
        self.caseworker_signs()

    def _never_again(self) -> None:
        self.declined |= {self.mentor}
        self.wished_mentor = ""

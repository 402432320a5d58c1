"""What the citizen is asked, and says, round a decision: the hearing before a refusal, and the complaint after."""

from datetime import timedelta

from parloeb.cli.demo_town import words
from parloeb.cli.demo_town.beginning import Beginning
from parloeb.domain.cases.lists import Teller
from parloeb.domain.cases.notes import commands as notes
from parloeb.domain.grants import commands as grants
from parloeb.domain.grants import deadlines
from parloeb.domain.grants.lists import Outcome, RequestKind, Way
from parloeb.domain.grants.procedure.commands import complaints, hearings, postponing, requests
from parloeb.kernel import days


class Objecting(Beginning):
    """Hearing, refusal and complaint of one course."""

    def draft_refusal(self) -> None:
        """Draft a decision that rests on facts the citizen does not know: somebody rang, and it was noted."""
        rang = notes.Heard(self.clock.on, Teller.EMPLOYER, "", words.WHO_RANG, words.ADVERSE)
        with self.as_caseworker() as by:
            notes.note(self.case, rang, by=by, at=self.clock.at, on=self.clock.on)
        refusal = grants.Draft(reason_text=words.REFUSED, alternative=words.INSTEAD, adverse_new_facts=True)
        self.write_grant(refusal)

    def hear(self, *, posting: bool = True) -> None:
        """Put the facts to the citizen; not `posting` leaves the letter lying."""
        with self.as_caseworker() as by:
            self.hearing = hearings.open_hearing(
                self.grant,
                facts=words.ADVERSE,
                answer_by=deadlines.answer_by(self.clock.on),
                sending=self._sending(),
                by=by,
                at=self.clock.at,
                on=self.clock.on,
            )
        if posting:
            self.post(self.hearing.letter)

    def prolong_hearing(self) -> None:
        """The citizen asked for a week more, and is told of it by mail."""
        self.hearing.letter.refresh_from_db()
        new = postponing.NewDay(self.hearing.answer_by + timedelta(weeks=1), words.LONGER, is_asked_for=True)
        with self.as_caseworker() as by:
            hearings.prolong(self.hearing, new, sending=self._sending(), by=by, at=self.clock.at, on=self.clock.on)
        self.town.send_mail(at=self.clock.at, on=self.clock.on)

    def answer_hearing(self) -> None:
        """The citizen answers on the own page; who cannot log in says it on the telephone."""
        self.hearing.letter.refresh_from_db()
        own = bool(self.who.user)
        said = hearings.Answer(words.ANSWERED, Way.PAGE if own else Way.PHONE, self.clock.on)
        with self.as_citizen() if own else self.as_caseworker() as by:
            hearings.answer(self.hearing, said, by=by, at=self.clock.at, on=self.clock.on)

    def close_hearing(self) -> None:
        """The caseworker notes that no answer came."""
        self.hearing.letter.refresh_from_db()
        with self.as_caseworker() as by:
            hearings.close(self.hearing, by=by, at=self.clock.at, on=self.clock.on)

    def withdraw_hearing(self) -> None:
        with self.as_caseworker() as by:
            hearings.withdraw(self.hearing, by=by, at=self.clock.at, on=self.clock.on)

    def refuse(self) -> None:
        """Refuse what was asked for, after the citizen was heard."""
        with self.as_caseworker() as by:
            grants.refuse(self.grant, sending=self._sending(), by=by, at=self.clock.at, on=self.clock.on)
        self.post(self.grant.letter)

    def complain(self) -> None:
        """The citizen complains on the own page; who cannot log in says it on the telephone."""
        own = bool(self.who.user)
        received = complaints.Received(words.COMPLAINED, Way.PAGE if own else Way.PHONE, self.clock.on)
        with self.as_citizen() if own else self.as_caseworker() as by:
            self.complaint = complaints.receive(
                self.grant, received, sending=self._sending(), by=by, at=self.clock.at, on=self.clock.on
            )
        self.post(self.complaint.confirmation)

    def maintain(self) -> None:
        """The leader looks at the decision again, and it stands."""
        with self.as_leader() as by:
            complaints.maintain(
                self.complaint,
                reasons=words.MAINTAINED,
                sending=self._sending(),
                by=by,
                at=self.clock.at,
                on=self.clock.on,
            )
        self.post(self.complaint.letter)

    def withdraw_complaint(self) -> None:
        """The citizen takes it back the way it came, and is told that it is gone."""
        said = complaints.Withdrawal(Way.PAGE if self.who.user else Way.PHONE, self.clock.on)
        with self.as_citizen() if self.who.user else self.as_caseworker() as by:
            complaints.withdraw(
                self.complaint, said, sending=self._sending(), by=by, at=self.clock.at, on=self.clock.on
            )
        if self.complaint.withdrawal:
            self.post(self.complaint.withdrawal)

    def send_complaint_on(self) -> None:
        with self.as_caseworker() as by:
            complaints.send_on(self.complaint, sent_on=self.clock.on, by=by, at=self.clock.at, on=self.clock.on)

    def hear_from_above(self) -> None:
        """Ankestyrelsen finds that the decision was right."""
        answer = complaints.Answer(Outcome.UPHELD, self.clock.on)
        with self.as_caseworker() as by:
            complaints.note_answer(self.complaint, answer, by=by, at=self.clock.at, on=self.clock.on)

    def change_decision(self) -> None:
        """The leader finds that the citizen is right: a new draft, which the leader grants."""
        on = self.clock.on
        with self.as_leader() as by:
            self.grant = complaints.change(self.complaint, reasons=words.CHANGED, by=by, at=self.clock.at, on=on)
            self.drafted = grants.Draft(
                first_day=on,
                last_day=days.last_day_of(on, 3),
                minutes_per_week=self.minutes_per_week,
                decisive_reason=self.content.decisive_reason,
            )
            grants.save(self.grant, self.drafted, version=self.grant.version, by=by, at=self.clock.at, on=on)
        self.leader_decides()

    def ask_for_access(self) -> None:
        """The citizen asks on the telephone to see the file."""
        asked = requests.Asked(RequestKind.ACCESS, words.ASKED_TO_SEE, Way.PHONE, self.clock.on)
        with self.as_caseworker() as by:
            self.request = requests.register(self.case, asked, by=by, at=self.clock.at, on=self.clock.on)

    def give_access(self) -> None:
        with self.as_caseworker() as by:
            requests.answer(
                self.request,
                text="Alle sagens dokumenter er sendt.",
                answered_on=self.clock.on,
                by=by,
                at=self.clock.at,
                on=self.clock.on,
            )

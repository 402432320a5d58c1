"""What the citizen is asked, and says, round a decision: the hearing before a refusal."""

from parloeb.cli.demo_town import words
from parloeb.cli.demo_town.beginning import Beginning
from parloeb.domain.grants import commands as grants
from parloeb.domain.grants import deadlines
from parloeb.domain.grants.lists import Way
from parloeb.domain.grants.procedure.commands import hearings


class Objecting(Beginning):
    """Hearing and refusal of one course."""

    def draft_refusal(self) -> None:
        """Draft a decision that rests on facts the citizen does not know."""
        self.write_grant(grants.Draft(reason_text=words.REFUSED, adverse_new_facts=True))

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

"""A whole course, to its last talk and its end."""

from datetime import timedelta

from parloeb.cli.demo_town import words
from parloeb.cli.demo_town.living import Living
from parloeb.domain.companies import commands as companies
from parloeb.domain.correspondence import commands as correspondence
from parloeb.domain.followup import commands as followup
from parloeb.domain.followup.lists import Decision, EndReason, Wish
from parloeb.domain.followup.rules import ClosingContent, TalkContent
from parloeb.kernel import days
from parloeb.kernel.periods import Period


class Course(Living):
    """Talks and the end of one course; with all that stands below, one method for each act of each person."""

    def talk(self, decision: Decision = Decision.GO_ON) -> None:
        """The caseworker holds a talk with the two."""
        content = TalkContent(
            held_on=self.clock.on,
            participants="Borgeren, mentoren og sagsbehandleren",
            minutes=self.rng.choice(words.TALKS),
            decision=decision,
            decision_text="" if decision is Decision.GO_ON else "Det er aftalt med borgeren og mentoren.",
            next_on=None if decision is Decision.END else self.clock.on + timedelta(weeks=4),
        )
        with self.as_caseworker() as by:
            followup.hold_talk(self.case, content, by=by, at=self.clock.at, on=self.clock.on)

    def place(self) -> None:
        """The citizen begins in a company, for three months."""
        period = Period(self.clock.on, days.last_day_of(self.clock.on, 3))
        company = self.rng.choice(self.town.firms[self.team.jobcentre])
        with self.as_caseworker() as by:
            companies.place(self.case, company=company, period=period, by=by, at=self.clock.at, on=self.clock.on)

    def close(self, reason: EndReason = EndReason.IMPROVED, *, wish: Wish = Wish.AGREES, despite: str = "") -> None:
        """The caseworker ends the course, with a letter but to one who died."""
        content = ClosingContent(
            ended_on=self.clock.on,
            reason=reason,
            wish=None if reason is EndReason.DIED else wish,
            reached="" if reason is EndReason.DIED else words.REACHED,
            receiver="Jobkonsulenten i jobcentret" if reason is EndReason.IMPROVED else "",
            text="" if wish is Wish.AGREES and reason is not EndReason.OTHER else "Forløbet er stoppet efter aftale.",
            despite=despite,
            knows_unconfirmed=True,
        )
        with self.as_caseworker() as by:
            self.closing = followup.close(
                self.case, content, sending=self._sending(), by=by, at=self.clock.at, on=self.clock.on
            )
        if self.mentor:
            self.free_mentor()
        self._post_closing()

    def hand_over(self) -> None:
        """Whoever takes over says that the course is received."""
        with self.as_caseworker() as by:
            followup.acknowledge_handover(
                self.closing, acknowledged_on=self.clock.on, by=by, at=self.clock.at, on=self.clock.on
            )

    def _post_closing(self) -> None:
        letter = self.closing.letter
        if letter is None or not self.posts_letters:
            return
        if self.who.email and self.who.user:
            self.town.send_mail(at=self.clock.at, on=self.clock.on)
            return
        with self.as_caseworker() as by:
            correspondence.post(letter, by=by, at=self.clock.at, on=self.clock.on)

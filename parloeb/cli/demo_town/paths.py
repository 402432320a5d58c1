"""How far the courses of the town go: a table, read from the first line of a referral to the end.

A path is a row of acts, each of which takes some days, and it ends at the latest yesterday. `count` courses take it;
`ago` are the days that passed since its last act, from the fewest to the most.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from parloeb.cli.demo_town.course import Course
from parloeb.domain.followup.lists import Decision, EndReason, Wish
from parloeb.domain.matching.lists import DeclineReason, EndedBy, GoOn
from parloeb.domain.matching.lists import EndReason as Parting

Act = Callable[[Course], None]


@dataclass(frozen=True)
class Step:
    """An act after some days of waiting; `lasts` are the days that the act itself lets pass."""

    act: Act
    after: int = 0
    lasts: int = 0


@dataclass(frozen=True)
class Path:
    """What so many courses go through."""

    name: str
    count: int
    steps: tuple[Step, ...]
    ago: tuple[int, int] = (0, 3)

    @property
    def needs_login(self) -> bool:
        """Whether the citizen does something that only the citizen can do."""
        return any(step.act is Course.question_visit for step in self.steps)


def live(weeks: int) -> Step:
    """Weeks with visits and reports."""
    return Step(partial(Course.live, weeks=weeks), lasts=7 * weeks)


def live_untold(weeks: int) -> Step:
    """Weeks with visits, whose reports are still to be written."""
    return Step(partial(Course.live, weeks=weeks, telling=False), lasts=7 * weeks)


def talk(decision: Decision) -> Step:
    """A follow-up talk with its decision."""
    return Step(partial(Course.talk, decision=decision))


def close(reason: EndReason, wish: Wish = Wish.AGREES) -> Step:
    """The end, for a reason."""
    return Step(partial(Course.close, reason=reason, wish=wish), after=1)


WRITTEN = (Step(Course.write),)
SENT = (*WRITTEN, Step(Course.send, 1))
DRAFTED = (*SENT, Step(Course.draft_grant, 2))
BEYOND = (*SENT, Step(partial(Course.draft_grant, months=6), 2))
SUBMITTED = (*BEYOND, Step(Course.submit))
GRANTED = (*DRAFTED, Step(Course.decide, 1))
TO_REFUSE = (*SENT, Step(Course.draft_refusal, 2))
HEARD = (*TO_REFUSE, Step(Course.hear, 1))
ANSWERED = (*HEARD, Step(Course.answer_hearing, 4))
REFUSED = (*ANSWERED, Step(Course.refuse, 1))
COMPLAINED = (*REFUSED, Step(Course.complain, 6))
MAINTAINED = (*COMPLAINED, Step(Course.maintain, 8))
SENT_ON = (*MAINTAINED, Step(Course.send_complaint_on, 1))
PROPOSED = (*GRANTED, Step(Course.propose, 1))
ASKED = (*PROPOSED, Step(Course.ask))
ACCEPTED = (*ASKED, Step(Course.accept, 1))
MEETING_PLANNED = (*ACCEPTED, Step(Course.reach_each_other, 1), Step(Course.plan_meeting))
MET = (*ACCEPTED, Step(Course.meet, 2))
CONFIRMED = (*MET, Step(Course.confirm, 1))
AGREED = (*CONFIRMED, Step(Course.begin_agreement, 1), Step(Course.write_agreement))
PRESENTED = (*AGREED, Step(Course.present))
BY_CITIZEN = (*PRESENTED, Step(Course.citizen_signs, 1))
BY_MENTOR = (*BY_CITIZEN, Step(Course.mentor_signs))
SIGNED = (*BY_MENTOR, Step(Course.caseworker_signs))
RAMPED = (
    *(*SENT, Step(partial(Course.draft_grant, is_ramped=True), 2), Step(Course.decide, 1)),
    *SIGNED[len(GRANTED) :],
)
FOUND_ANEW = (Step(Course.propose, 1), Step(Course.ask), Step(Course.accept, 1))
PAIRED_ANEW = (
    *(*FOUND_ANEW, Step(Course.take_over, 1), Step(Course.meet, 1), Step(Course.confirm)),
    *(Step(Course.begin_agreement), Step(Course.write_agreement), Step(Course.present), Step(Course.citizen_signs, 1)),
    *(Step(Course.mentor_signs), Step(Course.caseworker_signs)),
)
LIVED = (*SIGNED, live(5))
RENEWED = (*LIVED, talk(Decision.EXTEND), Step(Course.renew), live(5))
BY_LEADER = (*SUBMITTED, Step(Course.leader_decides, 1), *PROPOSED[len(GRANTED) :], *SIGNED[len(PROPOSED) :])
TOLD = (*SIGNED, live_untold(5), Step(Course.begin_report))
WRITTEN_REPORT = (*TOLD, Step(Course.write_report))
OFFERED = (*WRITTEN_REPORT, Step(Course.offer_report))
SENT_REPORT = (*OFFERED, Step(Course.send_report))
PARTED = (*SIGNED, live(3), Step(Course.tell_all), Step(Course.part))

BETTER_ODDS = partial(Course.decline, reason=DeclineReason.NEEDS_BETTER_ODDS)
# Who knows the citizen says nothing of the course, and does not count among the three.
TOO_FAR = partial(Course.decline, reason=DeclineReason.TOO_FAR)
NO = (Step(Course.propose), Step(Course.ask), Step(TOO_FAR, 1))
THREE_NOES = (*GRANTED, *NO, *NO, *NO)
CHANGE = (*SIGNED, live(3), Step(Course.ask_for_change))

NOW = (0, 0)  # the story ends yesterday, however much its days drifted past weekends
LATELY = (0, 9)
LONG_AGO = (10, 230)

PATHS = (
    # Before the decision.
    Path("an empty draft", 5, (), LATELY),
    Path("a draft", 6, WRITTEN, LATELY),
    Path("sent", 7, SENT, LATELY),
    Path("amended", 4, (*SENT, Step(Course.amend, 2)), LATELY),
    Path("withdrawn", 3, (*SENT, Step(Course.take_back, 4)), LONG_AGO),
    Path("grant drafted", 5, DRAFTED),
    Path("grant before the leader", 5, SUBMITTED),
    Path("grant sent back by the leader", 2, (*SUBMITTED, Step(Course.send_grant_back, 1))),
    Path("draft of a grant dropped", 2, (*DRAFTED, Step(Course.drop_grant, 1))),
    Path("hearing open", 2, HEARD, LATELY),
    Path("hearing answered", 1, ANSWERED),
    Path(
        "hearing called back",
        1,
        (*TO_REFUSE, Step(partial(Course.hear, posting=False)), Step(Course.withdraw_hearing, 1)),
    ),
    Path("no answer to the hearing", 2, (*HEARD, Step(Course.close_hearing, 16))),
    Path("refused", 2, REFUSED, LONG_AGO),
    Path("complained of", 1, (*COMPLAINED, Step(Course.ask_for_access)), LATELY),
    Path("file shown", 1, (*COMPLAINED, Step(Course.ask_for_access), Step(Course.give_access, 2))),
    Path("complained of too late", 1, (*REFUSED, Step(Course.complain, 33))),
    Path("complaint withdrawn", 1, (*COMPLAINED, Step(Course.withdraw_complaint, 3))),
    Path("complaint maintained", 1, MAINTAINED),
    Path("complaint sent on", 1, SENT_ON, LATELY),
    Path("complaint answered", 1, (*SENT_ON, Step(Course.hear_from_above, 90)), LATELY),
    Path("granted after a complaint", 1, (*COMPLAINED, Step(Course.change_decision, 9)), LATELY),
    # Looking for a mentor.
    Path("granted, waits for a mentor", 8, GRANTED, LATELY),
    Path("mentor chosen, not asked", 3, PROPOSED),
    Path("mentor asked", 6, ASKED),
    Path("mentor said no", 3, (*ASKED, Step(Course.decline, 1))),
    Path(
        "better odds asked for", 1, (*ASKED, Step(partial(Course.decline, reason=DeclineReason.NEEDS_BETTER_ODDS), 1))
    ),
    Path("reminded, and past the deadline", 1, (*ASKED, Step(Course.remind, 2)), (3, 5)),
    Path("three said no", 1, THREE_NOES),
    Path("talked after three noes", 1, (*THREE_NOES, Step(Course.talk_on_declines, 1))),
    Path("question taken back", 2, (*ASKED, Step(Course.take_question_back, 1))),
    # The trial.
    Path("mentor said yes", 2, ACCEPTED),
    Path("first meeting planned", 2, MEETING_PLANNED, NOW),
    Path("first meeting moved", 1, (*MEETING_PLANNED, Step(partial(Course.plan_meeting, place="Biblioteket"), 1)), NOW),
    Path("first meeting called off", 1, (*MEETING_PLANNED, Step(Course.call_meeting_off, 1)), NOW),
    Path("have met", 4, MET),
    Path("one of the two is in doubt", 1, (*MET, Step(partial(Course.go_on, of_citizen=GoOn.DOUBT), 1))),
    Path("stopped in the trial", 1, (*MET, Step(Course.stop_trial, 2))),
    Path("both want to go on", 3, CONFIRMED),
    Path("parted in the trial", 2, (*MET, Step(partial(Course.part, reason=Parting.NO_FIT), 3))),
    Path("agreement drafted", 4, AGREED),
    Path("agreement dropped", 1, (*AGREED, Step(Course.drop_agreement, 1))),
    Path("agreement waits for the citizen", 4, PRESENTED),
    Path("agreement waits for the mentor", 2, BY_CITIZEN),
    Path("agreement waits for the caseworker", 2, BY_MENTOR),
    Path("agreement taken back to be changed", 2, (*BY_CITIZEN, Step(Course.change_agreement, 1))),
    # Running.
    Path("just begun", 6, (*SIGNED, live(2)), NOW),
    Path("running", 12, LIVED, NOW),
    Path("renewed", 7, RENEWED, NOW),
    Path("half a year by the leader", 5, (*BY_LEADER, live(9)), NOW),
    Path("visit to confirm", 6, (*SIGNED, live(3), Step(Course.visit)), NOW),
    Path("visit registered late", 3, (*SIGNED, live(4), Step(partial(Course.visit, late=True), lasts=9)), (6, 9)),
    Path("visit questioned", 4, (*SIGNED, live(3), Step(Course.visit), Step(Course.question_visit)), NOW),
    Path(
        "doubt answered by the citizen",
        2,
        (*SIGNED, live(4), Step(Course.visit), Step(Course.question_visit), Step(Course.confirm_visit, 1)),
        NOW,
    ),
    Path(
        "visit corrected",
        3,
        (*SIGNED, live(3), Step(Course.visit), Step(Course.question_visit), Step(Course.correct_visit, 1)),
        NOW,
    ),
    Path("report begun", 5, TOLD, NOW),
    Path("report offered to the citizen", 4, OFFERED, NOW),
    Path("report with the citizen's words", 3, (*OFFERED, Step(Course.add_own_words)), NOW),
    Path("report sent", 7, SENT_REPORT, NOW),
    Path("report asked back on", 4, (*SENT_REPORT, Step(Course.ask_back)), NOW),
    Path("report answered and sent again", 2, (*SENT_REPORT, Step(Course.ask_back), Step(Course.send_report)), NOW),
    Path("talk held", 7, (*SIGNED, live(4), talk(Decision.GO_ON), Step(Course.place), live(2)), NOW),
    Path("adjusted", 3, (*SIGNED, live(4), talk(Decision.ADJUST), live(2)), NOW),
    Path("phasing out", 8, (*LIVED, talk(Decision.PHASE_OUT), live(1)), NOW),
    Path("phased out, then on after all", 2, (*LIVED, talk(Decision.PHASE_OUT), talk(Decision.GO_ON)), NOW),
    Path("about to be ended", 3, (*LIVED, talk(Decision.END)), NOW),
    Path("asked for another mentor", 2, CHANGE, NOW),
    Path("a new mentor is looked for", 1, (*CHANGE, Step(Course.look_for_another, 2)), NOW),
    Path("asked for another mentor, and got one", 1, (*CHANGE, Step(Course.tell_all), Step(Course.part)), NOW),
    Path("asked for another mentor, and thought better", 1, (*CHANGE, Step(Course.take_change_back, 1)), NOW),
    Path("asked for another mentor, and went on", 1, (*CHANGE, Step(Course.go_on_after_talk, 2)), NOW),
    Path("between two mentors", 2, PARTED),
    Path("handover to read", 1, (*PARTED, *FOUND_ANEW, Step(Course.pass_on)), NOW),
    Path("went on without a handover", 1, (*PARTED, *FOUND_ANEW, Step(Course.go_on_without, 2)), NOW),
    Path("second mentor", 3, (*PARTED, *PAIRED_ANEW, live(2)), NOW),
    # Ended.
    Path("ended: renewed and better", 4, (*RENEWED, talk(Decision.END), close(EndReason.IMPROVED)), LONG_AGO),
    Path("ended: better, handed over", 6, (*LIVED, close(EndReason.IMPROVED), Step(Course.hand_over, 3)), LONG_AGO),
    Path("ended: job", 8, (*LIVED, Step(Course.place), talk(Decision.END), close(EndReason.JOB)), LONG_AGO),
    Path("ended: education", 6, (*LIVED, close(EndReason.EDUCATION)), LONG_AGO),
    Path("ended: self-supporting", 2, (*LIVED, close(EndReason.SELF_SUPPORTING)), LONG_AGO),
    Path("ended: not enough", 5, (*LIVED, close(EndReason.INSUFFICIENT, Wish.AGAINST)), LONG_AGO),
    Path("ended: another measure", 3, (*LIVED, close(EndReason.OTHER_MEASURE)), LONG_AGO),
    Path("ended: contact lost", 7, (*SIGNED, live(4), close(EndReason.LOST_CONTACT, Wish.NOT_KNOWN)), LONG_AGO),
    Path("ended: no mentor wanted", 5, (*ACCEPTED, close(EndReason.DECLINED)), LONG_AGO),
    Path("ended: moved", 5, (*SIGNED, live(4), close(EndReason.MOVED)), LONG_AGO),
    Path("ended: the right ran out", 2, (*LIVED, close(EndReason.RIGHT_RAN_OUT, Wish.AGAINST)), LONG_AGO),
    Path("ended: died", 2, (*SIGNED, live(4), close(EndReason.DIED)), LONG_AGO),
    Path("ended: something else", 2, (*SIGNED, live(3), close(EndReason.OTHER)), LONG_AGO),
)

MENTOR_LEFT = partial(Course.part, reason=Parting.MENTOR_LEFT, by_whom=EndedBy.MENTOR)

"""The citizen's own page; what it shows passes the same gates as every other page."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest

from parloeb.domain.agreements import access as agreement_access
from parloeb.domain.agreements import queries as agreements
from parloeb.domain.agreements import wording
from parloeb.domain.agreements.rules import Content
from parloeb.domain.cases import access as case_access
from parloeb.domain.cases import queries as cases
from parloeb.domain.cases.rules import Stage
from parloeb.domain.correspondence import access as letter_access
from parloeb.domain.correspondence import queries as letters
from parloeb.domain.followup import access as followup_access
from parloeb.domain.followup import queries as followup
from parloeb.domain.grants import access as grant_access
from parloeb.domain.grants import queries as grants
from parloeb.domain.grants.procedure import access as procedure_access
from parloeb.domain.grants.procedure.queries import complaints, requests
from parloeb.domain.matching import access as match_access
from parloeb.domain.matching.board import telling as board
from parloeb.domain.matching.firstcontact import queries as first_contacts
from parloeb.domain.matching.queries import changing, continuing, matches, reasoning
from parloeb.domain.matching.wishes import access as wish_access
from parloeb.domain.matching.wishes import queries as wishes
from parloeb.domain.people.rules import Role
from parloeb.domain.visits import access as visit_access
from parloeb.domain.visits import queries as visits
from parloeb.domain.visits.states import State as VisitState
from parloeb.kernel import days
from parloeb.pages.cases import waiting
from parloeb.pages.shared import existing, guards
from parloeb.pages.shared.entry import Entry

# The lines of the agreement that answer each question.
WHEN = {name: wording.OWN_LABELS[name] for name in ("rhythm", "place", "minutes_per_week", "period")}
WHAT_FOR = {name: wording.OWN_LABELS[name] for name in ("goal_own_words", "goal", "tasks")}

# What happens next, said to the citizen.
NEXT: dict[Stage, str] = {
    Stage.DRAFT: "Din sagsbehandler er ved at skrive, hvad du har brug for.",
    Stage.REFERRED: "Din sagsbehandler afgør, om du kan få en mentor. Du får et brev.",
    Stage.GRANTED: "Du har fået bevilget en mentor. Nu finder vi en, der passer til dig.",
    Stage.MATCHING: "Vi har spurgt en mentor og venter på svar.",
    Stage.TRIAL: "Du og din mentor mødes og finder ud af, om I vil fortsætte. Du må gerne sige nej.",
    Stage.RUNNING: "Du mødes med din mentor, som I har aftalt.",
    Stage.PAUSED: "Forløbet holder pause, som vi har aftalt.",
    Stage.PHASING_OUT: "I mødes sjældnere, fordi du klarer mere selv.",
    Stage.AFTERCARE: "Forløbet er slut, men du kan stadig få hjælp i en periode.",
    Stage.ENDED: "Forløbet er slut.",
    Stage.REOPENED: "Din sagsbehandler ser på, om du skal have en mentor igen. Du får et brev.",
}


REFUSED = "Du har fået afslag på en mentor. Grunden står i brevet."


@guards.reading(Role.CITIZEN)
def own(request: HttpRequest, entry: Entry) -> guards.Page:
    """The newest course that runs, else the newest; the older ones by a link."""
    del request
    by, on = entry.by, entry.on
    visible = case_access.visible_to(by, on=on)
    courses = cases.courses(visible, on=on)
    if not courses:
        return guards.Page("citizen/own.html", {"course": None})
    course = courses[0]
    reached = existing.or_404(case_access.reach(by, course.uuid, on=on))
    visible_grants = grant_access.visible_in(reached)
    others = [one for one in waiting.of(entry) if one.record[0] != "visit"]
    is_over = course.stage is Stage.ENDED
    next_steps = () if is_over else board.told_to_citizen(reached.case, on=on)
    context = {
        **_mentor(reached, is_over=is_over, is_sought=bool(next_steps), on=on),
        "course": course,
        "is_over": is_over,
        "older": courses[1:],
        "wishes": () if is_over else wishes.answered(reached.case),
        "first_meeting": first_contacts.cards(match_access.visible_in(reached), on=on).get(reached.case.uuid),
        "together": continuing.cards(match_access.visible_in(reached)).get(reached.case.uuid),
        "changes": [one for one in changing.own(match_access.changes_visible_in(reached), on=on) if one.is_open],
        "may_wish": bool(wish_access.may_write_in(reached)),
        "next": next_steps,
        "stage": REFUSED if is_over and grants.is_refused(visible_grants) else NEXT[course.stage],
        "complaints": complaints.going_on(procedure_access.complaints_visible_in(reached)),
        "next_talk": followup.next_talk(followup_access.visible_in(reached), on=on),
        "granted_until": grants.granted_until(visible_grants, on=on),
        "complain_of": complaints.to_complain_of(visible_grants),
        "agreements": agreements.rows(agreement_access.visible_in(reached)),
        "to_confirm": visits.rows_in(visit_access.visible_to(by, on=on), VisitState.REGISTERED),
        "letters": letters.rows(letter_access.visible_in(reached)),
        "requests": requests.rows(procedure_access.requests_visible_in(reached)),
        "waits": [waiting.row(one, on=on) for one in others],
    }
    return guards.Page("citizen/own.html", context, shows=[course.citizen])


def _mentor(reached: case_access.Reached, *, is_over: bool, is_sought: bool, on: date) -> dict[str, Any]:
    """Who the mentor is and why, what was agreed, and when they met; or what became of the mentor who left."""
    # A mentor who left reads the case for some days more, and is not the citizen's mentor any longer.
    match, agreed = matches.binding(reached.case), _agreed(reached)
    former = None if match else matches.former(reached.case)
    # What was agreed with a mentor who left is told as that, and not as what holds with the next one.
    is_agreed_now = agreed is not None and match is not None and agreed.match == match.pk
    last = visits.last_held(visit_access.visible_in(reached))
    return {
        "mentor": str(match.mentor) if match else "",
        "parted": _parted(former, is_sought=is_sought, on=on) if former and not is_over else "",
        "why": reasoning.told_to_citizen(match) if match and not is_over else (),
        "when": wording.facts(agreed.content, labels=WHEN) if agreed and is_agreed_now else (),
        "what_for": wording.facts(agreed.content, labels=WHAT_FOR) if agreed else (),
        "agreed_with": "" if agreed is None or is_agreed_now or is_over else agreed.mentor,
        "goals": [wording.goal_text(goal) for goal in agreed.content.goals] if agreed else [],
        "last": last.when if last else "",
        "last_with": last.mentor_name if last and not (match and match.mentor_id == last.mentor) else "",
    }


def _parted(former: Any, *, is_sought: bool, on: date) -> str:
    """What happened, without whose wish it was, and what comes; of a mentor who leaves with this day too."""
    ends = "slutter" if former.last_day and former.last_day >= on else "sluttede"
    day = days.long_text(former.last_day) if former.last_day else ""
    comes = "Vi finder en ny mentor til dig." if is_sought else "Din sagsbehandler fortæller dig, hvad der skal ske."
    return f"Dit forløb med {former.mentor} {ends} {day}. {comes}"


@dataclass(frozen=True)
class _Agreed:
    """The agreement signed last: what it says, of which match, with whom."""

    content: Content
    match: int
    mentor: str


def _agreed(reached: case_access.Reached) -> _Agreed | None:
    """What the agreement signed last says, of its days those granted; None while none may be seen by the citizen."""
    signed = agreements.last_signed(reached.case)
    if signed is None or not agreement_access.visible_in(reached).filter(pk=signed.pk).exists():
        return None
    return _Agreed(agreements.held_now(signed), signed.match_id, str(signed.match.mentor))

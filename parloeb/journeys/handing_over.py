"""What the agreement and the later rooms know of a course, for the mentor who takes it over: facts, no notes."""

from datetime import date

from parloeb.domain.agreements import queries as agreements
from parloeb.domain.agreements import wording
from parloeb.domain.cases import queries as cases
from parloeb.domain.cases.models import Case
from parloeb.domain.followup import queries as followup
from parloeb.domain.followup.models import Talk
from parloeb.domain.grants import queries as grants
from parloeb.domain.grants.models import Grant
from parloeb.domain.matching.handing_over import Package, Section
from parloeb.domain.matching.models import Handover
from parloeb.domain.reports import queries as reports
from parloeb.domain.visits import queries as visits
from parloeb.domain.visits.models import Visit
from parloeb.domain.visits.states import State as VisitState

_GOALS = ("goal_own_words", "goal")
_STANDING = ("rhythm", "place", "minutes_per_week", "period", "reporting", "phase_out")


def package(handover: Handover, *, on: date) -> Package:
    """Goals and where they stand, the agreements that stand, what is open, and whom to ask, in this order.

    Nothing is taken from visits and reports but how many wait and which months are not told.
    """
    sections = (
        Section("Mål og delmål", _goals(handover.case)),
        Section("Aftaler, der gælder", _agreed(handover.case)),
        Section("Det er åbent", _open(handover, on=on)),
        Section("Kontakter", _contacts(handover.case, on=on)),
    )
    return tuple(section for section in sections if section.lines)


def _goals(case: Case) -> tuple[tuple[str, str], ...]:
    signed = agreements.last_signed(case)
    if signed is None:
        return ()
    content = agreements.content_of(signed)
    labels = {name: wording.LABELS[name] for name in _GOALS}
    goals = (wording.goal_text(goal) for goal in content.goals)
    return (
        *wording.facts(content, labels=labels),
        *((f"Delmål: {goal.text}", ". ".join(_of_goal(goal))) for goal in goals),
    )


def _of_goal(goal: wording.GoalText) -> list[str]:
    """The own words, how it is seen, by when, and how far it has come: what they do together, beside or alone."""
    own = f"Med borgerens egne ord: »{goal.own_words}«" if goal.own_words else ""
    told = [own, f"Vi kan se det ved, at {goal.we_will_see}" if goal.we_will_see else "", goal.support]
    return [text for text in (*told, f"Senest {goal.due}" if goal.due else "") if text]


def _agreed(case: Case) -> tuple[tuple[str, str], ...]:
    signed = agreements.last_signed(case)
    if signed is None:
        return ()
    labels = {name: wording.LABELS[name] for name in _STANDING}
    return tuple(wording.facts(agreements.held_now(signed), labels=labels))


def _open(handover: Handover, *, on: date) -> tuple[tuple[str, str], ...]:
    case = handover.case
    of_former = Visit.objects.filter(case=case, mentor=handover.former.mentor)
    waits = visits.standing(of_former).filter(state__in=[VisitState.REGISTERED, VisitState.QUESTIONED]).count()
    untold, _ = reports.to_begin(handover.former, on=on)
    shown = (
        ("Bevilget til og med", grants.granted_until(Grant.objects.filter(case=case), on=on)),
        ("Næste samtale om forløbet", followup.next_talk(Talk.objects.filter(case=case), on=on)),
        ("Besøg, som borgeren ikke har bekræftet", str(waits) if waits else ""),
        ("Rapporter, som den tidligere mentor mangler", ", ".join(span.title for span in untold)),
    )
    return tuple((label, value) for label, value in shown if value)


def _contacts(case: Case, *, on: date) -> tuple[tuple[str, str], ...]:
    place = case.jobcentre
    caseworkers = " og ".join(one.name for one in cases.caseworkers(case, on=on))
    shown = (("Sagsbehandler", caseworkers), (place.name, ", ".join(one for one in (place.phone, place.email) if one)))
    return tuple((label, value) for label, value in shown if value)

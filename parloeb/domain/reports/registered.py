"""What was registered of the months that a report tells: the facts of its draft, and its figures."""

from dataclasses import dataclass
from datetime import time

from django.db.models import QuerySet

from parloeb.domain.agreements.models import Agreement
from parloeb.domain.matching.models import Match
from parloeb.domain.reports import rules
from parloeb.domain.visits import lists as visit_lists
from parloeb.domain.visits import queries as visits
from parloeb.domain.visits.models import Visit
from parloeb.kernel import days, local


@dataclass(frozen=True)
class Figures:
    """What was registered of the months of a report: minutes and number of visits held, and how often nobody came."""

    minutes: int
    visits: int
    no_shows: int


def facts_of(match: Match, span: rules.Span) -> rules.Facts:
    """The months as visits and agreement tell them."""
    agreement = _agreement(match, span)
    return rules.Facts(
        span=span,
        visits=tuple(_visit_fact(visit) for visit in _visits(match, span).prefetch_related("segments__topics")),
        goals=_goal_facts(agreement) if agreement else (),
        agreement=rules.Source("agreement", str(agreement.uuid), "Mentoraftalen") if agreement else None,
        agreed_minutes_per_week=(agreement.minutes_per_week or 0) if agreement else 0,
    )


def figures_of(match: Match, span: rules.Span) -> Figures:
    """What is registered now of the months."""
    found = list(_visits(match, span).values_list("outcome", "minutes"))
    held = [minutes for outcome, minutes in found if outcome == visit_lists.Outcome.HELD]
    no_shows = sum(outcome == visit_lists.Outcome.NO_SHOW for outcome, _ in found)
    return Figures(minutes=sum(held), visits=len(held), no_shows=no_shows)


def _visits(match: Match, span: rules.Span) -> QuerySet[Visit]:
    first = local.moment(span.first, time())
    after = local.moment(days.months_after(span.last, 1), time())
    found = Visit.objects.filter(case=match.case_id, mentor=match.mentor_id, starts_at__gte=first, starts_at__lt=after)
    return visits.standing(found).order_by("starts_at", "pk")


def _visit_fact(visit: Visit) -> rules.VisitFact:
    day = local.local_day(visit.starts_at)
    held = visit.outcome == visit_lists.Outcome.HELD
    segments = visit.segments.all()
    return rules.VisitFact(
        source=rules.Source("visit", str(visit.uuid), f"Besøg {days.text(day)}"),
        day=day,
        minutes=visit.minutes,
        places=tuple((visit_lists.Place(part.place).label, part.minutes) for part in segments),
        topics=tuple(
            (visit_lists.Topic(topic.topic).label, topic.minutes) for part in segments for topic in part.topics.all()
        ),
        not_held="" if held else visit_lists.Outcome(visit.outcome).label,
        cause=visit_lists.Cause(visit.cause).label if visit.cause else "",
    )


def _agreement(match: Match, span: rules.Span) -> Agreement | None:
    """The agreement that was in force last in the months."""
    running = Agreement.objects.filter(match=match, in_force_from__lte=span.last_day, in_force_to__gte=span.first)
    return running.prefetch_related("goals").order_by("-in_force_from").first()


def _goal_facts(agreement: Agreement) -> tuple[rules.GoalFact, ...]:
    source = rules.Source("agreement", str(agreement.uuid), "Mentoraftalen")
    return tuple(rules.GoalFact(source, goal.text) for goal in agreement.goals.all())

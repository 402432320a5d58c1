"""What a match hangs on and holds no longer since the mentor said yes: for whoever finds the mentor, never the mentor.

What runs goes on: it stops new matches alone. Somebody sees to it all the same.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, Max, QuerySet

from parloeb.domain.cases.queries import Waiting
from parloeb.domain.corps.availability import queries as availability
from parloeb.domain.corps.availability.rules import Presence
from parloeb.domain.corps.lists import PaperKind
from parloeb.domain.corps.papers import queries as papers
from parloeb.domain.corps.papers import rules as paper_rules
from parloeb.domain.matching import lists, rules, spans
from parloeb.domain.matching.models import Exclusion, Match
from parloeb.domain.matching.queries import choosing, needing
from parloeb.domain.matching.states import BINDING, State
from parloeb.domain.people import queries as people
from parloeb.domain.people.models import RoleAssignment
from parloeb.domain.people.rules import Role
from parloeb.kernel import days, local, numbers
from parloeb.kernel.periods import Period

# Until both want to go on, an absence that nobody knew of at the yes is told; later ones are planned around.
_BEGINNING = (State.ACCEPTED, State.MET)
GOES_ON = "Forløbet går videre, til du har set på det."


@dataclass(frozen=True)
class Break:
    """One thing that holds no longer, in a sentence, and since when."""

    what: str
    since: date


@dataclass(frozen=True)
class _Known:
    """What is known of the mentor of one match and of its course on the day."""

    need: rules.Need | None
    terms: tuple[paper_rules.Term, ...]
    papers: tuple[paper_rules.Held, ...]
    presence: Presence
    load: choosing.Load
    bound: spans.Steps
    role_until: date | None
    excluded: Sequence[tuple[str, date]]
    new_absences: Sequence[tuple[Period, date]]


def waiting(visible: QuerySet[Match], *, on: date) -> tuple[Waiting, ...]:
    """The visible matches that bind and in which something broke, a line each; as many queries for many as for few."""
    binding = visible.filter(state__in=BINDING, case__is_historic=False)
    matches = list(binding.select_related("case__citizen", "mentor__user").order_by("pk"))
    known = _known(matches, on=on) if matches else {}
    found = ((match, _breaks(match, known[match.pk], on=on)) for match in matches)
    return tuple(_line(match, broken) for match, broken in found if broken)


def _breaks(match: Match, known: _Known, *, on: date) -> tuple[Break, ...]:
    """Everything that holds no longer in one match, the oldest first."""
    since = match.first_day or on
    told = (*_gone(match, known, on=on), *_papers(known, on=on), *_excluded(known), *_away(match, known, on=on))
    in_force = (Break(one.what, max(one.since, since)) for one in (*told, *_hours(known, on=on)))
    return tuple(sorted(in_force, key=lambda one: one.since))


def _line(match: Match, broken: Sequence[Break]) -> Waiting:
    told = " ".join(f"{one.what} Siden {days.text(one.since)}." for one in broken)
    return Waiting(
        since=broken[0].since,
        what=f"Se på matchet med {match.mentor}",
        number=match.case.number,
        name=str(match.case.citizen),
        citizen=match.case.citizen.uuid,
        record=("match", match.uuid),
        due=broken[0].since,  # at once: before anything else that is late in the case
        note=f"{told} {GOES_ON}",
    )


def _gone(match: Match, known: _Known, *, on: date) -> Iterator[Break]:
    mentor = match.mentor
    if mentor.last_day and mentor.last_day < on:
        yield Break("Mentoren er holdt op.", mentor.last_day + timedelta(days=1))
    elif mentor.user is None or not mentor.user.is_active:
        closed_at = mentor.user.closed_at if mentor.user else None
        yield Break("Mentorens bruger er lukket.", local.local_day(closed_at) if closed_at else on)
    elif known.role_until and known.role_until < on:
        yield Break("Mentorens bruger er ikke mentor længere.", known.role_until + timedelta(days=1))


def _papers(known: _Known, *, on: date) -> Iterator[Break]:
    for term in known.terms:
        if term.stops and not term.holds:
            yield Break(paper_rules.stop(term), term.until + timedelta(days=1) if term.until else date.min)
    if known.need is None or not known.need.with_children:
        return
    held = [one.period for one in known.papers if one.kind is PaperKind.CHILDREN]
    holds, until = paper_rules.holds_until(held, on=on)
    if not holds:
        since = until + timedelta(days=1) if until else date.min
        yield Break("Har ingen børneattest, der gælder, og forløbet kræver en.", since)


def _excluded(known: _Known) -> Iterator[Break]:
    for why, noted_on in known.excluded:
        label = lists.ExclusionReason(why).label
        yield Break(f"De to må ikke sættes sammen: {label[:1].lower()}{label[1:]}.", noted_on)


def _away(match: Match, known: _Known, *, on: date) -> Iterator[Break]:
    """An absence that was registered after the yes and takes the beginning, or one without an end at any time."""
    away = known.presence.away_on(on)
    if away and away.last_day is None:
        yield Break("Er fraværende, uden at det vides hvor længe.", away.first_day)
        return
    if match.state not in _BEGINNING or match.first_day is None or known.need is None:
        return
    until = known.need.period.last_day
    course = Period(match.first_day, max(until, match.first_day) if until else None)
    for absence, registered_on in known.new_absences:
        if absence.last_day is None or absence.last_day >= on:
            alone = Presence(known.presence.hours, (absence,))
            told = alone.reservation(course, least_days=known.need.limits.absence_days)
            if told:
                yield Break(told, registered_on)


def _hours(known: _Known, *, on: date) -> Iterator[Break]:
    """Less agreed with the mentor than is granted to all the courses that bind."""
    agreed = known.presence.agreed_minutes(on)
    if known.load.minutes <= agreed:
        return
    since = on
    changes = {first_day for first_day, _ in (*known.presence.hours, *known.bound)}
    for day in sorted((day for day in changes if day <= on), reverse=True):
        if spans.on_day(0, known.bound, day) <= known.presence.agreed_minutes(day):
            break
        since = day
    has, granted = (numbers.hours_text(numbers.hours_of(minutes)) for minutes in (agreed, known.load.minutes))
    yield Break(f"Har {has} timer om ugen, og forløbene har {granted}.", since)


def _known(matches: Sequence[Match], *, on: date) -> dict[int, _Known]:
    mentors = list({match.mentor_id: match.mentor for match in matches}.values())
    keys = [mentor.pk for mentor in mentors]
    needs = needing.needs_of(list({match.case_id: match.case for match in matches}.values()), on=on)
    facts, timeline = papers.facts_of(mentors, on=on), people.timeline()
    present, loads, roles = availability.presences(keys), choosing.loads(keys, on=on), _roles(matches, on=on)
    excluded, absences = _exclusions(matches), _absences(matches)
    bound = choosing.bound_over_time(keys)
    found = {}
    for match in matches:
        jobcentre, fact = facts[match.mentor_id]
        limits = papers.limits(timeline.on(jobcentre, on))
        found[match.pk] = _Known(
            need=needs.get(match.case_id),
            terms=paper_rules.terms(fact, limits=limits, on=on),
            papers=fact.papers,
            presence=present[match.mentor_id],
            load=loads.get(match.mentor_id, choosing.Load()),
            bound=bound.get(match.mentor_id, ()),
            role_until=roles.get(match.mentor.user_id or 0),
            excluded=excluded[match.case.citizen_id, match.mentor_id],
            new_absences=absences[match.pk],
        )
    return found


def _roles(matches: Iterable[Match], *, on: date) -> dict[int, date | None]:
    """The last day as a mentor of each user whose role has ended; who still holds it is left out."""
    users = {match.mentor.user_id for match in matches if match.mentor.user_id}
    held = RoleAssignment.objects.filter(user__in=users, role=Role.MENTOR, first_day__lte=on)
    holding = set(held.exclude(last_day__lt=on).values_list("user", flat=True))
    ended = held.filter(last_day__lt=on).order_by().values("user").annotate(until=Max("last_day"))
    return {user: until for user, until in ended.values_list("user", "until") if user not in holding}


def _exclusions(matches: Iterable[Match]) -> dict[tuple[int, int], list[tuple[str, date]]]:
    citizens = {match.case.citizen_id for match in matches}
    found: dict[tuple[int, int], list[tuple[str, date]]] = defaultdict(list)
    holding = Exclusion.objects.filter(citizen__in=citizens, lifted_at=None).order_by("pk")
    for citizen, mentor, why, noted_at in holding.values_list("citizen", "mentor", "why", "noted_at"):
        found[citizen, mentor].append((why, local.local_day(noted_at)))
    return found


def _absences(matches: Iterable[Match]) -> dict[int, list[tuple[Period, date]]]:
    """By match the absences of its mentor that were registered after the yes, with the day of that."""
    keys = [match.pk for match in matches]
    found: dict[int, list[tuple[Period, date]]] = defaultdict(list)
    after = Match.objects.filter(
        pk__in=keys, mentor__absences__registered_at__gt=F("answered_at"), mentor__absences__withdrawn_at=None
    )
    told = ("mentor__absences__first_day", "mentor__absences__last_day", "mentor__absences__registered_at")
    for match, first_day, last_day, registered_at in after.order_by("pk", told[0]).values_list("pk", *told):
        found[match].append((Period(first_day, last_day), local.local_day(registered_at)))
    return found

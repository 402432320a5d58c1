"""What a course needs, what each mentor has, and so who can take it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q

from parloeb.domain.cases.models import Case, Relation
from parloeb.domain.cases.rules import RelationKind
from parloeb.domain.corps import queries as corps
from parloeb.domain.corps.lists import Field
from parloeb.domain.corps.models import Competence, Mentor
from parloeb.domain.grants.models import Grant, GrantHours
from parloeb.domain.matching import rules
from parloeb.domain.matching.models import Match
from parloeb.domain.matching.states import BINDING, State
from parloeb.domain.matching.wishes import queries as wishes
from parloeb.domain.matching.wishes import rules as told
from parloeb.domain.referrals import queries as referrals
from parloeb.domain.referrals.lists import LegalBasis
from parloeb.kernel import errors, local, numbers
from parloeb.kernel.periods import Period

# The legal basis tells of a situation that some mentors know especially well.
_SITUATIONS: Mapping[str, str] = {LegalBasis.LAB_167_2: Field.DISCHARGE, LegalBasis.LAB_167_3: Field.STUDY_START}
# What the coordinator reads of the referral beside the candidates.
_TOLD = ("barriers", "considerations", "considerations_text", "meeting_place", "wish_choices", "wishes")
# The matches that load a mentor.
_LOADING = (*BINDING, State.ASKED)


@dataclass(frozen=True)
class Load:
    """What a mentor has: courses that bind, their granted minutes a week, and questions not answered."""

    courses: int = 0
    minutes: int = 0
    asked: int = 0


@dataclass(frozen=True)
class Known:
    """A mentor with the facts for the rules. `competences` are (what, how well, by which source, since when)."""

    mentor: Mentor
    candidate: rules.Candidate
    load: Load
    competences: tuple[tuple[str, int, str, date], ...]


@dataclass(frozen=True)
class NeedSheet:
    """What a course asks for, as the coordinator reads it beside the candidates."""

    need: rules.Need
    facts: tuple[tuple[str, str], ...]


def living_grant(case: Case, *, on: date) -> Grant | None:
    """The grant that runs on the day, else the next one."""
    return living_grants([case.pk], on=on).get(case.pk)


def need_of(case: Case, *, on: date, area: str = "", language: str = "", proposer: int | None = None) -> rules.Need:
    """What the course asks of a mentor. Raises errors.RefusedError where no grant runs or is to come."""
    return need_sheet(case, on=on, area=area, language=language, proposer=proposer).need


def need_sheet(case: Case, *, on: date, area: str = "", language: str = "", proposer: int | None = None) -> NeedSheet:
    """The need, and what the granted referral says on barriers, considerations and wishes, for the coordinator.

    Raises errors.RefusedError where no grant runs or is to come.
    """
    grant = living_grant(case, on=on)
    if grant is None or grant.in_force_from is None or grant.in_force_to is None:
        raise errors.RefusedError(
            "Der er ingen bevilling, der løber nu eller senere, så der kan ikke findes en mentor."
        )
    content, newest = referrals.content_of(grant.referral), wishes.newest(case)
    if newest:
        left = told.left_of_referral(content.wish_choices, wishes.content_of(newest))
        content = replace(content, wish_choices=left)
    situation = _SITUATIONS.get(grant.legal_basis)
    wanted = (*content.barriers, situation) if situation else content.barriers
    need = rules.Need(
        period=Period(grant.in_force_from, grant.in_force_to),
        minutes_per_week=minutes_on(grant, on=on),
        fields=tuple(field for field in wanted if field in list(Field)),
        considerations=content.considerations,
        wishes=content.wish_choices,
        told=wishes.content_of(newest) if newest else told.NOTHING,
        area=area.strip(),
        language=language,
        citizen_user=case.citizen.user_id,
        deciders=_deciders(case, on=on) | ({proposer} if proposer is not None else frozenset()),
    )
    shown = [("Periode", str(need.period)), ("Timer", weekly(need.minutes_per_week))]
    shown += [
        (referrals.LABELS[name], referrals.shown(getattr(content, name), referrals.LISTS[name])) for name in _TOLD
    ]
    return NeedSheet(need, (*((label, text) for label, text in shown if text), *told.facts(need.told)))


def candidate(case: Case, mentor: Mentor, *, on: date) -> rules.Candidate:
    """One mentor as the rules see one. Raises errors.RefusedError for a mentor whom nobody can ask."""
    found = known(case, Mentor.objects.filter(pk=mentor.pk), on=on)
    if not found:
        raise errors.RefusedError("Mentoren har ingen bruger og kan derfor ikke spørges.")
    return found[0].candidate


def loads(mentors: Iterable[int], *, on: date) -> dict[int, Load]:
    """What each of these mentors has on the day, by key; one without anything is left out."""
    return _loads(Match.objects.filter(mentor__in=mentors, state__in=_LOADING), on=on)


def _loads(found: Iterable[Match], *, on: date) -> dict[int, Load]:
    bound: dict[int, list[int]] = defaultdict(list)
    asked: Counter[int] = Counter()
    for match in found:
        if match.state == State.ASKED:
            asked[match.mentor_id] += 1
        elif match.state in BINDING:
            bound[match.mentor_id].append(match.case_id)
    minutes = _living_minutes([case_id for cases in bound.values() for case_id in cases], on=on)
    return {
        mentor_id: Load(
            courses=len(bound[mentor_id]),
            minutes=sum(minutes.get(case_id, 0) for case_id in bound[mentor_id]),
            asked=asked[mentor_id],
        )
        for mentor_id in {*bound, *asked}
    }


def _living_minutes(cases: Iterable[int], *, on: date) -> dict[int, int]:
    """The minutes a week of each case, of its grant that runs on the day or else its next one, in one query."""
    hours = GrantHours.objects.filter(grant__case__in=list(cases), grant__in_force_to__gte=on)
    steps: dict[tuple[int, int], list[tuple[date, int]]] = defaultdict(list)
    rows = hours.order_by("grant__in_force_from", "grant", "first_day")
    for case_id, grant_id, day, week in rows.values_list("grant__case", "grant", "first_day", "minutes_per_week"):
        steps[case_id, grant_id].append((day, week))
    minutes: dict[int, int] = {}
    for (case_id, _), entries in steps.items():
        minutes.setdefault(case_id, _minutes_on(entries, on=on))
    return minutes


def minutes_on(grant: Grant, *, on: date) -> int:
    """The minutes a week in force on the day; before the first day those that the grant begins with."""
    hours = [(entry.first_day, entry.minutes_per_week) for entry in grant.hours.all()]
    if not hours:
        raise errors.NothingInForceError("Bevillingen har ingen timer.")
    return _minutes_on(hours, on=on)


def _minutes_on(hours: Sequence[tuple[date, int]], *, on: date) -> int:
    reached = [minutes for first_day, minutes in hours if first_day <= on]
    return reached[-1] if reached else hours[0][1]


def weekly(minutes: int) -> str:
    return f"{numbers.hours_text(numbers.hours_of(minutes))} timer om ugen"


def known(case: Case, mentors: Iterable[Mentor], *, on: date) -> tuple[Known, ...]:
    """Those of the mentors who can be asked at all, with their facts: in three queries whatever their number."""
    able = corps.to_be_asked(mentors, on=on)
    competences: dict[int, list[tuple[str, int, str, date]]] = defaultdict(list)
    rows = Competence.objects.filter(mentor__in=able)
    for mentor_id, what, level, source, since in rows.values_list("mentor", "field", "level", "source", "known_on"):
        competences[mentor_id].append((what, level, source, since))
    matches = list(Match.objects.filter(Q(case=case) | Q(state__in=_LOADING), mentor__in=able).order_by("pk"))
    has = _loads(matches, on=on)
    former: dict[int, list[Match]] = defaultdict(list)
    for match in matches:
        if match.case_id == case.pk:
            former[match.mentor_id].append(match)
    return tuple(
        Known(
            mentor,
            _candidate(mentor, user, has.get(mentor.pk, Load()), competences[mentor.pk], former[mentor.pk]),
            has.get(mentor.pk, Load()),
            tuple(competences[mentor.pk]),
        )
        for mentor in able
        if (user := mentor.user_id) is not None
    )


def _candidate(
    mentor: Mentor,
    user: int,
    load: Load,
    competences: Iterable[tuple[str, int, str, date]],
    former: Iterable[Match],
) -> rules.Candidate:
    declined = [match.answered_at for match in former if match.state == State.DECLINED and match.answered_at]
    parted = [match.last_day for match in former if match.end_reason in rules.PARTING]
    return rules.Candidate(
        user=user,
        first_day=mentor.first_day,
        last_day=mentor.last_day,
        weekly_minutes=mentor.weekly_minutes,
        bound_minutes=load.minutes,
        sex=mentor.sex,
        languages=tuple(mentor.languages),
        areas=tuple(mentor.areas),
        competences=tuple((field, level) for field, level, *_ in competences),
        has_signed_secrecy=mentor.secrecy_signed_on is not None,
        declined_on=local.local_day(declined[-1]) if declined else None,
        parted_on=parted[-1] if parted else None,
        courses=load.courses,
        profile=mentor.profile,
        kind=mentor.kind,
    )


def living_grants(cases: Iterable[int], *, on: date) -> dict[int, Grant]:
    grants = Grant.objects.filter(case__in=list(cases), in_force_to__gte=on)
    found: dict[int, Grant] = {}
    for grant in grants.select_related("referral").prefetch_related("hours").order_by("in_force_from"):
        found.setdefault(grant.case_id, grant)
    return found


def _deciders(case: Case, *, on: date) -> frozenset[int]:
    running = Relation.objects.filter(case=case, kind=RelationKind.CASEWORKER, cut_at=None)
    caseworkers = running.filter(Q(last_day=None) | Q(last_day__gte=on), user__isnull=False).order_by()
    decided = Grant.objects.filter(case=case, decided_by__isnull=False).order_by()
    found = caseworkers.values_list("user_id").union(decided.values_list("decided_by_id"))
    return frozenset(user for (user,) in found if user is not None)

"""What a course needs, what each mentor has, and so who can take it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from parloeb.domain.cases.models import Case, Relation
from parloeb.domain.cases.rules import RelationKind
from parloeb.domain.corps.lists import Field
from parloeb.domain.corps.models import Competence, Mentor
from parloeb.domain.grants.models import Grant
from parloeb.domain.matching import rules
from parloeb.domain.matching.models import Match
from parloeb.domain.matching.states import BINDING, State
from parloeb.domain.referrals import queries as referrals
from parloeb.domain.referrals.lists import LegalBasis
from parloeb.kernel import errors, local, numbers
from parloeb.kernel.periods import Period

# The legal basis tells of a situation that some mentors know especially well.
_SITUATIONS: Mapping[str, str] = {LegalBasis.LAB_167_2: Field.DISCHARGE, LegalBasis.LAB_167_3: Field.STUDY_START}


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

    rules: rules.Need
    facts: tuple[tuple[str, str], ...]


def living_grant(case: Case, *, on: date) -> Grant | None:
    """The grant that runs on the day, else the next one."""
    return living_grants([case.pk], on=on).get(case.pk)


def need_of(case: Case, *, on: date, area: str = "", language: str = "", proposer: int | None = None) -> rules.Need:
    """What the course asks of a mentor. Raises errors.RefusedError where no grant runs or is to come."""
    grant = living_grant(case, on=on)
    if grant is None or grant.in_force_from is None or grant.in_force_to is None:
        raise errors.RefusedError(
            "Der er ingen bevilling, der løber nu eller senere, så der kan ikke findes en mentor."
        )
    content = referrals.content_of(grant.referral)
    situation = _SITUATIONS.get(grant.legal_basis)
    wanted = (*content.barriers, situation) if situation else content.barriers
    return rules.Need(
        period=Period(grant.in_force_from, grant.in_force_to),
        minutes_per_week=minutes_on(grant, on=on),
        fields=tuple(field for field in wanted if field in list(Field)),
        considerations=content.considerations,
        wishes=content.wish_choices,
        area=area.strip(),
        language=language,
        citizen_user=case.citizen.user_id,
        deciders=_deciders(case, on=on) | ({proposer} if proposer is not None else frozenset()),
    )


def need_sheet(case: Case, need: rules.Need) -> NeedSheet:
    """The need with what the referral says on barriers, considerations and wishes, written for the coordinator."""
    shown: list[tuple[str, str]] = [("Periode", str(need.period)), ("Timer", weekly(need.minutes_per_week))]
    referral = referrals.living_referral(case)
    if referral:
        content = referrals.content_of(referral)
        for name in ("barriers", "considerations", "considerations_text", "meeting_place", "wish_choices", "wishes"):
            text = referrals.shown(getattr(content, name), referrals.LISTS[name])
            shown += [(referrals.LABELS[name], text)] if text else []
    return NeedSheet(need, tuple(shown))


def candidate(case: Case, mentor: Mentor, *, on: date) -> rules.Candidate:
    """One mentor as the rules see one. Raises errors.RefusedError for a mentor whom nobody can ask."""
    found = known(case, Mentor.objects.filter(pk=mentor.pk), on=on)
    if not found:
        raise errors.RefusedError("Mentoren har ingen bruger og kan derfor ikke spørges.")
    return found[0].candidate


def loads(mentors: Iterable[int], *, on: date) -> dict[int, Load]:
    """What each of these mentors has on the day, by key; one without anything is left out."""
    bound: dict[int, list[int]] = defaultdict(list)
    asked: Counter[int] = Counter()
    rows = Match.objects.filter(mentor__in=mentors, state__in=[*BINDING, State.ASKED])
    for mentor_id, case_id, state in rows.values_list("mentor_id", "case_id", "state"):
        if state == State.ASKED:
            asked[mentor_id] += 1
        else:
            bound[mentor_id].append(case_id)
    grants = living_grants([case_id for cases in bound.values() for case_id in cases], on=on)
    minutes = {case_id: minutes_on(grant, on=on) for case_id, grant in grants.items()}
    return {
        mentor_id: Load(
            courses=len(bound[mentor_id]),
            minutes=sum(minutes.get(case_id, 0) for case_id in bound[mentor_id]),
            asked=asked[mentor_id],
        )
        for mentor_id in {*bound, *asked}
    }


def minutes_on(grant: Grant, *, on: date) -> int:
    """The minutes a week in force on the day; before the first day those that the grant begins with."""
    hours = list(grant.hours.all())
    if not hours:
        raise errors.NothingInForceError("Bevillingen har ingen timer.")
    reached = [entry for entry in hours if entry.first_day <= on]
    return (reached[-1] if reached else hours[0]).minutes_per_week


def weekly(minutes: int) -> str:
    return f"{numbers.hours_text(numbers.hours_of(minutes))} timer om ugen"


def known(case: Case, mentors: QuerySet[Mentor], *, on: date) -> tuple[Known, ...]:
    """The mentors who can be asked at all, by name, with their facts: in five queries whatever their number."""
    able = list(mentors.filter(user__isnull=False).filter(Q(last_day=None) | Q(last_day__gte=on)))
    has = loads([mentor.pk for mentor in able], on=on)
    competences: dict[int, list[tuple[str, int, str, date]]] = defaultdict(list)
    rows = Competence.objects.filter(mentor__in=able)
    for mentor_id, what, level, source, since in rows.values_list("mentor", "field", "level", "source", "known_on"):
        competences[mentor_id].append((what, level, source, since))
    former: dict[int, list[Match]] = defaultdict(list)
    for match in Match.objects.filter(case=case, mentor__in=able).order_by("pk"):
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
    caseworkers = running.filter(Q(last_day=None) | Q(last_day__gte=on)).values_list("user_id", flat=True)
    decided = Grant.objects.filter(case=case, decided_by__isnull=False).values_list("decided_by_id", flat=True)
    return frozenset(user for user in (*caseworkers, *decided) if user is not None)

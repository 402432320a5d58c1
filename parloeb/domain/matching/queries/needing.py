"""What courses ask of a mentor: from grant, referral, wishes, what was judged since, and what was before."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q, QuerySet

from parloeb.domain.cases.models import Case, Relation
from parloeb.domain.cases.rules import RelationKind
from parloeb.domain.corps.lists import Field
from parloeb.domain.corps.models import Mentor
from parloeb.domain.grants.models import Grant
from parloeb.domain.law.settings import Setting, Settings
from parloeb.domain.matching import rules, talking, waiting
from parloeb.domain.matching.exclusions import queries as exclusions
from parloeb.domain.matching.lists import DeclineReason
from parloeb.domain.matching.models import Match
from parloeb.domain.matching.needs import queries as judged
from parloeb.domain.matching.needs import rules as need_rules
from parloeb.domain.matching.queries import choosing, granting
from parloeb.domain.matching.states import BINDING, State
from parloeb.domain.matching.wishes import queries as wishes
from parloeb.domain.matching.wishes import rules as told
from parloeb.domain.people import queries as people
from parloeb.domain.referrals import queries as referrals
from parloeb.domain.referrals.lists import LegalBasis
from parloeb.domain.referrals.rules import Content
from parloeb.kernel import errors, local

# The legal basis tells of a situation that some mentors know especially well.
_SITUATIONS: Mapping[str, str] = {LegalBasis.LAB_167_2: Field.DISCHARGE, LegalBasis.LAB_167_3: Field.STUDY_START}
# What the coordinator reads of the referral beside the candidates.
_TOLD = ("barriers", "considerations", "considerations_text", "meeting_place", "wish_choices", "wishes")
_NOT_GRANTED = "Der er ingen bevilling, der løber nu eller senere, så der kan ikke findes en mentor."


@dataclass(frozen=True)
class NeedSheet:
    """What a course asks for, as the coordinator reads it beside the candidates."""

    need: rules.Need
    facts: tuple[tuple[str, str], ...]


def need_of(case: Case, *, on: date, area: str = "", language: str = "", proposer: int | None = None) -> rules.Need:
    """What the course asks of a mentor. Raises errors.RefusedError where no grant runs or is to come."""
    return need_sheet(case, on=on, area=area, language=language, proposer=proposer).need


def need_sheet(case: Case, *, on: date, area: str = "", language: str = "", proposer: int | None = None) -> NeedSheet:
    """The need, and what was told and judged of it, for the coordinator. `proposer` is the key of who would choose.

    Raises errors.RefusedError where no grant runs or is to come.
    """
    found = _read([case], on=on).get(case.pk)
    if found is None:
        raise errors.RefusedError(_NOT_GRANTED)
    need, content = found
    need = replace(need, area=area.strip(), language=language)
    if proposer is not None:
        need = replace(need, deciders=need.deciders | {proposer})
    shown = [("Periode", str(need.period)), ("Timer", choosing.weekly(need.minutes_per_week))]
    shown += [
        (referrals.LABELS[name], referrals.shown(getattr(content, name), referrals.LISTS[name])) for name in _TOLD
    ]
    known = (*((label, text) for label, text in shown if text), *need_rules.facts(_judged(need)))
    return NeedSheet(need, (*known, *told.facts(need.told)))


def begun_with(case: Case, *, on: date) -> need_rules.Content:
    """What the referral tells of, where nobody judged yet; nothing where nothing is granted."""
    grant = choosing.living_grant(case, on=on)
    return need_rules.begun_with(_wanted(referrals.content_of(grant.referral), grant) if grant else ())


def needs_of(cases: Sequence[Case], *, on: date) -> dict[int, rules.Need]:
    """What each of these courses asks of a mentor, by the case's key, in as many queries whatever their number.

    One without a grant that runs or is to come is left out. The cases have their citizen at hand.
    """
    return {case: need for case, (need, _) in _read(cases, on=on).items()}


def with_children(mentors: QuerySet[Mentor]) -> frozenset[int]:
    """The keys of those of the mentors who are bound to a course that brings them near children."""
    bound = Match.objects.filter(mentor__in=mentors, state__in=BINDING).order_by().values_list("mentor", "case")
    near = judged.with_children([case for _, case in bound])
    return frozenset(mentor for mentor, case in bound if case in near)


def _read(cases: Sequence[Case], *, on: date) -> dict[int, tuple[rules.Need, Content]]:
    living = choosing.living([case.pk for case in cases], on=on)
    grants = {case_id: found[0] for case_id, found in living.items()}
    granted = [case for case in cases if case.pk in grants]
    contents = referrals.contents_of([grants[case.pk].referral for case in granted])
    newest, told_of = judged.newest_of(grants), wishes.newest_of(grants)
    deciders, history = _deciders(grants, on=on), _histories(granted)
    granted_until_now = granting.of(list(grants))
    limits = {one: _limits(people.settings_on(one, on)) for one in {case.jobcentre_id for case in granted}}
    found = {}
    for case in granted:
        grant, told_last = grants[case.pk], told_of.get(case.pk)
        content = contents[grant.referral_id]
        if told_last:
            content = replace(
                content, wish_choices=told.left_of_referral(content.wish_choices, wishes.content_of(told_last))
            )
        asked = newest.get(case.pk) or need_rules.begun_with(_wanted(content, grant))
        before, matches = history[case.pk]
        granted_from_now = choosing.granted(living[case.pk], on=on)
        need = rules.Need(
            period=granted_from_now.period,
            minutes_per_week=granted_from_now.minutes,
            later_minutes=granted_from_now.later,
            needs=asked.needs,
            considerations=content.considerations,
            wishes=content.wish_choices,
            meeting_place=content.meeting_place,
            told=wishes.content_of(told_last) if told_last else told.NOTHING,
            citizen_user=case.citizen.user_id,
            deciders=deciders[case.pk],
            is_heavy=asked.is_heavy,
            with_children=asked.with_children,
            waiting_days=_waited(granted_until_now[case.pk], matches, on=on),
            history=before,
            limits=limits[case.jobcentre_id],
            is_judged=case.pk in newest,
        )
        found[case.pk] = (need, content)
    return found


def _waited(granted: Sequence[waiting.Granted], matches: Iterable[Match], *, on: date) -> int:
    """The days that a citizen has waited, as the board counts them."""
    ended = [match.last_day for match in matches if match.state == State.ENDED and match.last_day]
    since = waiting.waits_since(granted, without_since=max(ended, default=None), on=on)
    return max(0, (on - since).days) if since else 0


def _wanted(content: Content, grant: Grant) -> tuple[str, ...]:
    """The competences that barriers and legal basis tell of."""
    situation = _SITUATIONS.get(grant.legal_basis)
    wanted = (*content.barriers, situation) if situation else content.barriers
    return tuple(field for field in wanted if field in list(Field))


def _judged(need: rules.Need) -> need_rules.Content:
    return need_rules.Content(need.needs, is_heavy=need.is_heavy, with_children=need.with_children)


def _limits(local: Settings) -> rules.Limits:
    return rules.Limits(
        heavy=local.number(Setting.HEAVY_PLACES),
        courses=local.number(Setting.MOST_COURSES),
        absence_days=local.number(Setting.ABSENCE_DAYS),
    )


def _deciders(cases: Iterable[int], *, on: date) -> Mapping[int, frozenset[int]]:
    running = Relation.objects.filter(case__in=list(cases), kind=RelationKind.CASEWORKER, cut_at=None)
    caseworkers = running.filter(Q(last_day=None) | Q(last_day__gte=on), user__isnull=False).order_by()
    decided = Grant.objects.filter(case__in=list(cases), decided_by__isnull=False).order_by()
    found: dict[int, set[int]] = defaultdict(set)
    for case, user in caseworkers.values_list("case", "user").union(decided.values_list("case", "decided_by")):
        found[case].add(user)
    return defaultdict(frozenset, {case: frozenset(users) for case, users in found.items()})


def _histories(cases: Sequence[Case]) -> dict[int, tuple[rules.History, list[Match]]]:
    """What was before in each case, with the matches of the case itself, oldest first."""
    citizens = {case.citizen_id for case in cases}
    matches: dict[int, list[Match]] = defaultdict(list)
    of_citizens = Match.objects.filter(case__citizen__in=citizens).select_related("mentor", "case").order_by("pk")
    for match in of_citizens:
        matches[match.case.citizen_id].append(match)
    excluded = exclusions.of(citizens)
    found = {}
    for case in cases:
        of_citizen = matches[case.citizen_id]
        own = [match for match in of_citizen if match.case_id == case.pk]
        found[case.pk] = (_history(own, of_citizen, excluded.get(case.citizen_id, {})), own)
    return found


def _history(own: Iterable[Match], of_citizen: Iterable[Match], excluded: Mapping[int, str]) -> rules.History:
    noes = [match for match in own if match.state == State.DECLINED and match.answered_at]
    declined, for_odds = (
        {
            match.mentor.user_id: local.local_day(match.answered_at)
            for match in noes
            if match.answered_at and match.mentor.user_id and (match.decline_reason in talking.NOT_A_NO) is is_for_odds
        }
        for is_for_odds in (False, True)
    )
    known = {
        match.mentor.user_id: exclusions.KNOWN_PRIVATELY
        for match in of_citizen
        if match.decline_reason == DeclineReason.KNOWS_CITIZEN and match.mentor.user_id
    }
    ended = [match for match in of_citizen if match.state == State.ENDED and match.last_day and match.mentor.user_id]
    parted = {
        match.mentor.user_id: match.last_day
        for match in ended
        if match.end_reason in rules.PARTING and match.mentor.user_id and match.last_day
    }
    former = [match.mentor.user_id for match in ended if match.confirmed_at and match.mentor.user_id not in parted]
    return rules.History(declined, parted, {**known, **excluded}, former[-1] if former else None, for_odds)

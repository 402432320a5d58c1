"""The acts that the case page offers: each room's own, where state and role both allow them."""

from datetime import date

from django.urls import reverse

from parloeb.domain.agreements import access as agreement_access
from parloeb.domain.agreements import telling as agreements
from parloeb.domain.agreements.states import OPEN
from parloeb.domain.cases import access
from parloeb.domain.cases.notes import access as note_access
from parloeb.domain.cases.queries import Caseworker
from parloeb.domain.cases.rules import Stage
from parloeb.domain.correspondence import access as letter_access
from parloeb.domain.grants.states import OPEN as UNDECIDED
from parloeb.domain.grants.states import State as GrantState
from parloeb.domain.matching import access as match_access
from parloeb.domain.matching.firstcontact import access as first_contact
from parloeb.domain.matching.queries import telling as matches
from parloeb.domain.matching.states import State as MatchState
from parloeb.domain.matching.wishes import access as wish_access
from parloeb.domain.people.rules import AUTHORITY_ROLES, Role
from parloeb.domain.referrals.states import LIVING
from parloeb.domain.referrals.states import State as ReferralState
from parloeb.domain.visits import first_days
from parloeb.domain.visits import rules as visit_rules
from parloeb.pages.cases import filing
from parloeb.pages.cases.story import Told
from parloeb.pages.shared import pieces

NOT_GRANTED = (Stage.DRAFT, Stage.REFERRED)
CHOOSE_IN = (Stage.GRANTED, Stage.MATCHING)
REFERRERS = (Role.CASEWORKER, Role.TEAM_LEADER)


def of(reached: access.Reached, told: Told, in_hand: tuple[Caseworker, ...], *, on: date) -> list[pieces.Act]:
    """What the actor may do next on this case, in the order of the course."""
    match = matches.standing(told.matches)
    return [
        *_referral(reached, told),
        *_match(reached, match, on=on),
        *_first_meeting(reached, match),
        *_wishes(reached),
        *_agreement(reached, match, told.agreements),
        *_visits(reached, told, on=on),
        *_report(reached, told),
        *_followup(reached),
        *_invite(reached),
        *_file(reached),
        *_note(reached),
        *_ask(reached),
        *_citizen(reached),
        *_take_over(reached, in_hand),
        *_disqualified(reached),
    ]


def _referral(reached: access.Reached, told: Told) -> list[pieces.Act]:
    if reached.by.role not in REFERRERS or reached.case.stage == Stage.ENDED:
        return []
    referral = next((one for one in told.referrals if one.state in LIVING), None)
    if referral is None:
        return []
    if referral.state == ReferralState.DRAFT:
        url = reverse("referrals:edit", kwargs={"referral": referral.uuid})
        return [pieces.Act(url, "Skriv henvisningen færdig", primary=True, opens=True)]
    draft = next((one for one in told.grants if one.state in UNDECIDED), None)
    if draft:
        url = reverse("grants:detail", kwargs={"grant": draft.uuid})
        return [pieces.Act(url, "Gå til bevillingen", primary=True, opens=True)]
    url = reverse("grants:start", kwargs={"referral": referral.uuid})
    first = referral.state == ReferralState.SENT
    return [
        *_granted(told),
        pieces.Act(url, "Gør bevillingen klar" if first else "Ny bevilling", primary=first),
    ]


def _granted(told: Told) -> list[pieces.Act]:
    """The way to what was granted last."""
    granted = [one.uuid for one in told.grants if one.state is GrantState.GRANTED]
    url = reverse("grants:detail", kwargs={"grant": granted[-1]}) if granted else ""
    return [pieces.Act(url, "Gå til bevillingen", opens=True)] if url else []


def _match(reached: access.Reached, match: matches.CaseMatch | None, *, on: date) -> list[pieces.Act]:
    """Find a mentor, or see what became of the one who was chosen."""
    if not match_access.sees_choice(reached.by):
        return []
    if match:
        return [pieces.Act(reverse("matching:detail", kwargs={"match": match.uuid}), "Gå til matchet", opens=True)]
    if reached.case.stage not in CHOOSE_IN or not match_access.may_propose(reached.by, reached.case, on=on):
        return []
    url = reverse("matching:candidates", kwargs={"case": reached.case.uuid})
    return [pieces.Act(url, "Find en mentor", primary=True, opens=True)]


def _first_meeting(reached: access.Reached, match: matches.CaseMatch | None) -> list[pieces.Act]:
    """The first meeting, from the mentor's yes until it is held."""
    if match is None or match.state is not MatchState.ACCEPTED or reached.by.role not in first_contact.READERS:
        return []
    url = reverse("matching:first_meeting", kwargs={"own_match": match.uuid})
    return [pieces.Act(url, "Det første møde", primary=True, opens=True)]


def _wishes(reached: access.Reached) -> list[pieces.Act]:
    """What the citizen wishes of a mentor, and what the course asks of one, from the referral on."""
    if reached.by.role is Role.CITIZEN or not wish_access.may_write_in(reached):
        return []
    url, needs = (reverse(f"matching:{name}", kwargs={"case": reached.case.uuid}) for name in ("wishes", "needs"))
    return [pieces.Act(url, "Ønsker til mentoren", opens=True), pieces.Act(needs, "Krav til mentoren", opens=True)]


def _visits(reached: access.Reached, told: Told, *, on: date) -> list[pieces.Act]:
    """The visits; and to the mentor who meets the citizen, the form of a new one from the day on which it is taken."""
    acts, case = [], {"case": reached.case.uuid}
    if reached.by.role is Role.MENTOR:
        first = first_days.of(match_access.visible_in(reached)).get(reached.case.uuid)
        url, why_not = reverse("visits:new", kwargs=case), visit_rules.not_yet(first, on=on)
        acts.append(pieces.Act(url, "Registrér besøg", primary=True, opens=True, why_not=why_not))
    if told.visits:
        acts.append(pieces.Act(reverse("visits:of_case", kwargs=case), "Besøg og timer", opens=True))
    return acts


def _agreement(
    reached: access.Reached, match: matches.CaseMatch | None, rows: tuple[agreements.Told, ...]
) -> list[pieces.Act]:
    """The agreement to make when both want to go on, else the newest one to finish, sign or read."""
    writes = reached.by.role in agreement_access.WRITERS
    if match and writes and match.state is MatchState.CONFIRMED and all(one.match != match.uuid for one in rows):
        url = reverse("agreements:new", kwargs={"case": reached.case.uuid})
        return [pieces.Act(url, "Lav mentoraftalen", primary=True, opens=True)]
    if not rows:
        return []
    url = reverse("agreements:detail", kwargs={"agreement": rows[-1].uuid})
    return [pieces.Act(url, "Gå til mentoraftalen", primary=rows[-1].state in OPEN, opens=True)]


def _report(reached: access.Reached, told: Told) -> list[pieces.Act]:
    """The mentor's months; who has had more than one match with the citizen finds the latest."""
    if reached.by.role is not Role.MENTOR or not told.matches:
        return []
    latest = told.matches[-1].match
    return [pieces.Act(reverse("reports:months", kwargs={"own_match": latest.uuid}), "Skriv rapport", opens=True)]


def _followup(reached: access.Reached) -> list[pieces.Act]:
    """Talks and the end, from the day on which something is granted."""
    if reached.by.role not in REFERRERS or Stage(reached.case.stage) in NOT_GRANTED:
        return []
    return [pieces.Act(reverse("followup:talks", kwargs={"case": reached.case.uuid}), "Opfølgning", opens=True)]


def _invite(reached: access.Reached) -> list[pieces.Act]:
    """Invite the citizen to a meeting by letter, while the course runs."""
    is_over = reached.case.is_historic or reached.case.stage == Stage.ENDED
    if reached.by.role not in letter_access.INVITERS or is_over:
        return []
    return [
        pieces.Act(reverse("letters:invite", kwargs={"case": reached.case.uuid}), "Indbyd til en samtale", opens=True)
    ]


def _file(reached: access.Reached) -> list[pieces.Act]:
    """The list of documents."""
    if reached.by.role not in filing.READERS:
        return []
    return [pieces.Act(reverse("cases:documents", kwargs={"case": reached.case.uuid}), "Dokumenter", opens=True)]


def _note(reached: access.Reached) -> list[pieces.Act]:
    """Note what was heard of the case."""
    if not note_access.may_note_in(reached):
        return []
    return [pieces.Act(reverse("cases:new_note", kwargs={"case": reached.case.uuid}), "Skriv et notat", opens=True)]


def _ask(reached: access.Reached) -> list[pieces.Act]:
    """Write down that the citizen asks to see the file, or for the reasons of what was decided orally."""
    if reached.by.role not in REFERRERS:
        return []
    url = reverse("procedure:ask", kwargs={"case": reached.case.uuid})
    return [pieces.Act(url, "Skriv en anmodning ned", opens=True)]


def _citizen(reached: access.Reached) -> list[pieces.Act]:
    """Correct name and address, protect or lay open, and who acts for the citizen: for those who register citizens."""
    if reached.by.role not in REFERRERS:
        return []
    url = reverse("cases:citizen", kwargs={"case": reached.case.uuid})
    others = reverse("cases:representatives", kwargs={"case": reached.case.uuid})
    return [
        pieces.Act(url, "Ret oplysninger om borgeren", opens=True),
        pieces.Act(others, "Partsrepræsentant og værge", opens=True),
    ]


def _take_over(reached: access.Reached, in_hand: tuple[Caseworker, ...]) -> list[pieces.Act]:
    """Somebody else's case, which a colleague or the leader can take over while it runs."""
    own = any(one.user_id == reached.by.user_id for one in in_hand)
    if reached.by.role not in REFERRERS or own or reached.case.stage == Stage.ENDED:
        return []
    return [pieces.Act(reverse("cases:take_over", kwargs={"case": reached.case.uuid}), "Overtag sagen")]


def _disqualified(reached: access.Reached) -> list[pieces.Act]:
    """Say that one may not deal with the case, for whoever acts for the authority; the leader sees who has."""
    if reached.by.role not in AUTHORITY_ROLES:
        return []
    label = "Inhabilitet i sagen" if access.may_see_disqualified(reached.by) else "Meld dig inhabil"
    return [pieces.Act(reverse("cases:disqualified", kwargs={"case": reached.case.uuid}), label, opens=True)]

"""Decisions about a grant that was decided: begin one, write one that stops, decide it, and tell of them all."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from parloeb.domain.grants import (
    access,
    aftercare,
    catching_up,
    chain,
    commands,
    force,
    modifying,
    settling,
    states,
    telling,
)
from parloeb.domain.grants.force import Kind
from parloeb.domain.grants.lists import MentorType
from parloeb.domain.grants.rules import age, place
from parloeb.domain.grants.rules.facts import MentorKind
from parloeb.domain.people.rules import Role
from parloeb.domain.referrals import queries as referrals
from parloeb.domain.referrals import rules as referral_rules
from parloeb.domain.referrals.lists import Education, Purpose, TargetGroup
from parloeb.journeys import redeciding
from parloeb.kernel import errors
from parloeb.pages.grants import planned
from parloeb.pages.grants.forms import StopForm
from parloeb.pages.shared import existing, guards, letterhead, pieces
from parloeb.pages.shared.entry import Entry
from parloeb.pages.shared.forms import refuse

DECIDERS = (Role.CASEWORKER, Role.TEAM_LEADER)

# In the order of the buttons.
BEGINS: tuple[tuple[Kind, str], ...] = (
    (Kind.EXTEND, "Forlæng"),
    (Kind.CHANGE, "Ændr timer"),
    (Kind.MOVE, "Flyt med udskrivningen"),
    (Kind.SHORTEN, "Afkort"),
    (Kind.REVOKE, "Træk tilbage"),
    (Kind.CORRECT, "Ret en fejl"),
)


@dataclass(frozen=True)
class Link:
    """One decision in the chain of a case, as the page of a grant tells it."""

    row: telling.ChainRow
    is_this: bool
    url: str


@guards.writing(*DECIDERS)
def begin(request: HttpRequest, entry: Entry, grant: UUID) -> HttpResponse:
    """Begin a draft of a decision about this one."""
    kind = next((kind for kind, _ in BEGINS if kind == request.POST.get("kind")), None)
    of = found(entry, grant)
    if kind is None:
        raise errors.RefusedError("Vælg, hvad der skal ske med bevillingen.")
    begun = modifying.begin(of, kind, by=entry.by, at=entry.at, on=entry.on)
    return redirect("grants:edit", grant=begun.uuid)


@guards.writing(*DECIDERS)
def stop(request: HttpRequest, entry: Entry, grant: UUID) -> HttpResponse:
    """Shorten or revoke, as drafted."""
    del request
    one = found(entry, grant)
    sending = letterhead.sending(one.case.jobcentre, on=entry.on)
    redeciding.stop(one, sending=sending, by=entry.by, at=entry.at, on=entry.on)
    return redirect("grants:detail", grant=grant)


@guards.writing(*DECIDERS)
def begin_today(request: HttpRequest, entry: Entry, grant: UUID) -> HttpResponse:
    """Let a draft whose first day has passed begin today."""
    del request
    catching_up.begin_today(found(entry, grant), by=entry.by, at=entry.at, on=entry.on)
    return redirect("grants:detail", grant=grant)


def edit_stop(entry: Entry, one: Any) -> guards.Page:
    """The form of a decision that grants no days, with what the draft says now."""
    del entry
    return stop_page(
        one, StopForm(kind=Kind(one.kind), initial={name: getattr(one, name) for name in StopForm.base_fields})
    )


def save_stop(request: HttpRequest, entry: Entry, one: Any) -> guards.Answer:
    """Save it and show what it lacks."""
    form = StopForm(request.POST, kind=Kind(one.kind))
    if not form.is_valid():
        return stop_page(one, form, status=422)
    try:
        version = form.cleaned_data["version"]
        commands.save(one, form.draft(), version=version, by=entry.by, at=entry.at, on=entry.on)
    except errors.RefusedError as refusal:
        refuse(form, refusal)
        return stop_page(one, form, status=422)
    return redirect("grants:detail", grant=one.uuid)


def stop_page(one: Any, form: StopForm, *, status: int = 200) -> guards.Page:
    """The form of a decision that grants no days."""
    context = {
        "form": form,
        "title": Kind(one.kind).label,
        "case_number": one.case.number,
        "name": str(one.case.citizen),
        "about": telling.said_to_modify(one),
        "back": reverse("grants:detail", kwargs={"grant": one.uuid}),
    }
    return guards.Page("grants/edit_stop.html", context, shows=[one.case.citizen.uuid], subject=one, status=status)


def found(entry: Entry, uuid: UUID) -> Any:
    """One visible grant. Raises Http404."""
    visible = access.visible_to(entry.by, on=entry.on).select_related(
        "case__citizen__user", "case__jobcentre", "referral", "modifies"
    )
    return existing.or_404(visible.filter(uuid=uuid).first())


def begins(entry: Entry, one: Any) -> list[pieces.Act]:
    """The decisions that may be begun about this one, for who decides: those that make sense."""
    if entry.by.role not in DECIDERS or one.state not in (states.State.GRANTED, states.State.STOPPED):
        return []
    url = reverse("grants:begin", kwargs={"grant": one.uuid})
    return [
        pieces.Act(url, label, hidden=(("kind", kind.value),))
        for kind, label in BEGINS
        if modifying.may_begin(entry.by, kind, one, on=entry.on)
    ]


def catch_up(entry: Entry, one: Any) -> list[pieces.Act]:
    """Let a draft whose first day has passed begin today, for who may."""
    if not catching_up.has_passed(one, on=entry.on) or not catching_up.may(entry.by, one, on=entry.on):
        return []
    url = reverse("grants:begin_today", kwargs={"grant": one.uuid})
    return [pieces.Act(url, "Lad udkastet begynde i dag", primary=True)]


def planned_of(entry: Entry, one: Any) -> planned.Planned | None:
    """The plan of the case: for who decides as soon as there are days, for others where grants follow each other."""
    found = telling.plan_of(access.visible_to(entry.by, on=entry.on).filter(case=one.case_id))
    if found is None or (len(found.parts) < 2 and entry.by.role not in DECIDERS):
        return None
    return planned.of(found, on=entry.on, this=one.uuid)


def follow(entry: Entry, one: Any) -> list[pieces.Act]:
    """Plan the grant that follows the last one in force, for who decides, where that can be begun now."""
    if entry.by.role not in DECIDERS or one.state not in (states.State.GRANTED, states.State.STOPPED):
        return []
    visible = access.visible_to(entry.by, on=entry.on).filter(case=one.case_id, in_force_to__isnull=False)
    last = visible.select_related("case__citizen", "referral").order_by("in_force_to").last()
    if last is None or last.in_force_to is None:
        return []
    if not modifying.may_begin(entry.by, Kind.EXTEND, last, on=entry.on):
        return []
    url = reverse("grants:begin", kwargs={"grant": last.uuid})
    return [pieces.Act(url, "Planlæg den næste bevilling", hidden=(("kind", Kind.EXTEND.value),))]


def links(entry: Entry, one: Any) -> list[Link]:
    """Every decision of the case that was made or is being made, with this one marked; nothing where it is alone."""
    visible = access.visible_to(entry.by, on=entry.on).filter(case=one.case_id)
    rows = telling.chain_rows(visible)
    if len(rows) < 2:
        return []
    return [
        Link(row, is_this=row.uuid == one.uuid, url=reverse("grants:detail", kwargs={"grant": row.uuid}))
        for row in rows
    ]


def unfit(entry: Entry, one: Any) -> tuple[pieces.Lack, ...]:
    """Why a draft about another decision cannot be made as it stands."""
    if one.state not in states.OPEN or one.kind == Kind.NEW:
        return ()
    edit = reverse("grants:edit", kwargs={"grant": one.uuid})
    try:
        redeciding.require_fit(one, on=entry.on)
    except errors.RefusedError as refusal:
        return (pieces.Lack(refusal.sentence, f"{edit}#id_{refusal.field}" if refusal.field else ""),)
    lack = chain.lacks_reason(one, on=entry.on)
    return (pieces.Lack(lack, f"{edit}#id_{chain.reason_field(one)}"),) if lack else ()


def unfit_days(entry: Entry, one: Any) -> Iterator[pieces.Lack]:
    """Why the days of a draft, or the pot for the time after it, cannot be granted."""
    if one.state not in states.OPEN:
        return
    edit = reverse("grants:edit", kwargs={"grant": one.uuid})
    for refuse_days in (settling.refuse_before_case, partial(aftercare.refuse_unfit, on=entry.on)):
        try:
            refuse_days(one)
        except errors.RefusedError as refusal:
            at = "aftercare_hours" if refusal.field == "aftercare_minutes" else refusal.field
            yield pieces.Lack(refusal.sentence, f"{edit}#id_{at}")


def doubts(entry: Entry, one: Any) -> list[str]:
    """What to look at in a draft: a first day that has passed, the place of its mentor, the age of its citizen."""
    if one.state not in states.OPEN or is_stop(one) or entry.by.role not in DECIDERS:
        return []
    content = referrals.content_of(one.referral)
    group = TargetGroup(content.target_group) if content.target_group else None
    education = Education(content.education) if content.education else None
    years = referral_rules.age_on(one.case.citizen.born_on, entry.on)
    found = [catching_up.told(entry.by, one, on=entry.on), age.doubt(group, years, education)]
    if one.mentor_type == MentorType.PLACE:
        kind = MentorKind(one.mentor_kind) if one.mentor_kind else None
        found.append(place.doubt(kind, Purpose(content.purpose) if content.purpose else None))
    return [doubt for doubt in found if doubt]


def is_stop(one: Any) -> bool:
    """Whether it grants no days."""
    return one.kind in force.STOPS

"""Draft, check, submit and decide a grant."""

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from parloeb.domain.cases import access as case_access
from parloeb.domain.cases.rules import FieldClass
from parloeb.domain.correspondence import access as letter_access
from parloeb.domain.correspondence import queries as letters
from parloeb.domain.grants import (
    access,
    asking,
    chain,
    commands,
    curve,
    force,
    proposing,
    queries,
    states,
    submitting,
    tallying,
    telling,
)
from parloeb.domain.grants.rules import findings, power
from parloeb.domain.law import rules as law
from parloeb.domain.people.rules import Role
from parloeb.domain.referrals import access as referral_access
from parloeb.domain.referrals import queries as referrals
from parloeb.domain.referrals import rules as referral_rules
from parloeb.domain.visits import access as visit_access
from parloeb.domain.visits import budget
from parloeb.journeys import redeciding
from parloeb.kernel import errors, numbers
from parloeb.kernel import states as moves
from parloeb.pages.grants import discharge, drawing, forms, modifying
from parloeb.pages.grants.forms import GrantForm
from parloeb.pages.grants.procedure import complaints, hearings
from parloeb.pages.law import told
from parloeb.pages.shared import existing, guards, letterhead, pieces, receiving
from parloeb.pages.shared.entry import Entry
from parloeb.pages.shared.forms import refuse

READY = (findings.Ruling.MAY_BE_GRANTED, findings.Ruling.MUST_BE_GRANTED)
REFUSAL = "afslag"  # asks the preview for the other letter
WRITTEN_BY_HAND = ("reason_text", "alternative")  # what a refusal says in words of its own
DECIDERS = (Role.CASEWORKER, Role.TEAM_LEADER)
READERS = (*DECIDERS, Role.COORDINATOR, Role.CITIZEN, Role.CONTROLLER)

# Act of the state table, name of the address, what the button says, whether it is the main one.
BUTTONS = (
    ("grant", "decide", "Bevilg", True),
    ("stop", "stop", "Afgør", True),
    ("submit", "submit", "Forelæg for teamlederen", False),
    ("return", "return", "Send tilbage til sagsbehandleren", False),
    ("take_back", "take_back", "Tag udkastet tilbage fra teamlederen", False),
    ("refuse", "refuse", "Giv afslag", False),
    ("withdraw", "withdraw", "Slet udkastet", False),
)

# Where the form asks for hours and the room keeps minutes.
HOURS: Mapping[str, str] = MappingProxyType(
    {"asked_minutes_per_week": "asked_hours", "aftercare_minutes": "aftercare_hours"}
)

NOT_READY = "Bevillingen kan ikke afgøres endnu. Se, hvad der mangler, og hvad reglerne siger."


@guards.writing(*DECIDERS)
def start(request: HttpRequest, entry: Entry, referral: UUID) -> HttpResponse:
    """Begin a draft on a sent referral, or go on with the one that was begun."""
    del request
    visible = referral_access.visible_to(entry.by, on=entry.on).select_related("case__citizen")
    found = existing.or_404(visible.filter(uuid=referral).first())
    begun = access.visible_to(entry.by, on=entry.on).filter(case=found.case, state__in=states.OPEN).first()
    if begun:
        return redirect("grants:detail", grant=begun.uuid)
    grant = commands.start(found, by=entry.by, at=entry.at, on=entry.on)
    return redirect("grants:edit", grant=grant.uuid)


@guards.reading(*READERS)
def detail(request: HttpRequest, entry: Entry, grant: UUID) -> guards.Page:
    """Read a grant, with what every rule says about a draft."""
    del request
    found = modifying.found(entry, grant)
    notes = case_access.may_read(entry.by, FieldClass.NOTES)
    visible = access.visible_to(entry.by, on=entry.on)
    sheet = existing.or_404(queries.sheet(visible, grant, on=entry.on, with_notes=notes, role=entry.by.role))
    unfit = (*modifying.unfit(entry, found), *modifying.unfit_days(entry, found))
    lacks, visible_letters = (*_lacks(found, on=entry.on), *unfit), letter_access.visible_to(entry.by, on=entry.on)
    due = tuple(discharge.steps(entry, found))
    letter = letters.among(visible_letters, sheet.row.letter)
    acts = _acts(entry, found, is_ready=sheet.ruling in READY and not lacks)
    context = {
        "sheet": sheet,
        "findings": told.findings(sheet.findings, on=entry.on),
        "verdict": _verdict(acts, sheet.ruling, has_lacks=bool(lacks)),
        "acts": modifying.catch_up(entry, found) + acts,
        "missing": _missing(entry, found, (*lacks, *due)),
        "may_edit": _may_edit(entry, found),
        "left": _left(entry, found),
        "preview": _preview(entry, found),
        "drawing": _drawing(entry, found, chain.hours_of(found)),
        "begins": [*modifying.begins(entry, found), *discharge.button(entry, found)],
        "links": modifying.links(entry, found),
        "plan": modifying.planned_of(entry, found),
        "follow": modifying.follow(entry, found),
        "about": telling.said_to_modify(found),
        "beyond": redeciding.beyond(found) if found.state in states.OPEN and found.modifies_id else "",
        "doubts": [*hearings.answered(entry, found), *modifying.doubts(entry, found)],
        "letter": letter,
        "hearings": hearings.of_grant(entry, found),
        "complaints": complaints.of_grant(entry, found),
        "how_to_address": letters.how_to_address(visible_letters, letter) if letter else "",
    }
    return guards.Page("grants/detail.html", context, shows=[sheet.citizen], subject=found)


@guards.reading(*DECIDERS)
def edit(request: HttpRequest, entry: Entry, grant: UUID) -> guards.Page:
    """The form, with what the draft says now."""
    del request
    found = modifying.found(entry, grant)
    if modifying.is_stop(found):
        return modifying.edit_stop(entry, found)
    form, weeks = _drafted(entry, found)
    return _edit_page(entry, found, form, weeks, drawn=chain.hours_of(found))


@guards.writing(*DECIDERS)
def save(request: HttpRequest, entry: Entry, grant: UUID) -> guards.Answer:
    """Save the draft and show what the rules say; or fill the weeks by the shape, and show what was typed again."""
    found = modifying.found(entry, grant)
    if modifying.is_stop(found):
        return modifying.save_stop(request, entry, found)
    if "more" in request.POST:
        return _edit_page(entry, found, forms.again(request.POST), forms.more(request.POST))
    form, weeks = GrantForm(request.POST), forms.weeks_typed(request.POST)
    if "fill" in request.POST:
        return _filled(request, entry, found, form, weeks)
    if not (form.is_valid() and (not weeks.is_bound or weeks.is_valid())):
        return _edit_page(entry, found, form, weeks, status=422)
    try:
        typed = form.draft(forms.rows_in(weeks))
        version = form.cleaned_data["version"]
        commands.save(found, typed, version=version, by=entry.by, at=entry.at, on=entry.on)
    except errors.RefusedError as refusal:
        _tell(form, weeks, refusal)
        return _edit_page(entry, found, form, weeks, status=422)
    return redirect("grants:detail", grant=grant)


@guards.reading(*DECIDERS)
def preview(request: HttpRequest, entry: Entry, grant: UUID) -> guards.Answer:
    """The letter as the citizen will get it, before anything is decided; what is decided has its letter."""
    found = modifying.found(entry, grant)
    if found.state not in states.OPEN:
        return redirect("grants:detail", grant=grant)
    granted, sending = REFUSAL not in request.GET, letterhead.sending(found.case.jobcentre, on=entry.on)
    context = {
        "granted": granted,
        "title": "Brevet, hvis du bevilger" if access.suits("refuse", found) else "Brevet, som det bliver",
        "case_number": found.case.number,
        "back": reverse("grants:detail", kwargs={"grant": grant}),
    }
    try:
        letter = commands.preview(found, granted=granted, sending=sending, by=entry.by, on=entry.on)
        context |= {"letter": letterhead.drafted(letter, subject_level=2), "is_signed": bool(letter.signature)}
    except errors.RefusedError as refusal:
        context["why_not"] = refusal.sentence
    return guards.Page("grants/preview.html", context, shows=[found.case.citizen.uuid], subject=found)


@guards.writing(*DECIDERS)
def submit(request: HttpRequest, entry: Entry, grant: UUID) -> HttpResponse:
    """Put the draft before the team leader."""
    del request
    commands.submit(modifying.found(entry, grant), by=entry.by, at=entry.at, on=entry.on)
    return redirect("grants:detail", grant=grant)


@guards.writing(*DECIDERS)
def decide(request: HttpRequest, entry: Entry, grant: UUID) -> HttpResponse:
    """Grant it."""
    del request
    found = modifying.found(entry, grant)
    sending = letterhead.sending(found.case.jobcentre, on=entry.on)
    redeciding.decide(found, sending=sending, by=entry.by, at=entry.at, on=entry.on)
    return redirect("grants:detail", grant=grant)


@guards.writing(*DECIDERS)
def refuse_grant(request: HttpRequest, entry: Entry, grant: UUID) -> guards.Answer:
    """Refuse it; what the refusal lacks is told at its field."""
    del request
    found = modifying.found(entry, grant)
    sending = letterhead.sending(found.case.jobcentre, on=entry.on)
    try:
        commands.refuse(found, sending=sending, by=entry.by, at=entry.at, on=entry.on)
    except errors.RefusedError as refusal:
        if refusal.field not in WRITTEN_BY_HAND:
            raise
        form, weeks = _drafted(entry, found)
        forms.tell_unread(form, refusal)
        return _edit_page(entry, found, form, weeks, drawn=chain.hours_of(found), status=422)
    return redirect("grants:detail", grant=grant)


@guards.writing(*DECIDERS)
def withdraw(request: HttpRequest, entry: Entry, grant: UUID) -> HttpResponse:
    """Drop the draft."""
    del request
    found = modifying.found(entry, grant)
    commands.withdraw(found, by=entry.by, at=entry.at, on=entry.on)
    return redirect("cases:detail", case=found.case.uuid)


def _drafted(entry: Entry, found: Any) -> tuple[GrantForm, forms.Weeks]:
    """The form and the weeks with what the draft says now, and the usual days where it says none."""
    hours, minutes = chain.hours_of(found), queries.minutes_per_week(found)
    initial = {name: getattr(found, name) for name in GrantForm.base_fields if hasattr(found, name)}
    initial["hours_per_week"] = numbers.hours_of(minutes) if minutes and len(hours) < 2 else None
    asked = found.asked_minutes_per_week
    initial["asked_hours"] = numbers.hours_of(asked) if asked else None
    kept = found.aftercare_minutes
    initial["aftercare_hours"] = numbers.hours_of(kept) if kept else None
    initial["shape"] = curve.Shape.EVEN if len(hours) < 2 else curve.Shape.TABLE
    if proposal := proposing.of(found, on=entry.on):
        period = proposal.period
        initial |= {"first_day": period.first_day, "last_day": period.last_day, "proposed": proposal.said}
    rows = curve.rows_of(hours) if len(hours) > 1 else ()
    return GrantForm(initial=initial), forms.weeks_of(rows)


def _filled(request: HttpRequest, entry: Entry, found: Any, form: GrantForm, weeks: forms.Weeks) -> guards.Page:
    """The page again with the weeks that the shape gives and the curve drawn; nothing is saved, nothing typed lost."""
    readable = not form.stops_the_curve() and (not weeks.is_bound or weeks.is_valid() or not form.is_written_by_weeks())
    if not readable:
        return _edit_page(entry, found, form, weeks, status=422)
    try:
        rows, period = form.rows(forms.rows_in(weeks)), form.period()
        drawn = curve.stretches(rows, period) if period else ()
    except errors.RefusedError as refusal:
        _tell(form, weeks, refusal)
        return _edit_page(entry, found, form, weeks, status=422)
    return _edit_page(entry, found, forms.again(request.POST), forms.weeks_of(rows), drawn=drawn)


def _tell(form: GrantForm, weeks: forms.Weeks, refusal: errors.RefusedError) -> None:
    """A refusal at the field that it names; of the weeks at each line."""
    if hours := HOURS.get(refusal.field or ""):
        form.add_error(hours, refusal.sentence)
        return
    if refusal.field != forms.PREFIX:
        refuse(form, refusal)
        return
    form.add_error("shape", refusal.sentence)
    forms.mark(weeks, form.period())


def _edit_page(
    entry: Entry,
    found: Any,
    form: GrantForm,
    weeks: forms.Weeks,
    *,
    drawn: Sequence[curve.Stretch] = (),
    status: int = 200,
) -> guards.Page:
    is_new = found.kind == force.Kind.NEW
    context = {
        "form": form,
        "weeks": weeks,
        "is_curved": form.is_bound or forms.is_curved(form, weeks),
        "is_correction": found.kind == force.Kind.CORRECT,
        "may_be_partial": asking.may_be_partial(found),
        "is_partial": form.is_bound or any(form.initial.get(field.name) for field in form.beyond()),
        "drawing": _drawing(entry, found, drawn),
        "case_number": found.case.number,
        "name": str(found.case.citizen),
        "about": telling.said_to_modify(found),
        "title": f"{force.Kind(found.kind).label}{' til' if is_new else ','} {found.case.citizen}",
        "earlier": [str(period) for period in chain.earlier_periods(found)],
        "left": _left(entry, found),
        "proposed": form.initial.get("proposed", ""),
        "longest": law.longest_months(entry.on),
        "back": reverse("grants:detail", kwargs={"grant": found.uuid}),
        "save": reverse("grants:edit", kwargs={"grant": found.uuid}),
    }
    return guards.Page("grants/edit.html", context, shows=[found.case.citizen.uuid], subject=found, status=status)


def _drawing(entry: Entry, found: Any, drawn: Sequence[curve.Stretch]) -> drawing.Drawing | None:
    """The curve; for those who decide with what the others of the case come to, and what of them was registered."""
    is_granted = found.state == states.State.GRANTED
    left = curve.total_minutes(chain.hours_in_force(found)) if is_granted else None
    if entry.by.role not in DECIDERS:
        return drawing.of(drawn, left=left, kept=found.aftercare_minutes)
    visible = visit_access.visible_to(entry.by, on=entry.on).filter(case=found.case)
    used = budget.sums(visible, case=found.case, with_granted=False, on=entry.on).used
    earlier = queries.other_minutes(found, on=entry.on)
    return drawing.of(drawn, earlier=earlier, used=used, left=left, kept=found.aftercare_minutes)


def _may_edit(entry: Entry, found: Any) -> bool:
    return found.state == states.State.DRAFT and entry.by.role in DECIDERS


def _preview(entry: Entry, found: Any) -> list[tuple[str, str]]:
    """What can be read of the letters before the decision: what the link says, and where."""
    if found.state not in states.OPEN or entry.by.role not in DECIDERS:
        return []
    url = reverse("grants:preview", kwargs={"grant": found.uuid})
    if not access.suits("refuse", found):
        return [("Se brevet", url)]
    return [("Se brevet, hvis du bevilger", url), ("Se brevet, hvis du giver afslag", f"{url}?{REFUSAL}")]


def _lacks(found: Any, *, on: date) -> tuple[pieces.Lack, ...]:
    """What referral and draft lack before it can be granted, each with the way to where it is written."""
    if found.state not in states.OPEN or modifying.is_stop(found):
        return ()
    lacks = referral_rules.stopping(referrals.content_of(found.referral), "grant")
    url = reverse("referrals:edit", kwargs={"referral": found.referral.uuid})
    edit = reverse("grants:edit", kwargs={"grant": found.uuid})
    instead = asking.lacks_alternative(found, granted=True)
    special = tallying.lacks_special_reason(found, on=on)
    return (
        *(pieces.Lack(lack.sentence, f"{url}#id_{lack.field}", "Skrives i henvisningen") for lack in lacks),
        *((pieces.Lack(instead, f"{edit}#id_alternative"),) if instead else ()),
        *((pieces.Lack(special, f"{edit}#id_special_reason"),) if special else ()),
    )


def _left(entry: Entry, found: Any) -> str:
    """What may be granted still, to who decides a draft that grants days."""
    if found.state not in states.OPEN or modifying.is_stop(found):
        return ""
    return power.told(entry.by.role, tallying.tally_of(found, on=entry.on))


def _verdict(acts: Sequence[pieces.Act], ruling: findings.Ruling, *, has_lacks: bool) -> tuple[str, str]:
    """What the rules say, and why; where they stop nothing and something else does, that in their place."""
    if ruling in READY and has_lacks:
        return "Kan ikke afgøres endnu", "Reglerne står ikke i vejen, men der mangler noget."
    why_not = next((act.why_not for act in acts if act.primary), "")
    if ruling in READY and why_not:
        return "Du kan ikke afgøre det her", why_not
    return f"Reglerne siger: {ruling.label}", ""


def _missing(entry: Entry, found: Any, lacks: tuple[pieces.Lack, ...]) -> pieces.Missing | None:
    """What keeps the grant from being decided; and the letter from its citizen, told to who decides."""
    if found.state in states.OPEN and entry.by.role in DECIDERS:
        lacks = (*lacks, *receiving.lacks(found.case))
    return pieces.Missing(lacks) if lacks else None


def _acts(entry: Entry, found: Any, *, is_ready: bool) -> list[pieces.Act]:
    """The acts that the state allows and the role may do; beyond the power, or before it is ready, with the reason."""
    possible = moves.acts_from(states.MOVES, states.State(found.state))
    acts = []
    stands_against = queries.why_not_refuse(found, on=entry.on) if found.state in states.OPEN else ""
    for act, name, label, primary in BUTTONS:
        if act not in possible or not access.suits(act, found) or entry.by.role not in access.MAY[act]:
            continue
        verdict = access.may(entry.by, act, found, on=entry.on)
        url = reverse(f"grants:{name}", kwargs={"grant": found.uuid})
        why_not = verdict.reason or (NOT_READY if act in ("grant", "stop") and not is_ready else "")
        why_not = why_not or (stands_against if act == "refuse" else "")
        if act == "submit":
            why_not = submitting.why_not(found, by=entry.by, on=entry.on)
        acts.append(pieces.Act(url, label, primary=primary, why_not=why_not, opens=act == "return"))
    return [*acts, *hearings.button(entry, found), *complaints.button(entry, found)]

"""Begin, write, send, amend and withdraw a referral."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.forms import BaseFormSet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from parloeb.domain.grants import tallying
from parloeb.domain.people import commands as people
from parloeb.domain.people import queries as people_queries
from parloeb.domain.people import rules as people_rules
from parloeb.domain.people.rules import Role
from parloeb.domain.referrals import access, commands, queries
from parloeb.domain.referrals.states import State
from parloeb.journeys import amending, withdrawing
from parloeb.kernel import errors
from parloeb.pages.referrals.forms import AmendForm, BeginForm, HelperForms, ReferralForm
from parloeb.pages.shared import existing, guards, pieces
from parloeb.pages.shared.entry import Entry
from parloeb.pages.shared.forms import refuse
from parloeb.pages.shared.keys import keyring

REFERRERS = (Role.CASEWORKER, Role.TEAM_LEADER)
READERS = (*REFERRERS, Role.COORDINATOR, Role.CITIZEN)
STOPS = {"send": "Stopper afsendelsen", "grant": "Skal på plads før bevillingen"}

# What can be granted on.
_TO_GRANT = (State.SENT, State.ACCEPTED)


@guards.reading(*REFERRERS)
def begin(request: HttpRequest, entry: Entry) -> guards.Page:
    """Whom is it about?"""
    del request
    return _begin_page(entry, BeginForm())


@guards.writing(*REFERRERS)
def start(request: HttpRequest, entry: Entry) -> guards.Answer:
    """Register or find the citizen, open the case, and go on to the referral itself."""
    form = BeginForm(request.POST)
    if not form.is_valid():
        return _begin_page(entry, form)
    known = people.citizen_by_cpr(form.cleaned_data["cpr"], keys=keyring())
    if known and not form.cleaned_data["uses_known"] and _tell_known(form, known):
        return _begin_page(entry, form, known=known)
    try:
        referral = _start(entry, form)
    except errors.RefusedError as refusal:
        refuse(form, refusal)
        return _begin_page(entry, form)
    return redirect("referrals:edit", referral=referral.uuid)


@guards.reading(*READERS)
def detail(request: HttpRequest, entry: Entry, referral: UUID) -> guards.Page:
    """Read a referral: what it says, what it lacks, how it was amended."""
    del request
    found = _found(entry, referral)
    sheet = existing.or_404(queries.sheet(access.visible_to(entry.by, on=entry.on), referral))
    context = {
        "sheet": sheet,
        "acts": _acts(entry, found),
        "left": tallying.left_on(found, entry.by.role, on=entry.on) if found.state in _TO_GRANT else "",
        "missing": pieces.Missing(tuple(_lack(sheet, lack) for lack in sheet.lacks)) if _open(sheet.state) else None,
    }
    return guards.Page("referrals/detail.html", context, shows=[sheet.citizen], subject=found)


@guards.reading(*REFERRERS)
def edit(request: HttpRequest, entry: Entry, referral: UUID) -> guards.Page:
    """The form, with what the referral says now."""
    del request
    found = _found(entry, referral)
    content = queries.content_of(found)
    initial = {name: getattr(content, name) for name in queries.LABELS} | {"version": found.version}
    helpers = [
        {"kind": kind, "name": name, "does_what": does_what} for kind, name, does_what in queries.helpers_of(found)
    ]
    form = _form_of(found)(initial=initial)
    return _edit_page(found, form, HelperForms(initial=helpers, prefix="helper"))


@guards.writing(*REFERRERS)
def save(request: HttpRequest, entry: Entry, referral: UUID) -> guards.Answer:
    """Save the draft, or amend what was sent; a button more sends it at once."""
    found = _found(entry, referral)
    form = _form_of(found)(request.POST)
    helpers = HelperForms(request.POST, prefix="helper")
    if not form.is_valid() or (found.state == State.DRAFT and not helpers.is_valid()):
        return _edit_page(found, form, helpers)
    try:
        if found.state == State.DRAFT:
            _save_draft(entry, found, form, helpers, send="send" in request.POST)
        else:
            amending.amend(
                found,
                form.content(),
                version=form.cleaned_data["version"],
                reason=form.cleaned_data["reason"],
                by=entry.by,
                at=entry.at,
                on=entry.on,
            )
    except errors.RefusedError as refusal:
        refuse(form, refusal)
        return _edit_page(_found(entry, referral), form, helpers)
    return redirect("referrals:detail", referral=referral)


@guards.writing(*REFERRERS)
def send(request: HttpRequest, entry: Entry, referral: UUID) -> HttpResponse:
    """Send the referral."""
    del request
    commands.send(_found(entry, referral), by=entry.by, at=entry.at, on=entry.on)
    return redirect("referrals:detail", referral=referral)


@guards.writing(*REFERRERS)
def withdraw(request: HttpRequest, entry: Entry, referral: UUID) -> HttpResponse:
    """Take the referral back."""
    del request
    withdrawing.withdraw(_found(entry, referral), by=entry.by, at=entry.at, on=entry.on)
    return redirect("referrals:detail", referral=referral)


def _found(entry: Entry, uuid: UUID) -> Any:
    visible = access.visible_to(entry.by, on=entry.on).select_related("case__citizen")
    return existing.or_404(visible.filter(uuid=uuid).first())


def _form_of(referral: Any) -> type[ReferralForm]:
    return ReferralForm if referral.state == State.DRAFT else AmendForm


def _save_draft(entry: Entry, found: Any, form: ReferralForm, helpers: "BaseFormSet[Any]", *, send: bool) -> None:
    rows = [one.cleaned_data for one in helpers if one.cleaned_data.get("kind")]
    act = commands.save_and_send if send else commands.save
    act(
        found,
        form.content(),
        version=form.cleaned_data["version"],
        helpers=[commands.Helper(row["kind"], row["name"], row["does_what"]) for row in rows],
        by=entry.by,
        at=entry.at,
        on=entry.on,
    )


@transaction.atomic
def _start(entry: Entry, form: BeginForm) -> Any:
    """Citizen and case, both or neither."""
    typed = {name: value for name, value in form.cleaned_data.items() if name != "uses_known"}
    team = people_queries.own_team(entry.by.team_ids)
    citizen = people.register_citizen(**typed, keys=keyring(), by=entry.by, at=entry.at)
    return commands.start(citizen=citizen, team=team, by=entry.by, at=entry.at, on=entry.on)


def _tell_known(form: BeginForm, known: Any) -> bool:
    """Say at each field what is known instead, and whether there was anything to say."""
    kept = people_queries.particulars_of(known, keys=keyring())
    is_protected = known.is_protected or form.cleaned_data["is_protected"]
    found = people_rules.differences(form.particulars(), kept, is_protected=is_protected)
    for field, sentence in found:
        form.add_error(field, sentence)
    return bool(found)


def _begin_page(entry: Entry, form: BeginForm, *, known: Any = None) -> guards.Page:
    team = people_queries.own_team(entry.by.team_ids)
    if known is None:
        del form.fields["uses_known"]
    status = 422 if form.is_bound else 200
    shows = [known.uuid] if known else []
    return guards.Page("referrals/begin.html", {"form": form, "team": team.name}, shows=shows, status=status)


def _edit_page(found: Any, form: ReferralForm, helpers: "BaseFormSet[Any]") -> guards.Page:
    context = {
        "form": form,
        "helpers": helpers,
        "is_draft": found.state == State.DRAFT,
        "case_number": found.case.number,
        "name": str(found.case.citizen),
        "back": reverse("referrals:detail", kwargs={"referral": found.uuid}),
    }
    status = 422 if form.is_bound else 200
    return guards.Page("referrals/edit.html", context, shows=[found.case.citizen.uuid], subject=found, status=status)


def _acts(entry: Entry, found: Any) -> list[pieces.Act]:
    """The acts that the state and the role both allow."""
    if entry.by.role not in REFERRERS:
        return []
    url = {name: reverse(f"referrals:{name}", kwargs={"referral": found.uuid}) for name in ("edit", "send", "withdraw")}
    if found.state == State.DRAFT:
        return [
            pieces.Act(url["send"], "Send henvisningen", primary=True),
            pieces.Act(url["edit"], "Skriv videre", opens=True),
            pieces.Act(url["withdraw"], "Slet kladden"),
        ]
    if found.state == State.SENT:
        grant = reverse("grants:start", kwargs={"referral": found.uuid})
        return [
            pieces.Act(grant, "Gør bevillingen klar", primary=True),
            pieces.Act(url["edit"], "Ændr henvisningen", opens=True),
            pieces.Act(
                url["withdraw"],
                "Træk henvisningen tilbage",
                why_not=withdrawing.may_withdraw(entry.by, found, on=entry.on).reason,
            ),
        ]
    return []


def _lack(sheet: queries.ReferralSheet, lack: Any) -> pieces.Lack:
    url = reverse("referrals:edit", kwargs={"referral": sheet.uuid})
    return pieces.Lack(lack.sentence, f"{url}#id_{lack.field}", STOPS[lack.stops])


def _open(state: State) -> bool:
    return state in (State.DRAFT, State.SENT)

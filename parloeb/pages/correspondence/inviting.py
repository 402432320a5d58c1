"""Invite a citizen to a meeting: the form, the letter as it will be, and calling it back."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.safestring import SafeString

from parloeb.domain.cases import access as case_access
from parloeb.domain.correspondence import access, inviting
from parloeb.domain.correspondence.rules.invitations import LONGEST_PLACE, Host, Meeting, Where
from parloeb.domain.people.rules import Role
from parloeb.kernel import errors
from parloeb.pages.correspondence.views import WRITERS
from parloeb.pages.shared import existing, guards, letterhead, pieces, receiving
from parloeb.pages.shared.entry import Entry
from parloeb.pages.shared.forms import ask, refuse
from parloeb.pages.shared.forms.fields import ClockField, DayField

_HOSTS = {Role.COORDINATOR: Host.COORDINATOR}


class InvitationForm(forms.Form):
    """Whom, when and where."""

    asked_later = frozenset({"place", "host_name"})

    host = ask.radio("Hvem skal borgeren møde?", Host.choices(), required="Vælg, hvem borgeren skal møde.")
    host_name = forms.CharField(
        label="Navn på den, borgeren møder",
        required=False,
        max_length=100,
        help_text="Kan stå tomt. Det står i brevet.",
    )
    day = DayField(label="Dag", error_messages={"required": "Skriv dagen."})
    clock = ClockField(label="Klokken", error_messages={"required": "Skriv klokkeslættet."})
    where = ask.radio("Hvor mødes I?", Where.choices(), required="Vælg, hvor I mødes.")
    place = forms.CharField(
        label="Stedet", required=False, max_length=LONGEST_PLACE, help_text="Kun når I mødes et andet sted."
    )

    def meeting(self) -> Meeting:
        """What was typed, as the room takes it."""
        typed = self.cleaned_data
        kinds: dict[str, Any] = {"host": Host(typed["host"]), "where": Where(typed["where"])}
        return Meeting(**kinds, **{name: typed[name] for name in ("day", "clock", "host_name", "place")})


@guards.reading(*WRITERS)
def form_of(request: HttpRequest, entry: Entry, case: UUID) -> guards.Page:
    """Ask for the meeting."""
    del request
    initial = {"host": _HOSTS.get(entry.by.role, Host.CASEWORKER), "where": Where.OFFICE}
    return _page(entry, _case(entry, case), InvitationForm(initial=initial))


@guards.writing(*WRITERS)
def invite(request: HttpRequest, entry: Entry, case: UUID) -> guards.Answer:
    """Show the letter as it would be written, or write it."""
    found, form = _case(entry, case), InvitationForm(request.POST)
    letter = SafeString()
    if form.is_valid():
        head = letterhead.sending(found.jobcentre, on=entry.on)
        of: dict[str, Any] = {"sender": head.sender, "keys": head.keys, "by": entry.by, "on": entry.on}
        try:
            if "preview" not in request.POST:
                invitation = inviting.invite(found, form.meeting(), **of, at=entry.at)
                return redirect("letters:detail", letter=invitation.letter.uuid)
            letter = letterhead.drafted(inviting.preview(found, form.meeting(), **of), subject_level=3)
        except errors.RefusedError as refusal:
            refuse(form, refusal)
    return _page(entry, found, form, letter=letter)


@guards.writing(*WRITERS)
def withdraw(request: HttpRequest, entry: Entry, letter: UUID) -> HttpResponse:
    """Let it never leave."""
    del request
    visible = access.visible_to(entry.by, on=entry.on).select_related("case__citizen", "citizen__user")
    found = existing.or_404(visible.filter(uuid=letter).first())
    inviting.withdraw(found, by=entry.by, at=entry.at, on=entry.on)
    return redirect("cases:detail", case=found.case.uuid)


def _case(entry: Entry, case: UUID) -> Any:
    return existing.or_404(case_access.reach(entry.by, case, on=entry.on)).case


def _page(entry: Entry, case: Any, form: InvitationForm, *, letter: SafeString = SafeString()) -> guards.Page:  # noqa: B008
    lacks = receiving.lacks(case) if entry.by.role is not Role.COORDINATOR else ()  # who cannot write an address
    context = {
        "form": form,
        "letter": letter,
        "case_uuid": case.uuid,
        "case_number": case.number,
        "name": str(case.citizen),
        "may_not": access.may_invite(entry.by, case, on=entry.on).reason,
        "missing": pieces.Missing(lacks) if lacks else None,
    }
    status = 422 if form.is_bound and form.errors else 200
    return guards.Page("correspondence/invite.html", context, shows=[case.citizen.uuid], subject=case, status=status)

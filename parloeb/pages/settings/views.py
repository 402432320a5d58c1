"""Read what the jobcentres set themselves; the administrator sets it anew from today or later."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from parloeb.domain.law.settings import Setting
from parloeb.domain.people import access, commands, queries
from parloeb.domain.people.rules import Role
from parloeb.kernel import errors
from parloeb.pages.settings.forms import SettingForm, WithdrawForm
from parloeb.pages.shared import existing, guards
from parloeb.pages.shared.entry import Entry
from parloeb.pages.shared.forms import refuse

READERS = (Role.CASEWORKER, Role.TEAM_LEADER, Role.ADMINISTRATOR)


@guards.reading(*READERS)
def read(request: HttpRequest, entry: Entry) -> guards.Page:
    """Every setting with what holds, what comes and what was; and to the administrator the form."""
    del request
    return _page(entry)


@guards.writing(Role.ADMINISTRATOR)
def set_anew(request: HttpRequest, entry: Entry) -> guards.Answer:
    """Set one from a day on."""
    reached = access.jobcentres_of(entry.by)
    form = SettingForm(request.POST, jobcentres=[(one.uuid, one.name) for one in reached])
    if not form.is_valid():
        return _page(entry, form)
    typed = form.cleaned_data
    try:
        commands.set_setting(
            existing.or_404(reached.filter(uuid=typed["jobcentre"]).first()),
            Setting(typed["setting"]),
            number=typed["number"],
            first_day=typed["first_day"],
            by=entry.by,
            at=entry.at,
            on=entry.on,
        )
    except errors.RefusedError as refusal:
        refuse(form, refusal)
        return _page(entry, form)
    return redirect("settings:all")


@guards.writing(Role.ADMINISTRATOR)
def withdraw(request: HttpRequest, entry: Entry) -> HttpResponse:
    """Take back a value that has not begun."""
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        raise errors.IllegalMoveError
    named = form.cleaned_data
    place = existing.or_404(access.jobcentres_of(entry.by).filter(uuid=named["jobcentre"]).first())
    setting, first_day = Setting(named["setting"]), named["first_day"]
    commands.withdraw_setting(place, setting, first_day=first_day, by=entry.by, at=entry.at, on=entry.on)
    return redirect("settings:all")


def _page(entry: Entry, form: SettingForm | None = None) -> guards.Page:
    places = queries.settings_of(access.jobcentres_of(entry.by), on=entry.on)
    status = 422 if form else 200
    if form is None and entry.by.role is Role.ADMINISTRATOR and places:
        form = SettingForm(jobcentres=[(one.uuid, one.name) for one in places])
    return guards.Page("settings/all.html", {"places": places, "form": form}, status=status)

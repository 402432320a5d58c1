"""Hold talks, close a course, and note who received it."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.safestring import SafeString

from parloeb.domain.cases import access as case_access
from parloeb.domain.cases.rules import Stage
from parloeb.domain.correspondence import access as letter_access
from parloeb.domain.correspondence import queries as letters
from parloeb.domain.followup import access, commands, concluder, queries
from parloeb.domain.people.rules import Role
from parloeb.kernel import errors, numbers
from parloeb.pages.cases import story
from parloeb.pages.followup.forms import ClosingForm, ReceivedForm, TalkForm
from parloeb.pages.shared import existing, guards, letterhead, pieces, receiving
from parloeb.pages.shared.entry import Entry
from parloeb.pages.shared.forms import refuse

DECIDERS = (Role.CASEWORKER, Role.TEAM_LEADER)
READERS = (*DECIDERS, Role.COORDINATOR, Role.CITIZEN)


@guards.reading(*READERS)
def talks(request: HttpRequest, entry: Entry, case: UUID) -> guards.Page:
    """The talks of a case, and its end."""
    del request
    reached = _reached(entry, case)
    closing = queries.closing_of(access.closings_visible_in(reached))
    context = {
        **_head(reached.case),
        "talks": queries.talks(access.visible_in(reached)),
        "closing": closing,
        "letter": letters.among(letter_access.visible_in(reached), closing.letter if closing else None),
        "acts": _acts(entry, reached.case, closing),
    }
    return guards.Page("followup/talks.html", context, shows=[reached.case.citizen.uuid], subject=reached.case)


@guards.reading(*DECIDERS)
def talk_form(request: HttpRequest, entry: Entry, case: UUID) -> guards.Page:
    """The form of a talk, held today unless said otherwise."""
    del request
    return _form_page("followup/talk.html", _reached(entry, case).case, TalkForm(initial={"held_on": entry.on}))


@guards.writing(*DECIDERS)
def hold(request: HttpRequest, entry: Entry, case: UUID) -> guards.Answer:
    """Keep a talk."""
    found, form = _reached(entry, case).case, TalkForm(request.POST)
    if form.is_valid():
        try:
            commands.hold_talk(found, form.content(), by=entry.by, at=entry.at, on=entry.on)
        except errors.RefusedError as refusal:
            refuse(form, refusal)
        else:
            return redirect("followup:talks", case=case)
    return _form_page("followup/talk.html", found, form)


@guards.reading(*DECIDERS)
def closing_form(request: HttpRequest, entry: Entry, case: UUID) -> guards.Page:
    """The form of the end, with what is missing before it."""
    del request
    return _closing_page(_reached(entry, case).case, ClosingForm(initial={"ended_on": entry.on}))


@guards.writing(*DECIDERS)
def close(request: HttpRequest, entry: Entry, case: UUID) -> guards.Answer:
    """Show the letter as it would be written, or close the course."""
    found, form = _reached(entry, case).case, ClosingForm(request.POST)
    letter = SafeString()
    if form.is_valid():
        sending = letterhead.sending(found.jobcentre, on=entry.on)
        try:
            if "preview" not in request.POST:
                commands.close(found, form.content(), sending=sending, by=entry.by, at=entry.at, on=entry.on)
                return redirect("followup:talks", case=case)
            shown = commands.preview(found, form.content(), sending=sending, by=entry.by, on=entry.on)
            letter = letterhead.drafted(shown, subject_level=3)
        except errors.RefusedError as refusal:
            refuse(form, refusal)
    return _closing_page(found, form, letter=letter)


@guards.reading(*DECIDERS)
def received_form(request: HttpRequest, entry: Entry, case: UUID) -> guards.Page:
    """Ask for the day, which is today unless said otherwise."""
    del request
    found = _closing(entry, case)
    return _form_page("followup/received.html", found.case, ReceivedForm(initial={"acknowledged_on": entry.on}))


@guards.writing(*DECIDERS)
def receive(request: HttpRequest, entry: Entry, case: UUID) -> guards.Answer:
    """Note that whoever takes over received the course."""
    found, form = _closing(entry, case), ReceivedForm(request.POST)
    if form.is_valid():
        try:
            commands.acknowledge_handover(found, **form.cleaned_data, by=entry.by, at=entry.at, on=entry.on)
        except errors.RefusedError as refusal:
            refuse(form, refusal)
        else:
            return redirect("followup:talks", case=case)
    return _form_page("followup/received.html", found.case, form)


def _reached(entry: Entry, case: UUID) -> case_access.Reached:
    return existing.or_404(case_access.reach(entry.by, case, on=entry.on))


def _closing(entry: Entry, case: UUID) -> Any:
    visible = access.closings_visible_in(_reached(entry, case))
    return existing.or_404(visible.select_related("case__citizen").first())


def _head(case: Any) -> dict[str, Any]:
    return {"case_uuid": case.uuid, "case_number": case.number, "name": str(case.citizen)}


def _form_page(template: str, case: Any, form: Any) -> guards.Page:
    context = {**_head(case), "form": form}
    status = 422 if form.is_bound else 200
    return guards.Page(template, context, shows=[case.citizen.uuid], subject=case, status=status)


def _closing_page(case: Any, form: ClosingForm, *, letter: SafeString = SafeString()) -> guards.Page:  # noqa: B008
    ending = queries.ending_of(case)
    _leave_out(form, ending)
    lacks = (*(_lack(lack) for lack in ending.lacks), *receiving.lacks(case))
    context = {
        **_head(case),
        "form": form,
        "may_not": ending.verdict.reason,
        "missing": pieces.Missing(lacks) if lacks else None,
        "unconfirmed": numbers.minutes_text(ending.unconfirmed_minutes) if ending.unconfirmed_minutes else "",
        "letter": letter,
    }
    status = 422 if form.is_bound and form.errors else 200
    return guards.Page("followup/close.html", context, shows=[case.citizen.uuid], subject=case, status=status)


def _leave_out(form: ClosingForm, ending: concluder.Ending) -> None:
    """Ask only what this course makes necessary; what was refused stays to be seen."""
    form.fields["despite"].required = bool(ending.lacks)  # said at the field; it is the room that refuses
    if not ending.lacks and "despite" not in form.errors:
        del form.fields["despite"]
    if not ending.unconfirmed_minutes and "knows_unconfirmed" not in form.errors:
        del form.fields["knows_unconfirmed"]


def _lack(lack: concluder.Lack) -> pieces.Lack:
    url = story.place_of(lack.record)[0] if lack.record[0] in story.RECORDS else ""
    stops = "" if lack.gives_way else "Skal være afgjort, før forløbet kan afsluttes."
    return pieces.Lack(lack.sentence, url, stops)


def _acts(entry: Entry, case: Any, closing: queries.ClosingRow | None) -> list[pieces.Act]:
    if entry.by.role not in DECIDERS:
        return []
    where = {"case": case.uuid}
    if closing:
        waits = closing.waits_for_receiver
        return (
            [pieces.Act(reverse("followup:received", kwargs=where), "Forløbet er modtaget", opens=True)]
            if waits
            else []
        )
    if case.stage == Stage.ENDED:
        return []
    acts = [pieces.Act(reverse("followup:talk", kwargs=where), "Skriv en opfølgningssamtale", primary=True, opens=True)]
    if queries.ending_of(case).verdict:
        acts.append(pieces.Act(reverse("followup:close", kwargs=where), "Afslut forløbet", opens=True))
    return acts

"""The coordinator keeps the corps; the mentor signs secrecy."""

from dataclasses import asdict
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from parloeb.domain.corps import access, commands, lists, queries
from parloeb.domain.corps.papers import showing
from parloeb.domain.corps.sparring import access as sparring_access
from parloeb.domain.corps.sparring import queries as sparring_queries
from parloeb.domain.corps.telling import access as telling
from parloeb.domain.corps.telling import queries as told
from parloeb.domain.matching import access as match_access
from parloeb.domain.matching.queries import choosing, matches
from parloeb.domain.people import queries as people
from parloeb.domain.people.rules import Role
from parloeb.kernel import errors, numbers
from parloeb.pages.corps import drawing, papers
from parloeb.pages.corps.forms import ChangeForm, CompetenceForm, FieldForm, MentorForm, RegisterForm
from parloeb.pages.shared import existing, guards, pieces
from parloeb.pages.shared.entry import Entry
from parloeb.pages.shared.forms import refuse

YEAR = timedelta(days=365)


@guards.reading(Role.COORDINATOR)
def detail(request: HttpRequest, entry: Entry, mentor: UUID) -> guards.Page:
    """One mentor, with courses and competences."""
    del request
    return _detail_page(entry, _found(entry, mentor), CompetenceForm(initial={"known_on": entry.on}))


@guards.writing(Role.COORDINATOR)
def set_competence(request: HttpRequest, entry: Entry, mentor: UUID) -> guards.Answer:
    """Say how well a mentor can something."""
    found = _found(entry, mentor)
    form = CompetenceForm(request.POST)
    if form.is_valid():
        typed = form.cleaned_data
        try:
            commands.set_competence(
                found,
                field=lists.Field(typed["field"]),
                level=typed["level"],
                source=lists.Source(typed["source"]),
                known_on=typed["known_on"],
                by=entry.by,
                at=entry.at,
            )
            return redirect("corps:detail", mentor=mentor)
        except errors.RefusedError as refusal:
            refuse(form, refusal)
    return _detail_page(entry, found, form)


@guards.writing(Role.COORDINATOR)
def withdraw_competence(request: HttpRequest, entry: Entry, mentor: UUID) -> HttpResponse:
    """Let a competence count no more."""
    found, form = _found(entry, mentor), FieldForm(request.POST)
    if not form.is_valid():
        raise errors.IllegalMoveError
    commands.withdraw_competence(found, field=lists.Field(form.cleaned_data["field"]), by=entry.by, at=entry.at)
    return redirect("corps:detail", mentor=mentor)


@guards.reading(Role.COORDINATOR)
def new(request: HttpRequest, entry: Entry) -> guards.Page:
    """The form of a new mentor."""
    del request
    form = RegisterForm(users=_users(entry), initial={"first_day": entry.on, "languages": ["da"]})
    return _edit_page(form, title="Registrér en mentor", back=reverse("corps:table"))


@guards.writing(Role.COORDINATOR)
def register(request: HttpRequest, entry: Entry) -> guards.Answer:
    """Register a mentor of the own jobcentre."""
    form = RegisterForm(request.POST, users=_users(entry))
    if form.is_valid():
        chosen = form.cleaned_data["user"]
        user = people.active_user(chosen) if chosen else None
        try:
            mentor = commands.register_mentor(
                form.description(),
                jobcentre=people.own_jobcentre(entry.by.organisation_ids),
                user=user,
                organisation=queries.employer_of(user, on=entry.on) if user else None,
                by=entry.by,
                at=entry.at,
            )
            return redirect("corps:detail", mentor=mentor.uuid)
        except errors.RefusedError as refusal:
            refuse(form, refusal)
    return _edit_page(form, title="Registrér en mentor", back=reverse("corps:table"))


@guards.reading(Role.COORDINATOR)
def edit(request: HttpRequest, entry: Entry, mentor: UUID) -> guards.Page:
    """The form, with what is known now."""
    del request
    found = _found(entry, mentor)
    initial = asdict(queries.description_of(found, on=entry.on))
    initial |= {"areas": ", ".join(found.areas), "weekly_minutes": numbers.hours_of(initial["weekly_minutes"])}
    initial["version"] = found.version
    return _edit_page(ChangeForm(initial=initial), title=f"Ret {found}", back=_at("detail", found))


@guards.writing(Role.COORDINATOR)
def change(request: HttpRequest, entry: Entry, mentor: UUID) -> guards.Answer:
    """Describe a mentor anew."""
    found = _found(entry, mentor)
    form, name = ChangeForm(request.POST), str(found)
    if form.is_valid():
        version = form.cleaned_data["version"]
        try:
            commands.change_mentor(found, form.description(), version=version, by=entry.by, at=entry.at)
            return redirect("corps:detail", mentor=mentor)
        except errors.RefusedError as refusal:
            refuse(form, refusal)
    return _edit_page(form, title=f"Ret {name}", back=_at("detail", found))


@guards.writing(Role.COORDINATOR)
def signed_on_paper(request: HttpRequest, entry: Entry, mentor: UUID) -> HttpResponse:
    """Note that the mentor has signed secrecy on paper."""
    del request
    commands.sign_secrecy(_found(entry, mentor), by=entry.by, at=entry.at, on=entry.on)
    return redirect("corps:detail", mentor=mentor)


@guards.reading(Role.MENTOR)
def secrecy(request: HttpRequest, entry: Entry) -> guards.Page:
    """What the mentor signs, and when it was signed."""
    del request
    mentor = access.visible_to(entry.by).first()
    known = showing.secrecy_of(mentor, on=entry.on) if mentor else None
    label = "Skriv under igen" if known and known.signed else "Skriv under"
    acts = [pieces.Act(reverse("corps:secrecy"), label, primary=True)] if known and known.may_renew else []
    return guards.Page("corps/secrecy.html", {"mentor": mentor, "secrecy": known, "acts": acts})


@guards.writing(Role.MENTOR)
def sign(request: HttpRequest, entry: Entry) -> HttpResponse:
    """Sign secrecy, and go back to the question that asked for it."""
    mentor = access.visible_to(entry.by).select_related("jobcentre").first()
    if mentor is None:
        raise errors.RefusedError("Du er ikke registreret i et korps endnu. Mentorkoordinatoren kan gøre det.")
    commands.sign_secrecy(mentor, by=entry.by, at=entry.at, on=entry.on)
    asked = match_access.asked_of(entry.by).values_list("uuid", flat=True)
    question = next((uuid for uuid in asked if str(uuid) == request.POST.get("question")), None)
    if question:
        return redirect("matching:question", question=question)
    return redirect("corps:secrecy")


def _found(entry: Entry, uuid: UUID) -> Any:
    return existing.or_404(queries.by_uuid(access.visible_to(entry.by), uuid))


def _users(entry: Entry) -> tuple[tuple[UUID, str], ...]:
    return queries.users_to_register(people.own_jobcentre(entry.by.organisation_ids), on=entry.on)


def _detail_page(entry: Entry, found: Any, form: CompetenceForm) -> guards.Page:
    sheet = existing.or_404(queries.sheet(access.visible_to(entry.by), found.uuid, on=entry.on))
    load = choosing.loads([found.pk], on=entry.on).get(found.pk, choosing.Load())
    courses = matches.of_mentor(match_access.visible_to(entry.by, on=entry.on), found.uuid)
    granted = numbers.hours_text(numbers.hours_of(load.minutes))
    acts = [pieces.Act(_at("edit", found), "Ret oplysningerne", primary=True, opens=True)]
    hours = reverse("corps:availability", kwargs={"member": found.uuid})
    acts.append(pieces.Act(hours, "Timer og fravær", opens=True))
    shown = papers.shown(entry, found)
    if shown["secrecy"].may_renew:
        again = "igen " if sheet.has_signed else ""
        acts.append(pieces.Act(_at("signed", found), f"Tavshedspligten er {again}underskrevet på papir"))
    context = {
        "sheet": sheet,
        "load": f"{load.courses} forløb med {granted} bevilgede timer om ugen af {sheet.weekly_hours}.",
        "courses": courses,
        "experience": told.experience_rows(telling.experience_visible_to(entry.by), found.pk),
        "wish": told.standing_wish(telling.wishes_visible_to(entry.by), found, on=entry.on),
        "strain": drawing.of(told.ratings(telling.ratings_visible_to(entry.by), found.pk, since=entry.on - YEAR)),
        "form": form,
        "acts": acts,
        "talks": sparring_queries.totals(sparring_access.visible_to(entry.by), only=found.pk),
        **shown,
    }
    shows = [course.citizen for course in courses]
    return guards.Page("corps/detail.html", context, shows=shows, subject=found, status=422 if form.is_bound else 200)


def _edit_page(form: MentorForm, *, title: str, back: str) -> guards.Page:
    context = {"form": form, "title": title, "back": back}
    return guards.Page("corps/edit.html", context, status=422 if form.is_bound else 200)


def _at(name: str, found: Any) -> str:
    return reverse(f"corps:{name}", kwargs={"mentor": found.uuid})

"""Register a visit, read, correct and annul it, confirm or question it; and a case's visits with their sums."""

import uuid
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, QueryDict
from django.shortcuts import redirect
from django.urls import reverse

from parloeb.domain.agreements import access as agreement_access
from parloeb.domain.cases import access as case_access
from parloeb.domain.cases.rules import FieldClass
from parloeb.domain.corps import access as corps
from parloeb.domain.grants import access as grant_access
from parloeb.domain.matching import access as match_access
from parloeb.domain.people.rules import Role
from parloeb.domain.reports import access as report_access
from parloeb.domain.reports import queries as reports
from parloeb.domain.visits import access, budget, commands, first_days, queries, rules, states
from parloeb.domain.visits.lists import Kind
from parloeb.kernel import errors, local, numbers
from parloeb.kernel import states as moves
from parloeb.pages.shared import existing, forms, guards, pieces
from parloeb.pages.shared.entry import Entry
from parloeb.pages.visits.forms import AnnulForm, QuestionForm, VisitForm, fresh, stored

READERS = (
    Role.CASEWORKER,
    Role.TEAM_LEADER,
    Role.COORDINATOR,
    Role.MENTOR,
    Role.SUPPLIER_ADMIN,
    Role.CITIZEN,
    Role.CONTROLLER,
)


@guards.reading(Role.MENTOR)
def new(request: HttpRequest, entry: Entry, case: UUID) -> guards.Page:
    """The form on the phone, with what can be known beforehand."""
    del request
    reached, mentor = _reached(entry, case), corps.own(entry.by)
    place = queries.usual_place(access.visible_in(reached))
    kind = Kind.HELP if queries.is_agreed(reached.case, mentor, on=entry.on) else Kind.FIRST
    form = VisitForm(initial=fresh(uuid.uuid4(), at=entry.at, place=place, kind=kind))
    return _new_page(entry, reached.case, form)


@guards.writing(Role.MENTOR)
def register(request: HttpRequest, entry: Entry, case: UUID) -> guards.Answer:
    """Register it; a second press of the same button gives the visit of the first."""
    form = VisitForm(request.POST)
    if not form.is_valid() or form.content is None:
        return _new_page(entry, _reached(entry, case).case, form)
    try:
        visit = commands.register(
            case,
            form.content,
            client_key=form.cleaned_data["key"],
            by=entry.by,
            at=entry.at,
            on=entry.on,
        )
    except errors.RefusedError as refusal:
        found = _reached(entry, case).case
        form.refuse(refusal)
        if isinstance(refusal, commands.UsedKeyError):
            form.data = _under_a_new_key(request)
        return _new_page(entry, found, form)
    messages.success(request, f"Besøget er gemt.{_lasted(form.content)} Borgeren kan nu bekræfte det.")
    return redirect("visits:detail", visit=visit.uuid)


@guards.reading(*READERS)
def of_case(request: HttpRequest, entry: Entry, case: UUID) -> guards.Page:
    """The visits of a case, newest first, with the hours granted, agreed and used."""
    del request
    reached = _reached(entry, case)
    found, visible = reached.case, access.visible_in(reached)
    sums = budget.sums(
        visible,
        case=found,
        with_granted=grant_access.visible_in(reached).exists(),
        # What was agreed with the mentor before is no more this one's to read than the agreement.
        among=agreement_access.visible_in(reached) if entry.by.role is Role.MENTOR else None,
        on=entry.on,
    )
    registers = entry.by.role is Role.MENTOR and not found.is_historic
    first = first_days.of(match_access.visible_in(reached)).get(found.uuid) if registers else None
    context = {
        "case": found,
        "name": str(found.citizen),
        "rows": queries.rows(visible, reads_health=case_access.may_read(entry.by, FieldClass.HEALTH)),
        "chart": _chart(sums),
        "may_register": registers,
        "not_yet": rules.not_yet(first, on=entry.on),
    }
    return guards.Page("visits/list.html", context, shows=[found.citizen.uuid])


@guards.reading(*READERS)
def detail(request: HttpRequest, entry: Entry, visit: UUID) -> guards.Page:
    """One visit, and what its reader may do about it."""
    del request
    found = _visit(entry, visit)
    sheet = queries.sheet(
        found,
        reads_notes=case_access.may_read(entry.by, FieldClass.NOTES),
        reads_health=case_access.may_read(entry.by, FieldClass.HEALTH),
    )
    context = {"sheet": sheet, "acts": _acts(entry, found)}
    return guards.Page("visits/detail.html", context, shows=[sheet.citizen], subject=found)


@guards.reading(Role.MENTOR)
def edit(request: HttpRequest, entry: Entry, visit: UUID) -> guards.Page:
    """The form with what was registered."""
    del request
    found = _visit(entry, visit)
    return _correct_page(entry, found, VisitForm(initial=stored(uuid.uuid4(), queries.content_of(found))))


@guards.writing(Role.MENTOR)
def correct(request: HttpRequest, entry: Entry, visit: UUID) -> guards.Answer:
    """Replace the visit by what really was; the former is kept."""
    found = _visit(entry, visit)
    form = VisitForm(request.POST)
    if not form.is_valid() or form.content is None:
        return _correct_page(entry, found, form)
    try:
        after = commands.correct(
            found, form.content, client_key=form.cleaned_data["key"], by=entry.by, at=entry.at, on=entry.on
        )
    except errors.RefusedError as refusal:
        form.refuse(refusal)
        if isinstance(refusal, commands.UsedKeyError):
            form.data = _under_a_new_key(request)
        return _correct_page(entry, found, form)
    messages.success(request, f"Rettelsen er gemt.{_lasted(form.content)} Borgeren kan nu bekræfte den.")
    return redirect("visits:detail", visit=after.uuid)


@guards.reading(Role.MENTOR)
def annul_form(request: HttpRequest, entry: Entry, visit: UUID) -> guards.Page:
    """Ask why it shall count no more."""
    del request
    return _annul_page(_visit(entry, visit), AnnulForm())


@guards.writing(Role.MENTOR)
def annul(request: HttpRequest, entry: Entry, visit: UUID) -> guards.Answer:
    """Let it count no more; it is kept, with the reason."""
    found, form = _visit(entry, visit), AnnulForm(request.POST)
    if not form.is_valid():
        return _annul_page(found, form)
    day = local.local_day(found.starts_at)
    visible = report_access.visible_to(entry.by, on=entry.on)
    is_told = reports.is_sent(visible, case=found.case, mentor=found.mentor, day=day)
    try:
        reason = form.cleaned_data["reason"]
        commands.annul(found, reason=reason, is_told=is_told, by=entry.by, at=entry.at, on=entry.on)
    except errors.RefusedError as refusal:
        forms.refuse(form, refusal)
        return _annul_page(found, form)
    messages.success(request, "Besøget er annulleret og tæller ikke med.")
    return redirect("visits:of_case", case=found.case.uuid)


@guards.writing(Role.CITIZEN)
def confirm(request: HttpRequest, entry: Entry, visit: UUID) -> guards.Answer:
    """The citizen says that it is right."""
    commands.confirm(_visit(entry, visit), by=entry.by, at=entry.at, on=entry.on)
    messages.success(request, "Tak. Besøget er bekræftet.")
    return redirect("citizen:own")


@guards.reading(Role.CITIZEN)
def doubt(request: HttpRequest, entry: Entry, visit: UUID) -> guards.Page:
    """Where the citizen writes what is not right."""
    del request
    return _question_page(entry, _visit(entry, visit), QuestionForm())


@guards.writing(Role.CITIZEN)
def question(request: HttpRequest, entry: Entry, visit: UUID) -> guards.Answer:
    """The citizen says what is not right."""
    found, form = _visit(entry, visit), QuestionForm(request.POST)
    if not form.is_valid():
        return _question_page(entry, found, form)
    try:
        commands.question(found, text=form.cleaned_data["text"], by=entry.by, at=entry.at, on=entry.on)
    except errors.RefusedError as refusal:
        forms.refuse(form, refusal)
        return _question_page(entry, found, form)
    messages.success(request, "Tak. Din mentor og din sagsbehandler får besked om, at besøget ikke passer.")
    return redirect("citizen:own")


def _lasted(content: rules.Content) -> str:
    return f" Det varede {numbers.duration_text(content.minutes)}." if content.minutes else ""


def _reached(entry: Entry, uuid: UUID) -> case_access.Reached:
    return existing.or_404(case_access.reach(entry.by, uuid, on=entry.on))


def _visit(entry: Entry, uuid: UUID) -> Any:
    return existing.or_404(queries.by_uuid(access.visible_to(entry.by, on=entry.on), uuid))


def _under_a_new_key(request: HttpRequest) -> QueryDict:
    """What was typed, so that it can be sent again."""
    typed = request.POST.copy()
    typed["key"] = str(uuid.uuid4())
    return typed


def _new_page(entry: Entry, case: Any, form: VisitForm) -> guards.Page:
    context = {
        "title": "Registrér besøg",
        "button": "Gem besøget",
        "back": reverse("visits:of_case", kwargs={"case": case.uuid}),
        "now": local.clock_text(entry.at),
    }
    return _form_page(case, form, context)


def _correct_page(entry: Entry, visit: Any, form: VisitForm) -> guards.Page:
    del entry
    context = {
        "title": "Ret besøget",
        "button": "Gem rettelsen",
        "back": reverse("visits:detail", kwargs={"visit": visit.uuid}),
    }
    return _form_page(visit.case, form, context)


def _form_page(case: Any, form: VisitForm, context: dict[str, Any]) -> guards.Page:
    context |= {"form": form, "name": str(case.citizen), "kind_first": form["kind"].value() != Kind.HELP}
    status = 422 if form.is_bound else 200
    return guards.Page("visits/form.html", context, shows=[case.citizen.uuid], subject=case, status=status)


def _question_page(entry: Entry, visit: Any, form: QuestionForm) -> guards.Page:
    del entry
    context = {"form": form, "sheet": queries.sheet(visit, reads_notes=True, reads_health=True)}
    status = 422 if form.is_bound else 200
    return guards.Page("visits/question.html", context, shows=[visit.case.citizen.uuid], subject=visit, status=status)


def _annul_page(visit: Any, form: AnnulForm) -> guards.Page:
    context = {"form": form, "sheet": queries.sheet(visit, reads_notes=True, reads_health=True)}
    status = 422 if form.is_bound else 200
    return guards.Page("visits/annul.html", context, shows=[visit.case.citizen.uuid], subject=visit, status=status)


def _acts(entry: Entry, visit: Any) -> list[pieces.Act]:
    possible = moves.acts_from(states.MOVES, states.State(visit.state))
    offered = (
        ("confirm", pieces.Act(_url("confirm", visit), "Ja, det passer", primary=True)),
        ("question", pieces.Act(_url("question", visit), "Nej, det passer ikke", opens=True)),
        ("correct", pieces.Act(_url("correct", visit), "Ret besøget", opens=True)),
        ("annul", pieces.Act(_url("annul", visit), "Annullér besøget", opens=True)),
    )
    return [act for key, act in offered if key in possible and access.may(entry.by, key, visit, on=entry.on)]


def _url(name: str, visit: Any) -> str:
    return reverse(f"visits:{name}", kwargs={"visit": visit.uuid})


def _chart(sums: budget.Sums) -> pieces.Chart:
    """Granted, agreed, due and used minutes beside each other; what the reader does not see is left out."""
    rows = (
        ("Bevilget i alt", sums.granted),
        ("Aftalt i alt", sums.agreed),
        ("Forventet til i dag", sums.due),
        ("Brugt", sums.used),
        ("Efterværn", sums.kept),
        ("Brugt af efterværnet", sums.kept_used),
    )
    return pieces.Chart(
        caption="Timer i forløbet",
        what="Timer",
        unit="Timer:minutter",
        bars=tuple(
            pieces.Bar(label, minutes, numbers.minutes_text(minutes))
            for label, minutes in rows
            if minutes or label == "Brugt"
        ),
        note=f"{sums.held} afholdte besøg, heraf {sums.confirmed} bekræftet af borgeren. "
        f"{sums.not_held} blev ikke til noget.",
    )

"""Begin, write, read and drop an agreement."""

from typing import Any
from uuid import UUID

from django.forms import BaseFormSet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from parloeb.domain.agreements import access, commands, queries, rules, states, wording
from parloeb.domain.cases import access as case_access
from parloeb.domain.grants import curve
from parloeb.domain.matching.queries import matches
from parloeb.domain.matching.states import BINDING
from parloeb.domain.people.rules import Role
from parloeb.kernel import errors, numbers, verdicts
from parloeb.kernel import states as moves
from parloeb.pages.agreements import found, steps
from parloeb.pages.agreements.forms import (
    PREFIX,
    AgreementForm,
    GoalForm,
    GoalForms,
    minutes_offered,
    steps_offered,
    typed_so_far,
)
from parloeb.pages.shared import existing, guards, pieces, sheets
from parloeb.pages.shared.entry import Entry
from parloeb.pages.shared.forms import refuse

# Act of the state table, name of the address, what the button says, whether it is the main one.
BUTTONS = (
    ("present", "present", "Læg den til underskrift", True),
    ("save", "edit", "Skriv videre", False),
    ("sign", "sign", "Skriv under", True),
    ("sign_for_citizen", "sign_for_citizen", "Skriv under for borgeren", False),
    ("change", "change", "Ret aftalen; underskrifterne bortfalder", False),
    ("drop", "drop", "Slet kladden", False),
)
OPENS = ("save", "sign_for_citizen")
# Acts on the text that was read: the version goes along.
OF_A_VERSION = ("present", "sign")

STOPS = {rules.PRESENT: "Skal på plads, før aftalen kan underskrives", "": "Kan vente"}
NO_MENTOR = "Borgeren har ingen mentor endnu."


@guards.reading(*found.WRITERS)
def begin(request: HttpRequest, entry: Entry, case: UUID) -> guards.Page:
    """What a new agreement of a case begins with."""
    reached = _reached(entry, case)
    match = matches.binding(reached)
    verdict = access.may_start(entry.by, match, on=entry.on) if match else verdicts.no(NO_MENTOR)
    context = {
        "case_uuid": reached.uuid,
        "case_number": reached.number,
        "name": str(reached.citizen),
        "mentor": str(match.mentor) if match else "mentoren",
        "facts": wording.facts(queries.beginning(match, on=entry.on)) if match and verdict else (),
        "acts": [pieces.Act(request.path, "Begynd på aftalen", primary=True, why_not=verdict.reason)],
    }
    return guards.Page("agreements/new.html", context, shows=[reached.citizen.uuid], subject=reached)


@guards.writing(*found.WRITERS)
def start(request: HttpRequest, entry: Entry, case: UUID) -> HttpResponse:
    """Begin a draft."""
    del request
    match = matches.binding(_reached(entry, case))
    if match is None:
        raise errors.RefusedError(NO_MENTOR)
    agreement = commands.start(match, by=entry.by, at=entry.at, on=entry.on)
    return redirect("agreements:edit", agreement=agreement.uuid)


@guards.reading(*found.READERS)
def detail(request: HttpRequest, entry: Entry, agreement: UUID) -> guards.Page:
    """Read an agreement: what it says, who has signed, and who is next."""
    del request
    one = found.agreement(entry, agreement)
    is_own = entry.by.role is Role.CITIZEN
    labels = wording.OWN_LABELS if is_own else wording.LABELS
    sheet = existing.or_404(queries.sheet(access.visible_to(entry.by, on=entry.on), agreement, labels=labels))
    context = {
        "sheet": sheet,
        "is_own": is_own,
        "is_mine_to_sign": sheet.next_party is not None and sheet.next_party is rules.party_of(entry.by.role),
        "standing_goal": rules.STANDING_GOAL,
        "acts": _acts(entry, one),
        "missing": _missing(sheet) if sheet.row.state is states.State.DRAFT else None,
        "has_plan": not is_own and sheet.row.state is states.State.SIGNED,
    }
    return guards.Page("agreements/detail.html", context, shows=[sheet.citizen], subject=one)


@guards.reading(*found.WRITERS)
def plan(request: HttpRequest, entry: Entry, agreement: UUID) -> guards.Download:
    """The five items for Min Plan as a file; before the last signature there is nothing to hand on."""
    del request
    sheet = existing.or_404(queries.sheet(access.visible_to(entry.by, on=entry.on), agreement))
    if sheet.row.state is not states.State.SIGNED:
        raise errors.RefusedError("Mentoraftalen er ikke underskrevet af alle, så der er intet til Min Plan endnu.")
    return guards.Download(
        content=sheets.as_csv(("Oplysning", "Indhold"), sheet.plan),
        content_type=sheets.CONTENT_TYPE,
        file_name=f"min-plan-{sheet.case_number}.csv",
        shows=[sheet.citizen],
    )


@guards.reading(*found.WRITERS)
def edit(request: HttpRequest, entry: Entry, agreement: UUID) -> guards.Answer:
    """The form, with what the draft says now; what is no draft is read and not written."""
    del request
    one = found.agreement(entry, agreement)
    if one.state != states.State.DRAFT:
        return redirect("agreements:detail", agreement=agreement)
    content = queries.content_of(one)
    minutes, rows = minutes_offered(content), steps.of(steps_offered(content))
    initial = {name: getattr(content, name, None) for name in AgreementForm.base_fields}
    initial |= {"version": one.version, "hours_per_week": numbers.hours_of(minutes) if minutes else None}
    goals = [{name: getattr(goal, name) for name in GoalForm.base_fields} for goal in content.goals]
    return _edit_page(one, AgreementForm(initial=initial), GoalForms(initial=goals, prefix=PREFIX), rows)


@guards.writing(*found.WRITERS)
def save(request: HttpRequest, entry: Entry, agreement: UUID) -> guards.Answer:
    """Save the draft; or show the form again with more rows, and what was typed."""
    one = found.agreement(entry, agreement)
    if "more" in request.POST or "more_steps" in request.POST:
        return _edit_page(one, *typed_so_far(request.POST))
    form, goals = AgreementForm(request.POST), GoalForms(request.POST, prefix=PREFIX)
    rows = steps.typed(request.POST)
    if not all([form.is_valid(), goals.is_valid(), steps.is_valid(rows)]):
        _tell_of_rows(form, goals, "Delmål")
        _tell_of_rows(form, rows, "Trin")
        return _edit_page(one, form, goals, rows, status=422)
    try:
        sub_goals = tuple(goal for row in goals if (goal := row.goal()))
        content = form.content(sub_goals, steps.stretches_of(rows), offered=queries.content_of(one))
        commands.save(one, content, version=form.cleaned_data["version"], by=entry.by, at=entry.at, on=entry.on)
    except errors.RefusedError as refusal:
        refuse(form, refusal)
        return _edit_page(one, form, goals, rows, status=422)
    return redirect("agreements:detail", agreement=agreement)


@guards.writing(*found.WRITERS)
def drop(request: HttpRequest, entry: Entry, agreement: UUID) -> HttpResponse:
    """Give the draft up."""
    del request
    one = found.agreement(entry, agreement)
    commands.drop(one, by=entry.by, at=entry.at, on=entry.on)
    return redirect("cases:detail", case=one.case.uuid)


def _reached(entry: Entry, uuid: UUID) -> Any:
    return existing.or_404(case_access.reach(entry.by, uuid, on=entry.on)).case


def _edit_page(
    one: Any, form: AgreementForm, goals: "BaseFormSet[GoalForm]", rows: steps.Steps, *, status: int = 200
) -> guards.Page:
    context = {
        "steps": rows,
        "may_have_more_steps": rows.total_form_count() < steps.MOST_ROWS,
        "granted": curve.lines(queries.bounds_of(one.match).stretches()),
        "form": form,
        "goals": goals,
        "may_have_more": goals.total_form_count() < rules.MOST_GOALS,
        "standing_goal": rules.STANDING_GOAL,
        "case_number": one.case.number,
        "name": str(one.case.citizen),
        "back": reverse("agreements:detail", kwargs={"agreement": one.uuid}),
    }
    return guards.Page("agreements/edit.html", context, shows=[one.case.citizen.uuid], subject=one, status=status)


def _tell_of_rows(form: AgreementForm, rows: "BaseFormSet[Any]", name: str) -> None:
    """What is wrong in a row of a sub-goal or a step, above the form with the number of the row."""
    for number, row in enumerate(rows, start=1):
        for field, sentences in row.errors.items():
            for sentence in sentences:
                form.add_error(None, f"{name} {number}, {row.fields[field].label}: {sentence}")
    for sentence in rows.non_form_errors():
        form.add_error(None, str(sentence))


def _missing(sheet: queries.AgreementSheet) -> pieces.Missing:
    url = reverse("agreements:edit", kwargs={"agreement": sheet.row.uuid})
    lacks = tuple(pieces.Lack(lack.sentence, f"{url}#{_anchor(lack.field)}", STOPS[lack.stops]) for lack in sheet.lacks)
    is_stopped = any(lack.stops for lack in sheet.lacks)
    return pieces.Missing(lacks, next="" if is_stopped else "Læg aftalen til underskrift.")


def _anchor(field: str) -> str:
    """Where in the form a field is: the sub-goals are rows, the tasks a group."""
    named = {"goals": "goals", "hours": "hours", "minutes_per_week": "id_hours_per_week", "tasks": "id_tasks_0"}
    return named.get(field, f"id_{field}")


def _acts(entry: Entry, one: Any) -> list[pieces.Act]:
    """The acts that the state allows and the role may do; out of turn with the reason."""
    state = states.State(one.state)
    possible = set(moves.acts_from(states.MOVES, state))
    if "sign" in possible and access.may(entry.by, "sign_for_citizen", one, on=entry.on):
        possible.add("sign_for_citizen")
    acts = [
        _act(entry, one, act, name, label, primary=primary)
        for act, name, label, primary in BUTTONS
        if act in possible and entry.by.role in access.MAY[act]
    ]
    may_begin = state is states.State.SIGNED and one.match.state in BINDING
    if may_begin and access.may_start(entry.by, one.match, on=entry.on):
        url = reverse("agreements:new", kwargs={"case": one.case.uuid})
        acts.append(pieces.Act(url, "Lav en ny udgave", opens=True))
    return acts


def _act(entry: Entry, one: Any, act: str, name: str, label: str, *, primary: bool) -> pieces.Act:
    verdict = access.may(entry.by, act, one, on=entry.on)
    url = reverse(f"agreements:{name}", kwargs={"agreement": one.uuid})
    hidden = (("version", str(one.version)),) if act in OF_A_VERSION else ()
    return pieces.Act(url, label, primary=primary, why_not=verdict.reason, opens=act in OPENS, hidden=hidden)

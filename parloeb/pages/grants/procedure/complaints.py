"""Take in a complaint, reconsider the decision, and send the complaint on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.safestring import SafeString

from parloeb.domain.cases import access as case_access
from parloeb.domain.cases.rules import FieldClass
from parloeb.domain.correspondence import access as letter_access
from parloeb.domain.correspondence import queries as letters
from parloeb.domain.correspondence.rules.letters import Letter
from parloeb.domain.grants import access as grant_access
from parloeb.domain.grants import states
from parloeb.domain.grants.lists import Outcome, Way
from parloeb.domain.grants.procedure import access
from parloeb.domain.grants.procedure.commands import anew
from parloeb.domain.grants.procedure.commands import complaints as commands
from parloeb.domain.grants.procedure.queries import complaints as queries
from parloeb.domain.people.rules import Role
from parloeb.kernel import errors
from parloeb.kernel import states as moves
from parloeb.pages.grants.procedure import forms as procedure
from parloeb.pages.shared import existing, guards, letterhead, pieces
from parloeb.pages.shared.entry import Entry
from parloeb.pages.shared.forms import refuse

DECIDERS = (Role.CASEWORKER, Role.TEAM_LEADER)
READERS = (*DECIDERS, Role.COORDINATOR, Role.CITIZEN, Role.CONTROLLER)


@dataclass(frozen=True)
class Step:
    """One act on a complaint: its form, what its page and its button say, how it is done, and the letter it writes.

    `own_form` is the citizen's, who reads `own_note` first.
    """

    form: type[forms.Form]
    title: str
    button: str
    act: Callable[[Any, Any, Entry], object]
    roles: tuple[Role, ...] = DECIDERS
    own_form: type[forms.Form] | None = None
    own_note: str = ""
    preview: Callable[[Any, Any, Entry], Letter] | None = None

    @property
    def has_preview(self) -> bool:
        """Whether there is a letter to read first; a template would call `preview` itself, and find nothing."""
        return self.preview is not None

    def form_of(self, found: Any, entry: Entry, **filled: Any) -> forms.Form:
        """The form for who acts; where the matter is decided anew with what a new decision may do."""
        form = self.own_form if self.own_form and entry.by.role is Role.CITIZEN else self.form
        if issubclass(form, procedure.AnewForm):
            filled["kinds"] = anew.kinds(found, by=entry.by, on=entry.on)
        return form(**filled)


def _accept(found: Any, form: forms.Form, entry: Entry) -> None:
    commands.accept(found, **form.cleaned_data, by=entry.by, at=entry.at, on=entry.on)


def _explain(found: Any, form: procedure.DelayForm, entry: Entry) -> None:
    sending = letterhead.sending(found.grant.case.jobcentre, on=entry.on)
    commands.explain(found, form.new_day(), sending=sending, by=entry.by, at=entry.at, on=entry.on)


def _maintain(found: Any, form: forms.Form, entry: Entry) -> None:
    sending = letterhead.sending(found.grant.case.jobcentre, on=entry.on)
    commands.maintain(found, **form.cleaned_data, sending=sending, by=entry.by, at=entry.at, on=entry.on)


def _maintained(found: Any, form: forms.Form, entry: Entry) -> Letter:
    sending = letterhead.sending(found.grant.case.jobcentre, on=entry.on)
    return commands.preview_maintained(found, **form.cleaned_data, sending=sending, by=entry.by, on=entry.on)


def _explained(found: Any, form: procedure.DelayForm, entry: Entry) -> Letter:
    sending = letterhead.sending(found.grant.case.jobcentre, on=entry.on)
    return commands.preview_explained(found, form.new_day(), sending=sending, by=entry.by, on=entry.on)


def _change(found: Any, form: procedure.ChangeForm, entry: Entry) -> None:
    reasons, kind = form.cleaned_data["reasons"], form.chosen()
    commands.change(found, reasons=reasons, kind=kind, by=entry.by, at=entry.at, on=entry.on)


def _send_on(found: Any, form: forms.Form, entry: Entry) -> None:
    commands.send_on(found, **form.cleaned_data, by=entry.by, at=entry.at, on=entry.on)


def _withdraw(found: Any, form: procedure.OwnWithdrawalForm, entry: Entry) -> None:
    sending = letterhead.sending(found.grant.case.jobcentre, on=entry.on)
    said = form.withdrawal(entry.on)
    commands.withdraw(found, said, sending=sending, by=entry.by, at=entry.at, on=entry.on)


def _note_answer(found: Any, form: procedure.OutcomeForm, entry: Entry) -> None:
    typed = form.cleaned_data
    answer = commands.Answer(Outcome(typed["outcome"]), typed["outcome_on"], typed["outcome_text"], form.chosen())
    commands.note_answer(found, answer, by=entry.by, at=entry.at, on=entry.on)


# By the act of the state table, in the order of the buttons.
STEPS: Mapping[str, Step] = MappingProxyType(
    {
        "accept": Step(procedure.AcceptForm, "Tag klagen op", "Tag klagen op", _accept, (Role.TEAM_LEADER,)),
        "change": Step(procedure.ChangeForm, "Afgør sagen på ny", "Begynd en ny bevilling", _change),
        "maintain": Step(
            procedure.MaintainForm,
            "Hold fast i afgørelsen",
            "Hold fast, og skriv brevet",
            _maintain,
            preview=_maintained,
        ),
        "send_on": Step(procedure.SendOnForm, "Send klagen til Ankestyrelsen", "Notér, at den er sendt", _send_on),
        "note_answer": Step(procedure.OutcomeForm, "Ankestyrelsens afgørelse", "Gem svaret", _note_answer),
        "explain": Step(
            procedure.DelayForm,
            "Skriv, at svaret kommer senere",
            "Skriv brevet til borgeren",
            _explain,
            preview=_explained,
        ),
        "withdraw": Step(
            procedure.NotedWithdrawalForm,
            "Træk klagen tilbage",
            "Træk klagen tilbage",
            _withdraw,
            (*DECIDERS, Role.CITIZEN),
            own_form=procedure.OwnWithdrawalForm,
            own_note=(
                "Trækker du klagen tilbage, ser vi ikke på afgørelsen igen. "
                "Skifter du mening, kan du klage igen, så længe klagefristen løber."
            ),
        ),
    }
)


@guards.reading(*DECIDERS, Role.CITIZEN)
def new(request: HttpRequest, entry: Entry, grant: UUID) -> guards.Page:
    """Ask what is complained of."""
    del request
    own = entry.by.role is Role.CITIZEN
    form = procedure.OwnComplaintForm() if own else procedure.NotedComplaintForm(initial={"received_on": entry.on})
    return _new_page(entry, _grant(entry, grant), form)


@guards.writing(*DECIDERS, Role.CITIZEN)
def receive(request: HttpRequest, entry: Entry, grant: UUID) -> guards.Answer:
    """Take the complaint in."""
    found, own = _grant(entry, grant), entry.by.role is Role.CITIZEN
    form = procedure.OwnComplaintForm(request.POST) if own else procedure.NotedComplaintForm(request.POST)
    if form.is_valid():
        received = (
            form.received()
            if isinstance(form, procedure.NotedComplaintForm)
            else commands.Received(form.cleaned_data["text"], Way.PAGE, entry.on)
        )
        sending = letterhead.sending(found.case.jobcentre, on=entry.on)
        try:
            if "preview" in request.POST and not own:
                shown = commands.preview_confirmation(found, received, sending=sending, by=entry.by, on=entry.on)
                return _new_page(entry, found, form, letter=letterhead.drafted(shown, subject_level=3))
            complaint = commands.receive(found, received, sending=sending, by=entry.by, at=entry.at, on=entry.on)
        except errors.RefusedError as refusal:
            refuse(form, refusal)
        else:
            return redirect("procedure:complaint", complaint=complaint.uuid)
    return _new_page(entry, found, form)


@guards.reading(*READERS)
def detail(request: HttpRequest, entry: Entry, complaint: UUID) -> guards.Page:
    """Read what was complained of, and what became of it."""
    del request
    found = _found(entry, complaint)
    sheet = existing.or_404(_sheet(entry, complaint))
    visible = letter_access.visible_to(entry.by, on=entry.on)
    reached = grant_access.visible_to(entry.by, on=entry.on)
    context = {
        "sheet": sheet,
        "is_own": entry.by.role is Role.CITIZEN,
        "confirmation": letters.among(visible, sheet.confirmation),
        "letter": letters.among(visible, sheet.letter),
        "withdrawal": letters.among(visible, sheet.withdrawal),
        "new_grant": sheet.new_grant if sheet.new_grant and reached.filter(uuid=sheet.new_grant).exists() else None,
        "acts": _acts(entry, found),
    }
    return guards.Page("grants/procedure/complaint.html", context, shows=[sheet.citizen], subject=found)


def step_of(act: str) -> Callable[..., HttpResponse]:
    """The address of an act: its form by GET, and the act by POST."""
    step = STEPS[act]

    @guards.reading(*step.roles)
    def show(request: HttpRequest, entry: Entry, complaint: UUID) -> guards.Page:
        del request
        found, day = _found(entry, complaint), {"sent_on": entry.on, "outcome_on": entry.on, "withdrawn_on": entry.on}
        return _step_page(entry, complaint, step, step.form_of(found, entry, initial=day))

    @guards.writing(*step.roles)
    def do(request: HttpRequest, entry: Entry, complaint: UUID) -> guards.Answer:
        found = _found(entry, complaint)
        form = step.form_of(found, entry, data=request.POST)
        if form.is_valid():
            try:
                if step.preview and "preview" in request.POST:
                    shown = step.preview(found, form, entry)
                    letter = letterhead.drafted(shown, subject_level=3)
                    return _step_page(entry, complaint, step, form, letter=letter)
                step.act(found, form, entry)
            except errors.RefusedError as refusal:
                refuse(form, refusal)
            else:
                return redirect("procedure:complaint", complaint=complaint)
        return _step_page(entry, complaint, step, form)

    return guards.by_method(get=show, post=do)


def of_grant(entry: Entry, grant: Any) -> tuple[queries.ComplaintRow, ...]:
    """The complaints about a grant that the reader may see, for its page."""
    return queries.rows(access.complaints_visible_to(entry.by, on=entry.on), grant.uuid)


def button(entry: Entry, grant: Any) -> list[pieces.Act]:
    """The way to complain, or to write a complaint down, about a decided grant."""
    if not access.may_complain(entry.by, grant, on=entry.on) or queries.is_open(grant):
        return []
    label = "Klag over afgørelsen" if entry.by.role is Role.CITIZEN else "Skriv en klage ned"
    return [pieces.Act(reverse("procedure:complain", kwargs={"grant": grant.uuid}), label, opens=True)]


def _grant(entry: Entry, uuid: UUID) -> Any:
    visible = grant_access.visible_to(entry.by, on=entry.on).select_related(
        "case__citizen__user", "case__jobcentre", "letter"
    )
    return existing.or_404(visible.filter(uuid=uuid).first())


def _found(entry: Entry, uuid: UUID) -> Any:
    visible = access.complaints_visible_to(entry.by, on=entry.on)
    related = visible.select_related("grant__case__citizen__user", "grant__case__jobcentre", "grant__referral__case")
    return existing.or_404(related.filter(uuid=uuid).first())


def _sheet(entry: Entry, uuid: UUID) -> queries.ComplaintSheet | None:
    notes = case_access.may_read(entry.by, FieldClass.NOTES)
    return queries.sheet(access.complaints_visible_to(entry.by, on=entry.on), uuid, with_notes=notes)


def _new_page(entry: Entry, found: Any, form: forms.Form, *, letter: SafeString | None = None) -> guards.Page:
    context = {
        "form": form,
        "letter": letter,
        "case_number": found.case.number,
        "name": str(found.case.citizen),
        "grant": found.uuid,
        "is_own": entry.by.role is Role.CITIZEN,
    }
    status = 422 if form.is_bound and letter is None else 200
    shows = [found.case.citizen.uuid]
    return guards.Page("grants/procedure/complain.html", context, shows=shows, subject=found, status=status)


def _step_page(
    entry: Entry, uuid: UUID, step: Step, form: forms.Form, *, letter: SafeString | None = None
) -> guards.Page:
    sheet = existing.or_404(_sheet(entry, uuid))
    context = {"form": form, "sheet": sheet, "step": step, "is_own": entry.by.role is Role.CITIZEN, "letter": letter}
    status = 422 if form.is_bound and letter is None else 200
    return guards.Page("grants/procedure/step.html", context, shows=[sheet.citizen], status=status)


def _acts(entry: Entry, found: Any) -> list[pieces.Act]:
    """The acts that the state allows and the role may do; who decided reads why another must reconsider."""
    possible = moves.acts_from(states.COMPLAINT_MOVES, states.ComplaintState(found.state))
    return [
        pieces.Act(
            reverse(f"procedure:{act}", kwargs={"complaint": found.uuid}),
            step.title,
            primary=act in ("accept", "change"),
            opens=True,
            why_not=access.may_of_complaint(entry.by, act, found, on=entry.on).reason,
        )
        for act, step in STEPS.items()
        if act in possible and entry.by.role in step.roles
    ]

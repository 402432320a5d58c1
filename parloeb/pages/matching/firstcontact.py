"""After the yes: when the two meet first, how each is reached, what the citizen wants the mentor to know."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from parloeb.domain.cases import access as cases
from parloeb.domain.correspondence import queries as correspondence
from parloeb.domain.matching.firstcontact import access, commands, queries, rules
from parloeb.domain.matching.lists import ContactWay, MeetingForm, Side, WishWay
from parloeb.domain.matching.states import BINDING, State
from parloeb.domain.people.rules import CASE_STAFF, Role
from parloeb.kernel import errors
from parloeb.pages.shared import existing, guards
from parloeb.pages.shared.entry import Entry
from parloeb.pages.shared.forms import ask, refuse, refused_at_fields
from parloeb.pages.shared.forms.fields import ClockField, DayField
from parloeb.pages.shared.keys import keyring

PLANNERS = (*CASE_STAFF, Role.MENTOR)
TELLERS = (*CASE_STAFF, Role.CITIZEN)
READERS = (*CASE_STAFF, Role.MENTOR, Role.CITIZEN)
NO_MAIL = "Borgeren har ingen e-mail, så der går ingen besked ud: ring eller skriv et brev om mødet."
# What the mentor does instead, by how the citizen wishes to be reached.
PASS_ON: Mapping[ContactWay, str] = MappingProxyType(
    {
        ContactWay.MUNICIPALITY: "Bed kommunen give beskeden videre.",
        ContactWay.PHONE: "Ring om mødet.",
        ContactWay.MESSAGE: "Skriv en sms om mødet.",
        ContactWay.EMAIL: "Skriv en e-mail om mødet.",
    }
)


class PlanForm(forms.Form):
    """When, where and how they meet."""

    day = DayField(label="Dag", error_messages={"required": "Skriv dagen."})
    clock = ClockField(label="Klokken", error_messages={"required": "Skriv klokkeslættet."})
    form = ask.radio("Hvordan mødes de?", MeetingForm.choices(), required="Vælg, hvordan de mødes.")
    place = forms.CharField(
        label="Sted",
        required=False,
        max_length=rules.PLACE_LENGTH,
        help_text="Et sted, som begge kan finde. Kan være tomt ved en samtale i telefonen, "
        "og hjemme hos borgeren, når adressen er beskyttet.",
    )
    others = forms.CharField(
        label="Hvem er også med?", required=False, max_length=rules.OTHERS_LENGTH, help_text="Fx mentorkoordinatoren."
    )
    after = forms.UUIDField(required=False, widget=forms.HiddenInput)
    asked_later = ("place",)  # most ways of meeting ask for it

    def __init__(self, *args: Any, match: Any, at: datetime, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.is_protected, self.at, self.on = match.case.citizen.is_protected, at, on
        asked_for = queries.place_asked_for(match.case)
        if asked_for:
            place = self.fields["place"]
            place.help_text = f"Borgeren kan mødes: {asked_for.lower()}. {place.help_text}"

    def clean(self) -> dict[str, Any]:
        """Tell each field what is wrong in it, not the first alone."""
        typed = self.cleaned_data
        day, clock, form = (typed.get(name) for name in ("day", "clock", "form"))
        with refused_at_fields(self):
            if day:
                rules.refuse_day(day, on=self.on)
                if clock:
                    rules.refuse_clock(day, clock, at=self.at)
        with refused_at_fields(self):
            if form and "place" in typed:
                rules.refuse_place(MeetingForm(form), typed["place"], is_protected=self.is_protected)
        return typed

    def plan(self) -> rules.Plan:
        """What was typed, as the room takes it."""
        typed = self.cleaned_data
        form = MeetingForm(typed["form"])
        return rules.Plan(typed["day"], typed["clock"], form, typed["place"].strip(), typed["others"].strip())


class CancelForm(forms.Form):
    """Why what was planned is cancelled."""

    why = ask.text("Hvorfor aflyses det?", length=rules.WHY_LENGTH, help_text="De to kan læse det.")
    after = forms.UUIDField(widget=forms.HiddenInput)


class ContactForm(forms.Form):
    """How somebody wishes to be reached."""

    way = ask.radio("Hvordan?", ContactWay.choices(), required="Vælg, hvordan.")
    phone = forms.CharField(
        label="Telefonnummer", required=False, max_length=30, help_text="Skal skrives ved opkald og sms."
    )
    email = forms.EmailField(label="E-mail", required=False, help_text="Skal skrives ved e-mail.")
    after = forms.UUIDField(required=False, widget=forms.HiddenInput)
    asked_later = ("phone", "email")  # each is asked for by its way

    def contact(self) -> rules.Contact:
        """What was typed, as the room takes it."""
        typed = self.cleaned_data
        return rules.Contact(ContactWay(typed["way"]), typed["phone"], typed["email"])


class TellForm(forms.Form):
    """What the citizen wants the mentor to know."""

    words = ask.text(
        "Hvad skal mentoren vide?", rows=5, length=rules.WORDS_LENGTH, required="Skriv, hvad mentoren skal vide."
    )
    way = ask.radio(
        "Hvordan fortalte borgeren det?",
        [one for one in WishWay.choices() if one[0] != WishWay.OWN_PAGE],
        required="Vælg, hvordan borgeren fortalte det.",
    )
    told_on = DayField(label="Dag", error_messages={"required": "Skriv dagen."})
    after = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, is_own: bool, **options: Any) -> None:
        """Of a citizen nothing is asked that the own page tells."""
        super().__init__(*args, **options)
        if is_own:
            del self.fields["way"], self.fields["told_on"]
            self.fields["words"].label = "Hvad vil du gerne have, at din mentor ved?"


@guards.reading(*READERS)
def page(request: HttpRequest, entry: Entry, own_match: UUID) -> guards.Page:
    """What is planned, how the two are reached, and what was told."""
    del request
    return _page(entry, _found(entry, own_match))


@guards.writing(*PLANNERS)
def plan(request: HttpRequest, entry: Entry, own_match: UUID) -> guards.Answer:
    """Plan the first meeting, or change it."""
    found = _found(entry, own_match)
    form = PlanForm(request.POST, match=found, at=entry.at, on=entry.on)
    return _done(
        entry,
        found,
        form,
        "planning",
        lambda typed: commands.plan(
            found, form.plan(), after=typed["after"], keys=keyring(), by=entry.by, at=entry.at, on=entry.on
        ),
    )


@guards.writing(*PLANNERS)
def cancel(request: HttpRequest, entry: Entry, own_match: UUID) -> guards.Answer:
    """Cancel what was planned."""
    found, form = _found(entry, own_match), CancelForm(request.POST)
    return _done(
        entry,
        found,
        form,
        "cancelling",
        lambda typed: commands.cancel(found, **typed, keys=keyring(), by=entry.by, at=entry.at, on=entry.on),
    )


@guards.writing(Role.MENTOR)
def open_words(request: HttpRequest, entry: Entry, own_match: UUID) -> HttpResponse:
    """Read what the citizen told: from now on it cannot be taken back."""
    del request
    found = _found(entry, own_match)
    words = queries.unread(access.words_for(entry.by, on=entry.on), found)
    if words is None:
        raise errors.RefusedError("Der er ikke noget nyt at læse. Det kan være trukket tilbage.")
    commands.read(words, by=entry.by, at=entry.at, on=entry.on)
    return redirect("matching:first_meeting", own_match=own_match)


@guards.reading(*READERS)
def contact_form(request: HttpRequest, entry: Entry, own_match: UUID) -> guards.Page:
    """The form of how to be reached, with what was chosen last."""
    del request
    found = _found(entry, own_match)
    chosen, citizen = queries.contact(found, _side(entry)), found.case.citizen
    begins: dict[str, Any] = {"way": chosen.way, "after": chosen.uuid}
    if chosen.way is not ContactWay.MUNICIPALITY:
        begins |= {"phone": chosen.phone, "email": chosen.email}
    elif _side(entry) is Side.CITIZEN and not citizen.is_protected:
        begins |= {"phone": citizen.phone, "email": correspondence.mail_of(citizen)}
    return _contact_page(entry, found, ContactForm(initial=begins))


@guards.writing(*READERS)
def choose_contact(request: HttpRequest, entry: Entry, own_match: UUID) -> guards.Answer:
    """Choose how to be reached."""
    found, form = _found(entry, own_match), ContactForm(request.POST)
    if form.is_valid():
        after, by, side = form.cleaned_data["after"], entry.by, _side(entry)
        try:
            commands.choose_contact(found, form.contact(), side=side, after=after, by=by, at=entry.at, on=entry.on)
            return redirect("matching:first_meeting", own_match=own_match)
        except errors.RefusedError as refusal:
            refuse(form, refusal)
    return _contact_page(entry, found, form)


@guards.reading(*TELLERS)
def tell_form(request: HttpRequest, entry: Entry, case: UUID) -> guards.Page:
    """The form, with what was told last."""
    del request
    reached = _reached(entry, case)
    newest = queries.newest_words(reached.case)
    shown = queries.words(access.words_visible_in(reached))
    begins = {
        "words": shown.words if shown and newest and shown.uuid == newest.uuid else "",
        "after": newest.uuid if newest else None,
        "told_on": entry.on,
    }
    return _tell_page(entry, reached, TellForm(initial=begins, is_own=entry.by.role is Role.CITIZEN))


@guards.writing(*TELLERS)
def tell(request: HttpRequest, entry: Entry, case: UUID) -> guards.Answer:
    """Keep what was told."""
    reached, is_own = _reached(entry, case), entry.by.role is Role.CITIZEN
    form = TellForm(request.POST, is_own=is_own)
    if form.is_valid():
        typed = form.cleaned_data
        try:
            commands.tell(
                reached.case,
                typed["words"],
                way=WishWay.OWN_PAGE if is_own else WishWay(typed["way"]),
                told_on=entry.on if is_own else typed["told_on"],
                after=typed["after"],
                by=entry.by,
                at=entry.at,
                on=entry.on,
            )
        except errors.RefusedError as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, "Det er gemt.")
            return redirect("matching:tell_mentor", case=case)
    return _tell_page(entry, reached, form)


@guards.writing(*TELLERS)
def take_back(request: HttpRequest, entry: Entry, case: UUID) -> HttpResponse:
    """Take back what was told."""
    reached = _reached(entry, case)
    told = access.words_visible_in(reached).filter(replaced_by=None, taken_back_at=None)
    found = told.select_related("case__citizen").first()
    if found is None:
        raise errors.RefusedError("Der er ikke noget at trække tilbage.")
    commands.take_back(found, by=entry.by, at=entry.at, on=entry.on)
    messages.success(request, "Det er trukket tilbage, og mentoren har ikke læst det.")
    return redirect("matching:tell_mentor", case=case)


def _found(entry: Entry, uuid: UUID) -> Any:
    visible = access.matches_visible_to(entry.by, on=entry.on)
    parts = visible.select_related("case__citizen__user", "case__jobcentre", "mentor__user")
    return existing.or_404(parts.filter(uuid=uuid).first())


def _reached(entry: Entry, case: UUID) -> cases.Reached:
    return existing.or_404(cases.reach(entry.by, case, on=entry.on))


def _side(entry: Entry) -> Side:
    """Whose contact the actor chooses: the own, and the citizen's for whoever acts for the authority."""
    return Side.MENTOR if entry.by.role is Role.MENTOR else Side.CITIZEN


def _done(
    entry: Entry, found: Any, form: forms.Form, name: str, act: Callable[[dict[str, Any]], object]
) -> guards.Answer:
    """Do the act with what was typed; else the page again with what is wrong."""
    if form.is_valid():
        try:
            act(form.cleaned_data)
            return redirect("matching:first_meeting", own_match=found.uuid)
        except errors.RefusedError as refusal:
            refuse(form, refusal)
    return _page(entry, found, **{name: form})


def _page(entry: Entry, found: Any, **typed: forms.Form) -> guards.Page:
    reached = _reached(entry, found.case.uuid)
    standing = queries.planned(access.matches_visible_to(entry.by, on=entry.on).filter(pk=found.pk)).get(found.pk)
    newest = queries.newest(found)
    can = found.state == State.ACCEPTED and bool(access.may_plan(entry.by, found, on=entry.on))
    after = {"after": newest.uuid if newest else None}
    begins = {name: getattr(standing, name) for name in ("day", "clock", "form", "place", "others")} if standing else {}
    context = {
        **_head(entry, found),
        "rows": queries.rows(access.visible_to(entry.by, on=entry.on), found),
        "is_planned": standing is not None,
        "has_passed": standing is not None and standing.day < entry.on,
        "planning": (typed.get("planning") or PlanForm(initial=begins | after, match=found, at=entry.at, on=entry.on))
        if can
        else None,
        "cancelling": typed.get("cancelling") or CancelForm(initial=after) if can and standing else None,
        "contacts": _contacts(entry, found) if found.state in BINDING else (),
        "words": queries.words(access.words_visible_in(reached)),
        "unread": queries.unread(access.words_for(entry.by, on=entry.on), found),
        "may_tell": entry.by.role is not Role.MENTOR and bool(access.may_tell(entry.by, found.case, on=entry.on)),
        "no_mail": _no_mail(entry, found) if can else "",
    }
    status = 422 if typed else 200
    shows, template = [found.case.citizen.uuid], "matching/first_meeting.html"
    return guards.Page(template, context, shows=shows, subject=found, status=status)


def _head(entry: Entry, found: Any) -> dict[str, Any]:
    role, case = entry.by.role, found.case
    is_citizen = role is Role.CITIZEN
    home = reverse("citizen:own") if is_citizen else reverse("cases:detail", kwargs={"case": case.uuid})
    return {
        "uuid": found.uuid,
        "case": case.uuid,
        "number": case.number,
        "name": rules.called(str(case.citizen), is_protected=case.citizen.is_protected),
        "mentor": str(found.mentor),
        "is_waiting": found.state == State.ACCEPTED,
        "is_citizen": is_citizen,
        "is_mentor": role is Role.MENTOR,
        "back": home,
    }


def _no_mail(entry: Entry, found: Any) -> str:
    """What to do where no mail tells the citizen of the meeting; empty where one does."""
    if correspondence.mail_of(found.case.citizen):
        return ""
    if entry.by.role is not Role.MENTOR:
        return NO_MAIL
    return f"Borgeren får ingen besked herfra. {PASS_ON[queries.contact(found, Side.CITIZEN).way]}"


def _contacts(entry: Entry, found: Any) -> list[tuple[str, queries.ContactSheet, bool]]:
    """How each is reached, the other one first; and whether the reader chooses it."""
    citizen, mentor = (queries.contact(found, side) for side in (Side.CITIZEN, Side.MENTOR))
    name = rules.called(str(found.case.citizen), is_protected=found.case.citizen.is_protected)
    match entry.by.role:
        case Role.CITIZEN:
            return [
                (f"Sådan får du fat i {found.mentor}", mentor, False),
                ("Sådan får din mentor fat i dig", citizen, True),
            ]
        case Role.MENTOR:
            return [(f"Sådan får du fat i {name}", citizen, False), (f"Sådan får {name} fat i dig", mentor, True)]
        case _:
            return [(f"Sådan kontaktes {name}", citizen, True), (f"Sådan kontaktes {found.mentor}", mentor, False)]


def _contact_page(entry: Entry, found: Any, form: ContactForm) -> guards.Page:
    context = _head(entry, found) | {"form": form, "is_protected": found.case.citizen.is_protected}
    context["is_now"] = found.state in BINDING
    status = 422 if form.is_bound else 200
    shows = [found.case.citizen.uuid]
    return guards.Page("matching/contact.html", context, shows=shows, subject=found, status=status)


def _tell_page(entry: Entry, reached: cases.Reached, form: TellForm) -> guards.Page:
    case, is_own = reached.case, entry.by.role is Role.CITIZEN
    verdict = access.may_tell(entry.by, case, on=entry.on)
    context = {
        "form": form,
        "case": case.uuid,
        "number": case.number,
        "name": str(case.citizen),
        "is_own": is_own,
        "words": queries.words(access.words_visible_in(reached)),
        "may_tell": bool(verdict),
        "why_not": verdict.reason,
        "back": reverse("citizen:own") if is_own else reverse("cases:detail", kwargs={"case": case.uuid}),
    }
    status = 422 if form.is_bound else 200
    return guards.Page("matching/tell_mentor.html", context, shows=[case.citizen.uuid], subject=case, status=status)

"""Correct what was noted in a register: one page with the entry, a form to end it and a form to withdraw it."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.shortcuts import redirect

from parloeb.domain.corps import rules
from parloeb.domain.corps.papers.showing import Entry as Row
from parloeb.kernel import errors
from parloeb.pages.shared import guards
from parloeb.pages.shared.forms import ask, refuse
from parloeb.pages.shared.forms.fields import DayField


class EndForm(forms.Form):
    """The day on which it holds for the last time."""

    ended_on = DayField(label="Sidste dag", error_messages={"required": "Skriv den sidste dag."})


class WithdrawForm(forms.Form):
    """Why it was wrong."""

    reason = ask.text(
        "Hvorfor trækkes det tilbage?",
        rows=2,
        length=rules.REASON_LENGTH,
        required="Skriv, hvorfor det trækkes tilbage.",
        help_text="Det bliver stående med din begrundelse, men gælder ikke på nogen dag.",
    )


@dataclass(frozen=True)
class Place:
    """Where an entry is corrected: the row, what it belongs to, the addresses of both acts, and the way back."""

    row: Row
    of: str
    back: str
    end_url: str
    withdraw_url: str
    end: EndForm | None = None
    withdraw: WithdrawForm | None = None


def page(place: Place) -> guards.Page:
    """The page of an entry, with what was typed where an act was refused."""
    typed = place.end or place.withdraw
    context = {
        "place": place,
        "end": place.end or EndForm(auto_id="end_%s"),
        "withdraw": place.withdraw or WithdrawForm(auto_id="withdraw_%s"),
    }
    return guards.Page("corps/correct.html", context, status=422 if typed else 200)


def act(form: forms.Form, command: Callable[..., None], *, back: str) -> guards.Answer | None:
    """Do it with what was typed and go back; None where what was typed is refused, with the sentence in the form.

    Raises RefusedError where somebody else corrected the entry: then there may be no form left to say it in.
    """
    if not form.is_valid():
        return None
    try:
        command(**form.cleaned_data)
    except errors.RefusedError as refusal:
        if refusal.field is None:
            raise
        refuse(form, refusal)
        return None
    return redirect(back)

"""The evaluator's tables. They show no names, and no page shows anything on fewer than five people.

Two pages can still be subtracted from each other; the evaluator is told to publish one.
"""

from django import forms
from django.http import HttpRequest

from parloeb.domain.evaluation import access, queries
from parloeb.domain.people.rules import Role
from parloeb.kernel import errors
from parloeb.pages.evaluation import tables
from parloeb.pages.shared import forms as shared_forms
from parloeb.pages.shared import guards
from parloeb.pages.shared.entry import Entry
from parloeb.pages.shared.forms.fields import DayField


class PeriodForm(forms.Form):
    """The period asked about; an empty last day is today."""

    first_day = DayField(label="Fra og med", required=False)
    last_day = DayField(label="Til og med", required=False)


@guards.reading(Role.EVALUATOR)
def evaluation(request: HttpRequest, entry: Entry) -> guards.Page:
    """The tables of a period, of the jobcentres that the evaluator's role names."""
    form = PeriodForm(request.GET or None)
    asked = _asked(form, entry)
    report = tables.report(queries.facts(asked), least=tables.LEAST_ON_PAGES) if asked else None
    return guards.Page("evaluation/page.html", {"form": form, "report": report})


def _asked(form: PeriodForm, entry: Entry) -> queries.Asked | None:
    """What is asked, or None where the form says what is wrong with it."""
    places = access.jobcentres_of(entry.by)
    if not form.is_bound:
        return queries.Asked(last_day=entry.on, jobcentres=places)
    if not form.is_valid():
        return None
    first, last = form.cleaned_data["first_day"], form.cleaned_data["last_day"]
    try:
        return queries.Asked(first_day=first, last_day=last or entry.on, jobcentres=places)
    except errors.RefusedError as refused:
        shared_forms.refuse(form, refused)
        return None

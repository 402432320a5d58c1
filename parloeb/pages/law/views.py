"""The rules of a day, each with its source; facts that a legal reader makes up, held against them; a coming change.

Only the page on a coming change tells of cases, of those that its reader sees; the others are about nobody, keep
nothing and log no look.
"""

from datetime import date

from django.http import HttpRequest

from parloeb.domain.grants import access as grants
from parloeb.domain.grants import rechecking
from parloeb.domain.grants.rules import checking
from parloeb.domain.law import table
from parloeb.domain.people.rules import Role
from parloeb.kernel import days
from parloeb.pages.law import told
from parloeb.pages.law.forms import ComingForm, DayForm, FactsForm
from parloeb.pages.shared import guards
from parloeb.pages.shared.entry import Entry

EVERYBODY = tuple(role for role in Role if role is not Role.SYSTEM)
SHOWN = 50  # cases on one page
TRIERS = (Role.CASEWORKER, Role.TEAM_LEADER, Role.COORDINATOR, Role.CONTROLLER, Role.ADMINISTRATOR)


@guards.reading(*EVERYBODY)
def rules(request: HttpRequest, entry: Entry) -> guards.Page:
    """Every rule in force on a day, today where none is asked for, and the drafts that are switched off."""
    form = DayForm(request.GET or None)
    on = _day(form, entry)
    context = {
        "form": form,
        "on": days.text(on) if on else "",
        "groups": told.groups(on) if on else (),
        "may_try": entry.by.role in TRIERS,
        "may_ask": entry.by.role in (Role.CASEWORKER, Role.TEAM_LEADER),
    }
    return guards.Page("law/rules.html", context)


@guards.reading(*TRIERS)
def trial(request: HttpRequest, entry: Entry) -> guards.Page:
    """What each rule says of facts that are typed."""
    form = FactsForm(request.GET or None)
    context: dict[str, object] = {"form": form}
    if form.is_bound and form.is_valid():
        on = form.cleaned_data["day"] or form.cleaned_data["decision_day"] or entry.on
        with_drafts = form.cleaned_data["with_drafts"]
        found = checking.check(form.facts(on=on), on=on, with_drafts=with_drafts)
        context |= {
            "on": days.text(on),
            "is_before": on < table.current().first_day(),
            "rule_set": table.current().rule_set(on, with_drafts=with_drafts) or "",
            "ruling": checking.ruling(found).label,
            "findings": told.findings(found, on=on),
        }
    return guards.Page("law/try.html", context)


@guards.reading(Role.CASEWORKER, Role.TEAM_LEADER)
def coming(request: HttpRequest, entry: Entry) -> guards.Page:
    """What the next change of the rules, or that of another day, would do to the running grants that I see."""
    form = ComingForm(request.GET or None)
    if form.is_bound and not form.is_valid():
        return guards.Page("law/coming.html", {"form": form})
    with_drafts: bool = form.cleaned_data["with_drafts"] if form.is_bound else True
    typed: date | None = form.cleaned_data["day"] if form.is_bound else None
    on = typed or rechecking.next_change(entry.on)
    context: dict[str, object] = {"form": form, "may_try": True}
    if on is None:
        return guards.Page("law/coming.html", context)
    visible = grants.visible_to(entry.by, on=entry.on)
    outlook = rechecking.outlook(visible, on=on, with_drafts=with_drafts)
    shown = outlook.touched[:SHOWN]
    context |= {
        "on": days.text(on),
        "with_drafts": with_drafts,
        "outlook": outlook,
        "chart": told.chart(outlook),
        "shown": shown,
        "more": len(outlook.touched) - len(shown),
    }
    return guards.Page("law/coming.html", context, shows=[one.citizen for one in shown])


def _day(form: DayForm, entry: Entry) -> date | None:
    """The day asked for; None where what was typed is none."""
    if not form.is_bound:
        return entry.on
    if not form.is_valid():
        return None
    asked: date | None = form.cleaned_data["day"]
    return asked or entry.on

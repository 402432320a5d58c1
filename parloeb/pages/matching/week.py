"""The week that was: numbers with the cases behind each, what waits now, and whom to thank; and the mail about it."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import reverse

from parloeb.domain.cases import access as case_access
from parloeb.domain.cases.queries import Waiting
from parloeb.domain.corps import access as corps_access
from parloeb.domain.corps.papers import queries as papers
from parloeb.domain.matching import access as match_access
from parloeb.domain.matching.board import finding
from parloeb.domain.matching.board import queries as board
from parloeb.domain.matching.digest import commands, queries, rules
from parloeb.domain.people.rules import Role
from parloeb.domain.reports import queries as reports
from parloeb.domain.visits import silence
from parloeb.journeys import thanking
from parloeb.kernel import errors
from parloeb.pages.cases import waiting
from parloeb.pages.shared import guards
from parloeb.pages.shared.entry import Entry
from parloeb.pages.shared.forms import ask, refuse

WEEKLY, NEVER = "weekly", "never"
# So many of those who wait longest; the board has the others.
LONGEST = 5


class MailForm(forms.Form):
    """How often the user wants to be told."""

    how_often = ask.radio(
        "Vil du have en mail, når der er en ny uge at læse?",
        ((WEEKLY, "Ja, hver mandag"), (NEVER, "Nej, aldrig")),
        required="Vælg, om du vil have en mail.",
    )


@guards.reading(*queries.READERS)
def week(request: HttpRequest, entry: Entry) -> guards.Page:
    """Any week that has begun; without one the last that is over."""
    typed, fault = request.GET.get("uge", ""), ""
    shown = rules.week_of(entry.on).moved(-1)
    if typed.strip():
        try:
            shown = rules.parse_week(typed, on=entry.on)
        except errors.RefusedError as refusal:
            fault = refusal.sentence
    visible = case_access.visible_to(entry.by, on=entry.on)
    figures = queries.figures(visible, shown)
    now = _now(entry, visible)
    context: dict[str, Any] = {
        "week": shown,
        "typed": typed if fault else shown.code,
        "fault": fault,
        "before": shown.moved(-1).code,
        "after": shown.moved(1).code if shown.moved(1).monday <= entry.on else "",
        "figures": figures,
        "now": [(title, [_row(one, entry) for one in lines]) for title, lines in now],
        "papers": _papers(entry),
        "thanks": thanking.to_thank(_mentors(entry, visible), visible, shown),
    }
    citizens = [line.citizen for figure in figures for line in figure.lines]
    citizens += [one.citizen for _, lines in now for one in lines if one.citizen]
    return guards.Page("matching/week.html", context, shows=citizens)


@guards.reading(*queries.READERS)
def mail(request: HttpRequest, entry: Entry) -> guards.Page:
    """What the user chose."""
    del request
    chosen = queries.choice_of(entry.by.person_id)
    return _mail_page(MailForm(initial={"how_often": WEEKLY if chosen and chosen.is_weekly else NEVER}))


@guards.writing(*queries.READERS)
def choose(request: HttpRequest, entry: Entry) -> guards.Answer:
    """Choose anew."""
    form = MailForm(request.POST)
    if form.is_valid():
        try:
            weekly = form.cleaned_data["how_often"] == WEEKLY
            commands.choose(is_weekly=weekly, by=entry.by, at=entry.at, on=entry.on)
            return redirect("matching:week")
        except errors.RefusedError as refusal:
            refuse(form, refusal)
    return _mail_page(form)


def _now(entry: Entry, visible: Any) -> list[tuple[str, tuple[Waiting, ...]]]:
    """What waits on the day of reading, whichever week is read."""
    on = entry.on
    found = finding.found(visible, on=on)
    longest = board.longest(found, on=on)[:LONGEST]
    told = reports.waiting_to_begin(match_access.visible_to(entry.by, on=on).filter(first_day__isnull=False), on=on)
    return [
        ("Har ventet længst på at møde en mentor", longest),
        ("Har ikke haft kontakt længe", silence.waiting(visible, on=on)),
        ("Rapporter, der er over fristen", tuple(one for one in told if one.due and one.due < on)),
    ]


def _row(one: Waiting, entry: Entry) -> waiting.Row:
    """A row whose link the reader may follow: a report that is not begun is the mentor's own page, so the case is."""
    row = waiting.row(one, on=entry.on)
    if one.record[0] != "report_months":
        return row
    return replace(row, url=f"{reverse('cases:list')}?{urlencode({'q': one.number})}")


def _mentors(entry: Entry, visible: Any) -> Any:
    """The corps of the coordinator; to the leader the mentors whom citizens of the team have or had."""
    if entry.by.role is Role.COORDINATOR:
        return corps_access.visible_to(entry.by).filter(user__isnull=False)
    return queries.mentors_of(visible)


def _papers(entry: Entry) -> Iterable[tuple[str, str]]:
    """What of the papers of the corps expires soon, for who keeps them."""
    mentors = list(corps_access.visible_to(entry.by).filter(user__isnull=False, last_day=None))
    standings = papers.of(mentors, on=entry.on)
    return [
        (str(mentor), warning)
        for mentor in mentors
        if mentor.pk in standings
        for warning in standings[mentor.pk].warnings
    ]


def _mail_page(form: MailForm) -> guards.Page:
    context = {"form": form, "back": reverse("matching:week")}
    return guards.Page("matching/week_mail.html", context, status=422 if form.is_bound else 200)

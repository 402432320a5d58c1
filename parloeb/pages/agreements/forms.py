"""The forms of an agreement."""

from datetime import date

from django import forms
from django.http import QueryDict

from parloeb.domain.agreements import lists, rules
from parloeb.domain.grants import curve
from parloeb.kernel import errors, numbers
from parloeb.pages.agreements import steps
from parloeb.pages.shared.forms import ask
from parloeb.pages.shared.forms.fields import DayField, WeeklyHoursField

SPARE_ROWS = 2
MORE_ROWS = 3
PREFIX = "goal"
NOT_THE_KIND = "I har skrevet trin, men ingen timer om ugen. Vælg »Trin«, eller skriv timerne om ugen."
STEPS_TOO = "I har skrevet trin, men valgt »{}«. Vælg »Trin«, eller tøm felterne med trin."
HOURS_TOO = "I har skrevet timer om ugen, men valgt »{}«. Vælg »Det samme hver uge«, eller tøm feltet med timer."
UNKNOWN_GOAL = "Delmålet kan ikke genkendes. Hent siden igen, og skriv det som et nyt delmål."


def _line(label: str, *, length: int) -> forms.CharField:
    wide = forms.TextInput(attrs={"class": "p-wide"})
    return forms.CharField(label=label, required=False, max_length=length, widget=wide)


def minutes_offered(content: rules.Content) -> int | None:
    """The minutes a week with which the page opens, where they are the same each week."""
    return content.minutes_per_week if content.hours_kind == lists.HoursKind.EVEN else None


def steps_offered(content: rules.Content) -> tuple[curve.Stretch, ...]:
    """The steps with which the page opens."""
    return content.hours if content.hours_kind == lists.HoursKind.ROWS else ()


def _begun(hours: tuple[curve.Stretch, ...]) -> set[tuple[date, int]]:
    """From which days, and how many minutes a week: what a row says."""
    return {(period.first_day, minutes) for period, minutes in hours}


class AgreementForm(forms.Form):
    """Everything but the sub-goals. Nothing is required to save a draft; what is asked later stops the signing."""

    asked_later = frozenset(
        {"goal_own_words", "goal", "first_day", "last_day", "hours_kind", "hours_per_week", "rhythm"}
        | {"tasks", "place"}
    )

    version = forms.IntegerField(widget=forms.HiddenInput)
    goal_own_words = ask.text(
        "Målet med borgerens egne ord", rows=3, help_text="Skriv det, som borgeren selv siger det."
    )
    goal = ask.text("Målet med fagets ord", rows=3)
    first_day = DayField(label="Første dag", required=False)
    last_day = DayField(label="Sidste dag", required=False)
    hours_kind = ask.radio("Hvor mange timer aftaler I?", lists.HoursKind.choices())
    hours_per_week = WeeklyHoursField(
        label="Timer om ugen", required=False, help_text="Fx 1,5 eller 1:30. Når det er det samme hver uge."
    )
    rhythm = ask.choice("Hvor ofte mødes I?", lists.Rhythm)
    place = _line("Hvor mødes I?", length=rules.PLACE_LENGTH)
    tasks = ask.several("Hvad hjælper mentoren med?", lists.Task)
    reporting = ask.text(
        "Hvem fortæller hvad til hvem?",
        rows=3,
        help_text="Fx at mentoren skriver en rapport hver måned, som borgeren kan læse først.",
    )
    phase_out = ask.text("Hvordan trappes støtten ned?", rows=3)

    def aims(self) -> list[forms.BoundField]:
        """What it is for."""
        return [self["goal_own_words"], self["goal"]]

    def days(self) -> list[forms.BoundField]:
        """From when to when."""
        return [self[name] for name in ("first_day", "last_day")]

    def hours(self) -> list[forms.BoundField]:
        """How much, but for the steps."""
        return [self[name] for name in ("hours_kind", "hours_per_week")]

    def meetings(self) -> list[forms.BoundField]:
        """How often and where."""
        return [self[name] for name in ("rhythm", "place")]

    def work(self) -> list[forms.BoundField]:
        """Who does what."""
        return [self[name] for name in ("tasks", "reporting", "phase_out")]

    def content(
        self, goals: tuple[rules.SubGoal, ...], steps: tuple[curve.Stretch, ...], *, offered: rules.Content
    ) -> rules.Content:
        """What was typed, as the room takes it. Raises RefusedError for hours that do not go with the kind chosen.

        What stands in the fields of another kind as the page `offered` it was typed by nobody, and is left.
        """
        typed = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        hours, kind = typed.pop("hours_per_week"), lists.HoursKind(typed["hours_kind"] or lists.HoursKind.EVEN)
        minutes = numbers.minutes_of(hours) if hours else None
        if kind == lists.HoursKind.EVEN and steps and not hours:
            raise errors.RefusedError(NOT_THE_KIND, field="hours_kind")
        if kind != lists.HoursKind.ROWS and _begun(steps) - _begun(steps_offered(offered)):
            raise errors.RefusedError(STEPS_TOO.format(kind.label), field="hours_kind")
        if kind != lists.HoursKind.EVEN and minutes and minutes != minutes_offered(offered):
            raise errors.RefusedError(HOURS_TOO.format(kind.label), field="hours_kind")
        typed |= {
            "minutes_per_week": minutes if kind == lists.HoursKind.EVEN else None,
            "hours_kind": kind.value,
            "hours": steps if kind == lists.HoursKind.ROWS else (),
            "tasks": tuple(typed["tasks"]),
        }
        return rules.Content(**typed, goals=goals)


class GoalForm(forms.Form):
    """One sub-goal; a row without any text or day is empty and is left out."""

    asked_later = frozenset({"own_words", "text", "we_will_see", "due_on", "support"})

    key = forms.UUIDField(
        label="Hvilket delmål", required=False, widget=forms.HiddenInput, error_messages={"invalid": UNKNOWN_GOAL}
    )
    own_words = _line("Delmålet med borgerens egne ord", length=rules.LINE_LENGTH)
    text = _line("Delmålet med fagets ord", length=rules.LINE_LENGTH)
    we_will_see = _line("Vi kan se det ved, at …", length=rules.LINE_LENGTH)
    due_on = DayField(label="Nået senest", required=False)
    support = forms.ChoiceField(
        label="Sådan gør vi det nu", choices=lists.Support.choices(), required=False, initial=lists.Support.TOGETHER
    )

    def goal(self) -> rules.SubGoal | None:
        """The sub-goal as the room takes it; None for an empty row."""
        typed = self.cleaned_data
        if not any(typed.get(name) for name in ("own_words", "text", "we_will_see", "due_on")):
            return None
        return rules.SubGoal(**(typed | {"support": typed["support"] or lists.Support.TOGETHER.value}))


GoalForms = forms.formset_factory(GoalForm, extra=SPARE_ROWS, max_num=rules.MOST_GOALS, absolute_max=rules.MOST_GOALS)


def typed_so_far(post: QueryDict) -> tuple[AgreementForm, "forms.BaseFormSet[GoalForm]", steps.Steps]:
    """The forms again with what was typed and more rows where they were asked for; nothing is read or saved."""
    initial = {name: post.getlist(name) if name == "tasks" else post.get(name) for name in AgreementForm.base_fields}
    count = post.get(f"{PREFIX}-TOTAL_FORMS", "")
    shown = min(int(count) if count.isdecimal() else 0, rules.MOST_GOALS)
    goals = [{name: post.get(f"{PREFIX}-{row}-{name}") for name in GoalForm.base_fields} for row in range(shown)]
    extra = MORE_ROWS if "more" in post else 0
    more = forms.formset_factory(GoalForm, extra=extra, max_num=rules.MOST_GOALS)
    return AgreementForm(initial=initial), more(initial=goals, prefix=PREFIX), steps.again(post)


class ForCitizenForm(forms.Form):
    """How the caseworker signs for the citizen, and why."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    way = ask.radio(
        "Hvordan har borgeren sagt ja?",
        [
            (lists.Way.PAPER.value, "Borgeren har skrevet under på papir"),
            (lists.Way.ON_BEHALF.value, "Jeg skriver under på borgerens vegne"),
        ],
        required="Vælg, hvordan borgeren har sagt ja.",
    )
    reason = ask.text(
        "Hvorfor, eller hvor ligger papiret?",
        length=rules.REASON_LENGTH,
        required="Skriv hvorfor, eller hvor papiret ligger.",
        help_text="Borgeren og mentoren kan læse det.",
    )

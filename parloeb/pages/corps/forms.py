"""The forms of a mentor."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms

from parloeb.domain.corps import lists, rules
from parloeb.kernel import numbers
from parloeb.pages.shared.forms import ask
from parloeb.pages.shared.forms.fields import DayField, HoursField
from parloeb.pages.shared.forms.weektimes import WeekTimesField

NOT_TOLD = "Ikke oplyst"


class MentorForm(forms.Form):
    """What a mentor is described by."""

    name = forms.CharField(label="Navn", max_length=200, error_messages={"required": "Skriv mentorens navn."})
    kind = ask.choice("Ansættelse", lists.Kind, required="Vælg, hvem der har ansat mentoren.")
    profile = ask.choice("Profil", lists.Profile, empty=NOT_TOLD)
    sex = ask.choice("Køn", lists.Sex, empty=NOT_TOLD)
    languages = forms.MultipleChoiceField(
        label="Sprog",
        choices=lists.Language.choices(),
        widget=forms.CheckboxSelectMultiple,
        initial=["da"],
        error_messages={"required": "Vælg mindst ét sprog."},
    )
    areas = forms.CharField(
        label="Områder", required=False, max_length=500, help_text="Adskil med komma, fx Nord, Havnen. Tomt: overalt."
    )
    times = WeekTimesField()
    meeting_places = ask.several("Mødesteder", lists.MeetingPlace)
    weekly_minutes = HoursField(label="Timer om ugen", error_messages={"required": "Skriv timerne om ugen."})
    first_day = DayField(label="Første dag i korpset", error_messages={"required": "Skriv den første dag."})
    last_day = DayField(label="Sidste dag i korpset", required=False)

    def description(self) -> rules.Description:
        """What was typed, as the room takes it."""
        typed = dict(self.cleaned_data)
        for beside in ("user", "version"):
            typed.pop(beside, None)
        typed["weekly_minutes"] = numbers.minutes_of(typed["weekly_minutes"])
        for several in ("languages", "times", "meeting_places"):
            typed[several] = tuple(typed[several])
        typed["areas"] = tuple(dict.fromkeys(area.strip() for area in typed["areas"].split(",") if area.strip()))
        return rules.Description(**typed)


class ChangeForm(MentorForm):
    """A mentor described anew, from the version that was read."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        """Say from when other hours hold."""
        super().__init__(*args, **options)
        self.fields["weekly_minutes"].help_text = "Andre timer gælder fra i dag. Fra en anden dag: Timer og fravær."


class RegisterForm(MentorForm):
    """A new mentor, with the user who logs in."""

    def __init__(self, *args: Any, users: Iterable[tuple[UUID, str]], **options: Any) -> None:
        """Offer the users in the role of mentor who are in no corps yet."""
        super().__init__(*args, **options)
        self.fields["user"] = forms.TypedChoiceField(
            label="Bruger, der logger ind",
            required=False,
            coerce=UUID,
            empty_value=None,
            choices=[("", "Ingen endnu"), *((str(uuid), label) for uuid, label in users)],
            error_messages={"invalid_choice": "Vælg en bruger af listen."},
            help_text="Uden bruger kan mentoren ikke spørges.",
        )
        self.order_fields(["name", "user"])


class CompetenceForm(forms.Form):
    """Something a mentor can."""

    field = ask.choice("Kompetence", lists.Field, required="Vælg en kompetence.")
    level = forms.TypedChoiceField(
        label="Hvor god",
        coerce=int,
        choices=[("", "Vælg …"), *rules.LEVEL_TITLES.items()],
        error_messages={"required": "Vælg, hvor god mentoren er."},
    )
    source = ask.choice("Kilde", lists.Source, required="Vælg, hvor det vides fra.")
    known_on = DayField(label="Siden", error_messages={"required": "Skriv dagen."})


class FieldForm(forms.Form):
    """Which competence an act is about."""

    field = forms.ChoiceField(choices=lists.Field.choices())

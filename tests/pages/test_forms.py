"""What the shared form parts make of a form: markup that a screen reader can follow, and Danish values."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django import forms

from parloeb.kernel import errors
from parloeb.kernel.lists import Listed
from parloeb.pages.shared import forms as shared
from parloeb.pages.shared.forms import ask, fields


class Visit(forms.Form):
    on = fields.DayField(label="Dag", pivot=2036)
    hours = fields.HoursField(label="Timer", required=False)
    text = forms.CharField(label="Hvad skete der", widget=forms.Textarea, help_text="Kort.")
    place = forms.ChoiceField(
        label="Sted", widget=forms.RadioSelect, choices=[("home", "Hjemme"), ("office", "Kontoret")]
    )


def typed(**texts: str) -> Visit:
    return Visit({"on": "22-11-26", "text": "Vi gik en tur.", "place": "home"} | texts)


def test_what_people_type_becomes_days_and_hours() -> None:
    form = typed(hours="1:30")

    assert form.is_valid(), form.errors
    assert form.cleaned_data["on"] == date(2026, 11, 22)
    assert form.cleaned_data["hours"] == Decimal("1.5")


def test_an_empty_line_is_no_value_and_not_a_zero() -> None:
    form = typed(hours=" ")

    assert form.is_valid(), form.errors
    assert form.cleaned_data["hours"] is None


def test_what_cannot_be_read_is_kept_with_the_readers_sentence_beside_it() -> None:
    form = typed(on="31-02-2026")
    html = form["on"].as_field_group()

    assert form.errors["on"] == ["»31-02-2026« findes ikke i kalenderen. Skriv dagen som 22-11-2026."]
    assert 'value="31-02-2026"' in html
    assert "findes ikke i kalenderen" in html


def test_a_value_from_the_page_is_written_in_danish() -> None:
    html = str(Visit(initial={"on": date(2026, 11, 2), "hours": Decimal("2.50")}))

    assert 'value="02-11-2026"' in html
    assert 'value="2,5"' in html


def test_hint_and_error_are_tied_to_the_field() -> None:
    html = typed(text="")["text"].as_field_group()

    assert 'aria-describedby="id_text_helptext id_text_error"' in html
    assert 'id="id_text_helptext"' in html
    assert 'id="id_text_error"' in html
    assert 'aria-invalid="true"' in html


def test_the_browser_does_not_stop_an_empty_field_before_our_own_sentence_can() -> None:
    html = str(Visit())

    assert " required" not in html.replace("aria-required", "")
    assert html.count('aria-required="true"') == 2


def test_the_summary_leads_to_each_field_that_failed_and_to_a_groups_first_choice() -> None:
    html = str(typed(on="", place="abroad"))

    assert 'href="#id_on"' in html
    assert 'href="#id_place_0"' in html
    assert 'id="id_place_0"' in html
    assert 'href="#id_text"' not in html


def test_a_form_that_has_not_been_sent_has_no_summary() -> None:
    assert 'role="alert"' not in str(Visit())


@pytest.mark.parametrize(("field", "place"), [("on", "on"), (None, "__all__"), ("of_another_form", "__all__")])
def test_a_commands_refusal_stands_at_its_field_or_above_all(field: str | None, place: str) -> None:
    form = typed()
    form.is_valid()

    shared.refuse(form, errors.RefusedError("Bevillingen er udløbet.", field=field))

    found: Any = form.errors
    assert found == {place: ["Bevillingen er udløbet."]}


class Colour(Listed):
    RED = "red", "Rød"
    BLUE = "blue", "Blå"


class Asked(forms.Form):
    must = ask.text("Hvorfor", length=5, required="Skriv hvorfor.")
    may = ask.text("Mere")
    one = ask.choice("Farve", Colour, required="Vælg en farve.")
    told = ask.choice("Anden farve", Colour, empty="Ikke oplyst")
    few = ask.radio("Den bedste", Colour.choices(), required="Vælg den bedste.")
    some = ask.several("Flere", Colour)


def test_what_may_be_left_empty_is_empty_and_the_rest_says_its_own_sentence() -> None:
    assert Asked({}).errors == {"must": ["Skriv hvorfor."], "one": ["Vælg en farve."], "few": ["Vælg den bedste."]}


def test_one_entry_several_entries_and_a_text_of_bounded_length() -> None:
    form = Asked({"must": "fordi", "one": "red", "told": "", "few": "blue", "some": ["red", "blue"]})

    assert form.is_valid(), form.errors
    assert form.cleaned_data == {
        "must": "fordi",
        "may": "",
        "one": "red",
        "told": "",
        "few": "blue",
        "some": ["red", "blue"],
    }
    assert "Ikke oplyst" in str(form["told"])
    assert set(Asked({**form.data, "must": "længere"}).errors) == {"must"}


class Week(forms.Form):
    hours = fields.WeeklyHoursField(label="Timer om ugen", required=False)


@pytest.mark.parametrize(("text", "is_read"), [("0", False), ("0,25", True), ("37", True), ("37,25", False)])
def test_a_week_has_more_than_no_hours_and_at_most_37(text: str, is_read: bool) -> None:
    errors_of = Week({"hours": text}).errors

    assert errors_of == ({} if is_read else {"hours": ["Skriv et timetal over 0 og højst 37."]})

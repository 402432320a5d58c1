"""The hours over the weeks on the pages of a grant: filled by a shape, written by hand, refused at the field, told."""

from datetime import date

import pytest
from django.test import Client

from parloeb.domain.correspondence.rules import stored, twin
from parloeb.domain.grants import chain, queries
from parloeb.domain.grants.models import Grant
from parloeb.domain.people.models import User
from parloeb.kernel import numbers
from parloeb.kernel.periods import Period
from parloeb.pages.grants import drawing
from tests import builders
from tests.pages.posting import at_field

pytestmark = pytest.mark.django_db

TEN_WEEKS = {
    "first_day": "16-11-2026",
    "last_day": "24-01-2027",
    "decisive_reason": "Uden en mentor møder Asta ikke op.",
}
RAMPED = TEN_WEEKS | {
    "shape": "ramped",
    "hours_per_week": "3",
    "up_weeks": "2",
    "up_hours": "1",
    "down_weeks": "1",
    "down_hours": "1,5",
}


@pytest.fixture
def grant(signe: User) -> Grant:
    return builders.a_drafted_grant(by=signe)


def _table(*rows: tuple[str, str, str]) -> dict[str, str]:
    names = ("first_week", "last_week", "hours")
    cells = {f"weeks-{n}-{name}": cell for n, row in enumerate(rows) for name, cell in zip(names, row, strict=True)}
    return cells | {"weeks-TOTAL_FORMS": str(len(rows)), "weeks-INITIAL_FORMS": "0"}


def _shown(page: str, rows: int) -> list[tuple[str, ...]]:
    names = ("first_week", "last_week", "hours")

    def value(row: int, name: str) -> str:
        field = page.split(f'name="weeks-{row}-{name}"')[1].split(">", maxsplit=1)[0]
        return field.split('value="')[1].split('"')[0] if 'value="' in field else ""

    return [tuple(value(row, name) for name in names) for row in range(rows)]


def test_a_shape_fills_the_weeks_and_nothing_typed_is_lost_or_saved(desk: Client, grant: Grant) -> None:
    answer = desk.post(f"/bevillinger/{grant.uuid}/ret/", {"version": grant.version, "fill": "1", **RAMPED})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert _shown(page, 5) == [("1", "1", "1"), ("2", "2", "2"), ("3", "9", "3"), ("10", "10", "1,5"), ("", "", "")]
    for name, value in RAMPED.items():
        assert value in at_field(answer, name)
    assert page.count("<rect") >= 10
    assert "Timer i denne bevilling" in page
    assert "25,5" in page
    assert queries.minutes_per_week(grant) == 120
    assert Grant.objects.get(pk=grant.pk).version == grant.version


@pytest.mark.parametrize("table", [{}, _table(("1", "1", "1"), ("2", "2", "2"), ("3", "9", "3"), ("10", "10", "1,5"))])
def test_a_shape_is_saved_with_its_weeks_or_without_them(desk: Client, grant: Grant, table: dict[str, str]) -> None:
    address = f"/bevillinger/{grant.uuid}/"
    answer = desk.post(f"{address}ret/", {"version": grant.version, **RAMPED, **table})
    assert answer["Location"] == address
    found = chain.hours_of(Grant.objects.get(pk=grant.pk))
    assert found == (
        (Period(date(2026, 11, 16), date(2026, 11, 22)), 60),
        (Period(date(2026, 11, 23), date(2026, 11, 29)), 120),
        (Period(date(2026, 11, 30), date(2027, 1, 17)), 180),
        (Period(date(2027, 1, 18), date(2027, 1, 24)), 90),
    )
    page = desk.get(address).content.decode()
    assert "De første 2 uger stiger timerne fra 1 til 2 timer om ugen, derefter 7 uger 3 timer om ugen" in page
    assert "November 2026" in page
    again = desk.get(f"{address}ret/").content.decode()
    assert _shown(again, 4)[2:] == [("3", "9", "3"), ("10", "10", "1,5")]


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"down_weeks": "8"}, "down_weeks", "tilsammen 10 uger, og perioden er kun på 10 uger"),
        ({"up_hours": "3"}, "up_hours", "færre end det faste niveau"),
        ({"up_hours": ""}, "up_hours", "flere timer end 0"),
        ({"down_hours": "-1"}, "down_hours", "mindre end nul"),
        ({"up_weeks": "to"}, "up_weeks", "Skriv et helt tal"),
        ({"up_weeks": "-2"}, "up_weeks", "Skriv et helt tal"),
        ({"hours_per_week": "38"}, "hours_per_week", "højst 37"),
        ({"hours_per_week": ""}, "hours_per_week", "Skriv, hvor mange timer"),
        ({"last_day": ""}, "last_day", "så ugerne kan tælles"),
        ({"first_day": ""}, "first_day", "så ugerne kan tælles"),
        ({"last_day": "15-11-2026"}, "last_day", "før den begynder"),
    ],
)
@pytest.mark.parametrize("button", [{}, {"fill": "1"}])
def test_a_shape_that_does_not_fit_is_told_at_its_field_and_kept(
    desk: Client, grant: Grant, typed: dict[str, str], field: str, sentence: str, button: dict[str, str]
) -> None:
    sent = {"version": grant.version, **RAMPED, **typed, **button}
    answer = desk.post(f"/bevillinger/{grant.uuid}/ret/", sent)
    assert answer.status_code == 422
    assert sentence in at_field(answer, field)
    assert Grant.objects.get(pk=grant.pk).version == grant.version


def test_weeks_that_are_not_those_of_the_shape_are_told_and_kept(desk: Client, grant: Grant) -> None:
    sent = {"version": grant.version, **RAMPED, **_table(("1", "10", "2"))}
    answer = desk.post(f"/bevillinger/{grant.uuid}/ret/", sent)
    assert answer.status_code == 422
    assert "passer ikke til den fordeling, du har valgt" in at_field(answer, "shape")
    assert Grant.objects.get(pk=grant.pk).version == grant.version


@pytest.mark.parametrize(
    ("rows", "field", "sentence"),
    [
        ((("1", "4", "2"), ("6", "10", "1")), "weeks-1-first_week", "mangler timer for uge 5"),
        ((("1", "5", "2"), ("5", "10", "1")), "weeks-1-first_week", "Uge 5 har allerede timer på en linje ovenfor"),
        ((("1", "11", "2"),), "weeks-0-last_week", "uden for perioden, som har uge 1 til 10"),
        ((("1", "9", "2"),), "weeks-0-last_week", "mangler timer for uge 10"),
        ((("1", "10", "-2"),), "weeks-0-hours", "mindre end nul"),
        ((("1", "10", "37,5"),), "weeks-0-hours", "højst 37"),
        ((("1", "10", "0"),), "weeks-0-hours", "over 0"),
        ((("1", "10", ""),), "weeks-0-hours", "over 0"),
        ((("", "10", "2"),), "weeks-0-first_week", "Skriv ugens nummer"),
        ((("en", "10", "2"),), "weeks-0-first_week", "Skriv et helt tal"),
        ((), "shape", "mindst én linje"),
    ],
)
@pytest.mark.parametrize("button", [{}, {"fill": "1"}])
def test_weeks_that_do_not_add_up_are_told_at_their_line_and_kept(
    desk: Client,
    grant: Grant,
    rows: tuple[tuple[str, str, str], ...],
    field: str,
    sentence: str,
    button: dict[str, str],
) -> None:
    sent = {"version": grant.version, **TEN_WEEKS, "shape": "table", **_table(*rows), **button}
    answer = desk.post(f"/bevillinger/{grant.uuid}/ret/", sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    told = at_field(answer, field) if field == "shape" else page.split(f'name="{field}"')[0].rsplit("<td", 1)[1]
    assert sentence in told
    assert _shown(page, len(rows)) == list(rows)


def test_more_lines_lose_nothing(desk: Client, grant: Grant) -> None:
    sent = {"version": grant.version, **TEN_WEEKS, "shape": "table", **_table(("1", "x", "2")), "more": "1"}
    answer = desk.post(f"/bevillinger/{grant.uuid}/ret/", sent)
    assert answer.status_code == 200
    assert _shown(answer.content.decode(), 5)[:2] == [("1", "x", "2"), ("", "", "")]


def test_weeks_written_by_hand_are_granted_and_told_in_the_letter(desk: Client, grant: Grant) -> None:
    address = f"/bevillinger/{grant.uuid}/"
    table = _table(("1", "4", "3"), ("5", "10", "1"))
    desk.post(f"{address}ret/", {"version": grant.version, **TEN_WEEKS, "shape": "table", **table})
    assert desk.post(f"{address}bevilg/")["Location"] == address
    decided = Grant.objects.get(pk=grant.pk)
    html = twin.to_html(stored.from_facts_json(builders.letter_of(decided).facts)).replace("\u00a0", " ")
    assert "De første 4 uger 3 timer om ugen, og til sidst 1 time om ugen til og med den 24. januar 2027." in html
    assert "14. december 2026 til 24. januar 2027: 1 time om ugen" in html
    assert "Timer i alt" in html
    assert "De første 4 uger 3 timer om ugen" in desk.get(address).content.decode()


def test_reasons_that_a_decision_may_need_are_not_called_optional(desk: Client, grant: Grant) -> None:
    shown = desk.get(f"/bevillinger/{grant.uuid}/ret/").content.decode()
    for name in ("reason_text", "special_reason", "assessment", "alternative"):
        label = shown.partition(f'for="id_{name}"')[2].partition("</label>")[0]
        assert label
        assert "valgfrit" not in label


def test_a_question_as_a_label_needs_no_colon(desk: Client, grant: Grant) -> None:
    table = _table(("1", "2", "3"), ("2", "10", "1"))
    typed = {"version": grant.version, **TEN_WEEKS, "shape": "table", **table}
    answer = desk.post(f"/bevillinger/{grant.uuid}/ret/", typed).content.decode()
    assert "Hvordan fordeles timerne? Linje 2: Uge 2 har allerede timer på en linje ovenfor." in answer


def test_a_period_of_centuries_is_no_picture_and_no_dead_end(desk: Client, grant: Grant) -> None:
    days = {"first_day": "01-01-1926", "last_day": "01-01-2027", "hours_per_week": "2", "fill": "1"}
    answer = desk.post(f"/bevillinger/{grant.uuid}/ret/", {"version": grant.version, **days})
    assert answer.status_code == 200
    assert "Timerne over ugerne" not in answer.content.decode()


def test_a_second_grant_says_what_is_left_of_the_first(desk: Client, signe: User) -> None:
    first = builders.a_grant(by=signe)
    second = builders.a_drafted_grant(
        by=signe, referral=first.referral, first_day=date(2027, 2, 16), assessment="Asta skal holde fast."
    )
    page = desk.get(f"/bevillinger/{second.uuid}/").content.decode()
    for label in ("Timer i de øvrige bevillinger", "Heraf registreret", "Tilbage af de øvrige bevillinger"):
        assert label in page


def test_the_months_shown_add_up_to_the_total_shown() -> None:
    period = Period(date(2026, 11, 16), date(2027, 2, 15))
    drawn = drawing.of([(period, 147)])
    assert drawn
    months = [numbers.minutes_of(numbers.parse_hours(bar.shown)) for bar in drawn.months.bars]
    assert sum(months) == numbers.minutes_of(numbers.parse_hours(drawn.sums[0][1])) == 1932

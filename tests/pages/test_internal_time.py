"""A mentor's hours without a citizen, by clicking; with what goes wrong on the way."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from parloeb.domain.people.rules import Role
from parloeb.domain.visits.lists import InternalKind
from parloeb.domain.visits.models import InternalTime
from tests import builders
from tests.builders import people, visits
from tests.builders.matching import Course
from tests.pages.posting import at_field

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_clock")]

PAGE = "/mentor/tid-uden-borgere/"
TYPED = {"day": "16-11-2026", "minutes": "1:30", "kind": "sparring", "note": "Supervision"}


@pytest.fixture
def pair() -> Course:
    return visits.a_pair()


def phone_of(pair: Course) -> Client:
    return builders.logged_in(pair.mentor_user, Role.MENTOR)


def kept(pair: Course, *days: date) -> None:
    with people.act(pair.mentor_user, Role.MENTOR) as by:
        for day in days:
            visits.an_internal_time(pair.mentor, day=day, by=by)


def test_from_the_front_page_to_the_sum_of_the_month(pair: Course) -> None:
    kept(pair, date(2026, 11, 2), date(2026, 10, 30))
    phone = phone_of(pair)
    assert f'href="{PAGE}"' in phone.get("/mentor/").content.decode()
    assert 'value="16-11-2026"' in phone.get(PAGE).content.decode()

    page = phone.post(PAGE, {**TYPED, "minutes": "1,5"}, follow=True).content.decode()

    assert "1 time og 30 minutter er gemt." in page
    november, october = page.split("<h2 ")[1:3]
    assert "November 2026" in november
    assert all(shown in november for shown in ("16-11-2026", "Sparring og supervision", "1:30", "Supervision"))
    assert '<td class="p-number-cell" data-title="Timer:minutter">2:30</td>' in november.split("<tfoot>")[1]
    assert '<td class="p-number-cell" data-title="Timer:minutter">1:00</td>' in october.split("<tfoot>")[1]


def test_the_same_day_and_kind_again_replaces_it(pair: Course) -> None:
    phone = phone_of(pair)
    phone.post(PAGE, TYPED)
    phone.post(PAGE, {**TYPED, "minutes": "15", "note": ""})

    row = InternalTime.objects.get()
    assert (row.kind, row.minutes, row.note) == (InternalKind.SPARRING, 15, "")


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("day", "", "Skriv dagen."),
        ("day", "31-02-2026", "findes ikke i kalenderen"),
        ("day", "17-11-2026", "til i dag"),
        ("minutes", "", "Skriv, hvor længe det varede."),
        ("minutes", "0", "mindst 1 minut"),
        ("minutes", "24:01", "højst 24 timer"),
        ("minutes", "længe", "kan ikke læses"),
        ("minutes", "25:70", "med to cifre, fra 00 til 59"),
        ("kind", "ferie", "ikke en af de tilgængelige"),
        ("kind", "", "Vælg, hvad tiden gik med."),
        ("note", "å" * 201, "200"),
    ],
)
def test_bad_input_is_kept_with_a_sentence_at_its_field(pair: Course, field: str, typed: str, sentence: str) -> None:
    answer: Any = phone_of(pair).post(PAGE, {**TYPED, field: typed})
    page = answer.content.decode()

    assert answer.status_code == 422
    assert sentence in at_field(answer, field)
    if field != "kind":
        assert typed in page
    assert not InternalTime.objects.exists()


def test_who_is_in_no_corps_is_told_so(pair: Course) -> None:
    stranger = builders.logged_in(builders.a_mentor("Ny Mentor"), Role.MENTOR)

    answer: Any = stranger.post(PAGE, TYPED)

    assert answer.status_code == 409
    assert "Du står ikke i korpset" in answer.content.decode()


def test_one_mentor_reads_nothing_of_anothers(pair: Course) -> None:
    kept(pair, date(2026, 11, 2))

    assert "02-11-2026" not in phone_of(visits.a_pair()).get(PAGE).content.decode()


def test_as_many_queries_for_many_days_as_for_one(pair: Course) -> None:
    phone = phone_of(pair)
    phone.get(PAGE)
    counts = []
    for days in ([2], range(3, 13)):
        kept(pair, *(date(2026, 11, day) for day in days))
        with CaptureQueriesContext(
            connection,
        ) as asked:
            phone.get(PAGE)
        counts.append(len(asked))

    assert counts[0] == counts[1]

"""The mark of a form that acted: kept with the act or not at all, and one alone even where two come at once."""

import contextlib
import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction
from pytest_django import DjangoDbBlocker

from parloeb.domain.people import posting
from tests import builders

MARK = b"\x01" * 32


@pytest.mark.django_db
def test_a_mark_is_kept_once_with_where_it_led() -> None:
    assert posting.location(MARK) == ""
    posting.keep(MARK, location="/sager/", at=builders.AT)
    with pytest.raises(posting.RepeatedError):
        posting.keep(MARK, location="/andet/", at=builders.AT)
    assert posting.location(MARK) == "/sager/"


@pytest.mark.django_db
def test_an_act_that_breaks_leaves_no_mark() -> None:
    with contextlib.suppress(ZeroDivisionError), transaction.atomic():
        posting.keep(MARK, location="/sager/", at=builders.AT)
        _ = 1 / 0
    assert posting.location(MARK) == ""


@pytest.mark.django_db
def test_old_marks_are_forgotten() -> None:
    posting.keep(MARK, location="/sager/", at=builders.AT)
    posting.keep(b"\x02" * 32, location="/sager/", at=builders.AT + timedelta(days=1))
    assert posting.forget(before=builders.AT + timedelta(days=1)) == 1
    assert posting.location(MARK) == ""


@pytest.mark.usefixtures("own_database")
def test_of_two_at_once_the_second_waits_and_is_told(django_db_blocker: DjangoDbBlocker) -> None:
    told: list[str] = []

    def second() -> None:
        with django_db_blocker.unblock():
            try:
                posting.keep(MARK, location="/anden/", at=builders.AT)
            except posting.RepeatedError:
                told.append(posting.location(MARK))
            connection.close()

    thread = threading.Thread(target=second)
    with transaction.atomic():
        posting.keep(MARK, location="/foerste/", at=builders.AT)
        thread.start()
        thread.join(0.3)
        assert thread.is_alive()
    thread.join(10)
    assert told == ["/foerste/"]

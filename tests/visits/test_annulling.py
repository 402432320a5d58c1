"""A visit that was registered on the wrong citizen counts no more, and is kept with the reason."""

import pytest

from parloeb.domain.audit.models import Event
from parloeb.domain.people.rules import Role
from parloeb.domain.visits import budget, commands, queries, telling
from parloeb.domain.visits.models import Visit
from parloeb.kernel import errors
from parloeb.pages.shared import clock as now
from tests import builders
from tests.builders import clock, people, reports, visits
from tests.pages.posting import at_field

pytestmark = pytest.mark.django_db


def test_an_annulled_visit_is_kept_with_its_reason_and_not_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(now, "now", lambda: clock.AT)
    pair = visits.a_pair()
    visit = visits.a_visit(pair)
    phone = builders.logged_in(pair.mentor_user, Role.MENTOR)
    address = f"/besoeg/{visit.uuid}/annuller/"
    assert address in phone.get(f"/besoeg/{visit.uuid}/").content.decode()
    assert phone.get(address).status_code == 200
    assert "Skriv, hvorfor" in at_field(phone.post(address, {"reason": " "}), "reason")
    assert phone.post(address, {"reason": "Forkert borger."})["Location"] == f"/besoeg/sag/{pair.case.uuid}/"

    told = Visit.objects.all()
    assert queries.rows(told, reads_health=True) == ()
    assert budget.sums(told, case=pair.case, with_granted=False, on=clock.ON).used == 0
    assert [one.text for one in telling.story(telling.to_tell(told), reads_health=True)] == ["Annulleret"]
    assert "Forkert borger." in phone.get(f"/besoeg/{visit.uuid}/").content.decode()
    assert Event.objects.filter(name="visit.annulled", subject_uuid=visit.uuid).exists()
    assert visits.a_visit(pair).pk  # the minutes are free again


def test_once_the_month_is_told_a_visit_is_corrected_and_not_annulled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(now, "now", lambda: clock.AT)
    course = reports.a_running_course()
    visit = reports.a_visit_in(course, visits.a_content(on=reports.BEGUN))
    reports.a_sent_report(course)
    phone = builders.logged_in(course.mentor_user, Role.MENTOR)
    answer = phone.post(f"/besoeg/{visit.uuid}/annuller/", {"reason": "Forkert borger."})
    assert answer.status_code == 422
    assert "Månedens rapport er sendt" in answer.content.decode()
    assert "Forkert borger." in at_field(answer, "reason")


def test_nobody_annuls_another_mentors_visit() -> None:
    visit, other = visits.a_visit(visits.a_pair()), visits.a_pair()
    with people.act(other.mentor_user, Role.MENTOR) as by, pytest.raises(errors.RefusedError, match="Kun mentoren"):
        commands.annul(visit, reason="Nej", is_told=False, by=by, at=clock.AT, on=clock.ON)

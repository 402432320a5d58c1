"""The letters of the procedure are read before they are written, and what is read is what is written."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from parloeb.domain.correspondence import phrasing
from parloeb.domain.correspondence.models import Letter, LetterKind
from parloeb.domain.correspondence.states import LetterState
from parloeb.domain.grants.models import Complaint, Hearing, Postponement
from parloeb.domain.people.models import User
from parloeb.domain.people.rules import Role
from tests import builders
from tests.builders import procedure
from tests.pages.posting import at_field

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_clock")]
HEARING = {"facts": "Skolen skriver, at fremmødet er stabilt.", "answer_by": "30-11-2026"}
COMPLAINT = {"text": "Jeg er uenig.", "way": "phone", "received_on": "16-11-2026"}
MAINTAIN = {"reasons": "En mentor er ikke afgørende for uddannelsen."}


def _shown(answer: Any) -> str:
    """The letter of a page without its number."""
    assert answer.status_code == 200
    html = answer.content.decode()
    letter = html.partition('<article class="letter"')[2].partition("</article>")[0]
    assert letter, "there is no letter on the page"
    letter = re.sub(r"<dd>(B-2026-\d+|Gives, når brevet skrives)</dd>", "", letter)
    return re.sub(r"</?h\d[^>]*>", "", letter)


def test_a_hearing_is_read_before_it_is_written(desk: Client, signe: User) -> None:
    grant = builders.a_drafted_grant(by=signe)
    page = f"/bevillinger/{grant.uuid}/partshoering/"
    assert 'name="preview" value="1" formaction="#preview"' in desk.get(page).content.decode()
    answer = desk.post(page, {**HEARING, "preview": "1"})
    assert '<h2 id="preview" tabindex="-1" autofocus>' in answer.content.decode()
    shown = _shown(answer)
    assert HEARING["facts"] in shown
    assert not Hearing.objects.exists()
    assert not Letter.objects.exists()
    assert desk.post(page, HEARING).status_code == 302
    assert _shown(desk.get(f"/breve/{Hearing.objects.get().letter.uuid}/")) == shown


def test_a_confirmation_is_read_before_it_is_written(desk: Client, signe: User) -> None:
    grant = builders.a_refused_grant(by=signe)
    page = f"/bevillinger/{grant.uuid}/klage/"
    shown = _shown(desk.post(page, {**COMPLAINT, "preview": "1"}))
    assert "Vi har fået din klage" in shown
    assert not Complaint.objects.exists()
    assert desk.post(page, COMPLAINT).status_code == 302
    assert _shown(desk.get(f"/breve/{Complaint.objects.get().confirmation.uuid}/")) == shown


def test_that_a_decision_stands_is_read_before_it_is_written(signe: User) -> None:
    complaint = builders.a_complaint(by=signe)
    mona = builders.logged_in(procedure.a_colleague(signe), Role.CASEWORKER)
    page = f"/klager/{complaint.uuid}/fasthold/"
    assert 'name="preview"' in mona.get(page).content.decode()
    shown = _shown(mona.post(page, {**MAINTAIN, "preview": "1"}))
    assert MAINTAIN["reasons"] in shown
    assert Letter.objects.filter(kind=LetterKind.COMPLAINT).count() == 1
    assert mona.post(page, MAINTAIN).status_code == 302
    written = Complaint.objects.select_related("letter").get().letter
    assert written
    assert _shown(mona.get(f"/breve/{written.uuid}/")) == shown


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [("facts", "", "hvilke oplysninger"), ("answer_by", "16-11-2026", "tid til at svare"), ("answer_by", "x", "x")],
)
def test_a_preview_of_bad_input_tells_at_the_field_and_shows_no_letter(
    desk: Client, signe: User, field: str, value: str, sentence: str
) -> None:
    grant = builders.a_drafted_grant(by=signe)
    answer = desk.post(f"/bevillinger/{grant.uuid}/partshoering/", {**HEARING, field: value, "preview": "1"})
    assert answer.status_code == 422
    assert sentence in at_field(answer, field)
    assert '<article class="letter"' not in answer.content.decode()


PROLONGED = {"day": "07-12-2026", "who": "citizen", "reason": "Anna er på sygehuset."}
DELAYED = {"day": "18-12-2026", "reason": "Vi venter på lægen."}
ASKED = {"kind": "access", "what": "Vil se sagen.", "way": "phone", "asked_on": "16-11-2026", "decided_on": ""}


def _of_sent_hearing(desk: Client, signe: User) -> tuple[str, dict[str, str], str]:
    del desk
    hearing = builders.a_sent_hearing(by=signe)
    return f"/partshoering/{hearing.uuid}/laengere-frist/", PROLONGED, "Nu får du længere tid"


def _of_waiting_hearing(desk: Client, signe: User) -> tuple[str, dict[str, str], str]:
    del desk
    hearing = builders.a_hearing(by=signe)
    return f"/partshoering/{hearing.uuid}/laengere-frist/", PROLONGED, procedure.ADVERSE


def _of_complaint(desk: Client, signe: User) -> tuple[str, dict[str, str], str]:
    del desk
    return f"/klager/{builders.a_complaint(by=signe).uuid}/forsinket/", DELAYED, "Du har klaget over vores afgørelse."


def _of_request(desk: Client, signe: User) -> tuple[str, dict[str, str], str]:
    case = builders.a_case(by=signe)
    place = desk.post(f"/sager/{case.uuid}/anmodning/", ASKED)["Location"]
    return f"{place}forsinket/", DELAYED, "Du har bedt om at se din sag."


PUT_OFF = [_of_sent_hearing, _of_waiting_hearing, _of_complaint, _of_request]
PutOff = Callable[[Client, User], tuple[str, dict[str, str], str]]


@pytest.mark.parametrize("put_off", PUT_OFF)
def test_a_new_last_day_is_read_before_it_is_written(desk: Client, signe: User, put_off: PutOff) -> None:
    page, typed, said = put_off(desk, signe)
    assert 'name="preview"' in desk.get(page).content.decode()
    before = list(Letter.objects.order_by("pk").values())
    shown = _shown(desk.post(page, {**typed, "preview": "1"}))
    assert said in shown
    assert "december 2026" in shown.replace("&nbsp;", " ").replace("\u00a0", " ")
    assert list(Letter.objects.order_by("pk").values()) == before, "what waits still waits"
    assert not Postponement.objects.exists()
    assert desk.post(page, typed).status_code == 302
    assert _shown(desk.get(f"/breve/{Postponement.objects.get().letter.uuid}/")) == shown


@pytest.mark.parametrize("put_off", PUT_OFF)
def test_a_day_put_off_again_is_previewed_from_the_day_that_the_citizen_knows(
    desk: Client, signe: User, put_off: PutOff
) -> None:
    page, typed, said = put_off(desk, signe)
    assert desk.post(page, typed).status_code == 302
    further = {**typed, "day": "21-12-2026"}
    shown = _shown(desk.post(page, {**further, "preview": "1"}))
    assert said in shown
    assert Postponement.objects.count() == 1
    assert Postponement.objects.get().letter.state == LetterState.READY
    assert desk.post(page, further).status_code == 302
    assert _shown(desk.get(f"/breve/{Postponement.objects.latest('pk').letter.uuid}/")) == shown


@pytest.mark.parametrize("put_off", PUT_OFF)
@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [("day", "", "hvornår"), ("day", "16-11-2026", "efter"), ("reason", " ", "Skriv, hvorfor")],
)
def test_a_preview_of_a_wrong_new_day_tells_at_the_field_and_shows_no_letter(
    desk: Client, signe: User, put_off: PutOff, field: str, value: str, sentence: str
) -> None:
    page, typed, _ = put_off(desk, signe)
    answer = desk.post(page, {**typed, field: value, "preview": "1"})
    assert answer.status_code == 422
    assert sentence in at_field(answer, field)
    assert '<article class="letter"' not in answer.content.decode()


def test_a_new_day_of_what_is_answered_already_is_not_previewed(desk: Client, signe: User) -> None:
    page, typed, _ = _of_request(desk, signe)
    desk.post(page.removesuffix("forsinket/"), {"text": "Sendt.", "answered_on": "16-11-2026"})
    answer = desk.post(page, {**typed, "preview": "1"})
    assert answer.status_code == 422
    assert '<article class="letter"' not in answer.content.decode()


def test_a_preview_of_a_complaint_that_is_there_already_is_refused(desk: Client, signe: User) -> None:
    complaint = builders.a_complaint(by=signe)
    answer = desk.post(f"/bevillinger/{complaint.grant.uuid}/klage/", {**COMPLAINT, "preview": "1"})
    assert answer.status_code == 422
    assert "Der er allerede klaget" in answer.content.decode()


def test_a_citizen_is_offered_no_preview_of_the_authoritys_letter(signe: User) -> None:
    anna = builders.a_user("Anna Borg")
    builders.give_role(anna, Role.CITIZEN)
    grant = builders.a_refused_grant(by=signe, citizen=builders.a_citizen(user=anna))
    own = builders.logged_in(anna, Role.CITIZEN)
    page = f"/bevillinger/{grant.uuid}/klage/"
    assert "preview" not in own.get(page).content.decode()
    assert own.post(page, {"text": "Jeg er uenig.", "preview": "1"}).status_code == 302
    assert Complaint.objects.exists()


def test_the_own_words_stand_in_the_preview_too(desk: Client, signe: User) -> None:
    team = procedure.team_of(signe)
    with builders.act(builders.a_leader(team=team), Role.TEAM_LEADER) as by:
        phrasing.write(
            team.jobcentre,
            "explanation-hearing",
            text="Du kan også komme forbi.",
            first_day=builders.ON,
            by=by,
            at=builders.AT,
            on=builders.ON,
        )
    grant = builders.a_drafted_grant(by=signe)
    shown = _shown(desk.post(f"/bevillinger/{grant.uuid}/partshoering/", {**HEARING, "preview": "1"}))
    assert "Du kan også komme forbi." in shown

"""Where a mentor is offered to register a visit, and from which day on."""

from uuid import uuid4

import pytest

from parloeb.domain.cases.rules import RelationKind
from parloeb.domain.people.rules import Role
from parloeb.pages.shared import clock
from tests import builders
from tests.builders import cases, corps, visits
from tests.pages.posting import at_field
from tests.pages.visiting import ORDINARY, new, phone_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_clock")]

FIRST = {**ORDINARY, "kind": "first"}
OFFERED_AT = ("/sager/{case}/", "/besoeg/sag/{case}/", "/mentor/")


@pytest.mark.parametrize("address", OFFERED_AT)
def test_a_visit_is_offered_from_the_first_day_on_which_one_is_taken(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pair = visits.a_pair(granted_from=builders.TOMORROW, is_agreed=False)
    page = address.format(case=pair.case.uuid)
    early = phone_of(pair).get(page).content.decode()
    assert f'href="{new(pair)}"' not in early
    assert "Du kan registrere besøg fra den 17-11-2026." in early
    typed = {**FIRST, "day": "16-11-2026", "key": str(uuid4())}
    assert "ligger uden for bevillingen" in at_field(phone_of(pair).post(new(pair), typed), "starts_at")

    monkeypatch.setattr(clock, "now", lambda: builders.at(builders.TOMORROW))
    phone = phone_of(pair)
    assert f'href="{new(pair)}"' in phone.get(page).content.decode()
    assert phone.post(new(pair), {**typed, "day": "17-11-2026"}).status_code == 302


@pytest.mark.parametrize("address", OFFERED_AT)
def test_who_has_no_match_is_offered_no_visit(address: str) -> None:
    pair = visits.a_pair()
    substitute = corps.a_corps_mentor("Sara Vikar", jobcentre=pair.mentor.jobcentre)
    cases.relate(pair.case, RelationKind.MENTOR, user=substitute.user)
    page = builders.logged_in(substitute.user, Role.MENTOR).get(address.format(case=pair.case.uuid)).content.decode()
    assert "Der kan ikke registreres besøg" in page
    assert f'href="{new(pair)}"' not in page

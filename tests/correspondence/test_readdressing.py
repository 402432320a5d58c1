"""A copy that waits never goes to a name or an address that was corrected since; what left stays as it was."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from parloeb.domain.correspondence import commands, leaving
from parloeb.domain.correspondence.models import Letter, OutboxItem
from parloeb.domain.correspondence.states import LetterState
from parloeb.domain.people import acting, representing
from parloeb.domain.people.models import Representative, User
from parloeb.domain.people.rules import Receives, Role
from parloeb.kernel import errors
from tests import builders
from tests.builders import AT, ON

pytestmark = pytest.mark.django_db
TOMORROW = ON + timedelta(days=1)
SENTENCE = "Navn eller adresse på Bo Bjerg er rettet, siden kopien blev skrevet. Skriv kopien om, og send den nye."


@pytest.fixture
def copy(signe: User) -> Letter:
    """A copy that waits for the post, to Bo Berg at Sidevej 2."""
    citizen = builders.a_citizen()
    builders.a_representative(citizen)
    return builders.letter_of(builders.a_grant(by=signe, citizen=citizen)).copies.get()


def _corrected(**changed: Any) -> None:
    found = Representative.objects.select_related("citizen").get()
    typed = replace(representing.kept_of(found, keys=builders.keys()), **changed)
    representing.correct(found, typed, version=found.version, keys=builders.keys(), by=acting.SYSTEM, at=AT)


def _read(letter: Letter) -> Letter:
    return Letter.objects.select_related("representative").get(pk=letter.pk)


def _post(letter: Letter, *, by: User, on: date = ON) -> None:
    with builders.act(by, Role.CASEWORKER, on=on) as actor:
        commands.post(_read(letter), by=actor, at=builders.at(on), on=on)


def _rewrite(letter: Letter, *, by: User, on: date = ON) -> Letter:
    with builders.act(by, Role.CASEWORKER, on=on) as actor:
        return commands.rewrite(_read(letter), keys=builders.keys(), by=actor, at=builders.at(on), on=on)


@pytest.mark.parametrize(
    "changed", [{"name": "Bo Bjerg"}, {"address": "Nyvej 3"}, {"is_protected": True}], ids=lambda one: next(iter(one))
)
def test_what_stands_on_the_envelope_was_corrected_so_the_copy_is_written_anew_first(
    signe: User, copy: Letter, changed: dict[str, Any]
) -> None:
    _corrected(**changed)
    with pytest.raises(errors.RefusedError, match="er rettet, siden kopien blev skrevet"):
        _post(copy, by=signe)
    new = _rewrite(copy, by=signe)
    assert (_read(copy).state, new.copy_of, new.dated_on) == (LetterState.REPLACED, copy.copy_of, ON)
    _post(new, by=signe)
    assert _read(new).state == LetterState.SENT
    said = f"{new.facts}"
    assert ("Sidevej" in said) is ("name" in changed)
    assert ("Bo Bjerg" in said) is ("name" in changed)
    assert ("Nyvej 3" in said) is ("address" in changed)
    assert new.facts["receiver"]["withheld"] is ("is_protected" in changed)


@pytest.mark.parametrize("changed", [{"phone": "20304050"}, {"email": "bo@example.dk"}, {"mandate": "Hele sagen"}])
def test_what_stands_in_no_letter_holds_none_back(signe: User, copy: Letter, changed: dict[str, Any]) -> None:
    _corrected(**changed)
    assert leaving.why_readdress(_read(copy)) == ""
    with pytest.raises(errors.RefusedError, match="Brevet er dateret i dag"):
        _rewrite(copy, by=signe)
    _post(copy, by=signe)


def test_what_left_or_was_written_stays_as_it_was(signe: User, copy: Letter) -> None:
    own, before = copy.copy_of, _read(copy)
    _post(copy, by=signe)
    _corrected(address="Nyvej 3", name="Bo Bjerg")
    after = _read(copy)
    assert (after.state, after.facts, bytes(after.pdf)) == (LetterState.SENT, before.facts, bytes(before.pdf))
    assert own
    _post(own, by=signe)


def test_a_copy_that_left_on_its_day_may_be_noted_later_whatever_was_corrected_since(signe: User, copy: Letter) -> None:
    _corrected(address="Nyvej 3")
    with builders.act(signe, Role.CASEWORKER, on=TOMORROW) as by:
        commands.note_posted(_read(copy), by=by, at=builders.at(TOMORROW), on=TOMORROW)
    assert _read(copy).state == LetterState.SENT


def test_a_copy_of_an_earlier_day_gets_the_address_of_today(signe: User, copy: Letter) -> None:
    _corrected(address="Nyvej 3")
    new = _rewrite(copy, by=signe, on=TOMORROW)
    assert (new.dated_on, "Nyvej 3" in f"{new.facts}", new.address_version) == (TOMORROW, True, 2)
    _corrected(address="Nyvej 4")
    newer = _rewrite(new, by=signe, on=TOMORROW)
    _post(newer, by=signe, on=TOMORROW)
    assert OutboxItem.objects.filter(letter=newer, state="sent").exists()


def test_such_a_copy_is_not_put_away(signe: User, copy: Letter) -> None:
    _corrected(address="Nyvej 3")
    with builders.act(signe, Role.CASEWORKER) as by, pytest.raises(errors.RefusedError, match="kan stadig sendes"):
        commands.put_away(_read(copy), by=by, at=AT, on=ON)


def test_which_address_stands_on_a_copy_never_changes(copy: Letter) -> None:
    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        connection.cursor().execute("UPDATE correspondence_letter SET address_version = 2 WHERE id = %s", [copy.pk])


@pytest.mark.usefixtures("standing_clock")
def test_the_page_of_the_copy_says_so_and_leads_to_the_new_one(signe: User, copy: Letter) -> None:
    desk = builders.logged_in(signe, Role.CASEWORKER)
    page = f"/breve/{copy.uuid}/"
    assert "Skriv kopien om" not in desk.get(page).content.decode()
    _corrected(address="Nyvej 3", name="Bo Bjerg")
    shown = desk.get(page).content.decode()
    assert shown.count(SENTENCE) == 2, "as it stands, and at the act that it stops"
    assert f'action="{page}postet/"' not in shown
    assert desk.post(f"{page}postet/").status_code == 409
    new = desk.post(f"{page}skriv-om/")["Location"]
    shown = desk.get(new).content.decode()
    assert "Nyvej 3" in shown
    assert SENTENCE not in shown
    assert desk.post(f"{new}postet/")["Location"] == new


# --- who was corrected to have decisions alone

FEWER = "Bo Berg skal ikke længere have breve som dette, kun afgørelser, høringer og svar på klager. Læg kopien væk."


@pytest.fixture
def invited(signe: User) -> Letter:
    """A copy of an invitation that waits for the post, to who has every letter; the citizen's own is a mail."""
    citizen = builders.a_citizen(email="anna@example.dk", user=builders.a_user("Anna Borg"))
    builders.a_representative(citizen, receives=Receives.ALL)
    return builders.an_invitation(builders.a_grant(by=signe, citizen=citizen).case, by=signe).letter.copies.get()


def test_a_copy_does_not_leave_to_who_is_to_have_decisions_alone_now(signe: User, invited: Letter) -> None:
    _corrected(receives=Receives.DECISIONS)
    for refused, on in ((_post, ON), (_rewrite, TOMORROW)):
        with pytest.raises(errors.RefusedError) as refusal:
            refused(invited, by=signe, on=on)
        assert refusal.value.sentence == FEWER
    sent: list[str] = []
    while commands.deliver_next(send=lambda to, *_: sent.append(to), by=acting.SYSTEM, at=AT, on=ON):
        pass
    assert set(sent) == {"anna@example.dk"}
    assert _read(invited).state == LetterState.READY
    with builders.act(signe, Role.CASEWORKER) as by:
        commands.put_away(_read(invited), by=by, at=AT, on=ON)
    assert _read(invited).state == LetterState.CANCELLED
    assert not OutboxItem.objects.filter(letter=invited).exists()


def test_a_copy_of_a_decision_still_leaves_to_who_is_to_have_decisions_alone(signe: User, invited: Letter) -> None:
    decision = Letter.objects.exclude(kind=invited.kind).get(representative=invited.representative)
    _corrected(receives=Receives.DECISIONS)
    _post(decision, by=signe)
    assert _read(decision).state == LetterState.SENT


def test_a_copy_that_left_before_the_correction_is_noted_as_posted(signe: User, invited: Letter) -> None:
    _corrected(receives=Receives.DECISIONS)
    with builders.act(signe, Role.CASEWORKER, on=TOMORROW) as by:
        commands.note_posted(_read(invited), by=by, at=builders.at(TOMORROW), on=TOMORROW)
    assert _read(invited).state == LetterState.SENT

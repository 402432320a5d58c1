"""Who acts for a citizen gets the letters too: numbered copies of their own, and no protected address in any."""

import io
from datetime import date, timedelta
from typing import Any

import pikepdf
import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from parloeb.domain.cases.models import Case
from parloeb.domain.correspondence import access, commands, inviting, queries
from parloeb.domain.correspondence.models import Channel, Letter, LetterKind, OutboxItem
from parloeb.domain.correspondence.rules import stored, twin
from parloeb.domain.correspondence.states import LetterState
from parloeb.domain.grants.procedure.commands import hearings
from parloeb.domain.people import acting, representing
from parloeb.domain.people.models import Citizen, Representative, User
from parloeb.domain.people.rules import Receives, Represents, Role
from parloeb.kernel import days, errors
from tests import builders
from tests.builders import AT, ON
from tests.correspondence import kinds, reading, structure

pytestmark = pytest.mark.django_db
HOME = "Hemmeligvænget 7\n8990 Skovbæk"
YESTERDAY, TOMORROW = ON - timedelta(days=1), ON + timedelta(days=1)


def _citizen(**facts: Any) -> Citizen:
    return builders.a_citizen("Åse Kjær", **facts)


def _granted(citizen: Citizen, *, by: User) -> tuple[Letter, list[Letter]]:
    letter = builders.letter_of(builders.a_grant(by=by, citizen=citizen))
    return letter, list(letter.copies.order_by("pk"))


def _everything(letter: Letter) -> str:
    """All that can be read of a letter: its page, its facts, and every string and stream of the PDF."""
    kept = Letter.objects.get(pk=letter.pk)
    with pikepdf.open(io.BytesIO(bytes(kept.pdf))) as document:
        streams = [part.read_bytes() for part in document.objects if isinstance(part, pikepdf.Stream)]
    html = twin.to_html(stored.from_facts_json(kept.facts))
    printed = " ".join(reading.page_texts(bytes(kept.pdf)))
    return f"{html} {kept.facts} {printed} {b''.join(streams).decode('utf-8', 'replace')}"


@pytest.mark.rule("FVL-8")
def test_a_decision_goes_to_who_acts_for_the_citizen_too(signe: User) -> None:
    citizen = _citizen(email="aase@example.dk", user=builders.a_user("Åse Kjær"))
    bo = builders.a_representative(citizen)
    letter, (copy,) = _granted(citizen, by=signe)
    assert (copy.representative, copy.kind, copy.complaint_last_day) == (bo, letter.kind, letter.complaint_last_day)
    assert copy.number != letter.number
    words = _everything(copy)
    for said in ("Bo Berg", "Sidevej 2", f"fordi du er partsrepræsentant i sag {letter.case.number}", "mentor"):
        assert said in words
    assert "Bo Berg" not in _everything(letter)
    assert OutboxItem.objects.get(letter=letter).channel == Channel.MAIL
    item = OutboxItem.objects.get(letter=copy)
    assert (item.channel, item.body, item.key) == (Channel.PAPER, "", f"letter:{copy.uuid}")


def test_each_leaves_by_itself(signe: User) -> None:
    citizen = _citizen()
    builders.a_representative(citizen)
    letter, (copy,) = _granted(citizen, by=signe)
    with builders.act(signe, Role.CASEWORKER) as by:
        commands.post(copy, by=by, at=AT, on=ON)
        visible = access.visible_to(by, on=ON)
        rows = {row.uuid: row for row in queries.rows(visible)}
        assert [one.record for one in queries.waiting(visible)] == [("letter", letter.uuid)]
    assert (rows[copy.uuid].state, rows[copy.uuid].copy_for) == ("Sendt", "Bo Berg (partsrepræsentant)")
    assert (rows[letter.uuid].waits_for_post, rows[letter.uuid].copy_for) == (True, "")


@pytest.mark.usefixtures("standing_clock")
def test_who_posts_is_told_which_is_the_copy(signe: User) -> None:
    citizen = _citizen()
    builders.a_representative(citizen)
    letter, (copy,) = _granted(citizen, by=signe)
    with builders.act(signe, Role.CASEWORKER) as by:
        visible = access.visible_to(by, on=ON)
        told = {one.record: one.what for one in queries.waiting(visible)}
    assert told == {
        ("letter", letter.uuid): "Brev skal sendes med posten",
        ("letter", copy.uuid): "Kopi til partsrepræsentant skal sendes med posten",
    }
    page = builders.logged_in(signe, Role.CASEWORKER).get(f"/sager/{letter.case.uuid}/").content.decode()
    assert all(f"{what} (siden {days.text(letter.dated_on)})" in page for what in told.values())


@pytest.mark.parametrize(
    ("first_day", "last_day", "copies"),
    [
        (ON, None, 1),
        (TOMORROW, None, 0),
        (YESTERDAY, YESTERDAY, 0),
        (YESTERDAY, ON, 1),
        (ON, ON, 1),
    ],
)
def test_only_on_the_days_on_which_they_act(signe: User, first_day: date, last_day: date | None, copies: int) -> None:
    citizen = _citizen()
    builders.a_representative(citizen, first_day=first_day, last_day=last_day)
    assert len(_granted(citizen, by=signe)[1]) == copies


@pytest.mark.parametrize(("receives", "copies"), [(Receives.DECISIONS, 0), (Receives.ALL, 1)])
def test_an_invitation_goes_to_who_gets_every_letter(signe: User, receives: Receives, copies: int) -> None:
    citizen = _citizen()
    builders.a_representative(citizen, receives=receives, kind=Represents.GUARDIAN)
    case = builders.a_grant(by=signe, citizen=citizen).case
    letter = builders.an_invitation(case, by=signe).letter
    assert letter.copies.count() == copies
    with builders.act(signe, Role.CASEWORKER) as by:
        inviting.withdraw(letter, by=by, at=AT, on=ON)
    assert not OutboxItem.objects.filter(letter__kind=LetterKind.INVITATION).exists()


@pytest.mark.parametrize("written", [written for _, written in kinds.ALL], ids=kinds.NAMES)
def test_every_kind_that_decides_or_hears_has_its_copy_and_that_is_accessible_too(
    written: kinds.Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    register = builders.people.a_citizen

    def represented(*of: Any, **facts: Any) -> Citizen:
        citizen = register(*of, **facts)
        builders.a_representative(citizen, receives=Receives.ALL)
        return citizen

    monkeypatch.setattr(builders.people, "a_citizen", represented)
    letter = written()
    copy = Letter.objects.get(copy_of=letter)
    assert structure.faults(bytes(copy.pdf), stored.from_facts_json(copy.facts)) == []


@pytest.mark.parametrize(
    ("facts", "representative", "is_withheld"),
    [
        ({"address": HOME}, {"address": HOME}, False),
        ({"address": HOME, "is_protected": True}, {"address": "HEMMELIGVÆNGET 7,\n8990  Skovbæk"}, True),
        ({"address": HOME, "is_protected": True}, {"address": "Hemmeligvænget 7, 2. tv\n8990 Skovbæk"}, True),
        ({"address": "c/o Berg, Hemmeligvænget 7\n8990 Skovbæk", "is_protected": True}, {"address": HOME}, True),
        ({"address": "8990 Skovbæk, Hemmeligvænget 7", "is_protected": True}, {"address": HOME}, True),
        ({"address": "Andetsteds 1, 8990 Skovbæk", "is_protected": True}, {"address": HOME}, False),
        ({"address": "Andetsteds 1\n2. tv\n8990 Skovbæk", "is_protected": True}, {"address": f"{HOME}\n2. tv"}, False),
        ({"address": "Andetsteds 1", "is_protected": True}, {"address": HOME}, False),
        ({"address": "Andetsteds 1"}, {"address": HOME, "is_protected": True}, True),
    ],
)
def test_a_protected_address_is_in_no_copy(
    signe: User, facts: dict[str, Any], representative: dict[str, Any], is_withheld: bool
) -> None:
    citizen = _citizen(**facts)
    builders.a_representative(citizen, **representative)
    _, (copy,) = _granted(citizen, by=signe)
    assert ("hemmeligvænget" in _everything(copy).casefold()) is not is_withheld
    assert ("Adressen er beskyttet" in _everything(copy)) is is_withheld
    assert "Andetsteds" not in _everything(copy)
    if citizen.is_protected:
        assert "Åse" not in _everything(copy)


@pytest.mark.parametrize("house", ["5. Junivej 3", "1. Maj Vej 3", "10. Februar Vej 3"])
def test_a_protected_street_that_begins_with_a_number_is_in_no_copy(signe: User, house: str) -> None:
    citizen = _citizen(address=f"{house}, 2. tv\n8990 Skovbæk", is_protected=True)
    builders.a_representative(citizen, address=f"{house}\n8990 Skovbæk")
    _, (copy,) = _granted(citizen, by=signe)
    assert house not in _everything(copy)
    assert "Adressen er beskyttet" in _everything(copy)


def test_a_copy_dated_anew_keeps_its_receiver_and_makes_no_further_copy(signe: User) -> None:
    citizen = _citizen()
    bo = builders.a_representative(citizen)
    _, (copy,) = _granted(citizen, by=signe)
    new = _rewritten(copy, by=signe)
    assert (new.representative, new.copy_of) == (bo, copy.copy_of)
    assert "Sidevej 2" in _everything(new)
    assert Letter.objects.count() == 3
    assert OutboxItem.objects.get(letter=new).channel == Channel.PAPER


def test_a_copy_dated_anew_shows_no_address_that_was_protected_since(signe: User) -> None:
    citizen = _citizen(address=HOME)
    builders.a_representative(citizen, address=HOME)
    _, (copy,) = _granted(citizen, by=signe)
    Citizen.objects.filter(pk=citizen.pk).update(is_protected=True)
    assert "Hemmeligvænget" not in _everything(_rewritten(copy, by=signe))


def _rewritten(letter: Letter, *, by: User) -> Letter:
    with builders.act(by, Role.CASEWORKER, on=TOMORROW) as actor:
        return commands.rewrite(
            Letter.objects.get(pk=letter.pk), keys=builders.keys(), by=actor, at=builders.at(TOMORROW), on=TOMORROW
        )


def test_the_letter_of_the_citizen_dated_anew_makes_no_second_copy(signe: User) -> None:
    citizen = _citizen()
    builders.a_representative(citizen)
    letter, _ = _granted(citizen, by=signe)
    _rewritten(letter, by=signe)
    assert Letter.objects.exclude(representative=None).count() == 1


def test_a_hearing_called_back_calls_back_its_copy(signe: User) -> None:
    citizen = _citizen()
    builders.a_representative(citizen)
    hearing = builders.a_hearing(by=signe, citizen=citizen)
    with builders.act(signe, Role.CASEWORKER) as by:
        hearings.withdraw(hearing, by=by, at=AT, on=ON)
    assert set(Letter.objects.values_list("state", flat=True)) == {LetterState.CANCELLED}
    assert not OutboxItem.objects.exists()


def test_a_letter_dated_anew_and_called_back_calls_back_the_copy_of_the_first(signe: User) -> None:
    citizen = _citizen()
    builders.a_representative(citizen, receives=Receives.ALL)
    letter = builders.an_invitation(builders.a_grant(by=signe, citizen=citizen).case, by=signe).letter
    new = _rewritten(letter, by=signe)
    with builders.act(signe, Role.CASEWORKER, on=TOMORROW) as by:
        inviting.withdraw(new, by=by, at=builders.at(TOMORROW), on=TOMORROW)
    assert not OutboxItem.objects.filter(letter__kind=LetterKind.INVITATION).exists()


def test_the_citizen_reads_the_own_letter_and_not_the_copy(signe: User) -> None:
    anna = builders.a_user("Anna Borg")
    builders.give_role(anna, Role.CITIZEN)
    citizen = builders.a_citizen(user=anna)
    builders.a_representative(citizen)
    letter, (copy,) = _granted(citizen, by=signe)
    with builders.act(signe, Role.CASEWORKER) as by:
        for one in (letter, copy):
            commands.post(one, by=by, at=AT, on=ON)
    with builders.act(anna, Role.CITIZEN) as by:
        assert list(access.visible_to(by, on=ON)) == [letter]


def test_the_mail_of_the_worker_is_the_citizens_alone(signe: User) -> None:
    citizen = _citizen(email="aase@example.dk", user=builders.a_user("Åse Kjær"))
    builders.a_representative(citizen, email="bo@example.dk")
    _granted(citizen, by=signe)
    sent: list[str] = []
    while commands.deliver_next(send=lambda to, *_: sent.append(to), by=acting.SYSTEM, at=AT, on=ON):
        pass
    assert sent == ["aase@example.dk"]


def test_whose_copy_a_letter_is_never_changes(signe: User) -> None:
    citizen = _citizen()
    builders.a_representative(citizen)
    _granted(citizen, by=signe)
    change = "UPDATE correspondence_letter SET copy_of_id = NULL, representative_id = NULL"
    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        connection.cursor().execute(change)


def test_a_copy_is_for_somebody(signe: User) -> None:
    case = Case.objects.get(pk=builders.a_grant(by=signe).case.pk)
    letter = Letter.objects.get()
    facts = {"case": case, "citizen": case.citizen, "kind": "grant", "subject": "x", "facts": {}, "pdf": b"x"}
    with pytest.raises(IntegrityError, match="copy_is_for_representative"), transaction.atomic():
        Letter.objects.create(**facts, number="B-1", dated_on=ON, written_at=AT, copy_of=letter)


def test_who_acts_for_a_citizen_is_registered_once_for_all_and_ended(signe: User) -> None:
    citizen = _citizen()
    found = builders.a_representative(citizen)
    with pytest.raises(errors.RefusedError, match="tidligst"):
        _end(found, on=YESTERDAY)
    _end(found, on=ON)
    assert Representative.objects.get().last_day == ON
    stale = Representative.objects.select_related("citizen").get()
    stale.last_day = None
    with pytest.raises(errors.OvertakenError):
        _end(stale, on=TOMORROW)


def _end(found: Representative, *, on: date) -> None:
    representing.end(found, last_day=on, by=acting.SYSTEM, at=AT)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"name": " "}, "name"),
        ({"address": "\n "}, "address"),
        ({"last_day": YESTERDAY}, "last_day"),
        ({"phone": "12"}, "phone"),
    ],
)
def test_what_does_not_fit_is_refused_at_its_field(changed: dict[str, Any], field: str) -> None:
    with pytest.raises(errors.RefusedError) as refused:
        builders.a_representative(_citizen(), **changed)
    assert refused.value.field == field

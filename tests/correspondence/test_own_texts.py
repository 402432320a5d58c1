"""The municipality's own words: a version from a day on, in every letter written from then, and never changed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from parloeb.domain.audit.models import Event
from parloeb.domain.correspondence import commands, phrasing
from parloeb.domain.correspondence.models import Letter, LetterKind, OwnText
from parloeb.domain.correspondence.rules import letters, own, pdf, stored, twin
from parloeb.domain.correspondence.rules.own import Place
from parloeb.domain.people.models import Organisation, User
from parloeb.domain.people.rules import Role
from parloeb.kernel import errors
from tests import builders
from tests.builders import AT, ON, procedure
from tests.correspondence import examples

TOMORROW = ON + timedelta(days=1)


@pytest.mark.parametrize(
    ("place", "text", "kept"),
    [
        (Place.CLOSING, "  Ring  endelig.\r\n\n", "Ring endelig."),
        (Place.EXPLANATION, "Første.\r\n\r\n Andet. ", "Første.\nAndet."),
        (Place.GREETING, "\u202eHilsen", "Hilsen"),
        (Place.HOURS, "x" * 80, "x" * 80),
        (Place.EXPLANATION, "1 < 2 & 3 > 2", "1 < 2 & 3 > 2"),
        (Place.NAME, " ", ""),
    ],
)
def test_a_text_is_kept_as_it_is_printed(place: Place, text: str, kept: str) -> None:
    assert own.cleaned(place, text) == kept


@pytest.mark.parametrize(
    ("place", "text", "sentence"),
    [
        *((place, "x" * (longest + 1), f"højst {longest} tegn") for place, longest in own.LONGEST.items()),
        (Place.CLOSING, "Ring\nendelig.", "én linje"),
        (Place.CLOSING, "Ring <b>nu</b>.", "koder"),
        (Place.EXPLANATION, "<script>alert(1)</script>", "koder"),
        (Place.EXPLANATION, "a &nbsp; b", "koder"),
        (Place.EXPLANATION, "{{ navn }}", "koder"),
    ],
)
def test_what_is_too_long_or_no_plain_text_is_refused(place: Place, text: str, sentence: str) -> None:
    with pytest.raises(errors.RefusedError, match=sentence) as refused:
        own.cleaned(place, text)
    assert refused.value.field == "text"


@pytest.fixture
def lone(signe: User) -> User:
    return builders.a_leader(team=procedure.team_of(signe))


def _jobcentre(signe: User) -> Organisation:
    return procedure.team_of(signe).jobcentre


def _write(
    lone: User, piece: str, text: str, *, first_day: date = ON, on: date = ON, of: Organisation | None = None
) -> OwnText:
    team = lone.role_assignments.get(role=Role.TEAM_LEADER).team
    assert team
    with builders.act(lone, Role.TEAM_LEADER, on=on) as by:
        return phrasing.write(
            of or team.jobcentre, piece, text=text, first_day=first_day, by=by, at=builders.at(on), on=on
        )


def _words(letter: Letter) -> str:
    return twin.to_html(stored.from_facts_json(letter.facts))


def test_every_letter_written_from_that_day_has_the_own_words_and_keeps_their_versions(signe: User, lone: User) -> None:
    before = builders.letter_of(builders.a_grant(by=signe))
    said = {
        "hours": "Telefontid kl. 9-12",
        "closing": "Ring endelig, hvis du er i tvivl.",
        "greeting": "De bedste hilsner",
        "explanation-grant": "Du kan læse mere på kommunens side.\nSpørg os, hvis noget er svært.",
        "explanation-refusal": "Vi kan tale om noget andet.",
    }
    versions = {piece: _write(lone, piece, text) for piece, text in said.items()}
    letter = builders.letter_of(builders.a_grant(by=signe))
    for text in ("Telefontid kl. 9-12", "Ring endelig", "De bedste hilsner", "Godt at vide", "Spørg os, hvis noget"):
        assert text in _words(letter)
        assert text not in _words(before)
    assert "Vi kan tale om noget andet." not in _words(letter)
    assert "Med venlig hilsen" not in _words(letter)
    assert "Vi kan tale om noget andet." in _words(builders.letter_of(builders.a_refused_grant(by=signe)))
    kept = stored.from_facts_json(letter.facts).own.versions
    used = ("hours", "closing", "greeting", "explanation-grant")
    assert set(kept) == {str(versions[piece].uuid) for piece in used}
    assert Event.objects.filter(name="own_text.written").count() == len(said)


def test_a_version_begins_on_its_day_and_the_next_takes_over_and_an_empty_one_ends_it(signe: User, lone: User) -> None:
    for day, text in ((ON, "Hilsen"), (TOMORROW, "Kærlig hilsen"), (TOMORROW + timedelta(days=1), "")):
        _write(lone, "greeting", text, first_day=day)
    signed = [_greeting(signe, ON + timedelta(days=number)) for number in range(3)]
    assert signed == ["Hilsen", "Kærlig hilsen", ""]


def _greeting(signe: User, on: date) -> str:
    return stored.from_facts_json(builders.letter_of(builders.a_grant(by=signe, on=on)).facts).own.greeting


def test_a_letter_dated_anew_is_worded_as_of_its_new_day(signe: User, lone: User) -> None:
    letter = builders.letter_of(builders.a_grant(by=signe))
    _write(lone, "closing", "Ring endelig.", first_day=TOMORROW)
    with builders.act(signe, Role.CASEWORKER, on=TOMORROW) as by:
        new = commands.rewrite(letter, keys=builders.keys(), by=by, at=builders.at(TOMORROW), on=TOMORROW)
    assert "Ring endelig." in _words(new)
    assert "Ring endelig." not in _words(Letter.objects.get(pk=letter.pk))


@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        (lambda lone: _write(lone, "greeting", "Hej", first_day=ON - timedelta(days=1)), "tidligst gælde fra i dag"),
        (lambda lone: (_write(lone, "greeting", "Hej"), _write(lone, "greeting", "Hej igen")), "allerede en tekst"),
        (lambda lone: _write(lone, "closing", "Vi ses 😀"), "mangler disse tegn"),
    ],
)
def test_what_cannot_stand_is_refused(lone: User, act: Callable[[User], Any], sentence: str) -> None:
    with pytest.raises(errors.RefusedError, match=sentence):
        act(lone)


def test_only_who_leads_there_or_administers_writes_them(signe: User, lone: User) -> None:
    elsewhere = builders.a_jobcentre("Jobcenter Sydby")
    with pytest.raises(errors.RefusedError, match="Kun teamlederen"):
        _write(lone, "greeting", "Hej", of=elsewhere)
    with builders.act(signe, Role.CASEWORKER) as by, pytest.raises(errors.RefusedError, match="Kun teamlederen"):
        phrasing.write(_jobcentre(signe), "greeting", text="Hej", first_day=ON, by=by, at=AT, on=ON)
    adam = builders.give_role(builders.a_user("Adam Nøgle"), Role.ADMINISTRATOR)
    with builders.act(adam, Role.ADMINISTRATOR) as by:
        phrasing.write(elsewhere, "greeting", text="Hej", first_day=ON, by=by, at=AT, on=ON)
    assert phrasing.name_of(elsewhere, on=ON) == ""
    assert OwnText.objects.get().jobcentre == elsewhere


def test_an_administrator_of_one_jobcentre_words_that_one_alone(signe: User) -> None:
    elsewhere = builders.a_jobcentre("Vestby")
    adam = builders.give_role(builders.a_user("Adam Nøgle"), Role.ADMINISTRATOR)
    bound = replace(builders.actor(adam, Role.ADMINISTRATOR), organisation_ids=frozenset({elsewhere.pk}))
    assert [one.pk for one in phrasing.jobcentres_of(bound)] == [elsewhere.pk]


def test_another_jobcentre_keeps_its_own(signe: User, lone: User) -> None:
    _write(lone, "greeting", "Hej")
    other = builders.a_caseworker("Mads Bruun", team=builders.a_team(jobcentre=builders.a_jobcentre("Sydby")))
    assert _greeting(other, ON) == ""


def test_the_name_of_the_municipality_is_the_newest_that_has_begun(lone: User, signe: User) -> None:
    _write(lone, "name", "Nordby Kommune, Arbejde og Liv")
    _write(lone, "name", "Nordby", first_day=TOMORROW)
    assert phrasing.name_of(_jobcentre(signe), on=ON) == "Nordby Kommune, Arbejde og Liv"
    assert phrasing.name_of(_jobcentre(signe), on=TOMORROW) == "Nordby"


def test_the_history_stands_newest_first_and_says_what_is_in_force(signe: User, lone: User) -> None:
    _write(lone, "greeting", "Hej")
    _write(lone, "greeting", "", first_day=TOMORROW)
    pieces = {piece.key: piece for piece in phrasing.pieces(_jobcentre(signe), on=ON)}
    assert set(pieces) == {"name", "hours", "closing", "greeting", *(f"explanation-{kind}" for kind in LetterKind)}
    newest, now = pieces["greeting"].versions
    assert (newest.text, newest.is_now) == ((phrasing.STANDARD,), False)
    assert (now.text, now.is_now, now.first_day) == (("Hej",), True, "16-11-2026")


@pytest.mark.parametrize(
    "change", ["UPDATE correspondence_owntext SET text = 'x'", "DELETE FROM correspondence_owntext"]
)
def test_a_version_never_changes(lone: User, change: str) -> None:
    _write(lone, "greeting", "Hej")
    with pytest.raises(DatabaseError, match="stays as it was written"), transaction.atomic():
        connection.cursor().execute(change)


@pytest.mark.parametrize("wrong", [{"kind": "grant"}, {"place": "explanation"}])
def test_the_database_keeps_explanations_to_their_kind(signe: User, wrong: dict[str, str]) -> None:
    facts = {"jobcentre": _jobcentre(signe), "place": "greeting", "kind": "", "text": "Hej", **wrong}
    with pytest.raises(IntegrityError, match="explanation_of_a_kind"), transaction.atomic():
        OwnText.objects.create(**facts, first_day=ON, written_at=AT, written_by=signe)


def test_markup_in_an_own_text_is_set_as_it_is() -> None:
    said = letters.Own(explanation=('#panic("x") $x$ *b* 1 < 2',), closing="_i_ @ref", greeting="= Hej")
    letter = examples.a_letter(own=said)
    assert "1 &lt; 2" in twin.to_html(letter)
    assert pdf.to_pdf(letter)

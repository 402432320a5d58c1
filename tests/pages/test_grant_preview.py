"""The decision letter before the decision: drawn as it will be, and nothing of it kept."""

from dataclasses import replace

import pytest
from django.test import Client

from parloeb.domain.correspondence.models import Letter, OutboxItem
from parloeb.domain.grants import commands
from parloeb.domain.grants.models import Grant
from parloeb.domain.people.models import User
from parloeb.domain.people.rules import Role
from tests import builders
from tests.builders import AT, FULL, ON, procedure
from tests.pages.posting import at_field

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_clock")]

NUMBER = "Gives, når brevet skrives"


def letter_in(page: str) -> str:
    return page[page.index('<article class="letter"') : page.index("</article>")]


def test_what_is_previewed_is_what_the_citizen_gets(desk: Client, signe: User) -> None:
    citizen = builders.a_citizen("Asta Krog", address="Tornvej 2\n9990 Nordby")
    grant = builders.a_drafted_grant(by=signe, citizen=citizen)
    page, preview = f"/bevillinger/{grant.uuid}/", f"/bevillinger/{grant.uuid}/brevet/"
    assert f'href="{preview}"' in desk.get(page).content.decode()
    answer = desk.get(preview)
    shown = answer.content.decode()
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Der er ikke gemt eller sendt noget." in shown
    assert not Letter.objects.exists()
    assert not OutboxItem.objects.exists()
    assert Grant.objects.get().state == "draft"

    desk.post(f"{page}bevilg/")
    written = Letter.objects.get()
    sent = desk.get(f"/breve/{written.uuid}/").content.decode()
    assert NUMBER in shown
    assert letter_in(shown).replace(NUMBER, written.number) == letter_in(sent)
    assert "Tornvej 2" in letter_in(sent)
    assert desk.get(preview)["Location"] == page


def test_the_letter_of_a_refusal_is_previewed_with_its_reasons(desk: Client, signe: User) -> None:
    grant = builders.a_drafted_grant(by=signe)
    preview = f"/bevillinger/{grant.uuid}/brevet/?afslag"
    lacking = desk.get(preview).content.decode()
    assert "Brevet kan ikke vises endnu." in lacking
    assert '<article class="letter"' not in lacking
    with builders.act(signe, Role.CASEWORKER) as by:
        draft = commands.Draft(reason_text="Du har allerede en mentor.", alternative=procedure.INSTEAD)
        commands.save(grant, draft, version=grant.version, by=by, at=AT, on=ON)
    shown = desk.get(preview).content.decode()
    assert "Du får ikke mentorstøtte" in letter_in(shown)
    assert "Du har allerede en mentor." in letter_in(shown)


def test_who_must_put_it_before_the_leader_reads_it_unsigned_and_the_leader_signed(desk: Client, signe: User) -> None:
    grant = builders.a_drafted_grant(by=signe, months=6)
    preview = f"/bevillinger/{grant.uuid}/brevet/"
    shown = desk.get(preview).content.decode()
    assert "Den, der afgør bevillingen, skriver under." in shown
    assert signe.name not in letter_in(shown)
    desk.post(f"/bevillinger/{grant.uuid}/forelaeg/")
    team = signe.role_assignments.get().team
    assert team
    leader = builders.a_leader(team=team)
    signed = builders.logged_in(leader, Role.TEAM_LEADER).get(preview).content.decode()
    assert leader.name in letter_in(signed)


def test_what_the_referral_lacks_keeps_the_letter_back(desk: Client, signe: User) -> None:
    referral = builders.a_sent_referral(by=signe, content=replace(FULL, benefit=""))
    grant = builders.a_drafted_grant(by=signe, referral=referral)
    shown = desk.get(f"/bevillinger/{grant.uuid}/brevet/").content.decode()
    assert "Henvisningen mangler noget: Vælg ydelse" in shown


def test_a_protected_address_stands_in_no_preview(desk: Client, signe: User) -> None:
    citizen = builders.a_citizen("Asta Krog", address="Tornvej 2\n9990 Nordby", is_protected=True)
    grant = builders.a_drafted_grant(by=signe, citizen=citizen)
    shown = letter_in(desk.get(f"/bevillinger/{grant.uuid}/brevet/").content.decode())
    assert "Adressen er beskyttet" in shown
    assert "Tornvej" not in shown


def test_the_fields_that_are_printed_say_who_reads_them(desk: Client, signe: User) -> None:
    form = desk.get(f"/bevillinger/{builders.a_drafted_grant(by=signe).uuid}/ret/")
    for field in ("decisive_reason", "assessment", "reason_text"):
        assert "Borgeren læser det, du skriver her, i brevet." in at_field(form, field)

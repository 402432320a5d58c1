"""The evaluator's page: the pilot's tables with nothing on few people, no names, and the reports' contradictions."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from parloeb.domain.people.models import Organisation
from parloeb.domain.people.rules import Role
from tests.builders import people, visits
from tests.registrations import folders

pytestmark = pytest.mark.django_db


def an_evaluator() -> Client:
    return people.logged_in(people.give_role(people.a_user("Eva Lykke"), Role.EVALUATOR), Role.EVALUATOR)


def page(client: Client, **period: str) -> str:
    response = client.get(reverse("evaluation:tables"), period)
    assert response.status_code == 200
    return " ".join(re.sub(r"<[^>]*>", " ", response.content.decode()).split())


def test_the_pilot_is_shown_with_n_of_n_and_few_people_are_hidden() -> None:
    folders.take_in(folders.PILOT)

    text = page(an_evaluator(), til="")

    assert "Borgere i alt 91" in text
    assert "Mand 42 46,2 %" in text
    assert "Oplyst for 74 af 91 borgere." in text
    assert "Kontanthjælp og anden offentlig forsørgelse 58" in text
    assert "Løn skjult skjult" in text
    assert "Fleksjob skjult skjult" in text
    assert "Herlev 18 skjult skjult skjult 10" in text
    assert "Kl. 24-6 skjult skjult" in text
    assert "Kl. 17-24 skjult skjult" in text
    assert "Herlev 265 18 14,72 10,75 27,0 % 17,0 % 11,0 % 45,0 %" in text
    assert "Uddannelse skjult skjult skjult" in text


def test_where_the_printed_report_disagrees_with_itself_is_named_with_the_pilot_only() -> None:
    assert "imod sig selv" not in page(an_evaluator())
    folders.take_in(folders.PILOT)

    text = page(an_evaluator())

    assert "Timer i alt 922 956" in text
    assert "Timer: på arbejdspladsen 147 145 16 % 15,2 %" in text
    assert "Timer: andet 258 291,75 28 % 30,5 %" in text
    assert "Borgere i fastholdelse 26 og 42 26" in text


def test_fewer_than_five_citizens_give_no_table_at_all() -> None:
    pair = visits.a_pair()
    visits.a_visit(pair)

    text = page(an_evaluator())

    assert "færre end 5 borgere" in text
    assert "Timer i alt" not in text
    assert "Anna" not in text


def test_an_evaluator_of_one_jobcentre_sees_that_one_alone() -> None:
    folders.take_in(folders.PILOT)
    herlev = Organisation.objects.get(name="Herlev")
    own = people.give_role(people.a_user("Eva Lykke"), Role.EVALUATOR, organisation=herlev)

    text = page(people.logged_in(own, Role.EVALUATOR))

    assert "Borgere i alt 18" in text
    assert "Odense" not in text


def test_the_period_is_chosen_as_danes_write_days() -> None:
    folders.take_in(folders.PILOT)

    assert "Evaluering 01-06-2008 til 10-09-2008" in page(an_evaluator(), first_day="1/6/2008", last_day="10.09.2008")


def test_what_is_no_day_and_an_end_before_the_start_are_said_in_the_form() -> None:
    client = an_evaluator()

    assert "kan ikke læses som en dag" in page(client, first_day="i går")
    assert "Den sidste dag ligger før den første." in page(client, first_day="01-06-2008", last_day="31-05-2008")


def test_nobody_but_an_evaluator_finds_the_page() -> None:
    for role in (Role.COORDINATOR, Role.TEAM_LEADER, Role.CONTROLLER, Role.ADMINISTRATOR):
        user = people.give_role(people.a_user(), role)
        assert people.logged_in(user, role).get(reverse("evaluation:tables")).status_code == 404


def test_the_contents_lead_to_every_section_chart_and_table_and_back() -> None:
    folders.take_in(folders.PILOT)
    html = an_evaluator().get(reverse("evaluation:tables")).content.decode()
    contents = html[html.index('id="contents"') : html.index("</nav>", html.index('id="contents"'))]
    targets = re.findall(r'href="#([^"]+)"', contents)

    assert len(targets) == html.count("<caption") + html.count('href="#contents"')
    assert [target for target in targets if html.count(f'id="{target}"') != 1] == []
    assert "Manglende oplysninger efter felt" in contents


def test_where_nothing_can_be_shown_there_are_no_contents() -> None:
    visits.a_visit(visits.a_pair())
    assert 'id="contents"' not in an_evaluator().get(reverse("evaluation:tables")).content.decode()

"""One whole course by clicking, from the caseworker's three lines to the closing letter."""

import pytest

from tests.browser.walking import Walker

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def test_a_course_from_three_lines_to_the_closing_letter(walker: Walker) -> None:
    _refer(walker)
    _grant(walker)


def _refer(walker: Walker) -> None:
    walker.become("Signe Holmgaard")
    walker.follow("Ny henvisning")
    walker.fill(cpr="700190-4444", name="Asta Krogh Ålbæk", email="asta@nordby.example")
    walker.press("Videre til henvisningen")
    walker.fill(request="Asta kommer ikke ud ad døren om morgenen og skal hjælpes i gang på uddannelsen.")
    walker.press("Gem og send")
    assert walker.sees("Vælg målgruppen.")
    walker.follow("Ændr henvisningen")
    walker.fill(decisive_reason="Uden en mentor møder Asta ikke op.", reason="Oplyst i samtalen.")
    walker.choose(
        purpose="ordinary_education",
        legal_basis="LAB_167_1",
        target_group="5",
        track="entry",
        education="primary_or_none",
        benefit="kontanthjaelp",
    )
    walker.press("Gem ændringen")
    assert walker.sees("Oplyst i samtalen.")


def _grant(walker: Walker) -> None:
    walker.press("Gør bevillingen klar")
    walker.fill(first_day="01122026", last_day="28-02-2027", hours_per_week="1,5")
    walker.press("Gem, og se hvad reglerne siger")
    assert walker.sees("Reglerne siger: Kan afgøres")
    walker.press("Bevilg")
    walker.follow("Læs brevet med afgørelsen")
    assert walker.sees("Du får mentorstøtte")

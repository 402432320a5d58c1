"""One whole course as five persons and the evaluator: by clicking at a desk and on a phone, and by keyboard alone."""

import pytest
from playwright.sync_api import Browser

from tests.browser import demo as demos
from tests.browser.course import CASE, VISIT, Course
from tests.browser.demo import Demo
from tests.browser.hands import Keyboard
from tests.browser.walking import Walker

pytestmark = pytest.mark.browser


@pytest.mark.long  # a minute
def test_a_whole_course_by_clicking_at_a_desk(browser: Browser, demo: Demo) -> None:
    with Walker.at(browser, demo.port, size="desktop") as walker:
        a_course(
            walker, demo, "Asta Krogh Ålbæk", cpr="700190-4444", mentor="Mikkel Lundgreen", pictures=(CASE,)
        ).walk()


@pytest.mark.long  # a minute and a quarter; every page is looked at on a phone in test_every_page
def test_a_whole_course_by_clicking_on_a_phone(browser: Browser, demo: Demo) -> None:
    with Walker.at(browser, demo.port, size="phone") as walker:
        a_course(
            walker, demo, "Børge Øster Sørup", cpr="700190-4447", mentor="Anton Ravnsborg", pictures=(VISIT,)
        ).walk()


@pytest.mark.long  # a minute and a half
def test_a_whole_course_by_keyboard_alone(browser: Browser, demo: Demo) -> None:
    # Axe has looked at these pages in the walk by clicking at a desk.
    with Walker.at(browser, demo.port, size="desktop", hand=Keyboard(), has_axe=False) as walker:
        a_course(walker, demo, "Tilde Ærø Vang", cpr="700190-4448", mentor="Bettina Skovgaard").walk()


def test_the_first_tab_leads_past_the_head_of_the_page(browser: Browser, demo: Demo) -> None:
    demo.be_now()
    with Walker.at(browser, demo.port, size="desktop") as walker:
        walker.become("Signe Holmgaard")
        keyboard = walker.page.keyboard
        keyboard.press("Tab")
        assert walker.page.locator("a.skipnav:focus").is_visible()
        keyboard.press("Enter")
        keyboard.press("Tab")
        assert walker.page.locator("main :focus").inner_text() == "Ny henvisning"


def test_a_mentors_hours_without_a_citizen_on_a_phone(browser: Browser, demo: Demo) -> None:
    demo.be_now()
    with Walker.at(browser, demo.port, size="phone") as walker:
        walker.become("Maja Kroghage")
        walker.follow("Tid uden borgere")
        walker.press("Gem tiden")
        assert walker.is_told("minutes", "Skriv, hvor længe det varede.")
        walker.fill(minutes="1:30")
        walker.tick(kind="training")
        walker.press("Gem tiden")
        assert walker.sees("1 time og 30 minutter er gemt.")


def a_course(
    walker: Walker, demo: Demo, citizen: str, *, cpr: str, mentor: str, pictures: tuple[str, ...] = ()
) -> Course:
    """A course of its own for each walk: no two share the citizen or the mentor's time."""
    email = f"{cpr[-4:]}@borger.example"
    begins = demos.first_monday_of_a_month()
    return Course(walker, demo, begins, citizen, cpr=cpr, email=email, mentor=mentor, pictures=pictures)

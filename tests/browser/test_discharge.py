"""Support at a discharge that moves twice, before it begins and after, by clicking at a desk and on a phone."""

import io
from dataclasses import dataclass
from datetime import timedelta

import pikepdf
import pytest
from playwright.sync_api import Browser

from tests.browser import demo as demos
from tests.browser.course import CASEWORKER, REASON, Course
from tests.browser.demo import Demo
from tests.browser.walking import Walker
from tests.correspondence import reading

pytestmark = pytest.mark.browser

# The pictures of docs/pictures/README.md: the support that moves with its day, and the letter about it.
MOVED, LETTER = PICTURES = ("discharge-moved", "discharge-letter")
WHY = "Afdelingen vil se tiden an."


@pytest.mark.long  # three quarters of a minute
def test_support_follows_a_discharge_at_a_desk(browser: Browser, demo: Demo) -> None:
    with Walker.at(browser, demo.port, size="desktop") as walker:
        Discharge(a_course(walker, demo, "Villads Åkjær", cpr="700190-4461", pictures=PICTURES)).walk()


@pytest.mark.long  # three quarters of a minute
def test_support_follows_a_discharge_on_a_phone(browser: Browser, demo: Demo) -> None:
    with Walker.at(browser, demo.port, size="phone") as walker:
        Discharge(a_course(walker, demo, "Xenia Ødum", cpr="700190-4462")).walk()


def a_course(walker: Walker, demo: Demo, citizen: str, *, cpr: str, pictures: tuple[str, ...] = ()) -> Course:
    """A course of its own for each walk."""
    begins, email = demos.first_monday_of_a_month(), f"{cpr[-4:]}@borger.example"
    return Course(walker, demo, begins, citizen, cpr=cpr, email=email, mentor="", pictures=pictures)


@dataclass
class Discharge:
    """One course at a discharge six weeks ahead, with support from two weeks ahead. At each step something is wrong."""

    course: Course

    def walk(self) -> None:
        """All of it."""
        self.course.demo.be(self.course.begins)
        self.course.refer()
        self.tell_of_the_discharge()
        self.grant()
        self.course.let_citizen_in()
        self.course.demo.be(self.course.begins + timedelta(days=7))
        self.move_before_it_begins()
        self.read_as_citizen()
        self.course.demo.be(self.course.begins + timedelta(days=42))
        self.move_after_it_began()
        self.look_back()

    def tell_of_the_discharge(self) -> None:
        """The referral says when; a discharge before its admission is refused."""
        walker = self.course.walker
        walker.follow("Ændr henvisningen")
        walker.choose(legal_basis="LAB_167_2")
        walker.fill(hospitalised_on=self.course.day(-10), discharge_on=self.course.day(-11), reason="Indlagt.")
        walker.press("Gem ændringen")
        assert walker.is_told("discharge_on", "Udskrivningen kan ikke ligge før indlæggelsen")
        walker.fill(discharge_on=self.course.day(42))
        walker.press("Gem ændringen")
        assert walker.fact("Udskrives den") == self.course.day(42)

    def grant(self) -> None:
        """One hour a week until the discharge, then three; not from longer before than the act allows."""
        walker = self.course.walker
        walker.press("Gør bevillingen klar")
        walker.fill(first_day=self.course.day(-90), last_day=self.course.day(-30), hours_per_week="3")
        walker.press("Gem, og se hvad reglerne siger")
        assert walker.sees("Første dag kan tidligst være")
        walker.follow("Ret udkastet")
        walker.fill(first_day=self.course.day(14), last_day=self.course.day(97), hours_per_week="3")
        walker.tick(shape="ramped")
        walker.unfold("Op- og nedtrapning")
        walker.fill(up_weeks="4", up_hours="1")
        walker.press("Udfyld ugerne")
        walker.press("Gem, og se hvad reglerne siger")
        assert walker.sees(REASON)
        walker.press("Bevilg")
        walker.follow("Læs brevet med afgørelsen")
        assert walker.sees("Du får mentorstøtte")
        assert walker.sees("Din udskrivning")

    def move_before_it_begins(self) -> None:
        """Two weeks later: entered once, and the whole of it is found moved in a draft; nothing is decided yet."""
        walker = self.course.walker
        self.to_the_grant()
        walker.follow("Udskrivningen er flyttet")
        walker.fill(discharge_on=self.course.day(-11), reason=WHY)
        walker.press("Gem dagen, og flyt støtten")
        assert walker.is_told("source", "Vælg, hvem der har oplyst det.")
        walker.tick(source="hospital")
        walker.press("Gem dagen, og flyt støtten")
        assert walker.is_told("discharge_on", "Udskrivningen kan ikke ligge før indlæggelsen")
        assert walker.holds("reason", WHY)
        walker.fill(discharge_on=self.course.day(56))
        walker.press("Gem dagen, og flyt støtten")
        assert walker.fact("Periode") == f"{self.course.day(28)} – {self.course.day(111)}"
        assert walker.fact("Udskrives den") == self.course.day(56)
        self.course.take(MOVED)
        walker.follow("Se brevet")
        assert walker.sees("Udkast")
        walker.follow_of("Bevillingen i sag")
        walker.press("Bevilg")
        assert walker.sees("Resten skal også bevilges.")
        walker.follow("Læs brevet med afgørelsen")
        assert walker.sees("Din mentorstøtte er flyttet")
        self.course.take(LETTER)
        self.hold_the_pdf_against_the_page()

    def hold_the_pdf_against_the_page(self) -> None:
        """What is printed is tagged, and says what the page says."""
        page = self.course.walker.page
        link = page.get_by_role("link", name="Hent som PDF", exact=True).get_attribute("href")
        fetched = page.request.get(f"{self.course.walker.home}{link}")
        assert fetched.headers["content-type"] == "application/pdf"
        with pikepdf.open(io.BytesIO(fetched.body())) as document:
            assert bool(document.Root.MarkInfo.Marked)
            assert str(document.Root.Lang) == "da"
        printed = {text for _, text in reading.pdf_blocks(fetched.body())}
        shown = [text for _, text in reading.html_blocks(page.locator(".p-letter").inner_html())]
        assert "Din mentorstøtte er flyttet" in printed
        # Who works here reads the rule after the sentence too.
        about = [text for text in printed if "udskrivning" in text]
        assert about
        assert [text for text in about if not any(one.startswith(text) for one in shown)] == []

    def read_as_citizen(self) -> None:
        """The citizen finds the decision on the own page, and what is granted now."""
        walker = self.course.walker
        walker.become(self.course.citizen)
        walker.follow("Se hele dit forløb")
        assert walker.sees("Flytning med udskrivningen")
        walker.follow("Læs bevillingen")
        assert walker.fact("Periode") == f"{self.course.day(28)} – {self.course.day(111)}"

    def move_after_it_began(self) -> None:
        """Discharged a week sooner, two weeks into the support: those stay, the steps come sooner, the end stays."""
        walker = self.course.walker
        self.to_the_grant()
        walker.follow("Udskrivningen er flyttet")
        walker.fill(discharge_on=self.course.day(49), reason="Er klar før.")
        walker.tick(source="citizen")
        walker.press("Gem dagen, og flyt støtten")
        assert walker.fact("Periode") == f"{self.course.day(42)} – {self.course.day(111)}"
        walker.press("Bevilg")
        walker.follow_of("Flytning med udskrivningen")
        assert walker.fact("Gælder nu") == f"{self.course.day(28)} – {self.course.day(41)}"

    def look_back(self) -> None:
        """The referral tells of each day, and of who told of it."""
        walker = self.course.walker
        walker.go_to("Sager")
        walker.follow_of("", beside=self.course.citizen)
        walker.follow("Læs henvisningen")
        assert walker.sees("Oplyst af: Borgeren")
        assert walker.sees("Oplyst af: Afdelingen eller udskrivningskoordinatoren")

    def to_the_grant(self) -> None:
        """The caseworker goes by the case to the grant that was decided last."""
        walker = self.course.walker
        walker.become(CASEWORKER)
        walker.go_to("Sager")
        walker.follow_of("", beside=self.course.citizen)
        walker.follow("Læs bevillingen")

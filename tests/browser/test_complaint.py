"""A refusal with hearing, complained of, looked at again and granted, by clicking at a desk and on a phone."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from playwright.sync_api import Browser

from parloeb.kernel import days
from tests.browser import demo as demos
from tests.browser.course import CASEWORKER, LEADER, Course
from tests.browser.demo import Demo
from tests.browser.walking import Walker

pytestmark = pytest.mark.browser

ADVERSE = "Skolen skriver, at fremmødet er stabilt uden støtte."
# The pictures of docs/pictures/README.md: what the rules say of a refusal, and the complaint about it.
RULES, COMPLAINT = PICTURES = ("refusal-and-the-rules", "complaint-looked-at-again")
NOT_SO = "Min søster kører mig, og det kan hun ikke blive ved med."


@pytest.mark.long  # half a minute
def test_a_refusal_ends_granted_at_a_desk(browser: Browser, demo: Demo) -> None:
    with Walker.at(browser, demo.port, size="desktop") as walker:
        Dispute(a_course(walker, demo, "Sofus Ågerup", cpr="700190-4451", pictures=PICTURES)).walk()


@pytest.mark.long  # half a minute
def test_a_refusal_ends_granted_on_a_phone(browser: Browser, demo: Demo) -> None:
    with Walker.at(browser, demo.port, size="phone") as walker:
        Dispute(a_course(walker, demo, "Thyra Bækmark", cpr="700190-4452")).walk()


@pytest.mark.long  # half a minute
def test_a_refusal_stands_after_a_late_complaint(browser: Browser, demo: Demo) -> None:
    with Walker.at(browser, demo.port, size="desktop") as walker:
        Dispute(a_course(walker, demo, "Ursula Ørsnes", cpr="700190-4453")).lose()


def a_course(walker: Walker, demo: Demo, citizen: str, *, cpr: str, pictures: tuple[str, ...] = ()) -> Course:
    """A course of its own for each walk."""
    begins, email = demos.first_monday_of_a_month(), f"{cpr[-4:]}@borger.example"
    return Course(walker, demo, begins, citizen, cpr=cpr, email=email, mentor="", pictures=pictures)


@dataclass
class Dispute:
    """What becomes of one course that is first refused. At each step something is left out first."""

    course: Course

    def walk(self) -> None:
        """All of it."""
        self.course.demo.be(self.course.begins)
        self.course.refer()
        self.draft_refusal()
        self.hear()
        self.course.let_citizen_in()
        self.course.demo.be(self.course.begins + timedelta(days=3))
        self.answer()
        self.refuse()
        self.complain()
        self.course.demo.be(self.course.begins + timedelta(days=8))
        self.decide_anew()
        self.read_all()

    def lose(self) -> None:
        """The citizen cannot log in and complains too late; the leader takes it up, and the decision stands."""
        self.course.demo.be(self.course.begins)
        self.course.refer()
        self.refuse_at_once()
        self.course.demo.be(self.course.begins + timedelta(days=43))
        self.note_late_complaint()
        self.maintain()
        self.note_answer()

    def refuse_at_once(self) -> None:
        """Nothing is new to the citizen, so nobody need be heard; the letter is posted."""
        walker = self.course.walker
        walker.press("Gør bevillingen klar")
        walker.fill(reason_text="En mentor er ikke afgørende.", alternative="Tal med vejlederen på skolen.")
        walker.press("Gem, og se hvad reglerne siger")
        walker.press("Giv afslag")
        walker.follow("Læs brevet med afgørelsen")
        walker.press("Brevet er sendt med posten")

    def note_late_complaint(self) -> None:
        """Said on the telephone weeks after the last day."""
        walker = self.course.walker
        walker.become(CASEWORKER)
        walker.go_to("Sager")
        walker.follow_of("", beside=self.course.citizen)
        walker.follow("Læs bevillingen")
        walker.follow("Skriv en klage ned")
        walker.fill(text=NOT_SO, received_on=self.course.day(44))
        walker.tick(way="phone")
        walker.press("Gem klagen")
        assert walker.is_told("received_on", "til i dag")
        walker.fill(received_on=self.course.day(43))
        walker.press("Gem klagen")
        assert walker.sees("Kom efter fristen")

    def maintain(self) -> None:
        """The leader takes it up for a special reason, and holds on to the decision."""
        walker = self.course.walker
        walker.become(LEADER)
        walker.go_to("Frister")
        walker.follow_of("Klage kom efter fristen", beside=self.course.citizen)
        walker.follow("Tag klagen op")
        walker.press("Tag klagen op")
        assert walker.is_told("reason", "Skriv den særlige grund.")
        walker.fill(reason="Var indlagt.")
        walker.press("Tag klagen op")
        walker.follow("Hold fast i afgørelsen")
        walker.fill(reasons="Fremmødet er stabilt.")
        walker.press("Hold fast, og skriv brevet")
        assert walker.sees("Læs brevet om, at afgørelsen er fastholdt")

    def note_answer(self) -> None:
        """It goes to Ankestyrelsen, who agrees."""
        walker = self.course.walker
        walker.follow("Send klagen til Ankestyrelsen")
        walker.press("Notér, at den er sendt")
        walker.follow("Ankestyrelsens afgørelse")
        walker.press("Gem svaret")
        assert walker.is_told("outcome", "Vælg, hvad Ankestyrelsen har afgjort.")
        walker.tick(outcome="upheld")
        walker.press("Gem svaret")
        assert walker.sees("Afgjort af Ankestyrelsen")

    def draft_refusal(self) -> None:
        """It rests on facts that the citizen does not know, so it cannot be refused yet."""
        walker = self.course.walker
        walker.press("Gør bevillingen klar")
        walker.fill(reason_text="En mentor er ikke afgørende.", alternative="Tal med vejlederen på skolen.")
        walker.tick_beside("Et afslag, helt eller delvist, bygger på oplysninger, som borgeren ikke kender")
        walker.press("Gem, og se hvad reglerne siger")
        assert walker.sees("Hør borgeren først.")
        self.course.take(RULES)

    def hear(self) -> None:
        """The caseworker puts the facts to the citizen and posts the letter."""
        walker = self.course.walker
        walker.follow("Hør borgeren først")
        walker.fill(answer_by=self.course.day(0))
        walker.press("Skriv brevet til borgeren")
        assert walker.is_told("facts", "hvilke oplysninger")
        walker.fill(facts=ADVERSE)
        walker.press("Skriv brevet til borgeren")
        assert walker.is_told("answer_by", "tid til at svare")
        assert walker.holds("facts", ADVERSE)
        walker.fill(answer_by=self.course.day(14))
        walker.press("Skriv brevet til borgeren")
        walker.follow("Læs brevet")
        assert walker.sees(ADVERSE)
        walker.press("Brevet er sendt med posten")

    def answer(self) -> None:
        """The citizen reads and answers on the own page."""
        walker = self.course.walker
        walker.become(self.course.citizen)
        walker.follow_of("Vi vil høre, hvad du siger")
        assert walker.sees(ADVERSE)
        walker.follow("Svar")
        walker.press("Send dit svar")
        assert walker.is_told("text", "Skriv svaret.")
        walker.fill(text=NOT_SO)
        walker.press("Send dit svar")
        assert walker.sees("Besvaret")

    def refuse(self) -> None:
        """The caseworker reads the answer, and refuses all the same."""
        walker = self.course.walker
        walker.become(CASEWORKER)
        walker.follow_of("Borgeren har svaret på partshøringen", beside=self.course.citizen)
        assert walker.sees(NOT_SO)
        walker.follow_of("Bevillingen i sag")
        walker.press("Giv afslag")
        assert walker.sees("Afslået")

    def complain(self) -> None:
        """The citizen complains on the own page."""
        walker = self.course.walker
        walker.become(self.course.citizen)
        walker.follow("klage her")
        walker.press("Send klagen")
        assert walker.is_told("text", "Skriv, hvad der klages over.")
        walker.fill(text=NOT_SO)
        walker.press("Send klagen")
        assert walker.sees("Din klage")

    def decide_anew(self) -> None:
        """The leader finds that the citizen is right, and grants."""
        walker = self.course.walker
        walker.become(LEADER)
        walker.follow_of("Klage: Se på afgørelsen igen", beside=self.course.citizen)
        walker.follow("Afgør sagen på ny")
        walker.press("Begynd en ny bevilling")
        assert walker.is_told("reasons", "på ny")
        walker.fill(reasons="Søsterens hjælp falder bort.")
        walker.press("Begynd en ny bevilling")
        self.course.take(COMPLAINT)
        walker.follow("Gå til den nye bevilling")
        walker.follow("Ret udkastet")
        last_day = days.last_day_of(self.course.begins + timedelta(days=8), 3)
        walker.fill(first_day=self.course.day(8), last_day=days.text(last_day), hours_per_week="1,5")
        walker.press("Gem, og se hvad reglerne siger")
        walker.press("Bevilg")
        walker.follow("Læs brevet med afgørelsen")
        assert walker.sees("Du får mentorstøtte")

    def read_all(self) -> None:
        """The citizen finds the whole story, and the new decision."""
        walker = self.course.walker
        walker.become(self.course.citizen)
        walker.follow("Se hele dit forløb")
        for told in ("Partshøring begyndt", "Afslået", "Klage modtaget", "Sagen afgøres på ny efter klage", "Bevilget"):
            assert walker.sees(told)

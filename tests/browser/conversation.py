"""The conversation that finds a mentor: a no, a wish for better odds, a stop in the trial, a change with handover.

The coordinator takes whoever is suggested first, each mentor answers on the own page, and the citizen's own page says
at each step how far it is. At each form something is typed wrong first.
"""

from dataclasses import dataclass
from datetime import timedelta

from tests.browser.course import COORDINATOR, Course
from tests.browser.walking import Walker

WHY = "Er god til at komme i gang om morgenen."
# Logs in as a caseworker first, and so is no mentor by one press.
IN_TWO_ROLES = "Simon Fjeldgren"
GENTLE = "Mød borgeren hjemme, og ring aldrig før kl. 9."


@dataclass
class Conversation:
    """A course from its grant to its third mentor; `course` is referred, granted, agreed and signed as every other.

    `day` counts from the Monday on which it begins.
    """

    course: Course
    day: int = 0

    @property
    def walker(self) -> Walker:
        """Who walks."""
        return self.course.walker

    @property
    def answer_by(self) -> str:
        """The deadline that each mentor is given."""
        return self.course.day(self.day + 6)

    def walk(self) -> None:
        """All of it."""
        self.begin()
        self.ask_until_yes()
        self.meet_and_answer()
        self.stop_in_trial()
        self.go_past_trial()
        self.ask_for_another()
        self.hand_over()
        self.read_and_go_on()

    def begin(self) -> None:
        """The course is granted, the citizen tells a wish, and the coordinator judges what it takes."""
        course = self.course
        self.be(0)
        course.refer()
        course.let_citizen_in()
        course.draft_grant()
        course.decide_grant()
        self.wish()
        self.judge()

    def be(self, day: int) -> None:
        """Let it be the afternoon of that day."""
        self.day = day
        self.course.demo.be(self.course.begins + timedelta(days=day), 14)

    def wish(self) -> None:
        """The citizen reads that a mentor is looked for, and finds the way to wish."""
        walker = self.walker
        walker.become(self.course.citizen)
        assert walker.sees("Vi leder efter en mentor, der passer til dig.")
        assert walker.sees("Du har ikke en mentor endnu.")
        walker.follow("Fortæl, hvad du ønsker af en mentor")
        assert walker.sees("Hvad ønsker du af en mentor?")

    def judge(self) -> None:
        """From the board to what the course asks of a mentor."""
        walker, course = self.walker, self.course
        walker.become(COORDINATOR)
        walker.go_to("Matchtavle")
        walker.follow_of("Find en mentor", beside=course.citizen)
        walker.follow("Ret, hvad forløbet kræver")
        walker.unfold("Udeluk en mentor")
        walker.press("Udeluk mentoren")
        assert walker.is_told("mentor", "Vælg mentoren.")
        walker.choose(anxiety="2")
        walker.press("Gem kravene")
        walker.follow("Se, hvem der kan")
        assert walker.sees("Forslag")

    def ask_until_yes(self) -> None:
        """One has no time, one needs better odds, and the third says yes; the citizen reads no name before that."""
        walker = self.walker
        first = self.propose()
        self.open_question(first)
        walker.unfold("Nej tak")
        walker.press("Jeg har ikke tid lige nu")
        self.is_free_again()
        second = self.propose()
        assert second != first
        self.open_question(second)
        walker.press("Jeg har brug for et forløb med bedre odds")
        self.is_free_again()
        third = self.propose()
        assert third not in (first, second)
        self.say_yes(third)

    def propose(self) -> str:
        """From the board to the suggestions, and ask the first of them."""
        walker = self.walker
        walker.become(COORDINATOR)
        walker.go_to("Matchtavle")
        walker.follow_of("Find", beside=self.course.citizen)
        return self.choose()

    def choose(self) -> str:
        """Choose the one suggested first, and ask; a day gone by is refused. Returns the mentor's name."""
        walker = self.walker
        names = walker.page.locator("label[for^='mentor-']").all_inner_texts()
        name = next(one for one in names if one != IN_TWO_ROLES)
        walker.fill(why=WHY)
        walker.press("Vælg mentoren")
        assert walker.is_told("mentor", "Vælg en mentor.")
        assert walker.holds("why", WHY)
        walker.tick_beside(name)
        walker.press("Vælg mentoren")
        walker.fill(answer_by="01-01-2020")
        walker.press(f"Spørg {name}")
        assert walker.is_told("answer_by", "Svarfristen ligger i fortiden.")
        walker.fill(answer_by=self.answer_by)
        walker.press(f"Spørg {name}")
        assert walker.sees("Mentoren er spurgt")
        return name

    def open_question(self, mentor: str) -> None:
        """The mentor opens the question, which names nobody."""
        walker = self.walker
        walker.become(mentor)
        walker.follow_of(f"Vil du være mentor? Svar senest {self.answer_by}")
        assert not walker.sees(self.course.citizen)

    def is_free_again(self) -> None:
        """The citizen reads that nobody is found yet, and nothing of who said no."""
        self.read_own("Vi leder efter en mentor, der passer til dig.", never=("bedre odds", "ikke tid"))

    def read_own(self, *sentences: str, never: tuple[str, ...] = ()) -> None:
        """The citizen's own page says all of these and none of the others."""
        walker = self.walker
        walker.become(self.course.citizen)
        shown = walker.page.locator("main").inner_text()
        assert [one for one in sentences if one not in shown] == []
        assert [one for one in never if one in shown] == []

    def say_yes(self, mentor: str, *, meanwhile: str = "") -> None:
        """The question is open until it is answered, and the case from then on. `meanwhile`: what the citizen reads."""
        walker = self.walker
        self.read_own(meanwhile or f"Vi har spurgt en mentor og får svar senest {self.answer_by}.", never=(mentor,))
        self.open_question(mentor)
        walker.press("Ja, jeg vil gerne")
        assert walker.sees(self.course.citizen)
        self.course.mentor = mentor
        self.read_own(f"Din mentor er {mentor}.")

    def meet_and_answer(self) -> None:
        """Both are asked apart, the coordinator confirms, and the agreement is signed."""
        self.meet(2)
        self.answer_apart()
        self.confirm()
        self.course.write_agreement()
        self.course.sign_agreement()

    def meet(self, day: int) -> None:
        """The mentor registers that the two met."""
        walker, course = self.walker, self.course
        self.be(day)
        walker.become(course.mentor)
        walker.follow(f"Registrér besøg hos {course.citizen}")
        walker.fill(starts_at="25.15")
        walker.tick(length_1="30", topics_1="everyday", place_1="elsewhere")
        walker.press("Gem besøget")
        assert walker.is_told("starts_at", "25.15")
        walker.fill(starts_at="12.15")  # over by two; the mentor may meet another walk's citizen in the morning
        walker.press("Gem besøget")
        assert walker.sees("Besøget er gemt.")

    def answer_apart(self) -> None:
        """Each answers the private question, with words that the other never finds."""
        walker, course = self.walker, self.course
        told = {course.citizen: "Jeg føler mig tryg.", course.mentor: "Vi kan godt med hinanden."}
        asked = {course.citizen: course.mentor, course.mentor: course.citizen}
        for one, other in asked.items():
            walker.become(one)
            walker.follow_of(f"Vil du gerne fortsætte med {other}?")
            assert not walker.sees(told[other])
            walker.fill(words=told[one])
            walker.press("Send mit svar")
            assert walker.is_told("answer", "Vælg et svar. Alle svar er i orden.")
            assert walker.holds("words", told[one])
            walker.tick(answer="yes")
            walker.press("Send mit svar")
            assert walker.sees("Ja, jeg vil gerne fortsætte")
            walker.follow("Min side" if one == course.citizen else "Sagen")
            assert not walker.sees(told[other])

    def open_match(self) -> None:
        """The coordinator opens the match from the desk."""
        walker = self.walker
        walker.become(COORDINATOR)
        walker.follow_of("Bekræft", beside=self.course.citizen)

    def confirm(self) -> None:
        """The coordinator alone reads both answers, and notes that both want to go on."""
        walker = self.walker
        self.open_match()
        assert walker.sees("Jeg føler mig tryg.")
        assert walker.sees("Vi kan godt med hinanden.")
        walker.press("Begge vil fortsætte")

    def stop_in_trial(self) -> None:
        """The citizen thinks again, and then stops; the mentor reads that it is over and not whose wish it was."""
        walker, course = self.walker, self.course
        former = course.mentor
        self.be(7)
        self.read_own("Prøve: 1 af 3 møder")
        walker.follow("Dig og din mentor")
        walker.follow("Jeg vil stoppe nu")
        assert walker.sees("Er du sikker på, at du vil stoppe?")
        walker.follow("Nej, jeg vil fortsætte")
        walker.follow("Jeg vil stoppe nu")
        walker.press("Ja, jeg vil stoppe")
        assert walker.sees("I mødes ikke længere.")
        self.read_own("Du har ikke en mentor nu.", "Vi leder efter en mentor, der passer til dig.")
        self.write_handover(former)
        following = self.propose()
        assert following != former
        self.say_yes(following)
        self.read_handover()

    def go_past_trial(self) -> None:
        """Three meetings with the next mentor, and the trial is over."""
        self.meet(9)
        self.answer_apart()
        self.confirm()
        self.course.write_agreement()
        self.course.sign_agreement()
        for day in (10, 11):
            self.meet(day)
        self.read_own(f"Din mentor er {self.course.mentor}.", never=("Prøve:",))

    def ask_for_another(self) -> None:
        """The citizen asks past the mentor, who finds it nowhere; the coordinator answers, and a new one says yes."""
        walker, course = self.walker, self.course
        self.be(14)
        walker.become(course.citizen)
        walker.follow("Dig og din mentor")
        walker.follow("Bed om en anden mentor")
        walker.fill(words="Vi taler forbi hinanden.")
        walker.press("Bed om en anden mentor")
        assert walker.is_told("reason", "Vælg en grund. Ingen grund er forkert.")
        assert walker.holds("words", "Vi taler forbi hinanden.")
        walker.tick(reason="chemistry")
        walker.press("Bed om en anden mentor")
        self.read_own("Du bad om en anden mentor", "Du får svar senest")
        self.mentor_finds_nothing()
        walker.become(COORDINATOR)
        walker.follow_of("Svar: borgeren har bedt om en anden mentor", beside=course.citizen)
        walker.fill(answer="Vi finder en, der passer bedre til dig.")
        walker.press("Send svaret")
        assert walker.is_told("outcome", "Vælg, hvad der bliver af det.")
        walker.tick(outcome="search")
        walker.press("Send svaret")
        self.read_own("Vi leder efter en ny mentor, og I fortsætter imens.", f"Din mentor er {course.mentor}.")
        self.mentor_finds_nothing()

    def mentor_finds_nothing(self) -> None:
        """Neither the front page, nor the own match, nor the case tells the mentor that the citizen asked."""
        walker, course = self.walker, self.course
        walker.become(course.mentor)
        self.tells_nothing()
        walker.follow(course.citizen)
        self.tells_nothing()
        walker.go_to("Min dag")
        walker.follow_of("Jeres match")
        self.tells_nothing()

    def tells_nothing(self) -> None:
        """This page says nothing of the wish."""
        shown = self.walker.page.locator("main").inner_text()
        assert "taler forbi" not in shown
        assert "bad om en anden mentor" not in shown
        assert "ny mentor" not in shown

    def hand_over(self) -> None:
        """The new mentor says yes; the former and the citizen write what the next is to know."""
        former = self.course.mentor
        walker = self.walker
        walker.become(COORDINATOR)
        walker.follow_of("Find en ny mentor: skiftet er aftalt", beside=self.course.citizen)
        walker.follow("Find den nye mentor")
        self.say_yes(self.choose(), meanwhile="Vi leder efter en ny mentor, og I fortsætter imens.")
        assert self.course.mentor != former
        self.write_handover(former)

    def write_handover(self, former: str) -> None:
        """First the citizen, who need not, then the mentor who leaves, and it is ready."""
        walker, course = self.walker, self.course
        walker.become(course.citizen)
        walker.follow_of("Læs, hvad din næste mentor får at vide, og skriv til")
        walker.press("Gem")
        assert walker.is_told("works", "Skriv, hvad der virker, eller hvad man skal undgå.")
        walker.fill(works="Send en besked, før du kommer.")
        walker.press("Gem")
        walker.become(former)
        walker.follow_of("Skriv overdragelsen til den næste mentor")
        assert not walker.sees("Send en besked, før du kommer.")
        walker.press("Gør den klar til den nye mentor")
        assert walker.sees("Skriv først, hvad der virker, og hvad man skal undgå.")
        walker.fill(works=GENTLE, avoid="At komme uanmeldt.")
        walker.press("Gem")
        walker.press("Gør den klar til den nye mentor")
        assert walker.sees("Klar til den nye mentor")

    def read_handover(self) -> None:
        """The new mentor reads what both wrote, and says so."""
        walker = self.walker
        walker.become(self.course.mentor)
        walker.follow_of("Læs overdragelsen fra den tidligere mentor")
        assert walker.sees(GENTLE)
        assert walker.sees("Send en besked, før du kommer.")
        walker.press("Jeg har læst overdragelsen")
        assert walker.sees("Læst af den nye mentor")

    def read_and_go_on(self) -> None:
        """Both say yes, but go on only once the handover is read."""
        walker = self.walker
        self.meet(16)
        self.answer_apart()
        self.open_match()
        assert walker.sees("Overdragelsen fra den tidligere mentor er ikke læst.")
        self.read_handover()
        self.confirm()
        assert walker.sees("Begge vil fortsætte")

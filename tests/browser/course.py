"""One whole course, from the caseworker's three lines to the closing letter, step by step as people take them.

At each step something is typed wrong first: the page says so at the field and keeps the rest.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from parloeb.kernel import days
from tests.browser import pictures
from tests.browser.demo import Demo
from tests.browser.walking import Walker

CASEWORKER, LEADER, COORDINATOR, EVALUATOR = "Signe Holmgaard", "Lone Kvistgaard", "Karen Sommerlund", "Eva Lykkeborg"
# The pictures that README shows: the case in the middle of a course, and the form of a visit.
CASE, VISIT = "case-at-a-desk", "visit-on-a-phone"
REASON = "Uden en mentor møder borgeren ikke op."
ASKED = "Kommer ikke ud ad døren om morgenen og skal hjælpes i gang på uddannelsen, helst før jul."


@dataclass
class Course:
    """One course: who walks it, whom it is about, who becomes the mentor, and the Monday on which it begins.

    `pictures` names those that are taken on the way.
    """

    walker: Walker
    demo: Demo
    begins: date
    citizen: str
    cpr: str
    email: str
    mentor: str
    pictures: tuple[str, ...] = ()
    number: str = ""
    counted: int = 0

    @property
    def ends(self) -> date:
        """The last day granted."""
        return days.last_day_of(self.begins, 6)

    @property
    def month(self) -> str:
        """The month in which the course begins, as it is written."""
        return days.month_text(self.begins.replace(day=1))

    @property
    def told_on(self) -> date:
        """The first Monday after that month."""
        first = days.months_after(self.begins.replace(day=1), 1)
        return first + timedelta(days=-first.weekday() % 7)

    def day(self, days_after: int) -> str:
        """A day of the course as it is typed."""
        return days.text(self.begins + timedelta(days=days_after))

    def walk(self) -> None:
        """All of it."""
        self.demo.be(self.begins)
        self.count()
        self.refer()
        self.let_citizen_in()
        self.draft_grant()
        self.decide_grant()
        self.choose_mentor()
        self.say_yes()
        self.demo.be(self.begins + timedelta(days=2), 14)
        self.meet()
        self.confirm_match()
        self.write_agreement()
        self.sign_agreement()
        self.demo.be(self.begins + timedelta(days=9), 14)
        self.visit()
        self.miss()
        self.answer_visits()
        self.look_back()
        self.demo.be(self.told_on)
        self.write_report()
        self.add_own_words()
        self.send_report()
        self.read_report()
        self.hold_talk()
        self.close()
        self.read_closing()
        self.evaluate()

    def refer(self) -> None:
        """Three lines that the caseworker would write anyway; then what this purpose asks for."""
        walker = self.walker
        walker.become(CASEWORKER)
        walker.follow("Ny henvisning")
        walker.fill(cpr="310290-1234", name=self.citizen, email=self.email)
        walker.press("Videre til henvisningen")
        assert walker.is_told("cpr", "CPR")
        assert walker.holds("name", self.citizen)
        walker.fill(cpr=self.cpr)
        walker.press("Videre til henvisningen")
        walker.fill(request="Kommer ikke ud ad døren om morgenen og skal hjælpes i gang på uddannelsen.")
        walker.press("Gem og send")
        assert walker.sees("Vælg målgruppen.")
        walker.follow("Ændr henvisningen")
        walker.fill(decisive_reason=REASON)
        walker.choose(
            purpose="ordinary_education",
            legal_basis="LAB_167_1",
            target_group="5",
            track="entry",
            education="primary_or_none",
            benefit="kontanthjaelp",
        )
        walker.press("Gem ændringen")  # what was left empty is filled in without more
        walker.follow("Ændr henvisningen")
        assert walker.holds("decisive_reason", REASON)
        walker.fill(request=ASKED)
        walker.press("Gem ændringen")
        assert walker.is_told("reason", "hvorfor")
        assert walker.holds("request", ASKED)
        walker.fill(reason="Oplyst i samtalen.")
        walker.press("Gem ændringen")
        assert walker.sees("Oplyst i samtalen.")

    def draft_grant(self) -> None:
        """Half a year is beyond the caseworker's power, so that it goes to the team leader."""
        walker = self.walker
        walker.press("Gør bevillingen klar")
        walker.fill(first_day="31-02-2027", last_day=days.text(self.ends), hours_per_week="1,5")
        walker.press("Gem, og se hvad reglerne siger")
        assert walker.is_told("first_day", "31-02-2027")
        assert walker.holds("last_day", days.text(self.ends))
        walker.fill(first_day=self.day(0))
        walker.press("Gem, og se hvad reglerne siger")
        assert walker.sees("Du kan højst bevilge 3 måneder ad gangen.")
        walker.press("Forelæg for teamlederen")

    def decide_grant(self) -> None:
        """The team leader decides, and the citizen gets a letter."""
        walker = self.walker
        walker.become(LEADER)
        self.number = walker.number_of(self.citizen)
        walker.follow_of("", beside=self.citizen)
        walker.follow("Se brevet, hvis du bevilger")
        assert walker.sees("Du får mentorstøtte")
        walker.follow(f"Bevillingen i sag {self.number}")
        walker.press("Bevilg")
        walker.follow("Læs brevet med afgørelsen")
        assert walker.sees("Du får mentorstøtte")

    def let_citizen_in(self) -> None:
        """The administrator at the machine gives the citizen a login."""
        self.demo.let_log_in(self.citizen, email=self.email, cpr=self.cpr)

    def choose_mentor(self) -> None:
        """The coordinator chooses one who can, says why, and asks."""
        walker = self.walker
        walker.become(COORDINATOR)
        walker.follow_of("", beside=self.citizen)
        walker.press("Vælg mentoren")
        assert walker.sees("Vælg en mentor.")
        walker.fill(why="Kender vejen til skolen.")
        if not walker.sees(self.mentor):
            walker.unfold("Andre, der kan")
            walker.tick(deviation_reason="knows_both")
        walker.tick_beside(self.mentor)
        walker.press("Vælg mentoren")
        walker.fill(answer_by="01-01-2020")
        walker.press(f"Spørg {self.mentor}")
        assert walker.is_told("answer_by", "Svarfristen ligger i fortiden.")
        walker.fill(answer_by=self.day(3))
        walker.press(f"Spørg {self.mentor}")
        assert walker.sees("Spurgt")

    def say_yes(self) -> None:
        """The mentor is asked without a name, looks at the reasons for a no, and says yes."""
        walker = self.walker
        walker.become(self.mentor)
        walker.follow_of(f"Vil du være mentor? Svar senest {self.day(3)}")
        walker.unfold("Nej tak")
        assert walker.sees("Ingen grund er forkert.")
        walker.press("Ja, jeg vil gerne")
        assert walker.sees(self.citizen)

    def meet(self) -> None:
        """The first contact, which needs no agreement yet."""
        walker = self.walker
        walker.become(self.mentor)
        walker.follow(f"Registrér besøg hos {self.citizen}")
        walker.fill(starts_at="10.15")
        walker.tick(length_1="30", topics_1="everyday", place_1="elsewhere")
        self.take(VISIT)
        walker.press("Gem besøget")
        assert walker.sees("Besøget er gemt.")

    def confirm_match(self) -> None:
        """Both want to go on; the coordinator notes it."""
        walker = self.walker
        walker.become(COORDINATOR)
        walker.follow_of("", beside=self.citizen)
        for side in ("citizen", "mentor"):
            walker.follow("Skriv et svar ned")
            walker.tick(side=side, answer="yes", way="phone")
            walker.press("Gem svaret")
        walker.press("Begge vil fortsætte")

    def write_agreement(self) -> None:
        """Mentor and citizen write it together, at the mentor's screen."""
        walker = self.walker
        walker.become(self.mentor)
        walker.follow_of("Lav mentoraftalen", beside=self.citizen)
        walker.press("Begynd på aftalen")
        walker.fill(
            goal_own_words="Jeg vil gerne kunne komme i skole om morgenen.",
            goal="Stabilt fremmøde på uddannelsen.",
            **{"goal-0-text": "Møde til tiden hver mandag", "goal-0-we_will_see": "fraværet falder"},
            **{"goal-0-due_on": "i morgen"},
        )
        walker.choose(rhythm="weekly")
        walker.tick(tasks="morning")
        walker.press("Gem kladden")
        assert walker.is_told("goal-0-due_on", "kan ikke læses som en dag")
        assert walker.holds("goal-0-text", "Møde til tiden hver mandag")
        walker.fill(**{"goal-0-due_on": self.day(60)})
        walker.press("Gem kladden")
        walker.press("Læg den til underskrift")

    def sign_agreement(self) -> None:
        """Citizen, mentor and caseworker sign in turn, each from the own front page."""
        walker = self.walker
        for name in (self.citizen, self.mentor, CASEWORKER):
            walker.become(name)
            walker.follow_of("Skriv under på mentoraftalen", beside=self.citizen)
            walker.press("Skriv under")
        assert walker.sees("Gælder")

    def visit(self) -> None:
        """An hour of help in two places and over two topics, registered at the door."""
        walker = self.walker
        walker.become(self.mentor)
        walker.follow(f"Registrér besøg hos {self.citizen}")
        walker.fill(starts_at="11.00")
        walker.tick(length_1="45", place_1="home")
        walker.press("Gem besøget")
        assert walker.sees("Vælg, hvad det handlede om.")
        walker.tick(topics_1="everyday")
        walker.tick(topics_1="education")
        walker.unfold("Tilføj en del mere")
        walker.choose(place_2="transport")
        walker.fill(minutes_2="15")
        walker.tick(topics_2="education")
        walker.press("Gem besøget")
        assert walker.sees("Besøget er gemt.")
        assert walker.sees("Transport sammen med borgeren")

    def miss(self) -> None:
        """The day before nobody opened."""
        walker = self.walker
        walker.become(self.mentor)
        walker.follow(f"Registrér besøg hos {self.citizen}")
        walker.fill(day=self.day(8), starts_at="09.00")
        walker.tick(outcome="no_show")
        walker.press("Gem besøget")
        assert walker.sees("Vælg, hvorfor besøget ikke blev til noget.")
        walker.tick(cause="no_answer")
        walker.press("Gem besøget")
        assert walker.sees("Åbnede ikke eller svarede ikke")

    def answer_visits(self) -> None:
        """The citizen says what is right, and of one what is not."""
        walker = self.walker
        walker.become(self.citizen)
        walker.press_of("Ja, det passer", beside=f"{self.day(2)} kl. 10.15")
        walker.press_of("Ja, det passer", beside=f"{self.day(9)} kl. 11.00")
        walker.follow_of("Nej, det passer ikke", beside=f"{self.day(8)} kl. 09.00")
        walker.press("Send")
        assert walker.is_told("text", "Skriv, hvad der ikke passer.")
        walker.fill(text="Ringeklokken virkede ikke.")
        walker.press("Send")

    def look_back(self) -> None:
        """The caseworker finds the case by its number and reads what has happened, in order."""
        walker = self.walker
        walker.become(CASEWORKER)
        walker.go_to("Sager")
        walker.follow_of("", beside=self.number)
        story = walker.page.locator("main").inner_text()
        told = ("Besøg: 1:00", "Mentoraftalen underskrevet af alle", f"{self.mentor} sagde ja", "Bevilget", "Henvist")
        places = [story.index(what) for what in told]
        assert places == sorted(places)
        self.take(CASE)

    def take(self, name: str) -> None:
        """Take the picture where it is one that this walk takes."""
        if name in self.pictures:
            pictures.take(self.walker.page, name)

    def write_report(self) -> None:
        """The month is over; the report drafts itself from the visits, and the mentor tells the rest."""
        walker = self.walker
        walker.become(self.mentor)
        walker.follow_of(f"Rapport for {self.month} skal skrives", beside=self.citizen)
        walker.press_of(f"Skriv rapporten for {self.month}")
        assert walker.sees("har vi mødtes 2 gange")
        walker.fill(development="I den anden uge kom vi af sted til tiden onsdag morgen.")
        walker.press("Gem, og se hvad der mangler")
        assert walker.sees("Vælg, hvad du anbefaler, før du sender.")
        walker.follow("Skriv videre")
        walker.tick(recommendation="go_on")
        walker.press("Gem, og se hvad der mangler")
        walker.follow("Tilbyd borgeren at læse")
        walker.fill(offered_on="31-02-2027")
        walker.press("Gem tilbuddet")
        assert walker.is_told("offered_on", "31-02-2027")
        walker.fill(offered_on=days.text(self.told_on))
        walker.press("Gem tilbuddet")

    def add_own_words(self) -> None:
        """The citizen reads and adds a column."""
        walker = self.walker
        walker.become(self.citizen)
        walker.follow_of(f"Du kan læse og skrive til rapporten for {self.month}")
        walker.follow("Skriv dine egne ord")
        walker.press("Gem ordene")
        assert walker.is_told("text", "Skriv noget, før du gemmer.")
        walker.fill(text="Jeg synes selv, det går fremad.")
        walker.press("Gem ordene")

    def send_report(self) -> None:
        """The mentor reads what the citizen wrote, and sends both."""
        walker = self.walker
        walker.become(self.mentor)
        walker.follow_of(f"Rapport for {self.month}", beside=self.citizen)
        assert walker.sees("Jeg synes selv, det går fremad.")
        walker.press("Send til sagsbehandleren")

    def read_report(self) -> None:
        """The caseworker reads it."""
        walker = self.walker
        walker.become(CASEWORKER)
        walker.follow_of(f"Rapport for {self.month} skal læses", beside=self.citizen)
        walker.press("Jeg har læst rapporten")
        walker.follow(f"Sag {self.number}")

    def hold_talk(self) -> None:
        """The three talk and decide that it may end."""
        walker = self.walker
        walker.follow("Opfølgning")
        walker.follow("Skriv en opfølgningssamtale")
        walker.fill(held_on=days.text(self.told_on), participants="Alle tre", minutes="Det går godt i skolen.")
        walker.press("Gem samtalen")
        assert walker.is_told("decision", "Vælg, hvad der blev besluttet.")
        assert walker.holds("minutes", "Det går godt i skolen.")
        walker.tick(decision="end")
        walker.fill(decision_text="Målet er nået før tid.")
        walker.press("Gem samtalen")

    def close(self) -> None:
        """The caseworker ends the course with a reason and a letter."""
        walker = self.walker
        walker.follow("Afslut forløbet")
        walker.fill(ended_on=days.text(self.told_on), receiver="Uddannelsesvejleder Britta Dahl")
        walker.choose(reason="education")
        walker.tick(wish="agrees")
        walker.press("Afslut forløbet")
        assert walker.is_told("reached", "Skriv til borgeren, hvad der er nået.")
        walker.fill(reached="Du kommer selv i skole om morgenen.")
        walker.press("Afslut forløbet")
        assert walker.is_told("despite", f"Borgeren er i tvivl om besøget {self.day(8)}.")
        walker.fill(despite="Mentoren har talt med borgeren om det.")
        walker.press("Se brevet, før du afslutter")
        assert walker.sees("Brevet, som det bliver")
        walker.press("Afslut forløbet")
        walker.follow("Læs brevet")
        assert walker.sees("Uddannelsesvejleder Britta Dahl")

    def read_closing(self) -> None:
        """The citizen finds the letter and the whole story."""
        walker = self.walker
        walker.become(self.citizen)
        walker.follow("Se hele dit forløb")
        assert walker.sees("Forløbet afsluttet")

    def evaluate(self) -> None:
        """The evaluator's tables count one more, without a name."""
        before = self.counted
        self.count()
        assert self.counted == before + 1
        assert not self.walker.sees(self.citizen)

    def count(self) -> None:
        """How many citizens the evaluator sees today."""
        walker = self.walker
        walker.become(EVALUATOR)
        walker.go_to("Evaluering")
        walker.fill(last_day="31-02-2027")
        walker.press("Vis perioden")
        assert walker.is_told("last_day", "31-02-2027")
        walker.fill(last_day="")
        walker.press("Vis perioden")
        self.counted = int(walker.fact("Borgere i alt"))

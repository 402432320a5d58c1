"""What the people of the town write: requests, goals, notes and reports, all invented."""

import random

from parloeb.domain.agreements.lists import Rhythm, Task
from parloeb.domain.referrals import lists
from parloeb.domain.referrals.rules import Content

REQUESTS = (
    "Har brug for hjælp til at komme ud ad døren om morgenen og holde fast i praktikken.",
    "Går i stå, når der kommer post fra det offentlige. Skal have en at åbne den sammen med.",
    "Vil gerne i gang med en uddannelse, men har droppet ud to gange før.",
    "Er lige flyttet i egen bolig og skal finde en hverdag, der kan hænge sammen med et job.",
    "Har været sygemeldt længe og skal langsomt tilbage til arbejdspladsen.",
    "Mangler en, der kan tage med til lægen, jobsamtaler og møder på skolen.",
)
REASONS = (
    "Uden en mentor bliver aftalerne ikke holdt, og praktikken går tabt.",
    "Tidligere forsøg uden støtte er stoppet efter få uger.",
    "Støtten er det, der skal til, for at borgeren kan fastholde pladsen.",
)
OWN_WORDS = (
    "Jeg vil gerne kunne klare mine morgener selv.",
    "Jeg vil gerne have et arbejde, hvor jeg kan være i fred.",
    "Jeg vil gøre min uddannelse færdig denne gang.",
    "Jeg vil have styr på min økonomi og min post.",
)
SUB_GOALS = (
    ("Møde til tiden tre dage om ugen", "mødetiden er holdt tre uger i træk"),
    ("Tage bussen alene", "turen er kørt uden følge"),
    ("Åbne posten hver fredag", "der ikke ligger uåbnede breve"),
    ("Ringe selv til arbejdspladsen ved sygdom", "opkaldet er gjort før kl. 8"),
)
NOTES = (
    "Vi gik en tur og talte om ugen, der kommer.",
    "Vi åbnede post og ringede til boligselskabet sammen.",
    "Vi var forbi arbejdspladsen og aftalte mødetider.",
    "Vi lavede en plan for morgenerne.",
    "",
)
DEVELOPMENTS = (
    "Tirsdag i den anden uge kom borgeren selv frem til tiden for første gang.",
    "Der har været to svære uger, men torsdag den sidste uge ringede borgeren selv og ville i gang igen.",
    "Vi har øvet bussen tre gange, og onsdag kørte borgeren selv den ene vej.",
)
TALKS = (
    "Vi talte om, hvad der går godt, og hvad der stadig er svært om morgenen.",
    "Praktikken går bedre. Vi blev enige om at holde fast i rytmen.",
    "Arbejdspladsen er glad for indsatsen og vil gerne se på flere timer.",
)
GOAL = "Stabilt fremmøde tre dage om ugen."
REPORTING = "Mentoren skriver en rapport hver måned, som vi læser sammen først."
PHASE_OUT = "De sidste fire uger mødes vi hver anden uge."
AMENDED = "Borgeren har fået praktikplads, siden henvisningen blev sendt."
SHORTENED = "Du har fået arbejde og har sagt, at du klarer dig uden mentor, når du er kommet godt i gang."
FEWER = "Du har også en kontaktperson i boligen, og timerne er nok til at nå det, som mentoren skal hjælpe med."
INSTEAD_OF_MORE = (
    "Kontaktpersonen i boligen kan hjælpe med posten og økonomien. Ring til os, hvis timerne ikke slår til."
)
LONGER = "Du har bedt om mere tid, fordi din søster først kommer hjem i næste uge og vil hjælpe dig med at svare."
HOURS = "mandag til fredag kl. 9-14, torsdag også kl. 15-17"
GRANTED_EXPLAINED = "Du er velkommen til et åbent møde om mentorstøtte på Rådhustorvet 1 den første tirsdag i måneden."
GREETING = "Venlig hilsen fra os i Nordby"
REFUSED = "Der er ikke oplysninger om, at en mentor er afgørende for at fastholde pladsen."
INSTEAD = (
    "Uddannelsesstedet har en vejleder, som du kan tale med hver uge. Ring til os, hvis det bliver svært at møde op: "
    "så ser vi på det igen. Har du brug for hjælp til bolig eller økonomi, kan du henvende dig til Borgerservice."
)
ADVERSE = "Uddannelsesstedet skriver den 3. i denne måned, at fremmødet har været stabilt i otte uger uden støtte."
ANSWERED = "Det er rigtigt, at jeg er kommet, men kun fordi min søster kører mig. Det kan hun ikke blive ved med."
WHO_RANG = "Uddannelsesstedet om fremmødet"
ASKED_TO_SEE = "Vil gerne se alt, hvad kommunen har skrevet om sagen."
COMPLAINED = "Jeg er ikke enig. Jeg kommer kun, fordi min søster kører mig, og det holder hun op med til jul."
MAINTAINED = "Uddannelsesstedet oplyser, at fremmødet er stabilt. Transport kan søges som befordring, uden en mentor."
CHANGED = "Søsterens hjælp falder bort. Uden støtte falder fremmødet, så en mentor er alligevel afgørende."
ASSESSMENT = "Fremmødet er blevet stabilt, men falder tilbage uden støtte. En ny periode er afgørende."
REACHED = "Du møder selv til tiden og åbner din post hver uge."

_BASES = (lists.LegalBasis.LAB_167_1,) * 8 + (lists.LegalBasis.INT_23D,)
_RHYTHMS = (*[Rhythm.FORTNIGHTLY] * 5, *[Rhythm.MONTHLY] * 2, *[Rhythm.WEEKLY] * 2, Rhythm.TWICE_A_WEEK)


def referral(rng: random.Random) -> Content:
    """A referral in full, with a barrier or two, and now and then a consideration and a wish."""
    barriers = rng.sample(list(lists.BarrierKind), rng.randint(1, 3))
    return Content(
        request=rng.choice(REQUESTS),
        purpose=rng.choice(list(lists.Purpose)).value,
        decisive_reason=rng.choice(REASONS),
        legal_basis=rng.choice(_BASES).value,
        target_group=rng.choice(list(lists.TargetGroup)[1:8]).value,
        track=rng.choice(list(lists.Track)).value,
        education=rng.choice(list(lists.Education)).value,
        benefit=rng.choice((*[lists.Benefit.KONTANTHJAELP] * 4, lists.Benefit.SYGEDAGPENGE, lists.Benefit.SU)).value,
        meeting_place=rng.choice(list(lists.MeetingPlace)).value,
        wishes=rng.choice(("", "", "En, der har tålmodighed.")),
        barriers=tuple(barrier.value for barrier in barriers),
        considerations=rng.choice(((), (), (), (lists.ConsiderationKind.ANXIETY.value,))),
        wish_choices=rng.choice(((), (), (lists.WishKind.WOMAN.value,), (lists.WishKind.MORNING.value,))),
    )


def rhythm(rng: random.Random) -> Rhythm:
    """How often they meet."""
    return rng.choice(_RHYTHMS)


def tasks(rng: random.Random) -> tuple[str, ...]:
    """Two or three tasks."""
    return tuple(task.value for task in rng.sample(list(Task), rng.randint(2, 3)))


# A number that nobody has, and what a citizen wants a mentor to know.
PHONE = "12 34 56 78"
TO_THE_MENTOR = "Jeg er lidt stille i starten. Skriv gerne en sms dagen før, så kommer jeg."

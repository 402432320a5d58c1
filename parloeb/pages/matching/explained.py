"""How mentors are suggested, for everybody: what must hold, what counts and how much, and what is never looked at."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from parloeb.domain.cases import access as cases
from parloeb.domain.law.settings import Setting, Settings
from parloeb.domain.people import queries as people
from parloeb.domain.people.rules import Role
from parloeb.pages.shared import guards
from parloeb.pages.shared.entry import Entry

EVERYBODY = tuple(role for role in Role if role is not Role.SYSTEM)
HARD = (
    "De har et sprog til fælles, hvor det er sagt, hvilke sprog borgeren kan tale.",
    "De har tider på ugen til fælles. Har mentoren ikke fortalt sine tider, hindrer det ikke og giver ingen point: så "
    "står der, at man skal spørge først.",
    "Mentoren kan mødes der, hvor borgeren kan, når begge dele er sagt.",
    "Mentoren opfylder de hensyn, der står i henvisningen, og de ønsker, som borgeren har gjort til en betingelse.",
    "Mentoren er i korpset i hele perioden, har ledige timer nok fra første til sidste dag og plads til forløbet.",
    "Mentorens papirer gælder: tavshedserklæring, leverandørens aftaler og børneattest, hvor forløbet kræver den.",
    "De to er ikke i familie, kender ikke hinanden privat og er ikke gået fra hinanden, fordi de ikke passede sammen.",
    "Mentoren træffer ikke afgørelser i borgerens sag.",
)
NEVER = (
    "Borgerens diagnoser, alder, køn, oprindelse eller økonomi.",
    "Hvor godt det er gået for borgeren før.",
    "Hvordan mentorens tidligere forløb endte. Kun antallet af forløb tæller.",
    "Det, en mentor har fortalt om sit eget liv, og som ikke må ses.",
)
# What counts, how, and the setting that says how much.
PARTS = (
    ("Behov", "For hvert trin (nogen, god, særlig erfaring) af et behov, som mentoren kan møde. Mere end der er brug "
     "for, giver ikke mere.",
     Setting.WEIGHT_NEED),
    ("Erfaring", "For fem forløb med det samme behov; en femtedel for hvert.", Setting.WEIGHT_EXPERIENCE),
    ("Levet erfaring", "For et behov, som mentoren selv kender og har sagt, må ses.", Setting.WEIGHT_LIVED),
    ("Ønsker", "For hvert ønske, der opfyldes.", Setting.WEIGHT_WISH),
    ("Samme område", "Når mentoren dækker det område, der er spurgt om.", Setting.WEIGHT_AREA),
    ("Samme mentor", "Når mentoren var borgerens mentor før.", Setting.WEIGHT_SAME_MENTOR),
    ("Overskud", "Når mentoren ikke selv har sagt, at der er for meget; halvdelen ved 4 af 5, intet ved 5 af 5. Det "
     "dobbelte, når forløbet er tungt, og så intet til den, der har bedt om bedre odds.", Setting.WEIGHT_STRAIN),
)  # fmt: skip


@dataclass(frozen=True)
class Place:
    """What counts at one jobcentre: what, how, and the points."""

    name: str
    rows: tuple[tuple[str, str, str], ...]


@guards.reading(*EVERYBODY)
def explained(request: HttpRequest, entry: Entry) -> guards.Page:
    """The page, with the points of the jobcentres that the reader has to do with."""
    del request
    context: dict[str, Any] = {"hard": HARD, "never": NEVER, "places": list(_places(entry))}
    return guards.Page("matching/explained.html", context)


def _places(entry: Entry) -> Iterator[Place]:
    reached = cases.visible_to(entry.by, on=entry.on).order_by().values("jobcentre")
    found = list(people.jobcentres(entry.by.organisation_ids) | people.jobcentres(reached))
    for jobcentre in found:
        yield Place(jobcentre.name, _rows(people.settings_on(jobcentre.pk, entry.on)))
    if not found:
        yield Place("Parløbs standard", _rows(Settings()))


def _rows(local: Settings) -> tuple[tuple[str, str, str], ...]:
    days = local.number(Setting.WEIGHT_WAITING_DAYS)
    waiting = ("Ventetid", f"For hver {days} dage, borgeren har ventet, højst 180 dage. Tæller, når flere venter.", "1")
    return (*((what, how, str(local.number(setting))) for what, how, setting in PARTS), waiting)

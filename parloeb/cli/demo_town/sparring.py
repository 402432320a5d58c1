"""What the mentors of the town talked about with each other and with the coordinators, without any citizen's name."""

from dataclasses import dataclass
from datetime import time, timedelta

from parloeb.cli.demo_town import cast
from parloeb.cli.demo_town.town import Town, is_weekend
from parloeb.domain.corps.lists import SparringForm, SparringKind, SparringTheme
from parloeb.domain.corps.sparring import commands
from parloeb.domain.people.rules import Role
from parloeb.journeys import sparring
from parloeb.kernel import local

TALKED_AT = time(15)


@dataclass(frozen=True)
class Talk:
    """One talk: who took part, so many days ago; a mentor notes the own where no jobcentre is named."""

    mentors: tuple[str, ...]
    days_ago: int
    minutes: int
    theme: SparringTheme
    kind: SparringKind = SparringKind.SPARRING
    text: str = ""
    jobcentre: str = cast.NORDBY
    is_by_telephone: bool = False


TALKS = (
    Talk(
        ("mikkel", "anton", "bettina"),
        40,
        90,
        SparringTheme.ROLE,
        SparringKind.SUPERVISION,
        "Hvornår hjælper man, og hvornår gør man det for den anden? Vi prøver at spørge, før vi handler.",
    ),
    Talk(("hodan",), 12, 45, SparringTheme.STRAIN, text="Tre tunge forløb på én gang. Vi ser på det igen om en måned."),
    Talk(("mikkel",), 200, 60, SparringTheme.METHOD, text="Korte mål, som kan ses."),
    Talk(("omar",), 25, 20, SparringTheme.COOPERATION, jobcentre="", is_by_telephone=True),
    Talk(("frank", "grethe"), 30, 60, SparringTheme.CRISIS, jobcentre=cast.SYDBY),
)


def keep(town: Town) -> None:
    """Note all of them, each on its day, or the working day before it."""
    for talk in TALKS:
        _note(town, talk)


def _note(town: Town, talk: Talk) -> None:
    day = town.today - timedelta(days=talk.days_ago)
    while is_weekend(day):
        day -= timedelta(days=1)
    alone = SparringForm.TELEPHONE if talk.is_by_telephone else SparringForm.INDIVIDUAL
    form = SparringForm.GROUP if len(talk.mentors) > 1 else alone
    held = commands.Held(talk.kind, day, talk.minutes, form, talk.theme, talk.text)
    who = (cast.coordinator_of(talk.jobcentre), Role.COORDINATOR) if talk.jobcentre else (talk.mentors[0], Role.MENTOR)
    with town.acting(*who, on=day) as by:
        at = local.moment(day, TALKED_AT)
        sparring.note([town.mentors[key] for key in talk.mentors], held, by=by, at=at, on=day)

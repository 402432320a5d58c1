"""The cast's own courses: for each person to be, something that waits to be clicked through."""

from collections.abc import Iterator
from functools import partial

from parloeb.cli.demo_town import paths
from parloeb.cli.demo_town.beginning import Who
from parloeb.cli.demo_town.course import Course
from parloeb.cli.demo_town.paths import Step
from parloeb.cli.demo_town.story import Story

# Anna confirms a visit and reads the report begun by Mikkel, who registers the visit of this week and writes it.
_ANNA = (*paths.SIGNED, paths.live_untold(6), Step(Course.visit), *paths.OFFERED[len(paths.TOLD) - 1 :])

_COURSES = (
    (Who("Anna Borgstrøm", "7203984102", "unge", "signe", "anna", "anna@borger.example"), _ANNA, "mikkel"),
    # Mikkel answers whether he can be Bo's mentor.
    (Who("Bo Egelykke", "6107991003", "unge", "signe", "bo", "bo@borger.example"), paths.ASKED, "mikkel"),
    # Karen finds a mentor for Clara, who asked for more hours than were granted.
    (
        Who("Clara Højbjerg", "6302014004", "unge", "signe", "clara", "clara@borger.example"),
        (*paths.SENT, Step(Course.draft_partial_grant, 2), Step(Course.decide, 1)),
        "",
    ),
    # Signe goes on with the draft on Dines.
    (Who("Dines Ulvedal", "7411034005", "unge", "signe", "dines"), paths.WRITTEN, ""),
    # Signe reads the report on Ella by Maja.
    (Who("Ella Frostholm", "8009004006", "unge", "signe", "ella", "ella@borger.example"), paths.SENT_REPORT, "maja"),
    # Lone decides on half a year for Georg.
    (Who("Georg Kastbjerg", "6612024007", "unge", "signe", "georg"), paths.SUBMITTED, ""),
    # Signe has put facts to Freja, who asked for longer to answer, and can answer on the own page.
    (
        Who("Freja Solbakke", "6811024010", "unge", "signe", "freja", "freja@borger.example"),
        (*paths.HEARD, Step(Course.prolong_hearing, 1)),
        "",
    ),
    # Lone looks again at the decision that Gerda complains of. Gerda's sister acts for her, and her copy of the letter
    # that the complaint came in waits for Signe to post it. What Holger complained of lies with Ankestyrelsen, and
    # Holger asks Signe to see the file.
    (
        Who("Gerda Lundtofte", "6702034011", "unge", "signe", "gerda", "gerda@borger.example"),
        (*paths.REFUSED, Step(partial(Course.let_represent, name="Birgit Lundtofte"), 5), Step(Course.complain, 1)),
        "",
    ),
    (
        Who("Holger Vinterberg", "6803044012", "unge", "signe", "holger", "holger@borger.example"),
        (*paths.SENT_ON, Step(Course.ask_for_access)),
        "",
    ),
    # Henning signs the agreement, then Omar and Mads.
    (Who("Henning Søholt", "6505710105", "voksne", "mads", "henning"), paths.PRESENTED, "omar"),
    # Omar writes Irma's report and knows already that Irma is in doubt about a visit.
    (
        Who("Irma Stenfeldt", "6908814009", "voksne", "mads", "irma"),
        (*paths.SIGNED, paths.live_untold(6), Step(Course.visit), Step(Course.question_visit)),
        "omar",
    ),
    (Who("Zara Østenfjeld", "7612830206", "syd", "sidsel", "zara", "zara@borger.example"), paths.LIVED, "frank"),
)


def stories(*, first_number: int) -> Iterator[Story]:
    """The cast's courses, up to yesterday."""
    for number, (who, steps, mentor) in enumerate(_COURSES, start=first_number):
        yield Story(number, who, steps, mentor=mentor)

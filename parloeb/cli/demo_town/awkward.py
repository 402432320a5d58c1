"""Courses that are awkward, each by name with the reason: what a tidy town would not have, and a real one has."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from parloeb.cli.demo_town import paths
from parloeb.cli.demo_town.beginning import Who
from parloeb.cli.demo_town.course import Course
from parloeb.cli.demo_town.paths import Step, close, live, live_untold, talk
from parloeb.cli.demo_town.story import Story
from parloeb.cli.demo_town.town import Town
from parloeb.domain.agreements.lists import Way
from parloeb.domain.corps.lists import Field
from parloeb.domain.followup.lists import Decision, EndReason
from parloeb.domain.matching.lists import ExclusionReason
from parloeb.domain.matching.needs.rules import Content as Needs

_LONGEST = "Anne-Sofie Birgitte Alexandra von Ørnefeldt-Kjærsgaard Nyborg Thorup-Østergaard de la Cour Wedellsborg"
_IN_BED = "Er indlagt og har sagt ja i telefonen."


@dataclass(frozen=True)
class Awkward:
    """A course with one sentence on what is awkward about it. `ago` are days since its last act.

    On the `leap` day some courses began: they are built from 29 February on.
    """

    why: str
    who: Who
    steps: tuple[Step, ...]
    ago: int = 0
    mentor: str = ""
    leap: bool = False


def _unsent(course: Course) -> None:
    course.posts_letters = False


def _fail_to_send(course: Course) -> None:
    course.town.fail_to_send(at=course.clock.at, on=course.clock.on)


def _spend_a_month_without(course: Course) -> None:
    course.clock.wait(35)


def _ask_for_much(course: Course) -> None:
    course.judge(Needs({Field.DEPRESSION: 3, Field.STRUCTURE: 2}, is_heavy=True))
    course.exclude("sven", ExclusionReason.FAMILY)


def _say_no_thrice(course: Course) -> None:
    for _ in range(3):
        course.propose()
        course.ask()
        course.clock.wait(1)
        paths.TOO_FAR(course)


def _ran_out(course: Course) -> None:
    course.clock.wait(75)


COURSES = (
    Awkward(
        "Name and address are protected: lists, letters and file names show neither.",
        Who("Frida Ærøvang", "8811024204", "unge", "signe", "frida", is_protected=True),
        paths.LIVED,
    ),
    Awkward(
        "Emil is a caseworker of the town himself and must not see his own course as one.",
        Who("Emil Toftegaard", "6503814021", "unge", "silje", "emil", "emil@borger.example"),
        paths.LIVED,
    ),
    Awkward(
        "Inge has had two mentors, one after the other; the first sees nothing of the second's visits.",
        Who("Inge Thorsager", "6911720022", "voksne", "mads", "inge"),
        (*paths.PARTED, *paths.PAIRED_ANEW, live(4)),
    ),
    Awkward(
        "Kurt's mentor left from one day to the next: access was cut at once, and Kurt waits again.",
        Who("Kurt Vadgaard", "7002690023", "voksne", "mads", "kurt"),
        (*paths.SIGNED, live(4), Step(paths.MENTOR_LEFT, 1)),
        mentor="birthe",
    ),
    Awkward(
        "Lykke asks for a third period, which is beyond the caseworker's power: the grant is at the leader.",
        Who("Lykke Nørregaard", "7105934024", "unge", "signe", "lykke"),
        (
            *paths.RENEWED,
            Step(
                partial(
                    Course.draft_grant,
                    months=3,
                    assessment="Lykke er tæt på at klare sig selv.",
                    special_reason="Lykke begynder på en uddannelse om en måned.",
                )
            ),
            Step(Course.submit),
        ),
    ),
    Awkward(
        "Mogens is in doubt about a visit, and the mentor has not answered for three weeks.",
        Who("Mogens Damhus", "6804720025", "voksne", "mona", "mogens"),
        (*paths.SIGNED, live(5), Step(Course.visit), Step(Course.question_visit), live(3)),
    ),
    Awkward(
        "Nikoline has no e-mail address, and her letter still waits for somebody to post it.",
        Who("Nikoline Fjordside", "8107720026", "voksne", "mads", "nikoline"),
        (Step(_unsent), *paths.GRANTED),
    ),
    Awkward(
        "The letter to Hella was posted two days late: it was written anew, with a new day to complain by.",
        Who("Hella Bruunsgård", "7311674045", "voksne", "mads", "hella"),
        (Step(_unsent), *paths.GRANTED, Step(Course.post_anew, 2)),
        ago=10,
    ),
    Awkward(
        "The name is longer than any column, and has a hyphen twice.",
        Who(_LONGEST, "6101994028", "unge", "signe", "annesofie"),
        paths.LIVED,
    ),
    Awkward(
        "The name has é, ü and ñ, and sorts where a Dane looks for it.",
        Who("José-André Müller Núñez", "8808914029", "syd", "sidsel", "jose", "jose@borger.example"),
        paths.RENEWED,
    ),
    Awkward(
        "The name is of four letters, begins with Å and ends with Ø.",
        Who("Åe Ø", "7709730030", "syd", "sidsel", "aae"),
        paths.ASKED,
    ),
    Awkward(
        "Oluf saw nobody for a whole month; the report of the month says so.",
        Who("Oluf Mørkeberg", "6312650031", "voksne", "mona", "oluf"),
        (*paths.SIGNED, live(3), Step(_spend_a_month_without, lasts=35), Step(Course.tell_all)),
    ),
    Awkward(
        "Pernille's grant was renewed, but nobody signed a new agreement: the old one has lapsed.",
        Who("Pernille Skovbo", "7410834032", "unge", "silje", "pernille"),
        (
            *paths.LIVED,
            Step(partial(Course.draft_grant, months=3, assessment="En ny periode er afgørende.")),
            Step(Course.decide),
            Step(_ran_out, lasts=75),
        ),
    ),
    Awkward(
        "Rasmus began on 29 February with half a year, which ended on 28 August.",
        Who("Rasmus Skudal", "6506914033", "unge", "signe", "rasmus"),
        (*paths.BY_LEADER, live(18), close(EndReason.EDUCATION)),
        leap=True,
    ),
    Awkward(
        "Rasmus is back: a second course of the same citizen, beside the one that ended.",
        Who("Rasmus Skudal", "6506914033", "unge", "silje", "rasmus"),
        paths.SIGNED,
    ),
    Awkward(
        "The grant ran out, and nobody decided: the course neither ended nor went on.",
        Who("Tage Overgaard", "6707660034", "voksne", "emil", "tage"),
        (*paths.SIGNED, live(5), Step(_ran_out, lasts=75)),
    ),
    Awkward(
        "Ulla is in hospital: the caseworker signed the agreement on her behalf.",
        Who("Ulla Vestermark", "7803704036", "syd", "simon", "ulla"),
        (
            *paths.PRESENTED,
            Step(partial(Course.citizen_signs_otherwise, way=Way.ON_BEHALF, reason=_IN_BED)),
            *paths.SIGNED[len(paths.BY_CITIZEN) :],
            live(2),
        ),
    ),
    Awkward(
        "Viggo cannot log in: he signed on paper, speaks on the telephone, and confirms no visit.",
        Who("Viggo Stenløse", "6401550037", "syd", "simon"),
        (*paths.SIGNED, live_untold(6), *paths.OFFERED[len(paths.TOLD) - 1 :], Step(Course.add_own_words)),
    ),
    Awkward(
        "Yrsa's course asks for much, and three mentors in a row said no to it; a fourth is family.",
        Who("Yrsa Lindholt", "7506724038", "unge", "signe", "yrsa"),
        (*paths.GRANTED, Step(_ask_for_much), Step(_say_no_thrice, 1, lasts=4)),
    ),
    Awkward(
        "Ærinda died: no letter is written, and nobody is asked for anything any more.",
        Who("Ærinda Bøgebjerg", "7912610040", "voksne", "mona", "aerinda"),
        (*paths.LIVED, close(EndReason.DIED)),
        ago=6,
    ),
    Awkward(
        "Øjvind's e-mail address takes nothing: after eight tries the notice stands as failed.",
        Who("Øjvind Haslund", "6209680041", "syd", "sidsel", "oejvind", "findes-ikke@borger.example"),
        (Step(_unsent), *paths.GRANTED, Step(_fail_to_send)),
    ),
    Awkward(
        "Asger-Emil's mentor Simon is a caseworker of the neighbouring jobcentre.",
        Who("Asger-Emil Vad", "6911993043", "unge", "silje", "asgeremil"),
        (*paths.SIGNED, live(3)),
        mentor="simon",
    ),
    Awkward(
        "Connie's hours are built up from one to three a week, and taper to one: no week is like the next.",
        Who("Connie Strandgaard", "7204680046", "unge", "signe", "connie"),
        (*paths.RAMPED, live(6)),
    ),
    Awkward(
        "Ditlev found work: a new decision lets the grant end two weeks later, and the first still says what it said.",
        Who("Ditlev Aagaard", "6808730047", "unge", "silje", "ditlev"),
        (*paths.SIGNED, live(4), Step(Course.shorten, 1)),
    ),
    Awkward(
        "Beth was to phase out twice, and was each time to go on after all.",
        Who("Beth Ødegaard", "7010874044", "unge", "signe", "beth"),
        (*paths.LIVED, *[talk(Decision.PHASE_OUT), talk(Decision.GO_ON)] * 2, talk(Decision.PHASE_OUT)),
    ),
)


def stories(town: Town, *, first_number: int) -> Iterator[Story]:
    """The awkward courses."""
    for number, one in enumerate(COURSES, start=first_number):
        begun_on = town.leap_day if one.leap else None
        yield Story(number, one.who, one.steps, ago=one.ago, mentor=one.mentor, begun_on=begun_on)

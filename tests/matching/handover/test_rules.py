"""What a handover must hold, what of it tells of health, and when it is late."""

from datetime import date

import pytest

from parloeb.domain.matching import handing_over
from parloeb.domain.matching.handing_over import MOVES, Author, Section, State, Words
from parloeb.kernel import states

DAY = date(2026, 11, 16)
STAFF = Words(Author.MENTOR, "Skriv dagen før.", "Ring ikke om morgenen.")
LACKING = "Skriv først, hvad der virker, og hvad man skal undgå."
ACTS = {"write", "write_own", "hand_over", "take_back", "acknowledge", "override", "strike"}


@pytest.mark.parametrize(
    ("words", "is_whole"),
    [
        ((), False),
        ((STAFF,), True),
        ((Words(Author.COORDINATOR, "Te.", "Kaffe."),), True),
        ((Words(Author.MENTOR, "Te.", ""), Words(Author.COORDINATOR, "", "Kaffe.")), True),
        ((Words(Author.MENTOR, "Te.", ""),), False),
        ((Words(Author.MENTOR, "", "Kaffe."),), False),
        ((Words(Author.CITIZEN, "Te.", "Kaffe."),), False),
    ],
)
def test_what_works_and_what_to_avoid_is_written_by_mentor_or_coordinator(
    words: tuple[Words, ...], is_whole: bool
) -> None:
    said = handing_over.lacks(words)
    assert said.startswith("" if is_whole else LACKING)
    assert bool(said) is not is_whole


@pytest.mark.parametrize(
    ("words", "word"),
    [
        ((STAFF,), ""),
        ((Words(Author.MENTOR, "Tal om hendes angst.", ""),), "angst"),
        ((Words(Author.COORDINATOR, "", "Medicinen er ikke dit bord."),), "Medicinen"),
        ((STAFF, Words(Author.CITIZEN, "Jeg har angst.", "")), ""),
    ],
)
def test_what_others_than_the_citizen_tell_of_health_is_found(words: tuple[Words, ...], word: str) -> None:
    assert handing_over.told_of_health(words) == word


def test_lines_that_tell_of_health_are_left_out_and_an_empty_part_with_them() -> None:
    goals = Section("Mål", (("Mål med fagets ord", "At komme i skole"), ("Delmål: Angst", "Senest 1. maj")))
    health = Section("Andet", (("Tager", "medicin"),))
    assert handing_over.without_health((goals, health)) == (Section("Mål", goals.lines[:1]),)


def test_what_is_kept_is_read_again_as_it_was() -> None:
    package = (Section("Mål", (("Mål med fagets ord", "At komme i skole"),)), Section("Kontakter", (("A", "B"),)))
    assert handing_over.package_of(handing_over.kept(package)) == package


@pytest.mark.parametrize(
    ("state", "received", "handed_over", "due"),
    [
        (State.DRAFT, None, None, date(2026, 11, 23)),
        (State.DRAFT, date(2026, 11, 20), None, date(2026, 11, 23)),
        (State.HANDED_OVER, None, date(2026, 11, 18), date(2026, 11, 25)),
        (State.HANDED_OVER, date(2026, 11, 20), date(2026, 11, 18), date(2026, 11, 27)),
        (State.HANDED_OVER, date(2026, 11, 17), date(2026, 11, 18), date(2026, 11, 25)),
    ],
)
def test_it_is_written_and_then_read_within_the_set_days(
    state: State, received: date | None, handed_over: date | None, due: date
) -> None:
    found = handing_over.due_on(state, begun_on=DAY, received_on=received, handed_over_on=handed_over, given=7)
    assert found == due


@pytest.mark.parametrize(
    ("state", "acts"),
    [
        (State.DRAFT, {"write", "write_own", "hand_over", "override", "strike"}),
        (State.HANDED_OVER, {"write_own", "take_back", "acknowledge", "override", "strike"}),
        (State.ACKNOWLEDGED, {"strike"}),
        (State.OVERRIDDEN, {"strike"}),
    ],
)
def test_each_state_has_its_acts(state: State, acts: set[str]) -> None:
    assert set(states.acts_from(MOVES, state)) == acts
    assert {act for _, act in MOVES} == ACTS

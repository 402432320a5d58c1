"""What a citizen reads of the way to a mentor, until the two have met. No names of those asked, and no blame."""

from datetime import date

from parloeb.domain.cases.models import Case
from parloeb.domain.matching.board import finding, rules
from parloeb.domain.matching.board.rules import Column
from parloeb.domain.people import queries as people
from parloeb.kernel import days, numbers


def told_to_citizen(case: Case, *, on: date) -> tuple[str, ...]:
    """What happens now, since when, what is usual, and who works on it where it takes too long.

    Empty where nobody is looked for: nothing granted, they have met, or the course is over.
    """
    found = finding.found(Case.objects.filter(pk=case.pk), on=on)
    if not found:
        return ()
    limits = rules.limits_of(people.settings_on(case.jobcentre_id, on))
    is_coordinated = people.coordinated(on=on).filter(pk=case.jobcentre_id).exists()
    return sentences(found[0].standing, limits, is_coordinated=is_coordinated, on=on)


def sentences(standing: rules.Standing, limits: rules.Limits, *, is_coordinated: bool, on: date) -> tuple[str, ...]:
    """The sentences; empty from the first meeting on. `is_coordinated`: the jobcentre has a mentor coordinator."""
    column = rules.column_of_state(standing)
    if column not in rules.WITHOUT_MEETING:
        return ()
    is_long = rules.waits_too_long(standing, limits, on=on)
    told = [_now(column, standing, is_long=is_long, on=on), *_usual(column, standing, limits, on=on)]
    if is_long:
        works = "Mentorkoordinatoren" if is_coordinated else "Din sagsbehandler"
        told.append(f"Det er længere, end det skal tage. {works} arbejder på det, og teamlederen har fået besked.")
    return tuple(told)


def _now(column: Column, standing: rules.Standing, *, is_long: bool, on: date) -> str:
    match column:
        case Column.PROPOSED:
            return "Vi har fundet en mentor, der måske passer til dig, og spørger snart."
        case Column.ASKED if standing.answer_by and standing.answer_by >= on:
            return f"Vi har spurgt en mentor og får svar senest {days.text(standing.answer_by)}."
        case Column.ASKED:
            return "Vi har spurgt en mentor, men har ikke fået svar endnu."
        case Column.MET:
            return f"Du fik en mentor {days.text(standing.since)}. I har ikke mødtes endnu."
        case _ if is_long:
            return "Vi har ikke fundet en mentor endnu."
        case _:
            return "Vi leder efter en mentor, der passer til dig."


def _usual(column: Column, standing: rules.Standing, limits: rules.Limits, *, on: date) -> list[str]:
    waited = (on - standing.waits_since).days
    told = [
        f"Du har ventet {numbers.days_text(waited)}, siden {days.text(standing.waits_since)}; det plejer at tage "
        f"højst {limits.waiting}, til du møder din mentor."
        if waited > 0
        else f"Det plejer at tage højst {numbers.days_text(limits.waiting)}, til du møder din mentor."
    ]
    if column is Column.MET:
        told.append(f"Det første møde plejer at ligge højst {numbers.days_text(limits.met)} efter mentorens ja.")
    return told

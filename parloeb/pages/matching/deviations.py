"""How often the suggestions were followed, and why not where they were not: of the own cases, without names."""

from decimal import Decimal

from django.http import HttpRequest

from parloeb.domain.matching import access
from parloeb.domain.matching.lists import DeviationReason, SuggestedAs
from parloeb.domain.matching.queries import deviating
from parloeb.domain.people.rules import Role
from parloeb.kernel import numbers
from parloeb.pages.shared import guards, pieces
from parloeb.pages.shared.entry import Entry

READERS = (Role.COORDINATOR, Role.TEAM_LEADER)


@guards.reading(*READERS)
def by_year(request: HttpRequest, entry: Entry) -> guards.Page:
    """Year for year who was chosen, as they were suggested or for which reason."""
    del request
    years = deviating.by_year(access.visible_to(entry.by, on=entry.on))
    return guards.Page("matching/deviations.html", {"years": [(year, told(year), chart(year)) for year in years]})


def told(year: deviating.Year) -> str:
    """How many of the year's choices followed a suggestion, with the share where there are enough."""
    share = ""
    if year.has_share:
        share = f" ({numbers.percent_text(Decimal(year.followed) / year.choices)})"
    return f"{year.followed} af {year.choices} valg fulgte et forslag{share}."


def chart(year: deviating.Year) -> pieces.Chart:
    """A bar for each place among the suggested and for each reason, also for those that nobody gave."""
    places = [
        (place.label, year.stood.get(place, 0)) for place in SuggestedAs if place is not SuggestedAs.NOT_SUGGESTED
    ]
    reasons = [(f"En anden: {reason.label}", year.reasons.get(reason, 0)) for reason in DeviationReason]
    return pieces.Chart(
        caption=f"Valg af mentor i {year.year}",
        what="Hvem blev valgt",
        unit="Valg",
        bars=tuple(pieces.Bar(label, number, str(number)) for label, number in (*places, *reasons)),
        note=f"{year.choices} valg i alt. Alle tæller, også dem, mentoren sagde nej til, og dem, der blev trukket "
        f"tilbage. En andel vises først ved {deviating.LEAST_FOR_SHARE} valg.",
    )

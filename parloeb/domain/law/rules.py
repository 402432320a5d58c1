"""Provisions in force on a day, each with its rule id, citation and certainty. Source: the field's rule table.

Certainty: A the wording was seen, B an official summary was seen, C general knowledge, D not established.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from parloeb.kernel import dated, days


@dataclass(frozen=True)
class Provision:
    """What one rule says: `values` are its parameters, months and weeks as whole numbers."""

    rule: str
    citation: str
    certainty: str
    text_da: str
    values: Mapping[str, int]


def _provision(rule: str, citation: str, certainty: str, text_da: str, **values: int) -> Provision:
    return Provision(rule, citation, certainty, text_da, MappingProxyType(values))


MAX_PERIOD = dated.of(
    "Længste periode",
    (
        date(2014, 1, 1),
        _provision(
            "HIST-31B",
            "LAB § 31 b (2014-2019)",
            "B",
            "En bevilling af mentorstøtte kan højst vare 6 måneder.",
            max_period_months=6,
        ),
    ),
    (
        date(2020, 1, 1),
        _provision(
            "LAB-167-1-MAX",
            "LAB § 167, stk. 1",
            "A",
            "En bevilling af mentorstøtte kan højst vare 6 måneder.",
            max_period_months=6,
        ),
    ),
)

RENEWAL = dated.of(
    "Ny periode",
    (
        date(2020, 1, 1),
        _provision(
            "LAB-167-1-RENEW",
            "LAB § 167, stk. 1",
            "A",
            "Efter en periode kan der bevilges en ny på højst 6 måneder efter en konkret, skriftlig vurdering.",
            renew_max_months=6,
        ),
    ),
)

PURPOSE = dated.of(
    "Formål",
    (
        date(2020, 1, 1),
        _provision(
            "LAB-167-1-PURPOSE",
            "LAB § 167, stk. 1",
            "A",
            "Støtten skal hjælpe med at opnå eller fastholde aktiviteter, tilbud, ordinær uddannelse, fleksjob eller "
            "ordinært arbejde.",
        ),
    ),
)

DECISIVE = dated.of(
    "Afgørende behov",
    (
        date(2003, 7, 1),
        _provision(
            "LAB-DECISIVE",
            "LAB § 167, stk. 1, og praksis",
            "B",
            "Mentoren skal være afgørende for aktiviteten, tilbuddet eller jobbet, og begrundelsen skal stå i sagen.",
        ),
    ),
)

REASONS = dated.of(
    "Begrundelse",
    (
        date(1987, 1, 1),
        _provision(
            "FVL-22",
            "Forvaltningsloven § 22",
            "A",
            "En skriftlig afgørelse skal begrundes, medmindre den fuldt ud giver borgeren medhold.",
        ),
    ),
)

HEARING = dated.of(
    "Partshøring",
    (
        date(1987, 1, 1),
        _provision(
            "FVL-19",
            "Forvaltningsloven § 19",
            "B",
            "Oplysninger, som borgeren ikke kender, og som er til ugunst og af væsentlig betydning, skal forelægges "
            "borgeren, før afgørelsen træffes.",
        ),
    ),
)

COMPLAINT = dated.of(
    "Klagefrist",
    (
        date(2013, 7, 1),
        _provision(
            "RSL-67",
            "Retssikkerhedsloven § 67",
            "B",
            "Klagen skal være modtaget inden 4 uger efter, at borgeren har fået afgørelsen.",
            weeks=4,
        ),
    ),
)


def last_complaint_day(sent_on: date) -> date:
    """The same weekday four weeks after the day of sending."""
    return days.same_weekday_weeks_after(sent_on, COMPLAINT.on(sent_on).values["weeks"])

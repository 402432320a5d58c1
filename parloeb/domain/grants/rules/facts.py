"""The facts of one grant as the rules ask for them: docs/formats/rules.md names the same keys."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from parloeb.domain.referrals.lists import Purpose, TargetGroup
from parloeb.kernel.lists import Listed
from parloeb.kernel.periods import Period


class Basis(Listed):
    """The act that the support is given under; which subsection follows from the other facts."""

    LAB = "LAB", "Lov om en aktiv beskæftigelsesindsats"
    INT_23D = "INT_23d", "Integrationsloven § 23 d"


class MentorKind(Listed):
    """Who employs the mentor, as the law tells them apart."""

    MUNICIPALITY = "municipality", "Ansat i kommunen"
    COMPANY = "company", "Ansat i en virksomhed"
    SCHOOL = "school", "Ansat på et uddannelsessted"
    EXTERNAL = "external", "Ekstern konsulent"


class Decider(Listed):
    """Who decided."""

    CASEWORKER = "caseworker", "Sagsbehandler"
    TEAM_LEADER = "team_leader", "Teamleder"
    MENTOR = "mentor", "Mentor"


class AgreementField(Listed):
    """What the agreement on the support says."""

    GOAL = "goal", "mål"
    MENTOR_CONTACT = "mentor_contact", "mentorens navn og kontakt"
    TASKS = "tasks", "opgaver"
    DURATION = "duration", "varighed"
    HOURS = "hours", "timer"
    COMPLAINT_GUIDANCE = "complaint_guidance", "klagevejledning"


@dataclass(frozen=True)
class Facts:
    """One decision on mentor support, as drafted. None is not known; an empty tuple or text is known to be empty.

    Days are inclusive and lie between the years 1800 and 2199; `hours_per_week` in hours. `fully_granted` False grants
    less than was asked for, or nothing: the two days then are the period that is granted all the same, if any.
    `hearing_done` is the day on which the citizen was heard, or just whether.
    """

    decision_day: date | None = None
    legal_basis: Basis | None = None
    first_day: date | None = None
    last_day: date | None = None
    hours_per_week: Decimal | None = None
    target_group: TargetGroup | None = None
    purpose: Purpose | None = None
    decisive_reason: str | None = None
    fully_granted: bool | None = None
    reason_text: str | None = None
    complaint_guidance: bool | None = None
    hearing_done: date | bool | None = None
    adverse_new_facts: bool | None = None
    mentor_kind: MentorKind | None = None
    mentor_qualification: str | None = None
    beyond_usual_effort: str | None = None
    assessment_for_renewal: str | None = None
    earlier_periods: tuple[Period, ...] | None = None
    psychiatric_discharge_on: date | None = None
    education_admitted_on: date | None = None
    study_right_first_used_on: date | None = None
    decided_by: Decider | None = None
    fields_of_agreement: tuple[AgreementField, ...] | None = None

    @property
    def is_under_lab(self) -> bool:
        """Whether the act on active employment is asked; so it is too while no basis is named."""
        return self.legal_basis is not Basis.INT_23D

    @property
    def grants(self) -> bool:
        """Whether the decision grants what was asked for, as far as is known."""
        return self.fully_granted is not False

    @property
    def gives_period(self) -> bool:
        """Whether days are granted: a decision that grants less than was asked for may name some."""
        return self.grants or (self.first_day is not None and self.last_day is not None)

    @property
    def period(self) -> Period | None:
        """The days granted; None while one is missing, or where the last lies before the first."""
        if self.first_day is None or self.last_day is None or self.last_day < self.first_day:
            return None
        return Period(self.first_day, self.last_day)

    @property
    def group(self) -> int | None:
        """The number of LAB section 6; None for who is outside of it, and where it is not known."""
        if self.target_group is None or self.target_group is TargetGroup.NONE:
            return None
        return int(self.target_group)


def is_written(text: str | None) -> bool:
    """Whether the text says anything."""
    return bool(text and text.strip())

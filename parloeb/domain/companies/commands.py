"""Register companies, and place citizens with them."""

from datetime import date, datetime

from django.db import transaction

from parloeb.domain.audit import commands as audit
from parloeb.domain.cases import access as cases
from parloeb.domain.cases import firsts
from parloeb.domain.cases.models import Case
from parloeb.domain.companies import access, lists
from parloeb.domain.companies.models import Company, Placement
from parloeb.domain.people.acting import Actor
from parloeb.domain.people.models import Organisation
from parloeb.kernel import errors, periods


@transaction.atomic
def register_company(
    *,
    jobcentre: Organisation,
    name: str,
    by: Actor,
    at: datetime,
    sector: str = "",
    ownership: lists.Ownership | None = None,
    prior_experience: lists.PriorExperience | None = None,
) -> Company:
    """Register a company that takes citizens of a jobcentre in; what is not known stays empty."""
    verdict = access.may_keep(by, jobcentre)
    if not verdict:
        raise errors.RefusedError(verdict.reason)
    if not name.strip():
        raise errors.RefusedError("Skriv virksomhedens navn.", field="name")
    company = Company(
        jobcentre=jobcentre,
        name=name.strip(),
        sector=sector.strip(),
        ownership=ownership or "",
        prior_experience=prior_experience or "",
    )
    company.save(force_insert=True)
    audit.record("company.registered", company, by=by, at=at)
    return company


@transaction.atomic
def place(case: Case, *, company: Company, period: periods.Period, by: Actor, at: datetime, on: date) -> Placement:
    """Place a citizen with a company for a period, which may be open."""
    verdict = access.may_place(by)
    if not verdict:
        raise errors.RefusedError(verdict.reason)
    cases.require_reach(by, case, on=on)
    if company.jobcentre_id != case.jobcentre_id:
        raise errors.RefusedError("Virksomheden hører til et andet jobcenter end sagen.", field="company")
    placement = Placement(case=case, company=company, first_day=period.first_day, last_day=period.last_day)
    with firsts.first_wins(errors.RefusedError("Borgeren er allerede hos virksomheden i noget af den tid.")):
        placement.save(force_insert=True)
    audit.record("placement.registered", placement, by=by, at=at, citizens=[case.citizen.uuid])
    return placement

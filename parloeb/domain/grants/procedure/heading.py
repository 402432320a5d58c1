"""The head of a letter of the procedure."""

from datetime import date

from parloeb.domain.cases.models import Case
from parloeb.domain.correspondence.rules import letters
from parloeb.domain.grants.commands import Sending
from parloeb.domain.grants.procedure import wording
from parloeb.domain.people import queries as people
from parloeb.domain.people.acting import Actor
from parloeb.domain.people.rules import ROLE_TITLES, Role


def of(case: Case, *, sending: Sending, by: Actor, on: date) -> wording.Head:
    """From the authority to the citizen of the case, signed by the actor; what the citizen causes, by the unit."""
    citizen = case.citizen
    address = people.address_of(citizen, keys=sending.keys)
    return wording.Head(
        sender=sending.sender,
        receiver=letters.receiver(str(citizen), address, protected=citizen.is_protected),
        case_number=case.number,
        written_on=on,
        signature=(sending.sender.unit,) if by.role is Role.CITIZEN else (by.name, ROLE_TITLES[by.role]),
    )

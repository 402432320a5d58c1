"""Who is sent to every door, and which cases are theirs. What they may is told here once more, on purpose."""

from dataclasses import dataclass, field

from parloeb.domain.cases.rules import FieldClass
from parloeb.domain.people.models import User
from parloeb.domain.people.rules import Role

ALL = frozenset(FieldClass)
NONE: frozenset[FieldClass] = frozenset()
HEAD = frozenset({FieldClass.IDENTITY, FieldClass.PLACE_AND_TIME})

# Which class of field each role may see, by the description of the product and not by the code.
SEES: dict[Role | None, frozenset[FieldClass]] = {
    None: NONE,
    Role.CASEWORKER: ALL,
    Role.TEAM_LEADER: ALL,
    Role.COORDINATOR: ALL - {FieldClass.MONEY},
    Role.MENTOR: ALL - {FieldClass.MONEY},
    Role.SUPPLIER_ADMIN: HEAD | {FieldClass.GOALS, FieldClass.MONEY},
    Role.COMPANY_CONTACT: HEAD,
    Role.CITIZEN: ALL - {FieldClass.MONEY},
    Role.CONTROLLER: HEAD | {FieldClass.MONEY},
    Role.EVALUATOR: NONE,
    Role.LOG_REVIEWER: NONE,
    Role.ADMINISTRATOR: NONE,
}


@dataclass(frozen=True)
class Person:
    """One who is sent: a user (nobody: anonymous) in a role, and the labels of the cases that are theirs."""

    name: str
    user: User | None = None
    role: Role | None = None
    cases: frozenset[str] = field(default_factory=frozenset)
    foreign: tuple[str, ...] = ("a", "c")  # cases tried besides; those that are theirs are left out
    chosen: Role | None = None  # the role in the session, where it is not the one acted in

    @property
    def is_out(self) -> bool:
        """Whether nobody stands there, or somebody who has left: both are sent to the login page."""
        return self.user is None or not self.user.is_active

    def tries(self) -> list[str]:
        """The labels of the cases that the person tries to reach, own ones first."""
        return [*sorted(self.cases), *(label for label in self.foreign if label not in self.cases)]

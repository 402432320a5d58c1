"""How courses that a mentor had to the end turned out, told with their number; it makes no order."""

from dataclasses import dataclass

from parloeb.domain.corps.lists import Field

# Of fewer a share would say more than there is.
LEAST_FOR_OUTCOME = 5


@dataclass(frozen=True)
class Ended:
    """The courses with one barrier that ended while the mentor was there, and how many of them for the better."""

    number: int
    better: int


def told(field: str, ended: Ended) -> str:
    """The number of courses that ended, and how many of them for the better where they are five or more."""
    name = Field(field).label.lower()
    if ended.number < LEAST_FOR_OUTCOME:
        return (
            f"{ended.number} forløb med {name} er afsluttet hos mentoren; det er for få til at sige, hvordan det gik."
        )
    return f"{ended.better} af {ended.number} afsluttede forløb med {name} endte med, at borgeren klarer sig bedre."
